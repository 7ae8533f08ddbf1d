"""Rates in tables against the amounts beside them, and totals that shares or a plain list give away."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from marked import figures, speaks

_RULES = Options(select=("FZ103", "FZ106", "FZ111"))


def _drawn(*rows: str) -> Document:
    lines = [f"| {' | '.join(row.split())} |".replace("_", "") for row in rows]
    return Document("\n".join(["情况表", lines[0], "|---|", *lines[1:]]) + "\n", "x.md")


BUDGET = [
    "项目 预算数 决算数 完成预算%",
    "增值税 5200 5408 104.0",
    "企业所得税 3800 3914 103.0",
    "个人所得税 3000 3038 101.3",
    "罚没收入 1500 1360 90.7",
]
GROWTH = [
    "指标 单位 2022年 2021年 同比增长（%）",
    "税收收入 亿元 15.12 14.10 7.2",
    "零售总额 亿元 120.50 118.14 2.0",
    "新增就业 万人 1.32 1.20 10.0",
    "出口总额 亿元 30.00 32.00 -6.3",
]
SUCCESS = [
    "镇 排查数 成功率 调处成功数",
    "全县 812 98.0% 796",
    "城关镇 256 98.0% 251",
    "东河镇 188 98.4% 185",
    "西山镇 203 98.0% 199",
    "南湖街道 165 97.6% 161",
]


@pytest.mark.parametrize("rows", [BUDGET, GROWTH, SUCCESS])
def test_rates_that_come_out_are_verified(rows: list[str]) -> None:
    report = lint(_drawn(*rows), Options())
    found = [entry.verdict for entry in report.relations if entry.kind in ("rate", "change")]
    assert found == ["verified"] * (len(rows) - 1)
    assert not [finding for finding in report.findings if finding.code.startswith("FZ1")]


@pytest.mark.parametrize(
    ("rows", "right", "wrong", "code"),
    [
        (BUDGET, "101.3", "110.3", "FZ103"),
        (BUDGET, "3914", "3194", "FZ103"),
        (GROWTH, " 2.0", " 3.0", "FZ106"),
        (GROWTH, "-6.3", "6.3", "FZ106"),
        (SUCCESS, "98.4%", "94.8%", "FZ103"),
    ],
)
def test_the_one_rate_that_does_not_come_out_is_a_warning(
    rows: list[str], right: str, wrong: str, code: str
) -> None:
    (finding,) = lint(_drawn(*(row.replace(right, wrong) for row in rows)), _RULES).findings
    assert (finding.code, str(finding.severity)) == (code, "warning")
    assert "算得" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        [
            "指标 2022年 2021年 增长（%）",
            "生产总值 420 400 3.5",
            "工业增加值 120 110 6.2",
            "第三产业 210 200 4.4",
        ],
        ["指标 绝对数 比上年增长（%）", "税收收入 15.12 7.2", "零售总额 120.50 2.0"],
        ["单位 人数 件数 满意率（%）", "东镇 12 35 98", "西镇 15 40 97", "南镇 9 22 99"],
    ],
)
def test_rates_of_something_else_are_left_alone(rows: list[str]) -> None:
    assert not lint(_drawn(*rows), _RULES).findings


SHARES = ["结果 件数 占比（%）", "维持 52 54.2", "驳回 12 12.5", "撤销 14 14.6", "终止 18 18.8", "合计 96 100"]


@pytest.mark.parametrize(("right", "wrong", "code"), [(" 96 ", " 69 ", "FZ111"), (" 100", " 98", "FZ103")])
def test_a_total_that_the_shares_give_away(right: str, wrong: str, code: str) -> None:
    assert not lint(_drawn(*SHARES), _RULES).findings
    findings = lint(_drawn(*(row.replace(right, wrong) for row in SHARES)), _RULES).findings
    assert [finding.code for finding in findings] == [code] and findings[0].quote == wrong.strip()


def test_an_amount_that_its_share_and_the_sum_give_away() -> None:
    (finding,) = lint(_drawn(*(row.replace(" 14 ", " 41 ") for row in SHARES)), _RULES).findings
    assert (finding.code, finding.quote) == ("FZ111", "41") and "“撤销”的41（应为14" in finding.message


@pytest.mark.parametrize(("right", "wrong"), [("20.51%", "25.01%"), (" 585", " 558"), (" 60 ", " 66 ")])
def test_shares_may_stand_in_a_row(right: str, wrong: str) -> None:
    rows = [
        "事项 行政处罚 投诉处理 信息公开 其他 总计",
        "数量（件） 331 60 120 74 585",
        "占比 56.58% 10.26% 20.51% 12.65% 100%",
    ]
    report = lint(_drawn(*rows), Options())
    assert [entry.verdict for entry in report.relations] == ["verified"] * 6
    findings = lint(_drawn(*(row.replace(right, wrong) for row in rows)), _RULES).findings
    assert [finding.quote for finding in findings] == [wrong.strip()]


LIST = ["结果 件数", "维持 52", "驳回 12", "确认违法 5", "撤销 9", "终止 18", "合计 96"]


def test_the_total_at_the_end_of_a_plain_list_takes_in_all_of_it() -> None:
    assert not lint(_drawn(*LIST), _RULES).findings
    (finding,) = lint(_drawn(*LIST[:-1], "合计 98"), _RULES).findings
    assert (finding.quote, str(finding.severity)) == ("98", "warning")
    assert not lint(_drawn(LIST[0], "合计 98", "其中：维持 52", *LIST[2:-1]), _RULES).findings
    assert not lint(_drawn(*LIST[:-1], "其中：听证 3", "合计 98"), _RULES).findings


LEVELS = [
    "项目 预算数 决算数 上年数",
    "一、税收收入 12000 12360 11000",
    "增值税 5200 5408 5000",
    "企业所得税 3800 3914 3500",
    "个人所得税 3000 3038 2500",
    "二、非税收入 4000 3840 4100",
    "专项收入 2500 2480 2600",
    "罚没收入 1500 1360 1500",
]


def test_rows_without_a_mark_add_up_to_the_marked_one_above_them() -> None:
    assert not lint(_drawn(*LEVELS), _RULES).findings
    (finding,) = lint(_drawn(*(row.replace("3914", "3194") for row in LEVELS)), _RULES).findings
    assert finding.code == "FZ111" and "5408 + 3194 + 3038 = 11640 ≠ 12360" in finding.message


def test_quarters_add_up_to_the_year() -> None:
    rows = ["类别 一季度 二季度 三季度 四季度 全年", "刑事 25 31 28 36 120", "民事 66 72 81 79 298"]
    assert not lint(_drawn(*rows), _RULES).findings
    (finding,) = lint(_drawn(rows[0], rows[1].replace("28", "82"), rows[2], "行政 2 0 1 3 6"), _RULES).findings
    assert finding.code == "FZ111"


LESS_AND_MORE = (
    "领域\t办结件数（件）\t上年件数（件）\t增减（件）\n食品安全\t2874\t2691\t183\n药品\t918\t963\t-45\n"
    "其他\t842\t795\t47\n合计\t4634\t4449\t185\n"
)


def test_a_column_of_differences_is_held_against_two_others() -> None:
    report = figures(LESS_AND_MORE)
    assert not speaks(report)
    assert {"2874 - 2691 = 183", "918 - 963 = -45", "4634 - 4449 = 185"} <= {
        one.formula for one in report.relations if one.verdict == "verified"
    }
    (finding,) = [
        one for one in figures(LESS_AND_MORE.replace("\t47\n", "\t74\n")).findings if one.quote == "74"
    ]
    assert finding.code == "FZ106"


def test_columns_that_are_no_differences_are_left_alone() -> None:
    assert not speaks(figures(LESS_AND_MORE.replace("185", "96").replace("183", "28").replace("-45", "31")))
