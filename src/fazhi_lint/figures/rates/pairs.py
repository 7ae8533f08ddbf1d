"""Whether any counts of a sentence, two of them or several in a row, make a rate that no word binds to them.

Nearly all are tried in vain, so it is done in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice
from math import lcm

from ..core.interval import Interval
from ..core.ratios import Ratio
from .bases import Count, kin
from .named import Rate

_LISTED = 8
_MOST = 3  # bases shown
_Figure = tuple[int, int | None, int | None]
_Bounds = tuple[tuple[int, int] | None, tuple[int, int] | None]


def any_give(near: Sequence[Count], wanted: Interval) -> bool:
    """Whether any two counts of one kind make a rate, or neighbours in a list and one before or behind them.

    评查420卷，优秀137卷、良好218卷，优良率84.5%; 查验进口1263票、出口2163票，查获86票，查获率2.5%.
    """
    figures, bounds = _whole_numbers(near), _bounds(wanted)
    for row, (one, figure) in enumerate(zip(near, figures, strict=True)):
        like = [at for at, other in enumerate(near) if at != row and kin(other, one)]
        if any(_gives(figure, figures[at], bounds) for at in like):
            return True
        listed = [figures[at] for at in like if row < at <= row + _LISTED]
        if any(run[0] <= figure[0] and _gives(run, figure, bounds) for run in _runs(listed)):
            return True
        chains: list[list[_Figure]] = [[]]
        for at in like:
            if row - _LISTED <= at < row:
                if near[at].quantity.lead != "、":
                    chains.append([])
                chains[-1].append(figures[at])
        if any(_gives(figure, run, bounds) for chain in chains for run in _runs(chain)):
            return True
    return False


def _whole_numbers(near: Sequence[Count]) -> list[_Figure]:
    """Value and ends of each count as whole numbers of a unit that all of them have in common."""
    ends = [(number.value, number.low, number.high) for number in (count.quantity.number for count in near)]
    unit = lcm(*(end.denominator for three in ends for end in three if end is not None))
    return [(_times(value, unit) or 0, _times(low, unit), _times(high, unit)) for value, low, high in ends]


def _times(end: Fraction | None, unit: int) -> int | None:
    return None if end is None else end.numerator * (unit // end.denominator)


def _runs(figures: Sequence[_Figure]) -> Iterator[_Figure]:
    """The sums of two and more neighbours."""
    for first, run in enumerate(figures, 1):
        for figure in figures[first:]:
            yield (run := _plus(run, figure))


def _plus(one: _Figure, other: _Figure) -> _Figure:
    (value, low, high), (more, least, most) = one, other
    return (
        value + more,
        None if low is None or least is None else low + least,
        None if high is None or most is None else high + most,
    )


def _minus(one: _Figure, other: _Figure) -> _Figure:
    less, least, most = other
    return _plus(one, (-less, None if most is None else -most, None if least is None else -least))


def _bounds(wanted: Interval) -> _Bounds:
    low, high = wanted.low, wanted.high
    return (low.as_integer_ratio() if low is not None else None), (
        high.as_integer_ratio() if high is not None else None
    )


def _gives(above: _Figure, below: _Figure, bounds: _Bounds) -> bool:
    """:meth:`Ratio.gives` of two sums in whole numbers."""
    (_, low, high), (_, least, most) = above, below
    if low is None or least is None or least <= 0:
        return False
    lowest, highest = bounds
    if highest and (0 if most is None else 100 * low * highest[1]) > highest[0] * (most or 1):
        return False
    return lowest is None or high is None or lowest[0] * least <= 100 * high * lowest[1]


def derived(rate: Rate, above: Count, near: Sequence[Count]) -> list[str]:
    """Bases made of two stated counts that give the rate: ``12/49 = 24.49%（审结45＋不予受理4）``."""
    same = [count for count in near if count is not above and count.family == above.family]
    same.sort(key=lambda count: -count.quantity.number.value)
    top, *figures = _whole_numbers((above, *same))
    bounds = _bounds(rate.wanted)
    found = (
        (large, small, sign)
        for (large, one), (small, other) in combinations(zip(same, figures, strict=True), 2)
        for sign, base in (("＋", _plus(one, other)), ("－", _minus(one, other)))
        if _gives(top, base, bounds) and (sign == "＋" or one[0] != other[0])
    )
    return [_shown(rate, above, *one) for one in islice(found, _MOST)]


def _shown(rate: Rate, above: Count, large: Count, small: Count, sign: str) -> str:
    base, rest = (large.quantity,), (small.quantity,)
    ratio = Ratio((above.quantity,), base + rest) if sign == "＋" else Ratio((above.quantity,), base, rest)
    return f"{ratio.brief(rate.decimals)}（{large.label}{sign}{small.label}）"
