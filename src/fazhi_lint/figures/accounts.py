"""Figures of an account that stand in different sections: no part is larger than the total it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from ..document import Document
from ..knowledge import knowledge
from ..model import Relation
from .terms import Term, terms
from .verdicts import exceeding, fits, included

_REACH = 24


@cache
def _wholes() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]:
    """The patterns of the labels of each whole and of its parts, anchored at the number behind."""
    return tuple(
        (regex.compile(rf"(?:{entry['label']})为?$"), regex.compile(rf"(?:{'|'.join(entry['parts'])})为?$"))
        for entry in knowledge("partitions")["whole"]
    )


def account_parts(document: Document) -> Iterator[Relation]:
    """The parts of the totals an account states; the first statement of each total counts."""
    if "总计" not in document.folded or "财政拨款" not in document.folded:
        return
    stated = [
        term for own in document.once(terms) for term in own.all if term.family == "元" and not term.change
    ]
    for label, parts in _wholes():
        whole = next((term for term in stated if _named(term, label)), None)
        for part in stated:
            if whole is None or not _named(part, parts):
                continue
            if not fits(whole, part):
                yield exceeding(whole, part)
                break
            yield included(whole, part)


def _named(term: Term, label: regex.Pattern[str]) -> bool:
    start = term.quantity.start
    return label.search(term.scene.text, max(0, start - _REACH), start) is not None
