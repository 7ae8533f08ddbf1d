"""Sums whose last digits hold and whose first do not: one wrong digit in figures that nothing else binds.

户籍人口65585人，分为4300户。男性40653人，女性34932人: that the last four digits of figures agree with their sum
happens by chance once in ten thousand times, so that what keeps the first from it is a misprint. Three tell
enough where the figures stand close together. No reader need have known that they belong together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from operator import attrgetter

from ..document import Document
from ..model import Relation, Severity, Span
from ..values import changed
from .core.levels import is_level
from .core.slips import repairs
from .core.terms import Scaled, Term, Terms, terms
from .core.verdicts import Broken, settled, spans, sum_of
from .sums.closing import tells_of_rest
from .sums.distant import SUMS

_TEN_THOUSANDTHS = 10_000
_FEWEST, _MOST = 2, 12  # parts
_NEAR, _AFAR = 3, 4  # last digits that agree
_FEW = 4  # parts beyond which three digits agree by chance, unless they are all of a sentence
_WHY = "各数只差一位数字即可相加，其后各位均相合"
_FRACTION = 3  # numbers of a share of one figure in another


def with_misprints(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The relations, and the sums that one wrong digit breaks; a reader that was in doubt of one gives way.

    A figure that another relation confirms has no wrong digit; one that is contradicted already is left alone.
    """
    agreeing = list(_agreeing(document))
    if not agreeing:
        return list(found)
    told = {span for one in found if one.verdict == "contradicted" for span in one.numbers}
    held = [one for one in found if one.verdict == "verified" and _confirms(one)]
    firm = {span for one in held for span in one.numbers}
    wrong: dict[tuple[Span, ...], Broken] = {}
    amounts: dict[int, frozenset[Fraction]] = {}
    for own, whole, parts in agreeing:
        place = own.scene.paragraph.index
        if place not in amounts:
            amounts[place] = frozenset(term.number.value for term in own.all)
        every = spans(whole, parts)
        if not told.isdisjoint(every) or _is_left_out(amounts[place], whole, parts):
            continue
        if sum_of(parts) < whole.number.value and tells_of_rest(max(parts, key=attrgetter("span"))):
            continue
        if len({is_level(one.quantity) or one.change for one in (whole, *parts)}) > 1:
            continue  # of another year, or a plan
        fixes = [fix for fix in repairs(whole, parts) if fix.digit and fix.exact]
        likely = {fix.term.span for fix in fixes if fix.literal[0] != "0"} - firm
        if likely:
            told |= likely
            wrong[every] = Broken(whole, tuple(sorted(parts, key=attrgetter("span"))), Severity.WARNING)
    sums = [one for one in held if one.kind == "sum"]
    stay = [one for one in found if one.kind != "sum" or one.numbers not in wrong]
    return [*stay, *map(_explained, list(settled([*sums, *wrong.values()]))[len(sums) :])]


def _explained(one: Relation) -> Relation:
    """The relation with what makes it one: the text need not say that the figures belong together."""
    hit = one.hit
    return changed(one, hit=changed(hit, evidence=(*hit.evidence, _WHY))) if hit else one


def _confirms(one: Relation) -> bool:
    """Whether a relation that holds would not if a first digit of its figures were wrong."""
    return one.kind != "part" and (one.kind not in ("rate", "share") or len(one.numbers) <= _FRACTION)


def _agreeing(document: Document) -> Iterator[tuple[Terms, Term, list[Term]]]:
    """Figures whose last digits are those of the sum of others, with the paragraph they stand in."""
    columns: defaultdict[tuple[str, bool], list[tuple[Terms, Scaled]]] = defaultdict(list)
    for own in document.once(terms):
        for family, row in own.levels.items():
            columns[family, False].append((own, row))
            for whole, parts in _in_paragraph(row, own.items[family]) if len(row) > _FEWEST else ():
                yield own, whole, parts
        for family, row in own.changes.items():
            columns[family, True].append((own, row))
    for column in columns.values():
        for at, (own, row) in enumerate(column[:-_FEWEST]):
            heads = _heads(column[at + 1 : at + 1 + _MOST], own.scene.paragraph.index)
            for value, whole in row if len(heads) >= _FEWEST else ():
                for made, agreed in _sums(value, whole, heads):
                    if agreed >= _AFAR:
                        yield own, whole, made


def _heads(behind: Sequence[tuple[Terms, Scaled]], last: int) -> Scaled:
    """The first figures of the paragraphs right behind one."""
    places = enumerate(behind, last + 1)
    return [row[0] for place, (own, row) in places if own.scene.paragraph.index == place]


def _in_paragraph(row: Scaled, items: Sequence[Scaled]) -> Iterator[tuple[Term, list[Term]]]:
    """The same of one unit in a paragraph: what stands behind a figure, before it or around it.

    Behind the first of them, what stands in a sentence, too.
    """
    least = 10**_NEAR * min(_place(term) for _, term in row)
    for at, (value, whole) in enumerate(row) if max(value for value, _ in row) >= least else ():
        if value < least:
            continue
        called = whole.quantity.before.endswith(SUMS)
        behind, before, beside = (
            row[at + 1 : at + 1 + _MOST],
            row[max(0, at - _MOST) : at],
            row[at - 1 : at + 2 : 2],
        )
        for run, told in ((behind, True), (before[::-1], called), (beside, False)):
            for made, agreed in _sums(value, whole, run):
                if agreed >= _AFAR or (told and _is_close(whole, made, run)):
                    yield whole, made
    value, whole = row[0]
    for item in items[1:]:
        for made, agreed in _sums(value, whole, item):
            if len(made) == len(item) and (agreed >= _AFAR or len(made) > _FEW):
                yield whole, made


def _is_close(whole: Term, made: Sequence[Term], run: Scaled) -> bool:
    """Whether parts stand in the sentence of their whole, and are few or all that it tells."""
    last = made[-1].quantity
    if last.sentence != whole.quantity.sentence:
        return False
    return len(made) <= _FEW or all(
        term.quantity.sentence != last.sentence for _, term in run if last.start < term.quantity.start
    )


def _sums(value: int, whole: Term, run: Scaled) -> Iterator[tuple[list[Term], int]]:
    """The first figures of a run that make a figure but for one digit, with how many digits behind it agree."""
    least = _place(whole) * 10**_NEAR
    if value < least:
        return
    left, made, parts = value, list[int](), list[Term]()
    for part, term in run:
        depth = term.quantity.depth - run[0][1].quantity.depth
        if depth > 0:
            continue
        if depth < 0 or part <= 0:
            break
        left -= part
        made.append(part)
        parts.append(term)
        if left % least == 0 and len(made) >= _FEWEST and (agreed := _agreed(value, left, made)) >= _NEAR:
            yield list(parts), agreed


def _place(term: Term) -> int:
    """The last place of a figure, in ten-thousandths."""
    number = term.number
    return max(1, number.scale * _TEN_THOUSANDTHS // int(10**number.decimals))


def _agreed(value: int, gap: int, made: Sequence[int]) -> int:
    """How many digits agree behind the one that makes the gap; 0 where more than one does."""
    unit = 1
    while gap and all(one % (10 * unit) == 0 for one in (value, *made)):
        unit *= 10
    digit = str(abs(gap) // unit)
    agreed = len(digit) - 1
    if digit.rstrip("0") != digit[0] or sum(part % (unit * 10**agreed) != 0 for part in made) < _FEWEST:
        return 0
    return agreed


def _is_left_out(amounts: Collection[Fraction], whole: Term, parts: Sequence[Term]) -> bool:
    """Whether another amount of the paragraph is what the parts lack, or was added and is to be taken off.

    产生18642吨，利用8642吨、处置9446吨，年末贮存854吨，上年末结存300吨.
    """
    gap = abs(whole.number.value - sum(part.number.value for part in parts))
    return gap in amounts or gap / 2 in amounts
