"""Anniversaries told more than once: 新中国成立70周年, and again 中华人民共和国成立70周年.

They are one where they are of one event and so many years. All of this only confirms: a report may well speak
of the anniversary of this year and of that of the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...document import Document
from ...kept import regex
from ...knowledge import knowledge
from ...model import Relation
from ..core.scene import Quantity, Scene, scenes

_HAN = regex.compile(r"\p{Han}+$")
_UNITS = ("周年", "年")
_NAME = 6  # characters that name an event that is not known


def anniversaries(document: Document) -> Iterator[Relation]:
    """Each anniversary with the one before it that is the same."""
    known: dict[tuple[str, int], tuple[Scene, Quantity]] = {}
    for scene in scenes(document):
        for one in scene.quantities:
            event = _event(one) if one.unit in _UNITS else ""
            if not event:
                continue
            key = event, int(one.number.value)
            if key in known:
                first, before = known[key]
                spans = tuple(sorted((first.span(before), scene.span(one))))
                told = one.number.literal
                yield Relation(
                    "repeat", "verified", scene.span(one), spans, f"{before.number.literal} = {told}"
                )
            known[key] = scene, one


def _event(one: Quantity) -> str:
    """What began so many years before: a known event by its year, another by the words that name it."""
    found = next((year for name, year in _founded() if one.before.endswith(name)), "")
    if found or one.unit != "周年":
        return found
    words = _HAN.search(one.before)
    return words.group()[-_NAME:] if words else ""


@cache
def _founded() -> tuple[tuple[str, str], ...]:
    """The events that everybody knows, each by every name, with the year from which one counts."""
    return tuple(
        (name, str(entry["year"])) for entry in knowledge("days")["founding"] for name in entry["names"]
    )
