"""What the amounts of a document are called, so that "占生产总值的比重" finds the 生产总值 it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import regex

from ..document import Document
from ..values import value
from .moves import move
from .scene import Quantity, Scene, scenes

_STOP = regex.compile(r"[,;。:!?\t]")
_BRACKET = regex.compile(r"\([^()]*\)|\[\d+\]")
_VERBS = regex.compile(
    r"(?:达到?了?|完成|实现|[预共累]计|为|是|共|约|近|逾|超过?|突破|已|有|[增提上下扩升降减][加高升降大长少]?(?:到|至))+$"
)
_SCOPE = regex.compile(
    r"^(?:全[国省市县区州部年]|整个|本[市省区县年]|我[国省市县区州]|地方|各项|当年|年末|同期|所有|现有)+"
)
_REACH = 60
_TAIL = 3


@value
class Labelled:
    """An amount with the words that name it, verbs and brackets taken away."""

    scene: Scene
    quantity: Quantity
    label: str


def front(scene: Scene, quantity: Quantity) -> str:
    """The words of a quantity's clause in front of it, brackets left out, back to the quantity before."""
    text = scene.text
    begin = max(scene.quantities[quantity.index - 1].stop if quantity.index else 0, quantity.start - _REACH)
    words = text[begin : quantity.start]
    last = 0
    for match in _STOP.finditer(words):
        last = match.end()
    return _BRACKET.sub("", words[last:])


def label(scene: Scene, quantity: Quantity) -> str:
    """The name of what a quantity counts: 国内生产总值 in "全年国内生产总值达到676708亿元"."""
    words = _VERBS.sub("", front(scene, quantity))
    return words.rpartition("、")[2].rpartition("其中")[2]


def named(document: Document, words: str) -> Iterator[Labelled]:
    """The amounts of a document that the words may mean, in reading order."""
    wanted = _SCOPE.sub("", words)
    if len(wanted) < _TAIL:
        return
    for found in document.once(_index).get(wanted[-_TAIL:], ()):
        own = _SCOPE.sub("", found.label)
        if own.endswith(wanted) or (len(own) > _TAIL and wanted.endswith(own)):
            yield found


def same_name(a: str, b: str) -> bool:
    """Whether two names are one but for words of scope and time: 全市生产总值, 生产总值."""
    return _SCOPE.sub("", a) == _SCOPE.sub("", b)


def _index(document: Document) -> dict[str, list[Labelled]]:
    index: dict[str, list[Labelled]] = defaultdict(list)
    for scene in scenes(document):
        for quantity in scene.quantities:
            number = quantity.number
            if number.kind != "number" or number.vague or not number.value or move(quantity) is not None:
                continue
            name = label(scene, quantity)
            if len(name) >= _TAIL:
                index[name[-_TAIL:]].append(Labelled(scene, quantity, name))
    return index
