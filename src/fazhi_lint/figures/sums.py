"""Sums: parts that a text sets beside their whole, added up.

A sum that holds is verified. One that does not is contradicted only where the parts are meant to be all of
the whole, or where the gap looks like a slip; otherwise the list merely names some parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import regex

from ..document import Document
from ..facts.numbers import Number
from ..model import Edit, Fix, Hit, Related, Relation, Severity, Span
from .claims import Claim, claims
from .interval import Interval
from .interval import total as added
from .partitions import is_partial, is_partition
from .slips import Repair, repairs
from .terms import Term, Terms, amount, common_scale, figure, terms

# Kinds that overlap: one project may be started, continued and finished in one year.
_OVERLAPPING = regex.compile(r"开工|续建|竣工|投产|在建|建成|网上办|掌上办|马上办")

_OVERLAP = 5
_CLOSING = regex.compile(r"(?:和|及|以及)?其[他它余]")
# What may stand between a whole and "其中": remarks on the whole, and no other subject.
_BESIDE = regex.compile(
    r"[^,。]{0,20}(?:[,。](?:(?:同|环)?比|较|[年累]?均?增|减|下降|上升|占|完成|居|约|达|合|折|是|为|涉|总|均|已|全部)[^,。]*)*"
    r"[,。(]?其中.*"
)


def sums(document: Document) -> Iterator[Relation]:
    """Every sum and every part of a whole that the document states."""
    earlier: Terms | None = None
    for own in document.once(terms):
        touches = earlier is not None and earlier.scene.paragraph.index + 1 == own.scene.paragraph.index
        for claim in claims(own, earlier if touches else None):
            yield from _judge(claim)
        earlier = own


def _judge(claim: Claim) -> Iterator[Relation]:
    for unit in dict.fromkeys(part.family for part in claim.parts):
        parts = [part for part in claim.parts if part.family == unit and not part.change]
        stocks = [whole for whole in claim.near if whole.family == unit and not whole.change]
        far = [whole for whole in claim.far if whole.family == unit]
        relation = None
        if len(parts) > 1:
            relation = _holding(parts, [*stocks, *far])
            if not relation and stocks:
                relation = _failing(stocks, parts, claim)
        elif parts and stocks and claim.cue == "among":
            relation = _part(stocks, parts[0])
        if relation:
            yield relation


def _holding(parts: Sequence[Term], wholes: Sequence[Term]) -> Relation | None:
    """The first sum that holds: all parts or, failing that, the longest run from the first part on."""
    for count in range(len(parts), 1, -1):
        run = parts[:count]
        value = added([part.quantity.interval for part in run])
        for whole in wholes:
            if value.meets(whole.quantity.interval):
                return verified(whole, run)
    return None


def verified(whole: Term, parts: Sequence[Term]) -> Relation:
    """The relation of a sum that holds within the rounding of its figures."""
    return Relation("sum", "verified", whole.span, _spans(whole, parts), formula(whole, parts))


def _failing(wholes: Sequence[Term], parts: Sequence[Term], claim: Claim) -> Relation | None:
    whole = wholes[0]
    severity = _severity(whole, parts, claim)
    if severity:
        return contradicted(whole, parts, severity)
    return _partial(whole, parts) if claim.cue == "among" else None


def _severity(whole: Term, parts: Sequence[Term], claim: Claim) -> Severity | None:
    """How sure it is that the parts should have added up; None if they need not."""
    labels = _labels(parts)
    if (
        not whole.family
        or not claim.complete
        or any(part.number.approximate for part in parts)
        or any(_OVERLAPPING.search(part.quantity.before + part.quantity.after) for part in parts)
        or is_partial(labels)
    ):
        return None
    fixes = repairs(whole, parts)
    partition = is_partition(labels)
    if any(fix.digit for fix in fixes) and (
        claim.exhaustive or partition or _CLOSING.match(parts[-1].quantity.before)
    ):
        return Severity.ERROR
    if partition or _slipped(whole, parts, fixes) or _exceeds(whole, parts):
        return Severity.WARNING
    return None


def _labels(parts: Sequence[Term]) -> list[str]:
    """The words in front of each part, back to the part before it."""
    text = parts[0].scene.text
    first = parts[0].quantity
    ends = [first.start - len(first.before), *(part.quantity.stop for part in parts[:-1])]
    return [text[end : part.quantity.start] for end, part in zip(ends, parts, strict=True)]


def _slipped(whole: Term, parts: Sequence[Term], fixes: Sequence[Repair]) -> bool:
    """Whether one wrong digit explains the gap; digits exchanged, lost or doubled only explain a small one."""
    gap = abs(_value(parts) - whole.number.value)
    return any(repair.digit for repair in fixes) or (bool(fixes) and gap * 50 < whole.number.value)


def _exceeds(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts of a plain list exceed their whole, though not so far that they may overlap.

    A plain list is one of labels and figures alone: where rates or other words follow a figure, lists by
    several criteria are common.
    """
    gap = _value(parts) - whole.number.value
    rows = [part.quantity.index for part in parts]
    plain = all(right - left == 1 for left, right in pairwise(rows)) and not any(
        part.quantity.after for part in parts
    )
    return plain and 0 < gap * _OVERLAP < whole.number.value


def _partial(whole: Term, parts: Sequence[Term]) -> Relation:
    low, high = added([part.quantity.interval for part in parts]).low, whole.quantity.interval.high
    below = low is None or high is None or low <= high
    spans = _spans(whole, parts)
    return Relation(
        "part", "verified" if below else "unverifiable", whole.span, spans, formula(whole, parts, " ≤ ")
    )


def _part(wholes: Sequence[Term], part: Term) -> Relation | None:
    for whole in wholes:
        high, low = whole.quantity.interval.high, part.quantity.interval.low
        if high is None or low is None or low <= high:
            return Relation("part", "verified", part.span, _spans(whole, [part]), formula(whole, [part], " ≤ "))
    whole = wholes[0]
    between = whole.scene.text[whole.quantity.stop : part.quantity.start] if whole.scene is part.scene else "?"
    if not whole.family or ";" in between or not _BESIDE.fullmatch(between):
        return None
    text = formula(whole, [part], " > ")
    hit = Hit(
        part.span,
        {"part": figure(part.number), "total": figure(whole.number)},
        evidence=(text,),
        related=(Related(whole.span, "总数"),),
    )
    return Relation("part", "contradicted", part.span, _spans(whole, [part]), text, "part-exceeds-total", hit)


def contradicted(whole: Term, parts: Sequence[Term], severity: Severity) -> Relation:
    """The relation of a sum that does not hold, with its hit."""
    value = _value(parts)
    fixes = repairs(whole, parts)
    text = f"{formula(whole, parts)} ≠ {figure(whole.number, _scale(whole, parts))}"
    hit = Hit(
        whole.span,
        {
            "sum": amount(value, whole.number),
            "total": figure(whole.number),
            "difference": amount(abs(value - whole.number.value), whole.number),
        },
        severity,
        evidence=(text, *_bounds(whole, parts)),
        related=tuple(Related(part.span, "分项") for part in parts),
        fix=Fix("unsafe", (Edit(fixes[0].term.span, fixes[0].literal),)) if len(fixes) == 1 else None,
    )
    return Relation("sum", "contradicted", whole.span, _spans(whole, parts), text, "sum-mismatch", hit)


def _bounds(whole: Term, parts: Sequence[Term]) -> Iterator[str]:
    """The bounds that decided, where figures were rounded."""
    if any(term.number.step or term.number.approximate for term in (whole, *parts)):
        value = added([part.quantity.interval for part in parts])
        of_sum, of_whole = _range(value, whole.number), _range(whole.quantity.interval, whole.number)
        yield f"计入舍入，分项之和在{of_sum}，总数在{of_whole}"


def _range(interval: Interval, like: Number) -> str:
    low = "−∞" if interval.low is None else amount(interval.low, like)
    high = "∞" if interval.high is None else amount(interval.high, like)
    return f"[{low}, {high}]"


def formula(whole: Term, parts: Sequence[Term], sign: str = "") -> str:
    """The recomputation: the parts as printed, their sum, and behind ``sign`` the whole."""
    scale = _scale(whole, parts)
    text = " + ".join(figure(part.number, scale) for part in parts)
    value = _value(parts)
    if len(parts) > 1:
        text += f" = {amount(value, whole.number, scale)}"
    if sign:
        return f"{text}{sign}{figure(whole.number, scale)}"
    return text


def _scale(whole: Term, parts: Sequence[Term]) -> int:
    return common_scale([whole.number, *(part.number for part in parts)])


def _value(parts: Sequence[Term]) -> Fraction:
    return sum((part.number.value for part in parts), Fraction(0))


def _spans(whole: Term, parts: Sequence[Term]) -> tuple[Span, ...]:
    return tuple(sorted(term.span for term in (whole, *parts)))
