"""A stock smaller than its own increase: 拥有量达到4.5万台，比上年增加7.8万台 would start below zero."""

from __future__ import annotations

from ...kept import regex
from ...model import Relation
from ..core.labels import front
from ..core.matching import says_last_year
from ..core.moves import Move, is_addition
from ..core.scene import Quantity, Scene
from ..core.units import family
from .said import contradicted, quoted

# What may be below zero, or of which an increase tells no new level.
_SIGNED = regex.compile(
    r"[差盈亏净]|利润|利税|[结节]余|增[加减量长幅收支速]|新增|变[动化]|增值|其中|积累|缺口|气温|效益|损益"
)


def beneath(scene: Scene, level: Quantity, stated: Move) -> Relation | None:
    """The relation of a level to an increase that is larger than it; None where another may be meant."""
    by = stated.quantity
    high, low = level.interval.high, by.interval.low
    if high is None or low is None or low <= high or by.index != level.index + 1 or by.lead != ",":
        return None
    yearly = says_last_year(stated.against) or stated.against[:4].isdecimal() or "初" in stated.against
    if stated.subject or stated.sign < 0 or stated.planned or stated.mean or stated.soft or not yearly:
        return None
    alike = level.unit != "" and family(level.unit) == family(by.unit)
    name = front(scene, level)
    if not alike or is_addition(level) or not name or _SIGNED.search(name):
        return None
    if any(number.approximate or number.vague for number in (level.number, by.number)):
        return None
    before = scene.quantities[level.index - 1] if level.index else None
    if before is not None and before.segment == level.segment and family(before.unit) == family(level.unit):
        return None  # 总量90万台，更新4.5万台，比上年增加7.8万台
    formula = f"{level.number.literal} - {by.number.literal} < 0"
    used = (level, by)
    return contradicted(scene, by, used, quoted(scene, stated), "上年数将为负", formula, True)
