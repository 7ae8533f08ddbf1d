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

_FEW = 9  # figures of one digit are all one slip apart


@value
class Form:
    """A prescribed table: its rows by name, and the sides of its identities as names of rows.

    ``more`` are rows that it need not have. ``prose`` repeats totals of rows, each with whether what is no slip
    of theirs is another count. ``across`` pairs a row with one of last year's. A name ``a..b`` means every row
    from ``a`` up to, but without, ``b``. Identities that not every office keeps to are not ``sure``.
    """

    rows: dict[str, regex.Pattern[str]]
    more: dict[str, regex.Pattern[str]]
    identities: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    columns: tuple[regex.Pattern[str], ...]
    total: regex.Pattern[str] | None
    prose: tuple[tuple[regex.Pattern[str], tuple[str, ...], bool], ...]
    across: tuple[tuple[str, str], ...]
    sure: bool


@value
class Statement:
    """A number in the prose that repeats a cell of a prescribed table, or one of several."""

    span: Span
    value: Fraction
    figures: tuple[Figure, ...]

    @property
    def holds(self) -> bool:
        """Whether it is the number of the table."""
        return any(figure.value == self.value for figure in self.figures)


def statements(document: Document, own: Sequence[Strip]) -> Iterator[Statement]:
    """What the prose outside of tables says of the totals of a prescribed table."""
    for form in _forms():
        for strip in own if form.prose else ():
            at = _found(form, strip)
            total = next((column for column in strip.columns if TOTAL.fullmatch(strip.head(column))), None)
            if at is None or total is None:
                continue
            for pattern, names, loose in form.prose:
                figures = [strip.figures.get((at[name], total)) for name in names if name in at]
                printed = tuple(figure for figure in figures if figure and not is_blank(figure))
                for span, stated in _said(document, pattern) if printed else ():
                    if not loose or any(_is_near(figure.value, stated) for figure in printed):
                        yield Statement(span, stated, printed)


def _is_near(cell: Fraction, said: Fraction) -> bool:
    """Whether a number is that of a cell, or one slip away from it."""
    return cell == said or (cell > _FEW and bool(single_edit(str(said), str(cell))))


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


def _said(document: Document, pattern: regex.Pattern[str]) -> Iterator[tuple[Span, Fraction]]:
    inside = [table.span for table in tables(document)]
    for paragraph in document.paragraphs:
        if any(span.start <= paragraph.start < span.end for span in inside):
            continue
        for found in pattern.finditer(paragraph.flow):
            yield paragraph.span(*found.span(1)), Fraction(found[1].replace(",", ""))


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
                (regex.compile(one["pattern"]), tuple(one["rows"]), one.get("loose", False))
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
    for parts, wholes in form.identities:
        for column in strip.columns:
            figures = [
                [strip.figures.get((row, column)) for name in side for row in _rows(name, at)]
                for side in (parts, wholes)
            ]
            if all(figure is not None for side in figures for figure in side):
                left, right = (tuple(figure for figure in side if figure) for side in figures)
                yield Addition(left, right, exact=True)


def _found(form: Form, strip: Strip) -> dict[str, int] | None:
    """The rows of a form by name; None where the strip lacks one."""
    at: dict[str, int] = {}
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


def _rows(name: str, at: dict[str, int]) -> Sequence[int]:
    first, dots, last = name.partition("..")
    return range(at[first], at[last]) if dots else (at[name],)


def _by_columns(form: Form, strip: Strip) -> Iterator[Addition]:
    """Blocks of neighbouring columns, the last of each their total."""
    heads = [strip.head(column) for column in strip.columns]
    width = len(form.columns)
    for start in range(len(heads) - width):
        block = heads[start : start + width]
        if form.total is None or not form.total.search(heads[start + width]):
            continue
        if all(pattern.search(head) for pattern, head in zip(form.columns, block, strict=True)):
            for row in strip.rows:
                figures = [
                    strip.figures.get((row, column)) for column in strip.columns[start : start + width + 1]
                ]
                if all(figure is not None for figure in figures):
                    *parts, whole = (figure for figure in figures if figure)
                    yield Addition(tuple(parts), (whole,), exact=True)
