"""Whether what is more than its whole is no part of it, but of several together or told in another clause."""

from __future__ import annotations

from ...kept import regex
from ..core.claims import AROUND, ASIDE, JOINED, Claim, alike
from ..core.interval import add_up
from ..core.scene import Quantity
from ..core.terms import STANDARD
from .again import opens_a_part

_STANDARD = regex.compile(r"标准|定额|每\p{Han}{1,3}|人均|户均|生均|单价|均价|[起封]付线|封顶线|/\p{Han}")
_FOR_ALL = regex.compile(r"^(?:[全今本当]\p{Han}|年内|截至|目前|已?累计|总?共|合计|实际|据此|按此|预计)")
_APART = regex.compile(r"不(?:计入?|含|包括|纳入|列入|算)|另[行计]|除外|不在其[内中]")
_GROSS = regex.compile(r"原[值价]|累计折旧")  # assets are told net of what is written off
# 盈亏相抵后实现利润3亿元，其中盈利4亿元、亏损1亿元: a net total is less than what it is made of.
_NET = regex.compile(r"相抵|轧差|相减|互抵|抵[消销冲]|统算[盈亏利后]|净[增减流利收支盈损投融赚额值]|[顺逆]差")
_GAINED, _LOST = regex.compile(r"盈利|盈余|利润|增盈"), regex.compile(r"亏损|亏额|亏欠")
_NAME = 3  # characters at the end of a name
_REACH = 80  # characters before a figure in which it may be called a standard
_TIMES = 10  # what is paid for all is so many times the standard for one, or more


def excused_part(claim: Claim) -> bool:
    """Whether the figure that is more than its whole need not be a part of it."""
    first, *_, part = sorted((claim.focus, *claim.used), key=lambda one: one.index)
    return (
        _is_of_several(claim, first, part)
        or _is_of_its_name(claim, first, part)
        or _is_for_all(claim, first, part)
        or _is_of_net(claim, first, part)
        or _GROSS.search(part.before) is not None
        or _APART.search(claim.scene.text, part.stop, part.stop + ASIDE // 2) is not None
    )


def _is_of_several(claim: Claim, first: Quantity, part: Quantity) -> bool:
    """Whether it is of several together: 26名法官和38名助理参训，其中42名优秀; …。其中 is of all before it."""
    row = claim.scene.quantities[: first.index]
    if not row or "分别" in claim.scene.text[max(0, first.start - ASIDE) : first.start]:
        return False
    joined = first.before.startswith(JOINED) or first.lead == "、" or row[-1].after.endswith(JOINED)
    apart = part.sentence > first.sentence and opens_a_part(claim.scene.text, part.start, _REACH)
    if not joined and not apart:
        return False
    several = [one for one in row[-AROUND:] if one.sentence == first.sentence and one.number.kind == "number"]
    several = several if joined else [one for one in several if alike(one, first)]
    return bool(several) and part.number.value <= add_up([one.number.value for one in (*several, first)])


def _is_of_its_name(claim: Claim, first: Quantity, part: Quantity) -> bool:
    """Whether a figure told before is called as the part is: 协议金额685亿元。实际利用188亿元。其中协议575."""
    name = part.before[-_NAME:]
    return not first.before.endswith(name) and any(
        one.before.endswith(name) and alike(one, part) and one.number.value >= part.number.value
        for one in claim.scene.quantities[max(0, first.index - AROUND) : first.index]
    )


def _is_of_net(claim: Claim, first: Quantity, part: Quantity) -> bool:
    """Whether a total is net: its words say so, or a loss told behind the part makes it up."""
    if _NET.search(first.before):
        return True
    if not (_GAINED.search(first.before) and _GAINED.search(part.before)):
        return False
    behind = claim.scene.quantities[part.index + 1 : part.index + 1 + AROUND]
    losses = [
        one for one in behind if one.sentence == part.sentence and alike(one, part) and _LOST.search(one.before)
    ]
    return any((part.interval - one.interval).meets(first.interval) for one in losses)


def _is_for_all(claim: Claim, first: Quantity, part: Quantity) -> bool:
    """Whether a sum paid for all is held against what one gets, or against what another clause tells.

    低保标准城市每月780元、农村620元，其中县级分担15%，全年发放低保金6240万元.
    """
    text = claim.scene.text
    if part.unit == first.unit == "元" and part.number.value >= _TIMES * first.number.value:
        start = max(first.start - _REACH, text.rfind("。", 0, first.start), text.rfind(";", 0, first.start))
        if _STANDARD.search(text, max(0, start), first.start) or _STANDARD.match(text, first.stop):
            return True
    cue = text.rfind("其中", first.stop, part.start)
    inside = claim.scene.within(cue, part.start) if cue >= 0 else ()
    between = [one for one in inside if not one.number.approximate and one.unit not in STANDARD]  # 3年以上
    if part.after.endswith("中"):
        return True  # 检出不合格347批次。其中，市局完成的4068批次抽检中，…
    if between and not alike(between[0], part) and between[0].number.kind == "number":
        return True  # 28个部门案卷210份，其中处罚126份、许可84份，对发现的53个问题
    return part.lead == "," and bool(between) and _FOR_ALL.search(part.before) is not None
