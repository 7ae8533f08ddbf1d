"""Cited titles: what stands between 《 and 》, and between 〈 and 〉 inside of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..document import Document, Paragraph
from ..kept import regex, scanner
from ..model import Span
from ..values import value

_MARKS = scanner("[《》〈〉]")
_CLOSING = {"《": "》", "〈": "〉"}
_LONGEST = 200
_PREFIX = "中华人民共和国"
_PERIOD = regex.compile(r"年?[—~-]+")
_QUOTES = str.maketrans("", "", '《》〈〉“”‘’" \t')
_QUOTED = scanner('[《》〈〉“”‘’" \t]')


@value
class Title:
    """A title as cited; ``start`` and ``end`` are indices into the flow and leave the marks out.

    ``key`` is what :func:`title_key` makes of its words.
    """

    paragraph: Paragraph
    start: int
    end: int
    words: str
    key: str

    @property
    def span(self) -> Span:
        """The document span of the title with its marks."""
        return self.paragraph.span(self.start - 1, self.end + 1)


@lru_cache(maxsize=4096)
def title_key(words: str) -> str:
    """What two citations of one title have in common: no prefix, no quotes, one kind of dash.

    ``words`` are folded. 2015年-2020年 and 2015—2020年 have the same key.
    """
    key = words.translate(_QUOTES) if _QUOTED.search(words) else words
    if "—" in key or "-" in key or "~" in key:
        key = _PERIOD.sub("—", key)
    return key.removeprefix(_PREFIX)


def titles(document: Document) -> tuple[Title, ...]:
    """Every cited title, by where it ends; read once."""
    return document.once(_read)


def _read(document: Document) -> tuple[Title, ...]:
    found: list[Title] = []
    for paragraph in document.paragraphs:
        if "》" in paragraph.flow or "〉" in paragraph.flow:
            found += _in_paragraph(paragraph)
    return tuple(found)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Title]:
    waiting: list[tuple[str, int]] = []
    for match in _MARKS.finditer(paragraph.flow):
        mark = match.group()
        if mark in _CLOSING:
            waiting.append((mark, match.end()))
        elif waiting and _CLOSING[waiting[-1][0]] == mark:
            start = waiting.pop()[1]
            end = match.start()
            if start < end <= start + _LONGEST:
                words = paragraph.flow[start:end]
                yield Title(paragraph, start, end, words, title_key(words))
