"""Last year's figures whose level, or whose change, only arithmetic tells; what agrees is evidence.

审结毒品案件5216件6105人，结案数较2018年的6127件下降14.9%; 收支总额增加3124.25万元，增长8.77%(2021年预算为
35618.40万元); 减少贫困人口1.64万人，年末降至5.92万人，上年末为7.56万人.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...kept import regex
from ...model import Relation
from ..core.labels import label
from ..core.matching import same_measure
from ..core.moves import Move, is_reference, move, paired
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from .another import is_slip
from .growth import between, growth_by
from .said import contradicted, judged, quoted, told_apart
from .track import Track

_BACK = 16  # quantities before last year's figure that may be the level
_NEAR = 5  # quantities beside it that may be the change
_TELLING, _TOLD = 3, 2  # digits of figures, and of an amount by which they differ, that do not agree by chance
_SHORT = 9  # characters that say no more than that a figure is last year's: 2021年度为
_WHEN = regex.compile(
    r"^(?:而|其中)?(?:上一?年|去年|前一年|(?:19|20)\d\d年)度?(?:同期|同口径|基数)?的?|[为是有]$|达到?$"
)
_COUNTED = regex.compile(r"(?:比上年|同比|共|净|累计)*(?P<sign>[减增]|新增)\p{Han}{2,8}")


def free(scenes: Sequence[Scene], row: int, past: Quantity, owners: Mapping[int, Track]) -> Iterator[Relation]:
    """The relations of last year's figure to the changes beside it and to a level in front of it.

    ``owners`` are the tracks of its paragraph by the indices of their changes. A slip is found where the change
    right in front of the figure is known to start from it.
    """
    scene = scenes[row]
    near = scene.quantities[max(0, past.index - _NEAR) : past.index + 3]
    told = [one for one in map(_stated, near) if one and _is_meant(past, one)]
    told = [one for one in told if not (track := owners.get(one.quantity.index)) or track.start is None]
    pairs = [(amount, rate) for amount, rate in paired(told) if same_measure(past, amount.quantity)]
    for amount, rate in pairs:
        ratio, stated = Ratio((amount.quantity,), (past,)), rate.quantity
        used, places = (past, amount.quantity, stated), stated.number.decimals
        if ratio.gives(printed(stated.number)):
            yield scene.relation("change", "verified", stated, used, ratio.show(places))
        elif slipped(stated.number, ratio) and (
            (_is_bare(past, rate) and stated.index not in owners) or _is_proved(scene, past, amount, rate)
        ):
            result = f"算得{ratio.result(places)}"
            yield contradicted(scene, stated, used, quoted(scene, rate), result, ratio.show(places), False)
        if amount.quantity.index == past.index + 1 and rate.quantity.index == past.index + 2:
            yield from _three_of_four(scene, past, amount, rate)
    said = [rate for _, rate in pairs]
    for one in told:
        for place, level in _levels(scenes, row, past) if one not in said else ():
            outcome = between(past, level, one) if _tells(past, level, one) else None
            if outcome and outcome.holds:
                yield told_apart(scene, one, [(scene, past), (place, level)], outcome)
                break
        else:
            owner = owners.get(one.quantity.index) if one.quantity.index + 1 == past.index else None
            if owner and (past.lead == "(" or _is_named(scene, past, owner.level)):
                yield from _slips(scene, past, one, owner.level)
            elif one.quantity.index == past.index + 1 and is_reference(past):
                levels = [each for place, each in _levels(scenes, row, past) if place is scene]
                levels = [each for each in levels if each.segment == past.segment]
                if len(levels) == 1:
                    yield from _slips(scene, past, one, levels[0])


def _is_proved(scene: Scene, past: Quantity, amount: Move, rate: Move) -> bool:
    """Whether an amount behind last year's figure leads to a level in front of it, and a rate comes next."""
    if (amount.quantity.index, rate.quantity.index) != (past.index + 1, past.index + 2):
        return False
    outcomes = (between(past, one, amount) for one in _long_levels(scene, past))
    return any(outcome is not None and outcome.holds for outcome in outcomes)


def _long_levels(scene: Scene, past: Quantity) -> list[Quantity]:
    """The levels in front of last year's figure in its sentence, with digits enough."""
    return [
        one
        for one in scene.quantities[max(0, past.index - _NEAR) : past.index]
        if one.sentence == past.sentence and same_measure(one, past) and one.digits > _TELLING
        if not one.number.approximate and move(one) is None
    ]


def _three_of_four(scene: Scene, past: Quantity, amount: Move, rate: Move) -> Iterator[Relation]:
    """What one wrong digit keeps from agreeing where the three others do: A，包括…，比上年的B增加d、增长p%."""
    levels = _long_levels(scene, past)
    if past.digits <= _TELLING or _is_proved(scene, past, amount, rate):
        return
    grown = Ratio((amount.quantity,), (past,)).gives(printed(rate.quantity.number))
    agree = []
    for one in levels:
        by_rate, by_both = between(past, one, rate), growth_by(one, amount.quantity, rate.quantity, amount.sign)
        if (grown or (by_rate and by_rate.holds) or by_both.holds) and is_slip(past, one, amount):
            agree.append(one)
    if len(agree) == 1:
        yield from _slips(scene, past, amount, agree[0])


def _is_bare(past: Quantity, rate: Move) -> bool:
    """Whether last year's figure stands right behind a change, without a name or in brackets."""
    behind = rate.quantity.index + 1 == past.index and rate.quantity.sentence == past.sentence
    return behind and past.digits >= _TELLING and (past.lead == "(" or len(past.before) < _SHORT)


def _is_named(scene: Scene, past: Quantity, level: Quantity) -> bool:
    """Whether last year's figure has the name of a level, or none: 税收收入90亿元，下降10%，上年税收100亿元."""
    name = _WHEN.sub("", past.before)
    return not name or (len(name) > 1 and name in label(scene, level))


def _slips(scene: Scene, past: Quantity, stated: Move, level: Quantity) -> Iterator[Relation]:
    if not same_measure(level, past) or min(level.digits, past.digits) < _TELLING:
        return
    outcome = between(past, level, stated)
    if outcome and is_slip(past, level, stated):
        relation = judged(scene, past, level, stated, outcome, True)
        if relation:
            yield relation


def _stated(quantity: Quantity) -> Move | None:
    """The change that a figure tells, or the count of what came or went: 减少贫困人口1.64万人."""
    found = move(quantity)
    if found is None and (counted := _COUNTED.match(quantity.before)):
        return Move(quantity, -1 if counted["sign"] == "减" else 1, words=quantity.before)
    return found


def _is_meant(past: Quantity, stated: Move) -> bool:
    by = stated.quantity
    if stated.mean or stated.planned or stated.soft or by.number.approximate or by is past:
        return False
    return past.sentence - by.sentence in (0, 1)


def _levels(scenes: Sequence[Scene], row: int, past: Quantity) -> Iterator[tuple[Scene, Quantity]]:
    """The levels in front of last year's figure, the nearest first, in its paragraph and in the one before."""
    for at in (row, row - 1) if row else (row,):
        before = scenes[at].quantities[: past.index if at == row else None]
        for one in reversed(before[-_BACK:]):
            known = one.number.high is not None and not one.number.approximate
            if known and same_measure(one, past) and move(one) is None:
                yield scenes[at], one


def _tells(past: Quantity, level: Quantity, stated: Move) -> bool:
    """Whether figures that agree have digits enough not to do so by chance."""
    by = stated.quantity
    if min(past.digits, level.digits) < _TELLING or past.number.value == level.number.value:
        return False
    return by.number.decimals > 0 if by.is_rate else by.digits >= _TOLD
