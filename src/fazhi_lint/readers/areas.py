"""Finds the rows of text, the columns and the ruled tables on a page of glyphs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .grid import Grid, Rule, find_grids

WIDE_GAP = "    "
_MARKS = frozenset("0123456789[]()*")
_SMALL = 0.7  # how high a raised number is at most, beside the others of its page
_COLUMN = 8  # the least number of rows that make a column
_OPENING = frozenset("（(〔[【《〈")
_CLOSING = frozenset("，。、；：？！,;:?!）)〕]】》〉%％‰…—")
# Unicode's line breaking (UAX 14) parts no quotation mark from either neighbour, and programs follow it.
_QUOTES = frozenset("“”‘’")


class Glyph(NamedTuple):
    """A character and its box; y counts downwards from the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Sheet:
    """A page as drawn."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)


class Row(NamedTuple):
    """A row of text and its box; ``first`` is the width of its first piece that no margin may break."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    first: float

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.bottom - self.top


class Ruled(NamedTuple):
    """A ruled table: where it begins, and the words of its cells."""

    top: float
    grid: Grid
    words: list[str]


Items = list[Row | Ruled]


def areas(sheet: Sheet, gutters: dict[float, float]) -> Iterator[tuple[float, Items]]:
    """The areas of a page in reading order, with their width: the page, or its bands and columns.

    ``gutters`` remembers, by the width of the page, where the gap between the columns of an earlier page was:
    a page that ends in its first column, or has too little text, shows none of its own.
    """
    grids = find_grids(sheet.rules)
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    outside: list[Glyph] = []
    for glyph in sheet.glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not (0 <= x <= sheet.width and 0 <= y <= sheet.height):
            continue  # outside of the paper: not printed
        for grid, cells in zip(grids, inside, strict=True):
            at = grid.cell_at(x, y)
            if at is not None:
                cells[at].append(glyph)
                break
        else:
            outside.append(glyph)
    rows = _without_note_marks(_lines(outside))
    tables = [
        Ruled(grid.ys[0], grid, [_cell_text(glyphs) for glyphs in cells])
        for grid, cells in zip(grids, inside, strict=True)
    ]
    middle = _gutter(rows, sheet.width, gutters.get(sheet.width))
    if middle is not None:
        gutters[sheet.width] = middle
        yield from _columns(rows, tables, middle, sheet.width)
        return
    items: Items = [row for glyphs in rows for row in _rows(glyphs)]
    for ruled in tables:
        at = next((i for i, item in enumerate(items) if item.top > ruled.top), len(items))
        items.insert(at, ruled)
    yield sheet.width, items


def _gutter(rows: Sequence[Sequence[Glyph]], width: float, known: float | None) -> float | None:
    """Where the gap between two columns of text is; None where the page has but one.

    ``known`` is where it was on an earlier page.
    """
    gaps = [
        (before.right + after.left) / 2
        for row in rows
        for before, after in pairwise(row)
        if after.left - before.right > before.bottom - before.top
    ]
    edges = [edge for row in rows for edge in (row[0].left, row[-1].right)]
    found: list[tuple[int, float]] = []
    for middle in sorted({round(gap / 4) * 4.0 for gap in gaps if 0.35 * width < gap < 0.65 * width}):
        left, right, across = _sides(rows, middle, edges)
        if min(left, right) >= _COLUMN and across * 4 < left + right:
            found.append((across, middle))
    if found:
        return min(found)[1]
    if known is not None:
        left, right, across = _sides(rows, known, edges)
        if across * 4 < left + right:
            return known
    return None


def _sides(rows: Sequence[Sequence[Glyph]], middle: float, edges: Sequence[float]) -> tuple[int, int, int]:
    """How many rows fill most of the room left and right of a gap, and how many reach over it."""
    left = right = across = 0
    for row in rows:
        before, after = [g for g in row if g.right <= middle], [g for g in row if g.left >= middle]
        across += len(before) + len(after) < len(row)
        left += bool(before) and before[-1].right - before[0].left > 0.6 * (middle - min(edges))
        right += bool(after) and after[-1].right - after[0].left > 0.6 * (max(edges) - middle)
    return left, right, across


def _columns(
    rows: Sequence[list[Glyph]], tables: Sequence[Ruled], middle: float, width: float
) -> Iterator[tuple[float, Items]]:
    """Bands of two columns, parted by rows and tables that reach over the gap between them."""
    left: Items = []
    right: Items = []
    whole: Items = []

    def band(*ended: Items) -> Iterator[tuple[float, Items]]:
        for items in ended:
            if items:
                yield (width if items is whole else width / 2), items[:]
                items.clear()

    waiting = list(tables)
    for glyphs in [*rows, None]:
        top = glyphs[0].top if glyphs else math.inf
        while waiting and waiting[0].top < top:
            table = waiting.pop(0)
            if table.grid.xs[0] < middle < table.grid.xs[-1]:
                yield from band(left, right)
                whole.append(table)
            else:
                yield from band(whole)
                (left if table.grid.xs[-1] <= middle else right).append(table)
        if not glyphs:
            break
        if any(glyph.left < middle < glyph.right for glyph in glyphs):
            yield from band(left, right)
            whole += _rows(glyphs)
        else:
            yield from band(whole)
            left += _rows([glyph for glyph in glyphs if glyph.right <= middle])
            right += _rows([glyph for glyph in glyphs if glyph.left >= middle])
    yield from band(left, right, whole)


def _rows(glyphs: list[Glyph]) -> list[Row]:
    """The row that the glyphs make, if any of them is printed."""
    row = _row(glyphs) if glyphs else None
    return [] if row is None else [row]


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs whose middles stand at one height, from left to right."""
    rows: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        centre, high = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        if rows and centre - middle <= max(size, high) * 0.45:
            rows[-1].append(glyph)
            if high >= size:
                middle, size = centre, high
        else:
            rows.append([glyph])
            middle, size = centre, high
    for row in rows:
        row.sort(key=lambda glyph: glyph.left)
    return rows


def _without_note_marks(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows without the small raised numbers that refer to notes; after a letter they are kept (m2)."""
    heights = [glyph.bottom - glyph.top for row in rows for glyph in row if glyph.text.isdecimal()]
    small = _SMALL * median(heights) if heights else 0.0
    out: list[list[Glyph]] = []
    for row, below in zip(rows, [*rows[1:], []], strict=False):
        marks = [glyph for glyph in row if _MARKS.issuperset(glyph.text) and glyph.bottom - glyph.top < small]
        if below and len(marks) == len(row) and _raised(marks, below) == set(marks):
            continue
        raised = _raised(marks, row) if marks else set()
        kept: list[Glyph] = []
        for glyph in row:
            if glyph not in raised or (kept and kept[-1].text.isascii() and kept[-1].text.isalpha()):
                kept.append(glyph)
        out.append(kept)
    return out


def _raised(marks: Sequence[Glyph], row: Sequence[Glyph]) -> set[Glyph]:
    """The small glyphs that stand in the upper half of a row, or right behind it."""
    top, bottom = min(glyph.top for glyph in row), max(glyph.bottom for glyph in row)
    left, right = row[0].left, row[-1].right

    def is_raised(mark: Glyph) -> bool:
        little = 0.3 * (mark.bottom - mark.top)
        return left <= mark.left <= right + 3 * little and top + little < mark.bottom < bottom - little

    return set(filter(is_raised, marks))


def _row(glyphs: list[Glyph]) -> Row | None:
    text = ""
    size = max(glyph.bottom - glyph.top for glyph in glyphs)
    last: Glyph | None = None
    first = 0.0
    whole = True
    for glyph in glyphs:
        if not glyph.text.strip():
            if text and not text.endswith(" "):
                text += glyph.text
            continue
        if last is not None:
            if glyph.text == last.text and glyph.left - last.left < 0.2 * (last.right - last.left):
                continue  # printed twice to look bold
            gap = glyph.left - last.right
            if gap > 2.5 * size:
                text = text.rstrip(" ") + WIDE_GAP
            elif gap > (0.25 if _solid(last.text) and _solid(glyph.text) else 0.6) * size:
                text = text.rstrip(" ") + " "
        if whole and (last is None or _stick(last.text, glyph.text, text[-1:])):
            first = glyph.right - glyphs[0].left
        else:
            whole = False
        text += glyph.text
        last = glyph
    text = text.strip(" ")
    if not text.strip():
        return None
    boxes = [glyph for glyph in glyphs if glyph.text.strip()]
    return Row(
        text,
        boxes[0].left,
        median(glyph.top for glyph in boxes),
        max(glyph.right for glyph in boxes),
        median(glyph.bottom for glyph in boxes),
        first,
    )


def _stick(before: str, after: str, last: str) -> bool:
    """Whether no row may end between two characters: inside numbers and Latin words, at marks."""
    if before in _OPENING or after in _CLOSING or before in _QUOTES or after in _QUOTES:
        return True
    return last != " " and (_solid(before) or before in "、，%") and _solid(after)


def _solid(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ".,%-/")


def _cell_text(glyphs: Sequence[Glyph]) -> str:
    text = ""
    for row in filter(None, map(_row, _lines(glyphs))):
        between = " " if text and text[-1].isascii() and text[-1].isalpha() and row.text[0].isascii() else ""
        text += between + row.text.replace(WIDE_GAP, " ")
    return text
