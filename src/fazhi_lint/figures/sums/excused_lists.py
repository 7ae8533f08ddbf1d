"""Lists of another figure than the one they seem to divide: of another year, or of what was added to."""

from __future__ import annotations

from ...kept import regex
from ..core.claims import Claim
from ..core.interval import add_up

_OTHER_YEAR = regex.compile(r"[三五十\d]年前|[上去前]年|同期|(?:19|20)\d\d年")
_CARRIED = regex.compile(r"结转|旧存|遗留|上年|去年")
_FEW = 4  # figures before a total that it may be made of


def is_of_another_year(claim: Claim) -> bool:
    """Whether parts stand behind a rate of another year: 五年前为63.4%（存、贷款分别为92亿元、58亿元）."""
    first = claim.used[0]
    rate = claim.scene.quantities[first.index - 1] if first.index else first
    inside = rate.is_rate and rate.index != claim.focus.index and first.depth > rate.depth
    return inside and _OTHER_YEAR.search(rate.before) is not None


def is_of_what_came_first(claim: Claim) -> bool:
    """Whether parts divide what a total is made of: 新收63件，加上上年结转4件，共67件，其中甲58件、乙5件."""
    total, made = claim.focus, add_up([part.number.value for part in claim.used])
    near = claim.scene.quantities[max(0, total.index - _FEW) : total.index]
    told = [one for one in near if one.sentence == total.sentence and one.unit == total.unit]
    rest = [
        one for one in told if one.number.value == total.number.value - made and _CARRIED.search(one.before)
    ]
    return bool(rest) and any(one.number.value == made for one in told)
