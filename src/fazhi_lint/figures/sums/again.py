"""What is named again: a total by words in front of a 中 (受理案件中，…) or by 加, parts by what follows."""

from __future__ import annotations

from collections.abc import Sequence

from ...facts.list_rows import counted
from ...kept import regex, scanner
from ..core.moves import is_reference
from ..core.scene import Quantity
from ..core.slips import slips
from ..core.terms import Term, Terms
from ..core.units import family
from ..core.verdicts import sum_of

BARE = regex.compile(r"[,;。]\p{Han}{2,8}中[^\d,;。:、发查]")  # 答复169件；答复中予以公开72件
_WORDS = scanner("涉及|普及|参与")  # these hold no 及 and no 与 that joins names
_AND = regex.compile("以及|[、和及与]")
_NAMED = regex.compile(
    r"(?:\([^()]*\))?[,;、和及与](?:以及)?([^\d,;。:、和及与]{1,14}(?:(?:以及|[、和及与])[^\d,;。:、和及与]{1,14})+)各(?:有|为|\p{Han}{2})?"
)
_CLAUSE_END = regex.compile("[,;。、:]")
# 甲9件、乙6件，两项合计占50% says itself that there are more.
_TOGETHER = regex.compile(
    r"[,;]?(?:[以前]上?)?(?:(?P<n>[二两三四五六七八])\p{Han}{1,2})?(?P<sum>合计|共计?|总计|之和|加起来)?占"
)
_STOPS = "。!?,;"
_ARE = ("为", "是", "属", "系")  # 其中国有的9户；14户为民营
_COUNTED = "人数量额"  # 入境旅游人数 counts the 入境旅游者
_NAME = 2  # characters of a name that tell it in the same sentence or the last
_FAR = 3  # characters of one that tell it further back
_TOLD = 4  # characters of a part's name by which an item is known to tell more of it
_BACK = 10  # characters in front of a 中 that may name a total, and figures before one that is added
ADDED = regex.compile(
    r"再?加(?:上|补[助充]|转移|调[入出]|结[转余]|专项|债务|返还|动用|其他|中央|上级|省|市|县|区|地方|一般|新增|再融资|国债|偿还|安排)|连同"
)  # but 加工企业
_BREAKS = frozenset("。;")
_REFERRED = regex.compile(r"(?:预算数?|任务|目标|计划|去年|上年|同期)的?(?:为|是)?$")
_FLOW = regex.compile(r"[收支][入出]")
_NEXT = 14  # characters to the figure of another unit that a total goes on with


def inside(own: Terms, near: list[Term], start: int) -> bool:
    """Whether the nearest figure stands in the clause that a 中 closes: 30项指标中，…."""
    if not near or near[0].scene is not own.scene:
        return False
    return not _CLAUSE_END.search(own.scene.text, near[0].quantity.stop, start)


def named_again(text: str, near: list[Term], start: int) -> Term | None:
    """The whole that the words before a 中 name again: 受理50件，审结45件。受理案件中，…."""
    low = 1 + max(text.rfind(mark, max(0, start - _BACK), start) for mark in _STOPS)
    name = text[low:start].removeprefix("在")[:_NAME]
    if low and len(name) == _NAME and name.isalpha():
        alike = [whole for whole in near if name in whole.quantity.before]
        plain = (whole for whole in alike if not whole.quantity.before.startswith(("不", "未")))
        return next(plain, alike[0] if alike else None)
    return None


def recalled(text: str, far: list[Term], start: int) -> Term | None:
    """The whole further back whose name the words before a 中 begin with: 在国有单位投资中, 复议后起诉的."""
    low = 1 + max(text.rfind(mark, max(0, start - 2 * _BACK), start) for mark in _STOPS)
    name = text[low:start].removeprefix("在")
    if len(name) < _NAME:
        return None
    ends = (name, *(name[:size] for size in range(_FAR, len(name))))
    for whole in far:
        before = whole.quantity.before
        if before.endswith(ends) or before.rstrip(_COUNTED).endswith(ends):
            return whole
    return None


def is_called(whole: Term, text: str, start: int) -> bool:
    """Whether the words before a 中 without a comma are the end of a total's name."""
    low = 1 + max(text.rfind(mark, max(0, start - _BACK), start) for mark in ",;。")
    return whole.quantity.before.endswith(text[low:start])


def opens_anew(found: Sequence[Term]) -> bool:
    """Whether an item opens with a figure, where the first part has a name: 其中国有的9户；14户企业停产."""
    first, *others = (term.quantity for term in found)
    return bool(first.before) and any(
        one.lead == ";" and not one.before and not one.after.startswith(_ARE) for one in others
    )


def tells_more(first: Term, term: Term) -> bool:
    """Whether a figure opens a clause that tells more of a named one: 其中贫困户59户，…，30户签订合同."""
    quantity = term.quantity
    opens = quantity.lead == "," and not quantity.before and quantity.after != ""
    return opens and len(first.quantity.before.removeprefix("其中")) > 1 and term.family == first.family


def goes_into(found: Sequence[Term], before: str) -> bool:
    """Whether an item tells more of a part: 审判监督47件，支持起诉56件；支持起诉案件有43件系讨薪."""
    names = tuple(name for part in found if len(name := part.quantity.before) >= _TOLD)
    return before.startswith(names) and before not in names


def heads_list(whole: Term, head: Sequence[Term], parts: Sequence[Term]) -> bool:
    """Whether the head of a list makes a total, at most one wrong digit aside, and the whole list does not."""
    value = whole.number.value
    return sum_of(head) == value or (sum_of(parts) != value and slips(whole, head))


def of_rate(own: Terms, row: int, start: int) -> bool:
    """Whether a bracket stands right behind a rate: 答复146件，满意率100%(满意144件，基本满意2件)."""
    index = own.all[row].quantity.index
    rate = own.scene.quantities[index - 1] if index else None
    return rate is not None and rate.is_rate and rate.stop == start


def shared_out(found: Sequence[Term]) -> bool:
    """Whether a share of the parts together follows: 甲4个、乙3个，占53.8% says that there are more."""
    first, last = found[0].quantity, found[-1].quantity
    match = _TOGETHER.match(found[0].scene.text, last.stop)
    between = found[0].scene.quantities[first.index : last.index]
    if match and match["n"] and counted(match["n"]) < len(found):
        return False  # 其中甲41件、乙39件、丙36件、其他27件，前三类占80%
    return match is not None and (match["sum"] is not None or not any(one.is_rate for one in between))


def each_of(last: Term) -> list[Term]:
    """What ends a list behind its last part, as often as there are names before it: 丙区、丁区各1起."""
    row = last.quantity.index + 1
    for quantity in last.scene.quantities[row : row + 2]:  # 乙、丙两所各5人
        names = _WORDS.sub("", last.scene.text[last.quantity.stop : quantity.start])
        several = _NAMED.fullmatch(names)
        if several and family(quantity.unit) == last.family and quantity.depth == last.quantity.depth:
            return [Term(last.scene, quantity, last.family, False)] * len(_AND.split(several[1]))
    return []


def is_added(quantity: Quantity) -> bool:
    """Whether a figure is added to what was told before: 其中甲60万元；加补助4万元."""
    return quantity.lead in _BREAKS and ADDED.match(quantity.before) is not None


def added_to(own: Terms, first: Term) -> list[Term]:
    """What a clause that begins with 加 adds to: 收入96万元，增3%。加补助4万元、结转1万元，总计101万元.

    Where parts of that are told between, it is the last amount before them: 收入96万元，其中甲60万元；加补助….
    """
    row = own.row_at(first.quantity.start)
    if first.quantity.lead == "," and ADDED.match(first.quantity.before):
        return _past_references(own, row)
    if not is_added(first.quantity):
        return []
    before = [
        term
        for term in own.all[max(0, row - _BACK) : row]
        if term.family == first.family and not term.change and not term.quantity.depth
    ]
    text = own.scene.text
    among = text.rfind("其中", before[0].quantity.start, first.quantity.start) if before else -1
    if among >= 0:
        held = [term for term in before if term.quantity.start < among and not _is_referred_to(term)]
        return held[-1:]
    sentence = first.quantity.sentence - 1
    head = next((term for term in before if term.quantity.sentence == sentence), None)
    if head is None or first.quantity.lead != "。":
        return []
    return [head] if _FLOW.search(head.quantity.before) else []


def _past_references(own: Terms, row: int) -> list[Term]:
    """What is added to, behind what it is held against: 收入9元，完成预算8元的113%，加补助4元."""
    first = own.all[row].quantity
    before = [one for one in own.all[max(0, row - _BACK) : row] if one.quantity.sentence == first.sentence]
    before = [one for one in before if one.family == own.all[row].family and not one.change]
    head, *others = before or own.all[row : row + 1]
    told = others and all(map(_is_referred_to, others)) and not _is_referred_to(head)
    return [head] if told and _FLOW.search(head.quantity.before) else []


def _is_referred_to(term: Term) -> bool:
    """Whether an amount is a plan or of last year, and another is held against it."""
    return is_reference(term.quantity) or _REFERRED.search(term.quantity.before) is not None


def stated_together(own: Terms, row: int) -> list[Term]:
    """A total and, directly behind it, that of another unit: 合计12件、罚款3万元."""
    first, *others = own.all[row : row + 2]
    return [first] + [
        other
        for other in others
        if other.family != first.family
        and other.quantity.sentence == first.quantity.sentence
        and other.quantity.start - first.quantity.stop < _NEXT
    ]


def opens_a_part(text: str, start: int, reach: int) -> bool:
    """Whether the sentence or item of a figure, begun at most so far before it, opens with 其中."""
    begin = max(text.rfind(stop, max(0, start - reach), start) for stop in "。;")
    return text.startswith("其中", begin + 1, start)
