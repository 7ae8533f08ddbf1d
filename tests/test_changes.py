"""Changes: every leg recomputed, directions, and what must be left undecided."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.figures.changes.growth import root
from fazhi_lint.model import Finding, LedgerEntry, Severity


def findings(text: str) -> tuple[Finding, ...]:
    return lint_text(text, select=("FZ106",)).findings


def ledger(text: str) -> list[LedgerEntry]:
    return [entry for entry in lint_text(text).relations if entry.kind == "change"]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("审批事项由1562项减少至940项，减少了39.8%。", ["1562 > 940", "(940 - 1562) / 1562 = -39.82%"]),
        ("在校生由30万人增加到117万人，增长2.9倍。", ["30万 < 117万", "117 / 30 - 1 = 2.90"]),
        ("森林覆盖率由33.6%提高到40.6%，提高7个百分点。", ["33.6% < 40.6%", "40.6 - 33.6 = 7"]),
        ("全国人口98255万人，比上年的97092万人增加1163万人。", ["98255 - 97092 = 1163"]),
        ("税收收入57862亿元（不含关税），比上年增加8413亿元，增长17.0%。", ["8413 / (57862 - 8413) = 17.01%"]),
        (
            "收入总计2995.39万元。与上年度相比，收入总计减少56.95万元，下降1.87%。",
            ["56.95 / (2995.39 + 56.95) = 1.87%"],
        ),
        (
            "收入由2005年8917元增加到2010年17064元，纯收入由2495元增加到4543元，年均分别增长13.9%和12.7%。",
            [
                "8917 < 17064",
                "(17064 / 8917)^(1/5) - 1 = 13.86%",
                "2495 < 4543",
                "(4543 / 2495)^(1/5) - 1 = 12.73%",
            ],
        ),
        ("新增持证人员7人，总数较上年的19人增长36.8%。", ["7 / 19 = 36.84%"]),
        ("新认定示范企业15家，总量较上年的64家增长23.4%。", ["15 / 64 = 23.44%"]),
        ("注销企业7家，总量较上年的64家下降10.9%。", ["7 / 64 = 10.94%"]),
        ("新增就业18万人，比上年的16万人增长12.5%。", ["(18 - 16) / 16 = 12.5%"]),
        ("未结案件15件，同比上升275%，同比增加11件。", ["11 / (15 - 11) = 275%"]),
        (
            "2023年预算数为450万元，上年执行数为400万元，比上年执行数增加50万元，增长12.5%。",
            ["450 - 400 = 50", "(450 - 400) / 400 = 12.5%"],
        ),
        (
            "收入450万元，其中：拨款387万元，上年结转63万元。与上年相比增加50万元，增长12.5%。",
            ["50 / (450 - 50) = 12.5%"],
        ),
        (
            "经费450万元，其中：出国费20万元；接待费430万元。经费预算比2022年的400万元增加50万元，增长12.5%。",
            ["450 - 400 = 50", "(450 - 400) / 400 = 12.5%"],
        ),
        (
            "粮食产量450万吨，居全省第三；增产50万吨，居全省第二；增幅12.5%，居全省第一。",
            ["50 / (450 - 50) = 12.5%"],
        ),
        (
            "事故847起，损失318万元。与上年相比，事故起数减少76起，下降8.23%；损失增加21万元，上升7.07%。",
            ["76 / (847 + 76) = 8.23%", "21 / (318 - 21) = 7.07%"],
        ),
        ("受理由400件减少为350件，降幅12.5%。", ["400 > 350", "(350 - 400) / 400 = -12.5%"]),
        ("受理达到450件（上年400件），增长12.5%。", ["(450 - 400) / 400 = 12.5%"]),
        ("受理450件，比去年同期（400件）增长12.5%。", ["(450 - 400) / 400 = 12.5%"]),
        ("受理450件，同比上升12.5%（去年同期400件）。", ["(450 - 400) / 400 = 12.5%"]),
        ("2019年受理450件，同比2018年400件增长12.5%。", ["(450 - 400) / 400 = 12.5%"]),
    ],
)
def test_legs_are_verified_with_their_formula(text: str, formulas: list[str]) -> None:
    entries = ledger(text)
    assert {entry.verdict for entry in entries} == {"verified"}
    assert {entry.formula for entry in entries} == set(formulas)
    assert findings(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "财政收入由100亿元增加到130亿元，同口径增长20%。",
        "地方收入(同口径)完成30,161万元，同比增长14.6%，增收4,376万元。",
        "按可比口径计算，地方收入完成30161万元，增收4376万元，增长14.6%。",
        "地区生产总值由2459亿元增加到3100亿元，年均增长8%。",
        "工业增加值由100亿元增加到150亿元，增长30%。",
        "收入由2005年的100亿元增加到300亿元，同比增长20%。",
        "存款余额1260亿元，比年初增加50亿元，同比增长14%。",
        "规模以上企业增加40户，规模以上工业增加值增长5.2%。",
        "由全省第9位上升到第5位，综合排名由119位上升到102位。",
        "审批时限由30天提高到5天。",
        "水质达标率由现在的四类83%提高到三类50%。",
        "审批机构分别由过去的9个、8个减少为1个，审批人员分别减少50%、71%。",
        "全年发展会员29名，会员总数比上年的1108名增长1.6%。",
        "全年处罚案件45件，其中罚款较上年的12件增长25%。",
        "上年末有持证人员19人，今年新增7人，增长36.8%。",
        "已审结45件，纠错12件，纠错率为26.7%，同比增长33.3%。",
        "因公出国（境）费0万元，比上年增加0万元，增长0%。",
    ],
)
def test_what_the_numbers_cannot_decide_is_left_alone(text: str) -> None:
    assert findings(text) == ()


def test_what_was_added_is_held_against_its_own_past_with_a_warning() -> None:
    (finding,) = findings("新增就业18万人，比上年的16万人增长22.5%。")
    assert finding.severity is Severity.WARNING
    (finding,) = findings("全年立案45件，比上年的40件增长22.5%。")
    assert finding.severity is Severity.ERROR


def test_directions_are_errors() -> None:
    (finding,) = findings("购房补贴由241.76万元增加到170.03万元。")
    assert finding.severity is Severity.ERROR
    assert finding.quote == "170.03万"
    assert finding.message == "“由241.76万元增加到170.03万元”与所列数字不符：后数小于前数"
    assert finding.evidence == ("241.76万 > 170.03万",)


@pytest.mark.parametrize(
    ("text", "message", "evidence"),
    [
        (
            "应诉率由38.5%提升至52.9%，提高了15.4个百分点。",
            "“提高了15.4个百分点”与所列数字不符：算得14.4个百分点",
            "52.9 - 38.5 = 14.4",
        ),
        (
            "立案数由上年的29件上升至43件，同比上升39.0%。",
            "“上升39.0%”与所列数字不符：算得48.28%",
            "(43 - 29) / 29 = 48.28%",
        ),
        ("立案数由20件增加到35件，增加13件。", "“增加13件”与所列数字不符：算得15件", "35 - 20 = 15"),
        (
            "支出由50万元调整到40万元，增长25%。",
            "“增长25%”与所列数字不符：算得下降20%",
            "(40 - 50) / 50 = -20%",
        ),
    ],
)
def test_a_message_quotes_the_text_and_gives_the_right_value(text: str, message: str, evidence: str) -> None:
    (finding,) = findings(text)
    assert finding.message == message
    assert finding.evidence == (evidence,)


def test_lines_broken_by_a_pdf_are_read_as_one_sentence() -> None:
    text = (
        "７、行政单位离退休（项）57.8万元。主要用于：退休人员支出。本单位据实安排。2025\n"
        "年当年预算执行数为57.43万元，2026年预算安排57.8万元，比2025年预算执行数减少2.27\n"
        "%。主要原因是：退休实有人数减少，各项补助标准没有变化，其余支出据实核定，不另\n"
        "作说明，相关支出已经列入部门预算草案，由本单位财务部门负责解释和公开说明工作\n"
    )
    (finding,) = findings(text)
    assert finding.quote.replace("\n", "") == "2.27%"


def _print(value: Fraction, decimals: int) -> str:
    scaled = int(value * 10**decimals + Fraction(1, 2))
    digits = str(scaled).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


@given(
    start=st.integers(100, 10**7),
    end=st.integers(100, 10**7),
    decimals=st.integers(0, 2),
    shape=st.integers(0, 2),
)
def test_consistent_changes_are_never_errors(start: int, end: int, decimals: int, shape: int) -> None:
    assume(start != end)
    rises = end > start
    word = "增加" if rises else "减少"
    by = abs(end - start)
    growth = _print(Fraction(100 * by, start), decimals)
    a, b, d = (_print(Fraction(n, 100), 2) for n in (start, end, by))
    text = (
        f"支出由{a}万元{word}到{b}万元，{word}{d}万元，{word}{growth}%。",
        f"支出{b}万元，比上年{word}{d}万元，{word}{growth}%。",
        f"2025年预算执行数为{a}万元，2026年预算安排{b}万元，比2025年预算执行数{word}{growth}%。",
    )[shape]
    assert findings(text) == ()
    assert ledger(text)
    assert {entry.verdict for entry in ledger(text)} == {"verified"}


@given(start=st.integers(1000, 10**6), end=st.integers(1000, 10**6), off=st.integers(4, 300))
def test_a_changed_growth_is_an_error(start: int, end: int, off: int) -> None:
    assume(end > start)
    growth = _print(Fraction(100 * (end - start), start) + Fraction(off, 10), 1)
    (finding,) = findings(f"立案由{start}件增加到{end}件，增长{growth}%。")
    assert (finding.quote, finding.severity) == (f"{growth}%", Severity.ERROR)


@given(base=st.integers(1, 10**6), degree=st.integers(1, 12))
def test_roots_are_cut_off_and_exact_for_powers(base: int, degree: int) -> None:
    assert root(Fraction(base) ** degree, degree) == base
    found = root(Fraction(base), degree)
    assert found**degree <= base < (found + Fraction(1, 10**8)) ** degree
