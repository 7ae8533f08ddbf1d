"""Tables by industry: their total is that of the sections of the industrial classification."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from ...document import Document
from ...facts.tables import tables
from ...kept import regex
from ...model import Hit, Related, Relation, Severity
from ...tables import Table
from ...values import value
from ..core.interval import show
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import one_edit
from ..core.units import family
from .additions import Addition, slipped
from .grids import Figure, plain, read_cell, unit_of
from .industries import STAGES, is_industry, stage
from .rows import GROWTH, head, measure_over
from .table_levels import Level, addition_of, row_name
from .table_lists import own_name
from .total_columns import TOTAL

_SECTIONS = 15  # at least, where no other industry is in the total: there are 18 to 20
_LONG = 4  # digits of a figure that may be off by one of them
_ROOM = 3  # units of the last place by which a sum of so many rounded figures may be off
_NEAR = 40  # lines between the prose and a table
_SHOWN = 12  # figures
_STAGE = regex.compile(r"(第[二三]产业)\p{Han}{0,8}$")


@value
class _Column:
    """The figures of the sections of each industry, the power of ten and unit they are in, the table's line."""

    parts: dict[str, list[Figure]]
    power: int
    unit: str
    line: int


def industries(
    figures: dict[int, Level], names: dict[int, str], held: list[Addition], failed: list[Addition]
) -> None:
    """The total of a column against the sections under it, each with any industries of its own left out."""
    sections = [row for row in figures if is_industry(own_name(names[row]))]
    if len(sections) < _SECTIONS:
        return
    total = next((row for row in figures if row < sections[0] and TOTAL.fullmatch(names[row])), None)
    if total is None or any(names[row].startswith("其中") for row in sections):
        return
    addition = addition_of([figures[row] for row in sections], figures[total])
    if addition.holds:
        held.append(addition)
    elif slipped(addition, _LONG, _ROOM):
        failed.append(addition)


def stages(document: Document) -> Iterator[Relation]:
    """What the prose says of an industry as a whole, 第二产业投资, against the sections of a table near it."""
    found = [column for table in tables(document) for column in _columns(document, table)]
    for scene in scenes(document) if found else ():
        if "产业" not in scene.text or scene.text.startswith("|"):
            continue
        line = document.place(scene.paragraph.start).line
        said = [
            (quantity, STAGES[name[1]])
            for quantity in scene.quantities
            if (name := _STAGE.search(quantity.before))
        ]
        first = bisect_left(found, line - _NEAR, key=lambda one: one.line) if said else len(found)
        for column in islice(found, first, None):
            if column.line > line + _NEAR:
                break
            yield from _stages(scene, said, column)


def _stages(scene: Scene, said: Sequence[tuple[Quantity, str]], column: _Column) -> Iterator[Relation]:
    """The sums that agree; one that does not where another one does and one wrong digit is why."""
    tried = []
    for quantity, which in said:
        parts = column.parts.get(which, [])
        if len(parts) < 2 or family(quantity.unit) != column.unit or quantity.number.approximate:
            continue
        low, high = quantity.number.low, quantity.number.high
        total = sum((part.value for part in parts), Fraction(0)) * 10**column.power
        slack = sum((part.step for part in parts), Fraction(0)) * 10**column.power / 2
        if low is not None and high is not None:
            tried.append((quantity, parts, total, low - slack <= total <= high + slack))
    for quantity, parts, total, agrees in tried:
        span = scene.span(quantity)
        spans = tuple(sorted((span, *(part.cell.span for part in parts))))
        shown = [plain(part.cell.text) for part in parts]
        added = f"{' + '.join(shown[:_SHOWN])}{f' + …（共{len(shown)}项）' if len(shown) > _SHOWN else ''}"
        literal = quantity.number.literal
        if agrees:
            exact = total == quantity.number.value
            yield Relation("sum", "verified", span, spans, f"{added} {'=' if exact else '≈'} {literal}")
        elif any(other[3] for other in tried) and one_edit(quantity.number, total):
            text = f"{added} = {show(total / 10**column.power)} ≠ {literal}"
            related = tuple(Related(part.cell.span, "分项") for part in parts)
            hit = Hit(span, {"formula": text, "suspect": ""}, Severity.WARNING, (text,), related)
            yield Relation("table", "contradicted", span, spans, text, "table-total", hit)


def _columns(document: Document, table: Table) -> Iterator[_Column]:
    """The columns of a table of at least so many sections, with the figures of each industry."""
    names = {row: own_name(row_name(table, row)) for row in range(1, table.height)}
    rows = {row: found for row, name in names.items() if (found := stage(name))}
    if len(rows) < _SECTIONS:
        return
    line, stated = document.place(table.span.start).line, unit_of(document, table)
    for at in range(1, table.width):
        words = head(table, at)
        own = measure_over(words, stated)
        if own is None or GROWTH.search(words) or "%" in words:
            continue
        parts: dict[str, list[Figure]] = defaultdict(list)
        for row, which in rows.items():
            cell = table.at(row, at)
            if cell and (figure := read_cell(cell)) and figure.value:
                parts[which].append(figure)
        yield _Column(parts, own.power, own.unit, line)
