"""Fractions and rates put into words: 百分之三, 三分之一, 一又二分之一, 三成五, 八折, 翻一番, 一半.

The numeral in front may be Arabic or Chinese; both readers come here when they meet 分之, 又, 成 or 折.
"""

from __future__ import annotations

from fractions import Fraction

from ..kept import regex
from .chinese_numerals import Numeral, read_numeral
from .number_values import ZERO, Number, NumberKind, bounds, number_of, read_value
from .number_words import Cue, cue_around, unit_at

Found = tuple[Number | None, int]

NUMERAL = "零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_PRINTED = rf"[{NUMERAL}]++(?:点[{NUMERAL}]++)?|[0-9]{{1,9}}(?:,[0-9]{{3}}){{0,4}}(?:\.[0-9]{{1,9}})?"
_SHARE = regex.compile(rf"分之(?:([负-]?)({_PRINTED})( ?[kKM](?![A-Za-z]))?|([几数多]))")
_MIXED = regex.compile(rf"又(?:({_PRINTED})分之({_PRINTED})|(?P<above>[0-9]{{1,4}})/(?P<below>[0-9]{{1,4}}))")
_UPPER = regex.compile(rf"(?:{_PRINTED})(?!分之|[个成倍折%‰])")
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_VULGAR = regex.compile(rf"[{''.join(VULGAR)}]")
_RATES: dict[str, NumberKind] = {
    "百": "percent",
    "佰": "percent",
    "千": "permille",
    "仟": "permille",
    "100": "percent",
}
_THOUSANDS = {"k": 10**3, "K": 10**3, "M": 10**6}
_NOT_TENTHS = frozenset("立为员果效功本分长都就交绩型熟家品片组因形见全年人像套天不")
_NOT_DISCOUNT = frozenset("页算合旧扣叠线射返腾子本磨损桥迁不")
_DOUBLINGS = {"": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def printed(text: str) -> Numeral | None:
    """The value of Arabic digits or of a Chinese numeral."""
    if not text or not text[0].isascii():
        return read_numeral(text)
    value = Fraction(text.replace(",", ""))
    return Numeral(value, value, 1, len(text.partition(".")[2]))


def read_share(flow: str, begin: int, start: int, end: int) -> Found:
    """The fraction with the denominator ``flow[start:end]`` and 分之 behind it; 负 may stand at ``begin``."""
    match = _SHARE.match(flow, end)
    below = printed(flow[start:end])
    if match is None or below is None or not below.low:
        return None, end
    stop = match.end()
    sign, above, thousands, vague = match.groups()
    kind = _RATES.get(flow[start:end], "fraction")
    if vague:
        return Number(begin, stop, flow[begin:stop], ZERO, None, None, kind, approximate=True, vague=True,
                      digits=vague, stop=stop, cue="vague"), stop  # fmt: skip
    numeral = printed(above)
    if numeral is None:
        return None, stop
    value, high = numeral.low, numeral.high
    if thousands:
        value, high = value * _THOUSANDS[thousands.strip()], high * _THOUSANDS[thousands.strip()]
    if (sign != "") != (begin < start):
        value, high = -high, -value
    if kind == "fraction":
        return _fraction(flow, begin, stop, value / below.low), stop
    number = rate(flow, begin, stop, value, numeral.decimals, kind, above)
    return (number._replace(high=high, approximate=True, cue="range") if high != value else number), stop


def read_mixed(flow: str, begin: int, start: int, end: int) -> Found:
    """一又二分之一: a whole number ``flow[start:end]`` with 又 and a fraction behind it."""
    match = _MIXED.match(flow, end)
    if match is None:
        return None, end
    parts = match.group(1) or match["below"], match.group(2) or match["above"]
    whole, below, above = printed(flow[start:end]), printed(parts[0]), printed(parts[1])
    if whole is None or below is None or above is None or not below.low:
        return None, match.end()
    value = whole.low + above.low / below.low
    return _fraction(flow, begin, match.end(), -value if begin < start else value), match.end()


def read_to(flow: str, lower: Number, at: int) -> Number | None:
    """百分之十到二十, of which ``lower`` is the first part and the second begins at ``at``: one mention."""
    match = _UPPER.match(flow, at)
    numeral = printed(match.group()) if match else None
    if match is None or numeral is None or unit_at(flow, match.end()) or numeral.low <= lower.value:
        return None
    upper = rate(flow, at, match.end(), numeral.low, numeral.decimals, lower.kind, match.group())
    literal = flow[lower.start : match.end()]
    low = lower.value - upper.step / 2
    return upper._replace(start=lower.start, literal=literal, value=lower.value, low=low,
                          approximate=True, digits=literal, cue="range")  # fmt: skip


def read_vulgar(flow: str, found: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers of a text and those that a character such as ½ writes: ⅓, 2½个."""
    numbers = {number.end: number for number in found}
    for match in _VULGAR.finditer(flow):
        above, below = VULGAR[match.group()]
        end = match.end()
        whole = numbers.get(match.start())
        if whole is not None and whole.literal.isdecimal():
            del numbers[whole.end]
        else:
            whole = None
        start, value = (whole.start, whole.value) if whole else (match.start(), Fraction(0))
        value += Fraction(above, below)
        unit = unit_at(flow, end)
        word = unit.word if unit else ""
        number = _fraction(flow, start, end, value, Fraction(0))
        numbers[end] = number._replace(kind="number", unit=word, stop=end + len(word)) if word else number
    return tuple(numbers[end] for end in sorted(numbers))


def read_slash(flow: str, begin: int, end: int, above: int, below: int) -> Found:
    """2/3."""
    value = Fraction(above, below)
    return _fraction(flow, begin, end, -value if flow[begin] in "-负" else value), end


def read_tenths(flow: str, begin: int, start: int, end: int, numeral: Numeral) -> Found | None:
    """三成 is 30 %, 三成五 and 三成半 are 35 %; None if 成 at ``end`` belongs to another word."""
    stop = end + 1
    if numeral.high > 10 or flow[stop : stop + 1] in _NOT_TENTHS:
        return None
    value, decimals = numeral.low * 10, max(0, numeral.decimals - 1)
    tail = flow[stop : stop + 1]
    if tail == "半" or (tail in "一二三四五六七八九" and tail and unit_at(flow, stop + 1) is None):
        value, stop = value + (5 if tail == "半" else "一二三四五六七八九".index(tail) + 1), stop + 1
        rounded = 1
    else:
        rounded = 1 if numeral.decimals else 10  # 三成 says tens of percents
    number = rate(flow, begin, stop, value, decimals, "percent", flow[start:end], rounded)
    if numeral.is_span:
        number = number._replace(low=value, high=numeral.high * 10, approximate=True, vague=True, cue="range")
    return number, stop


def read_discount(flow: str, begin: int, start: int, end: int, value: Fraction) -> Found | None:
    """八折 is 80 %, 七五折 75 %; None if 折 at ``end`` belongs to another word (一波三折, 折算)."""
    stop = end + 1
    if value == 10 or not 0 < value < 100 or flow[stop : stop + 1] in _NOT_DISCOUNT:
        return None
    if flow[start - 1 : start] in ("波", "曲"):
        return None
    return rate(flow, begin, stop, value * 10 if value < 10 else value, 0, "percent", flow[start:end]), stop


def read_doubling(flow: str, start: int, end: int, count: str) -> Found:
    """翻一番 is twice, 翻两番 four times as much."""
    value = Fraction(2 ** _DOUBLINGS[count])
    word = flow[start:end]
    inside: Cue = "nearly" if "近" in word else "above" if "逾" in word or "超" in word else ""
    cue = cue_around(flow, start, end, "", inside)
    low, high = bounds(value, ZERO, value / 20, cue or "about")
    return Number(start, end, word, value, low, high, "multiple", approximate=True,
                  digits=count or "番", stop=end, cue=cue), end  # fmt: skip


def read_half(flow: str, start: int, end: int) -> Found:
    """一半, 半数 as a fraction; 半年, 半个月, 半小时 as half a measure. ``end`` is behind 半."""
    half = Fraction(1, 2)
    if flow[end : end + 1] == "数":
        end += 1
    elif flow[end : end + 1] == "成" and flow[end + 1 : end + 2] not in _NOT_TENTHS:
        return rate(flow, start, end + 1, Fraction(5), 0, "percent", "半"), end + 1
    if flow[start - 1 : start] in frozenset("上下前后大多过对各参") and flow[start] == "半":
        return None, end
    if flow[start] == "一" or flow[end - 1] == "数":
        return _fraction(flow, start, end, half, half / 5), end
    unit = unit_at(flow, end)
    if unit is None or flow[end + len(unit.word) : end + len(unit.word) + 1] in ("度", "报"):
        return None, end
    return Number(start, end, "半", half, half, half, "number", unit.word, digits="半",
                  stop=end + len(unit.word)), end  # fmt: skip


def rate(
    flow: str, begin: int, stop: int, value: Fraction, decimals: int, kind: NumberKind, digits: str,
    unit: int = 1,
) -> Number:  # fmt: skip
    """A percentage put into words, printed with ``decimals`` behind the point of ``unit`` percents."""
    cue = cue_around(flow, begin, stop, "")
    reading = read_value(value, unit, decimals, cue, False)
    return number_of(flow, begin, stop, reading, kind, "", digits, stop, cue)


def _fraction(flow: str, begin: int, end: int, value: Fraction, slack: Fraction | None = None) -> Number:
    """A fraction, which in prose is rounder than its exact value: by a twentieth unless ``slack`` is given."""
    cue = cue_around(flow, begin, end, "")
    last = abs(value) / 20 if slack is None else slack
    low, high = bounds(value, ZERO, last, cue if cue not in ("", "达") else "about")
    return Number(begin, end, flow[begin:end], value, low, high, "fraction", approximate=True,
                  digits=flow[begin:end], stop=end, cue=cue)  # fmt: skip
