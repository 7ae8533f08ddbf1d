"""One subject through a paragraph: the level it reached, where it came from, the changes stated of it."""

from __future__ import annotations

from ..document import Document
from ..kept import regex
from ..values import field, record
from .moves import (
    Move,
    comes_from,
    is_addition,
    is_ago,
    is_aside,
    is_past,
    is_reference,
    may_change,
    move,
    reaches,
    starts,
    subject_of_reference,
)
from .scene import Quantity, Scene, scenes
from .units import family

_CUE = regex.compile(r"[增减升降提扩缩压翻倍简落涨跌多少高低]")
_ASIDE = regex.compile(r"(?:[三四五两]年)?(?:累计|总量)(?:完成|达到?|实现|投资|投入|为)*$")
_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_LAST = regex.compile(r"(?:上一?年|去年|上年度)(?!末|底)(?:同期)?[^,;]{0,10}$")
_LAST_NUMBER = regex.compile(r"(?:上一?年度?|去年)(?:同期|(?:执行|决算|预算|完成|实际)?数)(?:为|是)?$")
_COUNT = regex.compile(r"[人件起户次家总]?(?:数量?|额|量)$")
_THIS = regex.compile(r"(?:本年|今年|本期|当年)[^,;]{0,10}$")
_SHARE = regex.compile(r"占[^,;]{0,24}$|(?:完成|为|达到?)[^,;]{0,10}(?:预算|计划|任务|目标)[^,;]{0,6}$")
_PLANNED = regex.compile(r"(?:预算|计划|目标|任务)[^,;]{0,6}$")
_DONE = regex.compile(r"(?:决算|实际|执行数|完成)[^,;]{0,6}$")
_HEADLINE = regex.compile(r"[收支](?=总计|合计|总额)")
_OTHER = regex.compile(r"其中|分别|另|涉|有所|明显|大幅|;")
_PLAN_ALONE = regex.compile(r"(?:年初|全年|当年|调整)?预算数?(?:为|是)?")
_YEAR_BEFORE = regex.compile(r"\((?:[上去前]年|\d{4}年)度?(?:同期|年?[末底])?$")
_ADDED = regex.compile(r"(?:累计|共|实现|总共)?(?:新增|增设|新建)")
_NAMED = regex.compile(r"(?:均|都|各|分别|共|约)*(?:为|是|达到?|有)?(?:约|近|逾)?$")
_TWO_YEARS = regex.compile(
    r"((?:19|20)\d\d)年度?[、和与及]((?:19|20)\d\d)年度?[^,;。、]{0,24}分别[^,;。、]{0,12}$"
)
_MOST = 24  # levels of a sentence that several changes are shared out among
_NAME = 4  # characters of a name that tell it from others
_AND = frozenset({"", "和", "与", "及", "以及"})
_TOTAL = regex.compile(r"[总累]|全部|保有|存量|数量$")


@record
class Track:
    """A level with what is said of its change.

    ``start`` is the level it came from; ``sign`` the direction its verb states, 0 if it states none.
    ``total`` is True where the start is a total of which the level is not said to be the new value:
    "新增15家，总量较上年的64家增长23.4%". ``planned`` marks a start that is the budget or the plan of the
    level: only what is said against the plan is measured from it; ``yearly`` one that is last year's by its
    place.
    """

    level: Quantity
    start: Quantity | None = None
    sign: int = 0
    total: bool = False
    planned: bool = False
    yearly: bool = False
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
        (scene, tuple(_Tracer(scene).trace()))
        for scene in scenes(document)
        if len(scene.quantities) > 1 and _CUE.search(scene.text) and any(map(may_change, scene.quantities))
    )


class _Tracer:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Track] = []
        self.open: dict[int, Track] = {}  # the track spoken of last, by depth of brackets
        self.amounts: dict[int, Track] = {}  # the same, percentages left out
        self.carried: Track | None = None  # the one that the sentence before ended with
        self.past: list[Track] = []  # all of that sentence
        self.waiting: Quantity | None = None  # what is compared with, said before the level itself
        self.early: list[Move] = []  # changes said before the level itself
        self.shared: list[Track] = []  # those that 分别 meant last
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
            while row < len(quantities):
                following = self._next(shared[-1], quantities[row])
                if following is None:
                    break
                shared.append(following)
                row += 1
            self._moves(shared)
        return self.found

    def _turn(self, quantity: Quantity) -> None:
        """Forget what a new sentence or a closed bracket ends."""
        if quantity.sentence != self.sentence:
            follows = quantity.sentence == self.sentence + 1
            self.carried = self._head() if follows else None
            self.past = self.found[max(self.first, len(self.found) - _MOST) :] if follows else []
            self.open, self.amounts, self.shared, self.waiting, self.early = {}, {}, [], None, []
            self.sentence = quantity.sentence
            self.first = len(self.found)
        if len(self.open) > 1:
            for depth in [depth for depth in self.open if depth > quantity.depth]:
                del self.open[depth]
                self.amounts.pop(depth, None)

    def _head(self) -> Track | None:
        """What the sentence that ends spoke of: its last level, or the whole that its parts were listed of."""
        last = self.open.get(0)
        own = [track for track in self.found[self.first :] if not track.level.depth]
        if last and own and "其中" in self.scene.text[own[0].level.stop : last.level.start]:
            return own[0] if _same_measure(own[0].level, last.level) else last
        return last

    def _next(self, last: Move, quantity: Quantity) -> Move | None:
        """The next change in "分别增长5%、6%和7%", "分别增长5%、下降6%"; None if it is no such."""
        before = last.quantity
        if quantity.number.kind != before.number.kind or quantity.sentence != before.sentence:
            return None
        if quantity.lead not in ("", "、"):
            return None
        if quantity.before in _AND:
            return _again(last, quantity)
        other = move(quantity) if last.each else None
        return other if other and not other.subject.strip("和与及") and not other.against else None

    def _level(self, quantity: Quantity) -> None:
        if self._is_base(quantity) or (quantity.is_rate and _is_share(quantity)):
            return
        last = self.open.get(quantity.depth)
        if last and (_ASIDE.match(quantity.before) or self._is_duration(quantity)):
            return
        if last and last.start and _ADDED.fullmatch(quantity.before) and _follows(last, quantity):
            last.moves.append(Move(quantity, 1, words=quantity.before))
            return
        outer = self.open.get(quantity.depth - 1) if quantity.depth else None
        if outer and outer.start is None and _comparable(outer.level, quantity) and self._is_aside(quantity):
            outer.start = quantity
            outer.yearly = quantity.lead == ":"
            return
        if is_reference(quantity):
            self._reference(last, quantity)
            return
        if last and last.start is None and starts(quantity) and _comparable(last.level, quantity):
            last.start = quantity
            return
        if (
            last
            and last.start is None
            and last.moves
            and (is_past(quantity) or _PLAN_ALONE.fullmatch(quantity.before))
            and _comparable(last.level, quantity)
        ):
            last.start, last.planned = quantity, not is_past(quantity)
            return
        track = Track(quantity)
        if last and last.level.index == quantity.index - 1 and _comparable(last.level, quantity):
            sign = reaches(quantity)
            if sign is not None and comes_from(last.level):
                track = Track(quantity, last.level, sign)
                if self.found[-1] is last:
                    self.found.pop()
            elif sign is None and self._two_years(last.level, quantity):
                track = Track(quantity, last.level, yearly=True)
            elif sign is None and _earlier(last.level, quantity):
                track = Track(quantity, last.level)
            elif sign is None and _earlier(quantity, last.level):
                last.start = quantity
                return
            elif sign is None and _PLANNED.search(last.level.before) and _DONE.search(quantity.before):
                track = Track(quantity, last.level, planned=True)
        if track.start is None and self.waiting and _same_measure(self.waiting, quantity):
            between = self.scene.text[self.waiting.stop : quantity.start]
            if between.count(",") < 2 + len(self.early) and not _OTHER.search(between):
                track.start = self.waiting
                track.moves += self.early
        self.waiting, self.early = None, []
        self._open(track, quantity.depth)
        self.found.append(track)

    def _open(self, track: Track, depth: int) -> None:
        self.open[depth] = track
        if not track.is_rate:
            self.amounts[depth] = track

    def _is_base(self, quantity: Quantity) -> bool:
        """Whether a quantity is what the percentage behind it is taken of: 为预算30万元的95%."""
        if quantity.after != "的" or quantity.index + 1 == len(self.scene.quantities):
            return False
        following = self.scene.quantities[quantity.index + 1]
        return following.number.kind in ("percent", "permille", "fraction")

    def _is_duration(self, quantity: Quantity) -> bool:
        """Whether a number of years only says over which time something changed: 五年净增41个."""
        if quantity.unit != "年" or comes_from(quantity) or reaches(quantity) is not None:
            return False
        following = self.scene.quantities[quantity.index + 1 : quantity.index + 2]
        return bool(following) and following[0].lead == "" and move(following[0]) is not None

    def _two_years(self, earlier: Quantity, later: Quantity) -> bool:
        """ "2022年、2023年分别受理400件、450件"."""
        if later.before or later.lead != "、" or "分别" not in earlier.before:
            return False
        found = _TWO_YEARS.search(self.scene.text, max(0, earlier.start - 60), earlier.start)
        if found is None or int(found[1]) + 1 != int(found[2]):
            return False
        return self.scene.text[found.start() - 1 : found.start()] != "、"  # 2021年、2022年、2023年

    def _is_aside(self, quantity: Quantity) -> bool:
        """Whether brackets hold last year's level: (上年400件), 比去年同期(400件)增长."""
        if is_aside(quantity):
            return True
        opening = quantity.start - 1
        if quantity.before or quantity.lead not in ("(", ":"):
            return False
        words = self.scene.text[max(0, opening - 12) : opening]
        return _YEAR_BEFORE.search(words) is not None if quantity.lead == ":" else is_ago(words)

    def _reference(self, last: Track | None, quantity: Quantity) -> None:
        """Find the level that "比上年的A", "与上年的A相比" is said of: before it, else behind it."""
        if last is None and not quantity.depth:
            last = self.carried
            if last and last.start is None and _same_measure(last.level, quantity):
                self._open(last, 0)
                last.start = quantity
                return
            self.waiting = quantity
        elif last and _comparable(last.level, quantity):
            if last.start is not None and last.level.stop < last.start.start:
                last = Track(last.level)  # compared a second time
                self.found.append(last)
                self._open(last, quantity.depth)
            if last.start is None:
                self._refer(last, quantity)

    def _refer(self, last: Track, quantity: Quantity) -> None:
        """Give a track the start that "比上年的A" names, if that is a level of the same subject."""
        subject = subject_of_reference(quantity)
        changed = bool(subject) and subject.rstrip("数量额") not in last.level.before
        if changed and not _TOTAL.search(subject):
            # 其中罚款较上年的12件: of another subject, whose new level is not stated.
            self.open = {depth: track for depth, track in self.open.items() if track is not last}
            self.amounts = {depth: track for depth, track in self.amounts.items() if track is not last}
            return
        last.start = quantity
        last.total = changed

    def _moves(self, shared: list[Move]) -> None:
        stated = shared[0]
        quantity = stated.quantity
        if len(shared) > 1:
            targets = self._targets(shared)
            for track, one in zip(targets, shared, strict=False):
                track.moves.append(one)
            self.shared = targets
            return
        target = self.open.get(quantity.depth)
        if target is None and self.waiting and not stated.subject and quantity.depth == self.waiting.depth:
            self.early.append(stated)
            return
        if quantity.depth == 0 and (target is None or (stated.subject and not _fits(target, stated))):
            target = self._carried(stated) or target
        if target is None or not _fits(target, stated):
            target = self.amounts.get(quantity.depth)
            if target is None or stated.subject or quantity.number.kind != "number":
                return
            if not _fits(target, stated):
                return
        target.moves.append(stated)
        self._open(target, quantity.depth)

    def _targets(self, shared: list[Move]) -> list[Track]:
        """The tracks that share out several changes: as many as there are changes."""
        stated = shared[0]
        if stated.subject:
            return []
        if len(self.shared) == len(shared) and not stated.each:
            return self.shared
        near = self.found[max(self.first, len(self.found) - _MOST) :]
        levels = [track for track in near if all(_fits(track, one) for one in shared)]
        started = [track for track in near if track.start is not None]
        chosen = started or levels
        return chosen if stated.each and len(chosen) == len(shared) else []

    def _carried(self, stated: Move) -> Track | None:
        """The track of the sentence before, where "与上年相比，……减少d" goes on with it."""
        track = self.carried
        if track is None:
            return None
        between = self.scene.text[track.level.stop : stated.quantity.start]
        if stated.subject and "相比" in between:
            named = [one for one in self.past if _fits(one, stated)]
            return named[0] if len(named) == 1 else None
        return track if stated.against or "相比" in between[-40:] else None


def _is_share(quantity: Quantity) -> bool:
    """Whether a percentage is one of a whole or a plan, and no level of its own."""
    if quantity.before[:1] == "的":
        return True
    return not comes_from(quantity) and _SHARE.search(quantity.before) is not None


def _follows(track: Track, quantity: Quantity) -> bool:
    """Whether a figure stands right behind the level of a track, in its measure."""
    return track.level.index + 1 == quantity.index and _comparable(track.level, quantity)


def _speaks_of(level: Quantity, stated: Move) -> bool:
    """Whether a change names a level counted before: 163人死亡 and 死亡人数减少18人."""
    core = _COUNT.sub("", stated.subject)
    same = stated.quantity.number.kind != "number" or family(stated.quantity.unit) == family(level.unit)
    return len(core) > 1 and same and (level.before.endswith(core) or level.after.startswith(core))


def _again(stated: Move, quantity: Quantity) -> Move:
    return Move(quantity, stated.sign, stated.subject, stated.against, stated.mean, stated.soft, stated.each)


def _bare(words: str) -> str:
    """A name without the verb behind it, 收 and 支 of 收、支总计 spelt out."""
    words = _NAMED.sub("", words).replace("总决算", "总计")
    return _HEADLINE.sub(lambda found: {"收": "收入", "支": "支出"}[found.group()], words)


def _fits(track: Track, stated: Move) -> bool:
    """Whether a change is about the track's subject and in a measure that its level can have."""
    level, subject = _bare(track.level.before), _bare(stated.subject)
    named = level.endswith(subject) or (len(level) >= _NAME and subject.endswith(level[-_NAME:]))
    if stated.subject and not named and not _speaks_of(track.level, stated):
        return False
    kind = stated.quantity.number.kind
    if kind == "number":
        return not track.is_rate and family(stated.quantity.unit) == family(track.level.unit)
    if kind == "point":
        return track.is_rate
    return kind in ("percent", "permille", "multiple") and not track.is_rate


def _comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two levels are in one measure and one sentence."""
    return a.sentence == b.sentence and _same_measure(a, b)


def _same_measure(a: Quantity, b: Quantity) -> bool:
    return a.number.kind == b.number.kind and (family(a.unit) == family(b.unit) or not a.unit)


def _earlier(a: Quantity, b: Quantity) -> bool:
    """Whether the words before two levels say that ``a`` is last year's and ``b`` this year's."""
    if "执行数" in a.before and "预算安排" in b.before:
        return True
    first, second = _YEAR.search(a.before), _YEAR.search(b.before)
    if first and second:
        return int(first[1]) < int(second[1]) and _tail(a) == _tail(b)
    if is_addition(b) and not is_addition(a):
        return False
    if _LAST_NUMBER.search(a.before) and second:
        return True
    return _LAST.search(a.before) is not None and _THIS.search(b.before) is not None and not comes_from(a)


def _tail(quantity: Quantity) -> str:
    """The words between the year and the number; of a part of the year they say so: 上半年受理."""
    year = _YEAR.search(quantity.before)
    return quantity.before[year.end() :].removeprefix("度").removeprefix("全年") if year else quantity.before
