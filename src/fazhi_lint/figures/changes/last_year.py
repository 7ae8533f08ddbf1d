"""What a report says of the year before, against what last year's report said (FZ113)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from ...document import Document
from ...facts.kinds import GENERAL, profile_of
from ...facts.literals import words_of
from ...facts.metadata import report_year, title_text
from ...kept import regex
from ...model import Hit, Relation
from ..core.labels import Labelled, label, named
from ..core.matching import says_last_year
from ..core.moves import Move, is_past
from ..core.scene import Quantity, Scene, scenes
from ..core.subjects import core, plans_from, setting
from ..core.units import family
from .growth import Outcome, between
from .track import Track
from .tracks import tracks

_SAME = regex.compile(
    r"(?:与|同|和|较|比)(?:上一?年度?|去年|前一年|(?P<year>(?:19|20)\d\d)年度?)(?:同期|相比|预算|决算|执行|数)*[,]?(?:保持)?(?:持平|相同|一致|相等)"
)
_COMPARED = regex.compile(r"(?:与|同|和|比|较)[^,;。]{0,12}(?:相比|比较)")
_NAME_END = 4  # characters of a name by which it is looked up
_FIXED = regex.compile(r"[预决]算")
_HALVES = frozenset(("上半年", "下半年", "季度", "累计", "以来"))
_OTHER_TIME = frozenset(("上年", "去年", "同期", "往年", "前年", "累计", "以来", "历年", "五年", "三年"))


def values_of_last_year(document: Document, previous: Document) -> Iterator[Relation]:
    """Growth, values of the year before and 持平, each against the figure of last year's report."""
    own, last = (set(_FIXED.findall(title_text(one))) for one in (document, previous))
    if own and last and own.isdisjoint(last):
        return  # a budget is compared with the budget of the year before, and not with its final accounts
    reader = _Reader(document, previous)
    for scene, found in tracks(document):
        for track in found:
            yield from reader.track(scene, track)
    yield from reader.restated()
    if not words_of(document).isdisjoint(("持平", "相同", "一致")):
        yield from reader.unchanged()


class _Reader:
    def __init__(self, document: Document, previous: Document) -> None:
        self.document = document
        self.previous = previous
        self.year = str(report_year(previous) or "")
        # Amounts and statistics are revised a year later; budgets, accounts and what an office did are not.
        self.yearly = profile_of(document) != GENERAL
        self.fixed = all(_FIXED.search(title_text(one)) for one in (document, previous))

    @cached_property
    def _rates(self) -> dict[str, list[Labelled]]:
        """The rates of last year's report by name."""
        found: dict[str, list[Labelled]] = defaultdict(list)
        for scene in scenes(self.previous):
            for quantity in scene.quantities:
                if quantity.is_rate:
                    words = label(scene, quantity)
                    found[core(words)].append(Labelled(scene, quantity, words))
        return found

    def track(self, scene: Scene, track: Track) -> Iterator[Relation]:
        """A level with its change, or with last year's level, against the latter."""
        if track.total:
            return
        if track.start is not None:
            if self._is_last(scene.text[track.level.stop : track.start.start]):
                yield from self._reference(scene, track.level, track.start)
            return
        moves = [stated for stated in track.moves if self._is_yearly(scene, track, stated)]
        old = self._old(scene, track.level) if moves else None
        for stated in moves if old else ():
            outcome = between(old.quantity, track.level, stated) if old else None
            if old and outcome and outcome.holds is not None:
                word = "增加" if stated.sign > 0 else "减少"
                what = f"{label(scene, track.level)[-12:]}{word}{stated.quantity.number.literal}"
                yield from self._judge(scene, stated.quantity, old, track.level, outcome, what)

    def restated(self) -> Iterator[Relation]:
        """ "2021年……数为X" in the report of 2022, and "……Y件，上年同期为X件"."""
        opening = regex.compile(rf"(?:{self.year or '####'}|上)年度?(?!末|底|初|同期)")
        for scene in scenes(self.document):
            if not self._is_last(scene.text):
                continue
            for quantity in scene.quantities:
                if is_past(quantity) and quantity.index and self._is_last(quantity.before):
                    level = scene.quantities[quantity.index - 1]
                    if level.sentence == quantity.sentence and level.unit == quantity.unit:
                        yield from self._reference(scene, level, quantity)
                elif opening.match(label(scene, quantity)):
                    yield from self._reference(scene, quantity, quantity)

    def unchanged(self) -> Iterator[Relation]:
        """A level that is said to be last year's."""
        for scene in scenes(self.document):
            for match in _SAME.finditer(scene.text):
                level = scene.before(match.start())
                if level is None or (match["year"] and match["year"] != self.year):
                    continue
                if scene.text[level.stop : match.start()].strip(",(") or level.number.kind != "number":
                    continue
                old = self._old(scene, level)
                if old:
                    formula = f"本年{level.number.literal}，上一年度报告{old.quantity.number.literal}"
                    outcome = Outcome(level.interval.meets(old.quantity.interval), formula)
                    yield from self._judge(scene, level, old, level, outcome, "与上年持平的数")

    def _reference(self, scene: Scene, level: Quantity, stated: Quantity) -> Iterator[Relation]:
        old = self._old(scene, level)
        if old is None or stated.number.approximate or stated.number.kind != old.quantity.number.kind:
            return
        formula = f"本报告称上年{stated.number.literal}，上一年度报告{old.quantity.number.literal}"
        outcome = Outcome(stated.interval.meets(old.quantity.interval), formula)
        yield from self._judge(
            scene, stated, old, stated, outcome, f"{core(label(scene, level))[-12:]}的上年数"
        )

    def _judge(
        self, scene: Scene, focus: Quantity, old: Labelled, level: Quantity, outcome: Outcome, what: str
    ) -> Iterator[Relation]:
        span = scene.span(focus)
        if outcome.holds:
            yield Relation("repeat", "verified", span, (span,), outcome.formula)
        elif self.fixed or (
            self.yearly if level.is_rate else not (level.number.step or old.quantity.number.step)
        ):
            hit = Hit(span, {"what": what, "formula": outcome.formula}, None, (outcome.formula,))
            yield Relation("repeat", "contradicted", span, (span,), outcome.formula, "across-years", hit)

    def _is_last(self, words: str) -> bool:
        return says_last_year(words) or (self.year != "" and f"{self.year}年" in words)

    def _is_yearly(self, scene: Scene, track: Track, stated: Move) -> bool:
        if stated.soft or stated.mean or stated.each or stated.quantity.number.approximate:
            return False
        against = stated.against + (stated.words if stated.whole else "")
        if not against:
            found = _COMPARED.search(scene.text, track.level.stop, stated.quantity.start)
            against = found.group() if found else ""
        return self._is_last(against)

    def _old(self, scene: Scene, level: Quantity) -> Labelled | None:
        """The one value that last year's report states of its own year under the name of a level."""
        name = core(label(scene, level))
        own = setting(self.document, scene, level)
        if scene.paragraph.index >= plans_from(self.document):
            return None
        known = self._rates.get(name, []) if level.is_rate else None
        found = [
            item
            for item in (named(self.previous, label(scene, level)[-_NAME_END:]) if known is None else known)
            if core(item.label) == name
            and (item.quantity.number.kind, family(item.quantity.unit))
            == (level.number.kind, family(level.unit))
            and item.scene.paragraph.index < plans_from(self.previous)
        ]
        if len({item.quantity.number.value for item in found}) != 1 or found[0].quantity.number.approximate:
            return None
        told = [setting(self.previous, item.scene, item.quantity) for item in found]
        plain = all(not one.times & _OTHER_TIME and (not one.years or not self.year) for one in told)
        alike = all(not (one.areas and own.areas) or one.areas == own.areas for one in told)
        return found[0] if plain and alike and not own.times & _HALVES else None
