"""What is about to be contradicted, and the figures around that might be meant instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...values import value
from .scene import Quantity, Scene
from .units import family

AROUND = 12  # figures looked at on either side
ASIDE = 24  # characters beside a figure that may say what it is
JOINED = ("和", "与", "及", "以及")


@value
class Claim:
    """A figure that is about to be contradicted and those it was held against, all of one paragraph."""

    scene: Scene
    focus: Quantity
    used: Sequence[Quantity]
    formula: str
    sure: bool  # by the reader that found it

    def around(self, one: Quantity) -> list[Quantity]:
        """The other figures near by that measure what one does, in reading order."""
        near = self.scene.quantities[max(0, one.index - AROUND) : one.index + AROUND + 1]
        own = {other.index for other in (self.focus, *self.used)}
        return [
            other for other in near if other.index not in own and alike(other, one) and not other.number.vague
        ]

    @property
    def is_tight(self) -> bool:
        """Whether no figure that might be meant instead stands between the first and the last."""
        first, *_, last = sorted((self.focus, *self.used), key=lambda one: one.index)
        if first.sentence != last.sentence:
            return False
        if first.lead == "、" or first.before.startswith(JOINED):
            return False  # the last of several: 由甲9元和乙3元构成，比上年增加2元
        return not any(
            first.index < other.index < last.index for one in self.used for other in self.around(one)
        )


def near_by(claim: Claim, one: Quantity) -> Iterator[Quantity]:
    """The figures like one that stand before the claim's and may be meant; not nothing, nor the same again.

    Where it has digits enough, those of the sentence before count, too, and if it is unsure all of them.
    """
    focus = claim.focus
    reach = (1 if claim.sure else AROUND) if focus.tells else 0
    tried = {Fraction(0), *(used.number.value for used in claim.used)}
    for other in claim.around(one):
        before = other.index < focus.index and other.depth <= focus.depth
        if before and focus.sentence - other.sentence <= reach and other.number.value not in tried:
            yield other


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures measure in one unit, or are both percentages."""
    return one.number.kind == other.number.kind and family(one.unit) == family(other.unit)
