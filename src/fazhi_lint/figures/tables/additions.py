"""What the totals of a table add up, found by trying the readings that tables of reports use.

A table does not say which rows its total takes in. A reading is taken as established where it holds in
other columns or rows of the same table; a total for which no reading holds anywhere says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from ...kept import regex
from ...tables import Cell
from ...values import value
from ..core.interval import add_up, show
from ..core.slips import mistyped, punctuated, single_edit
from .grids import Figure, Strip, is_blank, plain
from .total_columns import AMONG, TOTAL, Groups, is_total, parts_of_column

_LEVELS = tuple(
    regex.compile(mark)
    for mark in (
        r"[一二三四五六七八九十]{1,3}、",
        r"\([一二三四五六七八九十]{1,3}\)",
        r"\d{1,2}[.、]",
        r"\(\d{1,2}\)",
    )
)
_UNMARKED = len(_LEVELS)
# Rates, which need not add up, and what may be one or an amount; 增减额 is an amount.
_RATES = regex.compile(
    r"[%‰±]|百分|[同环]比|占比|比[重例]|率|[增降涨升减跌]幅|幅度|\p{Han}{2}比$|[人户生日月年平次件亩班所村校单笔车床队]均|^每"
    r"|(?:增[速长减]|升降|上升|下降|变[化动]|[比较](?:[上去]年|\d{4}年|[上同]期)[^额数量值元]*)(?:情况)?(?:\([^元]*\))?$"
)
_BALANCED = {("收入总计", "支出总计"), ("总计", "总计")}
_SHOWN = 12
_FEW = 3  # rows
# Figures of so many digits do not miss by a single one by chance; in shorter ones every tenth gap looks so.
_LONG = 5
_SHORT = 2  # under a list of single things that ends in 合计, and has no 其中
_SUBTOTALS = 16  # that a total in the middle adds up: a chapter of a budget has a dozen
_DEEPEST = 24  # digits of a code that say its level: those of a budget have seven


@value
class Addition:
    """Figures that should add up to others; ``exact`` where they count single things."""

    parts: tuple[Figure, ...]
    wholes: tuple[Figure, ...]
    exact: bool

    @cached_property
    def value(self) -> Fraction:
        """The sum of the parts."""
        return add_up([part.value for part in self.parts])

    @cached_property
    def gap(self) -> Fraction:
        """By how much the parts exceed what they should add up to."""
        return self.value - add_up([whole.value for whole in self.wholes])

    @cached_property
    def slack(self) -> Fraction:
        """How much of a gap the rounding of all figures explains."""
        return Fraction(0) if self.exact else add_up([one.step for one in self.parts + self.wholes]) / 2

    @property
    def strong(self) -> bool:
        """Whether there is something to add: two parts or more that are not zero."""
        return sum(1 for part in self.parts if part.value) > 1

    @property
    def empty(self) -> bool:
        """Whether there is nothing to check: no total is printed, or everything is zero."""
        return all(map(is_blank, self.wholes)) or not any(figure.value for figure in self.parts + self.wholes)

    @property
    def holds(self) -> bool:
        """Whether the two sides may agree, every figure within its rounding."""
        return abs(self.gap) <= self.slack

    def holds_without(self, at: int) -> bool:
        """Whether they may agree once one part is left out."""
        part = self.parts[at]
        return abs(self.gap - part.value) <= (self.slack if self.exact else self.slack - part.step / 2)

    @property
    def formula(self) -> str:
        """The recomputation as printed, ≈ where it holds within rounding, ≠ where it fails."""
        left, right = _added(self.parts), _added(self.wholes)
        middle = f" = {show(self.value)}" if len(self.wholes) > 1 or "+" in left else ""
        sign = (" ≈ " if self.gap else " = ") if self.holds else " ≠ "
        if sign == " = " and len(self.wholes) == 1:
            return left + sign + right
        return left + middle + sign + right


def _added(figures: Sequence[Figure]) -> str:
    printed = [figure for figure in figures if figure.value]
    words = [plain(figure.cell.text) + figure.unit for figure in printed[:_SHOWN]] or ["0"]
    return " + ".join(words) + (f" + …（共{len(printed)}项）" if len(printed) > _SHOWN else "")


@value
class Reading:
    """One way of adding up, tried on every column or row: what held, and what did not."""

    held: tuple[Addition, ...]
    failed: tuple[Addition, ...]

    @classmethod
    def of(cls, additions: Iterable[Addition]) -> Reading:
        """Try the additions; those with nothing to check are left out."""
        held: list[Addition] = []
        failed: list[Addition] = []
        for addition in additions:
            if not addition.empty:
                (held if addition.holds else failed).append(addition)
        return cls(tuple(held), tuple(failed))

    @property
    def strength(self) -> int:
        """How many of those that held had something to add."""
        return sum(1 for addition in self.held if addition.strong)

    def established(self, times: int) -> bool:
        """Whether it is how the table adds up: it never fails, or holds ``times`` as often as it fails."""
        if not self.failed:
            return bool(self.held)
        return self.strength > 0 and len(self.held) >= times * len(self.failed)


def readings(strip: Strip, columns_only: bool = False) -> list[Reading]:
    """The readings that a strip establishes; ``columns_only`` leaves the adding up of rows to a form."""
    known: dict[Cell | None, Groups] = {}
    found = [
        _best(
            [Reading.of(_columns(strip, column, parts)) for parts in parts_of_column(strip, column, known)], 2
        )
        for column in strip.columns
        if is_total(strip, column)
    ]
    if not columns_only:
        totals = _totals(strip)
        found += [
            _best(
                [Reading.of(_rows(strip, row, parts)) for parts in _parts_of_row(strip, totals, at)],
                1,
                _SHORT if len(totals) == 1 and _closes(strip, row) else _LONG,
            )
            for at, row in enumerate(totals)
        ]
        found.append(_best([Reading.of(_levels(strip))], 3))
        if not strip.codes:
            found.append(_best([Reading.of(_unmarked(strip))], 2))
    return [reading for reading in found if reading is not None]


def balances(strips: Sequence[Strip]) -> Iterator[Addition]:
    """The totals of income and expenditure side by side, which a budget balances."""
    for left, right in pairwise(strips):
        for row in left.rows:
            pair = left.names[row], right.names[row]
            if pair in _BALANCED and left.columns and right.columns:
                yield from _pair(
                    left.figures.get((row, left.columns[0])), right.figures.get((row, right.columns[0]))
                )


def inclusions(strip: Strip) -> Iterator[tuple[Figure, Figure]]:
    """The figures of a row that begins with 其中, each with that of the row it may be a part of.

    That is the row before it, unless only one further up is large enough.
    """
    if not any(name.startswith("其中") for name in strip.names.values()):
        return
    for column in filter(strip.head, strip.columns):
        last: Figure | None = None
        largest: Figure | None = None
        least = Fraction(0)
        for row in strip.rows:
            figure = strip.figures.get((row, column))
            if figure is None or not figure.value:
                continue
            least = min(least, figure.value)
            if strip.names[row].startswith("其中") and last and largest and least >= 0:
                yield figure, last if figure.value <= last.value else largest
            last = figure
            if largest is None or figure.value > largest.value:
                largest = figure


def _pair(one: Figure | None, other: Figure | None) -> Iterator[Addition]:
    if one is not None and other is not None and not is_blank(one) and not is_blank(other):
        yield Addition((one,), (other,), exact=True)


def _closes(strip: Strip, row: int) -> bool:
    """Whether the only total is at the end of a plain list of counts, so that it takes in all of it."""
    names = [strip.names[other] for other in strip.rows]
    plain_list = not any(AMONG.search(name) or not name for name in names)
    return row == strip.rows[-1] and len(names) > _FEW and plain_list and (strip.exact or strip.whole)


def _best(tried: Sequence[Reading], times: int, least: int = _LONG) -> Reading | None:
    """The best of the established readings, without what another of them explains."""
    best = max(
        (reading for reading in tried if reading.established(times)),
        key=lambda reading: (reading.strength, len(reading.held), -len(reading.failed)),
        default=None,
    )
    if best is None and not any(reading.held for reading in tried):
        slips = [
            reading
            for reading in tried
            if reading.failed and all(slipped(one, least) for one in reading.failed)
        ]
        return Reading((), slips[0].failed) if slips else None
    if best is None or not best.failed:
        return best
    if _overlaps(best):
        return Reading(best.held, ())
    explained = {addition.wholes for reading in tried for addition in reading.held}
    return Reading(best.held, tuple(addition for addition in best.failed if addition.wholes not in explained))


def _overlaps(reading: Reading) -> bool:
    """Whether everything holds once one part is left out: it is a kind of the others that is mostly zero."""
    tried = (*reading.held, *reading.failed)
    return any(
        all(addition.holds_without(at) for addition in tried)
        for at in range(min(len(addition.parts) for addition in tried))
    )


def slipped(addition: Addition, least: int, room: int = 1) -> bool:
    """Whether one wrong digit, or two exchanged ones, in a single figure would explain that it fails.

    ``room`` is by how many of its last places a sum of rounded figures may be off.
    """
    room = 0 if addition.exact else room
    for figures, change in ((addition.wholes, addition.gap), (addition.parts, -addition.gap)):
        for figure in figures:
            printed = plain(figure.cell.text)
            if not figure.value or len(digits(printed)) < least:
                continue
            steps = round(change / figure.step)  # parts in another unit may make it no whole number of them
            for off in range(-room, room + 1):
                needed = literal(figure, figure.value + (steps + off) * figure.step)
                if needed and mistyped(digits(printed), digits(needed)):
                    return True
    return False


def literal(figure: Figure, value: Fraction) -> str:
    """A value as the cell would print it; "" if it is negative or has more decimals than the cell."""
    scaled = value * 10**figure.decimals
    if scaled.denominator != 1 or value < 0:
        return ""
    text = str(scaled.numerator).rjust(figure.decimals + 1, "0")
    return punctuated(text, figure.decimals, "," in plain(figure.cell.text))


def one_edit_to(figure: Figure, value: Fraction) -> str:
    """A value as the cell would print it where one edit of what it prints leads there; "" elsewhere."""
    due = literal(figure, value)
    return due if due and single_edit(digits(plain(figure.cell.text)), digits(due)) else ""


def digits(text: str) -> str:
    """The digits of a literal."""
    return "".join(char for char in text if char.isdecimal())


def _rows(strip: Strip, row: int, parts: Sequence[int]) -> Iterator[Addition]:
    """The total row against other rows, in every column that prints figures in all of them."""
    for column in strip.columns:
        yield from _addition(strip, [(part, column) for part in parts], (row, column), strip.head(column))


def _columns(strip: Strip, column: int, parts: Sequence[int]) -> Iterator[Addition]:
    for row in strip.rows:
        yield from _addition(strip, [(row, part) for part in parts], (row, column), strip.names[row])


def _addition(
    strip: Strip, parts: Sequence[tuple[int, int]], whole: tuple[int, int], words: str
) -> Iterator[Addition]:
    """The addition of a row or column with a name: where that may be of a rate, only if it holds."""
    figures = strip.figures
    if parts and whole in figures and all(part in figures for part in parts):
        addition = Addition(tuple(figures[part] for part in parts), (figures[whole],), strip.exact)
        if addition.holds or not _RATES.search(words):
            yield addition


def _totals(strip: Strip) -> list[int]:
    return [row for row in strip.rows if TOTAL.fullmatch(strip.names[row])]


def _parts_of_row(strip: Strip, totals: Sequence[int], at: int) -> Iterator[list[int]]:
    """The rows that one of the total rows may add up."""
    first, last = at == 0, at == len(totals) - 1
    row, rows = totals[at], strip.rows
    here = bisect_left(rows, row)
    before = rows[0 if first else bisect_left(rows, totals[at - 1]) + 1 : here]
    after = rows[here + 1 : len(rows) if last else bisect_left(rows, totals[at + 1])]
    yield from _tops(strip, before)
    if at:
        for tops in _tops(strip, before) if before else ([],):
            yield [totals[at - 1], *tops]
    if at > 1 and (last or at <= _SUBTOTALS):
        yield list(totals[:at])
    yield from _tops(strip, after)
    if len(totals) - at > 2 and (first or len(totals) - at - 1 <= _SUBTOTALS):
        yield list(totals[at + 1 :])


def _tops(strip: Strip, rows: Sequence[int]) -> Iterator[list[int]]:
    """The rows of the highest level among these, with and without those that carry no mark of a level."""
    rows = [row for row in rows if strip.names[row] and not AMONG.match(strip.names[row])]
    levels = {row: _level(strip, row) for row in rows}
    marked = [level for level in levels.values() if level != _UNMARKED]
    if not rows:
        return
    if not marked:
        yield list(rows)
        return
    top = min(marked)
    yield [row for row in rows if levels[row] in (top, _UNMARKED)]
    if _UNMARKED in levels.values():
        yield [row for row in rows if levels[row] == top]


def _level(strip: Strip, row: int) -> int:
    if strip.codes:
        return min(len(strip.codes[row]), _DEEPEST) or _UNMARKED
    return next((at for at, mark in enumerate(_LEVELS) if mark.match(strip.names[row])), _UNMARKED)


def _levels(strip: Strip) -> Iterator[Addition]:
    """Rows of a classification against the rows one level below them."""
    rows = [row for row in strip.rows if not TOTAL.fullmatch(strip.names[row])]
    levels = [_level(strip, row) for row in rows]
    for index, (row, level) in enumerate(zip(rows, levels, strict=True)):
        if level == _UNMARKED:
            continue
        end = index + 1
        while end < len(rows) and levels[end] > level:
            if strip.codes and not strip.codes[rows[end]].startswith(strip.codes[row]):
                break
            end += 1
        below = range(index + 1, end)
        deepest = min((levels[at] for at in below if not AMONG.match(strip.names[rows[at]])), default=_UNMARKED)
        if deepest != _UNMARKED:
            children = [rows[at] for at in below if levels[at] == deepest]
            if len(children) > 1 or strip.codes:
                yield from _rows(strip, row, children)


def _unmarked(strip: Strip) -> Iterator[Addition]:
    """Rows with a mark (一、税收收入) against those without one below them, which 其中 may begin."""
    parent, below = -1, list[int]()
    for row in (*strip.rows, -1):
        ends = row < 0 or TOTAL.fullmatch(strip.names[row])
        if not ends and not AMONG.match(strip.names[row]) and _level(strip, row) == _UNMARKED:
            below.append(row)
            continue
        if not ends and AMONG.match(strip.names[row]) and not below:
            below = [row]
            continue
        if parent >= 0 and len(below) > 1:
            yield from _rows(strip, parent, below)
        parent, below = (-1 if ends else row), []
