"""Changes with what they are from and to in brackets behind them.

信访投诉同比下降16.1%（由1437件次降至1206件次）;
起数、人数分别下降21.7%和18.8%（事故由23起降至18起，死亡由16人降至13人）.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Relation
from ..core.matching import side_by_side
from ..core.moves import comes_from
from ..core.scene import Quantity, Scene
from .growth import between
from .said import judged
from .track import Track


def from_to(scene: Scene, found: Sequence[Track]) -> Iterator[Relation]:
    """The relations of a scene, given its tracks: as many from–to as changes right in front of the bracket."""
    row: list[tuple[Quantity, Track]] = []
    for track in found:
        start = track.start
        if start is None or not track.level.depth or not comes_from(start):
            continue
        if row and start.index != row[-1][1].level.index + 1:
            yield from _judged(scene, row)
            row = []
        row.append((start, track))
    if row:
        yield from _judged(scene, row)


def _judged(scene: Scene, row: Sequence[tuple[Quantity, Track]]) -> Iterator[Relation]:
    moves = side_by_side(scene, row[0][0].index - len(row), len(row))
    if not moves or not scene.text.startswith("(", moves[-1].quantity.stop):
        return
    for (start, track), stated in zip(row, moves, strict=True):
        outcome = between(start, track.level, stated)
        if outcome is None or stated.quantity.depth != track.level.depth - 1:
            continue
        if relation := judged(scene, start, track.level, stated, outcome, not stated.mean):
            yield relation
