"""Marks that are written in the style of another level: 一、 before 2., where 1. was meant.

Only what the neighbours prove is taken for a slip: the mark before shows the level, the one after the list.
"""

from __future__ import annotations

from collections.abc import Sequence

from .outline import RANKS, Mark
from .values import value

_POINT = RANKS["1."]
_LOOK_AHEAD = 20


@value
class Slip:
    """A mark as written, as it was meant, and the mark after it, which shows what was meant."""

    written: Mark
    meant: Mark
    following: Mark


def mark_slips(leads: Sequence[Mark]) -> tuple[Slip, ...]:
    """The slips among the marks that open paragraphs, in reading order."""
    slips: list[Slip] = []
    seen: set[tuple[str, int]] = set()
    for place, mark in enumerate(leads):
        before = leads[place - 1] if place else None
        following = _following(leads, place)
        if before is not None and following is not None and RANKS[mark.style] <= _POINT:
            number = following.number - 1
            begins = number == 1 and _is_out_of_place(before, mark, following)
            # （一）、二、（三）, where no 一、 stands before that 二、 could continue
            between = (before.style, before.number) == (following.style, number - 1)
            goes_on = between and (mark.style, number - 1) not in seen
            if mark.number == number and mark.style != following.style and (begins or goes_on):
                meant = Mark(mark.paragraph, mark.start, mark.end, following.style, number)
                slips.append(Slip(mark, meant, following))
        seen.add((mark.style, mark.number))
    return tuple(slips)


def _is_out_of_place(before: Mark, mark: Mark, following: Mark) -> bool:
    """Whether a first item does not belong below the mark before it, and the second item does."""
    above, here, second = (RANKS[one.style] for one in (before, mark, following))
    return above < second and (here <= above or here > second)


def _following(leads: Sequence[Mark], place: int) -> Mark | None:
    """The next mark that is no smaller a matter than a point: lists under an item do not count."""
    ahead = leads[place + 1 : place + 1 + _LOOK_AHEAD]
    return next((mark for mark in ahead if RANKS[mark.style] <= _POINT), None)
