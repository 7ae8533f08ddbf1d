"""Totals told far from the figures that make them: sentences or paragraphs away, with others between.

年末全省人口3480.48万人。…… 甲市539.10万人、乙市309.87万人……; 第一轮抽查90卷，第二轮抽查75卷，两轮共评查165卷.
The figures are those of sentences and items, of a name (基金收入), or the first of items and of paragraphs in a
row. That they make a total is no chance where it is long, they are many, or their names show that they are
kinds. What they do not make is never said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import groupby

from ...document import Document
from ...facts.enumerations import counted
from ...kept import regex
from ...model import Relation, Span
from ..core.levels import is_level
from ..core.partitions import is_usual
from ..core.terms import Scaled, Term, terms
from ..core.verdicts import verified
from .closing import is_closed

_BACK = 4  # paragraphs before the parts in which their total may stand
_MOST = 14  # parts
_LINES = 3  # paragraphs in a row that each begin with a part, at least
_OPENING = 24  # characters of a paragraph in which its first figure stands
_TAIL = 2  # characters in which names end
_SURE = 5  # what tells together that a sum is meant
_LONG = 5  # digits of a total that need not be told of this year
_TOTAL = regex.compile(
    r"(?P<n>[两二三四五六七八九])[个大]?\p{Han}{1,4}?[^两二三四五六七八九]{0,12}$|共|合计|总"
)
_VERBS = "为是达到约共有"

Wholes = MutableMapping[int, Term]
Made = Iterator[tuple[Term, Sequence[Term]]]


def distant(document: Document, found: Iterable[Relation]) -> Iterator[Relation]:
    """The sums that are not among the relations ``found``."""
    known = [frozenset(one.numbers) for one in found if one.kind == "sum"]
    for whole, parts in _made(document):
        if not _is_known({part.span for part in parts}, known) and _tells(whole, parts):
            one = verified(whole, sorted(parts, key=lambda part: part.span))
            known.append(frozenset(one.numbers))
            yield one


def _is_known(parts: set[Span], known: Sequence[frozenset[Span]]) -> bool:
    return any(parts <= numbers for numbers in known)


def _made(document: Document) -> Made:
    """The totals of a document and the figures behind or before them that make these."""
    history: deque[Mapping[str, Scaled]] = deque(maxlen=_BACK)
    past: deque[tuple[int, Mapping[str, Scaled]]] = deque(maxlen=_MOST)
    for own in document.once(terms):
        rows = own.levels
        for family, row in rows.items():
            if len(row) > 1:
                wholes = {value: term for before in history for value, term in before.get(family, ())}
                yield from _of_items(row, wholes)
                yield from _of_names(row, wholes)
                yield from _before(row)
        past.append((own.scene.paragraph.index, rows))
        for family in rows:
            yield from _of_lines(past, family)
        history.append(rows)


def _of_items(row: Scaled, wholes: Wholes) -> Made:
    """The sums of items between semicolons or full stops, and of the first figures of these."""
    items = [_item(list(members)) for _, members in groupby(row, key=_segment)]
    most = max(wholes, default=0)
    for at, first in enumerate(items):
        made = head = count = 0
        for end, item in enumerate(items[at : at + _MOST], at + 1):
            if count and "其中" in item[0][1].quantity.before:
                break
            made += sum([value for value, _ in item])
            head += item[0][0]
            count += len(item)
            if head > most:
                break
            if made in wholes and 1 < count <= _MOST:
                yield wholes[made], [term for one in items[at:end] for _, term in one]
            if head in wholes and 1 < end - at < count:
                yield wholes[head], [one[0][1] for one in items[at:end]]
        for value, term in first:
            wholes[value] = term
            most = max(most, value)


def _segment(one: tuple[int, Term]) -> int:
    return one[1].quantity.segment


def _item(members: Scaled) -> Scaled:
    """The figures of an item but for those in brackets."""
    if len(members) == 1:
        return members
    depth = min([term.quantity.depth for _, term in members])
    return [one for one in members if one[1].quantity.depth == depth]


def _of_names(row: Scaled, wholes: Wholes) -> Made:
    """The sums of the figures of a paragraph whose names end alike."""
    if len(row) <= _TAIL + 1:
        return
    named: dict[str, Scaled] = {}
    for value, term in row:
        named.setdefault(term.quantity.before.rstrip(_VERBS)[-_TAIL:], []).append((value, term))
    for members in named.values():
        if 1 < len(members) < len(row):
            made = sum([value for value, _ in members])
            parts = [term for _, term in members]
            if made in wholes and wholes[made] not in parts:
                yield wholes[made], parts


def _before(row: Scaled) -> Made:
    """The sums of the figures right before one that calls itself a total."""
    for at in range(2, len(row)):
        left, whole = row[at]
        if not _TOTAL.search(whole.quantity.before):
            continue
        parts: list[Term] = []
        for value, term in reversed(row[max(0, at - _MOST) : at]):
            left -= value
            parts.append(term)
            if left <= 0:
                break
        if not left:
            yield whole, parts


def _of_lines(past: Sequence[tuple[int, Mapping[str, Scaled]]], family: str) -> Made:
    """The sums of the first figures of the last paragraphs, a line each: 教育支出13亿元，增长8%；."""
    made = 0
    parts: list[Term] = []
    following = past[-1][0]
    for index, rows in reversed(past):
        row = rows.get(family, ())
        if index < following:
            return
        if len(parts) >= _LINES:
            yield from ((term, parts[:]) for value, term in row if value == made)
        if not row or row[0][1].quantity.start > _OPENING:
            return
        made += row[0][0]
        parts.append(row[0][1])
        following = index - 1


def _tells(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a total is long enough, for as many parts and such names, not to be made by chance."""
    values = [int(term.number.value * 10_000) for term in (whole, *parts)]
    if values[0] <= max(values[1:]):
        return False
    while all(value % 10 == 0 for value in values):
        values = [value // 10 for value in values]
    size = len(str(values[0]))
    if size < _LONG and not is_level(whole.quantity):
        return False
    labels = [part.quantity.before or part.quantity.after for part in parts]
    told = size + (len(parts) > 2) + (len(parts) > 4) - all(value % 5 == 0 for value in values)
    told += _is_alike(labels) + is_closed(parts)
    if whole.span > parts[-1].span and (total := _TOTAL.search(whole.quantity.before)):
        told += 2 if total["n"] and counted(total["n"]) == len(parts) else 1
    return told >= _SURE or (told + 2 >= _SURE and is_usual(labels))


def _is_alike(labels: Sequence[str]) -> bool:
    return len({label[-_TAIL:] for label in labels}) == 1
