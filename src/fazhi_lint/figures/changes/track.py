"""A level with what is said of its change, and the levels that a paragraph has told so far."""

from __future__ import annotations

from collections.abc import Sequence

from ...kept import regex
from ...values import changed, field, record
from ..core.labels import spells
from ..core.matching import PLANNED, again, fits, is_next, same_measure
from ..core.moves import BARE, BEYOND, Move, comes_from, exceeds, is_past, is_undated, subject_of_reference
from ..core.recall import bare_name
from ..core.scene import Quantity, Scene
from .growth import growth_by

_TAIL = 2  # characters that the names of several levels have in common with what stands for them all
_MOST = 24  # levels of a sentence that several changes are shared out among
_SHORT_OF = regex.compile(r"(?:尚|还|仍)?(?:未完成|未建成|未执行|相差|差额)(?:数?为|数)?")
_GONE = regex.compile(r"关停|[撤注核]销|[撤合归]并|取消|清[理退除]|退出|淘汰|解决|脱贫|摘帽|[减裁]|增|新")
_OF_OTHER = regex.compile(r"其中|[由从到至为是]|达到?$|分别|各")
_BARE_FROM = regex.compile(
    r"(?:即|也即|具体)?(?:分别)?[由从](?:(?:[上去前]年|\d{4}年)(?:同期|年?[初末底])?|年初|同期|原来?|原先|此前|快报数?|预计)?的?"
)
_ADDED = regex.compile(r"(?:累计|共|实现|总共)?(?:新增|增设|新建)")
BARE_TO = regex.compile(r"到(?:(?:今年|目前|现在|当前|如今|\d{4}年)(?:同期|年?[初末底])?|年[末底])?的?")
_AND = regex.compile("[、和与及]")
_NAMES = 40  # characters of the names of several levels
_NAMED = 12  # characters before a start that may name what changed
_SPELT = 6  # characters that the name of a level may have between those of the short one
_REACHED = regex.compile(r"(?:总量|总数|总额|[已现])?(?:达到?|增[加至]?[到至]?|[升降][到至]|为|[到至])(?:了)?")
_OTHER_BASE = regex.compile(r"。[与同和](?P<when>[上去]年|\d{4}年)[^,;。]{0,6}相比,?[^,;。]{0,8}$")
_BY = regex.compile(r"(?:共|净|累计)?(?:(?P<more>增加)|减少|精简|压缩)了?(?P<what>\p{Han}{2,6})")
_MEAN = regex.compile(r"[均每率]")
_PER_ONE = regex.compile(r"[平人户月日年季亩场件笔车村]均|每")  # but 收、支总计均为
_ENDS = frozenset([*",;。)", ""])  # what stands behind a figure that no word goes on with
_BULK = regex.compile(r"[总共]|各类|全部|合计")


@record
class Track:
    """A level with what is said of its change.

    ``start`` is the level it came from; ``sign`` the direction its verb states, 0 if it states none.
    ``total`` is True where the start is a total of which the level is not said to be the new value:
    "新增15家，总量较上年的64家增长23.4%". ``planned`` marks a start that is the budget or the plan of the
    level: only what is said against the plan is measured from it; ``yearly`` one that is last year's by its
    place. ``weak`` says that the changes may be those of another level: they are evidence where they agree and,
    where the level is ``named`` in full, against it where one wrong digit explains that they do not.
    ``plan`` is the budget of which the level is said to be so many percent: 完成预算90万元的101%.
    ``origin`` says that the level is what the changes start from, and what they lead to is not told.
    """

    level: Quantity
    start: Quantity | None = None
    sign: int = 0
    total: bool = False
    planned: bool = False
    yearly: bool = False
    weak: bool = False
    named: bool = False
    plan: Quantity | None = None
    origin: bool = False
    moves: list[Move] = field(factory=list)


def is_nameless(track: Track, changed: Quantity) -> bool:
    """Whether a change stands right behind two levels that have no name: 从2012年的5500户到2021年的15400户."""
    if track.start is None or track.level.index + 1 != changed.index or changed.lead != ",":
        return False
    if "其中" in changed.before:
        return False
    return (
        _BARE_FROM.fullmatch(track.start.before) is not None
        and BARE_TO.fullmatch(track.level.before) is not None
    )


def _is_named(track: Track, name: str, stated: Move) -> bool:
    """Whether a level is of a name, in full or in short, that a change is told of."""
    words = track.level.before
    if track.level.number.high is None:
        return False  # 50万元以上3起
    named = spells(words + track.level.after, name, _SPELT) or name.endswith(words[-_TAIL:] or name)
    return named and fits(track.level, changed(stated, subject=""))


class Told:
    """What a paragraph has told so far, and which of it each depth of brackets speaks of."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Track] = []
        self.open: dict[int, Track] = {}  # the track spoken of last, by depth of brackets
        self.amounts: dict[int, Track] = {}  # the same, percentages left out
        self.carried: Track | None = None  # the one that the sentence before ended with
        self.past: list[Track] = []  # all of that sentence
        self.waiting: Quantity | None = None  # what is compared with, said before the level itself
        self.early: list[Move] = []  # changes said before the level itself
        self.heard_last: Move | None = None  # the change told last
        self.lone: list[Move] = []  # changes of what has a name and no level yet
        self.shared: list[Track] = []  # those that 分别 meant last
        self.sentence = 0
        self.heard = 0  # the segment in which a change was told last
        self.first = 0  # the first of ``found`` that 分别 may mean

    def turn(self, quantity: Quantity) -> None:
        """Forget what a new sentence or a closed bracket ends."""
        if quantity.sentence != self.sentence:
            self.give_up_waiting()
            follows = quantity.sentence == self.sentence + 1
            self.carried = self.head() if follows else None
            self.past = self.recent() if follows else []
            self.open, self.amounts, self.shared, self.waiting, self.early = {}, {}, [], None, []
            self.lone = []
            self.sentence = quantity.sentence
            self.first = len(self.found)
        if len(self.open) > 1:
            for depth in [depth for depth in self.open if depth > quantity.depth]:
                del self.open[depth]
                self.amounts.pop(depth, None)

    def arrive(self, track: Track, last: Track | None) -> None:
        """Give "收入增长12.5%，达到450万元" its change, and "从400万元增长12.5%，达到450万元" its start."""
        told = self.heard_last
        if self.lone and self.lone[-1] is told and _REACHED.fullmatch(track.level.before):
            # 拆迁类较上年增加307件，上升15.7%，达到2264件
            bare = [changed(one, subject="") for one in self.lone]
            if told.quantity.index + 1 == track.level.index and all(fits(track.level, one) for one in bare):
                track.moves += self.lone
                return
        if (
            told is None
            or told.quantity.index + 1 != track.level.index
            or not _REACHED.fullmatch(track.level.before)
        ):
            return
        if told.quantity.sentence != track.level.sentence or not fits(track.level, changed(told, subject="")):
            return
        start = last.level if last and last.moves and last.moves[-1] is told else None
        if start is None and (last is None or told.subject):
            track.moves.append(told)
        elif last and start and comes_from(start) and last.start is None and same_measure(start, track.level):
            track.start, track.moves = start, last.moves
            if self.found[-1] is last:
                self.found.pop()

    def is_of_another(self, last: Track, quantity: Quantity) -> bool:
        """Whether "支出在上年400万元的基础上增长" names something else than what was told last."""
        name = (
            quantity.before.rpartition("在")[0]
            if quantity.after.lstrip("的").startswith(("基础", "基数"))
            else ""
        )
        return name != "" and name not in last.level.before

    def just_told(self, last: Track, quantity: Quantity) -> bool:
        """Whether a change stands right before a figure of the level that it was said of, a sentence later."""
        near = bool(last.moves) and last.moves[-1].quantity.index + 1 == quantity.index
        return near and same_measure(last.level, quantity)

    def meant(self, quantity: Quantity) -> Track | None:
        """What "总产较上年的A" is said of in the sentence before: the level of that name, else the last."""
        begun = quantity.index and self.scene.quantities[quantity.index - 1].sentence == quantity.sentence
        if begun or self.carried is None:
            return None
        subject = bare_name(subject_of_reference(quantity)).rstrip("数")
        if subject in self.carried.level.before:
            return self.carried
        known = [one for one in self.past if subject in one.level.before and same_measure(one.level, quantity)]
        if known:
            return known[0] if len(known) == 1 else None
        return None if _MEAN.search(self.carried.level.before) else self.carried

    def without_mean(self, last: Track, quantity: Quantity) -> Track:
        """The track compared with a figure: not the mean told last, if a level before it comes nearer."""
        if not _MEAN.search(last.level.before) or _MEAN.search(quantity.before) or last.level.is_rate:
            return last
        known = [one for one in self.recent() if same_measure(one.level, quantity)]
        level = next((one for one in reversed(known) if not _MEAN.search(one.level.before)), last)
        return min(last, level, key=lambda one: abs(one.level.number.value - quantity.number.value))

    def of_no_mean(self, target: Track, quantity: Quantity) -> Track:
        """The level told last in a measure that is no mean; the target itself where there is none."""
        known = [one for one in self.recent() if same_measure(one.level, quantity)]
        return next((one for one in reversed(known) if not _MEAN.search(one.level.before)), target)

    def exceeds_mean(self, target: Track, stated: Move) -> bool:
        """Whether a mean has hardly changed by so much: 贷款312.86亿元，户均126.66万元，较年初净增41.52亿元."""
        level, by = target.level, stated.quantity
        if level.is_rate or by.number.kind != "number" or 2 * by.number.value < level.number.value:
            return False
        return _PER_ONE.search(level.before) is not None and not _MEAN.search(by.before)

    def is_from_last_year(self, target: Track, stated: Move) -> bool:
        """Whether what speaks of the plan alone is from last year: 比上年88412万元短收19465万元."""
        start, quantity = target.start, stated.quantity
        if start is None or start.index != quantity.index - 1 or quantity.lead:
            return False
        return stated.words[:1] in BEYOND and not PLANNED.search(start.before)

    def second_aside(self, outer: Track, quantity: Quantity) -> bool:
        """Take what brackets hold as the start of a second change, if they do: 多18%(313)，比去年多29%(286)."""
        last = outer.moves[-1] if outer.moves else None
        second = last and outer.start and outer.start.index < last.quantity.index == quantity.index - 1
        if not second or not is_past(quantity) or not same_measure(outer.level, quantity):
            return False
        self.found.append(Track(outer.level, quantity, moves=[outer.moves.pop()]))
        return True

    def goes_on(self, last: Track, quantity: Quantity) -> bool:
        """Whether a figure tells a change again by words or signs of its own: 缩短9天、45%, 未完成774套."""
        if self.says_again(last, quantity):
            return True
        if last.start is not None and (sign := exceeds(last.start, quantity)):
            last.moves.append(Move(quantity, sign, words=quantity.before))
            return True
        if last.start is None or not is_next(last.level, quantity):
            return False
        gap = last.level.number.value - last.start.number.value
        short = last.planned and _SHORT_OF.fullmatch(quantity.before)
        gone = _GONE.search(quantity.before) and not _OF_OTHER.search(quantity.before)
        told = last.sign and last.sign * gap == quantity.number.value and not quantity.is_rate
        by = _BY.fullmatch(quantity.before)  # 编制由168名核增到205名，增加编制37名
        if by and last.sign == (1 if by["more"] else -1) and same_measure(last.level, quantity):
            told = told or by["what"] in self.scene.text[max(0, last.start.start - _NAMED) : last.start.start]
        if not (short or ((gone or by) and told) or _ADDED.fullmatch(quantity.before)):
            return False
        sign = (1 if gap > 0 else -1) if short else last.sign or 1
        last.moves.append(Move(quantity, sign, words=quantity.before, planned=bool(short)))
        return True

    def says_again(self, last: Track, quantity: Quantity) -> bool:
        """Whether a percentage without a word tells a change again: 增加45万人(1.7%), 缩短9天、45%."""
        before = last.moves[-1].quantity if last.moves and quantity.is_rate else None
        if before is None or quantity.before or before.index + 1 != quantity.index:
            return False
        alone = quantity.lead == "、" or (
            quantity.lead in BARE and self.scene.text[quantity.stop : quantity.stop + 1] in _ENDS
        )
        if not alone or before.number.kind != "number" or quantity.number.value < 0:
            return False
        last.moves.append(again(last.moves[-1], quantity))
        return True

    def adopt(self, track: Track, start: Quantity) -> None:
        """Give "提高8.5个百分点，由62.0%升至70.5%" the change that is told before its levels."""
        told = self.heard_last if start.lead == "," and _BARE_FROM.fullmatch(start.before) else None
        near = told is not None and told.quantity.index + 1 == start.index
        if (
            told
            and near
            and (told.subject or is_undated(start))
            and fits(track.level, changed(told, subject=""))
        ):
            track.moves.append(told)
            track.yearly = is_undated(start)

    def of_both(self, quantity: Quantity) -> bool:
        """Whether a change is said of both totals: 收、支总计各减少."""
        begin = quantity.start - len(quantity.before)
        return quantity.before.startswith("支总计") and self.scene.text[begin - 2 : begin] == "收、"

    def give_up_waiting(self) -> None:
        """Keep "比上年决算数A增支d，增长p%" where no level follows: d and p are then held against A."""
        if self.waiting is not None and len(self.early) > 1:
            self.found.append(Track(self.waiting, origin=True, moves=self.early))
        self.waiting, self.early = None, []

    def goes_with(self, last: Move, stated: Move) -> bool:
        """Whether a change tells another one again that was told right before: 较上年增加307件，上升15.7%."""
        one, other = last.quantity, stated.quantity
        bare = not (stated.subject or stated.against or stated.soft or stated.each)
        return bare and one.index + 1 == other.index and other.lead == "," and one.number.kind == "number"

    def made_up(self, last: Track) -> Track:
        """What the parts told last make up: 收入A，由甲B和乙C构成，比上年增加d; the last where they do not."""
        if not self.scene.text.startswith(("构成", "组成"), last.level.stop):
            return last
        for track in reversed(self.recent()[:-1]):
            following = self.scene.quantities[track.level.index + 1]
            if following.before.startswith("由") and following.depth == last.level.depth:
                return track if same_measure(track.level, last.level) else last
        return last

    def targets(self, shared: list[Move]) -> list[Track]:
        """The tracks that share out several changes: as many as there are changes."""
        stated = shared[0]
        if stated.each and (grown := self.grown(shared)):
            return grown
        if stated.subject:
            return self.listed(shared)
        if len(self.shared) == len(shared) and not stated.each:
            return self.shared
        near = [track for track in self.recent() if track.level.start or track.level.unit]  # but for 3、
        if len({one.quantity.unit for one in shared}) == len(shared):  # 事故26起、死亡21人，同比减少5起、4人
            own = [[track for track in near if fits(track.level, one)] for one in shared]
            return (
                [tracks[0] for tracks in own if len(tracks) == 1] if all(len(one) == 1 for one in own) else []
            )
        own_row = [track for track in near if track.level.segment == stated.quantity.segment]
        if len(own_row) == len(shared) and all(map(fits, (track.level for track in own_row), shared)):
            return own_row  # 事故26起，死亡21人，受伤30人，分别减少5起、4人、6人
        levels = [track for track in near if all(fits(track.level, one) for one in shared)]
        # 甲…，增长5%；乙…，丙…，分别增长6%和7%. And 受理…，增长5%，其中甲…、乙…，分别增长6%和7%.
        of_segment = [track for track in levels if track.level.segment == stated.quantity.segment]
        untold = [track for track in of_segment if not track.moves]
        of_clause = [track for track in untold if track.level.clause == untold[-1].level.clause]
        if len(levels) > len(shared):
            levels = next((one for one in (of_segment, untold) if len(one) == len(shared)), of_clause)
        started = [track for track in near if track.start is not None]
        chosen = started or levels
        return chosen if stated.each and len(chosen) == len(shared) else []

    def grown(self, shared: Sequence[Move]) -> list[Track]:
        """The levels that "存、贷款余额分别增长12.1%、11.7%" speaks of: as many, each told by how much it grew.

        Empty where more than one of the percentages does not follow from those, or one where others are named.
        """
        if shared[0].quantity.number.kind != "percent":
            return []
        near = [track for track in self.recent() if track.moves and track.start is None]
        if len(near) != len(shared) or any(len(track.moves) != 1 for track in near):
            return []
        told = [track.moves[0] for track in near]
        if any(one.quantity.number.kind != "number" or one.sign != shared[0].sign for one in told):
            return []
        rows = zip(near, told, shared, strict=True)
        held = [growth_by(one.level, by.quantity, rate.quantity, by.sign).holds for one, by, rate in rows]
        named = all(track.level.before.find(shared[0].subject[-_TAIL:]) >= 0 for track in near)
        return near if held.count(True) >= (max(1, len(held) - 1) if named else len(held)) else []

    def listed(self, shared: Sequence[Move]) -> list[Track]:
        """The levels that "受理数、审结数分别增长9.8%、8.9%" names; empty if one of them is not told."""
        first, text = shared[0].quantity, self.scene.text
        end = first.start - len(first.before)
        begin = max(text.rfind(mark, max(0, end - _NAMES), end) for mark in ",;。:") + 1
        names = [one.rstrip("数量") for one in _AND.split(text[begin:end] + shared[0].subject)]
        if not begin or len(names) < len(shared) or min(map(len, names)) < _TAIL:
            return []
        near = self.past + self.recent()
        found = [
            next((track for track in reversed(near) if _is_named(track, name, stated)), None)
            for name, stated in zip(names, shared, strict=False)
        ]
        return [track for track in found if track is not None] if None not in found else []

    def on_its_own(self, track: Track, between: str) -> Track:
        """A track, but for its start where another is named: 比多年平均1553毫米偏多7%。与上年相比，偏多9.9%."""
        other = _OTHER_BASE.search(between) if track.start else None
        if other is None or (track.start and other["when"] in track.start.before):
            return track
        self.found.append(Track(track.level))
        return self.found[-1]

    def outside(self, quantity: Quantity) -> Track | None:
        """What brackets behind a level go on to speak of: 下降12.2%(减少12件), 90件(上年80件，增长12.5%)."""
        outer = self.open.get(quantity.depth - 1) if quantity.depth else None
        if outer is None or quantity.lead not in ("(", ","):
            return None
        known = [outer.level, *(one.quantity for one in outer.moves[-1:])]
        if quantity.lead == ",":
            known = [outer.start] if outer.start else []
        return outer if any(one.index + 1 == quantity.index for one in known) else None

    def head(self) -> Track | None:
        """What the sentence that ends spoke of: its last level, or the whole that its parts were listed of."""
        last = self.open.get(0)
        if last is None or "其中" not in self.scene.text:
            return last
        first = next((track for track in self.found[self.first :] if not track.level.depth), last)
        listed = "其中" in self.scene.text[first.level.stop : last.level.start]
        return first if listed and same_measure(first.level, last.level) else last

    def speak_of(self, track: Track, depth: int) -> None:
        """Make a track the one spoken of at a depth of brackets."""
        self.open[depth] = track
        if not track.level.is_rate:
            self.amounts[depth] = track

    def recent(self) -> list[Track]:
        """The last of the tracks told in the sentence."""
        return self.found[max(self.first, len(self.found) - _MOST) :]

    def named(self, subject: str, like: Quantity) -> Track | None:
        """The one level in a measure that the words name, of this sentence or else of those before."""
        first = max(self.first, len(self.found) - _MOST)
        for tracks in (self.found[first:], self.found[max(0, first - _MOST) : first]):
            known = [
                track
                for track in tracks
                if subject in track.level.before
                and same_measure(track.level, like)
                and not track.level.depth
                and track.level.index < like.index
            ]
            known = [track for track in known if _BULK.search(track.level.before)] or known
            if known or not subject:
                return known[0] if len({track.level.index for track in known}) == 1 else None
        return None
