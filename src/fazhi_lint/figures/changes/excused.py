"""Whether a change that does not agree is told of another figure near by."""

from __future__ import annotations

from collections.abc import Iterator

from ...kept import regex
from ..core.claims import Claim, alike, near_by
from ..core.interval import Interval
from ..core.ratios import printed
from ..core.scene import Quantity

_CAUSE = regex.compile(r"\p{Han}{2}受[^;。]{2,30}影响[,:]")
_AND = ("", "和", "与", "及")
_BASE = regex.compile(r"[较比与](?:[上去前]一?年度?|\d{4}年)?(?:同期)?的?$")


def excused_change(claim: Claim) -> bool:
    """Whether one of the figures that a change was held against gives it with another one."""
    if _is_next_in_row(claim) or _is_told_already(claim) or _is_multiple_of_another(claim):
        return True
    if _has_cause_of_its_own(claim):
        return True
    if len(claim.used) > 1 and all(_BASE.search(one.before) for one in claim.used):
        return True  # 误报率3.6%，较前年7.2%“减半”、较去年4.1%下降0.5个百分点
    percent, tight = claim.focus.is_rate, claim.is_tight
    if len(claim.scene.row(claim.focus)) > 1 or claim.focus.before in _AND:
        return False  # one of several, each with its own
    if tight and (not percent or "^" in claim.formula or "(" not in claim.formula[1:]):
        return False  # 客运量900万人次，日均2.5万人次，减少40万人次，下降4.3%: by so much, but of another
    if not (percent or claim.focus.tells):
        return False
    wanted = printed(claim.focus.number) if percent else claim.focus.interval
    return any(
        found is not None and (found.meets(wanted) or (-found).meets(wanted))
        for one in (claim.used[-1:] if tight else claim.used)
        for other in near_by(claim, one)
        if not tight or (other.tells and other.sentence == claim.focus.sentence)
        for found in (_growths(claim, one, other) if percent else [one.interval - other.interval])
    )


def _has_cause_of_its_own(claim: Claim) -> bool:
    """Whether the item of a change tells what it comes of, and so its own subject: 投资受…影响，仅增长3.7%."""
    row = [one for one in claim.used if one.segment == claim.focus.segment]
    begin = claim.scene.text.rfind(";", 0, claim.focus.start) + 1
    return not row and _CAUSE.search(claim.scene.text, begin, claim.focus.start) is not None


def _is_told_already(claim: Claim) -> bool:
    """Whether the change is told before, and this is of a part: 42亿元增至45亿元，净增3亿元，其中增支4亿元."""
    if claim.focus.is_rate or "/" in claim.formula or len(claim.used) < 2:
        return False
    *_, one, other = sorted(claim.used, key=lambda each: each.index)
    made = one.interval - other.interval
    told = claim.scene.quantities[other.index + 1 : claim.focus.index]
    return any(alike(each, one) and (each.interval.meets(made) or each.interval.meets(-made)) for each in told)


def _is_multiple_of_another(claim: Claim) -> bool:
    """Whether it is so many times a figure, but of another one: 完成2639亿元，…，是上期1586亿元的1.7倍."""
    if claim.focus.unit != "倍" or claim.focus.number.approximate:
        return False  # 1倍以上 is said of nearly any two figures
    return any(
        ratio is not None and ratio.meets(claim.focus.interval)
        for one in claim.used
        for other in near_by(claim, one)
        for ratio in [other.interval.over(one.interval)]
    )


def _is_next_in_row(claim: Claim) -> bool:
    """Whether it is from the next of several levels: 9.2%(上年为23482元、9956元) is of the second."""
    if not claim.focus.is_rate:
        return False
    wanted = printed(claim.focus.number)
    return any(
        found is not None and (found.meets(wanted) or (-found).meets(wanted))
        for one in claim.used
        for other in claim.scene.row(one)[1:]
        for level in claim.used
        if level is not one
        for found in _growths(claim, level, other)
    )


def _growths(claim: Claim, one: Quantity, beside: Quantity) -> Iterator[Interval | None]:
    """The changes in percent that two figures may tell: from one to the other, or by the one to the other."""
    used, other = one.interval, beside.interval
    pairs = [(other - used, used), (used - other, other)]
    if beside.sentence == claim.focus.sentence:
        pairs += [(used, other - used), (used, other + used)]
    for by, base in pairs:
        ratio = by.over(base)
        yield ratio.scaled(100) if ratio else None
