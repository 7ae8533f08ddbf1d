"""Rows that add up to a row above them, in the tables of statistical bulletins.

Such a table has no row called 合计: 货物运输总量 is followed by 铁路, 公路 and so on, each row with its own
unit, and one whole may be split several times (其中：城镇, 乡村; 其中：男性, 女性). What rows a whole takes in
is found by adding: figures of three digits and more do not come out by chance. A block that fails is held
against the table only where another block of the same rows, or another split of the same whole, comes out,
and one wrong digit explains the failure: a bulletin may leave out a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from ..kept import regex
from ..tables import Table
from ..values import changed, value
from .additions import Addition, slipped
from .grids import Figure, Strip, is_blank, plain

_UNIT_HEAD = regex.compile(r"(?:计量)?单位")
_SHORT = regex.compile(r"\p{Han}{1,6}(?:/\p{Han}{1,3})?")
_SCALED = regex.compile(r"(百|千|万|百万|千万|亿|万亿)?(\p{Han}.*)")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_PREFIXES = {1: "", **{scale: word for word, scale in _SCALES.items()}}
_NOTE = regex.compile(r"\[\d+\]|\s")
_AMONG = "其中"
_LEAST = 100  # printed digits of a whole, read as one number
_LARGE = 10**4
_MANY, _LONGEST = 3, 12  # rows of a block
_KINDS = 50  # lists of rows that are looked for again
_TRADE = regex.compile(
    r"(货物|服务|对外)?(?:贸易)?((?:进出口)?(?:顺差|逆差|差额)|进出口|出口|进口)(?:总?额|总值)?(?:\(出口减进口\))?"
)
_LONG = 4  # digits of a figure that may be off by one of them


@value
class Blocks:
    """What came out, and what should have."""

    held: tuple[Addition, ...]
    failed: tuple[Addition, ...]


def blocks(table: Table, strip: Strip) -> Blocks:
    """The additions of the blocks of a table's first strip."""
    held: list[Addition] = []
    failed: list[Addition] = []
    unit_column = _unit_column(table)
    names = {row: _name(table, row) for row in strip.rows}
    for column in filter(strip.head, strip.columns):
        figures = _scaled(table, strip, column, unit_column)
        _runs(figures, names, held, failed, among=unit_column is None)
        _splits(figures, names, held, failed)
        _trade(figures, names, held, failed)
    return Blocks(tuple(held), tuple(failed))


def _unit_column(table: Table) -> int | None:
    """The column headed 单位, or without a head and of short words alone."""
    for column in range(1, table.width):
        own = [cell for row in range(table.height) if (cell := table.at(row, column)) and cell.column == column]
        words = [plain(cell.text) for cell in own]
        headless = own and own[0].row and all(map(_SHORT.fullmatch, words))
        if headless or any(map(_UNIT_HEAD.fullmatch, words[:2])):
            return column
    return None


def _name(table: Table, row: int) -> str:
    first = table.at(row, 0)
    return _NOTE.sub("", plain(first.text)) if first else ""


@value
class _Row:
    """A figure as printed, the power of ten in the unit of its row (万, 亿), and what is measured."""

    figure: Figure
    scale: int
    unit: str

    @cached_property
    def value(self) -> Fraction:
        return self.figure.value * self.scale

    @property
    def step(self) -> Fraction:
        return self.figure.step * self.scale


def _scaled(table: Table, strip: Strip, column: int, unit_column: int | None) -> dict[int, _Row]:
    """The printed figures of a column by row."""
    found = {}
    for row in strip.rows:
        figure = strip.figures.get((row, column))
        if figure is None or is_blank(figure) or figure.value <= 0:
            continue
        scale, unit = 1, ""
        if unit_column is not None:
            cell = table.at(row, unit_column)
            match = _SCALED.fullmatch(plain(cell.text)) if cell else None
            if match is None:
                continue
            scale, unit = _SCALES.get(match[1] or "", 1), match[2]
        found[row] = _Row(figure, scale, unit)
    return found


def _digits(figure: Figure) -> int:
    return int(figure.value / figure.step)


def _addition(parts: Sequence[_Row], whole: _Row) -> Addition:
    """Parts in the unit of their whole; those printed in another one are shown with it."""
    scaled = (
        part.figure
        if part.scale == whole.scale
        else changed(
            part.figure,
            value=part.figure.value * part.scale / whole.scale,
            step=part.figure.step * part.scale / whole.scale,
            unit=_PREFIXES[part.scale] + part.unit,
        )
        for part in parts
    )
    return Addition(tuple(scaled), (whole.figure,), exact=False)


def _run(figures: dict[int, _Row], names: dict[int, str], row: int) -> list[int]:
    """The rows after a row that may be its parts: in the same unit, each smaller, none 其中 but the first."""
    whole, below = figures[row], list[int]()
    for other in range(row + 1, row + 1 + _LONGEST):
        part = figures.get(other)
        if part is None or part.unit != whole.unit or part.value >= whole.value:
            break
        if below and names[other].startswith(_AMONG):
            break
        below.append(other)
    return below


def _runs(
    figures: dict[int, _Row],
    names: dict[int, str],
    held: list[Addition],
    failed: list[Addition],
    *,
    among: bool,
) -> None:
    """Wholes with the rows right under them; ``among``: only long ones, unless 其中 begins these."""
    came_out: set[tuple[str, ...]] = set()
    wholes = set()
    last = -1
    for row in figures:
        listed = not among or names.get(row + 1, "").startswith(_AMONG)
        if row <= last or _digits(figures[row].figure) < (_LEAST if listed else _LARGE):
            continue
        found = _prefix(figures, row, _run(figures, names, row))
        if len(found) > (1 if listed else _MANY - 1):
            held.append(_addition([figures[at] for at in found], figures[row]))
            last = found[-1]
            wholes.add(row)
            came_out.add(tuple(names[at] for at in found))
    for row in figures:
        if row not in wholes and (addition := _among(figures, names, row)):
            failed.append(addition)
    for kinds in sorted(came_out)[:_KINDS]:
        for row in figures:
            under = range(row + 1, row + 1 + len(kinds))
            if row in wholes or any(
                at not in figures or names[at] != kind for at, kind in zip(under, kinds, strict=True)
            ):
                continue
            addition = _addition([figures[at] for at in under], figures[row])
            if len({figures[at].unit for at in (row, *under)}) == 1 and slipped(addition, _LONG):
                failed.append(addition)


def _among(figures: dict[int, _Row], names: dict[int, str], row: int) -> Addition | None:
    """A long figure and all of the 其中 list under it, where one wrong digit is why it does not come out."""
    below = _run(figures, names, row)
    if len(below) < _MANY or not names[below[0]].startswith(_AMONG) or _digits(figures[row].figure) < _LARGE:
        return None
    after = figures.get(below[-1] + 1)
    if after is not None and after.unit == figures[row].unit:
        return None  # the list may go on, or have ended before
    addition = _addition([figures[at] for at in below], figures[row])
    return addition if slipped(addition, _LONG) else None


def _prefix(figures: dict[int, _Row], row: int, below: Sequence[int]) -> Sequence[int]:
    """The first rows of these that add up to the figure of a row, two or more; empty if none do.

    The longest such list: a last part may be smaller than what rounding allows.
    """
    whole = figures[row]
    found: Sequence[int] = ()
    reached, slack = Fraction(0), whole.step / 2
    for count, at in enumerate(below, 1):
        reached += figures[at].value
        slack += figures[at].step / 2
        if reached > whole.value + slack:
            break
        if count > 1 and whole.value - reached <= slack:
            found = below[:count]
    return found


def _splits(
    figures: dict[int, _Row], names: dict[int, str], held: list[Addition], failed: list[Addition]
) -> None:
    """A whole that several lists under it split, each begun by 其中."""
    for whole, groups in _chains(figures, names):
        if len(groups) < 2 or _digits(figures[whole].figure) < _LEAST:
            continue
        additions = [
            _addition([figures[at] for at in group], figures[whole]) for group in groups if len(group) > 1
        ]
        good = [addition for addition in additions if addition.holds]
        bad = [addition for addition in additions if not addition.holds]
        held += good
        if good:
            failed += (addition for addition in bad if slipped(addition, _LONG))
        elif len({addition.value for addition in bad}) < len(bad):
            sums = [addition.value for addition in bad]
            failed += (addition for addition in bad if sums.count(addition.value) > 1)


def _chains(figures: dict[int, _Row], names: dict[int, str]) -> Iterator[tuple[int, list[list[int]]]]:
    """Rows followed by lists that begin with 其中; a list ends where the next begins or the unit changes."""
    whole, groups = -1, list[list[int]]()
    for row in figures:
        among = names[row].startswith(_AMONG)
        inside = (
            whole >= 0 and figures[row].unit == figures[whole].unit and groups and groups[-1][-1] == row - 1
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


def _trade(
    figures: dict[int, _Row], names: dict[int, str], held: list[Addition], failed: list[Addition]
) -> None:
    """进出口 = 出口 + 进口, and the surplus is what exports exceed imports by."""
    own: dict[str, dict[str, _Row]] = {}
    for row, item in figures.items():
        if (match := _TRADE.fullmatch(names[row])) and match[2] not in own.setdefault(match[1] or "", {}):
            own[match[1] or ""][match[2].removeprefix("进出口") or match[2]] = item
    bare = own.pop("", {})
    if len(own) == 1:
        own = {name: bare | found for name, found in own.items()}  # 货物出口额, 货物进口额, 进出口差额
    else:
        own[""] = bare
    for found in own.values():
        out, back = found.get("出口"), found.get("进口")
        if out is None or back is None or out.unit != back.unit:
            continue
        tried = []
        if both := found.get("进出口"):
            tried.append(_addition([out, back], both))
        if (more := found.get("顺差") or found.get("差额")) and out.value > back.value:
            tried.append(_addition([back, more], out))
        if less := found.get("逆差"):
            tried.append(_addition([out, less], back))
        for addition in tried:
            (held if addition.holds else failed).append(addition)
