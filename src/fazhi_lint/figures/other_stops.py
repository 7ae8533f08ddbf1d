"""Sentences as others would have pointed them: where some write ; or , between clauses, some write a full stop.

A sentence that begins with 其中 speaks of the one before, and so does one that goes on with a list in the
same wording: 其中城镇6.2万人,增长3%。乡村2.1万人,增长5%。 Where such a list ends cannot be known for sure, so
what these sentences tell with the other marks is taken for what it proves: a relation that holds. That
something is no more than a whole proves nothing, unless words such as 分地区看 say that there is a list.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from operator import attrgetter

from ..document import Document, Paragraph
from ..facts.numbers import Number, numbers, with_numbers
from ..kept import scanner
from ..model import Relation
from ..values import record
from .core.scene import Quantity, Scene, scenes
from .core.terms import STANDARD, is_change

_OF_IT = "其中"
_CUE = scanner(r"其中|[看分计],|中,|:")  # behind it a list begins
_FRESH = scanner(r"全年|年末|截至|今年|去年|\d+年|本年|其中|同时|此外|另外")  # here none goes on
_SHORT, _LONG = 6, 24  # characters of a name that needs nothing else, or may need more, to go on with a list
_FEW = 2  # figures of one kind in one part: how many there are, and were
_COARSE = 10
_IDLE = STANDARD | {"类", ""}
_ALL = Fraction(1003, 10)  # percent, rounded
_PART, _KINDS, _LIST = 1, 2, 3  # 其中, one more kind of what is told by kinds, one more part of a list

Stop = tuple[int, int]  # where it stands, and what begins behind it
Run = tuple[int, int, list[Stop]]
_START = attrgetter("start")


@record
class Repointed:
    """Sentences with other marks, each run a paragraph of a document in which all offsets are as they were.

    ``stops`` are the offsets of the full stops that are none there, ``doubts`` counts those before each that
    leave open whether a list goes on.
    """

    document: Document
    stops: list[int]
    doubts: list[int]

    def gained(self, found: Sequence[Relation], later: Sequence[Relation]) -> list[Relation]:
        """The relations found, with those of the other reading that hold over a stop and are none of them."""
        known = {(one.kind, one.numbers) for one in found}
        new = [one for one in later if self._is_gain(one) and (one.kind, one.numbers) not in known]
        told = [set(one.numbers) for one in new if one.kind == "sum"]
        stays = (one for one in found if one.kind != "part" or not any(map(set(one.numbers).issubset, told)))
        return [*stays, *new]

    def _is_gain(self, one: Relation) -> bool:
        if one.verdict != "verified" or not one.numbers:
            return False
        first = bisect_left(self.stops, one.numbers[0].start)
        last = bisect_left(self.stops, one.numbers[-1].end)
        return first < last and (one.kind != "part" or self.doubts[first] == self.doubts[last])


def repointed(document: Document, found: Sequence[Relation]) -> Repointed | None:
    """The sentences of a document that its full stops may part wrongly; None without such."""
    runs = [(scene, run) for scene in scenes(document) for run in _runs(scene)]
    if any(kind == _PART for _, (_, _, stops) in runs for _, kind in stops):
        sums = _Sums(found)
        runs = [(scene, run) for scene, run in runs if not sums.span(scene.paragraph, run)]
    if not runs:
        return None
    paragraphs: list[Paragraph] = []
    mentions: list[tuple[Number, ...]] = []
    places: dict[int, bool] = {}
    for scene, (start, end, stops) in runs:
        whole = scene.paragraph
        flow = list(whole.flow[start:end])
        for at, kind in stops:
            flow[at - start] = "," if kind == _PART else ";"
            places[whole.at(at)] = kind == _LIST
        origin = array("Q", map(whole.at, range(start, end)))
        paragraphs.append(Paragraph(len(paragraphs), whole.at(start), whole.at(end), "".join(flow), origin))
        own = numbers(document)[whole.index]
        within = own[bisect_left(own, start, key=_START) : bisect_left(own, end, key=_START)]
        mentions.append(tuple(_moved(one, start) for one in within))
    other = document.made_of(paragraphs)
    with_numbers(other, mentions)
    return Repointed(other, list(places), list(accumulate(places.values(), initial=0)))


def _moved(one: Number, by: int) -> Number:
    return one._replace(start=one.start - by, end=one.end - by, stop=one.stop - by)


class _Sums:
    """The sums that hold."""

    def __init__(self, found: Sequence[Relation]) -> None:
        held = (one for one in found if one.kind == "sum" and one.verdict == "verified")
        spans = sorted((one.numbers[0].start, one.numbers[-1].end) for one in held)
        self.starts = [start for start, _ in spans]
        self.ends = list(accumulate((end for _, end in spans), max, initial=0))

    def span(self, paragraph: Paragraph, run: Run) -> bool:
        """Whether the only stop of a run is one before 其中 that did not keep a sum from being read."""
        (at, kind), *others = run[2]
        place = paragraph.at(at)
        return kind == _PART and not others and place < self.ends[bisect_left(self.starts, place)]


def _runs(scene: Scene) -> Iterator[Run]:
    """The runs of sentences that may belong together, with the one before: begin, end and the stops inside."""
    quantities, text = scene.quantities, scene.text
    if quantities[0].sentence == quantities[-1].sentence:
        return
    begins = [
        row for row in range(1, len(quantities)) if quantities[row].sentence != quantities[row - 1].sentence
    ]
    begins = [0, *begins, len(quantities)]
    run: list[Stop] = []
    first = 0
    for row, stop in enumerate((*_stops(scene, begins), None)):
        if stop:
            first = first if run else max(row - 1, 0)
            run.append(stop)
        elif run:
            end = text.find("。", quantities[begins[row + 1] - 1].stop)
            # A list that goes on behind full stops began behind one, too.
            lists = [stop for stop in run if stop[1] != _PART]
            yield text.rfind("。", 0, quantities[begins[first]].start) + 1, end + 1 or len(text), lists or run
            run = []


def _stops(scene: Scene, begins: Sequence[int]) -> Iterator[Stop | None]:
    """For each sentence with figures but the first the stop before it, if it may go on with the one before."""
    text, quantities = scene.text, scene.quantities
    begun: _List | None = None
    for row in range(1, len(begins) - 1):
        listed, begun = begun, None
        last, following = quantities[begins[row] - 1], quantities[begins[row]]
        at = text.find("。", last.stop, following.start)
        of_it = text.startswith(_OF_IT, at + 1)
        if at < 0 or following.sentence != last.sentence + 1 or not (of_it or following.start <= at + _LONG):
            yield None
            continue
        before, after = quantities[begins[row - 1] : begins[row]], quantities[begins[row] : begins[row + 1]]
        if of_it:
            units = {one.unit for one in before}
            yield (at, _PART) if any(one.unit in units or one.is_rate for one in after) else None
        else:
            figures = _figures(after)
            if figures and figures[0].start <= at + _LONG:
                listed = listed or _begun(scene, _figures(before))
                begun = listed and listed.with_part(text[at + 1 : figures[0].start], figures)
            yield (at, begun.kind) if begun else None


def _figures(sentence: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a sentence that may be one part of a list; none if it is a list of its own."""
    if sentence[0].segment != sentence[-1].segment:
        return []
    return [one for one in sentence if not one.depth and (one.is_rate or one.unit not in _IDLE)]


@record
class _List:
    """A list: the name and the figures of its last part, how much of the whole is left, what its stops are."""

    name: str
    figures: list[Quantity]
    room: Fraction | None
    cued: bool
    kind: int

    def with_part(self, name: str, figures: list[Quantity]) -> _List | None:
        """The list with one more part, if that is worded as the last."""
        if not self._is_alike(figures) or not self._may_hold(name):
            return None
        room = None if self.room is None else self.room - _least(figures[0])
        return None if room is not None and room < 0 else _List(name, figures, room, self.cued, self.kind)

    def _is_alike(self, figures: list[Quantity]) -> bool:
        units, own = list(map(_unit, self.figures)), list(map(_unit, figures))
        return (
            units[0] == own[0]
            and (set(own) <= set(units) or set(units) <= set(own))
            and (self.cued or "%" in units or "%" in own)
            and not _is_coarse(figures[0], beside=self.figures[0])
            and max(_levels(self.figures), _levels(figures)) <= _FEW
        )

    def _may_hold(self, name: str) -> bool:
        return name[-2:] == self.name[-2:] or ((self.cued or len(name) <= _SHORT) and not _FRESH.match(name))


def _begun(scene: Scene, figures: list[Quantity]) -> _List | None:
    """The list that a sentence with these figures may begin."""
    if not figures:
        return None
    text, start, row = scene.text, scene.text.rfind("。", 0, figures[0].start) + 1, len(figures) - 1
    while row >= 0 and not _CUE.search(text, figures[row - 1].stop if row else start, figures[row].start):
        row -= 1
    cued, row = row >= 0, max(row, 0)
    first = figures[row]
    by_kinds = cued and text.find(_OF_IT, start, first.start) < 0
    room = _room(scene, first) if cued or first.is_rate else None
    name = text[figures[row - 1].stop if row else start : first.start]
    return _List(name, figures[row:], room, cued, _KINDS if by_kinds else _LIST)


def _room(scene: Scene, first: Quantity) -> Fraction | None:
    """How much the first part of a list leaves of a whole that stands in its sentence or the one before."""
    least = _least(first)
    if first.is_rate:
        return _ALL - least
    for row in range(first.index - 1, -1, -1):
        one = scene.quantities[row]
        if one.sentence < first.sentence - 1:
            break
        most = one.number.high or one.number.value
        if one.unit == first.unit and most >= least and not one.depth and not is_change(one.before):
            return most - least
    return None


def _least(one: Quantity) -> Fraction:
    return one.number.value if one.number.low is None else one.number.low


def _is_coarse(one: Quantity, beside: Quantity) -> bool:
    """Whether a figure is so much more rounded than one beside it that nothing comes of adding them."""
    return bool(one.number.value) and one.number.step > _COARSE * beside.number.step


def _levels(figures: Sequence[Quantity]) -> int:
    """How many of the figures tell how much there is of the first."""
    return sum(one.unit == figures[0].unit and not is_change(one.before) for one in figures)


def _unit(one: Quantity) -> str:
    return "%" if one.is_rate else one.number.kind + one.unit
