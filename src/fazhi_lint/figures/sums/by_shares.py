"""Amounts whose shares make 100 %, and the total that they divide, however far before them it is told.

受理信息3732件。……投诉612件，占59.8%；……举报411件，占40.2%: that the shares are all of a whole says that
their amounts are it, whatever stands between. Such a total is verified where it is told; where none is, one
that a single wrong digit keeps from being it is a warning, if every share is that of these amounts, and so is
one of which every share but one is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation, Severity
from ..core.moves import move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import LONG, digits, one_digit, repairs
from ..core.terms import Term, is_change
from ..core.units import family
from ..core.verdicts import Broken, holds_closely, settled, verified
from .closing import is_closed

_BACK = 4  # paragraphs before the parts in which their total may stand
_FIGURES = 60  # looked through for it
_BETWEEN = 5  # figures between an amount and its share: its growth, and so on
_TELLING = 3  # digits of a total in another sentence
_AGREEING = 2  # shares that tell whose total it is
_NEAR = 1  # paragraph before the parts in which a total with a wrong digit is looked for
_OTHER = regex.compile(r"上年|去年|同期|计划|预算|目标|任务|\d{4}年[^\d]*$|[前上]一?[月季周]|其中|平均|人均")
_AMONG = regex.compile(r"[,。;(]?其中[,:]?\p{Han}{0,10}")
_SHARE = regex.compile(r"占|比重|比例")


def by_shares(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The sums of the lists of shares among the relations ``found``, but for those that are among them."""
    places: list[tuple[int, Scene]] = [(scene.paragraph.start, scene) for scene in scenes(document)]
    starts = [start for start, _ in places]
    known = {frozenset(one.numbers) for one in found if one.kind == "sum"}
    summed = {one.focus for one in found if one.kind == "sum" and one.verdict == "contradicted"}
    judged: list[Relation | Broken] = []
    for one in found:
        if not _is_all(one):
            continue
        row = bisect_right(starts, one.focus.start) - 1
        parts, shares = _amounts(places[row][1], one) if row >= 0 else ([], [])
        if not parts or any(known_sum.issuperset(part.span for part in parts) for known_sum in known):
            continue
        for result in _judge([scene for _, scene in places[max(0, row - _BACK) : row + 1]], parts, shares):
            if result.focus not in summed and frozenset(result.numbers) not in known:
                judged.append(result)
    return list(settled(judged))


def _is_all(relation: Relation) -> bool:
    """Whether a relation is that of shares which make 100."""
    return (
        relation.kind == "share"
        and relation.verdict == "verified"
        and " + " in relation.formula
        and "/" not in relation.formula
    )


def _amounts(scene: Scene, relation: Relation) -> tuple[list[Term], list[Quantity]]:
    """The amounts of the shares, the first figure of their unit behind the share before, and the shares."""
    paragraph = scene.paragraph
    shares = [
        quantity
        for span in relation.numbers
        if paragraph.start <= span.start < paragraph.end
        for quantity in scene.within(paragraph.index_of(span.start), paragraph.index_of(span.start) + 1)
    ]
    if len(shares) != len(relation.numbers) or not all(_SHARE.search(share.before) for share in shares):
        return [], []
    parts: list[Term] = []
    last = max(-1, shares[0].index - _BETWEEN - 1)
    for share in shares:
        own = [
            one
            for one in scene.quantities[last + 1 : share.index]
            if _is_amount(one) and one.segment == share.segment and one.depth == share.depth
        ]
        if parts:
            own = [one for one in own if family(one.unit) == parts[0].family][:1]
        if not own or share.index - own[-1].index > _BETWEEN:
            return [], []
        parts.append(Term(scene, own[-1], family(own[-1].unit), False))
        last = share.index
    return parts, shares


def _is_amount(quantity: Quantity) -> bool:
    number = quantity.number
    plain = number.kind == "number" and not number.vague and number.high is not None
    return plain and bool(quantity.unit) and move(quantity) is None and not is_change(quantity.before)


def _judge(
    scenes: Sequence[Scene], parts: Sequence[Term], shares: Sequence[Quantity]
) -> Iterator[Relation | Broken]:
    """The total of the parts in the scenes, the last of which is their own."""
    near: list[Term] = []
    told: list[Term] = []
    for away, scene in enumerate(reversed(scenes)):
        first = parts[0].quantity.index if not away else len(scene.quantities)
        for quantity in reversed(scene.quantities[max(0, first - _FIGURES) : first]):
            if not _is_amount(quantity) or family(quantity.unit) != parts[0].family:
                continue
            whole = Term(scene, quantity, parts[0].family, False)
            telling = digits(whole) >= _TELLING or (not away and _is_beside(quantity, parts[0].quantity))
            if telling and holds_closely(whole, parts):
                yield verified(whole, parts)
                return
            told.append(whole)
            if away <= _NEAR:
                near.append(whole)
    if not _are_shares_of(shares, parts):
        for whole in [one for one in told if _are_but_one(shares, parts, one)][:1]:
            yield Broken(whole, tuple(parts), Severity.WARNING)
        return
    slips = [
        whole
        for whole in near
        if digits(whole) >= LONG
        and whole.number.value > max(part.number.value for part in parts)
        and not _OTHER.search(whole.quantity.before)
        and one_digit(whole, [fix for fix in repairs(whole, parts) if fix.term is whole and fix.exact])
    ]
    wrong = slips or [whole for whole in near[:1] if _is_divided(whole, parts)]
    if len(wrong) == 1:
        yield Broken(wrong[0], tuple(parts), Severity.WARNING)


def _is_divided(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether 其中 and nothing else stands between a total and parts of which the last is what is left.

    诉求284406件。其中，咨询类9件，占64%；……其他类2件，占5%: the shares say that these are all.
    """
    first = parts[0].quantity
    if whole.scene is not parts[0].scene or whole.quantity.index + 1 != first.index or not is_closed(parts):
        return False
    return _AMONG.fullmatch(whole.scene.text, whole.quantity.stop, first.start) is not None


def _is_beside(whole: Quantity, part: Quantity) -> bool:
    return part.sentence - whole.sentence <= 1


def _are_shares_of(shares: Sequence[Quantity], parts: Sequence[Term]) -> bool:
    """Whether every share of the list is that of its amount in all of them together."""
    every = tuple(part.quantity for part in parts)
    return all(
        Ratio((part.quantity,), every).gives(printed(share.number))
        for part, share in zip(parts, shares, strict=True)
    )


def _are_but_one(shares: Sequence[Quantity], parts: Sequence[Term], whole: Term) -> bool:
    """Whether all shares but one are those of their amounts in a total: then that one's amount is wrong."""
    agree = [
        share.tells and Ratio((part.quantity,), (whole.quantity,)).gives(printed(share.number))
        for part, share in zip(parts, shares, strict=True)
    ]
    return sum(agree) == len(agree) - 1 >= _AGREEING
