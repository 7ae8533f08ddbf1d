"""The stated amounts that may be the whole of a portion: named, around its part, or the parts of its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ..core.labels import Labelled, named
from ..core.moves import move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene
from ..core.units import family
from .portion import Given, Portion

_TOTAL = regex.compile(r"(?:共|总|合)计?(?:[^,;。]{0,8}?)$")
ENDINGS = ("", "合计", "总计", "总额")  # 占本年支出的: of 本年支出合计
_HUNDRED = Fraction(100)
_FAR, _FOUR, _LIST = 12, 4, 8
_TELLING = 3  # digits of a share that agree by no chance


def given_by(
    document: Document, portion: Portion, sums: Sequence[tuple[Labelled, ...]], siblings: set[int]
) -> Given | None:
    """Stated amounts that give the portion: the whole that it names, else the totals around the part."""
    wanted = printed(portion.quantity.number)
    for part in _parts(document, portion) if portion.part or portion.whole else ():
        back = 1 + (portion.quantity.digits >= _TELLING)
        singles = [*wholes_named(document, portion, part.quantity), *_before(part, back)]
        behind = totals_behind(portion.scene, part.quantity) if not portion.whole and portion.part else []
        for wholes in (*((whole,) for whole in (*singles, *behind)), *sums, *_joined(part, siblings)):
            if any(whole.quantity.number.high is None for whole in wholes):
                continue
            if len(wholes) == 1 and wholes[0].quantity is part.quantity:
                continue
            ratio = Ratio((part.quantity,), tuple(whole.quantity for whole in wholes))
            if ratio.gives(wanted):
                return Given(ratio, part, wholes)
    return None


def _parts(document: Document, portion: Portion) -> list[Labelled]:
    if portion.part is not None:
        return [Labelled(portion.scene, portion.part, "")]
    return list(named(document, portion.subject))[:_FAR]


def wholes_named(document: Document, portion: Portion, part: Quantity) -> list[Labelled]:
    """The amounts that bear the name of the whole, those of the portion's own paragraph first."""
    if not portion.whole:
        return []
    found = [
        item
        for ending in ENDINGS
        for item in named(document, portion.whole + ending)
        if item.quantity is not part and measures(item.quantity, part)
    ]
    own = [item for item in found if item.scene is portion.scene]
    return (own + [item for item in found if item.scene is not portion.scene])[:_FAR]


def _before(part: Labelled, back: int) -> Iterator[Labelled]:
    """The totals before a part: in its sentence and the ``back`` before."""
    row = part.quantity.index
    for quantity in reversed(part.scene.quantities[max(0, row - _FAR) : row]):
        if part.quantity.sentence - quantity.sentence > back:
            return
        if measures(quantity, part.quantity) and quantity.number.value >= part.quantity.number.value:
            yield Labelled(part.scene, quantity, "")


def _joined(part: Labelled, siblings: set[int]) -> Iterator[tuple[Labelled, ...]]:
    """The last figures before a part, which it may be of together: 中心1个、站16个、点163个，其中示范点42个."""
    before = [
        Labelled(part.scene, one, "")
        for one in part.scene.quantities[max(0, part.quantity.index - _FOUR) : part.quantity.index]
        if one.sentence == part.quantity.sentence and measures(one, part.quantity)
    ]
    if siblings & {one.quantity.index for one in before}:
        return
    yield from (tuple(before[-count:]) for count in range(2, len(before) + 1))


def totals_behind(scene: Scene, part: Quantity) -> list[Labelled]:
    """A total that the same sentence states after the part: "…，共370件"."""
    return [
        Labelled(scene, quantity, "")
        for quantity in scene.quantities[part.index + 1 : part.index + 1 + 2 * _FAR]
        if quantity.sentence == part.sentence and measures(quantity, part) and _TOTAL.search(quantity.before)
    ]


def full_lists(scene: Scene, listed: Sequence[Portion]) -> list[tuple[Labelled, ...]]:
    """The parts of each list together whose shares make 100%: then they are the whole."""
    found: list[tuple[Labelled, ...]] = []
    parts: list[Quantity] = []
    total = slack = Fraction(0)
    full = False
    for portion in listed:
        if portion.part is None or portion.whole:
            continue
        if not portion.part.number.value:
            continue  # 0万元 is nothing, and not anything below 0.5万元
        share, room = portion.quantity.number.value, slack + portion.quantity.number.step
        alike = not parts or family(parts[0].unit) == family(portion.part.unit)
        if full and not (alike and abs(total + share - _HUNDRED) <= room):
            found.append(tuple(Labelled(scene, part, "") for part in parts))
            parts, total, room, alike = [], Fraction(0), portion.quantity.number.step, True
        if not alike:
            continue
        parts.append(portion.part)
        total, slack = total + share, room
        full = len(parts) > 1 and abs(total - _HUNDRED) <= slack  # 来访28件，占0.07% may still follow
    if full:
        return [*found, tuple(Labelled(scene, part, "") for part in parts)]
    return found or list(_but_one(scene, listed))


def _but_one(scene: Scene, listed: Sequence[Portion]) -> Iterator[tuple[Labelled, ...]]:
    """The parts at the head of a list of which all but one have the share that they have of their sum."""
    shares = [one for one in listed if one.part and one.part.is_amount and not one.whole]
    shares = [one for one in shares if one.part and not one.part.number.approximate]
    for size in range(min(len(shares), _LIST), 1, -1):
        parts = tuple(one.part for one in shares[:size] if one.part)
        agree = [
            one.quantity.tells
            for one, part in zip(shares, parts, strict=False)
            if Ratio((part,), parts).gives(printed(one.quantity.number))
        ]
        if len({family(part.unit) for part in parts}) == 1 and len(agree) == size - 1 and all(agree):
            yield tuple(Labelled(scene, part, "") for part in parts)
            return


def measures(whole: Quantity, part: Quantity) -> bool:
    """Whether an amount counts what the part counts, and is no increase."""
    number = whole.number
    return (
        number.kind == "number"
        and not number.vague
        and family(whole.unit) == family(part.unit)
        and move(whole) is None
    )
