"""The fixed strings that rules look for: one scan of a document tells nearly all of them that it lacks.

Rules look for hundreds of words letter by letter. Most begin or end in two characters that stand nowhere in
the document side by side, and all such pairs are found at once.
"""

from __future__ import annotations

# The standard library's re scans for characters several times faster than regex does.
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..document import Document
from ..knowledge import knowledge

# Where the words stand: table, list, key. Words that are not listed here are never ruled out.
_WORDS = (
    ("template", "entries", "cues"),
    ("wording", "entries", "cues"),
    ("punctuation", "entries", "cues"),
    ("meetings", "meeting", "names"),
    ("terms", "term", "names"),
    ("offices", "office", "names"),
)


def flows(document: Document) -> str:
    """The flows of all paragraphs as one text, a line each."""
    return document.once(_flows)


def pairs(document: Document, raw: bool = False) -> frozenset[str]:
    """The pairs of characters in the flows, or in the ``raw`` text, that words of the tables begin or end in.

    A word of the tables of which not both :func:`ends` are among them is not there.
    """
    return document.once(_raw_pairs if raw else _pairs)


def ends(word: str) -> tuple[str, str]:
    """The first two and the last two characters of a word; for a single one nothing, which is always there."""
    return (word[:2], word[-2:]) if len(word) > 1 else ("", "")


def _flows(document: Document) -> str:
    return "\n".join(paragraph.flow for paragraph in document.paragraphs)


def _pairs(document: Document) -> frozenset[str]:
    return frozenset(("", *_pair(False).findall(flows(document))))


def _raw_pairs(document: Document) -> frozenset[str]:
    return frozenset(("", *_pair(True).findall(document.text)))


@cache
def _pair(raw: bool) -> re.Pattern[str]:
    """Two characters that a word of the tables may begin or end with."""
    words = [word for word in _words(raw) if len(word) > 1]
    first, second = (
        re.escape("".join(sorted({word[at] for word in words for at in ends}))) for ends in ((0, -2), (1, -1))
    )
    return re.compile(rf"[{second}](?<=([{first}].))")


def _words(raw: bool) -> Iterator[str]:
    for table, entries, key in _WORDS:
        listed: list[dict[str, Any]] = knowledge(table)[entries]
        for entry in listed:
            if entry.get("raw", False) == raw:
                yield from entry.get(key, ())
