"""One subject through a paragraph: the level it reached, where it came from, the changes stated of it."""

from __future__ import annotations

import regex

from ..document import Document
from ..values import field, record
from .moves import (
    Move,
    comes_from,
    is_addition,
    is_ago,
    is_aside,
    is_reference,
    move,
    reaches,
    subject_of_reference,
)
from .scene import Quantity, Scene, scenes
from .units import family

_CUE = regex.compile(r"[增减升降提扩缩压翻]")
_ASIDE = regex.compile(r"(?:[三四五两]年)?(?:累计|总量)(?:完成|达到?|实现|投资|投入|为)*$")
_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_LAST = regex.compile(r"(?:上一?年|去年|上年度)(?!末|底)(?:同期)?[^,;]{0,10}$")
_THIS = regex.compile(r"(?:本年|今年|本期|当年)[^,;]{0,10}$")
_SHARE = regex.compile(r"占[^,;]{0,24}$")
_AND = frozenset({"", "和", "与", "及", "以及"})
_TOTAL = regex.compile(r"[总累]|全部|保有|存量|数量$")


@record
class Track:
    """A level with what is said of its change.

    ``start`` is the level it came from; ``sign`` the direction its verb states, 0 if it states none.
    ``total`` is True where the start is a total of which the level is not said to be the new value:
    "新增15家，总量较上年的64家增长23.4%".
    """

    level: Quantity
    start: Quantity | None = None
    sign: int = 0
    total: bool = False
    moves: list[Move] = field(factory=list)

    @property
    def is_rate(self) -> bool:
        """Whether the level is a percentage."""
        return self.level.is_rate


def tracks(document: Document) -> tuple[tuple[Scene, tuple[Track, ...]], ...]:
    """The tracks of every scene that may state a change, in reading order of their levels."""
    return document.once(_tracks)


def _tracks(document: Document) -> tuple[tuple[Scene, tuple[Track, ...]], ...]:
    return tuple(
        (scene, tuple(_Tracer(scene).trace())) for scene in scenes(document) if _CUE.search(scene.text)
    )


class _Tracer:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Track] = []
        self.open: dict[int, Track] = {}  # the track spoken of last, by depth of brackets
        self.sentence = 0
        self.first = 0  # the first of ``found`` that 分别 may mean

    def trace(self) -> list[Track]:
        quantities = self.scene.quantities
        row = 0
        while row < len(quantities):
            quantity = quantities[row]
            row += 1
            if quantity.number.vague:
                continue
            self._turn(quantity)
            stated = move(quantity)
            if stated is None:
                self._level(quantity)
                continue
            shared = [stated]
            while row < len(quantities) and self._continues(shared[-1].quantity, quantities[row]):
                shared.append(_again(stated, quantities[row]))
                row += 1
            self._moves(shared)
        return self.found

    def _turn(self, quantity: Quantity) -> None:
        """Forget what a new sentence or a closed bracket ends."""
        if quantity.sentence != self.sentence:
            carried = self.open.get(0) if quantity.sentence == self.sentence + 1 else None
            self.open = {-1: carried} if carried else {}
            self.sentence = quantity.sentence
            self.first = len(self.found)
        if len(self.open) > 1:
            for depth in [depth for depth in self.open if depth > quantity.depth]:
                del self.open[depth]

    def _continues(self, last: Quantity, quantity: Quantity) -> bool:
        """Whether a quantity is the next in "分别增长5%、6%和7%"."""
        return (
            quantity.before in _AND
            and quantity.lead in ("", "、")
            and quantity.number.kind == last.number.kind
            and quantity.sentence == last.sentence
        )

    def _level(self, quantity: Quantity) -> None:
        if quantity.is_rate and _SHARE.search(quantity.before):
            return
        last = self.open.get(quantity.depth)
        if last and _ASIDE.match(quantity.before):
            return
        outer = self.open.get(quantity.depth - 1) if quantity.depth else None
        if outer and outer.start is None and _comparable(outer.level, quantity) and self._is_aside(quantity):
            outer.start = quantity
            return
        if is_reference(quantity):
            if last and last.start is None and _comparable(last.level, quantity):
                self._refer(last, quantity)
            return
        track = Track(quantity)
        if last and last.level.index == quantity.index - 1 and _comparable(last.level, quantity):
            sign = reaches(quantity)
            if sign is not None and comes_from(last.level):
                track = Track(quantity, last.level, sign)
                if self.found[-1] is last:
                    self.found.pop()
            elif sign is None and _earlier(last.level, quantity):
                track = Track(quantity, last.level)
            elif sign is None and _earlier(quantity, last.level):
                last.start = quantity
                return
        self.found.append(track)
        self.open[quantity.depth] = track

    def _is_aside(self, quantity: Quantity) -> bool:
        """Whether brackets hold last year's level: (上年400件), 比去年同期(400件)增长."""
        if is_aside(quantity):
            return True
        opening = quantity.start - 1
        return (
            quantity.lead == "("
            and not quantity.before
            and is_ago(self.scene.text[max(0, opening - 12) : opening])
        )

    def _refer(self, last: Track, quantity: Quantity) -> None:
        """Give a track the start that "比上年的A" names, if that is a level of the same subject."""
        subject = subject_of_reference(quantity)
        changed = bool(subject) and subject.rstrip("数量额") not in last.level.before
        if changed and not _TOTAL.search(subject):
            # 其中罚款较上年的12件: of another subject, whose new level is not stated.
            self.open = {depth: track for depth, track in self.open.items() if track is not last}
            return
        last.start = quantity
        last.total = changed

    def _moves(self, shared: list[Move]) -> None:
        stated = shared[0]
        quantity = stated.quantity
        if len(shared) > 1:
            targets = [track for track in self.found[self.first :] if track.start is not None]
            if stated.each and not stated.subject and len(targets) == len(shared):
                for track, one in zip(targets, shared, strict=True):
                    track.moves.append(one)
            return
        target = self.open.get(quantity.depth)
        if target is None and quantity.depth == 0:
            target = self._carried(stated)
        if target is None or not _fits(target, stated):
            return
        target.moves.append(stated)
        self.open[quantity.depth] = target

    def _carried(self, stated: Move) -> Track | None:
        """The track of the sentence before, where "与上年相比，……减少d" goes on with it."""
        track = self.open.get(-1)
        if track is None:
            return None
        between = self.scene.text[track.level.stop : stated.quantity.start]
        return track if stated.against or "相比" in between[-40:] else None


def _again(stated: Move, quantity: Quantity) -> Move:
    return Move(quantity, stated.sign, stated.subject, stated.against, stated.mean, stated.soft, stated.each)


def _fits(track: Track, stated: Move) -> bool:
    """Whether a change is about the track's subject and in a measure that its level can have."""
    if stated.subject and not track.level.before.endswith(stated.subject):
        return False
    kind = stated.quantity.number.kind
    if kind == "number":
        return not track.is_rate and family(stated.quantity.unit) == family(track.level.unit)
    if kind == "point":
        return track.is_rate
    return kind in ("percent", "permille", "multiple") and not track.is_rate


def _comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two levels are in one measure and one sentence."""
    if a.sentence != b.sentence or a.number.kind != b.number.kind:
        return False
    return family(a.unit) == family(b.unit) or not a.unit


def _earlier(a: Quantity, b: Quantity) -> bool:
    """Whether the words before two levels say that ``a`` is last year's and ``b`` this year's."""
    if "执行数" in a.before and "预算安排" in b.before:
        return True
    first, second = _YEAR.search(a.before), _YEAR.search(b.before)
    if first and second:
        return int(first[1]) < int(second[1]) and _tail(a) == _tail(b)
    if is_addition(b) and not is_addition(a):
        return False
    return _LAST.search(a.before) is not None and _THIS.search(b.before) is not None and not comes_from(a)


def _tail(quantity: Quantity) -> str:
    """The words between the year and the number."""
    return quantity.before.rpartition("年")[2]
