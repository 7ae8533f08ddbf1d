"""FZ413: days that everybody can look up: when a law took effect, a memorial day, an anniversary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..document import Document
from ..facts.laws import law_book
from ..facts.metadata import publication_of, report_year
from ..facts.titles import titles
from ..kept import regex
from ..knowledge import knowledge
from ..model import Hit
from ..values import value

_DAY = r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_EFFECT = r"(?:正式|全面)*(?:施行|实施|生效)"
_AFTER = regex.compile(
    rf"》(?:\([^()]{{0,20}}\))?,?(?:已经?|将|正式|也)*[于自从](?P<date>{_DAY})(?:起|开始|,)*{_EFFECT}"
)
_BEFORE = regex.compile(rf"[于自从](?P<date>{_DAY})(?:起|,)?(?:新?(?:修订|修正)后?的)?《$")
_BEGUN = regex.compile(rf"》{_EFFECT}")
_REACH = 40


@value
class KnownDate:
    """Dates that contradict ``laws`` (``in_force``) and ``days`` in ``rules/knowledge``."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        text, year = document.folded, report_year(document)
        if "》" in text and any(map(text.__contains__, ("施行", "实施", "生效"))):
            yield from _laws(document, year)
        if "·" in text:
            yield from _days(document)
        published = publication_of(document)
        last = published[1].year if published else year + 1 if year else None
        if last and "周年" in text:
            yield from _anniversaries(document, last)


def _laws(document: Document, year: int | None) -> Iterator[Hit]:
    """《行政处罚法》自2021年7月25日起施行: of the year in which a law took effect, month and day are known."""
    for title in titles(document):
        flow, end = title.paragraph.flow, title.end
        match = _AFTER.match(flow, end)
        if match is None and _BEGUN.match(flow, end):
            match = _BEFORE.search(flow, max(0, title.start - _REACH), title.start)
        law = law_book().find(title.key) if match else None
        if match is None or law is None or law.in_force is None:
            continue
        day = law.in_force
        told = int(match["year"] or year or 0), int(match["month"]), int(match["day"])
        if told[0] == day.year and told[1:] != (day.month, day.day):
            fact = f"《{law.title}》自{day.year}年{day.month}月{day.day}日起施行"
            yield Hit(title.paragraph.span(*match.span("date")), {"found": match["date"], "fact": fact})


@cache
def _patterns() -> tuple[regex.Pattern[str], dict[str, str], regex.Pattern[str], dict[str, int]]:
    table = knowledge("days")
    days = {name: entry["day"] for entry in table["day"] for name in entry["names"]}
    years = {name: entry["year"] for entry in table["founding"] for name in entry["names"]}
    named = rf"(?P<day>\d{{1,2}}·\d{{1,2}})”?[\p{{Han}}“]{{0,8}}?(?P<name>{'|'.join(days)})"
    told = rf"(?P<name>{'|'.join(years)})(?P<years>\d{{1,3}})周年"
    return regex.compile(named), days, regex.compile(told), years


def _days(document: Document) -> Iterator[Hit]:
    """ "3·12"国际消费者权益日."""
    pattern, days, *_ = _patterns()
    for paragraph in document.paragraphs:
        for match in pattern.finditer(paragraph.flow) if "·" in paragraph.flow else ():
            day = days[match["name"]].replace(".", "·")
            if match["day"] != day:
                fact = f"{match['name']}是{day.replace('·', '月')}日"
                yield Hit(paragraph.span(*match.span("day")), {"found": match["day"], "fact": fact})


def _anniversaries(document: Document, last: int) -> Iterator[Hit]:
    """成立110周年 in a report of 2021: one year ahead it may be prepared for, later it is a slip."""
    *_, pattern, years = _patterns()
    for paragraph in document.paragraphs:
        for match in pattern.finditer(paragraph.flow) if "周年" in paragraph.flow else ():
            begun = years[match["name"]]
            reached = begun + int(match["years"])
            if reached > last + 1:
                fact = f"从{begun}年算起，{match['years']}周年是{reached}年"
                yield Hit(paragraph.span(*match.span()), {"found": match[0], "fact": fact})
