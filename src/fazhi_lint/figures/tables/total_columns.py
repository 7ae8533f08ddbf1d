"""Which columns of a table are totals, and which other columns each of them may add up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ...kept import regex
from ...tables import Cell
from ...values import value
from .grids import Strip, plain

TOTAL = regex.compile(
    r"(?:[^(:]{0,14}(?:合计|总计|小计|共计)|总数|总量|全[省市县区州国年部镇乡系校院]|总体|整体)(?:数|金额)?(?:\([^()]*\))?"
)
_OUTLAY = ("基本支出", "项目支出")  # what an office spends is one of these
AMONG = regex.compile(r"其中|#")
_PERIOD = regex.compile(r"\d{4}年?[-—－~～至]+\d{4}年?|[两三四五]年累计")  # 1998—2002, behind its years
# Groups of columns that a total in the middle adds up across other totals: those take in the few of one head.
_GROUPS = 16


@value
class Groups:
    """Columns by the cells right below one head: the groups, and what stands for each in a sum.

    ``totals`` are the groups that are a single column of totals, ``own`` the group of each column.
    """

    members: list[list[int]]
    totals: list[int]
    parts: list[list[int]]
    own: dict[int, int]

    @classmethod
    def of(cls, strip: Strip, parent: Cell | None) -> Groups:
        """The groups under a head; with None, those under no head at all."""
        columns, groups = strip.columns, list[tuple[object, list[int]]]()
        if parent is not None:
            end = bisect_left(columns, parent.column + parent.columns)
            columns = columns[bisect_left(columns, parent.column) : end]
        for column in columns:
            heads = strip.heads[column]
            if parent is not None and parent not in heads:
                continue
            at = heads.index(parent) + 1 if parent is not None else 0
            child = heads[at] if at < len(heads) else column
            if groups and groups[-1][0] is child:
                groups[-1][1].append(column)
            else:
                groups.append((child, [column]))
        members = [group for _, group in groups]
        return cls(
            members,
            [at for at, own in enumerate(members) if len(own) == 1 and is_total(strip, own[0])],
            [_of_group(strip, [column for column in own if not _is_among(strip, column)]) for own in members],
            {column: at for at, own in enumerate(members) for column in own},
        )


def is_total(strip: Strip, column: int) -> bool:
    """Whether the head of a column calls it a total, or a period of which years may stand beside it.

    A total too is what stands before the two kinds of an office's outlay, whatever it is called.
    """
    head = strip.head(column)
    if TOTAL.fullmatch(head) or _PERIOD.fullmatch(head):
        return True
    at = bisect_left(strip.columns, column) + 1
    return tuple(map(strip.head, strip.columns[at : at + 2])) == _OUTLAY


def parts_of_column(strip: Strip, column: int, known: dict[Cell | None, Groups]) -> Iterator[list[int]]:
    """The columns that a total column may add up: its neighbours under the same head.

    ``known`` are the groups under the heads met so far.
    """
    path = strip.heads[column]
    parent = path[-2] if len(path) > 1 else None
    if parent not in known:
        known[parent] = Groups.of(strip, parent)
    groups = known[parent]
    own, totals, count = groups.own[column], groups.totals, len(groups.members)
    if len(groups.members[own]) > _GROUPS:
        return
    last, following = bisect_left(totals, own), bisect_right(totals, own)
    before = totals[last - 1] + 1 if last else 0
    after = totals[following] if following < len(totals) else count
    ranges = [(before, own), (own + 1, after)]
    if own <= _GROUPS or following == len(totals):
        ranges.append((0, own))
    if count - own <= _GROUPS or not last:
        ranges.append((own + 1, count))
    for start, end in ranges:
        parts = [part for members in groups.parts[start:end] for part in members]
        if parts:
            yield parts
    others = [at for at in groups.members[own] if at != column and not _is_among(strip, at)]
    if others:
        yield others


def _is_among(strip: Strip, column: int) -> bool:
    return any(AMONG.match(plain(cell.text)) for cell in strip.heads[column])


def _of_group(strip: Strip, members: list[int]) -> list[int]:
    """What stands for columns under one head: its total, or all of them."""
    totals = [member for member in members if TOTAL.fullmatch(strip.head(member))]
    return totals[:1] if totals and len(members) > 1 else members
