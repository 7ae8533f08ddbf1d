"""Named quotients of two amounts: 存贷比, 收入比 and others that ``rules/knowledge/rates.toml`` lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..document import Document
from ..kept import regex
from ..knowledge import knowledge
from ..model import Hit, Related, Relation, Severity
from ..values import value
from .interval import Interval, show
from .levels import is_level
from .ratios import slipped_quotient
from .scene import Quantity, Scene, scenes
from .units import family

_LINK = regex.compile(
    r"[值率]?(?:[(][^()]*[)])?(?:仅|只|约|已|均|也)?(?:由[^,;]{0,8})?(?:缩小|扩大|降低?|下降|提高|上升|调整|控制|保持|稳定|达|降)?[到至在为是]{0,2}约?"
)
_OTHER = regex.compile(r"中位数|[高低中]收入|净资产")
_WIDE = regex.compile(
    r"全[国省市县区州]|城乡|居民|人均|可支配|常住|户籍|金融机构|本外币|平均|综合|总体|整体|人口|年末|其中|[\d年的与,]"
)
_HEAD = 2
_BACK = 40
_HUNDRED = 100


@value
class Quotient:
    """A named quotient: the words beside the amount above and below, and how many times it is printed."""

    name: str
    upper: tuple[tuple[str, ...], ...]
    lower: tuple[tuple[str, ...], ...]
    times: int


def quotients(document: Document) -> Iterator[Relation]:
    """The relations of the named quotients of a document."""
    ordered = scenes(document)
    for row, scene in enumerate(ordered):
        for quotient in _quotients():
            if quotient.name in scene.text:
                yield from _named(ordered, row, quotient)


def _named(ordered: Sequence[Scene], row: int, quotient: Quotient) -> Iterator[Relation]:
    scene = ordered[row]
    for quantity in scene.quantities:
        at = quantity.before.rfind(quotient.name)
        if at < 0 or not _LINK.fullmatch(quantity.before, at + len(quotient.name)):
            continue
        number = quantity.number
        if number.kind not in ("number", "percent") or number.unit or number.high is None:
            continue
        above = _last(ordered, row, quantity, quotient.upper)
        below = _last(ordered, row, quantity, quotient.lower)
        if above and below and above == below and above[1].index + 1 < len(above[0].quantities):
            # 城镇、农村居民人均可支配收入分别达到41230元、20306元
            second = above[0].quantities[above[1].index + 1]
            below = (below[0], second) if not second.before.strip("和与及") else None
        if not above or not below or not below[1].number.value:
            continue
        if family(above[1].unit) != family(below[1].unit):
            continue
        times = _HUNDRED if number.kind == "percent" else quotient.times
        step = Fraction(number.scale, 10**number.decimals)
        wanted = Interval(number.value - step / 2, number.value + step)
        bounds = above[1].interval.over(below[1].interval)
        if bounds is None:
            continue
        result = above[1].number.value * times / below[1].number.value
        sign = "%" if number.kind == "percent" else ""
        shown = f"{show(result, max(2, number.decimals))}{sign}"
        many = f" × {times}" if times > 1 and not sign else ""
        formula = f"{above[1].number.literal} / {below[1].number.literal}{many} = {shown}"
        spans = {above[0].span(above[1]), below[0].span(below[1]), scene.span(quantity)}
        if bounds.scaled(times).meets(wanted):
            yield Relation("rate", "verified", scene.span(quantity), tuple(sorted(spans)), formula)
            continue
        front = _WIDE.sub("", quantity.before[:at])[-_HEAD:]
        if not any(_WIDE.sub("", one.before).startswith(front) for one in (above[1], below[1])):
            continue  # 小学生师比 is not taken of 中小学在校生
        exact = not any(one.approximate for one in (number, above[1].number, below[1].number))
        close = above[0] is scene and below[0] is scene
        if exact and close and slipped_quotient(number, wanted, above[1].number, below[1].number, times):
            formula = f"{formula} ≠ {number.literal}"
            yield broken(scene, quantity, above[1], below[1], quotient.name, shown, formula)


def broken(
    scene: Scene, focus: Quantity, above: Quantity, below: Quantity, name: str, result: str, formula: str
) -> Relation:
    """The relation of a figure that two amounts of its paragraph do not give: a warning."""
    related = tuple(Related(scene.span(one), one.number.literal) for one in (above, below))
    fields = {"rate": name, "stated": focus.number.literal, "result": f"算得{result}"}
    hit = Hit(scene.span(focus), fields, Severity.WARNING, (formula,), related)
    return scene.relation("rate", "contradicted", focus, (above, below, focus), formula, "rate-mismatch", hit)


def _last(
    ordered: Sequence[Scene], row: int, quantity: Quantity, words: Sequence[Sequence[str]]
) -> tuple[Scene, Quantity] | None:
    """The last level before a quantity with all words of a set beside it, here or in the paragraph before."""
    for scene in (ordered[row], *ordered[max(0, row - 1) : row]):
        end = quantity.index if scene is ordered[row] else len(scene.quantities)
        for one in reversed(scene.quantities[max(0, end - _BACK) : end]):
            number = one.number
            if number.kind != "number" or number.vague or number.high is None or not number.unit:
                continue
            if _OTHER.search(one.before) or not is_level(one):
                continue
            if any(all(word in one.before for word in each) for each in words):
                return scene, one
    return None


@cache
def _quotients() -> tuple[Quotient, ...]:
    return tuple(
        Quotient(name, _sets(entry["upper"]), _sets(entry["lower"]), entry.get("times", 1))
        for entry in knowledge("rates")["ratio"]
        for name in entry["names"]
    )


def _sets(entries: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in entries)
