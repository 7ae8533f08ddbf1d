"""Columns of shares in tables: 比重（%） beside the amounts, recomputed from the row that is 100 %."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, pairwise

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity, Verdict
from ...tables import Cell, Table
from ...values import value
from ..core.interval import show
from ..core.scene import scenes
from ..core.slips import single_edit
from .additions import digits
from .grids import plain
from .hundreds import hundreds
from .total_columns import TOTAL

_SHARE = regex.compile(r"比重|占比|构成|(?<!增长|同)比例|占.{0,8}(?:百分比|%)")
_NUMBER = regex.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:%|[件人次户个场份条家起宗名])?")
_OF = regex.compile(r"占全?[部国省市县区州]?(\p{Han}{2,6}?)(?:总?[额量])?的?(?:比重|比例|份额)")
_RATE = regex.compile(r"率|增|比上年|同比|完成|进度|±")
_BESIDE = 2  # columns to the left, where the one between is blank
_SOME, _TELLING = 3, 6  # shares that one total explains, and digits of theirs besides the first
_ABOVE = 12  # lines over a table in which its total stands
_AROUND = 12  # tables before and behind one that may state its total
_TRIED = 50  # figures of a kind that may be that total
_LEAST = 2  # other rows that must come out before one that does not is held against the table


@value
class _Row:
    """One row: an amount and the share that the table prints beside it, with their last printed units."""

    amount: Cell
    share: Cell
    of: Fraction
    of_step: Fraction
    printed: Fraction
    step: Fraction


def table_shares(document: Document) -> Iterator[Relation]:
    """The relations of every column of shares, or row of them, whose total is known."""
    for table in tables(document):
        for one in (table, table.turned()):
            found = [*_shares(one)] or [*_by_totals(document, table, one)]
            if found:
                yield from found
                break
        else:
            yield from hundreds(document, table)


def _by_totals(document: Document, table: Table, turned: Table) -> Iterator[Relation]:
    """Shares of a total without one of its own: that of another row, of another table, or of the prose above.

    Which figure that is is found by trying them; it is the one by which the shares come out.
    """
    for column in range(1, turned.width):
        head = _heading(turned, column)
        named = _OF.search(head)
        before = range(column - 1, max(0, column - _TRIED), -1) if named else ()
        amounts = next((at for at in before if named and named[1] in _heading(turned, at)), 0)
        rows = [row for row in _rows(turned, column, amounts) if row.of and row.printed]
        if len(rows) < _SOME:
            continue
        best: list[_Row] = []
        base: _Row | None = None
        largest = max(row.of for row in rows)
        tried: set[tuple[Fraction, Fraction]] = set()
        for whole in _totals(document, table, turned, rows, named[1] if named else ""):
            if (whole.of, whole.of_step) in tried:
                continue
            tried.add((whole.of, whole.of_step))
            held = [row for row in rows if _holds(row, whole)] if whole.of >= largest else []
            if len(held) > len(best):
                best, base = held, whole
        if base is None or len(best) < _SOME or len(rows) - len(best) > 1:
            continue
        if sum(len(plain(row.share.text).strip("0.%")) - 1 for row in best) < _TELLING:
            continue
        came_out = set(map(id, best))
        for row in rows:
            if id(row) in came_out:
                yield _relation(row, base, "verified")
            elif _far(row, base) and _slipped(row, base):
                yield _relation(row, base, "contradicted")
        yield from _hundreds(turned, rows)


def _totals(document: Document, table: Table, turned: Table, rows: Sequence[_Row], name: str) -> Iterator[_Row]:
    """The figures that may be the total of amounts: of their column, of the prose, of rows of other tables."""
    for row in range(1, min(turned.height, _TRIED)):
        cell = turned.at(row, rows[0].amount.column)
        if cell and (number := _NUMBER.fullmatch(plain(cell.text))):
            yield _Row(cell, cell, *_read(number), Fraction(100), Fraction(0))
    yield from islice(_said(document, table), _TRIED)
    if name:
        yield from islice(_called(document, table, name), _TRIED)


def _said(document: Document, table: Table) -> Iterator[_Row]:
    """The amounts that the prose over a table states, the nearest first."""
    known, line = scenes(document), document.place(table.span.start).line
    above = document.line_starts[max(0, line - 1 - _ABOVE)]
    last = bisect_left(known, table.span.start, key=lambda scene: scene.paragraph.start)
    first = bisect_left(known, above, hi=last, key=lambda scene: scene.paragraph.start)
    for scene in known[first:last][::-1]:
        for quantity in () if "|" in scene.text else scene.quantities[::-1]:
            number = quantity.number
            if number.kind == "number" and quantity.unit and not number.approximate:
                value = number.value / number.scale
                step = Fraction(1, 10**number.decimals) if number.decimals else Fraction(0)
                cell = Cell(0, 0, number.literal, scene.span(quantity))
                yield _Row(cell, cell, value, step, Fraction(100), Fraction(0))


def _slipped(row: _Row, whole: _Row) -> bool:
    """Whether one wrong digit of a share, or of its amount, is why the two do not agree."""
    places = 10 ** len(plain(row.share.text).rstrip("%").partition(".")[2])
    due = 100 * row.of / whole.of * places
    printed = digits(plain(row.share.text))
    power = row.of_step or Fraction(1)
    amount = str(round(row.printed * whole.of / 100 / power))
    pairs = (printed, str(round(due))), (printed, str(int(due))), (digits(plain(row.amount.text)), amount)
    return any(single_edit(*pair) for pair in pairs)


def _called(document: Document, table: Table, name: str) -> Iterator[_Row]:
    """The first figure of every row of the other tables whose name holds this one."""
    for other in tables(document)[max(0, table.number - _AROUND) : table.number + _AROUND]:
        for row in range(1, other.height) if other is not table else ():
            first = other.at(row, 0)
            if first is None or name not in plain(first.text) or first.row != row:
                continue
            cells = (cell for cell in other.row(row) if cell.column)
            for cell in cells:
                if number := _NUMBER.fullmatch(plain(cell.text)):
                    yield _Row(cell, cell, *_read(number), Fraction(100), Fraction(0))
                    break


def _shares(table: Table) -> Iterator[Relation]:
    for column in range(1, table.width):
        rows = _rows(table, column)
        whole = next((row for row in rows if row.printed == 100 and row.of), None)
        if whole is None:
            yield from _not_whole(table, rows)
            continue
        held = {id(row) for row in rows if row is not whole and _holds(row, whole)}
        yield from _hundreds(table, [row for row in rows if row is not whole])
        if not held and len(rows) > _LEAST + 1:
            yield from _wrong_whole(rows, whole)
        for row in rows:
            if row is whole:
                continue
            if id(row) in held:
                yield _relation(row, whole, "verified")
            elif len(held) == len(rows) - 2 and (amount := _due(row, rows, whole)):
                yield _wrong_amount(table, row, rows, whole, amount)
            elif _LEAST <= len(held) > len(rows) - len(held) - 1:
                # Shares are often moved by one in the last place so that they make 100.
                yield _relation(row, whole, "contradicted" if _far(row, whole) else "unverifiable")


def _hundreds(table: Table, rows: list[_Row]) -> Iterator[Relation]:
    """The groups of rows whose shares make 100: those that 其中 begins, or all of them."""
    names = [plain(first.text) if (first := table.at(row.amount.row, 0)) else "" for row in rows]
    begins = [at for at, name in enumerate(names) if name.startswith("其中")] or [0]
    for start, end in pairwise((*begins, len(rows))):
        total, slack, off, size = Fraction(0), Fraction(0), Fraction(100), 0
        for count, row in enumerate(rows[start:end], 1):
            total += row.printed
            slack += (row.step or Fraction(1)) / 2
            if count > 1 and row.printed and abs(total - 100) <= min(slack, off):
                off, size = abs(total - 100), count
        if size:
            group = rows[start : start + size]
            spans = tuple(one.share.span for one in group)
            formula = " + ".join(plain(one.share.text).rstrip("%") for one in group)
            yield Relation("share", "verified", spans[0], spans, f"{formula} {'≈' if off else '='} 100")


def _not_whole(table: Table, rows: list[_Row]) -> Iterator[Relation]:
    """The row of the total whose own share is not 100, where the shares of all others come out."""
    totals = [row for row in rows if row.of and _is_total(table, row)]
    others = [row for row in rows if row not in totals]
    if len(totals) == 1 and len(others) >= _LEAST and all(_holds(row, totals[0]) for row in others):
        yield _relation(totals[0], totals[0], "contradicted")


def _is_total(table: Table, row: _Row) -> bool:
    first = table.at(row.amount.row, 0)
    return first is not None and TOTAL.fullmatch(plain(first.text)) is not None


def _wrong_whole(rows: list[_Row], whole: _Row) -> Iterator[Relation]:
    """A total that no share agrees with, where all agree with the sum of the first parts.

    That is the sum of all of them, or of the first list where the total is split several times.
    """
    parts = [row for row in rows if row is not whole]
    total = Fraction(0)
    for count, part in enumerate(parts, 1):
        total += part.of
        base = _Row(whole.amount, whole.share, total, whole.of_step, whole.printed, whole.step)
        if count > 1 and total != whole.of and total and all(_holds(row, base) for row in parts):
            parts = parts[:count]
            break
    else:
        return
    formula = " + ".join(plain(row.amount.text) for row in parts)
    text = f"{formula} = {show(total)} ≠ {plain(whole.amount.text)}"
    spans = tuple(sorted(row.amount.span for row in rows))
    related = tuple(Related(row.amount.span, "分项") for row in parts)
    suspect = f"，各项比重也都以{show(total)}为总数"
    hit = Hit(whole.amount.span, {"formula": text, "suspect": suspect}, Severity.WARNING, (text,), related)
    yield Relation("table", "contradicted", whole.amount.span, spans, text, "table-total", hit)


def _due(row: _Row, rows: list[_Row], whole: _Row) -> Fraction | None:
    """The amount with which a row would make both the sum and its own share come out; None if there is none."""
    needed = whole.of - sum((other.of for other in rows if other not in (row, whole)), Fraction(0))
    right = _Row(row.amount, row.share, needed, row.of_step, row.printed, row.step)
    return needed if needed > 0 and needed != row.of and _holds(right, whole) else None


def _wrong_amount(table: Table, row: _Row, rows: list[_Row], whole: _Row, due: Fraction) -> Relation:
    parts = [other for other in rows if other is not whole]
    total = sum((other.of for other in parts), Fraction(0))
    formula = " + ".join(plain(other.amount.text) for other in parts)
    text = f"{formula} = {show(total)} ≠ {plain(whole.amount.text)}"
    first = table.at(row.amount.row, 0)
    name = f"“{plain(first.text)}”的" if first and plain(first.text) else ""
    suspect = f"，疑为{name}{plain(row.amount.text)}（应为{show(due)}，与比重{plain(row.share.text)}相符）"
    related = tuple(Related(other.amount.span, "分项") for other in parts if other is not row)
    hit = Hit(row.amount.span, {"formula": text, "suspect": suspect}, Severity.WARNING, (text,), related)
    spans = tuple(sorted(other.amount.span for other in rows))
    return Relation("table", "contradicted", row.amount.span, spans, text, "table-total", hit)


def _heading(table: Table, column: int) -> str:
    return " ".join(
        plain(cell.text)
        for row in range(min(3, table.height))
        if (cell := table.at(row, column)) and not _NUMBER.fullmatch(plain(cell.text))
    )


def _rows(table: Table, column: int, amounts: int = 0) -> list[_Row]:
    """The rows of a column that is headed as shares; empty for any other column.

    ``amounts`` is the column of the amounts; without it the next one to the left that is not blank.
    """
    cells = [cell for row in range(table.height) if (cell := table.at(row, column))]
    shares = sum(cell.text.rstrip().endswith(("%", "％")) for cell in cells)
    if not _SHARE.search(_heading(table, column)) and (shares < _SOME or _RATE.search(_heading(table, column))):
        return []
    found = []
    for row in range(1, table.height):
        amount, share = table.at(row, amounts or column - 1), table.at(row, column)
        if not amounts and amount is not None and not plain(amount.text) and column > _BESIDE:
            amount = table.at(row, column - _BESIDE)
        if amount is None or share is None:
            continue
        left, right = _NUMBER.fullmatch(plain(amount.text)), _NUMBER.fullmatch(plain(share.text))
        if left and right:
            found.append(_Row(amount, share, *_read(left), *_read(right)))
    return found


def _read(match: regex.Match[str]) -> tuple[Fraction, Fraction]:
    """A cell's value and the unit of its last printed digit; 0 for a whole number."""
    decimals = match[2] or ""
    power = 10 ** len(decimals)
    return Fraction(int(match[1].replace(",", "") + decimals), power), Fraction(
        1, power
    ) if decimals else Fraction(0)


def _holds(row: _Row, whole: _Row) -> bool:
    """Whether the share may be printed of amount over whole: rounded, or cut off with decimals."""
    half, base = row.of_step / 2, whole.of_step / 2
    low = 100 * (row.of - half) / (whole.of + base)
    high = 100 * (row.of + half) / max(whole.of - base, Fraction(1, 10**9))
    unit = row.step or Fraction(1)
    return low <= row.printed + (row.step or unit / 2) and high >= row.printed - unit / 2


def _far(row: _Row, whole: _Row) -> bool:
    """Whether a share is off by more than one in its last place."""
    unit = row.step or Fraction(1)
    return abs(row.printed - 100 * row.of / whole.of) > unit * 3 / 2


def _relation(row: _Row, whole: _Row, verdict: Verdict) -> Relation:
    spans = tuple(sorted({row.amount.span, row.share.span, whole.amount.span}))
    amount, total, printed = plain(row.amount.text), plain(whole.amount.text), plain(row.share.text).rstrip("%")
    places = max(2, len(printed.partition(".")[2]))
    formula = f"{amount} / {total} = {show(100 * row.of / whole.of, places)}%"
    if verdict != "contradicted":
        return Relation("rate", verdict, row.share.span, spans, formula)
    text = f"{formula} ≠ {printed}%"
    fields = {"rate": "比重", "stated": f"{printed}%", "result": f"算得{formula.rpartition(' = ')[2]}"}
    related = (Related(row.amount.span, f"部分：{amount}"), Related(whole.amount.span, f"总数：{total}"))
    hit = Hit(row.share.span, fields, Severity.WARNING, (text,), related)
    return Relation("rate", "contradicted", row.share.span, spans, text, "rate-mismatch", hit)
