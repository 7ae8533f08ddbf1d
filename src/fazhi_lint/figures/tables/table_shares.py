"""Columns of shares in tables: 比重（%） beside the amounts, recomputed from the row that is 100 %."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, islice, pairwise

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ...values import changed, value
from ..core.interval import show
from ..core.scene import scenes
from ..core.slips import single_edit
from .additions import digits
from .grids import plain
from .hundreds import hundreds
from .quotients import NUMBER, Printed, agrees, is_far, printed, said, share, share_of
from .total_columns import TOTAL

_SHARE = regex.compile(r"比重|占比|构成|(?<!增长|同)比例|占.{0,8}(?:百分比|%)")
_OF = regex.compile(r"占全?[部国省市县区州]?(\p{Han}{2,6}?)(?:总?[额量])?的?(?:比重|比例|份额)")
_RATE = regex.compile(r"率|增|比上年|同比|完成|进度|±")
_BESIDE = 2  # columns to the left, where the one between is blank
_SOME, _TELLING = 3, 6  # shares that one total explains, and digits of theirs besides the first
_ABOVE = 12  # lines over a table in which its total stands
_AROUND = 12  # tables before and behind one that may state its total
_LEFT = 5  # columns to the left of shares in which their amounts may stand
_TRIED = 50  # figures of a kind that may be that total
_LEAST = 2  # other rows that must come out before one that does not is held against the table


@value
class _Row:
    """An amount and the share that the table prints beside it."""

    amount: Printed
    share: Printed


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
        rows = [row for row in _rows(turned, column, amounts) if row.amount.value and row.share.value]
        if len(rows) < _SOME:
            continue
        best: list[_Row] = []
        base: Printed | None = None
        largest = max(row.amount.value for row in rows)
        tried: set[tuple[Fraction, Fraction]] = set()
        for whole in _totals(document, table, turned, rows, named[1] if named else ""):
            if (whole.value, whole.step) in tried:
                continue
            tried.add((whole.value, whole.step))
            held = [row for row in rows if _holds(row, whole)] if whole.value >= largest else []
            if len(held) > len(best):
                best, base = held, whole
        if base is None or len(best) < _SOME or len(rows) - len(best) > 1:
            continue
        if sum(len(row.share.literal.strip("0.%")) - 1 for row in best) < _TELLING:
            continue
        for row in rows:
            if _holds(row, base):
                yield _relation(row, base)
            elif _is_far(row, base) and _slipped(row, base):
                yield _relation(row, base, "比重")
        yield from _hundreds(turned, rows)


def _totals(
    document: Document, table: Table, turned: Table, rows: Sequence[_Row], name: str
) -> Iterator[Printed]:
    """The figures that may be the total of amounts: of their column, of the prose, of rows of other tables."""
    column = rows[0].amount.column
    yield from filter(None, (printed(turned.at(row, column)) for row in range(1, min(turned.height, _TRIED))))
    yield from islice(_said(document, table), _TRIED)
    if name:
        yield from islice(_called(document, table, name), _TRIED)


def _said(document: Document, table: Table) -> Iterator[Printed]:
    """The amounts that the prose over a table states, the nearest first."""
    known, line = scenes(document), document.place(table.span.start).line
    above = document.line_starts[max(0, line - 1 - _ABOVE)]
    last = bisect_left(known, table.span.start, key=lambda scene: scene.paragraph.start)
    first = bisect_left(known, above, hi=last, key=lambda scene: scene.paragraph.start)
    for scene in known[first:last][::-1]:
        for quantity in () if "|" in scene.text else scene.quantities[::-1]:
            number = quantity.number
            if number.kind == "number" and quantity.unit and not number.approximate:
                yield said(scene, quantity, number.scale)


def _called(document: Document, table: Table, name: str) -> Iterator[Printed]:
    """The first figure of every row of the other tables whose name holds this one."""
    for other in tables(document)[max(0, table.number - _AROUND) : table.number + _AROUND]:
        for row in range(1, other.height) if other is not table else ():
            first = other.at(row, 0)
            if first and first.row == row and name in plain(first.text):
                cells = (cell for cell in other.row(row) if cell.column)
                yield from islice(filter(None, map(printed, cells)), 1)


def _slipped(row: _Row, whole: Printed) -> bool:
    """Whether one wrong digit of a share, or of its amount, is why the two do not agree."""
    stated, part = row.share, row.amount
    due = share(part.value, whole.value) / stated.step
    amount = str(round(stated.value * whole.value / 100 / part.step))
    pairs = [(digits(stated.literal), str(place(due))) for place in (round, int)]
    return any(single_edit(*pair) for pair in (*pairs, (digits(part.literal), amount)))


def _shares(table: Table) -> Iterator[Relation]:
    for column in range(1, table.width):
        rows = _rows(table, column)
        whole = _whole(rows)
        if rows and column > 2 and not _comes_out(rows, whole):
            # 案件数, 罚没金额, 占案件总数比重: amounts that do not stand beside their shares
            further = (_rows(table, column, at) for at in range(column - 2, max(0, column - _LEFT), -1))
            rows = next((found for found in further if _comes_out(found, _whole(found), _SOME)), rows)
            whole = _whole(rows)
        if whole is None:
            yield from _not_whole(table, rows)
            continue
        others = [row for row in rows if row is not whole]
        held = sum(_holds(row, whole.amount) for row in others)
        yield from _hundreds(table, others)
        if not held and len(others) > _LEAST:
            yield from _wrong_whole(others, whole.amount)
        for row in others:
            if _holds(row, whole.amount):
                yield _relation(row, whole.amount)
            elif held == len(others) - 1 and (amount := _due(row, others, whole.amount)):
                yield _wrong_amount(table, row, others, whole.amount, amount)
            elif _LEAST <= held > len(others) - held:
                # Shares are often moved by one in the last place so that they make 100.
                far = _is_far(row, whole.amount)
                found = _relation(row, whole.amount, "比重" if far else "")
                yield found if far else changed(found, verdict="unverifiable")


def _whole(rows: list[_Row]) -> _Row | None:
    """The row that is all of the others."""
    return next((row for row in rows if row.share.value == 100 and row.amount.value), None)


def _comes_out(rows: list[_Row], whole: _Row | None, least: int = _LEAST) -> bool:
    """Whether nearly all shares, and ``least`` of them, are those of the amounts in their rows."""
    others = [row for row in rows if row is not whole]
    held = sum(_holds(row, whole.amount) for row in others) if whole else 0
    return held >= max(least, len(others) - 1)


def _hundreds(table: Table, rows: list[_Row]) -> Iterator[Relation]:
    """The groups of rows whose shares make 100: those that 其中 begins, or all of them."""
    begins = [at for at, row in enumerate(rows) if _name(table, row).startswith("其中")] or [0]
    for start, end in pairwise((*begins, len(rows))):
        total, slack, off, size = Fraction(0), Fraction(0), Fraction(100), 0
        for count, row in enumerate(rows[start:end], 1):
            total += row.share.value
            slack += row.share.step / 2
            if count > 1 and row.share.value and abs(total - 100) <= min(slack, off):
                off, size = abs(total - 100), count
        if size:
            group = [row.share for row in rows[start : start + size]]
            spans = tuple(one.span for one in group)
            formula = " + ".join(one.literal.rstrip("%") for one in group)
            yield Relation("share", "verified", spans[0], spans, f"{formula} {'≈' if off else '='} 100")


def _not_whole(table: Table, rows: list[_Row]) -> Iterator[Relation]:
    """The row of the total whose own share is not 100, where the shares of all others come out."""
    totals = [row for row in rows if row.amount.value and TOTAL.fullmatch(_name(table, row))]
    others = [row for row in rows if row not in totals]
    if len(totals) == 1 and len(others) >= _LEAST and all(_holds(row, totals[0].amount) for row in others):
        yield _relation(totals[0], totals[0].amount, "比重")


def _name(table: Table, row: _Row) -> str:
    first = table.at(row.amount.row, 0)
    return plain(first.text) if first else ""


def _wrong_whole(rows: list[_Row], whole: Printed) -> Iterator[Relation]:
    """A total that no share agrees with, where all agree with the sum of the first parts.

    That is the sum of all of them, or of the first list where the total is split several times.
    """
    for count, total in enumerate(accumulate(row.amount.value for row in rows), 1):
        base = changed(whole, value=total)
        if count > 1 and total != whole.value and total and all(_holds(row, base) for row in rows):
            suspect = f"，各项比重也都以{show(total)}为总数"
            yield _wrong([row.amount for row in rows[:count]], whole, whole, suspect)
            return


def _due(row: _Row, rows: list[_Row], whole: Printed) -> Fraction | None:
    """The amount with which a row would make both the sum and its own share come out; None if there is none."""
    needed = whole.value - sum((other.amount.value for other in rows if other is not row), Fraction(0))
    right = _Row(changed(row.amount, value=needed), row.share)
    return needed if needed > 0 and needed != row.amount.value and _holds(right, whole) else None


def _wrong_amount(table: Table, row: _Row, rows: list[_Row], whole: Printed, due: Fraction) -> Relation:
    name = f"“{_name(table, row)}”的" if _name(table, row) else ""
    suspect = f"，疑为{name}{row.amount.literal}（应为{show(due)}，与比重{row.share.literal}相符）"
    return _wrong([other.amount for other in rows], whole, row.amount, suspect)


def _wrong(parts: Sequence[Printed], whole: Printed, wrong: Printed, suspect: str) -> Relation:
    """The sum of a column that does not hold because of one of its amounts."""
    total = sum((one.value for one in parts), Fraction(0))
    text = f"{' + '.join(one.literal for one in parts)} = {show(total)} ≠ {whole.literal}"
    related = tuple(Related(one.span, "分项") for one in parts if one is not wrong)
    hit = Hit(wrong.span, {"formula": text, "suspect": suspect}, Severity.WARNING, (text,), related)
    spans = tuple(sorted(one.span for one in (whole, *parts)))
    return Relation("table", "contradicted", wrong.span, spans, text, "table-total", hit)


def _heading(table: Table, column: int) -> str:
    words = (plain(cell.text) for row in range(min(3, table.height)) if (cell := table.at(row, column)))
    return " ".join(text for text in words if not NUMBER.fullmatch(text))


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
        amount = table.at(row, amounts or column - 1)
        if not amounts and amount is not None and not plain(amount.text) and column > _BESIDE:
            amount = table.at(row, column - _BESIDE)
        left, right = printed(amount), printed(table.at(row, column))
        if left and right and left.value >= 0 <= right.value:
            found.append(_Row(left, right))
    return found


def _holds(row: _Row, whole: Printed) -> bool:
    return agrees(share, row.amount, whole, row.share)


def _is_far(row: _Row, whole: Printed) -> bool:
    return is_far(share, row.amount, whole, row.share)


def _relation(row: _Row, whole: Printed, wrong: str = "") -> Relation:
    return share_of(row.amount, whole, row.share, wrong, ("部分：", "总数："))
