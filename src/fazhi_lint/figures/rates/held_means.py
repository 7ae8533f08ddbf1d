"""Means in free words held against the two figures that they must be of.

Both stand right before the mean, or one does and the other is the population or the only figure of its name, or
brackets behind it tell one of them: 人均结案96件(按全年结案3651件计). One wrong digit must keep them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.interval import Interval
from ..core.levels import is_level
from ..core.scene import Quantity, Scene
from ..core.units import family
from .free_means import (
    FILLERS,
    LIKE,
    NOUN,
    WHO,
    Said,
    bases_of,
    figures_near,
    fits_base,
    is_each,
    mean_said,
    pair_of,
    people,
    said_mean,
    shares_word,
    tops_of,
    unit_and_noun,
)
from .heads import inner
from .mean_pairs import Pair, gives, judged
from .means import Mean
from .vital import mean_population

_BASED = regex.compile(r"按[^,;。()]{0,6}(?:常住|总|户籍|平均)?人口[^,;。()]{0,14}(?:计|为分母)")
_ASIDE = regex.compile(r"^(?:按|以|即|在职|实有|现有|共)")
_BACK = 16  # characters in front of a mean that say which people it is computed with
_REST = 6
_NEARLY = Fraction(1, 200)  # by which the people meant may differ from those stated


def held_mean(document: Document, scene: Scene, quantity: Quantity, before: Quantity | None) -> Relation | None:
    """The relation of a mean that :func:`.free_mean` could not read to the two figures that it must be of."""
    said = said_mean(scene, quantity, before)
    if said is None or quantity.number.approximate or _is_rule(said) or not is_level(quantity):
        return None
    mean = mean_said(said)
    pair = _told_aside(scene, mean, said) or _bound(document, scene, mean, said)
    if pair is None or not (is_level(pair.above) and is_level(pair.below)):
        return None
    if quantity.digits == 1 and abs(pair.result - quantity.number.value) < 1:
        return None
    broken = not gives(mean, pair)
    return judged(scene, mean, pair, broken) if broken or quantity.digits >= NOUN else None


def _told_aside(scene: Scene, mean: Mean, said: Said) -> Pair | None:
    """The figures of a mean of which one stands in brackets behind it: 人均3.30万元(在职132人)."""
    row, stated = scene.quantities, said.quantity
    aside = row[stated.index + 1] if stated.index + 1 < len(row) else None
    if aside is None or aside.sentence != stated.sentence or aside.number.kind != "number":
        return None
    if not (aside.depth > stated.depth or (aside.lead == "," and aside.before[:1] in ("按", "以", "即"))):
        return None
    before = [
        one for one in figures_near(scene, said) if one.index < stated.index and one.depth <= stated.depth
    ]
    if fits_base(said, aside):
        above = [one for one in before if _is_alike(said, one)]
        return pair_of(mean, scene, (scene, above[0]), (scene, aside)) if above else None
    if _is_alike(said, aside) and _ASIDE.match(aside.before):
        below = [one for one in before if fits_base(said, one) and one.number.value > 1 and _whose(said, one)]
        return pair_of(mean, scene, (scene, aside), (scene, below[0])) if below else None
    return None


def _bound(document: Document, scene: Scene, mean: Mean, said: Said) -> Pair | None:
    """The two figures of a mean: both right before it, or one there and the other known by its name."""
    stated = said.quantity
    figures = [one for one in figures_near(scene, said) if one.sentence == stated.sentence]
    before = [one for one in figures if one.index < stated.index and one.depth <= stated.depth]
    behind = [one for one in figures if one.index == stated.index + 1 and one.segment == stated.segment]
    # 213件，其中甲96件、乙117件，罚没186.4万元，平均每件…
    parts = inner(sorted(before, key=lambda one: one.index))
    words = (unit_and_noun(said.rest)[1], said.who[-NOUN:])  # but 每件甲案件 is of 甲96件
    named = [one for one in before if any(len(word) >= NOUN and shares_word(word, one) for word in words)]
    before = [one for one in before if one.index not in parts or one in named]
    alike = [one for one in before if stated.segment - one.segment < NOUN and _is_alike(said, one)]
    if len(before) > 1 and before[:1] == alike[:1] and fits_base(said, before[1]) and _whose(said, before[1]):
        return pair_of(mean, scene, (scene, before[0]), (scene, before[1]))
    if before and fits_base(said, before[0]) and _whose(said, before[0]):
        above = alike[alike[:1] == before[:1] :] or [one for one in behind if _is_alike(said, one)]
        return pair_of(mean, scene, (scene, above[0]), (scene, before[0])) if above else None
    told = [one for one in figures if _BASED.search(scene.text[max(0, one.start - 12) : one.stop + 6])]
    if len(told) == 1 and len(alike) == 1:
        return pair_of(mean, scene, (scene, alike[0]), (scene, told[0]))
    return _over_known(document, scene, mean, said, before)


def _over_known(
    document: Document, scene: Scene, mean: Mean, said: Said, before: Sequence[Quantity]
) -> Pair | None:
    """The figures of a mean over the population, or over what its noun names in one place alone."""
    noun = FILLERS.sub("", said.rest.removeprefix("人"))[-NOUN:]
    next_to = [one for one in before[:1] if _is_alike(said, one)]
    based = _BASED.search(scene.text[max(0, said.quantity.start - _BACK) : said.quantity.start]) is not None
    if (said.per == "人" and (based or said.scale > 1 or said.kind == "均")) or said.who[-NOUN:] in WHO:
        named = [
            top for top in tops_of(document, scene, said) if noun and noun in top[1].before and not top[1].depth
        ]
        if len({one.number.value for _, one in named}) != 1:
            named = [(scene, one) for one in next_to] if based or (said.scale > 1 and not noun) else []
        if not named or (said.scale == 1 and not based and any(fits_base(said, one) for one in before)):
            return None
        pairs = [pair_of(mean, scene, named[0], base) for base in people(document)]
        if any(_may_give(mean, pair, base) for pair, base in zip(pairs, people(document), strict=True)):
            return None
        return min(pairs, key=lambda pair: abs(pair.result - said.quantity.number.value), default=None)
    if said.kind == "每" and next_to:
        known = [base for base in bases_of(document, scene, said) if base[1] is not next_to[0]]
        if len({one.number.value for _, one in known}) == 1:
            return pair_of(mean, scene, (scene, next_to[0]), known[0])
    return None


def _may_give(mean: Mean, pair: Pair, base: tuple[Scene, Quantity]) -> bool:
    """Whether a mean may be taken over the mean of the people of two years, or of a part of one."""
    known = mean_population(*base)
    ends = [base[1].number.value, *(end for end in (known.low, known.high) if end)]
    given = [pair.above.number.value * pair.times / end for end in ends]
    wanted = mean.wanted.widened(max(given) * _NEARLY)
    return wanted.meets(Interval(min(given), max(given)))


def _is_alike(said: Said, one: Quantity) -> bool:
    """Whether a figure is one that a mean may be of by its measure."""
    kind, unit = said.quantity.unit, one.unit
    alike = family(unit) == family(kind) or (unit, kind) in LIKE
    alike = alike or (said.kind == "每" and bool(unit) and shares_word(unit_and_noun(said.rest)[1], one))
    return alike and is_level(one) and not is_each(one)


def _whose(said: Said, below: Quantity) -> bool:
    """Whether those whose mean it is may be the ones counted: 法官人均 is not taken over 书记员80人."""
    who = said.who[-NOUN:]
    return said.kind != "均" or len(who) < NOUN or who in below.before + below.after[:_REST]


def _is_rule(said: Said) -> bool:
    """Whether a figure is a rule or a plan rather than a mean of what was: 每人补助100元, 每天2小时."""
    told = said.quantity.before + said.who
    return said.kind == "每" and said.scale == 1 and "均" not in told and "合" not in told
