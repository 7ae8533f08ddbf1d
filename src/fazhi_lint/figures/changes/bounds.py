"""Levels beside the bound that they are said to keep, to stay under or to pass.

城镇登记失业率1.39%，控制在2.5%以内; 出庭应诉率95.3%，超过90%的目标; 新增就业6.46万人，超额完成6万人的任务.
"""

from __future__ import annotations

from ...kept import regex
from ...model import Relation
from ..core.matching import same_measure
from ..core.moves import move
from ..core.scene import Quantity, Scene
from .said import contradicted

_ADVERBS = r"(?:[均都也仍已并可远]|全部|始终|有效|严格|成功|一直|总体|明显|大幅)*"
_KEPT = regex.compile(
    rf"{_ADVERBS}(?:控制|稳定|保持|维持|限制)在(?:(?:年初|年度|全年|上级|国家|省定?|市定?|规定|计划|目标|要求|预期|下达|确定|的)*)"
)
_UNDER = regex.compile(rf"{_ADVERBS}(?:低于|少于|小于|短于|不高于|不超过|未超过|未突破|没有超过)")
_OVER = regex.compile(
    rf"{_ADVERBS}(?:超过|高于|超出|突破|大于|多于|达到|超额完成|圆满完成|完成)了?(?:年初|年度|全年|上级|国家|省定?|市定?|规定|预定|下达|确定|的)*"
    r"(?P<way>增长|提高|增加|下降|降低|减少|压减)?"
)
_WITHIN = regex.compile(r"(?:左右)?(?:的?(?:目标|预期|计划|控制)[^,;。]{0,4})?(?:以内|以下|之内|之下|范围内?)")
_AIM = regex.compile(
    r"(?:以[上内下])?的?(?:年初|年度|全年|上级|国家|省定?|市定?|规定|预定|预期|工作|考核|控制|约束性|国定|部定|法定|目标|任务)*"
    r"(?:目标|任务|要求|标准|上限|下限|指标|控制线|控制数|警戒线|红线|限值)(?:任务|要求|值|数|之内)?"
)
_BACK = 3  # quantities that may stand between a level and its bound


def bounded(scene: Scene, bound: Quantity) -> Relation | None:
    """The relation of a level to the bound told behind it."""
    way = ""
    if _KEPT.fullmatch(bound.before) and _WITHIN.match(bound.after):
        sign = -1
    elif not _AIM.match(bound.after) or bound.after.endswith("的"):
        return None  # 完成80亿元，达到100亿元目标的80%
    elif _UNDER.fullmatch(bound.before):
        sign = -1
    elif found := _OVER.fullmatch(bound.before):
        sign, way = 1, found["way"] or ""
    else:
        return None
    level = _level(scene, bound, way)
    if level is None:
        return None
    a, b = level.number, bound.number
    holds = sign * (a.value - b.value) >= 0
    mark = "≥" if sign > 0 else "≤"
    used = (level, bound)
    formula = f"{a.literal} {mark} {b.literal}"
    if holds:
        return scene.relation("change", "verified", bound, used, formula)
    if level.index + 1 != bound.index or bound.lead != "," or a.approximate:
        return None
    claim = scene.text[bound.start - len(bound.before) : bound.stop + len(bound.after)]
    result = f"{a.literal}{a.unit}{'小于' if sign > 0 else '大于'}{b.literal}{b.unit}"
    formula = formula.replace(mark, "<" if sign > 0 else ">")
    return contradicted(scene, bound, used, claim, result, formula, False)


def _level(scene: Scene, bound: Quantity, way: str) -> Quantity | None:
    """The level in front of a bound, of its sentence and measure; what it changed by may stand between."""
    for level in reversed(scene.quantities[max(0, bound.index - _BACK) : bound.index]):
        if level.sentence != bound.sentence or level.depth != bound.depth or level.is_joined:
            return None
        stated = move(level)
        if stated is not None or level.number.kind == "point":
            if same_measure(level, bound) and level.index + 1 == bound.index and not way:
                return level  # 价格上涨2.1%，控制在3%以内
            if way and stated and stated.words.startswith(way) and same_measure(level, bound):
                return level
            continue
        return level if same_measure(level, bound) and not level.number.vague and not way else None
    return None
