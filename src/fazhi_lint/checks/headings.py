"""FZ304: headings whose levels stand in another order than 一、（一）1.（1）."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ..chains import in_table, sequences
from ..document import Document
from ..model import Hit
from ..outline import RANKS, Mark
from ..values import value

_SECTION, _SUBSECTION, _POINT = RANKS["一、"], RANKS["（一）"], RANKS["1."]
_LOOK_AHEAD = 200


@value
class LevelCheck:
    """Report a list of a higher level inside one of a lower, and a level skipped where three are used.

    Skipping a level where a document uses only two is common practice and no finding.
    """

    def __call__(self, document: Document) -> Iterator[Hit]:
        numbered = [mark for mark in sequences(document).numbered if not in_table(document, mark)]
        for mark, problem in (*_inverted(numbered), *_skipped(document, numbered)):
            span = document.paragraphs[mark.paragraph].span(mark.start, mark.end)
            yield Hit(span, {"problem": problem})


def _inverted(numbered: list[Mark]) -> Iterator[tuple[Mark, str]]:
    """A list 一、二、 that begins under （一） and ends before （二）."""
    for outer, first, second in zip(numbered, numbered[1:], numbered[2:], strict=False):
        inside = RANKS[outer.style] > RANKS[first.style] >= _SECTION and first.number == 1
        if inside and second.style == first.style and second.number == 2 and _goes_on(numbered, outer, first):
            yield first, f"“{outer.style}”之下又用“{first.style}”"


def _goes_on(numbered: list[Mark], outer: Mark, inner: Mark) -> bool:
    """Whether the outer list goes on with its next number before the inner list begins anew."""
    begin = bisect_right(numbered, inner.paragraph, key=lambda mark: mark.paragraph)
    for mark in numbered[begin : begin + _LOOK_AHEAD]:
        if mark.style == outer.style:
            return mark.number == outer.number + 1
        if mark.style == inner.style and mark.number == 1:
            return False
    return False


def _skipped(document: Document, numbered: list[Mark]) -> Iterator[tuple[Mark, str]]:
    """A list of points right under 一、 in a document that has （一） between them elsewhere."""
    firsts: list[tuple[Mark, bool]] = []
    within = False
    under = False
    for mark, following in pairwise(numbered):
        rank = RANKS[mark.style]
        if rank <= _SECTION:
            under, within = rank == _SECTION, False
        elif rank == _SUBSECTION:
            within = True
        elif rank == _POINT and mark.number == 1 and under and following.style == mark.style:
            firsts += [(mark, within)] * _has_text(document, mark, following)
    if any(inside for _, inside in firsts):
        for mark, inside in firsts:
            if not inside:
                yield mark, "“一、”之下直接用“1.”，别处则先用“（一）”"


def _has_text(document: Document, mark: Mark, following: Mark) -> bool:
    """Whether a point is a heading with text below it or behind it, not an entry of a list."""
    return following.paragraph - mark.paragraph > 1 or "。" in document.paragraphs[mark.paragraph].flow[:-1]
