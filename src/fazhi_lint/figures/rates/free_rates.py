"""Rates that no word binds firmly to their counts: what agrees to three digits is read all the same.

The numerator stands right before the rate, behind its base, or shares a word with the rate's name; the base is
any other figure of its measure in its sentence or the ones before, or what the numerator's list adds up to:
满意275件、基本满意7件、不满意2件，满意率96.8%. Where they disagree nothing is said, unless the own word of the
name stands beside one count alone, behind a larger figure, and one wrong digit keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation
from ..core.levels import is_level
from ..core.ratios import Ratio, slipped
from ..core.scene import Quantity
from ..core.units import COUNTING, family
from .bases import Count, kin, narrowing
from .far_rates import earlier
from .named import Rate, mismatch
from .pairs import any_give

_SENTENCES = 3  # back to which counts are looked for
_TELLING = 3  # digits of a rate that do not agree by chance
_MOST = 14
_BESIDE = 2
_NOT = ("不", "未")
_ALL = 100
_IN = regex.compile(r"[^,;。:\d]{0,16}中(?:[^级小学]|$)")
_COMMON = frozenset("率比例总人数年度工作中全市县区省的")


def free_rate(rate: Rate, near: Sequence[Count], undecided: bool) -> Relation | None:
    """The relation of a rate to two figures near it; ``near`` are the counts of its sentence.

    ``undecided`` says that nothing is known yet that speaks for the rate.
    """
    own, number = rate.quantity, rate.quantity.number
    if number.approximate or number.value == _ALL or number.high is None:
        return None
    back = [one for one in earlier(rate) if own.sentence - one.quantity.sentence <= _SENTENCES][-_MOST:]
    pool = [*back, *(one for one in near if one.quantity.index < own.index or one.quantity.lead == "(")]
    stem = rate.name.removesuffix("率").removesuffix("比例")
    for above in reversed(pool):
        if above.quantity.number.approximate:
            continue
        shared = _shared(stem, _words(above))
        for ratio in _over(rate, above, pool, shared):
            named = shared > 1 and _shared(rate.name, ratio.lower[0].before) > 1
            sure = own.digits >= _TELLING or (number.decimals and named)
            if (
                sure
                and ratio.gives(rate.wanted)
                and ratio.is_beside(number)
                and (ratio.value < _ALL) == (number.value < _ALL * _per(rate))
            ):
                return rate.verified_by(ratio)
    if pair := _among(rate, near):
        ratio = Ratio(*pair)
        if ratio.gives(rate.wanted):
            return rate.verified_by(ratio)
        named = undecided and _shared(stem, pair[0][0].before + pair[0][0].after) > 1
        if named and number.decimals and slipped(number, ratio):
            return mismatch(rate, ratio)
    if not undecided or not number.decimals or any_give(near, rate.wanted):
        return None
    return _broken(rate, [one for one in near if not one.tells(rate.known.steps)], stem)


def _words(one: Count) -> str:
    """The words before a count, or before the one that it follows at once: 不捕33件40人."""
    return one.quantity.before or one.shared


def _per(rate: Rate) -> int:
    return 10 if rate.quantity.number.kind == "permille" else 1


def _shared(stem: str, words: str) -> int:
    """2 where two neighbouring characters of a rate's name stand beside a count, 1 for a single one."""
    if any(stem[at : at + 2] in words for at in range(len(stem) - 1)):
        return 2
    return int(any(mark in words for mark in set(stem) - _COMMON))


def _over(rate: Rate, above: Count, pool: Sequence[Count], shared: int) -> Iterator[Ratio]:
    """A count over each other figure of its measure, over its own list, and over another with itself."""
    top, own = above.quantity, rate.quantity
    others = [one for one in pool if one is not above and one.family == above.family and above.family]
    for below in reversed(others):
        base = below.quantity
        side = {top.index, base.index} in ({own.index - 1, own.index - 2}, {own.index - 1, own.index + 1})
        here = shared and top.sentence == base.sentence == own.sentence
        if not base.number.approximate and (shared > 1 or here or (side and base.sentence == own.sentence)):
            yield Ratio((top,), (base,))
    near = pool if shared and top.index == own.index - 1 and own.digits >= _TELLING else ()
    for one in near:  # 床位3926张，收住老人2258人，入住率57.5%
        beside = one.quantity.index == own.index - _BESIDE and one.quantity.sentence == own.sentence
        if beside and one.exact and above.exact and not kin(one, above):
            yield Ratio((top,), (one.quantity,))
    if top.sentence == own.sentence and shared:
        listed = [above]
        for one in pool[pool.index(above) + 1 :]:
            if one.quantity.lead != "、" or not kin(one, above):
                break
            listed.append(one)
        if len(listed) > 1 and listed[-1].quantity.index == own.index - 1:
            yield Ratio((top,), tuple(one.quantity for one in listed))
    run: list[Count] = []
    for below in reversed(pool[: pool.index(above)]) if shared > 1 and top.sentence == own.sentence else ():
        if below.family != above.family or below.quantity.sentence != own.sentence:
            break
        run.insert(0, below)  # 建议9件、提案14件，公开19件，公开率82.6%
        if len(run) > 1:
            yield Ratio((top,), tuple(one.quantity for one in run))
        if below.quantity.lead != "、":
            break
    for below in others:
        pair = _words(above), _words(below)
        if shared and sum(words.startswith(_NOT) for words in pair) == 1 and _adjoin(rate, above, below):
            yield Ratio((top,), (below.quantity, top))  # 逮捕25人，不捕24人，批捕率51.02%
    for below in others if shared > 1 else ():
        if is_level(below.quantity) and "在" in below.words:
            yield Ratio((top,), (below.quantity, top))


def _among(rate: Rate, near: Sequence[Count]) -> tuple[tuple[Quantity], tuple[Quantity]] | None:
    """The one count told to be among another, and that: 抽查的240条信息中21条超过20个工作日，超期率8.75%."""
    own = rate.quantity
    row = [one.quantity for one in near if one.quantity.index < own.index]
    for at, base in enumerate(row):
        inside = [one for one in row[at + 1 :] if family(one.unit) == family(base.unit)]
        told = _IN.match(rate.scene.text, base.stop) or (rate.name == "比例" and inside == row[-1:])
        if (
            told
            and len(inside) == 1
            and inside[0].number.value < base.number.value
            and _is_near(inside[0], own)
        ):
            return (inside[0],), (base,)
    return None


def _is_near(one: Quantity, rate: Quantity) -> bool:
    return one.segment == rate.segment and rate.index - one.index <= _BESIDE


def _adjoin(rate: Rate, one: Count, other: Count) -> bool:
    """Whether two counts stand side by side, but for another measure: 起诉496件691人，不起诉47件68人."""
    first, last = sorted((one.quantity, other.quantity), key=lambda each: each.index)
    between = rate.scene.quantities[first.index + 1 : last.index]
    return (
        first.sentence == last.sentence
        and len(between) < _BESIDE
        and not any(family(each.unit) == one.family for each in between)
    )


def _broken(rate: Rate, near: Sequence[Count], stem: str) -> Relation | None:
    """A rate against the one count with its name's words, over the count before it or the first one."""
    own = rate.quantity
    told = [one for one in near if one.quantity.index < own.index and _shared(stem, one.quantity.before) > 1]
    told = [one for one in told if stem in one.quantity.before] or told
    if len(told) != 1 or rate.narrowed or "分别" in own.before or rate.name[-2:] not in own.before:
        return None
    (above,) = told
    if not above.family or above.left or own.number.kind == "permille":
        return None
    if narrowing(above.words) and not narrowing(rate.name):
        return None
    alike = [one for one in near if one is not above and one.family == above.family and not one.left]
    here = [one for one in alike if one.quantity.segment == own.segment and one.quantity.index < own.index]
    if here and above.quantity.segment != own.segment:
        return None  # 编制2846名，空编173名；事业编制18362名，实有17214人，空编率6.3%
    aside = [one for one in alike if one.quantity.index == own.index + 1 and one.quantity.lead == "("]
    before = [one for one in alike if one.quantity.index < above.quantity.index]
    beside = above.quantity.index == own.index - 1
    bases = aside if aside and beside else [*before[:1], *(one for one in before[1:][-1:])]
    bases = [one for one in bases if one.quantity.number.value > above.quantity.number.value]
    passed = any(one.quantity.number.value > above.quantity.number.value for one in before[1:])
    if not aside and (passed or above.family == family("元")):
        # 新增担保14亿元；净资产5亿元，代偿0.1亿元，代偿率0.94%: one before a stop may be of another thing
        bases = [one for one in bases if one.quantity.segment == above.quantity.segment]
    for base in [one.quantity for one in bases] or _right_before(rate, above):
        ratio = Ratio((above.quantity,), (base,))
        if is_level(base) and slipped(own.number, ratio):
            return mismatch(rate, ratio)
    return None


def _right_before(rate: Rate, above: Count) -> list[Quantity]:
    """What stands right before the count of a rate, in another measure: 线索46条，成案31件，成案率67.4%."""
    row, at = rate.scene.quantities, above.quantity.index
    base = row[at - 1] if at and rate.quantity.index == at + 1 else above.quantity
    apart = base.segment == above.quantity.segment and base.unit in COUNTING and above.quantity.unit in COUNTING
    return [base] if apart and base.unit and base.number.value > above.quantity.number.value else []
