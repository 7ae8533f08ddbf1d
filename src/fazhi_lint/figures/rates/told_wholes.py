"""Wholes of shares that stand in brackets behind them, or at the head of their paragraph.

"适用195人，占同期起诉人数的28.2%（同期起诉691人）"; "年末户籍人口273393人。…0—17周岁65669人，占24.0%".
"""

from __future__ import annotations

from ...kept import regex
from ...model import Relation
from ..core.labels import Labelled
from ..core.levels import is_level
from ..core.moves import move
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity
from ..core.units import family
from .portion import Given, Portion, contradicted, verified

_ALL = regex.compile(r"[共总全合应]|实有")
_BEFORE = 2  # figures before a share of which one is its part
_PAIR = 2
_BACK = 12
_HUNDRED = 100


def aside(portion: Portion) -> Relation | None:
    """The relation of a share to the amount in brackets behind it; None if that is not what it is of."""
    scene, share = portion.scene, portion.quantity
    rows = scene.quantities
    base = rows[share.index + 1] if share.index + 1 < len(rows) else None
    if base is None or base.lead != "(" or base.depth != share.depth + 1 or not _is_amount(base):
        return None
    if scene.text[share.stop : base.start - len(base.before)] != "(" or share.number.high is None:
        return None
    parts = [one for one in rows[max(0, share.index - _BEFORE) : share.index] if _may_be(one, base, share)]
    name = portion.whole
    said = any(name[at : at + _PAIR] in base.before for at in range(len(name) - 1))
    if not parts or move(share) is not None or not (said or _ALL.search(base.before)):
        return None
    ratio = Ratio((parts[-1],), (base,))
    given = Given(ratio, Labelled(scene, parts[-1], ""), (Labelled(scene, base, ""),))
    if ratio.gives(printed(share.number)):
        return verified(portion, given)
    if said and share.number.decimals and slipped(share.number, ratio):
        return contradicted(portion, given, False)
    return None


def inner_parts(portion: Portion) -> Relation | None:
    """The relation of a share to what brackets behind it tell, over one before: 占80.1%(牛肉4.36、羊肉5.92)."""
    scene, share, rows = portion.scene, portion.quantity, portion.scene.quantities
    inside: list[Quantity] = []
    for one in scene.behind(share):
        if one.depth <= share.depth or not _is_amount(one) or not (inside or one.lead == "("):
            break
        inside.append(one)
    if not inside or not scene.text.startswith("(", share.stop) or not share.tells or move(share) is not None:
        return None
    alike = {family(one.unit) for one in inside}
    parts = tuple(inside)
    for base in reversed(rows[max(0, share.index - _BACK) : share.index]):
        near = share.sentence - base.sentence < _PAIR and {family(base.unit)} == alike and _is_amount(base)
        ratio = Ratio(parts, (base,))
        if near and ratio.value <= _HUNDRED and ratio.gives(printed(share.number)):
            wholes = tuple(Labelled(scene, one, "") for one in (*parts[1:], base))
            return verified(portion, Given(ratio, Labelled(scene, parts[0], ""), wholes))
    return None


def _may_be(one: Quantity, base: Quantity, share: Quantity) -> bool:
    alike = family(one.unit) == family(base.unit) and one.number.value <= base.number.value
    return alike and _is_amount(one) and one.segment == share.segment and one.depth == share.depth


def _is_amount(one: Quantity) -> bool:
    return one.is_amount and one.number.value > 0 and (is_level(one) or "同期" in one.before)
