"""Means in other words than those of :mod:`.means`, of figures that stand apart: 均价, 万人起诉率.

What is counted must have the mean's measure, or share a word with it; what the mean is taken over is told by
its measure, by the noun behind 每 or in front of 平均, or is the population. A mean that agrees to three
digits, or without rest, is read. It is held against the text where the two figures stand right before it, or
one does and the other is the population or the only figure of its name, and one wrong digit keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import changed, value
from ..core.interval import Interval
from ..core.labels import front
from ..core.levels import is_level, levels
from ..core.scene import Quantity, Scene, scenes
from ..core.units import SAME, family
from .far import amounts
from .mean_pairs import UNITS, Pair, gives, judged, measured
from .means import SCALES, Mean, mean_of
from .vital import mean_population

_EVERY = regex.compile(r"每一?(?P<scale>[十百千万]{0,2})(?P<rest>\D*)$")
_EACH = regex.compile(r"(?P<per>[人户亩日月村场件校案辆处台座班店车单次例项期批家院镇乡县])均(?P<rest>\D*)$")
_MEAN = regex.compile(r"(?P<who>\p{Han}{2,10})平均(?P<rest>[^每均\d]*)$")
_SO_MANY = regex.compile(r"(?P<scale>[千万])人(?P<rest>\p{Han}{1,6})率$")
_TAIL = regex.compile(
    r"(?:已|仅|只|约|近|为|是|有|在|也|还|高|(?:提高|上升|增加|下降|降低|降|升|增)?[至到]|达到?|不足|超过?)+$"
)
_PEOPLE = regex.compile(r"常住人口|总人口|户籍人口|年?平均人口|全[市县区省州]人口")
_SOME = regex.compile(r"城镇|乡村|农村|农业|流动|贫困|城区|参")
_WHO = frozenset(("居民", "群众", "人口", "市民", "全市", "全县", "全区", "全省"))
_BASED = regex.compile(r"按[^,;。()]{0,6}(?:常住|总|户籍|平均)?人口[^,;。()]{0,14}(?:计|为分母)")
_FILLERS = regex.compile(r"^(?:口|拥有?|有|年|的|办理|完成|建议|需)+")
_ALL = regex.compile(r"[合共总]计?")
_LIKE = frozenset({("户", "部"), ("人次", "次"), ("场次", "场")})
_PLACES = "村乡镇县校院企"
_MOST = 14  # figures looked through, and tried
_SENTENCES = 2
_TELLING = 3
_NOUN = 2
_REST = 6
_BACK = 16  # characters in front of a mean that say which people it is computed with
_NEARLY = Fraction(1, 200)  # by which the people meant may differ from those stated


@value
class _Said:
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
    said = _said(scene, quantity, before)
    if said is None:
        return None
    of = said.rest.partition("中")[2] if said.per == "元" else said.rest  # 每百元营业收入中的成本
    mean = Mean(quantity, said.per, said.scale, of, said.who, quantity.unit)
    tops = list(islice(_tops(document, scene, said), _MOST))
    bases = list(islice(_bases(document, scene, said), _MOST))
    digits = len(quantity.number.digits.replace(".", "").replace(",", "").lstrip("0"))
    for place, above in tops:
        for where, below in bases:
            if above is below:
                continue
            pair = _pair(mean, scene, (place, above), (where, below))
            near = _beside(said, above, below) and place is scene and where is scene
            exact = pair.result == quantity.number.value and (
                near or digits >= _NOUN or _ALL.search(above.before)
            )
            if (
                digits >= _TELLING or exact or (digits == _NOUN and (near or _shared(said.rest, above)))
            ) and gives(mean, pair):
                return judged(scene, mean, pair)
    return _held(document, scene, mean, said, digits)


def is_said(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is a mean by its words."""
    return _said(scene, quantity, None) is not None


def _said(scene: Scene, quantity: Quantity, before: Quantity | None) -> _Said | None:
    number = quantity.number
    if number.kind != "number" or number.vague or not number.low or number.high is None or not quantity.unit:
        return None
    if not number.digits.isascii() or "/" in quantity.unit or "-" in number.literal:
        return None
    words = _TAIL.sub("", front(scene, quantity))
    if words.startswith("、"):
        head = _said(scene, before, None) if before is not None else None
        if head is None or head.scale == 1 or len(words) == 1:
            return None
        return changed(head, quantity=quantity, rest=words[1:])
    if found := _EVERY.search(words):
        scale = SCALES.get(found["scale"] or "")
        rest = found["rest"]
        per = "人" if rest.startswith("人") and not rest.startswith("人次") else rest[:1]
        return _Said(quantity, "每", per, scale, rest, words[: found.start()]) if scale and rest else None
    if words.endswith("均价"):
        return _Said(quantity, "价", "", 1, "", "") if family(quantity.unit) == "元" else None
    if found := _EACH.search(words):
        return _Said(quantity, "均", found["per"], 1, found["rest"], words[: found.start()])
    if found := _SO_MANY.search(words):
        return _Said(quantity, "均", "人", SCALES[found["scale"]], found["rest"], "")
    if found := _MEAN.search(words):
        return _Said(quantity, "平", "", 1, found["rest"], found["who"])
    return None


def _near(scene: Scene, said: _Said) -> Iterator[Quantity]:
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


def _tops(document: Document, scene: Scene, said: _Said) -> Iterator[tuple[Scene, Quantity]]:
    """What a mean may be of: figures of its measure near it, of its words, or found by its name."""
    stated = said.quantity
    words = _FILLERS.sub("", said.rest.removeprefix("人"))
    kinds = {family(stated.unit)} | {one for one, other in _LIKE if other == stated.unit}
    for one in _near(scene, said):
        alike = family(one.unit) in kinds or (one.unit and _shared(words, one))
        close = one.sentence == stated.sentence or _shared(words, one)
        if alike and close and mean_of(one) is None and is_level(one) and not _every(one):
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


def _every(one: Quantity) -> bool:
    return "每" in one.before or "均" in one.before


def _shared(words: str, one: Quantity) -> bool:
    """Whether two neighbouring characters of some words stand beside a figure, or the only one."""
    near = one.before + one.after[:_REST]
    if len(words) < _NOUN:
        return bool(words) and words in near
    return any(words[at : at + _NOUN] in near for at in range(len(words) - 1))


def _bases(document: Document, scene: Scene, said: _Said) -> Iterator[tuple[Scene, Quantity]]:
    """What a mean may be taken over."""
    of_all = (said.per == "人" and (said.scale > 1 or said.kind in ("均", "每"))) or said.who[-_NOUN:] in _WHO
    if not (said.per == "人" and said.scale > 1):
        for one in _near(scene, said):
            if _fits(said, one) and not _every(one):
                yield scene, one
    if said.kind == "每" and said.scale == 1:
        unit, noun = _unit_and_noun(said.rest)
        for kind in dict.fromkeys((unit, "个")) if len(noun) > 1 else ():
            for found in amounts(document, noun[:4], kind) or amounts(document, noun[:_NOUN], kind):
                if found.near > 1 and _is_figure(found.quantity):
                    yield found.scene, found.quantity
    if of_all:
        yield from people(document)


def people(document: Document) -> Sequence[tuple[Scene, Quantity]]:
    """The populations that a document states."""
    return document.once(_people)


def _people(document: Document) -> Sequence[tuple[Scene, Quantity]]:
    found = []
    if "人口" not in document.folded:
        return ()
    for scene, one in (*levels(document).get("人", ()), *_bare(document)):
        words = one.before + (one.after[:_REST] if not one.unit else "")
        if _PEOPLE.search(words) and not _SOME.search(words) and _is_figure(one) and is_level(one):
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


def _fits(said: _Said, one: Quantity) -> bool:
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
        return unit in ("户", "家") or (family(unit) == "人" and abs(one.index - stated.index) == 1)
    return unit.startswith(said.per) or family(unit) == family(said.per) or unit in UNITS.get(said.per, ())


def _beside(said: _Said, above: Quantity, below: Quantity) -> bool:
    row = said.quantity.index
    return {above.index, below.index} in ({row - 1, row - 2}, {row - 1, row + 1})


def _pair(mean: Mean, scene: Scene, top: tuple[Scene, Quantity], base: tuple[Scene, Quantity]) -> Pair:
    times = Fraction(mean.scale)
    kind = _unit_and_noun(mean.of)[0] if mean.per != "元" else ""
    rate = measured(base[1].unit, kind) if kind and base[1].unit != kind else None
    if rate:
        times /= rate
    result = top[1].number.value * times / base[1].number.value
    apart = None if top[0] is scene and base[0] is scene else (top[0], base[0])
    return Pair(top[1], base[1], result, times, apart)


def _held(document: Document, scene: Scene, mean: Mean, said: _Said, digits: int) -> Relation | None:
    """A mean held against the two figures that it must be of."""
    stated = mean.quantity
    if stated.number.approximate or _is_rule(said) or not is_level(stated):
        return None
    pair = _bound(document, scene, mean, said)
    if pair is None or not (is_level(pair.above) and is_level(pair.below)):
        return None
    if digits == 1 and abs(pair.result - stated.number.value) < 1:
        return None
    return judged(scene, mean, pair, broken=True)


def _bound(document: Document, scene: Scene, mean: Mean, said: _Said) -> Pair | None:
    """The two figures of a mean: both right before it, or one there and the other known by its name."""
    stated = said.quantity
    figures = [one for one in _near(scene, said) if one.sentence == stated.sentence]
    before = [one for one in figures if one.index < stated.index and one.depth <= stated.depth]
    behind = [one for one in figures if one.index == stated.index + 1 and one.segment == stated.segment]
    alike = [one for one in before if stated.segment - one.segment < _NOUN and _is_alike(said, one)]
    if before and _fits(said, before[0]) and _whose(said, before[0]):
        above = alike[alike[:1] == before[:1] :] or [one for one in behind if _is_alike(said, one)]
        return _pair(mean, scene, (scene, above[0]), (scene, before[0])) if above else None
    if len(before) > 1 and before[:1] == alike[:1] and _fits(said, before[1]) and _whose(said, before[1]):
        return _pair(mean, scene, (scene, before[0]), (scene, before[1]))
    told = [one for one in figures if _BASED.search(scene.text[max(0, one.start - 12) : one.stop + 6])]
    if len(told) == 1 and len(alike) == 1:
        return _pair(mean, scene, (scene, alike[0]), (scene, told[0]))
    return _over_known(document, scene, mean, said, before)


def _over_known(
    document: Document, scene: Scene, mean: Mean, said: _Said, before: Sequence[Quantity]
) -> Pair | None:
    """The figures of a mean over the population, or over what its noun names in one place alone."""
    noun = _FILLERS.sub("", said.rest.removeprefix("人"))[-_NOUN:]
    next_to = [one for one in before[:1] if _is_alike(said, one)]
    based = _BASED.search(scene.text[max(0, said.quantity.start - _BACK) : said.quantity.start]) is not None
    if (said.per == "人" and (based or said.scale > 1 or said.kind == "均")) or said.who[-_NOUN:] in _WHO:
        named = [
            top for top in _tops(document, scene, said) if noun and noun in top[1].before and not top[1].depth
        ]
        if len({one.number.value for _, one in named}) != 1:
            named = [(scene, one) for one in next_to] if based or (said.scale > 1 and not noun) else []
        if not named or (said.scale == 1 and not based and any(_fits(said, one) for one in before)):
            return None
        pairs = [_pair(mean, scene, named[0], base) for base in people(document)]
        if any(_may_give(mean, pair, base) for pair, base in zip(pairs, people(document), strict=True)):
            return None
        return min(pairs, key=lambda pair: abs(pair.result - said.quantity.number.value), default=None)
    if said.kind == "每" and next_to:
        known = [base for base in _bases(document, scene, said) if base[1] is not next_to[0]]
        if len({one.number.value for _, one in known}) == 1:
            return _pair(mean, scene, (scene, next_to[0]), known[0])
    return None


def _may_give(mean: Mean, pair: Pair, base: tuple[Scene, Quantity]) -> bool:
    """Whether a mean may be taken over the mean of the people of two years, or of a part of one."""
    known = mean_population(*base)
    ends = [base[1].number.value, *(end for end in (known.low, known.high) if end)]
    given = [pair.above.number.value * pair.times / end for end in ends]
    wanted = mean.wanted.widened(max(given) * _NEARLY)
    return wanted.meets(Interval(min(given), max(given)))


def _is_alike(said: _Said, one: Quantity) -> bool:
    """Whether a figure is one that a mean may be of by its measure."""
    kind, unit = said.quantity.unit, one.unit
    alike = family(unit) == family(kind) or (unit, kind) in _LIKE
    alike = alike or (said.kind == "每" and bool(unit) and _shared(_unit_and_noun(said.rest)[1], one))
    return alike and is_level(one) and not _every(one)


def _whose(said: _Said, below: Quantity) -> bool:
    """Whether those whose mean it is may be the ones counted: 法官人均 is not taken over 书记员80人."""
    who = said.who[-_NOUN:]
    return said.kind != "均" or len(who) < _NOUN or who in below.before + below.after[:_REST]


def _is_rule(said: _Said) -> bool:
    """Whether a figure is a rule or a plan rather than a mean of what was: 每人补助100元, 每天2小时."""
    return said.kind == "每" and said.scale == 1 and "均" not in said.quantity.before + said.who
