"""Last year's level told by name behind a change: 税收收入90亿元，下降1.7%，上年税收收入为91.6亿元.

It may stand a few figures on, in the next sentence, or with others in brackets: 受理90件，办结80件，分别上升
12.5%和14.3%(2022年受理80件、办结70件). Which level it belongs to is told by its name alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...facts.metadata import report_year
from ...kept import regex
from ...model import Relation
from ..core.labels import label
from ..core.matching import names_last_year, same_measure, says_last_year, side_by_side
from ..core.moves import Move, move
from ..core.scene import Quantity, Scene
from .growth import between
from .misfits import REAL
from .said import judged
from .track import Track

_PAST = regex.compile(
    r"(?:而|其中)?(?P<when>(?:上一?年|去年|前一年|(?:19|20)\d\d年)度?同?期?|同期)(?:的|我[国省市县区州院局]|全[国省市县区州院局年]|本[省市县区州院局])*"
    r"(?P<name>\p{Han}{2,14}?)(?:人数|件数|户数|数量?)?(?:分别|仅|共|约|已)*(?:为|是|有|达到?|完成|实现)?(?:仅|约)?$"
)
_NAME = regex.compile(r"(?P<name>\p{Han}{2,14}?)(?:人数|件数|户数|数量?)?(?:为|是|有|达到?)?$")
_NONE = regex.compile(
    r"^[初末底来度期]|年[初末底]|以来|结转|结余|[预决]算|计划|目标|任务|累计|底$|[末底]为?$|[至到比较]|新增|增|减|[升降]"
)
# 未受理 and 受理, 受理并办结 and 受理 are two things.
_OTHER = regex.compile(r"[未不并和与及后]|半年|季度|\d月|累计|以来|其中")
_BACK = 14  # quantities looked through for a level
_LONG = 4  # characters of a name that may be told apart by other words


def hindsight(
    document: Document, scene: Scene, tracks: Sequence[Track], past: Sequence[Quantity]
) -> Iterator[Relation]:
    """The relations between a level, its change and last year's level that is named behind them.

    ``past`` are the quantities that may be last year's by how their words begin.
    """
    told = {track.level.index: track.moves for track in tracks if track.start is None}
    owners = {stated.quantity.index: index for index, moves in told.items() for stated in moves}
    done = -1
    for quantity in past:
        found = _named(quantity) if quantity.index > done else None
        if found:
            run = _run(scene, quantity, found["name"])
            done = run[-1][0].index
            yield from _judge(scene, run, told, owners, report_year(document))


def _named(quantity: Quantity) -> regex.Match[str] | None:
    """The words before a quantity where they say that it is last year's, and of what."""
    if quantity.number.vague or quantity.number.approximate:
        return None
    found = _PAST.fullmatch(quantity.before)
    return None if found is None or _NONE.search(found["name"]) else found


def _run(scene: Scene, first: Quantity, name: str) -> list[tuple[Quantity, str]]:
    """Last year's level and those joined to it, each with its name."""
    run = [(first, name)]
    for quantity in scene.behind(first):
        named = _NAME.fullmatch(quantity.before.lstrip("和与及"))
        if quantity.lead not in ("", "、") or quantity.sentence != first.sentence or named is None:
            break
        if quantity.number.vague or move(quantity) is not None or _NONE.search(named["name"]):
            break
        run.append((quantity, named["name"]))
    return run


def _judge(
    scene: Scene,
    run: Sequence[tuple[Quantity, str]],
    told: dict[int, list[Move]],
    owners: dict[int, int],
    year: int | None,
) -> Iterator[Relation]:
    """``told`` are the changes by the index of their level, ``owners`` those indices by that of the change."""
    first, last = run[0][0], run[-1][0]
    levels = [_level(scene, past, name, first) for past, name in run]
    shared = _row(scene, first.index - len(run), len(run)) or _row(scene, last.index + 1, len(run))
    for at, (past, _) in enumerate(run):
        level = levels[at]
        # 结转至2024年 may stand in between: the year of the report counts as well.
        if level is None or not (
            (year and f"{year - 1}年" in first.before) or names_last_year(scene, first.before, level, year)
        ):
            continue
        own = told.get(level.index) or []
        moves = own or (shared[at : at + 1] if all(levels) else [])
        for stated in moves:
            if not (stated.planned or stated.mean) and _compared(stated, first.before):
                alone = owners.get(stated.quantity.index, level.index) in (level.index, past.index)
                yield from _held(scene, level, past, stated, alone)


def _compared(stated: Move, when: str) -> bool:
    """Whether a change is not said to be measured from another time."""
    against = stated.against
    return not against or says_last_year(against) or against[:4] in when


def _row(scene: Scene, begin: int, many: int) -> list[Move]:
    """So many changes in a list without words of their own; empty where there are none."""
    found = side_by_side(scene, begin, many)
    listed = all(stated.quantity.lead in ("", "、") for stated in found[1:])
    return found if listed and not (many > 1 and found and found[0].subject) else []


def _level(scene: Scene, past: Quantity, name: str, first: Quantity) -> Quantity | None:
    """The one level before last year's that has its name, in its sentence or else in the one before."""
    for sentence in (first.sentence, first.sentence - 1):
        known = [
            one
            for one in scene.quantities[max(0, first.index - _BACK) : first.index]
            if one.sentence == sentence
            and one.depth <= past.depth
            and same_measure(one, past)
            and not one.number.vague
            and move(one) is None
            and _is_named(label(scene, one), name)
        ]
        if len(known) == 1:
            return known[0]
        if known:
            near = known[-1].index + 2 == past.index
            return known[-1] if near and move(scene.quantities[past.index - 1]) else None
    return None


def _is_named(words: str, name: str) -> bool:
    """Whether words hold a name, or begin and end as it does: 发放贷款 of 发放创业担保贷款."""
    if _OTHER.search(words) or says_last_year(words):
        return False
    _, begun, tail = words.rpartition(name[: _LONG // 2])
    return name in words or (len(name) == _LONG and begun != "" and tail.endswith(name[_LONG // 2 :]))


def _held(scene: Scene, level: Quantity, past: Quantity, stated: Move, alone: bool) -> Iterator[Relation]:
    """``alone`` says that the change is told of no other level."""
    kind, by = stated.quantity.number.kind, stated.quantity
    outcome = between(past, level, stated)
    if outcome is None or (kind == "number" and not by.unit):
        return
    firm = alone and (kind not in ("percent", "multiple") or REAL.search(level.before) is None)
    if relation := judged(scene, past, level, stated, outcome, firm):
        yield relation
