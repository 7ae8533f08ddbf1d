"""Whether a change that does not agree is told of another figure near by."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.claims import Claim, near_by
from ..core.interval import Interval
from ..core.ratios import printed
from ..core.scene import Quantity

_AND = ("", "和", "与", "及")


def excused_change(claim: Claim) -> bool:
    """Whether one of the figures that a change was held against gives it with another one."""
    if _is_next_in_row(claim):
        return True
    percent, tight = claim.focus.is_rate, claim.is_tight
    if len(claim.scene.row(claim.focus)) > 1 or claim.focus.before in _AND:
        return False  # one of several, each with its own
    if tight and (not percent or "^" in claim.formula or "(" not in claim.formula[1:]):
        return False  # 客运量900万人次，日均2.5万人次，减少40万人次，下降4.3%: by so much, but of another
    if not (percent or claim.focus.tells):
        return False
    wanted = printed(claim.focus.number) if percent else claim.focus.interval
    return any(
        found is not None and (found.meets(wanted) or (-found).meets(wanted))
        for one in (claim.used[-1:] if tight else claim.used)
        for other in near_by(claim, one)
        if not tight or (other.tells and other.sentence == claim.focus.sentence)
        for found in (_growths(claim, one, other) if percent else [one.interval - other.interval])
    )


def _is_next_in_row(claim: Claim) -> bool:
    """Whether it is from the next of several levels: 9.2%(上年为23482元、9956元) is of the second."""
    if not claim.focus.is_rate:
        return False
    wanted = printed(claim.focus.number)
    return any(
        found is not None and (found.meets(wanted) or (-found).meets(wanted))
        for one in claim.used
        for other in claim.scene.row(one)[1:]
        for level in claim.used
        if level is not one
        for found in _growths(claim, level, other)
    )


def _growths(claim: Claim, one: Quantity, beside: Quantity) -> Iterator[Interval | None]:
    """The changes in percent that two figures may tell: from one to the other, or by the one to the other."""
    used, other = one.interval, beside.interval
    pairs = [(other - used, used), (used - other, other)]
    if beside.sentence == claim.focus.sentence:
        pairs += [(used, other - used), (used, other + used)]
    for by, base in pairs:
        ratio = by.over(base)
        yield ratio.scaled(100) if ratio else None
