"""Rows that add up to a row above them, in the tables of statistical bulletins.

Such a table has no row called 合计: 货物运输总量 is followed by 铁路, 公路 and so on, each row with its own
unit, and one whole may be split several times (其中：城镇, 乡村; 其中：男性, 女性). What rows a whole takes in
is found by adding: figures of three digits and more do not come out by chance. A block that fails is held
against the table only where another block of the same rows, or another split of the same whole, comes out,
and one wrong digit explains the failure: a bulletin may leave out a part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...tables import Table
from .additions import slipped
from .grids import Figure, Strip
from .known_rows import known_rows
from .table_levels import Level, Outcome, addition_of, digits_of, levels_of, row_name, rows_under, unit_column
from .table_lists import AMONG, block_of, ends, inner_blocks, judge, lists, parts
from .table_trade import trade

_LEAST = 100  # printed digits of a whole, read as one number
_FAIR, _LARGE = 5000, 10**4  # the same where nothing begins the list, and it comes out to the last digit or not
_MANY, _LONGEST = 3, 12  # rows of a block
_KINDS = 50  # lists of rows that are looked for again
_LONG = 4  # digits of a figure that may be off by one of them


def blocks(table: Table, strip: Strip) -> tuple[Outcome, list[tuple[Figure, Figure]]]:
    """The additions of the blocks of a table's first strip, and the parts in lists, each with its whole."""
    out = Outcome([], [])
    within: list[tuple[Figure, Figure]] = []
    units = unit_column(table)
    names = {row: row_name(table, row) for row in strip.rows}
    read: list[tuple[dict[int, Level], dict[int, Sequence[int]]]] = []
    for column in strip.columns:
        if not (strip.head(column) or (units is not None and abs(column - units) == 1)):
            continue
        figures = levels_of(table, strip, column, units)
        read.append((figures, _runs(figures, names, out, among=units is None)))
        _splits(figures, names, out)
        known_rows(figures, names, out)
        found = lists(figures, names)
        inner_blocks(found, figures, names, out)
        within += parts(found, figures)
        trade(figures, names, out)
    _as_beside(read, out)
    return out, within


def _as_beside(read: Sequence[tuple[dict[int, Level], dict[int, Sequence[int]]]], out: Outcome) -> None:
    """Hold rows that make up a whole in one column against the others: this year's, as last year's do."""
    known = {row: block for _, found in read for row, block in found.items()}
    for figures, found in read:
        for row, block in known.items():
            if row not in found and figures.keys() >= {row, *block}:
                judge(figures, row, block, out)


def _run(figures: dict[int, Level], names: dict[int, str], row: int) -> list[int]:
    """The rows after a row that may be its parts: in the same unit, each smaller, none 其中 but the first."""
    below: list[int] = []
    for other in rows_under(figures, row, _LONGEST):
        if figures[other].value == figures[row].value:
            break
        if below and names[other].startswith(AMONG):
            break
        below.append(other)
    return below


def _runs(
    figures: dict[int, Level], names: dict[int, str], out: Outcome, *, among: bool
) -> dict[int, Sequence[int]]:
    """Wholes with the rows right under them; ``among``: only long ones, unless 其中 begins these,
    and two rows only where they make up the whole to the last digit. Returns those that come out.
    """
    came_out: set[tuple[str, ...]] = set()
    wholes: dict[int, Sequence[int]] = {}
    last = -1
    for row in figures:
        listed = not among or names.get(row + 1, "").startswith(AMONG)
        length = digits_of(figures[row].figure)
        if row <= last or length < (_LEAST if listed else _FAIR):
            continue
        found = block_of(figures, row, _run(figures, names, row))
        exact = found and sum((figures[at].value for at in found), -figures[row].value) == 0
        if found and (listed or exact or (length >= _LARGE and len(found) >= _MANY)):
            out.held.append(addition_of([figures[at] for at in found], figures[row]))
            last = found[-1]
            wholes[row] = found
            came_out.add(tuple(names[at] for at in found))
    for row in figures:
        if row not in wholes and _is_whole_list(figures, names, row, below := _run(figures, names, row)):
            judge(figures, row, below, out)
    above: dict[str, list[int]] = {}
    for row in figures if came_out else ():
        above.setdefault(names.get(row + 1, ""), []).append(row)
    for kinds in sorted(came_out)[:_KINDS]:
        for row in above.get(kinds[0], ()):
            under = range(row + 1, row + 1 + len(kinds))
            if row in wholes or any(
                at not in figures or names[at] != kind for at, kind in zip(under, kinds, strict=True)
            ):
                continue
            judge(figures, row, under, out, _LEAST)
    return wholes


def _is_whole_list(figures: dict[int, Level], names: dict[int, str], row: int, below: Sequence[int]) -> bool:
    """Whether rows are long enough a 其中 list to be held against a long figure, and all of that list."""
    if len(below) < _MANY or not names[below[0]].startswith(AMONG) or digits_of(figures[row].figure) < _LARGE:
        return False
    after = figures.get(below[-1] + 1)  # the list may go on, or have ended before
    return after is None or after.unit != figures[row].unit


def _splits(figures: dict[int, Level], names: dict[int, str], out: Outcome) -> None:
    """A whole that several lists under it split, each begun by 其中."""
    for whole, groups in _chains(figures, names):
        if len(groups) < 2 or digits_of(figures[whole].figure) < _LEAST:
            continue
        additions = [
            addition_of([figures[at] for at in group], figures[whole]) for group in groups if len(group) > 1
        ]
        good = [addition for addition in additions if addition.holds]
        bad = [addition for addition in additions if not addition.holds]
        out.held.extend(good)
        if good:
            out.failed.extend(addition for addition in bad if slipped(addition, _LONG))
        elif len({addition.value for addition in bad}) < len(bad):
            sums = Counter(addition.value for addition in bad)
            out.failed.extend(addition for addition in bad if sums[addition.value] > 1)


def _chains(figures: dict[int, Level], names: dict[int, str]) -> Iterator[tuple[int, list[list[int]]]]:
    """Rows followed by lists that begin with 其中; a list ends where the next begins or the unit changes."""
    whole, groups = -1, list[list[int]]()
    for row in figures:
        among = names[row].startswith(AMONG)
        inside = (
            whole >= 0
            and groups
            and groups[-1][-1] == row - 1
            and figures[row].unit == figures[whole].unit
            and not ends(names[whole], names[row])
        )
        if among and row - 1 in figures and (not groups or not inside):
            if groups:
                yield whole, groups
            whole, groups = row - 1, [[row]]
        elif among and inside:
            groups.append([row])
        elif inside:
            groups[-1].append(row)
        elif groups:
            yield whole, groups
            whole, groups = -1, []
    if groups:
        yield whole, groups
