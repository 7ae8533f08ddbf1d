"""The figures of the prose by their words and by their digits, so that statements of one figure meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from ...document import Document
from ...kept import regex
from ...values import value
from ..core.scene import Quantity, Scene, scenes
from ..core.terms import STANDARD
from ..core.units import SAME

T = TypeVar("T")
KEY = 4  # characters of a name by which figures are gathered
_SPELT = 100  # figures in Chinese numerals from here on tell something
LONG = 3  # digits of a figure that does not agree by chance
_ENDS = "为是达到共有约了计"
_POINTING, _OPENING = frozenset("的述上这该部前为给对由和与及"), frozenset(",;。:")
_RATES = frozenset("率度重例")  # 办结率, 满意度, 比重, 比例
_UNCOUNTED = STANDARD | {""}
# What is counted by the time and what is counted singly: 236场次 and 236场.
_PEOPLE = regex.compile(r"\p{Han}{0,8}?(?:人口|群众|居民|农民|职工|学生|劳动力|人员)")
_TIMES = {f"{unit}次": unit for unit in "场件批户期家项篇"}
_UNITS = SAME | _TIMES
Place = tuple[Scene, Quantity]
Digits = tuple[str, Scene, Quantity]


@value
class Counts:
    """The figures of which several have a name that ends alike, or digits but one, and ``every`` one.

    Of figures near each other all but one digit, or all of them in another order, are the same; ``alike``
    begin alike, and equal figures are among them. ``pointed`` stand behind 上述, 的 or nothing, as figures do
    that were told before: 不予公开的17件. Digits are without point, commas and the zeros that only tell a
    figure's size.
    """

    named: Sequence[Sequence[Place]]
    alike: Sequence[Sequence[Digits]]
    near: Sequence[Sequence[Digits]]
    every: Sequence[Digits]
    others: Sequence[Sequence[Place]]
    pointed: Sequence[Place]


class _Meetings(Generic[T]):
    """What meets under one key; a list is made only where a second one comes, for most keys have one."""

    def __init__(self) -> None:
        self.first: dict[str, T] = {}
        self.groups: dict[str, list[T]] = {}

    def add(self, key: str, item: T) -> None:
        first = self.first.setdefault(key, item)
        if first is not item:
            self.groups.setdefault(key, [first]).append(item)

    def all(self) -> tuple[Sequence[T], ...]:
        """Those that met, each group in reading order."""
        return tuple(self.groups.values())


def counts(document: Document) -> Counts:
    """The figures of a document with a measure word, and its rates, outside of tables."""
    return document.once(_counts)


def _counts(document: Document) -> Counts:
    found = _Found()
    seen: set[str] = set()
    for scene in scenes(document):
        if scene.text.startswith("|") or scene.text in seen:
            continue  # a row of a table, which is read where tables are read; a paragraph printed twice
        seen.add(scene.text)
        for quantity in scene.quantities:
            found.add(scene, quantity)
    named, alike, near, others = found.named, found.alike, found.near, found.others
    return Counts(named.all(), alike.all(), near.all(), found.every, others.all(), found.pointed)


class _Found:
    """What :class:`Counts` holds, as it is gathered."""

    def __init__(self) -> None:
        self.named = _Meetings[Place]()
        self.alike = _Meetings[Digits]()
        self.near = _Meetings[Digits]()
        self.others = _Meetings[Place]()
        self.every: list[Digits] = []
        self.pointed: list[Place] = []

    def add(self, scene: Scene, quantity: Quantity) -> None:
        number = quantity.number
        kind, unit, digits = number.kind, number.unit, number.digits
        if unit in _UNCOUNTED if kind == "number" else kind != "percent":
            if unit or kind != "number" or number.scale == 1 or not _PEOPLE.match(quantity.after):
                return
            unit = "人"  # 6.48万贫困人口
        if number.approximate or number.vague:
            if kind == "percent" and number.approximate:
                self.others.add(significant(digits), (scene, quantity))
            return
        before = words = quantity.before
        if kind == "number" and (
            before[-1] in _POINTING if before else quantity.lead in _OPENING or not quantity.start
        ):
            self.pointed.append((scene, quantity))
        if words[-1:] in _ENDS:
            words = words.rstrip(_ENDS)
        if len(words) < KEY:
            words = quantity.after
        if len(words) >= KEY and (kind == "number" or words[-1:] in _RATES):  # a growth is no level
            self.named.add(words[-KEY:] + SAME.get(unit, unit), (scene, quantity))
        if len(digits) > 1 and (before or quantity.lead != "("):  # not 行政运行(01项)
            if digits.isascii():
                self._add_digits(digits, unit, scene, quantity)
            elif number.value >= _SPELT:
                self.others.add(f"{number.value} {unit}", (scene, quantity))

    def _add_digits(self, printed: str, unit: str, scene: Scene, quantity: Quantity) -> None:
        digits, number = significant(printed), quantity.number
        size = len(digits)
        if number.kind == "percent":
            if size > 1:
                self.others.add(digits, (scene, quantity))
            return
        if size < 2:
            if number.literal[0].isascii() and "-" not in printed:
                self.others.add(f"{printed} {unit}", (scene, quantity))
            return
        unit, place = _UNITS.get(unit, unit), (digits, scene, quantity)
        self.every.append(place)
        half = size // 2 if size > LONG else 2
        self.alike.add(unit + digits[:half], place)
        if size == LONG:
            self.near.add(f"{unit}{digits[0]}.{digits[2]}", place)
            self.near.add(f"{unit}.{digits[1:]}", place)
            self.near.add(unit + "".join(sorted(digits)), place)
        elif size > LONG:
            self.near.add(unit + digits[half:], place)
            # two exchanged in the middle
            self.near.add(f"{unit}{digits[: half - 1]}.{digits[half + 1 :]}", place)


def said(one: Quantity) -> str:
    """A figure with its measure word, as printed."""
    return one.number.literal + one.unit


def significant(digits: str) -> str:
    """The digits of a figure without point, commas and the zeros that only tell its size."""
    if digits.isdecimal():
        return digits.strip("0")
    whole = digits.replace(",", "")
    return whole.replace(".", "").lstrip("0") if "." in digits else whole.strip("0")


def share(words: str, known: str, least: int) -> bool:
    """Whether so many characters stand together in both; what was put out of ``words`` left ``|``."""
    return any(
        "|" not in (part := words[at : at + least]) and part in known for at in range(len(words) - least + 1)
    )
