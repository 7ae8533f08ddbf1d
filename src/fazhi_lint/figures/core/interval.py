"""Exact closed intervals: what a printed number may stand for, and what follows from several of them.

An end that is None is unbounded. Nothing here rounds; all values are Fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ...values import value

_LARGE = 10**15


@value
class Interval:
    """The closed interval [low, high]; an end that is None is unbounded."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The interval that holds one value."""
        return cls(Fraction(value), Fraction(value))

    @property
    def width(self) -> Fraction | None:
        """high − low, None where unbounded."""
        return None if self.low is None or self.high is None else self.high - self.low

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Fraction | int) -> Interval:
        """The interval times a factor that is not negative."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def over(self, other: Interval) -> Interval | None:
        """The quotients of two intervals of non-negative numbers; None if the divisor may be zero."""
        if other.low is None or other.low <= 0 or self.low is None:
            return None
        low = Fraction(0) if other.high is None else self.low / other.high
        return Interval(low, None if self.high is None else self.high / other.low)

    def widened(self, slack: Fraction) -> Interval:
        """The interval with ``slack`` more room at both ends."""
        return Interval(
            None if self.low is None else self.low - slack, None if self.high is None else self.high + slack
        )

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )

    def __contains__(self, value: Fraction) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


def total(intervals: list[Interval]) -> Interval:
    """The interval of the sum."""
    if len(intervals) == 1:
        return intervals[0]
    return Interval(_sum([each.low for each in intervals]), _sum([each.high for each in intervals]))


def _sum(ends: list[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return None if len(known) < len(ends) else add_up(known)


def add_up(values: Sequence[Fraction]) -> Fraction:
    """The sum. Nearly all figures are whole numbers, which need no common denominator."""
    if len(values) == 1:
        return values[0]
    ratios = [value.as_integer_ratio() for value in values]
    if {below for _, below in ratios} <= {1}:
        return Fraction(sum([above for above, _ in ratios]))
    return sum(values, Fraction(0))


def show(value: Fraction, decimals: int | None = None) -> str:
    """A value as a reader would write it: exact where it ends, else rounded half up to ``decimals`` (2).

    Used in evidence only, never in a decision.
    """
    if decimals is None:
        if value.denominator == 1 and abs(value.numerator) < _LARGE:
            return str(value.numerator)
        scaled = value * 10_000
        if scaled.denominator == 1:
            text = f"{Decimal(scaled.numerator) / 10_000:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        decimals = 2
    shifted = abs(value) * 10**decimals
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)
