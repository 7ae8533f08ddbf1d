"""This year's report against last year's (FZ113, ``--previous``).

What was carried over against what last year left open, the value a growth starts from against the value that
last year's report states, the year of the report against the year that last year planned for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...document import Document
from ...facts.metadata import report_year
from ...kept import regex
from ...knowledge import knowledge
from ...model import Hit, Relation
from ..core.labels import Labelled
from ..core.scene import Quantity, scenes
from ..core.subjects import heading_over
from ..core.units import family
from .last_year import values_of_last_year

_CARRIED = regex.compile(
    r"(?:上年度?|去年|往年|旧|上一年度?|(?P<year>(?:19|20)\d\d)年度?)[^,;。]{0,8}(?:结转|转入|转接|未结|未审结|存)|旧存"
)
_LEFT = regex.compile(
    r"(?<!年)(?<!度)(?:结转[至到]?[下次]一?年|结转[至到](?:19|20)\d\d年|未审结|尚未审结|未结|未办结|正在(?:审理|办理|审查))"
)
_OPEN = regex.compile(r"(?:均|都)?(?:正?在(?:审理|办理|审查)|尚?未(?:审|办)?结|结转(?:至)?[下次]一?年)")
_PLANNED = regex.compile(r"((?:19|20)\d\d)年度?(?:工作)?(?:主要)?(?:打算|计划|安排|思路|要点|重点|展望)")
_MOST = 200


def across(document: Document) -> Iterator[Relation]:
    """The relations between a document and last year's; none without the latter."""
    if document.previous is None:
        return
    yield from _planned(document, document.previous)
    own, last = report_year(document), report_year(document.previous)
    if own is None or last is None or own == last + 1:
        yield from _carried_over(document, document.previous)
        yield from values_of_last_year(document, document.previous)


def _carried_over(document: Document, previous: Document) -> Iterator[Relation]:
    """上年结转 N件 against 未审结 M件 of the same kind of case."""
    left = list(_cases(previous, _is_left))
    for topic, item in _cases(document, lambda quantity: _is_carried(quantity, report_year(previous))):
        same = [other for name, other in left if name == topic and _one_unit(item, other)]
        values = {other.quantity.number.value for other in same}
        if len(values) == 1:
            yield _relation(
                item,
                item.quantity.interval.meets(same[0].quantity.interval),
                f"{topic}上年结转",
                f"上年结转{item.quantity.number.literal}，上一年度报告未结{same[0].quantity.number.literal}",
            )


def _is_left(quantity: Quantity) -> bool:
    """Whether cases were left open: 未审结8件, 尚有8件正在审理."""
    return _LEFT.search(quantity.before) is not None or _OPEN.match(quantity.after) is not None


def _is_carried(quantity: Quantity, last: int | None) -> bool:
    """Whether cases were carried over from the year before: 上年结转8件, 含2021年结转8件."""
    found = _CARRIED.search(quantity.before)
    return found is not None and (not found["year"] or int(found["year"]) == last)


def _cases(document: Document, meant: Callable[[Quantity], bool]) -> Iterator[tuple[str, Labelled]]:
    """The counts that are meant, with the kind of case that the sentence, or the heading over it, speaks of."""
    topics: Sequence[str] = knowledge("cases")["topics"]
    for scene in scenes(document):
        for quantity in scene.quantities:
            if quantity.number.kind != "number" or quantity.number.vague or not quantity.unit:
                continue
            if not meant(quantity):
                continue
            spoken = scene.text[max(0, quantity.start - _MOST) : quantity.stop + 10]
            for words in (spoken, heading_over(document, scene)):
                found = [(words.rfind(topic), topic) for topic in topics if topic in words]
                if found:
                    yield max(found)[1], Labelled(scene, quantity, quantity.before)
                    break


def _one_unit(a: Labelled, b: Labelled) -> bool:
    return family(a.quantity.unit) == family(b.quantity.unit)


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
