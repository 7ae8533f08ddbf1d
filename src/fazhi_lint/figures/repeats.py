"""The same figure stated twice in different places of a document.

Subjects are compared by their words, and years must not differ. Equal long figures are verified; different
ones are contradicted only where long labels agree and one edit leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ..document import Document
from ..model import Hit, Related, Relation
from .slips import one_edit
from .terms import Term, common_scale, figure, terms

_HAN = regex.compile(r"[^\p{Han}]+")
_OTHER_TIME = regex.compile(
    r"上年|去年|同期|往年|前年|末$|目标|力争|预计|计划|将|以上|超|累计|年均|同比|其中|新增|增加|减少|到\d"
)
_OPENING = regex.compile(r"^(?:截至|目前|底|末|年|月|日|全[国省市县区州]|我[国省市县区州]|已|共|现|有|为)+")
_YEAR = regex.compile(r"(?:19|20)\d\d(?=年)")
_KEY = 6  # characters of the label by which candidates are gathered
_LABEL = 8  # characters of a label that says what is counted
_DIGITS = 3  # digits of a figure that does not agree by chance
_PERIOD = 80


def repeats(document: Document) -> Iterator[Relation]:
    """Every figure that stands twice with the same subject."""
    places: dict[tuple[str, str], list[Term]] = {}
    for own in document.once(terms):
        for term in own.all:
            if _long(term):
                key = _HAN.sub("", term.quantity.before)[-_KEY:]
                if len(key) == _KEY:
                    places.setdefault((key, term.family), []).append(term)
    for group in places.values():
        if len(group) > 1:
            yield from _compare(group)


def _long(term: Term) -> bool:
    """Whether a figure has enough digits not to agree by chance."""
    number = term.number
    if len(number.digits) < _DIGITS or number.approximate or term.change or not term.family:
        return False
    return (
        len(number.digits.replace(",", "").replace(".", "").strip("0")) >= _DIGITS and number.digits.isascii()
    )


def _compare(group: Sequence[Term]) -> Iterator[Relation]:
    first = group[0]
    for other in group[1:]:
        slipped = one_edit(first.number, other.number.value) is not None
        if _agree(first, other) or (slipped and _one_subject(first, other)):
            yield _relation(first, other)


def _agree(first: Term, other: Term) -> bool:
    """Whether two prints may be one figure: of equal precision identical, else within rounding."""
    left, right = first.number, other.number
    if (left.scale, left.decimals) == (right.scale, right.decimals):
        return left.value == right.value
    return first.quantity.interval.meets(other.quantity.interval)


def _one_subject(first: Term, other: Term) -> bool:
    """Whether long labels agree and nothing speaks of another time."""
    left, right = (_OPENING.sub("", _HAN.sub("", term.quantity.before)) for term in (first, other))
    if len(left) < _LABEL or left != right or first.quantity.after != other.quantity.after:
        return False
    contexts = [_context(term) for term in (first, other)]
    if any(_OTHER_TIME.search(context) for context in contexts):
        return False
    years = [set(_YEAR.findall(context)) for context in contexts]
    return years[0] == years[1]


def _context(term: Term) -> str:
    start = term.quantity.start
    return term.scene.text[max(0, start - _PERIOD) : start].rpartition("。")[2]


def _relation(first: Term, other: Term) -> Relation:
    spans = tuple(sorted((first.span, other.span)))
    scale = common_scale([first.number, other.number])
    left, right = figure(first.number, scale), figure(other.number, scale)
    if _agree(first, other):
        return Relation("repeat", "verified", other.span, spans, f"{left} = {right}")
    hit = Hit(
        other.span,
        {"what": "同一数据", "first": figure(first.number), "second": figure(other.number)},
        evidence=(f"{left} ≠ {right}",),
        related=(Related(first.span, "另一处"),),
    )
    text = f"{left} ≠ {right}"
    return Relation("repeat", "contradicted", other.span, spans, text, "conflicting-figures", hit)
