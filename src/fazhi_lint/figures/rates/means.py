"""Means of two stated figures: "开展培训12场次、惠及360人，平均每场30人", "法官60人结案9600件，人均160件".

Here they are read; which figures they are of is found in :mod:`.mean_pairs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...document import Document
from ...facts.numbers import Number
from ...kept import regex, scanner
from ...model import Relation
from ...values import value
from ..core.interval import Interval, show
from ..core.ratios import cut_or_rounded
from ..core.scene import Quantity, Scene, scenes

_MEAN = regex.compile(
    r"(?:平均每|均每|每)(?P<scale>[十百千万]{0,2})(?P<per>人|户|亩|场|期|批|次|件|家|村|个|名|所|校|起|天|日|月|宗|卷|项|企业|平方公里|平方千米|平方米|公顷|公里"
    r"|案|辆|处|台|套|座|栋|幢|头|吨|间|班|份|条|车|船|店|单|株|片|站|院|组)(?:次)?"
    r"(?P<of>[^,;。、:\d]{0,12}?)(?:为|达到?|是|约)*$"
    r"|(?P<per>[人户亩日月村场件校案辆处台座班店车单次例项期批家院镇乡县生])均(?P<of>[^,;。、:\d]{0,12}?)(?:为|达到?|是|约|近|超过?)*$"
    r"|单(?P<per>[车户亩件台井])(?P<of>[^,;。、:\d]{2,12}?)(?:为|达到?|是|约|近|超过?)*$"
    r"|(?P<per>亩)产(?P<of>)(?:量|为|达到?|是|约|近|超过?)*$"
)
SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6}
_PER_SO_MANY = regex.compile(r"(?P<unit>[^/]+)/(?P<scale>[十百千万]{1,2})人(?:口)?")
_RATED = scanner(r"(?:普及率|[数总]?量|[数总]额)?(?:上升|提高|提升|增加|增长|下降)?(?:到|至|达到?|为|是|约)*$")
_PER_MEASURE = frozenset(("亩", "公顷", "平方米", "平方公里", "吨", "公斤", "立方米", "户", "头"))
_IS_MEAN = regex.compile(r"均|单产|亩产|单价|单位面积")
_OF_ONE = regex.compile("单[车户亩件台井]")  # 单车运行维护费, of what is told in another paragraph
_WORDS = ("均", "每", "亩产", "单车", "单户", "单亩", "单件", "单台", "单井")
_CUES = ("均", "每", "/", "万人", *_WORDS[2:])
_EACH = regex.compile("[率例]均[^均]*$")  # 办复率均达100%: each of several
_MONTHS = regex.compile(r"\d月?[—\-~至到]+\d{1,2}月")
PER_TIME = regex.compile(r"[天日月周年]平?均|每个?[天日月周年]")
DIGITS = 2  # of a figure that does not agree by chance


@value
class Mean:
    """A mean as the text states it: over how many of which unit, and the words for what is counted.

    ``who`` are the words in front: 法官 in 法官人均办案. ``unit`` is what is counted: 批次 of 5.08批次/千人.
    """

    quantity: Quantity
    per: str
    scale: int
    of: str
    who: str
    unit: str

    @property
    def wanted(self) -> Interval:
        """What its print may stand for, rounded or cut off."""
        number = self.quantity.number
        if number.approximate:
            return Interval(number.low, number.high)
        return cut_or_rounded(number)


def means(document: Document) -> Iterator[Relation]:
    """The relations of the means of a document."""
    before: Scene | None = None
    for scene in scenes(document):
        last, before = before, scene
        text = scene.text
        if not any(map(text.__contains__, _CUES)):
            continue
        head: Quantity | None = None  # the mean that a list goes on with
        told: Mean | None = None
        for quantity in scene.quantities:
            relation = None
            mean = mean_of(quantity) or _told_again(quantity, told)
            told = mean
            if mean:
                from .mean_pairs import judge

                relation = judge(document, scene, last, mean)
                if relation and relation.verdict == "contradicted":
                    unsure = _is_of_months(scene, quantity) or _is_told_afar(scene, quantity, relation)
                    relation = None if unsure else relation
            if relation is None and (mean or _may_be_mean(quantity, head)):
                from .free_means import free_mean, is_said

                relation = free_mean(document, scene, quantity, head)
                if relation is None and PER_TIME.search(quantity.before):
                    from .periods import over_time

                    relation = over_time(scene, quantity)
                head = head if quantity.lead == "、" else quantity if is_said(scene, quantity) else None
            if relation:
                yield relation


def _is_told_afar(scene: Scene, quantity: Quantity, relation: Relation) -> bool:
    """Whether 单车运行维护费 is held against what another paragraph tells."""
    here = (scene.paragraph.start <= span.start < scene.paragraph.end for span in relation.numbers)
    return _OF_ONE.search(quantity.before) is not None and not all(here)


def _is_of_months(scene: Scene, quantity: Quantity) -> bool:
    """Whether a mean over time may be of the months that its sentence names.

    4-8月查处268起，占前8个月的71.3%，月均53.6起.
    """
    begin = scene.text.rfind("。", 0, quantity.start) + 1
    return bool(PER_TIME.search(quantity.before) and _MONTHS.search(scene.text, begin, quantity.start))


def _told_again(quantity: Quantity, told: Mean | None) -> Mean | None:
    """The mean of brackets right behind one, in another measure: 单位面积产量5845公斤/公顷(390公斤/亩)."""
    if told is None or quantity.lead != "(" or quantity.before or told.quantity.index != quantity.index - 1:
        return None
    unit, _, per = quantity.unit.partition("/")
    return Mean(quantity, per, 1, "", told.who, unit) if per in _PER_MEASURE and quantity.is_amount else None


def _may_be_mean(quantity: Quantity, head: Quantity | None) -> bool:
    """Whether a figure has the words of a mean, or goes on with a list of means."""
    words = quantity.before
    if ("均" in words and not _EACH.search(words)) or "每" in words:
        return True
    if ("人" in words and "率" in words) or quantity.lead == ")":
        return True
    return head is not None and quantity.lead == "、" and quantity.index <= head.index + 3


def mean_of(quantity: Quantity) -> Mean | None:
    """The mean that a quantity states; None if it states an amount."""
    number, before = quantity.number, quantity.before
    if "/" not in quantity.unit and not any(map(before.__contains__, _WORDS)):
        return None
    if number.kind != "number" or number.vague or not number.low or number.high is None or not quantity.unit:
        return None
    if not number.digits.isascii():
        return None  # 每村一个
    if "/" in quantity.unit:
        unit, _, per = quantity.unit.partition("/")
        if per in _PER_MEASURE and _IS_MEAN.search(before):
            return Mean(quantity, per, 1, "", before, unit)
        heads = _PER_SO_MANY.fullmatch(quantity.unit)
        of = _RATED.sub("", before)
        return Mean(quantity, "人", SCALES[heads["scale"]], of, "", heads["unit"]) if heads and of else None
    found = _MEAN.search(before)
    if found is None or (len(number.digits) < DIGITS and "平均每" not in before):
        return None
    scale = SCALES.get(found["scale"] or "")
    if not scale:
        return None
    return Mean(quantity, found["per"], scale, found["of"], before[: found.start()], quantity.unit)


def as_printed(value: Fraction, number: Number) -> str:
    """A value in the scale of a printed mean, with its decimals; 0.92元 is not 0万元."""
    scale = number.scale if 100 * value >= number.scale else 1
    shown = show(value / scale, max(2, number.decimals))
    tail = number.literal[len(number.digits) :] if scale > 1 else ""
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}{tail}"
