"""Prose held against the table below it."""

from __future__ import annotations

import pytest

from fazhi_lint import lint_text
from fazhi_lint.model import Severity

TABLE = """
| 表3 各种运输方式完成情况 | | | |
| --- | --- | --- | --- |
| 指标 | 单位 | 绝对数 | 比上年增长（%） |
| 货物运输总量 | 万吨 | 4171.4 | -0.2 |
| 铁路 | 万吨 | 336.0 | -11.9 |
| 其中：冷链 | 万吨 | 12.5 | 3.0 |
"""


@pytest.mark.parametrize(
    ("prose", "formulas"),
    [
        ("全年货物运输总量4171万吨，比上年下降0.2%。", ["4171万 = 4171.4（表中）", "0.2% = -0.2（表中）"]),
        (
            "2023年，全市货物运输总量达4171.4万吨，同比下降0.2%。",
            ["4171.4万 = 4171.4（表中）", "0.2% = -0.2（表中）"],
        ),
        ("全年全县货物运输总量0.42亿吨。", ["0.42亿 = 4171.4（表中）"]),
    ],
)
def test_prose_that_repeats_a_row_is_verified(prose: str, formulas: list[str]) -> None:
    report = lint_text(prose + "\n" + TABLE)
    assert [entry.formula for entry in report.relations if entry.formula.endswith("（表中）")] == formulas
    assert not report.findings


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("全年货物运输总量4117万吨，比上年下降0.2%。", "4117万"),
        ("全年货物运输总量4171万吨，比上年增长0.2%。", "0.2%"),
        ("全年货物运输总量4171万吨，比上年下降2.0%。", "2.0%"),
    ],
)
def test_prose_that_contradicts_a_row_is_a_warning(prose: str, quote: str) -> None:
    (finding,) = lint_text(prose + "\n" + TABLE).findings
    assert (finding.code, finding.quote, finding.severity) == ("FZ110", quote, Severity.WARNING)


@pytest.mark.parametrize(
    "prose",
    [
        "全年规划内货物运输总量4117万吨。",
        "全年货物运输总量9800万吨公里。",
        "力争货物运输总量突破5000万吨。",
        "全年其他货物运输总量38万吨。",
    ],
)
def test_figures_of_other_things_are_left_alone(prose: str) -> None:
    assert not lint_text(prose + "\n" + TABLE).findings


COUNTS = """
| 行业 | 企业数（家） | 金额（亿元） |
| --- | --- | --- |
| 总计 | 26571 | 7813.5 |
| 制造业 | 4507 | 2452.3 |
"""


def test_a_long_figure_is_known_in_a_table_by_itself() -> None:
    report = lint_text("全年新设立企业26571家。\n" + COUNTS)
    assert "26571 = 26571（表中）" in [entry.formula for entry in report.relations]
    for other in ("全年新设立企业26517家。\n", "全年新设立企业26571户。\n", "全年新设立企业4507家。\n"):
        report = lint_text(other + COUNTS)
        assert not [entry for entry in report.relations if entry.formula.endswith("（表中）")]
        assert not report.findings
