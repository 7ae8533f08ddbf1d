"""The words around a number: measure words behind it, words that make it approximate on either side."""

from __future__ import annotations

from functools import cache
from typing import Literal

from ..kept import regex, scanner
from ..knowledge import knowledge
from ..values import value

Cue = Literal["", "达", "at least", "above", "at most", "below", "nearly", "more", "about", "range", "vague"]


@value
class Unit:
    """A measure word.

    ``exact`` where a bare whole number of it is a count, ``single`` where it may stand behind one Chinese
    numeral; in front of the characters ``blocked`` it is part of another word. A ``plain`` one is a measure
    word whatever follows.
    """

    word: str
    exact: bool
    single: bool
    blocked: str
    plain: bool


@cache
def units() -> dict[str, tuple[Unit, ...]]:
    """The measure words by first character, longest first."""
    table = knowledge("units")
    blocked: dict[str, str] = table["blocked"]
    found: dict[str, dict[str, Unit]] = {}
    for group in table["group"]:
        for word in group["words"].split():
            plain = word not in blocked and not word.isascii()
            unit = Unit(word, group["exact"], group["single"], blocked.get(word, ""), plain)
            found.setdefault(word[0], {}).setdefault(word, unit)
    return {
        first: tuple(sorted(words.values(), key=lambda unit: -len(unit.word))) for first, words in found.items()
    }


@cache
def _by_opening() -> dict[str, tuple[Unit, ...]]:
    """The measure words that may stand where the text goes on with two characters, or with one: 个月, 个."""
    found: dict[str, tuple[Unit, ...]] = {}
    for first, words in units().items():
        found[first] = tuple(unit for unit in words if len(unit.word) == 1)
        for pair in {unit.word[:2] for unit in words} - {first}:
            found[pair] = tuple(unit for unit in words if unit.word == first or unit.word[:2] == pair)
    return found


def unit_at(flow: str, at: int) -> Unit | None:
    """The longest measure word that begins at an index of the flow."""
    known = _by_opening()
    for unit in known.get(flow[at : at + 2]) or known.get(flow[at : at + 1], ()):
        word = unit.word
        if flow.startswith(word, at):
            if unit.plain:
                return unit
            behind = flow[at + len(word) : at + len(word) + 1]
            if behind and behind in unit.blocked:
                continue
            if word.isascii() and behind.isascii() and behind.isalpha():
                continue
            return unit
    return None


_PER = regex.compile(r"/(?:百|千|万)?(?:月|日|时|天|年|d|h|s|a|L|m³|m3|km²|[㎡㎥])(?![A-Za-z])")


def unit_end(flow: str, stop: int) -> int:
    """Where the measure word that ends at ``stop`` really ends: 元/人, 微克/立方米 are one."""
    if flow[stop : stop + 1] != "/":
        return stop
    at = stop + 2 if flow[stop + 1 : stop + 2] in "百千万" else stop + 1
    divisor = unit_at(flow, at)
    if divisor is not None:
        return at + len(divisor.word)
    match = _PER.match(flow, stop)
    return match.end() if match else stop


_IN_FRONT: dict[Cue, str] = {
    "at least": "不低于 不少于 不小于 不得低于 不得少于 至少 最少 不下 不亚于 年满 大于等于 ≥",
    "at most": "不超过 未超过 不得超过 不高于 不得高于 不大于 不多于 不超 至多 最多 小于等于 ≤",
    "above": "超过 超出 突破 逾 已过 高于 大于 多于 超 冲破 越过 跨过",
    "below": "不足 不满 不到 未满 未达 未达到 未突破 低于 小于 少于 不及",
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


def _by_last_character() -> dict[str, tuple[tuple[str, Cue, str], ...]]:
    """The approximators by their last character, longest first, each with the characters that forbid it."""
    found: dict[str, list[tuple[str, Cue, str]]] = {}
    for cue, words in _IN_FRONT.items():
        for word in words.split():
            found.setdefault(word[-1], []).append((word, cue, _OTHER_WORD.get(word, "")))
    return {last: tuple(sorted(entries, key=lambda e: -len(e[0]))) for last, entries in found.items()}


_FRONT = _by_last_character()
LAST_IN_FRONT = frozenset((*_FRONT, " "))
_TIMES = frozenset("年天日月周")


def _cue_in_front(flow: str, start: int, unit: str = "") -> Cue:
    """What the words that end at ``start`` make of the number that begins there.

    近五年 are the last five years, not nearly five; so ``unit`` is asked for.
    """
    while flow[start - 1 : start] == " ":
        start -= 1
    for word, cue, blocked in _FRONT.get(flow[start - 1 : start], ()):
        begin = start - len(word)
        if begin >= 0 and flow.startswith(word, begin):
            if begin and flow[begin - 1] in blocked:
                return ""
            return "" if word in ("近", "突破") and unit and (unit[0] in _TIMES or unit[-1] in _TIMES) else cue
    return ""


_BEHIND = scanner(
    r" ?(?:\(?[及或含]\)?)?"
    r"(?:(以上|之上)|(以下|以内|之内)|(左右|上下(?![左右级联浮沉])|前后(?![端台]))|(有余|开外))"
    r"|([余多](?=[,。;:、!?)(元人的]|$))|(不等)"
)
_CUES_BEHIND: tuple[Cue, ...] = ("at least", "at most", "about", "above", "more", "vague")
FIRST_BEHIND = frozenset(" (及或含以之左上前有开余多不")


def _cue_behind(flow: str, stop: int) -> Cue:
    """What the words from ``stop`` on make of the number before them."""
    match = _BEHIND.match(flow, stop)
    return "" if match is None or match.lastindex is None else _CUES_BEHIND[match.lastindex - 1]


def _combine(front: Cue, behind: Cue) -> Cue:
    """One approximator out of two: 约30%以上 is at least, 超过100家以上 is above, 近百人以下 says nothing."""
    if not front or front == "达":
        return behind or front
    if not behind or front == behind:
        return front
    up, down = ("at least", "above", "more"), ("at most", "below", "nearly")
    if front == "about" or behind == "about":
        return behind if front == "about" else front
    if front in up and behind in up:
        return "above" if "above" in (front, behind) else "at least"
    if front in down and behind in down:
        return "below"
    return "vague"


def cue_around(flow: str, start: int, stop: int, unit: str, inside: Cue = "") -> Cue:
    """The approximator of the number whose numeral begins at ``start``; its measure word ends at ``stop``."""
    cue = inside
    if flow[stop : stop + 1] in FIRST_BEHIND:
        cue = _combine(cue, _cue_behind(flow, stop)) if cue else _cue_behind(flow, stop)
    if start and flow[start - 1] in LAST_IN_FRONT:
        cue = _combine(_cue_in_front(flow, start, unit), cue)
    return cue
