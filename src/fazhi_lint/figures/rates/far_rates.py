"""Rates whose base stands in a sentence before, and rates that several bases share out.

"投诉9862件、举报3175件。…投诉调解成功6214件，调解成功率63.0%"; "建议98件、提案121件，满意率分别为96.9%和97.5%".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...kept import regex
from ...model import Relation
from ...values import changed
from ..core.levels import is_level
from ..core.ratios import Ratio, printed, slipped
from .bases import CARRIED, Count, count, counts, is_wider, kin, narrowing
from .grim import impossible, telling, whole
from .named import AND, Rate, mismatch, run_of_rates
from .pairs import any_give

_ALL = 100
_BACK = 24  # quantities looked through for a base
_EMPTY = regex.compile(r"其中|有效|成功|实际|已经?|[的了共]|累计|全年|依法|及时|办理|案件|工作|问题")
_EXACT = regex.compile(r"(?:其中|[共,])*")
_JOINED = regex.compile(r"[和与及]")
_MOST = 5  # rates that share out as many bases
_WHOLE = regex.compile(r"共|总|[全应]")
_REALLY = regex.compile(r"实际|实有|实到|其中")
_ALREADY = regex.compile(r"(?:目前|其中|共|均)*(?:已|实际|成功|累计)")
_OUGHT = regex.compile(r"应(?:办|审|执|检|参|到|处|整)")
_SUMMED = regex.compile(r"[合共总]计|^共$|一共|总共")
_COMMON = frozenset("率比例总人数年度")


def far_rate(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """The relation of a rate that the counts of its sentence leave open; None if nothing more is known of it.

    ``near`` are those counts, ``upper`` the ones that its words make numerators.
    """
    if rate.quantity.number.high is None:
        return None
    last = _next_to(rate)
    return (
        _added(rate, near, upper)
        or (_behind(rate, last) if last else None)
        or _divided(rate, near, upper)
        or _closed(rate, near, upper)
        or (_beside(rate, near, last) if last else None)
        or _before(rate, near, upper)
        or _kinds(rate, near, upper)
        or (_told(rate, near, last) if last else None)
        or _shared(rate)
    )


def following(rate: Rate) -> Iterator[Relation]:
    """The relations of the rates behind the first of several that have one name: 满意率分别为96.9%和97.5%."""
    quantity = rate.quantity
    if quantity.lead == "、" or _JOINED.search(quantity.before):
        return
    for other in rate.scene.quantities[quantity.index + 1 : quantity.index + _MOST]:
        if not other.is_rate or other.before not in AND or other.sentence != quantity.sentence:
            return
        relation = _shared(changed(rate, quantity=other, wanted=printed(other.number)))
        if relation:
            yield relation


def _added(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """A numerator over a base before and what was carried over, or over itself and its complement before.

    受理6843件。审结6714件(含上年结转213件)，结案率95.2%; 批准逮捕2173人。不批准逮捕1602人，不捕率42.4%.
    """
    known = rate.known
    back = earlier(rate) if rate.decimals and (upper or known.complement) else []
    told = [*earlier(rate, also=CARRIED), *near] if known.carry and upper else []
    carried = [one for one in told if one.says(CARRIED)]
    bases = [one for one in back if one.says(known.base) and one not in carried] if carried else []
    pool = [*back, *near] if known.complement and rate.quantity.tells else []
    rests = [one for one in pool if one.tells(known.complement) and not one.tells(known.numerator)]
    uppers = [*upper, *(one for one in (pool if rests else ()) if one.tells(known.numerator))]
    for above in uppers:
        pairs = [*((below, more) for below in bases for more in carried), *((above, rest) for rest in rests)]
        for pair in pairs:
            ratio = Ratio((above.quantity,), tuple(one.quantity for one in pair))
            if all(kin(one, above) for one in pair) and pair[1] is not above and ratio.gives(rate.wanted):
                return rate.verified_by(ratio)
    if not rests or len({one.quantity.number.value for one in uppers if one.family == rests[-1].family}) != 1:
        return None
    above = next(one for one in uppers if one.family == rests[-1].family)
    same = [one for one in rests if one.family == above.family]
    rest = min(same, key=lambda one: abs(one.quantity.index - above.quantity.index))
    ratio = Ratio((above.quantity,), (above.quantity, rest.quantity))
    sure = slipped(rate.quantity.number, ratio) and not narrowing(above.words + rest.words)
    # 逮捕12.5万人，不捕11.5万人: who counts so takes them from elsewhere
    sure = sure and above.exact and rest.exact and not is_wider(rest, above)
    return mismatch(rate, ratio) if sure and not any_give(pool, rate.wanted) else None


def _behind(rate: Rate, first: Count) -> Relation | None:
    """The count before a rate, with its base in brackets behind it, or with what was so really behind it.

    建成287家，覆盖率98.0%(全市共293家); 612人参加考试，参考率98.9%，实际参考605人.
    """
    row = rate.quantity.index + 1
    if row == len(rate.scene.quantities):
        return None
    second = count(rate.scene, rate.scene.quantities[row])
    if second is None or not kin(first, second) or second.quantity.sentence != rate.quantity.sentence:
        return None
    if second.quantity.lead == "(" and _WHOLE.search(second.quantity.before):
        above, below = first, second
        like = not rate.name.endswith("比例") and _noun(first, second)
        if not (set(rate.name) - _COMMON) & set(first.words) and not like:
            return None
    elif second.says(rate.known.numerator) and _REALLY.search(second.quantity.before):
        above, below = second, first
    else:
        return None
    return _given(rate, (above,), (below,)) or _held(rate, (above,), (below,))


def _beside(rate: Rate, near: Sequence[Count], above: Count) -> Relation | None:
    """The count right before a rate over another of the same words, or of its words over any.

    挂牌督办48处…，其中挂牌督办的46处，治理率95.83%; 解除7312人，重新犯罪6人，重犯率0.07%.
    """
    if not rate.decimals:
        return None
    near = [one for one in near if one.quantity.start < above.quantity.start and kin(one, above)]
    words = _EMPTY.sub("", above.quantity.before)
    same = [one for one in near if len(words) > 1 and _EMPTY.sub("", one.quantity.before) == words]
    told = (set(rate.name) - _COMMON) & set(above.words) and not above.quantity.number.approximate
    found = _given(rate, (above,), (*same, *(near if told else ())))
    among = len(near) == 1 and not rate.known.known and near[0].quantity.segment == above.quantity.segment
    if not found and told and among and "其中" in rate.scene.between(near[0].quantity, above.quantity):
        return _held(rate, (above,), near)
    if found or same:
        return found or _held(rate, (above,), same)
    if not above.says(rate.known.numerator[:1]) or (narrowing(above.words) and not narrowing(rate.name)):
        return None
    return _held(rate, (above,), [one for one in near if one.says(rate.known.base) and not one.left])


def _divided(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """The numerator over what it makes with the others behind it: 214个，已整改到位203个，正在整改11个."""
    near = [one for one in near if one.quantity.index < rate.quantity.index]
    for row in range(1, len(near) - 1):
        base, above, rest = near[row - 1], near[row], near[row + 1 :]
        if above not in upper or not all(kin(base, one) for one in (above, *rest)):
            continue
        if base.quantity.number.value == sum(one.quantity.number.value for one in (above, *rest)):
            return _given(rate, (above,), (base,)) or _held(rate, (above,), (base,))
    return None


def _closed(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """The numerator over those of its whole that are closed: 24件，其中纠正3件、…、尚未审结2件."""
    if not upper or not rate.decimals:
        return None
    above = upper[-1].quantity
    near = [one for one in near if kin(one, upper[-1])]
    for less in [one.quantity for one in near if one.left and one.quantity is not above]:
        for below in [one.quantity for one in near if not one.left and one.quantity.index < above.index]:
            ratio = Ratio((above,), (below,), (less,))
            if below.number.value > less.number.value and ratio.gives(rate.wanted):
                return rate.verified_by(ratio)
    return None


def _told(rate: Rate, near: Sequence[Count], above: Count) -> Relation | None:
    """What a rate's name says was done, over an amount that no word binds: 已收回491万元，收回率93.4%."""
    if not rate.decimals or above.quantity.number.approximate:
        return None
    stem = rate.name.removesuffix("率")
    if not any(stem[at : at + 2] in above.quantity.before for at in range(len(stem) - 1)):
        return None
    far = [one for one in earlier(rate) if kin(one, above) and not one.quantity.number.approximate]
    found = _given(rate, (above,), far)
    if found or len(far) != 1 or rate.known.known or not _ALREADY.match(above.quantity.before):
        return found
    if any(one.quantity.index < above.quantity.index and kin(one, above) for one in near):
        return None
    return _held(rate, (above,), far)


def _next_to(rate: Rate) -> Count | None:
    """The count in the clause before a rate, if no other stands between."""
    row = rate.quantity.index - 1
    found = count(rate.scene, rate.scene.quantities[row]) if row >= 0 else None
    if found is None or found.quantity.sentence != rate.quantity.sentence:
        return None
    return found if found.family and not found.left else None


def _before(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """A numerator in the rate's sentence over a base in one of the sentences before."""
    if not upper or not rate.decimals:
        return None
    above = upper[-1]
    most = above.quantity.number.value
    far = [one for one in earlier(rate) if kin(one, above) and one.quantity.number.value >= most]
    base = [one for one in far if one.says(rate.known.base)]
    like = [one for one in far if _noun(above, one)]
    ought = [one for one in far if _OUGHT.search(one.quantity.before)]
    named = [one for one in far if one in (*base, *like, *ought) or one.says(rate.known.things)]
    found = _given(rate, (above,), named)
    if found:
        return found
    if len(ought) == 1 and len(upper) == 1 and rate.known.known:
        return _held(rate, upper, ought)
    if above.quantity.segment != rate.quantity.segment and len(upper) == 1 and rate.known.known:
        beside = [one for one in near if one not in upper and kin(one, above)]
        return _held(rate, upper, [one for one in beside if one.says(rate.known.base)])
    own = [one for one in like if _EXACT.fullmatch(one.quantity.before, 0, _at(above, one))]
    return _held(rate, (above,), own or [one for one in base if one in like])


def _kinds(rate: Rate, near: Sequence[Count], upper: Sequence[Count]) -> Relation | None:
    """What is told of several of the kinds, or of each, over its base a sentence before: 直接纠错率为12.00%."""
    if upper or not rate.decimals or not rate.known.kinds:
        return None
    far = [*earlier(rate), *near]
    above = [one for one in far if one.lists(rate.known.kinds)]
    below = [one for one in far if one.says(rate.known.base) and one not in above]
    each = [one for one in far if one.says(rate.known.kinds) and one not in below]
    group = [one for one in each if one.quantity.sentence == each[-1].quantity.sentence]
    if len(group) > 1:
        return _given(rate, group, [one for one in below if kin(one, group[0])])
    if len(above) != 1:
        return None
    below = [one for one in below if kin(one, above[0])]
    return _given(rate, above, below) or _held(rate, above, below)


def earlier(rate: Rate, also: Sequence[str] = ()) -> list[Count]:
    """The counts of the sentences before a rate, in its paragraph; of other years those with words ``also``."""
    row = rate.quantity.index
    found: list[Count] = []
    for quantity in rate.scene.quantities[max(0, row - _BACK) : row]:
        if quantity.sentence == rate.quantity.sentence:
            break
        told = is_level(quantity) or any(word in quantity.before for word in also)
        if told and (one := count(rate.scene, quantity)):
            last = found[-1] if found and found[-1].quantity.stop == quantity.start else None
            found.append(changed(one, shared=last.shared or last.words) if last else one)  # 3702件5022人
    return found


def _given(rate: Rate, above: Sequence[Count], bases: Sequence[Count]) -> Relation | None:
    """The relation of a rate to the first of the bases that gives it."""
    for below in bases:
        ratio = Ratio(tuple(one.quantity for one in above), (below.quantity,))
        if ratio.gives(rate.wanted):
            return rate.verified_by(ratio)
    return None


def _noun(above: Count, below: Count) -> str:
    """The word that both counts are of: 投诉 in 投诉调解成功6214件 and 投诉9862件."""
    words = _EMPTY.sub("", above.quantity.before)
    return next(
        (words[at : at + 2] for at in range(len(words) - 1) if words[at : at + 2] in below.quantity.before), ""
    )


def _at(above: Count, below: Count) -> int:
    return below.quantity.before.find(_noun(above, below))


def _held(rate: Rate, above: Sequence[Count], bases: Sequence[Count]) -> Relation | None:
    """A rate held against the one base it can have, where one wrong digit keeps them apart."""
    if not bases or len({one.quantity.number.value for one in bases}) != 1:
        return None
    ratio = Ratio(tuple(one.quantity for one in above), (bases[-1].quantity,))
    return mismatch(rate, ratio) if slipped(rate.quantity.number, ratio) else None


def _adds_up(last: Count, before: Sequence[Count]) -> bool:
    """Whether a count is the total of those before it."""
    sums = sum((one.quantity.number.value for one in before), Fraction(0))
    return last.quantity.number.value == sums or _SUMMED.search(last.quantity.before) is not None


def _are_told(rate: Rate, first: Count, near: Sequence[Count]) -> bool:
    """Whether counts in a row are those that the rates count, and not their bases.

    消化旧问题86个、新问题41个，化解率; so are the years of what is: 化解156件，其中上年39件、今年54件.
    """
    row = first.quantity.index - 1
    heads = [first, *(one for one in near if "其中" in first.words and one.quantity.index == row)]
    stem = set(rate.known.name) - _COMMON
    for one in heads:
        above, below = one.says(rate.known.numerator), one.says(rate.known.base)
        if len(above) > len(below) or (not below and stem & set(one.quantity.before)):
            return True
    return False


def _shared(rate: Rate) -> Relation | None:
    """One of several rates over as many bases, in their order, tested for a whole numerator."""
    scene, number = rate.scene, rate.quantity.number
    listed = run_of_rates(scene, rate.quantity)
    size = len(listed)
    if (
        "分别" not in listed[0].before
        or not 1 < size <= _MOST
        or number.kind != "percent"
        or number.approximate
    ):
        return None
    from .several import in_order

    if any(in_order(changed(rate, quantity=listed[0], wanted=printed(listed[0].number)))):
        return None
    first = listed[0].index
    near = [one for one in counts(scene, listed[0]) if one.quantity.index < first]
    if len(near) > size and _adds_up(near[-1], near[-1 - size : -1]):
        near.pop()  # 建议132件、提案158件，合计290件，满意率分别为…
    run = near[-size:]
    if len(run) != size or len({one.family for one in run}) != 1:
        return None
    base = run[rate.quantity.index - first]
    if _are_told(rate, run[0], near):
        return None
    in_a_row = all(b.quantity.index == a.quantity.index + 1 for a, b in pairwise(run))
    value = int(base.quantity.number.value)
    if not in_a_row or not base.exact or number.value == _ALL or not telling(number, value):
        return None
    result = whole(number, value)
    if result.found is None:
        if not number.decimals or not base.says((*rate.known.base, *rate.known.things)):
            return None  # 满意率99% may be that of a survey
        return impossible(scene, rate.quantity, base.quantity, result, rate.name, base.label)
    return rate.relation("grim", "verified", (base.quantity,), result.formula(rate.decimals))
