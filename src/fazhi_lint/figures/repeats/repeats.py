"""The same figure stated twice in different places of a document.

Subjects are compared by their words; offices, areas and times must not differ. Figures that agree are verified;
different ones are contradicted where nothing but the value tells two statements apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from ...document import Document
from ...facts.kinds import GENERAL, profile_of
from ...facts.literals import words_of
from ...facts.numbers import Number
from ...kept import regex
from ...model import Relation, Span
from ..core.conflicts import conflict
from ..core.labels import Labelled, front, label
from ..core.scene import Quantity
from ..core.slips import bare_digits, mistyped, one_edit
from ..core.subjects import agree, core, is_total, is_yearly, name, one_subject, plans_from, setting
from ..core.terms import common_scale, figure
from .counts import KEY, Counts, Digits, Place, counts, said
from .kernels import BALANCE
from .restated import restated
from .twins import Twins

_WORDS = regex.compile(r"[^\p{Han}]+")
_SUFFIX = 6  # characters of a name that long figures which agree share
_NAME = 6  # characters of a name under which two figures should not differ; long figures need fewer
_LONG_NAME = 8
_DIGITS = 3  # digits of a figure that does not agree by chance
_SHOWN = 2  # characters of a figure whose agreement says anything
_CHANGED = regex.compile(r"(?:增加|减少|增长|下降|提高|降低)(?:了|额为|数为)?$")
_COMPARED = regex.compile(r"[同环]比|[比较][上去]年(?:同期)?|分别|了|约|达到?|为")
_CUT = (")", "、")  # behind these a name is only the end of one: 县（市、区）负责人出庭率
_SHOWN_WORDS = 20
_RECKONED = ("计)", "计算", "测算)")  # 人均96.1件(按全年结案3651件计)
_NEW = regex.compile(
    r"新|增[加设]|引进|培育|创建|打造|再|净|办好?|[选评]|获|认定|每|申报|各|还|另|剩余|其余|[未约]|平均"
)
_CROWD = 8  # places of equal figures that are held against each other
_MOST = 12  # statements of one name: more are a form repeated


def repeats(document: Document) -> Iterator[Relation]:
    """Every figure that stands twice with the same subject, each pair once."""
    seen: set[tuple[Span, ...]] = set()
    followed: set[tuple[Span, ...]] = set()
    figures = counts(document)
    for first, other in chain(_by_name(document, figures), _by_digits(document, figures)):
        for relation in chain((_relation(first, other),), _behind(first, other, followed)):
            if relation.numbers not in seen:
                seen.add(relation.numbers)
                yield relation


def _by_digits(document: Document, figures: Counts) -> Iterator[tuple[Labelled, Labelled]]:
    """The figures that agree, or are one slip apart, in the same words or in others that mean the same."""
    twins = Twins(document, figures)
    yield from chain(twins.equal(), twins.slipped(), restated(document, figures))
    if again := list(_told_again(twins.open, figures.others)):
        from .echoes import echoes

        yield from echoes(document, again)
    if not words_of(document).isdisjoint(_RECKONED):
        from .echoes import reckoned

        yield from reckoned(figures)


def _behind(first: Labelled, other: Labelled, followed: set[tuple[Span, ...]]) -> Iterator[Relation]:
    """The figures told right behind one that stands twice, in the same words: 7018件，上升2.04%.

    ``followed`` are those an earlier call has come to, and so to all that stand behind them.
    """
    if not _equal(first, other) or not _long(other.quantity.number):
        return
    for one, same in zip(first.scene.behind(first.quantity), other.scene.behind(other.quantity), strict=False):
        apart = one.sentence != first.quantity.sentence or same.sentence != other.quantity.sentence
        if apart or one.number.kind != same.number.kind or _told(one) != _told(same) or one.unit != same.unit:
            return
        left, right = Labelled(first.scene, one, _told(one)), Labelled(other.scene, same, _told(one))
        equal, alike = _equal(left, right), one.is_rate and one.before == same.before != ""
        if equal or (alike and mistyped(one.number.digits, same.number.digits)):
            relation = _relation(left, right)
            if relation.numbers in followed:
                return
            followed.add(relation.numbers)
            yield relation
        if not equal:
            return


def _told(quantity: Quantity) -> str:
    return _COMPARED.sub("", quantity.before)


def _told_again(
    opened: Sequence[tuple[Sequence[Digits], Digits]], others: Sequence[Sequence[Place]]
) -> Iterator[tuple[Sequence[Place], Place]]:
    """Each figure with the equal ones before it, in other sentences, that may say the same in other words."""
    groups: list[tuple[Sequence[Place], Place]] = [
        ([one[1:] for one in before], last[1:]) for before, last in opened
    ]
    groups += [
        (group[:at], group[at]) for group in others if len(group) <= _CROWD for at in range(1, len(group))
    ]
    for before, place in groups:
        if place[1].number.kind != "percent" and _is_new(place):
            continue
        if earlier := [
            one for one in before if _is_equal(one[1].number, place[1].number) and _is_apart(one, place)
        ]:
            yield earlier, place


def _is_new(one: Place) -> bool:
    """Whether it counts what comes to what is there: 新建54个."""
    return _NEW.search(one[1].before[-8:]) is not None


def _is_equal(a: Number, b: Number) -> bool:
    return a.value == b.value and a.kind == b.kind


def _is_apart(first: Place, other: Place) -> bool:
    """Whether two figures stand in different sentences, or the later one in a bracket."""
    return first[0] is not other[0] or first[1].sentence != other[1].sentence or other[1].depth > first[1].depth


def _by_name(document: Document, figures: Counts) -> Iterator[tuple[Labelled, Labelled]]:
    """The figures of one name."""
    for group in figures.named:
        found = [Labelled(scene, quantity, name(quantity)) for scene, quantity in group]
        yield from _agreeing(document, found)
        plans = plans_from(document)
        done = [item for item in found if item.scene.paragraph.index < plans]
        for side in (done, [item for item in found if item.scene.paragraph.index >= plans]):
            named: dict[str, list[Labelled]] = defaultdict(list)
            for item in side:
                named[item.label].append(item)
            for words, same in named.items():
                if len(words.removeprefix("其中")) >= KEY and 1 < len(same) <= _MOST:
                    yield from _differing(document, same)


def _agreeing(document: Document, found: Sequence[Labelled]) -> Iterator[tuple[Labelled, Labelled]]:
    """Each figure that repeats one before it."""
    last: dict[object, list[Labelled]] = defaultdict(list)
    for item in found:
        number = item.quantity.number
        # Long figures do not agree by chance; for others the whole name must be the same.
        sure = _long(number)
        key = _WORDS.sub("", item.quantity.before)[-_SUFFIX:] if sure else item.label
        if len(key) < _SUFFIX or len(number.digits) < _SHOWN:
            continue
        for earlier in last[sure, key][-_MOST:]:
            if _equal(earlier, item) and (sure or _alike(document, earlier, item)):
                yield earlier, item
                break
        last[sure, key].append(item)


def _differing(document: Document, same: Sequence[Labelled]) -> Iterator[tuple[Labelled, Labelled]]:
    """The figures that are not what others of the same name are, where there is no other difference."""
    counts = Counter(item.quantity.number.value for item in same)
    most = max(counts.values())
    first = next(item for item in same if counts[item.quantity.number.value] == most)
    others = [item for item in same if not _equal(first, item)]
    if len({item.quantity.number.value for item in others}) != 1:
        return  # none, or a name that many figures go by
    for other in others:
        if _contradict(document, first, other):
            yield first, other


def _contradict(document: Document, first: Labelled, other: Labelled) -> bool:
    """Whether two different figures of one name cannot both be right."""
    a, b = first.quantity, other.quantity
    if _CHANGED.search(a.before) or _CHANGED.search(b.before):
        return _same_level(first, other)
    if (a.lead in _CUT) != (b.lead in _CUT) or (a.lead in _CUT and not _same_front(first, other)):
        return False
    planned = first.scene.paragraph.index >= plans_from(document)
    slipped = _slipped(a.number, b.number)
    least = min(_digits(a.number), _digits(b.number))
    # Two figures of so many digits are not one slip apart by chance.
    sure = slipped and least > _DIGITS
    if not sure and not is_yearly(document) and not planned:
        return False
    if _one_sentence(first, other) and not (sure and least > _DIGITS + 1):
        return False
    if not (slipped and least >= _DIGITS) and not is_total(other.label):
        return False
    beside, short = first.scene is other.scene, min(len(first.label), len(other.label)) < _NAME
    if beside or short or planned or a.is_rate or profile_of(document) == GENERAL:
        if not slipped or (short and (planned or not sure)):
            return False
        if (beside or planned) and not sure and (len(first.label) < _LONG_NAME or least < _DIGITS):
            return False
    return one_subject(*(setting(document, item.scene, item.quantity, sure) for item in (first, other)))


def _slipped(first: Number, other: Number) -> bool:
    """Whether two figures are one slip apart, the finer one rounded as the other is: 32.66亿元, 126584万元."""
    steps = [number.place for number in (first, other)]
    if steps[0] < steps[1]:
        return _slipped(other, first)
    shown = round(other.value / steps[0]) * steps[0] if steps[0] > steps[1] else other.value
    return one_edit(first, shown) is not None


def _same_front(first: Labelled, other: Labelled) -> bool:
    """Whether the clauses are alike before the brackets or the list in which a name ends, too."""
    return core(front(first.scene, first.quantity)) == core(front(other.scene, other.quantity))


def _same_level(first: Labelled, other: Labelled) -> bool:
    """Whether two changes of one level are told apart by a slip: 预算A万元，比上年增加d万元, said twice."""
    a, b = first.quantity, other.quantity
    levels = [item.scene.quantities[item.quantity.index - 1] for item in (first, other) if item.quantity.index]
    if (
        len(levels) < 2
        or a.before != b.before
        or levels[0].sentence != a.sentence
        or levels[1].sentence != b.sentence
    ):
        return False
    one, same = (level.number for level in levels)
    long = min(map(_digits, (one, same, a.number, b.number))) > _DIGITS
    return long and one.value == same.value and one_edit(a.number, b.number.value) is not None


def _alike(document: Document, first: Labelled, other: Labelled) -> bool:
    """Whether two figures that agree are of one time and area, both of them plans or neither."""
    plans = plans_from(document)
    if _one_sentence(first, other) or first.quantity.number.decimals != other.quantity.number.decimals:
        return False
    if (first.scene.paragraph.index < plans) != (other.scene.paragraph.index < plans):
        return False
    return agree(*(setting(document, item.scene, item.quantity) for item in (first, other)))


def _one_sentence(first: Labelled, other: Labelled) -> bool:
    return first.scene is other.scene and first.quantity.sentence == other.quantity.sentence


def _long(number: Number) -> bool:
    """Whether a figure has enough digits not to agree by chance."""
    return _digits(number) >= _DIGITS


def _digits(number: Number) -> int:
    """How many digits a figure has without the zeros at its ends; 0 for one in words."""
    digits = bare_digits(number)
    return len(digits.strip("0")) if digits.isascii() else 0


def _equal(first: Labelled, other: Labelled) -> bool:
    """Whether two prints may be one figure: of equal precision identical, else within rounding."""
    left, right = first.quantity.number, other.quantity.number
    if (left.scale, left.decimals) == (right.scale, right.decimals):
        return left.value == right.value
    return first.quantity.interval.meets(other.quantity.interval)


def _relation(first: Labelled, other: Labelled) -> Relation:
    a, b = first.scene.span(first.quantity), other.scene.span(other.quantity)
    spans = tuple(sorted((a, b)))
    numbers = [first.quantity.number, other.quantity.number]
    scale = common_scale(numbers)
    left, right = (figure(number, scale) for number in numbers)
    mark = "%" if first.quantity.is_rate else ""
    if _equal(first, other):
        return Relation("repeat", "verified", b, spans, f"{left}{mark} = {right}{mark}")
    text, before = f"{left}{mark} ≠ {right}{mark}", said(first.quantity)
    return conflict(b, a, (_what(other), before, said(other.quantity)), text, f"另一处：{before}")


def _what(item: Labelled) -> str:
    """The name of a figure as its sentence prints it, in quotes; both sides of an account by their names."""
    if item.label.startswith(BALANCE):
        rest = item.label.removeprefix(BALANCE)
        return f"收入{rest}与支出{rest}"
    words = label(item.scene, item.quantity).lstrip("(")
    behind = item.label != "" and item.quantity.after.startswith(item.label)
    return f"“{item.label if behind or (item.label and len(words) < KEY) else words[-_SHOWN_WORDS:]}”"
