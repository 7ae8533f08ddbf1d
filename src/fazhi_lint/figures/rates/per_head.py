"""Amounts per head of the population: 人均地区生产总值 over the mean population of the year (FZ103).

The amount and the population stand in other paragraphs; a document that states either twice, or more than one
population, is only read where the figures agree. So is any other amount per head, 人均卫生总费用, of one told
shortly before it in words of its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.conflicts import rate_of
from ..core.interval import show
from ..core.labels import REACH, label
from ..core.ratios import cut_or_rounded, slipped_quotient
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .loose_shares import pairs, words
from .vital import PEOPLE, mean_population, tolerance

_PER_HEAD = regex.compile(r"人均(?P<of>(?:国内|地区)?生产总值|GDP|综合用水量|用水量|水资源(?:占有)?量?)$")
_AMOUNTS = {
    "产": (
        regex.compile(r"(?<!人均)(?<!人均国内)(?<!人均地区)生产总值(?:\(GDP\))?$|^GDP$"),
        ("生产总值", "GDP"),
    ),
    "用": (regex.compile(r"^(?:全年)?总用水量$|用水总量$"), ("用水",)),
    "资": (regex.compile(r"水资源(?:总量|量)$"), ("水资源",)),
}
_OF = ("生产总值", "GDP", "用水", "水资源")
_WHOSE = regex.compile(r"常住人口|总人口|^(?:全国|大陆)人口")
_WITH = regex.compile(r"按[^,;。]{0,6}人口$")
_MOST = 40  # figures of one name: more are no bulletin
_NEAR = 8  # figures before an amount per head among which the whole amount stands
_TIMES = 3  # a figure further off is of something else


def per_head(document: Document) -> Iterator[Relation]:
    """The relations of the amounts per head of a document."""
    asked = [
        (scene, quantity, found["of"])
        for scene in scenes(document)
        if "人均" in scene.text and any(map(scene.text.__contains__, _OF))
        for quantity in scene.quantities
        if not quantity.number.approximate
        and _says(scene, quantity, ("人均",))
        and (found := _PER_HEAD.search(label(scene, quantity)))
    ]
    others = list(_others(document, {id(stated) for _, stated, _ in asked}))
    if not asked and not others:
        return
    people = _called(document, PEOPLE, ("人口",))
    for scene, stated, wholes in others:
        given = ((amount, head, amount.interval.over(head[1].interval)) for amount in wholes for head in people)
        told = ((amount, head) for amount, head, one in given if one and one.meets(stated.interval))
        for amount, head in islice(told, 1):
            yield _relation(scene, stated, (scene, amount), head, when="")
    known: dict[str, list[tuple[Scene, Quantity]]] = {}
    for scene, stated, of in asked[:_MOST]:
        kind = "产" if "产" in of or of == "GDP" else "用" if "用" in of else "资"
        if kind not in known:
            known[kind] = _called(document, *_AMOUNTS[kind])
        amounts = [pair for pair in known[kind] if pair[1].unit in _measures(stated)]
        yield from _judge(scene, stated, of, amounts, people)


def _others(document: Document, asked: set[int]) -> Iterator[tuple[Scene, Quantity, list[Quantity]]]:
    """Other amounts per head than those ``asked`` for, each with those told before it in words of its name."""
    for scene in scenes(document):
        for stated in scene.quantities[1:] if "人均" in scene.text else ():
            if (
                "人均" not in stated.before
                or id(stated) in asked
                or not stated.tells
                or stated.number.kind != "number"
            ):
                continue
            name = pairs(label(scene, stated).rpartition("人均")[2])
            units = {family(unit) for unit in _measures(stated)}
            amounts = [
                amount
                for amount in reversed(scene.quantities[max(0, stated.index - _NEAR) : stated.index])
                if stated.sentence - amount.sentence <= 1
                and amount.is_amount
                and "人均" not in amount.before
                and family(amount.unit) in units
                and any(map(words(scene, amount).__contains__, name))
            ]
            if amounts:
                yield scene, stated, amounts


def _measures(stated: Quantity) -> tuple[str, ...]:
    return (stated.unit, stated.unit.replace("元/人", "元").replace("立方米/人", "立方米"))


def _says(scene: Scene, quantity: Quantity, words: tuple[str, ...]) -> bool:
    """Whether what a label is made of holds one of the words: asked first, for few do."""
    near = scene.text[max(0, quantity.start - REACH) : quantity.start]
    return any(map(near.__contains__, words))


def _called(
    document: Document, name: regex.Pattern[str], words: tuple[str, ...]
) -> list[tuple[Scene, Quantity]]:
    """The figures of a name that holds one of the words, rates and prose that compares them left out."""
    return [
        (scene, quantity)
        for scene in scenes(document)
        if any(map(scene.text.__contains__, words))
        for quantity in scene.quantities
        if quantity.number.kind == "number"
        and not quantity.number.approximate
        and quantity.number.value
        and _says(scene, quantity, words)
        and name.search(label(scene, quantity))
    ][:_MOST]


def _judge(
    scene: Scene,
    stated: Quantity,
    of: str,
    amounts: list[tuple[Scene, Quantity]],
    people: list[tuple[Scene, Quantity]],
) -> Iterator[Relation]:
    if told := _told(scene, stated):  # 按年平均人口21.86万人计算
        values = {amount.number.value for _, amount in amounts}
        for place, amount in amounts:
            given = amount.interval.over(told.interval)
            if given is not None and given.meets(stated.interval):
                yield _relation(scene, stated, (place, amount), (scene, told), when="")
                return
            wanted = cut_or_rounded(stated.number)
            if len(values) == 1 and slipped_quotient(stated.number, wanted, amount.number, told.number, 1):
                yield _relation(scene, stated, (place, amount), (scene, told), of, when="")
                return
    for place, amount in amounts:
        for where, count in people:
            given = amount.interval.over(mean_population(where, count))
            if given is not None and given.meets(stated.interval):
                yield _relation(scene, stated, (place, amount), (where, count))
                return
    known = [one for one in people if _WHOSE.search(label(*one))]
    if not amounts or not known or _values(amounts) > 1 or _values(people) > 1:
        return
    (place, amount), (where, count) = amounts[0], known[0]
    result = amount.number.value / count.number.value
    off = abs(result - stated.number.value)
    if result * tolerance(where, count) < off < result * _TIMES and not stated.number.vague:
        yield _relation(scene, stated, (place, amount), (where, count), of)


def _values(found: list[tuple[Scene, Quantity]]) -> int:
    """How many values figures have: a table may say again what the text does."""
    return len({quantity.number.value for _, quantity in found})


def _told(scene: Scene, stated: Quantity) -> Quantity | None:
    """The people that an amount is told to be computed with, right before or behind it."""
    for one in scene.quantities[max(0, stated.index - 1) : stated.index + 2]:
        known = one.number.kind == "number" and not one.number.approximate and one.number.value > 0
        if known and one is not stated and one.sentence == stated.sentence and _WITH.search(one.before):
            return one
    return None


def _relation(
    scene: Scene,
    stated: Quantity,
    above: tuple[Scene, Quantity],
    below: tuple[Scene, Quantity],
    of: str = "",
    when: str = "（年末）",
) -> Relation:
    """What is said of an amount per head; ``of`` is its name where it is not what the two figures give.

    ``when`` says of which time the people were counted.
    """
    value = show(above[1].number.value / below[1].number.value, stated.number.decimals)
    formula = f"{above[1].number.literal} / {below[1].number.literal}{when} ≈ {value}"
    used = ((above[0].span(above[1]), of), (below[0].span(below[1]), "人口"))
    failed = (f"人均{of}", stated.number.literal, f"算得约{value}")
    return rate_of(scene.span(stated), used, formula, failed if of else None)
