"""Figures that stand twice in a document, found by their digits first and by their words then.

Equal figures with words in common say the same again: the longer the figure, the less its words need to
tell. Figures one slip apart are one figure only where noun, verb, time and place are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations

from ...document import Document
from ...facts.kinds import GENERAL, profile_of
from ...kept import regex, scanner
from ...values import record
from ..core.labels import Labelled
from ..core.scene import Quantity, Scene
from ..core.slips import mistyped
from ..core.subjects import Setting, agree, heading_over, is_total, is_yearly, one_subject, plans_from, setting
from ..core.units import family
from .counts import LONG, Counts, Digits, share, significant
from .kernels import Kernel, kernel

_WORDS = regex.compile(r"[^\p{Han}A-Z]+")
_EMPTY = regex.compile(
    r"案件|全[年市县省区国]|工作|[亿万]?元|完成|办理|受理|新增|累计|其中|分别|同比|增[长加]|下降|人[员次]|项目|资金|合计|总[计额量]|[本上]年|比上|组织|开展"
)
_CHANGED = scanner(r"(?:增加|减少|增长|下降|提高|降低|多|少)(?:了|额为|数为)?$")
_BASE = regex.compile(r"实绩|实际完成|完成数|实际数|基数")
_KIND = regex.compile(r"检察$|诉讼$|复议$|应诉$|调解$|仲裁$|执行案件$|处罚$|强制$|许可$|援助$|公证$|信访")
_ALL = regex.compile(r"[全我辖现][国省市县区州镇乡街院局校系有]?$")
_LINKS = "为是达到共有约了计"
_SIDES = regex.compile(r"[收支]|[预决]算")
_PARTS = 4  # figures before a rate that it may be of
_TELLING = 5  # digits of an amount that needs no words
_NEAR = 24  # characters before a figure in which it is named
_BEHIND = 10
_OPENING = 16  # characters of a paragraph that name its subject
_MOST = 12  # statements of one figure: more are a form repeated
_NAME = 4  # characters of a name under which two long figures should not differ
_FULL_NAME = 6  # characters in common that tell two short figures
_LONG_NAME = 8  # characters of a name under which two plans should not differ
_WIDE = 40  # figures that begin alike: more are told by no digit
_CASES = frozenset({"", "案件", "件", "各类案件"})
_BEGUN = frozenset({"受理", "收到"})
# A figure without a verb is none of these: what was closed, or made void, is said to be.
_ENDED = frozenset({"审结", "废止", "修改", "取消", "新增"})


class Twins:
    """The figures of a document that may be twins."""

    def __init__(self, document: Document, found: Counts) -> None:
        self.document = document
        self.found = found
        # The figures that repeat none of those before them in words that tell enough.
        self.open: list[tuple[Sequence[Digits], Digits]] = []

    def equal(self) -> Iterator[tuple[Labelled, Labelled]]:
        """The pairs of equal figures, in different sentences, that say the same thing."""
        for near in self.found.alike:
            same: dict[str, list[Digits]] = defaultdict(list)
            for place in near:
                same[place[0]].append(place)
            for places in same.values():
                if len(places) < 2:
                    continue
                items = [_Twin(self.document, scene, quantity) for _, scene, quantity in places[:_MOST]]
                for row, item in enumerate(items):
                    earlier = next((one for one in items[:row] if self._again(one, item)), None)
                    if earlier:
                        yield earlier.labelled, item.labelled
                    elif row:
                        self.open.append((places[:row], places[row]))

    def slipped(self) -> Iterator[tuple[Labelled, Labelled]]:
        """The pairs of figures of one subject that are one wrong digit, or two exchanged, apart."""
        for near in chain(self.found.alike, self.found.near):
            for (one, first, a), (other, second, b) in combinations(near[:_WIDE], 2):
                if len(one) < LONG or len(one) != len(other) or not mistyped(one, other):
                    continue
                if (a.number.scale, a.number.decimals) != (b.number.scale, b.number.decimals):
                    continue
                if len(a.number.digits) != len(b.number.digits):
                    continue
                left, right = _Twin(self.document, first, a), _Twin(self.document, second, b)
                if (
                    _is_base(left, right)
                    or _is_base(right, left)
                    or self._beside_equals(left, right)
                    or (self._one_name(left, right) and self._contradict(left, right) and self._alone(left))
                ):
                    yield left.labelled, right.labelled

    def _one_name(self, first: _Twin, other: _Twin) -> bool:
        """Whether what is counted is the same, and what was done with it the same or not said."""
        noun, verbs = first.kernel.noun, {first.kernel.verb, other.kernel.verb}
        if noun != other.kernel.noun or len(noun) < _NAME:
            return False
        doers = {first.kernel.doer, other.kernel.doer}
        if len(doers) > 1 and ("" not in doers or first.digits < _TELLING):
            return False
        if len(verbs) == 1:
            return first.digits > LONG or is_total(noun) or _is_case(first)
        return "" in verbs and not verbs & _ENDED and (first.digits > LONG or _is_case(first))

    def _contradict(self, first: _Twin, other: _Twin) -> bool:
        """Whether nothing tells two figures of one name apart: sentence, time, place, plan."""
        beside = first.scene is other.scene
        if first.is_change or other.is_change or not self._one_side(first, other):
            return False
        if beside and first.quantity.sentence == other.quantity.sentence:
            return False
        if first.digits <= LONG:
            if beside or profile_of(self.document) == GENERAL or not is_yearly(self.document):
                return False
            if first.is_planned and len(first.kernel.noun) < _LONG_NAME:
                return False
        near = first.digits > LONG
        return one_subject(*(setting(self.document, one.scene, one.quantity, near) for one in (first, other)))

    def _beside_equals(self, first: _Twin, other: _Twin) -> bool:
        """Whether two figures go by the same words and stand beside figures that are the same.

        投入2346.2亿元，其中省级投入967.5亿元, said twice: one who repeats two figures repeats what they are of.
        """
        a, b = first.quantity, other.quantity
        if first.scene is other.scene or not (_verb(a) or _verb(b)) or first.is_change or other.is_change:
            return False
        pairs = zip(first.neighbours, other.neighbours, strict=True)
        if not any(_equals(a, b, one, same) for one, same in pairs):
            return False
        here, there = first.setting, other.setting
        return (
            self._one_side(first, other)
            and here.times == there.times
            and not (here.years and there.years and here.years != there.years)
            and not (here.areas and there.areas and here.areas != there.areas)
        )

    def _one_side(self, first: _Twin, other: _Twin) -> bool:
        """Whether both say what was done, or both what is planned."""
        return first.is_planned == other.is_planned

    def _again(self, first: _Twin, other: _Twin) -> bool:
        """Whether two figures are equal and say the same: the shorter they are, the more words must agree."""
        a, b = first.quantity, other.quantity
        if a.number.value != b.number.value or (first.scene is other.scene and a.sentence == b.sentence):
            return False
        if not (self._one_side(first, other) or first.is_base or other.is_base):
            return False
        verbs = {first.kernel.verb, other.kernel.verb}
        if len(verbs - {""}) > 1 and not verbs <= _BEGUN:
            return False
        if first.is_change != other.is_change:
            return False
        digits = first.digits
        if digits >= _TELLING and a.unit == "元":
            return True
        if first.is_change:
            return False
        one, same = first.kernel.noun, other.kernel.noun
        if digits > LONG and len(verbs) == 1 and first.kernel.verb and {one, same} <= _CASES:
            return True
        if (
            digits < LONG
            and (one != same or not (first.is_firm or other.is_firm))
            and not first.shares(other, _FULL_NAME)
        ):
            return False
        if one != same and not first.shares(other, 2 if digits > LONG else 3):
            return False
        # So many digits and a name in common: what else stands in their sentences does not tell them apart.
        return digits > LONG or first.shares(other, _NAME) or agree(first.setting, other.setting)

    def _alone(self, first: _Twin) -> bool:
        """Whether no third figure goes by the name of two that differ."""
        return len(self._values[family(first.quantity.unit), first.kernel.noun]) == 2

    @cached_property
    def _values(self) -> dict[tuple[str, str], set[Fraction]]:
        """The figures that go by each name; few documents need it."""
        values: dict[tuple[str, str], set[Fraction]] = defaultdict(set)
        for _, scene, quantity in self.found.every:
            values[family(quantity.unit), kernel(scene, quantity).noun].add(quantity.number.value)
        return values


@record
class _Twin:
    """A figure with what it counts, read when asked for."""

    document: Document
    scene: Scene
    quantity: Quantity

    @cached_property
    def kernel(self) -> Kernel:
        return kernel(self.scene, self.quantity)

    @property
    def digits(self) -> int:
        """How many of its digits tell something."""
        return len(significant(self.quantity.number.digits))

    @property
    def neighbours(self) -> tuple[Quantity | None, Quantity | None]:
        """The figures before and behind it in its sentence."""
        known, at = self.scene.quantities, self.quantity.index
        row = (known[at - 1] if at else None, known[at + 1] if at + 1 < len(known) else None)
        before, behind = (one if one and one.sentence == self.quantity.sentence else None for one in row)
        return before, behind

    @property
    def is_planned(self) -> bool:
        """Whether the report speaks of what is to come there."""
        return self.scene.paragraph.index >= plans_from(self.document)

    @property
    def is_change(self) -> bool:
        """Whether it says by how much something changed."""
        return _CHANGED.search(self.quantity.before) is not None

    @property
    def is_base(self) -> bool:
        """Whether a plan starts from it: 按2023年实绩4286万元测算."""
        return _BASE.search(self.quantity.before) is not None

    @property
    def is_firm(self) -> bool:
        """Whether it counts what there is one number of: named in front, or all there are of a place."""
        before = self.quantity.before
        return (before.endswith(self.kernel.noun) and len(self.kernel.noun) > 2) or _ALL.search(
            before
        ) is not None

    @cached_property
    def setting(self) -> Setting:
        return setting(self.document, self.scene, self.quantity, near=True)

    @cached_property
    def around(self) -> str:
        """The words about the figure; where it names nothing itself, those that open the paragraph, too."""
        text, quantity = self.scene.text, self.quantity
        begin = max(0, quantity.start - _NEAR)
        words = text[begin : quantity.start].rpartition("。")[2] + "|" + quantity.after[:_BEHIND]
        if len(self.kernel.noun) < 2:
            words = f"{text[:_OPENING]}|{heading_over(self.document, self.scene)}|{words}"
        return _EMPTY.sub("|", _WORDS.sub("|", words))

    @property
    def nouns(self) -> str:
        """What the figure may count; all the words about it where nothing else does."""
        if len(self.kernel.noun) < 2:
            return self.around
        return _EMPTY.sub("|", f"{self.kernel.noun}|{self.kernel.behind}")

    @property
    def labelled(self) -> Labelled:
        return Labelled(self.scene, self.quantity, self.kernel.noun)

    def shares(self, other: _Twin, least: int) -> bool:
        """Whether so many characters that say something stand together about both figures."""
        return share(self.nouns, other.around, least) or share(other.nouns, self.around, least)


def _is_base(one: _Twin, other: _Twin) -> bool:
    """Whether a rate is of another figure than the bracket behind it says: 占起诉人数的35.6%(全市起诉6857人).

    A figure in front of the rate gives it, or the growth it is, with the other one, and not with the bracket's.
    """
    text, quantity = one.scene.text, one.quantity
    rate = one.neighbours[0]
    if rate is None or rate.number.kind != "percent" or text[rate.stop : rate.stop + 1] != "(":
        return False
    bases = quantity.number.value, other.quantity.number.value
    if text[quantity.stop : quantity.stop + 1] != ")" or not all(bases):
        return False
    stated, step = rate.number.value, Fraction(1, 10**rate.number.decimals)
    for part in one.scene.quantities[max(0, rate.index - _PARTS) : rate.index]:
        if part.sentence == rate.sentence and family(part.unit) == family(quantity.unit) and not part.is_rate:
            shares = [100 * part.number.value / base for base in bases]
            wrong, right = (min(abs(share - stated), abs(abs(share - 100) - stated)) for share in shares)
            if wrong > 2 * step and right <= step / 2:
                return True
    return False


def _equals(a: Quantity, b: Quantity, one: Quantity | None, same: Quantity | None) -> bool:
    """Whether two figures beside ``a`` and ``b`` are one, by more digits or words than agree by chance."""
    if one is None or same is None or one.number.value != same.number.value or one.unit != same.unit:
        return False
    if _SIDES.search(one.before + same.before + a.before + b.before):
        return False  # what came in may be what went out, and each has its parts
    digits, named = len(significant(one.number.digits)), _verb(a) == _verb(b)
    if _verb(one) and _verb(one) == _verb(same):
        return (named and digits >= LONG) or (digits > LONG and len(significant(a.number.digits)) > LONG)
    return named and digits >= _TELLING


def _verb(quantity: Quantity) -> str:
    """The word right before a figure."""
    return quantity.before.rstrip(_LINKS)[-2:]


def _is_case(twin: _Twin) -> bool:
    """Whether it counts cases of a named kind."""
    return _KIND.search(twin.kernel.noun) is not None and family(twin.quantity.unit) == "件"
