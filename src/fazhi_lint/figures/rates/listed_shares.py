"""Shares of several items of a list, and of those that are named again behind it.

其中甲31个、乙58个、丙74个；乙占比最高，为35.6%; 甲和乙合计占54.6%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.labels import Labelled, front
from ..core.moves import move
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from ..core.units import family
from .far_shares import first_ones, in_rows, of_sum, together
from .portion import COUNTS, FIRST_OF, SPREAD_OUT, Given, Portion, contradicted, verified

_AGAIN = regex.compile(
    r"(?:^|[,;。:(])(?P<names>[^,;。:()占\d]{2,30}?)(?:[两二三四五][项者类种个大]\p{Han}{0,4}?)?"
    r"(?:合计|共计|总计|总共|一共|之和|共)?所?占(?:比|到)?(?P<whole>[^,;。:\d]{0,16}?)的?(?:比重|比例|比)?"
    r"(?:均|都)?(?:最[高大多]|较[高大]|过半|居首|第一)?,?(?:达到?了?|为|是|约|近)*$"
)
_SHARED_OUT = regex.compile(r"分别[^,;。:率]{0,2}(?:占|完成|达)|[占比][^,;。:率]{0,12}分别")
_MAY_BE = regex.compile(r"(?:[合共总累]计|者|类|项|个|种|家|之和|[共合])\p{Han}{0,3}占")
_JOINT = regex.compile("以及|[、和与及]")
_LABEL = regex.compile(
    r"^(?:其中|包括|分别为?|按?[从以由]|[和与及]|[为是有])+|(?:[为是有共约达]|达到|收到|办理|完成)+$"
)
_KIND = (
    "案件",
    "问题",
    "支出",
    "收入",
    "人员",
    "事项",
    "项目",
    "资金",
    "类",
)  # what a name may have more or less
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
    counted = scene.quantities[quantity.index - 1].number.literal in COUNTS if quantity.index else False
    text, start = scene.text, quantity.start
    listed = "前" in text and FIRST_OF.search(text, max(0, start - _FRONT), start) is not None
    return counted or listed or _MAY_BE.search(quantity.before) is not None


def _named_again(document: Document, scene: Scene, share: Quantity) -> Relation | None:
    """The share of one or several items of the list before it that its words name; None if none gives it."""
    if not share.number.decimals or share.number.approximate or "占" not in scene.text:
        return None
    said = _AGAIN.search(scene.text, max(0, share.start - _CLAUSE), share.start)
    if said is None:
        return None
    near = [
        one
        for one in scene.quantities[max(0, share.index - _LIST) : share.index]
        if one.is_amount and one.stop <= said.start() + 1 and _is_item(one)
    ]
    parts = _parts(near, _JOINT.split(said["names"]))
    if not parts:
        return None
    same = [one for one in near if family(one.unit) == family(parts[0].unit)]
    portion = Portion(scene, share, parts[-1], "", said["whole"])
    wanted = printed(share.number)
    for wholes in _wholes(same, parts):
        ratio = Ratio(tuple(parts), wholes)
        if ratio.gives(wanted):
            return verified(portion, _given(scene, ratio))
    relation = of_sum(document, portion, parts, False)
    if relation or said["whole"]:
        return relation
    # A list that makes its head is all of it: then nothing else can have been meant.
    listed = _run(same, parts)
    sums = sum((one.number.value for one in listed), Fraction(0))
    heads = [one for one in same if one.index < listed[0].index and one.number.value == sums]
    if not heads or len(listed) <= _LEAST:
        return None
    ratio = Ratio(tuple(parts), (heads[-1],))
    return contradicted(portion, _given(scene, ratio), False) if slipped(share.number, ratio) else None


def _parts(near: Sequence[Quantity], names: Sequence[str]) -> list[Quantity]:
    """The last amount of each name, in reading order; none at all where one is of no amount."""
    found: list[Quantity] = []
    for name in names:
        called = next((one for one in reversed(near) if one not in found and _is_called(one, name)), None)
        if called is None or (found and family(called.unit) != family(found[0].unit)):
            return []
        found.append(called)
    return sorted(found, key=lambda one: one.index)


def _is_item(one: Quantity) -> bool:
    """Whether an amount may be an item or the whole of a list, 预算编制类31个 too: no change, no other year."""
    return move(one) is None and _OTHER_TIME.search(one.before) is None


def _is_called(one: Quantity, name: str) -> bool:
    """Whether an item has a name, but for a word that tells what all of them are: 预算执行类(问题)."""
    label, name = (_bare(words) for words in (_LABEL.sub("", one.before), name))
    return len(label) >= _LEAST and label == name


def _bare(words: str) -> str:
    for kind in (*_KIND, *_KIND):
        words = words.removesuffix(kind) if len(words) >= len(kind) + _LEAST else words
    return words


def _wholes(same: Sequence[Quantity], parts: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """What the parts may be of: an amount before them that holds them, the nearest first; the whole list."""
    sums = sum((one.number.value for one in parts), Fraction(0))
    for one in reversed(same):
        if one.index < parts[0].index and one.number.value > sums:
            yield (one,)
    listed = _run(same, parts)
    if len(listed) > max(_LEAST, len(parts)):
        yield tuple(listed)


def _run(same: Sequence[Quantity], parts: Sequence[Quantity]) -> list[Quantity]:
    """The items of the list in which the parts stand: those joined to the first of them by 、."""
    listed = [one for one in same if one.sentence == parts[0].sentence and one.depth == parts[0].depth]
    at = listed.index(parts[0])
    begin = end = at
    while begin and listed[begin].lead == "、":
        begin -= 1
    while end + 1 < len(listed) and listed[end + 1].lead == "、":
        end += 1
    return listed[begin : end + 1]


def _given(scene: Scene, ratio: Ratio) -> Given:
    first, *others = (Labelled(scene, one, "") for one in ratio.quantities)
    return Given(ratio, first, tuple(others))
