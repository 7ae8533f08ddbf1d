"""How many items a list holds: what is put out of sight before they are counted, and what divides them.

Some items are alike enough to be counted without a mark that says where they begin: "X、Y、Z三大产业" is a
list of three where X, Y and Z are of like length: what is hidden in an item, a second list or another count,
would make it longer. Names in quotes right behind their list, "众创、众包“四众”", count the items that share
their character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from ..kept import regex, scanner
from ..outline import chinese_number

TITLE, QUOTE, ASIDE, FILL = "\ue001", "\ue002", "\ue003", "\ue000"
"""What stands for a title, a quote and a bracket: a mark, and filling up to their length."""

# What stands behind a numeral that counts the items before it: 三项, 两级, but not 二期, 两手, 三农.
MEASURED = frozenset("个家项类名位部条种处件所份篇届支册章大县区市省地镇乡街校院方者国岗站座级村张重极翼核轴廊")
_GRADE = ("级医", "级甲", "级公", "级资", "级防", "级等")  # 三级医院 is one of a grade
_SLOGAN = ("个", "不", "张皮", "重”")  # behind a numeral in quotes: 两个维护
_MARKS = {"《": TITLE, "“": QUOTE, "(": ASIDE}
_OPAQUE = scanner(r"《[^《》]{1,120}(?:《[^《》]{1,120}》[^《》]{0,80}){0,3}》|“[^“”]{1,80}”|\([^()]{0,160}\)")
# A 等 that ends no list: 中等职业学校, 一等奖, 等级. Lists that end in a word before 等 are passed over first.
_WORD = regex.compile(
    r"[水公和]平等|[合协共相]同等"
    r"|(?P<word>中等[职专收教学规城发水技]|高等[教院学职法级人]|初等教|[优一二三四五特头]等[奖功品舱座]|[平同]等|等[级候待额效])"
)
# Beside its 等 one of these stands in whatever _WORD finds; few paragraphs hold one.
_WORD_BEFORE, _WORD_BEHIND = frozenset("中高平同初"), frozenset("级候待额效奖功品舱座")
_ORDINAL = regex.compile(r"第\p{Han}{1,2}、$")  # 第三、四种
_N = r"(?:\d+|[一二两三四五六七八九十]{1,3})"
_OTHERWISE = regex.compile(
    rf"四处(?:漂泊|奔走|奔波|求|躲|寻|打听)|\d+[届级]|{_N}(?:[多余]|个半|个多?月[^度]|个?小时[^工]|个工作日[^志]|分钟)"
    rf"|[两二三四五六七八九][县市区镇州旗][一二两三四五][县市区镇州旗]|{_N}\p{{Han}}{{1,8}}(?:[、和及]\d|的、)"
)
_PAUSE = "\ue004"
_LAST_JOINT = scanner(r"[和及与](?P<last>[^、,;和及与]{2,8})$")
_ITEMS_END = scanner("[、,;]")
_RECOUNTED = scanner(r"[\d一二两三四五六七八九十][件部项个份篇]|^(?:另|还|并|同时|以及另)")
_SPLIT = regex.compile("[、和及与]")
_WHOLE = regex.compile(r"[^\P{Han}和及与暨或等各]+")
_NO_NOUN = regex.compile(
    r"(?:做到|落实|践行|坚[持定]|实[现施行]|推[进动行]|开展|深化|完善|打好|抓好|达到|建设|打造|构建|增强|树牢|拥护|[各的])$"
)
_THOUSANDS = scanner(r"(\d),(\d{3})")
_FIGURE_STOP = scanner("[,;、]")
_FIGURED = scanner(r"(?!合计|共计|总计|[占共均较比]|同比|增长|下降)([^\d:]{2,14})\d")
_SUMS = ("合计", "共计", "总计", "共")
_KINDS = tuple("大项条类种个")
_PLACES = tuple("家所座县市区镇乡张省村处")
_DURATIONS = ("个半", "个工作日", "个月", "个小时", "个百分点")
_LEAST, _MOST = 3, 9  # 两 and 十 stand in set phrases
_SLIP = 2  # a number that is further off counts something else
_EVEN = 2
_BROAD = 4
_PAIR = 2
_TAIL = 2
_CLOSE = 16  # two words joined by 和, or titles and their 等


def counted(numeral: str) -> int:
    """The value of a short numeral in Arabic or Chinese figures; 0 where it is none."""
    if numeral.isdigit():
        return int(numeral)
    if len(numeral) > 1 and "十" not in numeral:
        return 0  # 四六级
    return 2 if numeral == "两" else chinese_number(numeral)


def counts_items(flow: str, number: regex.Match[str]) -> bool:
    """Whether a numeral may count what stands before it, and is no part of a name: 二期, 两手, “两个维护”."""
    numeral, behind = number["n"], number.end()
    if "“" in number["lead"] and flow.startswith(_SLOGAN, behind):
        return False
    if numeral.isdigit():
        return True
    return numeral != "二" and flow[behind] in MEASURED and not flow.startswith(_GRADE, behind)


def counts_otherwise(flow: str, start: int) -> bool:
    """Whether a number counts no list beside it: 十多门, 六个月, 20届; 两县一市, 1件、4份 do it together."""
    return (
        _OTHERWISE.match(flow, start) is not None or _ORDINAL.search(flow, max(0, start - 4), start) is not None
    )


def hide(flow: str) -> str:
    """A flow with its titles, quotes and brackets out of sight, each of the same length as it was."""
    return _OPAQUE.sub(_mark, flow) if "“" in flow or "《" in flow or "(" in flow else flow


def hide_words(masked: str) -> str:
    """The same with each 等 out of sight that is part of a word."""
    return _WORD.sub(_paused, masked) if "等" in masked and _holds_word(masked) else masked


def _mark(match: re.Match[str]) -> str:
    """A title, quote or bracket as one mark and filling of the same length."""
    hidden = match[0]
    return _MARKS[hidden[0]] + FILL * (len(hidden) - 1)


def _holds_word(masked: str) -> bool:
    """Whether a 等 may be part of a word."""
    return any(
        before[-1:] in _WORD_BEFORE or behind[:1] in _WORD_BEHIND
        for before, behind in pairwise(masked.split("等"))
    )


def _paused(match: regex.Match[str]) -> str:
    """A word with its 等 put out of sight."""
    return match.group().replace("等", _PAUSE) if match["word"] else match.group()


def joints(text: str) -> int:
    """How many 和, 及, 以及, 与 and 暨 a text holds."""
    return sum(map(text.count, "和及与暨"))


def evened(region: str) -> str:
    """A list with the 和 before its last item as one more 、, where all items end alike: 甲县、乙县和丙县."""
    last = _LAST_JOINT.search(region)
    if last is None:
        return region
    pieces = [*region[: last.start()].split("、"), last["last"]]
    if len(pieces) < 3 or len({piece[-1:] for piece in pieces}) > 1 or not pieces[-1]:
        return region
    return f"{region[: last.start()]}、{last['last']}"


def items(region: str) -> set[int]:
    """The numbers of items a stretch between two stops may hold, joined by 、 and before the last by 和."""
    commas = region.count("、") + region.count(FILL + TITLE)
    joined = joints(region[region.rfind("、") + 1 :])
    if not commas:
        return {2} if joined == 1 and len(region) <= _CLOSE else set()
    return {commas + 1 + extra for extra in range(min(joined, 2) + 1)}


def items_by_any_mark(region: str) -> set[int]:
    """The numbers of items a region may hold, whichever of ； ， 、 divides it."""
    found = set()
    first = region.partition(";")[0]
    clause = first.partition(",")[0]
    for text, mark in ((region, ";"), (first, ","), (first, "、"), (clause, "、")):
        number = text.count(mark) + 1
        if number > 1:
            found |= {number, number + 1} if joints(text[text.rfind(mark) + 1 :]) else {number}
    return found or ({2} if joints(clause) == 1 else set())


def leading_titles(region: str) -> tuple[int, bool]:
    """How many titles the items from the start of a region on hold, one each at least; whether 等 follows."""
    count = 0
    for piece in _ITEMS_END.split(region):
        marks = piece.count(TITLE)
        if not marks or (count and _RECOUNTED.search(piece.partition(TITLE)[0])):
            break
        count += marks
    if not count:
        return 0, False
    behind = region[region.rfind(TITLE) :].lstrip(TITLE + FILL)
    return count, "等" in behind[:_CLOSE]


def ends_alike(pieces: Sequence[str]) -> bool:
    """Whether three or more items end in the same two characters."""
    return len(pieces) > 2 and len({piece[-_TAIL:] for piece in pieces}) == 1 and len(pieces[0]) > _TAIL


def figured(region: str) -> tuple[int, bool]:
    """How many items with a figure each a list begins with, and whether their names show that these are all.

    甲领域317件，乙领域284件，丙领域142件，合计743件 are three: all end alike, and no other item follows.
    """
    names = []
    whole = True
    for piece in _FIGURE_STOP.split(_THOUSANDS.sub(lambda found: found[1] + found[2], region)):
        name = _FIGURED.match(piece)
        if name is None and not piece.startswith("占"):
            whole = piece.startswith(_SUMS)
            break
        if name is not None:
            names.append(name[1])
    return len(names), whole and ends_alike(names)


def near(items: int, value: int) -> bool:
    """Whether a stated number may be a slip of the number of items."""
    return abs(items - value) <= _SLIP


def row(words: str, value: int, behind: str, *, digits: bool, quoted: bool = False) -> int:
    """The items of a list without 等 that is a run of words of like length right before its number; 0 if none.

    ``behind`` is the text from the measure word on; ``quoted`` says that a quote opens before the number,
    ``digits`` that it is written in Arabic figures. Of some 330 such lists in real reports none had another
    number; longer and uneven items hold lists of their own.
    """
    items = words.lstrip("与同和及").split("、")
    before, joined, last = items[-1].partition("和")
    if joined:
        items[-1:] = [before, last]
    if len(items) <= _PAIR or not _LEAST <= value <= _MOST or not near(len(items), value):
        return 0
    kinds = behind.startswith(_KINDS)
    if not (kinds or behind.startswith(_PLACES)) or behind.startswith(_DURATIONS):
        return 0
    if not all(map(_WHOLE.fullmatch, items)) or _NO_NOUN.search(items[-1]):
        return 0
    sizes = [len(item) for item in items[1:]]
    if min(sizes) < _PAIR or len(items[0]) < min(sizes) or (joined and not kinds):
        return 0
    if len({item[-1] for item in items}) == 1:
        return len(items)
    spread = 0 if quoted else 1 if joined or digits else _BROAD if kinds else _EVEN
    return len(items) if max(sizes) - min(sizes) <= spread else 0


def named(words: str, word: str, value: int) -> tuple[int, bool]:
    """The items that a name in quotes behind them counts, and whether all share its first character.

    Where they share none, the number is only given where it agrees: the name may be the object of a verb
    before it. 0 where nothing can be said.
    """
    listed = words.removesuffix("的")
    items = _SPLIT.split(listed)
    if len(items) < _PAIR or min(map(len, items)) < _PAIR or _NO_NOUN.search(listed):
        return 0, False
    held = [word[0] in item for item in items]
    if listed != words:  # 流程最优、效率最高的“两最”; but 流程最优、服务最佳的“一最一佳”
        return (value if all(held) and len(items) == value else 0), False
    if all(held) and near(len(items), value):
        return len(items), len(items) > _PAIR
    tail = next((at for at, one in enumerate(reversed(held)) if not one), len(items))
    return (value if value in (tail, len(items)) else 0), False


def inside(content: str, value: int, *, characters: bool) -> tuple[Collection[int], bool]:
    """The numbers of items that a quote right before a number holds, and whether its marks make them certain.

    ``characters`` says that characters are counted: “巩固、增强、提升、畅通”八字方针.
    """
    items = content.split("、")
    if characters:
        size = sum(map(len, items))
        return ({size}, True) if near(size, value) else ((), False)
    if len(items) == 1:  # “加减乘除”四篇文章
        return ({value}, False) if len(content) == value and _WHOLE.fullmatch(content) else ((), False)
    if len(items) > _PAIR and near(len(items), value) and all(map(_WHOLE.fullmatch, items)):
        return {len(items)}, True
    return (), False
