"""Arabic digits in Chinese prose: their scale (万, 亿), their measure word, their rate (%, 倍, 个百分点)."""

from __future__ import annotations

from fractions import Fraction

from ..kept import regex, scanner
from . import number_context as context
from .number_fractions import Found, printed, read_discount, read_mixed, read_share, read_slash, read_tenths
from .number_values import Number, NumberKind, Reading, bounds, number_of, read_arabic, read_value
from .number_words import FIRST_BEHIND, LAST_IN_FRONT, Cue, cue_around, unit_at, unit_end

_HALVED = frozenset(("个", "年", "天", "小时", "亩"))
_NOT_HALF = frozenset("数成价导自径年脱挂")
LONGEST = 30  # digits: a longer run is no figure anybody prints
SCALES = {
    "": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "万万": 10**8,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SUFFIX = scanner(r"([余多]?) ?(万亿|[千百十]?亿|万万|[百千十]?万|千|百(?!分))")
_SUFFIX_FIRST = frozenset("余多十百千万亿")
_TAIL_FIRST = _SUFFIX_FIRST | {"个"}  # what a scale or 个百分点 begins with, blanks and what is special aside
_UNIT_GOES_ON = frozenset("/半")
_OR_SO = regex.compile(r"\((?:[批件人起户]\)次|[次件起套]\))")  # 件(批)次, 件(次)
_THIN = regex.compile(r"[0-9]{1,3}(?: [0-9]{3}){1,4}(?:\.[0-9]+)?")
_SLASH = regex.compile(r"(?:([0-9]{1,6}) )?([0-9]{1,6})/([0-9]{1,6})(?![0-9/.%A-Za-z])")
_POWER = regex.compile(r"(?:[eE]|(\^))([-+]?[0-9]{1,2})(?![0-9A-Za-z.])")
_REST = regex.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(千?万|千|百(?!分))?")
POINT = scanner(r"个?(?:以上|多)?的? ?[百千]分点")
_PLAIN_POINT = 5  # characters: longer ones hold 以上 or 多
_NO_MORE = frozenset("额款热粮杭姚规证式")
_COHORT = frozenset("级届")
_SPECIAL = frozenset("·^又 %‰年月日号时点分倍成折来几:/-—~、至到和及与.)]〕+×xX财学会") | context.LETTERS


def read_digits(flow: str, start: int, digits: str, suffix: str, joined: bool = False) -> Found:
    """The number whose digits begin at ``start``, or None, and the index at which to read on.

    ``suffix`` are the characters of 余多十百千万亿 that follow the digits. With ``joined`` they are the upper
    end of a range, so what stands before them is not asked.
    """
    after = start + len(digits)
    if len(digits) > LONGEST:
        return None, after
    begin = start
    if start and not joined and flow[start - 1] in context.ASIDE:
        begin = context.begin_of(flow, start, after)
        if begin < 0:
            return None, after
        if begin < start and flow[start - 1] == ".":
            if "." in digits or "," in digits:
                return None, after
            digits = "0." + digits
    following = flow[after : after + 1]
    if following in _COHORT and len(digits) == 4 and digits.startswith(("19", "20")):
        return None, after  # 2014级
    if not suffix and following in _SPECIAL:
        return _special(flow, begin, start, digits, after)
    if suffix or following in _TAIL_FIRST:
        return _quantity(flow, begin, digits, after, after)
    return _measured(flow, begin, digits, after, after, after, 1, "")


def _special(flow: str, begin: int, start: int, digits: str, after: int) -> Found:
    """The number in front of a character that may make it a date, a rate, a code or an item number."""
    at = after
    mark = flow[at : at + 1]
    while mark == " " and at < after + 2:
        at += 1
        mark = flow[at : at + 1]
    if mark in ("%", "‰"):
        kind: NumberKind = "percent" if mark == "%" else "permille"
        return _number(flow, begin, at + 1, digits, kind, "", at + 1)
    if mark == "倍":
        return _number(flow, begin, after, digits, "multiple", "倍", at + 1)
    if at > after and mark in context.FIGURES:
        return _grouped(flow, begin, start, digits, after)
    if context.is_year(flow, digits, after):
        return _year(flow, begin, digits, after, at)
    past = context.past_date(flow, start, digits, at, mark) or context.past_code(flow, start, digits, at, mark)
    if past:
        return None, past
    if mark == "日":
        return _number(flow, begin, after, digits, "number", "日", at + 1, True)
    if mark in context.LETTERS or mark in ("+", "×", "^"):
        return _lettered(flow, begin, digits, after, at)
    found: Found | None = None
    if mark in ("成", "折", "分", "又"):
        found = _spoken(flow, begin, start, digits, at, mark)
    elif mark == "/":
        found = _slash(flow, begin, start, after)
    return found or _quantity(flow, begin, digits, after, at)


def _spoken(flow: str, begin: int, start: int, digits: str, at: int, mark: str) -> Found | None:
    """3分之2, 1又2分之1, 7.2成, 8折; None if the character at ``at`` belongs to another word."""
    if mark == "分":
        return read_share(flow, begin, start, at) if flow.startswith("分之", at) else None
    if mark == "又":
        number, stop = read_mixed(flow, begin, start, at)
        return (number, stop) if number is not None else None
    numeral = printed(digits)
    if numeral is None:
        return None
    if mark == "成":
        return read_tenths(flow, begin, start, at, numeral)
    return read_discount(flow, begin, start, at, numeral.low)


def _slash(flow: str, begin: int, start: int, after: int) -> Found:
    """2/3, 1 2/3; not 3/5个, nor digits before a slash that is no division."""
    match = _SLASH.match(flow, start)
    if match is None:
        return None, after
    whole, above, below = int(match.group(1) or 0), int(match.group(2)), int(match.group(3))
    if not below or unit_at(flow, match.end()) is not None:
        return None, match.end()
    return read_slash(flow, begin, match.end(), whole * below + above, below)


def _grouped(flow: str, begin: int, start: int, digits: str, after: int) -> Found:
    """1 234 567元: blanks between groups of thousands, believed only in front of a measure word or %."""
    mixed = _SLASH.match(flow, start)
    if mixed is not None and mixed.group(1):
        return _slash(flow, begin, start, after)
    match = _THIN.match(flow, start)
    alone = not (flow[start - 1 : start] == " " and flow[start - 2 : start - 1] in context.FIGURES)
    if match is not None and alone and digits[0] != "0":
        end = match.end()
        if flow[end : end + 1] in ("%", "‰") or _SUFFIX.match(flow, end) or unit_at(flow, end):
            return _quantity(flow, begin, match.group(), end, end)
    return _quantity(flow, begin, digits, after, after)


def _year(flow: str, begin: int, digits: str, after: int, at: int) -> Found:
    year = read_arabic(digits, 1, "", True).value
    followed = flow[at : at + 1] == "年"
    number = Number(begin, after, digits, year, year, year, "year", "年" if followed else "", digits=digits,
                    stop=at + 1 if followed else after)  # fmt: skip
    return number, after


def _lettered(flow: str, begin: int, digits: str, after: int, at: int) -> Found:
    """Letters behind: a measure word (km), an exponent (3e5), thousands (40k), or a code."""
    if unit_at(flow, at) is not None:
        return _quantity(flow, begin, digits, after, at)
    power = _POWER.match(flow, after)
    if power is not None:
        return _power(flow, begin, digits, power)
    if flow[at] == "k" and flow[at + 1 : at + 2] not in context.LETTERS:
        return _number(flow, begin, at + 1, digits, "number", "", at + 1, True, 1000)
    if at > after:
        return _quantity(flow, begin, digits, after, after)
    return None, context.past_letters(flow, after)


def _power(flow: str, begin: int, digits: str, match: regex.Match[str]) -> Found:
    """3.2e5, 2^5."""
    base, power, end = Fraction(digits.replace(",", "")), int(match.group(2)), match.end()
    if not base and power < 0:
        return None, end
    value = base * Fraction(10) ** power if match.group(1) is None else base**power
    if flow[begin] in "-负":
        value = -value
    return Number(begin, end, flow[begin:end], value, value, value, "number", digits=digits, stop=end), end


def _quantity(flow: str, begin: int, digits: str, after: int, at: int) -> Found:
    """A number with its scale, its rest (3亿5000万) and its measure word. The tail begins at ``at``."""
    scale, end, stop, more = 1, after, at, ""
    first = flow[at : at + 1]
    if first in _SUFFIX_FIRST:
        match = _SUFFIX.match(flow, at)
        if match is not None and not (match.group(2) == "千" and _begins_unit(flow, match.end() - 1)):
            more, word = match.groups()
            scale, end = SCALES[word], match.end()
            stop = end
        if not more and flow[stop : stop + 1] in ("余", "多") and flow[stop + 1 : stop + 2] not in _NO_MORE:
            more, stop = flow[stop], stop + 1
    elif first in ("来", "几") and unit_at(flow, at + 1) is not None:
        more, stop = first, at + 1
    cue: Cue = "" if not more else "about" if more == "来" else "more"
    if scale >= 10**4 and not more and flow[end : end + 1] in context.FIGURES:
        mixture = _mixture(flow, begin, digits, scale, end)
        if mixture is not None:
            return mixture
    while flow[stop : stop + 1] == " ":
        stop += 1
    mark = flow[stop : stop + 1]
    if mark in ("个", "百"):
        point = POINT.match(flow, stop)
        if point is not None:
            if len(point.group()) > _PLAIN_POINT:  # 2个以上百分点
                cue = "more" if "多" in point.group() else "at least"
            word = point.group()[-3:] if mark == "百" else f"个{point.group()[-3:]}"
            return _number(flow, begin, end, digits, "point", word, point.end(), False, scale, cue)
    elif mark == "倍":
        return _number(flow, begin, end, digits, "multiple", "倍", stop + 1, False, scale, cue)
    elif mark in ("%", "‰"):
        kind: NumberKind = "percent" if mark == "%" else "permille"
        return _number(flow, begin, stop + 1, digits, kind, "", stop + 1, False, scale, cue)
    return _measured(flow, begin, digits, after, end, stop, scale, cue)


def _measured(
    flow: str, begin: int, digits: str, after: int, end: int, stop: int, scale: int, cue: Cue
) -> Found:  # fmt: skip
    """A number whose digits end at ``after`` and its scale at ``end``, with its measure word at ``stop``."""
    unit = unit_at(flow, stop)
    if unit is not None:
        behind = stop + len(unit.word)
        if flow[behind : behind + 1] in _UNIT_GOES_ON:
            behind = unit_end(flow, behind)
            if flow[behind : behind + 1] == "半" and scale == 1 and not cue:
                half = _and_a_half(flow, begin, digits, unit.word, behind + 1)
                if half is not None:
                    return half
        elif flow[behind : behind + 1] == "(" and (also := _OR_SO.match(flow, behind)):
            return _number(flow, begin, end, digits, "number", unit.word, also.end(), unit.exact, scale, cue)
        return _number(flow, begin, end, digits, "number", flow[stop:behind], behind, unit.exact, scale, cue)
    if scale == 1 and not cue:
        if context.names_year(flow, digits, after):
            return _year(flow, begin, digits, after, after)
        if context.is_name(flow, begin, digits, after):
            return None, after
    return _number(flow, begin, end, digits, "number", "", stop if cue else end, True, scale, cue)


def _and_a_half(flow: str, begin: int, digits: str, word: str, end: int) -> Found | None:
    """2年半, 1个半月, 3个半小时; None where 半 belongs to what follows (2天半价, 3个半成品)."""
    if word not in _HALVED or not digits.isdigit() or flow[end : end + 1] in _NOT_HALF:
        return None
    stop = end
    if word == "个":
        unit = unit_at(flow, end)
        if unit is None and flow[end : end + 1] != "月":
            return None
        word = unit.word if unit else "月"
        stop = end + len(word)
        word = "个月" if word == "月" else word
    value, half = Fraction(int(digits)) + Fraction(1, 2), Fraction(1, 2)
    cue = cue_around(flow, begin, stop, word)
    reading = Reading(value, *bounds(value, half, half, cue), half, 1, 0)
    return number_of(flow, begin, end, reading, "number", word, digits, stop, cue), end


def _begins_unit(flow: str, at: int) -> bool:
    """Whether 千 at this index is part of 千瓦, 千米, 千克."""
    unit = unit_at(flow, at)
    return unit is not None and unit.word[0] == "千"


def _mixture(flow: str, begin: int, digits: str, scale: int, end: int) -> Found | None:
    """3亿5000万, 3亿5千万, 1万2000元: parts of falling size, read as one number; None if it is but one part."""
    unit, decimals = scale, len(digits.partition(".")[2])
    rest = thousands = Fraction(0)
    first = end
    while not decimals:
        part = _REST.match(flow, end)
        if part is None:
            break
        size = SCALES[part.group(2) or ""]
        value = Fraction(part.group(1)) * size
        if value >= unit or (size == 1 and unit_at(flow, part.end()) is None):
            break
        rest, unit, end, decimals = rest + value, size, part.end(), len(part.group(1).partition(".")[2])
        thousands = thousands + value if size < 10**4 else Fraction(0)
    if end == first:
        return None
    if thousands and scale > 10**4 and flow[end : end + 1] == "万":  # 3亿5千2百万
        rest, unit, end = rest + thousands * (10**4 - 1), unit * 10**4, end + 1
    total = Fraction(digits.replace(",", "").replace(" ", "")) * scale + rest
    if flow[begin] in "-负":
        total = -total
    measure = unit_at(flow, end)
    stop = unit_end(flow, end + len(measure.word)) if measure else end
    cue = cue_around(flow, begin, stop, flow[end:stop])
    reading = read_value(total, unit, decimals, cue, measure is None or measure.exact)
    return number_of(flow, begin, end, reading, "number", flow[end:stop], flow[begin:end], stop, cue), end


def _number(
    flow: str, begin: int, end: int, digits: str, kind: NumberKind, unit: str, stop: int,
    exact: bool = False, scale: int = 1, inside: Cue = "",
) -> Found:  # fmt: skip
    """The mention of a number whose literal is ``flow[begin:end]`` and whose measure word ends at ``stop``."""
    cue = inside
    if flow[stop : stop + 1] in FIRST_BEHIND or (begin and flow[begin - 1] in LAST_IN_FRONT):
        cue = cue_around(flow, begin, stop, unit, inside)
    signed, first = digits, flow[begin]
    if first == "第" and kind == "number":
        kind = "ordinal"
    elif first in "-负零":
        signed = "-" + digits
    reading = read_arabic(signed, scale, cue, exact)
    return number_of(flow, begin, end, reading, kind, unit, digits, stop, cue), end
