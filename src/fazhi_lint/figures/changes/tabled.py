"""By how much the prose says that a level rose, against the growth that a table near it prints.

"各项存款余额73.3万亿元，比年初增加12.1万亿元" and the row 各项存款余额 … 19.8 of a table of growth rates.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...model import Hit, Related, Relation, Severity
from ...tables import Cell
from ..core.interval import Interval, show
from ..core.labels import label, same_name
from ..core.moves import Move
from ..core.ratios import moved
from ..core.scene import Quantity, Scene
from ..tables.grids import Figure, plain
from ..tables.risen import growth_rows
from .track import Track
from .tracks import tracks

_ABOVE, _BELOW = 20, 6  # lines
_LONG = 4  # characters of a name
_TELLING = 3  # digits that do not agree by chance
_ENDS = "余额"


def tabled(document: Document) -> Iterator[Relation]:
    """The relations between a level, its increase and the growth of the row that has its name."""
    tables = growth_rows(document)
    said = [
        (
            scene,
            document.place(scene.paragraph.start).line,
            track,
            label(scene, track.level).removesuffix(_ENDS),
        )
        for scene, found in (tracks(document) if tables else ())
        if not scene.text.startswith("|")
        for track in found
        if track.start is None and track.moves and track.moves[0].quantity.number.kind == "number"
    ]
    for table, rows in tables if said else ():
        first = document.place(table.span.start).line - _ABOVE
        last = document.place(table.span.end).line + _BELOW
        near = [(scene, track, named) for scene, line, track, named in said if first <= line <= last]
        for name, cell, growth, title in rows if near else ():
            if len(name) < _LONG:
                continue
            own = name.removesuffix(_ENDS)
            for scene, track, named in near:
                if named.endswith(own):
                    more = named.removesuffix(own)
                    firm = same_name(more, "") or more.removeprefix("年末") in title
                    if _is_yearly(track.moves[0], title):
                        yield from _held(scene, track, cell, growth, firm)


def _is_yearly(stated: Move, title: str) -> bool:
    """Whether an increase is one from the year before that of a table."""
    since = stated.against[:4]
    return not since.isdecimal() or f"{int(since) + 1}年" in title


def _held(scene: Scene, track: Track, cell: Cell, growth: Figure, firm: bool) -> Iterator[Relation]:
    """``firm`` says that the name of the row, with what stands over the table, is that of the level."""
    level, stated = track.level, track.moves[0]
    by = stated.quantity
    base = level.interval - by.interval if stated.sign > 0 else level.interval + by.interval
    ratio = by.interval.over(base)
    if ratio is None or stated.planned or stated.mean or stated.soft or by.number.approximate:
        return
    value = level.number.value - stated.sign * by.number.value
    if value <= 0 or not _is_told(by, growth):
        return
    found = ratio.scaled(100)
    found = found if stated.sign > 0 else -found
    mark = "-" if stated.sign > 0 else "+"
    result = show(stated.sign * 100 * by.number.value / value, max(2, growth.decimals))
    formula = f"{by.number.literal} / ({level.number.literal} {mark} {by.number.literal}) = {result}%"
    spans = tuple(sorted((scene.span(level), scene.span(by), cell.span)))
    if found.meets(growth.interval(exact=False)):
        yield Relation("change", "verified", scene.span(by), spans, formula)
    elif firm and _is_slip(level, stated, growth):
        fields = {
            "claim": f"{stated.words}{by.number.literal}{by.unit}",
            "result": f"据此算得{result}%，表中为{plain(cell.text)}%",
        }
        related = (Related(cell.span, plain(cell.text)), Related(scene.span(level), level.number.literal))
        hit = Hit(scene.span(by), fields, Severity.WARNING, (f"{formula} ≠ {plain(cell.text)}%",), related)
        yield Relation("change", "contradicted", scene.span(by), spans, formula, "change-mismatch", hit)


def _is_told(by: Quantity, growth: Figure) -> bool:
    return growth.value != 0 and (by.digits >= _TELLING or growth.decimals > 0)


def _is_slip(level: Quantity, stated: Move, growth: Figure) -> bool:
    """Whether one wrong digit of the level or of what it rose by explains that they do not give the growth."""
    factor = 1 + growth.value / 100
    if factor <= 0 or growth.value * stated.sign <= 0:
        return False
    by, half = stated.quantity.number, growth.step / 200
    edges = sorted(level.number.value * stated.sign * (1 - 1 / (factor + edge)) for edge in (-half, half))
    wide = Interval(edges[0] - by.step / 2 - level.number.step, edges[1] + by.step / 2 + level.number.step)
    if wide.low is None or wide.high is None:
        return False
    return moved(by, wide.low - by.value, wide.high - by.value)
