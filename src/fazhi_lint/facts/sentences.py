"""The sentence around a place in a flow, looked for within a fixed reach: long texts stay cheap."""

from __future__ import annotations

_REACH = 240
_CLOSES = {"《": "》", "“": "”", "(": ")"}


def sentence_around(flow: str, start: int, end: int, stops: str = "。!?;") -> tuple[int, int]:
    """The bounds of the sentence that holds ``flow[start:end]``, without its stop.

    A sentence that goes on for more than 240 characters on either side is cut there.
    """
    least, most = max(start - _REACH, 0), min(end + _REACH, len(flow))
    first = max(flow.rfind(stop, least, start) for stop in stops) + 1
    ends = [found for stop in stops if (found := flow.find(stop, end, most)) >= 0]
    return max(first, least), min(ends, default=most)


def is_inside(flow: str, first: int, at: int, marks: str = "《“") -> bool:
    """Whether one of the opening marks stands unclosed between ``first`` and ``at``."""
    return any(flow.rfind(mark, first, at) > flow.rfind(_CLOSES[mark], first, at) for mark in marks)
