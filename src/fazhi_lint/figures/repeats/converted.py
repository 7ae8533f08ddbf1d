"""A figure told again in another measure, in brackets: 4118万吨(823.6亿斤), 5845公斤/公顷(390公斤/亩).

Both prints are rounded; where they differ by more than that, and one wrong digit explains it, they are a
warning (FZ110).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.conflicts import conflict
from ..core.ratios import moved
from ..core.scene import Quantity, Scene, scenes
from ..core.units import measured
from .counts import said

_AGAIN = regex.compile(r"\((?:[约合即]|折合|相当于){0,2}")
_LEAST = 2  # digits that one wrong digit does not make anything of


def converted(document: Document) -> Iterator[Relation]:
    """The relations of the figures that stand in brackets behind one in another measure of the same thing."""
    for scene in scenes(document):
        if any(map(scene.text.__contains__, ("亩)", "公顷)", "斤)", "吨)"))):
            for one in scene.quantities[:-1]:
                again = scene.quantities[one.index + 1]
                times = _times(one.unit, again.unit) if one.unit != again.unit else None
                if times:
                    yield from _judged(scene, one, again, times)


def _times(unit: str, wanted: str) -> Fraction | None:
    """How many of one measure make another: 15 (公顷, 亩), 1/15 (公斤/公顷, 公斤/亩)."""
    (what, _, per), (other, _, over) = unit.partition("/"), wanted.partition("/")
    above, below = measured(what, other), measured(per, over)
    return above / below if above and below else None


def _judged(scene: Scene, one: Quantity, again: Quantity, times: Fraction) -> Iterator[Relation]:
    alone = scene.text.startswith(")", again.stop)
    if not alone or not _AGAIN.fullmatch(scene.text, one.stop, again.start):
        return
    a, b = said(one), said(again)
    wanted = one.interval.scaled(times)
    if wanted.meets(again.interval):
        yield scene.relation("repeat", "verified", again, (one, again), f"{a} = {b}")
    elif min(one.digits, again.digits) >= _LEAST and _is_slip(one, again, times):
        words = f"“{one.before[-12:]}”", a, b
        yield conflict(scene.span(again), scene.span(one), words, f"{a} ≠ {b}", f"另一处：{a}")


def _is_slip(one: Quantity, again: Quantity, times: Fraction) -> bool:
    """Whether one wrong digit explains that a figure is not the other one, each rounded by itself."""
    if one.number.approximate or again.number.approximate:
        return False
    slack = one.number.step + again.number.step / times
    gap = again.number.value / times - one.number.value
    return abs(gap) > slack and (
        moved(one.number, gap - slack, gap + slack)
        or moved(again.number, (-gap - slack) * times, (slack - gap) * times)
    )
