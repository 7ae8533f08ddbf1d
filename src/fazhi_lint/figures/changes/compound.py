"""Growth over years beside its yearly mean: "是2005年的2.5倍，五年年均增长20%", "较2019年增长8.2%，两年平均4%".

The yearly mean over n years is the n-th root of the whole, or of the last level over the first.
It is held against the text, as a warning, where the text says how many years there are and both figures are of
one kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...facts.list_rows import counted
from ...facts.metadata import report_year
from ...kept import regex
from ...model import Hit, Relation, Severity
from ..core.interval import Interval, show
from ..core.moves import Move, is_undated
from ..core.ratios import printed
from ..core.scene import Quantity, Scene, scenes
from .growth import REAL, mean_growth, percent, root
from .misfits import excludes_prices
from .said import contradicted, quoted, recomputed
from .series import first_of_years
from .track import Track

_MEAN = regex.compile(
    r"(?:来|间|内)?(?:年均|年平均|平均每年|平均)(?:分别)?"
    r"(?:增长|递增|增[速幅]|提高|增加|(?P<down>下降|降低|减少|递减))(?:率|速度)?(?:分别)?(?:为|达到?|约)?"
)
_SPAN = regex.compile(r"(?:[近这]|过去|最近)?")
_SINCE = r"(?:(?:19|20)\d\d年(?:同期|年?[末底])?|“十[一二三四]五”(?P<plan>(?:时?期)?末)|[五三四]年前)"
_OF = regex.compile(rf"(?:分别)?(?:是|为|相当于|达到?){_SINCE}的$")
_GROWN = regex.compile(
    rf"(?:比|较|与){_SINCE}(?:相比)?,?(?:分别)?(?:累计)?(?:增长|增加|提高|(?P<down>下降|减少|降低))(?:了|约)?$"
)
_MEAN_ENDS = regex.compile(r"年(?:均|平均)(?:增长|递增|提高|增加|(?P<down>下降|降低|减少|递减))(?:约)?$")
_GROWN_SINCE = regex.compile(
    r"比(?P<year>(?:19|20)\d\d)年?(?:末|底)?(?:增长|增加|提高|(?P<down>下降|减少|降低))(?:了|约)?$"
)
_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_AHEAD, _MOST = 3, 15  # figures between a mean and the growth over all years, and years
_FEW = 6  # means side by side that are asked over how many years they are
_FROM = regex.compile(r"(?:分别)?[由从][^,;。]{0,12}$")
_TO = regex.compile(r"(?:分别)?(?:增[加长]|提高|提升|上升|扩大|攀升)到(?:\d{4}年的?)?$")
_REAL = regex.compile(r"生产总值|GDP|增加值|总产值|产业|规上|规模以上|投资|零售|可支配|纯收入|居民收入")
_FROM_TO = regex.compile(r"[由从]((?:19|20)\d\d)年[^。;]{0,40}?到((?:19|20)\d\d)年")
_OVER = regex.compile(r"([二两三四五六七八九十]|\d{1,2})年(?:来|间)?(?:年均|平均)")
# 同2000年的A相比，十年共增加d，增长x%，年平均增长率为y%
_IN_ALL = regex.compile(r"([二两三四五六七八九十]|\d{1,2})年(?:来|间)?(?:共|累计)[增减]")
_FIVE = regex.compile(r"[过近这]去?五年|五年来|五年间|“十[一二三四]五”(?:时期|期间|以来)")
# What nobody states at constant prices, so that five years of it are known to compound.
_NOMINAL = regex.compile(r"财政[^,;]{0,4}收入|预算收入|税收|[存贷]款")
_JOINED = ("、", "和", "与", "及")
_PLAN = 5  # years of a five-year plan
_REACH, _SPOKEN = 30, 160  # characters that belong to a level, and that may name the years
_NAMED = 12  # characters before a level that name the years it is of
_AROUND = 60  # characters before a growth that may say it is at constant prices
_ROUND = 100  # what a level is rounded to where it ends in two zeros


def compounds(document: Document) -> Iterator[Relation]:
    """The yearly means of a document that follow from growth over several years."""
    for scene in scenes(document):
        if "年均" not in scene.text and "平均" not in scene.text:
            continue
        for quantity in scene.quantities:
            if quantity.number.kind == "percent" and not quantity.number.vague and quantity.lead not in _JOINED:
                mean = _MEAN.fullmatch(quantity.before)
                if mean is not None:
                    yield from _over_years(scene, quantity, mean, report_year(document))
                if (mean := _MEAN_ENDS.search(quantity.before)) is not None:
                    yield from _then_over_years(scene, quantity, mean)


def _before(scene: Scene, first: Quantity, length: int) -> Sequence[Quantity]:
    """The row of so many quantities that ends right before one in its sentence; empty if there is none."""
    begin = first.index - length
    if begin < 0 or scene.quantities[begin].sentence != first.sentence:
        return ()
    row = scene.row(scene.quantities[begin])
    return row if len(row) == length else ()


def _over_years(scene: Scene, first: Quantity, mean: regex.Match[str], year: int | None) -> Iterator[Relation]:
    means, opening, years = scene.row(first), first, 0
    said = scene.quantities[first.index - 1] if first.index else None
    if said is not None and said.unit == "年" and said.stop + len(first.before) == first.start:
        years, opening = counted(said.number.literal), said  # 五年年均
    grown = _before(scene, opening, len(means))
    if not grown or opening.lead not in (",", "、", "("):
        return
    if opening is not first and _SPAN.fullmatch(said.before if said else "") is None:
        return
    sign = -1 if mean["down"] else 1
    of, more = _OF.search(grown[0].before), _GROWN.search(grown[0].before)
    if of or more:
        since = of or more
        if (more is not None and more["down"] is not None) != (sign < 0):
            return
        told = grown[0].start - len(grown[0].before)
        spoken = _YEAR.findall(scene.text, max(0, told - _SPOKEN), told)[-1:]
        known_years = [int(spoken[0])] if spoken else [year, year - 1] if year else []
        planned = since is not None and (
            since["plan"] is not None or _is_a_plan_ago(since.group(), known_years)
        )
        for whole, stated in zip(grown, means, strict=True):
            if whole.number.kind == "multiple" or (more and whole.number.kind == "percent"):
                kind = 1 if more else 0
                known = years or (_PLAN if planned else 0)
                yield from _compared(scene, whole, stated, kind, known, sign)
    elif len(means) > 1 and _TO.search(grown[0].before):
        starts = _before(scene, grown[0], len(means))
        if starts and _FROM.search(starts[0].before):
            yield from _side_by_side(scene, list(zip(starts, grown, means, strict=True)), sign, years or _PLAN)


def _side_by_side(
    scene: Scene, rows: Sequence[tuple[Quantity, Quantity, Quantity]], sign: int, years: int
) -> Iterator[Relation]:
    """Levels, those that they came from and yearly means; where one agrees, the years are known for all."""
    found = [(row, mean_growth(_wide(row[0]), _wide(row[1]), row[2], sign, years)) for row in rows]
    known = any(outcome.holds for _, outcome in found)
    for (start, end, stated), outcome in found:
        used = (start, end, stated)
        if outcome.holds:
            yield scene.relation("change", "verified", stated, used, outcome.formula)
        elif known and outcome.holds is False and not stated.number.approximate:
            from .another import is_mean_slip

            move = Move(stated, sign, mean=True, words="年均")
            if is_mean_slip(_wide(start), _wide(end), move, years):
                claim, result = f"年均{stated.number.literal}", recomputed(move, outcome)
                yield contradicted(scene, stated, used, claim, result, outcome.formula, False)


def _is_a_plan_ago(since: str, years: Sequence[int]) -> bool:
    """Whether a growth is over the five years of a plan: 是2010年的1.6倍 in what speaks of 2015."""
    named = _YEAR.search(since)
    return named is not None and int(named[1]) + _PLAN in years


def _then_over_years(scene: Scene, mean: Quantity, words: regex.Match[str]) -> Iterator[Relation]:
    """ "年均增长12%，到1995年达到9000元，比1990年增长75%": the years are those the text names."""
    for whole in scene.quantities[mean.index + 1 : mean.index + 1 + _AHEAD]:
        between = scene.text[mean.stop : whole.start]
        if whole.segment != mean.segment or "其中" in between or "年均" in between:
            return
        since = _GROWN_SINCE.search(whole.before)
        if since is None:
            continue
        begin = max(0, scene.text.rfind(";", 0, mean.start), mean.start - _AROUND)
        named = _YEAR.findall(scene.text, begin, whole.start - len(since.group()))
        years = int(named[-1]) - int(since["year"]) if named else 0
        if not 1 < years <= _MOST or (since["down"] is None) != (words["down"] is None):
            return
        sign = -1 if since["down"] else 1
        for found in _compared(scene, whole, mean, 1, years, sign):
            # What a plan rounds is not held against it.
            if found.verdict != "contradicted" or _is_far(whole, mean, years, sign):
                yield found
        return


def _is_far(whole: Quantity, mean: Quantity, years: int, sign: int) -> bool:
    """Whether a yearly mean is more than a point off what the whole growth makes of it."""
    share = 1 if whole.number.kind == "multiple" else Fraction(1, 100)
    factor = 1 + sign * whole.number.value * share
    return abs(sign * 100 * (root(factor, years) - 1) - mean.number.value) > 1


def _compared(
    scene: Scene, whole: Quantity, stated: Quantity, added: int, years: int, sign: int
) -> Iterator[Relation]:
    """One growth against its yearly mean; ``years`` is 0 where the text does not say how many there are."""
    power = years or _PLAN
    number = whole.number
    if number.kind == "percent":
        over, factor = _percent(printed(number), sign), 1 + sign * number.value / 100
        readings = [over]
    else:
        readings = [whole.interval + Interval.point(more) for more in {added, 0}]  # 增长8倍 is also said of ×8
        factor = number.value + added
    mean = _percent(printed(stated.number), sign)
    if factor <= 0 or mean.low is None or mean.high is None or mean.low < 0:
        return
    reached = Interval(mean.low**power, mean.high**power)
    value = sign * 100 * (root(factor, power) - 1)
    formula = f"{show(factor)}^(1/{power}) - 1 = {percent(value, stated.number)}"
    used = (whole, stated)
    if any(reading.meets(reached) for reading in readings):
        yield scene.relation("change", "verified", stated, used, formula)
        return
    begin = max(0, whole.start - _AROUND, scene.text.rfind(";", 0, whole.start))
    around = scene.text[begin : stated.start]
    excused = (
        number.kind == "multiple" and _REAL.search(around) and not _is_no_price(whole, stated, factor, reached)
    )
    if not years or whole.number.approximate or excused:
        yield scene.relation("change", "unverifiable", stated, used, formula)
        return
    fields = {"claim": f"年均{stated.number.literal}", "result": f"算得{percent(value, stated.number)}"}
    hit = Hit(scene.span(stated), fields, Severity.WARNING, (formula,))
    yield scene.relation("change", "contradicted", stated, used, formula, "change-mismatch", hit)


def _is_no_price(whole: Quantity, stated: Quantity, factor: Fraction, reached: Interval) -> bool:
    """Whether a multiple and its yearly mean are farther apart than prices ever bring them."""
    from .another import is_beyond_prices

    if reached.low is None or reached.high is None or whole.number.approximate or stated.number.approximate:
        return False
    return is_beyond_prices((reached.low + reached.high) / 2, factor)


def _percent(value: Interval, sign: int) -> Interval:
    """1 + value % or 1 − value %."""
    moved = (value if sign > 0 else -value).scaled(Fraction(1, 100))
    return moved + Interval.point(1)


def _wide(quantity: Quantity) -> Quantity:
    """A quantity whose two zeros at the end may come of rounding: 29400元."""
    number = quantity.number
    if number.step >= _ROUND or number.value % _ROUND or number.approximate:
        return quantity
    half = Fraction(_ROUND, 2)
    return quantity.with_number(number._replace(low=number.value - half, high=number.value + half))


def in_step(scene: Scene, found: Sequence[Track], judged: Sequence[Relation]) -> list[Relation]:
    """The relations of the tracks of a sentence, yearly means told side by side over the same years.

    Where those that hold leave one number of years, another that a slip explains is held against the text.
    """
    means = {
        scene.span(stated.quantity): (track, track.start, stated)
        for track in found
        for stated in track.moves
        if stated.mean and track.start is not None
    }
    rest = {one.focus for one in judged if one.focus in means and one.verdict == "unverifiable"}
    held = [means[one.focus] for one in judged if one.focus in means and one.verdict == "verified"]
    if not rest or not held:
        return list(judged)
    years = set(range(2, _MOST))
    for track, start, stated in held[:_FEW]:
        years &= {
            many for many in years if mean_growth(start, track.level, stated.quantity, stated.sign, many).holds
        }
    if len(years) != 1:
        return list(judged)
    (many,) = years
    return [_held(scene, *means[one.focus], many) or one if one.focus in rest else one for one in judged]


def _held(scene: Scene, track: Track, start: Quantity, stated: Move, years: int) -> Relation | None:
    from .another import is_mean_slip

    around = scene.text[max(0, start.start - _REACH) : track.level.start]
    if stated.soft or REAL.search(around) or not is_mean_slip(start, track.level, stated, years):
        return None
    outcome = mean_growth(start, track.level, stated.quantity, stated.sign, years)
    said, used = (quoted(scene, stated), recomputed(stated, outcome)), (start, track.level, stated.quantity)
    return contradicted(scene, stated.quantity, used, *said, outcome.formula, False)


def yearly(scene: Scene, track: Track, start: Quantity, move: Move) -> Relation | None:
    """A yearly mean over the years that the text names, else over the five of a plan.

    It is held against the text, as a warning, where the years are named and the growth is no real one.
    """
    if (
        move.quantity.number.kind != "percent"
        or "”时期" in scene.text[max(0, start.start - _NAMED) : start.start]
    ):
        return None  # what a plan of five years took in is no level to grow from
    start = first_of_years(scene, start, track.level)
    used = (start, track.level, move.quantity)
    over = _OVER.search(scene.text, max(0, move.quantity.start - _REACH), move.quantity.start)
    around = scene.text[max(0, start.start - _REACH) : track.level.start]
    years = _years(scene, start, track.level, move.quantity)
    if not years and _NOMINAL.search(around):
        years = _PLAN if _FIVE.search(scene.text, max(0, start.start - _SPOKEN), start.start) else 0
    spoken = counted(over[1]) if over and not years else 0  # 由A增加到B，三年年均增长x%
    outcome = mean_growth(start, track.level, move.quantity, move.sign, years or spoken or _PLAN)
    if outcome.holds:
        return scene.relation("change", "verified", move.quantity, used, outcome.formula)
    if over and counted(over[1]) != (years or spoken):
        return None  # 两年平均: over other years than those beside
    if spoken and not (over and is_undated(start) and "近" not in scene.text[track.level.stop : over.start()]):
        return None  # 由2019年的A增加到B，近三年年均增长x%: from another year
    years = years or spoken
    if not years or outcome.holds is None or move.soft or _is_real(track, start, move, years, around):
        return scene.relation("change", "unverifiable", move.quantity, used, outcome.formula)
    return contradicted(
        scene, move.quantity, used, quoted(scene, move), recomputed(move, outcome), outcome.formula, False
    )


def yearly_by(scene: Scene, level: Quantity, amount: Move, stated: Move) -> Relation | None:
    """A yearly mean of a level and what it grew by.

    Over as many years as are named, else over five or the ten between two censuses: then it is evidence alone.
    """
    by, mean = amount.quantity, stated.quantity
    grown = amount.sign > 0
    other = level.interval - by.interval if grown else level.interval + by.interval
    value = level.number.value - amount.sign * by.number.value
    if level.number.approximate or by.number.approximate or value <= 0 or not other.low or other.low <= 0:
        return None
    start = level.with_number(level.number._replace(value=value, low=other.low, high=other.high))
    over = _OVER.search(scene.text, max(0, mean.start - _REACH), mean.start)
    over = over or _IN_ALL.search(scene.text, level.stop, by.start)
    years = counted(over[1]) if over else 2 * _PLAN if "普查" in scene.text[: by.start] else _PLAN
    outcome = mean_growth(start, level, mean, stated.sign, years)
    used = (level, by, mean)
    if outcome.holds:
        return scene.relation("change", "verified", mean, used, outcome.formula)
    from .another import is_mean_slip

    if over is None or REAL.search(level.before) or not is_mean_slip(start, level, stated, years):
        return None
    said = quoted(scene, stated), recomputed(stated, outcome)
    return contradicted(scene, mean, used, *said, outcome.formula, False)


def _is_real(track: Track, start: Quantity, move: Move, years: int, around: str) -> bool:
    """Whether a yearly mean that the levels do not give may be one at constant prices."""
    from .another import is_mean_slip

    if not REAL.search(around):
        return False
    if not is_mean_slip(start, track.level, move, years):
        return True
    mean = 1 + move.sign * move.quantity.number.value / 100
    found = root(track.level.number.value / start.number.value, years)
    return not excludes_prices(around, mean, found, years)


def _years(scene: Scene, start: Quantity, end: Quantity, mean: Quantity) -> int:
    """The years from one level to the other: as they name them, or as the text does around; 0 if unknown."""
    first, last = _YEAR.search(start.before), _YEAR.search(end.before)
    if first and last:
        return max(0, int(last[1]) - int(first[1]))
    spoken = _FROM_TO.findall(scene.text, max(0, start.start - _SPOKEN), end.start)
    if spoken:
        return max(0, int(spoken[-1][1]) - int(spoken[-1][0]))
    in_all = _IN_ALL.search(scene.text, start.stop, mean.start)
    return counted(in_all[1]) if in_all else 0
