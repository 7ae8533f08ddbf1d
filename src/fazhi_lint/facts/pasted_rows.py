"""Tables whose cells stand on lines of their own: as many heads as a row has cells, then the rows.

A page copied out of a browser has them so. Rows are told by the figures: words that name a thing, perhaps its
measure word, and as many figures each time. A row that lacks a figure is kept without its figures, for nothing
says which of them it lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..document import Document
from ..kept import regex
from ..model import Span
from ..tables import Cell, Table
from .pasted_forms import PAGE

_FIGURE = regex.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—/]+")
_BLANKS = " \t|\u200b\ufeff"
_PROSE = regex.compile(r"[。;]")
_AMOUNTS = regex.compile(r"单位: *(?:人民币)?[万千百]?元")  # of a budget, whose tables lack cells and heads
# What stands over a table, and is none of its heads.
_TITLE = regex.compile(
    r".*(?:[表:)]|报告|情况|统计|目录)|表\s?\d.*|附[表件].*|[一二三四五六七八九十]+、.*|\([一二三四五六七八九十]+\).*|单位:.*"
)
_NUMBER = ("序号", "编号")
_LONGEST = 40  # characters of a cell
_NAMES = 2  # cells of words in a row: a name, and a measure word
_FEWEST = 3  # rows
_MOST = 20  # cells of a row
_Row = tuple[Sequence[Span], Sequence[Span]]  # its words, its figures


def pasted_rows(document: Document) -> Iterator[Table]:
    """The tables whose cells stand so, in reading order."""
    for run in _runs(document):
        rows = _unnumbered(document, run)
        if len(rows) >= _FEWEST and (table := _table(document, rows)):
            yield table


def _runs(document: Document) -> Iterator[list[_Row]]:
    """Words and the figures behind them, from one line that is no cell to the next."""
    folded = document.folded
    rows: list[_Row] = []
    words: list[Span] = []
    figures: list[Span] = []
    amounts = False
    for start, end in document.lines():
        text = folded[start:end]
        cell = text.strip(_BLANKS)
        if not cell or PAGE.fullmatch(cell):
            continue
        ends = len(cell) > _LONGEST or "|" in cell or "\t" in cell or _PROSE.search(cell)
        is_figure = not ends and _FIGURE.fullmatch(cell) is not None
        if figures and not is_figure:
            rows.append((words, figures))
            words, figures = [], []
        if ends:
            if not amounts:
                yield rows
            rows, words, amounts = [], [], False
            continue
        amounts = amounts or _AMOUNTS.match(cell) is not None
        at = start + text.index(cell)
        (figures if is_figure else words).append(Span(at, at + len(cell)))
    if figures and not amounts:
        yield [*rows, (words, figures)]


def _unnumbered(document: Document, rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows without their numbers under 序号; that of each stands behind the figures of the row before."""
    heads = [span for span in rows[0][0] if document.folded[slice(*span)] not in _NUMBER] if rows else []
    count = 0
    while count < len(rows) - 1 and document.folded[slice(*rows[count][1][-1])] == str(count + 1):
        count += 1
    if count < _FEWEST or len(rows[0][1]) > 1 or len(heads) + 1 != len(rows[0][0]):
        return rows
    (words, figures), *others = rows[1:]
    first = ([*heads, *words], figures[:-1])
    return [
        first,
        *((words, figures[: -1 if at < count else None]) for at, (words, figures) in enumerate(others, 2)),
    ]


def _table(document: Document, rows: Sequence[_Row]) -> Table | None:
    """The rows as a table where nearly all are of one shape, and the heads before the first are as many."""
    shapes = Counter((len(words), len(figures)) for words, figures in rows[1:])
    (named, count), often = shapes.most_common(1)[0]
    first, width = rows[0][0], named + count
    start = len(first) - named - width
    if not 0 < named <= _NAMES or width > _MOST or start < 0 or 4 * often < 3 * (len(rows) - 1):
        return None
    heads = first[start : start + width]
    above = [
        _TITLE.fullmatch(document.folded, *span) is not None for span in first[max(0, start - 1) : start + 1]
    ]
    if above[-1] or not all(above[:-1]):
        return None  # heads over heads, or fewer than there are columns
    lines: list[Sequence[Span]] = [heads]
    for words, figures in ((first[-named:], rows[0][1]), *rows[1:]):
        lines += [[word] for word in words[:-named]]
        lines.append([*words[-named:], *(figures if len(figures) == count else ())])
    cells = [
        Cell(row, column, document.text[span.start : span.end], span)
        for row, line in enumerate(lines)
        for column, span in enumerate(line)
    ]
    return Table(0, tuple(cells), Span(heads[0].start, lines[-1][-1].end))
