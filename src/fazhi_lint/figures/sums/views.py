"""Lists that divide a total stated before: 从车型看，…；从路段看，…; and those that end in 其他 without a cue.

The total may stand further back, at the head of the paragraph or of the one before it, and be divided again
and again. A total so far away is held against the list; only one wrong digit tells that it does not agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...kept import regex
from ...model import Relation, Severity, Span
from ..core.partitions import is_usual
from ..core.scene import Quantity
from ..core.slips import LONG, digits, slips
from ..core.terms import Term, Terms
from ..core.verdicts import Broken, holds_closely, included, judged, sum_of, verified
from .again import shared_out
from .claims import VIEW, Claim
from .closing import is_closing, may_be_all
from .runs import joint, run_of

_OPENS = regex.compile(rf"(?:\(?[一二三四五六七八九十\d]{{1,2}}[、.)]{{1,2}}|[一二三四五六七八九十]是)?{VIEW}")
_LONG = 3  # digits of a total that is told by its place alone
_LEAST = 3  # parts of a list that nothing but its 其他 announces
_LONGEST = 60  # parts of such a list at most
_BACK = 40  # figures looked through for a total
_NEAR = 4  # sentences between a total and a list of some of it
_SENTENCES = 1  # between a total and a list that nothing but its 其他 announces
_PARAGRAPHS, _REACH = 40, 60  # paragraphs and characters before a figure in which the name of a total may stand
# 农林支出(类)中，; 其中交通支出按项级科目细分，.
_NAME = regex.compile(r"[^\p{Han}]{0,4}(?:其中[,:]?)?(\p{Han}{3,14}?)(?:\([类款项]\))?(?:当?中[,:]|按)")
_NO_TOTAL = regex.compile(r"其中|[其另]|同比|(?:成功|已|均|未)\p{Han}{0,6}$")


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


def _is_kind(term: Term) -> bool:
    """Whether a figure is that of one of several kinds: 工业类11个, 文旅类为21个."""
    return term.quantity.before.removesuffix("为").endswith("类")


def _is_joined(one: Term, other: Term, kinds: bool) -> bool:
    """Whether two figures stand in one list: joined by 、, or both those of ``kinds`` in one segment."""
    if kinds:
        return _is_kind(one) and one.quantity.segment == other.quantity.segment and _is_kind(other)
    return joint(one.scene.text, one, other) == "、"


def _is_near(whole: Quantity, first: Quantity) -> bool:
    return first.sentence - whole.sentence <= _SENTENCES and whole.depth == first.depth


def closed_lists(
    groups: Sequence[list[tuple[int, Term]]], told: Collection[Span]
) -> Iterator[Relation | Broken]:
    """The lists joined by 、 that end in 其他, against a total of the same or the last sentence.

    ``told`` are the figures that stand in other sums already.
    """
    for group in groups:
        terms = [term for _, term in group]
        for at, last in enumerate(terms):
            kinds = _is_kind(last) and last.quantity.lead != ""
            if at < _LEAST or not (kinds or is_closing(last)):
                continue
            first, least = at, max(0, at - _LONGEST)
            text = last.scene.text
            while first > least and _is_joined(terms[first - 1], terms[first], kinds):
                first -= 1
            if kinds and at + 1 < len(terms) and _is_joined(last, terms[at + 1], kinds):
                continue
            end, most = at + 1, min(len(terms), at + _LONGEST)
            while end < most and joint(text, terms[end - 1], terms[end]) == "、":
                end += 1  # 其他2件、尚未审结1件
            parts = terms[first:end]
            if (
                _LEAST <= len(parts) <= _LONGEST
                and not any(part.span in told for part in parts)
                and not shared_out(parts)
            ):
                yield from _closed(terms[max(0, first - _BACK) : first], parts)


def _closed(before: Sequence[Term], parts: Sequence[Term]) -> Iterator[Relation | Broken]:
    first = parts[0].quantity
    near = [
        term
        for term in before
        if first.sentence - term.quantity.sentence <= _SENTENCES and term.quantity.depth <= first.depth
    ]
    held = next((whole for whole in reversed(near) if whole.number.value == sum_of(parts)), None)
    if held:
        yield verified(held, parts)
        return
    largest = max(part.number.value for part in parts)
    slipped = [
        whole
        for whole in near
        if whole.number.value >= largest
        and not _NO_TOTAL.search(whole.quantity.before)
        and digits(whole) > 1
        and may_be_all(whole, parts)
        and slips(whole, parts, exact=True)
    ]
    if len(slipped) == 1 and slipped[0] is near[0]:
        yield Broken(slipped[0], tuple(parts), Severity.WARNING)


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


def called_before(claim: Claim, history: Sequence[Terms]) -> Iterator[Relation | Broken]:
    """The sum of a list whose total a paragraph further back tells by the name that the list opens with.

    5.农林支出(类)决算9万元 … and, paragraphs below, 农林支出(类)中，事业机构4万元，资源培育5万元.
    """
    parts = [part for part in claim.parts if part.family == claim.parts[0].family and not part.change]
    own = [whole for whole in (*claim.near, *claim.far) if parts and whole.scene is parts[0].scene]
    if len(parts) < 2 or own or not parts[0].family:
        return
    named = _NAME.match(parts[0].scene.text, 0, parts[0].quantity.start)
    if named is None:
        return
    stated = [
        term
        for own in reversed(history[-_PARAGRAPHS:])
        if named[1] in own.scene.text
        for term in own.all
        if term.family == parts[0].family and not term.change and _is_called(term, named[1])
    ]
    long = [whole for whole in stated if digits(whole) >= _LONG]
    suspects = [whole for whole in long if digits(whole) >= LONG and may_be_all(whole, parts)]
    yield from judged(parts, long, suspects, exact=True)


def _is_called(term: Term, name: str) -> bool:
    """Whether a name stands before a figure with no ; or 。 between them."""
    text, start = term.scene.text, term.quantity.start
    at = text.rfind(name, max(0, start - _REACH), start)
    return at >= 0 and not any(mark in text[at:start] for mark in ";。")


def told_in(found: Sequence[Relation | Broken]) -> set[Span]:
    """The figures that stand in sums."""
    return {span for one in found if one.kind == "sum" for span in one.numbers}


def wholes_of(found: Sequence[Relation | Broken], claim: Claim, bases: Sequence[Terms]) -> Iterator[Term]:
    """The totals that the sums found for a claim divide."""
    heads = bases[0].all[: 2 * _BACK] if bases and claim.cue == "view" else ()
    for one in found:
        if one.kind == "sum":
            yield from (whole for whole in (*claim.near, *claim.far, *heads) if whole.span == one.focus)
