"""Number mentions: what a number in Chinese prose says, as an exact interval with unit and kind.

Stub: the grammar comes next.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..document import Document, fold

NumberKind = Literal["number", "percent", "permille", "point", "multiple", "fraction", "ordinal", "year"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed.

    ``start`` and ``end`` are code-point offsets into the text that was read. ``value`` is the printed
    value with its scale applied (3.5万 → 35000; 45.5% → 45.5). ``low`` and ``high`` are the closed interval
    the print stands for, None where unbounded; ``step`` is the size of one unit of the last printed digit
    (0 for an exact count). ``unit`` is the measure word after it, without its scale (万元 → 元).
    ``approximate`` is True where a word such as 约, 余, 近 or 以上 makes it other than the printed value,
    ``vague`` where nothing can be computed from it (数百, 几十).
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


def read_numbers(text: str) -> tuple[Number, ...]:
    """Every number mention of a text in reading order; offsets are code points into ``text``."""
    return _read(fold(text))


def numbers(document: Document) -> tuple[tuple[Number, ...], ...]:
    """The numbers of every paragraph, by paragraph index; offsets are indices into the paragraph's flow."""
    return document.once(_numbers)


def _numbers(document: Document) -> tuple[tuple[Number, ...], ...]:
    return tuple(_read(paragraph.flow) for paragraph in document.paragraphs)


def _read(flow: str) -> tuple[Number, ...]:
    del flow
    return ()
