"""Makes lines of text out of glyphs with places: what .pdf and .ofd pages consist of.

Rows of glyphs become paragraphs by their geometry: a row that could not have held the first word of the
next one was broken by the margin. Running heads and page numbers are dropped, ruled tables kept as tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ..kept import regex
from ..tables import Cell
from .areas import WIDE_GAP, Items, Row, Ruled, Sheet, areas
from .lines import Lines

_PAGE_NUMBER = regex.compile(
    r"[-—–―－·~\s]*(?:第\s*)?([0-9０-９]{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–―－·~\s]*"
)
_DASHED = regex.compile(r"\s*[-—–―－].*[-—–―－]\s*|.*[页/].*")
_LEADERS = regex.compile(r"[.…·]{4,}")
_OPENS = regex.compile(r"[(（\[【—-]")
_NEW_ITEM = regex.compile(
    r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、季产线级类期年月日])|第[一二三四五六七八九十]{1,3}(?:部分|[章节])"
    r"|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}(?:[、．]|\.(?!\d))"
)
_MIDST = frozenset("，、（(第“《和与及至")
_SENTENCE_END = frozenset("。！？；：!?;:")
_EDGE = 0.12  # the share of a page's height, at either end, in which page numbers stand
_NEARLY = 8
_HEAD = 0.09  # and in which running heads do


@dataclass
class _Page:
    """A page, or a column of one; ``number`` is that of the page, ``key`` its own."""

    key: int
    number: int
    width: float
    height: float
    items: Items

    def rows(self) -> list[Row]:
        return [item for item in self.items if isinstance(item, Row)]


def lay_out(sheets: Iterable[Sheet], lines: Lines) -> None:
    """Add the text of the pages to ``lines``."""
    pages: list[_Page] = []
    gutters: dict[float, float] = {}
    for sheet in sheets:
        for width, items in areas(sheet, gutters):
            pages.append(_Page(len(pages), sheet.number, width, sheet.height, items))
    _drop_page_numbers(pages)
    _drop_running_heads(pages)
    _write(pages, lines)


def _drop_page_numbers(pages: list[_Page]) -> None:
    found: list[tuple[_Page, Row, int | None, bool]] = []
    for page in pages:
        for row in _edges(page, _EDGE):
            match = _PAGE_NUMBER.fullmatch(row.text)
            if match:
                value = int(match[1]) if match[1].isdecimal() else None
                found.append((page, row, value, bool(_DASHED.fullmatch(row.text))))
    offsets = Counter(value - page.number for page, _, value, _ in found if value is not None)
    for page, row, value, dashed in found:
        regular = value is not None and (offsets[value - page.number] > 1 or value == page.number)
        if dashed or regular or value is None:
            page.items.remove(row)


def _drop_running_heads(pages: list[_Page]) -> None:
    """Drop rows at one height with the same words but for digits, on three pages or on both of two."""

    def key(row: Row) -> tuple[int, str]:
        return round(row.top / 4), regex.sub(r"\d+", "#", row.text)

    seen = Counter(key(row) for page in pages for row in _edges(page, _HEAD))
    count = len({page.number for page in pages})
    least = max(min(count, 3), 2, -(-count // 3))
    for page in pages:
        for row in _edges(page, _HEAD):
            if seen[key(row)] >= least and len(row.text) < 60:
                page.items.remove(row)


def _edges(page: _Page, share: float) -> list[Row]:
    """The rows near the upper and lower edge of a page."""
    low, high = page.height * share, page.height * (1 - share)
    return [row for row in page.rows() if row.bottom < low or row.top > high]


class _Margins(NamedTuple):
    left: float
    right: float
    size: float


def _margins(pages: list[_Page]) -> dict[int, _Margins]:
    """For every page the margins of its running text and the size of its letters.

    A page with too little running text takes those of the other pages of its width.
    """
    long = {
        page.key: [
            row
            for row in page.rows()
            if row.right - row.left > page.width * 0.45
            and WIDE_GAP not in row.text
            and not _LEADERS.search(row.text)
        ]
        for page in pages
    }
    out: dict[int, _Margins] = {}
    for page in pages:
        alike = [row for other in pages if abs(other.width - page.width) < 2 for row in long[other.key]]
        mine = long[page.key] if len(long[page.key]) > 1 else alike
        if not mine:
            continue
        size = median(row.size for row in mine)
        left, common = (min(row.left for row in rows) for rows in (mine, alike))
        # Where all paragraphs of a page are a row long, all its rows are indented.
        left = common if _is_indent(left - common, size) else left
        out[page.key] = _Margins(left, max(row.right for row in mine), size)
    return out


def _is_indent(width: float, size: float) -> bool:
    return 1.2 * size < width < 5 * size


def _indents(pages: list[_Page], margins: dict[int, _Margins]) -> bool:
    """Whether paragraphs begin with an indent: most rows after a short one do."""
    begins = indented = 0
    for page in pages:
        here = margins.get(page.key)
        for last, row in pairwise(page.rows()):
            if here and not _is_full(last, row, here) and not _centred(row, here):
                begins += 1
                indented += _is_indent(row.left - here.left, row.size)
    return indented * 2 > begins


def _write(pages: list[_Page], lines: Lines) -> None:
    margins = _margins(pages)
    indents = _indents(pages, margins)
    open_text, open_page, last_area = "", 0, 0
    last: Row | None = None
    tables = _Tables(lines)

    def flush() -> None:
        nonlocal open_text
        if open_text:
            lines.add(open_text, {"page": open_page})
        open_text = ""

    for page in pages:
        for item in page.items:
            if isinstance(item, Ruled):
                flush()
                tables.add(item, page.number)
                last = None
                continue
            if last is not None and _goes_on(
                last, item, margins.get(last_area), margins.get(page.key), indents
            ):
                open_text += _joint(open_text, item.text) + item.text
            else:
                flush()
                tables.close()
                open_text, open_page = item.text, page.number
            last, last_area = item, page.key
    flush()
    tables.close()


def _goes_on(last: Row, row: Row, before: _Margins | None, here: _Margins | None, indents: bool) -> bool:
    """Whether ``row`` is the next row of the paragraph that ``last`` belongs to."""
    if abs(last.size - row.size) > 0.2 * max(last.size, row.size) or _LEADERS.search(last.text):
        return False
    if before is None or here is None:
        return False
    if _centred(last, before) and _centred(row, here):
        return (
            last.size > 1.15 * here.size
            and 0 < row.top - last.top < 2.5 * row.size
            and last.text[-1] not in _SENTENCE_END
            and not _OPENS.match(row.text)
        )
    if row.left - here.left > 0.8 * row.size:
        return False
    if not _is_full(last, row, before):
        # Where paragraphs are indented, a row at the margin goes on with a sentence that nearly filled its row.
        near = before.right - last.right < _NEARLY * last.size
        return indents and near and last.text[-1] not in _SENTENCE_END and not _NEW_ITEM.match(row.text)
    if _NEW_ITEM.match(row.text) and last.text[-1] not in _MIDST:
        return False
    return indents or last.text[-1] not in _SENTENCE_END


def _is_full(last: Row, row: Row, margins: _Margins) -> bool:
    """Whether a row could not have held the first piece of the next one, with the space set between scripts."""
    return last.right + row.first > margins.right - 0.3 * last.size


def _centred(row: Row, margins: _Margins) -> bool:
    left, right = row.left - margins.left, margins.right - row.right
    return left > 2.5 * row.size and abs(left - right) < 2 * row.size


def _joint(before: str, after: str) -> str:
    """What stands between two rows of one paragraph: a blank between Latin words only."""
    return (
        " "
        if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
        else ""
    )


class _Tables:
    """Writes tables, and goes on with one that continues at the top of the next page."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._number = 0
        self._cells: list[Cell] = []
        self._xs: tuple[float, ...] = ()
        self._height = 0
        self._page = 0
        self._first_rows: list[list[str]] = []

    def add(self, ruled: Ruled, page: int) -> None:
        """Write a table, or the continuation of the last one where nothing stands between the two."""
        rows = [[""] * 0 for _ in range(len(ruled.grid.ys) - 1)]
        for cell, words in zip(ruled.grid.cells, ruled.words, strict=True):
            rows[cell.row].append(words)
        skipped = 0
        if self._number and self._page == page - 1 and _alike(self._xs, ruled.grid.xs):
            while (
                skipped < min(len(rows), len(self._first_rows)) and rows[skipped] == self._first_rows[skipped]
            ):
                skipped += 1
        else:
            self.close()
            self._number = self._lines.open_table()
            self._first_rows = rows
        ordinal: Counter[int] = Counter()
        base = self._height - skipped
        for cell, words in zip(ruled.grid.cells, ruled.words, strict=True):
            if cell.row < skipped:
                continue
            row = base + cell.row
            ordinal[row] += 1
            since = self._lines.offset
            if words:
                place = {"page": page, "table": self._number, "row": row + 1, "cell": ordinal[row]}
                self._lines.add(words, place)
            self._cells.append(self._lines.cell(row, cell.column, since, cell.rows, cell.columns))
        self._height = base + len(rows)
        self._xs, self._page = ruled.grid.xs, page

    def close(self) -> None:
        """End the table that is open, if any."""
        if self._number:
            self._lines.close_table(self._number, self._cells)
        self._number, self._cells, self._height, self._xs, self._first_rows = 0, [], 0, (), []


def _alike(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    return len(before) == len(after) and all(abs(a - b) < 6 for a, b in zip(before, after, strict=True))
