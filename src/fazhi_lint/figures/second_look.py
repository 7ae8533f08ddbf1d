"""A second look at what is about to be contradicted: whether other figures beside it give what is stated.

A figure held against the wrong ones looks like a wrong figure. Contradictions are few, so each can be tried
against what else its paragraph states. Where that agrees, or where the figures stand apart and no wrong digit
explains that they disagree, nothing is said and the relation counts as unverifiable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from ..document import Document
from ..model import Relation, Severity
from ..values import changed
from .changes.excused import excused_change
from .core.claims import Claim
from .core.scene import scenes
from .rates.excused import excused_rate, excused_share
from .sums.excused import excused_sum
from .sums.excused_parts import excused_part


def second_look(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The relations, each contradiction that something else in its paragraph explains turned unverifiable.

    One of a difference that others prove goes: 甲93.6%，乙95.2%，分别提高5.2个和3.5个百分点(上年88.4%、91.7%).
    """
    proved = {one.focus for one in found if _is_difference(one) and one.verdict == "verified"}
    return [
        changed(one, verdict="unverifiable", cause="", hit=None) if _is_excused(document, one) else one
        for one in found
        if one.verdict != "contradicted" or one.focus not in proved or not _is_difference(one)
    ]


def _is_difference(one: Relation) -> bool:
    return one.kind == "change" and " - " in one.formula and "/" not in one.formula


def _is_excused(document: Document, relation: Relation) -> bool:
    excuse = _EXCUSES.get(relation.kind)
    if relation.verdict != "contradicted" or excuse is None or "−" in relation.formula:
        return False  # a balance is no list of parts
    claim = _claim(document, relation)
    return claim is not None and excuse(claim)


def _claim(document: Document, relation: Relation) -> Claim | None:
    """The figures of a relation; None where they do not stand in the prose of one paragraph."""
    paragraph, ordered = document.paragraph_at(relation.focus.start), scenes(document)
    if paragraph is None or paragraph.flow.startswith("|"):
        return None
    row = bisect_left(ordered, paragraph.index, key=lambda one: one.paragraph.index)
    if row == len(ordered) or ordered[row].paragraph is not paragraph:
        return None
    scene = ordered[row]
    focus, places = scene.at(relation.focus), [scene.at(span) for span in relation.numbers]
    used = [one for one in places if one and one is not focus]
    if not focus or not used or None in places:
        return None
    sure = relation.hit is not None and relation.hit.severity is not Severity.WARNING
    return Claim(scene, focus, used, relation.formula, sure)


_EXCUSES: dict[str, Callable[[Claim], bool]] = {
    "sum": excused_sum,
    "rate": excused_rate,
    "share": excused_share,
    "change": excused_change,
    "part": excused_part,
}
