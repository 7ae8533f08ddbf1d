"""Slogans of several numbers against what they name: 三市两地一枢纽：甲市、乙市、丙市，丁地、戊地，己枢纽.

What is named stands behind a colon or 即, as in a glossary, or right before the slogan in quotes. All of this
only confirms: such a name may well count more than the text spells out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document, Paragraph
from ...facts.list_rows import counted, hide, joints
from ...kept import regex
from ...model import Relation

_NUMERALS = "一二两三四五六七八九十"
_PIECE = rf"[{_NUMERALS}](?:个|大)?[^{_NUMERALS}\W\d]{{1,4}}?"
_WHOLE = rf"(?P<all>{_PIECE}(?:[、,]?{_PIECE}){{1,4}})"
_SPELLED = regex.compile(rf"[^\p{{Han}}“]{{0,8}}“?{_WHOLE}”?(?::|[,:]?(?:即|是指|指|就是)[,:]?)")
_QUOTED = regex.compile(rf"“{_WHOLE}”")
_ITEMS = regex.compile(r"(?r)[^,;。:!?]{6,90}")
_NUMBER = regex.compile(rf"[{_NUMERALS}]")
_STOPS = regex.compile(r"[、,;]")
_GROUPS = regex.compile(r"[,;]")
_LEAST = 3  # things that a slogan names


def compounds(document: Document) -> Iterator[Relation]:
    """The slogans whose numbers add up to what is named behind them or before them."""
    for paragraph in document.paragraphs:
        flow = paragraph.flow
        if found := _SPELLED.match(flow):
            region = flow[found.end() :].partition("。")[0]
            if "“" + flow[found.start("all")] not in region:  # “三区”即…；“两山”即… are lists of their own
                yield from _judged(paragraph, found, region)
        for found in _QUOTED.finditer(flow) if "”" in flow and "、" in flow else ():
            before = _ITEMS.match(flow, 0, found.start())
            items, joint, last = before.group().rpartition("、") if before else ("", "", "")
            if items and any(mark in last for mark in _named_last(found["all"])):
                yield from _judged(paragraph, found, items + joint + last)


def _named_last(slogan: str) -> str:
    """What the last number of a slogan counts: 带 of 三圈一带. 打击“两抢一盗” is no list of what was struck."""
    return _NUMBER.split(slogan)[-1].lstrip("个大")


def _judged(paragraph: Paragraph, found: regex.Match[str], region: str) -> Iterator[Relation]:
    numerals = list(_NUMBER.finditer(paragraph.flow, *found.span("all")))
    values = [counted(one.group()) for one in numerals]
    region = hide(region)
    pieces = [piece for piece in _STOPS.split(region) if piece]
    groups = [piece for piece in _GROUPS.split(region) if piece]
    wanted = sum(values)
    if wanted < _LEAST or not len(pieces) <= wanted <= len(pieces) + joints(region):
        return
    if len(groups) == len(values) and not all(map(_may_hold, groups, values)):
        return
    spans = tuple(paragraph.span(*one.span()) for one in numerals)
    text = " + ".join(one.group() for one in numerals)
    yield Relation("list", "verified", spans[0], spans, f"列举{wanted}项 = {text}")


def _may_hold(group: str, number: int) -> bool:
    """Whether a group of items may be of so many, 和 joining two of them or standing in one."""
    least = group.count("、") + 1
    return least <= number <= least + joints(group)
