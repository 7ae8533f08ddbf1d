"""What a printed number stands for: its value and the interval of everything it may have been rounded from."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .number_words import Cue

_POWERS = tuple(10**n for n in range(64))


class Reading(NamedTuple):
    """Value, interval and precision of a number; see :class:`fazhi_lint.facts.numbers.Number`."""

    value: Fraction
    low: Fraction | None
    high: Fraction | None
    step: Fraction
    scale: int
    decimals: int


@lru_cache(maxsize=8192)
def read_arabic(digits: str, scale: int, cue: Cue, exact: bool) -> Reading:
    """The reading of Arabic digits (commas and blanks allowed, a sign in front) times a scale."""
    whole, _, fraction = digits.partition(".")
    decimals = len(fraction)
    mantissa = int((whole + fraction).replace(",", "").replace(" ", ""))
    return _reading(mantissa, decimals, scale, cue, exact)


def _reading(mantissa: int, decimals: int, scale: int, cue: Cue, exact: bool) -> Reading:
    power = _POWERS[decimals]
    value = Fraction(mantissa * scale, power) if decimals else Fraction(mantissa * scale)
    if exact and not cue and not decimals and scale == 1:
        return Reading(value, value, value, _ZERO, 1, 0)
    step = Fraction(scale, power)
    counted = exact and not decimals and scale == 1
    low, high = bounds(value, _ZERO if counted else step, step * last_place(mantissa), cue)
    return Reading(value, low, high, _ZERO if counted else step, scale, decimals)


_ZERO = Fraction(0)


def last_place(mantissa: int) -> int:
    """The place of the last digit that is not zero: 1 for 35, 1000 for 3000, 1 for 0."""
    if mantissa % 10 or not mantissa:
        return 1
    place = 1
    while mantissa % (place * 10) == 0:
        place *= 10
    return place


def bounds(
    value: Fraction, step: Fraction, last: Fraction, cue: Cue
) -> tuple[Fraction | None, Fraction | None]:
    """The closed interval of a value under an approximator.

    ``step`` is one unit of the last printed digit (0 for a count), ``last`` one unit of the last printed
    digit that is not zero. 以上, 以下, 以内 include the number, 超过, 不满 do not
    (《民法典》第一千二百五十九条); the ends are reported closed all the same.
    余, 多 and 近 by usage: 3000多 < 4000, 近100 > 80.
    """
    if cue in ("", "达"):
        half = step / 2
        return value - half, value + half
    if cue in ("at least", "above"):
        return value, None
    if cue in ("at most", "below"):
        return None, value
    if cue == "more":
        return value, value + last
    if cue == "nearly":
        return value - max(last, abs(value) / 5), value
    if cue == "about":
        slack = max(last, abs(value) / 20)
        return value - slack, value + slack
    return value, None
