"""Amounts found by their name anywhere in a document, where a share or a mean stands far from what it is of.

"占全院办案总数的23.4%" is of what the first paragraph states as "共办理各类检察案件1674件": the characters of
the name stand in the same order before or behind the amount, in the unit that the share's part has.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...document import Document
from ...kept import regex, scanner
from ...values import value
from ..core.labels import front
from ..core.levels import NOT_SO, is_level, levels
from ..core.moves import comes_from, reaches
from ..core.scene import Quantity, Scene
from ..core.units import family

# What a name begins with that says only how wide it is, and what it ends in that says only that it is a total.
_OPENS = regex.compile(
    r"^(?:全部|整个|所有|各类|各项|全体|全[国省市县区州镇乡院局年系]统?|本[省市县区院局年部]门?|我[国省市县区院局]|"
    r"[今当两三四五]年|[上下]半年|\d+类?|年度|部门|该[院省市县区局]?|其|同期|的)+"
)
_ENDS = regex.compile(
    r"(?:的?(?:总[数量额值]|合计|总计|总?(?:[件人户项家宗起条篇份]|[人批]次)数|总[人批]次|总案数|数量?))+$"
)
_FILLERS = scanner(
    r"(?:各[类级项种]|全[年国省市县区院局]|[共总合]计?|完成|实现|累计|有效|其中|造成|发生|支出|金额|的|了|为|达到?)+"
)
_FRONT = scanner(r"(?:\d*年度?|截至年?末?|年[末底]|本[院市省县局年]|法院|检察院|机关|\W)*")
_TOTAL = regex.compile(r"[共总合全]|各[类项]")
_ACCOUNT = scanner(r"(?:支出|收入)?决算数?(?:为|是)?")
_ROSE = frozenset(
    f"{verb}{to}"
    for verb in ("增", "增加", "增长", "上升", "提高", "发展", "扩大", "减少", "下降")
    for to in "到至"
)
_CAME = regex.compile(r"[由从][^,;]*$")  # 由上年的1084人增加到1152人
# What makes another thing of a name: 立案审查 is no 立案. And what may follow without doing so.
_FURTHER = regex.compile(
    r"审[查核理]|复[查核议]|监督|调查|查询|咨询|建议|申[请诉]|通知|侦查|反馈|整改|前|后|不"
)
_OBJECT = regex.compile(
    r"(?:案件?|人[员数]?|事项|项目?|[总数]?[数量额]|被告|犯罪嫌疑人|资金|信息|文件|材料|线索|问题|收入|支出|决算|群众|"
    r"企业|件|次|约|近|逾)*"
)
_TURNED = ("中", "内", "里")
_LOOSE = 7  # characters that may stand between those of a name
_LOOKUPS = 100  # names that are looked for in one document
_MOST = 12
_AFTER = 8
_HEAD = 2
_CLOSED = ("审执结", "审结", "办结", "执结")  # what is 结案
_PRODUCT = "生产总值"
_SAID = {"件": "案件", "人": "人员", "项": "事项"}  # what the measure word itself tells


@value
class Amount:
    """An amount with the words around it. ``near`` says how its name agrees with the one that was sought.

    3: it is the name, but for what says how wide it is; 2: it holds the name; 1: its characters in order.
    """

    scene: Scene
    quantity: Quantity
    near: int
    total: bool


def head_of(words: str) -> str:
    """A name without what says only how wide it is or that it is a total: 办案 of 全院办案总数."""
    name = _ENDS.sub("", _OPENS.sub("", words))
    return name[:-1] if name.endswith("案量") else name


def amounts(document: Document, words: str, unit: str) -> Sequence[Amount]:
    """The levels in a unit that a name may mean, in reading order; none if the name says too little."""
    name = head_of(words)
    name = _PRODUCT if name in ("GDP", "地区GDP") else name
    name = "进出口" if name in ("外贸", "对外贸易", "货物贸易") else name
    if family(unit) in _SAID and len(name) > _HEAD + 1:
        name = name.removesuffix(_SAID[family(unit)])  # 审结1231件 are 审结案件
    if len(name) < _HEAD and (not name or family(unit) != "个"):
        return ()
    found = _looked_up(document, name, unit)
    if name in _CLOSED:
        return *found, *_looked_up(document, "结案", unit)
    if name != "结案":
        return found
    for other in _CLOSED:
        # What all courts closed is more than what one of them did.
        if same := _looked_up(document, other, unit):
            return *found, max(same, key=lambda one: one.quantity.number.value)
    return found


def _looked_up(document: Document, name: str, unit: str) -> Sequence[Amount]:
    known = document.once(_found)
    key = name, family(unit)
    if key not in known:
        known[key] = _search(document, *key) if len(known) < _LOOKUPS else ()
    return known[key]


def _found(_: Document) -> dict[tuple[str, str], Sequence[Amount]]:
    """The names looked up so far."""
    return {}


def _search(document: Document, name: str, unit: str) -> Sequence[Amount]:
    found: list[Amount] = []
    last = name[-1]
    for scene, quantity in levels(document).get(unit, ()):
        before = quantity.before
        if not before or before in _ROSE:
            before = _shared(scene, quantity)
        elif _ACCOUNT.fullmatch(before):
            before = _planned(scene, quantity) + before
        if before.endswith("]"):  # 全国人口[2]141175万人
            before = front(scene, quantity)
        aside = quantity.lead == ")" and (not before or last in before)
        if (quantity.lead == "、" or aside) and name[0] not in before:
            before = front(scene, quantity)  # 立案查办贪污贿赂、渎职案件120件, 执业(助理)医师2876人
        if last not in before and last not in quantity.after[:_AFTER]:
            continue
        if len(name) < _HEAD:  # 占村总数的: of 19个村
            near = 3 * quantity.after.startswith(name)
        else:
            near = _agrees(name, before, quantity.after)
        if (
            near
            and is_level(quantity)
            and not _passed(scene, quantity)
            and (before is quantity.before or not NOT_SO.search(before.removeprefix("五年")))
        ):
            total = quantity.depth == 0 and _TOTAL.search(before) is not None
            found.append(Amount(scene, quantity, near, total))
            if len(found) == _MOST:
                break
    return found


def _passed(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is only where another begins: 由51家增至57家."""
    behind = scene.quantities[quantity.index + 1 : quantity.index + 2]
    return bool(behind) and comes_from(quantity) and reaches(behind[0]) is not None


def only(found: Sequence[Amount]) -> Amount | None:
    """The one amount that a name must mean: the only one of that very name, else the only total like it."""
    for group in ([one for one in found if one.near > 2], [one for one in found if one.total]):
        if group:
            return group[0] if len({one.quantity.number.value for one in group}) == 1 else None
    return found[0] if len(found) == 1 and found[0].near > 1 else None


def _shared(scene: Scene, quantity: Quantity) -> str:
    """The words of the amount that one follows at once: 提起公诉786件1097人, 企业由51家增至57家."""
    last = scene.quantities[quantity.index - 1] if quantity.index else None
    if last is None or not (last.stop == quantity.start or (quantity.before and comes_from(last))):
        return ""
    return _CAME.sub("", last.before) if quantity.before else last.before


def _planned(scene: Scene, account: Quantity) -> str:
    """The name of an account that stands before its plan: “三公”经费支出预算20万元，支出决算16万元."""
    last = scene.quantities[account.index - 1] if account.index and account.lead == "," else None
    return last.before.partition("预算")[0] if last is not None and "预算" in last.before else ""


def _agrees(name: str, before: str, behind: str) -> int:
    after = behind[:_AFTER]
    words = before + ("" if after[:1] in _TURNED else after)
    for said in (words, _FILLERS.sub("", words)):
        at = said.find(name)
        if at >= 0:
            lead = _FILLERS.sub("", said[:at])
            rest = _FILLERS.sub("", words[words.find(name) + len(name) : len(before)])
            if _FURTHER.match(rest):
                return 1
            return 3 if _FRONT.fullmatch(lead) and _OBJECT.fullmatch(rest) else 2
    at = len(words)
    for mark in reversed(name):
        at = words.rfind(mark, 0, at)
        if at < 0:
            return 0
    reach = _reach(words, name, at)
    if reach <= len(name) + 1:  # 提起公诉 is 起诉
        return 2
    return 1 if reach <= len(name) + _LOOSE else 0


def _reach(words: str, name: str, first: int) -> int:
    """How far the characters of a name reach in words from the first of them on."""
    at = first
    for mark in name:
        at = words.find(mark, at) + 1
    return at - first
