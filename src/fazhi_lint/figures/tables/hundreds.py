"""Shares in tables that make up 100 %: 男 51.17 | 女 48.83 in each row, or 男性 over 女性 in one column.

Which columns make up 100 is found by trying neighbours; it is established where nearly every row comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ..core.interval import show
from .additions import one_edit_to
from .grids import Figure, is_blank, lines_above, plain, read_cell

_SHARE = regex.compile(r"比重|占比|构成|比例|单位.{1,9}%")
_HUNDRED = Fraction(100)
_ROWS, _GROUPS = 3, 2  # rows that come out, or groups of one column that follow each other
_MOST = 8  # shares of a whole
_ABOVE = 3  # lines over a table that say what it holds


def hundreds(document: Document, table: Table) -> Iterator[Relation]:
    """The relations of the shares of a table that have no amounts beside them."""
    words = [plain(cell.text) for row in range(2) for cell in table.row(row)]
    if not any(map(_SHARE.search, words)) and not any(
        _SHARE.search(line) for line in lines_above(document, table, _ABOVE) if "。" not in line
    ):
        return
    for one in (table, table.turned()):
        lines = [_shares(one, row) for row in range(one.height)]
        found = [*_in_rows(lines)]
        if found:
            yield from found
            return
    for line in lines:
        yield from _in_turn(line)


def _shares(table: Table, row: int) -> list[Figure | None]:
    """The shares of a row by column; None where there is none."""
    found = ((cell, read_cell(cell)) for cell in map(table.at, [row] * table.width, range(table.width)) if cell)
    return [
        figure if figure and not is_blank(figure) and figure.decimals and 0 < figure.value < _HUNDRED else None
        for _, figure in found
    ]


def _group(line: Sequence[Figure | None], start: int, *, exact: bool = False) -> list[Figure]:
    """The shares from one on that make up 100, within their rounding unless ``exact``; empty if none do."""
    group: list[Figure] = []
    for figure in line[start : start + _MOST]:
        if figure is None:
            break
        group.append(figure)
        slack = Fraction(0) if exact else _slack(group)
        if len(group) > 1 and _off(group) >= -slack:
            return group if abs(_off(group)) <= slack else []
    return []


def _off(group: Sequence[Figure]) -> Fraction:
    return sum((one.value for one in group), -_HUNDRED)


def _slack(group: Sequence[Figure]) -> Fraction:
    return max(one.step for one in group) * (len(group) - 1) / 2


def _in_rows(lines: Sequence[Sequence[Figure | None]]) -> Iterator[Relation]:
    """The same columns of every row."""
    full = [line for line in lines if sum(one is not None for one in line) > 1]
    start, width = 0, max(map(len, full), default=0)
    while len(full) >= _ROWS and start < width - 1:
        size = next((len(group) for line in full[:2] if (group := _group(line, start))), 0)
        groups = [
            [one for one in line[start : start + size] if one is not None]
            for line in full
            if size and None not in line[start : start + size] and len(line) >= start + size
        ]
        held = [group for group in groups if abs(_off(group)) <= _slack(group)]
        if size and len(held) >= _ROWS and len(groups) - len(held) <= 1:
            yield from (_verified(group) for group in held)
            yield from (_contradicted(group) for group in groups if group not in held and _slipped(group))
            start += size
        else:
            start += 1


def _in_turn(line: Sequence[Figure | None]) -> Iterator[Relation]:
    """The groups of one column that follow each other; of those between them one may have slipped."""
    start, held, gaps = 0, list[list[Figure]](), list[list[Figure]]([[]])
    while start < len(line):
        group, figure = _group(line, start, exact=True), line[start]
        if group:
            held.append(group)
            gaps.append([])
        elif figure is not None:
            gaps[-1].append(figure)
        start += len(group) or 1
    between = [gap for gap in gaps[1:] if gap]
    if len(held) >= _GROUPS and len(between) <= 1:
        yield from map(_verified, held)
        for gap in between:
            if abs(_off(gap)) <= _slack(gap):
                yield _verified(gap)
            elif len(gap) > 1 and _slipped(gap):
                yield _contradicted(gap)


def _slipped(group: Sequence[Figure]) -> bool:
    """Whether one wrong digit is why they do not make up 100."""
    return any(one_edit_to(one, one.value - _off(group)) for one in group)


def _formula(group: Sequence[Figure]) -> str:
    return " + ".join(plain(one.cell.text) for one in group)


def _verified(group: Sequence[Figure]) -> Relation:
    spans = tuple(one.cell.span for one in group)
    return Relation(
        "share", "verified", spans[0], spans, f"{_formula(group)} {'≈' if _off(group) else '='} 100"
    )


def _contradicted(group: Sequence[Figure]) -> Relation:
    spans = tuple(one.cell.span for one in group)
    total = show(_off(group) + _HUNDRED)
    text = f"{_formula(group)} = {total} ≠ 100"
    related = tuple(Related(span, "占比") for span in spans[1:])
    hit = Hit(spans[0], {"sum": total}, Severity.WARNING, (text,), related)
    return Relation("share", "contradicted", spans[0], spans, text, "share-total", hit)
