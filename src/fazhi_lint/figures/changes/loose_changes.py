"""Changes that nothing else has read, of levels that stand apart from them; what agrees is evidence.

办理案件3350件，…。办案总量比上年多287件，上升9.4%; 综合指数3.94，改善6.4%(上年为4.21); and what is left of
a whole told elsewhere: 受理86427件，审结82915件。…尚有3512件未结. Only a gap between the two figures before it
is held against the text: 支出2.05万元，预算2.95万元，差值为0.9万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex, scanner
from ...model import Relation
from ..core.levels import is_level
from ..core.matching import same_measure
from ..core.moves import Move, move
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import explained
from ..core.units import family
from .growth import difference, figure_of, growth, growth_by
from .said import contradicted, told_apart

_GAP = scanner(r"(?:差值|差额|差距|差异|相差|之差)(?:为|是|有|达到?|了|约)*$")
_EITHER_WAY = scanner(r"(?:幅度?|改善|好转|优化|变差|恶化|变化率?|变动率?)(?:为|是|了|达到?)*$")
_LEFT = regex.compile(
    r"(?:[尚仍还]有|[尚仍还]余|剩余|剩下|余下|其余)(?:的)?$|[尚仍还]有\p{Han}{0,6}$|未\p{Han}{1,4}$"
)
_GAP_ENDS, _LEFT_HOLDS = frozenset("差值额距异为达到了是有约"), frozenset("尚仍还剩余未")
_ADDED = regex.compile(r"新[增设建添]|净增|增[加设]|新(?:登记|注册|认定|发展|培育|获评)")
_BACK, _SENTENCES = 24, 3
_FEW = 2  # digits that do not agree by chance of the nearest levels
_MEASURED = ("number", "percent", "permille")


def loose_changes(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of the changes of a document that are not in one of the relations ``found``."""
    told = (one for one in found if one.kind in ("change", "sum") and one.verdict != "unverifiable")
    known = {span for one in told for span in one.numbers}
    rests: _Left | None = None
    for scene in scenes(document):
        for quantity in scene.quantities:
            words, is_rate = quantity.before, quantity.is_rate
            if words[-1:] in _GAP_ENDS and _GAP.search(words):
                yield from _gap(scene, quantity)
            elif (
                (not is_rate and _LEFT_HOLDS.isdisjoint(words))
                or quantity.number.vague
                or quantity.number.approximate
                or scene.span(quantity) in known
            ):
                continue
            elif is_rate and (stated := move(quantity)) is not None:
                yield from _by_amount(scene, stated)
                yield from _by_added(scene, stated)
            elif is_rate and _EITHER_WAY.search(words):
                yield from _either_way(scene, quantity)
            elif quantity.tells and quantity.is_amount and _LEFT.search(words):
                rests = _rests(document, found) if rests is None else rests
                yield from _left(scene, quantity, rests)


def _gap(scene: Scene, gap: Quantity) -> Iterator[Relation]:
    """What the two figures right before a gap differ by."""
    row = scene.quantities[max(0, gap.index - 2) : gap.index]
    if gap.number.vague or gap.number.approximate:
        return
    if len(row) < 2 or row[0].sentence != gap.sentence or row[0].number.kind not in _MEASURED:
        return
    first, last = sorted(row, key=lambda one: one.number.value)
    alike = same_measure(row[0], row[1]) and first.number.high is not None and last.number.high is not None
    kind = "point" if first.is_rate else "number"
    if not alike or gap.number.kind != kind or (kind == "number" and family(gap.unit) != family(last.unit)):
        return
    outcome = difference(first, last, gap, 1)
    if outcome.holds:
        yield scene.relation("change", "verified", gap, (*row, gap), outcome.formula)
        return
    near = row[1].segment == row[0].segment == gap.segment and gap.clause - row[0].clause <= 2
    numbers = [one.number for one in (*row, gap)]
    if (
        near
        and not any(number.approximate for number in numbers)
        and explained(last.number, first.number, gap.number)
    ):
        result = f"算得{figure_of(last.number.value - first.number.value, gap.number)}{gap.unit}"
        claim = gap.before[-4:] + gap.number.literal + gap.unit
        formula = f"{outcome.formula} ≠ {gap.number.literal}"
        yield contradicted(scene, gap, (*row, gap), claim, result, formula, False)


def _by_amount(scene: Scene, stated: Move) -> Iterator[Relation]:
    """A percentage behind its amount, of a level some sentences before: 比上年多287件，上升9.4%."""
    rate = stated.quantity
    by = scene.quantities[max(0, rate.index - 1)]
    amount = move(by) if by.number.kind == "number" and by.sentence == rate.sentence else None
    if amount is None or amount.sign != stated.sign or rate.number.kind != "percent" or by.digits < _FEW:
        return
    if stated.mean or amount.mean or stated.subject or by.number.approximate or rate.digits < _FEW:
        return
    before = [
        one
        for one in reversed(scene.quantities[max(0, by.index - _BACK) : by.index])
        if by.sentence - one.sentence <= _SENTENCES
        and one.is_amount
        and family(one.unit) == family(by.unit)
        and is_level(one)
    ]
    name = amount.subject[-_FEW:]
    near = [one for one in before if name and name in one.before]
    for level in before if rate.tells else [*near, *before[:1], *before[-1:]]:
        outcome = growth_by(level, by, rate, stated.sign)
        if outcome.holds:
            yield scene.relation("change", "verified", rate, (level, by, rate), outcome.formula)
            return


def _by_added(scene: Scene, stated: Move) -> Iterator[Relation]:
    """A percentage behind what was added and what there is now: 净增企业64家，总数728家，增长9.6%."""
    rate = stated.quantity
    row = scene.quantities[max(0, rate.index - 2) : rate.index]
    if len(row) < 2 or stated.sign < 0 or stated.mean or rate.number.kind != "percent" or rate.digits < _FEW:
        return
    added, level = row
    exact = not (added.number.approximate or level.number.approximate)
    if exact and added.segment == rate.segment and same_measure(added, level) and _ADDED.search(added.before):
        outcome = growth_by(level, added, rate, 1)
        if outcome.holds and level.is_amount and added.digits >= _FEW:
            yield scene.relation("change", "verified", rate, (*row, rate), outcome.formula)


def _either_way(scene: Scene, rate: Quantity) -> Iterator[Relation]:
    """A percentage by which a level of this year differs from that of the year before, both beside it."""
    row = [
        *scene.quantities[max(0, rate.index - 2) : rate.index],
        *scene.quantities[rate.index + 1 : rate.index + 2],
    ]
    row = [
        one
        for one in row
        if one.sentence == rate.sentence and one.number.kind == "number" and move(one) is None
    ]
    for start, end in (
        (row[at], row[other]) for at in range(len(row)) for other in range(len(row)) if at != other
    ):
        past = "年" in start.before or "同期" in start.before
        if past and same_measure(start, end) and rate.digits >= _FEW and start.number.value != end.number.value:
            sign = 1 if end.number.value > start.number.value else -1
            outcome = growth(start, end, rate, sign)
            if outcome.holds:
                yield scene.relation("change", "verified", rate, (start, end, rate), outcome.formula)
                return


_Left = dict[tuple[str, Fraction], tuple[tuple[Scene, Quantity], tuple[Scene, Quantity]]]


def _rests(document: Document, found: Sequence[Relation]) -> _Left:
    """What is left of the figures of which another is known to be part, with both, by measure and value."""
    where = {scene.span(one): (scene, one) for scene in scenes(document) for one in scene.quantities}
    left: _Left = {}
    for one in found:
        if one.verdict != "verified" or one.kind not in ("rate", "share", "part"):
            continue
        told = [where[span] for span in one.numbers if span in where]
        row = sorted((each for each in told if each[1].is_amount), key=lambda each: each[1].number.value)
        if len(row) == 2 and same_measure(row[0][1], row[1][1]):
            gap = row[1][1].number.value - row[0][1].number.value
            left.setdefault((family(row[0][1].unit), gap), (row[0], row[1]))
    return left


def _left(scene: Scene, left: Quantity, rests: _Left) -> Iterator[Relation]:
    """What is left of a whole without its part, both told elsewhere."""
    known = rests.get((family(left.unit), left.number.value))
    if known and left is not known[0][1]:
        outcome = difference(known[0][1], known[1][1], left, 1)
        yield told_apart(scene, Move(left, 1), known, outcome)
