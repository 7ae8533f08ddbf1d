"""Rates that nothing else has read, of figures that stand apart from them: what agrees to three digits is read.

"判处罪犯5041人，其中五年以上有期徒刑487人……。五年以上重刑率9.66%": a word of the rate's name stands with its
numerator, whose head is the base; or with the base, and the numerator is the last figure before the rate. Good
days are taken of a year: 优良天数318天，优良率86.9%. What does not agree is said of days alone, where a year
would have to have more than it has and one wrong digit explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ...document import Document
from ...kept import regex, scanner
from ...model import Relation
from ..core.conflicts import rate_of
from ..core.interval import Interval, show
from ..core.labels import front
from ..core.levels import is_level, levels
from ..core.moves import comes_from, move
from ..core.ratios import Ratio, moved, printed
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .loose_shares import pairs, words

_NAME = regex.compile(
    r"(?P<name>\p{Han}{2,16}?(?:率|强度|之比|比例|比率))(?:\([^()\d]*?[与同占]?(?P<of>\p{Han}{2,12}?)(?:之比|的?比[例重值])\))?(?:为|是|达到?|仅|约)*$"
)
_NO_RATE = scanner(r"增长率|增速|利率|汇率|税率|费率|效率|上年|去年|同期|目标|计划|预算|力争|确保|应|占")
_ENDS, _TAIL = ("率", "强度", "比", ")"), 8  # in what a name ends, and characters in which that stands
_TELLING = 3  # digits of a rate that does not agree by chance
_BACK, _SENTENCES = 24, 3
_FEW, _LEVELS = 2, 300
_DAYS = (365, 366)
_AT_TIMES = regex.compile("累计|[三四五][年个]|合计")  # days of more than one year or place
_HUNDRED = 100


def loose_rates(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of the rates of a document that are not in one of the relations ``found``."""
    told = [one for one in found if one.verdict != "unverifiable" and one.kind not in ("repeat", "grim")]
    wrong = {one.focus for one in told if one.verdict == "contradicted" and one.kind == "rate"}
    known = {span for one in told if one.focus not in wrong for span in one.numbers}
    for scene in scenes(document):
        if "%" not in scene.text or not any(map(scene.text.__contains__, _ENDS)):
            continue
        for rate in scene.quantities:
            if (
                not rate.is_rate
                or rate.digits < _TELLING
                or rate.number.approximate
                or rate.number.high is None
            ):
                continue
            tail = scene.text[max(0, rate.start - _TAIL) : rate.start]
            if not any(map(tail.__contains__, _ENDS)) or scene.span(rate) in known:
                continue
            if move(rate) is not None or comes_from(rate):
                continue
            begin = max(0, rate.start - _BACK)
            name = _NAME.search(scene.text, begin, rate.start) or _NAME.search(front(scene, rate))
            if name and not _NO_RATE.search(name.group()):
                firm = scene.span(rate) in wrong
                yield from _read(document, scene, rate, name["name"], name["of"] or "", firm)


def _read(
    document: Document, scene: Scene, rate: Quantity, name: str, of: str, firm: bool
) -> Iterator[Relation]:
    """The relation of a rate; ``firm`` asks for words of its name with both figures."""
    told = pairs(name.removesuffix("率"))
    wanted = printed(rate.number)
    before = [
        one
        for one in scene.quantities[max(0, rate.index - _BACK) : rate.index]
        if rate.sentence - one.sentence <= _SENTENCES and one.is_amount and one.number.value and is_level(one)
    ]
    named = [one for one in before if any(map(words(scene, one).__contains__, told))]
    last = [one for one in before if one.sentence == rate.sentence][-_FEW:]
    others = [] if firm else [one for one in reversed(last) if one not in named]
    for above in chain(reversed(named), others):
        for where, below in _bases(document, scene, above, before, named, of):
            if firm and below not in named:
                continue
            ratio = Ratio((above,), (below,))
            if below.number.value > above.number.value and ratio.gives(wanted) and ratio.is_beside(rate.number):
                used = [(scene.span(above), ""), (where.span(below), "")]
                yield rate_of(scene.span(rate), used, ratio.show(rate.number.decimals))
                return
    if not firm:
        yield from _of_days(document, scene, rate, told, wanted)


def _bases(
    document: Document,
    scene: Scene,
    above: Quantity,
    before: Sequence[Quantity],
    named: Sequence[Quantity],
    of: str,
) -> Iterator[tuple[Scene, Quantity]]:
    """What a numerator may be taken of: what the rate says or names, else the figures before a named one."""
    unit = family(above.unit)
    alike = [one for one in before if one is not above and family(one.unit) == unit]
    yield from ((scene, one) for one in reversed(alike) if one in named)
    if above in named:
        yield from ((scene, one) for one in reversed(alike) if one.index < above.index)
    if of:
        for where, one in levels(document).get(unit, ())[:_LEVELS]:
            if one.before.rstrip("为是达到约").endswith(of) and is_level(one):
                yield where, one


def _of_days(
    document: Document, scene: Scene, rate: Quantity, told: set[str], wanted: Interval
) -> Iterator[Relation]:
    """The rate of the days of a year that are so."""
    known = document.once(_good_days) if "优良" in told else ()
    for where, one in known:
        for days in _DAYS:
            share = one.interval.scaled(_HUNDRED).over(Interval.point(days))
            if share and share.meets(wanted):
                yield _days_of(scene, rate, where, one, days)
                return
    beside = [one for where, one in known if where is scene and one.sentence == rate.sentence]
    if len(beside) != 1 or not rate.number.value:
        return
    (one,), most = beside, max(_DAYS)
    begin, end = sorted((one.start, rate.start))
    many = one.number.value * _HUNDRED > most * (rate.number.value + 1)
    apart = _AT_TIMES.search(scene.text, max(0, begin - _BACK), end)
    if many and not apart and _slipped(one, rate, wanted):
        yield _days_of(scene, rate, scene, one, most, wrong=True)


def _good_days(document: Document) -> tuple[tuple[Scene, Quantity], ...]:
    """How many days of a year are told to have been good."""
    named = levels(document).get("天", ())[:_LEVELS]
    return tuple((where, one) for where, one in named if "优良" in words(where, one) and is_level(one))


def _slipped(days: Quantity, rate: Quantity, wanted: Interval) -> bool:
    """Whether one wrong digit keeps a number of days from being that share of a year."""
    if wanted.low is None or wanted.high is None:
        return False
    value = days.number.value
    for year in _DAYS:
        low, high, share = wanted.low * year / _HUNDRED, wanted.high * year / _HUNDRED, value * _HUNDRED / year
        if moved(days.number, low - value, high - value) or moved(
            rate.number, share - wanted.high, share - wanted.low
        ):
            return True
    return False


def _days_of(
    scene: Scene, rate: Quantity, where: Scene, one: Quantity, days: int, *, wrong: bool = False
) -> Relation:
    value = show(one.number.value * _HUNDRED / days, max(2, rate.number.decimals))
    shown = f"{one.number.literal} / {days} = {value}%"
    failed = ("优良率", rate.number.literal, f"全年{days}天，算得{value}%") if wrong else None
    return rate_of(scene.span(rate), [(where.span(one), "优良天数" if wrong else "")], shown, failed)
