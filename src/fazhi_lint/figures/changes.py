"""Changes: "由A增加到B，增长x%", "B，比上年增加d，增长x%", each leg recomputed on its own (FZ106).

Growth at constant prices, means over an unknown number of years and comparisons with something else are
left undecided: they verify where they happen to fit, and are never held against the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document
from ..facts.enumerations import counted
from ..kept import regex
from ..model import Edit, Fix, Relation
from .growth import (
    Outcome,
    difference,
    growth,
    growth_by,
    mean_growth,
    slipped_growth,
    times,
)
from .matching import comparable
from .moves import BEYOND, Move, alike, compared, is_addition, move, paired
from .ratios import Ratio, printed
from .said import contradicted, quoted, recomputed
from .scene import Quantity, Scene
from .surplus import by_completion
from .track import Track
from .tracks import tracks
from .units import family

_REAL = regex.compile(r"生产总值|GDP|增加值|总产值|产业|规上|规模以上|投资|零售总?额|周转量|业务总量|指数")
_BALANCE = regex.compile(r"利润|结余|[顺逆]差|盈余|差额")
_REVISED = regex.compile(r"进出口|余额|存款|贷款|货币|户数|人口|储备|市值")
_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_FROM_TO = regex.compile(r"[由从]((?:19|20)\d\d)年[^。;]{0,40}?到((?:19|20)\d\d)年")
_YEARLY = ("上年", "去年", "同期", "上一年")
_PAST = regex.compile(r"(?:[上去]年|上一年|前年)(?!末|底|结转|结余|以来|新)|同期")
_SHORTER = regex.compile(r"季度|半年|[至—~-]\d{1,2}月")
_PLANNED = regex.compile(r"预算(?!执行)|计划|目标|任务")
_SPOKEN = 160
_PLAN = 5
_RANKS = frozenset({"位", "名", "级", "档", "类", "批", "版"})
# What nobody states at constant prices, so that five years of it are known to compound.
_NOMINAL = regex.compile(r"财政[^,;]{0,4}收入|预算收入|税收|[存贷]款")
_FIVE = regex.compile(r"[过近这]去?五年|五年来|五年间|“十[一二三四]五”(?:时期|期间|以来)")
_OVER = regex.compile(r"([二两三四五六七八九十]|\d{1,2})年(?:来|间)?(?:年均|平均)")
_TIMES = frozenset(
    {"天", "日", "个工作日", "工作日", "小时", "分钟", "个月", "年", "秒", "周", "个小时", "公里"}
)
_REACH = 30
_QUOTED = 40
_NEAR = 3
_BEFORE = 12


def changes(document: Document) -> Iterator[Relation]:
    """The relations of change of a document."""
    for scene, found in tracks(document):
        for track in found:
            for relation in _judge(scene, track):
                if relation.verdict == "verified" or not track.weak:
                    yield relation


def _judge(scene: Scene, track: Track) -> Iterator[Relation]:
    rest = track.moves
    if not rest and track.start is None:
        return
    if track.plan is not None:
        by_plan = Track(track.level, track.plan, planned=True, moves=[one for one in rest if one.planned])
        rest = [one for one in rest if not one.planned]
        yield from _judge(scene, by_plan)
    else:
        yield from by_completion(scene, track.level, rest)
    if track.start is not None:
        if not track.planned:
            yield from _direction(scene, track, track.start)
        told, rest = rest, []
        for stated in compared(told):
            later = _named_later(track.start, stated)
            if later or not _same_comparison(track, track.start, stated):
                rest.append(stated)
                # "由A提高到B，同比提高d" may leave out that A was last year's: agreement is recorded.
                free = later or _bare(track.start)
                fits = _from_start(scene, track, track.start, stated) if free else None
                if fits and fits.verdict == "verified":
                    yield fits
            elif relation := _from_start(scene, track, track.start, stated):
                yield relation
    if not rest:
        return
    alone = Track(track.level)
    for amount, rate in paired(rest):
        relation = _by_amount(scene, alone, amount, rate)
        if relation:
            yield relation
    if track.start is None and len(rest) == 1 and (relation := _by_new(scene, track.level, rest[0])):
        yield relation


def _named_later(start: Quantity, stated: Move) -> bool:
    """Whether a change stands before the level that another is compared with: 增长5%，比2019年的A增长9%."""
    other = "比" in start.before or _YEAR.search(start.before) is not None
    return stated.quantity.index < start.index and start.lead != "(" and other


def _direction(scene: Scene, track: Track, start: Quantity) -> Iterator[Relation]:
    """ "增加到" must not lead down. Ranks run the other way, and a time limit may be 提高 by shortening."""
    if not track.sign or {start.unit, track.level.unit} & _RANKS or not alike(start, track.level):
        return
    low, high = start.interval, track.level.interval
    apart = start.number.value != track.level.number.value
    if not apart and start.number.literal == track.level.number.literal and start.unit == track.level.unit:
        claim = scene.text[start.start : track.level.stop]
        if len(claim) <= _QUOTED and not start.number.approximate:
            used = (start, track.level)
            formula = f"{start.number.literal} = {track.level.number.literal}"
            yield contradicted(scene, track.level, used, claim, "前后两数相同", formula, False)
        return
    rises = apart and low.high is not None and high.low is not None and high.low >= low.high
    falls = apart and high.high is not None and low.low is not None and high.high <= low.low
    if not rises and not falls:
        return
    used = (start, track.level)
    a, b = start.number.literal, track.level.number.literal
    formula = f"{a} {'<' if rises else '>'} {b}"
    if rises == (track.sign > 0):
        yield scene.relation("change", "verified", track.level, used, formula)
    elif track.level.unit in _TIMES:
        yield scene.relation("change", "unverifiable", track.level, used, formula)
    else:
        sure = not any(quantity.number.approximate for quantity in used)
        claim = scene.text[start.start - len(start.before) : track.level.stop]
        claim = claim[
            max(claim.rfind("由", 0, len(start.before)), claim.rfind("从", 0, len(start.before)), 0) :
        ]
        claim = claim if len(claim) <= _QUOTED else f"{track.level.before}{b}"
        result = f"后数{'大' if rises else '小'}于前数"
        yield contradicted(scene, track.level, used, claim, result, formula, sure)


def _from_start(scene: Scene, track: Track, start: Quantity, move: Move) -> Relation | None:
    stated = move.quantity
    used = (start, track.level, stated)
    kind = stated.number.kind
    before = scene.text[max(0, track.level.start - _REACH) : track.level.start]
    if "全年" in start.before and _SHORTER.search(before):
        return None
    if track.total or is_addition(track.level):
        added = _by_addition(scene, track, start, move)
        if added or track.total:
            return added
    if move.mean:
        return _yearly(scene, track, start, move)
    if kind in ("number", "point"):
        outcome = difference(start, track.level, stated, move.sign)
    elif kind == "multiple":
        doubled = "番" in stated.number.literal + stated.unit
        outcome = times(start, track.level, stated, 0 if doubled or move.whole else 1)
        if doubled and track.level.number.value >= start.number.value * stated.number.value:
            outcome = Outcome(outcome.holds or None, outcome.formula)  # 翻一番 is also said of a little more
        loose = not doubled and not move.whole and times(start, track.level, stated, 0).holds is True
        return _relation(scene, track, move, used, outcome, sure=not loose)
    elif move.faster and not (start.unit in _TIMES and track.level.unit in _TIMES):
        return None
    else:
        outcome = growth(start, track.level, stated, move.sign)
    # Speed is the inverse of time: 10天→5天 is also read as twice as fast.
    return _relation(scene, track, move, used, outcome, sure=not move.faster)


def _by_addition(scene: Scene, track: Track, start: Quantity, move: Move) -> Relation | None:
    """d new ones, and the total is x% more than A: d / A."""
    stated = move.quantity
    ratio = Ratio((track.level,), (start,))
    if not stated.is_rate or move.mean or not ratio.gives(printed(stated.number)):
        return None
    used = (start, track.level, stated)
    return scene.relation("change", "verified", stated, used, ratio.show(stated.number.decimals))


def _by_amount(scene: Scene, track: Track, amount: Move, rate: Move) -> Relation | None:
    """B, increased by d, is x%: the base is what d leaves of B."""
    if rate.mean or _apart(amount.against, rate.against):
        return None
    if amount.sign != rate.sign and amount.against != rate.against:
        return None
    outcome = growth_by(track.level, amount.quantity, rate.quantity, amount.sign)
    if not outcome.holds and amount.planned and not rate.planned and amount.words[:1] in BEYOND:
        return None  # 超收600万元，增长5.7% has the year before in mind
    from_base = Ratio((amount.quantity,), (track.level,))
    if not outcome.holds and from_base.gives(printed(rate.quantity.number)) and _is_base(scene, track, amount):
        used, places = (track.level, amount.quantity, rate.quantity), rate.quantity.number.decimals
        return scene.relation("change", "verified", rate.quantity, used, from_base.show(places))
    if _PAST.search(track.level.before):
        return None
    if outcome.holds is False and _BALANCE.search(track.level.before):
        return None
    if amount.sign != rate.sign:
        outcome = Outcome(False, f"{outcome.formula}，增减方向不一")
    return _relation(scene, track, rate, (track.level, amount.quantity, rate.quantity), outcome)


def _by_new(scene: Scene, level: Quantity, rate: Move) -> Relation | None:
    """ "商标38172件，新增4217件，增长12.4%": the growth may be of what is new; agreement is recorded."""
    if not level.index or not rate.quantity.is_rate or rate.mean or rate.quantity.index != level.index + 1:
        return None
    other = scene.quantities[level.index - 1]
    if is_addition(level) == is_addition(other) or move(other) is not None or other.number.vague:
        return None
    stock, new = (other, level) if is_addition(level) else (level, other)
    if not comparable(stock, new) or stock.is_rate or stock.number.value <= new.number.value:
        return None
    outcome = growth_by(stock, new, rate.quantity, rate.sign)
    used = (stock, new, rate.quantity)
    return scene.relation("change", "verified", rate.quantity, used, outcome.formula) if outcome.holds else None


def _is_base(scene: Scene, track: Track, amount: Move) -> bool:
    """Whether a level is what the change starts from: its words say so, or what it leads to follows."""
    level, by = track.level.number.value, amount.quantity.number.value
    behind = scene.quantities[amount.quantity.index + 1 : amount.quantity.index + 1 + _NEAR]
    reached = any(one.number.value == level + amount.sign * by for one in behind)
    return reached or _PAST.search(track.level.before) is not None


def _yearly(scene: Scene, track: Track, start: Quantity, move: Move) -> Relation | None:
    """A yearly mean over the years that the text names, else over the five of a plan.

    It is held against the text, as a warning, where the years are named and the growth is no real one.
    """
    if move.quantity.number.kind != "percent":
        return None
    used = (start, track.level, move.quantity)
    over = _OVER.search(scene.text, max(0, move.quantity.start - _REACH), move.quantity.start)
    around = scene.text[max(0, start.start - _REACH) : track.level.start]
    years = _years(scene, start, track.level)
    if not years and _NOMINAL.search(around):
        years = _PLAN if _FIVE.search(scene.text, max(0, start.start - _SPOKEN), start.start) else 0
    spoken = counted(over[1]) if over and not years else 0  # 由A增加到B，三年年均增长x%
    outcome = mean_growth(start, track.level, move.quantity, move.sign, years or spoken or _PLAN)
    if outcome.holds:
        return scene.relation("change", "verified", move.quantity, used, outcome.formula)
    if over and counted(over[1]) != (years or spoken):
        return None  # 两年平均: over other years than those beside
    if spoken and not (over and _bare(start) and "近" not in scene.text[track.level.stop : over.start()]):
        return None  # 由2019年的A增加到B，近三年年均增长x%: from another year
    years = years or spoken
    if not years or outcome.holds is None or move.soft or _REAL.search(around):
        return scene.relation("change", "unverifiable", move.quantity, used, outcome.formula)
    return contradicted(
        scene, move.quantity, used, quoted(scene, move), recomputed(move, outcome), outcome.formula, False
    )


def _years(scene: Scene, start: Quantity, end: Quantity) -> int:
    """The years from one level to the other: as they name them, or as the sentence did before; 0 if unknown."""
    first, last = _YEAR.search(start.before), _YEAR.search(end.before)
    if first and last:
        return max(0, int(last[1]) - int(first[1]))
    spoken = _FROM_TO.findall(scene.text, max(0, start.start - _SPOKEN), end.start)
    return max(0, int(spoken[-1][1]) - int(spoken[-1][0])) if spoken else 0


def _same_comparison(track: Track, start: Quantity, move: Move) -> bool:
    """Whether a change is measured from the start that is named, and not from another year."""
    if track.planned:
        other = any(word in move.against and word not in start.before for word in ("年初", "调整"))
        return (move.planned or _PLANNED.search(move.against) is not None) and not other
    if move.planned:
        return _PLANNED.search(start.before) is not None
    if not move.against:
        return True
    named = start.before
    if any(word in move.against for word in _YEARLY):
        first, last = _YEAR.search(named), _YEAR.search(track.level.before)
        if (
            track.yearly
            or any(word in named for word in _YEARLY)
            or (first and last and int(first[1]) + 1 == int(last[1]))
        ):
            return True
    return (
        move.against in named
        or ("执行数" in named and "执行数" in move.against)
        or _years_agree(named, move.against)
    )


def _years_agree(a: str, b: str) -> bool:
    first, second = _YEAR.search(a), _YEAR.search(b)
    return bool(first and second and first[1] == second[1])


def _bare(start: Quantity) -> bool:
    """Whether a start does not say of when it is: 由33.6%."""
    return start.before.endswith(("由", "从"))


def _apart(a: str, b: str) -> bool:
    """Whether two changes are said to be measured from different times; 上年 and 同期 are one."""
    return bool(a and b and a != b) and not all(any(word in one for word in _YEARLY) for one in (a, b))


def _relation(
    scene: Scene, track: Track, move: Move, used: Sequence[Quantity], outcome: Outcome, sure: bool = True
) -> Relation:
    """The relation of one leg; ``sure`` is False where another reading of the words would excuse it."""
    stated = move.quantity
    if outcome.holds:
        return scene.relation("change", "verified", stated, used, outcome.formula)
    around = scene.text[max(0, track.level.start - _REACH, _opening(scene, track)) : track.level.start]
    if outcome.zero and not move.soft:
        result = "基数为0，不能计算增幅"
        return contradicted(scene, stated, used, quoted(scene, move), result, outcome.formula, False)
    if (
        outcome.holds is None
        or move.soft
        or (stated.number.kind not in ("number", "point") and _REAL.search(around))
    ):
        return scene.relation("change", "unverifiable", stated, used, outcome.formula)
    # 查处案件90件，其中食品类30件，案件数较上年(25件)上升20%: of which of them is not sure.
    apart = track.start is not None and "其中" in scene.text[track.level.stop : track.start.start]
    tight = _tight(used) and not apart and "其中" not in scene.text[_opening(scene, track) : track.level.start]
    if not tight and (other := _elsewhere(scene, track, move, used)):
        return other
    sure = sure and tight and not any(quantity.number.approximate for quantity in used)
    sure = sure and not is_addition(track.level)
    sure = sure and (track.start is not None or not _REVISED.search(around))
    fix = _mended(scene, track, move, used)
    claim, result = quoted(scene, move), recomputed(move, outcome)
    others = _others(scene, track, move)
    return contradicted(scene, stated, used, claim, result, outcome.formula, sure, fix, others)


def _opening(scene: Scene, track: Track) -> int:
    """Where the sentence of a level begins."""
    return scene.text.rfind("。", 0, track.level.start) + 1


def _tight(used: Sequence[Quantity]) -> bool:
    """Whether the figures of a change stand in a row: nothing else can be meant by it."""
    rows = sorted(quantity.index for quantity in used)
    first, last = rows[0], rows[-1]
    return last - first <= len(rows) and used[0].sentence == used[-1].sentence


def _elsewhere(scene: Scene, track: Track, move: Move, used: Sequence[Quantity]) -> Relation | None:
    """The change as it follows from another level before it: 总额A，其中B。比上年增加d may speak of A."""
    stated = move.quantity
    amount = next((one for one in used if one is not stated and one not in (track.level, track.start)), None)
    for other in reversed(scene.quantities[max(0, stated.index - _BEFORE) : stated.index]):
        if other in used or other.number.kind != track.level.number.kind or other.number.vague:
            continue
        if family(other.unit) != family(track.level.unit):
            continue
        if amount is not None:
            outcome = growth_by(other, amount, stated, move.sign)
            found: tuple[Quantity, ...] = (other, amount, stated)
        elif track.start is None:
            return None
        elif stated.number.kind == "multiple":
            outcome, found = (
                times(track.start, other, stated, 0 if move.whole else 1),
                (track.start, other, stated),
            )
        elif stated.is_rate:
            outcome, found = growth(track.start, other, stated, move.sign), (track.start, other, stated)
        else:
            outcome, found = difference(track.start, other, stated, move.sign), (track.start, other, stated)
        if outcome.holds:
            return scene.relation("change", "verified", stated, found, outcome.formula)
    return None


def _others(scene: Scene, track: Track, move: Move) -> tuple[str, ...]:
    """What other amounts beside the change would give: the head of a budget item, where it is the right one."""
    start, stated = track.start, move.quantity
    if start is None or not stated.is_rate:
        return ()
    found = []
    for other in scene.quantities[max(0, start.index - _NEAR) : start.index]:
        if other.number.kind == "number" and family(other.unit) == family(track.level.unit):
            outcome = growth(start, other, stated, move.sign)
            if outcome.holds:
                found.append(f"以{other.number.literal}计：{outcome.formula}")
    return tuple(found)


def _mended(scene: Scene, track: Track, move: Move, used: Sequence[Quantity]) -> Fix | None:
    """The growth as it should print, offered where it is the one number that a single edit repairs."""
    if move.quantity.number.kind != "percent" or is_addition(track.level):
        return None
    others = [quantity for quantity in used if quantity is not move.quantity]
    literal = slipped_growth(track.start, track.level, others, move.quantity, move.sign)
    return Fix("unsafe", (Edit(scene.span(move.quantity), literal),)) if literal else None
