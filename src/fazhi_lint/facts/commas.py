"""Full-width commas between digits: 1，234件 is one number, "培训269，206人考试" are two.

Half-width commas in front of three digits group thousands. The full-width one does so in some reports and ends
a clause in others; folding makes them alike, so the printed text is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..kept import regex, scanner
from ..values import value

_NEAR = scanner(r"，[0-9]{3}(?![0-9])")
_GROUPS = regex.compile(r"[0-9]{1,3}(?:，[0-9]{3})+")
_AMOUNT = regex.compile(r"[.．][0-9０-９]|[余多]?[千百]?[万亿元]")
_COUNT = regex.compile(r"^\s?(?:个|人次|件次|人|件|项|次|份|名|条|家|户|起|宗|场)?")
_SINGLE = regex.compile(r"(?:[共计有达约超逾近到为是至]|总[数量额])$")
# Thousands printed otherwise: 1,234 or 1234件 with no comma at all.
_OTHERWISE = regex.compile(r"[0-9]{1,3},[0-9]{3}|[1-9][0-9]{3,6}[个人件项次份名条家户起宗场]")
_LOOK_BACK = 12
_LOOK_AHEAD = 4
_HAN = "\u2fff"  # Han characters lie above
_CLOSING = frozenset("，。；：！？、）的以左余多")


@value
class Commas:
    """Offsets of full-width commas between digits: those that end a clause, and one that may."""

    dividing: tuple[int, ...] = ()
    unsure: tuple[int, ...] = ()


def commas(text: str) -> Commas:
    """The full-width commas between digits that group no thousands, or may not."""
    if not any(text[near.start() - 1].isdigit() for near in _NEAR.finditer(text)):
        return Commas()
    found = list(_GROUPS.finditer(text))
    doubtful = [match for match in found if _may_divide(text, match)]
    if not doubtful:
        return Commas()
    otherwise = _OTHERWISE.search(text) is not None
    alone = len(found) == 1  # no other number of the text is grouped like this
    dividing = [match for match in doubtful if otherwise or _splits(_front(text, match), alone)]
    return Commas(
        tuple(
            match.start() + at for match in dividing for at, mark in enumerate(match.group()) if mark == "，"
        ),
        (doubtful[0].start() + doubtful[0].group().index("，"),) if alone and not dividing else (),
    )


def split(flow: str, places: Iterable[int]) -> str:
    """The flow with another stop in place of the commas at some indices, so that they group no digits."""
    characters = list(flow)
    for place in places:
        characters[place] = ";"
    return "".join(characters)


def _may_divide(text: str, match: regex.Match[str]) -> bool:
    """Whether what stands around leaves room for doubt: an amount, or a count at a clause's end, does not."""
    front = _front(text, match)
    if front.endswith("第"):
        return True
    if match.group().count("，") > 1 or _AMOUNT.match(text, match.end()):
        return False
    behind = _COUNT.sub("", text[match.end() : match.end() + _LOOK_AHEAD], 1)[:1]
    return "分别" in front or (behind > _HAN and behind not in _CLOSING)


def _splits(front: str, alone: bool) -> bool:
    return front.endswith("第") or (alone and ("分别" in front or not _SINGLE.search(front)))


def _front(text: str, match: regex.Match[str]) -> str:
    return text[max(0, match.start() - _LOOK_BACK) : match.start()]
