"""Shares of several items of a list, and of those that are named again behind it.

其中甲31个、乙58个、丙74个；乙占比最高，为35.6%; 甲和乙合计占54.6%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from fractions import Fraction

from ...document import Document
from ...facts.list_rows import counted
from ...kept import regex
from ...model import Relation
from ..core.labels import Labelled, front
from ..core.moves import is_reference, move
from ..core.naming import Named, named_items
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from ..core.units import family
from .far_shares import first_ones, in_rows, of_sum, together
from .portion import COUNTS, FIRST_OF, SPREAD_OUT, Given, Portion, contradicted, verified

_NAMES = (
    r"(?:^|[,;。:(]|%、)(?:其中)?(?P<names>[^,;。:()占\d%]{2,40}?)(?:(?P<n>[两二三四五])[项者类种个大]\p{Han}{0,4}?|一项"
    r"|(?P<more>等\p{Han}{0,8}?))?"
    r"(?:次之|其次|紧随其后|居[首次][位席]?|位居\p{Han}{2,3}|排\p{Han}{2,4})?,?"
    r"(?:合计|共计|总计|总共|一共|加起来|之和|共|合)?(?:仅|只|即|就|则|也|已|分别)*所?占"
)
_AGAIN = regex.compile(
    _NAMES + r"(?:比|到|其中)?(?P<whole>[^,;。:\d]{0,16}?)的?(?:比重|比例|比)?"
    r"(?:均|都)?(?:最[高大多]|较[高大]|过半|居首|第一)?,?(?:达到?了?|为|是|约|近|仅|只)*$"
)
_OF_TOLD = regex.compile(_NAMES + r"[^,;。:\d]{0,12}$")
_OF = regex.compile(r"的(?:比[重例])?(?:达到?|为|是|约|近)*")
_SHARED_OUT = regex.compile(r"分别[^,;。:率]{0,2}(?:占|完成|达)|[占比][^,;。:率]{0,12}分别")
_MAY_BE = regex.compile(r"(?:[合共总累]计|者|类|项|个|种|家|之和|[共合])\p{Han}{0,3}占")
_AMONG = regex.compile(r"\p{Han}{2}中\p{Han}{2}")
_GRADE = regex.compile(r"(?P<name>\p{Han}{1,6}?)(?:等次|档|等级|级)?(?:及|或)?以上(?:等次|的|学历|案卷)*")
_CLAUSE, _LIST = 64, 16  # characters of the names, and figures before them among which the items are
_FRONT = 120  # characters of a list whose first ones are told
_LEAST = 2
_OTHER_TIME = regex.compile("上年|去年|同期|往年|计划|目标")


def of_several(document: Document, scene: Scene, known: Set[int]) -> Iterator[tuple[Quantity, Relation]]:
    """Shares of several amounts, and of items that are named again; ``known`` are the shares that are read."""
    for quantity in scene.quantities:
        if not quantity.is_rate or (quantity.index in known and SPREAD_OUT.search(quantity.before)):
            continue
        found: Relation | None = None
        if "占" in quantity.before and _may_be_of_several(scene, quantity):
            words = front(scene, quantity)
            found = together(document, scene, quantity, words) or first_ones(document, scene, quantity, words)
        elif "分别" in quantity.before and quantity.index not in known and _SHARED_OUT.search(quantity.before):
            yield from in_rows(scene, quantity)
            continue
        if not found and quantity.index not in known:
            found = _named_again(document, scene, quantity)
        if found:
            yield quantity, found


def _may_be_of_several(scene: Scene, quantity: Quantity) -> bool:
    """Whether words may say that a share is one of several amounts: 两项合计占, 三个领域占."""
    many = scene.quantities[quantity.index - 1].number.literal in COUNTS if quantity.index else False
    text, start = scene.text, quantity.start
    listed = "前" in text and FIRST_OF.search(text, max(0, start - _FRONT), start) is not None
    return many or listed or _MAY_BE.search(quantity.before) is not None


def _named_again(document: Document, scene: Scene, share: Quantity) -> Relation | None:
    """The share of one or several items of the list before it that its words name; None if none gives it."""
    if not share.number.decimals or share.number.approximate or "占" not in scene.text:
        return None
    base = _base(scene, share)
    end = base.start if base else share.start
    said = (_OF_TOLD if base else _AGAIN).search(scene.text, max(0, end - _CLAUSE), end)
    if said is None:
        return None
    near = [
        one
        for one in scene.quantities[max(0, share.index - _LIST) : share.index]
        if one.is_amount and one.stop <= said.start() + 1 and _is_item(one)
    ]
    wanted = printed(share.number)
    if grade := _GRADE.fullmatch(said["names"]):
        return _from_best(scene, share, near, grade["name"])
    first: tuple[Portion, Named] | None = None
    for named in named_items(near, said["names"], counted(said["n"] or "")):
        parts = named.items
        portion = Portion(scene, share, parts[-1], "", "" if base else said["whole"])
        first = first or (portion, named)
        for wholes in ((base,),) if base else _wholes(_alike(near, parts), parts):
            ratio = Ratio(parts, wholes)
            if ratio.gives(wanted):
                return verified(portion, _given(scene, ratio))
    if first is None:
        return None
    portion, named = first
    parts = named.items
    if base:
        ratio = Ratio(parts, (base,))
        slip = named.sure and not said["more"] and slipped(share.number, ratio)
        return contradicted(portion, _given(scene, ratio), False) if slip else None
    relation = of_sum(document, portion, parts, False)
    if relation or said["whole"] or said["more"] or not named.sure or _AMONG.search(said["names"]):
        return relation  # 员额法官193人，员额法官中研究生占41.5%: of another amount
    # A list that makes its head is all of it: then nothing else can have been meant.
    same = _alike(near, parts)
    listed = _run(same, parts)
    sums = sum((one.number.value for one in listed), Fraction(0))
    heads = [one for one in same if one.index < listed[0].index and one.number.value == sums]
    if not heads or len(listed) <= _LEAST:
        return None
    ratio = Ratio(parts, (heads[-1],))
    return contradicted(portion, _given(scene, ratio), False) if slipped(share.number, ratio) else None


def _from_best(scene: Scene, share: Quantity, near: Sequence[Quantity], name: str) -> Relation | None:
    """The share of all grades from one on: 优秀438件、合格811件、瑕疵15件，…，合格及以上占98.81%."""
    for named in named_items(near, name, 1):
        (last,) = named.items
        listed = _run(_alike(near, named.items), named.items)
        at = listed.index(last)
        for parts in (tuple(listed[: at + 1]), tuple(listed[at:])):  # the best first, or last
            ratio = Ratio(parts, tuple(listed))
            if len(listed) > len(parts) > 1 and ratio.gives(printed(share.number)):
                return verified(Portion(scene, share, last, "", ""), _given(scene, ratio))
    return None


def _base(scene: Scene, share: Quantity) -> Quantity | None:
    """The whole told right before a share: 占已办结152件的65.1%."""
    if not _OF.fullmatch(share.before) or not share.index:
        return None
    base = scene.quantities[share.index - 1]
    return base if base.is_amount and "占" in base.before and base.segment == share.segment else None


def _is_item(one: Quantity) -> bool:
    """Whether an amount may be an item or the whole of a list, 预算编制类31个 too: no change, no other year."""
    return move(one) is None and not is_reference(one) and _OTHER_TIME.search(one.before) is None


def _alike(near: Sequence[Quantity], parts: Sequence[Quantity]) -> list[Quantity]:
    """The amounts in the measure of the parts."""
    return [one for one in near if family(one.unit) == family(parts[0].unit)]


def _wholes(same: Sequence[Quantity], parts: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """What the parts may be of: an amount before them that holds them, the nearest first; the whole list."""
    sums = sum((one.number.value for one in parts), Fraction(0))
    for one in reversed(same):
        if one.index < parts[0].index and one.number.value > sums:
            yield (one,)
    listed = _run(same, parts)
    if len(listed) > max(_LEAST, len(parts)):
        yield tuple(listed)
    longer = _run(same, parts, "、,")
    if len(longer) > max(_LEAST, len(listed)):
        yield tuple(longer)


def _run(same: Sequence[Quantity], parts: Sequence[Quantity], stops: str = "、") -> list[Quantity]:
    """The items of the list in which the parts stand, joined by 、, or by commas with nothing between them."""
    listed = [one for one in same if one.sentence == parts[0].sentence and one.depth == parts[0].depth]

    def goes_on(last: Quantity, one: Quantity) -> bool:
        beside = one.index == last.index + 1 and one.unit == last.unit and one.before != ""
        return one.lead == "、" or (one.lead in stops and beside)

    begin = end = next(row for row, one in enumerate(listed) if one is parts[0])
    while begin and goes_on(listed[begin - 1], listed[begin]):
        begin -= 1
    while end + 1 < len(listed) and goes_on(listed[end], listed[end + 1]):
        end += 1
    return listed[begin : end + 1]


def _given(scene: Scene, ratio: Ratio) -> Given:
    first, *others = (Labelled(scene, one, "") for one in ratio.quantities)
    return Given(ratio, first, tuple(others))
