"""Named rates: "A件，B件，X率p%" recomputed from the numbers beside them.

Numerator and base are bound by the words of the rate's name (:mod:`.bases`). Where any pair of numbers
in the sentence gives the rate, nothing is said against it. The modules of what few rates need are loaded there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, pairwise, permutations

from ...document import Document
from ...kept import regex
from ...model import Hit, Relation, Severity, Span
from ..core.moves import comes_from, move, reaches
from ..core.ratios import Ratio, gives, slipped
from ..core.scene import scenes
from .bases import CARRIED, Count, adjoin, counts, kin
from .grim import base_unclear, whole_numerator
from .named import Rate, mismatch, named_rates

_DONE = regex.compile(r"(?:其中|均)?(?:已|实际|成功|按[期时]|及时|完成|有|累计)")
_BACK = 4
_BEFORE = 4  # paragraphs in which a base may stand
_SLIGHTLY = 105  # what a share of a number that is out of date may come to
_LESS = regex.compile(r"(?:[节压降省]|(?:^|[^审核])减)\p{Han}?率$")
_OPPOSED = ("不", "未", "非", "基本")
_COMMON = set("率应年度总成完的")


def rates(document: Document) -> Iterator[Relation]:
    """The relations of the named rates of a document."""
    every = scenes(document)
    for row, scene in enumerate(every):
        found = list(named_rates(scene))
        taken: set[frozenset[Span]] = set()  # the counts that have given a rate already
        yield from _opposed(found)
        for rate in found:
            if "分别" in rate.quantity.before:
                from .several import in_order

                if ordered := list(in_order(rate)):
                    yield from ordered
                    continue
            near = counts(scene, rate.quantity)
            if rate.known.counted:  # 亏损企业79户、亏损额1.28亿元，亏损面25.0%
                near = [one for one in near if one.family != "元"]
            upper, lower = _bound(rate, near)
            relation = _judge(rate, near, upper, lower)
            if relation is None or relation.verdict == "unverifiable":
                from .far_rates import far_rate
                from .free_rates import free_rate

                undecided = (relation is None or relation.kind == "grim") and not _LESS.search(rate.name)
                far = far_rate(rate, near, upper) or free_rate(rate, near, undecided)
                if upper and (far is None or far.verdict == "unverifiable"):
                    from .rates_afar import rate_afar

                    far = rate_afar(rate, upper, reversed(every[max(0, row - _BEFORE) : row])) or far
                relation = far or relation
            used = frozenset(relation.numbers) - {relation.focus} if relation else frozenset()
            if relation and relation.verdict == "verified":
                taken.add(used)
            elif relation and relation.verdict == "contradicted" and used in taken:
                relation = None  # 审结1517件，纠错138件，纠错率9.1%；行政诉讼败诉率9.2%
            if relation and not _may_be_other(rate, relation):
                yield relation
            if "分别" in rate.quantity.before:
                from .far_rates import following

                yield from following(rate)


def _opposed(found: Sequence[Rate]) -> Iterator[Relation]:
    """Rates of what is so and what is not that make all: 批捕率51.02%，不捕率48.98%."""
    pairs = ((one, other) for at, one in enumerate(found) for other in found[max(0, at - _BACK) : at + _BACK])
    for one, other in pairs:
        stem = next((one.name.removeprefix(no) for no in _OPPOSED if one.name.startswith(no)), "")
        beside = stem and other.name.endswith(stem) and abs(one.quantity.index - other.quantity.index) < _BACK
        if beside and one.decimals and other.decimals and not _is_opposed(other.name):
            from .hundred import makes_all, misses_by_a_digit, relation_of

            parts = sorted((one.quantity, other.quantity), key=lambda each: each.index)
            if makes_all(parts):
                yield relation_of(one.scene, parts, None)
            elif one.known.complement and misses_by_a_digit(parts):
                yield relation_of(one.scene, parts, Severity.WARNING)


def _is_opposed(name: str) -> bool:
    """Whether a rate is itself of what is not so: 不捕率, 附条件不起诉率."""
    return any(no in name for no in _OPPOSED)


def _may_be_other(rate: Rate, relation: Relation) -> bool:
    """Whether a rate need not be of whole things, or of none at all: 满意度 may be a mean of marks."""
    if rate.name.endswith("比例"):
        return relation.kind == "grim"
    quantity = rate.quantity
    if relation.verdict == "contradicted" and quantity.number.value == 100 and "均" in quantity.before:
        return True  # 均为100%，其中解决的分别为71件、84件
    return rate.name.endswith("度") and (relation.kind == "grim" or relation.verdict != "verified")


def _judge(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Relation | None:
    number = rate.quantity.number
    if move(rate.quantity) is not None and _from_to(rate):
        return None  # 由43个精简为28个，精简率34.9%: a change
    rests = () if adjoin(upper, lower, rate.quantity) else _rests(rate, near, lower)
    given: list[Ratio] = []
    for ratio in chain(_official(rate, near, upper, lower), rests, _neighbours(rate, near)):
        if ratio.gives(rate.wanted) and _whole(rate, ratio):
            if ratio.is_beside(number):
                return rate.verified_by(ratio)
            given.append(ratio)
    if given:
        return rate.verified_by(given[0])
    if number.high is not None and _any(rate, near):
        return None
    if _LESS.search(rate.name):
        return None  # 节水率, 压减率 are taken of what there was before
    if rate.known.bounded and (number.low or 0) > 100:
        return _above(rate)
    if number.value == 100:
        for above in upper:
            if above.all_are(rate.known.numerator):
                ratio = Ratio((above.quantity,), (above.quantity,))
                return rate.relation("rate", "verified", (above.quantity,), ratio.show(rate.decimals))
    if not upper:
        return (
            base_unclear(rate, near, lower)
            or _short(rate, near, lower)
            or _slip(rate, near, upper, lower)
            or whole_numerator(rate, near, lower)
        )
    from .against import against, complement

    found = against(rate, near, upper, lower)
    if found is None or found.verdict != "contradicted":
        found = _slip(rate, near, upper, lower) or complement(rate, near, upper) or found
    return found or whole_numerator(rate, near, ())


def _whole(rate: Rate, ratio: Ratio) -> bool:
    """Whether what is stated as 100% is all, and not nearly all."""
    number = rate.quantity.number
    return number.value != 100 or number.approximate or ratio.value == 100


def _bound(rate: Rate, near: Sequence[Count]) -> tuple[list[Count], list[Count]]:
    """The counts that the rate's words make numerators and bases; the longer word decides."""
    known = rate.known
    upper, lower = [], []
    for count in near:
        if count.left and count.quantity.start < rate.quantity.start:
            continue
        above, below = count.says(known.numerator + known.steps), count.says(known.base)
        if not above and not below:
            above, below = count.inherits(known.numerator + known.steps), count.inherits(known.base)
        below = below or ("" if count.tells(known.complement) else count.says(known.things))
        if not above and count.due(known.numerator):
            lower.append(count)
        elif above and len(above) >= len(below):
            if not rate.narrowed or rate.narrowed in count.words + count.shared:
                upper.append(count)
        elif below or count.among:
            lower.append(count)
    return upper, lower


def _official(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Iterator[Ratio]:
    """The ratios that the rate's words bind: both sides, several counts together, at last one side only."""
    for above in reversed(upper):
        yield from (_ratio((above,), (below,)) for below in reversed(lower) if kin(above, below))
    yield from _composed(rate, near, upper, lower)
    if rate.quantity.number.high is None:
        return
    tops = upper or [above for above in near if above not in lower]
    bases = [below for below in near if below not in upper] if upper else lower
    for above in tops if bases else ():
        for below in bases:
            if below.left or not above.family or above.family != below.family:
                continue
            if (upper or _value(above) <= _value(below)) and _gives(above, below, rate):
                yield _ratio((above,), (below,))


def _composed(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Iterator[Ratio]:
    """Numerators and bases that the rate's definition adds up from several counts."""
    kinds = _kinds(rate, near)
    uppers: list[tuple[Count, ...]] = [(count,) for count in reversed(upper)]
    uppers += [tuple(group) for group in (upper, kinds) if _are_several(group, rate)]
    lowers: list[tuple[Count, ...]] = [tuple(lower)] if len(lower) > 1 else []
    if _are_several(kinds, rate) or len(upper) > 1:
        lowers += [(count,) for count in lower]
    if rate.known.carry:
        carried = [count for count in near if count.says(CARRIED)]
        lowers += [(a, b) for a in carried for b in near if a is not b]
    for above in uppers:
        for below in lowers:
            if all(kin(above[0], other) for other in (*above, *below)):
                yield _ratio(above, below)
    others = [c for c in near if c.left or c.tells(rate.known.complement)] if upper else []
    for count in reversed(upper):
        rest = [c for c in others if c is not count and kin(count, c)]
        for size in range(min(len(rest), 3), 0, -1):
            yield from (_ratio((count,), (count, *group)) for group in combinations(rest, size))


def _kinds(rate: Rate, near: Sequence[Count]) -> list[Count]:
    """The counts of the kinds that make a numerator together: 撤销, 变更."""
    words = rate.known.kinds
    return [count for count in near if count.tells(words)] if words else []


def _are_several(group: Sequence[Count], rate: Rate) -> bool:
    return len(group) > 1 or (len(group) == 1 and group[0].lists(rate.known.kinds))


def _rests(rate: Rate, near: Sequence[Count], lower: Sequence[Count]) -> Iterator[Ratio]:
    """What is left of a base when those that are not so are taken away: 抽检100批次，不合格2批次，合格率98%."""
    for less in near if lower else ():
        aside = less.quantity.index == rate.quantity.index + 1 and less.quantity.lead == "("
        if less.left or less.lacks(rate.known.numerator) or aside:
            for below in lower:
                if below is not less and kin(less, below) and less.quantity.number.value < _value(below):
                    yield Ratio((below.quantity,), (below.quantity,), off=(less.quantity,))


def _neighbours(rate: Rate, near: Sequence[Count]) -> Iterator[Ratio]:
    """The two counts right before a rate, or in brackets behind it, if the second may be part of the first.

    Its words must say that it is what the rate counts, or at least that it is done.
    """
    if rate.quantity.number.approximate:
        return
    stem = set(rate.known.name) - _COMMON
    row = rate.quantity.index
    at = {count.quantity.index: count for count in near}
    for first, second in ((row - 2, row - 1), (row + 1, row + 2)):
        base, above = at.get(first), at.get(second)
        if base is None or above is None or not base.family or base.family != above.family or above.left:
            continue
        if len({count.quantity.segment for count in (base, above)} | {rate.quantity.segment}) > 1:
            continue
        if first > row and base.quantity.before.startswith("其中"):
            continue  # 化解率68.6%，其中诉前化解126件，诉中化解86件: of its numerator
        ought = base.quantity.before.startswith("应") and above.quantity.before.startswith(("已", "实"))
        told = bool(stem & set(above.words)) or _DONE.match(above.quantity.before) is not None
        alone = not any(count.quantity.index < row for count in near) and rate.known.numerator[0] in above.words
        if told and (first < row or base.quantity.lead == "(" or alone or ought):
            yield _ratio((above,), (base,))


def _from_to(rate: Rate) -> bool:
    """Whether the two quantities before a rate are the ends of a change."""
    before = rate.scene.quantities[max(0, rate.quantity.index - _BACK) : rate.quantity.index]
    return any(comes_from(start) and reaches(end) is not None for start, end in pairwise(before))


def _groups(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Iterator[Ratio]:
    """All the kinds that make the numerator over the base before them; one numerator over a list of bases."""
    near, upper, lower = (_before(rate, found) for found in (near, upper, lower))
    kinds = _kinds(rate, near)
    if not upper and _are_several(kinds, rate) and len(lower) == 1:
        yield _ratio(kinds, lower)
    if len(upper) > 1 and len(lower) == 1 and all(kin(one, lower[0]) for one in upper):
        yield _ratio(upper, lower)  # 收案160件，审结民事112件、行政38件，结案率
    if upper and len(lower) > 1 and all(kin(upper[-1], below) for below in lower):
        yield _ratio((upper[-1],), lower)


def _before(rate: Rate, found: Sequence[Count]) -> list[Count]:
    """Those that stand in the segment of a rate before it."""
    own = rate.quantity
    return [one for one in found if one.quantity.index < own.index and one.quantity.segment == own.segment]


def _short(rate: Rate, near: Sequence[Count], lower: Sequence[Count]) -> Relation | None:
    """A rate against the one base and the one count of what is not so."""
    beside = [one for one in near if one.quantity.index <= rate.quantity.index + 1]
    rests = list(_rests(rate, beside, [one for one in lower if one in beside]))
    if len(rests) != 1 or rate.quantity.number.approximate or not rate.known.bounded:
        return None
    (ratio,) = rests
    if any(q.segment != rate.quantity.segment or q.number.approximate for q in ratio.quantities):
        return None
    return mismatch(rate, ratio)


def _slip(rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]) -> Relation | None:
    """Two counts and a rate in a row that one wrong digit keeps from agreeing."""
    if not rate.decimals:
        return None
    # 绿地3276公顷，绿化覆盖3518公顷，绿地率和绿化覆盖率分别为…: none is the base of the other
    others = [one for one in near if not (one.tells(rate.known.steps) or one.says(CARRIED))]
    beside = () if "分别" in rate.quantity.before else _neighbours(rate, others)
    for ratio in chain(beside, _groups(rate, near, upper, lower)):
        if slipped(rate.quantity.number, ratio):
            return mismatch(rate, ratio)
    return None


def _value(count: Count) -> Fraction:
    return count.quantity.number.value


def _any(rate: Rate, near: Sequence[Count]) -> bool:
    """Whether any two counts of one kind give the rate, or some in a row and one before them."""
    if rate.quantity.number.value != 100:
        from .pairs import any_give

        return any_give(near, rate.wanted)
    return any(
        _value(above) == _value(below) and kin(above, below) and _gives(above, below, rate)
        for above, below in permutations(near, 2)
    )


def _gives(above: Count, below: Count, rate: Rate) -> bool:
    return gives(above.quantity.number, below.quantity.number, rate.wanted)


def _ratio(upper: Sequence[Count], lower: Sequence[Count], less: Sequence[Count] = ()) -> Ratio:
    return Ratio(*(tuple(count.quantity for count in group) for group in (upper, lower, less)))


def _above(rate: Rate) -> Relation:
    """A share of a whole that is larger than the whole."""
    formula = f"{rate.stated} > 100%"
    if rate.known.outdated and rate.quantity.number.value < _SLIGHTLY:
        return rate.relation("rate", "unverifiable", (), formula)
    fields = {"rate": rate.name, "stated": rate.stated, "result": "不会超过100%"}
    evidence = (f"{rate.known.name}的分子不会多于分母",)
    severity = Severity.WARNING if rate.known.outdated else None
    hit = Hit(rate.scene.span(rate.quantity), fields, severity, evidence)
    return rate.relation("rate", "contradicted", (), formula, "rate-mismatch", hit)
