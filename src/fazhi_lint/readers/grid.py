"""Finds tables on a page by their ruled lines; lengths are in the page's units, y counts downwards."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_NEAR = 3.0
_MAX_RULES = 4_000
_MAX_SQUARES = 200_000


class Rule(NamedTuple):
    """A ruled line as a box; one of its sides is thin."""

    left: float
    top: float
    right: float
    bottom: float


class _Line(NamedTuple):
    at: float
    start: float
    end: float


class GridCell(NamedTuple):
    """A cell of the grid: 0-based upper left corner and reach."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Grid:
    """A ruled table: the positions of its lines, and which squares between them make one cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    squares: dict[tuple[int, int], int]

    def cell_at(self, x: float, y: float) -> int | None:
        """The index in ``cells`` of the one that holds a point; None outside of the table."""
        return self.squares.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of at least two rows and two columns that ruled lines draw, from top to bottom."""
    if len(rules) > _MAX_RULES:
        return []
    across, down = [], []
    for rule in rules:
        wide, high = rule.right - rule.left, rule.bottom - rule.top
        if high <= _NEAR < wide:
            across.append(_Line((rule.top + rule.bottom) / 2, rule.left, rule.right))
        elif wide <= _NEAR < high:
            down.append(_Line((rule.left + rule.right) / 2, rule.top, rule.bottom))
    across, down = _merged(across), _merged(down)
    grids = [_grid(*group) for group in _groups(across, down)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.ys[0])


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """Lines at nearly one place whose ends touch become one."""
    out: list[_Line] = []
    for line in sorted(lines, key=lambda line: (round(line.at / _NEAR), line.start)):
        last = out[-1] if out else None
        if last and abs(last.at - line.at) <= _NEAR and last.start <= line.start <= last.end + _NEAR:
            out[-1] = _Line(last.at, last.start, max(last.end, line.end))
        else:
            out.append(line)
    return out


def _groups(across: list[_Line], down: list[_Line]) -> Iterable[tuple[list[_Line], list[_Line]]]:
    """Lines that cross or touch one another, directly or by way of others."""
    parent = list(range(len(across) + len(down)))
    for i, level in enumerate(across):
        for j, upright in enumerate(down, start=len(across)):
            if (
                level.start - _NEAR <= upright.at <= level.end + _NEAR
                and upright.start - _NEAR <= level.at <= upright.end + _NEAR
            ):
                parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate([*across, *down]):
        groups[_root(parent, i)][i >= len(across)].append(line)
    return groups.values()


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _grid(across: list[_Line], down: list[_Line]) -> Grid | None:
    if len(across) < 2 or not down:
        return None
    xs = _positions([*(line.at for line in down), *_ends(across)])
    ys = _positions([*(line.at for line in across), *_ends(down)])
    width, height = len(xs) - 1, len(ys) - 1
    if width < 2 or height < 2 or width * height > _MAX_SQUARES:
        return None
    parent = list(range(width * height))
    for upright in range(1, width):
        lines = [line for line in down if abs(line.at - xs[upright]) <= _NEAR]
        for row in range(height):
            if not _covers(lines, ys[row], ys[row + 1]):
                square = row * width + upright
                parent[_root(parent, square)] = _root(parent, square - 1)
    for level in range(1, height):
        lines = [line for line in across if abs(line.at - ys[level]) <= _NEAR]
        for column in range(width):
            if not _covers(lines, xs[column], xs[column + 1]):
                square = level * width + column
                parent[_root(parent, square)] = _root(parent, square - width)
    members: dict[int, list[int]] = defaultdict(list)
    for square in range(width * height):
        members[_root(parent, square)].append(square)
    cells: list[GridCell] = []
    squares: dict[tuple[int, int], int] = {}
    for group in sorted(members.values()):
        rows = [square // width for square in group]
        columns = [square % width for square in group]
        for row, column in zip(rows, columns, strict=True):
            squares[row, column] = len(cells)
        first, left = min(rows), min(columns)
        cells.append(GridCell(first, left, max(rows) - first + 1, max(columns) - left + 1))
    if len(cells) < 4:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(cells), squares)


def _ends(lines: list[_Line]) -> tuple[float, float]:
    return min(line.start for line in lines), max(line.end for line in lines)


def _positions(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _covers(lines: list[_Line], start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(line.start <= middle <= line.end for line in lines)
