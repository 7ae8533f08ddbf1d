"""Shares beside one amount that no word names: of the head of what that was counted among.

"判决388人，其中判处缓刑的331人，轻罪占比85.31%"; "通报的12起事件中，处置不当的占75%，计9起". The amount stands
right before the share or, told as its number, right behind it. Two figures that give three digits are evidence;
that they do not is said, as a warning, where one larger figure alone is no part of another and one wrong digit
explains it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.conflicts import rate_of
from ..core.interval import Interval, show
from ..core.labels import Labelled, spells
from ..core.levels import is_level, levels
from ..core.moves import move
from ..core.ratios import Ratio, printed, slipped, slipped_quotient
from ..core.scene import Quantity, Scene
from ..core.units import family
from .far import head_of
from .far_shares import is_of_another
from .heads import inner
from .portion import Given, Portion, contradicted, verified

_Implied = tuple[Portion, Quantity, Interval]
_IMPLIED = 4  # shares of a list that imply one whole by no chance
_THAT_IS = ("即", "计", "共", "共计", "合计", "为", "有")
_NOT_NOW = regex.compile(r"上年|去年|预计|预期|目标|计划|力争|任务|规划|争取|确保|应|同期")
_WIDER = regex.compile(r"全[国省市县区]|总额|总量|总数")
_NAMED = regex.compile(r"[,;、]\p{Han}{2,}\(")
_SENTENCES = 2
_BACK = 24  # figures looked through
_AFTER = 6
_GAP = 3  # characters that may stand between those of a name
_HEAD = 2
_LIST = 3  # shares of a list that agree by no chance
_LEVELS = 300  # amounts of a document looked through


def bound_share(document: Document, portion: Portion, named: str) -> Relation | None:
    """The relation of a share to the amount beside it and the head of that; None if either is unsure.

    ``named`` is what its whole is called, whether or not anything in the document has that name.
    """
    scene, share, number = portion.scene, portion.quantity, portion.quantity.number
    if number.kind != "percent" or number.approximate or number.high is None or move(share) is not None:
        return None
    if _NOT_NOW.search(portion.subject + named) or _WIDER.search(portion.subject):
        return None
    part, beside = _part(portion)
    if part is None or part.number.approximate:
        return None
    own = Labelled(scene, part, "")
    wholes, sure = _wholes(scene, part, named)
    for one in wholes:
        ratio = Ratio((part,), (one,))
        if ratio.gives(printed(number)) and (share.tells or (sure and ratio.value == number.value)):
            return verified(portion, Given(ratio, own, (Labelled(scene, one, ""),)))
    if not sure or not beside or (not share.tells and beside < _HEAD):
        return None
    if share.lead == ")" and _NAMED.search(scene.text, part.stop, share.start):
        return None  # 检查收入1.69亿元，医疗收入(不含检查)占33.6%
    ratio = Ratio((part,), (wholes[0],))
    if not slipped(number, ratio) or is_of_another(document, scene, part, share):
        return None
    if share.before.startswith("其中") and share.before != "其中占":
        return None  # 收入894.6亿元，其中税收占69.2%: of another amount, that stands nowhere
    return contradicted(portion, Given(ratio, own, (Labelled(scene, wholes[0], ""),)), False)


def common_whole(document: Document, listed: Sequence[Portion]) -> Iterator[tuple[Portion, Relation]]:
    """The shares of one list that nothing near by gives, of the one amount of the document that gives them.

    All but one, and three at least or two that tell, must agree; that one is held against it where a wrong
    digit explains it.
    """
    kinds: dict[str, list[tuple[Portion, Quantity]]] = defaultdict(list)
    for portion in listed:
        if portion.part and portion.part.number.value and not portion.whole:
            kinds[family(portion.part.unit)].append((portion, portion.part))
    for unit, row in kinds.items():
        least = max((part.number.value for _, part in row), default=0)
        wholes = {
            one.number.value: Labelled(scene, one, "")
            for scene, one in levels(document).get(unit, ())[:_LEVELS]
            if len(row) >= _LIST and one.number.value > least and is_level(one)
        }
        tell = all(portion.quantity.tells for portion, _ in row)
        enough = max(_LIST - tell, len(row) - 1)
        fitting = []
        for whole in wholes.values():
            given = [_ratio(part, whole).gives(printed(portion.quantity.number)) for portion, part in row]
            fine = [
                fits for fits, (portion, _) in zip(given, row, strict=True) if portion.quantity.number.decimals
            ]
            if sum(given) >= enough and sum(fine) >= _HEAD:
                fitting.append((whole, given))
        if len(fitting) != 1:
            continue
        whole, given = fitting[0]
        for (portion, part), fits in zip(row, given, strict=True):
            fit = Given(_ratio(part, whole), Labelled(portion.scene, part, ""), (whole,))
            if fits:
                yield portion, verified(portion, fit)
            elif slipped(portion.quantity.number, fit.ratio):
                yield portion, contradicted(portion, fit, False)


def implied_whole(listed: Sequence[Portion]) -> Iterator[tuple[Portion, Relation]]:
    """The shares of a list whose amounts imply one whole that is not told: 1108件，占28.07%；539件，占13.67%….

    Four at least must imply it; one more that does not is held against it where a wrong digit explains that.
    """
    row = [
        (portion, portion.part, whole)
        for portion in listed
        if portion.part and portion.part.is_amount and not portion.whole and portion.quantity.tells
        if (whole := portion.part.interval.over(printed(portion.quantity.number)))
    ]
    if len(row) < _IMPLIED or len({family(part.unit) for _, part, _ in row}) > 1:
        return
    best = max((_meeting(row, one[2]) for one in row), key=len)
    if len(best) < max(_IMPLIED, len(row) - 1):
        return
    low = max((whole.low for _, _, whole in best if whole.low is not None), default=Fraction(0))
    high = min((whole.high for _, _, whole in best if whole.high is not None), default=low)
    first, of_first, _ = max(best, key=lambda one: one[1].number.value)
    for one in row:
        portion, part, _ = one
        share, scene = portion.quantity, portion.scene
        if portion is first:
            continue
        value = part.number.value / ((low + high) / 2)
        shown = f"{show(value, max(2, share.number.decimals))}%"
        base = f"{of_first.number.literal} / {first.quantity.number.literal}"
        formula = f"{part.number.literal} / ({base}) = {shown}"
        used = [(scene.span(each), each.number.literal) for each in (part, of_first, first.quantity)]
        wanted = printed(share.number)
        if one in best:
            numbers = tuple(sorted({scene.span(share), *(span for span, _ in used)}))
            yield portion, Relation("share", "verified", scene.span(share), numbers, formula)
        elif slipped_quotient(share.number, wanted, part.number, of_first.number, first.quantity.number.value):
            failed = ("占比", share.number.literal, f"算得{shown}")
            yield portion, rate_of(scene.span(share), used, formula, failed)


def _meeting(row: Sequence[_Implied], whole: Interval) -> list[_Implied]:
    """Those of a list whose wholes have a value in common, beginning with one."""
    found: list[_Implied] = []
    for one in row:
        if whole.meets(one[2]):
            low, high = max(whole.low or 0, one[2].low or 0), min(whole.high or 0, one[2].high or 0)
            whole = Interval(Fraction(low), Fraction(high))
            found.append(one)
    return found


def _ratio(part: Quantity, whole: Labelled) -> Ratio:
    return Ratio((part,), (whole.quantity,))


def _part(portion: Portion) -> tuple[Quantity | None, int]:
    """The amount beside a share, with 2 where it is told as its number, 1 where it stands right before it."""
    rows, share = portion.scene.quantities, portion.quantity
    behind = rows[share.index + 1] if share.index + 1 < len(rows) else None
    if behind and behind.lead in (",", "(") and behind.before in _THAT_IS and _is_amount(behind, share):
        return behind, 2
    last = rows[share.index - 1] if share.index else None
    if last is not None and _is_amount(last, share) and share.clause - last.clause < _HEAD:
        return last, int(last.depth == share.depth)
    return portion.part, 0


def _is_amount(one: Quantity, share: Quantity) -> bool:
    told = one.segment == share.segment and is_level(one) and not one.before.endswith("占")  # 占110类报警数的
    return told and one.is_amount and one.number.value > 0


def _wholes(scene: Scene, part: Quantity, called: str) -> tuple[Sequence[Quantity], bool]:
    """What an amount may be a share of, the nearest sentence first, and whether the first must be meant."""
    before = [
        one
        for one in scene.quantities[max(0, part.index - _BACK) : part.index]
        if part.sentence - one.sentence <= _SENTENCES
        and one.is_amount
        and family(one.unit) == family(part.unit)
        and (is_level(one) or ("预算" in called and "预算" in one.before))
    ]
    name = head_of(called)
    found = [one for one in before if one.number.value >= part.number.value and not one.depth]
    for sentence in range(part.sentence, part.sentence - _SENTENCES - 1, -1):
        row = [one for one in before if one.sentence == sentence]
        parts = inner(row)
        heads = [one for one in row if one in found and one.index not in parts]
        for choice in (_is_set, _is_done):  # 12起事件中; 预算7650万元，实际完成8283万元
            heads = [one for one in heads if choice(one)] or heads
        heads = [one for one in heads if one.segment == part.segment] or heads
        if heads:
            head = heads[-1]
            around = scene.text[max(0, head.start - _BACK) : head.stop + _AFTER]
            named = bool(name) and spells(around, name, _GAP) if called else sentence == part.sentence
            alone = len({one.number.value for one in heads}) == 1 and not _has_share(scene, head, part)
            sure = alone and named
            return [*heads, *(one for one in reversed(found) if one not in heads)], sure
    return [], False


def _has_share(scene: Scene, head: Quantity, part: Quantity) -> bool:
    """Whether a figure is itself one of a list of shares: 工业652个，占40.4%；批发业218个，占13.5%."""
    behind = scene.quantities[head.index + 1]
    told = behind.is_rate and behind.before.startswith("占")
    return told and "其中" not in scene.text[behind.stop : part.start]


def _is_set(one: Quantity) -> bool:
    return "中" in one.after[:_AFTER]


def _is_done(one: Quantity) -> bool:
    return one.before.endswith(("完成", "实际", "实现", "达到"))
