"""FZ302, FZ303, FZ305: numbers of headings and items that skip, repeat, or run into the words before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..chains import PROSE_STYLES, Break, Chain, Sequences, in_table, sequences
from ..document import Document
from ..kept import regex
from ..mark_slips import Slip
from ..model import Edit, Fix, Hit, Related, Span
from ..outline import RANKS, Mark, chinese_numeral
from ..values import value

_FORMS = {
    "一、": "{}、",
    "（一）": "（{}）",
    "第一部分": "第{}部分",
    "第一章": "第{}章",
    "第一节": "第{}节",
    "第一条": "第{}条",
}
_PROSE_FORMS = {"一是": "{}是", "一要": "{}要", "第一": "第{}", "其一": "其{}"}
# Marks to look back over for the heading of a list that lacks its first item.
_LOOK_BACK = 200
# A list that begins later than this is an excerpt, not a list whose first items were lost.
_LATEST_START = 3
# 十一是 is a holiday sooner than an eleventh item.
_LONGEST_PROSE = 10


@value
class SequenceCheck:
    """Report numbers that continue no list: of ``headings`` or of ``items`` in prose."""

    of: str

    def __call__(self, document: Document) -> Iterator[Hit]:
        found = sequences(document)
        if self.of == "headings":
            yield from (
                _slipped(document, slip) for slip in found.slips if not in_table(document, slip.written)
            )
        for broken in found.breaks:
            if (broken.mark.leads and broken.mark.style in RANKS) == (self.of == "headings"):
                hit = _judged(document, found, broken)
                if hit is not None:
                    yield hit


@value
class UnseparatedCheck:
    """Report a 二是 that no stop separates from what precedes it."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for mark, chain in sequences(document).unseparated:
            paragraph = document.paragraphs[mark.paragraph]
            span = paragraph.span(mark.start, mark.end)
            stop = _stop_of_others(document, chain, mark)
            yield Hit(
                span,
                {"mark": document.text[span.start : span.end], "stop": stop},
                fix=Fix("unsafe", (Edit(Span(span.start, span.start), stop),)),
            )


def _stop_of_others(document: Document, chain: Chain, mark: Mark) -> str:
    """The mark that stands before the other items of the same list; a semicolon where none does."""
    for other in chain.marks[1:]:
        offset = document.paragraphs[other.paragraph].at(other.start)
        if other.paragraph == mark.paragraph and document.folded[offset - 1] in ";。":
            return document.text[offset - 1]
    return ";" if "," in document.text and "，" not in document.text else "；"


def _slipped(document: Document, slip: Slip) -> Hit:
    written, following = slip.written, slip.following
    paragraph = document.paragraphs[written.paragraph]
    after = document.paragraphs[following.paragraph].span(following.start, following.end)
    meant = _written(slip.meant, slip.meant.number)
    problem = f"下一项是“{_written(following, following.number)}”，此处应为“{meant}”"
    fields = {"found": _written(written, written.number), "problem": problem}
    return Hit(paragraph.span(written.start, written.end), fields, related=(Related(after, "下一项"),))


def _is_excerpt(found: Sequences, mark: Mark) -> bool:
    """Whether a text begins with a mark that no other of its style follows."""
    return not mark.paragraph and mark.leads and sum(other.style == mark.style for other in found.numbered) == 1


def _judged(document: Document, found: Sequences, broken: Break) -> Hit | None:
    mark, before = broken.mark, broken.before
    expected = before.number + 1 if before else 1
    if in_table(document, mark) or (before and in_table(document, before)):
        return None
    if before is None and (mark.number > _LATEST_START or _is_excerpt(found, mark)):
        return None
    if mark.style in PROSE_STYLES and mark.number > _LONGEST_PROSE:
        return None
    if mark.number > expected and _stands_between(document, found, broken, expected):
        return None
    if mark.number < expected and _is_copy(document, mark):
        return None
    words = {"found": _written(mark, mark.number), "expected": _written(mark, expected)}
    paragraph = document.paragraphs[mark.paragraph]
    if before is None:
        return Hit(paragraph.span(mark.start, mark.end), {**words, "problem": f"前面没有“{words['expected']}”"})
    behind = document.paragraphs[before.paragraph].span(before.start, before.end)
    last = _written(before, before.number)
    problem = (
        f"与前面的“{last}”重复"
        if before.number == mark.number
        else f"前面是“{last}”，此处应为“{words['expected']}”"
    )
    return Hit(
        paragraph.span(mark.start, mark.end),
        {**words, "problem": problem},
        related=(Related(behind, "上一项"),),
    )


def _written(mark: Mark, number: int) -> str:
    form = _FORMS.get(mark.style) or _PROSE_FORMS.get(mark.style)
    if form is None:
        return mark.style.replace("1", str(number)) if mark.style != "①" else chr(ord("①") + number - 1)
    return form.format(chinese_numeral(number))


def _stands_between(document: Document, found: Sequences, broken: Break, expected: int) -> bool:
    """Whether the missing number is there after all, glued to other words or written in another way."""
    mark, before = broken.mark, broken.before
    paragraphs = document.paragraphs
    first, begin = (before.paragraph, before.end) if before else (_section_start(found, mark), 0)
    pattern = _any_form(mark.style, expected)
    for index in range(first, mark.paragraph + 1):
        end = mark.start if index == mark.paragraph else len(paragraphs[index].flow)
        if pattern.search(paragraphs[index].flow, begin, end):
            return True
        begin = 0
    return False


def _section_start(found: Sequences, mark: Mark) -> int:
    """The paragraph of the heading over a mark; a prose item in mid-paragraph looks no further back."""
    if mark.style in PROSE_STYLES and not mark.leads:
        return mark.paragraph
    rank = RANKS.get(mark.style, len(RANKS))
    row = bisect_left(found.numbered, mark.paragraph, key=lambda other: other.paragraph)
    for other in reversed(found.numbered[max(0, row - _LOOK_BACK) : row]):
        if RANKS[other.style] < rank:
            return other.paragraph
    return 0


def _any_form(style: str, number: int) -> regex.Pattern[str]:
    """What a missing number may look like where it stands glued to other words or is written otherwise."""
    numeral = chinese_numeral(number)
    if style in PROSE_STYLES:
        other = {1: "首先|首要|一方面", 2: "其次|另一方面"}.get(number, "再次|再者|最后")
        return regex.compile(
            rf"(?:^|[。;:,!?”“*、])(?:[第其]?{numeral}[是要、,靠来抓则]|{other})|\({number}\)|(?<![\d.]){number}[.、](?!\d)"
            + ("|一[是要]" if number == 1 else "")
        )
    if style == "（一）":
        return regex.compile(rf"(?<!第)\(\**{numeral}\**\)(?!项)")
    if style == "一、":
        return regex.compile(rf"(?<![一二三四五六七八九十、第(]){numeral}[、.](?![一二三四五六七八九十])")
    if style in _FORMS:
        return regex.compile(_FORMS[style].format(numeral))
    return regex.compile(rf"(?<![\d.]){number}\)?[.、)](?!\d)" if style != "①" else chr(ord("①") + number - 1))


def _is_copy(document: Document, mark: Mark) -> bool:
    """Whether an item of the same number and words stands earlier: a page extracted twice."""
    return document.once(_first_places)[_words(document, mark)] < mark.paragraph


def _first_places(document: Document) -> dict[tuple[str, int, str], int]:
    places: dict[tuple[str, int, str], int] = {}
    for chain in sequences(document).chains:
        for mark in chain.marks:
            key = _words(document, mark)
            places[key] = min(places.get(key, mark.paragraph), mark.paragraph)
    return places


def _words(document: Document, mark: Mark) -> tuple[str, int, str]:
    return mark.style, mark.number, document.paragraphs[mark.paragraph].flow[mark.end : mark.end + 20]
