"""Sums without a cue: figures that follow a larger one of their unit and add up to it exactly.

Such a sum is verified where it holds, and nothing is said where it does not: the text never claims it. Small
and round figures add up by chance, so the parts must stand beside the whole, or the figures must be long
enough, or the words repeat.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...model import Relation, Span
from ..core.terms import Scaled, Term, Terms
from ..core.verdicts import spans, verified

_TEN_THOUSANDTHS = 10_000
_LONGEST = 12
_SENTENCES = 2  # how many sentences behind the whole its parts may end
_SMALLEST = 6
_TWO_DIGITS = 50
_PARALLEL = 2
_LONG = 1000  # a figure of four digits that do not end in zeros
_SHARED = 7  # so many characters in common make two labels one subject


def free_sums(
    groups: Sequence[list[tuple[int, Term]]], stated: Collection[tuple[Span, ...]]
) -> Iterator[Relation]:
    """The sums of a paragraph that no cue announces; ``stated`` are the numbers of those that one does.

    ``groups`` are those of :func:`groups`.
    """
    for group in groups:
        for row in range(len(group) - 2):
            parts = _parts(group, row)
            if parts:
                whole = group[row][1]
                if spans(whole, parts) not in stated:
                    yield verified(whole, parts)


def groups(own: Terms) -> list[Scaled]:
    """The exact terms of each unit of which there are three or more."""
    return [group for group in own.levels.values() if len(group) > 2]


def _parts(group: list[tuple[int, Term]], row: int) -> list[Term]:
    """The run of terms behind ``row`` that adds up to it; it may begin one term later."""
    whole, first = group[row]
    depth, last = first.quantity.depth, first.quantity.sentence + _SENTENCES
    for start in (row + 1, row + 2):
        if group[start][0] > whole and group[start][1].quantity.depth <= depth:
            continue
        left = whole
        values: list[int] = []
        parts: list[Term] = []
        for at, (value, term) in enumerate(group[start : start + _LONGEST], start + 1):
            quantity = term.quantity
            if quantity.depth > depth:
                continue
            left -= value
            if left < 0 or quantity.sentence > last:
                break
            values.append(value)
            parts.append(term)
            if not left and sum(1 for one in values if one or not whole) > 1:
                most = min(len(group), start + 2 * _LONGEST)
                while at < most and not group[at][0] and group[at][1].quantity.sentence <= last:
                    parts.append(group[at][1])  # …；其他0件
                    at += 1
                following = group[at][1] if at < len(group) else None
                if following and following.quantity.lead == "、":
                    break  # the list goes on
                fits = start == row + 1 and _beside(whole, values, first, parts)
                return parts if fits or _telling(whole, values, first, parts) else []
    return []


def _beside(whole: int, values: list[int], first: Term, parts: list[Term]) -> bool:
    """Whether the parts follow the whole in its sentence and are no round figures."""
    last = parts[-1].quantity.sentence - first.quantity.sentence
    behind = first.quantity.stop + len(first.quantity.after)
    mark = first.scene.text[behind : behind + 1]
    if (
        parts[0].quantity.sentence != first.quantity.sentence
        or last > 1
        or mark == "、"
        or first.quantity.lead == "、"
    ):
        return False
    if not whole:
        return "共" in first.quantity.before
    return whole >= _SMALLEST * _TEN_THOUSANDTHS and (not _round(whole, values) or _parallel(parts))


def _parallel(parts: list[Term]) -> bool:
    """Whether the labels run alike: 第一期, 第二期, 第三期."""
    labels = [part.quantity.before for part in parts]
    alike = {label[:1] for label in labels}, {label[-1:] for label in labels}, {len(label) for label in labels}
    return len(labels) > _PARALLEL and all(len(one) == 1 for one in alike)


def _round(whole: int, values: list[int]) -> bool:
    """Whether the figures are round in their own scale: multiples of five, or of two digits and then zeros."""
    scale = 1
    while all(value % (scale * 10) == 0 for value in (whole, *values)):
        scale *= 10
    fives = all(value % (scale * 5) == 0 for value in (whole, *values))
    return fives or (scale > _TEN_THOUSANDTHS and whole < _TWO_DIGITS * scale)


def _telling(whole: int, values: list[int], first: Term, parts: list[Term]) -> bool:
    """Whether figures further apart are too long to agree by chance, or of one subject by their words."""
    if not whole or _round(whole, values):
        return False
    digits = int(str(whole).rstrip("0"))
    return digits >= _LONG or _share(first.quantity.before, parts[0].quantity.before)


def _share(left: str, right: str) -> bool:
    return any(left[at : at + _SHARED] in right for at in range(len(left) - _SHARED + 1))
