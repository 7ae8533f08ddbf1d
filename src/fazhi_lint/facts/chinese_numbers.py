"""Chinese numerals in prose: which of them are quantities, and of what.

A numeral is a quantity only where a measure word, a magnitude, 分之, 成 or 倍 says so; most numerals in a
report stand inside words (统一, 进一步, 三农, 十九大, 万众) and in item numbers.
"""

from __future__ import annotations

from fractions import Fraction

import regex

from .arabic_numbers import Found, times
from .chinese_numerals import DIGITS, Numeral, read_numeral
from .number_values import ZERO, Number, NumberKind, Reading, bounds, read_value
from .number_words import Cue, Unit, cue_around, unit_at, unit_end

_NUMERAL = r"[零〇○一二两兩三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億]"
_PARTS = regex.compile(
    rf"分之(?:(负)?({_NUMERAL}++(?:点{_NUMERAL}++)?)|(-?[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)|([几数多]))"
)
_WITH = regex.compile(rf"又({_NUMERAL}++)分之({_NUMERAL}++)")
_RATES: dict[str, tuple[NumberKind, int]] = {
    "百": ("percent", 1),
    "千": ("permille", 1),
    "百分": ("percent", 1),
}
_INSIDE = regex.compile(r"(.+?)([余多来几])([百千万亿]*)")
_MAGNITUDE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_VAGUE_FRONT = frozenset("上近过逾超数几成")
_ROUND = frozenset(("十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿", "百万亿"))
# One in front of these is part of a word: 统一项目, 同一个, 这一条.
_ONE_FRONT = frozenset("统唯逐单同专万其不合归划均惟这那某任另哪上下前后新首初每")
_NOT_SHARE = frozenset("立为员果效功本分长都就交绩型熟家品片组因形见全年人像套天不")
_NO_FRONT = frozenset("周期拜初闰")
# Names that begin with a numeral and a measure word.
_NAMES = regex.compile(
    r"一(?:[条](?:龙|心|街|线)|次(?:性|能源|办|告知)|件事|站式|个(?:中心|人)|批|起(?![^,。;、]{0,8}[案事]|[案事典诉较重行民刑])"
    r"|方面|大(?!类)|轮|年(?:来|度|级)|人一|户一|场(?:所)|家(?:人|子|之)|位一体|名(?:之)|种(?:植)|台一)"
    r"|[二两三四五六七八九十](?:位一体|年级|年规划|个五年|大队|大连池|家渠|台县|台河|台区|台山|台市|座店)"
    r"|三(?:个代表|次产业|个必须|个最大|大攻坚战)|两(?:个维护|个确立|个一百年|个结合|个大局|个务必)"
    r"|四(?:个全面|个意识|个自信|个伟大|个服从|大班子)|五(?:大发展理念|大发展)|八项规定|六个必须坚持|九个坚持"
    r"|十(?:个明确|四个坚持|一个坚持)|千家万户|千方百计|百家争鸣|一千零一夜|万分|十分|千百"
)
_BARE_STOP = regex.compile(r"[月日号是、.]|节气|生肖|届|国集团|时|孝|计|史|大|周年")
_CLOCK = regex.compile(
    r"点(?:钟|整|半|前|后|[零〇一二三四五六七八九十]{1,3}分)|时[零〇一二三四五六七八九十]{1,3}分"
)
_DOUBLINGS = {"": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_doubling(flow: str, start: int, end: int, count: str) -> Found:
    """翻一番 is twice, 翻两番 four times as much."""
    value = Fraction(2 ** _DOUBLINGS[count])
    inside: Cue = (
        "nearly" if "近" in flow[start:end] else "above" if regex.search("[逾超]", flow[start:end]) else ""
    )
    cue = cue_around(flow, start, end, "", inside)
    low, high = bounds(value, ZERO, value / 20, cue or "about")
    number = Number(start, end, flow[start:end], value, low, high, "multiple", approximate=True,
                    digits=count or "番", stop=end, cue=cue)  # fmt: skip
    return number, end


def read_half(flow: str, start: int, end: int) -> Found:
    """一半, 半数 as a fraction; 半年, 半个月, 半小时 as half a measure. ``end`` is behind 半."""
    if flow[end : end + 1] == "数":
        end += 1
    if flow[start - 1 : start] in frozenset("上下前后大多过对各参") and flow[start] == "半":
        return None, end
    half = Fraction(1, 2)
    if flow[start] == "一" or flow[end - 1] == "数":
        cue = cue_around(flow, start, end, "")
        low, high = bounds(half, ZERO, half / 5, cue or "about")
        return Number(start, end, flow[start:end], half, low, high, "fraction", approximate=True,
                      digits=flow[start:end], stop=end, cue=cue), end  # fmt: skip
    unit = unit_at(flow, end)
    if unit is None or flow[end + len(unit.word) : end + len(unit.word) + 1] in ("度", "报"):
        return None, end
    return Number(start, end, "半", half, half, half, "number", unit.word, digits="半",
                  stop=end + len(unit.word)), end  # fmt: skip


def read_run(flow: str, start: int, end: int, joined: bool = False) -> Found:
    """The number written by the numeral characters ``flow[start:end]``, or None, and where to read on.

    With ``joined`` it is the upper end of a range.
    """
    run = flow[start:end]
    if len(run) > 48:
        return None, end
    if run == "一" and flow[end : end + 1] == "半":
        return read_half(flow, start, end + 1)
    if flow.startswith("分之", end) or (run[-1] == "百" and flow.startswith("分百", end)):
        return _share(flow, start, end, run)
    if flow[end : end + 1] == "又":
        mixed = _WITH.match(flow, end)
        if mixed is not None:
            return _mixed(flow, start, run, mixed)
    begin = start
    front = flow[start - 1] if start else ""
    if front == "第":
        return _ordinal(flow, start - 1, end, run)
    if front == "负" and flow[start - 2 : start - 1] not in ("担", "欠", "抱", "胜", "减"):
        begin = start - 1
    elif front in _NO_FRONT or (front and front in "一二三四五六七八九十百千万亿"):
        return None, end
    if _NAMES.match(flow, start):
        return None, end
    return _quantity(flow, begin, start, end, run, joined)


def _ordinal(flow: str, begin: int, end: int, run: str) -> Found:
    numeral = read_numeral(run)
    if numeral is None or flow[end : end + 1] in ("方", "者", "产", "次产"):
        return None, end
    number = Number(begin, end, flow[begin:end], numeral.low, numeral.low, numeral.low, "ordinal",
                    digits=run, stop=end)  # fmt: skip
    unit = unit_at(flow, end)
    return (number._replace(unit=unit.word, stop=end + len(unit.word)) if unit else number), end


def _share(flow: str, start: int, end: int, run: str) -> Found:
    """百分之三, 千分之五, 三分之一, 百分之98.3, 百分百."""
    begin = start - 1 if flow[start - 1 : start] == "负" else start
    if flow.startswith("分百", end):
        stop = end + 2
        return _rate(flow, begin, stop, Fraction(100), 0, "percent", "百"), stop
    parts = _PARTS.match(flow, end)
    below = read_numeral(run)
    if parts is None or below is None or not below.low:
        return None, end
    stop = parts.end()
    negative, chinese, arabic, vague = parts.groups()
    kind, base = _RATES.get(run, ("fraction", 0))
    if vague:
        return Number(begin, stop, flow[begin:stop], ZERO, None, None, kind, approximate=True, vague=True,
                      digits=vague, stop=stop, cue="vague"), stop  # fmt: skip
    if arabic:
        value, decimals = Fraction(arabic), len(arabic.partition(".")[2])
        high = value
    else:
        above = read_numeral(chinese)
        if above is None:
            return None, stop
        value, high, decimals = above.low, above.high, above.decimals
    if negative or begin < start:
        value, high = -value, -high
    if not base:
        value = value / below.low
        slack = abs(value) / 20
        return Number(begin, stop, flow[begin:stop], value, value - slack, value + slack, "fraction",
                      approximate=True, digits=flow[begin:stop], stop=stop,
                      cue=cue_around(flow, begin, stop, "")), stop  # fmt: skip
    number = _rate(flow, begin, stop, value, decimals, kind, arabic or chinese)
    return (number._replace(high=high, approximate=True, cue="range") if high != value else number), stop


def _rate(
    flow: str, begin: int, stop: int, value: Fraction, decimals: int, kind: NumberKind, digits: str
) -> Number:
    cue = cue_around(flow, begin, stop, "")
    return _number(flow, begin, stop, read_value(value, 1, decimals, cue, False), kind, "", digits, stop, cue)


def _number(
    flow: str, begin: int, end: int, reading: Reading, kind: NumberKind, unit: str, digits: str,
    stop: int, cue: Cue,
) -> Number:  # fmt: skip
    return Number(
        begin, end, flow[begin:end], reading.value, reading.low, reading.high, kind, unit, reading.step,
        reading.scale, reading.decimals, cue not in ("", "达"), cue == "vague", digits, stop, cue,
    )  # fmt: skip


def _mixed(flow: str, start: int, run: str, mixed: regex.Match[str]) -> Found:
    """一又二分之一."""
    whole, below, above = read_numeral(run), read_numeral(mixed.group(1)), read_numeral(mixed.group(2))
    end = mixed.end()
    if whole is None or below is None or above is None or not below.low:
        return None, end
    value = whole.low + above.low / below.low
    number = Number(start, end, flow[start:end], value, value, value, "fraction", approximate=True,
                    digits=flow[start:end], stop=end, cue=cue_around(flow, start, end, ""))  # fmt: skip
    return number, end


def _quantity(flow: str, begin: int, start: int, end: int, run: str, joined: bool) -> Found:
    """A numeral with its measure word; ``begin`` is the index of 负 or the same as ``start``."""
    cue: Cue = ""
    inside = _INSIDE.fullmatch(run)
    numeral = read_numeral(inside.group(1) if inside else run)
    if numeral is None:
        return None, end
    if inside:
        factor = 1
        for char in inside.group(3):
            factor *= _MAGNITUDE[char]
        numeral = Numeral(numeral.low * factor, numeral.high * factor, numeral.unit * factor)
        cue = "about" if inside.group(2) == "来" else "more"
    if len(run) > 1 and not inside and all(char in DIGITS for char in run) and numeral.low == numeral.high:
        return _year(flow, begin, end, run, numeral), end  # 二〇一八, else a name (一二三产业)
    span = None if joined else _joined(flow, begin, end, numeral)
    if span is not None:
        return span, span.end
    at = end
    if not cue and flow[at : at + 1] in ("余", "多", "来", "几"):
        cue = "about" if flow[at] == "来" else "more"
        at += 1
    while flow[at : at + 1] == " ":
        at += 1
    return _with_unit(flow, begin, start, end, at, run, numeral, cue)


def _year(flow: str, begin: int, end: int, run: str, numeral: Numeral) -> Number | None:
    value = numeral.low
    followed = flow[end : end + 1] == "年"
    if len(run) != 4 or not 1800 < value < 2200 or not (followed or run[:2] in ("一九", "二〇", "二零", "二○")):
        return None
    return Number(begin, end, flow[begin:end], value, value, value, "year", "年" if followed else "",
                  digits=run, stop=end + followed)  # fmt: skip


_SPAN = regex.compile(rf"(?:[至到~-]|—{{1,2}})({_NUMERAL}++)")


def _joined(flow: str, begin: int, end: int, numeral: Numeral) -> Number | None:
    """三至五年, 二十到三十人: one mention from the lower to the upper end."""
    span = _SPAN.match(flow, end)
    if span is None:
        return None
    second, _ = read_run(flow, span.start(1), span.end(1), joined=True)
    if second is None or second.kind not in ("number", "multiple", "point") or second.value <= numeral.low:
        return None
    return second._replace(
        start=begin, literal=flow[begin : second.end], value=numeral.low, low=numeral.low, approximate=True,
        digits=flow[begin : second.end], cue="range",
    )  # fmt: skip


def _with_unit(
    flow: str, begin: int, start: int, end: int, at: int, run: str, numeral: Numeral, cue: Cue
) -> Found:
    front = flow[start - 1] if start else ""
    single = len(run) == 1
    kind: NumberKind = "number"
    if run in _MAGNITUDE and run != "十" and not (cue and at > end):
        return _round(flow, start, end, run, front)
    if single and run == "一" and (front in _ONE_FRONT and front):
        return None, end
    if flow.startswith(("个百分点", "百分点"), at):
        kind, word = "point", "个百分点" if flow[at] == "个" else "百分点"
        stop, exact = at + len(word), False
    elif flow[at : at + 1] == "倍":
        kind, word, stop, exact = "multiple", "倍", at + 1, False
    elif (
        at == end
        and flow[at : at + 1] == "成"
        and numeral.high < 10
        and flow[at + 1 : at + 2] not in _NOT_SHARE
    ):
        return _tenths(flow, begin, at + 1, run, numeral)
    elif at == end and flow[at : at + 1] == "折" and front == "打":
        number = _rate(flow, begin, at + 1, numeral.low * (10 if numeral.low < 10 else 1), 0, "percent", run)
        return number, at + 1
    else:
        unit = unit_at(flow, at)
        if unit is None or not _fits(flow, at, run, unit, single or numeral.low != numeral.high, front):
            return _bare(flow, begin, end, run, numeral, unit, front)
        if run in _ROUND and unit.exact and unit.word not in ("人", "户", "人次"):
            return None, end  # 百亿项目, 千亿级
        stop = unit_end(flow, at + len(unit.word))
        word, exact = flow[at:stop], unit.exact
    half = flow[stop : stop + 1] == "半" and word in ("个", "年", "天", "倍", "小时", "亩")
    if half:
        return _and_a_half(flow, begin, stop + 1, run, numeral, kind, word)
    cue = cue_around(flow, begin, stop, word, cue)
    value = -numeral.low if begin < start else numeral.low
    reading = read_value(value, numeral.unit, numeral.decimals, cue, exact)
    number = _number(flow, begin, end, reading, kind, word, run, stop, cue)
    if run in _ROUND and not cue:
        number = number._replace(approximate=True, vague=True)  # 百亿元企业 are those of some ten billions
    if numeral.high != numeral.low:
        number = number._replace(low=numeral.low, high=numeral.high, approximate=True, vague=True, cue="range")
    return number, end


def _fits(flow: str, at: int, run: str, unit: Unit, single: bool, front: str) -> bool:
    """Whether numeral and measure word together count something."""
    word = unit.word
    if single:
        if not unit.single or (run in "一二" and word in ("大", "类", "部", "轮", "处", "位", "起", "季")
                               and not (run == "一" and word in ("部", "处", "位", "起"))):  # fmt: skip
            return False
        if word == "大" and run in "七八九十" and front in ("的", "共", "“"):
            return False
        if word == "次" and (
            run == "二" or front in ("届", "大") or flow[at + 1 : at + 2] in ("会", "全", "党")
        ):
            return False  # 人大一次会议
        if run == "零" and word not in ("个", "起", "例"):
            return False
        behind = flow[at + len(word) : at + len(word) + 1]
        if run == "一" and (behind == "一" or flow[at - 3 : at - 2] == "一"):
            return False
    return not (word in ("大", "届", "里", "线") and not single)


def _bare(flow: str, begin: int, end: int, run: str, numeral: Numeral, unit: Unit | None, front: str) -> Found:
    """A numeral of several characters without a measure word: 一百零五, 三十二点五; not 十二生肖, “十一”."""
    following = flow[end : end + 1]
    if len(run) < 2 or (numeral.unit == 1 and all(char not in "十百千万亿廿卅点" for char in run)):
        return None, end
    if unit is not None and not numeral.decimals:
        return None, end
    if all(char in _MAGNITUDE for char in run) and len(run) < 3:
        return None, end
    if following in ("、", "”", "’", ")") and (following != ")" or front == "("):
        return None, end
    if _BARE_STOP.match(flow, end) or front in ("“", "‘") or _CLOCK.match(flow, end):
        return None, end
    if following > "\u2fff" and (len(run) < 3 or numeral.decimals):
        return None, end
    cue = cue_around(flow, begin, end, "")
    value = -numeral.low if flow[begin] == "负" else numeral.low
    reading = read_value(value, numeral.unit, numeral.decimals, cue, True)
    number = _number(flow, begin, end, reading, "number", "", run, end, cue)
    if numeral.high != numeral.low:
        number = number._replace(low=numeral.low, high=numeral.high, approximate=True, vague=True, cue="range")
    return number, end


def _round(flow: str, start: int, end: int, run: str, front: str) -> Found:
    """上百家, 近千人: too wide to compute with; 过百亿元 is above; 百姓, 万家 are words."""
    unit = unit_at(flow, end)
    return (
        _vague(flow, start - 1 if front in "上几数" else start, end, run)
        if (front and front in "上近成几数" and unit is not None)
        else (None, end)
    )


def _vague(flow: str, begin: int, end: int, run: str) -> Found:
    numeral = read_numeral(run.lstrip("几数上成"))
    unit = unit_at(flow, end)
    word = unit.word if unit else ""
    stop = end + len(word)
    value = numeral.low if numeral else Fraction(0)
    kind: NumberKind = "number"
    if flow[end : end + 1] == "倍":
        kind, word, stop = "multiple", "倍", end + 1
    return Number(begin, end, flow[begin:end], value, None, None, kind, word, approximate=True, vague=True,
                  digits=run, stop=stop, cue="vague"), end  # fmt: skip


def read_vague(flow: str, start: int, end: int) -> Found:
    """几十, 数百万, 几个: a size and no more; believed only in front of a measure word."""
    if flow[start] == "数" and flow[start - 1 : start] in frozenset("总人个件户次基指参位额量岁倍分少多无"):
        return None, start + 1
    if end == start + 1 and unit_at(flow, end) is None:
        return None, end
    return _vague(flow, start, end, flow[start:end])


def _tenths(flow: str, begin: int, end: int, run: str, numeral: Numeral) -> Found:
    """三成 is 30 %, 三成五 is 35 %."""
    value = numeral.low
    tail = read_numeral(flow[end]) if flow[end : end + 1] in frozenset("一二三四五六七八九") else None
    if tail is not None and unit_at(flow, end + 1) is None:
        value, end = value + tail.low / 10, end + 1
    number = times(_rate(flow, begin, end, value, 1 if value.denominator > 1 else 0, "percent", run), 10)
    if numeral.high != numeral.low:
        number = number._replace(high=numeral.high * 10, approximate=True, vague=True, cue="range")
    return number, end


def _and_a_half(
    flow: str, begin: int, end: int, run: str, numeral: Numeral, kind: NumberKind, word: str
) -> Found:
    """一年半, 两个半小时, 一倍半."""
    value = numeral.low + Fraction(1, 2)
    unit = unit_at(flow, end)
    if word == "个" and unit is not None:
        word = unit.word
    elif word == "个" and flow[end : end + 1] == "月":
        word = "个月"
    stop = end + len(word) if flow.startswith(word, end) else end + 1 if word == "个月" else end
    cue = cue_around(flow, begin, stop, word)
    reading = Reading(value, *bounds(value, Fraction(1, 2), Fraction(1, 2), cue), Fraction(1, 2), 1, 0)
    return _number(flow, begin, end, reading, kind, word, run, stop, cue), end
