"""Figures that are by definition the difference or the sum of two others: 自然增长率 = 出生率 − 死亡率."""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...kept import regex
from ...knowledge import knowledge
from ...model import Hit, Related, Relation, Severity
from ..changes.growth import difference
from ..core.labels import label
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import explained, one_digit, repairs
from ..core.terms import terms
from ..core.units import family
from ..core.verdicts import Broken, holds_closely, settled, sum_of, verified

_FAR = 100  # within a part in so many, branches may be counted elsewhere


def identities(document: Document) -> Iterator[Relation]:
    """The relations of the identities that a paragraph states in full, and of totals over the document."""
    yield from _totals(document)
    for entry in knowledge("identities")["identity"]:
        plus, minus, words = entry["plus"], entry["minus"], tuple(entry["result"])
        text = document.folded
        if plus not in text or minus not in text or not any(map(text.__contains__, words)):
            continue
        for scene in scenes(document):
            if plus in scene.text and minus in scene.text:
                for result in scene.quantities:
                    if result.number.kind != "year" and label(scene, result).endswith(words):
                        yield from _judge(scene, result, plus, minus)


def _totals(document: Document) -> Iterator[Relation]:
    for entry in knowledge("identities")["total"]:
        if not all(map(document.folded.__contains__, entry["words"])):
            continue
        known = [
            term
            for own in document.once(terms)
            for term in own.all
            if term.family == entry["unit"] and any(map(term.quantity.before.__contains__, entry["words"]))
        ]
        found = [
            [term for term in known if not term.change and regex.search(name, term.quantity.before)]
            for name in (entry["whole"], *entry["parts"])
        ]
        if all(len({term.number.value for term in one}) == 1 for one in found):
            whole, *parts = (one[0] for one in found)
            if holds_closely(whole, parts):
                yield verified(whole, parts)
            elif abs(sum_of(parts) - whole.number.value) * _FAR > whole.number.value and one_digit(
                whole, repairs(whole, parts)
            ):
                yield from settled([Broken(whole, tuple(parts), Severity.WARNING)])


def _judge(scene: Scene, result: Quantity, plus: str, minus: str) -> Iterator[Relation]:
    above, below = _last(scene, result, plus), _last(scene, result, minus)
    if len(above) == 0 or len(below) == 0:
        return
    used = (above[-1], below[-1], result)
    outcome = difference(below[-1], above[-1], result, 1)
    if outcome.holds:
        yield scene.relation("change", "verified", result, used, outcome.formula)
    elif len(above) == len(below) == 1 and (
        above[0].sentence == below[0].sentence == result.sentence or explained(*(one.number for one in used))
    ):
        stated = result.number.literal
        fields = {
            "claim": f"{label(scene, result)}{stated}",
            "result": f"算得{outcome.formula.rpartition(' = ')[2]}{stated[-1] if stated[-1] in '%‰' else ''}",
        }
        related = tuple(Related(scene.span(one), one.number.literal) for one in used[:2])
        evidence = (f"{outcome.formula} ≠ {stated}",)
        hit = Hit(scene.span(result), fields, Severity.WARNING, evidence, related)
        formula = f"{outcome.formula} ≠ {stated}"
        yield scene.relation("change", "contradicted", result, used, formula, "change-mismatch", hit)


def _last(scene: Scene, result: Quantity, words: str) -> list[Quantity]:
    """The quantities of that name before the result, in its kind and unit."""
    return [
        quantity
        for quantity in scene.quantities[: result.index]
        if quantity.number.kind == result.number.kind
        and family(quantity.unit) == family(result.unit)
        and (name := label(scene, quantity)).endswith((words, f"{words}额", f"{words}总额"))
        and "进出口" not in name
    ]
