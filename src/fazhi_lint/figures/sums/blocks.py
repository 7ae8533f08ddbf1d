"""Sums over numbered items, a paragraph each: their heads add up to what is said before.

Budgets and accounts list their items so, sometimes with two figures an item (预算, 决算), and state the total
of a class (类) of items elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ...chains import Chain, sequences
from ...document import Document
from ...facts.list_rows import counted
from ...kept import regex, scanner
from ...model import Relation, Severity
from ...outline import Mark
from ...values import changed
from ..core.partitions import is_partition
from ..core.slips import repairs
from ..core.terms import Term, Terms, terms
from ..core.verdicts import Broken, holds, holds_closely, sum_of, verified

_LEAD_IN = regex.compile(r"(?:其中|如下|包括|以下[^。]{0,10}|用于|分别为?)[:,。]?$|:$")
_CLASS = regex.compile(r"[^\p{Han}]*(\p{Han}{2,20})\((?:\d+)?类\)")
_HEAD = regex.compile(r"[^\p{Han}]*[“\"]?[^,。:;]{4,90}(?:\(项\)|科目)")
_NAMED = regex.compile(r"(\p{Han}{2,14}?)(?:的?(?:主要|具体)?(?:内容|情况|明细|构成))?如下")
_BEFORE = 5  # paragraphs before the first item in which the whole may stand
_CLASS_BEFORE = 20
_ITEM = 3  # paragraphs over which an item may run
_COLUMNS = 2
_NAMES = ("预算", "决算")
_PLAN = scanner(r"(预算|决算)数?(?:为|是)?$")
_LARGE = 100
_NAME = 4
_TOTAL = regex.compile(r"[^\p{Han}]*(?:总计|合计|共计)(?:为|是)?$")
# 上述四项合计，社会保障支出共1438.16万元: so many items, the one it is told in included.
_TOGETHER = regex.compile(
    r"(?:上述|以上|前述|这)?(?P<n>[两二三四五六七八九十])项[^,;。\d]{0,10}(?:合计|共计|总计|共)[^;。\d]{0,24}$"
)
_REACH = 44
_THINGS = frozenset("个家项")  # measure words of any thing: what is counted is the noun
_NOUN = 6


def block_sums(document: Document, free: bool) -> Iterator[Relation | Broken]:
    """The sums over the numbered items of a document."""
    by_paragraph = {own.scene.paragraph.index: own for own in document.once(terms)}
    for chain in map(partial(_once, document), sequences(document).chains):
        if len(chain.marks) > 1 and [mark.number for mark in chain.marks] == list(
            range(1, len(chain.marks) + 1)
        ):
            items = _items(chain, by_paragraph)
            if items:
                yield from _last_of(chain, items, free)
                yield from _together(items, free)
                yield from _totals(document, chain, items, by_paragraph, free)
                yield from _classes(document, chain, items, by_paragraph, free)


def _once(document: Document, chain: Chain) -> Chain:
    """A chain without the items that are printed a second time, as where two text layers of a PDF overlap."""
    if len({mark.number for mark in chain.marks}) == len(chain.marks):
        return chain
    seen: set[tuple[int, str]] = set()
    marks = []
    for mark in chain.marks:
        key = mark.number, document.paragraphs[mark.paragraph].flow[mark.start :]
        if key not in seen:
            marks.append(mark)
        seen.add(key)
    return changed(chain, marks=tuple(marks))


def _items(chain: Chain, by_paragraph: Mapping[int, Terms]) -> list[list[Term]]:
    """The terms of each item: from its mark to the next one, paragraphs between them included.

    None at all where an item has none, so that the items are not of one kind.
    """
    marks = chain.marks
    items: list[list[Term]] = []
    for at, mark in enumerate(marks):
        following = marks[at + 1] if at + 1 < len(marks) else None
        stop = following.paragraph if following else mark.paragraph + _ITEM
        found: list[Term] = []
        for index in range(mark.paragraph, min(stop, mark.paragraph + _ITEM) + 1):
            own = by_paragraph.get(index)
            begin = mark.end if index == mark.paragraph else 0
            end = following.start if following and index == following.paragraph else None
            found += _heads(own, begin, end) if own else []
            if found and not following:
                break
        if not found:
            return []
        items.append(found)
    return items


def _heads(own: Terms, begin: int, end: int | None) -> list[Term]:
    return [
        term
        for term in own.all
        if term.quantity.start >= begin
        and (end is None or term.quantity.start < end)
        and not term.quantity.depth
        and not term.change
        and term.family
    ]


def _columns(items: Sequence[list[Term]]) -> Iterator[list[Term]]:
    """The first terms of all items in one unit, then the second ones."""
    family = items[0][0].family
    rows = [[term for term in item if term.family == family] for item in items]
    for at in range(_COLUMNS):
        if all(len(row) > at for row in rows):
            column = [row[at] for row in rows]
            if len({_plan(term) for term in column}) == 1 or not all(map(_plan, column)):
                yield column
                continue
            # 决算3187万元，年初预算2960万元，the other way round than in the items before
            for name in _NAMES:
                called = [[term for term in row if _plan(term) == name] for row in rows]
                if all(called):
                    yield [found[0] for found in called]
            return


def _last_of(chain: Chain, items: Sequence[list[Term]], free: bool) -> Iterator[Relation | Broken]:
    """The last item as the total of those before it: 1.予以公开87件。……7.总计220件."""
    *others, last = items
    whole = last[0]
    if len(others) < 2 or not _TOTAL.match(whole.scene.text, chain.marks[-1].end, whole.quantity.start):
        return
    parts = [next((term for term in item if term.family == whole.family), None) for item in others]
    column = [part for part in parts if part is not None]
    if len(column) == len(others) and holds_closely(whole, column):
        yield verified(whole, column, free=free)
    elif len(column) == len(others):
        yield from _slip([whole], column)


def _together(items: Sequence[list[Term]], free: bool) -> Iterator[Relation | Broken]:
    """The totals of so many items that are told in the last of them."""
    for at, item in enumerate(items):
        for whole in item[1:] if at else ():
            start = whole.quantity.start
            before = whole.scene.text[max(0, start - _REACH) : start]
            said = "项" in before and _TOGETHER.search(before)
            count = counted(said["n"]) if said else 0
            if 1 < count <= at + 1:
                column = [one[0] for one in items[at + 1 - count : at + 1]]
                if all(part.family == whole.family for part in column):
                    if holds_closely(whole, column):
                        yield verified(whole, column, free=free)
                    else:
                        yield from _slip([whole], column)


def _plan(term: Term) -> str:
    """Whether a figure is told to be planned or to be spent, "" for others."""
    said = _PLAN.search(term.quantity.before)
    return said[1] if said else ""


def _totals(
    document: Document, chain: Chain, items: Sequence[list[Term]], by_paragraph: Mapping[int, Terms], free: bool
) -> Iterator[Relation | Broken]:
    first = chain.marks[0]
    lead = _lead(document, chain)
    wholes = [
        term
        for index in range(first.paragraph, max(-1, first.paragraph - _BEFORE), -1)
        if index in by_paragraph
        for term in reversed(by_paragraph[index].all)
        if (index, term.quantity.start) < (first.paragraph, first.start) and not term.change
    ]
    announced = _LEAD_IN.search(lead) is not None
    for at, column in enumerate(_columns(items)):
        same = [whole for whole in wholes if whole.family == column[0].family]
        held = next((whole for whole in same if holds_closely(whole, column)), None)
        if held and (announced or sum_of(column) >= _LARGE):
            yield verified(held, column, free=free)
        elif announced:
            section = _section(document, chain)
            own = [
                whole
                for whole in same
                if (whole.scene.paragraph.index, whole.quantity.start) >= section
                and (at == 0 or _alike(whole, column[0]) or _plan(whole) == _plan(column[0]) != "")
                and _same_things(whole, column)
            ]
            slips = list(_slip(own, column))
            yield from slips or _exceeds(document, chain, own, column)


def _section(document: Document, chain: Chain) -> tuple[int, int]:
    """Where the section of a chain begins: the last heading or item that opens before its first one."""
    first = chain.marks[0]
    marks = sequences(document).numbered
    row = bisect_left(marks, (first.paragraph, first.start), key=_place)
    return _place(marks[row - 1]) if row else (0, 0)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.paragraph, mark.start


def _same_things(whole: Term, column: Sequence[Term]) -> bool:
    """Whether figures of a measure word for any thing count the same: 3个部门 and 4个单位 do not.

    The noun stands behind a figure (4个项目) or, for the whole, also before it (项目共4个).
    """
    if whole.quantity.unit not in _THINGS:
        return True
    nouns = [noun for part in column if (noun := part.quantity.after[:_NOUN])]
    around = whole.quantity.after[:_NOUN] or whole.quantity.before
    return all(_alike_words(noun, other) for noun in nouns for other in (nouns[0], around))


def _alike_words(left: str, right: str) -> bool:
    return any(left[at : at + 2] in right for at in range(len(left) - 1))


def _alike(whole: Term, part: Term) -> bool:
    """Whether a figure and its whole are called the same: 支出决算为."""
    return whole.quantity.before[-_NAME:] == part.quantity.before[-_NAME:] != ""


def _lead(document: Document, chain: Chain) -> str:
    """What stands directly before the first item."""
    first = chain.marks[0]
    paragraph = document.paragraphs[first.paragraph]
    if first.start > 2 or not first.paragraph:
        return paragraph.flow[: first.start]
    return document.paragraphs[first.paragraph - 1].flow


def _slip(wholes: Sequence[Term], column: list[Term]) -> Iterator[Relation | Broken]:
    """A total that one wrong digit keeps from agreeing with its items."""
    close = [
        whole
        for whole in wholes
        if not whole.number.approximate
        and whole.number.value > max(part.number.value for part in column)
        and any(repair.digit for repair in repairs(whole, column))
    ]
    if close:
        whole = min(close, key=lambda one: abs(one.number.value - sum_of(column)))
        labels = [part.scene.text[: part.quantity.start] for part in column]
        sure = is_partition(labels) and not holds(whole, column)
        yield Broken(whole, tuple(column), Severity.ERROR if sure else Severity.WARNING)


def _exceeds(document: Document, chain: Chain, wholes: Sequence[Term], column: list[Term]) -> Iterator[Broken]:
    """Items of a budget, each with the head it is booked under, that come to more than the total they name."""
    if not all(_HEAD.match(document.paragraphs[mark.paragraph].flow, mark.end) for mark in chain.marks):
        return
    named = _NAMED.search(_lead(document, chain))
    name = named[1] if named else ""
    own = [whole for whole in wholes if name in whole.quantity.before] or wholes
    whole = max(own, key=lambda one: one.number.value, default=None)
    if whole is not None and sum_of(column) > whole.number.value and not holds_closely(whole, column):
        yield Broken(whole, tuple(column), Severity.WARNING)


def _classes(
    document: Document, chain: Chain, items: Sequence[list[Term]], by_paragraph: Mapping[int, Terms], free: bool
) -> Iterator[Relation | Broken]:
    """The total of every class (类) against its items."""
    groups: dict[str, list[list[Term]]] = {}
    for mark, item in zip(chain.marks, items, strict=True):
        named = _CLASS.match(document.paragraphs[mark.paragraph].flow, mark.end)
        if named:
            groups.setdefault(named[1], []).append(item)
    if len(groups) < 2:
        return
    start = chain.marks[0].paragraph
    for name, members in groups.items():
        if len(members) < 2:
            continue
        stated = [
            term
            for index in range(start - 1, max(-1, start - _CLASS_BEFORE), -1)
            if index in by_paragraph
            for term in by_paragraph[index].all
            if f"{name}(" in term.scene.text[max(0, term.quantity.start - len(name) - 12) : term.quantity.start]
            or term.quantity.before.endswith(name)
        ]
        for column in _columns(members):
            held = next((whole for whole in stated if holds_closely(whole, column)), None)
            if held:
                yield verified(held, column, free=free)
                break
        else:
            for column in _columns(members):
                slips = list(_slip(stated, column))
                yield from slips
                if slips:
                    break
