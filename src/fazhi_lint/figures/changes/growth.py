"""The arithmetic of change: from A to B, by d, by x percent, m times; bounds, results, their print."""

from __future__ import annotations

from fractions import Fraction

from ...facts.numbers import Number
from ...kept import regex
from ...values import value
from ..core.interval import Interval, show
from ..core.moves import Move
from ..core.ratios import printed
from ..core.scene import Quantity
from ..core.terms import common_scale, figure
from ..core.units import family

REAL = regex.compile(r"生产总值|GDP|增加值|总产值|产业|规上|规模以上|投资|零售总?额|周转量|业务总量|指数")
"""What is said to grow at constant prices."""


@value
class Outcome:
    """A recomputed change: whether the text's number may stand for it, and the formula that decided.

    ``holds`` is None where an open interval or a base of zero leaves nothing to compare; ``zero`` says that
    it is the base, of which nothing is a percentage. ``found`` is the change recomputed, in the direction and
    the measure that the text states; None where nothing can be computed or it has no direction. ``below`` says
    that the base would be less than nothing.
    """

    holds: bool | None
    formula: str
    zero: bool = False
    found: Fraction | None = None
    below: bool = False


def difference(start: Quantity, end: Quantity, stated: Quantity, sign: int) -> Outcome:
    """end − start against a stated increase (sign +1) or decrease (−1)."""
    found = end.interval - start.interval if sign > 0 else start.interval - end.interval
    scale = common_scale([q.number for q in (start, end, stated)])
    pair = (end, start) if sign > 0 else (start, end)
    value = pair[0].number.value - pair[1].number.value
    unit = stated.number.scale
    shown = show(value / unit) if scale or unit == 1 else figure_of(value, stated.number)
    return Outcome(
        found.meets(stated.interval),
        f"{figure(pair[0].number, scale)} - {figure(pair[1].number, scale)} = {shown}",
        found=value,
    )


def difference_of_loss(start: Quantity, end: Quantity, stated: Quantity) -> Outcome:
    """What a profit is more than a loss before it: 实现利润3.75亿元，比上年亏损3.05亿元增盈6.80亿元."""
    scale = common_scale([q.number for q in (start, end, stated)])
    value = end.number.value + start.number.value
    shown = show(value / scale) if scale else figure_of(value, stated.number)
    formula = f"{figure(end.number, scale)} + {figure(start.number, scale)} = {shown}"
    return Outcome((end.interval + start.interval).meets(stated.interval), formula, found=value)


def _quotient(start: Quantity, end: Quantity) -> tuple[str, str, Interval | None]:
    """The prints of two levels in one scale, and the second over the first; None where that may be zero."""
    scale = common_scale([start.number, end.number])
    ratio = end.interval.over(start.interval)
    return figure(start.number, scale), figure(end.number, scale), ratio


def growth(start: Quantity, end: Quantity, stated: Quantity, sign: int) -> Outcome:
    """(end − start) / start in percent against a stated growth (sign +1) or fall (−1)."""
    a, b, ratio = _quotient(start, end)
    if ratio is None or not start.number.value:
        return Outcome(None, f"({b} - {a}) / {a}", not start.number.value)
    found = ratio.scaled(100) - Interval.point(100)
    found = found if sign > 0 else -found
    value = 100 * (end.number.value / start.number.value - 1)
    formula = f"({b} - {a}) / {a} = {percent(value, stated.number)}"
    return Outcome(found.meets(printed(stated.number)), formula, found=sign * value)


def between(start: Quantity, end: Quantity, stated: Move) -> Outcome | None:
    """A stated change against the levels before and after it; None where the measures do not go together."""
    quantity = stated.quantity
    kind = quantity.number.kind
    if kind == ("point" if end.is_rate else "number"):
        if kind == "number" and quantity.unit and family(quantity.unit) != family(end.unit):
            return None  # 员额法官52人，人均结案337.3件，比上年增加23.1件
        return difference(start, end, quantity, stated.sign)
    if end.is_rate and not stated.whole:
        return None
    if kind == "percent":
        return growth(start, end, quantity, stated.sign)
    if kind == "multiple" and "番" not in quantity.number.literal:
        return times(start, end, quantity, 0 if stated.whole else 1)
    return None


def growth_by(end: Quantity, by: Quantity, stated: Quantity, sign: int) -> Outcome:
    """by / (end ∓ by) in percent against a stated growth: the base is what the increase leaves."""
    base = end.interval - by.interval if sign > 0 else end.interval + by.interval
    scale = common_scale([end.number, by.number])
    mark = "-" if sign > 0 else "+"
    shown = f"{figure(by.number, scale)} / ({figure(end.number, scale)} {mark} {figure(by.number, scale)})"
    ratio = by.interval.over(base)
    below = end.number.value - sign * by.number.value
    if base.high is not None and base.high < 0:
        left = f"{figure(end.number, scale)} {mark} {figure(by.number, scale)} < 0"
        return Outcome(False, left, below=True)
    if ratio is None or below <= 0:
        return Outcome(None, shown, not below)
    value = 100 * by.number.value / below
    return Outcome(
        ratio.scaled(100).meets(printed(stated.number)),
        f"{shown} = {percent(value, stated.number)}",
        found=value,
    )


def times(start: Quantity, end: Quantity, stated: Quantity, added: int) -> Outcome:
    """end / start against a stated multiple; ``added`` is 1 where it is the increase (增长2倍 = ×3)."""
    a, b, ratio = _quotient(start, end)
    if ratio is None or not start.number.value:
        return Outcome(None, f"{b} / {a}")
    wanted = stated.interval + Interval.point(added)
    if wanted.high is not None and stated.number.decimals:
        wanted = Interval(wanted.low, stated.number.value + added + stated.number.step)
    value = end.number.value / start.number.value
    places = max(2, stated.number.decimals)
    tail = " - 1" if added else ""
    formula = f"{b} / {a}{tail} = {show(value - added, places)}"
    return Outcome(ratio.meets(wanted), formula, found=value - added)


def mean_growth(start: Quantity, end: Quantity, stated: Quantity, sign: int, years: int) -> Outcome:
    """The yearly rate that leads from start to end in a number of years."""
    a, b, ratio = _quotient(start, end)
    wanted = printed(stated.number)
    if ratio is None or not start.number.value or wanted.low is None:
        return Outcome(None, f"({b} / {a})^(1/{years}) - 1")
    edges = [None if p is None else (1 + sign * p / 100) ** years for p in (wanted.low, wanted.high)]
    low, high = (edges[0], edges[1]) if sign > 0 else (edges[1], edges[0])
    value = 100 * (root(end.number.value / start.number.value, years) - 1)
    shown = percent(value, stated.number)
    formula = f"({b} / {a})^(1/{years}) - 1 = {shown}"
    return Outcome(ratio.meets(Interval(low, high)), formula, found=sign * value)


def root(value: Fraction, degree: int, places: int = 8) -> Fraction:
    """The ``degree``-th root of a positive value, cut off after ``places`` decimals."""
    power = 10 ** (places * degree)
    wanted = value.numerator * power // value.denominator
    low, high = 0, 1 << (wanted.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= wanted else (low, middle - 1)
    return Fraction(low, 10**places)


def percent(value: Fraction, stated: Number) -> str:
    """A recomputed percentage with the decimals of the stated one, at least two."""
    exact = (value * 100).denominator == 1
    return f"{show(value, None if exact else max(2, stated.decimals))}%"


def figure_of(value: Fraction, like: Number) -> str:
    """A computed value in the scale of a printed number."""
    return show(value / like.scale) + like.literal[len(like.digits) :]
