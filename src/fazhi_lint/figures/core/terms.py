"""The figures of a paragraph that may stand in a sum: counts and amounts, each with the name of its unit.

Rates, multiples, thresholds ("10亿元以上项目") and figures from which nothing can be computed are no terms.
An increase or a decrease ("比上年增加467万人") is a term of its own column.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from ...document import Document
from ...facts.numbers import Number
from ...kept import regex, scanner
from ...model import Span
from ...values import record, value
from .interval import show
from .scene import Quantity, Scene, scenes
from .units import family

_CHANGE = regex.compile(
    r"(?:(?<!新)增加?|(?<![核审])减少?|(?<![至最不])[多少]|增长|增[收产支]|减[收产支]|下降|上升|上涨|提高|降低|扩大|缩小|回落|超收|短收)"
    r"(?:了|额为?|量为?|约|近|逾|超过?)?$"
)
_MORE = scanner(r"(?:[同环]比|年|同期)[多少]\w{1,2}$")
_ENDS = frozenset("加增少减多长收产支降升涨高低大小落了额为量约近逾超过")  # what that ends in
_FALL = regex.compile(
    r"(?:减少?|少|下降|下跌|降低|缩小|回落|短收|减[收产支])(?:了|额为?|量为?|约|近|逾|超过?)?$"
)
_TO = frozenset("到至")
_RANGE = scanner(r"[到至]\d[\d.]*[万亿]?\w{1,2}(?:不等|之间|以[上下])")
_THRESHOLD = scanner(r"(?:\(含\))?及?以[上下内外](?=[^,;。、:!?()\s])|级")
_MEAN = scanner(
    r"时速|人均|户均|平均|[年月日]均|中位数|[均单]价|每|[各率超]$|(?<!转)破$|率[达为](?:到|约)?$|(?<!通)过$|[点笔件场亩校村院所站案批]均(?:约|为|达)?$"
    r"|学生均$|满意度(?:评分|得分|指数)?(?:[为是]|达到?)?$"
)
_MEAN_OF_ONES = scanner("(?:其中)?[生次床班]均")  # 次均费用7600元; but 生均经费补助3000万元 is an amount
_OF_MEANS = frozenset("均中每价各率超破过速度")  # what that holds
_FEES = ("费率", "税率")  # 降低社保费率5亿元 is an amount
_EACH = ("/公顷", "/亩", "/人", "/千人", "/万人", "/户", "/平方米", "/平方公里", "/百平方公里")
_NUMERALS = frozenset("两二三四五六七八九十")
_SHARED, _AND = ("", "、"), ("", "和", "及", "与")
_QUOTED = scanner(r"“[^“”]{1,40}”")
STANDARD = frozenset({
    "岁", "周岁", "周年", "年", "月", "日", "天", "点", "时", "小时", "分钟", "℃", "度",
    "世纪", "届", "千伏", "伏", "米", "兆",
})  # fmt: skip
_DAYS = ("天数", "优良", "污染", "达标")  # 优良天数309天、超标57天: days of kinds, not how long something takes
_TEN_THOUSANDTHS = 10_000
_SCALES = {10**3: "千", 10**4: "万", 10**6: "百万", 10**7: "千万", 10**8: "亿", 10**12: "万亿"}


@value
class Term:
    """A figure that may be added. ``change`` marks an increase or a decrease."""

    scene: Scene
    quantity: Quantity
    family: str
    change: bool

    @property
    def number(self) -> Number:
        """The number as printed."""
        return self.quantity.number

    @property
    def span(self) -> Span:
        """Where the literal stands in the document."""
        return self.scene.span(self.quantity)


_RANKS = 1000  # 前100名

Scaled = list[tuple[int, Term]]


@record
class Terms:
    """The terms of one scene in reading order.

    ``levels`` are the exact ones of each unit with their values, where these are whole ten-thousandths;
    ``changes`` the same of increases and decreases, which are less than nothing. ``items`` are the levels
    between semicolons or full stops, without those in brackets; ``starts`` says where in the flow terms begin.
    """

    scene: Scene
    all: tuple[Term, ...]
    starts: list[int]
    levels: dict[str, Scaled]
    changes: dict[str, Scaled]
    items: dict[str, list[Scaled]]

    def row_at(self, index: int) -> int:
        """The row of the first term that begins at or after a flow index."""
        return bisect_left(self.starts, index)


def terms(document: Document) -> tuple[Terms, ...]:
    """The terms of every scene, in reading order."""
    return document.once(_terms)


def _terms(document: Document) -> tuple[Terms, ...]:
    return tuple(_gathered(scene, tuple(_of(scene))) for scene in scenes(document))


def _gathered(scene: Scene, every: tuple[Term, ...]) -> Terms:
    levels: dict[str, Scaled] = {}
    changes: dict[str, Scaled] = {}
    for term in every:
        number = term.quantity.number
        if not term.family or number.approximate or not number.digits.isascii():
            continue
        scaled, below = number.value.as_integer_ratio()
        scaled *= _TEN_THOUSANDTHS
        if below != 1:
            scaled, rest = divmod(scaled, below)
            if rest:
                continue
        if term.change:
            changes.setdefault(term.family, []).append((-scaled if falls(term) else scaled, term))
        else:
            levels.setdefault(term.family, []).append((scaled, term))
    items = {family: items_of(row) for family, row in levels.items()}
    return Terms(scene, every, [term.quantity.start for term in every], levels, changes, items)


def items_of(row: Scaled) -> list[Scaled]:
    """The items of a row between semicolons or full stops."""
    if row[0][1].quantity.segment == row[-1][1].quantity.segment:
        return [item_of(row)]
    return [item_of(list(members)) for _, members in groupby(row, key=_segment)]


def _segment(one: tuple[int, Term]) -> int:
    return one[1].quantity.segment


def item_of(members: Scaled) -> Scaled:
    """The figures of an item but for those in brackets."""
    if len(members) == 1:
        return members
    depth = min([term.quantity.depth for _, term in members])
    return [one for one in members if one[1].quantity.depth == depth]


def _is_mean(before: str, scale: int) -> bool:
    if scale == 1 and "均" in before and _MEAN_OF_ONES.match(before):
        return True
    mean = not _OF_MEANS.isdisjoint(before) and _MEAN.search(before)
    return bool(mean) and not before.endswith(_FEES)


def _of(scene: Scene) -> Iterable[Term]:
    text = scene.text
    if text.startswith("|"):
        return  # a row of a table: its cells are read where tables are read
    quotes = [match.span() for match in _QUOTED.finditer(text)] if "“" in text else ()
    counted = "天" in text and any(map(text.__contains__, _DAYS))
    change = mean = False
    for quantity in scene.quantities:
        number, before = quantity.number, quantity.before
        # 同比减少5起、4人 states two decreases, 生均面积分别为11平方米、16平方米 two means.
        goes_on = quantity.lead in _SHARED and before in _AND
        change = is_change(before) or (change and goes_on)
        mean = _is_mean(before, number.scale) or (mean and goes_on)
        if number.kind != "number" or number.vague:
            continue
        if number.unit in STANDARD and not (counted and number.unit == "天"):
            continue
        if quotes:
            row = bisect_right(quotes, (quantity.start, 0)) - 1
            if row >= 0 and quantity.start < quotes[row][1]:
                continue  # part of a name
        if mean or number.unit.endswith(_EACH):
            continue  # nobody adds means
        if _is_said_again(scene, quantity):
            continue
        if number.approximate and _THRESHOLD.match(text, quantity.stop):
            continue
        if text[quantity.stop : quantity.stop + 1] in _TO and _RANGE.match(text, quantity.stop):
            continue  # 一套500元到700元不等
        yield Term(scene, quantity, family(number.unit), change)


def _is_said_again(scene: Scene, quantity: Quantity) -> bool:
    """Whether figures told already are counted: 居前三位的3个专业占, 五种疾病占92.2%."""
    before, row = quantity.before, quantity.index
    first = quantity if before != "的" or not row else scene.quantities[row - 1]
    if first.before.endswith("前") and first.number.value < _RANKS:  # 建国前38.9万名 is no rank
        return True
    return "占" in quantity.after[1:] and quantity.number.literal in _NUMERALS


def is_change(before: str) -> bool:
    """Whether the words before a figure make it an increase or a decrease: 增加, 同比多诉."""
    if before[-1:] in _ENDS:
        return _CHANGE.search(before) is not None
    return "比" in before and _MORE.search(before) is not None


def falls(term: Term) -> bool:
    """Whether a change is a decrease."""
    before = term.quantity.before
    return _FALL.search(before) is not None or ("少" in before and _MORE.search(before) is not None)


def figure(number: Number, scale: int = 0) -> str:
    """A number as evidence shows it: its printed digits, and its scale unless it is ``scale``."""
    printed = number.value if number.scale == 1 else number.value / number.scale
    text = show(printed, number.decimals) if number.decimals else show(printed)
    return text if number.scale == scale else text + _SCALES.get(number.scale, "")


def common_scale(numbers: Sequence[Number]) -> int:
    """The scale all numbers are printed in; 0 if they differ."""
    first = numbers[0].scale
    return first if all(number.scale == first for number in numbers) else 0


def amount(value: Fraction, like: Number, scale: int = 0) -> str:
    """A computed value in the scale of a printed number, with the scale's name unless it is ``scale``."""
    text = show(value if like.scale == 1 else value / like.scale)
    return text if like.scale == scale else text + _SCALES.get(like.scale, "")
