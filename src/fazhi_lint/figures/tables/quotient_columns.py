"""Columns of percentages that their heads do not tell: 为任务, 进度.

They are told by what they hold: each figure is what two others of its row make up or, where the line of units
has %, the total is no more than the largest of its parts.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from ...document import Document
from ...tables import Table
from ...values import changed
from .additions import Addition
from .grids import Strip, is_blank, lines_above, plain
from .total_columns import TOTAL

_LEAST, _MOST = 3, 8  # rows that must come out, and columns tried
_ABOVE = 6  # lines
_HUNDRED = Fraction(100)


def without_percentages(document: Document, table: Table, strip: Strip) -> Strip:
    """The strip without columns of percentages, where the line of units over it has % besides another."""
    lines = [*lines_above(document, table, _ABOVE), *(plain(cell.text) for cell in table.row(0))]
    # A sentence over the table may speak of 事业单位 and of percentages.
    if not any("%" in line.partition("单位")[2] and "。" not in line for line in lines):
        return strip
    kept = [one for one in strip.columns if not (_is_mean(strip, one) or _are_quotients(strip, one))]
    return strip if len(kept) == len(strip.columns) else changed(strip, columns=tuple(kept))


def adds_percentages(strip: Strip, addition: Addition) -> bool:
    """Whether an addition that fails adds up percentages, of which no total is made."""
    columns = {figure.cell.column for figure in (*addition.parts, *addition.wholes)}
    return len(columns) == 1 and _are_quotients(strip, *columns)


def _is_mean(strip: Strip, column: int) -> bool:
    """Whether the total of a column with decimals is no more than the largest figure over or under it."""
    own = {row: figure for row in strip.rows if (figure := strip.figures.get((row, column))) and figure.value}
    totals = [row for row in own if TOTAL.fullmatch(strip.names[row])]
    others = [own[row].value for row in own if row not in totals]
    if len(totals) != 1 or len(others) < _LEAST - 1 or min(others) < 0:
        return False
    total = own[totals[0]]
    return total.decimals > 0 and 0 < total.value <= max(others)


def _are_quotients(strip: Strip, column: int) -> bool:
    """Whether the figures of a column are percentages, or growths, of two others; one may be wrong."""
    figures = strip.figures
    rows = [row for row in strip.rows if (row, column) in figures and not is_blank(figures[row, column])]
    others = [other for other in strip.columns if other != column][:_MOST]
    return any(
        _fits(strip, rows, column, above, below, less)
        for above, below in permutations(others, 2)
        for less in (Fraction(0), _HUNDRED)
    )


def _fits(strip: Strip, rows: list[int], column: int, above: int, below: int, less: Fraction) -> bool:
    held = missed = 0
    for row in rows:
        stated, part, whole = (strip.figures.get((row, one)) for one in (column, above, below))
        if stated is None or part is None or whole is None or not part.value or not whole.value:
            continue
        if abs(_HUNDRED * part.value / whole.value - less - stated.value) <= stated.step:
            held += 1
        elif missed:
            return False
        else:
            missed = 1
    return held >= _LEAST
