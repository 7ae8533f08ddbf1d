"""The growth of a row of a table among the growths of the rows that make it up.

Each part brought back by its growth, they make the whole that was before, and so its growth. Growth at constant
prices is weighted otherwise: what does not agree is told only where one wrong digit is why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ..core.interval import show
from .additions import Addition, one_edit_to
from .grids import Figure, is_blank, plain, read_cell
from .rows import GROWTH, head
from .table_rates import REAL

_BESIDE = 2  # columns to the right of the amounts in which the growth stands
_MOST = 6  # parts that are shown
_FAR = 1  # percentage points; what was before is often revised by less
_WEIGHT = 5  # a part of a fifth weighs enough


def whole_growth(table: Table, held: Iterable[Addition]) -> Iterator[Relation]:
    """The growths of the wholes of additions that hold, where all parts print theirs."""
    for addition in held:
        figures = (*addition.wholes, *addition.parts)
        columns = {figure.cell.column for figure in figures}
        if len(addition.wholes) > 1 or len(columns) > 1 or not 1 < len(addition.parts) <= _MOST:
            continue
        (own,) = columns
        behind = range(own + 1, min(own + 1 + _BESIDE, table.width))
        column = next((at for at in behind if GROWTH.search(head(table, at))), None)
        growths = [_growth(table, figure, column) for figure in figures] if column else []
        found = [growth for growth in growths if growth]
        if len(found) == len(figures):
            name = table.at(addition.wholes[0].cell.row, 0)
            real = name is not None and REAL.search(plain(name.text)) is not None
            yield from _told(addition, found[0], found[1:], real=real)


def _growth(table: Table, figure: Figure, column: int) -> Figure | None:
    cell = table.at(figure.cell.row, column)
    growth = read_cell(cell) if cell else None
    return growth if growth and not is_blank(growth) and growth.value > -100 else None


def _told(addition: Addition, whole: Figure, parts: list[Figure], *, real: bool) -> Iterator[Relation]:
    if not any(growth.value for growth in parts):
        return
    rates = [growth.value for growth in parts]
    made, half = _made(addition, rates), whole.step / 2
    rounding = [growth.step / 2 for growth in parts]
    low = _made(addition, [rate - step for rate, step in zip(rates, rounding, strict=True)])
    high = _made(addition, [rate + step for rate, step in zip(rates, rounding, strict=True)])
    agrees = low <= whole.value + half and high >= whole.value - half
    if not agrees and (real or abs(made - whole.value) < _FAR or not _slipped(addition, whole, parts, made)):
        return
    before = " + ".join(
        f"{plain(figure.cell.text)}{figure.unit}/(1{_signed(growth)}%)"
        for figure, growth in zip(addition.parts, parts, strict=True)
    )
    formula = f"{plain(addition.wholes[0].cell.text)} / ({before}) - 1 = {show(made, 2)}%"
    used = (*addition.wholes, *addition.parts, whole, *parts)
    spans = tuple(sorted(figure.cell.span for figure in used))
    span, printed = whole.cell.span, plain(whole.cell.text)
    if agrees:
        yield Relation("change", "verified", span, spans, formula)
        return
    text = f"{formula} ≠ {printed}%"
    fields = {"claim": f"表中增幅{printed}%", "result": f"按各分项算得{show(made, 2)}%"}
    related = tuple(Related(growth.cell.span, "分项增幅") for growth in parts)
    hit = Hit(span, fields, Severity.WARNING, (text,), related)
    yield Relation("change", "contradicted", span, spans, text, "change-mismatch", hit)


def _signed(growth: Figure) -> str:
    return ("" if growth.value < 0 else "+") + plain(growth.cell.text).lstrip("+")


def _made(addition: Addition, rates: Sequence[Fraction]) -> Fraction:
    """The growth of the whole, in percent, that growths of its parts make."""
    pairs = zip(addition.parts, rates, strict=True)
    before = sum((figure.value / (1 + rate / 100) for figure, rate in pairs), Fraction(0))
    return 100 * (addition.value / before - 1)


def _slipped(addition: Addition, whole: Figure, parts: list[Figure], made: Fraction) -> bool:
    """Whether one wrong digit of a growth is why they do not agree."""
    if _is_edit(whole, made):
        return True
    pairs = list(zip(addition.parts, parts, strict=True))
    due = addition.value / (1 + whole.value / 100)
    before = sum((figure.value / (1 + growth.value / 100) for figure, growth in pairs), Fraction(0))
    for figure, growth in pairs:
        was = due - before + figure.value / (1 + growth.value / 100)
        # A small part weighs so little that any growth of it would do.
        if (
            was > 0
            and _WEIGHT * figure.value > addition.value
            and _is_edit(growth, 100 * (figure.value / was - 1))
        ):
            return True
    return False


def _is_edit(growth: Figure, due: Fraction) -> bool:
    """Whether one edit makes a growth what it should be."""
    if growth.value * due < 0:
        return False
    return bool(one_edit_to(growth, abs(round(due / growth.step) * growth.step)))
