"""Lists that 其中 begins under a row of a table: what each takes in, and which of its rows make up the whole.

Nothing marks where such a list ends. It goes on while the rows are in the unit of the whole and, since its
last 其中, together no larger than it; a row that heads a list of its own and one of the same kind as the
whole (another industry, a balance of trade) ends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...kept import regex
from ...values import value
from .grids import Figure
from .table_levels import Level, Outcome, addition_of, digits_of, in_unit_of, named_unit, rows_under
from .total_columns import TOTAL

AMONG = "其中"
_MARK = regex.compile(r"其中[:;]?")
_ENDS = regex.compile(r"顺差|逆差|差额|大于|小于|净[额增减]")
_UNIT = regex.compile(
    r"\((?:[百千万亿]{0,2}(?:美?元|吨(?:标准煤)?|人次?|户|[平立]方米|公里|亩|公顷|千瓦小?时|辆|台|套|家|个|件|项|次)|%)\)$"
)
_OTHERS = regex.compile(r"其[他它余]")
_LONGEST = 30  # rows of a list
_KINDS = 50  # lists of rows of one beginning that are looked for again
_LEAST = 1000  # printed digits of a whole, read as one number, that some rows in the middle of its list make up
_LONG = 4  # digits of a figure that may be off by one of them


@value
class List:
    """A whole and the rows under it, in groups that each begin with 其中."""

    whole: int
    groups: tuple[tuple[int, ...], ...]


def own_name(name: str) -> str:
    """The name of a row without the 其中 that begins its list."""
    return _MARK.sub("", name, count=1) if name.startswith(AMONG) else name


def lists(figures: dict[int, Level], names: dict[int, str]) -> list[List]:
    """The lists of a column of figures, from top to bottom."""
    found = []
    for row in figures:
        below = names.get(row + 1, "")
        if below.startswith(AMONG) and not names[row].startswith(AMONG):
            groups = tuple(map(tuple, _groups(figures, names, row)))
            if groups:
                found.append(List(row, groups))
    return found


def _groups(figures: dict[int, Level], names: dict[int, str], row: int) -> list[list[int]]:
    whole, groups, reached = figures[row], list[list[int]](), Fraction(0)
    for other in rows_under(figures, row, _LONGEST):
        part = figures[other]
        if names[other].startswith(AMONG):
            groups.append([other])
            reached = part.value
            continue
        reached += part.value
        if (
            reached > whole.value + whole.step * len(groups[-1])
            or ends(names[row], names[other])
            or _heads(figures, names, other)
        ):
            break
        groups[-1].append(other)
    return groups


def ends(whole: str, name: str) -> bool:
    """Whether a row cannot belong to a whole by its name."""
    if TOTAL.fullmatch(name) or _ENDS.search(name):
        return True
    if (unit := _UNIT.search(name)) and unit[0] not in whole:
        return True
    return whole.endswith("制造业") and name.endswith(("供应业", "建筑业"))


def _heads(figures: dict[int, Level], names: dict[int, str], row: int) -> bool:
    """Whether a row has a list of two rows or more under it; a single one may be a part of a part."""
    own = figures[row]
    rows = [figures.get(row + 1), figures.get(row + 2)]
    if not names.get(row + 1, "").startswith(AMONG) or names.get(row + 2, AMONG).startswith(AMONG):
        return False
    below = [part for part in rows if part is not None and part.unit == own.unit]
    return len(below) == 2 and below[0].value + below[1].value <= own.value


def parts(found: Sequence[List], figures: dict[int, Level]) -> Iterator[tuple[Figure, Figure]]:
    """Each row of a list with its whole."""
    for one in found:
        whole = figures[one.whole]
        for row in (row for group in one.groups for row in group):
            part = in_unit_of(figures[row], whole)
            yield part, named_unit(whole) if part.unit else whole.figure


def inner_blocks(found: Sequence[List], figures: dict[int, Level], names: dict[int, str], out: Outcome) -> None:
    """Rows next to each other in a list of several groups that make up the whole.

    Where such rows come out under one whole, rows of the same names under another one should: 国有企业,
    外商投资企业 and 其他企业 under exports and under imports. So should a group that ends in 其他.
    """
    came_out = set[tuple[str, ...]]()
    wholes = set[tuple[int, tuple[str, ...]]]()
    for one in found:
        if digits_of(figures[one.whole].figure) < _LEAST:
            continue
        for group in one.groups:
            block = block_of(figures, one.whole, group)
            if block:
                out.held.append(addition_of([figures[row] for row in block], figures[one.whole]))
                kinds = tuple(own_name(names[row]) for row in block)
                came_out.add(kinds)
                wholes.add((one.whole, kinds))
    begun: dict[str, list[tuple[str, ...]]] = {}
    for kinds in sorted(came_out):
        begun.setdefault(kinds[0], []).append(kinds)
    for one in found:
        for start in (row for group in one.groups for row in group):
            for kinds in begun.get(own_name(names[start]), ())[:_KINDS]:
                block = tuple(range(start, start + len(kinds)))
                if (one.whole, kinds) in wholes or any(
                    row not in figures or own_name(names[row]) != kind
                    for row, kind in zip(block, kinds, strict=True)
                ):
                    continue
                judge(figures, one.whole, block, out)
        last = [row for row in (one.groups[-1][-1] + 1,) if row in figures]
        for group in one.groups:
            rows = (*group, *last) if group is one.groups[-1] else group
            for end, row in enumerate(rows, 1):
                if end > 2 and _OTHERS.match(own_name(names[row])):
                    judge(figures, one.whole, rows[:end], out)


def block_of(figures: dict[int, Level], row: int, group: Sequence[int]) -> Sequence[int]:
    """The longest run of rows that begins a group and adds up to the figure of a row; empty if none does."""
    whole, found = figures[row], tuple[int, ...]()
    reached, slack = Fraction(0), whole.step / 2
    for count, at in enumerate(group, 1):
        reached += figures[at].value
        slack += figures[at].step / 2
        if count > 1 and abs(whole.value - reached) <= slack:
            found = tuple(group[:count])
    return found


def judge(figures: dict[int, Level], row: int, block: Sequence[int], out: Outcome, least: int = _LEAST) -> None:
    """Note that rows in one unit make up a figure of ``least`` or more, or do not for one wrong digit."""
    whole = figures[row]
    if all(figures[at].unit == whole.unit for at in block) and digits_of(whole.figure) >= least:
        out.take(addition_of([figures[at] for at in block], whole), _LONG)
