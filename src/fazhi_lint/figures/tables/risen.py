"""Growths of the prose against a table of them: "食品价格上涨7.2%" and the row 食品 7.2 (FZ110).

What rises must be the name of the row, or that with a word of the caption: 价格 under 居民消费价格涨跌幅度.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Relation
from ...tables import Cell, Table
from ...values import value
from ..core.interval import Interval
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from .beside import core, relation_of, slipped, unopened
from .grids import Figure, is_blank, plain, read_cell
from .rows import GROWTH, NAME, between, caption, head

_RISES = regex.compile(r"涨跌|上涨|涨幅|增速|增长速度")
_KINDS = regex.compile(r"[二三四五六七八九十\d]+[种类](\p{Han}{3,})")  # 十种有色金属: the number stands apart
_AND = regex.compile("[和与及、]")
_WHOLE = regex.compile(r"(?:指标)?(?:全[国省市县区州])?")
_PERIOD = regex.compile(r"季度|\d月|月份|上半年|下半年|年均|剔除|扣除")
_ABOVE, _BELOW = 20, 6  # lines
_MOST = 100  # growths whose names begin alike, near a table
_TELLING = 5  # characters of a name that tell what is measured
_LEAST = 2  # characters of a caption that do

# The name of a row, the cell of its growth and what it says, and what stands over the table.
_Growth = tuple[str, Cell, Figure, str]


@value
class _Rise:
    """A growth of the prose, the line its paragraph begins on, its sign, and what rose."""

    line: int
    scene: Scene
    quantity: Quantity
    sign: int
    name: str


def risen(document: Document) -> Iterator[Relation]:
    """The relations between growths of the prose and the rows of a table near them that say how much rose."""
    rows = growth_rows(document)
    if not rows:
        return
    known = _rises(document)
    for table, own in rows:
        above, below = (
            document.place(table.span.start).line - _ABOVE,
            document.place(table.span.end).line + _BELOW,
        )
        for name, cell, growth, title in own:
            for one in between(known.get(name[:_LEAST], []), above, below + 1, _MOST):
                yield from _held(one, name, cell, growth, title)
                if _WHOLE.fullmatch(over := head(table, cell.column)) and over and _is_of(one, name, title):
                    yield from _of_places(one, table, cell)


def _rises(document: Document) -> dict[str, list[_Rise]]:
    """The growths in percent whose sentence says what rose, by how its name begins."""
    known: dict[str, list[_Rise]] = defaultdict(list)
    for scene in scenes(document):
        if "%" not in scene.text or scene.text.startswith("|"):
            continue
        line = document.place(scene.paragraph.start).line
        for quantity in scene.quantities:
            if quantity.number.kind != "percent" or quantity.number.approximate or quantity.number.vague:
                continue
            moved = move(quantity)
            if moved is None or not moved.subject or moved.mean or _PERIOD.search(quantity.before):
                continue
            names = _AND.split(unopened(moved.subject)) if moved.each else [unopened(moved.subject)]
            behind = scene.quantities[quantity.index : quantity.index + len(names)]
            if len(behind) == len(names) and all(one.is_joined for one in behind[1:]):
                for name, one in zip(names, behind, strict=True):
                    known[name[:_LEAST]].append(_Rise(line, scene, one, moved.sign, name))
    return known


def _is_of(one: _Rise, name: str, title: str) -> bool:
    """Whether what rose is a row: its name, or that with a word of what stands over the table."""
    rest = one.name[len(name) :] if one.name.startswith(name) else ""
    return core(one.name) == core(name) or (len(rest) >= _LEAST and rest in title)


def _of_places(one: _Rise, table: Table, cell: Cell) -> Iterator[Relation]:
    """The growths right behind one that tell only a place, against the columns of that place in its row."""
    columns = {head(table, column): column for column in range(cell.column + 1, table.width)}
    for quantity in one.scene.quantities[one.quantity.index + 1 :][: len(columns)]:
        moved = move(quantity) if quantity.number.kind == "percent" else None
        column = columns.pop(unopened(moved.subject), None) if moved else None
        other = table.at(cell.row, column) if column else None
        growth = read_cell(other) if other else None
        if moved is None or other is None or growth is None or is_blank(growth):
            return
        yield from _against(_Rise(one.line, one.scene, quantity, moved.sign, ""), other, growth, firm=True)


def _held(one: _Rise, name: str, cell: Cell, growth: Figure, title: str) -> Iterator[Relation]:
    """A growth against the row of its name; one that slipped only where the table measures the same thing."""
    if _is_of(one, name, title):
        rest = one.name[len(name) :]
        firm = (rest and rest in title) or name in title or "产品" in title or len(name) >= _TELLING
        yield from _against(one, cell, growth, firm=bool(firm))


def _against(one: _Rise, cell: Cell, growth: Figure, *, firm: bool) -> Iterator[Relation]:
    """A growth against a cell; one that slipped if it is ``firm`` that both are of one thing."""
    number, printed = one.quantity.number, growth.interval(exact=False)
    rise = Interval(number.low, number.high)
    if (rise if one.sign > 0 else -rise).meets(printed):
        yield relation_of(one.scene, one.quantity, cell, agrees=True)
    elif (
        firm
        and number.decimals == growth.decimals
        and slipped(one.quantity, printed if one.sign > 0 else -printed)
    ):
        yield relation_of(one.scene, one.quantity, cell, agrees=False)


def growth_rows(document: Document) -> tuple[tuple[Table, tuple[_Growth, ...]], ...]:
    """The tables that print growths, each with its rows that do."""
    return document.once(_growth_rows)


def _growth_rows(document: Document) -> tuple[tuple[Table, tuple[_Growth, ...]], ...]:
    found = ((table, tuple(_rows(document, table))) for table in tables(document))
    return tuple((table, rows) for table, rows in found if rows)


def _rows(document: Document, table: Table) -> Iterator[_Growth]:
    heads = [head(table, column) for column in range(table.width)]
    columns = [column for column in range(1, table.width) if GROWTH.search(heads[column])]
    title = caption(document, table)
    if not columns and table.width > 1 and _RISES.search(title) and _WHOLE.fullmatch(heads[1]):
        columns = [1]  # 全国, 城市, 农村 under a caption that says 涨跌幅度
    strips = [at for at in range(table.width) if at == 0 or heads[at][:_LEAST] == heads[0][:_LEAST] != ""]
    for naming, end in pairwise((*strips, table.width)):
        column = next((one for one in columns if naming < one < end), None)
        if column is None:
            continue
        for row in range(1, table.height):
            first, cell = table.at(row, naming), table.at(row, column)
            found = read_cell(cell) if cell else None
            name = NAME.sub("", plain(first.text)) if first else ""
            if cell and found and not is_blank(found) and len(name) > 1:
                yield unopened(name) if len(unopened(name)) > 1 else name, cell, found, title
                if kinds := _KINDS.fullmatch(name):
                    yield kinds[1], cell, found, title
