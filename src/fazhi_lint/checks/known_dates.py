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

_DAY = r"(?P<date>(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日)"
_EFFECT = r"(?:正式|全面)*(?:施行|实施|生效)"
_AFTER = regex.compile(rf"》(?:\([^()]{{0,20}}\))?,?(?:已经?|将|正式|也)*[于自从]{_DAY}(?:起|开始|,)*{_EFFECT}")
_BEFORE = regex.compile(rf"[于自从]{_DAY}(?:起|,)?(?:新?(?:修订|修正)后?的)?《[^《》]{{2,40}}》{_EFFECT}")
_STATES = ("施行", "实施", "生效")
_DAYS = ("·", "日当", "之际", "来临", "周年")
_LONGEST = 60  # characters from the date to the end of the title


@value
class KnownDate:
    """Dates that contradict ``laws`` (``in_force``) and ``days`` in ``rules/knowledge``."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        published, year = publication_of(document), report_year(document)
        last = published[1].year if published else year + 1 if year else None
        if "》" in document.folded and any(map(document.folded.__contains__, _STATES)):
            yield from _laws(document, year)
        if any(map(document.folded.__contains__, _DAYS)):
            yield from _days(document, last)


def _laws(document: Document, year: int | None) -> Iterator[Hit]:
    """《行政处罚法》自2021年7月25日起施行: of the year in which a law took effect, month and day are known."""
    for title in titles(document):
        flow, end = title.paragraph.flow, title.end
        if not any(word in flow for word in _STATES):
            continue
        match = _AFTER.match(flow, end) or _BEFORE.search(flow, max(0, end - _LONGEST), end + 5)
        law = law_book().find(title.key) if match and match.end() > end else None
        day = law.in_force if law else None
        if match is None or law is None or day is None or int(match["year"] or year or 0) != day.year:
            continue
        if (int(match["month"]), int(match["day"])) != (day.month, day.day):
            fact = f"《{law.title}》自{day.year}年{day.month}月{day.day}日起施行"
            yield Hit(title.paragraph.span(*match.span("date")), {"found": match["date"], "fact": fact})


def _days(document: Document, last: int | None) -> Iterator[Hit]:
    """ "3·12"国际消费者权益日, and 成立110周年 in 2021: one year ahead it may be prepared for."""
    days, begun, pattern = _known()
    for paragraph in document.paragraphs:
        told = any(word in paragraph.flow for word in _DAYS)
        for match in pattern.finditer(paragraph.flow) if told else ():
            found, name, event = match["found"], match["day"], match["event"]
            if name and found.strip("日").replace("月", "·") != days[name]:
                fact = f"{name}是{days[name].replace('·', '月')}日"
            elif event and last and begun[event] + int(match["years"]) > last + 1:
                fact = f"从{begun[event]}年算起，{match['years']}周年是{begun[event] + int(match['years'])}年"
            else:
                continue
            yield Hit(paragraph.span(*match.span("found")), {"found": found, "fact": fact})


@cache
def _known() -> tuple[dict[str, str], dict[str, int], regex.Pattern[str]]:
    """The days of memorial days, the years in which things began, and what tells of either."""
    table = knowledge("days")
    days = {name: entry["day"] for entry in table["day"] for name in entry["names"]}
    begun = {name: entry["year"] for entry in table["founding"] for name in entry["names"]}
    day = rf"(?P<found>\d{{1,2}}·\d{{1,2}})”?[\p{{Han}}“]{{0,8}}?(?P<day>{'|'.join(days)})"
    told = (
        rf"(?P<found>\d{{1,2}}月\d{{1,2}}日)\p{{Han}}{{0,6}}?(?P<day>{'|'.join(days)})”?(?:当[天日]|之际|来临)"
    )
    pattern = regex.compile(rf"{day}|{told}|(?P<found>(?P<event>{'|'.join(begun)})(?P<years>\d{{1,3}})周年)")
    return days, begun, pattern
