"""Rates that the words of their name bind to one count, and that to the head of what it was counted among.

"确定重点案件268件，由甲包案42件、乙163件、丙63件。截至月底，已结案247件，结案率92.2%": what the name says was
done stands beside one count, and of the larger counts before it all but 268 are parts of another. Such a pair
gives the rate, or it is said, as a warning, that it does not where one wrong digit explains it and no other
pair near by gives the rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation
from ..core.labels import spells
from ..core.levels import is_level
from ..core.moves import move
from ..core.ratios import Ratio, slipped
from .bases import Count, narrowing
from .far_rates import earlier
from .heads import inner
from .named import Rate, mismatch, run_of_rates
from .pairs import any_give

_SENTENCES = 2  # back to which the head of a count is looked for
_ALL = 100
_WIDE = 4  # characters that may stand between those of a name
_NAMED = regex.compile(r"率$|比例$")
_THAT_IS = ("即", "计", "共", "共计", "合计", "为")
_THREE = 3
_FEW = 2  # characters that name no other thing
_EMPTY = regex.compile(r"[已经有共计均目前年月日度截至末全市县区省各类项办理受个次别\W\d]|其中|今年|累计|完成")
_SET = regex.compile(r"[^,;。:\d]{0,24}中[^小心央学型标国级医华等层][^,;。:\d]{0,24}\d")
_OTHERS = regex.compile(r"[其当]中|[含另超差减增]|包括|[上去前]年|同比|不|未|非|占|目标|计划|涉及|全[国省]")
_ALL_OF = regex.compile(r"全[年市县区镇街乡]|[共总]|同期")
_COMMON = regex.compile(
    r"案件|工作|行政|全[市县区省年]|[总平]均?|综合|整体|按[时期]|及时|依法|有效|实际|一次性?"
)


def bound_rate(rate: Rate, near: Sequence[Count]) -> Relation | None:
    """The relation of a rate to the one count of its name and the head of that; None if either is unsure.

    ``near`` are the counts of its sentence.
    """
    own, number = rate.quantity, rate.quantity.number
    if (
        number.approximate
        or number.value in (0, _ALL)
        or number.high is None
        or "分别" in run_of_rates(rate.scene, own)[0].before
        or own.lead == "、"
    ):
        return None
    if own.number.kind != "percent" or move(own) is not None or not number.decimals:
        return None
    if of_set := _of_set(rate, near):
        return of_set
    if not any(abs(one.quantity.index - own.index) == 1 for one in near) and _part(rate, near) is None:
        return None
    back = [one for one in earlier(rate) if own.sentence - one.quantity.sentence <= _SENTENCES]
    if several := _several(rate, near, back):
        return several
    for above, base, sure in _pairs(rate, near, back):
        ratio = Ratio((above.quantity,), (base.quantity,))
        if ratio.gives(rate.wanted):
            return rate.verified_by(ratio) if own.tells else None
        if sure:
            if not slipped(number, ratio) or any_give([*back, *near], rate.wanted):
                return None
            return mismatch(rate, ratio)
    return None


def _of_set(rate: Rate, near: Sequence[Count]) -> Relation | None:
    """The relation of a rate to the only count before it of a set, and to that set: 326家中有29家….

    What stands behind the count, too, may say what the name of the rate does.
    """
    own, text = rate.quantity, rate.scene.text
    here = [one for one in near if one.quantity.index < own.index and one.quantity.segment == own.segment]
    bases = [one for one in here if one.family and _SET.match(text, one.quantity.stop)]
    among = [one for one in here if bases and one.family == bases[-1].family][-_FEW:]
    if len(among) < _FEW or among[0] is not bases[-1] or not _holds(among[0], among[1]):
        return None
    base, above = among
    ratio = Ratio((above.quantity,), (base.quantity,))
    if ratio.gives(rate.wanted):
        return rate.verified_by(ratio) if rate.quantity.digits >= _FEW else None
    stem = _COMMON.sub("", _NAMED.sub("", rate.name))
    told = _says(stem, above.words) and slipped(rate.quantity.number, ratio)
    return mismatch(rate, ratio) if told and not any_give(near, rate.wanted) else None


def _several(rate: Rate, near: Sequence[Count], back: Sequence[Count]) -> Relation | None:
    """The relation of a rate to the kinds that make its numerator together, over the head before them."""
    kinds = [one for one in near if one.quantity.index < rate.quantity.index and one.tells(rate.known.kinds)]
    if len(kinds) < _FEW or rate.quantity.index != kinds[-1].quantity.index + 1 or rate.narrowed:
        return None
    bases = list(_bases(rate, kinds[0], near, back))
    alone = len({base.quantity.number.value for base, _ in bases}) == 1
    for base, sure in bases:
        sure = sure or (alone and bool(base.says(rate.known.base)))
        ratio = Ratio(tuple(one.quantity for one in kinds), (base.quantity,))
        if ratio.gives(rate.wanted):
            return rate.verified_by(ratio)
        if sure and slipped(rate.quantity.number, ratio) and not any_give([*back, *near], rate.wanted):
            return mismatch(rate, ratio)
    return None


def lessened(rate: Rate, near: Sequence[Count]) -> Relation | None:
    """The relation of what was saved to what was planned: 预算412万元，实际377万元，节约35万元，节约率8.5%."""
    own = rate.quantity
    before = [one for one in near if one.quantity.index < own.index and one.family][-_THREE:]
    if len(before) < _THREE or before[-1].quantity.index != own.index - 1 or not rate.decimals:
        return None
    planned, spent, saved = (one.quantity for one in before)
    alike = len({one.family for one in before}) == 1 and "率" in rate.name and own.sentence == planned.sentence
    if not alike or planned.number.value - spent.number.value != saved.number.value:
        return None
    ratio = Ratio((saved,), (planned,))
    if ratio.gives(rate.wanted):
        return rate.verified_by(ratio)
    over_spent = Ratio((saved,), (spent,))
    if over_spent.gives(rate.wanted) or not slipped(own.number, ratio):
        return None
    return mismatch(rate, ratio)


def _pairs(rate: Rate, near: Sequence[Count], back: Sequence[Count]) -> Iterator[tuple[Count, Count, bool]]:
    """The counts that a rate may be of, with whether it must be of them."""
    row = rate.quantity.index
    at = {one.quantity.index: one for one in near if one.family and is_level(one.quantity)}
    last, aside = at.get(row - 1), at.get(row + 1)
    if last and aside and aside.quantity.lead == "(" and _holds(aside, last, 10):
        told = _says(_NAMED.sub("", rate.name), last.words) and _shares(last.words, aside.quantity.before)
        # 参审95件，普通程序陪审率95.0%(普通程序结案100件); 抽查企业62户，抽查比例7.5%(年末在册企业827户)
        yield last, aside, _shares(rate.name, aside.words) or told or _is_whole(rate, last, aside)
    elif last and aside and _is_said_behind(aside) and _holds(aside, last, 10) and _is_whole(rate, last, aside):
        yield last, aside, True  # 网上立案2386件，网上立案率46.6%，全年新收5120件
    if last and rate.quantity.lead in ("", ")") and (first := at.get(row - 2)) and _holds(last, first):
        yield (
            first,
            last,
            first.quantity.sentence == rate.quantity.sentence,
        )  # 建成52个，全区98个社区覆盖率53.1%
    above = _part(rate, near)
    if above is not None:
        yield from ((above, base, sure) for base, sure in _bases(rate, above, near, back))
        yield from ((above, base, True) for base in _misprinted(rate, above, [*back, *near]))


def _is_said_behind(aside: Count) -> bool:
    return aside.quantity.lead == "," and _ALL_OF.match(aside.quantity.before) is not None


def _is_whole(rate: Rate, last: Count, aside: Count) -> bool:
    """Whether a count behind a rate is what the one before it, of the rate's name, is taken of."""
    stem = _COMMON.sub("", _NAMED.sub("", rate.name))
    behind = aside.quantity
    alone = rate.scene.text[behind.stop : behind.stop + 1] in (")", ",", ";", "。", "")
    other = _OTHERS.search(behind.before) is not None or _says(stem, behind.before)
    return alone and not other and _says(stem, last.words)


def _part(rate: Rate, near: Sequence[Count]) -> Count | None:
    """The count that the rate's name speaks of: the one beside it, or the only one with its words."""
    own = rate.quantity
    behind = [one for one in near if one.quantity.index == own.index + 1 and _may_be(one, rate)]
    if behind and behind[0].quantity.before in _THAT_IS:
        return behind[0]
    stem = _COMMON.sub("", _NAMED.sub("", rate.name))
    before = [one for one in near if one.quantity.index < own.index and _may_be(one, rate)]
    told = [
        one
        for one in before
        if _says(stem, one.quantity.before)
        or (one.quantity.lead == "、" and _says(stem, one.shared))
        or one.says(rate.known.numerator)
    ]
    whole = [one for one in told if len(stem) > 1 and stem in one.quantity.before]
    beside = [one for one in told if one.quantity.index == own.index - 1]
    return next((found[0] for found in (beside, whole, told) if len(found) == 1), None)


def _may_be(one: Count, rate: Rate) -> bool:
    """Whether a count may be what a rate counts: of the narrowness that its name tells."""
    narrow = narrowing(one.words)
    return (
        bool(one.family)
        and not one.left
        and not one.lacks(rate.known.numerator)
        and is_level(one.quantity)
        and (not narrow or narrow in rate.name)
        and (not rate.narrowed or rate.narrowed in one.words + one.shared)
    )


def _says(stem: str, words: str) -> bool:
    """Whether words hold two neighbours of a name, or all its characters in their order."""
    if any(stem[at : at + 2] in words for at in range(len(stem) - 1)):
        return True
    return len(stem) > 1 and spells(words, stem, _WIDE)


def _bases(
    rate: Rate, above: Count, near: Sequence[Count], back: Sequence[Count]
) -> Iterator[tuple[Count, bool]]:
    """What a count may be a rate of, with whether it must be: its head in its sentence or in those before."""
    top = above.quantity
    here = [one for one in near if one.quantity.index < top.index]
    for sentence in range(top.sentence, top.sentence - _SENTENCES - 1, -1):
        found = [one for one in (*back, *here) if one.quantity.sentence == sentence]
        heads = _heads(rate, [one for one in found if _holds(one, above)], found)
        values = {one.quantity.number.value for one in heads}
        if len(values) == 1:
            yield heads[-1], sentence == top.sentence or _of_the_same(rate, above, heads[-1])
        else:
            yield from ((one, False) for one in reversed(heads))
        if values:
            return


def _of_the_same(rate: Rate, above: Count, base: Count) -> bool:
    """Whether a count in another sentence must be of the things counted there: it names no other ones.

    公办幼儿园520所 need not be among 普惠性幼儿园640所.
    """
    rest = "".join(mark for mark in _COMMON.sub("", above.quantity.before) if mark not in rate.name)
    if len(_EMPTY.sub("", rest)) <= _FEW:
        return True
    return (
        _shares(rest, base.words)
        and len(_EMPTY.sub("", "".join(set(base.quantity.before) - set(rest)))) <= _FEW
    )


def _misprinted(rate: Rate, above: Count, pool: Sequence[Count]) -> Sequence[Count]:
    """The one smaller head before a count that a wrong digit of the count explains."""
    before = [one for one in pool if one.quantity.index < above.quantity.index]
    if any(_holds(one, above) for one in before):
        return ()
    heads = _heads(rate, [one for one in before if _holds(one, above, 10)], before)
    heads = [
        one
        for one in heads
        if one.quantity.sentence == above.quantity.sentence or _of_the_same(rate, above, one)
    ]
    heads = [one for one in heads if slipped(rate.quantity.number, Ratio((above.quantity,), (one.quantity,)))]
    return heads if len(heads) == 1 else ()


def _holds(one: Count, above: Count, times: int = 1) -> bool:
    """Whether one count may be what another is counted among; ``times`` more if a digit is wrong."""
    whole, part = one.quantity, above.quantity
    same = one.family == above.family and one is not above and is_level(whole) and not one.left
    return same and whole.number.value * times > part.number.value


def _heads(rate: Rate, wholes: Sequence[Count], row: Sequence[Count]) -> list[Count]:
    """The counts that are not told to be parts of another one before them."""
    parts = inner([one.quantity for one in row])
    for one in wholes:  # 开工721个，开工率97.3%，竣工423个，竣工率57.1%: both are of what stands before
        behind = rate.scene.quantities[one.quantity.index + 1]
        if behind.is_rate and "率" in behind.before:
            parts.add(one.quantity.index)
    return [one for one in wholes if one.quantity.index not in parts and not one.quantity.depth]


def _shares(name: str, words: str) -> bool:
    return any(name[at : at + 2] in words for at in range(len(name) - 2))
