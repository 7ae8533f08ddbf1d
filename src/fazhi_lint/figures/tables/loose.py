"""Tables whose cells stand on lines of their own, as text copied out of the PDF of a budget has them.

Columns are lost and rows are broken, so a panel holds no grid: only the figures in reading order, the runs of
them that nothing interrupts, the words directly before each run, and all words of the table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from ...document import Document
from ...kept import scanner
from ...model import Span
from ...values import record, value

_UNIT = scanner(r"单位: *(?:人民币)?([万千百]?)元")
_SCALE = {"": 100, "百": 10_000, "千": 100_000, "万": 1_000_000}  # 分
_CELL = scanner(r"[^ \t\u200b\ufeff\x0b\x0c]+")
_FIGURE = scanner(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d+\.\d{1,6}")
_CODE = scanner(r"\d{1,7}")
_NUMBERED = scanner(r"(?:[一二三四五六七八九十]+、|\d{1,2}[.、]|\([一二三四五六七八九十\d]+\)|其中:|[加减]:)+")
_YEAR = scanner(r"((?:19|20)\d\d)年")
_KIND = scanner(r"[预决]算")
_PROSE = scanner(r"[。;,]")
_NOTE = ("注", "说明", "备注")
_LONG = 40  # characters; no cell has more
_DIGITS = 18  # of an amount
_WRAPPED = 4  # lines over which a name may be broken
_TITLE = 6  # lines before the unit, blank ones among them, that hold the title
_FIGURES, _PANELS = 10_000, 60  # of a document: what has more is no budget
_FEWEST = 2  # figures of a panel that is worth reading


@value
class Shown:
    """A figure of a panel: its value and its last printed place in 分, its digits without marks, its print."""

    value: int
    step: int
    digits: str
    literal: str
    span: Span

    @property
    def decimals(self) -> int:
        """How many decimals it prints."""
        return len(self.literal.partition(".")[2])

    @property
    def significant(self) -> int:
        """How many digits it has without the zeros at its ends."""
        return len(self.digits.strip("0"))


@value
class Run:
    """Figures that nothing interrupts, and the names that the words directly before them may be.

    The first name is all of those words, the others are their ends: a name may be broken over lines, and
    another cell may stand on the line before it.
    """

    names: tuple[str, ...]
    figures: tuple[Shown, ...]


@record
class Panel:
    """A table: the words over it, all its words, its runs, its figures in reading order."""

    title: str
    words: frozenset[str]
    runs: tuple[Run, ...]
    figures: tuple[Shown, ...]

    @cached_property
    def step(self) -> int:
        """The largest last place that a figure of it prints."""
        return max(figure.step for figure in self.figures)

    def between(self, low: int, high: int) -> Sequence[Shown]:
        """Its figures from one value to another, the smallest first, equal ones in reading order."""
        by_size = self._by_size
        return by_size[
            bisect_left(by_size, low, key=attrgetter("value")) : bisect_right(
                by_size, high, key=attrgetter("value")
            )
        ]

    @cached_property
    def _by_size(self) -> tuple[Shown, ...]:
        return tuple(sorted(self.figures, key=attrgetter("value")))


def panels(document: Document) -> tuple[Panel, ...]:
    """The panels of a document in reading order; those that a reader saw as tables are none."""
    return document.once(_panels)


def current(document: Document) -> tuple[Panel, ...]:
    """The panels that speak of the year that most speak of, and of the budget or of the account as most do."""
    return document.once(_current)


def _current(document: Document) -> tuple[Panel, ...]:
    found = panels(document)
    for pattern in (_YEAR, _KIND):
        said = [(pattern.findall(panel.title) or [""])[-1] for panel in found]
        most = Counter(filter(None, said)).most_common(1)
        found = tuple(
            panel for panel, words in zip(found, said, strict=True) if not words or words == most[0][0]
        )
    return found


def named(text: str) -> str:
    """The words of a cell as names are compared: without its number, and 其他 written one way."""
    return _NUMBERED.sub("", text, 1).replace("其它", "其他") if text else ""


def _panels(document: Document) -> tuple[Panel, ...]:
    if "单位:" not in document.folded or _UNIT.search(document.folded) is None:
        return ()
    found: list[Panel] = []
    figures = 0
    for panel in _read(document):
        figures += len(panel.figures)
        if figures > _FIGURES or len(found) == _PANELS:
            break
        if len(panel.figures) >= _FEWEST:
            found.append(panel)
    return tuple(found)


def _read(document: Document) -> Iterator[Panel]:
    folded = document.folded
    lines = list(document.lines())
    drawn = iter([*[table.span for table in document.tables], Span(len(folded), len(folded))])
    table = next(drawn)
    panel: _Panel | None = None
    for row, (start, end) in enumerate(lines):
        while start >= table.end and table.start < len(folded):
            table = next(drawn)
        line = folded[start:end]
        text = line.strip(" \t\u200b\ufeff\x0b\x0c")
        if not text:
            if panel:
                panel.pause()
            continue
        unit = _UNIT.search(text) if "单位:" in text else None
        if unit or start >= table.start:
            if panel:
                yield panel.done()
            panel = (
                _Panel(_title(folded, lines, row), _SCALE[unit[1]]) if unit and start < table.start else None
            )
        elif panel and not panel.take(line, text, start):
            yield panel.done()
            panel = None
    if panel:
        yield panel.done()


def _title(folded: str, lines: Sequence[Span], row: int) -> str:
    above = [folded[start:end].replace(" ", "") for start, end in lines[max(0, row - _TITLE) : row]]
    words = [line for line in above if line and not _FIGURE.fullmatch(line) and not _PROSE.search(line)]
    return "".join(words[-3:])


class _Panel:
    """A panel while its lines are read."""

    def __init__(self, title: str, scale: int) -> None:
        self.title = title
        self.scale = scale
        self.words: set[str] = set()
        self.runs: list[Run] = []
        self.block: list[str] = []  # words on lines that follow each other
        self.figures: list[Shown] = []
        self.open = False  # whether the line before was of words

    def pause(self) -> None:
        """A blank line."""
        self.open = False

    def take(self, line: str, text: str, start: int) -> bool:
        """Read a line; False where it is none of a table."""
        cells = [(match.group(), match.start()) for match in _CELL.finditer(line)]
        kinds = [self._kind(cell) for cell, _ in cells]
        if any(kind == "w" and _PROSE.search(cell) for (cell, _), kind in zip(cells, kinds, strict=True)):
            self._end()
            return text.startswith(_NOTE)  # a remark may stand amid the figures
        if "w" in kinds and (len(text) > _LONG or ("f" in kinds and len(cells) > 2)):
            return False
        if "f" not in kinds and "w" in kinds:
            self._word("".join(cell for cell, _ in cells), self.open)
            self.open = True
            return True
        for (cell, at), kind in zip(cells, kinds, strict=True):
            if kind == "w":
                self._word(cell, False)
            elif kind == "f":
                self._figure(cell, start + at)
            else:
                self._end()
        self.open = False
        return True

    def done(self) -> Panel:
        """The panel that was read."""
        self._end()
        figures = tuple(figure for run in self.runs for figure in run.figures)
        return Panel(self.title, frozenset(self.words), tuple(self.runs), figures)

    def _kind(self, cell: str) -> str:
        if _CODE.fullmatch(cell):
            return "c"
        return "f" if _FIGURE.fullmatch(cell) else "w"

    def _word(self, text: str, joined: bool) -> None:
        if self.figures or not joined:
            self._end()
        self.block = [*self.block[1 - _WRAPPED :], text]
        self.words.update(self._names())

    def _figure(self, cell: str, at: int) -> None:
        whole, _, decimals = cell.partition(".")
        step, left = divmod(self.scale, 10 ** len(decimals))
        if left or not step:
            return  # finer than 分
        digits = whole.replace(",", "") + decimals
        if len(digits) <= _DIGITS:
            self.figures.append(Shown(int(digits) * step, step, digits, cell, Span(at, at + len(cell))))

    def _names(self) -> tuple[str, ...]:
        joins = ("".join(self.block[row:]) for row in range(len(self.block)))
        return tuple(dict.fromkeys(map(named, joins)))

    def _end(self) -> None:
        if self.figures:
            self.runs.append(Run(self._names(), tuple(self.figures)))
        self.figures, self.block = [], []
