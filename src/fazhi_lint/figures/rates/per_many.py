"""How many of every hundred thousand people have something, over the counts: 每10万人中具有大学程度的为8594人.

The counts stand before it, each behind the same words; the population is the one of the document with which
they agree. Where two rows agree with one, a third that one wrong digit keeps from it is a warning (FZ103).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.conflicts import rate_of
from ..core.interval import Interval, show
from ..core.levels import levels
from ..core.moves import reaches
from ..core.ratios import cut_or_rounded, slipped_quotient
from ..core.scene import Quantity, Scene, scenes

_EVERY = regex.compile(r"每(?P<many>10万|十万|1?万|千|百)人口?中,?")
_MANY = {"10万": 100_000, "十万": 100_000, "万": 10_000, "1万": 10_000, "千": 1_000, "百": 100}
_WHO = regex.compile(
    r"(?:拥有|具有|受过|接受)?(?P<what>\p{Han}{2,6}?)(?:文化)?(?:程度|教育)的?(?:人口)?[由从为有]"
)
_PEOPLE = regex.compile(r"(?:总|常住|户籍|[全本][国省市县区州])人口[^,;。]{0,8}$")
_BACK = 3  # paragraphs before it in which the counts stand
_POPULATIONS = 12
_SURE = 2  # rows that agree say which population it is

Place = tuple[Scene, Quantity]
Row = tuple[Scene, Quantity, Place, int]


def per_many(document: Document) -> Iterator[Relation]:
    """The relations of such rows of a document."""
    ordered = scenes(document)
    rows = [
        row
        for at, scene in enumerate(ordered)
        if "人" in scene.text and "中" in scene.text
        for every in _EVERY.finditer(scene.text)
        for row in _rows(ordered[max(0, at - _BACK) : at + 1], every)
    ]
    people = [
        (scene, one)
        for scene, one in (levels(document).get("人", ()) if rows else ())
        if _PEOPLE.search(one.before) and not one.number.approximate and one.number.value
    ][:_POPULATIONS]
    for whole in people:
        held = [row for row in rows if _holds(row, whole)]
        if len(held) < min(_SURE, len(rows)):
            continue
        for row in rows:
            if row in held:
                yield _relation(row, whole)
            elif len(held) >= _SURE and _is_slip(row, whole):
                yield _relation(row, whole, wrong=True)
        return


def _rows(near: Sequence[Scene], every: regex.Match[str]) -> Iterator[Row]:
    """What is said to be so many of every so many, each with its count, which stands before it."""
    scene = near[-1]
    end = scene.text.find("。", every.end())
    stated = scene.within(every.end(), end if end >= 0 else len(scene.text))
    for one in stated:
        who = _WHO.match(scene.text, _begin(scene, one))
        into = scene.quantities[one.index + 1 : one.index + 2]
        if into and into[0] in stated and into[0].segment == one.segment and reaches(into[0]) is not None:
            one = into[0]
        elif who is not None and not who.group().endswith(("为", "有")):
            continue
        if who is None or one.unit != "人":
            continue
        counted = [
            (place, count)
            for place in near
            for count in place.quantities
            if count.unit == "人"
            and (place is not scene or count.start < every.start())
            and who["what"] in place.text[_begin(place, count) : count.start]
        ]
        if len(counted) == 1:
            yield scene, one, counted[0], _MANY[every["many"]]


def _begin(scene: Scene, quantity: Quantity) -> int:
    """Where the words of a quantity begin: behind the last stop or every-so-many before it, asides included."""
    stop = max(scene.text.rfind(mark, 0, quantity.start) for mark in ";。,、")
    every = _EVERY.search(scene.text, stop + 1, quantity.start)
    return every.end() if every else stop + 1


def _given(row: Row, whole: Place) -> Interval | None:
    _, _, (_, count), many = row
    ratio = count.interval.over(whole[1].interval)
    return None if ratio is None else ratio.scaled(many)


def _holds(row: Row, whole: Place) -> bool:
    given = _given(row, whole)
    return given is not None and given.meets(cut_or_rounded(row[1].number))


def _is_slip(row: Row, whole: Place) -> bool:
    _, stated, (_, count), many = row
    return slipped_quotient(stated.number, cut_or_rounded(stated.number), count.number, whole[1].number, many)


def _relation(row: Row, whole: Place, *, wrong: bool = False) -> Relation:
    scene, stated, (place, count), many = row
    value = show(count.number.value * many / whole[1].number.value, max(1, stated.number.decimals))
    formula = f"{count.number.literal} / {whole[1].number.literal} × {many} = {value}"
    used = [(place.span(count), count.number.literal), (whole[0].span(whole[1]), "人口")]
    failed = (f"每{many}人中的人数", stated.number.literal, f"算得{value}") if wrong else None
    return rate_of(scene.span(stated), used, formula, failed, stated.unit)
