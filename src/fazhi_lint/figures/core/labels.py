"""What the amounts of a document are called, so that "占生产总值的比重" finds the 生产总值 it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex, scanner
from ...values import value
from .scene import Quantity, Scene, scenes

_STOP = scanner(r"[,;。:!?\t]")
_STOPS = frozenset(",;。:!?\t") | {""}  # in front of what a quantity has before it
_BRACKET = regex.compile(r"\([^()]*\)|\[\d+\]|\*+")
_VERBS = regex.compile(
    r"(?:达到?了?|完成|实现|[预共累]计|为|是|共|约|近|逾|超过?|突破|已|有|[增提上下扩升降减][加高升降大长少]?(?:到|至))+$"
)
_SCOPE = regex.compile(
    r"^(?:预计|初步(?:核算|统计|预计)|据统计|全[国省市县区州部年]|整个|本[市省区县年]|我[国省市县区州]|[今去当]年|年末|"
    r"同期|大陆|地方|各项|所有|现有|累计|实现|完成|达到?|使|的|,)+"
)
REACH = 60  # characters of a clause that may name a figure
_TAIL = 3
_MOST = 40
_VERB_ENDS = frozenset("达到了成现计为是共约近逾超过破已有至")


@value
class Labelled:
    """An amount with the words that name it, verbs and brackets taken away."""

    scene: Scene
    quantity: Quantity
    label: str


def front(scene: Scene, quantity: Quantity) -> str:
    """The words of a quantity's clause in front of it, brackets left out, back to the quantity before."""
    words = quantity.before
    if quantity.lead not in _STOPS or len(words) > REACH or "," in words or ":" in words:
        begin = max(scene.quantities[quantity.index - 1].stop if quantity.index else 0, quantity.start - REACH)
        words = scene.text[begin : quantity.start]
        last = 0
        for match in _STOP.finditer(words):
            last = match.end()
        words = words[last:]
    return _BRACKET.sub("", words) if "(" in words or "[" in words or "*" in words else words


def spells(words: str, name: str, gap: int) -> bool:
    """Whether words hold the characters of a name in their order, at most ``gap`` others between them."""
    at = first = words.find(name[0])
    for mark in name[1:]:
        at = words.find(mark, at + 1) if at >= 0 else -1
    return 0 <= first <= at <= first + len(name) + gap


def label(scene: Scene, quantity: Quantity) -> str:
    """The name of what a quantity counts: 国内生产总值 in "全年国内生产总值达到676708亿元"."""
    words = front(scene, quantity)
    if words[-1:] in _VERB_ENDS:
        words = _VERBS.sub("", words)
    return words.rpartition("、")[2].rpartition("其中")[2]


def named(document: Document, words: str) -> Sequence[Labelled]:
    """The amounts of a document that the words may mean, in reading order, at most 40."""
    wanted = _SCOPE.sub("", words)
    known = document.once(_known)
    if wanted not in known:
        known[wanted] = tuple(_named(document, wanted)) if len(wanted) >= _TAIL else ()
    return known[wanted]


def _known(_: Document) -> dict[str, tuple[Labelled, ...]]:
    """The names looked up so far: one total is named many times."""
    return {}


def _named(document: Document, wanted: str) -> Iterator[Labelled]:
    for scene, quantity in document.once(_by_tail).get(wanted[-_TAIL:], ())[:_MOST]:
        own = label(scene, quantity)
        bare = _SCOPE.sub("", own)
        if bare.endswith(wanted) or (len(bare) > _TAIL and wanted.endswith(bare)):
            yield Labelled(scene, quantity, own)


def _by_tail(document: Document) -> dict[str, list[tuple[Scene, Quantity]]]:
    """The amounts by the last three characters of their name."""
    index: dict[str, list[tuple[Scene, Quantity]]] = defaultdict(list)
    for scene in scenes(document):
        for quantity in scene.quantities:
            if quantity.number.kind != "number" or quantity.number.vague:
                continue
            words = quantity.before
            if words[-1:] == "]" or (not words and quantity.lead == ")"):
                words = front(scene, quantity)
            if words[-1:] in _VERB_ENDS:
                words = _VERBS.sub("", words)
            if len(words) >= _TAIL:
                index[words[-_TAIL:]].append((scene, quantity))
    return index


def same_name(a: str, b: str) -> bool:
    """Whether two names are one but for words of scope and time: 全市生产总值, 生产总值."""
    return _SCOPE.sub("", a) == _SCOPE.sub("", b)
