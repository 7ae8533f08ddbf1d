"""Growth that rests on something said elsewhere: real growth on a price index, "翻1.2番" on two levels.

Agreement is recorded. Which index an author used can't be known from the text, unless the words name it, as in
扣除零售物价上升的因素, or no price that the document states comes near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Hit, Relation, Severity, Span
from ..core.interval import Interval, show
from ..core.labels import front, label, same_name
from ..core.moves import Move, move
from ..core.scene import Quantity, Scene, scenes
from .tracks import tracks

Price = tuple[Fraction, Fraction, Span, str]  # change in percent, unit of its last digit, place, words before
_ROW = regex.compile(r"[-*|·]?居民消费价格")
_PRICES = regex.compile(r"(?:居民消费|商品零售|固定资产投资|消费|物价|生活费用?|零售)\D{0,4}价格|物价")
_TAKEN_OFF = regex.compile(r"(?:扣除|剔除)[^,;。]*(?:价|费用)[^,;。实]*$")
_BELOW_PRICES = regex.compile(r"(?:其中:?)?(?:城镇|农村|城市)[^,;。\d]{0,6}")
_ORIGIN = regex.compile(r"[由从][^由从]*$")
_COMPARED = regex.compile(r"^.{0,12}比(?:\d{4}|上)年|^.{0,4}(?:\d{4}年)")
_AMOUNT = regex.compile(r"\d+(?:\.\d+)?")
_INDEX = regex.compile(r"(?:扣除|剔除)[^,;。]*?(零售|生活费用?|居民消费|固定资产投资)")
_OF_CONSUMERS = regex.compile(r"收入|工资|零售|支出")
_FAR = 6  # points that no price is beyond all those stated
_NEAR = 4  # paragraphs below a price
_HIGHEST = 40  # percent; a larger number beside a price is no yearly change of prices


def real_growth(document: Document) -> Iterator[Relation]:
    """ "增长a%，扣除价格因素，实际增长b%" where some stated price change leads from a to b."""
    prices: list[Price] | None = None
    for scene, found in tracks(document):
        if "实际" not in scene.text:
            continue
        for track in found:
            rates = [
                stated
                for stated in track.moves
                if stated.quantity.number.kind == "percent" and not _TAKEN_OFF.search(stated.quantity.before)
            ]
            nominal = [stated for stated in rates if not stated.soft and not stated.mean]
            real = [stated for stated in rates if stated.soft and not stated.mean]
            if len(nominal) == 1 and len(real) == 1:
                prices = list(_prices(document)) if prices is None else prices
                name = label(scene, track.level)
                own = (
                    _taken_off(scene, nominal[0], real[0])
                    or _of_residents(document, name)
                    or _of_investment(document, name)
                    or _of_index(scene, nominal[0], real[0], prices)
                )
                if own is None and _OF_CONSUMERS.search(name) and _is_beyond(nominal[0], real[0], prices):
                    implied = _implied(nominal[0], real[0])
                    own = min(prices, key=lambda one: abs(one[0] - implied))
                yield from _deflated(scene, nominal[0], real[0], [own] if own else prices, own is not None)


def _prices(document: Document) -> Iterator[Price]:
    """The changes of prices that a document states: value, width of one printed unit, place."""
    last = -_NEAR
    for scene in scenes(document):
        first = scene.quantities[0]
        if not _PRICES.search(scene.text):
            # A row of its own under that of a price: 其中：城镇 8.6
            below = scene.paragraph.index <= last + _NEAR and _BELOW_PRICES.match(scene.text, 0, first.start)
            if below and first.number.decimals == 1 and not first.unit and len(scene.quantities) == 1:
                yield first.number.value, Fraction(1, 10), scene.span(first), ""
            continue
        last = scene.paragraph.index
        for quantity in scene.quantities:
            number = quantity.number
            stated = move(quantity)
            words = scene.text[max(0, quantity.start - 30) : quantity.start]
            near = _PRICES.search(words)
            named = near or _PRICES.search(front(scene, quantity))
            if number.kind == "percent" and stated and named and not stated.soft:
                yield _price(scene, stated)
            elif (
                named
                and number.kind == "number"
                and not number.unit
                and number.decimals == 1
                and abs(number.value) < _HIGHEST
            ):
                yield number.value, Fraction(1, 10), scene.span(quantity), quantity.before


def _price(scene: Scene, stated: Move) -> Price:
    number = stated.quantity.number
    return stated.sign * number.value, number.step, scene.span(stated.quantity), stated.quantity.before


def _taken_off(scene: Scene, nominal: Move, real: Move) -> Price | None:
    """The change of prices that a sentence itself takes off, or one before: 扣除物价指数上升7.5%因素后."""
    for quantity in scene.quantities[real.quantity.index - 1 :: -1] if real.quantity.index else ():
        stated = move(quantity) if quantity.number.kind == "percent" else None
        if stated and _TAKEN_OFF.search(quantity.before):
            return _price(scene, stated)
        if quantity.index == nominal.quantity.index and _INDEX.search(
            scene.text, quantity.stop, real.quantity.start
        ):
            return None  # an index of its own
    return None


def _of_index(scene: Scene, nominal: Move, real: Move, prices: Sequence[Price]) -> Price | None:
    """The one change of the price index that is named as taken off: 扣除零售物价上升的因素."""
    named = _INDEX.search(scene.text, nominal.quantity.stop, real.quantity.start)
    known = [one for one in prices if named and named[1] in one[3]]
    return known[0] if len({one[0] for one in known}) == 1 else None


def _deflated(
    scene: Scene, nominal: Move, real: Move, prices: Sequence[Price], own: bool
) -> Iterator[Relation]:
    """Real growth as the first price change gives it that can; ``own`` prices are those of its own subject.

    Where these do not give it, that is a warning.
    """
    a, b = nominal.quantity.number, real.quantity.number
    grown, stated = _factor(nominal.sign * a.value, a.step), _factor(real.sign * b.value, b.step)
    focus = scene.span(real.quantity)
    for value, step, span, _ in prices:
        ratio = grown.over(_factor(value, step))
        agrees = ratio is not None and ratio.meets(stated)
        if not agrees and not own:
            continue
        change = nominal.sign * a.value
        result = show(100 * ((100 + change) / (100 + value) - 1), 2)
        formula = f"(1 + {show(change)}%) / (1 + {show(value)}%) - 1 = {result}%"
        numbers = tuple(sorted({scene.span(nominal.quantity), focus, span}))
        if agrees:
            yield Relation("change", "verified", focus, numbers, formula)
        else:
            fields = {"claim": real.words + b.literal, "result": f"算得{result}%"}
            hit = Hit(focus, fields, Severity.WARNING, (formula,))
            yield Relation("change", "contradicted", focus, numbers, formula, "change-mismatch", hit)
        return


def _implied(nominal: Move, real: Move) -> Fraction:
    """The change of prices in percent that leads from one growth to the other; their total fall is left out."""
    a, b = (100 + one.sign * one.quantity.number.value for one in (nominal, real))
    return 100 * (a / b - 1) if b > 0 else Fraction(0)


def _is_beyond(nominal: Move, real: Move, prices: Sequence[Price]) -> bool:
    """Whether no price that is stated comes near what leads from one growth to the other."""
    values, implied = [one[0] for one in prices], _implied(nominal, real)
    if not values:
        return False
    low, high = min(values), max(values)
    return not low - abs(low) / 2 - _FAR <= implied <= high + abs(high) / 2 + _FAR


def _of_residents(document: Document, name: str) -> Price | None:
    """The index that deflates the incomes of residents: from a row "居民消费价格 全国 城市 农村"."""
    if "人均" not in name or not name.endswith(("收入", "支出")):
        return None
    groups = (("全国居民", 0), ("全体居民", 0), ("城镇", 1), ("农村", 2))
    column = next((column for word, column in groups if word in name), None)
    if column is None:
        return None
    for scene in scenes(document):
        row = _ROW.match(scene.text)
        if row:
            cells = scene.within(row.end(), row.end() + 24)
            if len(cells) == 3 and all(cell.number.decimals == 1 and not cell.unit for cell in cells):
                cell = cells[column]
                return cell.number.value, Fraction(1, 10), scene.span(cell), ""
    return None


def _of_investment(document: Document, name: str) -> Price | None:
    """The price index of investment, where the document states one and the name is that of all investment."""
    if not name.endswith("固定资产投资"):
        return None
    for scene in scenes(document):
        if "固定资产投资价格" in scene.text:
            for quantity in scene.quantities:
                stated = move(quantity) if quantity.number.kind == "percent" else None
                if stated and stated.subject.endswith("固定资产投资价格"):
                    return _price(scene, stated)
    return None


def _factor(value: Fraction, step: Fraction) -> Interval:
    """1 + value % with the bounds of its print."""
    half = step / 2
    return Interval(1 + (value - half) / 100, 1 + (value + half) / 100)


def doublings(document: Document) -> Iterator[Relation]:
    """ "地区生产总值翻1.2番" against "地区生产总值由A增加到B" elsewhere in the document."""
    pairs = [
        (scene, _ORIGIN.sub("", front(scene, track.start)), track.start, track.level)
        for scene, found in tracks(document)
        for track in found
        if track.start is not None
    ]
    for scene in scenes(document):
        for quantity in scene.quantities:
            if quantity.unit == "番" or "番" in quantity.number.literal:
                yield from _doubled(scene, quantity, pairs)


def _doubled(
    scene: Scene, quantity: Quantity, pairs: Sequence[tuple[Scene, str, Quantity, Quantity]]
) -> Iterator[Relation]:
    subject = _COMPARED.sub("", front(scene, quantity).removesuffix("翻").removesuffix("实现"))
    times = _AMOUNT.search(quantity.number.literal)
    if len(subject) < 3 or not times:
        return
    for other, name, start, end in pairs:
        if len(name) < 3 or not (same_name(subject, name) or subject.endswith(name)):
            continue
        ratio = end.interval.over(start.interval)
        count = Fraction(times.group())
        power = 2 * 10 ** len(times.group().partition(".")[2])
        if ratio is None or power > 200:
            continue
        low, high = int(count * power) - 1, int(count * power) + 1
        over = ratio.low is None or ratio.low**power <= Fraction(2) ** high
        under = ratio.high is None or ratio.high**power >= Fraction(2) ** low
        if over and under:
            formula = f"log2({end.number.literal} / {start.number.literal}) ≈ {show(count)}"
            spans = {scene.span(quantity), other.span(start), other.span(end)}
            yield Relation("change", "verified", scene.span(quantity), tuple(sorted(spans)), formula)
            return
