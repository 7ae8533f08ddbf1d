"""Whether a rate that does not agree is one of several, or narrower than the counts it was held against.

成立三年来受理342件，化解156件，其中2022年39件、2023年54件，化解率分别为40.2%和46.2%: each is of its own year.
受理52件，办结51件，按期办结率96.2%: what was closed late is closed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation
from ...values import changed
from ..core.claims import Claim, alike
from ..core.levels import is_level
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from .bases import narrowing
from .named import Rate, mismatch, run_of_rates

_NAMES = regex.compile(r"率(?:、|和|与|及|以及)")
_OF_ROW = regex.compile(r"率\p{Han}?(?:分别|依次)")
_REACH = 4  # figures that may stand between two rows
_NEXT = 2  # of the ways to pair them, those of figures that stand together
_FRONT = 40  # characters in which the names of rates in a row stand
_STOPS = ",;。:"
_NARROW = regex.compile(r"提前|(?:时|期)限?内|规定时间|第一时间|[一当首]次性?|当[日天月年场]|全流程|全程|零跑")
_STEM = regex.compile(r"(\p{Han}{2})率")
_ONLINE = ("网", "线", "掌")
_OTHER = regex.compile(r"提前|超期|延期")  # of those closed


def in_a_row(scene: Scene, rate: Quantity) -> Sequence[Quantity]:
    """The rates that 分别 shares out under one name, the one given among them; none without that word.

    审结率、执结率分别为91%和88% are two names, each with its own.
    """
    run = run_of_rates(scene, rate)
    if len(run) == 1 or not _OF_ROW.search(run[0].before):
        return ()
    front = scene.text[max(0, run[0].start - _FRONT) : run[0].start]
    front = front[max(map(front.rfind, _STOPS)) + 1 :]
    return () if _NAMES.search(front) else run


def in_order(rate: Rate) -> Iterator[Relation]:
    """The relations of rates in a row whose counts stand in rows of their order.

    甲类9处、乙类8处，已整改甲类6处、乙类4处，整改率分别为66.7%和50.0%; or in one row behind what
    all are of: 收回527份，对过程满意526份，对结果满意519份，满意率分别为99.8%和98.5%.
    Where all but one agree, that one is held against its counts if one wrong digit keeps it from agreeing.
    """
    shares, rows = in_a_row(rate.scene, rate.quantity), rate.scene.quantities
    size, first = len(shares), rate.quantity.index
    if not shares or shares[0] is not rate.quantity or any(one.number.approximate for one in shares):
        return
    before = rows[max(0, first - 2 * size) : first]
    heads = [rows[at : at + size] for at in range(first - 2 * size, max(-1, first - 2 * size - _REACH), -1)]
    pairs = [(before[1::2], before[::2]), *((rows[first - size : first], bases) for bases in heads)]
    own = rows[max(0, first - size) : first]
    bases = reversed(rows[max(0, first - size - _REACH) : first - size])
    shared = [(own, (base,) * size) for base in bases if _may_hold(base, own)]
    for whole_row in (True, False):
        for uppers, lowers in (*pairs[: None if whole_row else _NEXT], *shared):
            of_one = len({one.index for one in lowers}) == 1
            told = of_one and all(share.tells for share in shares)  # 收回527份，满意526件: of another measure
            if not _are_levels(uppers, uppers if told and whole_row else lowers, size):
                continue
            if of_one and not (told or whole_row):
                continue
            found = [
                (changed(rate, quantity=share, wanted=printed(share.number)), Ratio((above,), (base,)))
                for share, above, base in zip(shares, uppers, lowers, strict=True)
            ]
            wrong = [(one, ratio) for one, ratio in found if not ratio.gives(one.wanted)]
            if len(wrong) > 1 or bool(wrong) is whole_row:
                continue
            if wrong and not (wrong[0][0].decimals and slipped(wrong[0][0].quantity.number, wrong[0][1])):
                continue
            for one, ratio in found:
                if (one, ratio) in wrong:
                    yield mismatch(one, ratio)
                else:
                    yield one.verified_by(ratio)
            return


def _may_hold(base: Quantity, own: Sequence[Quantity]) -> bool:
    number = base.number
    known = number.kind == "number" and bool(number.unit) and not number.vague and is_level(base)
    return known and all(one.number.value <= number.value for one in own)


def _are_levels(uppers: Sequence[Quantity], lowers: Sequence[Quantity], size: int) -> bool:
    """Whether two rows of figures are counts or amounts of one unit, as many as the rates."""
    if len(uppers) != size or len(lowers) != size:
        return False
    return all(
        one.number.kind == "number" and one.number.value and not one.number.vague and alike(one, uppers[0])
        for one in (*uppers, *lowers)
    )


def is_of_a_row(claim: Claim) -> bool:
    """Whether it is one of several rates in a row and its figures do not stand at its place among theirs."""
    row = in_a_row(claim.scene, claim.focus)
    if not row or len(claim.used) != 2:
        return False
    first, size, place = row[0].index, len(row), claim.focus.index - row[0].index
    before = claim.scene.quantities[max(0, first - 2 * size) : first]
    items = before[-size:]
    used = {one.index for one in claim.used}
    told = len(before) == 2 * size and not any("其中" in one.before for one in before[1:])
    if told and used == {one.index for one in before[2 * place : 2 * place + 2]}:
        return False  # 甲受理9件，办结8件，乙受理7件，办结6件，办结率分别为…
    if len(items) < size or not all(alike(one, items[0]) for one in items):
        return True
    return used.isdisjoint({items[place].index}) or len(used & {one.index for one in items}) > 1


def is_narrower(claim: Claim) -> bool:
    """Whether it counts no more than some of its numerator, or that counts no more than some of what it does.

    The rate of those closed in time is not higher than that of all closed ones; the one of all is not lower.
    """
    if len(claim.used) != 2 or not claim.focus.before.rstrip("为达到约").endswith("率"):
        return False
    above, below = sorted(claim.used, key=lambda one: one.number.value)
    name, words = claim.focus.before, above.before + above.after
    found = _NARROW.search(name)
    of_rate = found[0] if found else narrowing(name)
    told = words + below.before
    if of_rate and (of_rate[:2] in told or any(way in of_rate and way in told for way in _ONLINE)):
        return False  # 网上可办率 and 可网办483项
    if of_rate and narrowing(words):
        return False
    done = _STEM.search(name)  # 3402件一次办结，最终办结率100%
    of_part = bool(done) and any(said[0] + done[1] in words for said in _NARROW.finditer(words) if done)
    ratio, wanted = above.interval.scaled(100).over(below.interval), printed(claim.focus.number)
    if bool(of_rate) is of_part or ratio is None or ratio.high is None or ratio.low is None:
        return False
    if of_part:
        return wanted.high is None or wanted.high >= ratio.low
    return _OTHER.search(name) is not None or wanted.low is None or wanted.low <= ratio.high
