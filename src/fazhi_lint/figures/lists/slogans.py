"""Slogans that count themselves: “四个不摘”：不摘责任、不摘政策… against what the text spells out behind them.

A slogan is a name, so it says nothing by itself. Only where every piece behind a colon or 即 holds its word is
the count held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document, Paragraph
from ...facts.list_rows import counted
from ...kept import regex
from ...model import Hit, Related, Relation, Severity, Span

_SLOGAN = regex.compile(
    r"“(?P<n>[两三四五六七八九])(?:个|大)(?P<word>\p{Han}{2,6})”\p{Han}{0,8}?"
    r"(?P<cue>,?(?:即|就是|也就是|这就是|是指)[:,]?|[:。,]|$)"
)
_NUMBERED = regex.compile(r"(?:\*\*)?(?:[一第其(1①])[是要一)、.]?")
_HEAD = regex.compile(r"(?:[*—\-#>]|\([一二三四五六七八九十]\)|[一二三四五六七八九十]、|\d{1,2}[.、])*")
_SPLIT = regex.compile("[,、和]")
_SURE = 3  # so many pieces with the word show that it is what they are counted by
_SLIP = 2  # a count that is further off counts something else
_OPENING = 24  # characters of an item in which its word stands
_LONG = 4  # a word that does not come up by chance
_REACH = 10  # paragraphs in which the things a slogan counts come up
_MOST = 2000  # characters of a paragraph that are looked through


def slogans(document: Document, answered: set[tuple[int, int]]) -> Iterator[Relation]:
    """The slogans that the text spells out; ``answered`` are the places of counts read already."""
    for paragraph in document.paragraphs:
        flow = paragraph.flow
        if "”" not in flow or "“" not in flow:
            continue
        for match in _SLOGAN.finditer(flow):
            if (paragraph.index, match.start("n")) in answered:
                continue
            relation = _spelled(document, paragraph, match) or _scattered(document, paragraph, match)
            if relation is not None:
                yield relation


def _spelled(document: Document, paragraph: Paragraph, match: regex.Match[str]) -> Relation | None:
    word, stated = match["word"], counted(match["n"])
    rest = paragraph.flow[match.end() : match.end() + _MOST].partition("。")[0]
    spelt = match["cue"] not in ("", ",", "。")
    if not rest:
        following = document.paragraphs[paragraph.index + 1 : paragraph.index + 12]
        heads = [one.flow[_end(one.flow) :][:_OPENING] for one in following]
        run = _run(heads, word)
        sure = spelt and run >= _SURE and all(head.startswith(word) for head in heads[:run])
        return judged(paragraph, match, run, sure=sure)
    if _NUMBERED.match(rest):
        return None
    pieces = rest.split(";")
    if len(pieces) == 1:
        pieces = _SPLIT.split(rest)
    for key in dict.fromkeys((word, word[:2], word[-2:]) if spelt else (word, word[:2])):
        held = [key in piece for piece in pieces]
        run = _run(pieces, key)
        if spelt and sum(held) == stated:
            return judged(paragraph, match, stated)
        if run > 1 and (run == stated or (spelt and all(held))):
            return judged(paragraph, match, run, sure=run >= _SURE)
        if run >= _SURE and key == word and sum(held) == run:
            return judged(paragraph, match, run, sure=all(p.startswith(key) for p in pieces[:run]))
    return None


def _scattered(document: Document, paragraph: Paragraph, match: regex.Match[str]) -> Relation | None:
    """ "六大提质升级行动" where so many things of that name come up in what follows, and no more."""
    word, stated = match["word"], counted(match["n"])
    if len(word) < _LONG or stated < _SURE:
        return None
    named: set[str] = set()
    for one in document.paragraphs[paragraph.index : paragraph.index + _REACH]:
        begin = match.end() if one is paragraph else 0
        flow = one.flow[begin : begin + _MOST]
        if word in flow:
            named.update(piece[-2:] for piece in flow.split(word)[:-1])
        if len(named) == stated and word in flow:
            return judged(paragraph, match, stated)
    return None


def _end(flow: str) -> int:
    found = _HEAD.match(flow)
    return found.end() if found else 0


def _run(pieces: Sequence[str], key: str) -> int:
    """How many pieces from the first on hold a word."""
    return next((at for at, piece in enumerate(pieces) if key not in piece), len(pieces))


def agreeing(span: Span, literal: str, count: int) -> Relation:
    """The relation of a stated count that so many items behind it bear out."""
    return Relation("announced", "verified", span, (span,), f"其后{count}项 = {literal}")


def judged(paragraph: Paragraph, match: regex.Match[str], found: int, *, sure: bool = False) -> Relation | None:
    """The count of a match against what was found; one that differs only if it is sure and no further off."""
    span, stated = paragraph.span(match.start("n"), match.end("n")), counted(match["n"])
    if found == stated:
        return agreeing(span, match["n"], found)
    if not sure or abs(found - stated) > _SLIP:
        return None
    return differing(span, match["n"], found)


def differing(
    span: Span, literal: str, found: int, severity: Severity = Severity.WARNING, related: Sequence[Related] = ()
) -> Relation:
    """The relation of a stated count that another number of items stands behind."""
    text = f"其后{found}项 ≠ {literal}"
    hit = Hit(span, {"announced": literal, "found": found}, severity, (text,), tuple(related))
    return Relation("announced", "contradicted", span, (span,), text, "announced-count", hit)
