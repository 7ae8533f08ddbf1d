"""Tables of a document: those its reader saw and, in plain text, those drawn with | as markdown does."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..document import Document
from ..model import Span
from ..tables import Cell, Table

_MARKUP = regex.compile(r"<br */?>|\*\*")
_RULE = regex.compile(r"[ |:+-]*-[ |:+-]*")


def tables(document: Document) -> tuple[Table, ...]:
    """The tables in reading order."""
    return document.once(_tables)


def _tables(document: Document) -> tuple[Table, ...]:
    if document.tables or "|" not in document.folded:
        return tuple(document.tables)
    return tuple(_drawn(document))


def _drawn(document: Document) -> Iterator[Table]:
    folded = document.folded
    number = 0
    rows: list[list[Span]] = []
    for start, end in (*document.lines(), Span(0, 0)):
        line = folded[start:end].strip(" ")
        if len(line) > 1 and line[0] == line[-1] == "|":
            if not _RULE.fullmatch(line):
                rows.append(list(_fields(folded, start, end)))
            continue
        if len(rows) > 1:
            number += 1
            cells = tuple(
                Cell(row, column, _MARKUP.sub(" ", document.text[span.start : span.end]).strip(), span)
                for row, spans in enumerate(rows)
                for column, span in enumerate(spans)
            )
            yield Table(number, cells, Span(rows[0][0].start, rows[-1][-1].end))
        rows = []


def _fields(folded: str, start: int, end: int) -> Iterator[Span]:
    """The spans between the bars of a line, blanks at their ends left out."""
    at = folded.index("|", start) + 1
    while (bar := folded.find("|", at, end)) >= 0:
        left, right = at, bar
        while left < right and folded[left] == " ":
            left += 1
        while right > left and folded[right - 1] == " ":
            right -= 1
        yield Span(left, right)
        at = bar + 1
