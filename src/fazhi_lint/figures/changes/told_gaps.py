"""What two amounts of a paragraph differ by: a plan and what it became, a level and its limit, so many years.

年初预算安排12.51亿元，调减为11.20亿元，调减1.31亿元; 债务余额123.9亿元，低于限额4.7亿元;
五年来提高7.66个百分点，年均提高1.53个百分点.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...facts.list_rows import counted
from ...kept import regex
from ...model import Relation
from ..core.interval import show
from ..core.levels import is_level
from ..core.matching import same_measure
from ..core.moves import move
from ..core.scene import Quantity, Scene
from ..core.slips import explained
from .growth import difference, figure_of
from .said import contradicted

_YEARLY = regex.compile(r"(?:年均|平均每年|每年平均)\p{Han}{0,4}$")
_SO_MANY = regex.compile(r"(?P<n>[三四五六七八九十]|[3-9]|10)年(?:来|间|里|中|累计|共)")
_REVISED = regex.compile("(?:共|净)?(?:调[增减]|核[增减]|追加|压减|减少|增加|增减)(?:额|数|金额)?(?:为|了)?")
_REVISING = frozenset("共净调核追压减增")  # what that begins with
_REVISED_TO = regex.compile("(?:后)?(?:调整|调[增减]|核[增减定]|追加|变更|压减|修订|优化)(?:后)?[为至到]")
_UNDER = regex.compile(r"(?:[低少高]于|超[过出])(?P<what>\p{Han}{2,8})$")
_LONG = 200  # characters in front of a change that may say of how many years it is
_TWO, _FAR = 2, 16  # figures of a revision, and before a gap among which its levels are


def is_yearly(one: Quantity) -> bool:
    """Whether a figure is the mean of several years."""
    return _YEARLY.search(one.before) is not None


def told_gap(scene: Scene, one: Quantity) -> Iterator[Relation]:
    """The relation of a figure that says what others differ by; none if it does not say so, or of which."""
    words = one.before
    if "均" in words or "每" in words:
        yield from _of_years(scene, one)
    elif words[:1] in _REVISING:
        yield from _of_revision(scene, one) if one.index >= _TWO and _REVISED.fullmatch(words) else ()
    elif "于" in words or "超" in words:
        named = _UNDER.search(words)
        yield from _of_gap(scene, one, named["what"]) if named else ()


def _of_revision(scene: Scene, gap: Quantity) -> Iterator[Relation]:
    """What a plan was changed by: 年初预算安排12.51亿元，调减为11.20亿元，调减1.31亿元."""
    start, level = scene.quantities[gap.index - _TWO : gap.index]
    if not _REVISED_TO.fullmatch(level.before) or start.sentence != gap.sentence:
        return
    if same_measure(start, level) and same_measure(level, gap) and move(start) is None:
        low, high = sorted((start, level), key=lambda each: each.number.value)
        outcome = difference(low, high, gap, 1)
        if outcome.holds:
            yield scene.relation("change", "verified", gap, (start, level, gap), outcome.formula)
        elif explained(high.number, low.number, gap.number):
            claim = f"{gap.before}{gap.number.literal}{gap.unit}"
            due = f"算得{figure_of(high.number.value - low.number.value, gap.number)}{gap.unit}"
            used = (start, level, gap)
            yield contradicted(scene, gap, used, claim, due, outcome.formula, False)


def _of_gap(scene: Scene, gap: Quantity, name: str) -> Iterator[Relation]:
    """What a level is under or over another of a name told before: 余额123.9亿元，低于限额4.7亿元."""
    near = [one for one in scene.quantities[max(0, gap.index - _FAR) : gap.index] if same_measure(one, gap)]
    level = next((one for one in reversed(near) if one.sentence == gap.sentence and is_level(one)), None)
    for due in reversed(near) if level else ():
        if level and due is not level and name in due.before:
            low, high = sorted((level, due), key=lambda each: each.number.value)
            if high.number.value - low.number.value == gap.number.value:
                formula = difference(low, high, gap, 1).formula
                yield scene.relation("change", "verified", gap, (low, high, gap), formula)
            return


def _of_years(scene: Scene, mean: Quantity) -> Iterator[Relation]:
    """A yearly change over what changed in so many years: 五年来…提高7.66个百分点，年均提高1.53个百分点."""
    stated = move(mean)
    by = scene.quantities[mean.index - 1] if mean.index else mean
    whole = move(by) if stated is not None and stated.mean and by.sentence == mean.sentence else None
    if whole is None or whole.mean or not same_measure(by, mean) or by.number.kind != mean.number.kind:
        return
    spans = list(_SO_MANY.finditer(scene.text, max(0, by.start - _LONG), by.start))
    years = counted(spans[-1]["n"]) if spans else 0
    if years > 1 and by.interval.scaled(Fraction(1, years)).meets(mean.interval):
        formula = (
            f"{by.number.literal} / {years} = {show(by.number.value / years, max(2, mean.number.decimals))}"
        )
        yield scene.relation("rate", "verified", mean, (by, mean), formula)
