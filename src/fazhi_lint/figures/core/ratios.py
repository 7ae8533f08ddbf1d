"""Some numbers over some others: the ratio in percent, its bounds, and how evidence shows it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from ...facts.numbers import Number
from ...model import Edit, Fix, Span
from ...values import value
from .interval import Interval, add_up, show, total
from .scene import Quantity
from .slips import bare_digits, digit_off, mistyped, one_edit, only_slip
from .terms import common_scale, figure

_LONGEST = 12  # digits of a number in which one wrong digit is looked for
_CLOSE = 20  # what is off by no more than one of so many parts is of the same thing
_THREE = 100  # the least number of three digits
_FEW = 3  # digits of which two may be exchanged
_FAR = 2  # percentage points by which round figures may miss what is stated of them


@value
class Ratio:
    """The sum of ``upper``, without ``off``, over the sum of ``lower``, from which ``less`` is taken away."""

    upper: tuple[Quantity, ...]
    lower: tuple[Quantity, ...]
    less: tuple[Quantity, ...] = ()
    off: tuple[Quantity, ...] = ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity used."""
        return self.upper + self.lower + self.less + self.off

    @property
    def percent(self) -> Interval | None:
        """The bounds of the ratio in percent; None if the base may be zero or is not bounded."""
        below = total([quantity.interval for quantity in self.lower])
        for quantity in self.less:
            below = below - quantity.interval
        above = total([quantity.interval for quantity in self.upper])
        for quantity in self.off:
            above = above - quantity.interval
        ratio = above.over(below)
        return ratio.scaled(100) if ratio else None

    @property
    def value(self) -> Fraction:
        """The ratio of the printed values in percent. ZeroDivisionError if the printed base is zero."""
        above, below = _value(self.upper), _value(self.lower)
        if self.off:
            above -= _value(self.off)
        if self.less:
            below -= _value(self.less)
        return 100 * above / below

    def show(self, decimals: int = 2) -> str:
        """``12 / 45 = 26.67%``, with the decimals of the stated rate, at least two."""
        return f"{self._print(' / ')} = {self.result(decimals)}"

    def brief(self, decimals: int = 2) -> str:
        """The same, closed up and with the base added up: ``12/49 = 24.49%``."""
        if len(self.upper) > 1 or self.off:
            return f"{self._print('/')} = {self.result(decimals)}"
        scale = common_scale([quantity.number for quantity in self.quantities])
        base = _value(self.lower) - _value(self.less)
        lower = show(base / scale) if scale else self._print("/").partition("/")[2]
        return f"{figure(self.upper[0].number, scale)}/{lower} = {self.result(decimals)}"

    def _print(self, slash: str) -> str:
        scale = common_scale([quantity.number for quantity in self.quantities])
        upper = " + ".join(figure(q.number, scale) for q in self.upper)
        lower = " + ".join(figure(q.number, scale) for q in self.lower)
        lower += "".join(f" - {figure(q.number, scale)}" for q in self.less)
        upper += "".join(f" - {figure(q.number, scale)}" for q in self.off)
        upper = f"({upper})" if len(self.upper) + len(self.off) > 1 else upper
        lower = f"({lower})" if len(self.lower) + len(self.less) > 1 else lower
        return upper + slash + lower

    def result(self, decimals: int = 2) -> str:
        """The ratio alone: ``26.67%``."""
        value = self.value
        exact = 100 % value.denominator == 0
        return f"{show(value, None if exact else max(2, decimals))}%"

    def gives(self, wanted: Interval) -> bool:
        """Whether the ratio may print as a rate that stands for ``wanted``; see :func:`printed`."""
        if len(self.quantities) == 2:
            return gives(self.upper[0].number, self.lower[0].number, wanted)
        bounds = self.percent
        return bounds is not None and bounds.meets(wanted)

    def is_beside(self, stated: Number) -> bool:
        """Whether the printed figures come near what is stated, and not only what they may stand for.

        3500余件 of 1.3万件 may be 25%, but 27% is what a reader gets: that it agrees tells nothing.
        """
        short = stated.value / (10 if stated.kind == "permille" else 1) - self.value
        return short <= _FAR if stated.high is None else abs(short) <= _FAR


def gives(upper: Number, lower: Number, wanted: Interval) -> bool:
    """:meth:`Ratio.gives` of two numbers, in whole numbers throughout: most pairs are tried in vain."""
    base, top = lower.low, upper.low
    if base is None or base <= 0 or top is None:
        return False
    if wanted.high is not None and lower.high is not None:
        left = 100 * top.numerator * wanted.high.denominator * lower.high.denominator
        if left > wanted.high.numerator * lower.high.numerator * top.denominator:
            return False
    if wanted.low is not None and upper.high is not None:
        right = 100 * upper.high.numerator * wanted.low.denominator * base.denominator
        if right < wanted.low.numerator * base.numerator * upper.high.denominator:
            return False
    return True


def _value(quantities: Sequence[Quantity]) -> Fraction:
    return add_up([quantity.number.value for quantity in quantities])


def printed(number: Number) -> Interval:
    """What a printed rate may stand for, in percent.

    Rounding half up or half to even; with decimals also truncation (128.788 printed as 128.78), which
    occurs in print and which without decimals would excuse nearly anything.
    """
    high = number.high
    if high is not None and number.decimals and not number.approximate:
        high = number.value + number.step
    found = Interval(number.low, high)
    return found.scaled(Fraction(1, 10)) if number.kind == "permille" else found


def cut_or_rounded(number: Number) -> Interval:
    """What a printed mean or quotient may stand for, rounded or cut off."""
    return Interval(number.value - number.place / 2, number.value + number.place)


def slipped(stated: Number, ratio: Ratio) -> bool:
    """Whether one wrong digit, or two exchanged, in the rate or in a figure explains that they do not agree.

    Nothing does where one of them is approximate.
    """
    if stated.approximate or any(quantity.number.approximate for quantity in ratio.quantities):
        return False
    upper, lower = _value(ratio.upper), _value(ratio.lower)
    wanted = printed(stated)
    if not upper or not lower or ratio.less or ratio.off or wanted.high is None or not wanted.low:
        return False
    step = Fraction(1, 10**stated.decimals)
    at = int(ratio.value / step) * step
    if any(digit_off(stated, value) for value in (at, at + step)) or _exchanged(stated, ratio.value):
        return True
    # A short rate is met by exchanged digits too often.
    ways = (moved, _swapped) if stated.value >= _THREE * stated.place else (moved,)
    low, high = wanted.low * lower / 100 - upper, wanted.high * lower / 100 - upper
    if any(way(quantity.number, low, high) for quantity in ratio.upper for way in ways):
        return True
    low, high = 100 * upper / wanted.high - lower, 100 * upper / wanted.low - lower
    return any(way(quantity.number, low, high) for quantity in ratio.lower for way in ways)


def _exchanged(stated: Number, found: Fraction) -> bool:
    """Whether two digits of a rate of three or more have changed places: 31.7% for 37.1%."""
    needed, shown = int(found / stated.place + Fraction(1, 2)), stated.value / stated.place
    return shown >= _THREE and mistyped(str(shown), str(needed))


def is_close(stated: Fraction, found: Fraction) -> bool:
    """Whether what is found is nearly what is stated: figures of two things hardly come so close."""
    return abs(found - stated) * _CLOSE <= stated


def is_likely(stated: Number, ratio: Ratio) -> bool:
    """Whether a rate that disagrees is likely to be that of the ratio: a slip of the pen, or nearly right.

    Figures that have nothing to do with each other are hardly so close, nor one wrong digit away.
    """
    percent = stated.value / 10 if stated.kind == "permille" else stated.value
    if is_close(percent, ratio.value) or slipped(stated, ratio):
        return True
    at = ratio.value // stated.place * stated.place
    return any(one_edit(stated, value) for value in (at, at + stated.place))


def slipped_apart(stated: Number, part: Quantity, rest: Sequence[Quantity]) -> bool:
    """The same of a part over itself and all the rest: 不起诉 over 起诉 and 不起诉."""
    wanted, others = printed(stated), _value(rest)
    if not others or not part.number.value or wanted.low is None or wanted.high is None:
        return False
    if not 0 < wanted.low <= wanted.high < 100:
        return False
    step = Fraction(1, 10**stated.decimals)
    at = int(100 * part.number.value / (part.number.value + others) / step) * step
    if any(digit_off(stated, value) for value in (at, at + step)):
        return True
    low, high = (edge / (100 - edge) for edge in (wanted.low, wanted.high))
    if moved(part.number, others * low - part.number.value, others * high - part.number.value):
        return True
    low, high = part.number.value / high - others, part.number.value / low - others
    return any(moved(one.number, low, high) for one in rest)


def slipped_quotient(
    stated: Number, wanted: Interval, above: Number, below: Number, times: int | Fraction
) -> bool:
    """The same of so many times one amount over another; ``wanted`` is what the stated print may stand for."""
    low, high = wanted.low, wanted.high
    if not low or not high or low <= 0 or not above.value or not below.value:
        return False
    result = above.value * times / below.value
    unit = stated.place
    if abs(result - stated.value) * 2 <= unit:
        return False
    at = result // unit * unit
    if any(digit_off(stated, place) for place in (at, at + unit)) or _exchanged(stated, result):
        return True
    base = below.value / times
    if moved(above, low * base - above.value, high * base - above.value):
        return True
    return moved(below, above.value * times / high - below.value, above.value * times / low - below.value)


def moved(number: Number, low: Fraction, high: Fraction) -> bool:
    """Whether one wrong digit moves a number by something between two bounds."""
    digits = bare_digits(number)
    if number.approximate or not (digits.isascii() and digits.isdecimal()) or len(digits) > _LONGEST:
        return False
    unit = number.place
    for place, digit in enumerate(reversed(digits)):
        for other in range(10):
            if low <= (other - int(digit)) * 10**place * unit <= high:
                return True
    return False


def _swapped(number: Number, low: Fraction, high: Fraction) -> bool:
    """The same of two digits exchanged in three or more."""
    digits = bare_digits(number)
    if number.approximate or not (digits.isascii() and digits.isdecimal()) or len(digits.lstrip("0")) < _FEW:
        return False
    return any(
        low <= (int(one) - int(other)) * 9 * 10**place * number.place <= high
        for place, (one, other) in enumerate(pairwise(reversed(digits)))
    )


def mended(span: Span, stated: Number, ratio: Ratio) -> Fix | None:
    """The rate as it should print, offered where it is the one number that a single edit repairs."""
    upper, lower = ratio.upper[0].number, ratio.lower[0].number
    if stated.kind != "percent" or len(ratio.quantities) != 2:
        return None
    wanted = printed(stated)

    def holds(row: int, other: Fraction) -> bool:
        top, base = (other, lower.value) if row == 0 else (upper.value, other)
        return base > 0 and 100 * top / base in wanted

    literal = only_slip(stated, ratio.value, (upper, lower), holds)
    return Fix("unsafe", (Edit(span, literal),)) if literal else None
