"""What stays of what was read: each relation once, and none that only comes of another one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ..model import Relation

_FEWEST = 3  # a whole and two parts


def amended(found: Sequence[Relation], later: Sequence[Relation]) -> list[Relation]:
    """The relations, with what a later reader says of a share of a whole in the place of what others did.

    So is a rate that it finds to hold of other figures than those it was held against.
    """
    shares = {one.focus for one in later if one.kind == "share"}
    rates = {one.focus for one in later if one.kind == "rate" and one.verdict == "verified"}
    return [
        *(
            one
            for one in found
            if not (one.kind == "share" and one.focus in shares and "/" in one.formula)
            and not (one.kind == "rate" and one.focus in rates and one.verdict != "verified")
        ),
        *later,
    ]


def settled(found: Sequence[Relation]) -> list[Relation]:
    """The relations without those that only repeat another one or come of it."""
    return _without_differences(_without_chance(_once(found)))


def _once(found: Sequence[Relation]) -> list[Relation]:
    """Each relation once: 利润率 is a named rate and a named quotient, 结转下年 a stock and what is left."""
    once: dict[Hashable, Relation] = {}
    for row, one in enumerate(found):
        once.setdefault((one.kind, one.numbers, one.verdict) if one.kind in ("rate", "sum") else row, one)
    return list(once.values())


def _without_chance(found: list[Relation]) -> list[Relation]:
    """The relations, but for sums whose figures are all parts of another: 38 + 21 + 5 = 64 in 64 + 38 + 21 + 5.

    That one part is what some others make is chance.
    """
    held = [one for one in found if one.kind == "sum" and one.verdict == "verified"]
    parts = [set(one.numbers) - {one.focus} for one in held if len(one.numbers) > _FEWEST]
    chance = {id(one) for one in held if any(map(set(one.numbers).issubset, parts))} if parts else ()
    return [one for one in found if id(one) not in chance]


def _without_differences(found: list[Relation]) -> list[Relation]:
    """The relations, but for differences that are also a sum read backwards which does not hold."""
    wrong = {one.numbers for one in found if one.kind == "sum" and one.verdict == "contradicted"}
    return [one for one in found if one.kind != "change" or one.numbers not in wrong]
