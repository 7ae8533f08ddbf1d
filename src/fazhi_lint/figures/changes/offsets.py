"""Shares of one whole that rose and fell: what some gain the others lose, so their points add up to nothing.

0-14岁占17.95%，15-59岁占63.35%，60岁及以上占18.70%，与2010年相比，比重分别上升1.35、下降6.79、上升5.44个百分点.
And natural growth moved by what births did, less what deaths did: 出生率7.06‰，下降1.20个千分点；….
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from ...kept import regex
from ...model import Relation
from ...values import changed
from ..core.interval import show
from ..core.labels import label
from ..core.matching import again
from ..core.moves import Move, move
from ..core.ratios import moved
from ..core.scene import Quantity, Scene
from .said import contradicted

_NAMES = ("出生率", "死亡率", "自然增长率")
_SHARE = regex.compile(r"比重|占比|所占|份额|占[^,;]{0,12}$")
_SECTORS = ("一产", "二产", "三产")  # 第二产业 holds 二产
_WHOLE = 100
_MOST = 9  # shares of one whole
_MEASURE = 5  # characters at the end of a name that tell what is measured
_NAME = 2  # characters by which a share is told again


def natural(scene: Scene) -> Iterator[Relation]:
    """The relation of the changes of births, deaths and natural growth that a paragraph tells."""
    told = []
    for name in _NAMES:
        rates = [one for one in scene.quantities if name in one.before and one.number.kind == "permille"]
        if len(rates) != 1 or rates[0].index + 1 == len(scene.quantities):
            return
        stated = move(scene.quantities[rates[0].index + 1])
        if stated is None or stated.quantity.number.kind != "point" or stated.subject or stated.mean:
            return
        if stated.quantity.sentence != rates[0].sentence or stated.quantity.number.approximate:
            return
        told.append(stated)
    births, deaths, growth = told
    if all(one.against in ("", births.against) for one in told):
        row = [births, changed(deaths, sign=-deaths.sign), changed(growth, sign=-growth.sign)]
        yield from _held(scene, row, firm=True, claim="自然增长率的升降")


def offsets(scene: Scene) -> Iterator[Relation]:
    """The relations of points that belong to shares of one whole, a sentence each."""
    for row in chain.from_iterable(map(_by_measure, _sentences(scene))):
        shares, firm = _shares(scene, row)
        if shares:
            yield from _held(scene, row[: len(shares)], firm)
        elif all(_is_share(scene, one.quantity) for one in row):
            words = scene.text[
                row[0].quantity.start - len(row[0].quantity.before) - 20 : row[-1].quantity.start
            ]
            yield from _held(scene, row, len(row) == len(_SECTORS) and all(map(words.__contains__, _SECTORS)))


def _by_measure(row: list[Move]) -> list[list[Move]]:
    """The changes of each of several measures told in turn: 东部业务量比重…，业务收入比重…；中部业务量比重…."""
    found: dict[str, list[Move]] = {}
    for one in row:
        found.setdefault(one.subject[-_MEASURE:], []).append(one)
    sizes = {len(own) for own in found.values()}
    return list(found.values()) if len(found) > 1 and len(sizes) == 1 and sizes.pop() > 1 else [row]


def _sentences(scene: Scene) -> Iterator[list[Move]]:
    """The changes in points of each sentence that has two or more, all against one time."""
    found: dict[int, list[Move]] = {}
    last: Move | None = None
    for point in scene.quantities:
        if point.number.kind != "point":
            last = None
            continue
        last = again(last, point) if last is not None and point.is_joined else move(point)
        if last is not None and not (point.depth or last.mean or last.soft or point.number.approximate):
            found.setdefault(point.sentence, []).append(last)
    for moves in found.values():
        if 1 < len(moves) <= _MOST and all(one.against in ("", moves[0].against) for one in moves[1:]):
            yield moves


def _shares(scene: Scene, row: Sequence[Move]) -> tuple[Sequence[Quantity], bool]:
    """The shares that the points are told of, as many as make up the whole; whether each has surely its own."""
    behind = [scene.quantities[one.quantity.index - 1] for one in row if one.quantity.index]
    beside = len(behind) == len(row) and all(map(_percent, behind))
    if not beside:
        sentence = row[0].quantity.sentence
        for at in (sentence, sentence - 1):
            behind = [
                one
                for one in scene.quantities[max(0, row[0].quantity.index - 3 * _MOST) : row[0].quantity.index]
                if one.sentence == at and _percent(one) and not one.depth
            ]
            if behind:
                break
    for many in range(2, min(len(row), len(behind)) + 1):
        parts = behind[:many]
        slack = sum((one.number.step for one in parts), Fraction(0)) / 2
        if abs(sum((one.number.value for one in parts), Fraction(0)) - _WHOLE) <= slack:
            if not all(_is_share(scene, one) or one.is_joined for one in parts):
                return (), False
            named = all(
                label(scene, part)[:_NAME] in one.subject for part, one in zip(parts, row, strict=False)
            )
            return parts, (beside or named) and len(row) == many
    return (), False


def _percent(quantity: Quantity) -> bool:
    return quantity.number.kind == "percent"


def _is_share(scene: Scene, quantity: Quantity) -> bool:
    """Whether the words of a figure, or of the first of its row, speak of a share."""
    for _ in range(_MOST):
        if _SHARE.search(quantity.before) or not quantity.index or quantity.lead not in ("", "、"):
            break
        quantity = scene.quantities[quantity.index - 1]
    return _SHARE.search(quantity.before) is not None


def _held(scene: Scene, row: Sequence[Move], firm: bool, claim: str = "") -> Iterator[Relation]:
    numbers = [one.quantity.number for one in row]
    rest = sum((one.sign * one.quantity.number.value for one in row), Fraction(0))
    slack = sum((number.step for number in numbers), Fraction(0))
    told = "".join(f" {'+' if one.sign > 0 else '-'} {show(one.quantity.number.value)}" for one in row)
    formula = f"{told[3:] if row[0].sign > 0 else '-' + told[3:]} = {show(rest)}"
    used = [one.quantity for one in row]
    last = used[-1]
    if not rest or (firm and abs(rest) <= slack):
        if claim or {one.sign for one in row} == {1, -1}:
            yield scene.relation("change", "verified", last, used, formula)
    elif firm and any(
        moved(one.quantity.number, -one.sign * rest - slack, -one.sign * rest + slack) for one in row
    ):
        result = f"与出生率、死亡率的升降差{show(abs(rest))}个千分点"
        if not claim:
            claim, result = f"{'各' if len(row) > 2 else '两个'}比重的升降", f"合计{show(rest)}个百分点，应为0"
        yield contradicted(scene, last, used, claim, result, formula, False)
