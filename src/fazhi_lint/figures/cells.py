"""Figures of the prose against the cells of a table that state them again: 货物进出口总额245741亿元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import regex

from ..document import Document
from ..facts.metadata import report_year
from ..facts.numbers import read_numbers
from ..facts.tables import tables
from ..model import Hit, Related, Relation
from ..tables import Cell, Table
from ..values import value
from .forms import prescribed
from .grids import plain, strips, unit_of
from .interval import Interval
from .labels import Labelled, named, same_name
from .repeats import said
from .slips import one_edit
from .subjects import setting
from .units import family

_FIGURE = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_OPENS = regex.compile(r"^(?:其中:?|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、]|#|[-—·])+")
_BRACKET = regex.compile(r"\([^()]*\)|\[\d+\]|[①-⑩*]")
_UNIT_HEAD = regex.compile(r"^(?:计量)?单位$")
_IN_HEAD = regex.compile(r"\((?:单位:)?([百千万亿]{0,2}\p{Han}{1,6})\)$")
_OTHER = regex.compile(r"率|比|增|减|指数|人均|平均|倍|名|上年|去年|预算|计划|目标|序号|编码|%|‰")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_NAME = 4
_LEAST = 3  # digits of a figure that does not agree by chance


@value
class _Stated:
    """A cell with the name of its row, its measure word and what its print stands for."""

    cell: Cell
    name: str
    unit: str
    value: Fraction
    interval: Interval


def restated(document: Document) -> Iterator[Relation]:
    """The figures of the prose that a table states again under the same name."""
    found: dict[str, list[_Stated]] = defaultdict(list)
    for table in tables(document):
        if not prescribed(strips(document, table)):
            for stated in _stated(document, table):
                found[stated.name].append(stated)
    spans = [table.span for table in tables(document)]
    for name, cells in found.items():
        if len(cells) > 1:
            continue  # a name that several rows bear
        for item in named(document, name):
            place = item.scene.span(item.quantity)
            inside = any(span.start <= place.start < span.end for span in spans)
            if not inside and same_name(item.label, name) and family(item.quantity.unit) == cells[0].unit:
                yield from _judge(document, item, cells[0])


def _stated(document: Document, table: Table) -> Iterator[_Stated]:
    """The cells of a table whose names and measure words are printed."""
    figures = (cell.row for cell in table.cells if cell.row and _FIGURE.fullmatch(plain(cell.text)))
    body = next(figures, table.height)
    heads = [_head(table, body, column) for column in range(table.width)]
    units = [column for column, head in enumerate(heads) if _UNIT_HEAD.search(head)]
    columns = [column for column in range(1, table.width) if _is_level(document, heads[column])]
    for row in range(body, table.height):
        first = table.at(row, 0)
        name = _BRACKET.sub("", _OPENS.sub("", plain(first.text))) if first else ""
        if len(name) < _NAME or first is None or first.row != row:
            continue
        cells = [(column, cell) for column in columns if (cell := table.at(row, column)) is not None]
        printed = [(column, cell) for column, cell in cells if _FIGURE.fullmatch(plain(cell.text))]
        if len(printed) != 1:
            continue
        column, cell = printed[0]
        beside = table.at(row, units[0]) if units else None
        named_over = _IN_HEAD.search(heads[column])
        unit = plain(beside.text) if beside else named_over[1] if named_over else unit_of(document, table)
        stated = _read(cell, name, unit)
        if stated:
            yield stated


def _head(table: Table, body: int, column: int) -> str:
    """The lowest words over a column."""
    cells = (table.at(row, column) for row in range(body - 1, -1, -1))
    return next((words for cell in cells if cell and (words := plain(cell.text))), "")


def _is_level(document: Document, head: str) -> bool:
    """Whether a column holds what the year came to: no rate, no growth, no other year."""
    years = set(_YEAR.findall(head))
    return not _OTHER.search(_IN_HEAD.sub("", head)) and (not years or str(report_year(document)) in years)


def _read(cell: Cell, name: str, unit: str) -> _Stated | None:
    """The cell read with its measure word; None without one."""
    digits = plain(cell.text)
    numbers = read_numbers(digits + unit) if unit else ()
    if len(numbers) != 1 or numbers[0].kind != "number" or not numbers[0].unit:
        return None
    number = numbers[0]
    return _Stated(cell, name, family(number.unit), number.value, Interval.of(number))


def _judge(document: Document, item: Labelled, stated: _Stated) -> Iterator[Relation]:
    quantity = item.quantity
    number = quantity.number
    if number.approximate or len(number.digits.replace(".", "").strip("0")) < _LEAST:
        return
    focus = item.scene.span(quantity)
    spans = tuple(sorted((focus, stated.cell.span)))
    printed = plain(stated.cell.text)
    if quantity.interval.meets(stated.interval):
        yield Relation("repeat", "verified", focus, spans, f"{number.literal} = {printed}（表中）")
        return
    unit = Fraction(number.scale, 10**number.decimals)
    rounded = int(stated.value / unit + Fraction(1, 2)) * unit
    if not setting(document, item.scene, quantity).plain or one_edit(number, rounded) is None:
        return
    text = f"{number.literal} ≠ {printed}（表中）"
    fields = {"what": f"正文与表格的“{stated.name}”", "first": said(item), "second": printed}
    hit = Hit(focus, fields, None, (text,), (Related(stated.cell.span, f"表中：{printed}"),))
    yield Relation("repeat", "contradicted", focus, spans, text, "conflicting-figures", hit)
