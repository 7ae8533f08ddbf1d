"""The room of comments that switch rules off in the text: ``<!-- fazhi-lint: ignore FZ101 -->``.

A comment speaks of the paragraph it stands in; alone on its line, of the paragraph that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .document import Document
from .kept import regex
from .model import Hit, Span
from .rulebook import Rule, load_rules

_COMMENT = regex.compile(r"<!--[ \t]*fazhi-lint:[ \t]*ignore[ \t]+([^<>\r\n]*?)[ \t]*-->")
_BETWEEN = regex.compile(r"[,，、;；\s]+")


def without_suppressed(
    document: Document, found: Sequence[tuple[Rule, Hit]], ran: Sequence[Rule]
) -> tuple[list[tuple[Rule, Hit]], tuple[str, ...]]:
    """The hits no comment switches off, and a note on each comment that switches nothing off.

    ``ran`` are the rules that were asked for: a comment about another one is not called useless.
    """
    if "fazhi-lint:" not in document.text:
        return list(found), ()
    silenced: set[int] = set()
    notes = []
    for word, line, scope in _comments(document):
        hit = {
            index
            for index, (rule, item) in enumerate(found)
            if rule.answers_to(word) and scope.start <= item.span.start <= scope.end
        }
        silenced |= hit
        if not any(rule.answers_to(word) for rule in load_rules()):
            notes.append(f"第{line}行的注释要忽略“{word}”，没有这个代码或名称的规则")
        elif not hit and any(rule.answers_to(word) for rule in ran):
            notes.append(f"第{line}行的注释要忽略 {word}，那里没有它的问题，注释可以删去")
    return [pair for index, pair in enumerate(found) if index not in silenced], tuple(notes)


def _comments(document: Document) -> Iterator[tuple[str, int, Span]]:
    """Each word of each comment, its line, and the stretch of text it speaks of."""
    for match in _COMMENT.finditer(document.text):
        scope = _scope(document, match.start(), match.end())
        for word in _BETWEEN.split(match[1]):
            if word:
                yield word, document.place(match.start()).line, scope


def _scope(document: Document, start: int, end: int) -> Span:
    own = document.paragraph_at(start)
    if own is not None and (own.start, own.end) != (start, end):
        return Span(own.start, own.end)
    after = next((p for p in document.paragraphs if p.start >= end), None)
    return Span(after.start, after.end) if after else Span(start, end)
