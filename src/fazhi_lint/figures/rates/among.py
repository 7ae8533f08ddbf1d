"""Shares of a set whose size is stated: "413个监测断面中，达标的断面占41.6%" (FZ104).

Of 413 things only some percentages are possible. Where the shares of a sentence make up 100 they may have been
adjusted to do so, and an impossible one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...document import Document
from ...kept import regex, scanner
from ...model import Relation
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.units import COUNTING, family
from .grim import impossible, telling, whole

_SET = scanner(r"(?P<noun>[^,。;:()]{0,20})中,?")
_SHARE = regex.compile(r"(?:占|(?:比例|比重|占比)(?:[为达占]到?)?)$")
_OF_DAYS = regex.compile(r"天数?|面积|人口|里程")  # shares of other things than those counted
_OF_THEM = regex.compile(r"的(\p{Han}{2})")
_ASKED = ("受访", "被访", "调查", "答卷", "问卷")  # what those in a survey are called: 94.4%的受访者
_HUNDRED = 100
_LEAST = 10  # things in a set


def among(document: Document) -> Iterator[Relation]:
    """The relations of the shares of counted sets."""
    for scene in scenes(document):
        if "%" not in scene.text or "中" not in scene.text:
            continue
        for base, following in pairwise(scene.quantities):
            if following.number.kind == "number" or following.sentence != base.sentence:
                continue
            named = _SET.match(scene.text, base.stop) if _counts(base) else None
            if named:
                yield from _judge(scene, base, list(_shares(scene, base, named["noun"])))


def _counts(base: Quantity) -> bool:
    number = base.number
    return (
        number.kind == "number"
        and not number.approximate
        and family(base.unit) in COUNTING - {""}
        and number.value.denominator == 1
        and number.value >= _LEAST
    )


def _shares(scene: Scene, base: Quantity, noun: str) -> Iterator[Quantity]:
    """The shares in the sentence of a set, up to the first one that another count stands before."""
    for quantity in scene.behind(base):
        if quantity.sentence != base.sentence or quantity.number.kind == "number":
            return
        if quantity.number.kind != "percent" or quantity.number.approximate or move(quantity):
            continue
        if _OF_DAYS.search(quantity.before):
            continue
        of_them = _OF_THEM.match(scene.text, quantity.stop)
        if _SHARE.search(quantity.before) or (of_them and (of_them[1] in noun or of_them[1] in _ASKED)):
            yield quantity


def _judge(scene: Scene, base: Quantity, shares: Sequence[Quantity]) -> Iterator[Relation]:
    size = int(base.number.value)
    total = sum((share.number.value for share in shares), Fraction(0))
    adjusted = abs(total - _HUNDRED) <= Fraction(1, 2)
    for share in shares:
        number = share.number
        if not telling(number, size):
            continue
        result = whole(number, size)
        if result.found is not None:
            yield scene.relation("grim", "verified", share, (base, share), result.formula(number.decimals))
            continue
        name = "" if adjusted else "占比"
        yield impossible(scene, share, base, result, name, f"{size}{base.unit}")
