"""What the natural growth of a population moved by: the change of its births less the change of its deaths.

出生率7.06‰，比上年下降1.20个千分点；死亡率7.32‰，上升0.30个千分点；自然增长率-0.26‰，下降1.50个千分点.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...model import Relation
from ..core.interval import show
from ..core.moves import Move, move
from ..core.ratios import moved
from ..core.scene import Scene, scenes
from .said import contradicted, quoted

_NAMES = ("出生率", "死亡率", "自然增长率")


def natural(document: Document) -> Iterator[Relation]:
    """The relations of the changes of births, deaths and natural growth that a paragraph tells."""
    for scene in scenes(document):
        if "千分点" in scene.text and all(map(scene.text.__contains__, _NAMES)):
            told = [_change(scene, name) for name in _NAMES]
            births, deaths, growth = told
            if births and deaths and growth:
                yield from _held(scene, births, deaths, growth)


def _change(scene: Scene, name: str) -> Move | None:
    """The change in points right behind the one rate of a name; None where there are others or none."""
    found = [one for one in scene.quantities if name in one.before and one.number.kind == "permille"]
    if len(found) != 1 or found[0].index + 1 == len(scene.quantities):
        return None
    stated = move(scene.quantities[found[0].index + 1])
    if stated is None or stated.quantity.number.kind != "point" or stated.subject or stated.mean:
        return None
    return stated if stated.quantity.sentence == found[0].sentence else None


def _held(scene: Scene, births: Move, deaths: Move, growth: Move) -> Iterator[Relation]:
    told = (births, deaths, growth)
    if any(one.against not in ("", births.against) or one.quantity.number.approximate for one in told):
        return
    b, d, g = (one.sign * one.quantity.number.value for one in told)
    slack = sum(one.quantity.number.step for one in told)
    found, used = b - d, [one.quantity for one in told]
    minus = f"- {show(d)}" if d >= 0 else f"+ {show(-d)}"
    formula = f"{show(b)} {minus} = {show(found)}"
    if abs(found - g) <= slack:
        yield scene.relation("change", "verified", growth.quantity, used, formula)
        return
    gaps = ((births, g - found), (deaths, found - g), (growth, found - g))
    if any(moved(one.quantity.number, one.sign * by - slack, one.sign * by + slack) for one, by in gaps):
        result = f"算得{'上升' if found > 0 else '下降'}{show(abs(found))}个千分点"
        claim = f"自然增长率{quoted(scene, growth)}"
        yield contradicted(scene, growth.quantity, used, claim, result, formula, False)
