"""Parts that alone are larger than the whole that a text says they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from ...kept import regex
from ...model import Relation, Severity
from ..core.terms import Term, falls
from ..core.units import family
from ..core.verdicts import exceeding, fits, included
from .claims import Claim
from .closing import of_several

_LINKS = "共计合为达有约了的"  # what may lead from a name to its figure
_NAME = 2  # characters that names of one kind end in
# What may stand between a whole and "其中": remarks on the whole, and no other subject.
_BESIDE = regex.compile(
    r"[^,。]{0,32}(?:[,。](?:(?:同|环)?比|较|[年累]?均?增|减|下降|上升|占|完成|居|约|达|合|折|是|为|涉|总|均|已|全部)[^,。]*)*"
    r"[,。(]?其中[^%]*"  # 发展党员412名，其中青年占81%，入党积极分子948名
)


def too_large(wholes: Sequence[Term], parts: Sequence[Term], claim: Claim) -> Relation | None:
    """A part of a list joined by 、 that alone is larger than every figure it may belong to."""
    if claim.cue != "among" or claim.paired or not wholes or not _is_bound(wholes[0], parts[0]):
        return None
    text = parts[0].scene.text
    for at, part in enumerate(parts):
        gap = text[parts[at - 1].quantity.stop : part.quantity.start] if at else "、"
        if not gap.startswith("、"):
            return None
        if not any(fits(whole, part) for whole in wholes) and not of_several(wholes[0], parts[: at + 1]):
            return exceeding(wholes[0], part)
    return None


def _is_bound(whole: Term, part: Term) -> bool:
    """Whether only remarks on a whole stand between it and the part that 其中 names."""
    if whole.scene is not part.scene:
        return False
    between = part.scene.text[whole.quantity.stop : part.quantity.start]
    return ";" not in between and _BESIDE.fullmatch(between) is not None


def _severity(whole: Term, part: Term) -> Severity | None:
    """A warning where the whole may be net of something, or another one meant; None where neither can be.

    盈亏相抵后实现利润3亿元，其中盈利企业盈利4亿元: money, and what another sentence tells, must be of one name.
    """
    name = whole.quantity.before.rstrip(_LINKS)[-_NAME:]
    if part.quantity.before.rstrip(_LINKS).endswith(name):
        return None
    apart = whole.quantity.sentence != part.quantity.sentence
    return Severity.WARNING if apart or family(whole.quantity.unit) == family("元") else None


def _is_of_one_before(whole: Term, part: Term) -> bool:
    """Whether a sentence of its own may tell of a larger amount: 收入78元，结余4元。其中出让收入38元."""
    row = whole.scene.quantities[: whole.quantity.index]
    larger = any(family(one.unit) == part.family and one.number.value >= part.number.value for one in row)
    return larger and part.quantity.sentence > whole.quantity.sentence


def single(wholes: Sequence[Term], part: Term, claim: Claim, change: bool) -> Relation | None:
    """The only part of a list; larger than every figure it may belong to, it exceeds the nearest.

    ``change`` marks increases and decreases: more may have come to a part than to the whole.
    """
    nearest = wholes[0]
    if claim.cue == "among" and not change:
        if whole := next((whole for whole in wholes if fits(whole, part)), None):
            return included(whole, part)
        beyond = _is_bound(nearest, part) and not of_several(nearest, [part])
        beyond = beyond and not _is_of_one_before(nearest, part)
        return exceeding(nearest, part, _severity(nearest, part)) if beyond else None
    if not claim.of_nearest or (claim.cue == "among" and falls(part) != falls(nearest)):
        return None
    return included(nearest, part) if fits(nearest, part) else None
