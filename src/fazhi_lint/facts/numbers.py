"""Number mentions: what a number in Chinese prose says, as an exact interval with unit and kind.

One pass over the text finds runs of digits and numerals; the characters on both sides then tell quantities
from dates, document numbers, telephone numbers, codes and words that merely contain a numeral.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import groupby

from ..document import Document, fold
from ..kept import regex, scanner
from .arabic_numbers import POINT, read_digits
from .chinese_numbers import read_run, read_vague
from .chinese_numerals import DIGITS, read_numeral
from .commas import commas, split
from .number_fractions import NUMERAL, VULGAR, Found, read_doubling, read_half, read_to, read_vulgar
from .number_values import Number as Number
from .number_values import NumberKind as NumberKind
from .number_values import read_arabic
from .number_words import unit_at, units

# Variants told from the plain characters by their shape only, one code point each.
_VARIANTS = str.maketrans(
    "萬億兩個點負幾貳參陸倆餘項條戶處類輛場張筆對雙", "万亿两个点负几贰叁陆两余项条户处类辆场张笔对双"
)
_RARE = scanner(f"[{''.join(map(chr, _VARIANTS))}{''.join(VULGAR)}]")
# Blanks beside a Chinese character or % mean nothing; those between digits may group thousands.
_BLANK = regex.compile(r"(?<=[\u2e80-\uffff%‰]) {1,4}| {1,4}(?=[\u2e80-\uffff%‰])")
_ALONE = regex.compile(f"[{DIGITS}]{{1,20}}|十")


def read_numbers(text: str) -> tuple[Number, ...]:
    """Every number mention of a text in reading order; offsets are code points into ``text``.

    As in a document, blanks beside Chinese characters do not count. A text that is one numeral and nothing
    else is a number without a measure word.
    """
    seen = commas(text)
    folded = split(fold(text), seen.dividing) if seen.dividing else fold(text)
    flow = _BLANK.sub("", folded)
    found = _alone(flow) if _ALONE.fullmatch(flow) else _read_variants(flow)
    if _has_vulgar(flow):
        found = read_vulgar(flow, found)
    origin = range(len(text)) if len(flow) == len(folded) else [*_kept(folded)]
    if seen.unsure:
        found = tuple(_doubted(number, bisect_left(origin, seen.unsure[0])) for number in found)
    return tuple(_moved(number, origin, text) for number in found)


def _kept(folded: str) -> Iterator[int]:
    """The offsets of the characters that are not blanks to be left out."""
    done = 0
    for blank in _BLANK.finditer(folded):
        yield from range(done, blank.start())
        done = blank.end()
    yield from range(done, len(folded))


def _moved(number: Number, origin: Sequence[int], text: str) -> Number:
    start, end, stop = origin[number.start], origin[number.end - 1] + 1, origin[number.stop - 1] + 1
    return number._replace(start=start, end=end, literal=text[start:end], stop=stop)


def _alone(flow: str) -> tuple[Number, ...]:
    """A text that is one run of digits in Chinese, which in prose would need a measure word."""
    numeral = read_numeral(flow)
    if numeral is None:
        return ()
    return (Number(0, len(flow), flow, numeral.low, numeral.low, numeral.high, "number", digits=flow,
                   approximate=numeral.is_span, stop=len(flow)),)  # fmt: skip


def numbers(document: Document) -> tuple[tuple[Number, ...], ...]:
    """The numbers of every paragraph, by paragraph index; offsets are indices into the paragraph's flow."""
    return document.once(_numbers)


def with_numbers(document: Document, found: Sequence[tuple[Number, ...]]) -> None:
    """Tell a document the numbers of its paragraphs, where they are known of another."""
    document.told(_numbers, tuple(found))


def _numbers(document: Document) -> tuple[tuple[Number, ...], ...]:
    rare = _RARE.search(document.folded) is not None
    read = _read_variants if rare else _read
    found = [read(paragraph.flow) for paragraph in document.paragraphs]
    if rare and _has_vulgar(document.text):
        flows = (paragraph.flow for paragraph in document.paragraphs)
        found = [read_vulgar(flow, numbers) for flow, numbers in zip(flows, found, strict=True)]
    seen = commas(document.text)
    for holder, places in groupby(seen.dividing, document.paragraph_at):
        if holder is not None:
            found[holder.index] = read(split(holder.flow, map(holder.index_of, places)))
    for place in seen.unsure:
        holder = document.paragraph_at(place)
        if holder is not None:
            index = holder.index_of(place)
            found[holder.index] = tuple(_doubted(number, index) for number in found[holder.index])
    return tuple(found)


def _doubted(number: Number, index: int) -> Number:
    """The number as one from which nothing is computed, if it holds what stands at an index."""
    return number._replace(approximate=True, vague=True) if number.start < index < number.end else number


def _has_vulgar(text: str) -> bool:
    return any(char in text for char in VULGAR)


def _read_variants(flow: str) -> tuple[Number, ...]:
    """The numbers of a text that may hold variant characters (兩萬個)."""
    if not _RARE.search(flow):
        return _read(flow)
    found = _read(flow.translate(_VARIANTS))
    return tuple(number._replace(literal=flow[number.start : number.end]) for number in found)


_DECIMAL = DIGITS.replace("两", "")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Digits (1) with what follows of 余多十百千万亿 (2), or where a word may be a number; and such words.

    These are 二0一八 (3), a numeral (4), 几十 and 数百 (5), 翻番 (6). A single numeral is looked at only in
    front of what may be a measure word. One set of characters opens the first pattern and a lookbehind tells
    its branches: only so does re skip to the next candidate at once. It must find all that the second may take.
    """
    firsts = (first for first, words in units().items() if any(unit.single for unit in words))
    behind = "".join(first for first in firsts if not first.isascii())
    zeros = "零〇○oO0一二三四五六七八九"
    candidate = scanner(
        rf"[0-9{NUMERAL}翻几数半](?:(?<=[0-9])([0-9]*+(?:[,.][0-9]++)*)([余多]?[十百千万亿]*+)|(?<=[翻几数半])"
        rf"|(?=[{NUMERAL}{zeros}{behind}点兆倍成折半又余多来几分至到—~ 年个-]))"
    )
    return candidate, scanner(
        r"([0-9]++(?:[,.][0-9]++)*)([余多]?[十百千万亿]*+)"
        rf"|([一二][{zeros}]{{3}}(?= ?年))"
        rf"|([{NUMERAL}](?:[{NUMERAL}]*+(?:点[{_DECIMAL}]++(?!十)[万亿]*+|兆[{NUMERAL}]++)"
        rf"|[{NUMERAL}]++(?:[余多来几][百千万亿]++)?"
        rf"|[余多来几][百千万亿]++|(?=[{behind}倍成折半又余多来几分至到—~-]| ?[年个倍])))"
        rf"|[几数]([十百千万亿]++|(?=[{behind}]))"
        r"|翻了?[近逾超]?([一二两三四1-4]?)番"
        r"|半(?=[年天个小倍数成])"
    )


_JOINERS = frozenset("-—~至到")
_SERIES = frozenset("、和及与或")
_BARE = frozenset(("", "个"))  # 2.1个、1.9个百分点
_INHERITED = frozenset({"number", "percent", "permille", "point", "multiple"})


def _read(flow: str) -> tuple[Number, ...]:
    found: list[Number] = []
    bare: list[int] = []
    candidate, word = _patterns()
    end = done = 0
    for match in candidate.finditer(flow):
        start = match.start()
        if start < end:
            continue
        if match.lastindex == 2:
            end = match.end()
            if start < done:
                continue
            suffix = match[2]
            digits = flow[start : end - len(suffix)]
            if digits.isdecimal():
                number, done = read_digits(flow, start, digits, suffix)
            else:
                number, done = _punctuated(flow, start, digits, suffix, found)
        else:
            spoken = word.match(flow, start)
            if spoken is None:
                continue
            end = spoken.end()
            if start < done:
                continue
            number, done = _chinese(flow, spoken)
        if number is None:
            continue
        stop = number.stop
        if stop > done:
            done = stop
        following = flow[stop : stop + 1]
        if following in _JOINERS:
            number, done = _range(flow, number, done)
            if number is None:
                continue
            following = flow[number.stop : number.stop + 1]
        if following in _SERIES and number.unit in _BARE and number.kind == "number":
            bare.append(len(found))
        found.append(number)
    for index in reversed(bare):
        if index + 1 < len(found):
            found[index] = _inherited(found[index], found[index + 1])
    return tuple(found)


def _inherited(number: Number, following: Number) -> Number:
    """The number with the measure word or % of the one it is joined to (6.1和0.6个百分点, 1000亿、100亿元).

    A 个 of its own is one of 个百分点 if that is what follows: 2.1个、1.9个百分点.
    """
    kind = following.kind
    if following.start != number.stop + 1 or following.scale > number.scale or kind not in _INHERITED:
        return number
    if kind != "point" if number.unit else kind == "number" and not following.unit:
        return number
    number = number._replace(kind=kind, unit=following.unit)
    unit = unit_at(following.unit, 0)
    if number.approximate or (unit is not None and unit.exact) or not number.digits.isascii():
        return number
    sign = "-" if number.value < 0 else ""
    reading = read_arabic(sign + number.digits, number.scale, "", False)
    if reading.value != number.value:
        return number  # 2^5, whose digits are not its value
    return number._replace(low=reading.low, high=reading.high, step=reading.step)


_ZEROS = str.maketrans("零〇○oO一二三四五六七八九", "00000123456789")


def _chinese(flow: str, match: re.Match[str], joined: bool = False) -> Found:
    """What the Chinese branches of the token say."""
    start, end = match.span()
    group = match.lastindex
    if group == 4:
        return read_run(flow, start, end, joined)
    if group == 3:
        word = match.group()
        year = Fraction(int(word.translate(_ZEROS)))
        if not 1800 < year < 2200:
            return None, end
        return Number(start, end, word, year, year, year, "year", "年", digits=word, stop=end + 1), end
    if group == 5:
        return read_vague(flow, start, end)
    return read_doubling(flow, start, end, match.group(6)) if group == 6 else read_half(flow, start, end)


_GROUPED = regex.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ONE = regex.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PIECE = regex.compile(r"[0-9.]+")
_NUMBERED = regex.compile(r"[0-9]{1,2}\.")


def _punctuated(flow: str, start: int, digits: str, suffix: str, found: list[Number]) -> Found:
    """Digits with commas or full stops among them: 1,234.5 is one number, 12,34 are two, 1.2.3 is none."""
    if "," not in digits or _GROUPED.fullmatch(digits):
        if digits.count(".") > 1:
            return None, start + len(digits)
        if start == 0 or flow[start - 1] in "。;:!?\t":
            item = _item(flow, start, digits, suffix)
            if item:
                return read_digits(flow, start + item, digits[item:], suffix, joined=True)
        return read_digits(flow, start, digits, suffix)
    number: Number | None = None
    done = start
    for piece in _PIECE.finditer(digits):
        if number is not None:
            found.append(number)
        number = None
        if piece.group().count(".") < 2:
            last = piece.end() == len(digits)
            begin = start + piece.start()
            number, done = read_digits(flow, begin, piece.group().rstrip("."), suffix if last else "")
        done = max(done, start + piece.end())
    return number, done


def _item(flow: str, start: int, digits: str, suffix: str) -> int:
    """The length of an item number glued to the figure behind it (1.2019年, 3.35个), 0 if there is none."""
    numbered = _NUMBERED.match(digits)
    after = start + len(digits)
    if numbered is None or suffix or digits[0] == "0" or POINT.match(flow, after):
        return 0
    unit = unit_at(flow, after)
    year = flow[after : after + 1] == "年" and len(digits) - numbered.end() == 4
    return numbered.end() if year or (unit is not None and unit.exact and unit.word != "岁") else 0


def _unsigned(number: Number) -> Number:
    """The number without the dash in front of it."""
    low = None if number.high is None else -number.high
    high = None if number.low is None else -number.low
    return number._replace(
        start=number.start + 1, literal=number.literal[1:], value=-number.value, low=low, high=high
    )


_FROM = regex.compile(r"[由从自][^,。;、:!?]{0,16}$")
_SPAN = scanner(r" ?(?:[-~至到]|—{1,2}) ?")


def _range(flow: str, first: Number, done: int) -> tuple[Number | None, int]:
    """One mention of 10%—20%, 3至5个, 100万元-200万元; the first number alone where nothing follows.

    由A到B is no range but a change, and digits joined by hyphens without a measure word are a code.
    """
    joiner = _SPAN.match(flow, first.stop)
    if joiner is None or first.kind in ("year", "fraction") or first.literal.startswith("零下"):
        return first, done
    if "分之" in first.literal and first.kind != "number":
        upper = read_to(flow, first, joiner.end())
        if upper is not None:
            return upper, upper.end
    match = _patterns()[1].match(flow, joiner.end())
    if match is None:
        return first, done
    if match.lastindex == 2:
        digits = flow[match.start() : match.end(1)]
        if not _ONE.fullmatch(digits):
            return first, done
        second, resume = read_digits(flow, match.start(), digits, match.group(2), joined=True)
    else:
        second, resume = _chinese(flow, match, joined=True)
    if first.kind == "ordinal":
        return first, resume if second is not None else done
    bare = first.kind == "number" and not first.unit and first.scale == 1
    hyphen = "-" in joiner.group()
    if first.value < 0 and hyphen and second is not None and second.value > 0:
        first = _unsigned(first)  # a dash that begins a line: -15-59岁
    if second is None or second.kind in ("year", "ordinal"):
        return (None, resume) if bare and hyphen and second is None else (first, done)
    if bare and hyphen and second.kind == "number" and not second.unit and second.scale == 1:
        return None, resume
    if flow[first.stop] in "至到" and _FROM.search(flow, max(0, first.start - 20), first.start):
        return first, done
    alike = (first.kind, first.unit) == (second.kind, second.unit)
    if first.unit or first.kind != "number":
        if not alike:
            return first, done
        factor = 1
    else:
        factor = second.scale if first.scale == 1 and first.value * second.scale < second.value else 1
    low = first.value * factor
    if low >= second.value or second.high is None:
        return first, done
    literal = flow[first.start : second.end]
    return second._replace(
        start=first.start, literal=literal, value=low, low=low - second.step / 2, approximate=True,
        vague=second.vague or first.vague, digits=literal, cue="range",
    ), resume  # fmt: skip
