"""Means in other words than those of :mod:`.means`, of figures that stand apart: 均价, 万人起诉率.

What is counted must have the mean's measure, or share a word with it; what the mean is taken over is told by
its measure, by the noun behind 每 or in front of 平均, or is the population. A mean that agrees to three
digits, or without rest, is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import changed, value
from ..core.labels import front
from ..core.levels import is_level, levels
from ..core.scene import Quantity, Scene, scenes
from ..core.units import SAME, family, measured
from .far import amounts
from .mean_pairs import SOME, UNITS, Pair, gives, judged
from .means import SCALES, Mean, mean_of

_EVERY = regex.compile(r"每一?(?P<scale>[十百千万]{0,2})(?P<rest>\D*)$")
_EACH = regex.compile(r"(?P<per>[^\P{Han}平年季周旬每])均(?P<rest>\D*)$")
_SINGLE = regex.compile(r"(?:平均单[体个]|单[体个]平均)(?P<rest>\p{Han}*)$")
_MEAN = regex.compile(r"(?P<who>\p{Han}{2,10})平均(?P<rest>[^每均\d]*)$")
_SO_MANY = regex.compile(r"(?P<scale>[千万])人(?P<rest>\p{Han}{1,6})率$")
TAIL = regex.compile(
    r"(?:已|仅|只|约|近|为|是|有|在|也|还|高|(?:提高|上升|增加|下降|降低|降|升|增)?[至到]|达到?|不足|超过?)+$"
)
_PEOPLE = regex.compile(r"常住人口|总人口|户籍人口|年?平均人口|全[国市县区省州]人口")
_OF_PEOPLE = regex.compile(r"^(?:常住|户籍|总)人口")
_WHO = frozenset(("居民", "群众", "人口", "市民", "全市", "全县", "全区", "全省"))
_BY = regex.compile(r"按|以|即|共")
_FILLERS = regex.compile(r"^(?:口|拥有?|有|年|的|办理|完成|建议|需)+")
_ALL = regex.compile(r"[合共总]计?")
LIKE = frozenset({("户", "部"), ("人次", "次"), ("场次", "场"), ("人次", "人")})
_PLACES = "村乡镇县校院企"
_MOST = 14  # figures looked through, and tried
_SENTENCES = 2
_TELLING = 3
_NOUN = 2
_REST = 6
_PLACE = 10


@value
class Said:
    """A mean as it is said: its figure, over how many of what, and the words behind and before.

    ``kind`` is the word that says so: 每, 均 (人均), 平 (案件平均) or 价 (均价).
    """

    quantity: Quantity
    kind: str
    per: str
    scale: int
    rest: str
    who: str


def free_mean(document: Document, scene: Scene, quantity: Quantity, before: Quantity | None) -> Relation | None:
    """The relation of a figure that may be a mean; ``before`` is the mean that the one before it was."""
    said = _said_mean(scene, quantity, before)
    if said is None:
        return None
    mean = _mean_said(said)
    tops = list(islice(_tops_of(document, scene, said), _MOST))
    bases = list(islice(_bases_of(document, scene, said), _MOST))
    digits = quantity.digits
    beside: list[Pair] = []
    for place, above in tops:
        for where, below in bases:
            if above is below:
                continue
            pair = _pair_of(mean, scene, (place, above), (where, below))
            near = _beside(said, above, below) and place is scene and where is scene
            exact = pair.result == quantity.number.value and (
                near or digits >= _NOUN or _ALL.search(above.before)
            )
            if (
                digits >= _TELLING or exact or (digits == _NOUN and (near or shares_word(said.rest, above)))
            ) and gives(mean, pair):
                return judged(scene, mean, pair)
            if near and pair.result >= 1 and is_level(above) and is_level(below):
                beside.append(pair)
    if len(beside) != 1 or digits < _NOUN or (said.kind == "每" and "均" not in quantity.before):
        return None
    return judged(scene, mean, beside[0], broken=True)


def _mean_said(said: Said) -> Mean:
    """What was said as a mean."""
    of = said.rest.partition("中")[2] if said.per == "元" else said.rest  # 每百元营业收入中的成本
    return Mean(said.quantity, said.per, said.scale, of, said.who, said.quantity.unit)


def is_said(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is a mean by its words."""
    return _said_mean(scene, quantity, None) is not None


def _said_mean(scene: Scene, quantity: Quantity, before: Quantity | None) -> Said | None:
    number = quantity.number
    if number.kind != "number" or number.vague or not number.low or number.high is None or not quantity.unit:
        return None
    if not number.digits.isascii() or "/" in quantity.unit or "-" in number.literal:
        return None
    words = TAIL.sub("", front(scene, quantity))
    if words.startswith("、"):
        head = _said_mean(scene, before, None) if before is not None else None
        if head is None or head.scale == 1 or len(words) == 1:
            return None
        return changed(head, quantity=quantity, rest=words[1:])
    if found := _EVERY.search(words):
        scale = SCALES.get(found["scale"] or "")
        rest = _OF_PEOPLE.sub("人", found["rest"], 1)
        per = "人" if rest.startswith("人") and not rest.startswith("人次") else rest[:1]
        return Said(quantity, "每", per, scale, rest, words[: found.start()]) if scale and rest else None
    if words.endswith("均价"):
        return Said(quantity, "价", "", 1, "", "") if family(quantity.unit) == "元" else None
    if found := _SINGLE.search(words):  # 平均单体投资
        return Said(quantity, "均", "个", 1, found["rest"], "")
    if found := _EACH.search(words):
        return Said(quantity, "均", found["per"], 1, found["rest"], words[: found.start()])
    if found := _SO_MANY.search(words):
        return Said(quantity, "均", "人", SCALES[found["scale"]], found["rest"], "")
    if found := _MEAN.search(words):
        return Said(quantity, "平", "", 1, found["rest"], found["who"])
    return None


def figures_near(scene: Scene, said: Said) -> Iterator[Quantity]:
    """The figures of a mean's sentence and the two before, the nearest first; those behind it at last."""
    stated = said.quantity
    for one in reversed(scene.quantities[max(0, stated.index - _MOST) : stated.index]):
        if stated.sentence - one.sentence <= _SENTENCES and _is_figure(one):
            yield one
    for one in scene.quantities[stated.index + 1 : stated.index + 3]:
        if one.sentence == stated.sentence and _is_figure(one):
            yield one


def _is_figure(one: Quantity) -> bool:
    number = one.number
    known = number.kind == "number" and not number.vague and not number.approximate
    return known and number.high is not None and number.value > 0


def _tops_of(document: Document, scene: Scene, said: Said) -> Iterator[tuple[Scene, Quantity]]:
    """What a mean may be of: figures of its measure near it, of its words, or found by its name."""
    stated = said.quantity
    words = _FILLERS.sub("", said.rest.removeprefix("人") if said.per != "元" else said.rest.partition("中")[2])
    kinds = {family(stated.unit)} | {one for one, other in LIKE if other == stated.unit}
    for one in figures_near(scene, said):
        alike = family(one.unit) in kinds or (one.unit and shares_word(words, one))
        close = one.sentence == stated.sentence or shares_word(words, one) or not words  # 车均2.77万元
        if not alike or not close or mean_of(one) is not None or is_each(one):
            continue
        if is_level(one) or stated.index - one.index == _NOUN:  # 减税6.74亿元，惠及2.85万户，户均减负2.36万元
            yield scene, one
    for name in dict.fromkeys((words, _after_noun(words))):
        if len(name) >= _NOUN and said.kind != "价":
            for found in amounts(document, name, stated.unit):
                if (
                    found.quantity is not stated
                    and mean_of(found.quantity) is None
                    and found.near > 1
                    and _is_figure(found.quantity)
                ):
                    yield found.scene, found.quantity


def _after_noun(words: str) -> str:
    return words[1:] if words[:1] in SAME or words[:1] in UNITS else words


def is_each(one: Quantity) -> bool:
    return "每" in one.before or "均" in one.before


def shares_word(words: str, one: Quantity) -> bool:
    """Whether two neighbouring characters of some words stand beside a figure, or the only one."""
    near = one.before + one.after[:_REST]
    if len(words) < _NOUN:
        return bool(words) and words in near
    return any(words[at : at + _NOUN] in near for at in range(len(words) - 1))


def _bases_of(document: Document, scene: Scene, said: Said) -> Iterator[tuple[Scene, Quantity]]:
    """What a mean may be taken over."""
    of_all = (said.per == "人" and (said.scale > 1 or said.kind in ("均", "每"))) or said.who[-_NOUN:] in _WHO
    if not (said.per == "人" and said.scale > 1):
        for one in figures_near(scene, said):
            if _fits_base(said, one) and not is_each(one) and one.number.value > 1:
                yield scene, one
    if said.kind == "每" and said.scale == 1:
        unit, noun = _unit_and_noun(said.rest)
        for kind in dict.fromkeys((unit, "个")) if len(noun) > 1 else ():
            for found in amounts(document, noun[:4], kind) or amounts(document, noun[:_NOUN], kind):
                if found.near > 1 and _is_figure(found.quantity):
                    yield found.scene, found.quantity
    if of_all:
        yield from people(document)
    if said.per == "元":  # 每百元营业收入中的成本
        for found in amounts(document, said.rest[1:].partition("中")[0], "元"):
            yield found.scene, found.quantity


def people(document: Document) -> Sequence[tuple[Scene, Quantity]]:
    """The populations that a document states."""
    return document.once(_people)


def _people(document: Document) -> Sequence[tuple[Scene, Quantity]]:
    found = []
    if "人口" not in document.folded:
        return ()
    for scene, one in (*levels(document).get("人", ()), *_bare(document)):
        words = one.before + (one.after[:_REST] if not one.unit else "")
        if _PEOPLE.search(words) and not SOME.search(words) and _is_figure(one) and is_level(one):
            found.append((scene, one))
    return found[:_MOST]


def _bare(document: Document) -> Iterator[tuple[Scene, Quantity]]:
    """共8.62万常住人口: without a measure word."""
    for scene in scenes(document):
        if "人口" in scene.text:
            for one in scene.quantities:
                if (
                    not one.unit
                    and one.number.kind == "number"
                    and one.after.startswith(("常住", "户籍", "人口"))
                ):
                    yield scene, one


def _unit_and_noun(rest: str) -> tuple[str, str]:
    """The measure word and the noun behind 每: 每件建议沟通, 每个村卫生室, 每村."""
    for unit in ("人次", "批次", "场次", "平方公里", "公里", "平方米", "公斤", "千克"):
        if rest.startswith(unit):
            return unit, rest[len(unit) :]
    if rest[:1] in SAME or rest[:1] in "个家所名条座部辆台批项次期处份卷张套":
        return rest[:1], rest[1:]
    return "", rest


def _fits_base(said: Said, one: Quantity) -> bool:
    """Whether a figure counts what a mean is taken over."""
    stated, unit = said.quantity, one.unit
    near = one.before + one.after[:_REST]
    if said.per == "元":
        return family(unit) == "元" and said.rest[1:].partition("中")[0] in near
    if family(unit) == "元" or unit == "岁":
        return False
    if said.kind == "价":
        return (
            abs(one.index - stated.index) == 1
            and bool(unit)
            and unit not in ("人", "人次", "年", "月", "日", "天")
        )
    if said.kind == "平":
        return said.who[-_NOUN:] in near and bool(unit) and unit not in ("年", "月", "日")
    if said.kind == "每" and said.scale == 1:
        kind, noun = _unit_and_noun(said.rest)
        if measured(unit, kind) is not None and kind not in ("个", ""):
            return unit == kind or not noun or noun[:_NOUN] in near or kind not in SAME or len(noun) < 3
        if kind and kind != "个":
            return unit in UNITS.get(kind, ()) or (unit == "个" and noun[:_NOUN] in near and bool(noun))
        if not noun:
            return one.index == stated.index - 1 and unit == kind and one.clause == stated.clause
        return noun[:_NOUN] in near or (noun[0] in _PLACES and one.after.startswith(noun[0]))
    if said.per == "人" and said.scale > 1:
        return _PEOPLE.search(near) is not None
    if said.per == "人":
        return family(unit) == "人" or unit == "人次"
    if said.per == "户":
        if not unit and "户" in one.after[:3]:  # 5.84万农户
            return True
        return unit in ("户", "家") or (family(unit) == "人" and abs(one.index - stated.index) == 1)
    if unit == "个" and said.per in one.after[:_PLACE]:  # 46个乡镇自然资源所
        return True
    if said.per in one.before[-_TELLING:]:  # 专职消防队46支，队均22.6人
        return True
    return unit.startswith(said.per) or family(unit) == family(said.per) or unit in UNITS.get(said.per, ())


def _beside(said: Said, above: Quantity, below: Quantity) -> bool:
    row = said.quantity.index
    last = max((above, below), key=lambda one: one.index)
    said_of = last.index < row or last.depth > said.quantity.depth or _BY.match(last.before) is not None
    return said_of and {above.index, below.index} in ({row - 1, row - 2}, {row - 1, row + 1})


def _pair_of(mean: Mean, scene: Scene, top: tuple[Scene, Quantity], base: tuple[Scene, Quantity]) -> Pair:
    times = Fraction(mean.scale)
    kind = _unit_and_noun(mean.of)[0] if mean.per != "元" else ""
    rate = measured(base[1].unit, kind) if kind and base[1].unit != kind else None
    if rate:
        times /= rate
    if mean.of.startswith("月") and "年" in top[1].before:  # 全年发放480万元，人均月补助400元
        times /= 12
    result = top[1].number.value * times / base[1].number.value
    apart = None if top[0] is scene and base[0] is scene else (top[0], base[0])
    return Pair(top[1], base[1], result, times, apart)
