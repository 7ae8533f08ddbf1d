"""Amounts that state what there was, and those of a document by what they are measured in."""

from __future__ import annotations

from collections import defaultdict

from ...document import Document
from ...kept import regex, scanner
from .moves import move
from .scene import Quantity, Scene, scenes
from .units import family

NOT_SO = scanner(
    r"上年|去年|同期|往年|前年|预算|计划|目标|任务|力争|上[半月]|一季度|二季度|三季度|四季度|不含|未|非|除|截至上|“十|五年"
)
_ACCOUNT = regex.compile(r"(?:公共(?:财政)?|基金|经营|一般)预算")  # no plan
# Kinds of things that are there, and nothing that is not so.
_KINDS = regex.compile(r"非(?:国有|公有|税|金融|农|机动|遗|常规|居民|住宅|营利|银行|法人|诉|羁押)")

_LEFT = regex.compile("未(?:成年|审?结|办结|执结|检)")  # what is left to do is there too


def is_level(quantity: Quantity) -> bool:
    """Whether an amount states what there was: no increase, no plan, nothing of another year."""
    words = quantity.before
    if "预算" in words:
        words = _ACCOUNT.sub("", words)
    if "前" in words:
        words = words.removeprefix("前三季度")  # what a report on three of them is about
    if "未" in words:
        words = _LEFT.sub("", words)
    if "非" in words:
        words = _KINDS.sub("", words)
    return NOT_SO.search(words) is None and move(quantity) is None


def levels(document: Document) -> dict[str, list[tuple[Scene, Quantity]]]:
    """The amounts of a document by the family of their unit."""
    return document.once(_by_family)


def _by_family(document: Document) -> dict[str, list[tuple[Scene, Quantity]]]:
    found: dict[str, list[tuple[Scene, Quantity]]] = defaultdict(list)
    for scene in scenes(document):
        for quantity in scene.quantities:
            number = quantity.number  # of every figure: as is_amount says, but in half the time
            if number.kind == "number" and number.unit and not number.vague and number.high is not None:
                found[family(number.unit)].append((scene, quantity))
    return found
