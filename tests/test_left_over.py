"""What is left of a total told before (FZ101)."""

from __future__ import annotations

import pytest

from marked import figures, right_and_wrong, speaks

FOUND = [
    "行政机关负责人应出庭118件，实际出庭112件。\n118件应出庭案件中仍有⟦6|8⟧件未出庭。",
    "确定重点任务65项，完成61项。\n65项重点任务中，还有⟦4|7⟧项未完成。",
    "列入改造的老旧小区40个，年内完工37个。\n40个老旧小区中尚有⟦3|5⟧个未能完工。",
    "排查问题隐患312处,已整改298处。\n截至年底,312处隐患中仍有⟦14|41⟧处未按期整改到位。",
    "受理诉求1286件，办结1274件。\n不足之处在于：1286件诉求中尚有⟦12|21⟧件没有办结。",
]
ONLY_READ = [
    ("抽查案卷120卷，合格112卷。\n工作仍有不足，120卷被抽查案卷中有8卷存在问题。", "112 + 8 = 120"),
    ("承办建议156件，已办结150件。\n截至年底，156件建议中仍有6件正在办理。", "150 + 6 = 156"),
    ("排查隐患312处，已整改298处。\n尚有14处隐患未整改到位。", "298 + 14 = 312"),
]
APART = [
    "计划建成的80个大中型项目中，有33个没有建成；计划建成的80个单项工程中，有24个没有建成。",
    "抽查案卷120卷，合格112卷。\n120卷抽查案卷中有3卷适用法律不当。",
    "确定重点任务65项，完成61项。\n另外安排的65项民生任务中，还有9项正在推进。",
    "排查隐患312处，已整改298处。\n尚有9处隐患未整改到位。",
    "应出庭118件，实际出庭112件。\n118件败诉案件中仍有9件未履行。",
]


@pytest.mark.parametrize("text", FOUND)
def test_the_rest_of_a_total(text: str) -> None:
    right, wrong = right_and_wrong(text)
    report = figures(right)
    assert not speaks(report), report.findings
    assert "sum" in {one.kind for one in report.relations if one.verdict == "verified"}
    assert "FZ101" in {finding.code for finding in figures(wrong).findings}


@pytest.mark.parametrize(("text", "formula"), ONLY_READ)
def test_the_rest_in_other_words(text: str, formula: str) -> None:
    report = figures(text)
    assert not speaks(report), report.findings
    assert formula in {one.formula for one in report.relations if one.verdict == "verified"}


@pytest.mark.parametrize("text", APART)
def test_some_that_are_not_the_rest(text: str) -> None:
    report = figures(text)
    assert not speaks(report), report.findings
