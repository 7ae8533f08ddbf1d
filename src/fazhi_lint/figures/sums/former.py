"""The sums of what a whole and its parts were: 支出19857元，上年18846元，其中基本支出1385元，上年1343元.

Where a whole is made of parts and each of them is told with the level it came from, those levels make a sum as
well. One wrong digit in it is a warning; what does not agree otherwise may have been counted anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...document import Document
from ...kept import regex
from ...model import Relation, Span
from ..changes.tracks import tracks
from ..core.slips import LONG, digits
from ..core.terms import Term, terms
from ..core.units import family
from ..core.verdicts import Broken, judged, settled

_FORMER = regex.compile(r"(?:[上去]年|上一?年度|20\d\d年)(?:同期)?(?:为|是)?")
_LEAST = 3  # a whole and two parts


def former(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The sums of former levels that belong to the sums ``found``."""
    sums = [
        one for one in found if one.kind == "sum" and one.verdict == "verified" and len(one.numbers) >= _LEAST
    ]
    starts = _starts(document) if sums else {}
    known = {frozenset(one.numbers) for one in sums}
    broken: list[Relation | Broken] = []
    for one in sums if len(starts) >= _LEAST else ():
        if all(span in starts for span in one.numbers):
            whole = starts[one.focus]
            parts = [starts[span] for span in one.numbers if span != one.focus]
            spans = frozenset(term.span for term in (whole, *parts))
            alike = all(part.family == whole.family for part in parts)
            if alike and len(spans) == len(one.numbers) and spans not in known:
                known.add(spans)
                broken += judged(parts, [whole], [whole] if digits(whole) >= LONG else [])
    return settled(broken)


def _starts(document: Document) -> dict[Span, Term]:
    """The levels that others came from, by where those stand."""
    found = {
        one.span: last
        for own in document.once(terms)
        for one, last in pairwise(own.all)
        if last.family == one.family
        and last.quantity.index == one.quantity.index + 1
        and "年" in last.quantity.before
        and _FORMER.fullmatch(last.quantity.before)
    }
    for scene, read in tracks(document):
        for track in read:
            start = track.start
            if start is not None and start.is_amount and not (track.planned or track.origin or track.weak):
                found[scene.span(track.level)] = Term(scene, start, family(start.unit), False)
    return found
