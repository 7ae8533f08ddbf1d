"""The rows of tables that the prose may repeat: their names, levels and growths, and what their table shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Protocol, TypeVar

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...tables import Cell, Table
from ...values import value
from ..core.units import family
from .grids import is_blank, lines_above, plain, read_cell, unit_of

_MEASURE = regex.compile(r"\p{Han}{1,6}")
_CAPTION = regex.compile(r"表\s?\d|情况|速度|及其|构成|涨跌")
NAME = regex.compile(r"^(?:其中:?|#+|[#*一二三四五六七八九十(]+[、)]|\d+[.、])+|[\[(][^()]*[\])]?$|\d+\)?$")
GROWTH = regex.compile(r"(?:比上年|比去年|较上年|同比).{0,6}(?:增|±|升)|增长(?:速度)?[(%]|增速")
_OTHER = regex.compile(r"单位|比重|占|构成|计划|预算|目标|任务|上[年期]|去年|同期|年初|期初|位次|指数|%")
_SCALE = regex.compile(r"(?P<scale>百万|千万|万亿|十万|[万亿千百])?(?P<unit>\p{Han}[^(]*)(?:\([^()]*\))?")
SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_IN_HEAD = regex.compile(r".*\(([^()%]{1,6})\)")  # the last one: 合同项目（企业）（个）
_YEAR = regex.compile(
    r"((?:19|20)\d\d)年?度?(?:实际|实绩|完成|实现|执行|决算|累计|年?[末底])*(?:情况|[数值额量])?(?:\([^()]*\))?"
)
_SPAN = regex.compile(r"(?:19|20)\d\d|时期|期间|[计来]$")
_PLANNED = regex.compile(r"预算数?(?:\([^()]*\))?$")
_ALL = regex.compile(r"(?:合|总|共)计(?:\([^()]*\))?")
_PAIR = 2
_SHARE = regex.compile(r"比重|占比|构成")
_ABOVE = 8  # lines over a table in which its caption stands


class _OnLine(Protocol):
    """A figure of the prose."""

    @property
    def line(self) -> int:
        """The line on which its paragraph begins."""


Placed = TypeVar("Placed", bound=_OnLine)


@value
class Measure:
    """A unit with the power of ten in front of it: 4 and 元 for 万元."""

    power: int
    unit: str


def measure(words: str) -> Measure | None:
    """What a unit as printed says; None where it is none: %, 1999."""
    found = _SCALE.fullmatch(words)
    return Measure(SCALES[found["scale"] or ""], family(found["unit"])) if found else None


def measure_over(words: str, stated: str) -> Measure | None:
    """The measure of a column: what the brackets in the words over it say, else what its table states."""
    inner = _IN_HEAD.search(words)
    return measure(inner[1] if inner else stated)


@value
class Row:
    """A row that prose may repeat: its level, the power of ten and unit it is printed in, and its growth."""

    name: str
    level: Cell
    power: int
    unit: str
    growth: Cell | None
    caption: str
    first: bool  # whether this is the column of totals, or none of levels stands before it
    section: str = ""  # the row of words alone that heads this one: 招生数
    year: str = ""  # of a column among columns of years: the last of them
    share: Cell | None = None
    prior: Cell | None = None  # of the year before, where there are columns of years


def rows_of(document: Document) -> tuple[tuple[Table, tuple[Row, ...]], ...]:
    """The tables of a document, each with its rows that prose may repeat."""
    return document.once(_rows_of)


def _rows_of(document: Document) -> tuple[tuple[Table, tuple[Row, ...]], ...]:
    return tuple((table, tuple(rows(document, table))) for table in tables(document))


def rows(document: Document, table: Table) -> Iterator[Row]:
    """The rows with a name, a level and a known unit."""
    heads = [head(table, column) for column in range(table.width)]
    years = {column: found[1] for column in range(1, table.width) if (found := _year(table, column))}
    latest = max(years, key=lambda column: years[column]) if len(years) > 1 else None
    before = None
    if latest is not None:
        before = next((column for column in years if int(years[column]) + 1 == int(years[latest])), None)
        spans = [column for column in range(1, table.width) if column in years or _SPAN.search(heads[column])]
        heads = ["" if column in spans else words for column, words in enumerate(heads)]
        heads[latest] = years[latest]
    units = next((column for column, head in enumerate(heads) if column and "单位" in head), None)
    if units is None and table.width > 2 and all(map(_measures, table.cells)):
        units = 1  # 货物运输总量 亿吨 249.0 9.4, with nothing over 亿吨
    others = [
        column for column in range(1, table.width) if column != units and not _OTHER.search(heads[column])
    ]
    levels = [column for column in others if heads[column] and not GROWTH.search(heads[column])]
    if not levels and table.width == _PAIR and (not heads[1] or _PLANNED.search(heads[1])):
        levels = [1]  # 项目, 预算数: there is nothing else that it could be held against
    title, over = (caption(document, table), unit_of(document, table)) if levels else ("", "")
    total = levels[-1] if levels and _ALL.fullmatch(heads[levels[-1]]) else None
    leading = total if total and not any(map(GROWTH.search, heads)) else levels[0] if levels else None
    for place, level in enumerate(levels):
        behind = range(level + 1, levels[place + 1] if place + 1 < len(levels) else table.width)
        growth = next((column for column in behind if GROWTH.search(heads[column])), None)
        share = next((column for column in behind if _SHARE.search(heads[column])), None)
        section = ""
        of_column = measure_over(heads[level], over)
        if not heads[level] and not over:
            of_column = Measure(0, "")  # 农业经营户 | 58367: of whatever the prose counts
        for row in range(1 if heads[level] else 0, table.height):
            cell, first = table.at(row, level), table.at(row, 0)
            unit = table.at(row, units) if units is not None else None
            parsed = measure(plain(unit.text)) if unit else of_column
            name = NAME.sub("", plain(first.text)) if first else ""
            if cell and not plain(cell.text) and not (unit and plain(unit.text)):
                section = name
            elif cell and name and (parsed or (unit and plain(unit.text) == "%")):
                rise = table.at(row, growth) if growth is not None else None
                part = table.at(row, share) if share is not None else None
                year = years[level] if level == latest else ""
                own = parsed or Measure(0, "%")
                last = table.at(row, before) if before is not None else None
                yield Row(
                    name, cell, own.power, own.unit, rise, title, level == leading, section, year, part, last
                )


def between(found: list[Placed], first: int, end: int, most: int) -> list[Placed]:
    """The last of those from one line up to, but without, another, given in reading order."""
    if not found:
        return found
    stop = bisect_left(found, end, key=lambda one: one.line)
    return found[max(bisect_left(found, first, key=lambda one: one.line), stop - most) : stop]


def _year(table: Table, column: int) -> regex.Match[str] | None:
    """The year that stands at the head of a column."""
    cell = table.at(0, column)
    return _YEAR.fullmatch(plain(cell.text)) if cell else None


def _measures(cell: Cell) -> bool:
    """Whether a cell is no contradiction to a second column that holds measure words."""
    return cell.column != 1 or _MEASURE.fullmatch(plain(cell.text)) is not None


def caption(document: Document, table: Table) -> str:
    """The line over a table that says what it shows, without blanks; "" if none does."""
    for words in lines_above(document, table, _ABOVE):
        if _CAPTION.search(words):
            return words if "。" not in words else ""
    return ""


def head(table: Table, column: int) -> str:
    """The words over a column, down to its first figure."""
    words = []
    for row in range(min(4, table.height)):
        cell = table.at(row, column)
        found = read_cell(cell) if cell else None
        if cell and found is None:
            words.append(plain(cell.text))
        elif found and not is_blank(found):
            break
    return "".join(words)
