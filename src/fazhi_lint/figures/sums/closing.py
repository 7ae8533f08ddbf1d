"""Whether parts are meant to be all of their whole, and how sure it is that they should add up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import ne

from ...kept import regex, scanner
from ...model import Severity
from ..core.interval import add_up
from ..core.moves import move
from ..core.partitions import is_closed_partition, is_partial, is_partition, is_top, is_usual
from ..core.slips import LONG, TELLING, Repair, digits, one_digit, repairs, slips
from ..core.terms import Term
from ..core.units import family
from ..core.verdicts import sum_of
from .claims import Claim

# Kinds that overlap: one project may be started, continued and finished in one year.
_OVERLAPPING = regex.compile(r"开工|续建|竣工|投产|在建|建成|网上办|掌上办|马上办")
# By what drives it a car is counted beside what it is: 轿车3辆、越野车2辆，新能源车4辆.
_DRIVEN, _FUEL = (
    regex.compile(r"新能源|纯?电动|国产"),
    regex.compile(r"燃油|汽油|柴油|传统|非新能源|进口|其[余他它]"),
)
_OVERLAP = 5
# What was done with the whole is no kind beside its kinds: 其中重大隐患23处，已整改6389处.
_DONE = regex.compile(r"(?:已|均|全部|受理|立案|办结|审结|结案|化解|整改|完成|答复|回复)")
_OPEN = regex.compile(r"[尚仍还未正待在]|推进|阶段|其[余他它]|[剩余]|另有|结转|不")
# 亿元以上项目5个、超5亿元项目1个: the second are among the first.
_ABOVE, _BELOW = regex.compile(r"以上|超过?|[及达]百"), regex.compile(r"以下|以内|不足|不满|未满|其[余他它]")
# People are of one sex, of an age and of a place at once: 其中女性20人、农民工30人.
_GROUP = regex.compile(
    r"女|少数民族|党员|党外|“4050”|残疾|农民工|毕业生|退役|军人|老年|儿童|未成年|困难|贫困|低保|归侨"
)
_PEOPLE = ("人", "人次", "户")
_OTHER_GROUP = regex.compile(r"其[余他它]|男|非|(?:^|[^未])成年|一般")
# Of 上升22项，下降15项 those that stayed are left out.
_TREND, _STILL = (
    regex.compile(r"上升|提高|增长|好转|下降|降低|下滑|减少"),
    regex.compile(r"持平|不变|其[余他它]"),
)
# What stands first among others, what others have given, and means that a colon heads.
_FIRST = regex.compile(r"前[两二三四五六七八九十\d]{1,2}(?:[位名大类]|的)[^,;。:]*$")
_FROM_OTHERS = regex.compile("引[进入]|撬动|带动|吸引|拉动|募集")
_MEANS = regex.compile(r"(?:[生人户]均|平均)[^,;。:]{0,20}:[^;。]*$")
_GRAVE = regex.compile("强|重[大特]?|特[大重]|较大|严重")  # such ones are among all of their name
_FOUND = regex.compile(r"发现|查出|存在|反映")
_FIVES = 2000  # multiples of five below this are as round as short figures
_NAME, _BACK = 2, 60
_AND = regex.compile("[、和及与]")
_TOLD = 3  # digits of a part that one wrong digit does not explain by chance where figures are rounded
# 基层29个(名) counts two sorts of things at once.
_SEVERAL = regex.compile(r"\(\p{Han}{1,2}\)")
_LEAD = regex.compile(r"^(?:其中|分别为?|[和及与])*")
_CLOSING = scanner(r"(?:和|及|以及|等)?其[他它余]|.*(?:等|及|以及|和)其[他它]|[剩其]余")
# What is left without a figure, 其余为水田, and names without one: 其中县医院、中医院及5个卫生院.
_OPEN_REST = regex.compile(r"(?:\([^()]{0,20}\))?[,、;](?:其[余他它]|余下|剩余|另有|此外)[^\d,;。]{0,24}[,;。]")
_LISTED = regex.compile(r"其中[,:]?[^\d,;。:]*、[^\d,;。:]*(?:[及和与]|以及)$")
_PAIR = 2  # parts
_OWN = regex.compile("占|其中")  # a share of a part, or its own parts
_REACH = 120  # characters before a first part in which names may be listed
_FRAME = 4  # characters in which the names of kinds end that are told in one frame
_CLOSE = 100  # by less than the whole over this, kinds that overlap hardly exceed it
_SHORT = 2  # digits of a count that one wrong digit nearly always explains
_SURE = ("kinds", "total")  # cues that bind even round figures
_JOINTS = frozenset(("", "有", "和", "及", "与"))


def sureness(whole: Term, parts: Sequence[Term], claim: Claim) -> Severity | None:
    """How sure it is that the parts should have added up; None if they need not."""
    told_each = claim.cue == "each" and len(parts) > _PAIR + 1  # 五年累计完成427亿元，2017年至2021年分别完成…
    if not claim.certain or not (claim.firm or told_each) or claim.paired or not may_be_all(whole, parts):
        return None
    name = whole.quantity.before[-_FRAME:]
    if (
        claim.cue == "colon"
        and len(name) == _FRAME
        and all(part.quantity.before.endswith(name) for part in parts)
    ):
        return None  # 对甲罚金10万元:…对乙罚金20万元；对甲罚金10万元
    fixes = repairs(whole, parts)
    if not claim.firm:
        long = any(fix.exact and digits(fix.term) >= LONG for fix in fixes) and not is_round(whole, parts)
        return Severity.WARNING if long else None
    sure = claim.cue in _SURE
    round_ = not sure and is_round(whole, parts)
    if claim.cue in ("implied", "kinds"):
        return Severity.WARNING if one_digit(whole, fixes, sure=sure) and not round_ else None
    names = labels(parts)
    partition = is_partition(names)
    named = _is_named(whole, parts)
    closed = claim.exhaustive or partition or is_closed(parts) or named
    apart = claim.cue == "within" and whole.quantity.sentence < parts[0].quantity.sentence
    short = apart and digits(whole) < LONG and sum_of(parts) < whole.number.value
    if (short or _goes_on(claim, parts)) and not (closed or is_usual(names)):
        return None  # 败诉118件。败诉案件中，事实不清的46件，程序违法的33件: a few of them
    if closed and one_digit(whole, fixes, sure=True):
        return Severity.ERROR
    told = claim.exhaustive or claim.cue == "total" or is_closed(parts)
    least = _TOLD if told else LONG if len(parts) > _PAIR else LONG + 1
    if not is_round(whole, parts) and any(fix.exact and digits(fix.term) >= least for fix in fixes):
        return Severity.WARNING  # two digits exchanged, one lost or doubled
    sure = sure or _is_few(whole, parts)
    slipped = (is_slip(whole, parts, fixes) or (sure and one_digit(whole, fixes, sure=True))) and not round_
    rounded = whole.number.step and digits(whole) >= LONG and not round_
    slipped = slipped or bool(rounded and (closed or is_usual(names)) and _is_rounded_slip(fixes))
    slipped = slipped or (named and any(fix.exact for fix in fixes))
    nothing = not whole.number.value  # of nothing there are no parts
    gap = abs(sum_of(parts) - whole.number.value)
    told = is_closed(parts) and (claim.exhaustive or claim.cue == "view")  # 按领域分：…其他56件
    near = (partition or told) and gap * _OVERLAP < whole.number.value
    # 总额1233.25万元，其中货物46.85万元、工程1186.40万元、服务327.58万元: one was left out of the total
    left_out = digits(whole) >= LONG and any(part.number.value == gap for part in parts)
    near = near or (left_out and is_closed_partition(names))
    return Severity.WARNING if near or slipped or nothing or exceeds(whole, parts) else None


def _goes_on(claim: Claim, parts: Sequence[Term]) -> bool:
    """Whether 其中 tells one figure, and the other stands behind a ； in a row of its own.

    总数47家，其中4A级及以上17家；星级饭店36家，客房出租率61.3%.
    """
    if claim.cue != "among" or len(parts) != _PAIR:
        return False
    first, last = (part.quantity for part in parts)
    behind = next(parts[-1].scene.behind(last), None)
    if behind is None or not first.segment < last.segment == behind.segment:
        return False
    return move(behind) is None and not _OWN.search(behind.before)


def _is_rounded_slip(fixes: Sequence[Repair]) -> bool:
    """Whether one wrong digit explains the gap but for rounding, in a figure that does so hardly by chance."""
    return any(fix.digit and digits(fix.term) >= _TOLD for fix in fixes)


def is_closed(parts: Sequence[Term]) -> bool:
    """Whether the last part takes in whatever is left: 其他, 其余."""
    return is_closing(parts[-1])


def is_closing(part: Term) -> bool:
    """Whether a part is what is left: 其他, 其余."""
    return _CLOSING.match(part.quantity.before) is not None


def may_be_all(whole: Term, parts: Sequence[Term], *, led: bool = False) -> bool:
    """Whether the parts may be all of the whole: exact, of kinds that do not overlap nor leave some out.

    ``led`` says that the verb before the first may be that of all: 审结甲类5件，乙类3件，两类共8件.
    """
    words = labels(parts)
    names = [part.quantity.before or part.quantity.after for part in parts]
    done = [_DONE.match(name) is not None for name in names]
    done[:1] = done[1:2] if led else done[:1]
    groups = [word for name in names for word in _GROUP.findall(name)]
    groups = [word for word in groups if not all(word in name for name in names)]  # 城市低保、农村低保
    apart = any(word not in whole.quantity.before for word in groups) and whole.family in _PEOPLE
    return not (
        any(term.number.approximate for term in (whole, *parts))
        or (apart and not any(_OTHER_GROUP.search(name) for name in names))
        or (
            not parts[0].change
            and all(_TREND.search(name) for name in names)
            and not _STILL.search("".join(names))
        )
        or (any(done) and not all(done) and not any(_OPEN.search(name) for name in names))
        or (any(_DRIVEN.search(name) for name in names) and not any(_FUEL.search(name) for name in names))
        or (
            (sum(1 for label in words if _ABOVE.search(label)) > 1 or any(map(_is_large, parts)))
            and not _BELOW.search("".join(words))
        )
        or _holds_other(parts)
        or _is_found(whole, parts)
        or _is_divided(parts)
        or any(_OVERLAPPING.search(name) for name in map(_around, parts if not is_usual(names) else ()))
        or _FIRST.search(_front(parts[0]))
        or _MEANS.search(_front(whole))
        or (any(map(_FROM_OTHERS.search, names)) and not all(map(_FROM_OTHERS.search, names)))
        or _leaves_out(whole, parts, words)
        or _may_overlap(whole, parts, words)
    )


def _is_divided(parts: Sequence[Term]) -> bool:
    """Whether the first figure is made of the others: 股室7个，单位6个，其中甲1个、乙5个."""
    first, second = (part.quantity for part in parts[:_PAIR])
    divided = "其中" in parts[0].scene.text[first.stop : second.start]
    return divided and parts[0].number.value == sum_of(parts[1:])


def _is_found(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether parts without names are what was found with some: 抽查9个县。发现：7个县…；4个县…."""
    between = whole.scene.text[whole.quantity.stop : parts[0].quantity.start]
    return _FOUND.search(between) is not None and not any(part.quantity.before for part in parts)


def _holds_other(parts: Sequence[Term]) -> bool:
    """Whether the first of two kinds holds the other by its name: 酸雨42个、强酸雨5个."""
    if len(parts) != _PAIR:
        return False
    first, second = (_LEAD.sub("", part.quantity.before) for part in parts)
    return (
        len(first) >= _NAME
        and second.endswith(first)
        and _GRAVE.fullmatch(second.removesuffix(first)) is not None
    )


def _is_large(part: Term) -> bool:
    """Whether a part is told by its size: 涉及项目11个，其中50万元以上的重点项目6个，绩效目标1个."""
    before = part.quantity.before
    begin = part.quantity.start - len(before)
    return before.startswith(("以上", "及以上")) and part.scene.text.endswith("元", 0, begin)


def _front(term: Term) -> str:
    """What stands before a figure."""
    return term.scene.text[max(0, term.quantity.start - _REACH) : term.quantity.start]


def _around(part: Term) -> str:
    return part.quantity.before + part.quantity.after


def tells_of_rest(last: Term) -> bool:
    """Whether what is left is told behind the last part, without a figure: 特种用水11.8万立方米，其余为趸售."""
    return _OPEN_REST.match(last.scene.text, last.quantity.stop) is not None


def _leaves_out(whole: Term, parts: Sequence[Term], words: Sequence[str]) -> bool:
    """Whether parts that fall short of their whole are of a list that is known to leave something out."""
    gap = whole.number.value - sum_of(parts)
    if gap <= 0:
        return False
    text, first, last = parts[0].scene.text, parts[0].quantity, parts[-1].quantity
    if tells_of_rest(parts[-1]) or _LISTED.search(text, max(0, first.start - _REACH), first.start):
        return True
    told = is_closed(parts) or is_usual(words) or is_partition(words)
    if digits(whole) <= _SHORT and not told and not all(part.number.value for part in parts):
        return True  # 受理50人，其中，甲罪受理40人，乙罪受理0人，丙罪受理4人
    behind = parts[0].scene.quantities[first.index + 1 : last.index + 2]
    if digits(whole) <= _SHORT and not told and last.segment > first.segment and len(parts) == _PAIR:
        shared = [one.segment for one in behind if one.is_rate]
        if shared and last.segment not in shared:
            return True  # 召开会议24次，其中研究法治工作9次，占37.5%；会前学法12次
    return is_top(words) or (gap * 100 < whole.number.value and is_partial(words))


def _may_overlap(whole: Term, parts: Sequence[Term], words: Sequence[str]) -> bool:
    """Whether two parts larger than their whole may be told by two traits: 过夜游客9人、省外游客8人.

    Kinds of one thing are known by their names, or by the last of them: 城镇, 农村; 其他.
    """
    over = sum_of(parts) - whole.number.value
    joined = len(parts) == _PAIR and parts[1].quantity.lead == "、" and whole.span < parts[0].span
    if not joined or over <= 0 or not whole.number.value or parts[0].quantity.depth > whole.quantity.depth:
        return False
    framed = len({word[-_FRAME:] for word in words}) == 1  # 以县政府名义制发, 以部门名义制发
    one, other = (_LEAD.sub("", part.quantity.before) for part in parts)
    framed = framed or (len(one) == len(other) and sum(map(ne, one, other)) == 1)  # 报告书31个、报告表265个
    told = framed or is_usual(words) or is_closed(parts) or _is_named(whole, parts)
    near = over * _CLOSE < whole.number.value or digits(whole) >= LONG
    return not told and not (near and slips(whole, parts))


def _is_named(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a whole is told with the names of its parts: 党组会、局务会7次，其中党组会4次、局务会3次."""
    *names, last = (_LEAD.sub("", part.quantity.before) for part in parts)
    text, start = whole.scene.text, whole.quantity.start
    if len(last) < _NAME or min(map(len, names)) < _NAME:
        return False
    before = text[max(0, start - _BACK) : start]
    if any(f"{'、'.join(names)}{joint}{last}" in before for joint in "、和及与"):
        return True
    told = _AND.split(before)  # 中央投资、国债、地方政府专项债券88亿元，其中…、专项债券44亿元
    return len(told) == len(parts) > _PAIR and all(map(str.endswith, told, (*names, last)))


def _is_few(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a plain list of three or more divides a total of one digit, of which nobody leaves out a part."""
    return digits(whole) < TELLING and len(parts) > TELLING and is_plain(parts)


def is_round(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the figures are so round or so short that one digit explains nearly any gap."""
    places = max(term.number.decimals for term in (whole, *parts))
    least = min(term.number.scale for term in (whole, *parts))
    figures = [term.number.value * 10**places / least for term in (whole, *parts)]
    scale = 1
    while all(figure % (scale * 10) == 0 for figure in figures) and any(figures):
        scale *= 10
    if scale > 1 and figures[0] < 100 * scale:
        return True
    return figures[0] < _FIVES * scale and all(figure % (5 * scale) == 0 for figure in figures)


def labels(parts: Sequence[Term]) -> list[str]:
    """The words in front of each part, back to the part before it."""
    text = parts[0].scene.text
    first = parts[0].quantity
    ends = [first.start - len(first.before), *(part.quantity.stop for part in parts[:-1])]
    return [text[end : part.quantity.start] for end, part in zip(ends, parts, strict=True)]


def is_slip(whole: Term, parts: Sequence[Term], fixes: Sequence[Repair]) -> bool:
    """Whether one wrong digit explains the gap; digits exchanged, lost or doubled only explain a small one."""
    gap = abs(sum_of(parts) - whole.number.value)
    return one_digit(whole, fixes) or (any(fix.exact for fix in fixes) and gap * 50 < whole.number.value)


def is_plain(parts: Sequence[Term]) -> bool:
    """Whether a list is one of labels and figures alone.

    Where rates or other words follow a figure, lists by several criteria and new statements are common.
    """
    beside = all(right.quantity.index - left.quantity.index == 1 for left, right in pairwise(parts))
    return beside and not any(part.quantity.after for part in parts)


def is_counted(parts: Sequence[Term]) -> bool:
    """Whether a list is one of figures and nouns: 12项约束性指标和16项预期性指标."""
    earlier = ""
    for part in parts:
        before, after = part.quantity.before, part.quantity.after
        joined = before in _JOINTS or (before == earlier and before[-1] in "和及与")
        if not joined or not after or after[0] in "的以":
            return False
        earlier = after
    return True


def exceeds(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts of a plain list exceed their whole, though not so far that they may overlap."""
    gap = sum_of(parts) - whole.number.value
    joined = all(part.quantity.lead == "、" for part in parts[1:])
    return joined and is_plain(parts) and 0 < gap * _OVERLAP < whole.number.value


def slipped_whole(wholes: Sequence[Term], parts: Sequence[Term], claim: Claim) -> Term | None:
    """A whole that one wrong digit explains where the cue does not bind; only long figures tell then."""
    if not claim.certain:
        return None
    largest = max(part.number.value for part in parts)
    for whole in wholes:
        if (
            whole.number.value >= largest
            and digits(whole) >= LONG
            and not is_round(whole, parts)
            and may_be_all(whole, parts)
            and slips(whole, parts)
        ):
            return whole
    return None


def running_sums(parts: Sequence[Term]) -> list[Fraction]:
    """The sums of two and more parts from the first on."""
    return list(accumulate(part.number.value for part in parts))[1:]


def holds_more(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts exceed their whole by what a bracket says they hold besides: 贮存7吨（含上年2吨）.

    The same where the bracket says how many are counted twice: 党纪处分9人、政务处分5人（双重处分2人）.
    """
    gaps = {total - whole.number.value for total in running_sums(parts)}
    if max(gaps, default=0) <= 0 or whole.scene is not parts[0].scene:
        return False
    first, last = parts[0].quantity, parts[-1].quantity
    inside = whole.scene.quantities[first.index : last.index + 2]
    return any(one.depth > last.depth and one.number.value in gaps and one.lead == "(" for one in inside)


def of_several(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether parts larger than a figure fit into those it is joined to: 招聘教师126名、医生64名，其中139名."""
    scene, row = parts[0].scene, parts[0].quantity.index
    before = scene.quantities[row - 1] if row else None
    if before is None or before.depth < parts[0].quantity.depth:
        return False  # a bracket holds parts of the figure before it alone
    joined = scene.together(before)
    if len(joined) < 2 or whole.quantity not in joined:
        return False
    parted = sum_of(parts)
    several = _SEVERAL.match(scene.text, parts[-1].quantity.stop)
    same = [one for one in joined if several or family(one.unit) == whole.family]
    if len(same) > 1 and whole.number.value < parted <= add_up([one.number.value for one in same]):
        return True
    return parted == add_up([one.number.value for one in joined])  # 查封3处、扣押12件，其中食品类9件、药品类6件
