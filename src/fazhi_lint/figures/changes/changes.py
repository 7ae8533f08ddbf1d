"""Changes: "由A增加到B，增长x%", "B，比上年增加d，增长x%", each leg recomputed on its own (FZ106).

Growth at constant prices, means over an unknown number of years and comparisons with something else are
left undecided: they verify where they happen to fit, and are never held against the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import changed
from ..core.matching import says_last_year
from ..core.moves import BEYOND, Move, alike, compared, is_addition, is_bare, is_undated, move, paired
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from .growth import Outcome, difference, difference_of_loss, growth, growth_by, times
from .said import contradicted, quoted
from .track import Track
from .tracks import tracks

_BALANCE = regex.compile(r"利润|结余|[顺逆]差|盈余|差额")
_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_PAST = regex.compile(r"(?:[上去]年|上一年|前年)(?!末|底|结转|结余|以来|新)|同期")
_LAST_MONTH = regex.compile(r"上个?[月季周旬]")
_SHORTER = regex.compile(r"季度|半年|[至—~-]\d{1,2}月")
_SHORT_OF = ("未", "尚", "还", "仍", "差", "相")  # 未完成774套 may leave out what was dropped
_REVIEWED = regex.compile(r"[核审]减\p{Han}{0,4}$")
_THAN = regex.compile(r"比[^例重率值]")
_OF_LAST = regex.compile(
    r"而?(?:[上去]年|前一年|(?:19|20)\d\d年)(?:同期|度|[末底])?(?:同口径|基数|的|完成|实现|销售|实有)*[为是达数]{0,2}"
)
_PLANNED = regex.compile(r"预算(?!执行)|计划|目标|任务")
_BETTER = regex.compile("提[高升]|优化|改善")
_FINER = regex.compile(r"精度|误差|分辨率|时延|延迟|能耗|电耗|煤耗|间隔")
_RANKS = frozenset({"位", "名", "级", "档", "类", "批", "版"})
_TIMES = frozenset(
    {"天", "日", "个工作日", "工作日", "小时", "分钟", "个月", "年", "秒", "周", "个小时", "公里"}
)
_REACH = 30  # characters before a level
_QUOTED = 40  # characters of a claim
_SPOKEN = 300  # characters before a level that may name its year
_NEAR = 3  # figures behind a change


def changes(document: Document) -> Iterator[Relation]:
    """The relations of change of a document."""
    for scene, found in tracks(document):
        bare = {scene.span(stated.quantity) for track in found for stated in track.moves if is_bare(stated)}
        judged = [
            relation
            for track in found
            for relation in _judge(scene, track)
            if relation.verdict == "verified" or not track.weak or track.named
        ]
        if sum(stated.mean for track in found for stated in track.moves) > 1:
            from .compound import in_step

            judged = in_step(scene, found, judged)
        if len(bare) > 1 and not any(one.verdict == "verified" and one.focus in bare for one in judged):
            judged = [one for one in judged if one.focus not in bare]  # shares of what all have grown by
        yield from judged
        if any(track.start is not None and track.level.depth for track in found):
            from .from_to import from_to

            yield from from_to(scene, found)


def _judge(scene: Scene, track: Track) -> Iterator[Relation]:
    rest = track.moves
    if track.origin:
        yield from _from_origin(scene, track)
        return
    if not rest and track.start is None:
        return
    if track.plan is not None:
        by_plan = Track(track.level, track.plan, planned=True, moves=[one for one in rest if one.planned])
        rest = [one for one in rest if not one.planned]
        yield from _judge(scene, by_plan)
    if track.start is not None:
        if not track.planned:
            yield from _direction(scene, track, track.start)
        told, rest = rest, []
        for stated in compared(told):
            later = _named_later(track, track.start, stated)
            if stated.whole and stated.against and (of_year := _of_named_year(scene, track, stated)):
                yield of_year
            elif later or not _same_comparison(track, track.start, stated):
                rest.append(stated)
                # "由A提高到B，同比提高d" may leave out that A was last year's: agreement is recorded.
                free = later or is_undated(track.start) or _is_dated_alone(track.start, track.level)
                told_of = (
                    track
                    if not _is_told_after(scene, track, track.start, stated)
                    else changed(track, weak=True)
                )
                fits = _from_start(scene, told_of, track.start, stated) if free else None
                if fits and (fits.verdict == "verified" or told_of.weak):
                    yield fits
            elif relation := _from_start(scene, track, track.start, stated):
                yield relation
    if not rest:
        return
    alone = Track(track.level, weak=track.weak)
    for amount, rate in (*paired(rest), *_yearly(rest)):
        relation = _by_amount(scene, alone, amount, rate)
        if relation:
            yield relation
    if track.start is None and len(rest) == 1:
        by = rest[0].quantity.number
        if by.kind == "number" and by.value > track.level.number.value:
            from .beneath import beneath

            below = beneath(scene, track.level, rest[0])
            if below:
                yield below


def _yearly(moves: Sequence[Move]) -> Iterator[tuple[Move, Move]]:
    """十年共增加604.3万人，增长44.5%，年平均增长率为3.8%: the amount that the mean says again, too."""
    amounts = [one for one in moves if one.quantity.number.kind == "number" and not one.mean]
    means = [one for one in moves if one.quantity.number.kind == "percent" and one.mean]
    if len(amounts) == len(means) == 1 and means[0].quantity.index > amounts[0].quantity.index + 1:
        yield amounts[0], means[0]


def _from_origin(scene: Scene, track: Track) -> Iterator[Relation]:
    """ "比上年决算数A增支d，增长p%": d / A, the new level is not told."""
    for amount, rate in paired(track.moves):
        ratio = Ratio((amount.quantity,), (track.level,))
        used = (track.level, amount.quantity, rate.quantity)
        if amount.sign != rate.sign or rate.quantity.number.kind != "percent" or rate.mean:
            continue
        if ratio.gives(printed(rate.quantity.number)):
            shown = ratio.show(rate.quantity.number.decimals)
            yield scene.relation("change", "verified", rate.quantity, used, shown)
        elif found := _slipped_from(scene, track, amount, rate):
            yield found


def _slipped_from(scene: Scene, track: Track, amount: Move, rate: Move) -> Relation | None:
    """The same where one wrong digit explains that it does not hold."""
    ratio, places = Ratio((amount.quantity,), (track.level,)), rate.quantity.number.decimals
    if rate.soft or amount.sign != rate.sign or not slipped(rate.quantity.number, ratio):
        return None
    used = (track.level, amount.quantity, rate.quantity)
    result, shown = f"算得{ratio.result(places)}", ratio.show(places)
    return contradicted(scene, rate.quantity, used, quoted(scene, rate), result, shown, False)


def _of_named_year(scene: Scene, track: Track, stated: Move) -> Relation | None:
    """ "2017年7件、2018年8件、2019年9件，是2017年的1.3倍": of the year it names, and not of the last before."""
    from .series import level_of_year

    start, own = level_of_year(scene, track.level, stated.against), _YEAR.search(stated.quantity.before)
    level = (
        level_of_year(scene, track.level, own.group()) if own and own.group() != stated.against else track.level
    )
    if start is None or level is None or (start, level) == (track.start, track.level):
        return None
    return _from_start(scene, changed(track, start=start, level=level), start, stated)


def _named_later(track: Track, start: Quantity, stated: Move) -> bool:
    """Whether a change stands before the level that another is compared with: 增长5%，比2019年的A增长9%."""
    dated = _YEAR.search(start.before) is not None and not (
        track.yearly or _years_agree(start.before, stated.against)
    )
    other = dated or _THAN.search(start.before) is not None
    return stated.quantity.index < start.index and start.lead != "(" and other


def _is_told_after(scene: Scene, track: Track, start: Quantity, stated: Move) -> bool:
    """Whether last year's level stands alone right behind its change: 9642户，同比增长31.5%，2014年为7332户."""
    behind = start.index == stated.quantity.index + 1 and start.lead in ("(", ",")
    if not behind or not _OF_LAST.fullmatch(start.before):
        return False
    named, at = _YEAR.findall(start.before), track.level.start
    own = [year for year in _YEAR.findall(scene.text, max(0, at - _SPOKEN), at) if year not in named]
    return not (named and own) or int(named[0]) + 1 == int(own[-1])


def _is_dated_alone(start: Quantity, level: Quantity) -> bool:
    """Whether only the level that another is compared with says its year."""
    return _YEAR.search(start.before) is not None and _YEAR.search(level.before) is None


def _direction(scene: Scene, track: Track, start: Quantity) -> Iterator[Relation]:
    """ "增加到" must not lead down. Ranks run the other way; a time limit or 精度 may be 提高 by less of it."""
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
    elif track.level.unit in _TIMES or _is_finer(start, track.level):
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


def _is_finer(start: Quantity, level: Quantity) -> bool:
    """Whether less of what was told is better: 定位精度由10米提升至6米."""
    return _FINER.search(start.before) is not None and _BETTER.search(level.before) is not None


def _from_start(scene: Scene, track: Track, start: Quantity, change: Move) -> Relation | None:
    stated = change.quantity
    used = (start, track.level, stated)
    kind = stated.number.kind
    before = scene.text[max(0, track.level.start - _REACH) : track.level.start]
    if "全年" in start.before and _SHORTER.search(before):
        return None
    if start.index > track.level.index and start.before.startswith("其中"):
        return None  # 五年到位764亿元，其中2010年231亿元，增长34.7%
    if track.total or is_addition(track.level):
        added = _by_addition(scene, track, start, change)
        if added or track.total:
            return added
    if change.mean:
        from .compound import yearly

        return yearly(scene, track, start, change)
    if kind in ("number", "point"):
        lost = start.before.endswith("亏损") and "亏损" not in track.level.before and change.sign > 0
        outcome = (
            difference_of_loss(start, track.level, stated)
            if lost
            else difference(start, track.level, stated, change.sign)
        )
    elif kind == "multiple":
        doubled = "番" in stated.number.literal + stated.unit
        outcome = times(start, track.level, stated, 0 if doubled or change.whole else 1)
        if doubled and track.level.number.value >= start.number.value * stated.number.value:
            outcome = Outcome(outcome.holds or None, outcome.formula)  # 翻一番 is also said of a little more
        loose = not doubled and not change.whole and times(start, track.level, stated, 0).holds is True
        return _relation(scene, track, change, used, outcome, sure=not loose)
    elif change.faster and not (start.unit in _TIMES and track.level.unit in _TIMES):
        return None
    else:
        outcome = growth(start, track.level, stated, change.sign)
        if change.faster and not outcome.holds:
            outcome = growth(track.level, start, stated, 1)  # 60天 to 45天 is a third faster
    # Speed is the inverse of time: 10天→5天 is also read as twice as fast.
    told = track.planned and change.words.startswith(_SHORT_OF)
    return _relation(scene, track, change, used, outcome, sure=not change.faster and not told)


def _by_addition(scene: Scene, track: Track, start: Quantity, change: Move) -> Relation | None:
    """d new ones, and the total is x% more than A: d / A."""
    stated = change.quantity
    ratio = Ratio((track.level,), (start,))
    if not stated.is_rate or change.mean or not ratio.gives(printed(stated.number)):
        return None
    used = (start, track.level, stated)
    return scene.relation("change", "verified", stated, used, ratio.show(stated.number.decimals))


def _by_amount(scene: Scene, track: Track, amount: Move, rate: Move) -> Relation | None:
    """B, increased by d, is x%: the base is what d leaves of B."""
    if rate.mean and rate.quantity.number.kind == "percent" and amount.sign == rate.sign:
        from .compound import yearly_by

        return yearly_by(scene, track.level, amount, rate)
    if rate.mean or _apart(amount.against, rate.against):
        return None
    if amount.sign != rate.sign and (amount.against != rate.against or _is_of_another(amount, rate)):
        return None
    outcome = growth_by(track.level, amount.quantity, rate.quantity, amount.sign)
    beyond = amount.planned and not rate.planned and (not amount.words or amount.words[:1] in BEYOND)
    if not outcome.holds and (beyond or _REVIEWED.search(rate.quantity.before)):
        return None  # 超收600万元，增长5.7% has the year before in mind; 核减率6.7% is of what was sent in
    from_base = Ratio((amount.quantity,), (track.level,))
    if not outcome.holds and from_base.gives(printed(rate.quantity.number)) and _is_base(scene, track, amount):
        used, places = (track.level, amount.quantity, rate.quantity), rate.quantity.number.decimals
        return scene.relation("change", "verified", rate.quantity, used, from_base.show(places))
    if _PAST.search(track.level.before):  # 上年支出3421万元，本年增加221万元，增长6.45%
        return None if outcome.holds else _slipped_from(scene, track, amount, rate)
    if outcome.holds is False and _BALANCE.search(track.level.before):
        return None
    if amount.sign != rate.sign:
        outcome = Outcome(False, f"{outcome.formula}，增减方向不一")
    return _relation(scene, track, rate, (track.level, amount.quantity, rate.quantity), outcome)


def _is_of_another(amount: Move, rate: Move) -> bool:
    """Whether a figure between them tells what the amount is held against: 增长8.3%，比平均(17365元)低523元."""
    return abs(amount.quantity.index - rate.quantity.index) > 1


def _is_base(scene: Scene, track: Track, amount: Move) -> bool:
    """Whether a level is what the change starts from: its words say so, or what it leads to follows."""
    level, by = track.level.number.value, amount.quantity.number.value
    behind = scene.quantities[amount.quantity.index + 1 : amount.quantity.index + 1 + _NEAR]
    reached = any(one.number.value == level + amount.sign * by for one in behind)
    return reached or _PAST.search(track.level.before) is not None


def _same_comparison(track: Track, start: Quantity, change: Move) -> bool:
    """Whether a change is measured from the start that is named, and not from another year."""
    if track.planned:
        other = any(word in change.against and word not in start.before for word in ("年初", "调整"))
        return (change.planned or _PLANNED.search(change.against) is not None) and not other
    if change.planned:
        return _PLANNED.search(start.before) is not None
    if change.quantity.before.startswith("其中") and "当年" in change.quantity.before:
        return track.yearly  # 由2005年的1.362吨降到1.086吨，其中2010年当年下降3.64%
    if "环比" in change.quantity.before and _PAST.search(start.before):
        return False  # 环比下降0.5%，同比下降4.1%(上年同期1.94万头)
    if not change.against or (change.whole and not _YEAR.search(start.before)):
        return True  # 由12亿元增长到36亿元，是2018年的3倍
    own, level = _YEAR.search(change.quantity.before), _YEAR.search(track.level.before)
    if change.whole and own and level and own.group() not in (change.against, level.group()):
        return False  # 2021年720件，2022年是2020年的1.5倍
    named = start.before
    if (_LAST_MONTH.search(change.against) is None) != (_LAST_MONTH.search(named) is None):
        return False  # 较上月同期增加0.62亿立方米，较去年同期减少0.63亿立方米(去年同期7.46亿立方米)
    if says_last_year(change.against):
        first, last = _YEAR.search(named), _YEAR.search(track.level.before)
        if track.yearly or says_last_year(named) or (first and last and int(first[1]) + 1 == int(last[1])):
            return True
    return (
        change.against in named
        or ("执行数" in named and "执行数" in change.against)
        or _years_agree(named, change.against)
    )


def _years_agree(a: str, b: str) -> bool:
    first, second = _YEAR.search(a), _YEAR.search(b)
    return bool(first and second and first[1] == second[1])


def _apart(a: str, b: str) -> bool:
    """Whether two changes are said to be measured from different times; 上年 and 同期 are one."""
    return bool(a and b and a != b) and not (says_last_year(a) and says_last_year(b))


def _relation(
    scene: Scene, track: Track, change: Move, used: Sequence[Quantity], outcome: Outcome, sure: bool = True
) -> Relation | None:
    """The relation of one leg; ``sure`` is False where another reading of the words would excuse it."""
    stated = change.quantity
    if is_bare(change):
        track = changed(track, weak=True)  # 增加45万人(35.6%) may be said of something else
    if outcome.holds:
        return scene.relation("change", "verified", stated, used, outcome.formula)
    between = scene.quantities[track.level.index + 1 : stated.index] if change.whole else ()
    if any(one.number.kind == "number" and one is not track.start and not move(one) for one in between):
        return None  # 由12亿元增加到30亿元，累计完成110亿元，是“十一五”的3.4倍
    from .misfits import misfit

    return misfit(scene, track, change, used, outcome, sure)
