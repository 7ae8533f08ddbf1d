"""Tables whose cells stand on lines of their own, as a page copied out of a browser has them."""
# ruff: noqa: E501 (rows of tables are easier to read whole)

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.facts.tables import tables

ENFORCED = "单位 警告 罚款 没收 合计|市场监管局 12 86 3 101|城管执法局 40 55 0 95|交通运输局 7 61 2 70|合计 59 202 5 266"
MEASURED = "指标 单位 数量|粮食 万吨 512.6|夏粮 万吨 120.4|早稻 万吨 98.1|秋粮 万吨 294.1"
GROWN = (
    "指标 单位 绝对数 比上年增长%|年末常住人口 万人 412.63 0.4|其中:城镇 万人 268.21 1.2|乡村 万人 144.42 -1.0"
)
RATED = "类型 受理(件) 审结(件) 结案率|民事 412 396 96.12%|刑事 326 300 92.02%|行政 63 58 92.06%|合计 801 754 94.13%"
NUMBERED = (
    "序号 单位 警告 罚款 合计|1 市场监管局 12 86 98|2 城管执法局 40 55 95|3 交通运输局 7 61 68|合计 59 202 261"
)
LISTED = "执法类别 数量(件)|行政许可 412|行政处罚 1326|行政强制 63|总计 1801"
# Each with a figure and a misprint of it that must be found.
WRONG = [
    (ENFORCED, "86", "68"), (ENFORCED, "266", "276"), (ENFORCED, "61", "67"), (MEASURED, "512.6", "572.6"),
    (MEASURED, "98.1", "93.1"), (GROWN, "412.63", "472.63"), (RATED, "92.06%", "97.06%"), (RATED, "754", "734"),
    (NUMBERED, "202", "220"),
    (NUMBERED, "68", "86"),
    (LISTED, "1801", "1301"), (LISTED, "1326", "1826"),
]  # fmt: skip
SHAPES = {
    "lines": ("\n", "\n"),
    "blank lines": ("\n\n", "\n\n"),
    "bars behind": (" |\n", " | ||\n|\n"),
    "bars before": ("\n| ", "\n|\n"),
    "indented": ("\n　　", "\n　　"),
    "tabs": ("\t", "\n"),
}


def _text(table: str, shape: str) -> str:
    cell, row = SHAPES[shape]
    lines = row.join(line.replace(" ", cell) for line in table.split("|"))
    return f"某市行政执法统计报告\n\n一、总体情况\n\n全年工作平稳开展。\n\n附表:\n\n{lines}\n\n二、打算\n\n继续努力。\n"


def _said(text: str) -> list[str]:
    found = lint(Document(text), Options(select=("FZ1",))).findings
    return [one.code for one in found if str(one.severity) != "info"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("table", "figure", "misprint"), WRONG)
def test_a_misprint_is_found_in_every_shape(table: str, figure: str, misprint: str, shape: str) -> None:
    assert _said(_text(table, shape)) == []
    assert len(tables(Document(_text(table, shape)))) == 1
    assert set(_said(_text(table.replace(figure, misprint, 1), shape))) & {"FZ111", "FZ103"}


@pytest.mark.parametrize(
    "text",
    [
        "目录\n一、概述\n1\n二、收入\n3\n三、支出\n6\n四、其他\n9\n",  # a table of contents has no heads
        "单位:万元\n项目\n金额\n甲\n5\n乙\n6\n丙\n4\n合计\n99\n",  # of a budget, which is read as such
        "甲\n1\n乙\n2\n3\n丙丁\n戊\n4\n5\n6\n己\n庚\n7\n",  # rows of all shapes
        "我局\n12\n人。\n数量\n5\n人。\n工作\n6\n人。\n",
        "一、概述\t1\n二、收入\t3\n三、支出\t6\n四、其他\t9\n",
    ],
)
def test_lines_that_are_no_table(text: str) -> None:
    assert not tables(Document(f"某市报告\n\n{text}\n结束。\n"))


def test_a_row_that_lacks_a_figure_or_a_column_that_lacks_a_head_says_nothing() -> None:
    assert _said(_text(ENFORCED.replace(" 86 3 101", " 3 101"), "lines")) == []
    for head in ("警告 ", "单位 ", "合计|市场"):
        assert (
            _said(_text(ENFORCED.replace(head, "|市场" if "|" in head else "").replace("266", "366"), "lines"))
            == []
        )


def test_heads_over_heads_are_not_taken_for_one_line() -> None:
    table = "单位 处罚 强制 小计 警告 罚款 查封|甲局 5 3 2 1|乙局 9 4 5 2|合计 14 7 7 4"
    assert not tables(Document(_text(table, "lines")))


def test_words_over_a_row_head_those_below() -> None:
    table = "指标 数量|粮食 512|其中:夏粮 120|秋粮 392|养殖 业情况|猪肉 40|牛肉 10"
    assert _said(_text(table, "lines")) == []
    (found,) = tables(Document(_text(table, "lines")))
    assert found.height == table.count("|") + 2  # 养殖 and 业情况 are two lines of words
