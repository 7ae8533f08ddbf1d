"""Which two figures a mean is of: beside it, in a sentence before, or by their name anywhere.

What a mean is taken of must be in its own unit, and what it is taken over in the unit that its name gives.
Agreement is recorded; a mean is held against the text, as a warning, where one figure of each kind stands
before it and one wrong digit keeps them apart. Yields and densities are means too, over an area and in
another unit than the amounts: 33.84万吨 of 52.36千公顷, 亩产431公斤.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import changed, value
from ..core.conflicts import rate_of
from ..core.interval import Interval
from ..core.labels import front
from ..core.levels import is_level
from ..core.ratios import slipped_quotient
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family, measured
from .far import Amount, amounts, only
from .heads import inner
from .means import DIGITS, Mean, as_printed, mean_of

UNITS = {
    "日": ("天", "个工作日"), "天": ("个工作日",), "月": ("个月",),
    "企业": ("家", "户"), "校": ("所",), "名": ("人",), "村": ("个村",),
    "案": ("件", "份", "宗"), "院": ("家", "所"), "店": ("家",), "车": ("辆", "台"), "单": ("笔", "单", "件"),
    "次": ("人次", "批次", "场次", "家次", "户次"), "班": ("个班",),
}  # fmt: skip
# Means over a yearly average, or of what other surveys say: not of the figures that stand beside them.
_SURVEYED = regex.compile(r"生产总值|GDP|收入|支出|消费|预期|寿命|面积")
_VERBS = regex.compile(r"^(?:拥有|有|办理|承办|完成|实现|需|要|负责|累计|的)+|[数量额]$")
_PEOPLE = regex.compile(r"人口|居民|人$|律师|法官|检察官|干警|人员|职工|群众|民警")
_AREAS = frozenset(("亩", "公顷", "平方公里", "平方千米", "平方米"))
_IS_MEAN = regex.compile(r"均|[折合]合?每|密度|亩产|单产|单位面积")
_NO_CROP = regex.compile(
    r"(?:总?产量?|平均|单产?位?|亩产|[播种植收获]*面积|全[年市县区省]|其中|累计|达到?|的|每|,)+"
)
SOME = regex.compile(r"城镇|乡村|农村|农业|流动|贫困|城区|参")
_OF_ALL = regex.compile(r"(?P<who>(?:常住|户籍|总)?人口)")
_SUBSCRIBED = {"部": "户"}  # telephones are counted by those who have one
_MOST = 8
_NEARLY = 10
_APART = 3  # paragraphs between a yield and what it is of
_AFTER = 2
_OPENS = regex.compile(r"平均|每|\p{Han}均")  # a mean of all that was told, and not of some kind of it
_NOUN = 6
_HEAD = 2
_COMMON = frozenset("办理案件人数量")


@value
class Pair:
    above: Quantity
    below: Quantity
    result: Fraction
    times: Fraction
    apart: tuple[Scene, Scene] | None = None  # where both stand, if not beside the mean


def judge(document: Document, scene: Scene, last: Scene | None, mean: Mean) -> Relation | None:
    """The relation of a mean to two figures that it is of, or must be of; None if they are not known.

    ``last`` is the scene before its own.
    """
    stated = mean.quantity
    near = [
        other
        for other in scene.quantities[max(0, stated.index - _MOST) : stated.index + 1 + _AFTER]
        if other is not stated
        and other.sentence == stated.sentence
        and other.number.kind == "number"
        and not other.number.vague
    ]
    above = [other for other in near if measured(other.unit, mean.unit) and mean_of(other) is None]
    below = [other for other in near if _counts(mean, other) and other.number.value > 1]
    pairs = [
        _pair(mean, one, other) for one in above for other in below if one is not other and other.number.value
    ]
    for pair in pairs:
        long = len(stated.number.digits) >= DIGITS and (_is_before(pair, stated) or stated.digits > DIGITS)
        sure = long or pair.result == stated.number.value
        if sure and gives(mean, pair):
            return relation_of(scene, mean, pair)
    if mean.per in _AREAS:
        if _IS_MEAN.search(stated.before or mean.who) is None:
            return None  # 每亩补贴100元
        pairs = [pair for pair in pairs if is_level(pair.above) and is_level(pair.below)]
        pairs = [pair for pair in pairs if "常住" in pair.above.before] or pairs
        if not pairs and stated.digits > DIGITS:
            return _of_one_crop(document, scene, mean)
    firm = [pair for pair in pairs if _told(mean, pair)]
    if not firm and len(stated.number.digits) >= DIGITS:
        held = inner(above) | inner(below)  # 132名，其中甲41人、乙91人: no mean is taken over these
        outer = [pair for pair in pairs if held.isdisjoint((pair.above.index, pair.below.index))]
        alone = len(outer) == 1 and (_is_before(outer[0], stated) or outer[0].below.segment == stated.segment)
        beside = [pair for pair in pairs if _adjacent(mean, pair) and is_level(pair.below)]
        firm = outer if alone else beside
        firm = firm or [pair for pair in pairs if _is_named_whole(scene, mean, pair)]
    if len(firm) == 1 and _named(mean, firm[0].above):
        return _broken(scene, mean, firm[0])
    return _elsewhere(document, scene, last, mean, below)


def _of_one_crop(document: Document, scene: Scene, mean: Mean) -> Relation | None:
    """A yield of the amount and the area of one crop, those before it first: 粮食…万亩。粮食…万吨，亩产….

    The only two that have its very name are held against it.
    """
    stated, here = mean.quantity, scene.paragraph.index
    near = [one for one in scenes(document) if one is not scene and abs(one.paragraph.index - here) <= _APART]
    own = scene.quantities[max(0, stated.index - 2 * _MOST) : stated.index]
    places = [(scene, one) for one in reversed(own)] + [
        (place, one) for place in near for one in place.quantities
    ]
    row = [(place, one) for place, one in places if one.is_amount and one.number.value and is_level(one)]
    row.sort(key=lambda pair: pair[1].depth != stated.depth)
    named: list[Pair] = []
    lower = [(place, one, _called(place, one)) for place, one in row if one.unit in _AREAS]
    for place, above in row if lower else ():
        if not measured(above.unit, mean.unit):
            continue
        called = _NO_CROP.sub("", _called(place, above))
        beside = place is scene and above.sentence == stated.sentence
        crop = _NO_CROP.sub("", mean.who) or (called if beside else "")
        if len(crop) < _HEAD or crop[-_HEAD:] not in called:
            continue
        for where, below, words in lower:
            if crop[-_HEAD:] not in words:
                continue
            pair = changed(_pair(mean, above, below), apart=(place, where))
            if gives(mean, pair):
                return relation_of(scene, mean, pair)
            if crop == called == _NO_CROP.sub("", words) and above.depth == below.depth == stated.depth:
                named.append(pair)
    return _broken(scene, mean, named[0]) if len(named) == 1 else None


def _called(scene: Scene, one: Quantity) -> str:
    """The words in front of a figure, or of the one that it tells again in brackets: 4734千公顷(7101万亩)."""
    again = one.lead == "(" and not one.before and one.index
    return front(scene, scene.quantities[one.index - 1] if again else one)


def _is_before(pair: Pair, stated: Quantity) -> bool:
    """Whether both figures stand before a mean, or in brackets behind it."""
    return all(one.index < stated.index or one.depth > stated.depth for one in (pair.above, pair.below))


def _elsewhere(
    document: Document, scene: Scene, last: Scene | None, mean: Mean, below: Sequence[Quantity]
) -> Relation | None:
    """The relation of a mean of a figure of another sentence, or over one; ``below`` are those of its own."""
    stated = mean.quantity
    if not mean.of or _SURVEYED.search(mean.of) or len(stated.number.digits) < DIGITS:
        return None
    here = [Amount(scene, one, 1, False) for one in below] or _before(scene, stated.index, mean)
    found = _far(document, scene, last, mean, here) if here else None
    if found or below:
        return found
    if last is not None:
        found = _far(document, scene, last, mean, _before(last, len(last.quantities), mean))
    people = [] if found else _people(document, mean)
    return _far(document, scene, last, mean, people, apart=True) if people else found


def _people(document: Document, mean: Mean) -> Sequence[Amount]:
    """The people a mean is taken over, where they stand in another part of the document."""
    if mean.per != "人":
        return ()
    if mean.scale == 1:
        return amounts(document, mean.who, "人")
    told = _OF_ALL.match(mean.of)
    for name in (told["who"],) if told and told["who"] != "人口" else ("常住人口", "总人口", "人口"):
        found = [one for one in amounts(document, name, "人") if one.near > 1]
        found = [one for one in found if not SOME.search(one.quantity.before)]
        if found:
            return [one for one in found if one.near > _HEAD] or found
    return ()


def _adjacent(mean: Mean, pair: Pair) -> bool:
    """Whether two figures stand right before a mean, or in front of the measure word that it goes with."""
    row = mean.quantity.index
    return {pair.above.index, pair.below.index} == {row - 1, row - 2}


def _told(mean: Mean, pair: Pair) -> bool:
    """Whether the words of a mean name both figures: 权力186项…责任事项1302项，平均每项权力对应责任事项7项."""
    first, last = mean.of[:_HEAD], mean.of[-_HEAD:]
    apart = len(mean.of) >= 2 * _HEAD and last not in pair.below.before
    return apart and pair.above.before.endswith(last) and pair.below.before.endswith(first)


def _is_named_whole(scene: Scene, mean: Mean, pair: Pair) -> bool:
    """Whether a figure has all the words of a mean, and what it is taken over is no part and no change.

    审结52384件，比上年增加2976件，标的额286.7亿元，件均标的额54.7万元; not 上年件均, nor 民商事案件件均.
    """
    below, stated = pair.below, mean.quantity
    row = [
        one for one in scene.quantities[max(0, stated.index - _MOST) : stated.index] if one.unit == below.unit
    ]
    told = len(mean.of) >= _HEAD and pair.above.before.endswith(mean.of) and _OPENS.match(stated.before)
    return bool(told) and _is_before(pair, stated) and is_level(below) and below.index not in inner(row)


def _broken(scene: Scene, mean: Mean, pair: Pair) -> Relation | None:
    """The mean held against two figures, where one wrong digit keeps them apart."""
    surveyed = _SURVEYED.search(mean.of)
    visits = pair.below.unit == "人次" and surveyed is not None and surveyed[0] in ("消费", "支出")
    if surveyed and not visits and (mean.per == "人" or surveyed[0] != "面积"):
        return None
    if any(one.number.approximate for one in (pair.above, pair.below)):
        return None
    about = mean.quantity.number
    if about.approximate and abs(pair.result - about.value) * 10 < about.value:
        return None  # 约150
    above, below = pair.above.number, pair.below.number
    slip = slipped_quotient(about, mean.wanted, above, below, pair.times)
    slip = slip or pair.result in (10 * about.value, about.value / 10)  # 平均每件120元 for 1200元
    slip = slip or any(pair.result * many in mean.wanted for many in (10**4, Fraction(1, 10**4)))  # 元 for 万元
    return relation_of(scene, mean, pair, broken=True) if slip else None


def _before(scene: Scene, row: int, mean: Mean) -> list[Amount]:
    """What the mean may be taken over, among the quantities of a paragraph before ``row``."""
    near = scene.quantities[max(0, row - 2 * _MOST) : row]
    return [
        Amount(scene, other, 1, False)
        for other in near
        if other.number.value > 1 and _counts(mean, other) and is_level(other)
    ]


def _far(
    document: Document,
    scene: Scene,
    last: Scene | None,
    mean: Mean,
    below: Sequence[Amount],
    apart: bool = False,
) -> Relation | None:
    """A mean of a figure that stands in another sentence or paragraph, found by the words of the mean.

    ``apart`` says that what it is taken over was found by its name.
    """
    who = mean.who[-_HEAD:]
    told = [one for one in below if len(who) == _HEAD and who in one.quantity.before + one.quantity.after]
    below = told or below
    words, unit = _VERBS.sub("", _OF_ALL.sub("", mean.of, 1)), mean.unit
    own = _near(scene, mean.quantity.index, mean, words)
    found = [
        one
        for kind in dict.fromkeys((unit, _SUBSCRIBED.get(unit, unit)))
        for one in amounts(document, words, kind)
        if mean_of(one.quantity) is None
    ]
    back = _near(last, len(last.quantities), mean, words) if last and not own else []
    for one in (*own, *found, *back):
        for other in below:
            pair = _apart(mean, one, other)
            if gives(mean, pair):
                return relation_of(scene, mean, pair)
    base = own[0] if len(own) == 1 else only(found)
    over = below[0] if len(below) == 1 and below[0].scene is scene else only(below) if apart else None
    if base is None or over is None or base.quantity is over.quantity:
        return None
    if not told and not apart and _PEOPLE.search(mean.who):
        return None  # 法官人均 is not taken over 书记员80人
    if told and mean.who not in over.quantity.before + over.quantity.after:
        return None  # 民商事案件件均 is not taken over 审结案件52384件
    pair = _apart(mean, base, over)
    near = abs(pair.result - mean.quantity.number.value) * _NEARLY < mean.quantity.number.value
    return None if apart and near else _broken(scene, mean, pair)  # people are counted at other times too


def _pair(mean: Mean, above: Quantity, below: Quantity) -> Pair:
    times = mean.scale * (measured(above.unit, mean.unit) or Fraction(1))  # 2863.4公顷 and 人均15.38平方米
    if mean.per in _AREAS:
        times /= measured(below.unit, mean.per) or 1
    return Pair(above, below, above.number.value * times / below.number.value, times)


def _apart(mean: Mean, above: Amount, below: Amount) -> Pair:
    return changed(_pair(mean, above.quantity, below.quantity), apart=(above.scene, below.scene))


def _near(scene: Scene, row: int, mean: Mean, words: str) -> list[Amount]:
    """The levels of a paragraph before ``row`` with half of the mean's words beside them."""
    told = set(words) - _COMMON or set(words)
    found = []
    for one in scene.quantities[max(0, row - 2 * _MOST) : row]:
        near = one.before + one.after[:_NOUN]
        if measured(one.unit, mean.unit) is None or not one.is_amount:
            continue
        if 2 * sum(mark in near for mark in told) >= len(told) and mean_of(one) is None and is_level(one):
            found.append(Amount(scene, one, 1, False))
    return found


def _counts(mean: Mean, other: Quantity) -> bool:
    """Whether a figure counts what the mean is taken over."""
    unit, per = other.unit, mean.per
    if not unit or other is mean.quantity or not other.number.value:
        return False
    if per in _AREAS:
        return unit in _AREAS
    if per == "人" and unit not in ("人", "名", "位", "人次"):
        return False
    if per == "生":
        return unit in ("人", "名") and ("生" in other.before or "学" in other.before)
    if mean.scale > 1 and not (_OF_ALL if _OF_ALL.match(mean.of) else _PEOPLE).search(other.before):
        return False
    if unit == "个" or per == "个":  # 242个行政村, 村均; 家庭户9万户, 平均每个家庭户
        noun = mean.of[:_HEAD] if per == "个" else per
        return bool(noun) and noun in other.after[:_NOUN] + other.before[-_NOUN:]
    return unit.startswith(per) or family(unit) == family(per) or unit in UNITS.get(per, ())


def _named(mean: Mean, above: Quantity) -> bool:
    """Whether what is counted has the same name, as far as the mean gives one."""
    words = mean.of.removeprefix("拥有").removeprefix("办理").removeprefix("有")
    if mean.per == "个" and not mean.who:
        words = words[_HEAD:]  # 平均每个小区192户; but not 安置小区平均每个小区
    return len(words) < 2 or words[:2] in above.before + above.after or words[-2:] in above.before


def judged(scene: Scene, mean: Mean, pair: Pair, broken: bool = False) -> Relation | None:
    """The relation of a mean to a pair that gives it, or that one wrong digit keeps from giving it."""
    return _broken(scene, mean, pair) if broken else relation_of(scene, mean, pair)


def gives(mean: Mean, pair: Pair) -> bool:
    above = Interval(pair.above.number.low, pair.above.number.high).scaled(pair.times)
    ratio = above.over(Interval(pair.below.number.low, pair.below.number.high))
    return ratio is not None and ratio.meets(mean.wanted)


def relation_of(scene: Scene, mean: Mean, pair: Pair, broken: bool = False) -> Relation:
    number, unit = mean.quantity.number, mean.quantity.unit
    focus = scene.span(mean.quantity)
    first, second = pair.apart or (scene, scene)
    places = first.span(pair.above), second.span(pair.below)
    scaled = f" × {pair.times}" if pair.times > 1 else f" / {1 / pair.times}" if pair.times < 1 else ""
    result = as_printed(pair.result, number)
    formula = f"{pair.above.number.literal} / {pair.below.number.literal}{scaled} = {result}"
    used = tuple(zip(places, (pair.above.number.literal, pair.below.number.literal), strict=True))
    failed = (mean.quantity.before[len(mean.who) :], number.literal, f"算得{result}{unit}")
    return rate_of(focus, used, formula, failed if broken else None, unit)
