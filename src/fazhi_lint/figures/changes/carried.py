"""Changes of levels that a paragraph before tells: 基本支出900万元, and below 基本支出增加41万元，增长4.8%.

Which level is meant is told by its name alone, so one that is not told in that very name is evidence where it
agrees, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation
from ..core.labels import label
from ..core.moves import Move, move
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from ..core.units import family
from .growth import REAL, difference, growth_by
from .said import made_apart, told_apart

_BACK, _LOOKED = 4, 60  # paragraphs looked through, and figures of each
_SCOPE = regex.compile(r"^(?:\d{4}年度?|[今本全]年度?|全[国省市县区州院局]|其中|截至\p{Han}*|各级?|共)+")
_END = regex.compile(
    r"(?:支出|收入|预算|决算|执行|安排|[总合共]计|总额|总量|总数|数额|金额|数量|人数|件数|户数|[数额量])+$"
)
_HELD = 4  # characters of a name that no other level of some paragraphs has
_BOTH = 2  # levels: this year's and last year's
_Known = tuple[Scene, Quantity, bool]
_DIGITS = 3  # digits of figures that one wrong digit does not explain by chance


def carried(scenes: Sequence[Scene], row: int) -> Iterator[Relation]:
    """The relations of the changes of a paragraph whose levels stand in those before it."""
    scene = scenes[row]
    for at, amount in enumerate(scene.quantities):
        stated = move(amount) if amount.number.kind == "number" else None
        if stated is None or not stated.subject or _is_loose(stated) or _is_told(scene, stated):
            continue
        known = _known(scenes, row, stated)
        start = _apart(scene, stated, known)
        if start is not None:
            yield start[1]
        rate = scene.quantities[at + 1] if at + 1 < len(scene.quantities) else amount
        said = move(rate) if rate.number.kind == "percent" and rate.lead == "," else None
        if said is not None and not (said.subject or _is_loose(said)) and said.sign == stated.sign:
            if start is not None:
                yield from _of_last(scene, stated, said, start[0], len(known) == _BOTH)
            else:
                yield from _held(scene, stated, said, known)


def _is_loose(stated: Move) -> bool:
    return stated.mean or stated.soft or stated.planned or stated.quantity.number.approximate


def _bare(name: str) -> str:
    name = _SCOPE.sub("", name)
    return _END.sub("", name) or name.removesuffix("数")


def _is_told(scene: Scene, stated: Move) -> bool:
    """Whether the paragraph tells a level of the name itself."""
    name = _bare(stated.subject)
    return any(
        name in label(scene, one) and move(one) is None
        for one in scene.quantities[max(0, stated.quantity.index - _LOOKED) : stated.quantity.index]
        if one.number.kind == "number"
    )


def _known(scenes: Sequence[Scene], row: int, stated: Move) -> list[_Known]:
    """The levels in the paragraphs before that have the name of a change, the nearest first; if in full."""
    name, found = stated.subject, []
    for scene in reversed(scenes[max(0, row - _BACK) : row]):
        for one in scene.quantities[:_LOOKED]:
            if (
                one.number.kind != "number"
                or one.number.high is None
                or family(one.unit) != family(stated.quantity.unit)
            ):
                continue
            words = label(scene, one)
            bare = _bare(words)
            if bare == _bare(name) and move(one) is None:
                found.append((scene, one, _SCOPE.sub("", words) == _SCOPE.sub("", name)))
    return found


def _apart(scene: Scene, stated: Move, known: list[_Known]) -> tuple[_Known, Relation] | None:
    """The level of the name that an amount leads from to another, and the relation of the three."""
    for last, (scene_of_last, start, _) in enumerate(known):
        for scene_of_level, level, _ in known[:last] + known[last + 1 :] if stated.quantity.digits > 1 else ():
            outcome = difference(start, level, stated.quantity, stated.sign)
            if outcome.holds and start.number.value:
                used = [(scene_of_last, start), (scene_of_level, level)]
                return known[last], told_apart(scene, stated, used, outcome)
    return None


def _of_last(scene: Scene, stated: Move, said: Move, start: _Known, firm: bool) -> Iterator[Relation]:
    """A percentage of the level that its amount is known to lead from; ``firm`` where it is one of two."""
    ratio, rate = Ratio((stated.quantity,), (start[1],)), said.quantity
    used = [start[:2], (scene, stated.quantity)]
    formula, places = ratio.show(rate.number.decimals), rate.number.decimals
    if ratio.gives(printed(rate.number)):
        yield made_apart(scene, said, used, formula)
    elif firm and slipped(rate.number, ratio):
        yield made_apart(scene, said, used, formula, f"算得{ratio.result(places)}")


def _held(scene: Scene, stated: Move, said: Move, known: list[_Known]) -> Iterator[Relation]:
    amount, rate = stated.quantity, said.quantity
    for other, level, _ in known:
        outcome = growth_by(level, amount, rate, stated.sign)
        if outcome.holds:
            yield told_apart(scene, said, [(other, level), (scene, amount)], outcome)
            return
    full = [(other, level) for other, level, same in known if same]
    if len({level.number.value for _, level, _ in known}) != 1 or not full or len(stated.subject) < _HELD:
        return
    from .another import is_slip_by

    other, level = full[0]
    outcome = growth_by(level, amount, rate, stated.sign)
    long = min(level.digits, amount.digits) >= _DIGITS
    if long and not REAL.search(stated.subject) and is_slip_by(level, amount, rate, stated.sign):
        yield told_apart(scene, said, [(other, level), (scene, amount)], outcome, wrong=True)
