"""Tables out of a PDF whose cells stand on lines of their own, and amounts of the text against them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.model import Report, Severity

_RULES = Options(select=("FZ1",))

ROWS = (
    ("住房保障支出", "4,736,957.00", "4,736,957.00"),
    ("住房改革支出", "4,736,957.00", "4,736,957.00"),
    ("住房公积金", "2,049,197.00", "2,049,197.00"),
    ("购房补贴", "2,687,760.00", "2,687,760.00"),
    ("卫生健康支出", "782,164.00", "782,164.00"),
    ("行政单位医疗", "782,164.00", "782,164.00"),
    ("社会保障和就业支出", "3,508,644.00", "3,508,644.00"),
    ("机关事业单位基本养老\n保险缴费支出", "2,635,027.00", "2,635,027.00"),
    ("职业年金缴费支出", "873,617.00", "873,617.00"),
    ("合计", "9,027,765.00", "9,027,765.00"),
)


def _table(title: str, rows: Sequence[Sequence[str]] = ROWS, unit: str = "单位：元") -> str:
    cells = [cell for row in rows for cell in ("221", *row)]
    return "\n\n".join([title, "编制部门：甲区乙局", unit, "项目", "合计", "基本支出", *cells])


def _budget(text: str = "", *tables: str) -> str:
    found = tables or (_table("2025年部门收入预算总表"), _table("2025年部门支出预算总表"))
    return "\n\n".join([f"甲区乙局2025年部门预算\n{text}", *found, "其他情况说明。"])


def _said(text: str) -> tuple[Report, list[tuple[str, str]]]:
    report = lint(Document(text), _RULES)
    return report, [
        (found.code, found.quote) for found in report.findings if found.severity >= Severity.WARNING
    ]


def _formulas(report: Report, kind: str) -> list[str]:
    return [entry.formula for entry in report.relations if (entry.kind, entry.verdict) == (kind, "verified")]


def test_totals_stand_before_and_behind_their_parts() -> None:
    report, said = _said(_budget())
    sums = _formulas(report, "sum")
    assert not said
    assert "2,049,197.00 + 2,687,760.00 = 4,736,957.00" in sums
    assert "2,635,027.00 + 873,617.00 = 3,508,644.00" in sums
    assert "4,736,957.00 + 782,164.00 + 3,508,644.00 = 9,027,765.00" in sums


def test_a_row_adds_up_across() -> None:
    rows = [("行政运行", "264.87", "62.63", "202.24"), ("事业运行", "51.32", "40.01", "11.31")]
    report, said = _said(_budget("", _table("2025年度支出决算表", rows, "单位：万元")))
    assert not said
    assert _formulas(report, "sum") == ["62.63 + 202.24 = 264.87", "40.01 + 11.31 = 51.32"]


HEADS = [
    "1.“住房保障支出（类）住房改革支出（款）住房公积金（项）”{}，主要用于缴存。",
    "1. “住房保障支出(类)住房改革支出(款)住房公积金(项)”{},主要用于缴存。",
    "“住房保障支出（类）住房改革支出（款）住房公积金（项）”科目{}，主要用于缴存。",
    "“住房保障支出-住房改革支出-住房公积金”科目{}，主要用于缴存。",
    "“住房保障支出—住房改革支出—住房公积金”{}，主要用于缴存。",
    "住房保障支出（类）住房改革支出（款）住房公积金（项）{}，主要用于缴存。",
    "（三）住房保障支出（类）住房改革支出（款）住房公积金（项）预算安排{}。",
    "住房保障支出（类）住房改革支出（款）住房公积金（项）支出决算为{}。",
    "3、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴存。支出决算为{}。",
    "住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为210.00万元，支出决算为{}。",
    "2025年住房公积金{}，用于缴存。",
]


@pytest.mark.parametrize("sentence", HEADS)
@pytest.mark.parametrize("amount", ["204.92万元", "2,049,197元", "２０４．９２万元", "204.91 万元", "205万元"])
def test_an_amount_of_the_text_is_found_in_the_table(sentence: str, amount: str) -> None:
    report, said = _said(_budget(sentence.format(amount)))
    assert not said
    assert any(formula.endswith("= 2,049,197.00元") for formula in _formulas(report, "repeat"))


@pytest.mark.parametrize("sentence", HEADS[:-1])
@pytest.mark.parametrize("amount", ["304.92", "240.92", "2004.92"])
def test_an_amount_one_slip_from_its_row_is_a_warning(sentence: str, amount: str) -> None:
    if amount == "2004.92":
        sentence = sentence.replace("210.00", "2100.00")
    _, said = _said(_budget(sentence.format(f"{amount}万元")))
    assert ("FZ110", f"{amount}万") in said


@pytest.mark.parametrize(
    "text",
    [
        "“住房改革支出（款）住房公积金（项）”318.75万元，主要用于缴存。",  # no slip: other money is in it
        "2024年，“住房改革支出（款）住房公积金（项）”304.92万元。",  # of another year
        "上年，“住房改革支出（款）住房公积金（项）”304.92万元。",
        "“住房改革支出（款）住房维修金（项）”304.92万元，主要用于维修。",  # another head
        "“住房改革支出（款）住房公积金（项）”204.93万元，主要用于缴存。",  # rounded elsewhere
        "“住房改革支出（款）住房公积金（项）”主要用于缴存。全年采购304.92万元。",
    ],
)
def test_other_amounts_stay_silent(text: str) -> None:
    assert _said(_budget(text))[1] == []


def test_the_totals_of_the_text_are_those_of_the_tables() -> None:
    text = "2025年，甲区乙局收入预算902.78万元。支出预算902.78万元，其中：卫生健康支出78.22万元。"
    report, said = _said(_budget(text))
    assert not said
    assert _formulas(report, "repeat").count("902.78万元 = 9,027,765.00元") == 2
    assert ("FZ110", "912.78万") in _said(_budget(text.replace("收入预算902.78", "收入预算912.78")))[1]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2,049,197.00", "2,149,197.00"),
        ("873,617.00", "773,617.00"),
        ("9,027,765.00", "8,027,765.00"),
        ("4,736,957.00", "4,376,957.00"),
    ],
)
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_wrong_digit_in_a_table_is_a_warning(right: str, wrong: str, at: int) -> None:
    parts = _budget().split(right)
    text = right.join(parts[: at + 1]) + wrong + right.join(parts[at + 1 :])
    assert ("FZ110", wrong) in _said(text)[1]


@pytest.mark.parametrize(("copies", "found"), [(4, True), (2, False)])
def test_a_round_amount_is_held_against_its_name_only_where_it_stands_often(copies: int, found: bool) -> None:
    table = _table("2025年部门收入预算总表", (*ROWS, ("事业收入", "2,620,000.00")))
    text = _budget("", *[table] * copies, table.replace("2,620,000.00", "4,620,000.00"))
    assert (("FZ110", "4,620,000.00") in _said(text)[1]) is found


def test_a_row_that_does_not_add_up_is_a_warning() -> None:
    rows = [
        ("行政运行", "264.87", "62.63", "202.24"),
        ("事业运行", "51.32", "40.01", "11.31"),
        ("信息化建设", "135.25", "30.20", "105.05"),
        ("一般事务", "96.41", "12.30", "84.11"),
    ]
    title, unit = "2025年度支出决算表", "单位：万元"
    assert not _said(_budget("", _table(title, rows, unit)))[1]
    wrong = [*rows[:2], ("信息化建设", "136.25", "30.20", "105.05"), rows[3]]
    assert _said(_budget("", _table(title, wrong, unit)))[1] == [("FZ111", "136.25")]
    lost = [*rows[:3], ("一般事务", "96.41", "12.30", "74.11"), ("公用经费", "10.00")]
    assert not _said(_budget("", _table(title, lost, unit)))[1]  # the row has lost a cell of 10.00


def test_rows_run_together_are_read_in_pairs() -> None:
    names = ("办公费", "咨询费", "水费", "电费", "邮电费", "福利费")
    rows = [(name, f"{at}9,{at}00.00", f"{at}9,{at}00.00") for at, name in enumerate(names, 2)]
    together = [*rows, ("基本工资", "758,448.00", "758,448.00", "225,613.00", "225,613.00")]
    title = "2025年部门基本支出预算表"
    assert not _said(_budget("", _table(title, together)))[1]
    wrong = [*rows, ("基本工资", "758,448.00", "758,448.00", "225,613.00", "245,613.00")]
    assert [code for code, _ in _said(_budget("", _table(title, wrong)))[1]] == ["FZ110"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("本年收入合计307.82万元。", ("本年收入合计", "507.82")),
        ("其中：人员经费307.82万元，用于工资。", ("人员经费合计", "387.82")),
        ("基本支出中，人员经费支出 307.82 万元。", ("其他资本性支出\n人员经费支出", "307.28")),
    ],
)
def test_a_figure_alone_behind_a_name_of_the_text_is_held_against_it(text: str, row: tuple[str, str]) -> None:
    title, unit = "2025年度支出决算表", "单位：万元"
    name, figure = row
    filled = [("行政运行", "264.87", "264.87")]
    assert not _said(_budget(text, _table(title, [*filled, (name, "307.82")], unit)))[1]
    assert _said(_budget(text, _table(title, [*filled, row], unit)))[1] == [("FZ110", figure)]


def test_a_grand_total_is_known_wherever_it_stands() -> None:
    rows = [("行政运行", "264.87", "264.87"), ("事业运行", "42.95", "42.95"), ("合计", "307.82", "307.82")]
    tables = [_table(f"2025年度{kind}决算表", rows, "单位：万元") for kind in ("收入", "支出", "收支", "拨款")]
    end = _table(
        "2025年度基本支出决算表", [("水费", "11.72", "11.72"), ("电费", "317.82", "105.58")], "单位：万元"
    )
    assert _said(_budget("", *tables, end))[1] == [("FZ110", "317.82")]


@pytest.mark.parametrize(
    ("title", "others"),
    [
        ("2024年部门支出预算总表", ("2,149,197.00",)),  # of another year
        ("2025年部门预算执行情况表\n上年执行数", ("2,149,197.00",)),
        ("2025年部门基本支出预算表", ("2,149,197.00", "100,000.00")),  # the difference is a cell of its own
        ("2025年部门基本支出预算表", ("2,049,197.01",)),  # rounded elsewhere
    ],
)
def test_figures_of_one_name_may_differ(title: str, others: tuple[str, ...]) -> None:
    other = _table(title, [("住房公积金", *others)])
    assert (
        _said(_budget("", _table("2025年部门收入预算总表"), _table("2025年部门支出预算总表"), other))[1] == []
    )


@pytest.mark.parametrize("unit", ["单位：元", "单位:元", "金额单位： 元", "单位：人民币元"])
def test_the_unit_may_be_written_otherwise(unit: str) -> None:
    report, _ = _said(_budget("购房补贴268.78万元。", _table("支出预算总表", unit=unit)))
    assert "268.78万元 = 2,687,760.00元" in _formulas(report, "repeat")


def test_two_figures_far_apart_make_up_a_long_one() -> None:
    rows = [
        ("一般公共服务支出", "82,096,797.42"),
        ("行政运行", "11,919,501.84"),
        ("一般行政管理事务", "46,140,000.00"),
        ("基本支出", "15,686,797.42"),
        ("其他支出", "20,120,000.00"),
        ("事业运行", "3,767,295.58"),
        ("培训", "40,000.00"),
        ("会议", "60,000.00"),
    ]
    report, said = _said(_budget("", _table("2025年部门支出预算总表", rows)))
    sums = _formulas(report, "sum")
    assert not said
    assert "11,919,501.84 + 3,767,295.58 = 15,686,797.42" in sums
    assert not any(formula.endswith("= 20,120,000.00") for formula in sums)
