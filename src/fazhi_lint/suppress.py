"""The room of comments that switch rules off in the text: ``<!-- fazhi-lint: ignore FZ101 -->``.

A comment speaks of the paragraph it stands in; alone on its line, of the paragraph that follows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from .document import Document
from .kept import regex
from .model import Hit, Span
from .rulebook import Rule, load_rules

# Typed by hand: with capitals, with a full-width colon or with none.
_COMMENT = regex.compile(r"(?i)<!--\s*fazhi-lint\s*[:：]?\s*([\w-]*)([^<>\r\n]*)-->")
_BETWEEN = regex.compile(r"[,，、;；\s]+")


def without_suppressed(
    document: Document, found: Sequence[tuple[Rule, Hit]], ran: Sequence[Rule]
) -> tuple[list[tuple[Rule, Hit]], tuple[str, ...]]:
    """The hits no comment switches off, and notes on the comments and words that switch nothing off.

    ``ran`` are the rules that were asked for: a comment about another one is not called useless.
    """
    if "<!--" not in document.text:
        return list(found), ()
    order = sorted(range(len(found)), key=lambda index: found[index][1].span.start)
    starts = [found[index][1].span.start for index in order]
    known: dict[tuple[str, Span], frozenset[int]] = {}
    silenced: set[int] = set()
    notes = []
    for verb, words, line, scope in _comments(document):
        if verb.lower() != "ignore":
            notes.append(f"第{line}行的注释写的是“{verb}”，不起作用；请写 ignore 和规则代码，如 ignore FZ101")
            continue
        useless = []
        for word in words:
            if (hit := known.get((word, scope))) is None:
                there = order[bisect_left(starts, scope.start) : bisect_right(starts, scope.end)]
                hit = frozenset(index for index in there if found[index][0].answers_to(word))
                known[word, scope] = hit
                silenced |= hit
            if not any(rule.answers_to(word) for rule in load_rules()):
                notes.append(f"第{line}行的注释要忽略“{word}”，没有这个代码或名称的规则")
            elif not hit and any(rule.answers_to(word) for rule in ran):
                useless.append(word)
        if not words:
            notes.append(f"第{line}行的注释没有写明忽略哪些规则，不起作用；请写上代码，如 ignore FZ101")
        elif useless:
            named = "、".join(useless)
            # Other words of the comment may be at work: then it has to stay.
            advice = "注释可以删去" if len(useless) == len(words) else f"可以从注释中去掉 {named}"
            notes.append(f"第{line}行的注释要忽略 {named}，那里没有这样的问题，{advice}")
    return [pair for index, pair in enumerate(found) if index not in silenced], tuple(notes)


def _comments(document: Document) -> Iterator[tuple[str, list[str], int, Span]]:
    """The verb and the words of each comment, its line, and the stretch of text it speaks of."""
    for match in _COMMENT.finditer(document.text):
        words = list(dict.fromkeys(filter(None, _BETWEEN.split(match[2]))))
        yield match[1], words, document.place(match.start()).line, _scope(document, *match.span())


def _scope(document: Document, start: int, end: int) -> Span:
    own = document.paragraph_at(start)
    if own is not None and (own.start, own.end) != (start, end):
        return Span(own.start, own.end)
    row = bisect_left(document.paragraphs, end, key=lambda paragraph: paragraph.start)
    after = document.paragraphs[row] if row < len(document.paragraphs) else None
    return Span(after.start, after.end) if after else Span(start, end)
