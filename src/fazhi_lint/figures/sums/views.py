"""Lists that divide a total stated before: 从车型看，…；从路段看，….

The total may stand further back, at the head of the paragraph or of the one before it, and be divided again
and again. A total so far away is held against the list; only one wrong digit tells that it does not agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import scanner
from ...model import Relation, Severity
from ..core.partitions import is_usual
from ..core.scene import Quantity
from ..core.slips import digits, slips
from ..core.terms import Term, Terms
from ..core.verdicts import Broken, holds_closely, included, judged, sum_of, verified
from .claims import VIEW, Claim
from .closing import may_be_all
from .runs import run_of

_OPENS = scanner(rf"(?:\(?[一二三四五六七八九十\d]{{1,2}}[、.)]{{1,2}}|[一二三四五六七八九十]是)?{VIEW}")
_LONG = 3  # digits of a total that is told by its place alone
_LEAST = 3  # parts of a list whose total is told by its word
_BACK = 40  # figures looked through for a total
_NEAR = 4  # sentences between a total and a list of some of it
_SENTENCES = 1  # between such a total and its list


def opens_view(own: Terms) -> bool:
    """Whether a paragraph begins as one of a row of views does: 从车型看，…."""
    text = own.scene.text
    return ("看" in text or "分" in text or "类" in text) and _OPENS.match(text) is not None


def viewed(
    claim: Claim, own: Terms, bases: Sequence[Terms], divided: Sequence[Term]
) -> Iterator[Relation | Broken]:
    """The sum of a list headed 从…看 whose total does not stand beside it.

    ``bases`` are the paragraphs that may head a row of such lists, the nearest first, ``divided`` the totals
    that others divide.
    """
    if not claim.parts or claim.rated:
        return
    unit = claim.parts[0].family
    parts = [part for part in claim.parts if part.family == unit and not part.change]
    if not unit or len(parts) < 2:
        return
    every = parts
    parts, ended = run_of(parts)
    row = own.row_at(parts[0].quantity.start)
    before = own.all[:1] + own.all[max(1, row - _BACK) : row] if row else ()
    older: Sequence[Term] = ()
    if not before and bases:
        before = bases[0].all[: 2 * _BACK]
        older = [one for base in bases[1:] for one in base.all[: 2 * _BACK] if one.family == unit]
    stocks = [
        term for term in before if term.family == unit and not term.change and not term.number.approximate
    ]
    known = [term for term in divided if term.family == unit]
    heads = [*known[-1:], *(stock for stock in stocks[:1] if digits(stock) >= _LONG)]
    if not heads and is_usual([part.quantity.before + part.quantity.after for part in parts]):
        heads = [stock for stock in stocks[-1:] if "共" in stock.quantity.before]
    first = parts[0].quantity
    if not heads and (len(parts) >= _LEAST or known):
        heads = [one for one in stocks[:1] if "共" in one.quantity.before and _is_near(one.quantity, first)]
    for whole in [*heads, *reversed(stocks[:_BACK]), *reversed(older)]:
        if (whole in heads or digits(whole) >= _LONG) and holds_closely(whole, parts):
            yield verified(whole, parts)
            return
    slipped = [whole for whole in heads[:1] if may_be_all(whole, parts) and slips(whole, parts)]
    if slipped and (claim.certain or ended):
        yield Broken(slipped[0], tuple(parts), Severity.WARNING)
    elif heads and all(_is_some(heads[0], part, parts[0]) for part in every):
        # Kinds that overlap, or some of them, are each no more than what is divided: 国有企业 and 股份制企业.
        yield from (included(heads[0], part) for part in every)


def _is_some(whole: Term, part: Term, first: Term) -> bool:
    """Whether a part may be some of a total that stands at most a few sentences before its list."""
    near = whole.scene is not part.scene or first.quantity.sentence - whole.quantity.sentence <= _NEAR
    return near and part.quantity.sentence == first.quantity.sentence and part.number.value < whole.number.value


def _is_near(whole: Quantity, first: Quantity) -> bool:
    return first.sentence - whole.sentence <= _SENTENCES and whole.depth == first.depth


def second(wholes: Sequence[Term], parts: Sequence[Term]) -> Iterator[Relation | Broken]:
    """What divides the same whole once more behind the list: 其中…、其他26个，现场整改201个，限期整改44个."""
    if len(parts) < 2 or not wholes:
        return
    (whole,) = wholes
    if not is_usual([part.quantity.before for part in parts]):
        first = parts[0].quantity
        item = [part for part in parts if part.quantity.segment == first.segment]
        anew = len(item) > 1 and first.lead == ";" and digits(whole) >= _LONG
        if anew and sum_of(item) == whole.number.value:
            yield verified(whole, item)
        return
    yield from judged(parts, [whole], [whole] if may_be_all(whole, parts) else ())


def wholes_of(found: Sequence[Relation | Broken], claim: Claim, bases: Sequence[Terms]) -> Iterator[Term]:
    """The totals that the sums found for a claim divide."""
    heads = bases[0].all[: 2 * _BACK] if bases and claim.cue == "view" else ()
    for one in found:
        if one.kind == "sum":
            yield from (whole for whole in (*claim.near, *claim.far, *heads) if whole.span == one.focus)
