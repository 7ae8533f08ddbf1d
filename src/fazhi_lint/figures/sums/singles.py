"""Parts that alone are larger than the whole that a text says they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation
from ..core.terms import Term
from ..core.verdicts import exceeding, fits, included
from .claims import Claim
from .closing import of_several

# What may stand between a whole and "其中": remarks on the whole, and no other subject.
_BESIDE = regex.compile(
    r"[^,。]{0,20}(?:[,。](?:(?:同|环)?比|较|[年累]?均?增|减|下降|上升|占|完成|居|约|达|合|折|是|为|涉|总|均|已|全部)[^,。]*)*"
    r"[,。(]?其中.*"
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


def single(wholes: Sequence[Term], part: Term) -> Iterator[Relation]:
    """One part beside its whole; larger than every figure it may belong to, it exceeds the nearest."""
    whole = next((whole for whole in wholes if fits(whole, part)), None)
    if whole:
        yield included(whole, part)
    elif _is_bound(wholes[0], part) and not of_several(wholes[0], [part]):
        yield exceeding(wholes[0], part)
