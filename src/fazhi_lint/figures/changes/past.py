"""What an amount was before: as its sentence tells it, or by what it is said to have grown."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Span
from ...values import value
from ..core.interval import Interval
from ..core.labels import label, spells
from ..core.matching import says_last_year
from ..core.moves import Move, comes_from, is_undated, move
from ..core.scene import Quantity, Scene
from ..core.units import family
from .tracks import tracks

_SPELT = 4  # characters that the name of a part may have between those of a short one
_AHEAD = 12  # figures behind a part that may tell what it grew by
_LAST = "上年"
PERIOD = regex.compile("[三四五六七八九十][多余]?年[来间里]|期间|时期|以来|累计|五年")
_FLAT = Interval.point(1)


@value
class Past:
    """What tells of an amount as it was: that ``figure`` itself, or the change ``by`` that leads back to it."""

    figure: Quantity
    by: Move | None = None

    def level(self, now: Quantity, read: Interval) -> Interval | None:
        """The amount as it was, if the figure stands for ``read``; None where that cannot be told."""
        if self.by is None:
            return read
        if self.figure.number.kind == "number":
            return now.interval - read if self.by.sign > 0 else now.interval + read
        return now.interval.over(_FLAT + (read if self.by.sign > 0 else -read).scaled(Fraction(1, 100)))

    def shown(self, now: Quantity) -> Fraction:
        """The same of the printed figures."""
        printed = self.figure.number.value
        if self.by is None:
            return printed
        printed *= self.by.sign
        if self.figure.number.kind == "number":
            return now.number.value - printed
        return now.number.value / (1 + printed / 100)


def former_figures(document: Document) -> Mapping[Span, Quantity]:
    """The figures of the year before that levels are told with, by the place of each level."""
    return document.once(_former_figures)


def _former_figures(document: Document) -> dict[Span, Quantity]:
    return {
        scene.span(track.level): track.start
        for scene, told in tracks(document)
        for track in told
        if track.start and not track.planned and not track.total and track.start.unit == track.level.unit
    }


def when(stated: Move) -> str:
    """What a change is compared with, where 同比 is the year before; "" if it does not say."""
    return _LAST if "同比" in stated.quantity.before else stated.against


def past_of(document: Document, scene: Scene, level: Quantity, against: str) -> Past | None:
    """What a level was at the time that ``against`` names; where that is "", at one that nothing names."""
    start = former_figures(document).get(scene.span(level))
    if start is not None:
        of_last = says_last_year(start.before)
        open_ = not against and comes_from(start) and is_undated(start)
        return Past(start) if open_ or (of_last and (not against or says_last_year(against))) else None
    begin = scene.text.rfind("。", 0, level.start) + 1
    if not says_last_year(against) and PERIOD.search(scene.text, begin, level.start):
        return None  # 五年来，城镇居民收入48316元，增长4.0%，…，累计缩小0.14
    told = _grown(scene, level, against)
    return Past(told.quantity, told) if told else None


def _grown(scene: Scene, level: Quantity, against: str) -> Move | None:
    """What a level is said to have grown by: right behind it, or by its name."""
    for one in scene.quantities[level.index + 1 : level.index + 1 + _AHEAD]:
        stated = move(one) if one.number.kind in ("number", "percent") else None
        if stated is None or stated.mean or stated.soft or stated.planned or one.number.approximate:
            continue
        if len(scene.row(one)) > 1:
            return None  # 累计8万笔、152亿元，余额89亿元，分别增加7.78%、11.13%、7.87%
        same = stated.against in ("", against) or (says_last_year(stated.against) and says_last_year(against))
        if against and not same:
            continue
        if one.number.kind == "number" and family(one.unit) != family(level.unit):
            continue
        if (
            one.index == level.index + 1
            if not stated.subject
            else spells(label(scene, level), stated.subject, _SPELT)
        ):
            return stated
    return None
