"""Tables of a document: those its reader saw and, in plain text, those drawn with | or tabs."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..kept import regex
from ..model import Span
from ..tables import Cell, Table

_MARKUP = regex.compile(r"<br */?>|\*\*")
_BOXED, _TABBED = "||", "\t"
_WIDE = 3  # cells of a row; fewer are an entry of a table of contents, or a number and its words
_RULE = regex.compile(r"[ |:+-]*-[ |:+-]*")


def tables(document: Document) -> tuple[Table, ...]:
    """The tables in reading order."""
    return document.once(_tables)


def _tables(document: Document) -> tuple[Table, ...]:
    if document.tables or ("|" not in document.folded and "\t" not in document.text):
        return tuple(document.tables)
    return tuple(_drawn(document))


def _drawn(document: Document) -> Iterator[Table]:
    """Rows in a run, drawn with bars at both ends, or with bars or tabs between the cells alone."""
    number = 0
    rows: list[list[Span]] = []
    drawn = ""
    for start, end in (*document.lines(), Span(0, 0)):
        line = document.folded[start:end].strip(" ")
        mark = _TABBED if "\t" in document.text[start:end].strip() else _mark(line)
        if rows and mark != drawn:
            if len(rows) > 1 and (drawn == _BOXED or sum(1 for row in rows if len(row) >= _WIDE) > 1):
                number += 1
                yield _table(document, number, rows, boxed=drawn == _BOXED)
            rows = []
        if mark and not _RULE.fullmatch(line):
            drawn = mark
            rows.append(list(_fields(document, start, end, mark)))


def _mark(line: str) -> str:
    """How a line is drawn as a row of a table; "" where it is none."""
    if len(line) > 1 and line[0] == line[-1] == "|":
        return _BOXED
    return "|" if "|" in line.strip("|") else ""


def _table(document: Document, number: int, rows: list[list[Span]], *, boxed: bool) -> Table:
    """The rows as a table. Without a box around them short rows lack names, and figures stand at the right."""
    width = max(len(spans) for spans in rows)
    cells = []
    for row, spans in enumerate(rows):
        gap = 0 if boxed else width - len(spans)
        for column, span in enumerate(spans):
            words = _MARKUP.sub(" ", document.text[span.start : span.end]).strip()
            place, reach = (column + gap, 1) if column else (0, gap + 1)
            cells.append(Cell(row, place, words, span, columns=reach))
    return Table(number, tuple(cells), Span(rows[0][0].start, rows[-1][-1].end))


def _fields(document: Document, start: int, end: int, mark: str) -> Iterator[Span]:
    """The spans between the bars or tabs of a line, blanks at their ends left out."""
    folded = document.folded
    if mark == _BOXED:
        start, end = folded.index("|", start, end) + 1, folded.rindex("|", start, end)
    text, sign = (document.text, mark) if mark == _TABBED else (folded, "|")
    at = start
    while at <= end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        left, right = at, stop
        while left < right and folded[left] == " ":
            left += 1
        while right > left and folded[right - 1] == " ":
            right -= 1
        yield Span(left, right)
        at = stop + 1
