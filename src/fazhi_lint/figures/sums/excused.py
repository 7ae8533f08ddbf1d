"""Whether a sum that does not close is no full list, or adds up to something else that is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ...facts.list_rows import counted
from ...kept import regex
from ..core.claims import AROUND, ASIDE, JOINED, Claim, alike
from ..core.interval import add_up
from ..core.partitions import is_closed_partition, is_usual
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity
from ..core.slips import digit_off
from ..core.units import COUNTING, family
from .excused_lists import is_of_another_year, is_of_what_came_first

_LEAST = 10  # a sum below it is met by chance
_OPENS = regex.compile(r"其中|包括|分别|含|[:(]")
_BECAME = regex.compile(r"^已?整改|采纳|到位")
_OVERLAPS = regex.compile(
    r"分别(?:计算|统计|计入)|重复|交叉|兼[有具顾]|重叠|叠加|同时(?:享受|符合|属于|具有|计)"
    r"|(?:可|同一|部分|有的|一[人户案])[^。]{0,12}[多两数几][类项种个次重]"
)
_TOLD = regex.compile(r"^(?:以上|上述|这)?(?P<n>[两二三四五六七八九])[类项种]\p{Han}{0,8}(?:合计|总计|共计?)")
_TOTAL = regex.compile(r"[合总共]计|总共")
_CLOSES = regex.compile(r"合计|总计|共计?|之和")
_FAULTS = regex.compile(
    r"(?:问题|不足|违[规法纪]|情形)[^。]{0,24}?(?:一是|1[.、])|(?:审计|检查|督查|巡[察查]|抽查|排查)\p{Han}{0,4}发现[:,]"
)
_ALSO = regex.compile(r"有$|均|同时|重|既")
_COME, _GONE = regex.compile(r"新[增设建开]|净增"), regex.compile(r"[撤注]销|停[办招]|退出|取消|淘汰|摘牌")
_NEWLY = regex.compile(r"新[收受立增接]")
_CARRIED = regex.compile(r"结转|旧存|转入|遗留|积存|[往上去]年未|去年|上年|上一?年度")
_LEFT = regex.compile(r"结转|未|转下|剩余|在办|留存|下[一年]")
_ARREST = regex.compile(r"捕|羁押")
_CHARGE = regex.compile(r"诉")
_TRAITS = tuple(
    map(
        regex.compile,
        (
            r"岁|\p{Han}龄|老年|青年|未成年|周岁",
            r"学历|本科|研究生|博士|硕士|大专|大学|中专|高中",
            r"职称|高级|中级|初级|执业|持证|资格|资质|职业(?![中学教高院技])",
            r"女|男|妇",
            r"党员|团员|党外|群众",
            r"少数民族|[^民]族|海外|归国|留学|外籍",
            r"残疾|农民工|退役|退休",
        ),
    )
)
_PEOPLE = ("人", "人次", "户", "户次")
_REST = regex.compile(r"其[他余它]|剩余|余下")
_NOUN = 2  # characters of the noun that all of a list end in
_SHORT = 3  # digits of a figure that one of them explains by chance
_FEW = 2  # parts of which a third is easily left out
_MUCH = 7  # what is missing is this part of the whole or more
_SHORTER = 10  # the same of a figure with two digits
_MOST = 4  # as is what is too much
_NEAR = 3  # sentences within which what is carried over is told
_PENDING = regex.compile(r"未[审办执调了化]?结|尚|在办|正在")
_DONE = regex.compile(r"[审办执调了化]结|结案")


def excused_sum(claim: Claim) -> bool:
    """Whether the parts are no full list of the total, or add up to something else that is stated."""
    total, parts = claim.focus, claim.used
    if total.number.kind != "number" or len(parts) < 2:
        return False
    values = [part.number.value for part in parts]
    wanted, made = total.number.value, add_up(values)
    announced = _is_announced(claim)
    excuses = (
        _is_no_list, _is_past, _is_carried, _is_closed, _are_stages, _are_crossing, _is_beside,
        _are_told_as_some, _is_of_all, _is_of_a_list, _is_open_beside, _is_told_for_a_rate,
        is_of_another_year, is_of_what_came_first,
    )  # fmt: skip
    if any(excuse(claim) for excuse in excuses):
        return True
    if any(made + change == wanted for change in _changes(claim, announced or made < _LEAST)):
        return True
    whole = is_closed_partition([part.before for part in parts])
    if made - wanted in values and not (whole or _is_edit(total, parts)):
        return True  # 专项12场、“双盲”8场、企业自行20场: one kind is told with the others
    if _is_met_by_chance(claim):
        return True
    head = claim.scene.quantities[parts[0].index - 1] if parts[0].index else total
    if total.start > parts[-1].start and head.number.value == made and alike(head, total):
        return True  # 清理86件，其中有效59件、修改11件、废止13件、失效3件，废止和失效的共16件
    nested = [value == add_up(values[row + 1 :]) <= wanted for row, value in enumerate(values[:-2])]
    if any(holds and parts[row].tells for row, holds in enumerate(nested)):
        return True  # 电网9.43亿元，220千伏4.62亿元、110千伏2.86亿元、配网1.95亿元
    if announced:
        return False
    if any(holds and value >= _LEAST for holds, value in zip(nested, values, strict=False)):
        return True  # 整改3098处，重大隐患12处，整改11处，剩余1处: the last are parts of a part
    behind, ratio = claim.scene.quantities[parts[0].index + 1], Ratio((parts[0],), (total,))
    if len(parts) > _FEW and behind.before.endswith("率") and ratio.gives(printed(behind.number)):
        return True  # 代办86件，办成81件，成功率94.2%，化解积案7件，剩余3件
    last = claim.scene.quantities[parts[0].index - 1]
    near = total.index < last.index < parts[0].index and last.depth <= total.depth
    near = near and "其中" in claim.scene.text[last.stop : parts[0].start] and "限额" not in last.before
    if near and alike(last, total) and not _CARRIED.search(last.before) and last.number.value >= made:
        return True  # 甲3.07万吨；乙3.14万吨，其中丙1.92万吨、丁1.13万吨
    if _is_last_of(total, made, claim):
        return True
    rest = made - values[0] if len(parts) > 2 and made > wanted else 0
    told = [one for one in claim.around(total) if one.index < parts[-1].index]
    if rest >= _LEAST and any(one.number.value == rest and not _CARRIED.search(one.before) for one in told):
        return True  # 交办90件，办结85件，在办5件；属实60件，不属实30件: the last are parts of 90
    before = [one.number.value for one in told]
    if made >= _LEAST and (made in before or wanted + made in before):
        return True  # 新收42件。予以公开19件，部分公开6件，不予公开4件，其他13件: the first is one of them
    pairs = combinations([*before, *(part.number.value for part in parts[-AROUND:])], 2)
    return total.start > parts[-1].start and total.tells and any(sum(pair) == wanted for pair in pairs)


def _is_no_list(claim: Claim) -> bool:
    """Whether a part tells what became of the others, or the text says that they overlap."""
    text, last = claim.scene.text, claim.used[-1]
    if any(_BECAME.search(part.before) for part in claim.used[1:]) and not _BECAME.search(claim.used[0].before):
        return True
    if len({_TOTAL.match(part.before) is None for part in claim.used}) > 1:
        return True  # 尚未审结3件，总计8件。两类共18件
    if _FAULTS.search(text, claim.focus.stop, claim.used[0].start):
        return True  # 审计了22个单位。问题：一是7个单位…；二是8个单位…: one may have several
    if all(any(cue.search(part.before) for part in claim.used) for cue in (_COME, _GONE)):
        return True  # 专业186个，其中对接产业142个，新增17个、撤销23个
    behind = claim.scene.quantities[last.index + 1 : last.index + 2]
    over = add_up([part.number.value for part in claim.used]) - claim.focus.number.value
    if behind and behind[0].number.value == over > 1 and _ALSO.search(behind[0].before):
        return True  # 文明单位8个、平安单位4个，有2个单位获两项荣誉
    aside = text[last.stop : last.stop + 2 * ASIDE].partition("。")[0]
    return _OVERLAPS.search(aside) is not None


def _is_past(claim: Claim) -> bool:
    """Whether a list ends behind the share of its one part: 其中5G用户61万户，占46%；固定电话11万户.

    Two short rounded figures tell no more where only a comma does: 其中升学0.72万人，占61%，直接就业0.41万人.
    """
    first, second, *_ = claim.used
    if len(claim.used) > _FEW and _REST.match(claim.used[-1].before) and _is_edit(claim.focus, claim.used):
        return False
    short = claim.focus.digits <= _SHORT and claim.focus.number.step and len(claim.used) == _FEW
    if not short and second.segment == first.segment:
        return False
    behind = [claim.scene.quantities[one.index + 1 : one.index + 2] for one in claim.used]
    shared = [bool(one) and one[0].is_rate and "占" in one[0].before for one in behind]
    return shared[0] and not any(shared[1:])


def _is_carried(claim: Claim) -> bool:
    """Whether what was carried over is told besides: 受理126件，办结108件(含上年结转12件)，未结19件."""
    if len(claim.used) != 2 or not _PENDING.search(claim.used[1].before):
        return False
    if _DONE.search(claim.focus.before):
        return True  # 调结158件，其中成功146件，未结22件
    first, last = claim.focus.index, claim.used[-1].index
    between = claim.scene.quantities[min(first, claim.used[0].index) : last + 2]
    others = [one for one in between if one is not claim.focus and one not in claim.used]
    carried = [one.number.value for one in others if _CARRIED.search(one.before)]
    counted = {claim.focus.number.value - one.number.value for one in others}  # 共9件，其中旧存2件、新收7件
    return any(value not in counted for value in carried)


def _are_told_as_some(claim: Claim) -> bool:
    """Whether a rate behind is that of them in the total: 审结39件，其中改判22件、发回7件，改变率74.4%."""
    behind = claim.scene.quantities[claim.used[-1].index + 1 : claim.used[-1].index + 2]
    made = Ratio(tuple(claim.used), (claim.focus,))
    return bool(behind) and behind[0].is_rate and behind[0].tells and made.gives(printed(behind[0].number))


def _is_of_a_list(claim: Claim) -> bool:
    """Whether the total ends a list, and what 其中 begins a sentence with may be of all of that.

    47条线索，属实31条，不属实16条。其中涉及工资的8条，涉及收费的5条.
    """
    total, first = claim.focus, claim.used[0]
    if first.sentence <= total.sentence:
        return False
    left = total.number.value
    for one in reversed([one for one in claim.around(total) if one.index < total.index]):
        if one.sentence != total.sentence:
            return False
        if left > total.number.value and one.number.value == left:
            return True
        left += one.number.value
    return False


def _is_last_of(total: Quantity, made: Fraction, claim: Claim) -> bool:
    """Whether a list that the total ends makes what its parts do: 基本支出11万元、项目支出73万元。按科目分，….

    The parts are of all of it then.
    """
    left = made - total.number.value
    for one in reversed([one for one in claim.around(total) if one.index < total.index]):
        left -= one.number.value
        if left <= 0 or one.sentence != total.sentence:
            return not left and one.sentence == total.sentence
    return False


def _is_told_for_a_rate(claim: Claim) -> bool:
    """Whether the second of two parts is told for its rate, and others may be left out.

    审结15件，其中维持11件，纠错1件，纠错率6.7%.
    """
    last = claim.used[-1]
    behind = claim.scene.quantities[last.index + 1 : last.index + 2]
    if len(claim.used) > _FEW or not behind or not behind[0].before.endswith("率"):
        return False
    made = add_up([one.number.value for one in claim.used])
    ratio = Ratio((last,), (claim.focus,))
    return made < claim.focus.number.value and ratio.gives(printed(behind[0].number))


def _is_open_beside(claim: Claim) -> bool:
    """Whether the figures right beside all of them tell that parts are missing: 入库317个、1274.8亿元，
    其中过会218个、863.7亿元，落实资金96个、247.3亿元.
    """
    rows, told = claim.scene.quantities, (claim.focus, *claim.used)
    for away in (1, -1):
        if not all(0 <= one.index + away < len(rows) for one in told):
            continue
        whole, *parts = beside = [rows[one.index + away] for one in told]
        joined = all(one.lead == "、" for one in (beside if away > 0 else told)[1:])
        joined = joined and all(alike(one, whole) for one in parts) and not alike(whole, claim.focus)
        if joined and add_up([one.number.value for one in parts]) < whole.number.value:
            return True
    return False


def _is_of_all(claim: Claim) -> bool:
    """Whether the first part is all of the total: 持证67人，在岗67人，法制审核4人 tells of the same people."""
    total, first = claim.focus, claim.used[0]
    alone = total.start < first.start and total.number.value == first.number.value
    return alone and not claim.sure and not is_usual([part.before for part in claim.used])


def _is_closed(claim: Claim) -> bool:
    """Whether the list has a total of its own, or makes up for what is carried over.

    新收9件，上年结转1件，办理结果为：予以公开5件，不予公开3件，总计8件，结转下年2件.
    """
    rows, total, last = claim.scene.quantities, claim.focus, claim.used[-1]
    if total.start > claim.used[0].start:
        return _is_of_its_list(claim)
    both = _CARRIED.search(total.before)  # 新收与旧存案件共9件
    if not both and _NEWLY.search(total.before) and any(_CARRIED.search(part.before) for part in claim.used):
        return True
    around = [
        one
        for one in rows[max(0, total.index - AROUND) : last.index + AROUND]
        if one not in claim.used and abs(one.sentence - total.sentence) < _NEAR and alike(one, total)
    ]
    made = add_up([part.number.value for part in claim.used])
    behind = [one for one in around if one.index > last.index]
    if any(one.number.value == made and _CLOSES.search(one.before) for one in behind[:1]):
        return True
    carried = [one.number.value for one in around if one.index < last.index and _CARRIED.search(one.before)]
    if not carried:
        return False
    left = [Fraction(0), *(one.number.value for one in behind if _LEFT.search(one.before))]
    return any(made + rest == total.number.value + value for rest in left for value in carried)


def _is_of_its_list(claim: Claim) -> bool:
    """Whether a total is that of the list right before it: 新收8件，结转3件，公开5件、不予公开4件，合计9件."""
    total, rows = claim.focus, claim.scene.quantities
    made = Fraction(0)
    for one in reversed(rows[max(0, total.index - AROUND) : total.index]):
        if not alike(one, total):
            return False
        made += one.number.value
        if made >= total.number.value:
            return made == total.number.value and one.index < total.index - 1 and one not in claim.used
    return False


def _are_stages(claim: Claim) -> bool:
    """Whether the parts are steps of one criminal proceeding, or leave out who waits for a decision."""
    words = [part.before for part in claim.used]
    if claim.focus.start > claim.used[0].start:
        return False
    arrests, charges = ([cue.search(word) is not None for word in words] for cue in (_ARREST, _CHARGE))
    if any(arrests) and any(charges):
        return True
    made = add_up([part.number.value for part in claim.used])
    both = {"不" in word for word in words} == {False, True}
    return both and (all(arrests) or all(charges)) and made < claim.focus.number.value


def _are_crossing(claim: Claim) -> bool:
    """Whether the parts are told by traits that one may have at once: 执业医师184名，60岁以上的123名."""
    text, parts = claim.scene.text, claim.used
    if family(parts[0].unit) not in _PEOPLE:
        return False
    begin = claim.focus.stop if claim.focus.start < parts[0].start else parts[0].start - len(parts[0].before)
    ends = [begin, *(part.stop for part in parts[:-1])]
    words = [text[end : part.start] + part.after for end, part in zip(ends, parts, strict=True)]
    traits = [{trait for trait, said in enumerate(_TRAITS) if said.search(word)} for word in words]
    return len(set().union(*traits)) > 1 and not set.intersection(*traits)


def _is_beside(claim: Claim) -> bool:
    """Whether the total is one of a list that its parts go on with.

    其中离婚案件98件，借贷案件104件，物业案件72件，事故案件31件;
    固话用户2万户，移动用户45万户，其中5G用户27万户，宽带用户17万户.
    """
    total, parts, text = claim.focus, claim.used, claim.scene.text
    behind = claim.scene.quantities[min(total.index + 1, parts[-1].index)]
    if total.start < behind.start < parts[0].start and behind.lead == "、" and alike(behind, total):
        return True  # 一日游13万人次、过夜游5万人次；景区中，甲4万人次，乙9万人次
    row = claim.scene.quantities[max(0, total.index - _FEW) : total.index]
    before = next((one for one in reversed(row) if not one.is_rate), None)
    if before is None or before.sentence != total.sentence or not alike(before, total) or before.depth:
        return False
    if total.start > parts[0].start or any(part.lead == "、" for part in parts[1:]):
        return False
    noun = total.before[-_NOUN:]
    same = all(one.before.endswith(noun) for one in (before, parts[-1]))
    narrowed = parts[0].before.endswith(noun) and noun not in parts[-1].before  # 小学，其中民办小学，幼儿园
    if len(noun) < _NOUN or not (same or narrowed) or parts[0].sentence != total.sentence:
        return False
    start = text.rfind("。", 0, total.start) + 1
    cued = "其中" in text[total.stop : parts[0].start]
    return cued or ("其中" in text[max(start - len("其中,"), 0) : total.start] and total.lead in (",", ";"))


def _is_met_by_chance(claim: Claim) -> bool:
    """Whether one digit explains by chance what is missing: of a short rounded figure it explains much.

    总额13.7亿元，其中农资2.3亿元、农产品6.4亿元 leaves out other goods.
    """
    total, parts = claim.focus, claim.used
    labels = [part.before for part in parts]
    short = total.digits <= _SHORT and all(one.number.step for one in (total, *parts))
    few = len(parts) == _FEW >= total.digits and parts[0].index > total.index
    short = short or (few and claim.scene.quantities[total.index + 1].is_rate)  # 38件，占12.2%，其中23件、9件
    if not short or total.start > parts[0].start or claim.sure:
        return False
    if is_usual(labels) or _REST.search(labels[-1]) or labels[-1].startswith(JOINED):
        return False
    missing = total.number.value - add_up([part.number.value for part in parts])
    if missing < 0:  # 汽车9.4万辆，其中私家车6.1万辆，摩托车3.2万辆，拖拉机0.4万辆
        apart = all(part.lead == "," for part in parts[1:])
        return apart and (-missing * _MOST >= total.number.value or len(parts) > _FEW >= total.digits)
    much = _MUCH if total.digits == _SHORT else _SHORTER
    return len(parts) == _FEW and missing * much >= total.number.value


def _changes(claim: Claim, strict: bool) -> Iterator[Fraction]:
    """What one figure more at either end, one less, or one in brackets taken away, would change in the sum.

    ``strict`` leaves alone figures like the parts, which a reader would have told from them.
    """
    quantities, parts = claim.scene.quantities, claim.used
    first, last = parts[0].index, parts[-1].index
    behind = list(quantities[last + 1 : last + 2])
    if behind and behind[0].unit not in COUNTING:  # an amount: 采购318个、3.1亿元，土地30宗
        others = quantities[last + 2 : last + 3]
        behind = [one for one in others if one.unit in COUNTING and one.number.value >= _LEAST]
    for one in (*quantities[max(0, first - 1) : first], *behind):
        counted = one.unit != parts[0].unit and {one.unit, parts[0].unit} <= COUNTING
        beside = one is not claim.focus and one.sentence == parts[0].sentence and one.number.kind == "number"
        if beside and (counted or (alike(one, parts[0]) and not strict)):
            yield one.number.value
    inside = (one for one in quantities[first:last] if one not in parts and one.depth == parts[0].depth)
    yield from (one.number.value for one in inside if one.unit != parts[0].unit and one.unit in COUNTING)
    yield from (-one.number.value for one in quantities[first : last + 2] if one.depth > parts[0].depth)
    if len(parts) > 2 and not strict:
        yield from (-part.number.value for part in (parts[0], parts[-1]))


def _is_edit(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether one wrong digit explains that the parts do not make the total."""
    gap = total.number.value - add_up([part.number.value for part in parts])
    return digit_off(total.number, total.number.value - gap) or any(
        part.number.value + gap > 0 and digit_off(part.number, part.number.value + gap) for part in parts
    )


def _is_announced(claim: Claim) -> bool:
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
