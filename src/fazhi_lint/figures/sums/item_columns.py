"""Items told in the same figures, one after another, and one behind them that calls itself their total.

城市年初预算18.5万元，决算21.4万元；农村年初预算49.8万元，决算62.3万元。合计年初预算68.3万元，决算83.7万元: each
column makes its own sum. Where one does, another that one wrong digit keeps from that is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...document import Document
from ...kept import regex
from ...model import Relation, Severity
from ..core.slips import LONG, digits, slips
from ..core.terms import Term, terms
from ..core.verdicts import Broken, settled, sum_of, verified

_ALL = regex.compile("[合共总小]计")
_CALLS = ("合计", "共计", "总计", "小计")
_LEAST, _MOST = 2, 14  # figures of an item, and items
_NAMED = 30  # characters before the first figure of a total that call it one


def item_columns(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The sums of the columns of such items that are not among the relations ``found``."""
    known = {frozenset(one.numbers) for one in found if one.kind == "sum"}
    broken: list[Relation | Broken] = []
    for own in document.once(terms):
        if len(own.all) > _LEAST * 2 and any(map(own.scene.text.__contains__, _CALLS)):
            for relation in _read(own.all):
                if frozenset(relation.numbers) not in known:
                    broken.append(relation)
    return settled(broken)


def _read(row: Sequence[Term]) -> Iterator[Relation | Broken]:
    told = [term for term in row if term.family and not term.change and not term.quantity.depth]
    items = [list(members) for _, members in groupby(told, key=lambda term: term.quantity.segment)]
    shapes = [tuple(term.family for term in item) for item in items]
    for at, total in enumerate(items):
        shape = shapes[at]
        if len(set(shape)) == len(shape) or not _is_total(total[0]):
            continue  # a single column of each measure is read by sums/distant.py
        first = at
        while first and shapes[first - 1] == shape and at - first < _MOST:
            first -= 1
        for start in range(first, at - 1):
            columns = [[item[place] for item in items[start:at]] for place in range(len(shape))]
            pairs = list(zip(total, columns, strict=True))
            held = [sum_of(parts) == whole.number.value for whole, parts in pairs]
            if any(ends and digits(whole) >= LONG for ends, (whole, _) in zip(held, pairs, strict=True)):
                for ends, (whole, parts) in zip(held, pairs, strict=True):
                    if ends:
                        yield verified(whole, parts)
                    elif digits(whole) >= LONG and slips(whole, parts):
                        yield Broken(whole, tuple(parts), Severity.WARNING)
                break


def _is_total(first: Term) -> bool:
    start = first.quantity.start
    return _ALL.search(first.scene.text, max(0, start - _NAMED), start) is not None
