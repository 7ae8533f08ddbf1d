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
