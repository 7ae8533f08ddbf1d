"""A change that does not follow from its figures: what else it may mean, how sure that is, what mends it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...kept import regex
from ...model import Edit, Fix, Relation
from ..core.moves import Move, is_addition
from ..core.ratios import is_close, printed
from ..core.scene import Quantity, Scene
from ..core.slips import only_slip
from ..core.units import family
from .growth import REAL, Outcome, between, difference, growth, growth_by
from .said import contradicted, quoted, recomputed
from .track import Track

_AT_CURRENT, _AT_CONSTANT = regex.compile(r"投资|零售"), regex.compile(r"生产总值|GDP|增加值|产值|产业|规")
_PRICELESS = frozenset("个人家户件起")  # nothing has a price that is counted so: 第二产业法人单位90万个
_POINT = Fraction(1, 200)
_REVISED = regex.compile(r"进出口|余额|存款|贷款|货币|户数|人口|储备|市值")
_OTHER_BASIS = regex.compile("口径|扣除|剔除|可比")
_COMPARED = regex.compile("[比较由从与]|上年|去年|同期|预算")
_REACH = 30  # characters before a level
_TELLING = 3  # digits of a level that is no rough one
_COUNTED = 4  # characters before a count that name it
_NAMES = 5  # characters before a level that say what it is
_NEAR, _BEFORE = 3, 12  # figures before a start, and before a change


def misfit(
    scene: Scene, track: Track, move: Move, used: Sequence[Quantity], outcome: Outcome, sure: bool
) -> Relation | None:
    """The relation of a change that does not hold; ``sure`` is False where other words would excuse it.

    None where the figures are too far apart to be of one thing.
    """
    stated = move.quantity
    around = scene.text[max(0, track.level.start - _REACH, _opening(scene, track)) : track.level.start]
    own = around[max(around.rfind(mark) for mark in ",;:") + 1 :]
    adjusted = _OTHER_BASIS.search(around) is not None  # 收入(同口径)完成30161万元，增长14.6%
    if track.start is None or track.start.start > track.level.start:
        counted = "元" not in track.level.unit and len(own) >= _COUNTED  # 业务总量72亿元，快递业务量3亿件
        around = own if len(own) > _NAMES or counted else around  # 生产总值增长9%，地方财政收入达到4630万元
    if outcome.zero and not stated.number.value:
        return None  # 0万元，比上年增加0万元，增长0%
    if outcome.zero and not move.soft:
        result = "基数为0，不能计算增幅"
        return contradicted(scene, stated, used, quoted(scene, move), result, outcome.formula, False)
    rate = stated.number.kind not in ("number", "point")
    real = rate and track.level.unit[-1:] not in _PRICELESS and REAL.search(around) is not None
    if (
        outcome.holds is None
        or move.soft
        or (rate and adjusted)
        or (real and not _is_surely_wrong(track, move, used, outcome, around))
    ):
        return scene.relation("change", "unverifiable", stated, used, outcome.formula)
    # 查处案件90件，其中食品类30件，案件数较上年(25件)上升20%: of which of them is not sure.
    behind = stated if track.start is None else track.start
    apart = "其中" in scene.text[track.level.stop : behind.start]
    tight = _tight(used) and not apart and "其中" not in scene.text[_opening(scene, track) : track.level.start]
    if (outcome.below or not tight) and (other := _elsewhere(scene, track, move, used)):
        return other
    if _is_another(track, move, used) or (
        track.weak and not _is_slip(track, move, used) and not _is_confirmed(track)
    ):
        return None
    sure = sure and not real and not (track.start is not None and _OTHER_BASIS.search(track.start.before))
    sure = sure and tight and not any(quantity.number.approximate for quantity in used)
    sure = sure and not (is_addition(track.level) or track.weak)
    sure = sure and (track.start is not None or not _REVISED.search(around))
    near = outcome.found is not None and is_close(stated.number.value, abs(outcome.found))
    # What is no slip may be of a part: 由42亿元调整为45亿元，其中增支4亿元，压减1亿元.
    sure = sure and (near or (rate and _is_told(track, move, used)) or _is_slip(track, move, used))
    fix = _mended(scene, track, move, used)
    claim, result = quoted(scene, move), recomputed(move, outcome)
    others = _others(scene, track, move)
    return contradicted(scene, stated, used, claim, result, outcome.formula, sure, fix, others)


def _is_surely_wrong(track: Track, move: Move, used: Sequence[Quantity], outcome: Outcome, around: str) -> bool:
    """Whether a slip is more likely than growth at constant prices."""
    stated, found = move.quantity, outcome.found
    if found is None or not _is_slip(track, move, used):
        return False
    if stated.number.kind == "multiple":
        whole = 0 if move.whole else 1
        return excludes_prices(around, stated.number.value + whole, found + whole)
    return excludes_prices(around, 1 + move.sign * stated.number.value / 100, 1 + move.sign * found / 100)


def _is_told(track: Track, move: Move, used: Sequence[Quantity]) -> bool:
    """Whether words say what a level is compared with: 比上年的78万元, 比预算减少0.1万元; not 核减2.48亿元."""
    told = track.start or _amount(track, move, used)
    return told is not None and _COMPARED.search(told.before) is not None


def _is_confirmed(track: Track) -> bool:
    """Whether the amount by which a level changed shows that the changes are its own."""
    start = track.start
    return start is not None and any(
        one.quantity.number.kind == "number" and difference(start, track.level, one.quantity, one.sign).holds
        for one in track.moves
    )


def _amount(track: Track, move: Move, used: Sequence[Quantity]) -> Quantity | None:
    """What a level without a start is said to have changed by."""
    return next((one for one in used if one not in (move.quantity, track.level, track.start)), None)


def _is_slip(track: Track, move: Move, used: Sequence[Quantity]) -> bool:
    """Whether one wrong digit explains that a change does not hold."""
    from .another import is_slip, is_slip_by

    if track.start is not None:
        return is_slip(track.start, track.level, move)
    amount = _amount(track, move, used)
    return amount is not None and is_slip_by(track.level, amount, move.quantity, move.sign)


def excludes_prices(around: str, stated: Fraction, found: Fraction, years: int = 1) -> bool:
    """Whether a growth and that of figures at current prices, both as yearly factors, can't be of one thing."""
    from .another import is_beyond_prices

    if _AT_CURRENT.search(around) and not _AT_CONSTANT.search(around):
        return abs(stated - found) > _POINT * found
    return is_beyond_prices(stated**years, found**years)


def _is_another(track: Track, move: Move, used: Sequence[Quantity]) -> bool:
    from .another import is_another, is_of_another

    if track.start is not None:
        return is_another(track.start, track.level, move)
    amount = _amount(track, move, used)
    if amount is None or not is_of_another(track.level, amount, move.quantity, move.sign):
        return False
    # 接待费5.21万元，比预算减少0.10万元，下降0.006%: no other can be meant.
    row = track.level.index + 1 == amount.index == move.quantity.index - 1
    return not row or move.subject != "" or track.level.digits < _TELLING


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
    amount = _amount(track, move, used)
    for other in reversed(scene.quantities[max(0, stated.index - _BEFORE) : stated.index]):
        if other in used or other.number.kind != track.level.number.kind or other.number.high is None:
            continue
        if family(other.unit) != family(track.level.unit):
            continue
        base = amount or track.start
        if base is None:
            return None
        outcome = growth_by(other, base, stated, move.sign) if amount else between(base, other, move)
        if outcome and outcome.holds:
            return scene.relation("change", "verified", stated, (other, base, stated), outcome.formula)
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
    literal = _slipped_growth(track.start, track.level, others, move.quantity, move.sign)
    return Fix("unsafe", (Edit(scene.span(move.quantity), literal),)) if literal else None


def _slipped_growth(
    start: Quantity | None, end: Quantity, others: Sequence[Quantity], stated: Quantity, sign: int
) -> str | None:
    """What a growth should print where it is the one number that a single edit repairs; None elsewhere.

    ``others`` are the two figures that it follows from: start and end or, where no start is stated, the end
    and what it grew by.
    """
    values = [quantity.number.value for quantity in others]
    wanted = printed(stated.number)

    def grown(row: int, other: Fraction) -> Fraction | None:
        figures = [other if at == row else figure for at, figure in enumerate(values)]
        known = dict(zip((quantity.index for quantity in others), figures, strict=True))
        last = known[end.index]
        if start is not None:
            base = known[start.index]
            return sign * 100 * (last / base - 1) if base else None
        (by,) = (figure for index, figure in known.items() if index != end.index)
        base = last - sign * by
        return 100 * by / base if base > 0 else None

    def holds(row: int, other: Fraction) -> bool:
        result = grown(row, other)
        return result is not None and result in wanted

    needed = grown(-1, Fraction(0))
    if needed is None or needed < 0 or len(others) != 2:
        return None
    return only_slip(stated.number, needed, [quantity.number for quantity in others], holds)
