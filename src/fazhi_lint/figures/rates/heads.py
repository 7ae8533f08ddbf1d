"""Which of some figures in reading order are told to be parts of one before them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..core.scene import Quantity
from ..core.units import family

_PART_OF = ("其中", "包括", "含", "由")


def inner(row: Sequence[Quantity]) -> set[int]:
    """The indices of the figures that another one of the row holds: 268件，甲42件、乙163件、丙63件."""
    return {part.index for at, head in enumerate(row) for part in _parts(head, row[at + 1 :])}


def divided_by(row: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """The figure of a row that one behind it and others make: 312项，其中许可19项、处罚224项、其他69项."""
    for at in range(len(row) - 1, -1, -1):
        found = _parts(row[at], row[at + 1 :]) if row[at].index < part.index else ()
        if len(found) > 1 and part in found:
            return row[at]
    return None


def _parts(head: Quantity, behind: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures behind one that add up to it, or the one that is told to be among it."""
    found: list[Quantity] = []
    sums = Fraction(0)
    for one in behind:
        if not _kin(one, head) or one.number.value >= head.number.value:
            continue
        found.append(one)
        sums += one.number.value
        if sums == head.number.value and len(found) > 1:
            return found
        if sums > head.number.value:
            break
    first = next(iter(behind), None)
    return [first] if first and first.before.startswith(_PART_OF) and _kin(first, head) else []


def _kin(one: Quantity, other: Quantity) -> bool:
    return family(one.unit) == family(other.unit) or not one.unit or not other.unit
