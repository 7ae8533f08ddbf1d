"""Whole numbers behind a rate, and rates whose base is not said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.facts.numbers import read_numbers
from fazhi_lint.figures.rates.grim import telling, whole


@given(base=st.integers(1, 400), share=st.integers(0, 10_000), decimals=st.integers(0, 2))
def test_every_true_rate_has_its_numerator(base: int, share: int, decimals: int) -> None:
    numerator = base * share // 10_000
    scaled = Fraction(100 * numerator, base) * 10**decimals
    half_up = int(scaled + Fraction(1, 2))
    digits = str(half_up).rjust(decimals + 1, "0")
    (number,) = read_numbers((f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits) + "%")
    found = whole(number, base).found
    assert found is not None
    if telling(number, base) and base < 40 * 10**decimals:
        assert found == numerator


@given(base=st.integers(2, 90), tenths=st.integers(0, 100))
def test_an_impossible_rate_lies_between_its_neighbours(base: int, tenths: int) -> None:
    (number,) = read_numbers(f"{tenths}%")
    result = whole(number, base)
    possible = any(abs(Fraction(100 * k, base) - tenths) <= Fraction(1, 2) for k in range(base + 1))
    assert (result.found is not None) == possible
    if not possible:
        low, high = result.neighbours
        assert Fraction(100 * low, base) < tenths < Fraction(100 * high, base)


def verdicts(text: str) -> list[tuple[str, str]]:
    return [(entry.verdict, entry.formula) for entry in lint_text(text).relations if entry.kind == "grim"]


def test_the_neighbours_are_named() -> None:
    (finding,) = lint_text("对75件信访积案逐一攻坚，化解率90%。", select=("FZ104",)).findings
    assert finding.message == "75件中没有哪个整数能得出化解率90%（67→89.3%，68→90.7%），请写明件数"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理政协提案293件，满意率99.32%。", [("verified", "291 / 293 = 99.32%")]),
        ("受理信访事件12693件，群众满意率98.2%。", [("unverifiable", "12465 / 12693 = 98.20%")]),
        ("应联网的103家单位全部实现联网，激活率100%。", [("verified", "103 / 103 = 100%")]),
        ("全市8个乡镇法律顾问覆盖率100%。", [("verified", "8 / 8 = 100%")]),
        ("办理建议62件、提案85件，办复率100%。", [("unverifiable", "85 / 85 = 100%")]),  # of both
        ("三个季度督导完成率均为100%。", [("unverifiable", "3 / 3 = 100%")]),
        ("接办建议48件、提案62件，面商率分别为100%和100%。", []),
        ("新建公园20个，森林覆盖率40%。", []),
        ("新增就业12人，登记失业率3.5%。", []),
    ],
)
def test_only_telling_tests_verify(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "抽查75家企业，合格率达90%。",  # 达: may be more
        "抽查75家企业、20家商户，合格率90%。",  # the base may be both
        "抽查75家企业，按期整改率90%。",
        "抽查75家企业，合格率约90%。",
    ],
)
def test_other_readings_excuse_an_impossible_rate(text: str) -> None:
    assert lint_text(text, select=("FZ104",)).findings == ()


def test_a_rate_beside_two_counts_says_both_readings() -> None:
    text = "共计110人参加培训，106人参加考试，通过率100%。"
    (finding,) = lint_text(text, select=("FZ105",)).findings
    assert finding.message == "通过率100%的基数不明：106/110 = 96.36%；若以考试106人为基数，请写明通过人数"
    assert [related.message for related in finding.related] == ["110人参加培训", "106人参加考试"]
