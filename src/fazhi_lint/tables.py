"""The room of tables as structure: cells with their place in the grid and in the text.

It holds what a reader saw and says nothing about what the numbers mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from .model import Span
from .values import value


@value
class Cell:
    """A cell of the grid.

    ``row`` and ``column`` are 0-based and name its upper left corner, ``rows`` and ``columns`` how far it
    reaches. ``text`` is its words on one line, blanks at both ends removed; ``span`` is where they stand in
    the document, empty where the cell is blank.
    """

    row: int
    column: int
    text: str
    span: Span
    rows: int = 1
    columns: int = 1


@value
class Table:
    """A table of the document, cells in reading order; ``number`` counts the tables from 1."""

    number: int
    cells: tuple[Cell, ...]
    span: Span

    @cached_property
    def _grid(self) -> dict[tuple[int, int], Cell]:
        grid: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    grid.setdefault((row, column), cell)
        return grid

    @cached_property
    def height(self) -> int:
        """How many rows the grid has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """How many columns the grid has."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place of the grid; None where the row is short."""
        return self._grid.get((row, column))

    @cached_property
    def _rows(self) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    def row(self, row: int) -> Sequence[Cell]:
        """The cells that begin in a row, from left to right."""
        return self._rows.get(row, ())

    def turned(self) -> Table:
        """The table with rows for columns, its cells where they stand in the text."""
        cells = (Cell(c.column, c.row, c.text, c.span, c.columns, c.rows) for c in self.cells)
        return Table(self.number, tuple(sorted(cells, key=lambda c: (c.row, c.column))), self.span)
