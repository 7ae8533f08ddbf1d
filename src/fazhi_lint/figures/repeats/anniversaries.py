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

_HAN = regex.compile(r"(?r)[\p{Han}《》“”]+")
_UNITS = ("周年", "年")
_FEWEST, _NAME, _TITLED = 4, 6, 12  # characters that name an event that is not known, or one of a title
_REACH = 24


def anniversaries(document: Document) -> Iterator[Relation]:
    """Each anniversary with the one before it that is the same."""
    known: dict[tuple[str, int], tuple[Scene, Quantity]] = {}
    for scene in scenes(document):
        for one in scene.quantities:
            told = one.unit in _UNITS and not one.number.approximate and one.number.value.denominator == 1
            event = _event(scene, one) if told else ""
            if not event:
                continue
            key = event, int(one.number.value)
            if key in known:
                first, before = known[key]
                spans = tuple(sorted((first.span(before), scene.span(one))))
                text = f"{before.number.literal} = {one.number.literal}"
                yield Relation("repeat", "verified", scene.span(one), spans, text)
            known[key] = scene, one


def _event(scene: Scene, one: Quantity) -> str:
    """What began so many years before: a known event by its year, another by the words that name it.

    A title in front of these words belongs to them: 《国家安全法》颁布实施10周年.
    """
    found = next((year for name, year in _founded() if one.before.endswith(name)), "")
    if found or one.unit != "周年":
        return found
    words = _HAN.search(scene.text, max(0, one.start - _REACH), one.start)
    if words is None or len(words.group()) < _FEWEST:
        return ""
    return words.group()[-_TITLED if "》" in words.group() else -_NAME :]


@cache
def _founded() -> tuple[tuple[str, str], ...]:
    """The events that everybody knows, each by every name, with the year from which one counts."""
    return tuple(
        (name, str(entry["year"])) for entry in knowledge("days")["founding"] for name in entry["names"]
    )
