"""What exceeds a budget, beside the share of it that was reached: 完成预算的101.5%，超收1276万元."""

from __future__ import annotations

from collections.abc import Sequence

from ...kept import regex
from ...model import Relation
from ..core.moves import Move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene
from .said import contradicted, quoted

_PLAN_SHARE = regex.compile(r"(?:预算|计划|目标|任务)[^,;]{0,6}的$")


def by_completion(scene: Scene, level: Quantity, moves: Sequence[Move]) -> Relation | None:
    """ "完成86312万元，为预算的101.5%，超收1276万元": the budget is what the level is without the excess."""
    over = next((one for one in moves if one.planned and one.quantity.number.kind == "number"), None)
    if over is None:
        return None
    between = scene.quantities[level.index + 1 : over.quantity.index]
    rate = next(
        (one for one in between if one.number.kind == "percent" and _PLAN_SHARE.search(one.before)), None
    )
    if rate is None or over.against[:1] in ("上", "去"):
        return None
    less, more = ((over.quantity,), ()) if over.sign > 0 else ((), (over.quantity,))
    ratio = Ratio((level,), (level, *more), less)
    used = (level, rate, over.quantity)
    if ratio.percent is None:
        return None
    formula = ratio.show(rate.number.decimals)
    if ratio.gives(printed(rate.number)):
        return scene.relation("change", "verified", over.quantity, used, formula)
    if len(between) > 1 or any(one.number.approximate for one in used):
        return None
    result = f"预算完成率算得{ratio.result(rate.number.decimals)}，文中为{rate.number.literal}"
    return contradicted(scene, over.quantity, used, quoted(scene, over), result, formula, False)
