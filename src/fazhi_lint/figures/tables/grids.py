"""The shape of a table: which rows are its head, which columns name things, and what figures stand where.

A table may hold several strips side by side, each with its own names: 收入 on the left, 支出 on the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, pairwise

from ...document import Document, fold
from ...kept import regex
from ...tables import Cell, Table
from ...values import value
from ..core.interval import Interval
from ..core.units import COUNTING, family

_FIGURE = regex.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_BLANK = regex.compile(r"[-—/\\·.…○\s]*|无|空")
_CODES = regex.compile(r"编码|代码|编号|序号|栏次|行次|年份|年度|时间|^[类款项]$")
_SHARES = regex.compile(
    r"率|比重|占比|比例|百分|%|同比|增[长减幅速]|指数|人均|平均|均价|单价|倍|排名|位次|名次"
)
_PRICES = regex.compile(r"价格|物价|指数")  # of the first row: such a table adds up nothing
_UNIT = regex.compile(r"单位[:(]+(\p{Han}{1,6}(?:/\p{Han})?|[%‰])")
_ROUNDED = regex.compile(r"万|亿|千|吨|公顷|亩|平方|立方|公里|千米|%")
_COUNTED = regex.compile(
    r"[件人次户个场份条家起宗名]数(?:量|次)?$|[人件户场]次$|\([件人次户个场份条家起宗名项]次?\)$"
)
_ABOVE = 6  # lines, blank ones among them


@value
class Figure:
    """A cell that holds nothing but a number; a blank or dashed cell is a figure of zero with no span.

    ``unit`` is what to print behind it where its value is not in the unit of the others.
    """

    cell: Cell
    value: Fraction
    step: Fraction
    decimals: int = 0
    unit: str = ""

    def interval(self, exact: bool) -> Interval:
        """What the print stands for; a point for exact counts."""
        return Interval.point(self.value).widened(Fraction(0) if exact else self.step / 2)


@value
class Strip:
    """Columns of figures with the names of their rows.

    ``rows`` are the rows of the body; ``names`` what stands in the naming columns of each, ``codes`` the
    figures of its classification; ``columns`` are those that may be added up, ``heads`` the cells above each
    from top to bottom. ``exact`` says that the figures count single things, ``whole`` that they might:
    none has decimals, and no unit is stated.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    names: dict[int, str]
    codes: dict[int, str]
    heads: dict[int, tuple[Cell, ...]]
    figures: dict[tuple[int, int], Figure]
    exact: bool
    whole: bool

    def head(self, column: int) -> str:
        """The words over a column, the lowest ones."""
        return plain(self.heads[column][-1].text) if self.heads[column] else ""


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> str:
    """The words of a cell folded and without blanks."""
    return "".join(fold(text).split())


def strips(document: Document, table: Table) -> list[Strip]:
    """The strips of a table that hold figures to be added up, from left to right."""
    unit = unit_of(document, table)
    if unit in ("%", "‰"):
        return []
    figures = {
        (cell.row, cell.column): figure for cell in table.cells if (figure := read_cell(cell)) is not None
    }
    body = _body(table, figures)
    if body is None or table.height - body < 1:
        return []
    first = table.at(body, 0)
    if first is not None and _PRICES.search(first.text):
        return []
    heads = {column: _heads(table, body, column) for column in range(table.width)}
    kinds = [_kind(table, figures, heads[column], body, column) for column in range(table.width)]
    whole = not any(figure.decimals for (row, _), figure in figures.items() if row >= body)
    exact = whole and not _ROUNDED.search(unit) and family(unit) in COUNTING - {""}
    out: list[Strip] = []
    naming: list[int] = []
    columns: list[int] = []
    for column in (*range(table.width), table.width):
        kind = kinds[column] if column < table.width else "name"
        if kind in ("name", "code"):
            if columns:
                words = [plain(heads[own][-1].text) if heads[own] else "" for own in columns]
                counts = exact or (whole and not unit and all(map(_COUNTED.search, words)))
                out.append(
                    _strip(table, body, naming, columns, kinds, heads, figures, counts, whole and not unit)
                )
                naming, columns = [], []
            naming.append(column)
        elif kind == "figure":
            columns.append(column)
    return out


def unit_of(document: Document, table: Table) -> str:
    """The unit stated in the head of the table or in the lines over it, such as 件 or 万元."""
    within = reversed([plain(cell.text) for cell in table.row(0)])
    for text in chain(lines_above(document, table, _ABOVE), within):
        if found := _UNIT.search(text):
            return found[1]
    return ""


def lines_above(document: Document, table: Table, most: int) -> Iterator[str]:
    """The last lines over a table, the nearest first, without blanks."""
    top = min((cell.span.start for cell in table.row(0)), default=table.span.start)
    row = document.place(min(top, table.span.start)).line - 1
    starts = document.line_starts
    for at in range(row - 1, max(row - most, 0) - 1, -1):
        yield plain(document.folded[starts[at] : starts[at + 1]])


def read_cell(cell: Cell) -> Figure | None:
    """The number a cell holds; None where it holds words."""
    printed = _printed(cell.text)
    return Figure(cell, *printed) if printed is not None else None


@lru_cache(maxsize=1 << 12)
def _printed(text: str) -> tuple[Fraction, Fraction, int] | None:
    """The value, step and decimals of the number in a cell, which every reader of tables asks for."""
    words = plain(text)
    if _BLANK.fullmatch(words):
        return Fraction(0), Fraction(0), 0
    found = _FIGURE.fullmatch(words.replace("−", "-"))
    if found is None:
        return None
    decimals = found[3] or ""
    value = Fraction(int(found[2].replace(",", "") + decimals), 10 ** len(decimals))
    return -value if found[1] == "-" else value, Fraction(1, 10 ** len(decimals)), len(decimals)


def is_blank(figure: Figure) -> bool:
    """Whether the cell prints no number."""
    return not figure.step


def _body(table: Table, figures: dict[tuple[int, int], Figure]) -> int | None:
    """The first row under the head: the first that holds figures other than the numbers of the columns."""
    for row in range(table.height):
        cells = [cell for cell in table.row(row) if (row, cell.column) in figures]
        printed = [figures[row, cell.column] for cell in cells if plain(cell.text) and cell.text.strip("-—/ ")]
        values = [figure.value for figure in printed]
        if not values or row == 0:
            continue
        counted = len(values) > 2 and all(b - a == 1 for a, b in pairwise(values))
        if not counted:
            return row
    return None


def _heads(table: Table, body: int, column: int) -> tuple[Cell, ...]:
    path: list[Cell] = []
    for row in range(body):
        cell = table.at(row, column)
        if cell is not None and plain(cell.text) and (not path or path[-1] is not cell):
            path.append(cell)
    return tuple(path)


def _kind(
    table: Table, figures: dict[tuple[int, int], Figure], heads: tuple[Cell, ...], body: int, column: int
) -> str:
    """``name``, ``code``, ``figure``, or ``other`` for shares and rates, which do not add up."""
    words = "".join(plain(cell.text) for cell in heads)
    own = [
        cell for row in range(body, table.height) if (cell := table.at(row, column)) and cell.column == column
    ]
    printed = [cell for cell in own if plain(cell.text)]
    numbers = [
        figures[cell.row, column]
        for cell in printed
        if (cell.row, column) in figures and not is_blank(figures[cell.row, column])
    ]
    dashes = sum(1 for cell in printed if (cell.row, column) in figures) - len(numbers)
    lowest = plain(heads[-1].text) if heads else ""
    if _CODES.search(lowest) or (not numbers and not printed and column == 0):
        return "code"
    if not printed and not words:
        return "other"  # a blank column between two of figures
    if len(printed) - len(numbers) - dashes > len(numbers):
        return "name"
    if _SHARES.search(lowest) or sum(1 for cell in printed if "%" in fold(cell.text)) > len(printed) / 2:
        return "other"
    if column == 0:
        years = all(1949 <= number.value <= 2100 and not number.decimals for number in numbers)
        return "code" if years else "figure"
    return "figure"


def _strip(
    table: Table,
    body: int,
    naming: Sequence[int],
    columns: Sequence[int],
    kinds: Sequence[str],
    heads: dict[int, tuple[Cell, ...]],
    figures: dict[tuple[int, int], Figure],
    exact: bool,
    whole: bool,
) -> Strip:
    names: dict[int, str] = {}
    codes: dict[int, str] = {}
    for row in range(body, table.height):
        cells = {id(cell): cell for column in naming if (cell := table.at(row, column)) is not None}
        words = {key: plain(cell.text) for key, cell in cells.items()}
        codes[row] = "".join(text for text in words.values() if text.isdecimal())
        names[row] = "".join(text for text in words.values() if not text.isdecimal())
    places = ((row, column) for row in range(body, table.height) for column in columns)
    own = {place: figure for place in places if (figure := figures.get(place)) is not None}
    return Strip(
        tuple(range(body, table.height)),
        tuple(columns),
        names,
        codes if any(kinds[column] == "code" for column in naming) else {},
        {column: heads[column] for column in columns},
        own,
        exact,
        whole,
    )
