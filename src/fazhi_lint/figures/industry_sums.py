"""Tables by industry: their total is that of the sections of the industrial classification."""

from __future__ import annotations

from .additions import TOTAL, Addition, slipped
from .industries import is_industry
from .table_levels import Level, addition_of
from .table_lists import own_name

_SECTIONS = 15  # at least, where no other industry is in the total: there are 18 to 20
_LONG = 4  # digits of a figure that may be off by one of them


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
    elif slipped(addition, _LONG):
        failed.append(addition)
