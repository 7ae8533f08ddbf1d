"""Columns of rates beside the amounts they are made of: 完成预算%, 同比增长（%）, 成功率.

The head says that a column holds rates, the rows say of what: a formula is taken as established where nearly
every row comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ..core.conflicts import rate_of
from ..core.interval import show
from .grids import plain
from .quotients import (
    NUMBER,
    Formula,
    Printed,
    agrees,
    growth,
    is_far,
    is_slip,
    mean_of,
    printed,
    result,
    share,
    share_of,
)

_SEXES = "性别比"  # made of two shares
_RATE = regex.compile(r"%|率|性别比|增[长减幅速]|同比|比上年|比例|完成")
_MEAN = regex.compile(r"均|每|月数|单[价产]|[强密]度|[^%]比(?:\([^()%]*\))?$")
_NO_MEAN = regex.compile(r"[同环占别]比|%|增|减")
_MEANS = tuple(
    map(
        mean_of,
        (Fraction(1), Fraction(10_000), Fraction(1, 10_000), Fraction(1000), Fraction(10), Fraction(12)),
    )
)
_HINTS = "%％率增比成均每单度月"  # one of them stands in all that tells a rate or a mean
_NO_RATE = regex.compile(r"百分点|‰|指数|位次|排名")
_NO_AMOUNT = regex.compile(r"%|率|增[长幅速]|同比|比重|占比|序号|编码|代码|年份")
_GROWTH = regex.compile(r"增|减|升|降|同比|比上年|比去年|±|变[动化]")
REAL = regex.compile(r"生产总值|增加值|产业|产值|指数|GDP|投资|工业")
"""What grows at constant prices, or after corrections of the year before."""
_YEAR = regex.compile(r"((?:19|20)\d\d)年?")
_YEARLY = regex.compile(r"增[长减幅速]|比上年|±")
_LEAST = 2  # rows that must come out
_SLIPS = 2  # rows of which each may have one: more are on another basis
_OF_CHANCE = (0, 1, 100)  # what a formula may give by chance
_MOST = 8  # columns of amounts
_RATES = 16  # columns of rates: two for each of amounts
_HOPELESS = 4  # rows more than come out that fail, after which a formula is given up


NumberRow = dict[int, Printed]
"""The numbers of a row by their columns."""


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
    rows = [numbers for numbers in number_rows(table).values() if len(numbers) > _LEAST]
    if len(rows) < _LEAST:
        return
    heads = [head_over(table, column) for column in range(table.width)]
    amounts = [column for column in range(table.width) if _is_amounts(rows, heads, column)]
    if any(_SEXES in head for head in heads):
        amounts = [column for column, head in enumerate(heads) if head.endswith(("男", "女", "男性", "女性"))]
    if not 1 < len(amounts) <= _MOST:
        return
    tried = 0
    for column in range(1, table.width):
        own = [row for row in rows if column in row]
        if len(own) < _LEAST:
            continue
        if _MEAN.search(heads[column]) and not _NO_MEAN.search(heads[column]):
            others = [one for one in amounts if one != column]
            yield from _column(table, own, _MEANS, column, others)
            tried += 1
        elif column not in amounts and _is_rates(own, heads, column):
            kinds = (growth, share) if _GROWTH.search(heads[column]) else (share,)
            yield from _column(table, own, kinds, column, amounts)
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
    rows = number_rows(table)
    heads = [head_over(table, column) for column in range(table.width)]
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
                yield _told(growth, now[amount], last[amount], now[column], holds=(now, last) in held)


def _grew(now: NumberRow, last: NumberRow, amount: int, column: int) -> bool:
    return last[amount].value > 0 and agrees(growth, now[amount], last[amount], now[column])


def number_rows(table: Table) -> dict[int, NumberRow]:
    """The rows that hold numbers, each by column."""
    found: dict[int, NumberRow] = defaultdict(dict)
    for cell in table.cells:
        if cell.row and (number := printed(cell)):
            found[cell.row][cell.column] = number
    return found


def head_over(table: Table, column: int) -> str:
    """The words over a column, down to its first number."""
    words: list[str] = []
    for row in range(table.height):
        cell = table.at(row, column)
        text = plain(cell.text) if cell else ""
        if NUMBER.fullmatch(text):
            break
        if text and (not words or words[-1] != text):
            words.append(text)
    return "".join(words[-3:]) if len(words) < table.height else ""


def _is_rates(own: Sequence[NumberRow], heads: Sequence[str], column: int) -> bool:
    percent = sum(row[column].is_percent for row in own)
    return percent == len(own) or (bool(_RATE.search(heads[column])) and not _NO_RATE.search(heads[column]))


def _is_amounts(rows: Sequence[NumberRow], heads: Sequence[str], column: int) -> bool:
    own = [row[column] for row in rows if column in row]
    if len(own) < _LEAST or any(number.is_percent for number in own):
        return False
    return not _NO_AMOUNT.search(heads[column])


def _column(
    table: Table, own: Sequence[NumberRow], kinds: Sequence[Formula], column: int, amounts: Sequence[int]
) -> Iterator[Relation]:
    """The formula of some by which the rates of a column come out, applied to each of its rows."""
    best: tuple[int, list[NumberRow], list[NumberRow], int, int, Formula] | None = None
    for kind in kinds:
        for above in amounts:
            for below in amounts:
                if above == below:
                    continue
                rows = [row for row in own if above in row and below in row and row[below].value > 0]
                held, failed = list[NumberRow](), list[NumberRow]()
                for row in rows:
                    (held if agrees(kind, row[above], row[below], row[column]) else failed).append(row)
                    if len(failed) > _HOPELESS + len(held):
                        break
                telling = sum(row[column].value not in _OF_CHANCE for row in held)
                if telling >= _LEAST and (best is None or telling > best[0]):
                    best = telling, held, failed, above, below, kind
    if best is None:
        return
    telling, held, failed, above, below, kind = best
    at = above, below, column
    several = len(failed) > max(1, telling // 4)
    if len(failed) >= telling or (several and not (kind is growth and _are_slips(failed, telling, at))):
        return
    for row in held:
        yield _told(kind, row[above], row[below], row[column], holds=True)
    for row in failed:
        first = table.at(row[column].row, 0)
        name = plain(first.text) if first else ""
        otherwise = REAL.search(name) or (kind is not growth and _GROWTH.search(name))
        if is_far(kind, row[above], row[below], row[column]) and not otherwise:
            yield _told(kind, row[above], row[below], row[column], holds=False)


def _are_slips(failed: Sequence[NumberRow], telling: int, at: tuple[int, int, int]) -> bool:
    """Whether two rows fail of many, each by one slip, so that the others still say what the column is.

    ``at`` are the columns of the two years and of the growth. One year's figure printed for both is a slip.
    """
    above, below, column = at
    return len(failed) == _SLIPS <= telling // 2 and all(
        row[above].value == row[below].value or is_slip(growth, row[above], row[below], row[column])
        for row in failed
    )


def _told(kind: Formula, above: Printed, below: Printed, stated: Printed, *, holds: bool) -> Relation:
    if kind is share:
        return share_of(above, below, stated, "" if holds else "表中比率")
    if kind is not growth:
        due = show(kind(above.value, below.value), max(2, stated.decimals))
        used = [(one.span, one.literal) for one in (above, below)]
        failed = None if holds else ("表中均数", stated.literal, f"算得{due}")
        return rate_of(stated.span, used, f"{above.literal} / {below.literal} = {due}", failed)
    spans = tuple(sorted(number.span for number in (above, below, stated)))
    due, claim = result(kind, above, below, stated), f"{stated.literal.rstrip('%')}%"
    formula = f"({above.literal} - {below.literal}) / {below.literal} = {due}"
    if holds:
        return Relation("change", "verified", stated.span, spans, formula)
    text, related = f"{formula} ≠ {claim}", tuple(Related(one.span, one.literal) for one in (above, below))
    fields = {"claim": f"表中增幅{claim}", "result": f"算得{due}"}
    hit = Hit(stated.span, fields, Severity.WARNING, (text,), related)
    return Relation("change", "contradicted", stated.span, spans, text, "change-mismatch", hit)
