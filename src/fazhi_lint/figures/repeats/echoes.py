"""A figure that is told again in other words: "审执结3651件" and "按全年结案3651件计".

Figures with the same digits say the same where what one counts is named beside the other, too: 40个老旧小区 and
40个计划改造小区. The shorter a figure, the more its nouns must agree. All of this only confirms: where digits
differ, such words bind too little for a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from ...document import Document
from ...facts.kinds import GENERAL, profile_of
from ...facts.literals import words_of
from ...kept import regex, scanner
from ..core.labels import Labelled, label
from ..core.scene import Quantity, Scene
from ..core.slips import mistyped
from ..core.subjects import agree, is_yearly, plans_from, setting
from .counts import LONG, Counts, Place, share, significant
from .kernels import kernel

_STOP = regex.compile(r"[。;!?]")
_SPACES = regex.compile(r"[^\p{Han}A-Z]+")
# What any figure may have beside it tells nothing; a name that consists of it is none.
_EMPTY = regex.compile(
    r"案件|全[年市县省区国]|工作|[亿万]?元|完成|办理|受理|新增|累计|其中|分别|同比|比上年|增[长加]|下降|人[员次]|项目|资金|合计"
    r"|总[计额量投]|[本上]年|组织|开展|实施|推进|建设|达到?|实现|左右|以[上下内]|占|年均|提高|比重|[名万第约共有超近余]|全部|启动|力争|确保|新建|改造"
    r"|突破|及|等|政府|行政|公开|部门|企业|社会|法律|地区|投资|收入|支出|预算|标准|重点|国家|省级|市级|县级|建成|人均|面积|任务|问题|活动"
)
_YEARLY = regex.compile(r"周年|[实大好]事|民生|惠民|分钟|小时|天|岁|[年月日寸强]$")
_BOUND = regex.compile(r"(?:\(含\))?(?:以[上下内]|级|[kK千]?伏)")
_BOUNDS = ("超", "过", "近", "逾", "达不到", "不足", "单价")
_CHANGED = regex.compile(r"(?:增加|减少|增长|下降|提高|降低|[多少])(?:了|额为|数为)?$")
_GOING_ON = regex.compile(
    r"(?:推进|加快|抓好|落实|聚焦|搞好|支持|继续|做好|巩固|[对的将把]|推动|用于|为|全[省市县区州镇乡]|年内)$"
)
_RECKONING, _RECKONED = regex.compile(r"[按以]"), regex.compile(r"(?:测|折)?[计算]")
_CLOSED = ("结案", "办结", "审结", "执结")
_AMONG = regex.compile(r"\p{Han}{2,10}?中(?:[^心]|$)")
_FINISHED = regex.compile(r"(?:中|有|被|将|已|均|全部|都|进行|项目|工程)+$")
_MOVE = regex.compile(
    r"(?P<mean>年[均递])"
    r"|(?P<up>增长|上涨|涨幅|上升|提高|增幅|升幅|增速)|(?P<down>下降|减少|降幅|降低|回落)|(?P<share>占)"
)
_LEAD = regex.compile(
    r"^(?:[把将使]|预计|初步核算|全[国省市县区州年]|地区|国内|[本我][国省市县区州]|[今去上本]年|年末|其中|完成|力争|确保|实现)+"
)
_TRAIL = regex.compile(
    r"(?:预期目标|预期|目标|总水平|总额|控制在|保持在?|稳定在|[为达到约较比]|同期|同比|上年|实际|名义|累计|以内)+$"
)
_PLANNED = scanner(r"目标|预期|力争|确保|计划|将|拟")
_ACCOUNTS = regex.compile(r"预算|决算|年度|总计|合计|数$")
_ECONOMY = ("经济", "国民经济", "经济总量", "GDP")
_OF_ONE_THING = regex.compile(r"到$|[上去]年|基数|(?:19|20)\d\d年|净?[增减升降]")
_HAN = regex.compile(r"\p{Han}+")
_NEAR, _BEHIND = 36, 14
_SAME_NOUN, _TELLING = 4, 2
_PLENTY = 100


def echoes(
    document: Document, again: Sequence[tuple[Sequence[Place], Place]]
) -> Iterator[tuple[Labelled, Labelled]]:
    """The pairs that say one thing: each figure with the first of those equal to it before it that does."""
    # Who tells of a whole economy tells the same of two years: 50个项目投产, and next year 50 more.
    yearly = is_yearly(document) and "生产总值" not in words_of(document)
    for before, place in again:
        for one in before:
            if _says_again(document, one, place, yearly=yearly):
                yield Labelled(*one, ""), Labelled(*place, "")
                break


def reckoned(found: Counts) -> Iterator[tuple[Labelled, Labelled]]:
    """The figures that a mean was reckoned from, one slip away from what was told: 按全年结案3651件计."""
    for digits, scene, quantity in found.every:
        before = quantity.before
        if len(digits) < LONG or not (_RECKONING.match(before) and _RECKONED.match(quantity.after)):
            continue
        known = [
            (one, other)
            for _, one, other in found.every
            if other.unit == quantity.unit and other is not quantity
        ]
        if any(other.number.value == quantity.number.value for _, other in known):
            continue
        name = before[-2:]
        closed = name in _CLOSED
        slips = [
            (one, other)
            for one, other in known
            if (name in other.before or (closed and other.before.endswith(_CLOSED)))
            and mistyped(quantity.number.digits, other.number.digits)
        ]
        if len({other.number.value for _, other in slips}) == 1:
            yield Labelled(*slips[0], before[1:]), Labelled(scene, quantity, before[1:])


def _says_again(document: Document, first: Place, other: Place, *, yearly: bool) -> bool:
    a = first[1].number
    if a.kind == "percent":
        return _one_rate(document, first, other)
    if _tells_nothing(first[1]) or _tells_nothing(other[1]):
        return False
    if _CHANGED.search(first[1].before) or _CHANGED.search(other[1].before):
        return False
    if _RECKONED.match(other[1].after) and _RECKONING.match(other[1].before):
        return first[0] is other[0] or a.value >= _PLENTY
    if len({kernel(*first).verb, kernel(*other).verb} - {""}) > 1:
        return False  # what was accepted is not what was closed
    if yearly and profile_of(document) == GENERAL:
        yearly = _is_planned(document, *first) == _is_planned(document, *other)
    words, known = _words(*first), _words(*other)
    printed = a.digits if a.digits.isascii() else str(int(a.value))
    digits = sum(map(str.isdigit, printed.strip("0.,")))
    if digits > LONG - yearly:
        return share(words[0], f"{known[0]}|{known[1]}", 2) or share(known[0], words[1], 2)
    if yearly and (_is_name(words[0], known[0]) or _is_name(known[0], words[0])):
        return True
    if yearly and other[1].depth > first[1].depth and _is_recalled(first, other, words[1], known[0]):
        return True
    if _AMONG.match(other[1].after) and words[0][-2:] == known[0][-2:] and "|" not in words[0][-2:]:
        return True
    definite = sum(map(_definite, (first[1], other[1]))) > 1
    if _is_one_thing(first[1], other[1], definite=definite, least=_SAME_NOUN + (digits < 2)):
        return True
    sure = yearly or definite
    return sure and share(words[0], known[0], 5 - yearly - (digits > 1))


def _is_one_thing(first: Quantity, other: Quantity, *, definite: bool, least: int) -> bool:
    """Whether the same words follow both: 20条重点产业链; or a noun that the same words lead to, too."""
    words = _HAN.match(_in_common(first.after, other.after))
    noun = words.group() if words else ""
    if definite and len(noun) >= least and _tells(noun):
        return True
    lead = _in_common(first.before[::-1], other.before[::-1])[::-1]
    return len(noun) >= _TELLING and len(lead) >= _SAME_NOUN and _tells(lead)


def _in_common(one: str, other: str) -> str:
    """The characters with which both begin."""
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _tells(words: str) -> bool:
    """Whether so many characters of words are of no figure whatever."""
    return any(len(part) >= _TELLING for part in _cleared(words).split("|"))


def _tells_nothing(quantity: Quantity) -> bool:
    """Whether it is a bound, a time, or what is done anew every year: 100万元以上, 10件实事."""
    return (
        quantity.before.endswith(_BOUNDS)
        or _BOUND.match(quantity.after) is not None
        or _YEARLY.search(quantity.unit + quantity.after) is not None
    )


def _definite(quantity: Quantity) -> int:
    """How far what it counts is taken for known: 2 where it opens its clause, or work on it goes on."""
    if len(quantity.after) < 2:
        return 0
    if quantity.before:
        return 2 if _GOING_ON.search(quantity.before) else int(quantity.before.endswith(("和", "等", "在")))
    return 1 if quantity.lead == "、" else 2


def _is_name(words: str, known: str) -> bool:
    """Whether a noun of the one ends, or begins, a noun of the other."""
    return any(
        len(one) > 1 and (one.endswith(other) or one.startswith(other))
        for other in words.split("|")
        if len(other) > 1
        for one in known.split("|")
    )


def _is_recalled(first: Place, other: Place, words: str, known: str) -> bool:
    """Whether a bracket takes up what was told: 复议机构收到34件，受理31件 (复议受理31件)."""
    verb = kernel(*first).verb
    return verb != "" and verb == kernel(*other).verb and share(known, words, 2)


@lru_cache(maxsize=512)
def _cleared(words: str) -> str:
    return _EMPTY.sub("|", _SPACES.sub("", words))


def _words(scene: Scene, quantity: Quantity) -> tuple[str, str]:
    """What a figure counts, in front of it and behind, and the words of its clause."""
    text, start = scene.text, quantity.start
    read = kernel(scene, quantity)
    begin = max(0, start - _NEAR)
    if read.noun != read.behind and (known := _named_before(scene, quantity)):
        begin = max(begin, known.stop)
    front = _STOP.split(text[begin:start])[-1]
    behind = _FINISHED.sub("", quantity.after[:_BEHIND])
    noun = read.noun if read.noun != read.behind else ""
    if read.behind and "中心" not in quantity.after:
        behind = read.behind
    return _cleared(f"{noun}|{behind}").strip("|"), _cleared(f"{front}|{behind}")


def _named_before(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The figure behind which the name of one begins: that of 从486户发展到723户 stands before the first."""
    at = quantity.index
    while at and _OF_ONE_THING.search(scene.quantities[at].before):
        last = scene.quantities[at - 1]
        if last.unit != quantity.unit or last.sentence != quantity.sentence:
            break
        at -= 1
    return scene.quantities[at - 1] if at else None


def _one_rate(document: Document, first: Place, other: Place) -> bool:
    """Whether two percentages go by one name: 居民消费价格涨幅回落到2.6%, 居民消费价格上涨2.6%."""
    if (
        len(significant(first[1].number.digits)) < 2
        or first[1].number.approximate != other[1].number.approximate
    ):
        return False
    one = _rate(*first)
    if one is None or len(one[0]) < 4 or one != _rate(*other) or _ACCOUNTS.search(one[0]):
        return False
    if _is_planned(document, *first) != _is_planned(document, *other):
        return False
    return agree(*(setting(document, scene, quantity, near=True) for scene, quantity in (first, other)))


def _rate(scene: Scene, quantity: Quantity) -> tuple[str, str] | None:
    """The name of a percentage, and whether it tells a rise, a fall or a level."""
    name, way = _told(label(scene, quantity))
    if len(name) < 2 and quantity.index and way in ("up", "down"):
        amount = scene.quantities[quantity.index - 1]
        if amount.sentence != quantity.sentence or amount.clause < quantity.clause - 1 or amount.is_rate:
            return None
        name = _named(label(scene, amount))
    return (name, way) if len(name) > 1 else None


@lru_cache(maxsize=512)
def _told(words: str) -> tuple[str, str]:
    """The name in the words before a percentage, and which way they say that it goes."""
    found = list(_MOVE.finditer(words))
    way = "".join(dict.fromkeys(one.lastgroup or "" for one in found))
    return _named(words[: found[0].start()] if found else words), way


def _named(words: str) -> str:
    name = _LEAD.sub("", _TRAIL.sub("", _SPACES.sub("", words)))
    return "生产总值" if name in _ECONOMY else name  # 经济增长预期目标


def _is_planned(document: Document, scene: Scene, quantity: Quantity) -> bool:
    """Whether it stands among the plans, or its sentence speaks of one."""
    words = scene.text[: quantity.start].rpartition("。")[2]
    return scene.paragraph.index >= plans_from(document) or _PLANNED.search(words) is not None
