"""Shares of the prose against the amounts of a table: 制造业占54.0%, and its rows 总计 924.0 and 制造业 498.9.

The amount is that of the row which the share names; the whole is the total of the table, or an amount that the
paragraph states in the unit of the column. A share that agrees is evidence; one that does not is held against
the text where the others of its paragraph agree and one wrong digit is why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity, Span
from ...tables import Cell, Table
from ...values import value
from ..core.interval import show
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import one_edit
from ..core.units import family
from .grids import Figure, is_blank, plain, read_cell, unit_of
from .rows import GROWTH, NAME, head, measure_over
from .total_columns import TOTAL

_SHARE = regex.compile(
    r"[、和]?(?:其中)?(\p{Han}[\p{Han}、]{1,24}?)(?:所?占)?(?:(?:总|全)\p{Han}{1,6})?的?(?:比重|比例|份额|占比)?(?:约?为|达到?|是)?"
)
_DIVIDES = regex.compile(r"占|比重|份额")
_ABOVE, _BELOW = 60, 6  # lines between a share and a table
_STOPS = ",;:。"  # before the clause of a share
_LEAST = 2  # shares of a paragraph that come out of one total
_DIGITS = 2  # of a share
_NO_COLUMN = regex.compile(r"%|比重|占比|构成|指数|位次")


@value
class _Stated:
    """A share of the prose and the name it is of."""

    quantity: Quantity
    name: str


@value
class _Column:
    """The figures of a column by the names of their rows, its total, and the unit it is in."""

    figures: dict[str, Figure]
    total: Figure | None
    power: int
    unit: str
    first: int
    last: int


@value
class _Whole:
    """What shares may be of: a figure in the unit of a column, and where it stands."""

    value: Fraction
    step: Fraction
    span: Span
    literal: str


def said_shares(document: Document) -> Iterator[Relation]:
    """The relations of every paragraph that says of two rows of a table or more which share they make up."""
    columns = [column for table in tables(document) for column in _columns(document, table)]
    for scene in scenes(document) if columns else ():
        if scene.text.startswith("|") or "%" not in scene.text or not _DIVIDES.search(scene.text):
            continue
        stated = list(_stated(scene))
        if len(stated) < _LEAST:
            continue
        line = document.place(scene.paragraph.start).line
        for column in columns:
            if column.first - _ABOVE <= line <= column.last + _BELOW:
                own = [one for one in stated if one.name in column.figures]
                if len(own) >= _LEAST and (found := _held(scene, own, column)):
                    yield from found
                    break


def _stated(scene: Scene) -> Iterator[_Stated]:
    stop = 0  # of the figure before
    for quantity in scene.quantities:
        stop, last = quantity.stop, stop
        if quantity.number.kind == "percent" and not quantity.number.approximate and not quantity.number.vague:
            start = max(scene.text.rfind(mark, 0, quantity.start) for mark in _STOPS) + 1
            name = _SHARE.fullmatch(scene.text, max(start, last), quantity.start)
            if name and len(quantity.number.digits.replace(".", "")) >= _DIGITS:
                yield _Stated(quantity, name[1])


def _columns(document: Document, table: Table) -> Iterator[_Column]:
    first, last = document.place(table.span.start).line, document.place(table.span.end).line
    unit = unit_of(document, table)
    for column in range(1, table.width):
        words = head(table, column)
        own = measure_over(words, unit)
        if own is None or GROWTH.search(words) or _NO_COLUMN.search(words):
            continue
        figures: dict[str, Figure] = {}
        total: Figure | None = None
        for row in range(1, table.height):
            name, cell = table.at(row, 0), table.at(row, column)
            found = read_cell(cell) if cell else None
            if name is None or found is None or is_blank(found) or found.value <= 0:
                continue
            words = NAME.sub("", plain(name.text))
            if TOTAL.fullmatch(words):
                total = total or found
            else:
                figures.setdefault(words, found)
        if len(figures) >= _LEAST:
            yield _Column(figures, total, own.power, own.unit, first, last)


def _wholes(scene: Scene, column: _Column, before: int) -> Iterator[_Whole]:
    """The totals that shares may be of: that of the table, and the amounts stated before in its unit."""
    if column.total:
        cell: Cell = column.total.cell
        yield _Whole(column.total.value, column.total.step, cell.span, plain(cell.text))
    for quantity in reversed(scene.quantities[:before]):
        number = quantity.number
        if number.kind == "number" and family(quantity.unit) == column.unit and not number.approximate:
            step = Fraction(number.scale, 10**number.decimals * 10**column.power)
            yield _Whole(number.value / 10**column.power, step, scene.span(quantity), number.literal)


def _held(scene: Scene, own: Sequence[_Stated], column: _Column) -> list[Relation]:
    """The relations of the shares of a paragraph to the total by which most come out; empty if none is."""
    best: list[_Stated] = []
    base: _Whole | None = None
    for whole in _wholes(scene, column, own[0].quantity.index):
        held = [one for one in own if _agrees(one, column.figures[one.name], whole)]
        if len(held) > len(best):
            best, base = held, whole
    if base is None or len(best) < _LEAST or 2 * len(best) < len(own):
        return []
    found = []
    for one in own:
        figure = column.figures[one.name]
        if one in best:
            found.append(_relation(scene, one, figure, base, agrees=True))
        elif len(best) > _LEAST or len(own) - len(best) == 1:
            number = one.quantity.number
            power = 10**number.decimals
            should = Fraction(round(100 * figure.value / base.value * power), power)
            if one_edit(number, should):
                found.append(_relation(scene, one, figure, base, agrees=False))
    return found


def _agrees(one: _Stated, figure: Figure, whole: _Whole) -> bool:
    """Whether a share may be printed of a figure of a whole: rounded, or cut off with decimals."""
    if whole.value <= figure.value:
        return False
    half, base = figure.step / 2, whole.step / 2
    low = 100 * (figure.value - half) / (whole.value + base)
    high = 100 * (figure.value + half) / (whole.value - base)
    number = one.quantity.number
    unit = Fraction(1, 10**number.decimals)
    return low <= number.value + (unit if number.decimals else unit / 2) and high >= number.value - unit / 2


def _relation(scene: Scene, one: _Stated, figure: Figure, whole: _Whole, *, agrees: bool) -> Relation:
    span, cell = scene.span(one.quantity), figure.cell
    printed, literal = plain(cell.text), one.quantity.number.literal
    spans = tuple(sorted((span, cell.span, whole.span)))
    places = max(2, one.quantity.number.decimals)
    formula = f"{printed} / {whole.literal} = {show(100 * figure.value / whole.value, places)}%"
    if agrees:
        return Relation("share", "verified", span, spans, formula)
    text = f"{formula} ≠ {literal}"
    fields = {"rate": f"{one.name}占比", "stated": literal, "result": f"算得{formula.rpartition(' = ')[2]}"}
    related = (Related(cell.span, f"表中：{printed}"), Related(whole.span, f"总数：{whole.literal}"))
    hit = Hit(span, fields, Severity.WARNING, (text,), related)
    return Relation("share", "contradicted", span, spans, text, "rate-mismatch", hit)
