"""What a rate is taken of: its official base, and which counts of a sentence its name's words bind.

The names and their words stand in ``rules/knowledge/rates.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

from ...kept import regex, scanner
from ...knowledge import knowledge
from ...values import record, value
from ..core.scene import Quantity, Scene
from ..core.units import family

_EDGES = ",;。:!?\t"
_INSIDE = frozenset("、()…")  # stops within a clause
_LEADING = scanner(
    r"^(?:\d{2,4}年度?|\d{1,2}月份?|年[末底初]|其中|截至[^,]*?(?:月底?|日|末|目前)|今年以来|[全今本去]年|年"
    r"|共计?|合计|总计|累计|总共|已经?|分别|现有|有|均|和|及|的)+"
)
_JOINED = scanner(r"[^,;。:!?、]{0,12}(?:[、和与及]|以及)")
_OF_MEANS = scanner(r"[次人户件日月年]均|平均")
_NOT_COUNTED = frozenset({"年", "月", "日", "号", "岁", "周岁", "度", "℃", "点", "时", "元/人"})
_THRESHOLD = regex.compile(r"(?:\(含\))?及?以[上下内](?=[^,;。、:!?()\s])")
# What is left over is never what a rate is taken of: 剩余1项按计划推进, 尚有3件正在办理, 41个精简为12个.
_LEFT = regex.compile(
    r"(?:剩余?|其余|余下|[尚还仍仅]余|[尚仍还]有|[尚仍还]未|未(?:完成|办结|审结|整改|化解))[^,;]{0,8}$"
    r"|(?:精简|精减|[压削]减|压缩|减少|缩减|整合|归并|合并)[为到至成]$"
)
_PENDING = scanner(r"[^,;]{0,6}?(?:正(?:在|按|有序|抓紧)|[尚仍还]未|未(?:完成|办结|审结|整改|化解))")
_EVERY = regex.compile(r"均|全部|全都|都|皆|悉数|全数")
_REACH = 40  # quantities looked through for counts
_CLAUSE = 60  # characters before a count that may be of its clause
_WORDS = ("numerator", "base", "things", "kinds", "rival", "steps", "complement")
_OUGHT = (
    "应", "应当", "应该", "应予", "应予以", "应参加", "应进行", "应开展", "应接受", "应完成",
    "应实际", "应按期",
)  # fmt: skip
_NEGATIONS = ("不予", "未能", "尚未", "没有", "无法", "未", "不", "无", "非", "免", "待")

CARRIED = ("结转", "旧存", "未结", "结存", "遗留", "积存", "存案")  # what was there before the year
_MEASURES = ("度", "率")
_NOT_SO = (*_NEGATIONS, *_OUGHT)
# Words in front of a rate's name that say no more than whose or how wide it is.
_WIDE = regex.compile(r"全[市县区省院年国]|[本我][市县区省院]|年度|整体|总体|平均|综合|行政机关|负责人|各类|其")


@value
class RateName:
    """A named rate and the words that tell its numerator and base; see the table for the fields."""

    name: str
    numerator: tuple[str, ...]
    base: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rival: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    carry: bool = False
    bounded: bool = False
    whole: bool = False
    outdated: bool = False
    counted: bool = False
    known: bool = True


@record
class Count:
    """A count that may be numerator or base.

    ``words`` are those of its clause around it; ``shared`` those of the first count of its list: in
    "办结建议46件、提案153件" both are 办结, in "不捕33件40人" both are 不捕.
    """

    quantity: Quantity
    words: str
    shared: str
    family: str

    @property
    def exact(self) -> bool:
        """Whether it is a plain whole number of single things."""
        number = self.quantity.number
        return not number.approximate and not number.step and number.value.denominator == 1

    @property
    def label(self) -> str:
        """The number with the words that say what it counts: 审结45, 106人参加考试."""
        before, literal = _LEADING.sub("", self.quantity.before), self.quantity.number.literal
        return before[-8:] + literal if before else literal + self.quantity.unit + self.quantity.after[:6]

    @cached_property
    def left(self) -> bool:
        """Whether it counts what is left to do."""
        return bool(_LEFT.search(self.quantity.before) or _PENDING.match(self.quantity.after))

    @property
    def among(self) -> bool:
        """Whether the text says that others are among it: 在审结的1579人中."""
        return self.quantity.before.startswith("在") and self.quantity.after[:8].endswith("中")

    def due(self, words: Sequence[str]) -> bool:
        """Whether it counts what ought to be so: 应出庭."""
        if "应" not in self.words:
            return False
        said = [ought for ought in _OUGHT if ought in self.words]
        return any(ought + word in self.words for ought in said for word in words if word[:1] != "应")

    def lacks(self, words: Sequence[str]) -> bool:
        """Whether it counts what is not so: 不合格."""
        said = [no for no in ("不", "未", "未能", "尚未", "没有") if no in self.words]
        return any(no + word in self.words for no in said for word in words)

    def all_are(self, words: Sequence[str]) -> bool:
        """Whether every one of it is said to be so: 已判决的8件均胜诉."""
        every = _EVERY.search(self.quantity.after)
        named = _LEADING.sub("", self.quantity.before)
        return bool(every and named and _said(self.quantity.after[every.end() :], words))

    def says(self, words: Sequence[str]) -> str:
        """The longest of the words that the clause holds without a negation in front; "" if none."""
        return _said(self.words, words)

    def tells(self, words: Sequence[str]) -> str:
        """The word that it says, or else inherits."""
        return self.says(words) or self.inherits(words)

    def lists(self, words: Sequence[str]) -> bool:
        """Whether it is of several of the words together: 判决撤销、变更或者确认违法22件."""
        return sum(word in self.words for word in words) > 1

    def inherits(self, words: Sequence[str]) -> str:
        """The same for the words it shares with the first of its list."""
        return _said(self.shared, words) if self.shared else ""


def _said(text: str, words: Sequence[str]) -> str:
    found = ""
    for word in words:
        if word not in text or len(word) <= len(found):
            continue
        at = text.rfind(word)
        while at >= 0 and (
            (text.endswith(_NOT_SO, 0, at) and not word.startswith(_NOT_SO))
            or text.startswith(_MEASURES, at + len(word))  # 80人开展满意度回访
        ):
            at = text.rfind(word, 0, at)
        if at >= 0:
            found = word
    return found


@cache
def _names() -> dict[str, RateName]:
    table = {}
    for entry in knowledge("rates")["rate"]:
        words: dict[str, Any] = {key: tuple(entry.get(key, ())) for key in _WORDS}
        for name in entry["names"]:
            own = name.removesuffix("率")
            numerator = (own, *(word for word in words["numerator"] if word != own))
            table[name] = RateName(
                name,
                **(words | {"numerator": numerator}),
                carry=bool(entry.get("carry")),
                bounded=bool(entry.get("bounded")),
                whole=bool(entry.get("whole")),
                outdated=bool(entry.get("outdated")),
                counted=bool(entry.get("counted")),
            )
    return table


def named(name: str) -> tuple[RateName, str]:
    """The rate that a name ends with, and the words in front of it.

    A rate that is not in the table is read from its own name: 联网率 is what is 联网.
    """
    table = _names()
    for start in range(len(name) - 1):
        if name[start:] in table:
            return table[name[start:]], name[:start]
    stem = name.removesuffix("率").removesuffix("面")
    return RateName(stem[-2:] + "率", (stem[-2:],), known=False), stem[:-2]


def narrowing(words: str, of_rate: bool = False) -> str:
    """The word that narrows what a count, or the name of a rate, speaks of (按期); "" if there is none."""
    if not words:
        return ""
    table = knowledge("rates")
    known = (*table["partly"], *table["narrow"]) if of_rate else table["partly"]
    return next((word for word in known if word in words), "")


def counts(scene: Scene, quantity: Quantity) -> list[Count]:
    """The counts and amounts in a quantity's sentence: the last 12 before it and the next 6 behind it."""
    row = quantity.index
    before = reversed(_run(scene, range(row - 1, max(-1, row - 1 - _REACH), -1), quantity.sentence, 12))
    after = _run(scene, range(row + 1, min(len(scene.quantities), row + 1 + _REACH)), quantity.sentence, 6)
    result: list[Count] = []
    for found in (*before, *after):
        words = _words(scene, found)
        shared = ""
        if result:
            last = result[-1]
            if last.quantity.stop == found.start or _JOINED.match(scene.text, last.quantity.stop, found.start):
                shared = last.shared or last.words
        result.append(Count(found, words, shared, family(found.unit)))
    return result


def count(scene: Scene, quantity: Quantity) -> Count | None:
    """A quantity as a count of its own; None if nothing is counted or it may be anything."""
    number = quantity.number
    if number.kind != "number" or number.vague or not number.value or number.high is None:
        return None
    if quantity.unit in _NOT_COUNTED:
        return None
    return Count(quantity, _words(scene, quantity), "", family(quantity.unit))


def _run(scene: Scene, rows: range, sentence: int, most: int) -> list[Quantity]:
    found: list[Quantity] = []
    for row in rows:
        quantity = scene.quantities[row]
        if quantity.sentence != sentence or len(found) == most:
            break
        number = quantity.number
        if number.kind != "number" or number.vague or not number.value or quantity.unit in _NOT_COUNTED:
            continue
        if "均" in quantity.before and _OF_MEANS.search(quantity.before):
            continue  # 次均住院费用6718元，基金支付比例66.9%
        if not (number.approximate and _THRESHOLD.match(scene.text, quantity.stop)):
            found.append(quantity)
    return found


def kin(a: Count, b: Count) -> bool:
    """Whether two counts may count the same kind of thing; a missing measure word may be any."""
    return a.family == b.family or not a.family or not b.family


def is_wider(rest: Count, above: Count) -> bool:
    """Whether what is not so is told with what was decided without being asked: 批准和决定逮捕, 不捕."""
    return "决定" in rest.words and "决定" not in above.words


def about(front: str, known: RateName, *found: Count) -> bool:
    """Whether the words in front of a rate's name (市长热线办结率) speak of the same thing as the counts."""
    front = _WIDE.sub("", front)
    if not front:
        return True
    for word in (*known.numerator, *known.base, *known.things):
        front = front.replace(word, "")
    pairs = {front[at : at + 2] for at in range(len(front) - 1)} if len(front) > 1 else {front}
    return any(pair in count.words for pair in pairs for count in found)


def adjoin(upper: Sequence[Count], lower: Sequence[Count], quantity: Quantity) -> bool:
    """Whether base and numerator stand right before a rate: then what is left of them need not be asked."""
    row = quantity.index
    return any(one.quantity.index == row - 1 for one in upper) and any(
        one.quantity.index == row - 2 for one in lower
    )


def nearest(found: Sequence[Count], quantity: Quantity) -> Count | None:
    """The last of the counts before a quantity, those of its own segment first."""
    before = [count for count in found if count.quantity.start < quantity.start]
    own = [count for count in before if count.quantity.segment == quantity.segment]
    chosen = own or before
    return chosen[-1] if chosen else None


def _words(scene: Scene, quantity: Quantity) -> str:
    """The words of a quantity's clause that are its own: from the last comma or quantity on.

    What follows it is its own too, unless another quantity follows without a stop between.
    """
    words = quantity.before[-_CLAUSE:]
    if quantity.lead in _INSIDE:
        begin = scene.quantities[quantity.index - 1].stop if quantity.index else 0
        front = scene.text[max(begin, quantity.start - _CLAUSE) : quantity.start]
        words = front[max(map(front.rfind, _EDGES)) + 1 :]
    rest = quantity.stop + len(quantity.after)
    if quantity.index + 1 < len(scene.quantities) and scene.quantities[quantity.index + 1].start == rest:
        return words
    return words + scene.text[quantity.start : rest]
