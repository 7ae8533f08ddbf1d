"""Columns of percentages whose heads do not say so are not added up, and the others still are."""

from __future__ import annotations

import pytest

from fazhi_lint import lint_text

ROWS = "国税局\t36200\t38010\t105.0\n地税局\t27100\t28130\t103.8\n财政局\t6400\t6208\t97.0\n"


def codes(text: str) -> list[str]:
    return [finding.code for finding in lint_text(text).findings if finding.code.startswith("FZ1")]


@pytest.mark.parametrize("units", ["单位：万元、%", "单位:万元,％", "单位：万元"])
@pytest.mark.parametrize("head", ["为任务", "进度", "完成任务", "为上年"])
def test_percentages_are_not_added(units: str, head: str) -> None:
    table = f"{units}\n部门\t年初数\t实际完成\t{head}\n{ROWS}合计\t69700\t72348\t103.8\n"
    assert codes(table) == []


def test_a_column_that_is_no_sum_beside_the_unit_line() -> None:
    rows = "国税局\t38010\t105.0\n地税局\t28130\t103.8\n财政局\t6208\t97.0\n"
    assert codes(f"单位：万元、%\n部门\t实际完成\t为任务\n{rows}合计\t72348\t103.8\n") == []


def test_a_slip_beside_them_is_told() -> None:
    table = f"单位：万元、%\n部门\t年初数\t实际完成\t为任务\n{ROWS}合计\t69700\t74348\t103.8\n"
    assert codes(table) == ["FZ111"]


GROWN = """单位：万元
项目 | 出国 | 接待 | 购置 | 运行 | 合计
2022年 | 4.13 | 1.12 | 10 | 20.1 | 35.35
2021年 | 5.13 | 2.12 | 12 | 26.1 | 45.35
{name} | -19.5 | -47.2 | -16.7 | {last} | {sum}
"""
GROWN_COLUMN = """项目 | 2022年 | 2021年 | {name}
出国 | 4.13 | 5.13 | -19.5
接待 | 1.12 | 2.12 | {last}
合计 | 5.25 | 7.25 | {sum}
"""
_NAMES = (
    "2022年比2021年增减%,增减%,增长,±%,同比,增幅,增长率(%),比上年增长,较上年,升降幅度,降幅,环比,变化情况,占比"
)


@pytest.mark.parametrize("name", _NAMES.split(","))
@pytest.mark.parametrize("table", [GROWN, GROWN_COLUMN])
def test_growth_is_not_added(table: str, name: str) -> None:
    text = table.format(name=name, last="-23.0", sum="-22.1")
    assert not [one for one in lint_text(text).findings if one.code == "FZ111"]


def test_what_it_grew_by_is_added() -> None:
    rows = "增减额", "增减数", "比上年增减（万元）"
    found = [lint_text(GROWN.format(name=name, last="-6", sum="-88.4")).findings for name in rows]
    assert all(any(one.code == "FZ111" for one in own) for own in found)
