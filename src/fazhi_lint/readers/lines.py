"""Builds the text of a Document line by line, with the origin of each line and the tables among them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from ..document import Document
from ..kept import regex
from ..model import Span
from ..tables import Cell, Table
from . import UnreadableError, too_large

MAX_COLUMNS = 200
_ENDS = regex.compile(
    r"[。！？；：!?;:…]\s*$|^\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^\n]*$"
)
_BEGINS = regex.compile(
    r"[\s\u3000]|[一二三四五六七八九十]+[、是]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]+"
)


class Lines:
    """Lines in reading order. ``limit`` bounds the text in bytes of UTF-8; UnreadableError beyond it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._parts: list[str] = []
        self._places: list[Mapping[str, int]] = []
        self._tables: list[Table | None] = []
        self.offset = 0

    def add(self, text: str, place: Mapping[str, int]) -> Span:
        r"""Add a line (or several, where ``text`` holds \n) and return where it stands in the document."""
        span = Span(self.offset, self.offset + len(text))
        self._size += len(text.encode("utf-8", "surrogatepass")) + 1
        if self._size > self._limit:
            raise too_large("提取的文字", self._limit)
        self._parts.append(text)
        self._places.extend([place] * (text.count("\n") + 1))
        self.offset = span.end + 1
        return span

    def open_table(self) -> int:
        """Begin a table and return its number, counted from 1 in the order of beginnings."""
        self._tables.append(None)
        return len(self._tables)

    def close_table(self, number: int, cells: list[Cell]) -> None:
        """End the table of that number; one without cells is forgotten in all but its number."""
        if cells:
            span = Span(min(c.span.start for c in cells), max(c.span.end for c in cells))
            self._tables[number - 1] = Table(number, tuple(cells), span)

    def cell(self, row: int, column: int, since: int, rows: int = 1, columns: int = 1) -> Cell:
        """The cell made of all lines added since the offset ``since``."""
        if self.offset == since:
            return Cell(row, column, "", Span(since, since), rows, columns)
        words: list[str] = []
        size = 0
        for part in reversed(self._parts):
            if size >= self.offset - since:
                break
            words.append(part.replace("\n", "").strip())
            size += len(part) + 1
        text = "".join(reversed(words)).strip()
        return Cell(row, column, text, Span(since, self.offset - 1), rows, columns)

    def document(self, name: str) -> Document:
        """The finished document. Raises UnreadableError if there is no text at all."""
        text = "\n".join(self._parts)
        if not text.strip():
            raise UnreadableError("没有可检查的文字（可能是扫描件或空文件）")
        tables = tuple(table for table in self._tables if table is not None)
        return Document(text, name, places=tuple(self._places), tables=tables, whole_lines=True)


def soft_breaks(text: str) -> str:
    """Turn breaks inside a sentence into U+2028, which does not end a line; leave the others.

    Pages pasted from the web end paragraphs with soft breaks; titles are broken by them in mid-sentence.
    """
    if "\n" not in text:
        return text
    pieces = text.split("\n")
    out = pieces[0]
    for before, after in pairwise(pieces):
        ends = not after.strip() or not before.strip() or _ENDS.search(before) or _BEGINS.match(after)
        out += ("\n" if ends else "\u2028") + after
    return out
