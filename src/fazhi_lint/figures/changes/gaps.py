"""Rates that are so many points above or below another: 增长10.6%，增速比规模以上工业快4.6个百分点.

The other rate is told by its name in the paragraph or in one before, or in brackets behind the name:
高于2019年度(91.86%)1.19个百分点. Where it is not told, several that lead to the same one
bear each other out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...kept import regex
from ...model import Relation
from ..core.interval import Interval, show
from ..core.labels import label
from ..core.moves import Move, is_reference, move
from ..core.ratios import moved
from ..core.scene import Quantity, Scene
from .said import contradicted

_OWN = r"(?:[其均都也仍又已,、]|[增涨升]幅|增速|增长率|同比|分别|明显|大幅|继续|持续|始终|占比|比重|水平)*"
_THAN = regex.compile(
    rf"{_OWN}(?:比|较)(?P<name>[^,;。]{{2,24}}?)(?:提?[高快多]|[加偏]快|高出|快出|(?P<less>低|慢|少|低出))(?:了|约|近|出)?"
)
_ABOVE = regex.compile(
    rf"{_OWN}(?:[高快多]于|[高快]出|高过|超[过出]?|领先于?|(?P<less>[低慢少]于|落后于?))(?P<name>[^,;。]{{2,24}}?)(?:约|近|达)?"
)
# The rate right before the points from which they are measured: 比上年同期的9.3%(回落), 距100%(差).
_SET_OFF = regex.compile(
    r"(?:比|较|与|距离?)[^,;、]{0,20}$|(?:(?P<less>[低慢少]于)|(?P<more>[高快多]于|超过|超出))[^,;、]{2,16}$"
)
_TURNED = regex.compile(
    r"(?:的(?:目标|要求|标准|水平|平均水平|目标值)?)?(?:还|仍|又|再|大幅|明显)?"
    r"(?:(?P<less>回落|下降|降低|放缓|减缓|收窄|缩小|减少|低|慢|少|相?差)|(?P<more>提高|提升|上升|加快|扩大|增加|高|快|多))?(?:了|出|约)*"
)
_TIME = regex.compile(
    r"[上去前今本]年|年度?$|\d年|同期|同月|[上一二三四]季|\d月|月份|年[初末底均]|半年|预期|计划|目标|任务|预算|以往|常年|时期|“"
)
_OF_FALLS = regex.compile(r"[降跌减]幅")
_RATE = regex.compile(
    r"(?:的|平均|总体|整体|水平|增速|增幅|涨幅|增长率|增长|增加值|速度|余额|实际|名义|所占|占比|比重|同比|均值|值)+$"
)
_SCOPE = regex.compile(r"^(?:全[国省市县区州旗]|同期|全部|各项|我[国省市县区])+")
_WHOLE = regex.compile(r"(?:总体|整体|平均|全[省市县区国部])(?:平均)?(?:水平|增速|增幅|增长)*$")
_MONTHS = regex.compile(r"(?:1[-—~至]|截[至止])(\d{1,2})月|上半年|前?三季度")
_YEAR, _OF_YEAR = 12, {"上": 6, "前": 9, "三": 9}  # months
_NAME = 3  # characters of a name that no other rate of a paragraph has by chance
_ALL = ("整体", "总体", "平均")
_LONG = 4  # characters at its end that two names of one indicator have in common
_BACK = 40  # quantities looked through
_LISTED = 9  # rates that share a verb


def gaps(scenes: Sequence[Scene], row: int) -> Iterator[Relation]:
    """The relations of the points of the scene of that row to the rates that they stand between."""
    scene = scenes[row]
    implied: dict[str, list[tuple[Quantity, Quantity, int]]] = defaultdict(list)
    done = -1
    for point in scene.quantities:
        if point.number.kind != "point" or point.index <= done:
            continue
        found = _read(scene, point)
        if found is None:
            continue
        name, sign, other, near = found
        points = scene.row(point)
        done = points[-1].index
        owns = _owns(scene, near.index, point, len(points))
        if not owns:
            continue
        if other is not None:
            if len(points) == 1 and other.number.kind == owns[0].number.kind and other.index > owns[0].index:
                yield from _held(scene, owns[0], other, point, sign, firm=True)
            continue
        if _TIME.search(name):
            continue
        if "进度" in name and len(points) == 1 and (found_here := _scheduled(scene, owns[0], point, sign)):
            yield found_here
            if found_here.verdict == "contradicted":
                continue
        known = list(_known(scenes, row, name, owns[0].index))
        for own, by in zip(owns, points, strict=True):
            told = list(_against(scene, own, by, sign, known))
            yield from told
            if not told and (len(points) > 1 or len(_bare(name)) >= 2):
                implied[name].append((own, by, sign))
    for told_here in implied.values():
        yield from _alike(scene, told_here)


def _read(scene: Scene, point: Quantity) -> tuple[str, int, Quantity | None, Quantity] | None:
    """What a number of points is measured from: its name, the direction, its figure in brackets, and what the
    rate stands in front of."""
    words, other, first = point.before, None, point
    if not point.lead and point.index and (sign := _from_figure(scene.quantities[point.index - 1], words)):
        other = scene.quantities[point.index - 1]
        own = scene.quantities[other.index - 1] if other.index else other
        if move(own) is None and move(other) is None and is_reference(other):
            return None  # a level and last year's
        return "", sign, other, other
    if point.lead == ")" and point.index and len(words) < 4:
        other = scene.quantities[point.index - 1]
        if (
            other.depth != point.depth + 1
            or other.lead != "("
            or not other.is_rate
            or other.before.strip("为是")
        ):
            return None
        end = other.start - len(other.before) - 1
        begin = max(scene.text.rfind(mark, max(0, end - 40), end) for mark in ",;。:") + 1
        if other.index and scene.quantities[other.index - 1].stop > begin:
            begin = scene.quantities[other.index - 1].stop
        words, first = scene.text[begin:end] + words, other
        words = words.lstrip("、")
    found = _THAN.fullmatch(words) or _ABOVE.fullmatch(words)
    if found is None:
        return None
    return found["name"], -1 if found["less"] else 1, other, first


def _from_figure(other: Quantity, words: str) -> int:
    """The direction in which points lead from the rate right before them, 0 if from none."""
    if not other.is_rate or other.number.approximate:
        return 0
    found = _SET_OFF.search(other.before)
    turned = _TURNED.fullmatch(words) if found else None
    if found is None or turned is None:
        return 0
    if turned["less"] or turned["more"]:
        return -1 if turned["less"] else 1
    return 0 if not (found["less"] or found["more"]) else -1 if found["less"] else 1


def _owns(scene: Scene, end: int, point: Quantity, many: int) -> Sequence[Quantity]:
    """The rates in front of what is measured, as many as there are points; other points may stand between."""
    at = end - 1
    while at >= 0 and scene.quantities[at].number.kind == "point":
        at -= 1
    row = scene.quantities[max(0, at + 1 - many) : at + 1]
    if len(row) < many or any(one.segment != point.segment or one.depth != point.depth for one in row):
        return ()
    if any(one.number.kind != "percent" or one.number.approximate for one in row):
        return ()
    if many > 1 and not all(two.is_joined for two in row[1:]):
        return ()
    before = scene.quantities[row[0].index - 1] if row[0].index else None
    listed = row[0].is_joined and before is not None and before.number.kind == "percent"
    return () if listed else row


def _stated(scene: Scene, rate: Quantity) -> Move | None:
    """The growth that a rate states, also where only the first of its row has the verb."""
    for _ in range(_LISTED):
        if not (rate.is_joined and rate.index):
            break
        rate = scene.quantities[rate.index - 1]
    return move(rate)


def _signed(scene: Scene, rate: Quantity) -> Interval:
    stated = _stated(scene, rate)
    return -rate.interval if stated is not None and stated.sign < 0 else rate.interval


def _bare(name: str) -> str:
    name = _SCOPE.sub("", name.replace("规模以上", "规上").replace("地区生产总值", "生产总值"))
    return _RATE.sub("", name)


def _name(scene: Scene, rate: Quantity) -> str:
    """What a rate is told of: by its own words, else by the amount in front of it."""
    stated = move(rate)
    words = stated.subject if stated else label(scene, rate)
    if not words and rate.index and scene.quantities[rate.index - 1].sentence == rate.sentence:
        before = scene.quantities[rate.index - 1]
        words = label(scene, before) if before.number.kind == "number" else ""
    return words


def _known(scenes: Sequence[Scene], row: int, name: str, end: int) -> Iterator[tuple[Scene, Quantity, bool]]:
    """The rates told before that a name may mean, and whether it is their name in full."""
    wanted, whole = _bare(name), _WHOLE.search(name) is not None
    for at in (row, row - 1) if row else (row,):
        scene, seen = scenes[at], 0
        for rate in scene.quantities[max(0, end - _BACK) : end] if at == row else scene.quantities[:_BACK]:
            if rate.number.kind != "percent" or rate.depth or rate.number.approximate:
                continue
            seen += 1
            own = _name(scene, rate)
            bare = _bare(own)
            if wanted and bare and (wanted == bare or bare.endswith(wanted) or wanted.endswith(bare)):
                yield scene, rate, wanted == bare and len(wanted) >= _NAME
            elif whole and _may_be(own, name, _name(scenes[row], scenes[row].quantities[end]), seen == 1):
                yield scene, rate, False


def _may_be(other: str, name: str, own: str, first: bool) -> bool:
    """Whether a rate may be that of the whole: of 全省投资 for 全省, of any 工业增加值 where both are.

    The ``first`` rate of a paragraph may be that of 整体.
    """
    if first and name.startswith(_ALL):
        return True
    return other.startswith(name[:2]) or (len(own) >= _LONG and other.endswith(own[-_LONG:]))


def _against(
    scene: Scene, own: Quantity, by: Quantity, sign: int, known: Sequence[tuple[Scene, Quantity, bool]]
) -> Iterator[Relation]:
    """A gap against the rate that is told: the first that gives it, else the only one of that very name."""
    for other_scene, other, _ in known:
        if (_stated(scene, own) is None) != (_stated(other_scene, other) is None):
            continue
        found = (_signed(scene, own) - _signed(other_scene, other)).meets(_gap(by, sign))
        if found and other_scene is scene:
            yield from _held(scene, own, other, by, sign, firm=False)
            return
        if found:
            spans = (other_scene.span(other), scene.span(own), scene.span(by))
            yield Relation("change", "verified", scene.span(by), spans, _formula(own, other))
            return
    firm = [one for one in known if one[2] and _alike_told(scene, own, one[0], one[1])]
    values = {one[1].number.value for one in firm}
    if len(values) == 1 and firm[-1][0] is scene:
        yield from _held(scene, own, firm[-1][1], by, sign, firm=True)


def _alike_told(scene: Scene, own: Quantity, other_scene: Scene, other: Quantity) -> bool:
    """Whether two rates are both growths of one kind, or neither is one."""
    first, second = _stated(scene, own), _stated(other_scene, other)
    if first is None or second is None:
        return first is second
    return first.mean == second.mean and first.soft == second.soft


def _gap(by: Quantity, sign: int) -> Interval:
    return by.interval if sign > 0 else -by.interval


def _formula(own: Quantity, other: Quantity) -> str:
    return f"{own.number.literal} - {other.number.literal}"


def _held(
    scene: Scene, own: Quantity, other: Quantity, by: Quantity, sign: int, *, firm: bool
) -> Iterator[Relation]:
    a, b = _signed(scene, own), _signed(scene, other) if other.depth == own.depth else other.interval
    if _OF_FALLS.search(other.before):
        a, b = own.interval, other.interval  # 下降3.2%，降幅比上年同期的5.1%收窄1.9个百分点
    value = own.number.value * (-1 if a.high is not None and a.high < 0 else 1) - other.number.value * (
        -1 if b.high is not None and b.high < 0 else 1
    )
    used = (own, other, by)
    formula = f"{show(own.number.value)} - {show(other.number.value)} = {show(value)}"
    if (a - b).meets(_gap(by, sign)):
        yield scene.relation("change", "verified", by, used, formula)
        return
    from .another import is_slip

    plain = a.low is not None and b.low is not None and a.low >= 0 and b.low >= 0
    if firm and plain and not by.number.approximate and is_slip(other, own, Move(by, sign)):
        claim = scene.text[by.start if by.is_joined else by.start - len(by.before) : by.stop]
        turned = "" if value * sign >= 0 else "低" if sign > 0 else "高"
        result = f"算得{turned}{show(abs(value))}个百分点"
        yield contradicted(scene, by, used, claim, result, formula, False)


def _scheduled(scene: Scene, own: Quantity, by: Quantity, sign: int) -> Relation | None:
    """How far a plan is ahead of the months gone by; a budget's is a warning where the months are told."""
    left, used = own.number.value - sign * by.number.value, (own, by)
    slack = (own.number.step + by.number.step + max(own.number.step, by.number.step)) / 2
    months = _MONTHS.search(scene.text, 0, own.start)
    slack = slack if months else min(slack, Fraction(1, 2))
    formula = f"{show(own.number.value)} {'-' if sign > 0 else '+'} {show(by.number.value)} = {show(left)}"
    for month in (int(months[1] or _OF_YEAR[months[0][0]]),) if months else range(1, _YEAR):
        gap, part = left - Fraction(100 * month, _YEAR), f"100 × {month}/{_YEAR}"
        if abs(gap) <= slack:
            return scene.relation("change", "verified", by, used, f"{formula} ≈ {part}")
    turns = ((own, -1), (by, sign)) if months and "预算" in own.before else ()
    if not any(moved(one.number, turn * gap - slack, turn * gap + slack) for one, turn in turns):
        return None  # what is built has schedules of its own
    claim, result = (
        scene.text[by.start - len(by.before) : by.stop],
        f"{month}个月的进度为{show(left - gap, 1)}%",
    )
    return contradicted(scene, by, used, claim, result, f"{formula} ≠ {part}", False)


def _alike(scene: Scene, told: Sequence[tuple[Quantity, Quantity, int]]) -> Iterator[Relation]:
    """Gaps to one rate that is not told: those next to each other that lead to the same.

    Two that do not are a warning where it is the part of the year gone by, and one wrong digit explains it.
    """
    for (own, by, sign), (second, more, way) in pairwise(told):
        sides = ((own, by, sign), (second, more, way))
        bases = [_signed(scene, a) - _gap(b, way_) for a, b, way_ in sides]
        if own is second:
            continue
        used, shown = (
            (own, by, second, more),
            [f"{a.number.literal} {'-' if one > 0 else '+'} {show(b.number.value)}" for a, b, one in sides],
        )
        if bases[0].meets(bases[1]):
            yield scene.relation("change", "verified", more, used, " = ".join(shown))
        elif len(told) == 2 and "进度" in more.before and _is_slip(scene, sides):
            claim, formula = scene.text[more.start - len(more.before) : more.stop], " ≠ ".join(shown)
            yield contradicted(
                scene, more, used, claim, f"与{own.number.literal}的差距所示不同", formula, False
            )


def _is_slip(scene: Scene, sides: Sequence[tuple[Quantity, Quantity, int]]) -> bool:
    """Whether one wrong digit explains that two gaps do not lead to the same rate."""
    (own, by, sign), (second, more, way) = sides
    if any(_stated(scene, one) for one in (own, second)):
        return False
    gap = second.number.value - way * more.number.value - own.number.value + sign * by.number.value
    slack = sum((one.number.step for side in sides for one in side[:2]), Fraction(0)) / 2
    return any(
        moved(one.number, turn * gap - slack, turn * gap + slack)
        for one, turn in ((own, 1), (by, -sign), (second, -1), (more, way))
    )
