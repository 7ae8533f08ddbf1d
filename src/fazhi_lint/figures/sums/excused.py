"""Whether a sum that does not close is no full list, or adds up to something else that is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ...facts.enumerations import counted
from ...kept import regex
from ..core.claims import AROUND, ASIDE, Claim, alike, tells
from ..core.interval import add_up
from ..core.scene import Quantity
from ..core.slips import digit_off
from ..core.units import COUNTING

_LEAST = 10  # a sum below it is met by chance
_OPENS = regex.compile(r"其中|包括|分别|含|[:(]")
_BECAME = regex.compile(r"^已?整改|采纳|到位")
_OVERLAPS = regex.compile(r"分别计算|重复|交叉|兼有|重叠")
_TOLD = regex.compile(r"^(?:以上|上述|这)?(?P<n>[两二三四五六七八九])[类项种]\p{Han}{0,8}(?:合计|总计|共计?)")
_CLOSES = regex.compile(r"合计|总计|共计?|之和")
_CARRIED = regex.compile(r"结转|旧存|[往上]年未")
_PENDING = regex.compile(r"未|尚|在办|正在")


def excused_sum(claim: Claim) -> bool:
    """Whether the parts are no full list of the total, or add up to something else that is stated."""
    total, parts = claim.focus, claim.used
    if total.number.kind != "number" or len(parts) < 2:
        return False
    values = [part.number.value for part in parts]
    wanted, made = total.number.value, add_up(values)
    announced = _is_announced(claim)
    if _is_no_list(claim) or _is_carried(claim):
        return True
    if any(made + change == wanted for change in _changes(claim, announced or made < _LEAST)):
        return True
    if _is_among_others(claim):
        return True
    if made - wanted in values and not _is_edit(total, parts):
        return True  # 专项12场、“双盲”8场、企业自行20场: one kind is told with the others
    if announced:
        return False
    if any(value >= _LEAST and value == add_up(values[row + 1 :]) for row, value in enumerate(values[:-2])):
        return True  # 整改3098处，重大隐患12处，整改11处，剩余1处: the last are parts of a part
    before = [one.number.value for one in claim.around(total) if one.index < parts[-1].index]
    if made >= _LEAST and made in before:
        return True
    pairs = combinations([*before, *(part.number.value for part in parts[-AROUND:])], 2)
    return total.start > parts[-1].start and tells(total) and any(sum(pair) == wanted for pair in pairs)


def _is_no_list(claim: Claim) -> bool:
    """Whether a part tells what became of the others, or the text says that they overlap."""
    text, last = claim.scene.text, claim.used[-1]
    if any(_BECAME.search(part.before) for part in claim.used[1:]) and not _BECAME.search(claim.used[0].before):
        return True
    return _OVERLAPS.search(text, last.stop, last.stop + ASIDE) is not None


def _is_carried(claim: Claim) -> bool:
    """Whether what was carried over is told besides: 受理126件，办结108件(含上年结转12件)，未结19件."""
    if len(claim.used) != 2 or not _PENDING.search(claim.used[1].before):
        return False
    first, last = claim.focus.index, claim.used[-1].index
    between = claim.scene.quantities[min(first, claim.used[0].index) : last + 2]
    others = [one for one in between if one is not claim.focus and one not in claim.used]
    carried = [one.number.value for one in others if _CARRIED.search(one.before)]
    counted = {claim.focus.number.value - one.number.value for one in others}  # 共9件，其中旧存2件、新收7件
    return any(value not in counted for value in carried)


def _is_among_others(claim: Claim) -> bool:
    """Whether the total is one of a list itself: 县道312公里、乡道486公里，其中新建86公里、养护126公里."""
    following = claim.scene.quantities[claim.focus.index + 1 : claim.used[0].index]
    together = claim.focus.sentence == claim.used[0].sentence
    return together and bool(following) and following[0].lead == "、" and alike(following[0], claim.focus)


def _changes(claim: Claim, strict: bool) -> Iterator[Fraction]:
    """What one figure more at either end, one less, or one in brackets taken away, would change in the sum.

    ``strict`` leaves alone figures like the parts, which a reader would have told from them.
    """
    quantities, parts = claim.scene.quantities, claim.used
    first, last = parts[0].index, parts[-1].index
    behind = list(quantities[last + 1 : last + 2])
    if behind and behind[0].unit not in COUNTING:  # an amount: 采购318个、3.1亿元，土地30宗
        others = quantities[last + 2 : last + 3]
        behind = [one for one in others if one.unit in COUNTING and one.number.value >= _LEAST]
    for one in (*quantities[max(0, first - 1) : first], *behind):
        counted = one.unit != parts[0].unit and {one.unit, parts[0].unit} <= COUNTING
        beside = one is not claim.focus and one.sentence == parts[0].sentence and one.number.kind == "number"
        if beside and (counted or (alike(one, parts[0]) and not strict)):
            yield one.number.value
    yield from (-one.number.value for one in quantities[first : last + 2] if one.depth > parts[0].depth)
    if len(parts) > 2 and not strict:
        yield from (-part.number.value for part in (parts[0], parts[-1]))


def _is_edit(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether one wrong digit explains that the parts do not make the total."""
    gap = total.number.value - add_up([part.number.value for part in parts])
    return digit_off(total.number, total.number.value - gap) or any(
        part.number.value + gap > 0 and digit_off(part.number, part.number.value + gap) for part in parts
    )


def _is_announced(claim: Claim) -> bool:
    """Whether words and place leave no doubt of what adds up to what: 9件，其中…; …，合计9件."""
    total, parts = claim.focus, claim.used
    told = _TOLD.search(total.before)
    if told and counted(told["n"]) == len(parts) and parts[-1].index + 1 == total.index:
        return True  # 通知书9份、建议12份，两类文书合计21份
    if not claim.is_tight:
        return False
    if total.start < parts[0].start:
        return _OPENS.search(claim.scene.text, total.stop, parts[0].start) is not None
    return _CLOSES.search(total.before) is not None
