"""What is said of a sum or a part once it has been added up: relation, formula, evidence, fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import ClassVar

from ...facts.numbers import Number
from ...kept import regex
from ...model import Edit, Fix, Hit, Related, Relation, RelationKind, Severity, Span
from ...values import value
from .interval import Interval, add_up
from .interval import total as added
from .slips import LONG, Repair, digits, repairs, slips
from .terms import Term, amount, common_scale, figure

_TAIL = 3  # characters in which names end alike
_FINE = 2  # decimals of a whole that was added up from parts as fine
# How many units of the last place the sum of n rounded parts stays within in 99.9 % of honest sums.
_HONEST = ((3, 1), (5, 2), (10, 3), (20, 4))
_OVER = ("以上", "以下", "及以上", "及以下")
# The words before a figure that name it, without those that only lead to and from it: 其中甲类共30件.
_LABEL = regex.compile(
    r"(?:其中|包括|以及|[和及与共])?(?P<name>\p{Han}{2,16}?)"
    r"(?:共计|合计|总计|总共|共有|分别为|达到|[为共有是约达计])?"
)


def holds(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts may add up to the whole, every figure within its rounding."""
    return added([_wide(part) for part in parts]).meets(_wide(whole))


def holds_closely(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the sum holds if parts printed with fewer decimals than their whole only dropped zeros."""
    if not any(term.number.step or term.number.approximate for term in (whole, *parts)):  # counts alone
        return sum_of(parts) == whole.number.value
    return added([_close(part, whole) for part in parts]).meets(_wide(whole))


def _wide(term: Term) -> Interval:
    """What a figure may be rounded from; none at all is none."""
    return term.quantity.interval if term.number.value else Interval.point(0)


def _close(part: Term, whole: Term) -> Interval:
    number = part.number
    if not number.value:
        return Interval.point(0)
    if number.approximate or number.step <= whole.number.step or whole.number.decimals < _FINE:
        return part.quantity.interval
    half = whole.number.step / 2
    return Interval(number.value - half, number.value + half)


def sum_of(parts: Sequence[Term]) -> Fraction:
    """The sum of the printed values."""
    return add_up([part.number.value for part in parts])


def verified(whole: Term, parts: Sequence[Term], *, free: bool = False) -> Relation:
    """The relation of a sum that holds within rounding.

    Where the parts are equally rounded and miss by more than honest sums do, it is left open, with an info
    for the reader, unless the document says that its totals are ``free`` of such adjustment.
    """
    text = formula(whole, parts)
    if free or not is_strained(whole, parts):
        return Relation("sum", "verified", whole.span, spans(whole, parts), text)
    return Relation(
        "sum",
        "unverifiable",
        whole.span,
        spans(whole, parts),
        text,
        "sum-mismatch",
        _hit(whole, parts, Severity.INFO),
    )


def is_strained(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether equally rounded parts miss their whole by more than honest sums do."""
    step = whole.number.step
    if not step or any(part.number.step != step or part.number.approximate for part in (whole, *parts)):
        return False
    honest = next((units for most, units in _HONEST if len(parts) <= most), len(parts) // 4)
    return abs(sum_of(parts) - whole.number.value) > honest * step


@value
class Broken:
    """A sum that does not hold, before it is known which of its numbers is the likely slip."""

    whole: Term
    parts: tuple[Term, ...]
    severity: Severity
    kind: ClassVar[RelationKind] = "sum"

    @property
    def numbers(self) -> tuple[Span, ...]:
        """Where the numbers stand, in reading order."""
        return spans(self.whole, self.parts)

    @property
    def focus(self) -> Span:
        """Where the whole stands."""
        return self.whole.span


def judged(
    parts: Sequence[Term],
    wholes: Sequence[Term],
    suspects: Sequence[Term],
    *,
    exact: bool = False,
    sure: bool = False,
) -> Iterator[Relation | Broken]:
    """The sum with the first whole that the parts make, else a warning of the one suspect that may be a slip.

    ``exact`` and ``sure`` are those of :func:`slips`.
    """
    held = next((whole for whole in wholes if holds_closely(whole, parts)), None)
    if held:
        yield verified(held, parts)
        return
    slipped = [whole for whole in suspects if slips(whole, parts, exact=exact, sure=sure)]
    if sure and not exact and not slipped:  # two digits exchanged, one lost or doubled
        edits = [(whole, fix) for whole in suspects for fix in repairs(whole, parts)]
        slipped = [whole for whole, fix in edits if fix.exact and digits(fix.term) > LONG][:1]
    if len(slipped) == 1:
        yield Broken(slipped[0], tuple(parts), Severity.WARNING)


def settled(found: Sequence[Relation | Broken]) -> Iterator[Relation]:
    """The relations, those of broken sums with the likely slip.

    That is the number whose change repairs every broken sum it is in; a number that a sum which holds
    confirms is none.
    """
    broken = {row: _exact(one) for row, one in enumerate(found) if isinstance(one, Broken)}
    votes = Counter((fix.term.span, fix.literal) for fixes in broken.values() for fix in fixes)
    steady = {
        span
        for one in found
        if isinstance(one, Relation) and one.kind == "sum" and one.verdict == "verified"
        for span in one.numbers
    }
    for row, one in enumerate(found):
        if isinstance(one, Relation):
            yield one
            continue
        free = [fix for fix in broken[row] if fix.term.span not in steady]
        shared = [fix for fix in free if votes[fix.term.span, fix.literal] > 1]
        likely = shared if len(shared) == 1 else free
        hit = _hit(one.whole, one.parts, one.severity, likely[0] if len(likely) == 1 else None)
        text = hit.evidence[0]
        yield Relation("sum", "contradicted", one.whole.span, one.numbers, text, "sum-mismatch", hit)


def _exact(one: Broken) -> list[Repair]:
    return [fix for fix in repairs(one.whole, one.parts) if fix.exact]


def _hit(whole: Term, parts: Sequence[Term], severity: Severity, slip: Repair | None = None) -> Hit:
    result = sum_of(parts)
    return Hit(
        whole.span,
        {
            "sum": amount(result, whole.number) + whole.quantity.unit,
            "total": _named(whole),
            "difference": amount(abs(result - whole.number.value), whole.number) + whole.quantity.unit,
        },
        severity,
        evidence=(
            f"{formula(whole, parts)} ≠ {figure(whole.number, _scale(whole, parts))}",
            *_bounds(whole, parts),
        ),
        related=tuple(Related(part.span, "分项") for part in parts),
        fix=Fix("unsafe", (Edit(slip.term.span, slip.literal),)) if slip else None,
    )


def _bounds(whole: Term, parts: Sequence[Term]) -> Iterator[str]:
    """The bounds that decided, where figures were rounded."""
    if any(term.number.step or term.number.approximate for term in (whole, *parts)):
        of_sum = _range(added([part.quantity.interval for part in parts]), whole.number)
        yield f"计入舍入，分项之和在{of_sum}，总数在{_range(whole.quantity.interval, whole.number)}"


def _range(interval: Interval, like: Number) -> str:
    low = "−∞" if interval.low is None else amount(interval.low, like)
    high = "∞" if interval.high is None else amount(interval.high, like)
    return f"[{low}, {high}]"


def partial(whole: Term, parts: Sequence[Term]) -> Relation | None:
    """Parts that need not be all: their sum is within the whole or, where they overlap, each of them is.

    A list of one name is at its end where a figure is larger than the whole.
    """
    if _within(added([part.quantity.interval for part in parts]), whole):
        return Relation("part", "verified", whole.span, spans(whole, parts), formula(whole, parts, " ≤ "))
    if (own := list(takewhile(lambda part: fits(whole, part), parts))) != list(parts):
        alike = len({part.quantity.before[-_TAIL:] for part in own}) == 1 < len(own)
        return partial(whole, own) if alike else included(whole, own[0]) if own else None
    scale = _scale(whole, parts)
    limit = figure(whole.number, scale)
    text = "，".join(f"{figure(part.number, scale)} ≤ {limit}" for part in parts)
    return Relation("part", "verified", whole.span, spans(whole, parts), text)


def fits(whole: Term, part: Term) -> bool:
    """Whether a part is not larger than its whole."""
    return _within(part.quantity.interval, whole)


def _within(interval: Interval, whole: Term) -> bool:
    high = whole.quantity.interval.high
    return high is None or interval.low is None or interval.low <= high


def included(whole: Term, part: Term) -> Relation:
    """The relation of one part that is not larger than its whole."""
    return Relation("part", "verified", part.span, spans(whole, [part]), formula(whole, [part], " ≤ "))


def exceeding(whole: Term, part: Term, severity: Severity | None = None) -> Relation:
    """The relation of a part that is larger than its whole, with its hit, lowered to ``severity``."""
    text = formula(whole, [part], " > ")
    hit = Hit(
        part.span,
        {"part": _named(part), "total": _named(whole)},
        severity,
        evidence=(text,),
        related=(Related(whole.span, "总数"),),
    )
    return Relation("part", "contradicted", part.span, spans(whole, [part]), text, "part-exceeds-total", hit)


def formula(whole: Term, parts: Sequence[Term], sign: str = "") -> str:
    """The recomputation: the parts as printed, their sum, and behind ``sign`` the whole."""
    scale = _scale(whole, parts)
    text = " + ".join(figure(part.number, scale) for part in parts)
    if len(parts) > 1:
        text += f" = {amount(sum_of(parts), whole.number, scale)}"
    return f"{text}{sign}{figure(whole.number, scale)}" if sign else text


def _named(term: Term) -> str:
    """A figure with its measure word and, where the words before it are a name, with that: “行政人员”33人."""
    scene, before = term.scene, term.quantity.before
    label = _LABEL.fullmatch(before, _behind_year(before))
    name = label["name"] if label and not label["name"].endswith("的") else ""
    if name.startswith(_OVER) and term.quantity.index:
        bar = scene.quantities[term.quantity.index - 1]  # 55岁以上
        name = bar.before.removeprefix("其中") + scene.text[bar.start : term.quantity.start]
    return f"{f'“{name}”' if name else ''}{figure(term.number)}{term.quantity.unit}"


def _behind_year(before: str) -> int:
    """Where the words behind a year begin: 截至2018年末已审结."""
    year = before.rfind("年")
    if year < 1 or not before[year - 1].isdigit():
        return 0
    return year + 2 if before[year + 1 : year + 2] in tuple("末底初度") else year + 1


def _scale(whole: Term, parts: Sequence[Term]) -> int:
    return common_scale([whole.number, *(part.number for part in parts)])


def spans(whole: Term, parts: Sequence[Term]) -> tuple[Span, ...]:
    """Where the numbers stand, in reading order."""
    return tuple(sorted(term.span for term in (whole, *parts)))
