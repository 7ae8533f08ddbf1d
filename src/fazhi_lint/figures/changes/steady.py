"""Levels that are said to be those of the year before: 预算数9万元，上年执行数9万元，与上年持平."""

from __future__ import annotations

from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ..core.matching import same_measure
from ..core.moves import move
from ..core.scene import Quantity, Scene
from ..core.terms import common_scale, figure

_MODEST = regex.compile(r"(?P<about>基本|大体|大致|总体|约)?(?:保持|维持)?$")
_WITH = r"(?:与|同|和|较|比)"
_YEAR = r"(?:[上去]一?年度?|前一年|上期|(?:19|20)\d\d年度?|同期|年初|[上去]年[末底])"
# Behind last year's figure: "，与上年执行数持平".
_YEAR_BEHIND = regex.compile(
    rf"\)?,?(?:同比|{_WITH}(?:{_YEAR}|[^,;。\d]{{0,6}}(?:执行数|决算数?|预算数?))[^,;。\d]{{0,10}},?)"
)
_PAST = regex.compile(rf"(?:^|[,(、]){_YEAR}[^,;。\d]{{0,10}}$|{_YEAR}(?:同期|的|\()*$")
_BETWEEN = regex.compile(rf"{_WITH}[^,;。\d]{{0,6}}{_YEAR}[^,;。\d]{{0,8}}\(?$")
_ABOUT, _LOOSE = 10, 20  # 基本持平 is within a tenth; elsewhere a difference under a twentieth may be called so
_NEAR = 24  # characters before a level in which its year stands
_KIND = regex.compile("预算|执行|决算")
_ITEMS = regex.compile(r"预算数|执行数|决算数")


def steady(scene: Scene, past: Quantity, stated: tuple[int, int]) -> Relation | None:
    """The relation between a level and that of the year before, which the text at ``stated`` calls equal."""
    behind = scene.text[past.stop : stated[0]]
    modest = _MODEST.search(behind)
    about = modest["about"] if modest else None
    level = _level(scene, past, behind[: modest.start() if modest else None])
    return _judge(scene, level, past, stated, about is not None) if level else None


def _level(scene: Scene, past: Quantity, behind: str) -> Quantity | None:
    """The level that the one of the year before, told last, is compared with; None if it is no such.

    ``behind`` are the words between the latter and what says that they are the same.
    """
    text = scene.text
    if move(past) is not None or past.number.vague:
        return None
    words = text[max(0, past.start - _NEAR) : past.start]
    between = _BETWEEN.search(words) is not None and behind in ("", ")", ")相比", "相比", "相比,")
    if not between and not (_PAST.search(words) and _YEAR_BEHIND.fullmatch(behind)):
        return None
    if _KIND.findall(behind) and _KIND.findall(past.before) != _KIND.findall(behind):
        return None  # 上年执行数9万元，与上年预算持平
    level = scene.quantities[past.index - 1]
    alike = level.sentence == past.sentence and same_measure(level, past) and level.depth <= past.depth
    return level if alike and move(level) is None and not level.number.vague else None


def _judge(scene: Scene, level: Quantity, past: Quantity, stated: tuple[int, int], about: bool) -> Relation:
    a, b = level.number, past.number
    scale = common_scale([a, b])
    gap = abs(a.value - b.value)
    used = (level, past)
    formula = f"{figure(a, scale)} = {figure(b, scale)}"
    if not gap or (about and gap * _ABOUT <= b.value):
        mark = "=" if not gap else "≈"
        return scene.relation("change", "verified", level, used, formula.replace("=", mark))
    exact = _ITEMS.search(scene.text, max(0, level.start - _NEAR), past.start) is not None
    if a.approximate or b.approximate or about or not (exact or gap * _LOOSE > b.value):
        return scene.relation("change", "unverifiable", level, used, formula.replace("=", "≠"))
    formula = formula.replace("=", "≠")
    fields = {
        "claim": scene.text[past.stop : stated[1]].lstrip("),"),
        "result": f"{a.literal}{a.unit}与{b.literal}{b.unit}不等",
    }
    related = tuple(Related(scene.span(one), one.number.literal) for one in used)
    hit = Hit(scene.paragraph.span(*stated), fields, Severity.WARNING, (formula,), related)
    return scene.relation("change", "contradicted", level, used, formula, "change-mismatch", hit)
