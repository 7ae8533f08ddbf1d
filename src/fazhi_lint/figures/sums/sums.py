"""Sums: parts that a text sets beside their whole, added up.

A sum that holds is verified. One that does not is contradicted only where the parts are meant to be all of
the whole, or where the gap looks like a slip; otherwise the list merely names some parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, chain

from ...document import Document
from ...facts.literals import words_of
from ...kept import regex
from ...model import Relation, Severity, Span
from ...values import changed
from ..core.partitions import is_closed_partition, is_partition, is_usual
from ..core.slips import digits, is_digit_gap, repairs
from ..core.terms import Term, Terms, terms
from ..core.units import COUNTING
from ..core.verdicts import (
    Broken,
    holds,
    holds_closely,
    included,
    is_strained,
    partial,
    settled,
    sum_of,
    verified,
)
from ..rates.portions import portioned
from .balances import accumulated, balances, carried, dealt_with, due, in_brackets
from .blocks import block_sums
from .claims import Claim, claims
from .closing import (
    exceeds,
    holds_more,
    is_closed,
    is_counted,
    is_plain,
    is_round,
    is_slip,
    labels,
    may_be_all,
    of_several,
    running_sums,
    slipped_whole,
    sureness,
)
from .columns import by_kind, completed, increases, named, signed
from .free import free_sums, groups
from .gathered import gathered
from .implied import implied_claims
from .parts import itemised, part_relations
from .runs import across_units, before_stage, closed_alone, heads, is_stage, own_parts, run_of, tail_of
from .singles import single, too_large
from .totals import totals
from .views import opens_view, second, viewed, wholes_of

_SEVERAL = regex.compile(r"\((\p{Han}{1,2})\)")  # 来信来访9件(批)次，其中来信5件、来访4批
_FREE = ("机械调整", "四舍五入", "单位取舍")
_LISTS = ("among", "holds", "made", "namely", "colon", "aside", "within", "view", "each")
# What is told of parts by their size or age is told of all of them: 其中甲类50件、乙类32件，大案40件.
_KIND = regex.compile("以[上下]|[大要]案|[男女]性|女|未成年|重[大特]|特大|岁")
_NOTHING = Fraction(0)
_SHORT, _NOUN = 2, 2  # digits of a total that one wrong digit nearly always explains; characters
_CHANCE = 100  # figures below this agree by chance
_MOST = 8000  # parts to be held against wholes in one paragraph: more is no prose


def sums(document: Document) -> Iterator[Relation]:
    """Every sum of the document, and every part of a whole."""
    free = document.once(_totals_are_free)
    found = [*_read_all(document, free), *block_sums(document, free)]
    if any(isinstance(one, Broken) for one in found):
        known = portioned(document)
        found = [one for one in found if not (isinstance(one, Broken) and _is_shared_out(one, known))]
    yield from settled(found)


def _is_shared_out(broken: Broken, known: frozenset[tuple[Span, Span]]) -> bool:
    """Whether the text gives the share of every part in the whole, and these shares are not all of it."""
    gap = abs(broken.whole.number.value - sum_of(broken.parts))
    if gap * 100 <= broken.whole.number.value * len(broken.parts):
        return False
    return all((part.span, broken.whole.span) in known for part in broken.parts)


def _read_all(document: Document, free: bool) -> Iterator[Relation | Broken]:
    earlier: Terms | None = None
    bases: tuple[Terms, ...] = ()  # the last paragraphs that may head a row of views, the nearest first
    for own in document.once(terms):
        if earlier is None or earlier.scene.paragraph.index + 1 != own.scene.paragraph.index:
            earlier, bases = None, ()
        if len(own.all) > 1 or (own.all and earlier):
            yield from _read_paragraph(own, earlier, bases, free)
        earlier, bases = own, bases if opens_view(own) else (own, *bases[:1])


def _read_paragraph(
    own: Terms, earlier: Terms | None, bases: Sequence[Terms], free: bool
) -> Iterator[Relation | Broken]:
    """What words announce comes first; it tells which figures without such words may still be sums.

    ``earlier`` is the paragraph before it, ``bases`` are those that a row of views may begin with.
    """
    found = _announced(own, earlier, bases, free)
    by_unit: list[list[tuple[int, Term]]] = []
    if len(own.all) > 2:
        for flows in (balances, carried, due, dealt_with, accumulated, in_brackets):
            found += flows(own)
        found += gathered(own, {one.focus for one in found if one.kind == "sum"})
        by_unit = groups(own)
    if by_unit:
        divided = {span for one in found if one.kind == "sum" for span in one.numbers if span != _whole(one)}
        told = {one.numbers for one in found}
        implied = (one for claim in implied_claims(by_unit, divided) for one in _judge(claim, free))
        found += [one for one in implied if one.numbers not in told]
    told = {one.numbers for one in found}
    yield from found
    yield from (relation for relation in part_relations(own) if relation.numbers not in told)
    if "一是" in own.scene.text:
        yield from (relation for relation in itemised(own) if relation.numbers not in told)
    if by_unit:
        broken = {one.focus for one in found if isinstance(one, Broken)}
        yield from (one for one in free_sums(by_unit, told) if one.focus not in broken)


def _announced(
    own: Terms, earlier: Terms | None, bases: Sequence[Terms], free: bool
) -> list[Relation | Broken]:
    """What the lists with a cue say; a list headed 从…看 may divide a total that others divide already."""
    everything: list[Relation | Broken] = []
    divided: list[Term] = []
    left = _MOST
    for claim in chain(claims(own, earlier), totals(own)):
        left -= len(claim.parts) * (len(claim.near) + 1)
        if left < 0:
            break
        found = list(_judge(claim, free))
        view = claim.cue == "view" or (claim.cue == "within" and is_usual(labels(claim.parts or (own.all[0],))))
        if view and not any(isinstance(one, Relation) and one.kind == "sum" for one in found):
            others = list(viewed(claim, own, bases, divided))
            if not any(one.kind == "sum" for one in found) or any(
                isinstance(one, Relation) and one.kind == "sum" for one in others
            ):
                found = others or found
        divided += wholes_of(found, claim, bases)
        everything += found
    return everything


def _whole(one: Relation | Broken) -> Span | None:
    """The figure that a sum which holds divides: it may be divided otherwise too."""
    return one.focus if isinstance(one, Relation) else None


def _totals_are_free(document: Document) -> bool:
    """Whether the document says that totals may differ from their parts by rounding."""
    return not words_of(document).isdisjoint(_FREE)


def _judge(claim: Claim, free: bool) -> Iterator[Relation | Broken]:
    columns: list[tuple[list[Term], list[Term], list[Relation | Broken]]] = []
    families = [unit for unit in dict.fromkeys(part.family for part in claim.parts) if unit]
    if every := across_units(claim.near, claim.parts):
        families, claim = [], changed(claim, parts=every)
    if len(families) == 1 and len(bare := [part for part in claim.parts if not part.family]) < 2 and bare:
        # 公开9件，部分公开7，不予公开8件: one has lost its measure word
        every = tuple(changed(part, family=families[0]) for part in claim.parts)
        wholes = [one for one in (*claim.near, *claim.far) if one.family == families[0]]
        if any(whole.number.value == sum_of(every) for whole in wholes):
            claim = changed(claim, parts=every)
    if claim.cue == "among" and claim.near and len(families) > 1:
        nearest = next((whole for whole in claim.near if not whole.change), claim.near[0])
        besides = _SEVERAL.search(nearest.scene.text, nearest.quantity.end, nearest.quantity.stop + 4)
        units = nearest.family[:1] + (besides[1] if besides else "")
        kin = {unit for unit in families if unit[0] in units}
        if len(kin) > 1:  # 来信来访9件次，其中来信5件、来访4件次
            alike = tuple(part for part in claim.parts if part.family in kin)
            together = [*_mixed(changed(claim, parts=alike), free)]
            if any(isinstance(one, Relation) for one in together) or (besides and together):
                yield from together
                return
    for unit in families:
        near = [whole for whole in claim.near if whole.family == unit]
        far = [
            whole
            for whole in claim.far
            if whole.family == unit and not whole.change and not whole.number.approximate
        ]
        column = 0
        for change in (False, True):
            parts = [part for part in claim.parts if part.change is change and part.family == unit]
            if not parts:
                continue
            stocks = [whole for whole in near if whole.change is change]
            both = (
                signed(parts, stocks, sure=column == len(parts) or is_usual(labels(parts))) if change else None
            )
            found: list[Relation | Broken] = (
                [*both] if both else list(_read(parts, stocks, far, claim, change=change, free=free))
            )
            if (
                change
                and both is None
                and column == len(parts)
                and not found
                and (slip := increases(parts, stocks))
            ):
                found = [slip]
            column = sum(len(one.numbers) - 1 for one in found if one.kind == "sum")
            columns.append((parts, stocks, found))
    if any(found for _, _, found in columns):
        yield from completed(columns)
    else:
        yield from _mixed(claim, free)


def _read(
    parts: list[Term], stocks: list[Term], far: list[Term], claim: Claim, *, change: bool, free: bool
) -> Iterator[Relation | Broken]:
    """The relations of one unit. ``change`` marks a column of increases or decreases."""
    if stocks and claim.cue == "among":
        parts = own_parts(stocks[0], parts)
    if len(parts) < 2:
        if parts and stocks and (only := single(stocks, parts[0], claim, change)):
            yield only
        return
    far = [whole for whole in far if whole.number.value >= _CHANCE] if stocks else far
    wholes = stocks if change else [*stocks, *far]
    if stocks and claim.cue == "among":
        parts = closed_alone(stocks[0], parts)
    held = _holding(parts, wholes, free, holds_closely)
    if not held and (firsts := heads(parts)):
        parts = firsts
        held = _holding(parts, wholes, free, holds_closely)
    if held:
        yield held
        yield from () if change else _left_over(held, stocks, parts, claim)
        return
    if not change and claim.cue == "among" and (columns := by_kind(parts, stocks)):
        yield from (one for whole, column in columns if (one := partial(whole, column)))
        return
    if stocks and not change and (holds_more(stocks[0], parts) or of_several(stocks[0], parts)):
        return
    if claim.cue == "among":
        parts = before_stage(parts)
    elif claim.cue == "total":
        parts = [*tail_of(parts)]
        held = _holding(parts, wholes, free, holds_closely)
    if claim.cue in _LISTS and not change:
        run, ended = run_of(parts)
        yield from second(stocks[:1], parts[len(run) :])
        held = _holding(run, wholes, free, holds_closely) if len(run) < len(parts) else None
        certain = (ended and not claim.rated) or (claim.certain and len(run) == len(parts))
        parts, claim = run, changed(claim, certain=certain)
    if said := held or _unheld(parts, stocks, wholes, claim, change, free):
        yield said


def _left_over(
    held: Relation, stocks: Sequence[Term], parts: Sequence[Term], claim: Claim
) -> Iterator[Relation | Broken]:
    """What stands behind the parts that make their whole: another division of it, or some of it."""
    left = parts[len(held.numbers) - 1 :]
    again = list(second(stocks[:1], left))
    yield from again
    if claim.cue == "among" and not again and stocks and held.focus == stocks[0].span:
        yield from (included(stocks[0], one) for one in left if _KIND.search(named(one).before))


def _unheld(
    parts: Sequence[Term],
    stocks: Sequence[Term],
    wholes: Sequence[Term],
    claim: Claim,
    change: bool,
    free: bool,
) -> Relation | Broken | None:
    """What can be said of parts that do not clearly make any whole: the first that holds of what may be so."""
    loose = _holding(parts, wholes, free, holds)
    broken = None if change else _broken(stocks[:1] if loose else stocks, parts, claim)
    if loose and not broken:
        return loose
    repaired = change or (broken and repairs(broken[0], parts))
    if not repaired and (relation := too_large(stocks, parts, claim)):
        return relation
    if broken:
        return Broken(broken[0], tuple(parts), min(broken[1], Severity.WARNING) if loose else broken[1])
    if not change and stocks and (of_head := _head(stocks[0], parts, claim, free)):
        return of_head
    if (change or not claim.firm) and (whole := slipped_whole(wholes, parts, claim)):
        return Broken(whole, tuple(parts), Severity.WARNING)
    return partial(stocks[0], parts) if stocks and not change and claim.of_nearest else None


def _holding(
    parts: Sequence[Term], wholes: Sequence[Term], free: bool, test: Callable[[Term, Sequence[Term]], bool]
) -> Relation | None:
    """The first sum that holds: all parts or, failing that, a run from the first part on.

    A list of labels and figures alone ends where it ends; only in other words may a new statement begin
    inside it, unless the figures are too long to agree by chance.
    """
    ends = is_plain(parts) or is_counted(parts) or is_closed(parts)
    values = list(accumulate(part.number.value for part in parts))
    room: list[Fraction] = []  # by how much rounding may move the sum of so many
    vague = any(part.number.approximate for part in parts)
    for count in range(len(parts), len(parts) - 1 if is_closed_partition(labels(parts)) else 1, -1):
        if parts[count - 1 : count] == parts[count : count + 1]:
            continue  # in the middle of 丙、丁各3件
        cut = ends and count < len(parts) and not is_stage(parts[count])
        for whole in wholes:
            behind = whole.quantity.start > parts[-1].quantity.start
            number = whole.number
            gap = abs(values[count - 1] - number.value)
            if cut and (gap or number.value < _CHANCE or is_digit_gap(values[-1] - values[count - 1])):
                continue
            run = parts[-count:] if behind else parts[:count]
            if gap and not (behind or vague or number.approximate):
                room = room or list(accumulate(part.quantity.interval.width or _NOTHING for part in parts))
                if gap > room[count - 1] + number.step:
                    continue
            telling = count == len(parts) or sum(1 for part in run if part.number.value) > 1
            if telling and test(whole, run) and (whole is wholes[0] or not is_strained(whole, run)):
                return verified(whole, run, free=free)
    return None


def _mixed(claim: Claim, free: bool) -> Iterator[Relation | Broken]:
    """A whole and parts in different words that count single things: 33个指标，其中17项、16项.

    A part may also have lost its measure word. Where the noun is the same, a slip is one here too.
    """
    parts = [part for part in claim.parts if part.family in COUNTING and not part.change]
    wholes = [whole for whole in claim.near if whole.family in COUNTING and whole.family and not whole.change]
    if len(parts) < 2 or not wholes:
        return
    parts, ended = run_of(parts)
    claim = changed(claim, certain=claim.certain or ended)
    held = _holding(parts, wholes[:1], free, holds)
    if held:
        yield held
    noun = wholes[0].quantity.after[-_NOUN:]
    names = labels(parts)
    same = (len(noun) == _NOUN and all(noun in name for name in names)) or is_usual(names)
    if same and not held and sureness(wholes[0], parts, claim):
        yield Broken(wholes[0], tuple(parts), Severity.WARNING)


def _broken(wholes: Sequence[Term], parts: Sequence[Term], claim: Claim) -> tuple[Term, Severity] | None:
    """The whole that a list fails to add up to, and how sure that is; None if nothing can be said.

    Behind several figures (受理50件，办结45件，其中…) a slip decides which is meant, the nearest first. Parts
    that merely exceed the nearest may belong to a larger one before it.
    """
    if wholes and not _is_all(parts) and wholes[0].number.value in running_sums(parts[:-1]):
        return None  # the kinds end before the list does: 甲12件、乙19件，不予通过2件
    for whole in wholes:
        if whole is not wholes[0] and digits(whole) <= _SHORT:
            continue  # 编制46名，在岗71人，技术人员62人，其中高级7人、中级19人
        if is_slip(whole, parts, repairs(whole, parts)) and (severity := sureness(whole, parts, claim)):
            near = whole is wholes[0] and not (claim.cue == "within" and _apart(whole, parts[0]))
            return whole, severity if near else min(severity, Severity.WARNING)
    if not wholes or any(sum_of(parts) <= whole.number.value for whole in wholes[1:]):
        return None
    severity = sureness(wholes[0], parts, claim)
    if severity and claim.cue == "within" and _apart(wholes[0], parts[0]):
        severity = Severity.WARNING
    return (wholes[0], severity) if severity else None


def _is_all(parts: Sequence[Term]) -> bool:
    """Whether the last part of a list is one of its kinds for sure."""
    return is_closed(parts) or is_partition(labels(parts))


def _apart(whole: Term, part: Term) -> bool:
    """Whether a total that is named again stands in another sentence."""
    return whole.quantity.sentence != part.quantity.sentence


def _head(whole: Term, parts: Sequence[Term], claim: Claim, free: bool) -> Relation | Broken | None:
    """The sum of the parts before the first ； alone, where those behind it cannot belong to them.

    共157人，其中甲33人、乙125人；丙71人: with 丙 the parts exceed the whole by far, without it by a slip.
    """
    segment = parts[0].quantity.segment
    head = [part for part in parts if part.quantity.segment == segment]
    if claim.cue != "among" or claim.paired or not 1 < len(head) < len(parts):
        return None
    if sum_of(parts) <= whole.number.value or not (is_plain(head) and may_be_all(whole, head)):
        return None
    if holds(whole, head):
        return verified(whole, head, free=free)
    slipped = is_slip(whole, head, repairs(whole, head)) and not is_round(whole, head)
    return Broken(whole, tuple(head), Severity.WARNING) if slipped or exceeds(whole, head) else None
