"""One subject through a paragraph: the level it reached, where it came from, the changes stated of it."""

from __future__ import annotations

from ...document import Document
from ...facts.metadata import report_year
from ...kept import regex, scanner
from ...values import changed
from ..core.matching import (
    PLANNED,
    again,
    changes_by_points,
    changes_next,
    comparable,
    dated_behind,
    earlier,
    fits,
    in_brackets,
    in_two_years,
    is_base,
    is_duration,
    is_later,
    is_share,
    may_mean,
    names_last_year,
    same_measure,
    words_at,
)
from ..core.moves import (
    Move,
    comes_from,
    is_ago,
    is_multiplied,
    is_past,
    is_past_of,
    is_reference,
    may_change,
    move,
    reaches,
    starts,
    subject_of,
    subject_of_reference,
)
from ..core.recall import recalled, topic
from ..core.scene import Quantity, Scene, scenes
from .track import BARE_TO, Told, Track, is_nameless

_CUE = scanner(r"[增减升降提扩缩压翻倍简落涨跌多少高低超短欠]")
_YEAR_END = scanner("[比较][上去]?年(?:年?[末底]|初)")
_ASIDE = scanner(r"(?:[三四五两]年)?(?:累计|总量)(?:完成|达到?|实现|投[资入]|为)*$")
_DONE = regex.compile(r"(?:决算|实际|执行数|完成)[^,;]{0,6}$")
_OTHER = regex.compile(r"其中|主要|分别|另|涉|有所|明显|大幅|;")
_PLAN_ALONE = regex.compile(r"(?:年初|全年|当年|年度|调整后?的?)?(?:预算|计划|目标|任务)(?:数|值)?(?:为|是)?")
_PLAN_SHARE = regex.compile(r"完成[^,;。]{0,8}(?:预算|计划|任务|目标)[^;。]*%[^;。]*$")
_WITH = regex.compile(r"[与和同](?:[上去]一?年度?|前一年|同期|\d{4}年)")
_NEAR, _FAR = 40, 50
_PAST_ENDS = frozenset("年期末底度数算划标务值为是仅有只")  # what is_past and _PLAN_ALONE end in
_INTO = regex.compile(r"[^新\W\d]\p{Han}{1,7}[到至为成]")
_FULL, _SHORT = 6, 2  # characters of a name that no other amount near will have, and any may: 收入
_TOTAL = regex.compile(r"[总累]|全部|保有|存量|数量$")


def tracks(document: Document) -> tuple[tuple[Scene, tuple[Track, ...]], ...]:
    """The tracks of every scene that may state a change, in reading order of their levels."""
    return document.once(_tracks)


def _tracks(document: Document) -> tuple[tuple[Scene, tuple[Track, ...]], ...]:
    return tuple(
        (scene, tuple(_Tracer(scene, document).trace()))
        for scene in scenes(document)
        if len(scene.quantities) > 1 and any(map(may_change, scene.quantities)) and _CUE.search(scene.text)
    )


class _Tracer(Told):
    def __init__(self, scene: Scene, document: Document) -> None:
        super().__init__(scene)
        self.document = document

    def trace(self) -> list[Track]:
        quantities = self.scene.quantities
        row = 0
        while row < len(quantities):
            quantity = quantities[row]
            row += 1
            if quantity.number.vague:
                continue
            self.turn(quantity)
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
        self.give_up_waiting()
        return self.found

    def _is_last_year(self, words: str, level: Quantity) -> bool:
        return names_last_year(self.scene, words, level, report_year(self.document))

    def _next(self, last: Move, quantity: Quantity) -> Move | None:
        """The next change in "分别增长5%、6%和7%", "分别增长5%、下降6%"; None if it is no such."""
        before = last.quantity
        if quantity.number.kind != before.number.kind or quantity.sentence != before.sentence:
            return None
        if quantity.is_joined:
            return again(last, quantity)
        if quantity.lead not in ("", "、"):
            return None
        other = move(quantity) if last.each or self.shared else None
        return other if other and not other.subject.strip("和与及") and not other.against else None

    def _level(self, quantity: Quantity) -> None:
        last = self.open.get(quantity.depth)
        if self._is_no_level(last, quantity):
            return
        if is_reference(quantity):
            self._reference(last, quantity)
            return
        if last and last.start is None and self._starts(last, quantity):
            return
        track = self._from_beside(last, quantity)
        if track is None:
            return
        if (
            track.start is None
            and not self.waiting
            and (quantity.lead == "," or quantity.before in ("至", "到"))
        ):
            self.arrive(track, last)
        if track.start is None and self.waiting and same_measure(self.waiting, quantity):
            between = self.scene.text[self.waiting.stop : quantity.start]
            if between.count(",") < 2 + len(self.early) and not _OTHER.search(between):
                track.start = self.waiting
                track.moves += self.early
                self.waiting = None
        self.give_up_waiting()
        self.speak_of(track, quantity.depth)
        self.found.append(track)

    def _is_no_level(self, last: Track | None, quantity: Quantity) -> bool:
        """Whether a figure only tells more of another: its plan, its change, what it came from, how long."""
        if is_base(self.scene, quantity):
            if last and comparable(last.level, quantity) and PLANNED.search(quantity.before):
                last.plan = quantity
            return True
        if quantity.is_rate and is_share(quantity) and not changes_by_points(self.scene, quantity):
            return True
        if last and (last.start or last.moves) and self.goes_on(last, quantity):
            return True
        if quantity.number.kind == "point":  # 超时间进度2.4个百分点 is the level of nothing
            return True
        if last and _ASIDE.match(quantity.before):
            behind = self.scene.quantities[quantity.index + 1 : quantity.index + 2]
            return not any(_YEAR_END.search(one.before) for one in behind)  # 累计达到112个，比上年末的77个
        if last and is_duration(self.scene, quantity):
            return True
        if quantity.depth == 0:
            return False
        outer = self.open.get(quantity.depth - 1) if quantity.lead == "(" else None
        return (outer is not None and self.says_again(outer, quantity)) or self._aside(quantity)

    def _starts(self, last: Track, quantity: Quantity) -> bool:
        """Whether a figure is what the level told last came from, or its plan: then its start."""
        if starts(quantity) and comparable(last.level, quantity):
            last.start = quantity
            return True
        if quantity.before[-1:] not in _PAST_ENDS and "年" not in quantity.before:
            return False
        past = is_past(quantity) or is_past_of(quantity, last.level)
        if (
            (past or (last.moves and _PLAN_ALONE.fullmatch(quantity.before)))
            and (last.moves or changes_next(self.scene, quantity))
            and (comparable(last.level, quantity) or self.just_told(last, quantity))
            and not (earlier(last.level, quantity) or is_later(quantity, last.level))
        ):
            last.start, last.planned = quantity, not past
            last.yearly = past and self._is_last_year(quantity.before, last.level)
            return True
        return False

    def _from_beside(self, last: Track | None, quantity: Quantity) -> Track | None:
        """A level with what it came from, if that stands right before it; None if it is last year's of that."""
        if last is None or last.level.index != quantity.index - 1 or not comparable(last.level, quantity):
            return Track(quantity)
        sign, comes = reaches(quantity), comes_from(last.level)
        if sign is None and comes and not quantity.lead:
            bare = _INTO.fullmatch(quantity.before) or BARE_TO.fullmatch(quantity.before)
            sign = 0 if bare else None  # 由31个集约至27个, 从31个到目前的27个
        if sign is not None and not (comes or earlier(last.level, quantity)):
            return Track(quantity)
        if sign is not None and comes:
            track = Track(quantity, last.level, sign)
            self.adopt(track, last.level)
            if self.found[-1] is last:
                self.found.pop()
            return track
        if in_two_years(self.scene, last.level, quantity):
            return Track(quantity, last.level, yearly=True)
        if earlier(last.level, quantity):
            return Track(quantity, last.level)
        if earlier(quantity, last.level) or dated_behind(quantity, last.level):
            last.start = quantity
            return None
        if PLANNED.search(last.level.before) and _DONE.search(quantity.before):
            return Track(quantity, last.level, planned=True)
        return Track(quantity)

    def _aside(self, quantity: Quantity) -> bool:
        """Whether brackets hold what a level before them came from, or its plan: then its start."""
        outer = self.open.get(quantity.depth - 1)
        near = outer and outer.start is None and same_measure(outer.level, quantity)
        if outer and self.second_aside(outer, quantity):
            return True
        done = outer and near and quantity.lead == "(" and is_past_of(quantity, outer.level)
        if done or in_brackets(self.scene, quantity):
            if outer and near and self._is_told(outer, quantity):
                outer.start = quantity
                outer.yearly = quantity.lead == ":" or self._is_last_year(quantity.before, outer.level)
                return True
            return self._far_aside(quantity)
        if outer and near and self.scene.text.startswith(")的", quantity.stop):  # 为预算(50.8亿元)的100.9%
            if not quantity.before and PLANNED.search(words_at(self.scene, quantity)):
                outer.plan = quantity
            return outer.plan is quantity
        if outer and near and quantity.lead == "(" and _PLAN_ALONE.fullmatch(quantity.before):
            ahead = [move(one) for one in self.scene.quantities[quantity.index + 1 : quantity.index + 2]]
            if outer.moves or any(one and one.planned for one in ahead):
                outer.start, outer.planned = quantity, True
                return True
        return False

    def _far_aside(self, quantity: Quantity) -> bool:
        """ "案件数较上年(1683件)上升": what the words in front of the brackets name was told before."""
        words = words_at(self.scene, quantity)
        track = self.named(subject_of(words), quantity) if is_ago(words) or is_multiplied(words) else None
        if track is None:
            return False
        if track.start is not None:
            track = Track(track.level)  # compared a second time
            self.found.append(track)
        track.start = quantity
        track.yearly = self._is_last_year(words + quantity.before, track.level)
        self.speak_of(track, quantity.depth - 1)
        return True

    def _is_told(self, outer: Track, quantity: Quantity) -> bool:
        """Whether the level last told is what the words in front of brackets name, and no other is."""
        subject = subject_of(words_at(self.scene, quantity))
        own = self.recent() if subject else []
        near = [track for track in own if subject in track.level.before]
        if len(near) < 2:
            return not near or outer in near
        return self.named(subject, quantity) is outer

    def _reference(self, last: Track | None, quantity: Quantity) -> None:
        """Find the level that "比上年的A", "与上年的A相比" is said of: before it, else behind it."""
        if last and last.level.index + 1 == quantity.index and _WITH.match(last.level.before):
            return  # 与去年企业12户和个体30户相比: both are compared with
        if last is None and not quantity.depth:
            last = self.meant(quantity)
            if last and (last.start is None or last.planned) and same_measure(last.level, quantity):
                if last.start is not None:  # 决算数比预算数90万元少2万元。决算数比2019年的91万元减少3万元
                    last = Track(last.level)
                    self.found.append(last)
                self.speak_of(last, 0)
                last.start = quantity
                return
            self.waiting = quantity
        elif last and self.is_of_another(last, quantity):
            self.open.pop(quantity.depth, None)
            self.waiting = quantity
        elif last and comparable(last.level, quantity):
            last = self.without_mean(last, quantity)
            self.speak_of(last, quantity.depth)
            if last.start is not None and (last.planned or last.level.stop < last.start.start):
                last = Track(last.level)  # compared a second time: 预算48元，支出36元，较上年41元减少5元
                self.found.append(last)
                self.speak_of(last, quantity.depth)
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
            targets = self.targets(shared)
            for track, one in zip(targets, shared, strict=False):
                track.moves.append(one)
            self.shared = targets
            return
        self.heard_last = stated
        if self.lone and self.goes_with(self.lone[-1], stated):
            self.lone.append(stated)
            return
        target = self.open.get(quantity.depth) or self.outside(quantity)
        if target is not None and not stated.subject:
            target = self.made_up(target)
        if not stated.subject and (
            target is None or quantity.segment not in (self.heard, target.level.segment)
        ):
            target = self._recalled(quantity, target)
        if quantity.lead == ";" and not stated.subject and quantity.depth == 0 and target is not None:
            target = self.head() or target  # 总量A，其中a、b；较上年增加d
        if target is None and self.waiting and not stated.subject and quantity.depth == self.waiting.depth:
            self.early.append(stated)
            return
        if target is not None and stated.subject and is_nameless(target, quantity):
            stated = changed(stated, subject="")  # 从2012年的5500户到2021年的15400户，市场主体增长1.8倍
        if quantity.depth == 0 and (target is None or (stated.subject and not fits(target.level, stated))):
            target = self._carried(stated) or target
        if stated.subject and quantity.lead == "、" and self.of_both(quantity):
            stated = changed(stated, subject="总计")
        if stated.subject and (target is None or not fits(target.level, stated)):
            known = [one for one in self.recent() if fits(one.level, stated)]
            target = known[0] if len(known) == 1 else target
        if target is None or not fits(target.level, stated):
            target = self.amounts.get(quantity.depth)
            if target is None or stated.subject or quantity.number.kind != "number":
                target = self._weak(stated)
                if target is None:
                    self.lone = [stated] if stated.subject and not quantity.depth else []
                    return
                self.found.append(target)
            if not target.weak and not fits(target.level, stated):
                return
        if target.start is None and self.exceeds_mean(target, stated):
            target = self.of_no_mean(target, quantity)
        if self.is_from_last_year(target, stated):
            stated = changed(stated, planned=False)
        target.moves.append(stated)
        self.heard = quantity.segment
        self.speak_of(target, quantity.depth if quantity.depth in self.open else target.level.depth)

    def _weak(self, stated: Move) -> Track | None:
        """The level told before that has the name of a change, or of the sentence before that it may mean."""
        name = stated.subject if len(stated.subject) > _SHORT and not stated.quantity.depth else ""
        if name and (level := recalled(self.scene, name, stated.quantity.index)):
            return Track(level, weak=True, named=len(name) >= _FULL)
        at = stated.quantity.start
        if stated.quantity.depth or not (stated.against or "相比" in self.scene.text[max(0, at - _NEAR) : at]):
            return None
        known = [one.level for one in self.past if not one.moves and may_mean(one.level, stated)]
        return Track(known[-1], weak=True) if known else None

    def _recalled(self, quantity: Quantity, last: Track | None) -> Track | None:
        """The level that the segment names at its beginning, told before; the last one if it names none."""
        name = topic(self.scene, quantity.start) if self.found and not quantity.depth else ""
        if not name or (last and name in last.level.before):
            return last
        level = recalled(self.scene, name, quantity.index) if len(name) > _SHORT else None
        near = max(0, quantity.start - _NEAR)
        if level is None and _PLAN_SHARE.search(self.scene.text, near, quantity.start):
            self.open.pop(0, None)
            self.amounts.pop(0, None)
            return None  # 甲收入90万元；乙支出完成预算的97.1%，增长3.5%
        return next((track for track in self.found[:-_FAR:-1] if track.level is level), last)

    def _carried(self, stated: Move) -> Track | None:
        """The track of the sentence before, where "与上年相比，……减少d" goes on with it."""
        track = self.carried
        if track is None:
            return None
        between = self.scene.text[track.level.stop : stated.quantity.start]
        if stated.subject and "相比" in between:
            named = [one for one in self.past if fits(one.level, stated)]
            return named[0] if len(named) == 1 else None
        track = self.on_its_own(track, between)
        return track if stated.against or "相比" in between[-40:] else None
