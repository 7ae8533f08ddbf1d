"""The figures of a column of a table by row, each in the unit of its row: 万吨, 亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from ...kept import regex
from ...tables import Table
from ...values import changed, value
from .additions import Addition, slipped
from .grids import Figure, Strip, is_blank, plain
from .rows import SCALES

_UNIT_HEAD = regex.compile(r"(?:计量)?单位")
_SHORT = regex.compile(r"\p{Han}{1,6}(?:/\p{Han}{1,3})?")
_SCALED = regex.compile(rf"({'|'.join(sorted(SCALES, key=len, reverse=True))})(\p{{Han}}.*)")
_PREFIXES = {10**power: word for word, power in SCALES.items()}
_NOTE = regex.compile(r"\[\d+\]|\s")


def unit_column(table: Table) -> int | None:
    """The column headed 单位, or without a head and of short words alone."""
    for column in range(1, table.width):
        own = [cell for row in range(table.height) if (cell := table.at(row, column)) and cell.column == column]
        words = [plain(cell.text) for cell in own]
        headless = own and own[0].row and all(map(_SHORT.fullmatch, words))
        if headless or any(map(_UNIT_HEAD.fullmatch, words[:2])):
            return column
    return None


def row_name(table: Table, row: int) -> str:
    """The words in front of a row without blanks and marks of notes."""
    first = table.at(row, 0)
    return _NOTE.sub("", plain(first.text)) if first else ""


@value
class Level:
    """A figure as printed, the power of ten in the unit of its row (万, 亿), and what is measured."""

    figure: Figure
    scale: int
    unit: str

    @cached_property
    def value(self) -> Fraction:
        """What it stands for."""
        return self.figure.value * self.scale

    @property
    def step(self) -> Fraction:
        """One unit of its last digit."""
        return self.figure.step * self.scale


@value
class Outcome:
    """The additions of a table that hold, and those that should."""

    held: list[Addition]
    failed: list[Addition]

    def take(self, addition: Addition, long: int) -> None:
        """Keep an addition that holds, or that one wrong digit of a figure of ``long`` digits keeps from it."""
        if addition.holds:
            self.held.append(addition)
        elif slipped(addition, long):
            self.failed.append(addition)


def levels_of(table: Table, strip: Strip, column: int, units: int | None) -> dict[int, Level]:
    """The printed figures of a column by row; ``units`` is the column of their measure words."""
    found = {}
    for row in strip.rows:
        figure = strip.figures.get((row, column))
        if figure is None or is_blank(figure) or figure.value <= 0:
            continue
        scale, unit = 1, ""
        if units is not None:
            cell = table.at(row, units)
            match = _SCALED.fullmatch(plain(cell.text)) if cell else None
            if match is None:
                continue
            scale, unit = 10 ** SCALES[match[1]], match[2]
        found[row] = Level(figure, scale, unit)
    return found


def rows_under(figures: dict[int, Level], row: int, most: int) -> Iterator[int]:
    """The rows right under one that may be its parts: in its unit, and none larger."""
    whole = figures[row]
    for other in range(row + 1, row + 1 + most):
        part = figures.get(other)
        if part is None or part.unit != whole.unit or part.value > whole.value:
            return
        yield other


def digits_of(figure: Figure) -> int:
    """The digits of a figure read as one whole number."""
    return int(figure.value / figure.step)


def addition_of(parts: Sequence[Level], whole: Level) -> Addition:
    """Parts in the unit of their whole; those printed in another one are shown with it."""
    return Addition(tuple(in_unit_of(part, whole) for part in parts), (whole.figure,), exact=False)


def in_unit_of(part: Level, whole: Level) -> Figure:
    """A figure in the unit of another; where its own is not that one, with the word for it."""
    if part.scale == whole.scale:
        return part.figure
    return changed(
        part.figure,
        value=part.figure.value * part.scale / whole.scale,
        step=part.figure.step * part.scale / whole.scale,
        unit=_PREFIXES[part.scale] + part.unit,
    )


def named_unit(level: Level) -> Figure:
    """A figure with the word for its unit."""
    return changed(level.figure, unit=_PREFIXES[level.scale] + level.unit)
