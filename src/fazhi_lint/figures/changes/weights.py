"""Points that a share rose by, from what its part and its whole grew by.

里程469.63万公里，比上年增加11.90万公里，其中等级公路422.65万公里，增加18.03万公里，占90.0%，提高1.6个百分点;
城镇60万人，占60%，乡村40万人，占40%。与2010年相比，城镇人口增加12万人，乡村减少4万人，城镇人口比重上升7.8个百分点.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ...document import Document
from ...kept import regex
from ...model import Relation, Span
from ..core.interval import Interval, show
from ..core.labels import label, spells
from ..core.moves import Move, move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import edited
from .growth import REAL
from .past import Past, past_of, when
from .said import made_apart

_SHARE = regex.compile(r"(?:所?占[^,;。]{0,10})?(?:比重|占比|比例)")
_REAL = regex.compile(r"生产总值|GDP|增加值|总产值|第.产业")  # what nearly all say at constant prices
_SPELT = 4  # characters that the name of a part may have between those of a short one

_Figures = Mapping[Span, tuple[Scene, Quantity]]


def weights(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of points to the growths of part and whole of the shares that ``found`` has verified."""
    shares = [
        one
        for one in found
        if one.kind in ("share", "rate") and one.verdict == "verified" and "/" in one.formula
    ]
    told = [
        (scene, stated)
        for scene in (scenes(document) if shares else ())
        if "百分点" in scene.text
        for point in scene.quantities[1:]
        if point.number.kind == "point" and (stated := move(point)) and not (stated.mean or stated.soft)
    ]
    if not told:
        return
    wanted = set(chain.from_iterable(one.numbers for one in shares))
    figures = {
        span: (scene, one)
        for scene in scenes(document)
        for one in scene.quantities
        if (span := scene.span(one)) in wanted
    }
    for scene, stated in told:
        for share in shares:
            if share.focus in figures and figures[share.focus][0] is scene:
                relation = _held(document, scene, stated, share, figures)
                if relation is not None:
                    yield relation
                    break


def _held(
    document: Document, scene: Scene, stated: Move, share: Relation, figures: _Figures
) -> Relation | None:
    rate = figures[share.focus][1]
    amounts = [figures[span] for span in share.numbers if span != share.focus and span in figures]
    own = [one for place, one in amounts if place is scene and one.index < rate.index]
    bare = not stated.subject or _SHARE.fullmatch(stated.subject)
    beside = rate.index + 1 == stated.quantity.index and rate.sentence == stated.quantity.sentence
    if len(amounts) + 1 != len(share.numbers) or (bare and not beside):
        return None
    part, wholes = _part(amounts, own, rate, "+" in share.formula)
    if part is None or not (bare or _is_named(scene, stated, part)):
        return None
    risen: dict[Quantity, Past] = {}
    used: list[tuple[Scene, Quantity]] = [*amounts, (scene, rate)]
    for place, one in {place.span(one): (place, one) for place, one in (*wholes, (scene, part))}.values():
        told = past_of(document, place, one, when(stated))
        if told is None or (told.figure.is_rate and _REAL.search(label(place, one))):
            return None
        if (
            told.by
            and told.by.subject
            and sum(spells(label(*other), told.by.subject, _SPELT) for other in amounts) > 1
        ):
            return None  # 贷款余额增长9% may be that of 小微企业贷款余额 or of the whole
        risen[one] = told
        used.append((place, told.figure))
    bases = [one for _, one in wholes]
    values = {past.figure: past.figure.interval for past in risen.values()}
    result = _moved(part, bases, risen, values)
    if result is None or result.low is None or result.high is None:
        return None
    by = stated.quantity
    slack = rate.number.step  # 59.99% - 45.10%, both rounded
    gained = (result if stated.sign > 0 else -result).widened(slack)
    formula = f"{rate.number.literal} - {_ago(part, bases, risen)}% = {show((result.low + result.high) / 2, 2)}"
    if gained.meets(by.interval):
        return made_apart(scene, stated, used, formula)
    if any(REAL.search(label(place, one)) for place, one in amounts):
        return None

    def agrees(one: Quantity, gap: Interval) -> bool:
        """Whether the points follow once a figure is another."""
        if one is by:
            return gained.meets(by.interval + gap)
        new = _moved(part, bases, risen, {**values, one: one.interval + gap})
        return new is not None and (new if stated.sign > 0 else -new).widened(slack).meets(by.interval)

    tried = ((one, edit - one.number.value) for one in (*values, by) for edit in edited(one.number))
    if not any(agrees(one, Interval.point(gap)) for one, gap in tried):
        return None
    value = stated.sign * (result.low + result.high) / 2
    turned = "" if value >= 0 else "下降" if stated.sign > 0 else "上升"
    shown = show(abs(value), max(1, by.number.decimals))
    return made_apart(scene, stated, used, formula, f"算得{turned}{shown}个百分点")


def _part(
    amounts: Sequence[tuple[Scene, Quantity]], own: Sequence[Quantity], rate: Quantity, summed: bool
) -> tuple[Quantity | None, Sequence[tuple[Scene, Quantity]]]:
    """Which of the amounts of a share is its part, the last one before it if it can be, and its wholes."""
    for part in reversed(own):
        wholes = amounts if summed else [place for place in amounts if place[1] is not part]
        if Ratio((part,), tuple(one for _, one in wholes)).gives(printed(rate.number)):
            return part, wholes
    return None, ()


def _is_named(scene: Scene, stated: Move, part: Quantity) -> bool:
    """Whether points are told of a share by the name of its part."""
    name = stated.subject.removesuffix("比重").removesuffix("占比")
    return name != stated.subject and len(name) > 1 and spells(label(scene, part), name, _SPELT)


def _moved(
    part: Quantity,
    bases: Sequence[Quantity],
    risen: Mapping[Quantity, Past],
    values: Mapping[Quantity, Interval],
) -> Interval | None:
    """By how many points a share moved."""
    before = {one: told.level(one, values[told.figure]) for one, told in risen.items()}
    now, past = Interval.point(0), Interval.point(0)
    for one in bases:
        old = before[one]
        if old is None:
            return None
        now, past = now + one.interval, past + old
    own = before[part]
    first, second = part.interval.over(now), own.over(past) if own else None
    return (first - second).scaled(100) if first and second else None


def _ago(part: Quantity, bases: Sequence[Quantity], risen: Mapping[Quantity, Past]) -> str:
    """The share as it was, for the formula."""
    olds = {one: told.shown(one) for one, told in risen.items()}
    return show(100 * olds[part] / sum(olds[one] for one in bases), 2)
