"""Meetings, laws, terms and offices at a time when they did not exist yet, or no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from ..document import Document, Paragraph
from ..facts.dates import dates, mentions_between
from ..facts.laws import law_book
from ..facts.literals import flows, words_of
from ..facts.metadata import publication_of, published_on, report_year
from ..facts.sentences import is_inside, sentence_around
from ..facts.titles import titles
from ..kept import regex, scanner
from ..knowledge import knowledge
from ..model import Hit, Severity
from ..values import value

_ORDINAL = regex.compile("[一二三四五六七八九]")
_PLENUMS = regex.compile(
    r"(?<![委县市区省州\d一二三四五六七八九])(?P<congress>二?十[一二三四五六七八九]?)届"
    r"(?:(?P<list>[一二三四五六七八九中、和与及以]{2,30})全(?:体会议|会)"
    r"|中央委员会第(?P<list>[一二三四五六七八九])次全体会议)"
)
_AWAITED = scanner(
    r"(?:迎接?|筹备|保障|备战|护航|庆祝|将召开的?|将迎来|谋划|启动|编制|制定|起草)[^,。;]{0,12}$"
)
_TO_COME = scanner(r"[^,。;]{0,6}(?:将|召开|开局|启动|规划)")
_IN_DRAFT = regex.compile(r"草案|征求意见|送审|起草|制定|出台|拟|立法|即将|颁布|公布|施行前|筹备|推动")
_OFFICE_BEFORE = regex.compile(r"(?:原|原来的|前|老|撤销|并入|整合|划转)[\p{Han}]{0,6}$")
_OFFICE_AFTER = regex.compile(
    r"(?:[、和及与][^,。;]{0,10})?(?:更名|改名|改称|并入|划入|划转|职责|职能|整合|撤销|合并|转隶|挂牌|牌子|改组|原址|旧址|大楼|办公楼|[部面势限域网门令]|公告|第?\d+号)"
)
_REFORM = scanner(r"机构改革|组建|更名|转隶|划转|撤销|并入|合并")


@value
class _Latest:
    """The last day on which a report can have been written, and how it is known."""

    day: date
    known: str


def _latest(document: Document) -> _Latest | None:
    publication, year = publication_of(document), report_year(document)
    if publication is not None:
        name, day = publication
        return _Latest(day, f"{name}{day.year}年{day.month}月{day.day}日")
    return _Latest(date(year + 1, 12, 31), f"报告年度{year}年") if year is not None else None


@value
class Anachronism:
    """Meetings, laws and terms younger than the report, offices older than the year it tells of.

    The tables are ``meetings``, ``laws``, ``terms`` and ``offices`` in ``rules/knowledge``.
    """

    def __call__(self, document: Document) -> Iterator[Hit]:
        latest = _latest(document)
        if latest is not None:
            yield from _too_early(document, latest)
            yield from _unpublished_laws(document, latest)
        yield from _too_late(document)


def _too_early(document: Document, latest: _Latest) -> Iterator[Hit]:
    text, there = flows(document), words_of(document)
    if "全会" in text or "全体会议" in text:
        for paragraph in document.paragraphs:
            yield from _plenums(paragraph, latest)
    reported: set[int] = set()
    for name, entry in _meetings_and_terms().items():
        if name in there and entry["began"] > latest.day and not name.endswith("中全会"):
            for paragraph in document.paragraphs:
                for hit in _literal(paragraph, name, entry, latest):
                    # 党的二十大精神 holds two of the names of one meeting.
                    if not reported & set(range(*hit.span)):
                        reported |= set(range(*hit.span))
                        yield hit


def _names(table: str, key: str) -> dict[str, dict[str, Any]]:
    return {name: entry for entry in knowledge(table)[key] for name in entry["names"]}


@cache
def _meetings_and_terms() -> dict[str, dict[str, Any]]:
    return _names("meetings", "meeting") | _names("terms", "term")


def _plenums(paragraph: Paragraph, latest: _Latest) -> Iterator[Hit]:
    """十九届五中、六中全会 is read as two plenums."""
    if "届" not in paragraph.flow:
        return
    for match in _PLENUMS.finditer(paragraph.flow):
        numbers = list(_ORDINAL.finditer(match["list"]))
        if _is_awaited(paragraph.flow, *match.span()):
            continue
        for number in numbers:
            name = f"{match['congress']}届{number[0]}中全会"
            entry = _meetings_and_terms().get(name)
            if entry is not None and entry["began"] > latest.day:
                start = match.start("list") + number.start()
                bounds = match.span() if len(numbers) == 1 else (start, start + 2)
                yield _early(paragraph, *bounds, name, entry, latest)


def _literal(paragraph: Paragraph, name: str, entry: dict[str, Any], latest: _Latest) -> Iterator[Hit]:
    flow, at = paragraph.flow, paragraph.flow.find(name)
    while at >= 0:
        end = at + len(name)
        if not _is_awaited(flow, at, end):
            yield _early(paragraph, at, end, name, entry, latest)
        at = flow.find(name, end)


def _is_awaited(flow: str, start: int, end: int) -> bool:
    return bool(_AWAITED.search(flow, max(start - 20, 0), start) or _TO_COME.match(flow, end))


def _unpublished_laws(document: Document, latest: _Latest) -> Iterator[Hit]:
    for title in titles(document):
        law = law_book().find(title.key)
        if law is None or law.first is None or law.first <= latest.day:
            continue
        flow = title.paragraph.flow
        around = flow[max(title.start - 16, 0) : title.end + 12]
        if not _IN_DRAFT.search(around):
            found = {"names": (title.words,), "began": law.first, "source": "首次公布"}
            yield _early(title.paragraph, title.start, title.end, title.words, found, latest)


def _shown(source: str) -> str:
    """A source without the mark of how well it is known."""
    return source.rpartition("] ")[2]


def _early(
    paragraph: Paragraph, start: int, end: int, name: str, entry: dict[str, Any], latest: _Latest
) -> Hit:
    began: date = entry["began"]
    return Hit(
        paragraph.span(start, end),
        {"name": name, "why": f"{began.year}年{began.month}月才有", "time": latest.known},
        evidence=(f"{name}：{began.isoformat()}（{_shown(entry['source'])}）",),
    )


def _too_late(document: Document) -> Iterator[Hit]:
    year = _year_told(document)
    if year is None:
        return
    there = words_of(document)
    reported: set[int] = set()
    for name, entry in _offices():
        if name in there and entry["reorganised"] <= year:
            for paragraph in document.paragraphs:
                for hit in _office(document, paragraph, name, entry, year):
                    if not reported & set(range(*hit.span)):
                        reported |= set(range(*hit.span))
                        yield hit


@cache
def _offices() -> tuple[tuple[str, dict[str, Any]], ...]:
    """The offices by name, the longest first: 政府法制办公室 holds 法制办, and the longer one is meant."""
    return tuple(sorted(_names("offices", "office").items(), key=lambda pair: -len(pair[0])))


def _year_told(document: Document) -> int | None:
    year, published = report_year(document), published_on(document)
    return year if year is not None else published.year - 1 if published else None


def _office(
    document: Document, paragraph: Paragraph, name: str, entry: dict[str, Any], year: int
) -> Iterator[Hit]:
    flow, at = paragraph.flow, paragraph.flow.find(name)
    others = tuple(entry.get("not_after", ()))
    severity = Severity.WARNING if entry["gone"] <= year else Severity.INFO
    while at >= 0:
        end = at + len(name)
        if not flow.endswith(others, 0, at) and not _is_history(document, paragraph, at, end, year):
            yield Hit(
                paragraph.span(at, end),
                {
                    "name": name,
                    "why": f"{entry['reorganised']}年前后已改设为{entry['successor']}",
                    "time": f"报告年度{year}年",
                },
                severity=severity,
                evidence=(f"{name} → {entry['successor']}（{_shown(entry['source'])}）",),
            )
        at = flow.find(name, end)


def _is_history(document: Document, paragraph: Paragraph, start: int, end: int, year: int) -> bool:
    """Whether an office is named as what it was: formerly, in an earlier year, in a title or a quotation."""
    flow = paragraph.flow
    first, last = sentence_around(flow, start, end, "。")
    if _OFFICE_BEFORE.search(flow, first, start) or _OFFICE_AFTER.match(flow, end):
        return True
    if is_inside(flow, first, start) or _REFORM.search(flow, first, last):
        return True
    return any(
        "y" in mention.printed and mention.year is not None and mention.year < year
        for mention in mentions_between(dates(document)[paragraph.index], first, last)
    )
