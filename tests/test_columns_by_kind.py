"""Parts of wholes that stand side by side, and shares of parts that are no parts themselves."""

from __future__ import annotations

import pytest

import fazhi_lint

KINDS = (
    ("全年火灾死亡60人，受伤120人。其中，电气火灾死亡24人、受伤66人，分别占总数的40.0%和55.0%。", "66 ≤ 120"),
    ("上半年死亡49528人、受伤211572人。其中，违法导致死亡41163人、受伤184542人。", "41163 ≤ 49528"),
    ("全年事故死亡51人，其中建筑业32人，占总数的62.75%；高处坠落死亡13人，占建筑业的40.63%。", "32 ≤ 51"),
    ("全年立案犯罪90人，其中贪污贿赂犯罪60人，占66.67%；科级以上干部24人，占贪污贿赂犯罪的40.00%。", "60 ≤ 90"),
    ("投资累计794.33亿元。其中，基建累计241.53亿元，增长27.2%；房产累计544.11亿元，增8.6%。", "= 785.64 ≤"),
    ("人户分离人口50429万人，比上年增加1153万人，其中流动人口38467万人，增加885万人。", "885 ≤ 1153"),
    ("播种面积减少2209万亩，下降12.7%。其中，大豆播种面积减少2200万亩。", "2200 ≤ 2209"),
)


@pytest.mark.parametrize(("text", "formula"), KINDS)
def test_each_part_is_held_against_its_own_whole(text: str, formula: str) -> None:
    for one in (text, text.replace("，", ",").replace("；", ";")):
        report = fazhi_lint.lint_text(one, name="report.txt")
        assert not [found for found in report.findings if found.code.startswith("FZ10")]
        assert any(formula in found.formula for found in report.relations if found.kind == "part")
        assert not any(found.verdict != "verified" for found in report.relations if found.kind == "sum")


ITEMS = (
    "民生支出113875万元，占支出83.7%。一是保障教育支出，完成41128万元，增长18.7%；二是卫生支出完成26700万元。",
    "全年完成投资425.4亿元。一是道路项目投资87.3亿元；二是水利项目投资55.1亿元；三是加强管理。",
)
NO_ITEMS = (
    "民生支出113875万元。一是培训教师41128人；二是发放补助26700万元。",
    "预算执行19.82亿元。一是少编预算1836万元；二是多列支出427万元。",
)


@pytest.mark.parametrize("text", ITEMS)
def test_items_are_some_of_the_figure_before_them(text: str) -> None:
    report = fazhi_lint.lint_text(text, name="report.txt")
    assert any(" + " in one.formula for one in report.relations if one.kind == "part")


@pytest.mark.parametrize("text", NO_ITEMS)
def test_items_of_other_names_are_not(text: str) -> None:
    report = fazhi_lint.lint_text(text, name="report.txt")
    assert not any(one.kind == "part" for one in report.relations)
