"""Whether a rate or share that does not agree may be of other figures than those it was held against."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ...kept import regex
from ..core.claims import AROUND, JOINED, Claim, alike, near_by
from ..core.interval import Interval, add_up
from ..core.labels import front
from ..core.ratios import Ratio, gives, printed, slipped
from ..core.scene import Quantity
from ..core.slips import bare_digits, mistyped
from .far import head_of
from .several import is_narrower, is_of_a_row

_NAME = 3  # characters by which a rate is known again
_PAIR = 2  # characters that two names have in common
_RUN = 4  # figures in a row that may be one together
_ALL = 100
_NAMED = regex.compile(r"占(?:了|到)?([^占]{2,24}?)的?(?:比重|比例)?(?:达到?|为|约)*$")
_OF = regex.compile("[占比]")
_HOLDS = regex.compile(r"[中含内有:(]|包括|涉及|涵盖|属|[为是]")
_DUE = regex.compile(r"[收受应接共总办结复]")  # what is to be done or is done, with a word of its own
_SCOPE = regex.compile(r"全[国省市县区]")


def excused_rate(claim: Claim) -> bool:
    """Whether a percentage may be of other figures than those that it was held against."""
    if _is_the_rest(claim) or _is_of_each(claim) or _is_second(claim):
        return True
    if not all(one.number.kind == "number" for one in claim.used):
        return False
    if not claim.focus.is_rate:
        return _is_mean_of_others(claim)
    wanted = printed(claim.focus.number)
    found = any(ratio.gives(wanted) for ratio in (*_pairs(claim), *_with_others(claim)))
    return found or _is_of_nearer(claim) or _has_its_own(claim) or is_of_a_row(claim) or is_narrower(claim)


def _is_second(claim: Claim) -> bool:
    """Whether the figures give another percentage told before: 小微企业2976户，户数占94.5%，金额占46.8%.

    One that a wrong digit explains is the same told twice.
    """
    told = claim.scene.quantities[max(one.index for one in claim.used) + 1 : claim.focus.index]
    if len(claim.used) != _PAIR:
        return False
    part, whole = sorted(claim.used, key=lambda one: one.number.value)
    own = bare_digits(claim.focus.number)
    return any(
        one.is_rate
        and one.tells
        and Ratio((part,), (whole,)).gives(printed(one.number))
        and not mistyped(bare_digits(one.number), own)
        for one in told
    )


def _is_of_each(claim: Claim) -> bool:
    """Whether a rate of 100% is of two things done: 办复代表建议216件，政协提案186件，办复率100%."""
    focus, used = claim.focus, sorted(claim.used, key=lambda one: one.index)
    if focus.number.value != _ALL or len(used) != _PAIR:
        return False
    first, other = used
    done = focus.before[: focus.before.rfind("率")][-_PAIR:]
    return bool(done) and done[0] in first.before and other.lead == "," and not _DUE.search(other.before)


def excused_share(claim: Claim) -> bool:
    """The same of a share, or of shares that ought to make a whole."""
    if any(one.is_rate for one in claim.used):
        shares = sorted((claim.focus, *claim.used), key=lambda one: one.index)
        named = [_NAMED.search(share.before) is not None for share in shares]  # 占比9%，收回的占违规资金的8%
        return named[-1] > named[0] or all(_is_of_amounts(claim, share) for share in shares)
    if claim.formula.endswith(f"≠ {_ALL}"):
        return False  # a:b:c, of which each is a share of all and no mean
    if excused_rate(claim) or _is_beside(claim) or _is_of_other_kind(claim):
        return True
    return _is_of_another(claim) and not _is_slip(claim)


def _pairs(claim: Claim) -> Iterator[Ratio]:
    """One of the figures and another one near by, either way."""
    for own in claim.used:
        for other in (*near_by(claim, own), *_larger(claim)):
            if other.number.high is not None:  # 突破300亿元 gives any share
                yield from (Ratio((own,), (other,)), Ratio((other,), (own,)))


def _with_others(claim: Claim) -> Iterator[Ratio]:
    """A sum or a difference of a figure and others of its measure beside it: as part, as whole, as both.

    新收4364件，审结4477件，结案率96.0%，未结187件 is 4477 / (4477 + 187); 一孩2183人，二孩947人，二孩率29.7%，
    多孩56人 is 947 of all three; 办结54件，其中撤销5件，责令1件，确认违法3件，纠错率16.7% is the three of 54.
    Where one wrong digit explains that the two figures do not agree, only what the words or the place bear out
    counts: a wrong whole, too, is not what its parts make.
    """
    focus, used = claim.focus, claim.used
    if len(used) < _PAIR:
        return  # a figure that is told to be all of itself
    part, *_, whole = sorted(used, key=lambda one: one.number.value)
    row = sorted((*claim.around(part), *(one for one in used if alike(one, part))), key=lambda one: one.index)
    row = [one for one in row if one.sentence <= focus.sentence or "未" in one.before]
    row = [one for one in row if one.number.high is not None]
    others = [one for one in row if one not in used]
    yield from (Ratio((part,), (whole,), (one,)) for one in others if one.depth > focus.depth)  # 扣除中止的20件
    if claim.sure or "+" in claim.formula:
        return
    loose = not _is_slip(claim)
    for own, other in product(used, others):
        if loose or "未" in other.before:
            yield Ratio((own,), (own, other))
    kinds = {one.before[-_PAIR:]: one for one in row if one.before and one.before[-_PAIR:] in focus.before}
    if len(kinds) > 1 and part in kinds.values():  # 减刑864件、假释86件，假释占减刑假释总数的9.1%
        yield Ratio((part,), tuple(kinds.values()))
    if not focus.tells:
        return
    if loose:
        yield from (Ratio((own,), (one,), (own,)) for own, one in product(used, row) if one is not own)
        yield from (Ratio((part, one), (whole, one)) for one in others)
    size = len(row)
    runs = [tuple(row[at:end]) for at in range(size) for end in range(at + 2, min(at + _RUN, size) + 1)]
    for own, run in product(used, runs):
        if own not in run and (loose or (own is whole and run[-1].index == focus.index - 1)):
            yield Ratio(run, (own,))
        if loose or (len(run) > 2 and part in run and whole in run and own in (part, run[-1])):
            yield Ratio((own,), run)


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
    told = [one for used in claim.used for one in claim.around(used) if one.index < focus.index or one.depth]
    for above in claim.used:
        beside = [one for one in rows[max(0, above.index - 1) : above.index + 2] if one is not focus]
        near = [one for one in (*claim.used, *beside) if one.sentence == focus.sentence]
        for below in (*near, *told) if focus.tells else near:  # 平均每人投工60.3个(实际出工143万人)
            counted = below is not above and below.number.kind == "number" and below.number.value
            mean = above.interval.over(below.interval) if counted else None
            if mean is not None and mean.meets(wanted):
                return True
    return False


def _has_its_own(claim: Claim) -> bool:
    """Whether it is of a part told after theirs: 抽检9批，合格率80%，其中食品5批，合格率60%."""
    focus, name = claim.focus, claim.focus.before[-_NAME:]
    told = claim.scene.quantities[min(one.index for one in claim.used) : focus.index]
    if name.endswith(("比例", "占比")) and name[0] not in "占比数量额积":
        told = claim.scene.quantities[focus.index + 1 : focus.index + _RUN]
        return any(one.before == focus.before for one in told)  # 城区31个，持证比例38%；镇域55个，持证比例29%
    return "率" in name and any(one.is_rate and one.before.endswith(name) for one in told)


def _is_of_nearer(claim: Claim) -> bool:
    """Whether 其中 tells it of a level of its sentence, or the next measure gives it: 小麦3亩、15吨，占37%."""
    focus, rows = claim.focus, claim.scene.quantities
    if "其中" in focus.before and all(one.sentence != focus.sentence for one in claim.used):
        return any(one.sentence == focus.sentence for one in near_by(claim, claim.used[0]))
    beside = [rows[one.index + 1] for one in claim.used if one.index < focus.index - 1]
    found = len(beside) == 2 and focus.tells and alike(*beside)
    return found and any(Ratio((one,), (beside[0],)).gives(printed(focus.number)) for one in beside[1:])


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


def _is_of_another(claim: Claim) -> bool:
    """Whether a share names a whole that none of the figures is called: 出口32亿元，…占全省出口的6.8%."""
    named = _NAMED.search(claim.focus.before)
    if named is None or len(claim.used) != 2 or "+" in claim.formula:
        return False
    whole = max(claim.used, key=lambda one: one.number.value)
    called = front(claim.scene, whole) + whole.after
    name = head_of(named[1])
    return bool(name) and (name not in called or _is_wider(named[1], called))


def _is_of_other_kind(claim: Claim) -> bool:
    """Whether a share names a kind that its whole is not called by: 5G用户193万户；…，占固定宽带用户的32.3%."""
    named = _NAMED.search(claim.focus.before)
    if named is None or len(claim.used) != 2 or "+" in claim.formula:
        return False
    whole = max(claim.used, key=lambda one: one.number.value)
    called, kind = front(claim.scene, whole), named[1][:-_PAIR]
    own = called.partition(named[1][-_PAIR:])[0]  # 事项742项 may be 政务服务事项
    if len(kind) < _PAIR or len(own) < _PAIR or own == called or _SCOPE.match(kind):
        return False
    return not any(kind[at : at + _PAIR] in called for at in range(len(kind) - 1))


def _is_beside(claim: Claim) -> bool:
    """Whether no word says that one of its figures is of the other: 竞聘上岗42人，末等调整7人，占比4.8%."""
    if len(claim.used) != 2 or _NAMED.search(claim.focus.before) or "+" in claim.formula:
        return False
    if claim.sure and claim.focus.before.startswith("的") and claim.used[-1].index == claim.focus.index - 1:
        return False  # 41.63亿元，占支出51.28亿元的83.7% says what it is of
    whole, part = claim.used
    if whole.number.value <= part.number.value:
        # 学校12所、药店20家和诊所8个，其中25个（家）合格; 裁决1386件，…。简易程序1742件，占60.8%
        return whole.before.startswith(JOINED) or not _is_slip(claim)
    between = claim.scene.between(whole, part)
    told = whole.before + whole.after
    shared = any(part.before[at : at + _PAIR] in told for at in range(len(part.before) - 1))
    if shared or _HOLDS.search(between) or not between.startswith(","):
        return False
    return len(part.number.digits) == 1 or not claim.focus.tells or not _is_slip(claim)


def _is_wider(name: str, called: str) -> bool:
    found = _SCOPE.match(name)
    return found is not None and found[0] not in called


def _is_of_amounts(claim: Claim, share: Quantity) -> bool:
    """Whether a share follows from two amounts around: then it need not make 100 with those beside it."""
    wanted = printed(share.number)
    near = claim.scene.quantities[max(0, share.index - AROUND) : share.index + AROUND]
    levels = [one for one in near if one.number.kind == "number" and one.unit + one.after and one.number.value]
    return share.tells and any(
        alike(upper, lower) and gives(upper.number, lower.number, wanted)
        for upper in levels
        for lower in levels
    )
