"""A target told as an amount in one place and as a growth in another: 投资增长15%, and 完成投资3485亿元.

Both are of the same name and among the plans; what was reached, 3030亿元, stands in the review before them.
This only confirms: a target may be rounded, or be one of a part of what was reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import changed
from ..core.labels import Labelled, label, named, same_name
from ..core.levels import is_level
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.subjects import plans_from
from ..core.units import family
from .growth import growth

_GROWTH = regex.compile(
    r"(?:预期|计划|力争|确保|要|将|年均)*(?:增长|增加|增幅|上升|提高)(?:到?[约在]|为|保持在?)?$"
)
_WILL = regex.compile(r"^(?:要|将|计划|力争|确保|争取|预期|全年|今年)+")
_REACHED = regex.compile("(?:达到?|突破)")
_OVER_LAST = regex.compile(
    r"(?:[比较](?:上年|去年|\d{4}年)[^,;。]{0,8})?(?:预期|计划|力争|确保)*增长(?:到?[约在]|为)?"
)
_MOST = 40  # growths that are planned
_NAME = 4


def targets(document: Document) -> Iterator[Relation]:
    """The relations of the planned amounts with their planned growth and what was reached before."""
    begin = plans_from(document)
    ahead = [scene for scene in scenes(document) if scene.paragraph.index >= begin]
    growths = [one for scene in ahead for one in _growths(scene)][:_MOST]
    for pair in [*_led_to(growths), *(pair for scene in ahead for pair in _risen(scene))]:
        if found := _held(document, *pair):
            yield found
    for scene in ahead if growths else ():
        for level in scene.quantities:
            if level.number.kind == "number" and level.tells and level.unit and not _is_grown(scene, level):
                words = _WILL.sub("", label(scene, level))
                rates = [one for one in growths if len(words) >= _NAME and same_name(one.label, words)]
                if len(rates) == 1 and (found := _held(document, Labelled(scene, level, words), rates[0])):
                    yield found


def _growths(scene: Scene) -> Iterator[Labelled]:
    for one in scene.quantities:
        told = one.number.kind == "percent" and None not in (one.number.low, one.number.high)
        found = _GROWTH.search(one.before) if told else None
        if found and len(name := _WILL.sub("", one.before[: found.start()])) >= _NAME:
            yield Labelled(scene, one, name)


def _led_to(growths: Sequence[Labelled]) -> Iterator[tuple[Labelled, Labelled]]:
    """The amounts that growths lead to: 进出口总额增长8%、达到147.4亿元."""
    for rate in growths:
        level = next(rate.scene.behind(rate.quantity), None)
        beside = level is not None and level.sentence == rate.quantity.sentence
        if level is not None and beside and level.number.unit and _REACHED.fullmatch(level.before):
            yield changed(rate, quantity=level), rate


def _risen(scene: Scene) -> Iterator[tuple[Labelled, Labelled]]:
    """The amounts with their growth over last year right behind: 收入达到11.52亿元、比上年完成数增长6.0%."""
    for level, rate in pairwise(scene.quantities):
        told = level.number.kind == "number" and level.tells and rate.number.kind == "percent"
        if told and level.number.unit and level.sentence == rate.sentence and _OVER_LAST.fullmatch(rate.before):
            words = _WILL.sub("", label(scene, level))
            if len(words) >= _NAME and rate.number.high is not None:
                yield Labelled(scene, level, words), Labelled(scene, rate, words)


def _is_grown(scene: Scene, level: Quantity) -> bool:
    """Whether the growth of a level stands right behind it: another reader has read that."""
    behind = next(scene.behind(level), None)
    return behind is not None and behind.sentence == level.sentence and move(behind) is not None


def _held(document: Document, level: Labelled, rate: Labelled) -> Relation | None:
    """The relation with the one amount of the name that was reached and gives the growth."""
    begin = plans_from(document)
    for one in named(document, level.label):
        start = one.quantity
        reached = one.scene.paragraph.index < begin and is_level(start) and same_name(one.label, level.label)
        if not reached or family(start.unit) != family(level.quantity.unit):
            continue
        outcome = growth(start, level.quantity, rate.quantity, 1)
        if outcome.holds:
            places = sorted(each.scene.span(each.quantity) for each in (one, level, rate))
            focus = level.scene.span(level.quantity)
            return Relation("change", "verified", focus, tuple(places), outcome.formula)
    return None
