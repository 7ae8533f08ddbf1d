"""Levels of two years that are told apart: "2021年受理3242件。2022年受理3558件，同比上升9.7%".

A figure is of the year named last before it, where that is no mere comparison; 上年, 同期 and 年初 speak of
the year before. Which level of one year belongs to which of the next is told by their names; where last
year's has none, as in "2021年为3242件", by arithmetic alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ...document import Document
from ...facts.metadata import report_year
from ...kept import regex
from ...model import Relation
from ...outline import headings
from ...values import value
from ..core.labels import label, spells
from ..core.matching import says_last_year
from ..core.moves import Move, move, paired
from ..core.scene import Quantity, Scene, scenes
from ..core.subjects import core, heading_over, setting
from ..core.units import family
from .growth import REAL, between
from .looking_back import COMPARED, is_of_last
from .said import told_apart
from .track import Track
from .tracks import tracks

_YEAR = regex.compile(r"((?:19|20)\d\d)年(?:度|末|底|初)?")
_NO_YEAR = ("以来", "起", "前", "至", "—", "-", "~", "以前")
_WHEN = regex.compile(
    r"(?:(?:19|20)\d\d|[上去今本当前]|[上前]一)年度?(?:同期|[末底初])?|同期|年[初末底]|截[至止]|[全当]年"
)
_BARE = regex.compile(
    r"(?:的|相应|对应|该|这|[两三四]?项|指标|数据|数字|数|分别|各|完成|实现|余额|总额|金额|为|是|有|仅|只|共|约|达到?)*"
)
_OTHER_TIME = ("环比", "月", "季度", "半年")
_GOES_ON = ("", "、", ",")
_MOST = 40  # levels of a year in one measure
_BACK = 16  # quantities looked through on either side of a change
_TELLING, _TOLD = 3, 2  # digits of levels, and of an amount, that do not agree by chance
_LONG, _SHORT = 4, 2  # characters of a name of one level alone, and of one that others bear out
_SPELT = 4  # characters that a longer name of the same may have between those of a shorter one
_REVISED = 100  # the part of a level by which it may be revised a year later


@value
class _Dated:
    """A level with its place, the year it is of, and its name without that."""

    scene: Scene
    level: Quantity
    year: int
    name: str


def over_years(document: Document) -> Iterator[Relation]:
    """The relations of changes from the year before to the levels of the two years."""
    calendar = _Calendar(document)
    changed = [
        (scene, track.level, stated, _base(stated, calendar.year_of(scene, track.level)))
        for scene, found in tracks(document)
        for track in found
        if track.start is None
        for stated in track.moves
        if _is_yearly(stated) and not (len(track.moves) > 1 and _is_paired(track, stated))
    ]
    past = calendar.of_years({year for *_, year in changed})
    told = [
        (calendar.dated(scene, level), stated, like)
        for scene, level, stated, year in changed
        if (like := past.get((year, *_measure(level)), ()))
    ]
    open_, agreed = [], set()
    for one, stated, like in told:
        other = next((other for other in like if _agrees(one, other, stated)), None)
        if other:
            agreed.add((other.scene.paragraph.index, one.scene.paragraph.index))
            yield _relation(one, other, stated)
        else:
            open_.append((one, stated, like))
    named, around = defaultdict(set), Counter(_place(one) for one, *_ in told)
    for one, *_ in told:
        named[one.name, one.year].add(one.level.number.value)
    for one, stated, like in open_:
        other = None
        if len(named[one.name, one.year]) == 1:
            other = _of_that_name(document, one, like, agreed)
        if other is None and around[_place(one)] == 1:
            other = _only_one(one, stated, like)
        if other and _is_wrong(one, other, stated):
            yield _relation(one, other, stated, wrong=True)


def _measure(level: Quantity) -> tuple[str, str]:
    return level.number.kind, family(level.unit)


def _place(one: _Dated) -> tuple[object, ...]:
    """The sentence and the measure of a level."""
    return one.scene.paragraph.index, one.level.sentence, *_measure(one.level)


def _is_yearly(stated: Move) -> bool:
    """Whether a change may be one from the level of another year."""
    if stated.mean or stated.planned or stated.soft or stated.quantity.number.approximate:
        return False
    return not any(map(stated.quantity.before.__contains__, _OTHER_TIME))


def _is_paired(track: Track, stated: Move) -> bool:
    """Whether a percentage is told beside an amount, which says the same."""
    return stated.quantity.is_rate and any(paired(track.moves))


def _base(stated: Move, year: int) -> int:
    """The year that a change is from: the one it names, else the one before that of its level."""
    return int(stated.against[:4]) if stated.against[:4].isdecimal() else year - 1


class _Calendar:
    """The years of the figures of a document, 0 where none is named, −1 for the one before that."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.year = report_year(document) or 0
        self.known: dict[int, tuple[list[int], list[int]]] = {}

    def _named(self, scene: Scene) -> tuple[list[int], list[int]]:
        """Where a paragraph, or the heading over it, names the years that its figures are of, and which."""
        found = self.known.get(scene.paragraph.index)
        if found is None:
            named = list(_years(scene.text))
            if not named or named[0][0] > scene.quantities[0].start:
                named = [(0, year) for _, year in list(_years(heading_over(self.document, scene)))[-1:]] + named
            found = self.known[scene.paragraph.index] = ([at for at, _ in named], [year for _, year in named])
        return found

    def year_of(self, scene: Scene, quantity: Quantity) -> int:
        """The year a figure is of."""
        places, years = self._named(scene)
        row = bisect_right(places, quantity.start) - 1
        year = years[row] if row >= 0 else self.year
        return year - 1 if _is_last(scene, quantity) else year

    def dated(self, scene: Scene, level: Quantity) -> _Dated:
        name = core(_WHEN.sub("", label(scene, level)))
        return _Dated(scene, level, self.year_of(scene, level), name)

    def of_years(self, wanted: set[int]) -> dict[tuple[int, str, str], list[_Dated]]:
        """The first levels of some years by their measure, each in a paragraph that names its year or the next.

        One that is told again is left out.
        """
        found: dict[tuple[int, str, str], list[_Dated]] = defaultdict(list)
        seen: set[tuple[object, ...]] = set()
        marks = [f"{year}年" for year in wanted]
        headed = any(mark in one.text for mark in marks for one in headings(self.document))
        for scene in scenes(self.document) if wanted else ():
            named = headed or any(map(scene.text.__contains__, (*marks, "年初")))
            if not named and not says_last_year(scene.text):
                continue
            own = named and not wanted.isdisjoint(self._named(scene)[1])
            for quantity in scene.quantities:
                last = _is_last(scene, quantity)
                if not (own or last) or quantity.number.vague or quantity.number.approximate:
                    continue
                year = self.year_of(scene, quantity)
                known = found[year, *_measure(quantity)] if year in wanted else None
                if known is None or len(known) == _MOST or move(quantity) is not None:
                    continue
                if last or year in self._named(scene)[1]:
                    dated = self.dated(scene, quantity)
                    if (told := (year, dated.name, quantity.number.value, last)) not in seen:
                        seen.add(told)
                        known.append(dated)
        return found


def _is_last(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is said to be last year's, or goes on from one that is, no time or change between."""
    for _ in range(_BACK):
        before = scene.quantities[quantity.index - 1] if quantity.index else quantity
        if "年" in quantity.before or before.segment != quantity.segment or quantity.lead not in _GOES_ON:
            break
        if move(before) is not None or before.depth != quantity.depth or before is quantity:
            break
        quantity = before
    return is_of_last(quantity)


def _years(text: str) -> Iterator[tuple[int, int]]:
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if before not in COMPARED and not text.startswith(_NO_YEAR, match.end()):
            yield match.start(), int(match[1])


def _agrees(one: _Dated, other: _Dated, stated: Move) -> bool:
    """Whether a change leads to a level from one of its name, or from one without a name beside it."""
    if (
        other.level is one.level
        or one.level.number.high is None
        or not (_alike(one.name, other.name) or _is_beside(one, stated, other))
    ):
        return False
    outcome = between(other.level, one.level, stated)
    return outcome is not None and outcome.holds is True and _tells(one, other, stated)


def _of_that_name(
    document: Document, one: _Dated, like: Sequence[_Dated], agreed: set[tuple[int, int]]
) -> _Dated | None:
    """The only level of the year before that has the very name of one, or as others beside both bear out."""
    others = [other for other in like if other.level is not one.level]
    same = [other for other in others if other.name == one.name] or [
        other for other in others if _are_borne_out(one, other, agreed) and _alike(one.name, other.name)
    ]
    if len({other.level.number.value for other in same}) != 1:
        return None
    if len(one.name) < (_SHORT if _are_borne_out(one, same[0], agreed) else _LONG):
        return None
    first, second = (setting(document, place.scene, place.level) for place in (one, same[0]))
    alike = (first.offices, first.areas, first.topics) == (second.offices, second.areas, second.topics)
    return same[0] if alike else None


def _are_borne_out(one: _Dated, other: _Dated, agreed: set[tuple[int, int]]) -> bool:
    """Whether another change leads from a level of the paragraph of one to a level of that of the other."""
    return (other.scene.paragraph.index, one.scene.paragraph.index) in agreed


def _only_one(one: _Dated, stated: Move, like: Sequence[_Dated]) -> _Dated | None:
    """Last year's level without a name in the sentence of the only change it can belong to."""
    beside = [other for other in like if _is_beside(one, stated, other)]
    return beside[0] if len(beside) == 1 and beside[0].level.sentence == one.level.sentence else None


def _is_wrong(one: _Dated, other: _Dated, stated: Move) -> bool:
    """Whether a slip, and no revision, explains that a change does not lead from one level to the other."""
    outcome = between(other.level, one.level, stated)
    if outcome is None or outcome.holds is not False or outcome.found is None:
        return False
    if min(one.level.digits, other.level.digits) < _TELLING or other.level.number.approximate:
        return False
    by = stated.quantity.number
    gap = abs(outcome.found - by.value)
    told = stated.quantity.digits > _TELLING  # what a slip in many digits explains is no revision
    if gap <= 1 if by.kind in ("percent", "point") else gap * _REVISED <= other.level.number.value and not told:
        return False
    from .another import is_slip

    return not REAL.search(one.name) and is_slip(other.level, one.level, stated)


def _is_beside(one: _Dated, stated: Move, other: _Dated) -> bool:
    """Whether last year's level has no name of its own and stands beside the change."""
    if other.scene is not one.scene or abs(other.level.index - stated.quantity.index) > _BACK:
        return False
    return other.level.sentence - stated.quantity.sentence <= 1 and _BARE.fullmatch(other.name) is not None


def _alike(one: str, other: str) -> bool:
    """Whether two names are one, or the longer one has the shorter in it: 受理, 法院受案, 法院受理案件."""
    short, long = sorted((one.rstrip("数量"), other.rstrip("数量")), key=len)
    if len(short) >= _LONG and long.endswith(short[-_LONG:]):
        return True  # 法院受理案件, 该院受理案件
    return len(short) > 1 and (long.startswith(short) or long.endswith(short) or spells(long, short, _SPELT))


def _tells(one: _Dated, other: _Dated, stated: Move) -> bool:
    """Whether figures that agree have digits enough not to do so by chance."""
    by = stated.quantity
    if min(one.level.digits, other.level.digits) < _TELLING:
        return one.name == other.name and (by.digits >= _TOLD or len(one.name) > _LONG)
    return by.digits >= _TOLD or by.number.decimals > 0


def _relation(one: _Dated, other: _Dated, stated: Move, *, wrong: bool = False) -> Relation:
    outcome = between(other.level, one.level, stated)
    assert outcome is not None
    used = [(other.scene, other.level), (one.scene, one.level)]
    return told_apart(one.scene, stated, used, outcome, wrong=wrong)
