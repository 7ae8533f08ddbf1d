"""Columns of a stretch of time that add up the columns of its parts: 1998-2002 beside five years.

A head that says how long it lasts says what its column takes in, where the columns beside it fill that time:
years and a five-year plan, quarters and the whole year. Stocks and rates stand in such columns too, and do not
add up: a row that fails is held against the table only where most others come out and one wrong digit is why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...values import value
from .additions import Addition, Reading, slipped
from .grids import Strip
from .total_columns import TOTAL

_TIME = regex.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年?)?"
    r"(?:[-—~至到]+(?P<last>(?:19|20)?\d\d)年|[-—~至到]+(?P<until>(?:19|20)\d\d)"
    r"|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年|(?P<whole>全年(?:合计|累计)?)"
    r"|(?P<month>1?\d)(?:[-—~至](?P<end>1?\d))?月份?)?"
    r"(?:期间|时期|合计|累计|总计|共计|总量|数)*(?:\([^()]*\))?"
)
_PLAN = regex.compile(
    r"[“\"]?(?P<plan>[六七八九]|十[一二三四五六]?)五[”\"]?(?:计划|规划)?(?:期间|时期)?(?:合计|累计|总计|共计)?(?:\([^()]*\))?"
)
_OPEN = regex.compile(
    r"(?:(?P<count>[二两三四五六七八九十])年)?(?:来|间)?(?:累计|共计|总计)?(?:数|完成)?(?:\([^()]*\))?"
)
_COUNTS = {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_RATES = regex.compile(r"率|比重|占比|指数|人均|平均|均价|年末|期末|年底|%|‰")
_MOST = 24  # columns of the parts
_SURE = 3  # rows that come out
_LONG, _SHORT = 3, 2  # digits of a figure that may be off by one; where so many rows come out
_MONTHS = 12
_FIRST_PLAN = 1981 - 6 * 5  # the sixth five-year plan began in 1981


@value
class _Time:
    """The first month and the one behind the last, counted from the year 0."""

    first: int
    end: int


def spans_of_time(strip: Strip) -> list[Reading]:
    """The columns that add up others by the time they say: what came out, and what one wrong digit spoils."""
    times = {column: _time(strip.head(column)) for column in strip.columns}
    found = []
    for at, column in enumerate(strip.columns):
        head = strip.head(column)
        if TOTAL.fullmatch(head):
            continue  # read as every total is
        for parts in _parts(strip, times, at, head):
            reading = Reading.of(_rows(strip, column, parts))
            if reading.strength and reading.strength >= 2 * len(reading.failed):
                least = _SHORT if reading.strength >= _SURE else _LONG
                sure = reading.strength > 1
                failed = tuple(one for one in reading.failed if sure and slipped(one, least))
                found.append(Reading(reading.held, failed))
                break
    return found


def _rows(strip: Strip, column: int, parts: Sequence[int]) -> Iterator[Addition]:
    for row in strip.rows:
        places = [(row, part) for part in parts]
        if _RATES.search(strip.names[row]) or (row, column) not in strip.figures:
            continue
        figures = [strip.figures[place] for place in places if place in strip.figures]
        addition = Addition(tuple(figures), (strip.figures[row, column],), strip.exact)
        if len(figures) == len(parts) and addition.strong:
            yield addition


def _parts(strip: Strip, times: dict[int, _Time | None], at: int, head: str) -> Iterator[list[int]]:
    """The columns right before or behind a column that fill its time."""
    own = times[strip.columns[at]]
    found = _OPEN.fullmatch(head) if own is None and head else None
    if own is None and found is None:
        return
    before = list(strip.columns[max(0, at - _MOST) : at])[::-1]
    behind = list(strip.columns[at + 1 : at + 1 + _MOST])
    for beside, step in ((before, -1), (before, 1), (behind, 1), (behind, -1)):
        run = _run(beside, times, own, step)
        if own is not None:
            low = min((time.first for column in run if (time := times[column])), default=0)
            high = max((time.end for column in run if (time := times[column])), default=0)
            if (low, high) != (own.first, own.end):
                continue
        elif found and found["count"] and len(run) != _COUNTS[found["count"]]:
            continue
        if len(run) > 1:
            yield sorted(run)


def _run(columns: Sequence[int], times: dict[int, _Time | None], own: _Time | None, step: int) -> list[int]:
    """The first columns of some that follow each other (``step`` 1) or precede each other, within a time."""
    run: list[int] = []
    for column in columns:
        time = times[column]
        last = times[run[-1]] if run else None
        if time is None or (own and not own.first <= time.first < time.end <= own.end) or time == own:
            break
        if last and (time.first != last.end if step > 0 else time.end != last.first):
            break
        if not own and last and time.end - time.first != last.end - last.first:
            break
        run.append(column)
        if own and (time.end == own.end if step > 0 else time.first == own.first):
            break
    return run


def _time(head: str) -> _Time | None:
    """What time a head says; None where it says none."""
    if found := _PLAN.fullmatch(head):
        word = found["plan"]
        number = _COUNTS[word[0]] + (_COUNTS[word[1]] if len(word) > 1 else 0)
        year = _FIRST_PLAN + 5 * number
        return _Time(year * _MONTHS, (year + 5) * _MONTHS)
    found = _TIME.fullmatch(head)
    if not found or not head:
        return None
    start = int(found["year"] or 0) * _MONTHS
    if last := found["last"] or found["until"]:
        year = int(last) if len(last) > 2 else int(found["year"] or 0) // 100 * 100 + int(last)
        return _Time(start, (year + 1) * _MONTHS) if found["year"] else None
    if quarter := found["quarter"]:
        first = 3 * ((int(quarter) if quarter.isdecimal() else _COUNTS[quarter]) - 1)
        return _Time(start + first, start + first + 3)
    if half := found["half"]:
        first = 0 if half == "上" else _MONTHS // 2
        return _Time(start + first, start + first + _MONTHS // 2)
    if month := found["month"]:
        return _Time(start + int(month) - 1, start + int(found["end"] or month))
    return _Time(start, start + _MONTHS) if found["year"] or found["whole"] else None
