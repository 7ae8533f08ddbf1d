"""Number mentions: what a number in Chinese prose says, as an exact interval with unit and kind.

One pass over the text finds runs of digits and numerals; the characters on both sides then tell quantities
from dates, document numbers, telephone numbers, codes and words that merely contain a numeral.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

import regex

from ..document import Document, fold
from .number_values import read_arabic
from .number_words import FIRST_BEHIND, Cue, Unit, cue_behind, cue_in_front, units, words_in_front

NumberKind = Literal["number", "percent", "permille", "point", "multiple", "fraction", "ordinal", "year"]


class Number(NamedTuple):
    """A number as printed.

    ``start`` and ``end`` are code-point offsets of ``literal`` in the text that was read: the numeral with
    its sign, scale and % or ‰, without measure word and approximators (``3亿5000万``, ``98.3%``); ``stop`` is
    the end of its measure word. ``digits`` is the bare numeral without scale and %. ``value`` is the printed
    value with its scale applied (3.5万 → 35000; 45.5% → 45.5; 翻两番 → 4).

    ``low`` and ``high`` are the closed interval the print stands for, None where unbounded; ``step`` is the
    size of one unit of the last printed digit (0 for a count, which stands for itself alone). ``unit`` is the
    measure word without its scale (万元 → 元). ``approximate`` is True where a word such as 约, 余, 近 or 以上
    (``cue`` says which sort) makes it other than the printed value, ``vague`` where nothing can be computed
    from it (数百, 几十). A range (10%—20%, 三至五个) is one mention: ``value`` and ``low`` are its lower end,
    ``high`` its upper end, and ``cue`` is ``range``.
    """

    start: int
    end: int
    literal: str
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    kind: NumberKind
    unit: str = ""
    step: Fraction = Fraction(0)
    scale: int = 1
    decimals: int = 0
    approximate: bool = False
    vague: bool = False
    digits: str = ""
    stop: int = 0
    cue: str = ""


def read_numbers(text: str) -> tuple[Number, ...]:
    """Every number mention of a text in reading order; offsets are code points into ``text``."""
    return _read(fold(text))


def numbers(document: Document) -> tuple[tuple[Number, ...], ...]:
    """The numbers of every paragraph, by paragraph index; offsets are indices into the paragraph's flow."""
    return document.once(_numbers)


def _numbers(document: Document) -> tuple[tuple[Number, ...], ...]:
    return tuple(_read(paragraph.flow) for paragraph in document.paragraphs)


_TOKEN = regex.compile(
    r"([0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9])(?:\.[0-9]+)?|[0-9]++(?:\.[0-9]++)?)"
    r"(?: {0,2}([余多])?(万亿|[千百十]?亿|[百千十]?万|千(?![瓦米克伏卡帕赫乏字])|百(?!分))(?!分之))?"
)
_SCALES = {
    "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_LONGEST = 30
_FRONT = frozenset(words_in_front())
_NOT_BEFORE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-/〔[(第+×xX*_#")


def _read(flow: str) -> tuple[Number, ...]:
    found: list[Number] = []
    done = 0
    for match in _TOKEN.finditer(flow):
        start = match.start()
        if start < done:
            continue
        digits, mid, scale_word = match.group(1, 2, 3)
        end = match.end()
        if len(digits) > _LONGEST:
            continue
        before = flow[start - 1 : start]
        unit_word, stop, exact = "", end, True
        following = flow[end : end + 1]
        kind: NumberKind = "number"
        cue: Cue = "more" if mid else ""
        if before == "第":
            kind = "ordinal"
        elif before in _NOT_BEFORE and before:
            continue
        if following == " " and flow[end + 1 : end + 2] not in "0123456789":
            following, stop = flow[end + 1 : end + 2], end + 1
        if following in "余多来" and following and not mid:
            cue, stop = "more", stop + 1
            following = flow[stop : stop + 1]
        if following == "%" or following == "‰":
            kind, end, exact = ("percent" if following == "%" else "permille"), stop + 1, False
            stop = end
        elif following == "年" and len(digits) == 4 and digits.isdigit() and "1800" < digits < "2200":
            kind, unit_word, stop = "year", "年", stop + 1
        elif following in ("月", "日", "号", ":"):
            continue
        else:
            point = _POINT.match(flow, stop)
            if point is not None:
                unit_word, stop, exact, kind = point.group(), point.end(), False, "point"
            elif following == "倍":
                unit_word, stop, exact, kind = "倍", stop + 1, False, "multiple"
            else:
                unit = unit_at(flow, stop)
                if unit is not None:
                    unit_word, exact = unit.word, unit.exact
                    stop += len(unit_word)
                elif not cue:
                    stop = end
        if flow[stop : stop + 1] in FIRST_BEHIND:
            behind, _ = cue_behind(flow, stop)
            cue = behind or cue
        if before in _FRONT and not cue:
            cue = cue_in_front(flow, start)
        scale = _SCALES[scale_word] if scale_word else 1
        reading = read_arabic(digits, scale, cue, exact)
        found.append(
            Number(
                start, end, flow[start:end], reading.value, reading.low, reading.high, kind, unit_word,
                reading.step, reading.scale, reading.decimals, cue not in ("", "达"), False, digits, stop, cue,
            )
        )  # fmt: skip
        done = end
    return tuple(found)


_POINT = regex.compile(r"个? ?百分点")


def unit_at(flow: str, at: int) -> Unit | None:
    """The measure word that begins at an index of the flow."""
    for unit in units().get(flow[at : at + 1], ()):
        word = unit.word
        if flow.startswith(word, at):
            behind = flow[at + len(word) : at + len(word) + 1]
            if behind and (
                behind in unit.blocked or (word.isascii() and behind.isascii() and behind.isalpha())
            ):
                continue
            return unit
    return None
