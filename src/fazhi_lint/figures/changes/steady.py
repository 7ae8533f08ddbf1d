"""Levels that are said to be those of the year before: 预算数9万元，上年执行数9万元，与上年持平."""

from __future__ import annotations

from ...kept import regex
from ...model import Relation
from ..core.matching import same_measure
from ..core.moves import move
from ..core.scene import Quantity, Scene
from ..core.terms import common_scale, figure
from .said import contradicted

_MODEST = regex.compile(r"(?P<about>基本|大体|大致|总体|约)?(?:保持|维持)?$")
_YEAR = r"(?:[上去]一?年度?|前一年|上期|(?:19|20)\d\d年度?|同期|年初|[上去]年[末底])"
# Behind last year's figure: "，与上年执行数持平", or nothing where it is "与上年的9万元持平".
_BEHIND = regex.compile(rf"\)?,?(?:同比|[与同和较比]{_YEAR}[^,;。\d]{{0,10}},?)|\)?(?:相比,?)?")
_PAST = regex.compile(rf"(?:^|[,(、与同和比较]){_YEAR}[^,;。\d]{{0,10}}\(?$")
_ABOUT, _LOOSE = 10, 20  # 基本持平 is within a tenth; elsewhere a difference under a twentieth may be called so
_NEAR = 24  # characters before a level in which its year stands
_KIND = regex.compile("预算|执行|决算")


def steady(scene: Scene, past: Quantity, stated: tuple[int, int]) -> Relation | None:
    """The relation between a level and that of the year before, which the text at ``stated`` calls equal."""
    text, level = scene.text, scene.quantities[past.index - 1]
    modest = _MODEST.search(text, past.stop, stated[0])
    behind = text[past.stop : modest.start() if modest else stated[0]]
    if not (_PAST.search(text, max(0, past.start - _NEAR), past.start) and _BEHIND.fullmatch(behind)):
        return None
    if (kinds := _KIND.findall(behind)) and _KIND.findall(past.before) != kinds:
        return None  # 上年执行数9万元，与上年预算持平
    if level.sentence != past.sentence or not same_measure(level, past) or level.depth > past.depth:
        return None
    if any(move(one) is not None or one.number.vague for one in (level, past)):
        return None
    a, b = level.number, past.number
    scale, gap, about = common_scale([a, b]), abs(a.value - b.value), modest is not None and modest["about"]
    mark = "=" if not gap else "≈" if about and gap * _ABOUT <= b.value else "≠"
    formula = f"{figure(a, scale)} {mark} {figure(b, scale)}"
    if mark != "≠":
        return scene.relation("change", "verified", level, (level, past), formula)
    if a.approximate or b.approximate or about or not ("数" in past.before or gap * _LOOSE > b.value):
        return scene.relation("change", "unverifiable", level, (level, past), formula)
    claim, result = text[past.stop : stated[1]].lstrip("),"), f"{a.literal}{a.unit}与{b.literal}{b.unit}不等"
    return contradicted(scene, level, (level, past), claim, result, formula, False)
