"""What is left of a total of the paragraph before: 收入总计65万元。 / 支出合计61万元；收支相抵，结转4万元."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.terms import Term, Terms, terms
from .balances import weighed

_EVEN = "收支相抵"
_LEFT = regex.compile("结转|结余|滚存")
_COME = regex.compile(r"(?:收入|来源|财力)(?:总计|总量|合计|总额)(?:为|达到?)?$")
_GONE = regex.compile(r"支出(?:总计|总量|合计|总额)(?:为|达到?)?$")


def balanced_afar(document: Document) -> Iterator[Relation]:
    """The relations of what is left to the income of the paragraph before and the outlay of its own."""
    for before, own in pairwise(document.once(terms)):
        at = own.scene.text.find(_EVEN)
        if at < 0 or before.scene.paragraph.index + 1 != own.scene.paragraph.index:
            continue
        row = own.row_at(at)
        gone = _last(own, row, _GONE)
        come = _last(before, len(before.all), _COME)
        left = own.all[row] if row < len(own.all) else None
        if not (gone and come and left) or _last(own, row, _COME):
            continue
        told = left.quantity.sentence == gone.quantity.sentence and _LEFT.search(left.quantity.before)
        if told and left.family == gone.family == come.family:
            # More may have come, or be left of the years before.
            yield from (one for one in weighed(left, [(1, come), (-1, gone)]) if one.verdict == "verified")


def _last(own: Terms, end: int, words: regex.Pattern[str]) -> Term | None:
    """The last figure in front of a row with such words before it."""
    return next((term for term in reversed(own.all[:end]) if words.search(term.quantity.before)), None)
