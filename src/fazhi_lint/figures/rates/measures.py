"""Shares of what is counted in several measures at once: 事故25起，死亡13人，分别占总数的91.8%和94.7%.

The whole of each is what a sentence before tells in the same measure, the dead apart from the injured. One
sentence tells all of them: where it gives all shares but one, that one is a warning if a wrong digit explains
it (FZ103).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import value
from ..core.labels import Labelled
from ..core.moves import move
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .portion import Given, Portion, contradicted, verified

_SHARED_OUT = regex.compile(
    r"占[^,;。:、\d%占]{0,14}?(?:总[起件人]?[数量额]|[起件人]数|全部|总体|同期)?(?:和[^,;。:、\d%占]{0,8})?的?(?:比[重例])?(?:为|达到?)?(?:约|近)?$"
)
_NAMED = regex.compile(
    r"(?:(?P<count>[起件案]数)|(?P<dead>死?亡(?:人员)?(?:人数|数))|(?P<hurt>受?伤(?:人员)?(?:人数|数))|(?P<loss>损失))"
    r"(?:虽然?|也|却)?[仅只约]?占(?:[^,;。:、\d%占]{0,10}的)?$"
)
_PAST = regex.compile(r"上年|去年|前年|同期|计划|预算|目标|任务")
_DEAD, _HURT, _LOSS = regex.compile("[死亡]"), regex.compile("伤"), regex.compile("损失")
_BEFORE, _BEHIND = 4, 3  # characters around a number of people that tell what became of them
_BACK = 12  # paragraphs with figures before a share in which the whole is told
_MANY = 40  # sentences of a paragraph that may tell the whole
_LOOK = 12  # figures before a share among which its part stands
_MOST = 6  # measures told at once
_TELLING = 2  # digits of a share that tells which sentence is meant


@value
class _Share:
    """A share, the amount of which it is told, and the whole in the sentence of another ``place``."""

    share: Quantity
    part: Quantity
    place: Scene
    whole: Quantity

    @property
    def ratio(self) -> Ratio:
        """The part over the whole."""
        return Ratio((self.part,), (self.whole,))


Account = dict[str, Quantity]  # the first figures of a sentence, by what they measure
Told = tuple[Scene, int, Account]  # the paragraph, its sentence and what it tells
Shares = list[tuple[Quantity, str, Quantity]]  # a share, its measure, its part


def measures(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The shares told in several measures, but for contradictions of what others ``found`` true."""
    held = {one.focus for one in found if one.kind == "share" and one.verdict == "verified"}
    ordered = scenes(document)
    told: dict[int, list[Told]] = {}
    for at, scene in enumerate(ordered):
        if "占" not in scene.text or "%" not in scene.text:
            continue
        for row in _rows(scene):
            for place in range(max(0, at - _BACK), at + 1):
                if place not in told:
                    told[place] = list(_accounts(ordered[place]))
            here = bisect_left(told[at], row[0][0].sentence, key=itemgetter(1))
            near = [one for place in range(max(0, at - _BACK), at) for one in told[place][-_MANY:]]
            read = _judged(scene, row, near + told[at][max(0, here - _MANY) : here])
            yield from (one for one in read if one.verdict == "verified" or one.focus not in held)


def _measure(scene: Scene, quantity: Quantity) -> str:
    """What an amount measures: cases, the dead, the injured, a loss, or what its unit says."""
    if not quantity.is_amount:
        return ""
    unit = family(quantity.unit)
    around = quantity.before[-_BEFORE:] + scene.text[quantity.stop : quantity.stop + _BEHIND].split(",")[0]
    if unit == "人":
        return "亡" if _DEAD.search(around) else "伤" if _HURT.search(around) else unit
    return "损" if unit == "元" and _LOSS.search(quantity.before) else unit


def _accounts(scene: Scene) -> Iterator[Told]:
    """What the sentences of a paragraph tell in more than one measure."""
    for sentence, figures in groupby(scene.quantities, key=lambda one: one.sentence):
        account: Account = {}
        for quantity in figures:
            measure = _measure(scene, quantity)
            if (
                measure
                and measure not in account
                and not _PAST.search(quantity.before)
                and move(quantity) is None
            ):
                account[measure] = quantity
        if len(account) > 1:
            yield scene, sentence, account


def _rows(scene: Scene) -> Iterator[Shares]:
    """The shares of a paragraph that are told of several measures."""
    for share in scene.quantities:
        if "占" not in share.before or not share.is_rate or share.number.high is None:
            continue
        before = scene.quantities[max(0, share.index - _LOOK) : share.index]
        parts = [one for one in before if one.sentence == share.sentence and one.is_amount]
        row = scene.row(share)
        if 1 < len(row) <= _MOST and _SHARED_OUT.search(share.before):
            measured = [(_measure(scene, part), part) for part in parts[-len(row) :]]
            if len(measured) == len({measure for measure, _ in measured}) == len(row):
                yield [(one, *pair) for one, pair in zip(row, measured, strict=True)]
        elif len(row) == 1 and (named := _NAMED.search(share.before)):
            measure = {"count": "件", "dead": "亡", "hurt": "伤", "loss": "损"}[str(named.lastgroup)]
            of = [part for part in parts if _measure(scene, part) == measure]
            if of:
                yield [(share, measure, of[-1])]


def _judged(scene: Scene, row: Shares, told: Sequence[Told]) -> Iterator[Relation]:
    """The shares by the nearest sentence before that gives them all, else by the one that tells of most."""
    known = [found for place, _, account in reversed(told) if (found := _given(place, account, row))]
    chosen = next((found for found in known if all(map(_holds, found))), None)
    if chosen is None:
        most = [found for found in known if sum(map(_holds, found)) == len(found) - 1 > 0]
        chosen = max(most, key=lambda found: found[0].whole.number.value, default=[])
    for one in chosen:
        fit = Given(one.ratio, Labelled(scene, one.part, ""), (Labelled(one.place, one.whole, ""),))
        portion = Portion(scene, one.share, one.part, "", "")
        if _holds(one):
            yield verified(portion, fit)
        elif slipped(one.share.number, one.ratio):
            yield contradicted(portion, fit, sure=False)


def _given(place: Scene, account: Account, row: Shares) -> list[_Share]:
    """The shares with their wholes in a sentence; empty where it does not tell of all, or of less."""
    found = [
        _Share(share, part, place, whole)
        for share, measure, part in row
        if (whole := account.get(measure)) and whole.number.value >= part.number.value > 0
    ]
    return found if len(found) == len(row) else []


def _holds(one: _Share) -> bool:
    return one.share.digits >= _TELLING and one.ratio.gives(printed(one.share.number))
