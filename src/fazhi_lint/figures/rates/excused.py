"""Whether a rate or share that does not agree may be of other figures than those it was held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from ...kept import regex
from ..core.claims import AROUND, JOINED, Claim, alike, near_by
from ..core.interval import Interval, add_up
from ..core.labels import front
from ..core.ratios import Ratio, gives, printed, slipped
from ..core.scene import Quantity, Scene
from ..core.units import COUNTING
from .far import head_of
from .several import are_made_of, is_narrower, is_of_a_row

_NAME = 3  # characters by which a rate is known again
_MOST = 85  # shares that make less than this may be some of a list
_KIND = 2  # characters by which two kinds of one thing are known: 诉前化解126件，诉中化解86件
_RUN = 4  # figures in a row that may be one together
_NAMED = regex.compile(r"占(?:了|到)?([^占]{2,24}?)的?(?:比重|比例)?(?:达到?|为|约)*$")
_ALL = 100
_SAID = 200  # figures on either side among which one may be said again
_OF = regex.compile("[占比]")
_HOLDS = regex.compile(r"[中含内有:(]|包括|涉及|涵盖|属|[为是]")
_CUT = regex.compile(r"精简|压减|[核审]减|撤并|裁[减撤]|往年")
_SCOPE = regex.compile(r"全[国省市县区]")


def excused_rate(claim: Claim) -> bool:
    """Whether a percentage may be of other figures than those that it was held against."""
    if _is_the_rest(claim):
        return True
    if not all(one.number.kind == "number" for one in claim.used):
        return False
    if not claim.focus.is_rate:
        return _is_mean_of_others(claim)
    excuses = (
        _agrees, _is_before_cut, _is_of_kinds, _is_with_the_rest, _is_of_the_rest, _is_mended, _has_its_own,
        _is_of_the_same, _are_kinds, _is_said_again, _is_pooled_beside, _is_of_a_list, is_of_a_row,
        is_narrower, are_made_of,
    )  # fmt: skip
    if any(excuse(claim) for excuse in excuses):
        return True
    if claim.sure or _is_slip(claim):
        return False
    return _is_listed(claim) or (claim.focus.tells and _is_pooled(claim))


def _agrees(claim: Claim) -> bool:
    """Whether one of the figures gives the percentage with another one."""
    wanted = printed(claim.focus.number)
    return any(
        gives(one.number, other.number, wanted) or gives(other.number, one.number, wanted)
        for one in claim.used
        for other in (*near_by(claim, one), *_larger(claim))
        if other.number.high is not None  # 突破300亿元 gives any share
    )


def _larger(claim: Claim) -> Iterator[Quantity]:
    """The figures of a sentence before that they all may be of: 审结16735件。…纠错1386件，纠错率8.3%."""
    most = max(one.number.value for one in claim.used)
    for one in claim.around(claim.used[0]):
        if one.sentence == claim.focus.sentence - 1 and one.number.value > most:
            yield one


def _is_mean_of_others(claim: Claim) -> bool:
    """Whether a mean is the other way round, or of a figure right beside one that it was held against.

    出动28746人次，检查10384家次，平均每次检查2.8人; 活动32场，开放18次，接待1254人次，场均约70人次.
    """
    focus, rows = claim.focus, claim.scene.quantities
    step = focus.number.place
    wanted = Interval(focus.number.value - step / 2, focus.number.value + step / 2)
    wanted = focus.interval if focus.number.approximate else wanted
    for above in claim.used:
        beside = [one for one in rows[max(0, above.index - 1) : above.index + 2] if one is not focus]
        for below in (*claim.used, *beside):
            counted = below is not above and below.number.kind == "number" and below.number.value
            mean = above.interval.over(below.interval) if counted and below.sentence == focus.sentence else None
            if mean is not None and mean.meets(wanted):
                return True
    return False


def _is_of_kinds(claim: Claim) -> bool:
    """Whether three kinds in a row or more give it: 撤销5件，责令履行1件，确认违法3件，纠错率16.7%."""
    if not claim.focus.tells or len(claim.used) != 2:
        return False
    base = max(claim.used, key=lambda one: one.number.value)
    row = sorted(claim.around(base), key=lambda one: one.index)
    runs = [row[at : at + size] for size in (3, 4) for at in range(len(row) - size + 1)]
    wanted = printed(claim.focus.number)
    beside = (run for run in runs if run[-1].index == claim.focus.index - 1)
    return any(Ratio(tuple(run), (base,)).gives(wanted) for run in beside)


def _is_before_cut(claim: Claim) -> bool:
    """Whether it is of what there was at first: 现有1184名，比改革前精简57名，精简比例4.6%."""
    row = sorted((*claim.around(claim.used[0]), *claim.used), key=lambda one: one.index)
    more = [one for one in row if _CUT.search(one.before)]
    ratios = (
        Ratio((upper,), (lower, other))
        for upper in claim.used
        for other in more
        for lower in row
        if lower is not other and lower.index < claim.focus.index
    )
    return any(ratio.gives(printed(claim.focus.number)) for ratio in ratios)


def _is_with_the_rest(claim: Claim) -> bool:
    """Whether it is over what was done and what is left: 新收4364件，审结4477件，结案率96.0%，未结187件."""
    left = [one for one in claim.around(claim.used[0]) if "未" in one.before]
    ratios = (Ratio((upper,), (upper, other)) for upper in claim.used for other in left)
    return any(ratio.gives(printed(claim.focus.number)) for ratio in ratios)


def _is_of_the_rest(claim: Claim) -> bool:
    """Whether it is over the whole without the part: 成交价83.6亿元，溢价12.4亿元，溢价率17.42%."""
    if claim.sure or not claim.focus.tells:
        return False
    ratios = (Ratio((part,), (whole,), (part,)) for part, whole in permutations(claim.used, 2))
    return any(ratio.gives(printed(claim.focus.number)) for ratio in ratios)


def _is_mended(claim: Claim) -> bool:
    """Whether what brackets behind the percentage take away gives it: 96.3%(扣除中止的20件)."""
    behind = claim.scene.quantities[claim.focus.index + 1 : claim.focus.index + 2]
    if not behind or behind[0].depth <= claim.focus.depth or len(claim.used) != 2:
        return False
    lower, upper = sorted((one.interval for one in claim.used), key=lambda one: one.low or 0)
    away = behind[0].interval
    ratios = (lower.over(upper - away), (lower - away).over(upper), (lower - away).over(upper - away))
    return any(ratio is not None and ratio.scaled(100).meets(printed(claim.focus.number)) for ratio in ratios)


def _has_its_own(claim: Claim) -> bool:
    """Whether it is of a part told after theirs: 抽检9批，合格率80%，其中食品5批，合格率60%."""
    focus, name = claim.focus, claim.focus.before[-_NAME:]
    told = claim.scene.quantities[min(one.index for one in claim.used) : focus.index]
    return "率" in name and any(one.is_rate and one.before.endswith(name) for one in told)


def _is_of_the_same(claim: Claim) -> bool:
    """Whether it is of the same as the rate behind another: 开工721个，开工率97.3%，竣工423个，竣工率57.1%."""
    rows = claim.scene.quantities
    for one in claim.used if "率" in claim.focus.before else ():
        share = rows[one.index + 1] if one.index + 1 < claim.focus.index else None
        known = printed(share.number) if share and share.is_rate and "率" in share.before else None
        whole = one.interval.scaled(100).over(known) if known and (known.low or 0) > 0 else None
        for other in claim.used if whole else ():
            ratio = other.interval.scaled(100).over(whole) if whole and other is not one else None
            if ratio and ratio.meets(printed(claim.focus.number)):
                return True
    return False


def _are_kinds(claim: Claim) -> bool:
    """Whether its figures are kinds of one thing told behind: 化解率68.6%，其中诉前化解126件，诉中化解86件."""
    first, last = claim.used[0], claim.used[-1]
    if len(claim.used) != 2 or first.index <= claim.focus.index or last.index != first.index + 1:
        return False
    kind = last.before[-_KIND:]
    return len(kind) == _KIND and first.before.endswith(kind) and "其中" in first.before


def _is_pooled(claim: Claim) -> bool:
    """Whether a run of figures gives the percentage: 调解1860件，撤诉912件，调撤率46.2%(以6000件计)."""
    wanted = printed(claim.focus.number)
    own = {one.index for one in claim.used}
    row = sorted((*claim.around(claim.used[0]), *claim.used), key=lambda one: one.index)
    runs = [row[at:end] for at in range(len(row)) for end in range(at + 1, min(at + _RUN, len(row)) + 1)]
    ratios = [Ratio(tuple(upper), tuple(lower)) for upper in runs for lower in runs if upper is not lower]
    if len(claim.used) == 2:  # 公办68所、民办42所（其中普惠35所），普惠率93.6%: the former are so too
        above, below = sorted(claim.used, key=lambda one: one.number.value)
        ratios += [Ratio((above, one), (below, one)) for one in claim.around(below)]
    return any(
        ratio.gives(wanted) for ratio in ratios if not own.isdisjoint(one.index for one in ratio.quantities)
    )


def _is_pooled_beside(claim: Claim) -> bool:
    """The same of those right before it over one in brackets right behind it."""
    rows, focus = claim.scene.quantities, claim.focus
    behind = rows[focus.index + 1 : focus.index + 2]
    if not focus.tells or not behind or behind[0].lead != "(" or behind[0].number.kind != "number":
        return False
    runs = (rows[at : focus.index] for at in range(max(0, focus.index - _RUN), focus.index))
    same = (run for run in runs if all(alike(one, behind[0]) for one in run))
    return any(Ratio(tuple(run), (behind[0],)).gives(printed(focus.number)) for run in same)


def _is_of_a_list(claim: Claim) -> bool:
    """Whether it is of all of a list: 学校12所、幼儿园20所和机构8家，其中25所（家）合格，占62.5%."""
    rows, above = claim.scene.quantities, max(claim.used, key=lambda one: one.index)
    if above.index >= claim.focus.index or not claim.focus.tells:
        return False
    listed: list[Quantity] = []
    for one in reversed(rows[max(0, above.index - AROUND) : above.index]):
        if one.number.kind != "number" or not {one.unit, above.unit} <= COUNTING:
            break
        listed.append(one)
        if one.lead != "、" and not one.before.startswith(JOINED):
            break
    return len(listed) > 1 and Ratio((above,), tuple(listed)).gives(printed(claim.focus.number))


def _is_listed(claim: Claim) -> bool:
    """Whether one of its figures belongs to a list of something else: 60个单位中优秀15个、良好38个、一般7个."""
    if len(claim.used) != 2:
        return False
    upper, lower = sorted(claim.used, key=lambda one: one.number.value)
    row = sorted((*claim.around(upper), upper), key=lambda one: one.index)
    values = [one.number.value for one in row]
    at = row.index(upper)
    runs = (
        (first, add_up(values[first:last]))
        for first in range(max(0, at - _RUN), at + 1)
        for last in range(max(at + 1, first + 2), min(at + _RUN, len(row)) + 1)
    )
    return any(made != lower.number.value and made in values[:first] for first, made in runs)


def _is_said_again(claim: Claim) -> bool:
    """Whether the text says elsewhere what it is of: 改发率2.1%，改判58件，占二审的12.3%，占一审的2.1%."""
    return claim.focus.number.decimals > 0 and any(
        one is not claim.focus and one.number.value == claim.focus.number.value and _NAMED.search(one.before)
        for one in claim.scene.quantities[max(0, claim.focus.index - _SAID) : claim.focus.index + _SAID]
        if one.is_rate
    )


def _is_slip(claim: Claim) -> bool:
    """Whether one wrong digit explains that two figures do not give the percentage."""
    if len(claim.used) != 2:
        return False
    one, other = claim.used
    number = claim.focus.number
    return slipped(number, Ratio((one,), (other,))) or slipped(number, Ratio((other,), (one,)))


def _is_the_rest(claim: Claim) -> bool:
    """Whether shares that make 100 leave so much: 7.13:27.1:65.77 of 10.55, 40.09 and 97.42 in 148.07."""
    focus, values = claim.focus, [one.number.value for one in claim.used]
    row = [
        one
        for one in claim.scene.quantities[max(0, focus.index - AROUND) : focus.index + AROUND]
        if one.number.kind == focus.number.kind and (one.lead == ":" or _OF.search(one.before) or one is focus)
    ]
    at = row.index(focus)
    for first, last in product(range(at + 1), range(at + 1, len(row) + 1)):
        shares = row[first:last]
        if len(shares) > 1 and add_up([one.number.value for one in shares]) == _ALL:
            slack = add_up([one.number.step for one in shares]) / 2
            ratios = (_ALL * one / whole for one in values for whole in (max(values), add_up(values)) if whole)
            return any(abs(ratio - focus.number.value) <= slack for ratio in ratios)
    return False


def excused_share(claim: Claim) -> bool:
    if not any(one.is_rate for one in claim.used):
        return excused_rate(claim) or _is_beside(claim) or (_is_of_another(claim) and not _is_slip(claim))
    shares = (claim.focus, *claim.used)
    return all(_is_of_amounts(claim, share) for share in shares) or _is_partial(claim.scene, shares)


def _is_of_another(claim: Claim) -> bool:
    """Whether a share names a whole that none of the figures is called: 出口32亿元，…占全省出口的6.8%."""
    named = _NAMED.search(claim.focus.before)
    if named is None or len(claim.used) != 2 or "+" in claim.formula:
        return False
    whole = max(claim.used, key=lambda one: one.number.value)
    called = front(claim.scene, whole) + whole.after
    name = head_of(named[1])
    return bool(name) and (name not in called or _is_wider(named[1], called))


def _is_beside(claim: Claim) -> bool:
    """Whether no word says that one of its figures is of the other: 竞聘上岗42人，末等调整7人，占比4.8%."""
    if len(claim.used) != 2 or _NAMED.search(claim.focus.before) or "+" in claim.formula:
        return False
    whole, part = claim.used
    between = claim.scene.between(whole, part)
    told = whole.before + whole.after
    shared = any(part.before[at : at + _KIND] in told for at in range(len(part.before) - 1))
    if (
        whole.number.value <= part.number.value
        or shared
        or _HOLDS.search(between)
        or not between.startswith(",")
    ):
        return False
    return len(part.number.digits) == 1 or not claim.focus.tells or not _is_slip(claim)


def _is_wider(name: str, called: str) -> bool:
    found = _SCOPE.match(name)
    return found is not None and found[0] not in called


def _is_of_amounts(claim: Claim, share: Quantity) -> bool:
    """Whether a share follows from two amounts around: then it need not make 100 with those beside it."""
    wanted = printed(share.number)
    near = claim.scene.quantities[max(0, share.index - AROUND) : share.index + AROUND]
    levels = [one for one in near if one.number.kind == "number" and one.unit and one.number.value]
    return share.tells and any(
        alike(upper, lower) and gives(upper.number, lower.number, wanted)
        for upper in levels
        for lower in levels
    )


def _is_partial(scene: Scene, shares: Sequence[Quantity]) -> bool:
    """Whether the amounts right before the shares are of one whole, larger than they are together."""
    amounts = [scene.quantities[share.index - 1] for share in shares]
    same = all(one.number.kind == "number" and alike(one, amounts[0]) for one in amounts)
    if not same or add_up([share.number.value for share in shares]) > _MOST:
        return False
    wholes = [
        one.interval.scaled(100).over(printed(share.number)) for one, share in zip(amounts, shares, strict=True)
    ]
    lows = [whole.low for whole in wholes if whole and whole.low is not None]
    highs = [whole.high for whole in wholes if whole and whole.high is not None]
    sums = add_up([one.number.value for one in amounts])
    return len(lows) == len(highs) == len(shares) and sums < max(lows) <= min(highs)
