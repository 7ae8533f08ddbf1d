"""Which levels of the text several changes side by side are said of, where only arithmetic tells.

门诊人次均费用118.6元，其中药费56.2元；住院4327.5元，其中药费1934.4元。两项费用分别较上年上涨7.0%、6.2%(2007年为110.8元
和4076.3元). What every one of two or more changes fits is meant; so is the one that a slip keeps from fitting.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Relation
from ..core.matching import same_measure
from ..core.moves import Move, move
from ..core.scene import Quantity, Scene
from .another import is_slip
from .growth import between
from .said import judged

_BACK = 16  # quantities looked through


def fitted(scene: Scene, past: Sequence[Quantity], moves: Sequence[Move]) -> list[Relation]:
    """The relations of levels before, those of the year before, and changes; none where they fit too little."""
    if len(past) < 2 or any(stated.soft or stated.mean for stated in moves):
        return []
    first = min(past[0].index, moves[0].quantity.index)
    near = [
        one
        for one in scene.quantities[max(0, first - _BACK) : first]
        if one.sentence >= past[0].sentence - 1 and move(one) is None and not one.number.approximate
    ]
    levels = [
        next((one for one in near if _holds(one, start, stated)), None)
        for start, stated in zip(past, moves, strict=True)
    ]
    missing = levels.count(None)
    told = [one.index for one in levels if one is not None]
    if missing > 1 or told != sorted(set(told)):
        return []
    found = []
    for row, (start, stated) in enumerate(zip(past, moves, strict=True)):
        level = levels[row]
        # The one that a slip keeps from fitting, where no more than one may be meant.
        known = [level] if level else [one for one in _between(near, levels, row) if _slips(one, start, stated)]
        outcome = between(start, known[0], stated) if len(known) == 1 else None
        if outcome and (relation := judged(scene, start, known[0], stated, outcome, True)):
            found.append(relation)
    return found


def _between(near: Sequence[Quantity], levels: Sequence[Quantity | None], row: int) -> list[Quantity]:
    """The figures that stand between the levels of the changes before and behind one."""
    before = levels[row - 1] if row else None
    behind = levels[row + 1] if row + 1 < len(levels) else None
    return [
        one
        for one in near
        if (before is None or before.index < one.index) and (behind is None or one.index < behind.index)
    ]


def _holds(level: Quantity, start: Quantity, stated: Move) -> bool:
    outcome = between(start, level, stated) if same_measure(level, start) else None
    return outcome is not None and outcome.holds is True


def _slips(level: Quantity, start: Quantity, stated: Move) -> bool:
    return same_measure(level, start) and is_slip(start, level, stated)
