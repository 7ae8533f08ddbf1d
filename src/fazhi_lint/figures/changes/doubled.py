"""Changes told in a second unit, in brackets: 4118万吨(823.6亿斤)，比上年增加147万吨(29.4亿斤)，增长3.7%.

The percentage is that of both pairs. The second is a warning (FZ106) where the first gives it, and one wrong
digit explains that the second does not, by more than the rounding of converted figures does.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...model import Relation
from ..core.moves import Move
from ..core.scene import Quantity, Scene
from ..core.units import family
from .another import is_slip_by
from .growth import growth_by
from .said import contradicted, quoted, recomputed
from .tracks import tracks


def doubled(document: Document) -> Iterator[Relation]:
    """The relations of the second pairs of a document."""
    for scene, found in tracks(document):
        if "(" not in scene.text:
            continue
        for track in found:
            by = [move for move in track.moves if move.quantity.number.kind == "number"]
            rate = [move for move in track.moves if move.quantity.number.kind == "percent" and not move.mean]
            level = _second(scene, track.level)
            amount = _second(scene, by[0].quantity) if len(by) == 1 and level else None
            if level and amount and rate and family(level.unit) == family(amount.unit):
                yield from _judged(scene, (track.level, level), (by[0].quantity, amount), by[0].sign, rate[0])


def _second(scene: Scene, first: Quantity) -> Quantity | None:
    """What stands alone in brackets right behind a figure, in another unit."""
    if first.index + 1 == len(scene.quantities) or not scene.text.startswith("(", first.stop):
        return None
    second = scene.quantities[first.index + 1]
    alone = second.start == first.stop + 1 and scene.text.startswith(")", second.stop)
    return second if alone and second.is_amount and family(second.unit) != family(first.unit) else None


def _judged(
    scene: Scene, levels: tuple[Quantity, Quantity], by: tuple[Quantity, Quantity], sign: int, rate: Move
) -> Iterator[Relation]:
    stated = rate.quantity
    if rate.sign != sign:
        return
    outcome = growth_by(levels[1], by[1], stated, sign)
    used = (levels[1], by[1], stated)
    if outcome.holds:
        yield scene.relation("change", "verified", stated, used, outcome.formula)
    elif (
        outcome.found is not None
        and abs(outcome.found - stated.number.value) > stated.number.step
        and growth_by(levels[0], by[0], stated, sign).holds
        and not any(one.number.approximate for one in used)
        and is_slip_by(levels[1], by[1], stated, sign)
    ):
        said = quoted(scene, rate), recomputed(rate, outcome)
        yield contradicted(scene, stated, used, *said, outcome.formula, sure=False)
