"""The totals of an account over its sections: 收入总计 = 本年收入合计 + 年初结转和结余, and so for 支出.

A final account states its grand total, the income of the year and what was carried over in sections of their
own. Only figures of exactly these names are held together, and only where the account states each once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.terms import Term, terms
from ..core.verdicts import Broken, judged, settled

_NAME = regex.compile(
    r"(?:(?P<total>(?P<in>收入|收支|收)?(?P<out>支出?)?总计)|本年(?P<income>收入)合计|本年(?P<spent>支出)合计"
    r"|年初(?P<opening>结转和结余)|年末(?P<closing>结转和结余)"
    r"|(?P<more>使用(?:非财政拨款|专用)结余|弥补收支差额)|(?P<less>结余分配))(?:均|各|都)?(?:达到?|为|是|共)?"
)
_SIDES = (("in", "income", "opening", "more"), ("out", "spent", "closing", "less"))
_SCOPE = "财政拨款"


def accounts(document: Document) -> Iterator[Relation]:
    """The sums of the totals that a document states in words."""
    found = _named(document)
    yield from settled([one for side in _SIDES for one in _judged(*(found[name] for name in side))])


def _named(document: Document) -> dict[str, list[Term]]:
    """The amounts of each name, one of each value."""
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for own in document.once(terms):
        if not any(word in own.scene.text for word in ("总计", "合计", "结余")):
            continue
        for term in own.all:
            for name in _names(term):
                if all(one.number.value != term.number.value for one in found[name]):
                    found[name].append(term)
    return found


def _names(term: Term) -> Sequence[str]:
    """What an amount is by its words; a grand total may be that of both sides: 收、支总计均为."""
    quantity = term.quantity
    *_, match = None, *_NAME.finditer(quantity.before)
    if match is None or match.end() != len(quantity.before) or term.change:
        return ()
    name = quantity.start - len(match.group())
    clause = max(term.scene.text.rfind(stop, 0, name) for stop in ",;。")
    if _SCOPE in term.scene.text[clause + 1 : name]:
        return ()
    if match["total"]:
        both = quantity.lead == "、" or match["in"] == "收支" or (match["in"] and match["out"])
        return ("in", "out") if both else ("in",) if match["in"] else ("out",) if match["out"] else ()
    return [name for name in ("income", "spent", "opening", "closing", "more", "less") if match[name]]


def _beside(term: Term, others: Sequence[Term]) -> Sequence[Term]:
    """Those of one name that stand in a figure's paragraph, where several accounts state one of that name."""
    beside = [other for other in others if other.scene is term.scene]
    return beside if len(others) > 1 and len(beside) == 1 else others


def _judged(
    totals: Sequence[Term], flows: Sequence[Term], stocks: Sequence[Term], others: Sequence[Term]
) -> Iterator[Relation | Broken]:
    if totals:
        flows = _beside(totals[0], flows)
    if not totals or len(flows) != 1:
        return
    stocks = _beside(flows[0], stocks)
    if len(stocks) != 1:
        return
    besides = [term for term in others if term.number.value]
    if len(besides) > 1:
        return
    parts = [*flows, *stocks, *besides]
    yield from judged(parts, totals, totals if len(totals) == 1 else ())
