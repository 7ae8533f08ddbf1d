"""Shares of the prose against the amounts of a table: 制造业占54.0%, and its rows 总计 924.0 and 制造业 498.9.

The amount is that of the row which the share names; the whole is the total of the table, or an amount that the
paragraph states in the unit of the column. A share that agrees is evidence; one that does not is held against
the text where the others of its paragraph agree and one wrong digit is why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Relation
from ...tables import Table
from ...values import changed, value
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import one_edit
from ..core.units import family
from .grids import plain, unit_of
from .quotients import Printed, agrees, printed, said, share, share_of
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
    """The figures of a column by the names of their rows, its total, and the power of ten and unit it is in."""

    figures: dict[str, Printed]
    total: Printed | None
    power: int
    unit: str
    first: int
    last: int


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
        figures: dict[str, Printed] = {}
        total: Printed | None = None
        for row in range(1, table.height):
            name, found = table.at(row, 0), printed(table.at(row, column))
            if name is None or found is None or found.value <= 0:
                continue
            words = NAME.sub("", plain(name.text))
            if TOTAL.fullmatch(words):
                total = total or found
            else:
                figures.setdefault(words, found)
        if len(figures) >= _LEAST:
            yield _Column(figures, total, own.power, own.unit, first, last)


def _wholes(scene: Scene, column: _Column, before: int) -> Iterator[Printed]:
    """The totals that shares may be of: that of the table, and the amounts stated before in its unit."""
    if column.total:
        yield column.total
    for quantity in reversed(scene.quantities[:before]):
        number = quantity.number
        if number.kind == "number" and family(quantity.unit) == column.unit and not number.approximate:
            yield said(scene, quantity, 10**column.power)


def _held(scene: Scene, own: Sequence[_Stated], column: _Column) -> list[Relation]:
    """The relations of the shares of a paragraph to the total by which most come out; empty if none is."""
    best: list[_Stated] = []
    base: Printed | None = None
    for whole in _wholes(scene, column, own[0].quantity.index):
        held = [one for one in own if _agrees(scene, one, column.figures[one.name], whole)]
        if len(held) > len(best):
            best, base = held, whole
    if base is None or len(best) < _LEAST or 2 * len(best) < len(own):
        return []
    found = []
    for one in own:
        figure, number = column.figures[one.name], one.quantity.number
        should = round(share(figure.value, base.value) / number.place) * number.place
        if one in best:
            found.append(_relation(scene, one, figure, base))
        elif (len(best) > _LEAST or len(own) - len(best) == 1) and one_edit(number, should):
            found.append(_relation(scene, one, figure, base, f"{one.name}占比"))
    return found


def _agrees(scene: Scene, one: _Stated, figure: Printed, whole: Printed) -> bool:
    return whole.value > figure.value and agrees(share, figure, whole, said(scene, one.quantity, 1))


def _relation(scene: Scene, one: _Stated, figure: Printed, whole: Printed, wrong: str = "") -> Relation:
    found = share_of(figure, whole, said(scene, one.quantity, 1), wrong, ("表中：", "总数："))
    return changed(found, kind="share")
