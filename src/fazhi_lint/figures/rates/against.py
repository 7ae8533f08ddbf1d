"""A named rate held against what its words bind, where no counts of its sentence give it.

Its numerator is named. Of the other counts one must be its base; it is said, surely or less so, that the two
do not give the rate, unless something tells that it is taken of another base.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...kept import regex
from ...model import Related, Relation, Severity
from ...values import value
from ..core.claims import JOINED
from ..core.ratios import Ratio, is_likely, slipped, slipped_apart
from ..core.scene import Quantity
from ..core.units import family
from .bases import CARRIED, Count, about, is_wider, kin, narrowing, nearest
from .named import Rate, mismatch
from .pairs import derived

_NEWLY = ("新收", "新受理", "新立案", "收案")
_CASE = regex.compile(r"案|复议|诉讼|仲裁|执行")
_OTHERWISE = regex.compile(r"\((?:剔除|扣除|不含|不计|含|包括|按)[^()\d]{1,12}\)")
_ASIDE = 12
_FAR = 20
_ALL = 100


@value
class _Bound:
    """What the words of a rate bind: a numerator, a base, and the ``others`` that might be bases.

    ``official`` says that the words make it a base, ``behind`` that the two follow the rate.
    """

    above: Count
    base: Count
    others: Sequence[Count]
    official: bool
    behind: bool

    @property
    def ratio(self) -> Ratio:
        return Ratio((self.above.quantity,), (self.base.quantity,))

    @property
    def least(self) -> Fraction | None:
        """The lowest that the ratio may be, in percent; None where the base may be zero."""
        percent = self.ratio.percent
        return percent.low if percent else None


def against(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Relation | None:
    """A numerator is named, and no stated base gives the rate; None where another base may be meant.

    ``near`` are the counts of the sentence, ``upper`` and ``lower`` those that the rate's words make
    numerators and bases.
    """
    bound = _bound(rate, near, upper, lower)
    least = bound.least if bound else None
    if bound is None or least is None or _is_of_another(rate, bound):
        return None
    above, base, ratio, stated = bound.above, bound.base, bound.ratio, rate.quantity.number
    higher = rate.wanted.high is not None and least > rate.wanted.high
    unseen = rate.known.carry and higher and not any(count.says(CARRIED) for count in near)
    made_of_two = derived(rate, above, near)
    behind_it = rate.scene.text[rate.quantity.stop : rate.quantity.stop + _ASIDE].partition("。")[0]
    told = rate.scene.text[above.quantity.stop : above.quantity.stop + _ASIDE].partition(",")[0]
    aside = any(word in behind_it for word in CARRIED) or any(word in told for word in CARRIED)
    vague = any(quantity.number.approximate for quantity in ratio.quantities)
    vague = vague or (not bound.official and stated.approximate)
    hidden = (
        (unseen and base.says(_NEWLY))
        or (made_of_two and not bound.official)
        or (aside and (unseen or told.startswith("(")))
    )
    if vague or hidden or not about(rate.front, rate.known, above, base):
        return rate.relation("rate", "unverifiable", ratio.quantities, ratio.show(rate.decimals))
    sure = (
        bound.official
        and base.quantity.segment == rate.quantity.segment
        and (not bound.behind or above.quantity.depth > rate.quantity.depth)
        and not rate.narrowed
        and not (unseen and _CASE.search(base.words + above.words + rate.front))
        and not (rate.reached and higher)
        and not stated.approximate
        and not (stated.value == 100 and ratio.gives(rate.wanted))
        and (rate.known.known or is_likely(stated, ratio))
    )
    larger = [one for one in bound.others if one.quantity.number.value > above.quantity.number.value]
    bases = [base, *(one for one in larger if one is not base)]
    evidence = (*(_over(rate, above, one) for one in bases), *made_of_two)
    related = (
        Related(rate.scene.span(above.quantity), f"分子：{above.label}"),
        Related(rate.scene.span(base.quantity), f"分母：{base.label}"),
    )
    return mismatch(rate, ratio, evidence, related, None if sure else Severity.WARNING)


def _bound(rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]) -> _Bound | None:
    """The numerator and the base that a rate's words bind, both before the rate or both behind it."""
    own = [one for one in upper if one.tells(rate.known.numerator) or not one.tells(rate.known.steps)]
    above = nearest(own, rate.quantity)
    behind = above is None
    above = above or _first_behind(rate, own)
    if above is None or not _is_told_of(rate, above):
        return None
    if not rate.narrowed and narrowing(above.words) and not narrowing(rate.name):
        return None
    others = [
        count
        for count in near
        if count not in upper
        and not count.left
        and not count.tells(rate.known.complement)
        and count.family == above.family
        and (count.quantity.start > rate.quantity.start) is behind
    ]
    official = [count for count in lower if count in others]
    if behind:
        base = _first_behind(rate, official) or nearest(
            [count for count in lower if not count.left and count.family == above.family], rate.quantity
        )
    else:
        least = above.quantity.number.value if rate.quantity.number.value <= _ALL else 0
        roomy = [
            one for one in official if one.quantity.number.value >= least
        ]  # 新收40件，审结45件: of 受理49件
        base = nearest(roomy or official, rate.quantity) or _beside(rate, above, others)
    if base is None or _is_spent(rate, base):
        return None
    return _Bound(above, base, others, base in official, behind)


def _is_told_of(rate: Rate, above: Count) -> bool:
    """Whether a numerator stands in the item of a rate, or in the one before of which that goes on to tell."""
    own, other = rate.quantity, above.quantity
    if other.segment == own.segment:
        return True
    first = rate.scene.quantities[own.index - 1].segment < own.segment
    return first and other.segment == own.segment - 1 and other.sentence == own.sentence


def _is_of_another(rate: Rate, bound: _Bound) -> bool:
    """Whether a rate must be that of other counts than its words bind, or is said to be."""
    text, start = rate.scene.text, rate.quantity.start
    if _OTHERWISE.search(text, max(0, start - _ASIDE), start) or _OTHERWISE.match(text, rate.quantity.stop):
        return True  # 整治率(含管控)100%; 完成率100%(剔除关闭单位)
    first = min(bound.above.quantity.start, bound.base.quantity.start)
    if start < first and "其中" in text[start:first]:
        return True  # 整改率98.6%，其中重大隐患382项，已销号371项: these are some of what it is of
    above, base, ratio, stated = bound.above, bound.base, bound.ratio, rate.quantity.number
    if base.says(CARRIED) and ratio.value > 100 >= stated.value:
        return True  # 加上上年结转61件，共审结815件: what was carried over is never all
    loose = bound.behind or not bound.official or base.quantity.segment != rate.quantity.segment
    if base.quantity.start > above.quantity.start and _has_base(rate, above):
        return True  # 征求意见2.3万余条，采纳1864条，基层立法联系点提出意见2790条，采纳率
    unlike = base.quantity.number.step != above.quantity.number.step
    if unlike and base.quantity.segment < above.quantity.segment and not slipped(stated, ratio):
        return True  # 受理案件86432件；诉前调解成功2.86万件，成功率68.4%
    most = rate.known.bounded or stated.value == 100
    if most and ratio.value > 100 and loose and not slipped(stated, ratio):
        return True  # it is a part of something else
    beside = above.quantity.lead == "、" or above.quantity.before in JOINED
    over = ratio.value > 100 >= stated.value and not slipped(stated, ratio)
    if beside and (over or _is_listed(rate, above)):
        return True  # 续建42个、新开工56个，开工率; 审结民事112件、行政38件，结案率: they are told together
    percent = stated.value / 10 if stated.kind == "permille" else stated.value
    # No slip leads so far.
    return max(percent, ratio.value) > _FAR * min(percent, ratio.value)


def _is_listed(rate: Rate, one: Count) -> bool:
    """Whether a count goes on with the one right before it."""
    before = _before(rate, one)
    return before is not None and before.number.kind == "number"


def _has_base(rate: Rate, one: Count) -> bool:
    """Whether a larger count of the kind stands right before one, in its item: what it is a part of."""
    before, own = _before(rate, one), one.quantity
    return before is not None and before.segment == own.segment and before.number.value > own.number.value


def _before(rate: Rate, one: Count) -> Quantity | None:
    """The figure right before a count, if it counts the same."""
    before = rate.scene.quantities[one.quantity.index - 1] if one.quantity.index else None
    return before if before is not None and family(before.unit) == one.family else None


def _is_spent(rate: Rate, base: Count) -> bool:
    """Whether a base has a share of its own: 占应参加812人的91.5%；1863人参考，参考率."""
    own, row = rate.quantity, rate.scene.quantities
    if base.quantity.depth > own.depth and base.quantity.index and own.index > base.quantity.index + 1:
        # 签约率44.2%(常住64.8万人)，其中重点人群签约12.17万人，签约率
        return row[base.quantity.index - 1].is_rate
    if base.quantity.segment >= own.segment:
        return False
    behind = row[base.quantity.index + 1]
    return behind.is_rate and behind.before == "的"


def _over(rate: Rate, above: Count, base: Count) -> str:
    return f"{Ratio((above.quantity,), (base.quantity,)).brief(rate.decimals)}（{base.label}）"


def _first_behind(rate: Rate, found: Sequence[Count]) -> Count | None:
    """The first of the counts that follow a rate, if no other percentage stands between."""
    count = next((one for one in found if one.quantity.start > rate.quantity.start), None)
    if count is None:
        return None
    between = rate.scene.quantities[rate.quantity.index + 1 : count.quantity.index]
    # 调出率、结案率分别为15%、80%，受理…: rates of one list stand together.
    return None if any(other.is_rate and other.before.strip("和与及") for other in between) else count


def _beside(rate: Rate, above: Count, others: Sequence[Count]) -> Count | None:
    """The base of "N件，已开工a件，开工率p%" where no word says what it is: three neighbours in a row."""
    row = rate.quantity.index
    for count in others:
        if (count.quantity.index, above.quantity.index) == (row - 2, row - 1):
            smaller = rate.known.known or above.quantity.number.value <= count.quantity.number.value
            return count if smaller and count.quantity.segment == rate.quantity.segment else None
    return None


def complement(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """A numerator beside its complement, 起诉 and 不起诉, that one wrong digit keeps from giving the rate."""
    # 不批准逮捕89人，其中无社会危险性不捕41人、证据不足不捕37人，不捕率: all that were so
    own = [one for one in upper if one.quantity.index < rate.quantity.index and not one.quantity.depth]
    above = max(own, key=lambda one: one.quantity.number.value, default=nearest(upper, rate.quantity))
    rest = [one for one in near if above and one is not above and one.tells(rate.known.complement)]
    other = nearest([one for one in rest if above and kin(one, above)], rate.quantity)
    if above is None or other is None or not rate.known.bounded or not rate.decimals:
        return None
    if is_wider(other, above):
        return None
    used = (above.quantity, other.quantity)
    if any(q.segment != rate.quantity.segment or q.number.approximate for q in used):
        return None
    if not slipped_apart(rate.quantity.number, above.quantity, (other.quantity,)):
        return None
    return mismatch(rate, Ratio((above.quantity,), used))
