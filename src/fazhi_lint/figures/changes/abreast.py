"""Several changes told side by side with the values of the year before, each with its own.

救助人数、金额同比分别上升26.1%和18.8%(2022年为23人、35.2万元); 上年收案30件、25件，今年35件、31件，分别增长…;
城乡低保标准分别由514元、361元提高到541元、389元，增幅分别为5.3%和7.8%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation
from ..core.labels import front
from ..core.matching import same_measure, side_by_side, words_at
from ..core.moves import TERM, Move, comes_from, is_ago, move, reaches
from ..core.scene import Quantity, Scene
from ..core.units import family
from .growth import between
from .said import judged

_PAST = regex.compile(
    rf"(?:[上去]一?年度?|前一年|上期|同期|[上去]?年初|(?:19|20)\d\d年度?|{TERM})(?:同期|年?[末底])?"
    r"(?:[^,;。\d]{0,6}?(?:分别|各)(?:为|是|有)?|(?:(?:这|该|上述|以上)?[两二三四五六]项|相应|对应|同类)?的?(?:指标|数据|数字|数值|数)*(?:为|是|有|的)?)$"
)
_NAMED = regex.compile(r"(?:年度?|同期)(\p{Han}{2})\p{Han}*分别")
_UNNAMED = frozenset({"同期", "全年", "分别", "两项", "数据", "指标", "以上", "上述"})
_NOW = regex.compile(r"[今本当]年|本期|(?:19|20)\d\d年")
_OTHER_TIME = regex.compile("[同环]比|[比较]|年|其中")
_MEAN = regex.compile(r"[均每]")  # 件均罚款7万元
_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_FAR = 9999  # later than any year
_SPOKEN = 300  # characters of a sentence looked through
_LAST = ("上年", "去年", "同期")
_POINTED = ("指标", "数据", "数字")  # behind how many of them there are: 三项指标分别增长
_SHORT = 8  # characters that say no more than that it is last year's
_APART = 4  # figures for each level and its growth, at most
_PAIR = 2
_BACK = 12  # quantities looked through for the levels


def abreast(scene: Scene, first: Quantity) -> Iterator[Relation]:
    """The relations between levels, those of the year before from ``first`` on, and their changes."""
    if _is_past(scene, first):
        yield from _compare(scene, _run(scene, first))
    elif comes_from(first):
        past = _run(scene, first)
        behind = scene.quantities[past[-1].index + 1 : past[-1].index + 2]
        now = _run(scene, behind[0]) if behind and reaches(behind[0]) is not None else []
        if len(now) == len(past) and all(map(same_measure, now, past)):
            moves = side_by_side(scene, now[-1].index + 1, len(now))
            own = moves and not any(one.subject or one.against or one.mean for one in moves)
            if own and not _OTHER_TIME.search(moves[0].quantity.before):
                yield from _judged(scene, past, now, moves, True)


def _is_past(scene: Scene, first: Quantity) -> bool:
    """Whether a quantity is of the year before: 上年分别为812件, and in brackets 比上年(812件)."""
    if not first.before:
        return first.lead == "(" and is_ago(words_at(scene, first))
    words = front(scene, first) if first.lead == "、" and "分别" in first.before else first.before
    if named := _counted(scene, first):
        words = named.before + named.number.literal + named.unit + words  # 前五年这两项数据为
    past = _PAST.search(words) is not None or (words.startswith(_LAST) and len(words) < _SHORT)
    return past and move(first) is None


def _is_of_others(scene: Scene, first: Quantity, last: Quantity) -> bool:
    """Whether the values of the year before have a name that their levels have not: 上年支出分别为."""
    named = _NAMED.search(first.before)
    if named is None or named[1] in _UNNAMED:
        return False
    return named[1] not in scene.text[max(0, last.start - _SPOKEN) : last.start]


def _counted(scene: Scene, first: Quantity) -> Quantity | None:
    """How many figures there are, where that is said right before the first of them: 这两项数据为."""
    said = scene.quantities[first.index - 1] if first.index and not first.lead else None
    return said if said is not None and said.unit in ("项", "者") else None


def _run(scene: Scene, first: Quantity) -> list[Quantity]:
    """The quantities joined to the first by 、 and 和 without other words, that one included."""
    found = [first]
    for quantity in scene.behind(first):
        if not quantity.is_joined or quantity.sentence != first.sentence:
            break
        found.append(quantity)
    return found


def _compare(scene: Scene, past: Sequence[Quantity]) -> Iterator[Relation]:
    behind = scene.quantities[past[-1].index + 1 : past[-1].index + 2]
    now = _run(scene, behind[0]) if behind and _NOW.search(behind[0].before) else []
    moves = _moves(scene, past)
    levels: Sequence[Quantity]
    if told := _told_beside(scene, past) if not moves else None:
        levels, moves, firm = *told, True
    elif moves:
        levels, firm = _levels(scene, past, min(past[0].index, moves[0].quantity.index))
    elif len(now) == len(past) and all(map(same_measure, now, past)):
        moves, levels, firm = _moves(scene, now), now, True
    else:
        levels, moves, firm = _in_turn(scene, past)
    firm = firm and not (levels and _is_of_others(scene, past[0], levels[-1]))
    if levels and _year(scene, past[0]) > (_year(scene, levels[0]) or _FAR):
        levels, past = past, levels
    yield from _judged(scene, past, levels, moves, firm)


def _told_beside(scene: Scene, past: Sequence[Quantity]) -> tuple[Sequence[Quantity], list[Move]] | None:
    """Levels in the brackets of last year: 分别下降18%、15%(2025年61起、44人，上年分别为74起、52人)."""
    many = len(past)
    begin = past[0].index - many
    levels = scene.quantities[max(0, begin) : past[0].index]
    if many < _PAIR or begin < many or levels[0].lead != "(" or not all(map(same_measure, levels, past)):
        return None
    moves = side_by_side(scene, begin - many, many)
    # It may also be some of what changed, or held against another year: then nothing is said.
    outcomes = [between(start, level, one) for start, level, one in zip(past, levels, moves, strict=False)]
    return (levels, moves) if moves and all(one is not None and one.holds for one in outcomes) else None


def _judged(
    scene: Scene, past: Sequence[Quantity], levels: Sequence[Quantity], moves: Sequence[Move], firm: bool
) -> Iterator[Relation]:
    for level, start, stated in zip(levels, past, moves, strict=False):
        outcome = between(start, level, stated) if stated.quantity.number.kind != "multiple" else None
        if outcome is None:
            continue
        claim = f"{moves[0].words}{stated.quantity.number.literal}"
        relation = judged(scene, start, level, stated, outcome, firm and not stated.mean, claim)
        if relation:
            yield relation


def _in_turn(scene: Scene, past: Sequence[Quantity]) -> tuple[list[Quantity], list[Move], bool]:
    """As many levels, each with its growth behind it, before the values of the year before.

    城镇38264元、增长4.8%，农村19437元、增长7.4%，上年分别为36512元和18104元. The last value: no more of them.
    """
    first = _counted(scene, past[0]) or past[0]
    levels: list[Quantity] = []
    moves: list[Move] = []
    row = first.index - 1 if len(past) > 1 else 0
    least = max(0, row - _APART * len(past))
    while row > least and len(levels) <= len(past) and scene.quantities[row].sentence == first.sentence:
        level, rate = scene.quantities[row - 1 : row + 1]
        stated = move(rate) if rate.is_rate and level.is_amount and move(level) is None else None
        if stated is not None:
            levels.insert(0, level)
            moves.insert(0, stated)
            row -= 1
        row -= 1
    if len(levels) < len(past) or not all(map(same_measure, levels[-len(past) :], past)):
        return [], [], False
    return levels[-len(past) :], moves[-len(past) :], len(levels) == len(past)


def _year(scene: Scene, quantity: Quantity) -> int:
    """The year named last before a quantity in its sentence, 0 if none is."""
    near = max(0, quantity.start - _SPOKEN)
    begin = max(near, scene.text.rfind("。", near, quantity.start) + 1)
    found = _YEAR.findall(scene.text, begin, quantity.start)
    return int(found[-1]) if found else 0


def _moves(scene: Scene, past: Sequence[Quantity]) -> list[Move]:
    """As many changes in a row as there are values of the year before, in front of them or behind."""
    many = len(past)
    first = _counted(scene, past[0]) or past[0]
    for begin in (first.index - many, past[-1].index + 1):
        found = side_by_side(scene, begin, many)
        if found and found[0].quantity.sentence == past[0].sentence:
            return found
    return []


def _levels(scene: Scene, past: Sequence[Quantity], begin: int) -> tuple[list[Quantity], bool]:
    """The levels that those of the year before belong to, and whether no others can be meant."""
    sentence = past[0].sentence
    near = [
        one
        for one in scene.quantities[max(0, begin - _BACK) : begin]
        if one.sentence == sentence
        and move(one) is None
        and not one.number.vague
        and one not in past
        and (not one.is_rate or any(old.is_rate for old in past))
        and not scene.text.startswith(_POINTED, one.stop)
    ]
    families = [(one.number.kind, family(one.unit)) for one in past]
    if len(set(families)) == len(families):
        kin = [[one for one in near if same_measure(one, old)] for old in past]
        kin = [[one for one in found if not _MEAN.search(one.before)] or found for found in kin]
        if all(kin):
            return [found[-1] for found in kin], all(len(found) == 1 for found in kin)
        return [], False
    row = near[-len(past) :]
    if len(row) < len(past) or not all(map(same_measure, row, past)):
        return [], False
    tight = row[-1].index - row[0].index == len(past) - 1
    alone = len(near) == len(row) or near[-len(past) - 1].segment != row[0].segment
    return row, tight and alone
