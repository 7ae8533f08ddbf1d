"""Chinese numerals in prose: which of them are quantities, and of what.

A numeral is a quantity only where a measure word, a magnitude, 分之, 成 or 倍 says so; most numerals in a
report stand inside words (统一, 进一步, 三农, 十九大, 万众) and in item numbers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from ..kept import regex, scanner
from ..knowledge import knowledge
from .chinese_numerals import Numeral, read_numeral
from .number_context import NOT_NEGATIVE
from .number_fractions import NUMERAL, Found, read_discount, read_half, read_mixed, read_share, read_tenths
from .number_values import Number, NumberKind, Reading, bounds, number_of, read_value
from .number_words import Cue, Unit, cue_around, unit_at, unit_end

_LONGEST = 48
_HAN = "\u33ff"  # Han characters lie above, their punctuation below
_INSIDE = regex.compile(r"(.+?)零?([余多来几])([百千万亿]*)")
_MAGNITUDES = scanner("[十百千万亿廿卅拾佰仟兆点]")
_MAGNITUDE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ROUND = frozenset(("十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿", "百万亿"))
# One behind these is part of a word: 统一项目, 同一个, 这一条, 最多跑一次.
_ONE_FRONT = frozenset("统唯逐单同专万其不合归划均惟这那某任另哪上下前后新首初每跑")
_NO_FRONT = frozenset("周期拜初闰一二三四五六七八九十百千万亿")
_WORDS_IN_FIGURES = frozenset("队入退落行为大登着内水海")  # 队伍, 大陆
# 二类, 一期: with these 一 and 二 are ranks. Real twos are written 两.
_RANKED = {"一": frozenset("大类轮季国省市县"), "二": frozenset("大类轮季部处位起次台")}
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖")  # for cheques; alone in prose they are names (伍市)
_BARE_STOP = regex.compile(
    r"[月日号是、.时届史中]|世纪|节气|生肖|国集团|孝|计|大|周年|点(?:钟|整|半|前|后|[零〇一二三四五六七八九十]{1,3}分)"
)
_CASE = regex.compile(r"起(?:[^,。;、]{0,8}[案事]|[案事典诉较重行民刑])")
_AFTER_MORE = frozenset("余多来几百千万亿")
_JOINERS = frozenset("至到~-—")
_SPAN = regex.compile(rf"(?:[至到~-]|—{{1,2}})([{NUMERAL}]++)")


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The words that begin with a numeral and count nothing, by first character."""
    found: dict[str, tuple[str, ...]] = {}
    for group in knowledge("number_names")["group"]:
        for word in group["words"].split():
            found[word[0]] = (*found.get(word[0], ()), word)
    return found


def read_run(flow: str, start: int, end: int, joined: bool = False) -> Found:
    """The number written by the numeral characters ``flow[start:end]``, or None, and where to read on.

    With ``joined`` it is the upper end of a range.
    """
    front = flow[start - 1] if start else ""
    if flow[start] in "陆伍" and front in _WORDS_IN_FIGURES:
        start, front = start + 1, flow[start]
        if start == end:
            return None, end
    run = flow[start:end]
    if len(run) > _LONGEST:
        return None, end
    behind = flow[end : end + 1]
    if front == "第":
        return _ordinal(flow, start - 1, end, run)
    negative = front == "负" and flow[start - 2 : start - 1] not in NOT_NEGATIVE
    begin = start - 1 if negative else start
    if behind == "分":
        if flow.startswith("分之", end):
            return read_share(flow, begin, start, end)
        if run == "百" and flow.startswith("分百", end):
            return _hundred_percent(flow, begin, end + 2), end + 2
    elif behind == "又":
        mixed, stop = read_mixed(flow, begin, start, end)
        if mixed is not None:
            return mixed, stop
    elif behind == "半" and run == "一":
        return read_half(flow, start, end + 1)
    if front in _NO_FRONT or flow.startswith(_names().get(run[0], ()), start):
        return None, end
    return _quantity(flow, begin, start, end, run, joined)


def _ordinal(flow: str, begin: int, end: int, run: str) -> Found:
    numeral = read_numeral(run)
    if numeral is None or flow[end : end + 1] in ("方", "者", "产"):
        return None, end
    unit = unit_at(flow, end)
    word = unit.word if unit else ""
    return Number(begin, end, flow[begin:end], numeral.low, numeral.low, numeral.low, "ordinal", word,
                  digits=run, stop=end + len(word)), end  # fmt: skip


def _hundred_percent(flow: str, begin: int, stop: int) -> Number:
    reading = read_value(Fraction(100), 1, 0, "", False)
    return number_of(flow, begin, stop, reading, "percent", "", "百", stop, "")


def _quantity(flow: str, begin: int, start: int, end: int, run: str, joined: bool) -> Found:
    """A numeral with its measure word; ``begin`` is the index of 负 or the same as ``start``."""
    cue: Cue = ""
    inside = _INSIDE.fullmatch(run) if len(run) > 1 and run[-1] in _AFTER_MORE else None
    numeral = read_numeral(inside.group(1) if inside else run)
    if numeral is None:
        return None, end
    if inside:
        factor = 1
        for char in inside.group(3):
            factor *= _MAGNITUDE[char]
        numeral = Numeral(numeral.low * factor, numeral.high * factor, numeral.unit * factor)
        cue = "about" if inside.group(2) == "来" else "more"
    behind = flow[end : end + 1]
    if behind == "折" and not numeral.is_span:
        discount = read_discount(flow, begin, start, end, numeral.low)
        if discount is not None:
            return discount
    if len(run) > 1 and not inside and not numeral.is_span and not _MAGNITUDES.search(run):
        return _year(flow, begin, end, run, numeral.low), end  # 二〇一八, else a name (一二三产业)
    if behind == "成":
        tenths = read_tenths(flow, begin, start, end, numeral)
        if tenths is not None:
            return tenths
    span = None if joined or behind not in _JOINERS else _joined(flow, begin, end, numeral)
    if span is not None:
        return span, span.end
    at = end
    if not cue and behind in ("余", "多", "来", "几"):
        cue = "about" if behind == "来" else "more"
        at += 1
    while flow[at : at + 1] == " ":
        at += 1
    return _measured(flow, begin, start, end, at, run, numeral, cue)


def _year(flow: str, begin: int, end: int, run: str, value: Fraction) -> Number | None:
    followed = flow[end : end + 1] == "年"
    if len(run) != 4 or not 1800 < value < 2200 or not (followed or run[:2] in ("一九", "二〇", "二零", "二○")):
        return None
    return Number(begin, end, flow[begin:end], value, value, value, "year", "年" if followed else "",
                  digits=run, stop=end + followed)  # fmt: skip


def _joined(flow: str, begin: int, end: int, numeral: Numeral) -> Number | None:
    """三至五年, 二十到三十人: one mention from the lower to the upper end."""
    span = _SPAN.match(flow, end)
    if span is None:
        return None
    second, _ = read_run(flow, span.start(1), span.end(1), joined=True)
    if second is None or second.kind not in ("number", "multiple", "point") or second.value <= numeral.low:
        return None
    literal = flow[begin : second.end]
    return second._replace(start=begin, literal=literal, value=numeral.low, low=numeral.low, approximate=True,
                           digits=literal, cue="range")  # fmt: skip


def _measured(
    flow: str, begin: int, start: int, end: int, at: int, run: str, numeral: Numeral, cue: Cue
) -> Found:  # fmt: skip
    """The numeral with the measure word at ``at``."""
    front = flow[start - 1] if start else ""
    kind: NumberKind = "number"
    if run in _MAGNITUDE and run != "十" and at == end:
        return _magnitude(flow, start, end, run, front)
    if run == "一" and front in _ONE_FRONT:
        return None, end
    if flow.startswith(("个百分点", "百分点"), at):
        kind, word = "point", "个百分点" if flow[at] == "个" else "百分点"
        stop, exact = at + len(word), False
    elif flow[at : at + 1] == "倍" and run != "零":
        kind, word, stop, exact = "multiple", "倍", at + 1, False
    else:
        unit = unit_at(flow, at)
        if unit is None or not _fits(flow, at, run, unit, len(run) == 1 or numeral.is_span, front):
            return _bare(flow, begin, end, at, run, numeral, unit, front, cue)
        if run in _ROUND and unit.exact and unit.word not in ("人", "户", "人次"):
            return None, end  # 百亿项目, 千亿级
        stop = unit_end(flow, at + len(unit.word))
        word, exact = flow[at:stop], unit.exact
        if word == "年" and flow[stop : stop + 1] == "代":
            return None, end  # 八十年代
    if flow[stop : stop + 1] == "半" and word in ("个", "年", "天", "倍", "小时", "亩"):
        return _and_a_half(flow, begin, stop + 1, run, numeral, kind, word)
    number = _plain(flow, begin, end, run, numeral, kind, word, stop, cue, exact)
    if run in _ROUND and not number.cue:
        number = number._replace(approximate=True, vague=True)  # 百亿元企业 are those of some ten billions
    return number, end


def _plain(
    flow: str, begin: int, end: int, run: str, numeral: Numeral, kind: NumberKind, word: str, stop: int,
    cue: Cue, exact: bool,
) -> Number:  # fmt: skip
    cue = cue_around(flow, begin, stop, word, cue)
    value = -numeral.low if flow[begin] == "负" else numeral.low
    reading = read_value(value, numeral.unit, numeral.decimals, cue, exact)
    number = number_of(flow, begin, end, reading, kind, word, run, stop, cue)
    if not numeral.is_span:
        return number
    return number._replace(low=numeral.low, high=numeral.high, approximate=True, vague=True, cue="range")


def _fits(flow: str, at: int, run: str, unit: Unit, single: bool, front: str) -> bool:
    """Whether numeral and measure word together count something."""
    word = unit.word
    if not single:
        return word not in ("大", "届", "里", "线")  # 十九大, 十三届, 十五里河
    if not unit.single or word in _RANKED.get(run, ()) or run in _FORMAL:
        return False
    behind = flow[at + len(word) : at + len(word) + 1]
    if word == "大" and run in "七八九" and (front in ("的", "共") or behind in ("”", "以", "会", "精")):
        return False  # 党的八大
    if word == "次" and (front in ("届", "大") or behind in ("会", "全", "党")):
        return False  # 人大一次会议
    if run == "零" and word not in ("个", "起", "例"):
        return False
    if run != "一":
        return True
    if word == "起" and not _CASE.match(flow, at):
        return False
    return behind != "一" and flow[max(0, at - 3) : max(0, at - 2)] != "一"  # 一村一品


def _bare(
    flow: str, begin: int, end: int, at: int, run: str, numeral: Numeral, unit: Unit | None, front: str,
    cue: Cue,
) -> Found:  # fmt: skip
    """A numeral of several characters without a measure word: 一百零五, 三十二点五; not 十二生肖, “十一”."""
    following = flow[at : at + 1]
    if len(run) < 2 or (numeral.unit == 1 and not _MAGNITUDES.search(run)):
        return None, end
    if unit is not None and not numeral.decimals:
        return None, end
    if len(run) < 3 and all(char in _MAGNITUDE for char in run):
        return None, end
    quoted = front in ("“", "‘") or following in ("”", "’")
    if quoted or (front == "(" and following == ")") or _BARE_STOP.match(flow, at):
        return None, end
    if following > _HAN and (len(run) < 3 or numeral.decimals):
        return None, end
    return _plain(flow, begin, end, run, numeral, "number", "", at if cue else end, cue, True), end


def _magnitude(flow: str, start: int, end: int, run: str, front: str) -> Found:
    """上百家, 近千人: too wide to compute with; 过百家 is above; 百姓, 万家 are words."""
    unit = unit_at(flow, end)
    if unit is None or front not in ("上", "近", "成", "几", "数", "过", "逾", "超"):
        return None, end
    if front in "过逾超":
        numeral = read_numeral(run)
        assert numeral is not None
        return _plain(
            flow, start, end, run, numeral, "number", unit.word, end + len(unit.word), "above", unit.exact
        ), end
    return _vague(flow, start - 1 if front in "上几数" else start, end, run), end


def _vague(flow: str, begin: int, end: int, run: str) -> Number:
    numeral = read_numeral(run.lstrip("几数上成"))
    unit = unit_at(flow, end)
    kind: NumberKind = "number"
    word = unit.word if unit else ""
    if flow[end : end + 1] == "倍":
        kind, word = "multiple", "倍"
    return Number(begin, end, flow[begin:end], numeral.low if numeral else Fraction(0), None, None, kind, word,
                  approximate=True, vague=True, digits=run, stop=end + len(word), cue="vague")  # fmt: skip


def read_vague(flow: str, start: int, end: int) -> Found:
    """几十, 数百万, 几个: a size and no more; believed only in front of a measure word."""
    if flow[start] == "数" and flow[start - 1 : start] in frozenset("总人个件户次基指参位额量岁倍分少多无"):
        return None, start + 1
    if end == start + 1 and unit_at(flow, end) is None:
        return None, end
    return _vague(flow, start, end, flow[start:end]), end


def _and_a_half(
    flow: str, begin: int, end: int, run: str, numeral: Numeral, kind: NumberKind, word: str
) -> Found:  # fmt: skip
    """一年半, 两个半小时, 一倍半. ``end`` is behind 半."""
    value, half = numeral.low + Fraction(1, 2), Fraction(1, 2)
    stop = end
    if word == "个":
        unit = unit_at(flow, end)
        word = unit.word if unit else "个月" if flow[end : end + 1] == "月" else word
        stop = end + len(unit.word) if unit else end + (word == "个月")
    cue = cue_around(flow, begin, stop, word)
    reading = Reading(value, *bounds(value, half, half, cue), half, 1, 0)
    return number_of(flow, begin, end, reading, kind, word, run, stop, cue), end
