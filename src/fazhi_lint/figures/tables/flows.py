"""Columns of a stock, what came to it and went from it, and what there is then: 上年结余, 收入, 支出, 年末结余.

The heads say what each column is, the rows whether it is so: the flows are taken as established where nearly
every row comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ..core.interval import show
from .quotients import Printed
from .table_rates import head_over, number_rows

_START = regex.compile(r"(?:上年|年初|期初|上期|去年)末?\p{Han}{0,4}(?:结[余转存]|余额|存量|数)|旧存|上年结转")
_END = regex.compile(r"(?:年末|期末|本年末|累计|滚存)\p{Han}{0,4}(?:结[余转存]|余额|存量|数)|未结|结转下年")
_COMES = regex.compile(r"收入|新收|新增|增加|受理")
_GOES = regex.compile(r"支出|减少|办结|审结|执结|注销")
_NO_FLOW = regex.compile(r"%|率|幅|预算|计划|比|月数")
_ROLES = (_START, _COMES, _GOES, _END)
_LEAST = 2  # rows that must come out


def flows(document: Document) -> Iterator[Relation]:
    """The relations of every row, or column, of a stock with its flows."""
    for table in tables(document):
        words = "".join(cell.text for cell in table.cells)
        if all(role.search(words) for role in _ROLES):
            yield from list(_of(table)) or _of(table.turned())


def _of(table: Table) -> Iterator[Relation]:
    heads = [head_over(table, column) for column in range(table.width)]
    columns: list[int] = []
    for role in _ROLES:
        own = [at for at, head in enumerate(heads) if role.search(head) and not _NO_FLOW.search(head)]
        if role is _END:
            own = [at for at in own if not _START.search(heads[at])]
        elif role is not _START:
            own = [at for at in own if not (_START.search(heads[at]) or _END.search(heads[at]))]
        if len(own) != 1:
            return
        columns += own
    numbered = [row for row in number_rows(table).values() if all(column in row for column in columns)]
    rows = [[row[column] for column in columns] for row in numbered]
    held = [_holds(row) for row in rows]
    telling = sum(any(figure.value for figure in row) for row, holds in zip(rows, held, strict=True) if holds)
    if telling < _LEAST or len(rows) - sum(held) > max(1, sum(held) // 4):
        return
    for row, holds in zip(rows, held, strict=True):
        yield _told(row, holds=holds)


def _holds(figures: Sequence[Printed]) -> bool:
    start, comes, goes, end = figures
    slack = sum(figure.slack for figure in figures)
    return abs(start.value + comes.value - goes.value - end.value) <= slack


def _told(figures: Sequence[Printed], *, holds: bool) -> Relation:
    start, comes, goes, end = figures
    spans = tuple(sorted(figure.span for figure in figures))
    due = start.value + comes.value - goes.value
    formula = f"{start.literal} + {comes.literal} − {goes.literal} = {show(due, end.decimals)}"
    if holds:
        return Relation("sum", "verified", end.span, spans, formula)
    gap = show(abs(due - end.value), end.decimals)
    fields = {"sum": show(due, end.decimals), "total": end.literal, "difference": gap}
    related = tuple(Related(one.span, one.literal) for one in (start, comes, goes))
    hit = Hit(end.span, fields, Severity.WARNING, (f"{formula} ≠ {end.literal}",), related)
    return Relation("sum", "contradicted", end.span, spans, formula, "sum-mismatch", hit)
