"""Lists against the number they state: the titles behind 分别是, the items before 三项制度.

Where a list begins is rarely certain in prose, so most lists are only ever verified. A list is contradicted
where titles, quotes, a colon, a bracket or 分别是 say where it begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...facts.enumerations import Enumeration, enumerations
from ...model import Hit, Relation, Severity
from ..core.scene import Quantity, scenes


def lists(document: Document) -> Iterator[Relation]:
    """Every list with a stated number that can be counted."""
    for found in enumerations(document):
        paragraph = document.paragraphs[found.paragraph]
        span = paragraph.span(found.start, found.end)
        stated = paragraph.flow[found.start : found.end]
        listed = _listed(found)
        if listed is None:
            continue
        if found.open:
            text, holds = f"列举{listed}项 ≤ {stated}（等）", listed <= found.value
        else:
            text, holds = f"列举{listed}项 = {stated}", listed == found.value
        if holds:
            yield Relation("list", "verified", span, (span,), text)
        elif meant := _meant(document, found):
            text = f"列举{meant.number.value}项 = {meant.number.literal}"
            place = paragraph.span(meant.start, meant.end)
            yield Relation("list", "verified", place, (place,), text)
        else:
            text = f"列举{listed}项{' > ' if found.open else ' ≠ '}{stated}"
            severity = None if found.bounded else Severity.WARNING
            hit = Hit(span, {"listed": listed, "stated": stated}, severity, evidence=(text,))
            yield Relation("list", "contradicted", span, (span,), text, "list-count", hit)


def _meant(document: Document, found: Enumeration) -> Quantity | None:
    """The figure of the sentence that agrees instead: 单位6个，其中机关1个，事业5个，分别是 and six names."""
    scene = next((one for one in scenes(document) if one.paragraph.index == found.paragraph), None)
    stated = scene.within(found.start, found.end) if scene else ()
    if not scene or not stated:
        return None
    before = scene.quantities[: stated[0].index]
    told = [one for one in before if one.sentence == stated[0].sentence and one.unit == stated[0].unit]
    return next((one for one in told if one.number.value in found.counts), None)


def _listed(found: Enumeration) -> int | None:
    """The number of items that decides; None where nothing can be said."""
    fewest = min(found.counts)
    if found.open:
        return fewest if fewest <= found.value or found.bounded or found.flat else None
    if found.value in found.counts:
        return found.value
    return fewest if found.bounded or found.flat else None
