"""What a printed number stands for: its value and the interval of everything it may have been rounded from."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from .number_words import Cue

ZERO = Fraction(0)
_POWERS = tuple(10**n for n in range(64))
_CACHED = 8192
Bounds = tuple[Fraction | None, Fraction | None]


NumberKind = Literal["number", "percent", "permille", "point", "multiple", "fraction", "ordinal", "year"]


class Number(NamedTuple):
    """A number as printed.

    ``start`` and ``end`` are code-point offsets of ``literal`` in the text that was read: the numeral with
    its sign, scale and % or ‰, without measure word and approximators (``3亿5000万``, ``98.3%``); ``stop`` is
    the end of its measure word. ``digits`` is the bare numeral without scale and %. ``value`` is the printed
    value with its scale applied (3.5万 → 35000; 45.5% → 45.5; 翻两番 → 4).

    ``low`` and ``high`` are the closed interval the print stands for, None where unbounded; ``step`` is the
    size of one unit of the last printed digit (0 for a count, which stands for itself alone). ``unit`` is the
    measure word without its scale (万元 → 元). ``approximate`` is True where a word such as 约, 余, 近 or 以上
    (``cue`` says which sort) makes it other than the printed value, ``vague`` where nothing can be computed
    from it (数百, 几十). A range (10%—20%, 三至五个) is one mention: ``value`` and ``low`` are its lower end,
    ``high`` its upper end, and ``cue`` is ``range``.
    """

    start: int
    end: int
    literal: str
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    kind: NumberKind
    unit: str = ""
    step: Fraction = Fraction(0)
    scale: int = 1
    decimals: int = 0
    approximate: bool = False
    vague: bool = False
    digits: str = ""
    stop: int = 0
    cue: str = ""

    @property
    def place(self) -> Fraction:
        """The size of one unit of its last printed digit, of a count too."""
        return Fraction(self.scale, 10**self.decimals)


class Reading(NamedTuple):
    """Value, interval and precision of a number; see :class:`Number`."""

    value: Fraction
    low: Fraction | None
    high: Fraction | None
    step: Fraction
    scale: int
    decimals: int


def number_of(
    flow: str, begin: int, end: int, reading: Reading, kind: NumberKind, unit: str, digits: str, stop: int,
    cue: Cue,
) -> Number:  # fmt: skip
    """The mention of a number whose literal is ``flow[begin:end]`` and whose measure word ends at ``stop``."""
    value, low, high, step, scale, decimals = reading
    return Number(
        begin, end, flow[begin:end], value, low, high, kind, unit, step, scale, decimals,
        cue not in ("", "达"), cue == "vague", digits, stop, cue,
    )  # fmt: skip


@lru_cache(maxsize=_CACHED)
def read_arabic(digits: str, scale: int, cue: Cue, exact: bool) -> Reading:
    """The reading of Arabic digits (commas and blanks allowed, a sign in front) times a scale.

    ``exact`` says that a whole number of the unit is a count. Raises ValueError if ``digits`` is no number.
    """
    whole, _, fraction = digits.partition(".")
    decimals = len(fraction)
    mantissa = int((whole + fraction).replace(",", "").replace(" ", ""))
    power = _POWERS[decimals]
    value = Fraction(mantissa * scale, power) if decimals else Fraction(mantissa * scale)
    if exact and not decimals and scale == 1:
        if not cue:
            return Reading(value, value, value, ZERO, 1, 0)
        return Reading(value, *bounds(value, ZERO, Fraction(_last_place(mantissa)), cue), ZERO, 1, 0)
    step = _step(scale, decimals)
    if cue:
        return Reading(value, *bounds(value, step, step * _last_place(mantissa), cue), step, scale, decimals)
    low = Fraction((2 * mantissa - 1) * scale, 2 * power)
    return Reading(value, low, Fraction((2 * mantissa + 1) * scale, 2 * power), step, scale, decimals)


@cache
def _step(scale: int, decimals: int) -> Fraction:
    return Fraction(scale, _POWERS[decimals])


def read_value(value: Fraction, unit: int, decimals: int, cue: Cue, exact: bool) -> Reading:
    """The reading of a value printed with ``decimals`` behind the point of a magnitude ``unit``.

    For Chinese numerals and mixtures: 三万五千 claims thousands, 二十三 is a count if ``exact``.
    """
    counted = exact and unit <= 10 and not decimals
    if counted and not cue:
        return Reading(value, value, value, ZERO, 1, 0)
    step = _step(unit, decimals)
    place = value / step
    last = step * _last_place(int(place)) if place.denominator == 1 else step
    low, high = bounds(value, ZERO if counted else step, last, cue)
    return Reading(value, low, high, ZERO if counted else step, unit if unit >= 10**4 else 1, decimals)


def _last_place(mantissa: int) -> int:
    """The place of the last digit that is not zero: 1 for 35, 1000 for 3000, 1 for 0."""
    if mantissa % 10 or not mantissa:
        return 1
    place = 10
    while mantissa % (place * 10) == 0:
        place *= 10
    return place


def bounds(value: Fraction, step: Fraction, last: Fraction, cue: Cue) -> Bounds:
    """The closed interval of a value under an approximator.

    ``step`` is one unit of the last printed digit (0 for a count), ``last`` one unit of the last printed
    digit that is not zero. 以上, 以下, 以内 include the number, 超过, 不满 do not
    (《民法典》第一千二百五十九条); the ends are reported closed all the same.
    余, 多 and 近 by usage: 3000多 < 4000, 近100 > 80.
    """
    if cue in ("", "达"):
        half = step / 2
        return (value - half, value + half) if half else (value, value)
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
    return None, None
