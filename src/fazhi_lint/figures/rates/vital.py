"""Rates of a population: 出生率, 死亡率 and 自然增长率 over the mean of two year ends (FZ103).

A bulletin states the population at the end of the year, and mostly by how much it grew; the rate is taken over
the mean of the two ends. Without that growth the mean is known to a part in fifty only, which is enough to
see a wrong digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..changes.growth import difference
from ..changes.nets import misfit
from ..core.conflicts import rate_of
from ..core.interval import Interval, show
from ..core.labels import label
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import explained

_RATE = regex.compile(r"(?:人口)?(?P<what>出生|死亡|自然增长)率$")
_SHARED = regex.compile(r"(?:出生|死亡|自然增长)率")
_FRONT = 24  # characters in which the names of rates stand that are told together
_COUNTS = {
    "出生": regex.compile(r"出生(?:人口|人数)?$"),
    "死亡": regex.compile(r"死亡(?:人口|人数)?$"),
    "自然增长": regex.compile(r"(?:自然|净)(?:增长|增加?|减少)(?:人口|人数)?$"),
}
_NATURAL = "自然增长"
PEOPLE = regex.compile(r"(?:总人口|常住人口|户籍(?:总)?人口|(?:全国|大陆)人口)(?:总数|数)?$")
_SOME = regex.compile(r"城镇|乡村|农村|城区")
_BACK = 40  # figures looked through on either side of a rate
_ROOM = Fraction(1, 50)  # by which the mean of a year may differ from its end
_FAR_KNOWN, _FAR = Fraction(1, 20), Fraction(1, 10)  # a rate further off no other count of the people explains


def vital(document: Document) -> Iterator[Relation]:
    """The relations of the rates of a population whose count stands in the same paragraph."""
    for scene in scenes(document):
        if "生率" not in scene.text and "亡率" not in scene.text and "增长率" not in scene.text:
            continue
        shared: dict[int, str] = {}  # the names of rates that are told together, by the index of the rate
        for rate in scene.quantities:
            if not rate.is_rate:
                continue
            if "率分别" in rate.before:
                names = _SHARED.findall(scene.text, max(0, rate.start - _FRONT), rate.start)
                row = scene.row(rate)
                shared.update((one.index, name) for one, name in zip(row, names[-len(row) :], strict=False))
            named = _RATE.search(shared.get(rate.index, "") or label(scene, rate))
            if named is None:
                continue
            around = scene.quantities[max(0, rate.index - _BACK) : rate.index + _BACK]
            bases = [base for base in around if _is_base(label(scene, base))]
            count = _last(scene, rate, _COUNTS[named["what"]])
            # Where those who live there are told elsewhere, the rates are theirs and not of those registered.
            registered = all("户籍" in label(scene, base) for base in bases)
            sure = not (registered and "常住人口" in document.folded)
            if count is None and named["what"] == _NATURAL and len(bases) == 1:
                count = _growth(scene, bases[0])
                sure = sure and _closed(label(scene, bases[0]))  # a town grows by those who move in, too
            elif count is not None and count.sentence != rate.sentence:
                continue
            if count is not None and bases:
                found = _judge(scene, rate, count, bases, named["what"])
                yield from (one for one in found if sure or one.verdict == "verified")
        yield from _natural_growth(scene)


def _natural_growth(scene: Scene) -> Iterator[Relation]:
    """By how many people a population grew, against its births and deaths; that of a country by naught else."""
    named = [(label(scene, one), one) for one in scene.quantities[:_BACK] if one.number.kind == "number"]
    births, deaths = ([one for name, one in named if _COUNTS[what].search(name)] for what in ("出生", "死亡"))
    bases = [(name, one) for name, one in named if _is_base(name)]
    if not len(births) == len(deaths) == len(bases) == 1 or births[0].sentence > deaths[0].sentence:
        return
    name, base = bases[0]
    grown = _growth(scene, base)
    if grown is None or not births[0].unit == deaths[0].unit == grown.unit:
        return
    came, went = (deaths[0], births[0]) if _falls(grown) else (births[0], deaths[0])
    outcome = difference(went, came, grown, 1)
    if outcome.holds:
        yield scene.relation("change", "verified", grown, (grown, came, went), outcome.formula)
    elif _closed(name) and outcome.holds is False and explained(*(q.number for q in (came, went, grown))):
        yield misfit(scene, grown, came, went, outcome)


def _is_base(name: str) -> bool:
    """Whether a name is that of all the people, and not of those of the towns alone."""
    return PEOPLE.search(name) is not None and not _SOME.search(name)


def _closed(name: str) -> bool:
    """Whether people are those of a country, where births and deaths alone make their number grow."""
    return "全国" in name


def _last(scene: Scene, rate: Quantity, words: regex.Pattern[str]) -> Quantity | None:
    """The last figure of that name before a rate, that is itself no rate."""
    for quantity in reversed(scene.quantities[max(0, rate.index - _BACK) : rate.index]):
        if not quantity.is_rate and words.search(label(scene, quantity)):
            return quantity
    return None


def _judge(
    scene: Scene, rate: Quantity, count: Quantity, bases: list[Quantity], what: str
) -> Iterator[Relation]:
    unit, mark = (100, "%") if rate.number.kind == "percent" else (1000, "‰")
    size = abs(rate.number.value)
    step = Fraction(1, 10**rate.number.decimals)
    stated = Interval(size - step / 2, size + step)  # rounded or cut off
    for base in bases:
        given = count.interval.over(mean_population(scene, base))
        if given is not None and given.scaled(unit).meets(stated):
            formula = _formula(scene, count, base, unit) + mark
            yield scene.relation("rate", "verified", rate, (count, base, rate), formula)
            return
    (base, *others) = bases
    if others or not base.number.value:
        return
    result = count.number.value / base.number.value * unit
    if abs(result - size) <= result * tolerance(scene, base):
        return
    used = ((scene.span(count), what), (scene.span(base), "人口"))
    failed = (f"{what}率", rate.number.literal, f"算得约{show(result, 2)}{mark}")
    yield rate_of(scene.span(rate), used, _formula(scene, count, base, unit) + mark, failed)


def tolerance(scene: Scene, base: Quantity) -> Fraction:
    """The part of a rate by which it may miss what its base gives: less where the mean of the year is known."""
    return _FAR if _growth(scene, base) is None else _FAR_KNOWN


def _growth(scene: Scene, base: Quantity) -> Quantity | None:
    """By how many people the population grew or fell, where that follows at once."""
    after = scene.quantities[base.index + 1 : base.index + 2]
    same = after and after[0].sentence == base.sentence and after[0].unit == base.unit
    return after[0] if same and move(after[0]) is not None else None


def mean_population(scene: Scene, base: Quantity) -> Interval:
    """The mean population of the year, from both its ends, or from one and some room."""
    grown = _growth(scene, base)
    if grown is None:
        return base.interval.widened(base.number.value * _ROOM)
    half = grown.interval.scaled(Fraction(1, 2))
    return base.interval - (-half if _falls(grown) else half)


def _falls(grown: Quantity) -> bool:
    moved = move(grown)
    return moved.sign < 0 if moved else "减" in grown.before


def _formula(scene: Scene, count: Quantity, base: Quantity, unit: int) -> str:
    scale = max(Fraction(1), min(Fraction(count.number.scale), Fraction(base.number.scale)))
    end, grown = base.number.value, _growth(scene, base)
    half = grown.number.value / 2 if grown else 0
    mean = end + half if grown and _falls(grown) else end - half
    which, sign = ("年平均", "=") if grown else ("年末", "≈")
    result = show(count.number.value / mean * unit, 2)
    return f"{show(count.number.value / scale)} / {show(mean / scale)}（{which}） {sign} {result}"
