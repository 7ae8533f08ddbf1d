"""Shares right behind a part whose whole is known: 1862项事项中，可网办1821项；即办件973项，占比82.3%.

That a share holds others have read. Here one wrong digit is told where a list says what the part is of, the
share names no other whole, and no amount of the document would give it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...document import Document
from ...kept import regex
from ...model import Relation, Span
from ..core.labels import Labelled
from ..core.levels import is_level
from ..core.moves import move
from ..core.ratios import Ratio, slipped
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .far_shares import is_of_another
from .portion import Given, Portion, contradicted

_PAIR = 2
_BARE = regex.compile("[,、(]?(?:约|各|已)?占(?:比|了)?(?:为|达到?|约)?")


def part_shares(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of bare shares that are a digit away from what their part is of its whole."""
    wholes: dict[Span, set[Span]] = {}
    for one in found:
        if one.kind == "part" and one.verdict == "verified":
            # One part stands in the focus itself, several of one whole around that.
            beside = one.numbers if len(one.numbers) == _PAIR else ()
            whole = next((span for span in beside if span != one.focus), one.focus)
            for span in set(one.numbers) - {whole}:
                wholes.setdefault(span, set()).add(whole)
    told = {span for one in found if one.kind in ("share", "rate") for span in one.numbers}
    for scene in scenes(document) if wholes else ():
        for part, share in pairwise(scene.quantities):
            known = wholes.get(scene.span(part), ()) if _is_bare(scene, part, share) else ()
            if len(known) != 1 or scene.span(share) in told:
                continue
            base = scene.at(next(iter(known)))
            if base is not None and (relation := _slip(document, scene, part, share, base)):
                yield relation


def _is_bare(scene: Scene, part: Quantity, share: Quantity) -> bool:
    number = share.number
    told = number.kind == "percent" and number.decimals and number.high is not None and not number.approximate
    beside = share.segment == part.segment and share.depth == part.depth and part.is_amount and is_level(part)
    bare = _BARE.fullmatch(scene.text, part.stop, share.start)
    return bool(told and beside and bare) and move(share) is None


def _slip(
    document: Document, scene: Scene, part: Quantity, share: Quantity, whole: Quantity
) -> Relation | None:
    ratio = Ratio((part,), (whole,))
    if (
        family(part.unit) != family(whole.unit)
        or whole.sentence != part.sentence
        or not slipped(share.number, ratio)
    ):
        return None
    if is_of_another(document, scene, part, share):
        return None
    portion = Portion(scene, share, part, "", "")
    return contradicted(portion, Given(ratio, Labelled(scene, part, ""), (Labelled(scene, whole, ""),)), False)
