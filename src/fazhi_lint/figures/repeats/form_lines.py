"""The lines of a form printed as text, against the prose before it: "收到申请数 件 57" and 共收到申请57件.

The yearly form of information disclosure until 2018 stands so behind many reports: an indicator, its measure
word and its figure. Where the prose names an indicator in full, both must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import value
from ..core.conflicts import conflict
from ..core.labels import front
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import mistyped
from ..core.terms import figure
from ..core.units import family
from .counts import share

_LINE = regex.compile(
    r"(?:\(?[一二三四五六七八九十\d]{1,3}[、.)]{1,2})?(?:其中:?)?(?P<name>\p{Han}{2,24}?)(?:\([^()]*\))?[:]?"
    r"(?P<unit>件|条|次|人次|人|个|篇|期|封|部|万?元)[:]?(?P<number>[\d,.]+)"
)
_COMMON = regex.compile(
    r"政府信息|信息公开|公开|发布|推送|通过|[以因共被的]|全年|本?年度?|累计|总?数量?$|情况|[本我全][局市县区省厅委办州镇]|其中|^申请"
)
_OTHER = regex.compile(r"上年|去年|同期|(?:19|20)\d\d年|未|没有|不")
_FEW = 4  # lines that make a form
_PLENTY = 10  # a figure that does not agree by chance
_NAME = 4  # characters of a name that may end a longer one
_SHARED = 2  # characters of a name that tell, where the figures are equal


@value
class _Line:
    """A line of the form: its figure, the name of its indicator without what all have in common, its unit."""

    scene: Scene
    quantity: Quantity
    printed: str
    name: str
    unit: str


def form_lines(document: Document) -> Iterator[Relation]:
    """The relations between the lines of a form and the prose in front of it."""
    known = scenes(document)
    lines = [line for scene in known if (line := _line(scene))]
    if len(lines) < _FEW:
        return
    first = lines[0].scene.paragraph.index
    prose = [
        (scene, quantity, _name(scene, quantity))
        for scene in known
        if scene.paragraph.index < first
        for quantity in scene.quantities
        if quantity.number.kind == "number" and quantity.unit
    ]
    for line in lines:
        yield from _against(line, [one for one in prose if family(one[1].unit) == line.unit])


def _line(scene: Scene) -> _Line | None:
    if len(scene.quantities) > 2 or (found := _LINE.fullmatch(scene.text)) is None:
        return None
    quantity = scene.quantities[-1]
    if quantity.start != found.start("number"):
        return None
    return _Line(scene, quantity, found["name"], _COMMON.sub("", found["name"]), family(found["unit"]))


def _name(scene: Scene, quantity: Quantity) -> str:
    """What the prose says in front of a figure, without what all such figures have in common."""
    return _COMMON.sub("", front(scene, quantity).rpartition("、")[2])


def _against(line: _Line, prose: Sequence[tuple[Scene, Quantity, str]]) -> Iterator[Relation]:
    firm = [one for one in prose if _is_named(line.name, one[2]) and not _OTHER.search(one[1].before)]
    number = line.quantity.number
    equal = [one for one in prose if one[1].number.value == number.value]
    best = [one for one in firm if one in equal] or [
        one for one in equal if number.value >= _PLENTY and share(line.name, one[2], _SHARED)
    ]
    if best:
        yield _relation(line, *best[0][:2], agrees=True)
    elif len({one[1].number.value for one in firm}) == 1:
        scene, quantity, _ = firm[0]
        slipped = mistyped(quantity.number.digits, number.digits)
        if slipped or max(quantity.number.value, number.value) < _PLENTY:
            yield _relation(line, scene, quantity, agrees=False)


def _is_named(name: str, words: str) -> bool:
    return name != "" and (words == name or (len(name) >= _NAME and words.endswith(name)))


def _relation(line: _Line, scene: Scene, quantity: Quantity, *, agrees: bool) -> Relation:
    here, there = line.scene.span(line.quantity), scene.span(quantity)
    left, right = figure(quantity.number), figure(line.quantity.number)
    if agrees:
        return Relation("repeat", "verified", here, tuple(sorted((here, there))), f"{left} = {right}")
    said = quantity.number.literal + quantity.unit
    words = f"“{line.printed}”", said, line.quantity.number.literal
    return conflict(here, there, words, f"{left} ≠ {right}", f"正文：{said}")
