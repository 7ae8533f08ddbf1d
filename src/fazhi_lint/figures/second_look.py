"""A second look at what is about to be contradicted: whether other figures beside it give what is stated.

A figure held against the wrong ones looks like a wrong figure. Contradictions are few, so each can be tried
against what else its paragraph states. Where that agrees, or where the figures stand apart and no wrong digit
explains that they disagree, nothing is said and the relation counts as unverifiable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ..document import Document
from ..facts.enumerations import counted
from ..kept import regex
from ..model import Relation, Span
from ..values import changed, value
from .core.interval import Interval, add_up
from .core.labels import front
from .core.ratios import Ratio, gives, printed, slipped
from .core.scene import Quantity, Scene, scenes
from .core.units import COUNTING, family
from .rates.far import head_of

_AROUND = 12  # figures looked at on either side
_TELLING = 3  # digits of a figure that does not agree by chance
_NAME = 3  # characters by which a rate is known again
_MOST = 85  # shares that make less than this may be some of a list
_LEAST = 10  # a sum below it is met by chance
_OPENS = regex.compile(r"其中|包括|分别|含|[:(]")
_BECAME = regex.compile(r"^已?整改|采纳|到位")
_OVERLAPS = regex.compile(r"分别计算|重复|交叉|兼有|重叠")
_ASIDE = 24  # characters behind a list that may say so
_TOLD = regex.compile(r"^(?:以上|上述|这)?(?P<n>[两二三四五六七八九])[类项种]\p{Han}{0,8}(?:合计|总计|共计?)")
_CLOSES = regex.compile(r"合计|总计|共计?|之和")
_NAMED = regex.compile(r"占(?:了|到)?([^占]{2,24}?)的?(?:比重|比例)?(?:达到?|为|约)*$")
_SCOPE = regex.compile(r"全[国省市县区]")
_AND = ("", "和", "与", "及")
_JOINED = ("和", "与", "及", "以及")


@value
class _Claim:
    """A figure that is about to be contradicted and those it was held against, all of one paragraph."""

    scene: Scene
    focus: Quantity
    used: Sequence[Quantity]
    formula: str

    def around(self, one: Quantity) -> list[Quantity]:
        """The other figures near by that measure what one does, in reading order."""
        near = self.scene.quantities[max(0, one.index - _AROUND) : one.index + _AROUND + 1]
        own = {other.index for other in (self.focus, *self.used)}
        return [
            other for other in near if other.index not in own and _alike(other, one) and not other.number.vague
        ]

    @property
    def is_tight(self) -> bool:
        """Whether no figure that might be meant instead stands between the first and the last."""
        first, *_, last = sorted((self.focus, *self.used), key=lambda one: one.index)
        if first.lead == "、" or first.before.startswith(_JOINED):
            return False  # the last of several: 由甲9元和乙3元构成，比上年增加2元
        return not any(
            first.index < other.index < last.index for one in self.used for other in self.around(one)
        )


def second_look(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The relations, each contradiction that something else in its paragraph explains turned unverifiable."""
    return [
        changed(one, verdict="unverifiable", cause="", hit=None) if _is_excused(document, one) else one
        for one in found
    ]


def _is_excused(document: Document, relation: Relation) -> bool:
    excuse = _EXCUSES.get(relation.kind)
    if relation.verdict != "contradicted" or excuse is None or "−" in relation.formula:
        return False  # a balance is no list of parts
    claim = _claim(document, relation)
    return claim is not None and excuse(claim)


def _claim(document: Document, relation: Relation) -> _Claim | None:
    """The figures of a relation; None where they do not stand in the prose of one paragraph."""
    paragraph, ordered = document.paragraph_at(relation.focus.start), scenes(document)
    if paragraph is None or paragraph.flow.startswith("|"):
        return None
    row = bisect_left(ordered, paragraph.index, key=lambda one: one.paragraph.index)
    if row == len(ordered) or ordered[row].paragraph is not paragraph:
        return None
    scene = ordered[row]
    focus, places = _at(scene, relation.focus), [_at(scene, span) for span in relation.numbers]
    used = [one for one in places if one and one is not focus]
    return _Claim(scene, focus, used, relation.formula) if focus and used and None not in places else None


def _at(scene: Scene, span: Span) -> Quantity | None:
    paragraph = scene.paragraph
    if not paragraph.start <= span.start < paragraph.end:
        return None
    index = paragraph.index_of(span.start)
    return next(iter(scene.within(index, index + 1)), None)


def _sum(claim: _Claim) -> bool:
    """Whether the parts are no full list of the total, or add up to something else that is stated."""
    total, parts = claim.focus, claim.used
    if total.number.kind != "number" or len(parts) < 2:
        return False
    wanted, made = total.number.value, add_up([part.number.value for part in parts])
    announced = _is_announced(claim)
    if _is_no_list(claim) or any(
        made + change == wanted for change in _changes(claim, announced or made < _LEAST)
    ):
        return True
    if announced:
        return False
    before = [one.number.value for one in claim.around(total) if one.index < parts[-1].index]
    if made >= _LEAST and made in before:
        return True
    pairs = combinations([*before, *(part.number.value for part in parts[-_AROUND:])], 2)
    return total.start > parts[-1].start and _tells(total) and any(sum(pair) == wanted for pair in pairs)


def _is_no_list(claim: _Claim) -> bool:
    """Whether a part tells what became of the others, or the text says that they overlap."""
    text, last = claim.scene.text, claim.used[-1]
    if any(_BECAME.search(part.before) for part in claim.used[1:]) and not _BECAME.search(claim.used[0].before):
        return True
    return _OVERLAPS.search(text, last.stop, last.stop + _ASIDE) is not None


def _changes(claim: _Claim, strict: bool) -> Iterator[Fraction]:
    """What one figure more at either end, one less, or one in brackets taken away, would change in the sum.

    ``strict`` leaves alone figures like the parts, which a reader would have told from them.
    """
    quantities, parts = claim.scene.quantities, claim.used
    first, last = parts[0].index, parts[-1].index
    for one in (*quantities[max(0, first - 1) : first], *quantities[last + 1 : last + 2]):
        counted = one.unit != parts[0].unit and {one.unit, parts[0].unit} <= COUNTING
        beside = one is not claim.focus and one.sentence == parts[0].sentence and one.number.kind == "number"
        if beside and (counted or (_alike(one, parts[0]) and not strict)):
            yield one.number.value
    yield from (-one.number.value for one in quantities[first : last + 2] if one.depth > parts[0].depth)
    if len(parts) > 2 and not strict:
        yield from (-part.number.value for part in (parts[0], parts[-1]))


def _is_announced(claim: _Claim) -> bool:
    """Whether words and place leave no doubt of what adds up to what: 9件，其中…; …，合计9件."""
    total, parts = claim.focus, claim.used
    told = _TOLD.search(total.before)
    if told and counted(told["n"]) == len(parts) and parts[-1].index + 1 == total.index:
        return True  # 通知书9份、建议12份，两类文书合计21份
    if not claim.is_tight:
        return False
    if total.start < parts[0].start:
        return _OPENS.search(claim.scene.text, total.stop, parts[0].start) is not None
    return _CLOSES.search(total.before) is not None


def _rate(claim: _Claim) -> bool:
    """Whether a percentage may be of other figures than those that it was held against."""
    if not claim.focus.is_rate or not all(one.number.kind == "number" for one in claim.used):
        return False
    return _agrees(claim) or _is_mended(claim) or _has_its_own(claim) or _is_of_the_same(claim)


def _agrees(claim: _Claim) -> bool:
    """Whether one of the figures gives the percentage with another one."""
    wanted = printed(claim.focus.number)
    return any(
        gives(one.number, other.number, wanted) or gives(other.number, one.number, wanted)
        for one in claim.used
        for other in _near(claim, one)
        if other.number.high is not None  # 突破300亿元 gives any share
    )


def _is_mended(claim: _Claim) -> bool:
    """Whether what brackets behind the percentage take away gives it: 96.3%(扣除中止的20件)."""
    behind = claim.scene.quantities[claim.focus.index + 1 : claim.focus.index + 2]
    if not behind or behind[0].depth <= claim.focus.depth or len(claim.used) != 2:
        return False
    lower, upper = sorted((one.interval for one in claim.used), key=lambda one: one.low or 0)
    away = behind[0].interval
    ratios = (lower.over(upper - away), (lower - away).over(upper), (lower - away).over(upper - away))
    return any(ratio is not None and ratio.scaled(100).meets(printed(claim.focus.number)) for ratio in ratios)


def _has_its_own(claim: _Claim) -> bool:
    """Whether it is of a part told after theirs: 抽检9批，合格率80%，其中食品5批，合格率60%."""
    focus, name = claim.focus, claim.focus.before[-_NAME:]
    told = claim.scene.quantities[min(one.index for one in claim.used) : focus.index]
    return "率" in name and any(one.is_rate and one.before.endswith(name) for one in told)


def _is_of_the_same(claim: _Claim) -> bool:
    """Whether it is of the same as the rate behind another: 开工721个，开工率97.3%，竣工423个，竣工率57.1%."""
    rows = claim.scene.quantities
    for one in claim.used if "率" in claim.focus.before else ():
        share = rows[one.index + 1] if one.index + 1 < claim.focus.index else None
        known = printed(share.number) if share and share.is_rate and "率" in share.before else None
        whole = one.interval.scaled(100).over(known) if known and (known.low or 0) > 0 else None
        for other in claim.used if whole else ():
            ratio = other.interval.scaled(100).over(whole) if whole and other is not one else None
            if ratio and ratio.meets(printed(claim.focus.number)):
                return True
    return False


def _is_slip(claim: _Claim) -> bool:
    """Whether one wrong digit explains that two figures do not give the percentage."""
    if len(claim.used) != 2:
        return False
    one, other = claim.used
    number = claim.focus.number
    return slipped(number, Ratio((one,), (other,))) or slipped(number, Ratio((other,), (one,)))


def _share(claim: _Claim) -> bool:
    if not any(one.is_rate for one in claim.used):
        return _rate(claim) or (_is_of_another(claim) and not _is_slip(claim))
    shares = (claim.focus, *claim.used)
    return all(_is_of_amounts(claim, share) for share in shares) or _is_partial(claim.scene, shares)


def _is_of_another(claim: _Claim) -> bool:
    """Whether a share names a whole that none of the figures is called: 出口32亿元，…占全省出口的6.8%."""
    named = _NAMED.search(claim.focus.before)
    if named is None or len(claim.used) != 2 or "+" in claim.formula:
        return False
    whole = max(claim.used, key=lambda one: one.number.value)
    called = front(claim.scene, whole) + whole.after
    name = head_of(named[1])
    return bool(name) and (name not in called or _is_wider(named[1], called))


def _is_wider(name: str, called: str) -> bool:
    found = _SCOPE.match(name)
    return found is not None and found[0] not in called


def _is_of_amounts(claim: _Claim, share: Quantity) -> bool:
    """Whether a share follows from two amounts around: then it need not make 100 with those beside it."""
    wanted = printed(share.number)
    near = claim.scene.quantities[max(0, share.index - _AROUND) : share.index + _AROUND]
    levels = [one for one in near if one.number.kind == "number" and one.unit and one.number.value]
    return _tells(share) and any(
        _alike(upper, lower) and gives(upper.number, lower.number, wanted)
        for upper in levels
        for lower in levels
    )


def _is_partial(scene: Scene, shares: Sequence[Quantity]) -> bool:
    """Whether the amounts right before the shares are of one whole, larger than they are together."""
    amounts = [scene.quantities[share.index - 1] for share in shares]
    alike = all(one.number.kind == "number" and _alike(one, amounts[0]) for one in amounts)
    if not alike or add_up([share.number.value for share in shares]) > _MOST:
        return False
    wholes = [
        one.interval.scaled(100).over(printed(share.number)) for one, share in zip(amounts, shares, strict=True)
    ]
    lows = [whole.low for whole in wholes if whole and whole.low is not None]
    highs = [whole.high for whole in wholes if whole and whole.high is not None]
    sums = add_up([one.number.value for one in amounts])
    return len(lows) == len(highs) == len(shares) and sums < max(lows) <= min(highs)


def _change(claim: _Claim) -> bool:
    """Whether one of the figures that a change was held against gives it with another one."""
    if claim.is_tight or len(claim.scene.row(claim.focus)) > 1 or claim.focus.before in _AND:
        return False  # one of several, each with its own
    percent = claim.focus.is_rate
    if not (percent or _tells(claim.focus)):
        return False
    wanted = printed(claim.focus.number) if percent else claim.focus.interval
    return any(
        found is not None and (found.meets(wanted) or (-found).meets(wanted))
        for one in claim.used
        for other in _near(claim, one)
        if other.sentence == claim.focus.sentence
        for found in (_growths(one.interval, other.interval) if percent else [one.interval - other.interval])
    )


def _growths(used: Interval, other: Interval) -> Iterator[Interval | None]:
    """The changes in percent that two figures may tell: from one to the other, or by the one to the other."""
    for by, base in (
        (other - used, used),
        (used - other, other),
        (used, other - used),
        (used, other + used),
    ):
        ratio = by.over(base)
        yield ratio.scaled(100) if ratio else None


def _near(claim: _Claim, one: Quantity) -> Iterator[Quantity]:
    """The figures like one, but for nothing at all, that stand before the claim's and may be meant."""
    focus = claim.focus
    reach = int(focus.is_rate and _tells(focus) and not claim.is_tight)
    for other in claim.around(one):
        before = other.index < focus.index and other.depth <= focus.depth
        if before and focus.sentence - other.sentence <= reach and other.number.value:
            yield other


def _part(claim: _Claim) -> bool:
    """Whether what is more than its whole is of several together: 26名法官和38名助理参训，其中42名优秀."""
    first, *_, part = sorted((claim.focus, *claim.used), key=lambda one: one.index)
    row = claim.scene.quantities[: first.index]
    joined = first.before.startswith(_JOINED) or first.lead == "、" or (row and row[-1].after.endswith(_JOINED))
    if not row or not joined or "分别" in claim.scene.text[max(0, first.start - _ASIDE) : first.start]:
        return False
    several = [one for one in row[-_AROUND:] if one.sentence == first.sentence and one.number.kind == "number"]
    return part.number.value <= add_up([one.number.value for one in (*several, first)])


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.number.kind == other.number.kind and family(one.unit) == family(other.unit)


def _tells(quantity: Quantity) -> bool:
    return len(quantity.number.digits.replace(",", "").replace(".", "").lstrip("0")) >= _TELLING


_EXCUSES: dict[str, Callable[[_Claim], bool]] = {
    "sum": _sum,
    "rate": _rate,
    "share": _share,
    "change": _change,
    "part": _part,
}
