"""A count told before and taken up again: 不予公开17件，…。不予公开的17件包括….

What is taken up is told by 的, by 上述, or by opening its clause, and its words are those of the count before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from ...document import Document
from ...kept import regex, scanner
from ...values import record
from ..core.labels import Labelled, front
from ..core.scene import Quantity, Scene, scenes
from ..core.units import COUNTING, SAME, family
from .counts import Counts, Place, significant

_LEAD = scanner(
    r"(?:对于?|针对|就|在|将|把|向|而|但|从|由|以|其中|上述|这些|目前|年内|全部|所有|现|经|是|和|与|及|已|尚|仍|被|\d+年?)+"
)
_LINKS = "为是达到共有约了计的"
_POINTER = regex.compile(r"(?:[对在就将从由向]|针对)?(?:上述|前述|以上|全部|这|该)")
_OPENS = frozenset({"", "为", "给", "对", "由", "向", "在", "将", "和", "与", "及", "前"})
# Behind a count that is taken up whole there is no word that would make it another: 的3件中, 的3件包括.
_WHOLE = scanner(
    r"(?P<noun>申请|案件|建议|提案|问题|事项|信访|项目|企业|单位|线索|隐患|人员)?(?:[中里内]?[,有]|中|里|均|全部|都|已|包括|分别|主要)"
)
_EACH = scanner(r"[^,;。:、!?\d]{2,10}?(?:中[,有]?|均|全部|都|平均|共有)")
_NEWS = regex.compile(r"获|入选|成为|超过|上榜|列入|被|开工|竣工|签约|投产")  # what happened to some
_BOUNDS = frozenset(",;。:、!?()中均全都的共有和与及平已实参按开建配为在将被也还")
_NEAR = 24  # quantities looked through before one
_WORDS = 16  # characters before a figure that may name it
_NOUN = 10
_THING = 6
_SURE = 4  # characters alike behind two figures that need no stop behind them
_LEAST = 2
_PLENTY = 10  # things that are not so many by chance
_SAME = SAME.get
_KINDS = frozenset("项类种个")
_index = attrgetter("paragraph.index")
_MOST = 40  # statements looked through


def restated(document: Document, found: Counts) -> Iterator[tuple[Labelled, Labelled]]:
    """The pairs of a count and of what takes it up again, the same number."""
    reader = _Reader(document, found)
    for scene, quantity in found.pointed:
        number = quantity.number
        if quantity.unit and family(quantity.unit) in COUNTING and number.value > 1:
            if not number.digits.isascii() and quantity.unit in _KINDS:
                continue  # 上述两项: so many items, which are counted where lists are
            yield from reader.taken_up(scene, quantity)


@record
class _Reader:
    document: Document
    found: Counts

    def taken_up(self, scene: Scene, quantity: Quantity) -> Iterator[tuple[Labelled, Labelled]]:
        """The pair of a count that takes another one up, if it does."""
        before = quantity.before
        if before.endswith("的"):
            name = _LEAD.match(before)
            words = before[name.end() if name else 0 : -1]
            if len(words) >= _LEAST:
                yield from self._named(scene, quantity, words)
        elif before and (quantity.lead or not quantity.index) and _POINTER.fullmatch(before):
            yield from self._pointed(scene, quantity)
        elif before in _OPENS:
            yield from self._opening(scene, quantity)

    def _named(self, scene: Scene, quantity: Quantity, words: str) -> Iterator[tuple[Labelled, Labelled]]:
        """不予公开的17件."""
        behind = scene.text[quantity.stop : quantity.stop + _NOUN]
        whole = _WHOLE.match(behind)
        noun = whole["noun"] if whole else ""
        near, value = self._near(scene, quantity), quantity.number.value
        alike = [one for one in near if one[1].number.value == value]
        equal: Iterator[Place] = (
            one
            for one in reversed(alike)
            if _is_called(one[1], words, noun)
            or words in front(*one)[-_WORDS:]
            or (one is near[-1] and one[0] is scene and whole)
            or ((value >= _PLENTY or one is near[-1]) and _counts_same(*one, behind, loose=True))
        )
        found = next(equal, None) or self._elsewhere(scene, quantity, behind)
        if found:
            yield _pair(found, (scene, quantity), words)

    def _pointed(self, scene: Scene, quantity: Quantity) -> Iterator[tuple[Labelled, Labelled]]:
        """上述117件申请."""
        noun = scene.text[quantity.stop : quantity.stop + _NOUN]
        value = quantity.number.value
        equal = [one for one in self._near(scene, quantity) if one[1].number.value == value]
        if equal and (value >= _PLENTY or _counts_same(*equal[-1], noun, loose=True)):
            yield _pair(equal[-1], (scene, quantity), noun[:_LEAST])

    def _opening(self, scene: Scene, quantity: Quantity) -> Iterator[tuple[Labelled, Labelled]]:
        """ "19个村（社区）全部": what is counted is told behind the count."""
        behind = scene.text[quantity.stop : quantity.stop + _NOUN]
        if len(behind) < _LEAST:
            return
        value = quantity.number.value
        few = value < _PLENTY
        row = quantity.index
        opens = not row or scene.quantities[row - 1].sentence != quantity.sentence
        if few and (_NEWS.search(behind) or not (opens or _EACH.match(behind))):
            return
        loose = opens or not few
        near = (one for one in reversed(self._near(scene, quantity)) if one[1].number.value == value)
        found = next((one for one in near if _counts_same(*one, behind, loose=loose)), None)
        found = found or self._elsewhere(scene, quantity, behind)
        if found:
            yield _pair(found, (scene, quantity), behind[:_LEAST])

    def _elsewhere(self, scene: Scene, quantity: Quantity, behind: str) -> Place | None:
        """The first equal count of the same before one, however far."""
        if quantity.number.value < _PLENTY or len(behind) < _LEAST:
            return None
        unit = family(quantity.unit)
        known = self._by_digits.get(significant(quantity.number.digits), ())[:_MOST]
        equal = (one for one in known if one[1].number.value == quantity.number.value)
        before = (one for one in equal if family(one[1].unit) == unit and _before(one, (scene, quantity)))
        return next((one for one in before if _counts_same(*one, behind)), None)

    @cached_property
    def _by_digits(self) -> dict[str, list[Place]]:
        """The counts of the document by their digits."""
        known: dict[str, list[Place]] = {}
        for key, scene, quantity in self.found.every:
            known.setdefault(key, []).append((scene, quantity))
        return known

    def _near(self, scene: Scene, quantity: Quantity) -> list[Place]:
        """The counts of the same measure word before one, in its paragraph and the one before."""
        unit = family(quantity.unit)
        known, index = scenes(self.document), scene.paragraph.index
        at = bisect_left(known, index, key=_index) - 1
        above = known[at] if at >= 0 and _index(known[at]) == index - 1 else None
        row = [(above, one) for one in above.quantities[-_NEAR:]] if above else []
        row += [(scene, one) for one in scene.quantities[max(0, quantity.index - _NEAR) : quantity.index]]
        alike = [place for place in row if _SAME(place[1].unit, place[1].unit) == unit]
        return [
            place for place in alike if place[1].number.kind == "number" and not place[1].number.approximate
        ]


def _is_called(quantity: Quantity, words: str, noun: str | None) -> bool:
    """Whether a count has a name, but for what is counted: 不同意公开答复3件, 不合格加油站14座, 831人通过."""
    stated = quantity.before.rstrip(_LINKS)
    at = stated.rfind(words)
    if at < 0:
        return quantity.after == words
    rest = stated[at + len(words) :]
    return len(rest) <= _THING and (not noun or not rest or noun in rest)


def _counts_same(scene: Scene, quantity: Quantity, behind: str, *, loose: bool = False) -> bool:
    """Whether what a count counts is what ``behind`` begins with."""
    text, start = scene.text, quantity.start
    other = text[quantity.stop : quantity.stop + _NOUN]
    same = next((at for at, (a, b) in enumerate(zip(behind, other, strict=False)) if a != b), None)
    same = min(len(behind), len(other)) if same is None else same
    ended = behind[same : same + 1] in _BOUNDS or not behind[same:]
    if same >= _SURE or (same >= _LEAST and ended):
        return True
    named = any(text.endswith(behind[:size], 0, start) for size in range(_LEAST, _NOUN))
    named = named or behind[:_SURE] in f"{text[max(0, start - _NOUN) : start]}|{other}"
    if named or not loose:
        return named
    if not behind[:_LEAST].isalpha():
        return False
    return behind[:_LEAST] in other or behind[:_LEAST] in text[max(0, start - _NOUN) : start]


def _before(one: Place, other: Place) -> bool:
    """Whether a count stands before another."""
    return (one[0].paragraph.index, one[1].start) < (other[0].paragraph.index, other[1].start)


def _pair(first: Place, other: Place, name: str) -> tuple[Labelled, Labelled]:
    return Labelled(*first, name), Labelled(*other, name)
