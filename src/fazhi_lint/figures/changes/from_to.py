"""Changes with what they are from and to in brackets behind them.

信访投诉同比下降16.1%（由1437件次降至1206件次）;
起数、人数分别下降21.7%和18.8%（事故由23起降至18起，死亡由16人降至13人）.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Relation
from ..core.matching import side_by_side
from ..core.moves import comes_from
from ..core.scene import Scene
from .growth import between
from .said import judged
from .track import Track


def from_to(scene: Scene, found: Sequence[Track]) -> Iterator[Relation]:
    """The relations of a scene, given its tracks: as many from–to as changes right in front of the bracket."""
    row: list[Track] = []
    for track in (*found, None):
        start = track.start if track else None
        inside = track is not None and track.level.depth > 0 and start is not None and comes_from(start)
        if track is None or not inside or start is None or (row and start.index != row[-1].level.index + 1):
            yield from _judged(scene, row)
            row = []
        if track is not None and inside:
            row.append(track)


def _judged(scene: Scene, row: Sequence[Track]) -> Iterator[Relation]:
    first = row[0].start if row else None
    if first is None:
        return
    moves = side_by_side(scene, first.index - len(row), len(row))
    if not moves or not scene.text.startswith("(", moves[-1].quantity.stop):
        return
    for track, stated in zip(row, moves, strict=True):
        if track.start is None or stated.quantity.depth != track.level.depth - 1:
            continue
        outcome = between(track.start, track.level, stated)
        if outcome is not None and (
            relation := judged(scene, track.start, track.level, stated, outcome, not stated.mean)
        ):
            yield relation
