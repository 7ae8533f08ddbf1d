"""What is left of a total that was told before, and what was done of it.

应出庭118件，实际出庭112件 in one place, 118件应出庭案件中仍有6件未出庭, or 仍有6件未出庭, in another. That the
figures come out is evidence; that they do not is told only where the total is told again, and what was not done
is named as what was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex, scanner
from ...model import Relation, Severity
from ...values import value
from ..core.scene import Quantity, Scene, scenes
from ..core.terms import Term
from ..core.units import COUNTING, family
from ..core.verdicts import Broken, settled, verified
from .counts import Place, around, share

_LEFT = regex.compile(
    r"(?:的|[^,;:。、!?\d]{2,14}?)(?:中|里),?(?:目前|至今|现在?)?(?:仍|尚|还|也)?(?:有|剩余?|余)(?:的)?"
)
_REST = scanner("[仍尚还中][有剩余]")
_STILL = regex.compile(r"(?:仍|尚|还)(?:有|剩余?|余)$")
_UNDONE = regex.compile(r"[^,;。\d]{0,6}?(?:未能?|没有?|不)(?:按期|如期|及时|全部|彻底)?(?P<verb>\p{Han}{2})")
_NOT = regex.compile(r"[未没不无]")
_PLENTY = 10  # things that are not so many by chance
_MOST = 40  # totals that are looked through
_SHARED = 2  # characters of a name


@value
class _Done:
    """A total, what was done of it, and the words beside that."""

    whole: Term
    part: Term
    words: str

    def leaves(self, left: Quantity) -> bool:
        """Whether a figure is the rest."""
        return self.part.number.value + left.number.value == self.whole.number.value


def left_over(document: Document) -> Iterator[Relation]:
    """The totals told again with what is left of them."""
    yield from settled(list(_found(document)))


def _found(document: Document) -> Iterator[Relation | Broken]:
    rests = dict(rest for scene in scenes(document) for rest in _rests(scene))
    units = set(rests.values())
    totals: dict[tuple[Fraction, str], list[Place]] = defaultdict(list)
    done: dict[str, list[_Done]] = defaultdict(list)
    for scene in scenes(document) if rests else ():
        for quantity in scene.quantities:
            unit, number = family(quantity.unit), quantity.number
            if unit not in units or number.kind != "number" or number.approximate:
                continue
            known = totals[number.value, unit]
            if (scene.paragraph.index, quantity.index) in rests:
                if left := _left(scene, quantity):
                    yield from _against(known, scene, quantity, left)
                elif undone := _UNDONE.match(scene.text, quantity.stop):
                    yield from _without_total(done[unit][-_MOST:], scene, quantity, undone["verb"])
            known.append((scene, quantity))
            if one := _done(scene, quantity):
                done[unit].append(one)


def _rests(scene: Scene) -> Iterator[tuple[tuple[int, int], str]]:
    """Where a total is told with what is left of it, or something is said to be left, and the unit of it."""
    if scene.text.startswith("|") or not _REST.search(scene.text):
        return
    for quantity in scene.quantities:
        unit = family(quantity.unit)
        undone = _STILL.search(quantity.before) and _UNDONE.match(scene.text, quantity.stop)
        if unit in COUNTING and (undone or _left(scene, quantity)):
            yield (scene.paragraph.index, quantity.index), unit


def _left(scene: Scene, total: Quantity) -> Quantity | None:
    """The figure that a total told again has left: 118件应出庭案件中仍有6件."""
    row = scene.quantities[total.index + 1 : total.index + 2]
    if total.number.value < _PLENTY or not row or family(row[0].unit) != family(total.unit):
        return None
    return row[0] if _LEFT.fullmatch(scene.text, total.stop, row[0].start) else None


def _done(scene: Scene, whole: Quantity) -> _Done | None:
    """What stands right behind a total in its sentence and may be what was done of it."""
    row = scene.quantities[whole.index + 1 : whole.index + 2]
    if not row or row[0].sentence != whole.sentence or family(row[0].unit) != family(whole.unit):
        return None
    part = row[0]
    if part.number.approximate or part.number.value > whole.number.value:
        return None
    words = scene.text[whole.stop : part.start] + part.after
    return None if _NOT.search(words) else _Done(_term(scene, whole), _term(scene, part), words)


def _against(
    known: Sequence[Place], scene: Scene, total: Quantity, left: Quantity
) -> Iterator[Relation | Broken]:
    name, undone = scene.text[total.stop : left.start], _UNDONE.match(scene.text, left.stop)
    for place in known[-_MOST:]:
        one = _done(*place)
        if one is None or one.part.quantity is left or not share(name, around(*place), _SHARED):
            continue
        parts = one.part, _term(scene, left)
        if one.leaves(left):
            yield verified(one.whole, parts)
            return
        if undone and undone["verb"] in one.words:
            yield Broken(one.whole, parts, Severity.WARNING)
            return


def _without_total(known: Sequence[_Done], scene: Scene, left: Quantity, verb: str) -> Iterator[Relation]:
    name = left.after
    for one in reversed(known):
        words = around(one.whole.scene, one.whole.quantity)
        if verb in one.words and one.leaves(left) and share(name, words, _SHARED):
            yield verified(one.whole, [one.part, _term(scene, left)])
            return


def _term(scene: Scene, quantity: Quantity) -> Term:
    return Term(scene, quantity, family(quantity.unit), change=False)
