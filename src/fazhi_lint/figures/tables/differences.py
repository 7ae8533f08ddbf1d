"""Columns of what is more or less than in another: 本年, 上年, 增减.

The head says that a column holds differences, the rows say of what: two columns are taken for what it is of
where nearly every row comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ..core.interval import show
from .quotients import Printed
from .table_rates import NumberRow, head_over, number_rows

_HEAD = regex.compile(r"增减|增[加长]|减少|变[动化]|差[额异]|净增|±")
_NO_HEAD = regex.compile(r"%|率|幅|百分点|倍|比[例重]|增速|位次|排名|计划|目标")
_LEAST, _MOST = 2, 8  # rows that must come out, and columns that it may be of


def differences(document: Document) -> Iterator[Relation]:
    """The relations of every column, or row, of differences of two others."""
    for table in tables(document):
        if any(_HEAD.search(cell.text) for cell in table.cells):
            yield from list(_of(table)) or _of(table.turned())


def _of(table: Table) -> Iterator[Relation]:
    rows = [row for row in number_rows(table).values() if len(row) > _LEAST]
    heads = [head_over(table, column) for column in range(table.width)]
    stated = [at for at, head in enumerate(heads) if _HEAD.search(head) and not _NO_HEAD.search(head)]
    levels = [at for at, head in enumerate(heads) if at and at not in stated and not _NO_HEAD.search(head)]
    for column in stated[:_MOST] if len(levels) <= _MOST and len(rows) >= _LEAST else ():
        yield from _column([row for row in rows if column in row], column, levels)


def _column(rows: Sequence[NumberRow], column: int, levels: Sequence[int]) -> Iterator[Relation]:
    """The relations of a column with the two that most of its rows come out of."""
    best: tuple[list[NumberRow], list[NumberRow], int, int] = [], [], 0, 0
    for above, below in permutations(levels, 2):
        held, failed = list[NumberRow](), list[NumberRow]()
        for row in rows:
            if above in row and below in row:
                (held if _holds(row[above], row[below], row[column]) else failed).append(row)
        if len(held) > len(best[0]):
            best = held, failed, above, below
    held, failed, above, below = best
    if sum(row[column].value != 0 for row in held) < _LEAST or len(failed) > max(1, len(held) // 4):
        return
    for holds, told in ((True, held), (False, failed)):
        yield from (_told(row[above], row[below], row[column], holds=holds) for row in told)


def _holds(above: Printed, below: Printed, stated: Printed) -> bool:
    slack = above.slack + below.slack + stated.slack
    return abs(above.value - below.value - stated.value) <= slack


def _told(above: Printed, below: Printed, stated: Printed, *, holds: bool) -> Relation:
    spans = tuple(sorted(number.span for number in (above, below, stated)))
    due = show(above.value - below.value, stated.decimals)
    formula = f"{above.literal} - {below.literal} = {due}"
    if holds:
        return Relation("change", "verified", stated.span, spans, formula)
    fields = {"claim": f"表中增减{stated.literal}", "result": f"算得{due}"}
    related = tuple(Related(one.span, one.literal) for one in (above, below))
    hit = Hit(stated.span, fields, Severity.WARNING, (f"{formula} ≠ {stated.literal}",), related)
    return Relation("change", "contradicted", stated.span, spans, formula, "change-mismatch", hit)
