"""Shares, changes and means told in words that no reader knows, of figures that stand right beside them.

"起诉147人，上年98人，正好涨了50%"; "抬高15.3个百分点". Few figures are tried: the base of a change is told to
be of another time, points are those of two percentages next to them, and what agrees is long enough not to do
so by chance. What does not agree is said of a gap in points alone, of two percentages right in front of it, and
of what a plan was changed by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, takewhile

from ...document import Document
from ...facts.metadata import report_year
from ...kept import regex, scanner
from ...model import Relation
from ..changes.growth import difference, figure_of, growth
from ..changes.said import contradicted
from ..changes.told_gaps import is_yearly, told_gap
from ..core.conflicts import rate_of
from ..core.interval import show
from ..core.levels import is_level
from ..core.matching import same_measure
from ..core.moves import move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import explained
from ..core.units import COUNTING, family

_FORMER = regex.compile(
    r"[上去前]一?年|上[期次]|同期|同一口径|此前|基数|原[来先有]?|[较比](?:19|20)\d\d年|(?P<year>(?:19|20)\d\d)年"
)
_CHANGED = scanner("[增减升降涨跌落扩缩长高低快慢幅速扬移窄掉倒退多少上下]")
_SHARED = scanner("[占率面比份撑扛献重度]")
_PROPORTION = scanner(r"(?:比例|率)(?:为|达|达到)?$")  # 合格以上比例
_POINTS = scanner("[比较高低超离差与同升降扩缩窄好落抬移]")
_DUE = scanner("要求|目标|标准|红线|底线|控制")
_OVER = scanner("高于|高出|超过|超出|低于|[比较]")
_NOT_NOW = scanner("目标|计划|力争|预期|预计|确保|争取|规划")
_EVERY = regex.compile(
    r"(?:每一?|平均一)(?P<unit>\p{Han}{1,2})[^\d,;。]{0,6}$|(?P<unit>[^\P{Han}平])均[^\d,;。]{0,6}$"
)
_EACH = regex.compile("分别|依次")
_BOTH = regex.compile("(?:[两二]者|两项)(?:之和|合计|相加|共)+(?:为|达|占)?$")
_WHOLE = regex.compile("^(?:已?全部|均已?|已?全)")
_VERB = regex.compile("[为是有共约达]+$")
_ALL = 100
_ROW = 8  # rates of one row
_FAR = 16  # figures before a rate among which its whole may be named
_BACK, _NEXT = 6, 2  # figures before and behind one of which it may be
_BASES, _TOPS = 6, 3
_TELLING, _FEW = 3, 2
_LATE = 14  # characters before a figure that say what it is


def unworded(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of the figures of a document that stand in none of those ``found`` but as a part."""
    told = (
        one for one in found if one.verdict != "unverifiable" and one.kind not in ("part", "repeat", "list")
    )
    known = {span for one in told for span in one.numbers}
    year = report_year(document)
    for scene in scenes(document):
        for one in scene.quantities if len(scene.quantities) > _FEW else ():
            number = one.number
            if number.approximate or number.vague or one.digits < _FEW or scene.span(one) in known:
                continue
            if number.kind == "percent":
                yield from _of_percent(scene, one, year)
            elif number.kind == "point":
                yield from told_gap(scene, one) if "均" in one.before else _of_points(scene, one)
            elif number.kind == "number" and one.index and one.before:
                yield from _of_number(scene, one)


def _of_number(scene: Scene, one: Quantity) -> Iterator[Relation]:
    """What is told of an amount: a mean, or a gap between two others."""
    if ("均" in one.before or "每" in one.before) and not is_yearly(one):
        yield from _of_mean(scene, one)
    else:
        yield from told_gap(scene, one)


def _words(scene: Scene, one: Quantity) -> str:
    return scene.text[max(0, one.start - min(len(one.before) + 1, _LATE)) : one.start] + one.after[:_FEW]


def _levels(scene: Scene, one: Quantity) -> list[Quantity]:
    """The amounts beside a figure in its sentence."""
    near = scene.quantities[max(0, one.index - _BACK) : one.index + 1 + _NEXT]
    return [
        each
        for each in near
        if each.sentence == one.sentence and each.is_amount and each.number.value and move(each) is None
    ]


def _of_percent(scene: Scene, rate: Quantity, year: int | None) -> Iterator[Relation]:
    words = _words(scene, rate)
    if _NOT_NOW.search(words):
        return
    if _BOTH.search(rate.before):
        yield from _together(scene, rate)
        return
    if "均" not in words and _CHANGED.search(words) and not _PROPORTION.search(rate.before):
        yield from _grown(scene, rate, year)
    elif rate.is_joined or _EACH.search(rate.before):
        yield from _paired(scene, rate)
    elif rate.digits >= _TELLING and _SHARED.search(words):
        yield from _shared(scene, rate)


def _together(scene: Scene, rate: Quantity) -> Iterator[Relation]:
    """Two percentages before a third that is told to be both of them: 占8.95%，…占6.27%，两者之和为15.22%."""
    pair = scene.quantities[max(0, rate.index - _FEW) : rate.index]
    near = all(
        one.number.kind == "percent" and one.sentence == rate.sentence and move(one) is None for one in pair
    )
    if near and sum(one.number.value for one in pair) == rate.number.value:
        formula = f"{pair[0].number.literal} + {pair[1].number.literal} = {rate.number.literal}"
        yield scene.relation("sum", "verified", rate, (*pair, rate), formula)


def _is_former(scene: Scene, one: Quantity, year: int | None) -> bool:
    """Whether a level is told to be of another time than the ``year`` that the report is about."""
    begin = max(one.start - _LATE, scene.quantities[one.index - 1].stop if one.index else 0)
    found = _FORMER.search(one.before) or _FORMER.search(scene.text, begin, one.start)
    return found is not None and (found["year"] is None or (year is not None and int(found["year"]) < year))


def _grown(scene: Scene, rate: Quantity, year: int | None) -> Iterator[Relation]:
    """A growth from the level that is told to be of another time to the one of its measure nearest to it."""
    levels = _levels(scene, rate)
    for start in levels:
        if not _is_former(scene, start, year):
            continue
        ends = [one for one in levels if same_measure(one, start) and not _is_former(scene, one, year)]
        for end in sorted(ends, key=lambda one: abs(one.index - start.index))[:_FEW]:
            sign = 1 if end.number.value > start.number.value else -1
            outcome = growth(start, end, rate, sign)
            if end.number.value != start.number.value and outcome.holds:
                yield scene.relation("change", "verified", rate, (start, end, rate), outcome.formula)
                return


def _shared(scene: Scene, rate: Quantity) -> Iterator[Relation]:
    levels = [one for one in _levels(scene, rate) if is_level(one)]
    for part in list(reversed(levels))[:_TOPS]:
        for whole in [one for one in reversed(levels) if one is not part][:_BASES]:
            if family(part.unit) != family(whole.unit) or part.number.value >= whole.number.value:
                continue
            ratio = Ratio((part,), (whole,))
            if part.digits >= _FEW and ratio.gives(printed(rate.number)) and ratio.is_beside(rate.number):
                yield scene.relation(
                    "share", "verified", rate, (part, whole, rate), ratio.show(rate.number.decimals)
                )
                return
    for ratio in (*_of_other_units(scene, rate), *_of_list(scene, rate, levels)):
        if ratio.gives(printed(rate.number)) and ratio.is_beside(rate.number):
            shown = ratio.show(rate.number.decimals)
            yield scene.relation("share", "verified", rate, (*ratio.quantities, rate), shown)
            return


def _of_other_units(scene: Scene, rate: Quantity) -> Iterator[Ratio]:
    """An amount over one that is counted otherwise and named in full: 412名…，占纳入失信名单人次的27.0%.

    The whole is told right before the rate (占住院人次128.08万人次的81.5%), or in the paragraph before it.
    """
    if "占" not in rate.before and rate.before != "的":
        return
    near = scene.quantities[max(0, rate.index - _FAR) : rate.index]
    counts = [one for one in near if one.is_amount and family(one.unit) in COUNTING and move(one) is None]
    said = rate.before.rpartition("占")[2]
    if rate.before == "的":
        wholes = [one for one in counts if one.index == rate.index - 1 and "占" in one.before]
    else:
        names = ((one, _VERB.sub("", one.before)) for one in counts)
        wholes = [
            one for one, name in names if len(name) >= _FEW and said.startswith(name) and one.unit in said
        ]
    for whole in wholes:
        parts = [one for one in counts if one is not whole and one.sentence == rate.sentence]
        for part in parts[-1:]:
            if part.digits >= _FEW and part.number.value < whole.number.value:
                yield Ratio((part,), (whole,))


def _of_list(scene: Scene, rate: Quantity, levels: Sequence[Quantity]) -> Iterator[Ratio]:
    """The first of the list right before a rate over all of it, and all of it over what it is told to be of.

    “优”的287个、“良”的108个、“中”的31个，优良率92.7%; 审结40件，其中改判24件、发回重审8件，采纳率80.0%.
    """
    before = [one for one in levels if one.index < rate.index]
    if not before or not all(one.is_rate for one in scene.quantities[before[-1].index + 1 : rate.index]):
        return
    row = [one for one in before if one.segment == rate.segment and family(one.unit) == family(before[-1].unit)]
    for start in range(len(row)):
        listed, sums = tuple(row[start:]), sum(one.number.value for one in row[start:])
        head = row[start - 1] if start else None
        if head is None or head.number.value == sums:
            yield from (Ratio(listed[:size], listed) for size in range(1, len(listed)))
        elif len(listed) > 1 and "其中" in listed[0].before and sums < head.number.value:
            yield Ratio(listed, (head,))


def _paired(scene: Scene, rate: Quantity) -> Iterator[Relation]:
    """A rate of a row over the counts before it: 甲57个完成51个，乙19个完成14个，完成率分别为89.5%和73.7%.

    What is told to be done with all of a count, 甲138个全部完成, is one count with 100%.
    """
    first = rate
    while first.index and first.is_joined and rate.index - first.index < _ROW:
        first = scene.quantities[first.index - 1]
    behind = takewhile(lambda one: one.is_joined and one.is_rate, scene.behind(first))
    row = (first, *islice(behind, _ROW + 1))
    if (
        not first.is_rate
        or not _FEW <= len(row) <= _ROW
        or not _EACH.search(first.before)
        or not _SHARED.search(first.before)
    ):
        return
    before = scene.quantities[max(0, first.index - 2 * len(row) - 1) : first.index]
    counts = [one for one in before if one.is_amount and move(one) is None]
    if counts and counts[-1].number.value == len(row):
        counts.pop()  # 三类完成率依次为
    pairs: list[Ratio] = []
    for share in reversed(row):
        last = counts[-1:]
        if last and share.number.value == _ALL and _WHOLE.search(last[0].after):
            pairs.append(Ratio((counts.pop(),), tuple(last)))
        elif len(counts) > 1 and family(counts[-2].unit) == family(counts[-1].unit):
            above, below = counts.pop(), counts.pop()
            pairs.append(Ratio((above,), (below,)))
    given = len(pairs) == len(row) and all(
        pair.gives(printed(share.number)) for pair, share in zip(pairs, reversed(row), strict=True)
    )
    if given:
        ratio = pairs[len(row) - 1 - row.index(rate)]
        yield scene.relation(
            "rate", "verified", rate, (*ratio.quantities, rate), ratio.show(rate.number.decimals)
        )


def _of_points(scene: Scene, points: Quantity) -> Iterator[Relation]:
    """A gap in points between two percentages next to it, one of which it is told against."""
    near = scene.quantities[max(0, points.index - _TOPS) : points.index + 1 + _NEXT]
    rates = [
        one
        for one in near
        if one.number.kind == "percent"
        and one.sentence == points.sentence
        and ((one.number.decimals and not one.number.approximate) or _is_due(scene, one))
    ]
    text = scene.text[max(0, points.start - _LATE) : points.start]
    if not _POINTS.search(text) or _NOT_NOW.search(text):
        return
    for one, other in combinations(rates, 2):
        low, high = sorted((one, other), key=lambda each: each.number.value)
        if high.number.value - low.number.value == points.number.value:
            formula = difference(low, high, points, 1).formula
            yield scene.relation("change", "verified", points, (one, other, points), formula)
            return
    if len(rates) == _FEW and rates[-1].index == points.index - 1 == rates[0].index + 1:
        yield from _beside(scene, rates[0], rates[1], points)


def _is_due(scene: Scene, rate: Quantity) -> bool:
    """Whether a percentage is told to be what is asked for: 超过5%的要求."""
    return _DUE.search(scene.text, rate.stop, rate.stop + _BACK) is not None


def _beside(scene: Scene, level: Quantity, other: Quantity, points: Quantity) -> Iterator[Relation]:
    """The gap told right behind two percentages, where one slip keeps it from being theirs."""
    between, behind = scene.between(level, other), scene.between(other, points)
    low, high = sorted((level, other), key=lambda each: each.number.value)
    if not _OVER.search(between) or len(behind) > _BACK or "," in behind:
        return
    if explained(high.number, low.number, points.number):
        due = figure_of(high.number.value - low.number.value, points.number)
        formula = f"{difference(low, high, points, 1).formula} ≠ {points.number.literal}"
        claim = f"{other.before[-_BACK:]}{other.number.literal}{behind}{points.number.literal}个百分点"
        yield contradicted(scene, points, (level, other, points), claim, f"算得{due}个百分点", formula, False)


def _of_mean(scene: Scene, mean: Quantity) -> Iterator[Relation]:
    """A mean of an amount in its measure over a count of what it is told to be for each: 平均每笔24元."""
    said = _EVERY.search(scene.text, max(0, mean.start - _LATE), mean.start)
    if said is None:
        return
    levels = _levels(scene, mean)
    tops = [one for one in reversed(levels) if one.index < mean.index and family(one.unit) == family(mean.unit)]
    bases = [one for one in reversed(levels) if one.index < mean.index and one.unit.startswith(said["unit"])]
    for top in tops[:_TOPS]:
        for base in bases[:_TOPS]:
            given = top.interval.over(base.interval) if base is not top else None
            if given is not None and given.meets(mean.interval):
                value = show(top.number.value / base.number.value, max(2, mean.number.decimals))
                used = [(scene.span(top), ""), (scene.span(base), "")]
                yield rate_of(scene.span(mean), used, f"{top.number.literal} / {base.number.literal} = {value}")
                return
