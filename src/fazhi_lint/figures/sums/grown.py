"""The growth of a whole among the growths of all its parts: 出口11.46亿元，增长3.7%；进口8.64亿元，下降0.1%.

Each part brought back by its growth, they make the whole that was before, and so its growth. Growth at constant
prices is weighted otherwise, but it too lies between the least and the greatest of its parts: what lies outside
is a warning, and so is what one wrong digit keeps from being the growth that the parts make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation, Span
from ...values import value
from ..changes.growth import REAL, percent
from ..changes.said import made_apart
from ..changes.tracks import tracks
from ..core.interval import Interval, add_up, total
from ..core.moves import Move
from ..core.ratios import moved, printed
from ..core.scene import Quantity, Scene
from ..core.slips import digit_off
from ..core.terms import common_scale, figure

_AROUND = 30  # characters before a level that may say how it is reckoned
_FAR = 1  # percentage points; what was before is often revised by less
# what is left of one year is counted in the next one again
_STAGE = regex.compile(r"未|尚|待[办处审结]|结案|[办审执了]结")
_AT_CONSTANT = regex.compile(r"可比|不变")
_OTHERWISE = regex.compile(r"[月季周]|计划|预算|目标|任务")  # what growth is told against, if not last year


@value
class _Grown:
    """A level of the text with what it grew by, in percent."""

    scene: Scene
    level: Quantity
    move: Move

    @property
    def factor(self) -> Interval:
        """What the level is of the one before."""
        stated = printed(self.move.quantity.number)
        return Interval.point(1) + (stated if self.move.sign > 0 else -stated).scaled(Fraction(1, 100))

    @property
    def before(self) -> Fraction:
        """The level that the growth leads from."""
        return self.level.number.value / (1 + self.move.sign * self.move.quantity.number.value / 100)

    @property
    def signed(self) -> str:
        """The growth with its sign: -0.1%."""
        return ("-" if self.move.sign < 0 else "") + self.move.quantity.number.literal


def grown(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The growths of the wholes of the sums in ``found`` that hold."""
    sums = [one for one in found if one.kind == "sum" and one.verdict == "verified" and "+" in one.formula]
    known = _known(document) if sums else {}
    said = set()
    for one in sums:
        whole = known.get(one.focus)
        parts = [known.get(span) for span in one.numbers if span != one.focus]
        if whole is None or " - " in one.formula or one.focus not in one.numbers:
            continue
        told = [part for part in parts if part is not None]
        if len(told) == len(parts):
            result = _judged(whole, told)
            if result is not None and result.focus not in said:
                said.add(result.focus)
                yield result


def _known(document: Document) -> dict[Span, _Grown]:
    """The levels whose growth over a year the text tells, by their place."""
    return {
        scene.span(track.level): _Grown(scene, track.level, rates[0])
        for scene, found in tracks(document)
        for track in found
        if (rates := [move for move in track.moves if _is_yearly(move)])
    }


def _is_yearly(move: Move) -> bool:
    number = move.quantity.number
    plain = number.kind == "percent" and not (move.mean or move.planned or number.vague or number.approximate)
    return plain and not _OTHERWISE.search(move.against)


def _judged(whole: _Grown, parts: Sequence[_Grown]) -> Relation | None:
    factors = [part.factor for part in parts]
    before = [part.level.interval.over(factor) for part, factor in zip(parts, factors, strict=True)]
    known = [one for one in before if one is not None]
    reached = whole.level.interval.over(total(known)) if len(known) == len(before) else None
    if reached is None:
        return None
    value, formula = _weighted(whole, parts)
    if reached.meets(whole.factor):
        return _relation(whole, parts, formula)
    least = min(parts, key=lambda part: part.factor.low or 0)
    greatest = max(parts, key=lambda part: part.factor.high or 0)
    loose = _on_other_bases(whole, parts) or any(
        one.number.approximate or _STAGE.search(one.before)
        for each in (whole, *parts)
        for one in (each.level, each.move.quantity)
    )
    if Interval(least.factor.low, greatest.factor.high).meets(whole.factor):
        if _is_real(whole):
            return _relation(whole, parts, f"{least.signed} ≤ {whole.signed} ≤ {greatest.signed}")
        if loose or not _is_slip(whole, parts, value):
            return None
        return _relation(whole, parts, formula, f"算得{percent(value, whole.move.quantity.number)}")
    if loose:
        return None
    above = (whole.factor.low or 0) > (greatest.factor.high or 0)
    formula = f"{whole.signed} > {greatest.signed}" if above else f"{whole.signed} < {least.signed}"
    result = f"各部分增幅最高为{greatest.signed}" if above else f"各部分增幅最低为{least.signed}"
    return _relation(whole, parts, formula, result)


def _on_other_bases(whole: _Grown, parts: Sequence[_Grown]) -> bool:
    """Whether they are not all reckoned in one way; what is said of the prices of all holds for the parts."""
    of_all = _AT_CONSTANT.search(whole.scene.text, whole.level.stop, whole.move.quantity.start) is not None
    return any(part.move.soft != whole.move.soft and not of_all for part in parts)


def _is_real(whole: _Grown) -> bool:
    """Whether a growth may be one at constant prices, or on another basis than the amounts."""
    begin = max(0, whole.level.start - _AROUND)
    return whole.move.soft or REAL.search(whole.scene.text, begin, whole.move.quantity.start) is not None


def _is_slip(whole: _Grown, parts: Sequence[_Grown], value: Fraction) -> bool:
    """Whether one wrong digit of a growth keeps a whole from growing by ``value`` percent, and by far."""
    stated = whole.move.quantity.number
    found = whole.move.sign * value
    step = Fraction(1, 10**stated.decimals)
    at = found // step * step
    if abs(found - stated.value) <= _FAR:
        return False
    if any(digit_off(stated, one) for one in (at, at + step)):
        return True
    return any(_explains(whole, [one for one in parts if one is not part], part) for part in parts)


def _explains(whole: _Grown, others: Sequence[_Grown], part: _Grown) -> bool:
    """Whether one wrong digit in the growth of a part explains that the whole does not grow as they do."""
    number = part.move.quantity.number
    base = whole.before - add_up([one.before for one in others])
    if base <= 0:
        return False
    gap = part.move.sign * 100 * (part.level.number.value / base - 1) - number.value
    slack = number.step + whole.move.quantity.number.step * whole.before / base
    return moved(number, gap - slack, gap + slack)


def _weighted(whole: _Grown, parts: Sequence[_Grown]) -> tuple[Fraction, str]:
    """The growth, in percent, that the growths of the parts make, and how."""
    scale = common_scale([one.level.number for one in (whole, *parts)])
    shares = [
        f"{figure(part.level.number, scale)}/(1{'-' if part.move.sign < 0 else '+'}{part.signed.lstrip('-')})"
        for part in parts
    ]
    value = 100 * (whole.level.number.value / add_up([part.before for part in parts]) - 1)
    made = percent(value, whole.move.quantity.number)
    return value, f"{figure(whole.level.number, scale)} / ({' + '.join(shares)}) - 1 = {made}"


def _relation(whole: _Grown, parts: Sequence[_Grown], formula: str, result: str = "") -> Relation:
    """The relation, a warning where there is a ``result`` that the whole is not."""
    stated = whole.move.quantity
    told = [(one.scene, quantity) for one in (whole, *parts) for quantity in (one.level, one.move.quantity)]
    used = [(scene, quantity) for scene, quantity in told if quantity is not stated]
    return made_apart(whole.scene, whole.move, used, formula, result)
