"""Words of change: "增长5.8%", "比上年减少12件", "由A增加到B", "比上年的A提高", "翻一番"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from ...facts.numbers import NumberKind
from ...kept import regex, scanner
from ...values import changed, value
from .scene import Quantity

_UP = (
    "增加|增长|上升|提高|提升|上涨|扩大|增产|增收|增支|增多|攀升|回升|延长|拓展|扩展|超收|超支|超额|递增|激增|增补|偏多|偏高|调增|调高|上调|提标|增盈|高出|多出|上扬|上移|抬升|抬高|扩面|净添|"
    "扩|升|增|涨|多|高"
)
_DOWN = (
    "负增长|减少|下降|降低|缩小|缩短|压缩|压减|压降|回落|减产|减收|减支|下滑|下跌|收窄|缩减|削减|下调|精简|精减|短收|欠收|锐减|偏少|偏低|调减|调低|核减|减亏|减损|下移|缩水|倒退|下挫|跌去|收缩|"
    "降|减|跌|少|低"
)
_VERB = rf"(?:(?P<up>(?<!新)(?:{_UP})|增幅|涨幅|升幅|增速)|(?P<down>{_DOWN}|降幅|减幅|跌幅))"
_OVER = regex.compile(
    r"(?:(?P<up>超收|超支|多收|超额(?:完成)?|超出?(?:年初|年度|全年)?(?:预算|计划|目标|任务)数?)|(?P<down>短收|欠收|少收))"
    r"(?:了|约|近|逾)?$"
)
_OF_PLAN = regex.compile(r"(?:年初|年度|全年|当年|本年|调整|变动)*(?:预算|计划|目标|任务)")
# 比上年多受理520件, 同比少办28件, 较上年新增216台
_MORE = regex.compile(
    r"(?:[期年度月届初末]|预算|计划|[同环]比)\K(?:(?:(?P<up>多)|(?P<down>少))\p{Han}{1,4}|(?P<up>新增)了?)$"
)
BEYOND = frozenset("超短欠多少")  # verbs that speak of the plan alone: 超收
BARE = frozenset("(,")  # what stands before a percentage without a word of its own
_AMOUNT = r"(?:约|近|逾|超过?|将近|高达|达到?|不到|仅)?"
# "减少额为12件" states a change, "减少为12件" a level.
_MOVE = regex.compile(
    rf"(?:(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:幅度?|速度?|比例|率|额|量)|(?P<up>增幅|涨幅|升幅|增速)|(?P<down>[降减跌]幅))(?:分别|均|各)?(?:了|为|是|达到?)?{_AMOUNT}$"
    rf"|{_VERB}(?:了|达到?)?{_AMOUNT}$"
)
# The characters that such words end in: most numbers are told to be none by this alone.
_LAST = frozenset(
    "加长升高涨大产收支多升展增少降低小短缩减落滑窄调简跌亏盈损出幅速度例率额量了为是达到约近逾超过将高仅至拓扩扬移面添水退挫去"
)
_ENDS = _LAST | frozenset("成的于出过初末底翻期年度划标务算")
CENSUS = r"(?:第[一二三四五六七八九]次(?:全国)?\p{Han}{0,2}普查|[四五六七八九]普|上次普查)时?"
TERM = r"(?:前|前一个|上一?个)[三四五]年|上一?届"  # the years before the last so many
_LEVEL = scanner(
    rf"^(?P<lead>[^,;]*?)(?:{_VERB}|调整|发展|跨越|变化|优化|压降|改变|改|变|达)了?(?:到|至|为|成)了?"
    rf"(?P<when>[^,;]{{0,12}}?)的?{_AMOUNT}$"
)
_FROM = regex.compile(r"(?<![自来缘])(?<!(?<![受办审处])理)[由从](?P<when>[^,;]*)$")  # 受理由, but not 理由
_WHEN = regex.compile(
    r"^[^,;]{0,8}?(?:\d{4}年(?:年?[初末底])?|[上去前今当同]年(?:同期|年?[初末底])?|目前|现在|当前|如今|年[初末底]|原来|原先|原有|过去|"
    r"“[^”]+”(?:时期|期末|末|初)?|[三四五]年前|\d{1,2}月份?|此前|以前|最初|改革前)(?:的|度)*|^的"
)
_AGAINST = regex.compile(
    r"(?<![可占环对])(?:与|同|比|较|相较于?|相比)[^,;、]{0,8}?(?P<when>同期|[上去前]一?年|年初|[上去]?年?末|年底|“[^”]{2,8}”末?|"
    rf"\d{{4}}年|{CENSUS}|上(?:期|月|季度)|五年前|{TERM}|执行数|预算数?|决算数?|计划数?|目标|任务)"
    rf"(?P<more>(?:{CENSUS}|同期|同口径|年?[初末底]|度|当年|的|调整|预算|执行数|决算数?|安排|计划|实绩|"
    r"(?:实际)?完成数|实际数|数|\[\d+\]|相比)*)"
)
_ADVERBS = regex.compile(
    r"(?:同比|环比|相比|均|各|都|分别|又|再|净|共|累计|也|仅|只|已|略有|略|有所|大幅|小幅|继续|持续|年均|平均|每年|年平均|年内|(?:19|20)\d\d年度?|[全当本今]年|年|期间|的?基[础数]上|的水平|的基数|"
    r"按(?:可比|不变)价格?(?:计算)?|实际|名义|可比|按?\p{Han}{0,4}口径|相应|总量|总体|直接|将|可|预计|预期|其中|、|和|五年|四年|三年|两年|[间来]|后者|扭亏|受[^,;]{1,12}影响|在?(?:扣除|剔除)[^,;]{1,16}?(?:后|因素))*"
)
_SHARED = regex.compile(r"(?:各|均|都|也|净|分别|同时|总共|同比|环比)+$")
_MEAN = regex.compile(r"^平均(?:每[年月天日])?$|年均|年平均|每年|平均每|月均|日均|年递增")
_QUALIFIED = regex.compile(r"(?:年均|年平均|每年|平均每|月均|日均|实际)[^,;]{0,6}$")
_SOFT = regex.compile(r"可比|不变价|口径|扣除|剔除|实际|按.{0,6}计算|折算|还原|预[计期]")
_ADDED = regex.compile(
    r"(?:新(?:增|建|设|添|办|认定|发展|评|登记|注册|入|吸纳|获|培育)|净增|增加|增设|增补|增配|发展)(?!了?[到至为成])[^,;]{0,14}$"
)
_LEVELS = ("的水平", "的基数")
_SET_AGAINST = scanner(
    rf"[①-⑳]?(?:的?(?:水平|基数|利润|收入|支出|案件|投资|产值|规模|总[量额数])|的)?(?:(?P<with>相比)|(?:扭亏|净|共|又|再|均|各|都|也|略|有所)*(?:{_UP}|{_DOWN}))"
)
_GOES_ON = scanner(rf"(?:{_UP}|{_DOWN})了?(?:约|近|逾)?")
_PAST = regex.compile(
    rf"(?:[按以而]|其中)?(?:[上去]?年初|(?:\d{{4}}年)?{CENSUS}"
    rf"|(?:(?:[上去前常]年|上一年度?|\d{{4}}年)度?(?:同期|全年|年?[末底])?|{TERM}|同期)"
    r"(?:决算数?|预算数?|执行数|实绩|同口径(?:数|[收支][入出])?|[该此这][一项]*(?:指标|数据|数字|比[例重率]|数|值))?)"
    r"(?:为|是)?(?:仅|只)?(?:有|为)?"
)
_PAST_DONE = regex.compile(
    r"(?:而)?(?:[上去前]年|上一年度?|(?:19|20)\d\d年)度?(?:同期|全年|年?[末底])?的?"
    r"(?:完成|实现|达到|收到|共有|共计|(?P<noun>\p{Han}{2,8}?)[数额量]?(?:为|是|达|有|共|共计)?)"
)
_VERBS_BEHIND = ("完成", "达", "达到", "实现", "为", "共", "共计")
_UNLIKE = regex.compile(r"半年|季度|\d月|累计|以来|其中|[未不新并结]|立案|计划|预算|目标")
_COMPARED = regex.compile(r"(?:(?P<with>与|和|同)|比(?![例重率值])|较|相较于?)[^,;、占由从]{0,24}$")
_APART = regex.compile(
    r"(?:(?:高于|高出|高过)|(?P<less>低于))(?P<when>[上去前]一?年度?(?:同期)?|\d{4}年度?|同期|[上去]?年初|[上去]年末)(?:约|近)?$"
)
# 高于上年的96.0%，提高2.2个百分点
_ABOVE = regex.compile(r"(?:高|低|多|少|优)于(?:[上去前]一?年|\d{4}年)度?(?:同期|年?[末底])?的?$")
_BASIS = ("的基础上", "基础上", "的基数上", "基数上")
_FASTER = regex.compile(r"提[速效](?:率|比例)?(?:了|为|是|达到?)?(?:约|近|逾|超过?)?$")
_MULTIPLE_OF = regex.compile(
    r"(?:是|为|相当于|达到?|增[加长]?到|系)[^,;、\d]{0,6}?(?:[上去前]一?年|20\d\d年|同期|上[届期月]|[年期]?[初末底]|五年前|前[三四五]年|“[^”]{2,8}”)"
    r"[^,;、\d]{0,8}$"
)
_OF_YEAR = regex.compile(r"(?:19|20)\d\d年")
_NUMBER_OF = regex.compile(r"(?:总数|总量|数量|总额|金额|数|量|额)$")
_AGO = regex.compile(
    r"(?:(?:[同环]?比|较|与)[^,;、]{0,10}?(?:年|期|月|末|初|底|五”|时期|季度|五年前|[多常]年平均值?|[多常]年均值)(?:度|末|初|底|同期|预算数?|决算数?|执行数)*(?P<of>的)?|同比)$"
)
_AGO_ENDS = frozenset("年期月末初底”度均值数算的比前")


@value
class Move:
    """An increase or decrease as stated; ``sign`` is +1 or −1.

    ``subject`` are the words before the verb that name what changes ("" if it is what was spoken of last);
    ``against`` says what it is compared with. ``mean`` marks a yearly mean, ``soft`` one at constant prices
    or on another basis, ``each`` one that several subjects share (分别, 各). ``whole`` marks a multiple that is
    the ratio itself: 是上年的2倍, ``faster`` a time that became shorter: 提速30%. ``planned`` says that it is
    measured from the plan or the budget: 超收, 比预算增加. ``words`` are those of the text from the verb to the
    number, 年均 and 实际 with it.
    """

    quantity: Quantity
    sign: int
    subject: str = ""
    against: str = ""
    mean: bool = False
    soft: bool = False
    each: bool = False
    words: str = ""
    whole: bool = False
    faster: bool = False
    planned: bool = False


def may_change(quantity: Quantity) -> bool:
    """Whether the last character before a quantity is one that the words of a change or its end have."""
    number = quantity.number
    return quantity.before[-1:] in _ENDS or "番" in number.literal or "番" in number.unit


def move(quantity: Quantity) -> Move | None:
    """The change that a quantity states; None if it states a level."""
    number = quantity.number
    doubled = number.kind == "multiple" and ("番" in number.literal or "番" in number.unit)
    stated = _stated(quantity.before, number.kind, doubled)
    return stated(quantity) if stated is not None else None


@lru_cache(maxsize=1 << 12)
def _stated(before: str, kind: NumberKind, doubled: bool) -> Callable[[Quantity], Move] | None:
    """The change that the words before a quantity state, whichever it is: many readers ask for that of each."""
    if doubled:
        lead = before.removesuffix("翻").removesuffix("实现")
        since = _AGAINST.search(lead)
        subject = _subject(lead[: since.start()] if since else lead)
        words = "翻" if before.endswith("翻") else ""
        mean = _MEAN.search(before) is not None
        return partial(Move, sign=1, subject=subject, mean=mean, each="分别" in before, words=words)
    if kind == "point" and (apart := _APART.search(before)):
        subject = _subject(before[: apart.start()])
        sign = -1 if apart["less"] else 1
        return partial(Move, sign=sign, subject=subject, against=apart["when"], words=before[apart.start() :])
    if before[-1:] == "的" and kind == "multiple":
        return _ratio(before)
    if ("超" in before or "收" in before[-2:]) and (over := _OVER.search(before)):
        named = _AGAINST.search(before)
        lead = before[: named.start() if named else over.start()]
        sign = -1 if over["down"] else 1
        return partial(Move, sign=sign, subject=_subject(lead), words=over.group(), planned=True)
    found = _MOVE.search(before) if before[-1:] in _LAST else None
    if found is None and ("比" in before or "较" in before):
        found = _MORE.search(before)
    if found is None:
        faster = _FASTER.search(before) if "提" in before and kind == "percent" else None
        return partial(Move, sign=-1, words=faster.group(), faster=True) if faster else None
    lead = before[: found.start()]
    qualified = _QUALIFIED.search(lead)
    compared = _AGAINST.search(lead)
    against = compared["when"] + compared["more"] if compared else ""
    if not against and "同比" in lead:
        against = "同期"
    return partial(
        Move,
        sign=1 if found["up"] else -1,
        subject=_subject(lead[: compared.start()] + lead[compared.end() :] if compared else lead),
        against=against,
        mean=_MEAN.search(lead) is not None,
        soft=_SOFT.search(before) is not None,
        each="分别" in before or "各" in lead,
        words=before[qualified.start() if qualified else found.start() :],
        planned=_OF_PLAN.match(against) is not None,
    )


def _ratio(before: str) -> Callable[[Quantity], Move] | None:
    """ "是上年的2倍", and the same with last year's level between: "是上年142件的2倍"."""
    named = _MULTIPLE_OF.search(before, 0, len(before) - 1)
    if not named and before != "的":
        return None
    words = before[named.start() :] if named else before
    subject = _subject(before[: named.start()]) if named else ""
    year = _OF_YEAR.search(words)
    return partial(Move, sign=1, subject=subject, against=year.group() if year else "", words=words, whole=True)


def _subject(lead: str) -> str:
    adverbs = _ADVERBS.match(lead)
    return _SHARED.sub("", lead[adverbs.end() :] if adverbs else lead)


def comes_from(quantity: Quantity) -> bool:
    """Whether the words before a quantity make it a starting point: 由, 从."""
    before = quantity.before
    return ("由" in before or "从" in before) and _FROM.search(before) is not None


def is_undated(start: Quantity) -> bool:
    """Whether a starting point does not say of when it is: 由33.6%."""
    return start.before.endswith(("由", "从"))


def reaches(quantity: Quantity) -> int | None:
    """Whether a quantity is the end of a change from the one before: +1 up, −1 down, 0 either, None if not."""
    before = quantity.before
    if not ("到" in before or "至" in before or "为" in before or "成" in before):
        return None
    found = _LEVEL.match(before) if quantity.lead in ("", ",") else None
    if found is None or (quantity.lead and found["lead"]):
        return None
    return 1 if found["up"] else -1 if found["down"] else 0


def alike(start: Quantity, end: Quantity) -> bool:
    """Whether "由…A提高到…B" speaks of one thing: only the time may stand before A and B.

    "由四类83%提高到三类50%" is no fall.
    """
    first, last = _FROM.search(start.before), _LEVEL.match(end.before)
    if first is None or last is None:
        return True
    return _WHEN.sub("", first["when"], 1) == _WHEN.sub("", last["when"], 1)


def is_reference(quantity: Quantity) -> bool:
    """Whether a quantity is what something is compared with.

    比上年的33.6%(提高…), 同比2018年400件增长, 比预算数30万元减少, 与2022年度的30万元相比, 是上年142件的(2倍).
    """
    before, after = quantity.before, quantity.after
    found = _AGO.search(before) if before[-1:] in _AGO_ENDS else None
    if found is not None and (found["of"] is not None or _GOES_ON.match(after) is not None):
        return True
    if after == "的":
        return _MULTIPLE_OF.search(before) is not None
    if after.startswith(_BASIS) and before[-1:] in _AGO_ENDS:
        return True  # 在上年400万元的基础上增长12.5%
    if (not after or after in _LEVELS) and "于" in before and _ABOVE.search(before):
        return True
    goes_on = _SET_AGAINST.match(after) if after else None
    named = _COMPARED.search(before) if goes_on else None
    return goes_on is not None and named is not None and (not named["with"] or goes_on["with"] is not None)


def starts(quantity: Quantity) -> bool:
    """Whether a level is where the one before it came from: 受理1054件，同比由847件增长(24.4%)."""
    return quantity.after != "" and _GOES_ON.fullmatch(quantity.after) is not None and comes_from(quantity)


def is_aside(quantity: Quantity) -> bool:
    """Whether a quantity in brackets is what the level before them is compared with: (上年400件)."""
    return quantity.lead == "(" and is_past(quantity)


def exceeds(start: Quantity, quantity: Quantity) -> int:
    """The direction of a change behind the level it is measured from: 高于上年的水平8个百分点; 0 if none."""
    if quantity.before not in _LEVELS or start.index + 1 != quantity.index or "于" not in start.before:
        return 0
    return -1 if start.before.rpartition("于")[0][-1:] in "低少" else 1


def is_past(quantity: Quantity) -> bool:
    """Whether the words before a quantity say no more than that it is last year's: 上年为400件."""
    return _PAST.fullmatch(quantity.before) is not None


def is_past_of(quantity: Quantity, level: Quantity) -> bool:
    """Whether a quantity is last year's of a level by a verb that fits any or the noun of that.

    上年完成80亿元; 教育支出82万元，增长6.9%，上年支出数为77万元.
    """
    found = _PAST_DONE.fullmatch(quantity.before)
    if found is None or _UNLIKE.search(level.before):
        return False
    noun = found["noun"]
    return noun is None or level.before.endswith((noun, *(noun + verb for verb in _VERBS_BEHIND)))


def is_multiplied(words: str) -> bool:
    """Whether words end in what a multiple is taken of: 是2021年末."""
    return _MULTIPLE_OF.search(words) is not None


def subject_of(words: str) -> str:
    """The bare name of what is compared in words that end so: 案件 in 案件总量比上年."""
    found = _AGO.search(words)
    return _NUMBER_OF.sub("", _subject(words[: found.start()])) if found else ""


def is_ago(words: str) -> bool:
    """Whether words end in what something is compared with: 比去年同期."""
    return _AGO.search(words) is not None


def subject_of_reference(quantity: Quantity) -> str:
    """What is compared with a reference, "" where that is what was spoken of last: 总数 in 总数比上年的19人."""
    found = _AGO.search(quantity.before)
    words = quantity.before[: found.start()] if found else ""
    return _subject(words) or ("总量" if "总量" in words else "")


def is_addition(quantity: Quantity) -> bool:
    """Whether a quantity may be what was added and not what there is now: 新增7人."""
    return _ADDED.search(quantity.before) is not None


def is_bare(stated: Move) -> bool:
    """Whether a change has no word of its own and nothing that joins it to one: 增加45万人(1.7%)."""
    return not stated.words and stated.quantity.is_rate and stated.quantity.lead in BARE


def compared(moves: Sequence[Move]) -> Iterator[Move]:
    """The changes, each with what it is compared with: "较预算减少d，下降p%" names that once.

    What grows after an 超收 is compared with the year before.
    """
    last: Move | None = None
    for stated in moves:
        open_ = last and not stated.against and not stated.mean
        if open_ and last and last.planned and not stated.planned and last.words[:1] in BEYOND:
            stated = changed(stated, against="上年")  # 超收600万元，增长5.7%
        elif open_ and last and last.against and stated.quantity.index == last.quantity.index + 1:
            stated = changed(stated, against=last.against, planned=last.planned)
        last = stated
        yield stated


def paired(moves: Sequence[Move]) -> Iterator[tuple[Move, Move]]:
    """The amounts by which a level changed, each with the percentage that says the same."""
    amounts = [stated for stated in moves if stated.quantity.number.kind == "number" and not stated.mean]
    rates = [stated for stated in moves if stated.quantity.is_rate and not stated.faster]
    if len(amounts) == 1:
        said = amounts[0].quantity
        near = [
            stated
            for stated in rates
            if stated.quantity.index == said.index + 1 or stated.quantity.segment == said.segment or stated.each
        ]
        near.sort(key=lambda stated: (stated.soft, is_bare(stated), abs(stated.quantity.index - said.index)))
        yield from ((amounts[0], rate) for rate in near[:1])
        return
    behind = {rate.quantity.index: rate for rate in rates}
    for amount in amounts:
        if rate := behind.get(amount.quantity.index + 1):
            yield amount, rate
