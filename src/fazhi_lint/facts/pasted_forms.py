"""Prescribed tables that stand in a text cell by cell, as a page copied out of a browser has them.

Columns and rows are lost there: each cell has a line of its own, or stands apart from the next by a blank or
a tab. The heads that a form prescribes (``forms.toml``) say how many figures a row has, and what is over them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import Document
from ..kept import regex
from ..knowledge import knowledge
from ..model import Span
from ..tables import Cell, Table

PAGE = regex.compile(r"[ 　]*[-—–]+ *\d{1,4} *[-—–]+[ 　]*|[ 　]*第 *\d{1,4} *页.*")
"""A line that holds the number of a page."""
_TOKEN = regex.compile(r"[^ |\t\u200b\ufeff]+")
_FIGURE = regex.compile(r"\d[\d,]*(?:\.\d+)?|[-—/]+")
_END = regex.compile(r"[^。]*。|\|[^|\n]*\|.*\|")  # prose, or a row that is drawn
_MEASURE = regex.compile(r"[件条次篇人个期]|万?元")
_MARK = regex.compile(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、]|其中")
_TOTAL = "总计"  # stands over the last column, but may be read before the heads of a second line
_WORDS = 60  # pieces of words before a row: the heads of a form, broken over lines
_LEAST = 5  # rows of a form that names several


def pasted_forms(document: Document) -> Iterator[Table]:
    """The prescribed tables whose cells stand so, in reading order of each form."""
    of_forms = {tuple(form["heads"]): len(form["rows"]) for form in knowledge("forms")["forms"]}
    for heads, named in of_forms.items():
        for rows in _runs(document, heads):
            if sum(1 for _, figures in rows if figures) >= min(named, _LEAST):
                yield _table(document, heads, rows)


_Row = tuple[Sequence[Span], Sequence[Span]]  # the words that name it, its figures


def _runs(document: Document, heads: Sequence[str]) -> Iterator[list[_Row]]:
    """The rows of as many figures as there are heads, from those heads on to the next prose."""
    run = _Run(document, heads)
    for start, end in (*document.lines(), Span(0, 0)):
        if start == end == 0 or _END.match(document.folded, start, end):
            run.close()
            yield from (*run.before, run.rows)
            run = _Run(document, heads)
        elif not PAGE.fullmatch(document.folded, start, end):
            for span, is_figure in _cells(document, start, end):
                run.take(span, is_figure)


class _Run:
    """Rows while their cells are read."""

    def __init__(self, document: Document, heads: Sequence[str]) -> None:
        self.document = document
        self.heads = heads
        self.begun = False
        self.before: list[list[_Row]] = []  # the tables before, with the same heads and no prose between
        self.rows: list[_Row] = []
        self.words = deque[Span](maxlen=_WORDS)
        self.figures: list[Span] = []

    def take(self, span: Span, is_figure: bool) -> None:
        """Read the next cell."""
        if is_figure:
            self.figures.append(span)
            return
        if self.figures:
            self.close()
        self.words.append(span)

    def close(self) -> None:
        """End a row behind the heads; it has no figures if there is not one for each of them."""
        words = list(self.words)
        told = [self.document.folded[start:end].replace(" ", "") for start, end in words]
        behind = _behind_heads(told, self.heads)
        if behind is not None:
            self.begun, words = True, words[behind:]
            if not self.rows or _name(self.document, words) == _name(self.document, self.rows[0][0]):
                self.before.append(self.rows)  # else the heads stand once more on a new page
                self.rows = []
        if self.begun and self.figures and (words or len(self.figures) == len(self.heads)):
            self.rows.append((words, self.figures if len(self.figures) == len(self.heads) else ()))
        self.words.clear()
        self.figures = []


def _name(document: Document, words: Sequence[Span]) -> str:
    return "".join(document.text[start:end] for start, end in words)


def _behind_heads(words: Sequence[str], heads: Sequence[str]) -> int | None:
    """Which of some words comes first behind all heads; None where these are not among them, in their order."""
    joined = "".join(words)
    end = 0
    for head in heads:
        if head != _TOTAL:
            found = joined.find(head, end)
            if found < 0:
                return None
            end = found + len(head)
    if _TOTAL in heads:
        total = joined.rfind(_TOTAL)
        if total < 0:
            return None
        end = max(end, total + len(_TOTAL))
    for at, word in enumerate(words):
        if end <= 0:
            return at
        end -= len(word)
    return len(words)


def _cells(document: Document, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """The pieces of a line, each with whether it is a figure; of blank cells between tabs those behind one."""
    folded, figured = document.folded, False
    if "\t" not in document.text[start:end]:
        for match in _TOKEN.finditer(folded, start, end):
            yield Span(*match.span()), _FIGURE.fullmatch(match.group()) is not None
        return
    at = start
    for field in document.text[start:end].split("\t"):
        words = field.strip()
        span = Span(at + field.index(words), at + field.index(words) + len(words)) if words else Span(at, at)
        at += len(field) + 1
        figured = _FIGURE.fullmatch(folded, *span) is not None if words else figured
        if words or figured:
            yield span, figured


def _table(document: Document, heads: Sequence[str], rows: Sequence[_Row]) -> Table:
    """The rows as a table: names, the figures, and between them the measure words if each row has one.

    What stands before the mark of a name, （三）不予公开 before 1.属于国家秘密, is a row of words alone there.
    """
    first = (*rows[0][0], *rows[0][1])[0].start
    measured = all(words and _MEASURE.fullmatch(document.folded, *words[-1]) for words, found in rows if found)
    over = ("单位", *heads) if measured else heads
    lines: list[list[Sequence[Span]]] = []
    for words, figures in rows:
        marks = [at for at, (start, end) in enumerate(words) if _MARK.match(document.folded, start, end)]
        name = words[marks[-1] if marks else 0 :]
        if measured:
            lines += [[words[start:end]] for start, end in pairwise(marks)]
        lines.append([*([name[:-1], name[-1:]] if measured else [name]), *([span] for span in figures)])
    cells = [Cell(0, column, head, Span(first, first)) for column, head in enumerate(over, 1)]
    for row, line in enumerate(lines, 1):
        for column, spans in enumerate(line):
            if spans:
                cells.append(Cell(row, column, _name(document, spans), Span(spans[0].start, spans[-1].end)))
    return Table(0, tuple(cells), Span(first, (*rows[-1][0], *rows[-1][1])[-1].end))
