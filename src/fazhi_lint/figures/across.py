"""This year's report against last year's (FZ113, ``--previous``).

What was carried over against what last year left open, the value a growth starts from against the value that
last year's report states, the year of the report against the year that last year planned for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ..document import Document
from ..facts.metadata import report_year
from ..knowledge import knowledge
from ..model import Hit, Relation
from .growth import difference, growth
from .labels import Labelled, label, named, same_name
from .moves import Move
from .scene import Scene, scenes
from .tracks import Track, tracks
from .units import family

_CARRIED = regex.compile(r"(?:上年度?|去年|往年|旧|上一年度?)[^,;。]{0,8}(?:结转|未结|未审结|存)|旧存")
_LEFT = regex.compile(
    r"(?<!年)(?<!度)(?:结转(?:至)?(?:下|次)(?:一)?年|未审结|尚未审结|未结|未办结|正在(?:审理|办理|审查))"
)
_PLANNED = regex.compile(r"((?:19|20)\d\d)年度?(?:工作)?(?:主要)?(?:打算|计划|安排|思路|要点|重点|展望)")
_YEARLY = ("上年", "去年", "同期", "上一年", "前一年")
_MOST = 200


def across(document: Document) -> Iterator[Relation]:
    """The relations between a document and last year's; none without the latter."""
    if document.previous is None:
        return
    yield from _carried_over(document, document.previous)
    yield from _grown(document, document.previous)
    yield from _planned(document, document.previous)


def _carried_over(document: Document, previous: Document) -> Iterator[Relation]:
    """上年结转 N件 against 未审结 M件 of the same kind of case."""
    left = [(topic, item) for topic, item in _cases(previous, _LEFT)]
    for topic, item in _cases(document, _CARRIED):
        same = [other for name, other in left if name == topic and _one_unit(item, other)]
        values = {other.quantity.number.value for other in same}
        if len(values) == 1:
            yield _relation(
                item,
                item.quantity.interval.meets(same[0].quantity.interval),
                f"{topic}上年结转",
                f"上年结转{item.quantity.number.literal}，上一年度报告未结{same[0].quantity.number.literal}",
            )


def _cases(document: Document, words: regex.Pattern[str]) -> Iterator[tuple[str, Labelled]]:
    """The counts that such words stand beside, with the kind of case the sentence speaks of."""
    topics: Sequence[str] = knowledge("cases")["topics"]
    for scene in scenes(document):
        if words.search(scene.text) is None:
            continue
        for quantity in scene.quantities:
            if quantity.number.kind != "number" or quantity.number.vague or not quantity.unit:
                continue
            if words.search(quantity.before) is None:
                continue
            begin = max(0, quantity.start - _MOST)
            spoken = scene.text[begin : quantity.stop + 10]
            found = [(spoken.rfind(topic), topic) for topic in topics if topic in spoken]
            if found:
                yield max(found)[1], Labelled(scene, quantity, quantity.before)


def _one_unit(a: Labelled, b: Labelled) -> bool:
    return family(a.quantity.unit) == family(b.quantity.unit)


def _grown(document: Document, previous: Document) -> Iterator[Relation]:
    """ "B，同比增长x%" against the value that last year's report gives under the same name."""
    for scene, found in tracks(document):
        for track in found:
            if track.start is not None or track.is_rate:
                continue
            moves = [stated for stated in track.moves if _is_yearly(stated)]
            old = _last_year(previous, scene, track) if moves else None
            if old is None:
                continue
            for stated in moves:
                quantity = stated.quantity
                if quantity.number.kind == "number":
                    outcome = difference(old.quantity, track.level, quantity, stated.sign)
                else:
                    outcome = growth(old.quantity, track.level, quantity, stated.sign)
                # Amounts and statistics are revised in the year after; counts of cases are not.
                exact = not track.level.number.step and not old.quantity.number.step
                if outcome.holds or (outcome.holds is False and exact):
                    word = "增加" if stated.sign > 0 else "减少"
                    what = f"{label(scene, track.level)[-12:]}{word}{quantity.number.literal}"
                    yield _relation(Labelled(scene, quantity, ""), outcome.holds, what, outcome.formula)


def _is_yearly(stated: Move) -> bool:
    number = stated.quantity.number
    return (
        number.kind in ("number", "percent")
        and any(word in stated.against for word in _YEARLY)
        and not (stated.soft or stated.mean or stated.each or number.approximate)
    )


def _last_year(previous: Document, scene: Scene, track: Track) -> Labelled | None:
    """The one value that last year's report states under the name of a level."""
    name = label(scene, track.level)
    found = [
        item
        for item in named(previous, name)
        if same_name(item.label, name) and family(item.quantity.unit) == family(track.level.unit)
    ]
    values = {item.quantity.number.value for item in found}
    return found[0] if len(values) == 1 and not found[0].quantity.number.approximate else None


def _planned(document: Document, previous: Document) -> Iterator[Relation]:
    """The year that last year's report planned for is the year of this one."""
    years = {int(match[1]) for match in _PLANNED.finditer(previous.folded)}
    own, last = report_year(document), report_year(previous)
    if own is None or last is None:
        return
    planned = max(years & {last + 1}, default=last + 1)
    place = document.folded.find(f"{own}年")
    paragraph = document.paragraph_at(place) if place >= 0 else None
    if paragraph is None or planned == own:
        return
    focus = paragraph.span(paragraph.index_of(place), paragraph.index_of(place) + 5)
    formula = f"本报告为{own}年度，所给上一年度报告为{last}年度（其后应为{planned}年度）"
    hit = Hit(focus, {"what": "报告年度", "formula": formula}, None, (formula,))
    yield Relation("repeat", "contradicted", focus, (focus,), formula, "across-years", hit)


def _relation(item: Labelled, holds: bool, what: str, formula: str) -> Relation:
    focus = item.scene.span(item.quantity)
    if holds:
        return Relation("repeat", "verified", focus, (focus,), formula)
    hit = Hit(focus, {"what": what, "formula": formula}, None, (formula,))
    return Relation("repeat", "contradicted", focus, (focus,), formula, "across-years", hit)
