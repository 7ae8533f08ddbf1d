"""Where figures may stand beside those of the year before in a way that few documents have.

The places are found here, in one walk; what reads on from there is loaded where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from ...document import Document
from ...facts.literals import words_of
from ...facts.metadata import report_year
from ...kept import scanner
from ...model import Relation
from ..core.moves import comes_from, is_reference, may_change, move
from ..core.scene import Quantity, Scene, scenes
from ..core.subjects import plans_from
from .track import Track
from .tracks import tracks

_LAST = ("上年", "去年", "同期")
_LAST_ENDS = frozenset("年期末底度初别各为是有的")
_ABREAST = 6  # two levels, those of the year before, two changes
_OF_LAST = ("上年", "上一年", "去年", "前一年", "同期", "年初", "而上年", "而去年", "其中上年")
_OF_LAST_BEGIN = frozenset(one[0] for one in (*_OF_LAST, "1", "2"))
COMPARED = frozenset(
    "比较与同和于从由自至到是以前年—~-“"
)  # what makes a year in front of which it stands another
_OPENS = frozenset(("", *",;。:、(\n"))  # what stands in front of the year that a clause is told of
_THAN_ANOTHER, _SET_OFF = frozenset("快慢于出"), frozenset("比较于距")
_SAME = scanner("持平|相同|一致|相等|不变|没有(?:变化|增减|增长|变动)|无(?:变化|增减|增长|变动)")
_FIRST = 20  # figures of a paragraph of which one may tell a change of what was told before
_SENTENCE = 400  # characters of a sentence that may say that it tells of a plan
_FAR, _LONGEST = 40, 4  # characters between last year's level and what says that they are the same, and of that


def looking_back(document: Document) -> list[Relation]:
    """The relations with figures of the year before, however these stand beside those of the year."""
    found = list(_beside(document))
    past = list(_past(document))
    if _tells_two_years(document, past):
        from .years import over_years

        found += _unread(over_years(document), found)
    if past:
        from .free import free

        found += _unread((relation for one in past for relation in free(scenes(document), *one)), found)
    return found


def _unread(others: Iterable[Relation], found: Sequence[Relation]) -> list[Relation]:
    """What no other reader has read."""
    known = {tuple(sorted(one.numbers)) for one in found}
    return [one for one in others if tuple(sorted(one.numbers)) not in known]


def _past(document: Document) -> Iterator[tuple[int, Quantity, Mapping[int, Track]]]:
    """The figures of the year before that no change is known to start from.

    With the row of the scene of each, and the tracks of that scene by the indices of their changes.
    """
    rows = {scene.paragraph.index: row for row, scene in enumerate(scenes(document))}
    for scene, found in tracks(document):
        starts = {track.start.index for track in found if track.start is not None}
        past = [
            one for one in scene.quantities[1:] if _is_of_another_year(scene, one) and one.index not in starts
        ]
        if past:
            owners = {stated.quantity.index: track for track in found for stated in track.moves}
            for one in past:
                yield rows[scene.paragraph.index], one, owners


def _is_of_another_year(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is last year's: 2021年度为9元, 较2018年的9件(下降), 比上年完成数增长6%(完成数9元)."""
    words = quantity.before
    if not words or quantity.number.vague or quantity.number.approximate:
        return False
    if words[:1] in _OF_LAST_BEGIN:
        return (words[:2] in ("19", "20") or words.startswith(_OF_LAST)) and move(quantity) is None
    if quantity.lead == "(":
        name = words.rstrip("为是")
        return len(name) > 1 and name in scene.quantities[quantity.index - 1].before
    return ("比" in words or "较" in words) and is_reference(quantity)


def _beside(document: Document) -> Iterator[Relation]:
    """Those with figures of the year before that stand side by side, are the same, or are told last."""
    for scene in scenes(document):
        text, many = scene.text, len(scene.quantities)
        if many >= _ABREAST and ("分别" in text or "上年" in text or "同期" in text):
            yield from _abreast(scene)
        if many > 1 and ("年" in text or "同期" in text):
            yield from _steady(scene)
    yield from _carried(scenes(document))
    if "千分点" in words_of(document):
        from .offsets import natural

        for scene in scenes(document):
            if "千分点" in scene.text and "自然增长率" in scene.text:
                yield from natural(scene)
    if "百分点" in words_of(document):
        yield from _gaps(scenes(document))
    for scene, found in tracks(document):
        yield from _ahead(document, scene, found)


def _tells_two_years(document: Document, past: Sequence[tuple[int, Quantity, Mapping[int, Track]]]) -> bool:
    """Whether levels of two years may be told apart: last year's by its words, its year, or its paragraph."""
    if any(is_of_last(one) for _, one, _ in past):
        return True
    if not any(track.start is None and track.moves for _, found in tracks(document) for track in found):
        return False
    named = [piece for piece in document.folded.split("年")[:-1] if piece[-4:].isdecimal()]
    last = (report_year(document) or 0) - 1
    if any(int(piece[-4:]) == last and piece[-5:-4] not in COMPARED for piece in named):
        return True
    opened = {int(piece[-4:]) for piece in named if piece[-5:-4] in _OPENS}
    return any(year - 1 in opened for year in opened)


def is_of_last(quantity: Quantity) -> bool:
    """Whether the words before a figure begin by saying that it is last year's."""
    words = quantity.before
    return words[:1] in _OF_LAST_BEGIN and words.startswith(_OF_LAST)


def _abreast(scene: Scene) -> Iterator[Relation]:
    for first, second in pairwise(scene.quantities):
        if not second.is_joined:
            continue
        named = first.before[-1:] in _LAST_ENDS or first.lead == "(" or first.before.startswith(_LAST)
        if named or comes_from(first):
            from .abreast import abreast

            yield from abreast(scene, first)


def _steady(scene: Scene) -> Iterator[Relation]:
    quantities = scene.quantities
    for match in _SAME.finditer(scene.text, quantities[1].stop, quantities[-1].stop + _FAR + _LONGEST):
        past = scene.before(match.start())
        if past is not None and match.start() - past.stop <= _FAR:
            from .steady import steady

            relation = steady(scene, past, match.span())
            if relation:
                yield relation


def _carried(ordered: Sequence[Scene]) -> Iterator[Relation]:
    rows = [row for row, scene in enumerate(ordered) if row and any(map(_may_go_on, scene.quantities[:_FIRST]))]
    if rows:
        from .carried import carried

        yield from chain.from_iterable(carried(ordered, row) for row in rows)


def _may_go_on(quantity: Quantity) -> bool:
    """Whether a figure may be an amount by which something told before has changed."""
    return quantity.before != "" and quantity.number.kind == "number" and may_change(quantity)


def _gaps(ordered: Sequence[Scene]) -> Iterator[Relation]:
    for row, scene in enumerate(ordered):
        if "百分点" not in scene.text:
            continue
        if ("比重" in scene.text or "占" in scene.text) and scene.text.count("百分点") > 1:
            from .offsets import offsets

            yield from offsets(scene)
        if any(one.number.kind == "point" and _is_between(scene, one) for one in scene.quantities):
            from .gaps import gaps

            yield from gaps(ordered, row)


def _is_between(scene: Scene, point: Quantity) -> bool:
    """Whether points may be told from one rate to another and not over time: 快于, (6.7%)高, but not 提高.

    So they are where the other rate stands right before them: 涨幅比上年同期的9.3%回落, 距100%的目标差.
    """
    words = point.before
    if not point.lead and point.index and not _SET_OFF.isdisjoint(scene.quantities[point.index - 1].before):
        return True
    if point.lead == ")" and not words:
        return True
    if not _THAN_ANOTHER.isdisjoint(words) or "超" in words:
        return True
    return words[-1:] in ("高", "低") and words[-2:] not in ("提高", "降低")


def _ahead(document: Document, scene: Scene, found: tuple[Track, ...]) -> Iterator[Relation]:
    for track in found:
        if track.start is None and track.moves and _is_planned(document, scene, track.level):
            from .ahead import ahead

            yield from ahead(document, scene, track)


def _is_planned(document: Document, scene: Scene, level: Quantity) -> bool:
    begin = max(0, level.start - _SENTENCE)
    begin = scene.text.rfind("。", begin, level.start) + 1 or begin
    if any(scene.text.find(word, begin, level.start) >= 0 for word in ("安排", "预期", "预计")):
        return True
    return scene.paragraph.index >= plans_from(document)
