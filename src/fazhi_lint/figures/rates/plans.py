"""What was done in percent of a plan that is told beside it, behind it, or of a level told before (FZ103).

"支出96.43亿元，为调整预算的96.7%；调整预算为99.75亿元", "支出90万元，调整预算100万元，完成90.0%".
Percentages that another reader has read are left out of what this one finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.conflicts import rate_of
from ..core.interval import show
from ..core.labels import front
from ..core.moves import is_reference, move
from ..core.ratios import Ratio, gives, printed, slipped
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .far import Amount, amounts, only

_KIND = r"(?P<kind>(?:年初|调整|变动|年度|全年|当年|原定)*)(?P<what>预算|计划|目标|任务)"
_OF_PLAN = regex.compile(
    rf"(?:完成|为|占|达到?|是|相当于)了?(?:\p{{Han}}{{0,4}}?{_KIND}(?:投资|收入|支出|任务)*(?:数|额)?的|的?)$"
    r"|(?:^|投资|任务|计划|预算)完成(?P<rate>率)(?:为|达到?)?$"
)
_PLAN = regex.compile(
    rf"{_KIND}(?:投资|收入|支出|总?数|总?额)*(?:安排|确定|下达)?(?:为|是)?$"
    r"|^(?:全[市县区省]|全年|今年|年初|原)*(?P<what>计划)\p{Han}{2,10}$"
)
_STATED = regex.compile(rf"(?P<who>\p{{Han}}{{2,14}})(?:为|占|达到?|相当于|完成){_KIND}(?:数|额)?$")
# 收入142.37亿元，比上年的131.46亿元增长8.3%，为年初预算141.00亿元的101.0%
_BESIDE = regex.compile(
    rf"(?:仅|已|各|均|分别)*(?:完成|为|占|达到?|是|相当于)了?\p{{Han}}{{0,4}}?{_KIND}(?:总?[数量额])?(?:的|为)?$"
)
_WHO = regex.compile(rf"^(?P<who>\p{{Han}}{{2,14}}?){_KIND}(?:数|额)?(?:安排)?(?:为|是)?$")
_DONE = regex.compile(r"(?:完成|为|占|达到?)了?(?:年度|全年|年初|[省市县区]里?|上级|下达|的)*$")
_GOAL = regex.compile(r"的?(?:年度|全年)?(?:投资|收入)?(?:预算|计划|目标|任务)+(?:总?[数量额])?的")
_PUBLIC = "公共预算"  # no plan
_REACH, _BACK = 3, 8
_WORDS = ("预算", "计划", "目标", "任务")


def plans(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of the percentages of plans in a document, but for what is ``found`` of them."""
    known = {one.focus for one in found if one.kind in ("rate", "share", "change")}
    for scene in scenes(document):
        text = scene.text
        if "%" not in text or not any(map(text.__contains__, _WORDS)):
            continue
        for stated in scene.quantities:
            if stated.number.kind == "percent" and not stated.number.approximate and stated.number.decimals:
                relation = (
                    _judge(scene, stated)
                    or _inside(scene, stated)
                    or _before(scene, stated)
                    or _far(document, scene, stated)
                    or _told(document, scene, stated)
                )
                if relation and relation.focus not in known:
                    yield relation


def _judge(scene: Scene, stated: Quantity) -> Relation | None:
    found = _OF_PLAN.search(stated.before)
    if found is None or not (found["what"] or found["rate"] or stated.before.startswith("完成")):
        return None
    row = stated.index
    near = scene.quantities[max(0, row - _REACH) : row + _REACH]
    planned = [one for one in near if _is_plan(one, found["what"] or "")]
    levels = [
        one
        for one in near
        if one.index < row
        and one not in planned
        and one.sentence == stated.sentence
        and one.number.kind == "number"
        and move(one) is None
    ]
    if not planned or not levels:
        return None
    last = [one for one in near if one.index < row and not (one.is_rate and "占" in one.before)][-2:]
    if found["what"] is None and last not in ([planned[0], levels[-1]], [levels[-1], planned[0]]):
        return None  # 决算11.94万元，占16.07%，预算20.60万元，完成57.96%
    for plan in planned:
        for level in reversed(levels):
            if family(level.unit) == family(plan.unit) and gives(
                level.number, plan.number, printed(stated.number)
            ):
                return _relation(scene, stated, level, plan)
    plan, level = planned[0], levels[-1]
    kinds = {one["kind"] for one in (found, _PLAN.search(plan.before)) if one and one["what"] and one["kind"]}
    if len(planned) > 1 or len(kinds) > 1 or family(level.unit) != family(plan.unit):
        return None
    beside = plan.index in (row - 1, row + 1, row - 2) or len(kinds) == 1
    if beside and slipped(stated.number, Ratio((level,), (plan,))):
        return _relation(scene, stated, level, plan, wrong=True)
    return None


def _is_plan(one: Quantity, what: str) -> bool:
    found = _PLAN.search(one.before) if one.number.kind == "number" else None
    if found is None or (what and found["what"] != what) or one.number.vague:
        return False
    return not one.before[: found.end("what")].endswith(_PUBLIC)


def _inside(scene: Scene, stated: Quantity) -> Relation | None:
    """新增就业21.89万人，完成全年23万人目标任务的95.17%: the plan between its words."""
    if stated.index < 2 or not _GOAL.fullmatch(stated.before):
        return None
    level, plan = scene.quantities[stated.index - 2 : stated.index]
    if not _DONE.search(plan.before) or plan.sentence != level.sentence:
        return None
    if not (plan.is_amount and level.is_amount and family(level.unit) == family(plan.unit)):
        return None
    if gives(level.number, plan.number, printed(stated.number)):
        return _relation(scene, stated, level, plan)
    wrong = move(level) is None and slipped(stated.number, Ratio((level,), (plan,)))
    return _relation(scene, stated, level, plan, wrong=True) if wrong else None


def _before(scene: Scene, stated: Quantity) -> Relation | None:
    """新建高标准农田436万亩，其中甲271万亩、乙165万亩，完成年度任务420万亩的103.8%: a plan with its figure."""
    plan = scene.quantities[stated.index - 1] if stated.index else stated
    beside = stated.before == "的" and _BESIDE.fullmatch(plan.before)
    told = plan.segment == stated.segment and _is_plan(plan, "") and _OF_PLAN.search(stated.before)
    if not plan.is_amount or not (beside or told):
        return None
    levels = [
        one
        for one in scene.quantities[max(0, plan.index - _BACK) : plan.index]
        if one.sentence == plan.sentence and one.is_amount and family(one.unit) == family(plan.unit)
        if move(one) is None and not is_reference(one) and one.depth <= plan.depth
    ]
    for level in levels:
        if gives(level.number, plan.number, printed(stated.number)):
            return _relation(scene, stated, level, plan)
    if len(levels) == 1 and slipped(stated.number, Ratio((levels[0],), (plan,))):
        return _relation(scene, stated, levels[0], plan, wrong=True)
    return None


def _told(document: Document, scene: Scene, stated: Quantity) -> Relation | None:
    """公务接待费全年预算21.60万元，完成预算的57.27%, where another paragraph tells the 公务接待费."""
    plan = scene.quantities[stated.index - 1] if stated.index else stated
    if not plan.is_amount or plan.segment != stated.segment or not _OF_PLAN.search(stated.before):
        return None
    found = _WHO.match(front(scene, plan))
    for one in amounts(document, found["who"], plan.unit) if found else ():
        apart = one.scene is not scene or one.quantity.index != plan.index
        if apart and gives(one.quantity.number, plan.number, printed(stated.number)):
            return _relation(scene, stated, one.quantity, plan, place=one.scene)
    return None


def _far(document: Document, scene: Scene, stated: Quantity) -> Relation | None:
    """本级支出为调整预算数781,240万元的95.0%, where the paragraph before tells the 本级支出."""
    if stated.before != "的" or not stated.index:
        return None
    plan = scene.quantities[stated.index - 1]
    found = _STATED.search(plan.before)
    if found is None or plan.number.kind != "number" or plan.number.approximate:
        return None
    known = amounts(document, found["who"], plan.unit) or _named(document, found["who"], plan)
    for one in known:
        if gives(one.quantity.number, plan.number, printed(stated.number)):
            return _relation(scene, stated, one.quantity, plan, place=one.scene)
    level = only(known)
    if level is None or not slipped(stated.number, Ratio((level.quantity,), (plan,))):
        return None
    return _relation(scene, stated, level.quantity, plan, wrong=True, place=level.scene)


def _named(document: Document, who: str, plan: Quantity) -> Sequence[Amount]:
    """The amounts of a name without whose it is: 本级支出 of 市级本级支出."""
    return amounts(document, who[-4:], plan.unit) if len(who) > 4 else ()


def _relation(
    scene: Scene,
    stated: Quantity,
    level: Quantity,
    plan: Quantity,
    wrong: bool = False,
    place: Scene | None = None,
) -> Relation:
    value = Fraction(100) * level.number.value / plan.number.value
    result = f"{show(value, max(2, stated.number.decimals))}%"
    formula = f"{level.number.literal} / {plan.number.literal} = {result}"
    where = place or scene
    used = ((where.span(level), level.number.literal), (scene.span(plan), plan.number.literal))
    failed = ("完成预算（计划）的比例", stated.number.literal, f"算得{result}")
    return rate_of(scene.span(stated), used, formula, failed if wrong else None)
