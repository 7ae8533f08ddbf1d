"""A whole and its parts told in sentences or paragraphs of their own, each with figures of the same names.

义务教育招生5936人，在校生28036人，专任教师2879人。…… 小学招生3108人，在校生17766人……；初中招生2828人，……
Where the figures of one name add up, or the first of items in a row, these rows are a whole and its
parts, and what else is told in all of them is held against that: a wrong digit in one of them is a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ...document import Document
from ...model import Relation, Severity, Span
from ..core.levels import is_level
from ..core.slips import digits, slips
from ..core.terms import Scaled, Term, terms
from ..core.verdicts import Broken, holds_closely, settled, sum_of, verified
from .again import opens_a_part
from .distant import VERBS

_SHORTER, _TAIL = 2, 4  # characters in which names end
_MOST = 14  # parts
_FEW, _SURE = 5, 4  # what tells together that a sum is meant
_SHORT = 3  # digits
_NAMES = 60  # in a sentence or paragraph
_NAMELESS = ("", ";")  # paragraphs, and items, by their first figures
_OPENING = 24  # characters before a figure in which its sentence begins
_FAR = 100  # last places: what is left out is less
_ALL = -1  # in the place of a sentence
_SCALE = 10_000  # in what values are scaled by
_LEAST = 100 * 10_000  # figures that make less do so by chance
Named = dict[tuple[str, str], Term]


def tiers(document: Document, found: Iterable[Relation]) -> Iterator[Relation]:
    """The sums that are not among the relations ``found``."""
    columns: defaultdict[str, defaultdict[str, list[Scaled]]] = defaultdict(lambda: defaultdict(list))
    for own in document.once(terms):
        for unit, row in own.levels.items():
            named = columns[unit]
            named[""].append(row)
            named[";"] += own.items[unit]
            for scaled in row:
                for name in _names(scaled[1]):
                    named[name].append([scaled])
    known = {frozenset(one.numbers) for one in found if one.kind == "sum"}
    read: dict[frozenset[Span], Relation | Broken] = {}
    rows = _Rows(document)
    for name, column in chain.from_iterable(named.items() for named in columns.values()):
        for whole, parts in _nested(column, name) if len(column) > 2 else ():
            if _tells(whole, parts) and all(is_level(one.quantity) for one in (whole, *parts)):
                for one in (verified(whole, parts), *_beside(rows, (whole, *parts))):
                    read.setdefault(frozenset(one.numbers), one)
    yield from settled([one for numbers, one in read.items() if numbers not in known])


def _names(term: Term) -> Sequence[str]:
    """What the words before a figure end in, so far as they are its name."""
    words = term.quantity.before.rstrip(VERBS)
    return (words[-_SHORTER:], words[-_TAIL:]) if len(words) > _SHORTER else (words,) if words else ()


def _nested(column: Sequence[Scaled], name: str) -> Iterator[tuple[Term, list[Term]]]:
    """Each figure that those right behind it make, which may be made themselves of what is behind them.

    Of those without a name only the first of paragraphs or items in a row count.
    """
    tops: Scaled = []  # what is no part of another so far, the last first
    for row in reversed(column):
        wholes = dict(row)
        made = most = total = last = 0
        for count, (part, term) in enumerate(reversed(tops[-_MOST:]), 1):
            made += part
            if term.number.step:  # 1714件 and 29.64万件 make 29.81万件
                last = max(last, int(term.number.step * _SCALE))
            near = (made + last // 2) // last * last if last and made not in wholes else made
            if count > 1 and near in wholes and near >= _LEAST:
                most, total = count, near
        if most:
            parts = [term for _, term in reversed(tops[-most:])]
            whole = wholes[total]
            if whole.number.value > max(part.number.value for part in parts):
                yield whole, parts
            del tops[-most:]
        if name in _NAMELESS and tops and _place(tops[-1]) > _place(row[0]) + 1:
            tops = []
        tops.append(row[0])


def _place(one: tuple[int, Term]) -> int:
    return one[1].scene.paragraph.index


def _tells(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a total is long enough, for as many parts, not to be made by chance of figures that are round."""
    opens = [opens_a_part(one.scene.text, one.quantity.start, _OPENING) for one in parts]
    if any(opens) and not opens[0]:
        return False  # 肉类86万吨。其中，猪肉54万吨
    told = digits(whole) + (len(parts) > _FEW)
    return told >= _SURE and any(len(one.number.digits.rstrip("0")) >= _SHORT for one in (whole, *parts))


class _Rows(dict[int, dict[int, Named]]):
    """The first figures of each name and of each unit in the sentences of a paragraph, and in all of it."""

    def __init__(self, document: Document) -> None:
        self.terms = {own.scene.paragraph.index: own for own in document.once(terms)}

    def __missing__(self, paragraph: int) -> dict[int, Named]:
        found = self[paragraph] = defaultdict[int, Named](dict)
        for unit, row in self.terms[paragraph].levels.items():
            for _, term in row:
                for name in ("", *_names(term)):
                    for sentence in (_ALL, term.quantity.sentence):
                        found[sentence].setdefault((unit, name), term)
        return found


def _beside(known: _Rows, every: Sequence[Term]) -> Iterator[Relation | Broken]:
    """The sums of the other figures of the sentences or paragraphs of a whole, the first, and its parts."""
    places = [(one.scene.paragraph.index, one.quantity.sentence) for one in every]
    apart = len({paragraph for paragraph, _ in places}) == len(every)
    if not apart and len(set(places)) < len(every):
        return
    whole, *rows = [known[paragraph][_ALL if apart else sentence] for paragraph, sentence in places]
    if max(len(whole), len(rows[0])) > _NAMES:
        return
    held, failed = {every[1].span}, list[Broken]()
    for key in rows[0]:
        parts = [row[key] for row in rows if key in row]
        if len(parts) < len(rows) or parts[0].span in held:
            continue
        made = sum_of(parts)
        first = whole.get(key) or next((one for one in whole.values() if one.number.value == made), None)
        if first is None or first.family != key[0]:
            continue
        if holds_closely(first, parts):
            held.add(parts[0].span)
            if first.number.value > max(one.number.value for one in parts):
                yield verified(first, parts)
        elif key[1] and slips(first, parts):
            failed.append(Broken(first, tuple(parts), Severity.WARNING))
    failed = [one for one in failed if one.parts[0].span not in held]
    if len({one.numbers for one in failed}) == 1:  # where a kind is left out, more than one fails
        gap = abs(sum_of(failed[0].parts) - failed[0].whole.number.value)
        if len(held) > 1 or gap >= _FAR * (failed[0].whole.number.step or 1):
            yield failed[0]
