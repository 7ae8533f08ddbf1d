"""Numbered headings and items: what is in order stays silent, whatever is lost or doubled is found once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.chains import sequences
from fazhi_lint.document import Document
from fazhi_lint.model import Severity

SHARED = Path(__file__).parents[1].parent / "shared"
ORDER = ("FZ302", "FZ303", "FZ304", "FZ305")
NUMERALS = "一二三四五六七八九"
FORMS = {
    "一、": "{}、",
    "（一）": "（{}）",
    "(一)": "({})",
    "**（一）": "**（{}）**",
    "## 一、": "## {}、",
    "第一章": "第{}章 ",
    "1.": "{}.",
    "1．": "{}．",
    "1、": "{}、",
    "(1)": "({})",
    "一是": "{}是",
    "第一，": "第{}，",
    "其一，": "其{}，",
}


def _lines(form: str, count: int, about: str = "") -> list[str]:
    """The items of a list, a line each."""
    marks = range(1, count + 1) if "1" in form else NUMERALS[:count]
    return [
        f"{FORMS[form].format(mark)}{about}第{letter}类事项已经完成。"
        for mark, letter in zip(marks, "甲乙丙丁戊己庚辛壬", strict=False)
    ]


def _found(text: str, *codes: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in lint_text(text, select=codes or ORDER).findings]


@pytest.mark.parametrize("form", FORMS)
@given(count=st.integers(3, 9), lost=st.integers(0, 7))
@settings(max_examples=20, deadline=None)
def test_a_lost_item_is_found_at_the_next_one(form: str, count: int, lost: int) -> None:
    lines = _lines(form, count)
    assert _found("\n".join(lines)) == []
    if lost < count - 1:
        kept = lines[:lost] + lines[lost + 1 :]
        code = "FZ303" if form in ("一是", "第一，", "其一，") else "FZ302"
        assert _found("\n".join(kept)) == [(code, lost + 1)]


@given(
    outer=st.integers(2, 6), inner=st.lists(st.integers(0, 6), min_size=2, max_size=6), wrong=st.integers(0, 99)
)
@settings(max_examples=60, deadline=None)
def test_lists_within_lists_restart_freely_and_a_wrong_number_is_found_once(
    outer: int, inner: list[int], wrong: int
) -> None:
    lines: list[str] = []
    for heading, count in zip(_lines("一、", outer), inner, strict=False):
        lines += [heading, *_lines("（一）", count, heading[:1])]
    assert _found("\n".join(lines)) == []
    inside = [
        row for row, line in enumerate(lines[:-1]) if line.startswith("（") and lines[row + 1].startswith("（")
    ]
    if inside:
        row = inside[wrong % len(inside)]
        number = NUMERALS.index(lines[row][1])
        lines[row] = f"（{NUMERALS[number + 2]}{lines[row][2:]}"
        assert [code for code, _ in _found("\n".join(lines))] == ["FZ302"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是完善制度,满意率97%以上二是规范执法。", [("FZ305", 1)]),
        ("一是完善制度,满意率97%以上;二是规范执法。", []),
        ("一是完善制度二是规范执法三是加强普法。", [("FZ305", 1), ("FZ305", 1)]),
        ("（二）行政复议。全年受理28件。\n审结24件。", []),
        ("一、一季度工作\n完成三件。\n三、三季度工作\n完成五件。", [("FZ302", 3)]),
        ("一、工作\n(一)制度。一是制定。三是修订。\n(二)执法。一是评查。二是培训。", [("FZ303", 2)]),
        ("一、工作\n(一)制度。一是制定。二是修订。\n(二)执法。一是评查。二是培训。", []),
        ("重点是:(1)制度;(2)执法;(4)普法。", [("FZ303", 1)]),
        ("分三类:①许可;②处罚;③强制。", []),
        ("依照第十条第(一)项、第(三)项的规定办理。", []),
        ("增长3.5%。\n5.1亿元资金到位。\n", []),
        ("周一是例会,周三是学习日,周五是接访日。", []),
        ("一要吃饭,二要建设。", []),
        ("十一是重要节日,十三是开放日。", []),
        ("首先,完善制度。其次,规范执法。再次,加强普法。", []),
        ("一方面完善制度;二是规范执法。", []),
        ("二是规范执法;三是加强普法。", [("FZ303", 1)]),
        ("五是规范执法;六是加强普法。", []),
        ("一、收入\n120\n三、支出\n80\n四、结余\n40\n", []),
    ],
)
def test_sequences_as_offices_write_them(text: str, expected: list[tuple[str, int]]) -> None:
    assert _found(text) == expected


@given(st.text(alphabet="一二三四十是要、。;:（）()1２.①②第其章\n 甲", max_size=200))
@settings(deadline=None)
def test_no_text_breaks_the_reading_of_sequences(text: str) -> None:
    document = Document(text)
    found = sequences(document)
    for chain in found.chains:
        assert chain.marks
        places = [(mark.paragraph, mark.start) for mark in chain.marks]
        assert places == sorted(places)
    for finding in lint_text(text, select=("FZ3", "FZ6")).findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


def _seed(number: str) -> str:
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("no real reports beside the checkout")
    return found[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {("FZ301", 1), ("FZ601", 2)}),
        ("001", {("FZ601", 79)}),
        ("002", {("FZ601", 39), ("FZ602", 31), ("FZ602", 35)}),
        ("003", {("FZ305", 97), ("FZ305", 155), ("FZ601", 29), ("FZ601", 69)}),
        ("004", set()),
    ],
)
def test_warnings_on_the_real_five(number: str, expected: set[tuple[str, int]]) -> None:
    findings = lint_text(_seed(number), select=("FZ3", "FZ6")).findings
    assert {(f.code, f.line) for f in findings if f.severity >= Severity.WARNING} == expected


def test_advice_on_the_real_five() -> None:
    found = {(f.code, f.line) for f in lint_text(_seed("004"), select=("FZ301", "FZ603")).findings}
    assert found == {("FZ301", 3), ("FZ301", 71), ("FZ301", 73), ("FZ603", 17), ("FZ603", 29)}
    assert ("FZ301", 51) in {(f.code, f.line) for f in lint_text(_seed("001"), select=("FZ301",)).findings}


SLIPS = [
    # the lines, and which of them are found
    (["一、甲", "（一）乙", "一、丙", "2.丁", "（二）戊", "二、己"], [3]),
    (["一、甲", "(一)乙", "(一)丙", "2．丁", "(二)戊", "二、己"], [3]),
    (["一、甲", "1.乙", "（二）丙", "（三）丁", "二、戊"], [2]),
    (["第一章 甲", "一、乙", "（二）丙", "三、丁"], [3]),
    (["一、甲", "（一）乙", "二、丙", "（三）丁", "三、戊"], [4]),  # 二、 goes on from 一、
    (["一、甲", "1.乙", "2.丙", "二、丁", "3.戊", "4.己"], []),
    (["一、甲", "1.乙", "二、丙", "2.丁", "三、戊", "3.己"], []),
]


@pytest.mark.parametrize(("lines", "wrong"), SLIPS)
def test_a_number_in_the_style_of_another_level_is_found_where_it_stands(
    lines: list[str], wrong: list[int]
) -> None:
    text = "\n".join(f"{line}类工作。全年开展八次。" for line in lines)
    assert _found(text, "FZ302") == [("FZ302", line) for line in wrong]
