"""What the number reader says of numbers as officials write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

import fazhi_lint


@pytest.mark.parametrize(
    ("text", "literal", "value", "kind", "unit"),
    [
        ("受理1,234件", "1,234", "1234", "number", "件"),
        ("收入3.5万元", "3.5万", "35000", "number", "元"),
        ("办结率98.3%", "98.3%", "98.3", "percent", ""),
        ("提高0.3个百分点", "0.3", "0.3", "point", "个百分点"),
        ("２０１９年度", "２０１９", "2019", "year", "年"),
        ("2000余人", "2000", "2000", "number", "人"),
    ],
)
def test_reads(text: str, literal: str, value: str, kind: str, unit: str) -> None:
    (number,) = fazhi_lint.read_numbers(text)
    assert text[number.start : number.end] == literal
    assert (number.value, number.kind, number.unit) == (Fraction(value), kind, unit)
