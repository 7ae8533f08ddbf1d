"""Figures that are by definition the difference or the sum of two others: 自然增长率 = 出生率 − 死亡率."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ...document import Document
from ...facts.literals import OF_TOTALS, words_of
from ...kept import regex
from ...knowledge import knowledge
from ...model import Hit, Related, Relation, Severity
from ..changes.growth import difference
from ..core.labels import label
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import explained, slips
from ..core.terms import Term, terms
from ..core.units import family
from ..core.verdicts import Broken, holds_closely, settled, sum_of, verified

_FAR = 100  # within a part in so many, branches may be counted elsewhere
_MOST = 6  # figures of one name


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
    there = words_of(document)
    if there.isdisjoint(OF_TOTALS):
        return
    for entry in knowledge("identities")["total"]:
        rarest, *others = entry["words"]
        if rarest not in there or not all(map(document.folded.__contains__, others)):
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
        if all(0 < len(one) <= _MOST for one in found):
            yield from _total([_by_value(one) for one in found])


def _by_value(found: list[Term]) -> list[Term]:
    """The first of the terms that are of one value."""
    return list({term.number.value: term for term in reversed(found)}.values())[::-1]


def _total(found: list[list[Term]]) -> Iterator[Relation]:
    """The whole and its parts that come out; else those that one digit parts, if no others are."""
    tried = [(whole, parts) for whole, *parts in product(*found)]
    held = [one for one in tried if holds_closely(*one)]
    if held:
        yield from (verified(whole, parts) for whole, parts in held)
        return
    slipped = [
        (whole, parts)
        for whole, parts in tried
        if abs(sum_of(parts) - whole.number.value) * _FAR > whole.number.value and slips(whole, parts)
    ]
    if len(slipped) == 1 and sum(1 for one in found if len(one) > 1) < 2:
        whole, parts = slipped[0]
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
