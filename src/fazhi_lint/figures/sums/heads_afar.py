"""Totals whose first part another paragraph tells: 一般公共预算收入加补助3742.8亿元…，收入总计8148.4亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation, Severity
from ..core.slips import slips
from ..core.terms import Term, Terms, terms
from ..core.verdicts import Broken, holds_closely, settled, verified
from ..rates.far import amounts, only
from .again import ADDED

_HEAD = regex.compile(r"(?:^|[,;。:])(?P<who>\p{Han}{0,20}?(?:收入|支出))(?:再?加|连同)")
_TOTAL = regex.compile(r"(?:收入|支出)总(?:计|量)(?:为|达到?)?$")
_AMONG = regex.compile("其中|包括|[内包]?含")
_MOST, _BARE = 12, 2  # parts; characters of 收入


def heads_afar(document: Document) -> Iterator[Relation]:
    """The relations of totals to a part that only its name tells and to those that are added to it."""
    found: list[Relation | Broken] = []
    last = ""
    for own in document.once(terms):
        text = own.scene.text
        for said in _HEAD.finditer(text) if "总" in text else ():
            if ADDED.match(text, said.end("who")):
                name = said["who"]
                if len(name) == _BARE:
                    name = last[:-_BARE] + name  # 一般公共预算收入加…；支出加…
                last = name
                found += _judged(document, own, said.end(), name)
    yield from settled(found)


def _judged(document: Document, own: Terms, start: int, name: str) -> Iterator[Relation | Broken]:
    row = own.row_at(start)
    added: list[Term] = []
    for term in own.all[row : row + _MOST]:
        if (
            term.quantity.depth
            or term.change
            or (added and term.quantity.sentence != added[0].quantity.sentence)
        ):
            return
        if _AMONG.search(own.scene.text, start, term.quantity.start):
            return
        if _TOTAL.search(term.quantity.before):
            yield from _made(document, term, added, name) if added else ()
            return
        added.append(term)


def _made(document: Document, whole: Term, added: Sequence[Term], name: str) -> Iterator[Relation | Broken]:
    known = amounts(document, name, whole.quantity.unit)
    heads = [Term(one.scene, one.quantity, whole.family, False) for one in known]
    for head in heads:
        if head.span not in (whole.span, added[0].span) and holds_closely(whole, (head, *added)):
            yield verified(whole, (head, *added))
            return
    base = only(known)
    if base and slips(whole, (head := Term(base.scene, base.quantity, whole.family, False), *added)):
        yield Broken(whole, (head, *added), Severity.WARNING)
