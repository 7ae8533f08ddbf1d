"""Totals told before figures of their kind that other sentences part from them.

进出口总额3240亿元。出口总额1838亿元，其中…。进口总额1402亿元; 占用19公顷。灾毁2公顷。补充23公顷。净减少… .
That the name of a total ends as those of its parts do says little, so that one wrong digit in long
figures is all that is ever said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from ...document import Document
from ...facts.literals import KIN_NETS, KIN_TOTALS, words_of
from ...kept import regex
from ...model import Relation, Span
from ..core.slips import digits
from ..core.terms import Term, Terms, terms
from ..core.verdicts import Broken, holds_closely, judged, verified
from .balances import weighed

_TOTAL = regex.compile(r"(?:总额|总产值|增加值|总量)(?:达到?|为|是|完成|实现|约|共|累计)*$")
_LEADING = regex.compile(r"^(?:全[年国省市县区]|其中|\d*年|完成|实现|[和及与]|社会)*")
_WITHIN = regex.compile("总|完成|实现")
_TRAILING = regex.compile(r"(?:达到?|为|是|完成|实现|约|共|额为)*$")
_NET = regex.compile(r"净(?P<way>减少|增加)\p{Han}{0,8}$")
_LOSS = regex.compile(r"占用|灾毁|毁损|退耕|减少|流失|注销|报废|核减|转出|迁出")
_GAIN = regex.compile(r"补充|新增|增加|开发|整理|复垦|引进|转入|迁入|新建")
_YEAR = regex.compile(r"[全今当本]年|年内")
_KINDS = ({"轻", "重"}, {"出", "进"}, {"城镇", "农村"}, {"国有", "非国有"})  # which two make up all
_TELLING = 3  # digits of a total that two figures of its kind make
_SURE = 4  # digits of one that is told to be wrong
_SUFFIX = 2  # characters in which the names of a total and its parts end
_CORE = 4  # characters of a total's name with which those of its parts end in another paragraph
_AHEAD, _SENTENCES = 16, 3  # figures and sentences behind a total
_BACK = 3  # paragraphs before the parts in which their total may stand
_FLOWS = 3  # of a net change told over several sentences
_MOST = 6  # figures of a kind that are tried


def kin(document: Document, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """The sums of a document; what does not add up to ``told`` totals is left."""
    there = words_of(document)
    totals = any(word in there for word in KIN_TOTALS)
    nets = any(word in there for word in KIN_NETS)
    heads: list[list[Term]] = []
    for own in document.once(terms):
        text = own.scene.text
        if totals and own.all:
            wholes = (
                [term for term in own.all if _is_total(term)] if any(map(text.__contains__, KIN_TOTALS)) else []
            )
            if len(own.all) > 2:
                for whole in wholes:
                    yield from _beside(own, whole, told)
            if heads and len(wholes) > 1:
                yield from _across([head for before in heads[-_BACK:] for head in before], wholes)
            heads.append(wholes)
        if nets and len(own.all) > _FLOWS and any(map(text.__contains__, KIN_NETS)):
            yield from _net(own)


def _is_total(term: Term) -> bool:
    number = term.number
    return not (term.change or number.approximate) and _TOTAL.search(term.quantity.before) is not None


def _name(term: Term) -> str:
    """The name of a figure without 总 and the words that lead to it and from it: 进出口额."""
    return _bare(term.quantity.before)


@lru_cache(maxsize=512)
def _bare(before: str) -> str:
    return _WITHIN.sub("", _TRAILING.sub("", _LEADING.sub("", before)))


def _beside(own: Terms, whole: Term, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """A total and the figures behind it in its paragraph whose names end as its own does."""
    name, row = _name(whole), own.row_at(whole.quantity.start)
    parts: list[Term] = []
    for term in own.all[row + 1 : row + 1 + _AHEAD]:
        if term.quantity.sentence > whole.quantity.sentence + _SENTENCES:
            break
        alike = term.family == whole.family and not term.change and not term.number.approximate
        if alike and term.number.value < whole.number.value:
            label = _name(term)
            if label != name and label.endswith(name[-_SUFFIX:]):
                parts.append(term)
    parts = parts[:_MOST]
    if len(parts) < 2 or digits(whole) < _TELLING:
        return
    for pair in combinations(parts, 2):
        if holds_closely(whole, pair):
            yield verified(whole, pair)
            return
    if len(parts) == 2 and whole.span not in told:
        yield from judged(parts, (), _long([whole]), exact=True)


def _long(wholes: Sequence[Term]) -> Sequence[Term]:
    """The totals that are long enough to be told wrong."""
    return [whole for whole in wholes if digits(whole) >= _SURE]


def _across(heads: Sequence[Term], parts: Sequence[Term]) -> Iterator[Relation | Broken]:
    """A total of a paragraph before, whose whole name those of two parts end in: 工业增加值, 轻工业增加值."""
    for one, other in combinations(parts[:_MOST], 2):
        names = {_name(one), _name(other)}
        kin = [
            head
            for head in heads
            if head.family == one.family == other.family and len(core := _name(head)) >= _CORE
            if core not in names and all(name.endswith(core) for name in names) and digits(head) >= _TELLING
        ]
        alone = len(kin) == 1 and {name.removesuffix(_name(kin[0])) for name in names} in _KINDS
        yield from judged((one, other), kin, _long(kin) if alone else (), exact=True)


def _net(own: Terms) -> Iterator[Relation]:
    """A net change and the changes before it, each told in a sentence of its own."""
    for row, result in enumerate(own.all):
        found = _NET.search(result.quantity.before)
        if found is None or result.number.approximate:
            continue
        flows: list[tuple[int, Term]] = []
        loss = -1 if found["way"].startswith("增") else 1
        for term in reversed(own.all[:row]):
            before = term.quantity.before
            if term.family != result.family or term.number.approximate:
                continue
            sign = loss if _LOSS.search(before) else -loss if _GAIN.search(before) else 0
            if not sign:
                break
            flows.insert(0, (sign, term))
            if _YEAR.search(before):
                break
        if len(flows) > _FLOWS and flows[0][1].quantity.sentence < result.quantity.sentence:
            yield from weighed(result, flows)
