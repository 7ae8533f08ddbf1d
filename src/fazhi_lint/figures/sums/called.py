"""Totals that name their parts: 证书与证明共15万本, 立、撤案监督共计35件, 市、县领导累计接访3140批10159人次.

Each name stands in the words of one figure before; a second figure right behind such a total is one itself.
So also 二者合计, which two figures before it make, whichever these are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from ...kept import regex
from ...model import Relation, Span
from ..core.terms import Term, Terms
from ..core.units import COUNTING
from ..core.verdicts import Broken, holds_closely, judged, verified

_BACK = 12  # figures before a total that may be its parts
_SENTENCES = 3  # in which they stand
_LEAST = 10  # totals below it are met by chance
_SIZES = {"二": 2, "两": 2, "三": 3}


def called(
    own: Terms, row: int, match: regex.Match[str], told: Collection[Span]
) -> Iterator[Relation | Broken]:
    """The sums of the total at ``row``, whose words ``match`` holds, and of the one right behind it."""
    for at in (row, row + 1):
        whole = own.all[at] if at < len(own.all) else None
        if whole is None or whole.change or whole.span in told or whole.number.value < _LEAST:
            return
        if at > row and (whole.quantity.before or whole.quantity.index != own.all[row].quantity.index + 1):
            return
        before = [term for term in own.all[max(0, row - _BACK) : row] if _may_be_part(term, whole)]
        if match["n"]:
            found = [parts for parts in combinations(before, _SIZES[match["n"]]) if holds_closely(whole, parts)]
            if len(found) == 1:
                yield verified(whole, found[0])
        else:
            yield from _of_names(whole, before, match["a"], match["b"])


def _may_be_part(term: Term, whole: Term) -> bool:
    alike = term.family == whole.family or {term.family, whole.family} <= COUNTING
    near = whole.quantity.sentence - term.quantity.sentence < _SENTENCES
    return alike and near and not (term.change or term.number.approximate)


def _of_names(whole: Term, before: Sequence[Term], one: str, other: str) -> Iterator[Relation | Broken]:
    """The sum of a figure of each name: the nearest that come out, else those that alone are called so."""
    first, last = ([term for term in before if name in _label(term)] for name in (one, other[: len(one)]))
    pairs = [(a, b) for a in reversed(first) for b in reversed(last) if a is not b]
    held = next((pair for pair in pairs if holds_closely(whole, pair)), None)
    if held:
        yield verified(whole, sorted(held, key=lambda term: term.quantity.start))
        return
    own = whole.family
    pairs = [pair for pair in pairs if pair[0].family == pair[1].family == own] or pairs
    if len(pairs) == 1:
        parts = sorted(pairs[0], key=lambda term: term.quantity.start)
        yield from judged(parts, (), [whole], exact=True)


def _label(term: Term) -> str:
    """The words before a figure, or before the one that it stands right behind: 接待群众194批742人次."""
    quantity = term.quantity
    if not quantity.before and quantity.index:
        beside = term.scene.quantities[quantity.index - 1]
        return beside.before if beside.stop == quantity.start else ""
    return quantity.before
