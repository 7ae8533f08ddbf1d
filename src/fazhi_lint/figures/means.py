"""Means of two stated figures: "开展培训12场次、惠及360人，平均每场30人", "法官60人结案9600件，人均160件".

What a mean is taken of must be in its own unit, and what it is taken over in the unit that its name gives.
Agreement is recorded; a mean is held against the text, as a warning, where one figure of each kind stands
before it and one wrong digit keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..document import Document
from ..kept import regex
from ..model import Hit, Related, Relation, Severity
from ..values import value
from .far import Amount, amounts, is_level, only
from .interval import Interval, show
from .ratios import slipped_quotient
from .scene import Quantity, Scene, scenes
from .units import family

_MEAN = regex.compile(
    r"(?:平均每|均每|每)(?P<scale>[十百千万]{0,2})(?P<per>人|户|亩|场|期|批|次|件|家|村|个|名|所|校|起|天|日|月|宗|卷|项|企业|公里"
    r"|案|辆|处|台|套|座|栋|幢|头|吨|间|班|份|条|车|船|店|单|株|片|站|院|组)(?:次)?"
    r"(?P<of>[^,;。、:\d]{0,12}?)(?:为|达到?|是|约)*$"
    r"|(?P<per>[人户亩日月村场件校案辆处台座班店车单次例项期批家院镇乡县])均(?P<of>[^,;。、:\d]{0,12}?)(?:为|达到?|是|约|近|超过?)*$"
)
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6}
_UNITS = {
    "日": ("天",), "月": ("个月",), "企业": ("家", "户"), "校": ("所",), "名": ("人",), "村": ("个村",),
    "案": ("件", "份", "宗"), "院": ("家", "所"), "店": ("家",), "车": ("辆", "台"), "单": ("笔", "单", "件"),
    "次": ("人次", "批次", "场次"), "班": ("个班",),
}  # fmt: skip
# Means over a yearly average, or of what other surveys say: not of the figures that stand beside them.
_SURVEYED = regex.compile(r"生产总值|GDP|收入|支出|消费|预期|寿命|面积")
_VERBS = regex.compile(r"^(?:拥有|有|办理|承办|完成|实现|需|要|负责|累计|的)+|[数量额]$")
_PEOPLE = regex.compile(r"人口|居民|人$|律师|法官|检察官|干警|人员|职工|群众|民警")
_MOST = 8
_DIGITS = 2
_AFTER = 2
_NOUN = 6
_HEAD = 2
_COMMON = frozenset("办理案件人数量")


@value
class Mean:
    """A mean as the text states it: over how many of which unit, and the words for what is counted.

    ``who`` are the words in front: 法官 in 法官人均办案.
    """

    quantity: Quantity
    per: str
    scale: int
    of: str
    who: str

    @property
    def wanted(self) -> Interval:
        """What its print may stand for, rounded or cut off."""
        number = self.quantity.number
        if number.approximate:
            return Interval(number.low, number.high)
        step = Fraction(number.scale, 10**number.decimals)
        return Interval(number.value - step / 2, number.value + step)


@value
class _Pair:
    above: Quantity
    below: Quantity
    result: Fraction
    apart: tuple[Scene, Scene] | None = None  # where both stand, if not beside the mean


def means(document: Document) -> Iterator[Relation]:
    """The relations of the means of a document."""
    before: Scene | None = None
    for scene in scenes(document):
        last, before = before, scene
        if "均" not in scene.text and "每" not in scene.text:
            continue
        for quantity in scene.quantities:
            mean = _mean(quantity)
            relation = _judge(document, scene, last, mean) if mean else None
            if relation:
                yield relation


def _mean(quantity: Quantity) -> Mean | None:
    number = quantity.number
    if number.kind != "number" or number.vague or not number.low or number.high is None or not quantity.unit:
        return None
    if not number.digits.isascii() or len(number.digits) < _DIGITS:
        return None  # 每村一个
    before = quantity.before
    if "均" not in before and "每" not in before:
        return None
    found = _MEAN.search(before)
    if found is None:
        return None
    scale = _SCALES.get(found["scale"] or "")
    return Mean(quantity, found["per"], scale, found["of"], before[: found.start()]) if scale else None


def _judge(document: Document, scene: Scene, last: Scene | None, mean: Mean) -> Relation | None:
    stated = mean.quantity
    near = [
        other
        for other in scene.quantities[max(0, stated.index - _MOST) : stated.index + 1 + _AFTER]
        if other is not stated
        and other.sentence == stated.sentence
        and other.number.kind == "number"
        and not other.number.vague
    ]
    above = [other for other in near if family(other.unit) == family(stated.unit) and _mean(other) is None]
    below = [other for other in near if _counts(mean, other)]
    pairs = [
        _Pair(one, other, one.number.value * mean.scale / other.number.value)
        for one in above
        for other in below
        if one is not other and other.number.value
    ]
    for pair in pairs:
        if _gives(mean, pair):
            return _relation(scene, mean, pair)
    firm = [pair for pair in pairs if len(pairs) == 1 or _adjacent(mean, pair)]
    if len(firm) == 1 and _named(mean, firm[0].above):
        return _broken(scene, mean, firm[0])
    if not mean.of or _SURVEYED.search(mean.of):
        return None
    here = [Amount(scene, one, 1, False) for one in below] or _before(scene, mean.quantity.index, mean)
    found = _far(document, scene, last, mean, here) if here else None
    if found or below or last is None:
        return found
    return _far(document, scene, last, mean, _before(last, len(last.quantities), mean))


def _adjacent(mean: Mean, pair: _Pair) -> bool:
    """Whether two figures stand right before a mean, or in front of the measure word that it goes with."""
    row = mean.quantity.index
    return {pair.above.index, pair.below.index} == {row - 1, row - 2}


def _broken(scene: Scene, mean: Mean, pair: _Pair) -> Relation | None:
    """The mean held against two figures, where one wrong digit keeps them apart."""
    if any(one.number.approximate for one in (pair.above, pair.below)) or _SURVEYED.search(mean.of):
        return None
    about = mean.quantity.number
    if about.approximate and abs(pair.result - about.value) * 10 < about.value:
        return None  # 约150
    above, below = pair.above.number, pair.below.number
    slip = slipped_quotient(about, mean.wanted, above, below, mean.scale)
    return _relation(scene, mean, pair, broken=True) if slip else None


def _before(scene: Scene, row: int, mean: Mean) -> list[Amount]:
    """What the mean may be taken over, among the quantities of a paragraph before ``row``."""
    near = scene.quantities[max(0, row - 2 * _MOST) : row]
    return [
        Amount(scene, other, 1, False)
        for other in near
        if other.number.value > 1 and _counts(mean, other) and is_level(other)
    ]


def _far(
    document: Document, scene: Scene, last: Scene | None, mean: Mean, below: Sequence[Amount]
) -> Relation | None:
    """A mean of a figure that stands in another sentence or paragraph, found by the words of the mean."""
    who = mean.who[-_HEAD:]
    told = [one for one in below if len(who) == _HEAD and who in one.quantity.before + one.quantity.after]
    below = told or below
    words, unit = _VERBS.sub("", mean.of), mean.quantity.unit
    own = _near(scene, mean.quantity.index, mean, words)
    found = [one for one in amounts(document, words, unit) if _mean(one.quantity) is None]
    back = _near(last, len(last.quantities), mean, words) if last and not own else []
    for one in (*own, *found, *back):
        for other in below:
            pair = _pair(mean, one, other)
            if _gives(mean, pair):
                return _relation(scene, mean, pair)
    for one in amounts(document, words[-_HEAD:], unit):
        for other in below:
            pair = _pair(mean, one, other)
            # A name that agrees in its last word alone needs a quotient without rest.
            if pair.result == mean.quantity.number.value:
                return _relation(scene, mean, pair)
    base = own[0] if len(own) == 1 else only(found)
    if base is None or len(below) != 1 or below[0].scene is not scene:
        return None
    return _broken(scene, mean, _pair(mean, base, below[0]))


def _pair(mean: Mean, above: Amount, below: Amount) -> _Pair:
    result = above.quantity.number.value * mean.scale / below.quantity.number.value
    return _Pair(above.quantity, below.quantity, result, (above.scene, below.scene))


def _near(scene: Scene, row: int, mean: Mean, words: str) -> list[Amount]:
    """The levels of a paragraph before ``row`` with half of the mean's words beside them."""
    told = set(words) - _COMMON or set(words)
    kind = family(mean.quantity.unit)
    found = []
    for one in scene.quantities[max(0, row - 2 * _MOST) : row]:
        number, near = one.number, one.before + one.after[:_NOUN]
        if family(one.unit) != kind or number.kind != "number" or number.vague or number.high is None:
            continue
        if 2 * sum(mark in near for mark in told) >= len(told) and _mean(one) is None and is_level(one):
            found.append(Amount(scene, one, 1, False))
    return found


def _counts(mean: Mean, other: Quantity) -> bool:
    """Whether a figure counts what the mean is taken over."""
    unit, per = other.unit, mean.per
    if not unit or other is mean.quantity or not other.number.value:
        return False
    if per == "人" and unit not in ("人", "名", "位", "人次"):
        return False
    if mean.scale > 1 and not _PEOPLE.search(other.before):
        return False
    if unit == "个":  # 242个行政村, 村均; 老旧小区46个, 平均每个小区
        noun = mean.of[:_HEAD] if per == "个" else per
        return bool(noun) and noun in other.after[:_NOUN] + other.before[-_HEAD:]
    return unit.startswith(per) or family(unit) == family(per) or unit in _UNITS.get(per, ())


def _named(mean: Mean, above: Quantity) -> bool:
    """Whether what is counted has the same name, as far as the mean gives one."""
    words = mean.of.removeprefix("拥有").removeprefix("办理").removeprefix("有")
    return len(words) < 2 or words[:2] in above.before + above.after or words[-2:] in above.before


def _gives(mean: Mean, pair: _Pair) -> bool:
    above = Interval(pair.above.number.low, pair.above.number.high).scaled(mean.scale)
    ratio = above.over(Interval(pair.below.number.low, pair.below.number.high))
    return ratio is not None and ratio.meets(mean.wanted)


def _relation(scene: Scene, mean: Mean, pair: _Pair, broken: bool = False) -> Relation:
    number, unit = mean.quantity.number, mean.quantity.unit
    focus = scene.span(mean.quantity)
    first, second = pair.apart or (scene, scene)
    places = first.span(pair.above), second.span(pair.below)
    spans = tuple(sorted({*places, focus}))
    shown = show(pair.result / number.scale, max(2, number.decimals))
    scaled = f" × {mean.scale}" if mean.scale > 1 else ""
    tail = number.literal[len(number.digits) :] if number.scale > 1 else ""
    result = f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}{tail}"
    formula = f"{pair.above.number.literal} / {pair.below.number.literal}{scaled} = {result}"
    if not broken:
        return Relation("rate", "verified", focus, spans, formula)
    fields = {"rate": _claim(mean), "stated": number.literal + unit, "result": f"算得{result}{unit}"}
    literals = pair.above.number.literal, pair.below.number.literal
    related = tuple(Related(*one) for one in zip(places, literals, strict=True))
    hit = Hit(focus, fields, Severity.WARNING, (f"{formula} ≠ {number.literal}",), related)
    return Relation("rate", "contradicted", focus, spans, f"{formula} ≠ {number.literal}", "rate-mismatch", hit)


def _claim(mean: Mean) -> str:
    """The words of the mean in front of its figure: 平均每场, 人均结案."""
    before = mean.quantity.before
    found = _MEAN.search(before)
    return before[found.start() :] if found else before
