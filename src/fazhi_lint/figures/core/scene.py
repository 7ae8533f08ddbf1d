"""A paragraph as the readers of relations see it: its quantities, each with its words and its place.

Sentences end at 。！？, segments also at ；, clauses also at ，and ：. Brackets are counted, so that what
stands inside them is known to be an aside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, count
from operator import add

from ...document import Document, Paragraph
from ...facts.literals import words_of
from ...facts.numbers import Number, numbers
from ...kept import regex
from ...model import Hit, Relation, RelationKind, Span, Verdict
from ...values import changed, record
from .interval import Interval

_STOPS = ",;。、:!?()\t…"
_INNER = frozenset(",:()")
_AND = frozenset({"和", "与", "及", "以及"})
_JOINTS, _NO_MORE = _AND | {"、"}, _AND | {""}
_SMALL = Fraction(1, 100)  # 万分之1.86 is no fraction in words
_TELLING = 3  # digits of a figure that does not agree by chance
_SPELLS = ("前", "前一个", "上个", "上一个")  # before 五年
_RATES = ("percent", "permille")
_QUANTITIES = frozenset({"number", "percent", "permille", "point", "multiple", "fraction"})


@record
class Quantity:
    """A number in its sentence. All offsets are indices into the paragraph's flow.

    ``start``/``end`` span the literal, ``stop`` is behind the measure word. ``before`` are the words between
    the last stop or quantity and this one, ``after`` those between its measure word and the next stop or
    quantity. ``lead`` is the stop in front of ``before`` ("" if a quantity stands there or nothing).
    ``depth`` counts the open round brackets. ``unit`` is the measure word, "" if there is none, and ``is_rate``
    tells a percentage or per-mille: readers ask for these more often than for anything else.
    """

    index: int
    number: Number
    start: int
    end: int
    stop: int
    sentence: int
    segment: int
    clause: int
    depth: int
    lead: str
    before: str
    after: str
    unit: str
    is_rate: bool

    def with_number(self, number: Number) -> Quantity:
        """The same place with another number."""
        return changed(self, number=number, unit=number.unit, is_rate=number.kind in _RATES)

    @property
    def interval(self) -> Interval:
        """What the print stands for."""
        return Interval(self.number.low, self.number.high)

    @property
    def digits(self) -> int:
        """How many digits its print has, zeros in front left out."""
        return len(self.number.digits.replace(",", "").replace(".", "").lstrip("0"))

    @property
    def tells(self) -> bool:
        """Whether it has digits enough not to agree with others by chance."""
        return self.digits >= _TELLING

    @property
    def is_amount(self) -> bool:
        """Whether it is so much of something that has a measure: not 数百件, nor 突破300亿元."""
        number = self.number
        return number.kind == "number" and bool(number.unit) and not number.vague and number.high is not None

    @property
    def is_joined(self) -> bool:
        """Whether 、 or 和 and no other word stands in front of it: it goes on with a list."""
        return self.lead in ("", "、") and self.before in _NO_MORE


@record
class Scene:
    """A paragraph with its quantities in reading order; ``text`` is its flow, which every reader asks for."""

    paragraph: Paragraph
    quantities: tuple[Quantity, ...]
    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Flow indices at which the quantities begin."""
        return tuple(quantity.start for quantity in self.quantities)

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in ``text[start:end]``."""
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def at(self, span: Span) -> Quantity | None:
        """The quantity that begins where a span of the document does; None if none of this paragraph does."""
        if not self.paragraph.start <= span.start < self.paragraph.end:
            return None
        index = self.paragraph.index_of(span.start)
        return next(iter(self.within(index, index + 1)), None)

    def before(self, index: int) -> Quantity | None:
        """The last quantity that begins before a flow index."""
        row = bisect_left(self.starts, index) - 1
        return self.quantities[row] if row >= 0 else None

    def together(self, quantity: Quantity) -> tuple[Quantity, ...]:
        """The figures joined by 、 that end in this one, as in 教师9名、医生6名; itself if none are."""
        found = [quantity]
        while found[0].lead == "、" and found[0].index:
            before = self.quantities[found[0].index - 1]
            if before.clause != quantity.clause or before.number.kind != quantity.number.kind:
                break
            found.insert(0, before)
        return tuple(found)

    def behind(self, quantity: Quantity) -> Iterator[Quantity]:
        """The quantities after one; most readers stop at the first of them."""
        return map(self.quantities.__getitem__, range(quantity.index + 1, len(self.quantities)))

    def row(self, first: Quantity) -> tuple[Quantity, ...]:
        """A figure and those of its kind joined to it by 、 or 和 and no other word: 7.7%、41.0%和51.3%."""
        found = [first]
        for quantity in self.behind(first):
            joined = self.between(found[-1], quantity) in _JOINTS
            if not joined or quantity.number.kind != first.number.kind:
                break
            found.append(quantity)
        return tuple(found)

    def between(self, left: Quantity, right: Quantity) -> str:
        """The words from behind the unit of one quantity to the start of a later one."""
        return self.text[left.stop : right.start]

    def span(self, quantity: Quantity) -> Span:
        """Where a quantity's literal stands in the document."""
        return self.paragraph.span(quantity.start, quantity.end)

    def relation(
        self,
        kind: RelationKind,
        verdict: Verdict,
        focus: Quantity,
        numbers: Sequence[Quantity],
        formula: str,
        cause: str = "",
        hit: Hit | None = None,
    ) -> Relation:
        """A relation over quantities of this paragraph, its numbers put in reading order."""
        spans = tuple(self.span(quantity) for quantity in sorted(numbers, key=lambda q: q.start))
        return Relation(kind, verdict, self.span(focus), spans, formula, cause, hit)


# Words that say the same as others that are as long and that the readers know: 依次增长 is 分别增长.
_SAME = (("依次", "分别"), ("占到", "占为"), ("占了", "占为"))
_LESS_PRICES = regex.compile(r"。(扣除[^,;。]*价)")  # 增长8%。扣除价格因素,实际增长5%
_SHARED = regex.compile(r"(占[^,;。:\d]{0,16}|,)比例")  # 占总人口比例; 比例 alone may be of any two things
_TAGS = ("<table", "<tr", "<td", "<th", "<tbody", "</t", "<html", "<body")  # of a table, read as such


def scenes(document: Document) -> tuple[Scene, ...]:
    """The paragraphs that hold quantities, in reading order."""
    return document.once(_scenes)


def _scenes(document: Document) -> tuple[Scene, ...]:
    found = []
    shared = "比例" in words_of(document)
    same = [pair for pair in _SAME if pair[0] in words_of(document)]
    for paragraph, mentions in zip(document.paragraphs, numbers(document), strict=True):
        flow = paragraph.flow
        if "。扣除" in flow:
            flow = _LESS_PRICES.sub(r",\1", flow)
        for word, usual in same:
            flow = flow.replace(word, usual)
        if shared and "比例" in flow:
            flow = _SHARED.sub(r"\1比重", flow)
        # A bare 数 is nearly always the end of a noun: 决算数大于预算数.
        wanted = [
            _rate(number) if number.kind == "fraction" and number.value > _SMALL else number
            for number in mentions
            if number.kind in _QUANTITIES
            and number.literal != "数"
            and not (number.unit == "年" and _is_time(flow, number))
        ]
        if wanted and not flow.startswith(_TAGS):
            found.append(Scene(paragraph, tuple(_quantities(flow, wanted, mentions)), flow))
    return tuple(found)


def _rate(number: Number) -> Number:
    """A fraction as the percentage it is: 占三分之二, 增长四分之一. It may miss by five points."""
    value, low, high = 100 * number.value, number.low, number.high
    if number.cue or not value:
        low, high = (None if end is None else 100 * end for end in (low, high))
    else:
        slack = min(Fraction(5), abs(value) / 4)
        low, high = value - slack, value + slack
    return number._replace(kind="percent", value=value, low=low, high=high, approximate=bool(number.cue))


def _is_time(flow: str, number: Number) -> bool:
    """Whether a number of years says when something was, as in 前五年, 上个五年 and 五年前."""
    return flow.endswith(_SPELLS, 0, number.start) or flow[number.stop : number.stop + 1] == "前"


def _quantities(flow: str, wanted: Sequence[Number], mentions: Sequence[Number]) -> list[Quantity]:
    # Where the stops are, and behind the last of them the end: between these are pieces.
    alike = flow
    for stop in _STOPS[1:]:
        alike = alike.replace(stop, _STOPS[0])
    positions = [*map(add, accumulate(map(len, alike.split(_STOPS[0]))), count())]
    if inside := _inside(flow, mentions):
        positions = [at for at in positions if at not in inside]
    sentence = segment = clause = depth = row = last_stop = 0
    at, mark = -1, ""
    starts = [number.start for number in wanted[1:]]
    starts.append(len(flow))
    result: list[Quantity] = []
    for index, number in enumerate(wanted):
        start, end = number.start, number.end
        while (following := positions[row]) < start:
            row += 1
            at, mark = following, flow[following]
            if mark == "、":
                continue
            if mark == "," or mark == ":":
                clause += 1
            elif mark in "。!?":
                clause, segment, sentence = clause + 1, segment + 1, sentence + 1
            elif mark == ";":
                clause, segment = clause + 1, segment + 1
            elif mark == "(":
                depth += 1
            elif mark == ")" and depth:
                depth -= 1
        behind = max(number.stop, end)
        following = min(following, starts[index])
        begin, lead = (last_stop, "") if last_stop > at + 1 else (at + 1, mark)
        before, after = flow[begin:start], flow[behind : max(behind, following)]
        if lead == ")" and before[:1] == "的" and (opened := flow.rfind("(", last_stop, begin)) > 0:
            # 与2010年(普查数据，下同)的133972万人相比: what stands in brackets says nothing of the words around
            cut = max(flow.rfind(stop, last_stop, opened) for stop in _STOPS)
            lead = flow[cut] if cut >= 0 else ""
            before = flow[max(cut + 1, last_stop) : opened] + before
        result.append(Quantity(
            index, number, start, end, behind, sentence, segment, clause, depth, lead, before, after,
            number.unit, number.kind in _RATES,
        ))  # fmt: skip
        last_stop = behind
    return result


def _inside(flow: str, mentions: Sequence[Number]) -> set[int]:
    """Where a comma or a bracket is part of a number or of its measure word: 1,234; 12件(批)次."""
    return {
        at
        for number in mentions
        if not number.literal.isalnum() or number.stop - number.end > len(number.unit)
        if not _INNER.isdisjoint(flow[number.start : number.stop])
        for at in range(number.start, number.stop)
        if flow[at] in _INNER
    }
