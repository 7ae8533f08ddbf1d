"""Columns of rates beside the amounts they are made of: 完成预算%, 同比增长（%）, 成功率.

The head says that a column holds rates, the rows say of what: a formula is taken as established where nearly
every row comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Cell, Table
from ...values import value
from ..core.interval import show
from .grids import plain

_NUMBER = regex.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)")
_SEXES = "性别比"  # made of two shares
_RATE = regex.compile(r"%|率|性别比|增[长减幅速]|同比|比上年|比例|完成")
_HINTS = "%％率增比成"  # one of them stands in all that tells a rate
_NO_RATE = regex.compile(r"百分点|‰|指数|位次|排名")
_NO_AMOUNT = regex.compile(r"%|率|增[长幅速]|同比|比重|占比|序号|编码|代码|年份")
_GROWTH = regex.compile(r"增|减|升|降|同比|比上年|比去年|±|变动")
REAL = regex.compile(r"生产总值|增加值|产业|产值|指数|GDP|投资|工业")
"""What grows at constant prices, or after corrections of the year before."""
_YEAR = regex.compile(r"((?:19|20)\d\d)年?")
_YEARLY = regex.compile(r"增[长减幅速]|比上年|±")
_LEAST = 2  # rows that must come out
_MOST = 8  # columns of amounts
_RATES = 16  # columns of rates: two for each of amounts
_HOPELESS = 4  # rows more than come out that fail, after which a formula is given up


@value
class _Number:
    """A printed number of a cell; ``step`` is one unit of its last digit."""

    cell: Cell
    value: Fraction
    step: Fraction
    percent: bool
    decimals: int


_Row = dict[int, _Number]
_Formula = Callable[[Fraction, Fraction], Fraction]


def table_rates(document: Document) -> Iterator[Relation]:
    """The relations of every column, or row, of rates that two columns, or rows, of amounts make up."""
    for table in tables(document):
        words = "".join(cell.text for cell in table.cells)
        if not any(mark in words for mark in _HINTS):
            continue
        turned = table.turned()
        found = list(_rates(table))
        yield from found or _rates(turned)
        yield from chain(_years(table), _years(turned))


def _rates(table: Table) -> Iterator[Relation]:
    rows = [numbers for numbers in _rows(table).values() if len(numbers) > _LEAST]
    if len(rows) < _LEAST:
        return
    heads = [_head(table, column) for column in range(table.width)]
    amounts = [column for column in range(table.width) if _is_amounts(rows, heads, column)]
    if any(_SEXES in head for head in heads):
        amounts = [column for column, head in enumerate(heads) if head.endswith(("男", "女", "男性", "女性"))]
    if not 1 < len(amounts) <= _MOST:
        return
    tried = 0
    for column in range(1, table.width):
        own = [row for row in rows if column in row]
        if column not in amounts and len(own) >= _LEAST and _is_rates(own, heads, column):
            yield from _column(table, own, heads[column], column, amounts)
            tried += 1
            if tried == _RATES:
                return


def _years(table: Table) -> Iterator[Relation]:
    """The growths of amounts that stand year by year under one another."""
    names = {
        row: _YEAR.fullmatch(plain(cell.text)) for row in range(1, table.height) if (cell := table.at(row, 0))
    }
    years = {row: int(found[1]) for row, found in names.items() if found}
    if len(years) <= _LEAST:
        return
    rows = _rows(table)
    heads = [_head(table, column) for column in range(table.width)]
    rates = [at for at in range(2, table.width) if _YEARLY.search(heads[at]) and not _NO_RATE.search(heads[at])]
    for column in rates[:_RATES]:
        amount = next((at for at in range(column - 1, 0, -1) if not _NO_AMOUNT.search(heads[at])), None)
        if amount is None:
            continue
        pairs = [
            (rows[row], rows[row - 1])
            for row, year in years.items()
            if years.get(row - 1) == year - 1
            and {amount, column} <= rows[row].keys()
            and amount in rows[row - 1]
        ]
        held = [pair for pair in pairs if _grew(*pair, amount, column)]
        if len(held) > _LEAST and len(pairs) - len(held) <= 1:
            for now, last in pairs:
                told = _verified if (now, last) in held else _contradicted
                yield told(_growth, now[amount], last[amount], now[column])


def _grew(now: _Row, last: _Row, amount: int, column: int) -> bool:
    return last[amount].value > 0 and _holds(_growth, now[amount], last[amount], now[column])


def _rows(table: Table) -> dict[int, _Row]:
    """The rows that hold numbers, each by column."""
    found: dict[int, _Row] = defaultdict(dict)
    for cell in table.cells:
        match = _NUMBER.fullmatch(plain(cell.text)) if cell.row else None
        if match:
            decimals = match[3] or ""
            power = 10 ** len(decimals)
            size = Fraction(int(match[2].replace(",", "") + decimals), power)
            signed = -size if match[1] == "-" else size
            number = _Number(cell, signed, Fraction(1, power), bool(match[4]), len(decimals))
            found[cell.row][cell.column] = number
    return found


def _head(table: Table, column: int) -> str:
    """The words over a column, down to its first number."""
    words: list[str] = []
    for row in range(table.height):
        cell = table.at(row, column)
        text = plain(cell.text) if cell else ""
        if _NUMBER.fullmatch(text):
            break
        if text and (not words or words[-1] != text):
            words.append(text)
    return "".join(words[-3:]) if len(words) < table.height else ""


def _is_rates(own: Sequence[_Row], heads: Sequence[str], column: int) -> bool:
    printed = sum(row[column].percent for row in own)
    return printed == len(own) or (bool(_RATE.search(heads[column])) and not _NO_RATE.search(heads[column]))


def _is_amounts(rows: Sequence[_Row], heads: Sequence[str], column: int) -> bool:
    own = [row[column] for row in rows if column in row]
    if len(own) < _LEAST or any(number.percent for number in own):
        return False
    return not _NO_AMOUNT.search(heads[column])


def _column(
    table: Table, own: Sequence[_Row], head: str, column: int, amounts: Sequence[int]
) -> Iterator[Relation]:
    """The formula by which the rates of a column come out, applied to each of its rows."""
    kinds: tuple[_Formula, ...] = (_growth, _share) if _GROWTH.search(head) else (_share,)
    best: tuple[int, list[_Row], list[_Row], int, int, _Formula] | None = None
    for kind in kinds:
        for above in amounts:
            for below in amounts:
                if above == below:
                    continue
                rows = [row for row in own if above in row and below in row and row[below].value > 0]
                held, failed = list[_Row](), list[_Row]()
                for row in rows:
                    (held if _holds(kind, row[above], row[below], row[column]) else failed).append(row)
                    if len(failed) > _HOPELESS + len(held):
                        break
                telling = sum(row[column].value not in (0, 100) for row in held)
                if telling >= _LEAST and (best is None or telling > best[0]):
                    best = telling, held, failed, above, below, kind
    if best is None:
        return
    telling, held, failed, above, below, kind = best
    if len(failed) > max(1, telling // 4) or len(failed) >= telling:
        return
    for row in held:
        yield _verified(kind, row[above], row[below], row[column])
    for row in failed:
        first = table.at(row[column].cell.row, 0)
        if _far(kind, row[above], row[below], row[column]) and not REAL.search(
            plain(first.text) if first else ""
        ):
            yield _contradicted(kind, row[above], row[below], row[column])


def _share(above: Fraction, below: Fraction) -> Fraction:
    return 100 * above / below


def _growth(above: Fraction, below: Fraction) -> Fraction:
    return 100 * (above - below) / below


def _holds(kind: _Formula, above: _Number, below: _Number, stated: _Number) -> bool:
    """Whether the rate may be printed of the two amounts: rounded, or cut off with decimals."""
    low, high = _bounds(kind, above, below)
    half = stated.step / 2
    cut = stated.step if stated.decimals else half
    return low <= stated.value + cut and high >= stated.value - (cut if stated.value < 0 else half)


def _bounds(kind: _Formula, above: _Number, below: _Number) -> tuple[Fraction, Fraction]:
    """The least and the greatest rate of two amounts, each within its rounding if it has decimals."""
    a, b = (number.step / 2 if number.decimals else Fraction(0) for number in (above, below))
    low = kind(above.value - a, below.value + b)
    return low, kind(above.value + a, max(below.value - b, below.value / 2))


def _far(kind: _Formula, above: _Number, below: _Number, stated: _Number) -> bool:
    """Whether a rate is off by more than one in its last place."""
    return abs(kind(above.value, below.value) - stated.value) > stated.step * 3 / 2


def _formula(kind: _Formula, above: _Number, below: _Number, stated: _Number) -> str:
    a, b = plain(above.cell.text), plain(below.cell.text)
    left = f"{a} / {b}" if kind is _share else f"({a} - {b}) / {b}"
    return f"{left} = {show(kind(above.value, below.value), max(2, stated.decimals))}%"


def _verified(kind: _Formula, above: _Number, below: _Number, stated: _Number) -> Relation:
    spans = tuple(sorted(number.cell.span for number in (above, below, stated)))
    formula = _formula(kind, above, below, stated)
    return Relation("rate" if kind is _share else "change", "verified", stated.cell.span, spans, formula)


def _contradicted(kind: _Formula, above: _Number, below: _Number, stated: _Number) -> Relation:
    spans = tuple(sorted(number.cell.span for number in (above, below, stated)))
    formula, printed = _formula(kind, above, below, stated), plain(stated.cell.text).rstrip("%") + "%"
    text = f"{formula} ≠ {printed}"
    result = f"算得{formula.rpartition(' = ')[2]}"
    related = tuple(Related(number.cell.span, plain(number.cell.text)) for number in (above, below))
    if kind is _share:
        rate = Hit(stated.cell.span, {"rate": "表中比率", "stated": printed, "result": result},
                   Severity.WARNING, (text,), related)  # fmt: skip
        return Relation("rate", "contradicted", stated.cell.span, spans, text, "rate-mismatch", rate)
    change = Hit(stated.cell.span, {"claim": f"表中增幅{printed}", "result": result},
                 Severity.WARNING, (text,), related)  # fmt: skip
    return Relation("change", "contradicted", stated.cell.span, spans, text, "change-mismatch", change)
