"""Rates whose base stands in one of the paragraphs before: 审结451件。……直接纠错65件，直接纠错率14.41%.

What is closed or received is told once, and the kinds of decisions paragraphs later. The base must be called
what the rate's name asks for; only what agrees, in three digits or more, is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model import Relation
from ..core.conflicts import rate_of
from ..core.ratios import Ratio
from ..core.scene import Scene
from .bases import Count, count, kin
from .named import Rate


def rate_afar(rate: Rate, upper: Sequence[Count], past: Iterable[Scene]) -> Relation | None:
    """The relation of a rate to a numerator beside it and a base in the paragraphs ``past``, the last first."""
    if not (
        rate.decimals and rate.quantity.tells and rate.known.base and rate.quantity.number.high is not None
    ):
        return None
    for scene in past:
        for quantity in reversed(scene.quantities):
            below = count(scene, quantity)
            if below is None or not below.says(rate.known.base):
                continue
            for above in reversed(upper):
                ratio = Ratio((above.quantity,), (quantity,))
                fits = kin(above, below) and above.quantity.number.value < quantity.number.value
                if fits and ratio.gives(rate.wanted) and ratio.is_beside(rate.quantity.number):
                    used = [(rate.scene.span(above.quantity), ""), (scene.span(quantity), "")]
                    return rate_of(rate.scene.span(rate.quantity), used, ratio.show(rate.decimals))
    return None
