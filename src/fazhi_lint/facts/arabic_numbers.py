"""Arabic digits in Chinese prose: which of them are quantities, and of what.

Dates, hours, document numbers, telephone numbers, item numbers, citation marks and codes glued to letters
are no quantities; the characters on both sides tell.
"""

from __future__ import annotations

from fractions import Fraction

import regex

from .number_values import Number, NumberKind, read_arabic, read_value
from .number_words import Cue, cue_around, unit_at, unit_end

Found = tuple[Number | None, int]
LONGEST = 30  # digits: a longer run is no figure anybody prints
SCALES = {
    "": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SUFFIX = regex.compile(r"([余多]?) ?(万亿|[千百十]?亿|[百千十]?万|千(?!年)|百(?!分))")
_GROUPED = regex.compile(r"[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?")
_THIN = regex.compile(r"[0-9]{1,3}(?: [0-9]{3}){1,4}(?:\.[0-9]+)?(?![0-9.])")
_YEAR_LEFT = regex.compile(
    r" ?(?:年(?!级)|财年|学年|会计年度)| ?[-—~至到、/和及与](?:19|20)[0-9]{2}(?![0-9.,%‰])"
)
_DATE = regex.compile(
    r"[0-9]{1,2}(?:[月日号]?[-—~、,至到和及与][0-9]{1,2}){0,12} ?(?:月份?(?: ?[0-9]{1,2} ?[日号])?|[日号])"
)
_FULL_DATE = regex.compile(r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}(?:\1[0-9]{1,2})?(?![0-9%‰万亿])")
_CLOCK = regex.compile(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:.%])")
_RATIO = regex.compile(r"[0-9.]+(?::[0-9.]+){1,9}")
_HOUR = regex.compile(
    r"[0-9]{1,2} ?(?:时(?: ?[0-9]{1,2} ?分(?!钟))?|点(?:(?: ?[0-9]{1,2} ?分)|半|整|钟|前|后|[-—至到]))"
)
_CODE = regex.compile(r"[0-9]+(?:-[0-9A-Za-z]+){2,}|0[0-9]{2,3}-[0-9]{7,8}|400-[0-9]+|[0-9]{6,}-[0-9]+")
_FRACTION = regex.compile(r"([0-9]{1,6})/([0-9]{1,6})(?![0-9/.%A-Za-z])")
_SPOKEN = regex.compile(r"分之([0-9]{1,9}(?:\.[0-9]{1,9})?)")
_EXPONENT = regex.compile(r"[eE]([-+]?[0-9]{1,2})(?![0-9A-Za-z.])")
POINT = regex.compile(r"个?(?:以上|多)?的? ?百分点")
_TAIL = regex.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(千?万|千(?![瓦米克伏])|百(?!分))?")
_HOTLINE = regex.compile(r"12[0-9]{3}|1[12][0-9]|96[0-9]{3,4}|95[0-9]{3}|10086|10000|10010")
_NO_QUANTITY = regex.compile(
    r"国道|省道|县道|乡道|路公交|热线|专线|报警|指挥|接处警|联动|急救|世纪|后(?![,。;、])|模式|机制|体系|战略|思路"
    r"|行动|工程|计划|总体|方案|布局|目标|专项"
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
_ASIDE = frozenset("-.(/〔[第+×xX _#负·道") | _LETTERS
_SPECIAL = frozenset("· %‰年月日号时点分倍个成折来几:/-—~、至到和及与.)]〕+×xX") | _LETTERS
_LIST_FRONT = frozenset("。;:!?,、\t)》” ")
_SIGN_FRONT = frozenset(" >*(,、:;。\t|为是长降幅率减增度于达约值差额近")
_JOINERS = frozenset("-—~、至到和及与")
_TIGHT_SUFFIX = frozenset("余多十百千万亿")


def read_digits(flow: str, start: int, digits: str, suffix: str, joined: bool = False) -> Found:
    """The number whose digits begin at ``start``, or None, and the index at which to read on.

    ``suffix`` are the characters of 余多十百千万亿 that follow the digits. With ``joined`` they are the upper
    end of a range, so what stands before them is not asked.
    """
    after = start + len(digits)
    if len(digits) > LONGEST:
        return None, after
    begin = start
    if start and not joined and flow[start - 1] in _ASIDE:
        begin = _begin(flow, start, after, flow[start - 1])
        if begin < 0:
            return None, after
    if not suffix and flow[after : after + 1] in _SPECIAL:
        return _special(flow, begin, start, digits, after)
    return _quantity(flow, begin, digits, after, after, suffix != "")


def _begin(flow: str, start: int, after: int, before: str) -> int:
    """Where the number begins with its sign or 第; -1 if it is no number because of what stands before it."""
    front = flow[start - 2] if start > 1 else ""
    if before == "第":
        return start - 1
    if before == "负":
        return start - 1 if front not in ("欠", "抱", "担", "正") else start
    if before == " ":
        at = len(flow[:start].rstrip(" ")) if front == " " else start - 1
        word = flow[at - 1 : at]
        if word == "第" or word == "负":
            return at - 1
        return -1 if word in _LETTERS and not _measured(flow, after) else start
    if before == "道":
        return -1 if front in ("国", "省", "县", "乡") else start
    if before == "-":
        if _YEAR_LEFT.match(flow, after) and (front in _DIGITS or front == "年"):
            return start
        signed = not front or front in _SIGN_FRONT or (front > "\u2fff" and "." in flow[start:after])
        return start - 1 if signed else -1
    if before == ".":
        return -1 if front in _DIGITS or front in _LETTERS else start
    if before in "([〔":
        closed = flow[after : after + 1] in (")", "]", "〕")
        return -1 if closed and flow[start:after].isdigit() else start
    if before == "/":
        return -1 if front in _DIGITS or front in _LETTERS else start
    if before in _LETTERS:
        return start if front in _LETTERS and flow[start - 2 : start] != "PM" and _measured(flow, after) else -1
    return -1


def _measured(flow: str, after: int) -> bool:
    """Whether % or an amount of money follows, so that digits behind letters are a figure (GDP6.5%)."""
    match = _SUFFIX.match(flow, after)
    at = match.end() if match else after
    return flow[at : at + 1] in ("%", "‰", "元") or flow.startswith("美元", at)


def _special(flow: str, begin: int, start: int, digits: str, after: int) -> Found:
    """The number in front of a character that may make it a date, a rate, a code or an item number."""
    at = after
    while flow[at : at + 1] == " " and at < after + 2:
        at += 1
    mark = flow[at : at + 1]
    whole = digits.isdigit()
    if at > after and mark in _DIGITS:
        return _thin(flow, begin, start, digits, after)
    if mark in ("%", "‰"):
        kind: NumberKind = "percent" if mark == "%" else "permille"
        return _built(flow, begin, at + 1, digits, kind, "", at + 1)
    dated = mark == "年" or mark in _JOINERS or (mark and mark in "/财学会")
    if whole and dated and len(digits) == 4 and "1800" < digits < "2200":
        followed = mark == "年" and flow[at + 1 : at + 2] != "级"
        if followed or _YEAR_LEFT.match(flow, after):
            return _year(flow, begin, digits, after, at)
    if mark in ("月", "日", "号") or (whole and len(digits) < 3 and mark in _JOINERS):
        if mark == "日" and flow.startswith(("日内", "日以内", "日之内"), at):
            return _built(flow, begin, after, digits, "number", "日", at + 1, True)
        date = _DATE.match(flow, start)
        if date is not None:
            return None, date.end()
        if mark in ("月", "日", "号"):
            return None, at + 1
    if mark in _LETTERS or mark in "+×":
        return _lettered(flow, begin, digits, after, at, mark)
    if mark == "年" and whole and len(digits) == 2 and flow[at + 1 : at + 2] in ("底", "末", "初", "代"):
        return None, at + 1
    if mark in ("时", "点"):
        hour = _HOUR.match(flow, start)
        if hour is not None or (
            mark == "点" and flow[start - 1 : start] in ("午", "晨", "晚", "早", "日", "天")
        ):
            return None, hour.end() if hour is not None else at + 1
    elif mark == "倍":
        return _built(flow, begin, after, digits, "multiple", "倍", at + 1)
    elif (
        mark == "成"
        and len(digits) < 3
        and flow[at + 1 : at + 2] not in frozenset("立为员果效功本分长都就交绩型熟家品片组")
    ):
        number, resume = _built(flow, begin, at + 1, digits, "percent", "", at + 1)
        return (number and times(number, 10)), resume
    elif mark == "折" and flow[begin - 1 : begin] == "打" and len(digits) < 3:
        number, resume = _built(flow, begin, at + 1, digits, "percent", "", at + 1)
        return (number and (times(number, 10) if len(digits) == 1 else number)), resume
    elif mark == "分":
        spoken = _SPOKEN.match(flow, at)
        if spoken is not None and whole and int(digits):
            return _fraction(flow, begin, spoken.end(), Fraction(spoken.group(1)) / int(digits))
    elif mark == ":":
        return _colon(flow, begin, start, digits, after)
    elif mark in ("/", "-", "."):
        found = _marked(flow, begin, start, digits, after, mark)
        if found is not None:
            return found
    elif mark in ("、", ")"):
        listed = whole and len(digits) < 3 and (start == 0 or flow[start - 1] in _LIST_FRONT - {"、", ",", " "})
        if listed and flow[at + 1 : at + 2] > "\u2fff":
            return None, at + 1
    elif mark in ("]", "〕", "·"):
        return None, at + 1
    return _quantity(flow, begin, digits, after, at, mark in _TIGHT_SUFFIX)


def _thin(flow: str, begin: int, start: int, digits: str, after: int) -> Found:
    """1 234 567元: blanks between groups of thousands, believed only in front of a measure word or %."""
    match = _THIN.match(flow, start)
    alone = not (flow[start - 1 : start] == " " and flow[start - 2 : start - 1] in _DIGITS)
    if match is None or not alone or digits[0] == "0":
        return _quantity(flow, begin, digits, after, after, False)
    end = match.end()
    if flow[end : end + 1] in ("%", "‰") or _SUFFIX.match(flow, end) or unit_at(flow, end):
        return _quantity(flow, begin, match.group(), end, end, flow[end : end + 1] in _TIGHT_SUFFIX)
    return _quantity(flow, begin, digits, after, after, False)


def _year(flow: str, begin: int, digits: str, after: int, at: int) -> Found:
    year = Fraction(int(digits))
    stop = at + 1 if flow[at : at + 1] == "年" else after
    unit = "年" if stop > after else ""
    number = Number(begin, after, digits, year, year, year, "year", unit, digits=digits, stop=stop)
    return number, after


def _lettered(flow: str, begin: int, digits: str, after: int, at: int, mark: str) -> Found:
    """Letters behind: a measure word (公里 as km), an exponent, or a code (5G, 1+1+N, 7×24)."""
    if mark in _LETTERS:
        if unit_at(flow, at) is not None:
            return _quantity(flow, begin, digits, after, at, False)
        exponent = _EXPONENT.match(flow, after)
        if exponent is not None:
            value = Fraction(flow[begin:after].replace(",", "")) * Fraction(10) ** int(exponent.group(1))
            return Number(begin, exponent.end(), flow[begin : exponent.end()], value, value, value, "number",
                          digits=digits, stop=exponent.end()), exponent.end()  # fmt: skip
        if at > after:
            return _quantity(flow, begin, digits, after, after, False)
    at = after
    while at < len(flow) and (flow[at] in _LETTERS or flow[at] in _DIGITS or flow[at] in "+×"):
        at += 1
    return None, at


def _colon(flow: str, begin: int, start: int, digits: str, after: int) -> Found:
    """10:17:59 is an hour; the parts of 7.7:58.9:33.4 and of 比例为3:10 are numbers."""
    clock = _CLOCK.match(flow, start)
    if clock is not None and "比" not in flow[max(0, start - 8) : start]:
        parts = [int(part) for part in clock.group().split(":")]
        if len(parts) < 3 or sum(parts) != 100:
            return None, clock.end()
    return _quantity(flow, begin, digits, after, after, False)


def _marked(flow: str, begin: int, start: int, digits: str, after: int, mark: str) -> Found | None:
    """Digits before a slash, hyphen or full stop: fractions, dates, codes, item numbers; None if neither."""
    match = _FULL_DATE.match(flow, start)
    if match is not None and (mark != "/" or match.group(1) == "/"):
        return None, match.end()
    if mark == "/":
        fraction = _FRACTION.match(flow, start)
        if fraction is None:
            return None, after
        above, below = int(fraction.group(1)), int(fraction.group(2))
        if not below or unit_at(flow, fraction.end()) is not None:
            return None, fraction.end()
        return _fraction(flow, begin, fraction.end(), Fraction(above, below))
    if mark == "-":
        code = _CODE.match(flow, start)
        return (None, code.end()) if code is not None else None
    if digits.isdigit() and len(digits) < 3 and (start == 0 or flow[after + 1 : after + 2] > "\u2fff"):
        return None, after + 1
    return None


def _fraction(flow: str, begin: int, end: int, value: Fraction) -> Found:
    """A fraction, which in prose is rounder than its exact value: approximate by a twentieth."""
    if flow[begin] in "-负":
        value = -value
    slack = abs(value) / 20
    number = Number(
        begin, end, flow[begin:end], value, value - slack, value + slack, "fraction", approximate=True,
        digits=flow[begin:end], stop=end, cue=cue_around(flow, begin, end, ""),
    )  # fmt: skip
    return number, end


def times(number: Number, factor: int) -> Number:
    """The number with its value and interval multiplied (三成 is 30 %)."""
    low = None if number.low is None else number.low * factor
    high = None if number.high is None else number.high * factor
    return number._replace(value=number.value * factor, low=low, high=high, step=number.step * factor)


def _quantity(flow: str, begin: int, digits: str, after: int, at: int, suffixed: bool) -> Found:
    """A number with its scale, its rest (3亿5000万) and its measure word. The tail begins at ``at``."""
    scale, end, stop, pre = 1, after, at, ""
    if suffixed:
        match = _SUFFIX.match(flow, at)
        if match is not None:
            mid, word = match.groups()
            if word != "千" or not _begins_unit(flow, match.end() - 1):
                scale, end = SCALES[word], match.end()
                stop, pre = end, mid
    if not pre and flow[stop : stop + 1] in ("余", "多") and flow[stop + 1 : stop + 2] not in _NO_MORE:
        stop, pre = stop + 1, flow[stop]
    elif flow[at : at + 1] in ("来", "几") and unit_at(flow, at + 1) is not None:
        stop, pre = at + 1, flow[at]
    cue: Cue = "" if not pre else "about" if pre == "来" else "more"
    if scale >= 10**4 and flow[end : end + 1] in _DIGITS and not pre:
        return _mixture(flow, begin, digits, scale, end)
    if flow[stop : stop + 1] == " ":
        stop += 1
    point = POINT.match(flow, stop) if flow[stop : stop + 1] in ("个", "百") else None
    if point is not None:
        if len(point.group()) > 5:  # 2个以上百分点
            cue = "more" if "多" in point.group() else "at least"
        word = "个百分点" if flow[stop] == "个" else "百分点"
        return _built(flow, begin, end, digits, "point", word, point.end(), False, scale, cue)
    if flow[stop : stop + 1] == "倍":
        return _built(flow, begin, end, digits, "multiple", "倍", stop + 1, False, scale, cue)
    if flow[stop : stop + 1] in ("%", "‰"):
        kind: NumberKind = "percent" if flow[stop] == "%" else "permille"
        return _built(flow, begin, stop + 1, digits, kind, "", stop + 1, False, scale, cue)
    unit = unit_at(flow, stop)
    if unit is None:
        wordy = flow[after : after + 1] > "\u2fff" or flow[after : after + 1] in ("“", "《")
        if (
            scale == 1
            and not cue
            and wordy
            and len(digits) == 4
            and digits.isdigit()
            and "1948" < digits < "2061"
        ):
            return _year(flow, begin, digits, after, after)  # 2023世界…大会
        if scale == 1 and not cue and _bare(flow, begin, digits, after):
            return None, after
        return _built(flow, begin, end, digits, "number", "", stop if cue else end, True, scale, cue)
    behind = unit_end(flow, stop + len(unit.word))
    word = unit.word if behind == stop + len(unit.word) else flow[stop:behind]
    return _built(flow, begin, end, digits, "number", word, behind, unit.exact, scale, cue)


_NO_MORE = frozenset("额款热粮杭姚规证式")


def _begins_unit(flow: str, at: int) -> bool:
    """Whether 千 at this index is part of 千瓦, 千米, 千克."""
    unit = unit_at(flow, at)
    return unit is not None and unit.word[0] == "千"


def _bare(flow: str, begin: int, digits: str, after: int) -> bool:
    """Whether digits without any measure word are a telephone number, a road, a table's number or a name."""
    if not digits.isdigit():
        return False
    if len(digits) > 10 or (digits[0] == "0" and len(digits) > 1):
        return True
    front, following = flow[begin - 1 : begin], flow[after : after + 1]
    if (
        (front in ("“", "‘") and following in ("”", "’"))
        or front in ("表", "图", "录")
        or _NO_QUANTITY.match(flow, after)
    ):
        return True
    wordy = following in ("”", "’") or following > "\u2fff"
    return wordy and flow[begin] != "第" and _HOTLINE.fullmatch(digits) is not None


def _mixture(flow: str, begin: int, digits: str, scale: int, end: int) -> Found:
    """3亿5000万, 3亿5千万, 1万2000元: parts of falling size, read as one number."""
    total = Fraction(digits.replace(",", "")) * scale
    unit, decimals = scale, len(digits.partition(".")[2])
    for _ in range(3):
        part = _TAIL.match(flow, end)
        if part is None:
            break
        size = SCALES[part.group(2) or ""]
        value = Fraction(part.group(1)) * size
        if value >= unit or decimals or (size == 1 and unit_at(flow, part.end()) is None):
            break
        total, unit, end, decimals = total + value, size, part.end(), len(part.group(1).partition(".")[2])
    if flow[begin] in "-负":
        total = -total
    measure = unit_at(flow, end)
    stop = unit_end(flow, end + len(measure.word)) if measure else end
    word = flow[end:stop]
    cue = cue_around(flow, begin, stop, word)
    reading = read_value(total, unit, decimals, cue, measure is None or measure.exact)
    return Number(
        begin, end, flow[begin:end], *reading[:3], "number", word, reading.step, reading.scale, decimals,
        cue not in ("", "达"), cue == "vague", flow[begin:end], stop, cue,
    ), end  # fmt: skip


def _built(
    flow: str, begin: int, end: int, digits: str, kind: NumberKind, unit: str, stop: int,
    exact: bool = False, scale: int = 1, inside: Cue = "",
) -> Found:  # fmt: skip
    """The mention of a number whose literal is ``flow[begin:end]`` and whose measure word ends at ``stop``."""
    cue = cue_around(flow, begin, stop, unit, inside)
    sign = "-" if flow[begin] in "-负" else ""
    reading = read_arabic(sign + digits, scale, cue, exact)
    if flow[begin] == "第" and kind == "number":
        kind = "ordinal"
    number = Number(
        begin, end, flow[begin:end], reading.value, reading.low, reading.high, kind, unit, reading.step,
        reading.scale, reading.decimals, cue not in ("", "达"), cue == "vague", digits, stop, cue,
    )  # fmt: skip
    return number, end
