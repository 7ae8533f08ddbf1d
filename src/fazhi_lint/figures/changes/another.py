"""Whether a change is so far from what its levels give that another level must be meant by it.

A slip is no such case: a wrong digit, a 万 for a 亿. Nor do prices explain everything: no year or plan has seen
them fall by a quarter, and few have seen them double.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from ...facts.numbers import Number
from ..core.moves import Move
from ..core.ratios import moved
from ..core.scene import Quantity
from ..core.slips import bare_digits
from .growth import growth_by, root

_MOST = 5  # times that a level may be off what a change leads to
_LONGEST = 15  # digits
_FALL, _RISE = Fraction(4, 3), 2  # times that real growth may be more, and less, than growth at current prices
_SCALES = (10, 100, 1000, 10**4, 10**8)


def is_another(start: Quantity, level: Quantity, stated: Move) -> bool:
    """Whether a level can't be the one that a change leads to from a start."""
    reached = _reached(start.number.value, stated, stated.quantity.number.value)
    return _is_far(level.number.value, reached) and not is_slip(start, level, stated)


def _reached(value: Fraction, stated: Move, by: Fraction) -> Fraction:
    kind = stated.quantity.number.kind
    if kind in ("number", "point"):
        return value + stated.sign * by
    return value * _factor(stated, by)


def _factor(stated: Move, by: Fraction) -> Fraction:
    if stated.quantity.number.kind == "multiple":
        return by if stated.whole else by + 1
    return 1 + stated.sign * by / 100


def is_slip(start: Quantity, level: Quantity, stated: Move) -> bool:
    """Whether one slip explains that a change does not lead from one level to the other."""
    a, b, by = start.number, level.number, stated.quantity.number
    half = by.step / 2
    if by.kind in ("number", "point"):
        slack = (a.step + b.step + by.step) / 2
        gap = stated.sign * (b.value - a.value)
        needed = stated.sign * by.value
        return (
            _leads(level, a.value + needed - slack, a.value + needed + slack)
            or _leads(start, b.value - needed - slack, b.value - needed + slack)
            or _leads(stated.quantity, gap - slack, gap + slack)
        )
    low, high = sorted((_factor(stated, by.value - half), _factor(stated, by.value + half)))
    if low <= 0 or not a.value:
        return False
    ratio = b.value / a.value - 1
    given = ratio + (0 if not stated.whole else 1) if by.kind == "multiple" else 100 * stated.sign * ratio
    return _ends_lead(start, level, low, high) or _leads(stated.quantity, given - half, given + half)


def _half(number: Number) -> Fraction:
    """By how much what a print stands for may be off it."""
    return number.step / 2 if number.low is None or number.high is None else (number.high - number.low) / 2


def is_of_another(level: Quantity, amount: Quantity, rate: Quantity, sign: int) -> bool:
    """Whether an amount and a percentage can't both be said of one level's change."""
    found = growth_by(level, amount, rate, sign).found
    far = found is not None and _is_far(found, rate.number.value)
    return far and not is_slip_by(level, amount, rate, sign)


def is_slip_by(level: Quantity, amount: Quantity, rate: Quantity, sign: int) -> bool:
    """Whether one slip explains that an amount and a percentage are not of one change of a level."""
    found = growth_by(level, amount, rate, sign).found
    if found is None:
        return False
    half = rate.number.step / 2
    low, high = rate.number.value - half, rate.number.value + half
    by = amount.number.value
    if low <= 0 or 100 + sign * low <= 0 or 100 + sign * high <= 0:
        return False
    parts = sorted(level.number.value * edge / (100 + sign * edge) for edge in (low, high))
    return (
        _leads(rate, found - half, found + half)
        or _leads(amount, parts[0], parts[1])
        or _leads(level, by * (100 / high + sign), by * (100 / low + sign))
    )


def is_mean_slip(start: Quantity, level: Quantity, stated: Move, years: int) -> bool:
    """Whether one slip explains that a yearly mean does not lead from one level to the other."""
    a, b, by = start.number, level.number, stated.quantity.number
    half, near, far = by.step / 2, _half(a), _half(b)
    low, high = sorted(1 + stated.sign * (by.value + edge) / 100 for edge in (-half, half))
    if low <= 0 or a.value <= near or b.value <= far:
        return False
    edges = (root((b.value + edge * far) / (a.value - edge * near), years) for edge in (-1, 1))
    least, most = sorted(100 * stated.sign * (edge - 1) for edge in edges)
    low, high = low**years, high**years
    return _ends_lead(start, level, low, high) or _leads(stated.quantity, least - half, most + half)


def is_beyond_prices(real: Fraction, nominal: Fraction) -> bool:
    """Whether growth at constant prices, as a factor, can't go with growth at current ones."""
    return real > nominal * _FALL or nominal > real * _RISE


def _is_far(value: Fraction, wanted: Fraction) -> bool:
    return value > 0 and (wanted * _MOST < value or value * _MOST < wanted)


def _ends_lead(start: Quantity, level: Quantity, low: Fraction, high: Fraction) -> bool:
    """Whether one slip in a level or its start makes the one so many times the other."""
    # A print of few digits stands for much: 0.62 is 22.22% more than 0.50, rounded as both may be.
    a, b, near, far = start.number.value, level.number.value, _half(start.number), _half(level.number)
    return _leads(level, (a - near) * low - far, (a + near) * high + far) or _leads(
        start, (b - far) / high - near, (b + far) / low + near
    )


def _leads(quantity: Quantity, low: Fraction, high: Fraction) -> bool:
    """Whether one wrong digit or another scale leads a figure to a value between two bounds."""
    number = quantity.number
    digits = bare_digits(number)
    if number.approximate or not (digits.isascii() and digits.isdecimal()) or len(digits) > _LONGEST:
        return False
    unit = number.place
    least, most, value = ceil(low / unit), floor(high / unit), int(digits)
    if number.kind == "number" and any(
        least <= value * scale <= most or least * scale <= value <= most * scale for scale in _SCALES
    ):
        return True
    return moved(number, low - number.value, high - number.value)
