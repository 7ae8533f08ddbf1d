"""Whether a change is so far from what its levels give that another level must be meant by it.

A slip is no such case: a wrong, lost, doubled or exchanged digit, a 万 for a 亿.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from ..values import changed
from .growth import between, growth_by
from .moves import Move
from .scene import Quantity
from .slips import edited

_MOST = 5  # times that a level may be off what a change leads to
_SCALES = (10, 100, 1000, 10**4, 10**8)


def is_another(start: Quantity, level: Quantity, stated: Move) -> bool:
    """Whether a level can't be the one that a change leads to from a start."""
    value, by = start.number.value, stated.quantity.number.value
    if stated.quantity.number.kind in ("number", "point"):
        reached = value + stated.sign * by
    elif stated.quantity.number.kind == "multiple":
        reached = value * by
    else:
        reached = value * (1 + stated.sign * by / 100)
    return _is_far(level.number.value, reached) and not is_slip(start, level, stated)


def is_slip(start: Quantity, level: Quantity, stated: Move) -> bool:
    """Whether one slip explains that a change does not lead from one level to the other."""

    def holds(one: Sequence[Quantity]) -> bool:
        outcome = between(one[0], one[1], changed(stated, quantity=one[2]))
        return outcome is not None and outcome.holds is True

    return _explained((start, level, stated.quantity), holds)


def is_of_another(level: Quantity, amount: Quantity, rate: Quantity, sign: int) -> bool:
    """Whether an amount and a percentage can't both be said of one level's change."""
    outcome = growth_by(level, amount, rate, sign)
    if outcome.found is None or not _is_far(outcome.found, rate.number.value):
        return False

    def holds(one: Sequence[Quantity]) -> bool:
        return growth_by(one[0], one[1], one[2], sign).holds is not False

    return not _explained((level, amount, rate), holds)


def _is_far(value: Fraction, wanted: Fraction) -> bool:
    return value > 0 and (wanted * _MOST < value or value * _MOST < wanted)


def _explained(used: Sequence[Quantity], holds: Callable[[Sequence[Quantity]], bool]) -> bool:
    """Whether one figure of a relation would make it hold if it had no slip."""
    return any(
        holds([*used[:row], _valued(one, value), *used[row + 1 :]])
        for row, one in enumerate(used)
        for value in _others(one)
    )


def _others(quantity: Quantity) -> Iterator[Fraction]:
    yield from edited(quantity.number)
    if quantity.number.kind == "number":
        for scale in _SCALES:
            yield quantity.number.value * scale
            yield quantity.number.value / scale


def _valued(quantity: Quantity, value: Fraction) -> Quantity:
    half = quantity.number.step / 2
    return changed(quantity, number=changed(quantity.number, value=value, low=value - half, high=value + half))
