"""The words around a number: measure words behind it, words that make it approximate on either side."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import regex

from ..knowledge import knowledge

Cue = Literal["", "达", "at least", "above", "at most", "below", "nearly", "more", "about", "some"]


class Unit(NamedTuple):
    """A measure word. ``exact`` where a bare whole number of it is a count."""

    word: str
    exact: bool
    single: bool
    blocked: str


@cache
def units() -> dict[str, tuple[Unit, ...]]:
    """The measure words by first character, longest first."""
    table = knowledge("units")
    blocked: dict[str, str] = table["blocked"]
    found: dict[str, dict[str, Unit]] = {}
    for group in table["group"]:
        for word in group["words"].split():
            unit = Unit(word, group["exact"], group["single"], blocked.get(word, ""))
            found.setdefault(word[0], {}).setdefault(word, unit)
    return {
        first: tuple(sorted(words.values(), key=lambda unit: -len(unit.word))) for first, words in found.items()
    }


_IN_FRONT: dict[Cue, str] = {
    "at least": "不低于 不少于 不小于 不得低于 不得少于 至少 最少 不下 不亚于 年满 大于等于 ≥",
    "at most": "不超过 未超过 不得超过 不高于 不得高于 不大于 不多于 不超 至多 最多 小于等于 ≤",
    "above": "超过 超出 突破 逾 已过 高于 大于 多于 超 冲破 越过 跨过 >",
    "below": "不足 不满 不到 未满 未达 未达到 未突破 低于 小于 少于 不及 <",
    "nearly": "近 将近 接近 逼近",
    "about": "约 大约 大概 约为 约占 约有 约合 约达 约计 约需 估计 几乎 左右",
    "达": "达 达到",
}
# Characters in front of such a word that make it another one (签约, 附近, 传达).
_OTHER_WORD = {
    "约": "节签预合制公解违契特续邀条履缔毁失简俭集",
    "近": "附贴亲走最新邻就远相切靠",
    "超": "赶反",
    "达": "送抵传表下发转",
}


@cache
def words_in_front() -> dict[str, tuple[tuple[str, Cue, str], ...]]:
    """The approximators by their last character, longest first, each with the characters that forbid it."""
    found: dict[str, list[tuple[str, Cue, str]]] = {}
    for cue, words in _IN_FRONT.items():
        for word in words.split():
            found.setdefault(word[-1], []).append((word, cue, _OTHER_WORD.get(word, "")))
    return {last: tuple(sorted(entries, key=lambda e: -len(e[0]))) for last, entries in found.items()}


_BEHIND = regex.compile(
    r" ?(?:[\(]?[及或含]\)?)?(?:(以上|之上)|(以下|以内|之内)|(左右|上下(?![左右级联浮沉])|前后)|(有余|开外))"
)
_CUES_BEHIND: tuple[Cue, ...] = ("at least", "at most", "about", "above")
FIRST_BEHIND = frozenset(" (及或含以之左上前有开")


def cue_in_front(flow: str, start: int) -> Cue:
    """What the words that end at ``start`` make of the number that begins there."""
    for word, cue, blocked in words_in_front().get(flow[start - 1 : start], ()):
        begin = start - len(word)
        if begin >= 0 and flow.startswith(word, begin):
            return "" if begin and flow[begin - 1] in blocked else cue
    return ""


def cue_behind(flow: str, stop: int) -> tuple[Cue, int]:
    """What the words from ``stop`` on make of the number before them, and where those words end."""
    match = _BEHIND.match(flow, stop)
    if match is None or match.lastindex is None:
        return "", stop
    return _CUES_BEHIND[match.lastindex - 1], match.end()
