"""Tables whose form is prescribed: the identities that an official form fixes, as data with their source.

``rules/knowledge/forms.toml`` names the rows of a form by the words they hold, and what adds up to what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...knowledge import knowledge
from ...model import Span
from ...values import value
from ..core.slips import single_edit
from .additions import Addition
from .grids import Figure, Strip, is_blank, strips
from .total_columns import TOTAL

_OTHER = regex.compile(r"上年|去年|同期|(?:19|20)\d\d年[^,;。]{0,4}$|超期")
_SUBTOTAL = "小计"
_BEFORE = 10  # characters
_FEW = 9  # figures of one digit are all one slip apart


@value
class Repeated:
    """How prose repeats the total of one of some rows, or the cells of a row in some columns.

    Of a ``loose`` pattern what is no slip of theirs is another count.
    """

    pattern: regex.Pattern[str]
    rows: tuple[str, ...]
    columns: tuple[int, ...]
    loose: bool


@value
class Form:
    """A prescribed table: its rows by name, and the sides of its identities as names of rows.

    ``more`` are rows that it need not have. ``across`` pairs a row with one of last year's. A name ``a..b`` is
    every row from ``a`` up to, but without, ``b``. Identities that not every office keeps to are not ``sure``.
    """

    rows: dict[str, regex.Pattern[str]]
    more: dict[str, regex.Pattern[str]]
    identities: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    columns: tuple[regex.Pattern[str], ...]
    total: regex.Pattern[str] | None
    prose: tuple[Repeated, ...]
    across: tuple[tuple[str, str], ...]
    sure: bool


@value
class Statement:
    """A number in the prose that repeats a cell of a prescribed table or the sum of some, or one of several."""

    span: Span
    value: Fraction
    sides: tuple[tuple[Figure, ...], ...]

    @property
    def side(self) -> tuple[Figure, ...]:
        """The cells that are meant: those that make the number, else the first."""
        return next((side for side in self.sides if _sum(side) == self.value), self.sides[0])

    @property
    def holds(self) -> bool:
        """Whether it is the number of the table."""
        return _sum(self.side) == self.value


def statements(document: Document, own: Sequence[Strip]) -> Iterator[Statement]:
    """What the prose outside of tables says of the totals of a prescribed table."""
    for form in _forms():
        for strip in own if form.prose else ():
            at = _found(form, strip)
            total = next((column for column in strip.columns if TOTAL.fullmatch(strip.head(column))), None)
            if at is None or total is None:
                continue
            for one in form.prose:
                if max(one.columns, default=0) >= len(strip.columns):
                    continue
                columns = [strip.columns[column] for column in one.columns] or [total]
                sides = tuple(filter(None, (_side(strip, at, name, columns) for name in one.rows)))
                for span, stated, before in _said(document, one.pattern) if sides else ():
                    statement = Statement(span, stated, sides)
                    near = any(_is_slip(_sum(side), stated) for side in sides)
                    if statement.holds or not one.loose or (near and not _OTHER.search(before)):
                        yield statement


def _side(strip: Strip, at: dict[str, int], name: str, columns: Sequence[int]) -> tuple[Figure, ...]:
    """The cells of the rows that a name means; none where one of them is not printed."""
    if not all(row in at for row in name.split("..")):
        return ()
    found = [strip.figures.get((row, column)) for row in _rows(strip, name, at) for column in columns]
    printed = tuple(figure for figure in found if figure and not is_blank(figure))
    return printed if len(printed) == len(found) else ()


def _sum(figures: Sequence[Figure]) -> Fraction:
    return sum((figure.value for figure in figures), Fraction(0))


def _is_slip(cell: Fraction, said: Fraction) -> bool:
    """Whether a number is one slip away from that of a cell."""
    return cell > _FEW and bool(single_edit(str(said), str(cell)))


def carried_over(document: Document, own: Sequence[Strip]) -> Iterator[tuple[Figure, Figure]]:
    """The figures of a prescribed table that last year's report must give too: this year's, last year's."""
    previous = document.previous
    if previous is None:
        return
    for form in _forms():
        for strip in own if form.across else ():
            at = _found(form, strip)
            if at is None:
                continue
            for last in (last for table in tables(previous) for last in strips(previous, table)):
                then = _found(form, last)
                if then is None or len(last.columns) != len(strip.columns):
                    continue
                for this_row, last_row in form.across:
                    for column, before in zip(strip.columns, last.columns, strict=True):
                        now, old = (
                            strip.figures.get((at[this_row], column)),
                            last.figures.get((then[last_row], before)),
                        )
                        if now and old and not (is_blank(now) and is_blank(old)):
                            yield now, old


def _said(document: Document, pattern: regex.Pattern[str]) -> Iterator[tuple[Span, Fraction, str]]:
    """The numbers of the prose that a pattern finds, with the words before what it takes in."""
    inside = [table.span for table in tables(document)]
    for paragraph in document.paragraphs:
        if any(span.start <= paragraph.start < span.end for span in inside):
            continue
        for found in pattern.finditer(paragraph.flow):
            before = paragraph.flow[max(0, found.start() - _BEFORE) : found.start()]
            yield paragraph.span(*found.span(1)), Fraction(found[1].replace(",", "")), before


def prescribed(own: Sequence[Strip]) -> list[tuple[Addition, bool]]:
    """The additions that its form prescribes for a table, given its strips; none if it has no such form.

    Each comes with whether every table of that form must keep to it.
    """
    return [
        (addition, form.sure)
        for form in _forms()
        for strip in own
        for addition in _of(form, strip)
        if not addition.empty
    ]


@cache
def _forms() -> tuple[Form, ...]:
    return tuple(
        Form(
            {name: regex.compile(pattern) for name, pattern in form.get("rows", {}).items()},
            {name: regex.compile(pattern) for name, pattern in form.get("more", {}).items()},
            tuple((tuple(one["parts"]), tuple(one["wholes"])) for one in form.get("identities", ())),
            tuple(regex.compile(pattern) for pattern in form.get("columns", ())),
            regex.compile(form["total"]) if "total" in form else None,
            tuple(
                Repeated(
                    regex.compile(one["pattern"]),
                    tuple(one["rows"]),
                    tuple(one.get("columns", ())),
                    one.get("loose", False),
                )
                for one in form.get("prose", ())
            ),
            tuple((one["this"], one["last"]) for one in form.get("across", ())),
            form.get("sure", True),
        )
        for form in knowledge("forms")["forms"]
    )


def _of(form: Form, strip: Strip) -> Iterator[Addition]:
    if form.columns:
        yield from _by_columns(form, strip)
        return
    at = _found(form, strip)
    if at is None:
        return
    yield from _subtotals(strip, at)
    for parts, wholes in form.identities:
        for column in strip.columns:
            figures = [
                [strip.figures.get((row, column)) for name in side for row in _rows(strip, name, at)]
                for side in (parts, wholes)
            ]
            if all(figure is not None for side in figures for figure in side):
                left, right = (tuple(figure for figure in side if figure) for side in figures)
                yield Addition(left, right, exact=True)


def _found(form: Form, strip: Strip) -> dict[str, int] | None:
    """The rows of a form by name; None where the strip lacks one."""
    at: dict[str, int] = {}
    if form.columns and next(_blocks(form, strip), None) != 0:
        return None
    for name, pattern in form.rows.items():
        row = _row(strip, pattern)
        if row is None:
            return None
        at[name] = row
    for name, pattern in form.more.items():
        row = _row(strip, pattern)
        if row is not None:
            at[name] = row
    return at


def _row(strip: Strip, pattern: regex.Pattern[str]) -> int | None:
    return next((row for row in strip.rows if pattern.search(strip.names[row])), None)


def _rows(strip: Strip, name: str, at: dict[str, int]) -> Sequence[int]:
    """The rows that a name means; a 小计 that an office has put below some of them is no row of the form."""
    first, dots, last = name.partition("..")
    if not dots:
        return (at[name],)
    return [row for row in range(at[first], at[last]) if _SUBTOTAL not in strip.names.get(row, "")]


def _subtotals(strip: Strip, at: dict[str, int]) -> Iterator[Addition]:
    """The rows of a 小计: those from the last row of the form that has a name of its own on."""
    for row in strip.rows:
        known = (*at.values(), *(one + 1 for one in strip.rows if _SUBTOTAL in strip.names[one]))
        begins = max((one for one in known if one < row), default=row)
        if _SUBTOTAL in strip.names[row] and begins < row:
            for column in strip.columns:
                printed = [strip.figures.get((one, column)) for one in range(begins, row + 1)]
                figures = [figure for figure in printed if figure]
                if len(figures) == len(printed):
                    yield Addition(tuple(figures[:-1]), (figures[-1],), exact=True)


def _by_columns(form: Form, strip: Strip) -> Iterator[Addition]:
    """Blocks of neighbouring columns, the last of each their total."""
    width = len(form.columns)
    for start in _blocks(form, strip):
        for row in strip.rows:
            figures = [strip.figures.get((row, column)) for column in strip.columns[start : start + width + 1]]
            if all(figure is not None for figure in figures):
                *parts, whole = (figure for figure in figures if figure)
                yield Addition(tuple(parts), (whole,), exact=True)


def _blocks(form: Form, strip: Strip) -> Iterator[int]:
    """Where the blocks of a form begin among the columns of a strip."""
    heads = [strip.head(column) for column in strip.columns]
    width = len(form.columns)
    for start in range(len(heads) - width):
        if form.total and form.total.search(heads[start + width]):
            block = heads[start : start + width]
            if all(pattern.search(head) for pattern, head in zip(form.columns, block, strict=True)):
                yield start
