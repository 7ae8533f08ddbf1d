"""A share or a growth that is printed of two amounts: whether it may be that, and what is said of a share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...kept import regex
from ...model import Relation, Span
from ...tables import Cell
from ...values import changed, value
from ..core.conflicts import rate_of
from ..core.interval import show
from ..core.scene import Quantity, Scene
from ..core.slips import mistyped
from .grids import plain

NUMBER = regex.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:%|[件人次户个场份条家起宗名])?")
"""A cell that holds a number and nothing but what it counts."""


@value
class Printed:
    """A number as printed in a cell or in the prose, ``literal``, and where: the span, its row and column.

    ``step`` is one unit of its last digit, ``slack`` how far off its value may be for rounding: a number
    without decimals is taken for a count. Row and column are 0 in the prose.
    """

    value: Fraction
    step: Fraction
    slack: Fraction
    span: Span
    literal: str
    row: int = 0
    column: int = 0

    @property
    def is_percent(self) -> bool:
        """Whether % stands behind it."""
        return self.literal.endswith("%")

    @property
    def decimals(self) -> int:
        """How many decimals it has."""
        return len(self.literal.rstrip("%").partition(".")[2])


_TEN, _LONG = 10, 4
_FAR = 10  # points that a wrong digit far up takes a rate off

Formula = Callable[[Fraction, Fraction], Fraction]


def share(above: Fraction, below: Fraction) -> Fraction:
    """What one amount is of another, in percent."""
    return 100 * above / below


def growth(above: Fraction, below: Fraction) -> Fraction:
    """By how much one amount is more than another, in percent of that."""
    return 100 * (above - below) / below


def mean_of(scale: Fraction) -> Formula:
    """How many of one amount fall to each of another that is printed in units of so many: 10000 for 万人."""

    def mean(above: Fraction, below: Fraction) -> Fraction:
        return above / below * scale

    return mean


def printed(cell: Cell | None) -> Printed | None:
    """The number of a cell; None where it holds words, or none."""
    text = plain(cell.text) if cell else ""
    found = NUMBER.fullmatch(text)
    if found is None or cell is None:
        return None
    decimals = found[3] or ""
    step = Fraction(1, 10 ** len(decimals))
    size = int(found[2].replace(",", "") + decimals) * step
    slack = step / 2 if decimals else Fraction(0)
    return Printed(-size if found[1] == "-" else size, step, slack, cell.span, text, cell.row, cell.column)


def said(scene: Scene, quantity: Quantity, size: int) -> Printed:
    """A figure of the prose in units of so much: 10000 for what its table gives in 万元."""
    number = quantity.number
    step = Fraction(number.scale, 10**number.decimals * size)
    slack = step / 2 if number.decimals or number.scale != size else Fraction(0)
    return Printed(number.value / size, step, slack, scene.span(quantity), number.literal)


def agrees(kind: Formula, above: Printed, below: Printed, stated: Printed) -> bool:
    """Whether a rate may be printed of two amounts, each within its slack: rounded or, with decimals, cut."""
    low = kind(above.value - above.slack, below.value + below.slack)
    high = kind(above.value + above.slack, max(below.value - below.slack, below.value / 2))
    half = stated.step / 2
    cut = stated.step if stated.decimals else half
    return low <= stated.value + cut and high >= stated.value - (cut if stated.value < 0 else half)


def is_far(kind: Formula, above: Printed, below: Printed, stated: Printed) -> bool:
    """Whether a rate is off by more than one in its last place."""
    return abs(kind(above.value, below.value) - stated.value) > stated.step * 3 / 2


def is_slip(kind: Formula, above: Printed, below: Printed, stated: Printed) -> bool:
    """Whether one slip in one of the three is all that keeps them from agreeing.

    In the rate that is a wrong digit, two exchanged or the point; in an amount of four digits or more what
    takes the rate far off: an amount that was restated does not.
    """
    due = kind(above.value, below.value)
    shown = round(due / stated.step)
    if mistyped(str(abs(round(stated.value / stated.step))), str(abs(shown))) and due * stated.value > 0:
        return True
    if stated.step < 1 and abs(due - stated.value / _TEN) <= stated.step / 2:
        return True  # 19.0 for 1.90: the point stands a place too far right
    if abs(due - stated.value) < _FAR:
        return False
    amounts = above, below
    for at, one in enumerate(amounts):
        for size in _with_another_digit(one):
            tried = [*amounts[:at], changed(one, value=size), *amounts[at + 1 :]]
            if tried[1].value > 0 and agrees(kind, tried[0], tried[1], stated):
                return True
    return False


def _with_another_digit(one: Printed) -> Iterator[Fraction]:
    """The sizes that an amount has with another digit at one place; none for one of few digits."""
    digits = [int(place) for place in one.literal if place.isdigit()]
    for at, digit in enumerate(digits) if len(digits) >= _LONG else ():
        unit = one.step * _TEN ** (len(digits) - 1 - at)
        yield from (one.value + (other - digit) * unit for other in range(_TEN) if other != digit)


def result(kind: Formula, above: Printed, below: Printed, stated: Printed) -> str:
    """What two amounts give, with two decimals or as many as are stated: 73.49%."""
    return f"{show(kind(above.value, below.value), max(2, stated.decimals))}%"


def share_of(
    part: Printed, whole: Printed, stated: Printed, wrong: str = "", names: tuple[str, str] = ("", "")
) -> Relation:
    """The relation of a share: verified or, where ``wrong`` says what it is a share of, a warning.

    ``names`` are what the part and the whole are called there.
    """
    due = result(share, part, whole, stated)
    used = tuple((one.span, f"{name}{one.literal}") for name, one in zip(names, (part, whole), strict=True))
    failed = (wrong, f"{stated.literal.rstrip('%')}%", f"算得{due}") if wrong else None
    return rate_of(stated.span, used, f"{part.literal} / {whole.literal} = {due}", failed)
