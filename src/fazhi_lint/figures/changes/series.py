"""A list of years, each with its level: 2017年7件、2018年8件、2019年9件."""

from __future__ import annotations

from collections.abc import Iterator

from ...kept import regex
from ..core.matching import comparable
from ..core.scene import Quantity, Scene

_YEAR = regex.compile(r"((?:19|20)\d\d)年")


def years_back(scene: Scene, level: Quantity) -> Iterator[tuple[int, Quantity]]:
    """A level and those before it in its list, back from year to year without a gap, each with its year."""
    named = _YEAR.search(level.before)
    while named is not None:
        year = int(named[1])
        yield year, level
        other = scene.quantities[level.index - 1] if level.index else None
        if other is None or not comparable(other, level):
            return
        named, level = _YEAR.search(other.before), other
        if named is not None and int(named[1]) + 1 != year:
            return


def first_of_years(scene: Scene, start: Quantity, end: Quantity) -> Quantity:
    """Where the list of years begins that ends in two levels; the start itself where there is no list."""
    listed = [one for _, one in years_back(scene, end)]
    return listed[-1] if start in listed else start


def level_of_year(scene: Scene, end: Quantity, year: str) -> Quantity | None:
    """The level of a year in the list that ends in one."""
    return next((one for own, one in years_back(scene, end) if f"{own}年" == year), None)
