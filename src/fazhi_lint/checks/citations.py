"""Findings FZ502–FZ504: titles that are miswritten, written in two ways, or of laws no longer in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from ..document import Document, unbroken
from ..facts.dates import dates, mentions_between
from ..facts.docnumbers import Part, docnumbers
from ..facts.laws import Law, change_between, law_book
from ..facts.metadata import published_on, report_year
from ..facts.sentences import is_inside, sentence_around
from ..facts.titles import Title, titles
from ..kept import regex
from ..model import Edit, Fix, Hit, Related, Safety, Span
from ..values import value

# Words whose presence or absence makes no other document.
_JOINTS = frozenset(("", "的", "之", "和", "与", "及", "以及", "、"))
# Words that a title may lose unnoticed.
_PADDING = frozenset(("情况", "工作", "相关", "有关", "管理"))
# Single characters that tell documents apart: numerals, levels and sides.
_TELLING = regex.compile(
    r"[\dA-Za-z一二三四五六七八九十〇百省市县区州盟旗镇乡村户上下左右前后东西南北中内外大小新旧老双多总分正副男女甲乙丙丁]"
)
_SHORTEST = 8
_SHORTEST_PADDED = 10
_SHORTEST_SLIP = 12
_WIDEST_SLIP = 2
_FULL = 40  # so many titles that begin or end alike are a series of documents
# What shows that a law is cited as a thing of the past.
_PAST_BEFORE = regex.compile(
    r"(?:原|旧|废止|废除|取代|替代|代替|修订前的?|当时的?|时的|有效的)(?:《[^《》]*》[、和及])*$"
)
_PAST_AFTER = regex.compile(
    r"(?:\([^()]*\))?(?:[、和及与]?《[^《》]*》)*(?:等[^。;]{0,10})?(?:同时|已经?|被|正式|予以|均|将|的?规定)*(?:不(?:相)?(?:一致|符|适应|衔接|协调)|(?:相)?抵触|废止|失效|被?取代|修[改订]为|上升为|更名|编入|并入|整合)"
)
_REACH = 40
_PREFIX = "中华人民共和国"


@value
class MiscitedTitleCheck:
    """Titles that are a slip of the pen away from a law or document of the table of laws."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for title in titles(document):
            found = law_book().miswriting_of(title.key, title.words.startswith(_PREFIX))
            if found is not None:
                law, certain = found
                yield _miscited(document, title, law, "safe" if certain else "unsafe")


def _miscited(document: Document, title: Title, law: Law, safety: Safety) -> Hit:
    # The author's dash is as good as the official one.
    dash = next((char for char in "-~" if char in title.words), "—")
    right = law.title.replace("—", dash)
    fix = Fix(safety, (_correction(document, title, right),))
    written = _as_written(document, title)
    if "（" in written:
        right = right.translate(_WIDE)
    if written.startswith(_PREFIX):
        right = _PREFIX + right
    return Hit(title.span, {"found": written, "expected": right}, fix=fix)


def _as_written(document: Document, title: Title) -> str:
    """The title as the text has it, without the line breaks inside."""
    return unbroken(document.text[slice(*title.paragraph.span(title.start, title.end))])


def _correction(document: Document, title: Title, right: str) -> Edit:
    """Change what differs, keeping the author's 中华人民共和国 and width of brackets."""
    prefix = len(title.words) - len(title.words.removeprefix(_PREFIX))
    change = change_between(title.words[prefix:], right)
    start = title.start + prefix + change.start
    span = title.paragraph.span(start, start + len(change.was))
    if not change.was:  # an insertion stands right after the character before it
        after = title.paragraph.span(start - 1, start).end
        span = Span(after, after)
    wide = any(char in document.text[title.span.start : title.span.end] for char in "（）")
    return Edit(span, change.other.translate(_WIDE) if wide else change.other)


_WIDE = str.maketrans("()", "（）")


@value
class InconsistentTitleCheck:
    """One document of the report's own making cited under two titles."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        first: dict[str, Title] = {}
        count: Counter[str] = Counter()
        for title in titles(document):
            key = title.key
            count[key] += 1
            first.setdefault(key, title)
        book = law_book()
        keys = [key for key in first if len(key) >= _SHORTEST and not book.miswriting_of(key)]
        alike = {pair: "" for pair in _near_pairs(keys) if _are_one(*pair) and not _tells_apart(*pair)}
        alike |= {pair: f"（文号同为{number}）" for pair, number in _of_one_number(document)}
        for (one, other), why in alike.items():
            odd, usual = _odd_and_usual(one, other, count)
            related = Related(first[usual].span, "同一文件的另一写法")
            fields = {
                "found": _as_written(document, first[odd]),
                "other": _as_written(document, first[usual]),
                "why": why,
            }
            yield Hit(first[odd].span, fields, related=(related,))


def _tells_apart(one: str, other: str) -> bool:
    """Whether the table of laws knows both titles, or one, and a word more is not all that sets them apart."""
    known = [key for key in (one, other) if law_book().find(key)]
    return len(known) == 2 or (len(known) == 1 and not _is_padded(one, other))


def _is_padded(one: str, other: str) -> bool:
    """Whether one of two titles has a word more that a title may lose unnoticed."""
    change = change_between(one, other)
    return not (change.was and change.other) and change.was + change.other in _PADDING


def _of_one_number(document: Document) -> Iterator[tuple[tuple[str, str], str]]:
    """Pairs of titles that the same document number stands behind, with the number.

    A notice and what it issues have one number, and so have documents that one notice issues together: a title
    within the other, and titles joined before one number, are no pair.
    """
    behind = {(title.paragraph.index, title.end + 1): title for title in titles(document)}
    named: dict[str, Title] = {}
    for number in docnumbers(document):
        opened = number.paragraph.flow[number.start - 1 : number.start] == "("
        title = behind.get((number.paragraph.index, number.start - opened))
        if title is None or not number.part(Part.SERIAL) or not number.part(Part.CODE):
            continue
        words = number.words.removesuffix("号")
        before = named.setdefault(words, title)
        one, other = before.key, title.key
        if one != other and _differ_little(one, other):
            yield (one, other), f"{words}号"


def _differ_little(one: str, other: str) -> bool:
    """Whether two titles of one document number are one title in two forms rather than two documents."""
    change = change_between(one, other)
    within = one in other or other in one
    return not within and 2 * max(len(change.was), len(change.other)) <= min(len(one), len(other))


def _near_pairs(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of titles that differ in one stretch of at most two characters, and others.

    Such titles share their first or their second half, so only titles with an equal half are paired; for
    the halves to be cut alike, each title is filed under its own length and the two below.
    """
    shelves: dict[tuple[int, bool, str], list[str]] = defaultdict(list)
    for key in keys:
        for size in range(len(key) - _WIDEST_SLIP, len(key) + 1):
            half = (size - _WIDEST_SLIP + 1) // 2
            shelves[size, True, key[:half]].append(key)
            shelves[size, False, key[-half:]].append(key)
    pairs = (pair for shelf in shelves.values() if 1 < len(shelf) <= _FULL for pair in combinations(shelf, 2))
    yield from dict.fromkeys(pairs)


def _are_one(one: str, other: str) -> bool:
    """Whether two titles are the same document, one of them with a slip of the pen."""
    change = change_between(one, other)
    if change.was in _JOINTS and change.other in _JOINTS:
        return True
    if min(len(one), len(other)) >= _SHORTEST_PADDED and _is_padded(one, other):
        return True
    if min(len(one), len(other)) < _SHORTEST_SLIP or max(len(change.was), len(change.other)) > 1:
        return False
    at_edge = change.start == 0 or change.start + len(change.was) == len(one)
    return not at_edge and not _TELLING.search(change.was + change.other)


def _odd_and_usual(one: str, other: str, count: Counter[str]) -> tuple[str, str]:
    """Which of two to report: what is no law, what is rarer, what has a superfluous 的, what comes later."""
    for known, unknown in ((one, other), (other, one)):
        if law_book().find(known) and not law_book().find(unknown):
            return unknown, known
    if count[one] != count[other]:
        return (one, other) if count[one] < count[other] else (other, one)
    return (one, other) if change_between(one, other).was == "的" else (other, one)


@value
class SupersededLawCheck:
    """Laws that were replaced before the year the report is about."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        year, published = report_year(document), published_on(document)
        if year is None and published is not None:
            year = published.year - 1  # a report is about the year before
        if year is None:
            return
        for title in titles(document):
            law = law_book().known.get(title.key)
            if law is None or law.ended is None or law.ended > date(year, 1, 1):
                continue
            if _is_past(title) or _tells_of_before(document, title, law.ended):
                continue
            fields = {
                "found": _as_written(document, title),
                "ended": f"{law.ended.year}年{law.ended.month}月{law.ended.day}日",
                "successor": law.replaced_by,
            }
            yield Hit(title.span, fields)


def _tells_of_before(document: Document, title: Title, ended: date) -> bool:
    """Whether the sentence names a year in which the law was still in force."""
    paragraph = title.paragraph
    first, last = sentence_around(paragraph.flow, title.start, title.end)
    return any(
        ("y" in mention.printed and mention.year is not None and mention.year < ended.year)
        and not is_inside(paragraph.flow, first, mention.start)
        for mention in mentions_between(dates(document)[paragraph.index], first, last)
    )


def _is_past(title: Title) -> bool:
    flow = title.paragraph.flow
    before = _PAST_BEFORE.search(flow, max(0, title.start - 1 - _REACH), title.start - 1)
    return before is not None or _PAST_AFTER.match(flow, title.end + 1) is not None
