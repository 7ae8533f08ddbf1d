"""What a quotient of two amounts was before, from what both of them were or have grown by.

城镇居民收入48210元，增长4.8%，农村居民收入23510元，增长6.2%，城乡居民收入比为2.05，比上年缩小0.03;
城镇由29035元提高到48316元，农村由14178元提高到25719元，城乡居民收入比由2.05缩小到1.88.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from ...document import Document
from ...model import Relation, Span
from ..core.interval import Interval, show
from ..core.matching import says_last_year
from ..core.moves import Move, comes_from, is_undated, move, reaches
from ..core.ratios import cut_or_rounded
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import edited
from .past import PERIOD, Past, past_of, when
from .said import made_apart

Place = tuple[Scene, Quantity]
_NUMBERS = 3  # the two amounts and their quotient


def quotients_ago(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of former quotients, and of what they changed by, to those that ``found`` has verified."""
    held = [
        one
        for one in found
        if one.kind == "rate"
        and one.verdict == "verified"
        and len(one.numbers) == _NUMBERS
        and "/" in one.formula
    ]
    wanted = set(chain.from_iterable(one.numbers for one in held))
    figures: dict[Span, Place] = {}
    for scene in scenes(document) if held else ():
        figures |= {span: (scene, one) for one in scene.quantities if (span := scene.span(one)) in wanted}
    held = [one for one in held if _is_quotient(one, figures)]
    for relation in held:
        scene, quotient = figures[relation.focus]
        if said := _said(scene, quotient):
            amounts = [figures[span] for span in relation.numbers if span != relation.focus]
            stated, change = said
            against = when(change) if change else "" if is_undated(stated) else stated.before
            known = [past_of(document, *place, against) for place in amounts]
            if known[0] and known[1] and _is_of_one_time(scene, stated, against, known):
                yield from _judged(scene, quotient, said, amounts, (known[0], known[1]))


def _is_quotient(relation: Relation, figures: Mapping[Span, Place]) -> bool:
    """Whether a relation is of a quotient that prints as a number and its figures are all known."""
    place = figures.get(relation.focus)
    return (
        place is not None
        and place[1].number.kind == "number"
        and place[1].number.decimals > 0
        and place[1].unit == ""
        and all(span in figures for span in relation.numbers)
    )


def _said(scene: Scene, quotient: Quantity) -> tuple[Quantity, Move | None] | None:
    """The quotient that one is said to come from, or what it is said to have changed by."""
    ahead = scene.quantities[quotient.index + 1 : quotient.index + _NUMBERS]
    back = scene.quantities[max(0, quotient.index - 2) : quotient.index]
    if ahead and _is_one(scene, quotient, ahead[0]):
        ahead = ahead[1:]
    if len(back) > 1 and _is_one(scene, back[0], back[1]):
        back = back[:1]
    if back and comes_from(back[-1]) and reaches(quotient) is not None and _is_plain(back[-1], quotient):
        return back[-1], None
    stated = move(ahead[0]) if ahead and ahead[0].sentence == quotient.sentence else None
    if stated and not (stated.subject or stated.mean or stated.soft) and _is_plain(stated.quantity, quotient):
        return stated.quantity, stated
    return None


def _is_of_one_time(scene: Scene, stated: Quantity, against: str, known: Sequence[Past | None]) -> bool:
    """Whether what the two amounts were is of the time that the former quotient is of."""
    if says_last_year(against):
        return True
    begin = scene.text.rfind("。", 0, stated.start) + 1
    grown = any(past and past.by for past in known)
    return not against and not (grown and PERIOD.search(scene.text, begin, stated.start))


def _is_one(scene: Scene, first: Quantity, second: Quantity) -> bool:
    """Whether a figure is what a quotient stands to: the 1 of 2.05:1."""
    return second.number.value == 1 and second.start - first.end == 1 and scene.text[first.end] == ":"


def _is_plain(one: Quantity, quotient: Quantity) -> bool:
    number = one.number
    return number.kind == "number" and one.unit == "" and number.decimals == quotient.number.decimals


def _judged(
    scene: Scene,
    quotient: Quantity,
    said: tuple[Quantity, Move | None],
    amounts: Sequence[Place],
    known: Sequence[Past],
) -> Iterator[Relation]:
    stated, change = said
    rows = _order([one for _, one in amounts], quotient)
    if rows is None:
        return
    ranks = [(amounts[row][1], known[row]) for row in rows]
    values = {past.figure: past.figure.interval for past in known}

    def former(moved: Mapping[Quantity, Interval]) -> Interval | None:
        above, below = (past.level(level, moved[past.figure]) for level, past in ranks)
        ratio = above.over(below) if above and below else None
        return ratio.widened(stated.number.step / 2) if ratio else None

    def wanted(print_of: Interval) -> Interval:
        if change is None:
            return print_of
        return quotient.interval - print_of if change.sign > 0 else quotient.interval + print_of

    found = former(values)
    if found is None or found.low is None or found.high is None:
        return
    above, below = (_shown(level, past) for level, past in ranks)
    middle = (found.low + found.high) / 2
    used = [
        *amounts,
        (scene, quotient),
        *((place, past.figure) for (place, _), past in zip(amounts, known, strict=True)),
    ]
    formula = f"{above} / {below} = {show(middle, max(2, stated.number.decimals))}"
    of = change or Move(stated, sign=1)
    if found.meets(wanted(stated.interval)):
        yield made_apart(scene, of, used, formula)
    elif any(found.meets(wanted(_moved(stated, other))) for other in edited(stated.number)) or any(
        (new := former({**values, one: _moved(one, other)})) and new.meets(wanted(stated.interval))
        for one in values
        for other in edited(one.number)
    ):
        value = middle if change is None else change.sign * (quotient.number.value - middle)
        turned = "下降" if value < 0 else ""
        result = f"算得{turned}{show(abs(value), max(2, stated.number.decimals))}"
        yield made_apart(scene, of, used, formula, result)


def _moved(one: Quantity, other: Fraction) -> Interval:
    """What a figure stands for once it is another."""
    return one.interval + Interval.point(other - one.number.value)


def _order(levels: Sequence[Quantity], quotient: Quantity) -> tuple[int, int] | None:
    """Which of two amounts is above the other in their quotient."""
    for upper, lower in ((0, 1), (1, 0)):
        ratio = levels[upper].interval.over(levels[lower].interval)
        if ratio and ratio.meets(cut_or_rounded(quotient.number)):
            return upper, lower
    return None


def _shown(level: Quantity, past: Past) -> str:
    """A former amount as it is printed, or as it was by what it grew: 48210/(1+4.8%)."""
    figure, by = past.figure, past.by
    if by is None:
        return figure.number.literal
    sign = "+" if by.sign > 0 else "-"
    if figure.number.kind == "number":
        return f"({level.number.literal} {'-' if by.sign > 0 else '+'} {figure.number.literal})"
    return f"({level.number.literal} / (1 {sign} {figure.number.literal}))"
