"""Rates whose base stands in a sentence before, and rates that several bases share out.

"投诉9862件、举报3175件。…投诉调解成功6214件，调解成功率63.0%"; "建议98件、提案121件，满意率分别为96.9%和97.5%".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..kept import regex
from ..model import Hit, Related, Relation, Severity
from ..values import changed
from .bases import Count, counts, kin
from .far import is_level
from .grim import telling, whole
from .interval import show
from .named import Rate
from .ratios import Ratio, mended, printed, slipped
from .scene import Quantity

_BACK = 24  # quantities looked through for a base
_TAIL = regex.compile(r"\p{Han}*$")
_EMPTY = regex.compile(r"其中|有效|成功|实际|已经?|[的了共]|累计|全年|依法|及时|办理|案件|工作|问题")
_EXACT = regex.compile(r"(?:其中|[共,])*")
_JOINED = regex.compile(r"[和与及]")
_AND = frozenset({"", "、", "和", "与", "及", "以及"})
_MOST = 5
_COMMON = frozenset("率总人数年度")


def far_rate(rate: Rate, upper: Sequence[Count]) -> Relation | None:
    """The relation of a rate that the counts of its sentence leave open; None if nothing more is known of it.

    ``upper`` are the counts that its words make numerators.
    """
    return _beside(rate) or _before(rate, upper) or _shared(rate)


def following(rate: Rate) -> Iterator[Relation]:
    """The relations of the rates behind the first of several that have one name: 满意率分别为96.9%和97.5%."""
    quantity = rate.quantity
    if "分别" not in quantity.before or quantity.lead == "、" or _JOINED.search(quantity.before):
        return
    for other in rate.scene.quantities[quantity.index + 1 : quantity.index + _MOST]:
        if not other.is_rate or other.before not in _AND or other.sentence != quantity.sentence:
            return
        relation = _shared(changed(rate, quantity=other, wanted=printed(other.number)))
        if relation:
            yield relation


def _beside(rate: Rate) -> Relation | None:
    """The count right before a rate over another of the same words, or of its words over any.

    挂牌督办48处…，其中挂牌督办的46处，治理率95.83%; 解除7312人，重新犯罪6人，重犯率0.07%.
    """
    above = _next_to(rate)
    if above is None or not rate.decimals or rate.quantity.number.high is None:
        return None
    near = [one for one in counts(rate.scene, rate.quantity) if one.quantity.start < above.quantity.start]
    words = _EMPTY.sub("", above.quantity.before)
    near = [one for one in near if kin(one, above)]
    same = [one for one in near if len(words) > 1 and _EMPTY.sub("", one.quantity.before) == words]
    told = (set(rate.name) - _COMMON) & set(above.words) and not above.quantity.number.approximate
    for below in (*same, *(near if told else ())):
        ratio = Ratio((above.quantity,), (below.quantity,))
        if ratio.gives(rate.wanted):
            return rate.relation("rate", "verified", ratio.quantities, ratio.show(rate.decimals))
    return _held(rate, above.quantity, same)


def _next_to(rate: Rate) -> Count | None:
    """The count in the clause before a rate, if no other stands between."""
    for one in reversed(counts(rate.scene, rate.quantity)):
        if one.quantity.index == rate.quantity.index - 1:
            return one if one.family and not one.left else None
    return None


def _before(rate: Rate, upper: Sequence[Count]) -> Relation | None:
    """A numerator in the rate's sentence over a base in one of the sentences before."""
    scene, row = rate.scene, rate.quantity.index
    if not upper or rate.quantity.number.high is None or not rate.decimals:
        return None
    above = upper[-1]
    mine = [
        one
        for quantity in scene.quantities[max(0, row - _BACK) : row]
        if quantity.sentence < above.quantity.sentence
        for one in _counted(rate, quantity)
        if kin(one, above) and one.quantity.number.value >= above.quantity.number.value
    ]
    named = [
        one for one in mine if one.says(rate.known.base) or one.says(rate.known.things) or _noun(above, one)
    ]
    for below in named:
        ratio = Ratio((above.quantity,), (below.quantity,))
        if ratio.gives(rate.wanted):
            return rate.relation("rate", "verified", ratio.quantities, ratio.show(rate.decimals))
    own = [
        one for one in named if _noun(above, one) and _EXACT.fullmatch(one.quantity.before, 0, _at(above, one))
    ]
    firm = [one for one in named if one.says(rate.known.base) and _noun(above, one)]
    return _held(rate, above.quantity, own or firm)


def _counted(rate: Rate, quantity: Quantity) -> list[Count]:
    number = quantity.number
    if (
        number.kind != "number"
        or number.vague
        or not number.value
        or number.high is None
        or not is_level(quantity)
    ):
        return []
    return [
        one for one in counts(rate.scene, rate.scene.quantities[quantity.index + 1]) if one.quantity is quantity
    ]


def _noun(above: Count, below: Count) -> str:
    """The word that both counts are of: 投诉 in 投诉调解成功6214件 and 投诉9862件."""
    words = _EMPTY.sub("", above.quantity.before)
    return next(
        (words[at : at + 2] for at in range(len(words) - 1) if words[at : at + 2] in below.quantity.before), ""
    )


def _at(above: Count, below: Count) -> int:
    return below.quantity.before.find(_noun(above, below))


def _held(rate: Rate, above: Quantity, bases: Sequence[Count]) -> Relation | None:
    """A rate held against the one base it can have, where one wrong digit keeps them apart."""
    if not bases or len({one.quantity.number.value for one in bases}) != 1:
        return None
    ratio = Ratio((above,), (bases[-1].quantity,))
    exact = not any(one.number.approximate for one in (*ratio.quantities, rate.quantity))
    if not exact or not slipped(rate.quantity.number, ratio):
        return None
    focus, result = rate.scene.span(rate.quantity), ratio.result(rate.decimals)
    related = tuple(Related(rate.scene.span(one), one.number.literal) for one in ratio.quantities)
    fields = {"rate": rate.name, "stated": rate.stated, "result": f"算得{result}"}
    fix = mended(focus, rate.quantity.number, ratio)
    hit = Hit(focus, fields, Severity.WARNING, (ratio.brief(rate.decimals),), related, fix)
    formula = f"{ratio.show(rate.decimals)} ≠ {rate.stated}"
    return rate.relation("rate", "contradicted", ratio.quantities, formula, "rate-mismatch", hit)


def _shared(rate: Rate) -> Relation | None:
    """One of several rates over as many bases, in their order, tested for a whole numerator."""
    scene, first = rate.scene, rate.quantity.index
    rows = scene.quantities
    while first and rows[first].before in _AND and rows[first - 1].is_rate:
        first -= 1
    if "分别" not in rows[first].before:
        return None
    last = rate.quantity.index
    while last + 1 < len(rows) and rows[last + 1].is_rate and rows[last + 1].before in _AND:
        last += 1
    size = last - first + 1
    run = [one for one in counts(scene, rows[first]) if one.quantity.index < first][-size:]
    number = rate.quantity.number
    if (
        not 1 < size <= _MOST
        or len(run) != size
        or len({one.family for one in run}) != 1
        or number.kind != "percent"
    ):
        return None
    base = run[rate.quantity.index - first]
    listed = all(b.quantity.index == a.quantity.index + 1 for a, b in pairwise(run))
    value = int(base.quantity.number.value)
    if not listed or not base.exact or number.approximate or not telling(number, value):
        return None
    result = whole(number, value)
    if result.found is None:
        if not base.says((*rate.known.base, *rate.known.things)):
            return None
        neighbours = result.show(rate.decimals)
        formula = f"{value}{base.quantity.unit}：{neighbours}"
        fields = {
            "rate": rate.name,
            "stated": rate.stated,
            "base": f"{value}{base.quantity.unit}",
            "neighbours": neighbours,
        }
        related = (Related(scene.span(base.quantity), f"基数：{base.label}"),)
        hit = Hit(scene.span(rate.quantity), fields, None, (formula,), related)
        return rate.relation("grim", "contradicted", (base.quantity,), formula, "rate-impossible", hit)
    places = max(2, rate.decimals)
    formula = f"{result.found} / {value} = {show(Fraction(100 * result.found, value), places)}%"
    return rate.relation("grim", "verified", (base.quantity,), formula)
