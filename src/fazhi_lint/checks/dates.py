"""Dates that the calendar alone contradicts: impossible days, broken and reversed ranges, weekdays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..document import Document, Paragraph
from ..facts.dates import LINK, DateMention, DateRange, date_ranges, dates, days_in, year_of
from ..facts.literals import flows
from ..facts.metadata import report_year
from ..kept import regex, scanner
from ..model import Edit, Fix, Hit, Related, Severity
from ..values import changed, value

_AS_MONTH = regex.compile(r"[底末初前起]|[上中下]旬|以来")
_BEFORE_MONTH = regex.compile(r"(?:截[至止]|[至到于在自从]|[去今当同本]年|[-—~])$")
_DURATION = regex.compile(r"(?:[期满时共计达需约近第每]|超过?)$")
_DATED = regex.compile(r"(?:日期|时间|[于至到自从在])[:]?$")
_PLAIN = regex.compile(r"\d{4}-\d\d-\d\d")
_SERIAL = regex.compile(r"[编代证文型版批]号|代码|编码|许可|标准|专利|合同|第$")
_CLOCK = regex.compile(r"(?<![\d.:])(\d{1,2})时(?:(\d{1,2})分)?(?![代段期候间速空光长区辰隔限差事常效])")
_DIAL = regex.compile(rf"(?<![\d.:])(\d{{1,2}}):(\d\d){LINK}(\d{{1,2}}):(\d\d)(?![\d:])")
# What few paragraphs hold that have 时 or a colon.
_HOUR, _MINUTE = scanner(r"\d时"), scanner(r":\d\d")
_NEAR_CLOCK = regex.compile(r"(?:[日号午晚晨早夜至到于在]|[-—~])$")
_CHINESE_CENTURY = scanner("二[〇○零]")
_GLUED = regex.compile(
    r"""
    (?<![\d.])(?P<first>(?:19|20)\d\d)(?P<last>(?:19|20)\d\d)(?=[学财]?年)
  | (?<=(?:规划|纲要|方案|计划|行动|目录|意见)\()(?P<first>(?:19|20)\d\d)\ ?(?P<last>(?:19|20)\d\d)(?=年?\))
  | (?<=\()(?P<first>(?:19|20)\d\d)[年\ ](?P<last>(?:19|20)\d\d)(?=年\))
  | (?<![〇○零一二三四五六七八九])(?P<first>[一二][〇○零九][〇○零一二三四五六七八九]{2})
    (?P<last>二[〇○零][〇○零一二三四五六七八九]{2})(?=年)
    """,
    regex.VERBOSE,
)
_TWO_YEARS = scanner(r"(?:19|20)\d\d[年 ]?(?:19|20)\d\d")
_WEEKDAY = regex.compile(
    r"(?:[上下]午|晚上?)?\(?(?P<word>(?:星期|周|礼拜)(?P<day>[一二三四五六日天]))(?![至到期年—~-])"
)
_PLANS = regex.compile(r"[将拟]|计划|定于|打算|安排|下一?步|[下次明]年")
_WEEK = ("周", "星期", "礼拜")
_WEEKDAYS = "一二三四五六日"
_FAR = 50
_OTHER_YEAR = 6


@value
class ImpossibleDate:
    """Days, months and hours that no calendar and no clock has."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for paragraph, mentions in zip(document.paragraphs, dates(document), strict=True):
            before: DateMention | None = None
            for mention in mentions:
                severity = _certainty(paragraph.flow, mention, before)
                before = mention
                if severity is not None:
                    words = paragraph.flow[mention.start : mention.end]
                    yield Hit(
                        paragraph.span(mention.start, mention.end),
                        {"kind": "日期", "date": words, "why": _why(words, mention)},
                        severity=severity,
                    )
            yield from _impossible_clocks(paragraph)


def _why(words: str, mention: DateMention) -> str:
    if mention.month is not None and not 1 <= mention.month <= 12:
        return f"没有{mention.month}月{_split(words, mention.month, 12, '月')}"
    if mention.day == 0:
        return "没有0日"
    if mention.day is not None and mention.day > 31:
        return f"没有{mention.day}日{_split(words, mention.day, 31, '日')}"
    if mention.clock_impossible and not mention.impossible:
        return "一天只有24小时，一小时只有60分"
    if mention.month is None:
        return f"没有{mention.day}日"
    if mention.month == 2 and not mention.year:
        return "2月最多29天"
    stated = f"{mention.year}年" if mention.month == 2 else ""
    return f"{stated}{mention.month}月只有{days_in(mention.year or 2000, mention.month)}天"


def _split(words: str, number: int, most: int, unit: str) -> str:
    """A hint that a dash was lost: 112月 for 1—12月, 1015日 for 10—15日."""
    digits = str(number)
    for cut in range(1, len(digits) if digits in words else 0):
        first, last = digits[:cut], digits[cut:]
        if last[0] != "0" and int(first) < int(last) <= most:
            return f"，可能是{first}—{last}{unit}"
    return ""


def _certainty(flow: str, mention: DateMention, before: DateMention | None) -> Severity | None:
    """An error where nothing but a date can be meant, a warning where it might be something else.

    None where the date is possible, or probably something else: 工期18月.
    """
    if not (mention.impossible or mention.clock_impossible):
        return None
    lead, rest = flow[max(mention.start - 8, 0) : mention.start], flow[mention.end : mention.end + 2]
    if mention.numeric:
        # 2021-02-30 may be the number of a file, 2019/20/21 three years: a label or a clock tells.
        if mention.clock or _DATED.search(lead):
            return Severity.ERROR
        plain = _PLAIN.fullmatch(flow, mention.start, mention.end)
        sure = plain and mention.month is not None and mention.month <= 12 and not _SERIAL.search(lead)
        return Severity.ERROR if sure else Severity.WARNING
    if mention.day is not None and mention.day > 99:
        # 3月1015日 has probably lost a dash, but 8月100日 might be a number of days.
        return Severity.WARNING
    if (mention.month, mention.day) == (2, 29) and "y" not in mention.printed:
        linked = before is not None and "y" in before.printed and mention.printed == "d"
        return Severity.ERROR if linked else Severity.WARNING
    if mention.printed == "m" and not (_AS_MONTH.match(rest) or _BEFORE_MONTH.search(lead)):
        if _DURATION.search(lead):
            return None
        # A month is meant where a word says so or a clause begins.
        begins = flow[mention.end - 1] == "份" or (
            (not lead or lead[-1] in "。,;!?(") and rest[:1] in (",", "")
        )
        return Severity.ERROR if begins else Severity.WARNING
    return Severity.ERROR


def _impossible_clocks(paragraph: Paragraph) -> Iterator[Hit]:
    flow = paragraph.flow
    if "时" in flow and _HOUR.search(flow):
        for match in _CLOCK.finditer(flow):
            if _no_clock(int(match[1]), int(match[2] or 0)):
                near = match[2] or _NEAR_CLOCK.search(flow, max(match.start() - 1, 0), match.start())
                if near or flow[match.end() : match.end() + 1] in ("许", "整", "前", "起", "至", "—", "-"):
                    yield _clock_hit(paragraph, match.start(), match.end())
    if ":" in flow and _MINUTE.search(flow):
        for match in _DIAL.finditer(flow):
            wrong = [_no_clock(int(match[1]), int(match[2])), _no_clock(int(match[3]), int(match[4]))]
            # Two impossible ones are scores or ratios rather than times of day.
            if any(wrong) and not all(wrong):
                first = 1 if wrong[0] else 3
                yield _clock_hit(paragraph, match.start(first), match.end(first + 1), Severity.WARNING)


def _no_clock(hour: int, minute: int) -> bool:
    return hour > 24 or minute > 59 or (hour == 24 and minute > 0)


def _clock_hit(paragraph: Paragraph, start: int, end: int, severity: Severity | None = None) -> Hit:
    fields = {"kind": "时刻", "date": paragraph.flow[start:end], "why": "一天只有24小时，一小时只有60分"}
    return Hit(paragraph.span(start, end), fields, severity=severity)


@value
class GluedYearRange:
    """Two years that lost the dash between them: 20162020年 for 2016—2020年."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        # Hardly any document has two years side by side.
        ways = [way for way in (_TWO_YEARS, _CHINESE_CENTURY) if way.search(flows(document))]
        for paragraph in document.paragraphs if ways else ():
            if any(way.search(paragraph.flow) for way in ways):
                for match in _GLUED.finditer(paragraph.flow):
                    yield _glued_hit(paragraph, match)


def _glued_hit(paragraph: Paragraph, match: regex.Match[str]) -> Hit:
    flow, start, end = paragraph.flow, match.start("first"), match.end("last")
    first, last = year_of(match["first"]), year_of(match["last"])
    tail = 1 if flow.startswith("年", end) else 0
    right = f"{match['first']}—{match['last']}"
    glued = match.end("first") == match.start("last")
    fix = None
    if first < last <= first + _FAR:
        # Two years that only lost what stood between them may have been a list: 2019年、2020年.
        fix = Fix("safe" if glued else "unsafe", (Edit(paragraph.span(start, end), right),))
    return Hit(
        paragraph.span(start, end + tail),
        {"found": flow[start : end + tail], "expected": right + "年" * tail},
        severity=None if tail and glued else Severity.WARNING,
        fix=fix,
    )


@value
class ReversedRange:
    """Ranges of time whose end lies before their start."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for paragraph, span in date_ranges(document):
            severity = _reversed(paragraph.flow, span)
            if severity is None:
                continue
            flow, first, last = paragraph.flow, span.first, span.last
            words = flow[first.start : first.end], flow[last.start : last.end]
            if first.printed == last.printed == "y":
                words = f"{first.year}年", f"{last.year}年"  # 2020—2016年 names two years with one 年
            yield Hit(
                paragraph.span(first.start, last.end),
                {"first": words[0], "last": words[1]},
                severity=severity,
                fix=_swap(paragraph, span) if severity is Severity.ERROR else None,
            )


def _reversed(flow: str, span: DateRange) -> Severity | None:
    """How sure it is that a range runs backwards; None where it does not."""
    first, last = span.first, span.last
    if first.impossible or last.impossible:
        return None
    if last.printed == "d":
        # 3月28日至5日: a day without a month lies in the month named before it.
        return (
            Severity.ERROR if first.day is not None and last.day is not None and last.day < first.day else None
        )
    start, end = first.first(), last.last()
    if start is None or end is None or end >= start or "y" not in first.printed:
        return None
    if "y" not in last.printed:
        # 2020年11月至3月 means the March after; 2020年8月至6月 hardly.
        far = first.month is not None and last.month is not None and first.month - last.month >= _OTHER_YEAR
        return None if far else Severity.WARNING
    bare = first.printed == last.printed == "y" and flow[last.end - 1] not in "年度"
    return Severity.WARNING if bare else Severity.ERROR


def _swap(paragraph: Paragraph, span: DateRange) -> Fix | None:
    first, last = span.first, span.last
    if first.printed != "y" or last.printed != "y":
        return None
    edits = (
        Edit(paragraph.span(first.start, first.start + 4), paragraph.flow[last.start : last.start + 4]),
        Edit(paragraph.span(last.start, last.start + 4), paragraph.flow[first.start : first.start + 4]),
    )
    return Fix("unsafe", edits)


@value
class WeekdayMismatch:
    """A date with a weekday that its calendar does not give it."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for paragraph, mentions in zip(document.paragraphs, dates(document), strict=True):
            for mention in mentions if mentions and any(map(paragraph.flow.__contains__, _WEEK)) else ():
                stated = _WEEKDAY.match(paragraph.flow, mention.end) if mention.day is not None else None
                if stated is None:
                    continue
                days = [mention.first()] if mention.year else _days(document, paragraph, mention)
                wrong = [day for day in days if day and day.weekday() != _weekday(stated)]
                if days and len(wrong) == len(days):
                    yield _weekday_hit(paragraph, mention, stated, wrong[0])


def _weekday(stated: regex.Match[str]) -> int:
    return _WEEKDAYS.index(stated["day"].replace("天", "日"))


def _days(document: Document, paragraph: Paragraph, mention: DateMention) -> list[date | None]:
    """The days that a date without a year may mean: in the year reported on, in plans also in the next."""
    year = report_year(document)
    years = [] if year is None else [year, year + 1] if _PLANS.search(paragraph.flow) else [year]
    return [changed(mention, year=one).first() for one in years]


def _weekday_hit(paragraph: Paragraph, mention: DateMention, stated: regex.Match[str], day: date) -> Hit:
    word = stated["word"]
    right = word[:-1] + _WEEKDAYS[day.weekday()]
    # A year taken from an earlier sentence may be the wrong one.
    severity = None if "y" in mention.printed else Severity.WARNING
    return Hit(
        paragraph.span(*stated.span("word")),
        {"date": f"{day.year}年{day.month}月{day.day}日", "found": word, "expected": right},
        severity=severity,
        related=(Related(paragraph.span(mention.start, mention.end), "日期"),),
    )
