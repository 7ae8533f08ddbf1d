"""Named rates: "A件，B件，X率p%" recomputed from the numbers beside them.

Numerator and base are bound by the words of the rate's name (:mod:`.bases`). Where any pair of numbers
in the sentence gives the rate, nothing is said against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from ..document import Document
from ..kept import regex
from ..model import Hit, Related, Relation, Severity
from .bases import Count, about, adjoin, any_give, counts, kin, narrowing, nearest
from .far_rates import far_rate, following
from .grim import base_unclear, whole_numerator
from .moves import comes_from, move, reaches
from .named import Rate, mismatch, named_rates
from .ratios import Ratio, gives, mended, slipped, slipped_apart
from .scene import scenes

_NEWLY = ("新收", "新受理", "新立案", "收案")
_CASE = regex.compile(r"案|复议|诉讼|仲裁|执行")
_DONE = regex.compile(r"(?:其中|均)?(?:已|实际|成功|按[期时]|及时|完成|有|累计)")
_BACK = 4
_ASIDE = 12
_FAR = 20
_SLIGHTLY = 105  # what a share of a number that is out of date may come to
_LESS = regex.compile(r"(?:[节压降省]|(?:^|[^审核])减)\p{Han}?率$")
_COMMON = set("率应年度总成完的")
_CARRIED = ("结转", "旧存", "未结", "结存", "遗留", "积存", "存案")


def rates(document: Document) -> Iterator[Relation]:
    """The relations of the named rates of a document."""
    for scene in scenes(document):
        for rate in named_rates(scene):
            relation = _judge(rate)
            if relation is None or relation.verdict == "unverifiable":
                relation = far_rate(rate, _bound(rate, counts(scene, rate.quantity))[0]) or relation
            if relation and not (relation.kind == "grim" and rate.name.endswith("比例")):
                yield relation
            yield from following(rate)


def _judge(rate: Rate) -> Relation | None:
    near = counts(rate.scene, rate.quantity)
    if move(rate.quantity) is not None and _from_to(rate):
        return None  # 由43个精简为28个，精简率34.9%: a change
    upper, lower = _bound(rate, near)
    rests = [] if adjoin(upper, lower, rate.quantity) else _rests(rate, near, lower)
    for ratio in (*_official(rate, near, upper, lower), *rests, *_neighbours(rate, near)):
        if ratio.gives(rate.wanted) and _whole(rate, ratio):
            return rate.relation("rate", "verified", ratio.quantities, ratio.show(rate.decimals))
    if rate.quantity.number.high is not None and _any(rate, near):
        return None
    if _LESS.search(rate.name):
        return None  # 节水率, 压减率 are taken of what there was before
    if rate.known.bounded and (rate.quantity.number.low or 0) > 100:
        return _above(rate)
    for above in upper:
        if rate.quantity.number.value == 100 and above.all_are(rate.known.numerator):
            ratio = _ratio((above,), (above,))
            return rate.relation("rate", "verified", (above.quantity,), ratio.show(rate.decimals))
    if upper:
        found = _against(rate, near, upper, lower)
        if found is None or found.verdict != "contradicted":
            found = _slip(rate, near) or _complement(rate, near) or found
        return found or whole_numerator(rate, near, ())
    return (
        base_unclear(rate, near, lower)
        or _short(rate, near, lower)
        or _slip(rate, near)
        or whole_numerator(rate, near, lower)
    )


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
        above, below = count.says(known.numerator), count.says(known.base)
        if not above and not below:
            above, below = count.inherits(known.numerator), count.inherits(known.base)
        below = below or count.says(known.things)
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
    tops, bases = {id(above) for above in upper}, {id(below) for below in lower}
    rest = [below for below in near if not below.left]
    for above in upper or near:
        for below in rest:
            if above is below or above.family != below.family or not above.family:
                continue
            one_sided = (id(above) in tops and id(below) not in tops) or (
                id(below) in bases
                and id(above) not in bases
                and above.quantity.number.value <= below.quantity.number.value
            )
            if one_sided and gives(above.quantity.number, below.quantity.number, rate.wanted):
                yield _ratio((above,), (below,))


def _composed(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Iterator[Ratio]:
    """Numerators and bases that the rate's definition adds up from several counts."""
    kinds = [count for count in near if count.tells(rate.known.kinds)]
    uppers: list[tuple[Count, ...]] = [(count,) for count in reversed(upper)]
    uppers += [
        tuple(group)
        for group in (upper, kinds)
        if len(group) > 1 or (group and group[0].lists(rate.known.kinds))
    ]
    lowers: list[tuple[Count, ...]] = [tuple(lower)] if len(lower) > 1 else []
    if len(kinds) > 1 or (kinds and kinds[0].lists(rate.known.kinds)):
        lowers += [(count,) for count in lower]
    if rate.known.carry:
        carried = [count for count in near if count.says(_CARRIED)]
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


def _rests(rate: Rate, near: Sequence[Count], lower: Sequence[Count]) -> Iterator[Ratio]:
    """What is left of a base when those that are not so are taken away: 抽检100批次，不合格2批次，合格率98%."""
    for less in near:
        aside = less.quantity.index == rate.quantity.index + 1 and less.quantity.lead == "("
        if less.left or less.lacks(rate.known.numerator) or aside:
            for below in lower:
                if below is not less and kin(less, below) and less.quantity.number.value < _value(below):
                    yield Ratio((below.quantity,), (below.quantity,), off=(less.quantity,))


def _neighbours(rate: Rate, near: Sequence[Count]) -> Iterator[Ratio]:
    """The two counts right before a rate, or in brackets behind it, if the second may be part of the first.

    Its words must say that it is what the rate counts, or at least that it is done.
    """
    stem = set(rate.known.name) - _COMMON
    row = rate.quantity.index
    at = {count.quantity.index: count for count in near}
    if rate.quantity.number.approximate:
        return
    for first, second in ((row - 2, row - 1), (row + 1, row + 2)):
        base, above = at.get(first), at.get(second)
        if base is None or above is None or not base.family or base.family != above.family or above.left:
            continue
        if len({count.quantity.segment for count in (base, above)} | {rate.quantity.segment}) > 1:
            continue
        told = bool(stem & set(above.words)) or _DONE.match(above.quantity.before) is not None
        alone = not any(count.quantity.index < row for count in near) and rate.known.numerator[0] in above.words
        if told and (first < row or base.quantity.lead == "(" or alone):
            yield _ratio((above,), (base,))


def _from_to(rate: Rate) -> bool:
    """Whether the two quantities before a rate are the ends of a change."""
    before = rate.scene.quantities[max(0, rate.quantity.index - _BACK) : rate.quantity.index]
    return any(comes_from(start) and reaches(end) is not None for start, end in pairwise(before))


def _complement(rate: Rate, near: Sequence[Count]) -> Relation | None:
    """A numerator beside its complement, 起诉 and 不起诉, that one wrong digit keeps from giving the rate."""
    upper, _ = _bound(rate, near)
    above = nearest(upper, rate.quantity)
    rest = [one for one in near if above and one is not above and one.tells(rate.known.complement)]
    other = nearest([one for one in rest if above and kin(one, above)], rate.quantity)
    if above is None or other is None or not rate.known.bounded or not rate.decimals:
        return None
    used = (above.quantity, other.quantity)
    if any(q.segment != rate.quantity.segment or q.number.approximate for q in used):
        return None
    if not slipped_apart(rate.quantity.number, above.quantity, (other.quantity,)):
        return None
    ratio = _ratio((above,), (above, other))
    return mismatch(rate, ratio)


def _groups(rate: Rate, near: Sequence[Count]) -> Iterator[Ratio]:
    """All the kinds that make the numerator over the base before them; one numerator over a list of bases."""
    before = [
        count
        for count in near
        if count.quantity.start < rate.quantity.start and count.quantity.segment == rate.quantity.segment
    ]
    upper, lower = _bound(rate, before)
    kinds = [count for count in before if count.tells(rate.known.kinds)]
    if not upper and (len(kinds) > 1 or (kinds and kinds[0].lists(rate.known.kinds))) and len(lower) == 1:
        yield _ratio(kinds, lower)
    if len(upper) > 1 and len(lower) == 1 and all(kin(one, lower[0]) for one in upper):
        yield _ratio(upper, lower)
    if upper and len(lower) > 1 and all(kin(upper[-1], below) for below in lower):
        yield _ratio((upper[-1],), lower)


def _short(rate: Rate, near: Sequence[Count], lower: Sequence[Count]) -> Relation | None:
    """A rate against the one base and the one count of what is not so."""
    rests = list(_rests(rate, near, lower))
    if len(rests) != 1 or rate.quantity.number.approximate or not rate.known.bounded:
        return None
    (ratio,) = rests
    if any(q.segment != rate.quantity.segment or q.number.approximate for q in ratio.quantities):
        return None
    return mismatch(rate, ratio)


def _slip(rate: Rate, near: Sequence[Count]) -> Relation | None:
    """Two counts and a rate in a row that one wrong digit keeps from agreeing."""
    if not rate.decimals:
        return None
    for ratio in (*_neighbours(rate, near), *_groups(rate, near)):
        exact = not any(quantity.number.approximate for quantity in ratio.quantities)
        if exact and slipped(rate.quantity.number, ratio):
            return mismatch(rate, ratio)
    return None


def _value(count: Count) -> Fraction:
    return count.quantity.number.value


def _any(rate: Rate, near: Sequence[Count]) -> bool:
    """Whether any two counts of one kind give the rate, or some in a row and one before them."""
    if rate.quantity.number.value != 100:
        return any_give(near, rate.wanted)
    return any(
        gives(above.quantity.number, below.quantity.number, rate.wanted)
        for above in near
        for below in near
        if above is not below and _value(above) == _value(below) and kin(above, below)
    )


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


def _against(
    rate: Rate, near: Sequence[Count], upper: Sequence[Count], lower: Sequence[Count]
) -> Relation | None:
    """A numerator is named, and no stated base gives the rate."""
    above = nearest(upper, rate.quantity)
    behind = above is None
    above = above or _first_behind(rate, upper)
    if above is None or above.quantity.segment != rate.quantity.segment:
        return None
    if not rate.narrowed and narrowing(above.words) and not narrowing(rate.name):
        return None
    others = [
        count
        for count in near
        if count not in upper
        and not count.left
        and count.family == above.family
        and (count.quantity.start > rate.quantity.start) is behind
    ]
    official = [count for count in lower if count in others]
    if behind:
        base = _first_behind(rate, official) or nearest(
            [count for count in lower if not count.left and count.family == above.family], rate.quantity
        )
    else:
        base = nearest(official, rate.quantity) or _beside(rate, above, others)
    if base is None:
        return None
    ratio = _ratio((above,), (base,))
    bounds = ratio.percent
    if bounds is None or bounds.low is None:
        return None
    stated = rate.quantity.number
    if base.says(_CARRIED) and ratio.value > 100 >= stated.value:
        return None  # 加上上年结转61件，共审结815件: what was carried over is never all
    beyond = rate.known.bounded and ratio.value > 100 and base not in official
    if beyond and not slipped(stated, ratio):
        return None  # it is a part of something else
    percent = stated.value / 10 if stated.kind == "permille" else stated.value
    if max(percent, ratio.value) > _FAR * min(percent, ratio.value):
        return None  # no slip leads so far: the rate is taken of something else
    higher = rate.wanted.high is not None and bounds.low > rate.wanted.high
    behind_it = rate.scene.text[rate.quantity.stop : rate.quantity.stop + _ASIDE]
    aside = any(word in behind_it.partition("。")[0] for word in _CARRIED)
    carried = any(count.says(_CARRIED) for count in near)
    unseen = rate.known.carry and higher and not carried
    derived = _derived(rate, above, near)
    vague = any(quantity.number.approximate for quantity in ratio.quantities)
    vague = vague or (base not in official and rate.quantity.number.approximate)
    hidden = (unseen and base.says(_NEWLY)) or (derived and base not in official) or (aside and unseen)
    if vague or hidden or not about(rate.front, rate.known, above, base):
        return rate.relation("rate", "unverifiable", ratio.quantities, ratio.show(rate.decimals))
    sure = (
        base in official
        and base.quantity.segment == rate.quantity.segment
        and (not behind or above.quantity.depth > rate.quantity.depth)
        and not rate.narrowed
        and not (unseen and _CASE.search(base.words + above.words + rate.front))
        and not (rate.reached and higher)
        and not rate.quantity.number.approximate
        and not (rate.quantity.number.value == 100 and ratio.gives(rate.wanted))
    )
    formula = f"{ratio.show(rate.decimals)} ≠ {rate.stated}"
    evidence = [f"{ratio.brief(rate.decimals)}（{base.label}）"]
    for other in others:
        if other is not base and other.quantity.number.value > above.quantity.number.value:
            evidence.append(f"{_ratio((above,), (other,)).brief(rate.decimals)}（{other.label}）")
    related = (
        Related(rate.scene.span(above.quantity), f"分子：{above.label}"),
        Related(rate.scene.span(base.quantity), f"分母：{base.label}"),
    )
    fields = {"rate": rate.name, "stated": rate.stated, "result": f"算得{ratio.result(rate.decimals)}"}
    severity = None if sure else Severity.WARNING
    focus = rate.scene.span(rate.quantity)
    fix = mended(focus, rate.quantity.number, ratio)
    hit = Hit(focus, fields, severity, (*evidence, *derived), related, fix)
    return rate.relation("rate", "contradicted", ratio.quantities, formula, "rate-mismatch", hit)


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


def _derived(rate: Rate, above: Count, near: Sequence[Count]) -> list[str]:
    """Bases made of two stated counts that give the rate: ``12/49 = 24.49%（审结45＋不予受理4）``."""
    found = []
    same = [count for count in near if count is not above and count.family == above.family]
    same.sort(key=lambda count: -count.quantity.number.value)
    for large, small in combinations(same, 2):
        for lower, less, sign in (((large, small), (), "＋"), ((large,), (small,), "－")):
            if less and large.quantity.number.value == small.quantity.number.value:
                continue
            ratio = _ratio((above,), lower, less)
            if ratio.gives(rate.wanted):
                found.append(f"{ratio.brief(rate.decimals)}（{large.label}{sign}{small.label}）")
    return found[:3]
