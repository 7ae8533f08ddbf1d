"""Tables that stand in a text as HTML, as programs that turn pages and scans into Markdown leave them."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from ..document import Document
from ..kept import regex
from ..model import Span
from ..tables import Cell, Table

_TAG = regex.compile(r"(?i)<(?P<end>/?)(?P<name>table|tr|td|th)\b(?P<more>[^<>]*)>")
_ROWS = regex.compile(r"(?i)rowspan\s*=\s*[\"']?(\d{1,3})")
_COLUMNS = regex.compile(r"(?i)colspan\s*=\s*[\"']?(\d{1,3})")
_INNER = regex.compile(r"<[^<>]*>")
_WIDEST, _LARGEST = 100, 400  # columns of a table; places that a cell reaches over


def html_tables(document: Document) -> Iterator[Table]:
    """The tables in reading order; one within another ends the outer one."""
    grid: _Grid | None = None
    for tag in _TAG.finditer(document.text):
        name, ends = tag["name"].lower(), bool(tag["end"])
        if grid:
            grid.take(tag, name, ends=ends)
        if name == "table":
            if grid and grid.cells:
                yield Table(0, tuple(grid.cells), Span(grid.start, tag.end() if ends else tag.start()))
            grid = None if ends else _Grid(document, tag.start())


class _Grid:
    """A table while its tags are read."""

    def __init__(self, document: Document, start: int) -> None:
        self.document = document
        self.start = start
        self.cells: list[Cell] = []
        self.taken: set[tuple[int, int]] = set()  # places that cells of rows above reach over
        self.row = -1
        self.column = 0
        self.open: regex.Match[str] | None = None

    def take(self, tag: regex.Match[str], name: str, *, ends: bool) -> None:
        """Read a tag, which ends the cell before."""
        if self.open:
            self._cell(self.open, tag.start())
            self.open = None
        if ends or name == "table":
            return
        if name == "tr":
            self.row, self.column = self.row + 1, 0
        else:
            self.row = max(self.row, 0)
            self.open = tag

    def _cell(self, tag: regex.Match[str], end: int) -> None:
        while (self.row, self.column) in self.taken:
            self.column += 1
        rows, columns = (
            min(max(int(found[1]), 1), _WIDEST) if (found := pattern.search(tag["more"])) else 1
            for pattern in (_ROWS, _COLUMNS)
        )
        rows = min(rows, _LARGEST // columns)
        if self.column + columns > _WIDEST:
            return
        text, start = self.document.text, tag.end()
        inner = [Span(start, start), *(Span(*found.span()) for found in _INNER.finditer(text, start, end))]
        pieces = [*zip((one.end for one in inner), [*(one.start for one in inner[1:]), end], strict=True)]
        printed = [(low, high) for low, high in pieces if unescape(text[low:high]).strip()]
        span = Span(start, start)
        if printed:
            low, high = printed[0][0], printed[-1][1]
            span = Span(low + _blanks(text[low:high]), high - _blanks(text[low:high][::-1]))
        words = unescape("".join(text[low:high] for low, high in printed)).strip()
        self.cells.append(Cell(self.row, self.column, words, span, rows, columns))
        self.taken.update(
            (self.row + below, self.column + beside) for below in range(1, rows) for beside in range(columns)
        )
        self.column += columns


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())
