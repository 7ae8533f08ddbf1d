"""FZ413: days that everybody can look up: when a law took effect, a memorial day, an anniversary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Document, Paragraph
from ..facts.dates import DateMention, dates, mentions_between
from ..facts.laws import law_book
from ..facts.metadata import publication_of, report_year
from ..facts.titles import Title, titles
from ..kept import regex, scanner
from ..knowledge import knowledge
from ..model import Hit
from ..values import value

_SINCE = scanner(r"》(?:\([^()]{0,20}\))?,?(?:已经?|将|正式|也)*[于自从]")
_EFFECT = scanner(r"(?:起|开始|,)*(?:正式|全面)*(?:施行|实施|生效)")
_REVISED = regex.compile(r"(?:起|,)?(?:新?(?:修订|修正)后?的)?《")
_STATES = ("施行", "实施", "生效")
_DAYS = ("·", "日当", "之际", "来临", "周年")
_NEAR = 24  # characters from a date to the title behind it


@value
class KnownDate:
    """Dates that contradict ``laws`` (``in_force``) and ``days`` in ``rules/knowledge``."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        published, year = publication_of(document), report_year(document)
        last = published[1].year if published else year + 1 if year else None
        if "》" in document.folded and any(map(document.folded.__contains__, _STATES)):
            yield from _laws(document, year)
        if any(map(document.folded.__contains__, _DAYS)):
            for paragraph, told in zip(document.paragraphs, dates(document), strict=True):
                if any(map(paragraph.flow.__contains__, _DAYS)):
                    yield from _memorial_days(paragraph, told)
                    yield from _anniversaries(paragraph, last) if last else ()


def _laws(document: Document, year: int | None) -> Iterator[Hit]:
    """《行政处罚法》自2021年7月25日起施行: of the year in which a law took effect, month and day are known."""
    for title in titles(document):
        paragraph = title.paragraph
        told = None
        if any(map(paragraph.flow.__contains__, _STATES)):
            told = _day_of_effect(title, dates(document)[paragraph.index])
        law = law_book().find(title.key) if told else None
        day = law.in_force if law else None
        if told is None or law is None or day is None:
            continue
        same_year = (told.year if "y" in told.printed else year) == day.year
        if same_year and (told.month, told.day) != (day.month, day.day):
            found = paragraph.flow[told.start : told.end]
            fact = f"《{law.title}》自{day.year}年{day.month}月{day.day}日起施行"
            yield Hit(paragraph.span(told.start, told.end), {"found": found, "fact": fact})


def _day_of_effect(title: Title, told: Sequence[DateMention]) -> DateMention | None:
    """The day since which what has a title is said to be in force: told behind the title, or before it."""
    flow = title.paragraph.flow
    if since := _SINCE.match(flow, title.end):
        behind = mentions_between(told, since.end(), since.end() + 1)
        found = [one for one in behind if _EFFECT.match(flow, one.end)]
    elif _EFFECT.match(flow, title.end + 1):  # 自2021年7月15日起新修订的《行政处罚法》施行
        before = mentions_between(told, title.start - _NEAR, title.start)
        since_then = [one for one in before if flow[one.start - 1] in "于自从"]
        found = [one for one in since_then if _REVISED.fullmatch(flow, one.end, title.start)]
    else:
        return None
    return next((one for one in found if one.printed.endswith("md")), None)


def _memorial_days(paragraph: Paragraph, told: Sequence[DateMention]) -> Iterator[Hit]:
    """“3·12”国际消费者权益日, and 8月25日首个全国生态日当天."""
    days, pointed, named = _memorial()
    found = [(*match.span("date"), match["date"], match["name"]) for match in pointed.finditer(paragraph.flow)]
    for one in told:
        if one.printed.endswith("md") and (match := named.match(paragraph.flow, one.end)):
            found.append((one.start, one.end, f"{one.month}·{one.day}", match["name"]))
    for start, end, day, name in found:
        if day != days[name]:
            fields = {"found": paragraph.flow[start:end], "fact": f"{name}是{days[name].replace('·', '月')}日"}
            yield Hit(paragraph.span(start, end), fields)


def _anniversaries(paragraph: Paragraph, last: int) -> Iterator[Hit]:
    """成立110周年 in 2021; one year ahead it may be prepared for."""
    begun, pattern = _founded()
    for match in pattern.finditer(paragraph.flow):
        year = begun[match["event"]]
        if (then := year + int(match["years"])) > last + 1:
            fact = f"从{year}年算起，{match['years']}周年是{then}年"
            yield Hit(paragraph.span(*match.span()), {"found": match[0], "fact": fact})


@cache
def _memorial() -> tuple[dict[str, str], regex.Pattern[str], regex.Pattern[str]]:
    """The days of memorial days, what tells of one with its day, and what does behind a date."""
    days = {name: entry["day"] for entry in knowledge("days")["day"] for name in entry["names"]}
    name = rf"(?P<name>{'|'.join(days)})"
    pointed = regex.compile(rf"(?P<date>\d{{1,2}}·\d{{1,2}})”?[\p{{Han}}“]{{0,8}}?{name}")
    return days, pointed, regex.compile(rf"\p{{Han}}{{0,6}}?{name}”?(?:当[天日]|之际|来临)")


@cache
def _founded() -> tuple[dict[str, int], regex.Pattern[str]]:
    """The years in which things began, and what tells how many years ago that was."""
    begun = {name: entry["year"] for entry in knowledge("days")["founding"] for name in entry["names"]}
    return begun, regex.compile(rf"(?P<event>{'|'.join(begun)})(?P<years>\d{{1,3}})周年")
