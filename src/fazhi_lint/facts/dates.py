"""Date mentions: what a date in Chinese prose says, read once per document.

A mention keeps what is printed, possible or not; whether the calendar has such a day is asked of it
afterwards. Offsets are indices into the paragraph's flow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ..document import Document, Paragraph
from ..kept import regex, scanner
from ..values import changed, value

_ZEROS = "〇○◯零OoOО"
_CHINESE = dict.fromkeys(_ZEROS, 0) | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_YEAR_CLASS = f"[{_ZEROS}0一二三四五六七八九]"
_SMALL_CLASS = "[一二三四五六七八九十廿卅元]"
_LUNAR = ("农历", "阴历", "夏历", "古历", "旧历", "藏历", "傣历", "彝历")

LINK = r"(?:[-—~]{1,2}|至|到)"
"""What stands between the ends of a range, in folded text."""

_COMPONENT = regex.compile(
    rf"""
    (?<![\d.])
    (?:(?P<lead>\d{{1,4}})(?P<link>{LINK}|[、和及与]))?
    (?P<number>\d{{1,8}})(?P<unit>年|月(?!龄)|日|号(?![线楼令文院门机井路]))(?:度|份)?
  | (?<!{_YEAR_CLASS})(?P<hanyear>{_YEAR_CLASS}{{4}})年度?
  | (?<![百千]|{_SMALL_CLASS})(?P<small>{_SMALL_CLASS}{{1,3}})(?P<smallunit>[月日])份?
  | 第?(?P<quarter>[一二三四1234])季度
  | (?P<half>[上下])半年
    """,
    regex.VERBOSE,
)
_UNIT = scanner(rf"[年月日号季](?<=[0-9{_ZEROS}一二三四五六七八九十廿卅元半].)")  # behind what may count it
_LONGEST_COMPONENT = 16  # characters up to its unit
_NUMERIC = regex.compile(
    r"""
    (?<![\d./%&=?\#_-]|[A-Za-z]-?)
    (?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})
    (?!(?!T\d\d:)[\d./_%-]*[\dA-Za-z_/])
    (?:[\ T]?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
    """,
    regex.VERBOSE,
)
_MAY_BE_NUMERIC = scanner(r"(?:19|20)\d\d[-./]\d")
_SPAN_OF_YEARS = scanner(rf"\((?P<first>(?:19|20)\d\d){LINK}(?P<last>(?:19|20)\d\d)\)")
_MONTH_AND_DAY = regex.compile(r"\d{1,2}月\d")
_GAP = scanner(rf"[初中底末]?{LINK}")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIELDS = {
    "年": ("year", "y"),
    "月": ("month", "m"),
    "日": ("day", "d"),
    "季": ("quarter", "q"),
    "半": ("half", "h"),
}


@value
class DateMention:
    """A date as printed: ``start`` and ``end`` are indices into the flow it was read from.

    ``year``, ``month`` and ``day`` are what the date means, those it lacks taken from its context (the
    range it ends, or the last year named before it); ``printed`` holds the letters of those that stand
    in the mention itself, ``"md"`` for 3月1日. ``quarter`` is 1–4, ``half`` 1–2.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    printed: str = ""
    numeric: bool = False
    clock: tuple[int, int, int] | None = None

    @property
    def clock_impossible(self) -> bool:
        """Whether the time of day behind the date does not exist; 24:00 does."""
        return self.clock is not None and (self.clock > (24, 0, 0) or max(self.clock[1:]) > 59)

    @property
    def impossible(self) -> bool:
        """Whether no calendar has the day; a 29 February without a year is possible."""
        if self.month is not None and not 1 <= self.month <= 12:
            return True
        if self.day is None:
            return False
        if self.month is None:
            return not 1 <= self.day <= 31
        year = self.year if self.year is not None and 1 <= self.year <= 9999 else 2000
        return not 1 <= self.day <= days_in(year, self.month)

    def first(self) -> date | None:
        """The first day meant; None without a year or where the calendar has no such day."""
        if self.year is None or not 1 <= self.year <= 9999 or self.impossible:
            return None
        month = self.month or (self.quarter and self.quarter * 3 - 2) or (7 if self.half == 2 else 1)
        return date(self.year, month, self.day or 1)

    def last(self) -> date | None:
        """The last day meant; None without a year or where the calendar has no such day."""
        if self.year is None or not 1 <= self.year <= 9999 or self.impossible:
            return None
        month = self.month or (self.quarter and self.quarter * 3) or (6 if self.half == 1 else 12)
        return date(self.year, month, self.day or days_in(self.year, month))


def days_in(year: int, month: int) -> int:
    """How many days a month of the Gregorian calendar has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


@value
class DateRange:
    """Two dates joined by 至, 到, a dash or a hyphen."""

    first: DateMention
    last: DateMention


def dates(document: Document) -> tuple[tuple[DateMention, ...], ...]:
    """The dates of every paragraph, by paragraph index, in reading order."""
    return document.once(_dates)


def date_ranges(document: Document) -> tuple[tuple[Paragraph, DateRange], ...]:
    """Every range of dates with its paragraph, in reading order."""
    return document.once(_ranges)


def mentions_between(mentions: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    """The dates that begin at or after ``start`` and before ``end``."""
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    return mentions[first : bisect_left(mentions, end, lo=first, key=lambda mention: mention.start)]


def read_dates(flow: str) -> tuple[DateMention, ...]:
    """The dates of a folded text in reading order; offsets are indices into it."""
    components = _components(flow)
    found = [*_written(flow, components)] if components else []
    if "20" in flow or "19" in flow:
        if "-" in flow or "." in flow or "/" in flow:
            found += _numeric(flow)
        if "(20" in flow or "(19" in flow:
            found += _spans_of_years(flow)
    if len(found) > 1:
        found.sort(key=lambda mention: mention.start)
        return tuple(_with_context(found))
    return tuple(found)


def _dates(document: Document) -> tuple[tuple[DateMention, ...], ...]:
    return tuple(read_dates(paragraph.flow) for paragraph in document.paragraphs)


def _ranges(document: Document) -> tuple[tuple[Paragraph, DateRange], ...]:
    return tuple(
        (paragraph, DateRange(first, last))
        for paragraph, mentions in zip(document.paragraphs, dates(document), strict=True)
        for first, last in pairwise(mentions)
        if _linked(paragraph.flow, first, last)
    )


def _linked(flow: str, first: DateMention, last: DateMention) -> bool:
    return 0 < last.start - first.end <= 3 and bool(_GAP.fullmatch(flow, first.end, last.start))


def _numeric(flow: str) -> Iterator[DateMention]:
    for match in _NUMERIC.finditer(flow) if _MAY_BE_NUMERIC.search(flow) else ():
        year, month, day = (int(match[key]) for key in ("year", "month", "day"))
        clock = None
        if match["hour"]:
            clock = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
        yield DateMention(
            match.start(), match.end(), year, month, day, printed="ymd", numeric=True, clock=clock
        )


def _spans_of_years(flow: str) -> Iterator[DateMention]:
    for match in _SPAN_OF_YEARS.finditer(flow):
        for end in ("first", "last"):
            yield DateMention(*match.span(end), year=int(match[end]), printed="y")


class _Parts:
    """The components of a date as they are being joined."""

    __slots__ = ("end", "printed", "start", "values")

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.printed = ""
        self.values: dict[str, int] = {}

    def add(self, unit: str, value: int, end: int) -> None:
        key, letter = _FIELDS[unit]
        self.values[key] = value
        self.printed += letter
        self.end = end

    def extends(self, start: int, unit: str) -> bool:
        """Whether a component that begins at ``start`` goes on with the date: from larger to smaller."""
        if start != self.end:
            return False
        if unit == "日":
            return "month" in self.values and "day" not in self.values
        if unit == "月":
            return self.values.keys() == {"year"}
        return unit != "年" and self.printed == "y"

    def mention(self) -> DateMention:
        return DateMention(self.start, self.end, printed=self.printed, **self.values)  # type: ignore[arg-type]


def _written(flow: str, components: Sequence[regex.Match[str]]) -> Iterator[DateMention]:
    """Join the components 2021年, 3月, 1日 that touch, from the larger unit to the smaller."""
    parts: _Parts | None = None
    duration_end = day_end = -1
    for match in components:
        unit, value = _value(match)
        start, end = match.span()
        if value is None or (start == duration_end and unit in "年月日"):
            # A number of years (三年, 5年) or about so many (二三月): what touches it is no date either.
            duration_end = end
            continue
        if parts is not None and "d" in parts.printed:
            day_end = parts.end
        if parts is not None and not parts.extends(start, unit):
            yield parts.mention()
            parts = None
        if parts is None:
            # Without a month of its own only the end of a range is a day: 1号至38号楼 counts houses.
            if unit == "日" and not (day_end == start - 1 and _after_link(flow, start)):
                continue
            if flow.startswith(_LUNAR, max(start - 2, 0)):
                duration_end = end
                continue
            parts = _Parts(start)
        if match["lead"] is not None:
            values = dict(parts.values)
            if _leads(match, unit, parts):
                parts.add(unit, int(match["lead"]), match.end("lead"))
                yield parts.mention()
            parts = _Parts(match.start("number"))
            parts.values = values
        parts.add(unit, value, end)
    if parts is not None:
        yield parts.mention()


def _components(flow: str) -> list[regex.Match[str]]:
    """The components of a text in order, looked for where a unit of time is counted and nowhere else."""
    found: list[regex.Match[str]] = []
    begin, end = 0, -1
    for unit in _UNIT.finditer(flow):
        start = unit.start()
        if start - _LONGEST_COMPONENT > end:
            if end >= 0:
                found += _COMPONENT.finditer(flow, begin, end)
            begin = max(0, start - _LONGEST_COMPONENT)
        end = start + 3
    if end >= 0:
        found += _COMPONENT.finditer(flow, begin, end)
    return found


def _value(match: regex.Match[str]) -> tuple[str, int | None]:
    """The unit of a component, and its value; None for a number that is no calendar year."""
    if (number := match["number"]) is not None:
        unit = match["unit"]
        return ("日" if unit == "号" else unit), _year(number, match) if unit == "年" else int(number)
    if match["hanyear"] is not None:
        return "年", year_of(match["hanyear"])
    if match["small"] is not None:
        return match["smallunit"], _small(match["small"])
    if match["quarter"] is not None:
        return "季", int(match["quarter"]) if match["quarter"].isdigit() else _CHINESE[match["quarter"]]
    return "半", 1 if match["half"] == "上" else 2


def _year(digits: str, match: regex.Match[str]) -> int | None:
    if len(digits) == 4 and digits[:2] in ("18", "19", "20", "21"):
        return int(digits)
    if len(digits) == 2 and _MONTH_AND_DAY.match(match.string, match.end()):
        return int(digits) + (1900 if digits >= "50" else 2000)
    return None


def year_of(digits: str) -> int:
    """A year written digit by digit, 2020 or 二〇二〇, as a number."""
    return int("".join(str(_CHINESE.get(char, char)) for char in digits))


def _small(chars: str) -> int | None:
    """元, 三, 十一, 廿一, 三十一 as numbers; None for 二三 and the like."""
    if chars == "元":
        return 1
    tens, ten, ones = chars.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)


def _leads(match: regex.Match[str], unit: str, parts: _Parts) -> bool:
    """Whether the number before a link is the other end of the range, and not the number of an item."""
    lead = match["lead"]
    if unit == "年":
        return len(lead) == 4 and _year(lead, match) is not None
    if unit == "月":
        return 1 <= int(lead) <= 12 and ("y" in parts.printed or match["link"] != "、")
    return "month" in parts.values


def _after_link(flow: str, start: int) -> bool:
    """Whether a day without a month goes on with a date: 3月1日至5日."""
    before = flow[max(start - 2, 0) : start]
    return len(before) == 2 and before[0] in "日号" and before[1] in "-—~至到、和及与"


def _with_context(found: list[DateMention]) -> Iterator[DateMention]:
    """Give each date the year, and the end of a range the month, that stands before it."""
    before: DateMention | None = None
    year: int | None = None
    for mention in found:
        if mention.year is None and year is not None:
            mention = changed(mention, year=year)
        elif "y" in mention.printed:
            year = mention.year
        follows = before is not None and mention.start - before.end <= 2
        if mention.month is None and "d" in mention.printed and before is not None and follows:
            mention = changed(mention, month=before.month, year=before.year)
        yield mention
        before = mention
