"""Digits that are no quantities: dates, hours, document numbers, telephone numbers, item numbers and codes.

The characters on both sides tell. Nothing here knows what a quantity is worth.
"""

from __future__ import annotations

from ..kept import regex, scanner
from .number_words import unit_at

_DATE = scanner(
    r"[0-9]{1,2}(?:[月日号]?[-—~、,至到和及与][0-9]{1,2}){0,12} ?(?:月份?(?: ?[0-9]{1,2} ?[日号])?|[日号])"
)
_FULL_DATE = scanner(r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}(?:\1[0-9]{1,2})?(?![0-9%‰万亿])")
_YEARS = scanner(r" ?(?:年|财年|学年|会计年度)| ?[-—~至到、/和及与](?:19|20)[0-9]{2}(?![0-9.,%‰])")
_GLUED_YEARS = scanner(r"(?:(?:19|20)[0-9]{2}){2} ?年")
_CLOCK = scanner(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:.%])")
_HOUR = regex.compile(
    r"[0-9]{1,2} ?(?:时(?: ?[0-9]{1,2} ?分(?!钟))?|点(?:(?: ?[0-9]{1,2} ?分)|半|整|钟|前|后|[-—至到]))"
)
_CODE = regex.compile(r"[0-9]+(?:-[0-9A-Za-z]+){2,}|0[0-9]{2,3}-[0-9]{7,8}|400-[0-9]+|[0-9]{6,}-[0-9]+")
_LETTERED = regex.compile(r"[0-9A-Za-z+×]*+")
_HOTLINE = regex.compile(r"12[0-9]{3}|1[12][0-9]|96[0-9]{3,4}|95[0-9]{3}|10086|10000|10010")
_NO_QUANTITY = regex.compile(
    r"国道|省道|县道|乡道|路公交|热线|专线|报警|指挥|接处警|联动|急救|世纪|版|代|后|模式|机制|体系|战略|思路"
    r"|行动|工程|计划|总体|方案|布局|目标|专项"
)
_MONEY = regex.compile(r" ?(?:[余多]?[千百]?[万亿]*)(?:%|‰|元|美元|欧元)")
_COUNT = regex.compile(r" ?[千百]?[万亿]*[件个起例人户家条笔台辆份封次]")  # 手机APP2579件
# 国道120公里 and 省道218起 are no road's number.
_LENGTHS = ("公里", "千米", "万公里", "条", "件", "处", *map("起".__add__, "、,;。"))
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
FIGURES = frozenset("0123456789")
_ITEM_FRONT = frozenset("。;:!?\t)》”")
_SIGN_FRONT = frozenset(" >*(,、:;。\t|为是长降幅率减增度于达约值差额近")
_SERIES = frozenset("-—~、至到和及与")
_HAN = "\u2fff"  # Han characters lie above
NOT_NEGATIVE = frozenset("担欠抱胜减正")  # 为企业减负2.36万元
ASIDE = frozenset("-.(/〔[第+×xX _#负·道下某") | LETTERS


def begin_of(flow: str, start: int, after: int) -> int:
    """Where the number ``flow[start:after]`` begins with its sign or 第; -1 if what stands before forbids it.

    To be asked only if the character before is in ``ASIDE``.
    """
    before, front = flow[start - 1], flow[start - 2] if start > 1 else ""
    if before == "第":
        return start - 1
    if before == "负":
        return start if front in NOT_NEGATIVE else start - 1
    if before == "某":  # 胡某1, but 某3个乡镇
        return start if unit_at(flow, after) is not None else -1
    if before == "下":
        return start - 2 if front == "零" else start
    if before == "道":
        named = front in ("国", "省", "县", "乡") and not flow.startswith(_LENGTHS, after)
        return -1 if named else start
    if before == " ":
        at = len(flow[:start].rstrip(" ")) if front == " " else start - 1
        word = flow[at - 1 : at]
        if word in ("第", "负"):
            return at - 1
        return -1 if word in LETTERS and not _MONEY.match(flow, after) else start
    if before == "-":
        if front == "-" or (_YEARS.match(flow, after) and (front in FIGURES or front == "年")):
            return start
        signed = not front or front in _SIGN_FRONT or (front > _HAN and "." in flow[start:after])
        return start - 1 if signed else -1
    if before == "+":  # 同比+5.2%, but 1+3, 互联网+2.0
        ahead = flow[start - 3 : start - 2] if front == " " and start > 2 else ""
        signed = not front or front in _SIGN_FRONT or (front > _HAN and flow[after : after + 1] == "%")
        return start - 1 if signed and ahead not in FIGURES and ahead not in LETTERS else -1
    if before in "([〔":
        closed = flow[after : after + 1] in (")", "]", "〕")
        return -1 if closed and flow[start:after].isdigit() else start
    if before == "." and front in ("", " ", "-", "("):
        return start - 2 if front == "-" else start - 1  # .5
    if before in "./":
        return -1 if front in FIGURES or front in LETTERS else start
    if before in LETTERS and front in LETTERS and flow[start - 2 : start] != "PM":
        return start if _MONEY.match(flow, after) or _COUNT.match(flow, after) else -1  # GDP6.5%
    return -1


def is_year(flow: str, digits: str, at: int) -> bool:
    """Whether four digits that end before ``at`` are a year: 2019年, 2016—2020年, 2016、2017年."""
    return (
        len(digits) == 4
        and digits.isdigit()
        and "1800" < digits < "2200"
        and (flow[at : at + 1] == "年" or _YEARS.match(flow, at) is not None)
    )


def past_date(flow: str, start: int, digits: str, at: int, mark: str) -> int:
    """Where the date, hour or clock time that begins at ``start`` ends; 0 if there is none."""
    if mark in ("月", "日", "号") or (len(digits) < 3 and mark in _SERIES):
        if mark == "日" and ("." in digits or flow.startswith(("日内", "日以内", "日之内"), at)):
            return 0
        date = _DATE.match(flow, start)
        if date is not None:
            return date.end()
        return at + 1 if mark in ("月", "日", "号") else 0
    if mark in ("时", "点"):
        hour = _HOUR.match(flow, start)
        if hour is not None:
            return hour.end()
        return at + 1 if mark == "点" and flow[start - 1 : start] in ("午", "晨", "晚", "早", "日", "天") else 0
    if mark == ":":
        clock = _CLOCK.match(flow, start)
        if clock is None or "比" in flow[max(0, start - 8) : start]:
            return 0
        parts = [int(part) for part in clock.group().split(":")]
        return 0 if len(parts) == 3 and sum(parts) == 100 else clock.end()  # 13:48:39 are shares
    if mark in ("-", "/", "."):
        date = _FULL_DATE.match(flow, start)
        return date.end() if date is not None else 0
    if mark == "年" and len(digits) == 8 and _GLUED_YEARS.match(flow, start):
        return at + 1  # 20162020年 is no number of years
    decade = mark == "年" and len(digits) == 2 and flow[at + 1 : at + 2] in ("底", "末", "初", "代")
    return at + 1 if decade else 0


def past_code(flow: str, start: int, digits: str, at: int, mark: str) -> int:
    """Where the code or item number that begins at ``start`` ends; 0 if there is none."""
    if mark == "-":
        code = _CODE.match(flow, start)
        return code.end() if code is not None else 0
    if mark in ("]", "〕", "·"):
        return at + 1
    whole = digits.isdigit() and len(digits) < 3
    following = flow[at + 1 : at + 2] > _HAN
    if mark == ".":
        return at + 1 if whole and (start == 0 or following) else 0
    if mark in ("、", ")"):
        first = start == 0 or flow[start - 1] in _ITEM_FRONT
        return at + 1 if whole and first and following else 0
    return 0


def past_letters(flow: str, after: int) -> int:
    """Where the code ends of which the digits before ``after`` are a part: 5G, 1+1+N, 7×24."""
    match = _LETTERED.match(flow, after)
    return match.end() if match is not None else after


def is_name(flow: str, begin: int, digits: str, after: int) -> bool:
    """Whether digits without a measure word are a telephone number, a road, a table's number or a slogan."""
    if flow.startswith(("版", "代"), after):
        return True  # 2.0版, 8.5代线
    if not digits.isdigit():
        return False
    if len(digits) > 10 or (digits[0] == "0" and len(digits) > 1):
        return True
    front, following = flow[begin - 1 : begin], flow[after : after + 1]
    if front in ("“", "‘", "表", "图", "录", "双") or _NO_QUANTITY.match(flow, after):
        return True  # “1355”思路, “515敬老工程”, 见表8, 双12
    wordy = following in ("”", "’") or following > _HAN
    return wordy and flow[begin] != "第" and _HOTLINE.fullmatch(digits) is not None


def names_year(flow: str, digits: str, after: int) -> bool:
    """Whether four digits in front of a word are a year: 2023世界大会, 2035远景目标."""
    following = flow[after : after + 1]
    wordy = following > _HAN or following in ("“", "《")
    return wordy and len(digits) == 4 and digits.isdigit() and "1948" < digits < "2061"
