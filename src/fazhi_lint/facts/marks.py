"""Brackets and quotes that have no partner, each found once.

Marks are matched within a paragraph. What has no partner there but finds one in the paragraphs beside it is
a paragraph broken by the page, or a quotation of several paragraphs, and is no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..document import Document, Paragraph
from ..kept import regex, scanner
from ..values import changed, value
from .docnumbers import HEXAGONAL, DocNumber, Part, docnumbers
from .literals import flows

CLOSING = {
    "《": "》",
    "〈": "〉",
    "〔": "〕",
    "“": "”",
    "‘": "’",
    "(": ")",
    "[": "]",
    "【": "】",
    "「": "」",
    "『": "』",
}
OPENING = {close: open_ for open_, close in CLOSING.items()}
_EITHER = "".join(map(re.escape, (*CLOSING, *OPENING)))
_MARKS, _MARKS_BY_LINE = scanner(f"[{_EITHER}]"), scanner(rf"[{_EITHER}\n]")
# 1) 2) and a) b), which are never opened.
_LIST_MARK = regex.compile(
    r"(?<![(\dA-Za-z①-⑳一二三四五六七八九十])(?:\d{1,2}|[A-Za-z]|[①-⑳]|[一二三四五六七八九十]{1,3})\)"
)
_NUMERALS = frozenset("一二三四五六七八九十")
_HEADING = regex.compile(r"^[ ]*\([一二三四五六七八九十]{1,3}\)", regex.MULTILINE)
# Intervals: [0,5) and (0,10].
_INTERVAL = regex.compile(r"[\[(][-\d.,%~—∞+]+[\])]")
_LONGEST_INTERVAL = 20
_WIDEST_CROSSING = 60
_LONGEST_QUOTATION = 40
_REACH = 3  # how many paragraphs away a partner may stand
_MOST = 8  # more loose marks than this in one paragraph are no prose
_ENOUGH = 8 * _MOST


class Mark(NamedTuple):
    """A bracket or quote at a place (an index) of a paragraph's flow."""

    char: str
    place: int


@value
class Loose:
    """A mark without a partner.

    ``crossed`` is the index of a partner that stands on the wrong side of another pair (“《…”》), None for
    a mark that has none; ``twin`` is the index of a mark of the same direction that its partner was written
    as (“…“ or ”…”).
    """

    paragraph: Paragraph
    char: str
    index: int
    crossed: int | None = None
    twin: int | None = None

    @property
    def opens(self) -> bool:
        return self.char in CLOSING


def loose_marks(document: Document) -> tuple[Loose, ...]:
    """The marks without partner in reading order; read once."""
    return document.once(_read)


def _read(document: Document) -> tuple[Loose, ...]:
    broken: dict[int, list[DocNumber]] = {}
    for number in docnumbers(document):
        if number.part(Part.LEFT) + number.part(Part.RIGHT) != HEXAGONAL:
            broken.setdefault(number.paragraph.index, []).append(number)
    # The marks of each paragraph: a document is scanned once, and many have the same ones or none.
    marks = "".join(_MARKS_BY_LINE.findall(flows(document))).split("\n")
    balanced = {row for row in {*marks} if _balanced(row)}
    found = [
        _in_paragraph(document, paragraph, broken.get(paragraph.index, []))
        if paragraph.index in broken or row not in balanced
        else []
        for paragraph, row in zip(document.paragraphs, marks, strict=False)
    ]
    _pair_across(document, found)
    return tuple(loose for row in found for loose in row)


def _in_paragraph(document: Document, paragraph: Paragraph, broken: list[DocNumber]) -> list[Loose]:
    marks = [Mark(match.group(), match.start()) for match in _MARKS.finditer(paragraph.flow)]
    loose = []
    if broken:
        marks, inside = _apart(marks, broken)
        loose = [mark for group in inside for mark in _unmatched(paragraph, group)[:1]]
    loose += _without_list_marks(document, paragraph, marks, _unmatched(paragraph, marks))
    loose = [mark for mark in loose if not _is_excused(document, mark)]
    loose.sort(key=lambda mark: mark.index)
    return _merge_twins(loose)[:_MOST]


def _balanced(marks: str) -> bool:
    """Whether every mark has its partner and no two pairs cross, as in nearly every paragraph."""
    waiting: list[str] = []
    for mark in marks:
        if mark in CLOSING:
            waiting.append(CLOSING[mark])
        elif not waiting or waiting.pop() != mark:
            return False
    return not waiting


def _apart(marks: list[Mark], broken: list[DocNumber]) -> tuple[list[Mark], list[list[Mark]]]:
    """The marks outside of broken document numbers, and those inside, number by number.

    What is lost inside a document number is nobody else's partner.
    """
    starts = [number.bounds[Part.LEFT] for number in broken]
    outside: list[Mark] = []
    inside: list[list[Mark]] = [[] for _ in broken]
    for mark in marks:
        row = bisect_right(starts, mark.place) - 1
        (inside[row] if row >= 0 and mark.place < broken[row].end else outside).append(mark)
    return outside, inside


def _without_list_marks(
    document: Document, paragraph: Paragraph, marks: list[Mark], loose: list[Loose]
) -> list[Loose]:
    """The loose marks if 1) and 2) are taken for list marks, where that leaves fewer of them."""
    if not any(mark.char in "()" for mark in loose):
        return loose
    listed = {
        match.end() - 1 for match in _LIST_MARK.finditer(paragraph.flow) if not _is_heading(document, match)
    }
    others = _unmatched(paragraph, [mark for mark in marks if mark.place not in listed])
    return others if len(others) < len(loose) else loose


def _is_heading(document: Document, item: regex.Match[str]) -> bool:
    """Whether 二) begins a paragraph of a document whose headings are （一）（二）."""
    chinese = item.start() == 0 and item.group()[0] in _NUMERALS
    return chinese and _HEADING.search(document.folded) is not None


def _unmatched(paragraph: Paragraph, marks: Iterable[Mark]) -> list[Loose]:
    """Match marks as a stack; a mark that comes between a pair without a partner of its own is loose."""
    waiting: list[Mark] = []
    count = dict.fromkeys(CLOSING, 0)
    loose: dict[int, Loose] = {}
    for mark in marks:
        if mark.char in CLOSING:
            waiting.append(mark)
            count[mark.char] += 1
            continue
        partner = OPENING[mark.char]
        if count[partner]:
            while (last := waiting.pop()).char != partner:
                count[last.char] -= 1
                loose[last.place] = Loose(paragraph, last.char, last.place)
            count[partner] -= 1
        elif waiting and _is_interval(paragraph.flow, waiting[-1].place, mark.place + 1):
            count[waiting.pop().char] -= 1
        elif len(loose) < _ENOUGH:
            _add_closing(loose, paragraph, mark)
    for mark in waiting[:_ENOUGH]:
        loose[mark.place] = Loose(paragraph, mark.char, mark.place)
    return list(loose.values())


def _is_interval(flow: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_INTERVAL and _INTERVAL.fullmatch(flow, start, end) is not None


def _add_closing(loose: dict[int, Loose], paragraph: Paragraph, mark: Mark) -> None:
    """Note a mark that closes nothing; if its partner was passed over by another pair, the two cross."""
    last = next(reversed(loose.values()), None)
    near = last is not None and mark.place - last.index <= _WIDEST_CROSSING
    if last is not None and near and last.char == OPENING[mark.char] and last.crossed is None:
        loose[last.index] = changed(last, crossed=mark.place)
    else:
        loose[mark.place] = Loose(paragraph, mark.char, mark.place)


def _is_excused(document: Document, loose: Loose) -> bool:
    flow, index = loose.paragraph.flow, loose.index
    before, after = flow[max(0, index - 1) : index], flow[index + 1 : index + 2]
    if loose.char in "‘’":  # ’98, don’t, 5’
        return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    if loose.char in "《》〈〉":  # » in breadcrumbs, 〈 as a sign of comparison
        comparison = loose.char in "〈〉" and (before.isdigit() or after.isdigit())
        return comparison or document.text[loose.paragraph.at(index)] != loose.char
    return False


def _merge_twins(loose: list[Loose]) -> list[Loose]:
    """Make one of two quotes of the same direction that were meant as a pair."""
    merged: list[Loose] = []
    for mark in loose:
        last = merged[-1] if merged else None
        if last and mark.char in "“”‘’" and last.char == mark.char and _is_alone(last) and _is_near(last, mark):
            merged[-1] = changed(last, twin=mark.index)
        else:
            merged.append(mark)
    return merged


def _is_near(one: Loose, other: Loose) -> bool:
    return (
        other.index - one.index <= _LONGEST_QUOTATION
        and "。" not in one.paragraph.flow[one.index : other.index]
    )


def _pair_across(document: Document, found: list[list[Loose]]) -> None:
    """Drop pairs whose halves stand in paragraphs beside each other, and quotations of several paragraphs."""
    rows = [row for row, marks in enumerate(found) if marks and any(map(_is_alone, marks))]
    for row in rows:
        for mark in reversed([mark for mark in found[row] if mark.opens and _is_alone(mark)]):
            if _continues_as_quotation(document, mark):
                found[row].remove(mark)
                continue
            partner = next(_partners(found, row, CLOSING[mark.char]), None)
            if partner is not None:
                found[row].remove(mark)
                found[partner.paragraph.index].remove(partner)


def _is_alone(mark: Loose) -> bool:
    return mark.crossed is None and mark.twin is None


def _partners(found: list[list[Loose]], row: int, char: str) -> Iterator[Loose]:
    for marks in found[row + 1 : row + 1 + _REACH]:
        yield from (mark for mark in marks if mark.char == char and _is_alone(mark))


def _continues_as_quotation(document: Document, mark: Loose) -> bool:
    """Each paragraph of a long quotation opens with a quote and only the last one closes it."""
    following = document.paragraphs[mark.paragraph.index + 1 : mark.paragraph.index + 2]
    return mark.char in "“‘「『" and any(paragraph.flow.startswith(mark.char) for paragraph in following)
