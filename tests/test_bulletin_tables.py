"""Tables of statistical bulletins: blocks of rows under their whole, tables drawn with blanks, prose beside them."""
# ruff: noqa: E501 (rows of tables are easier to read whole)

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.facts.tables import tables
from fazhi_lint.figures import relations

FREIGHT = """- 指 标 单位 绝对数 比上年增长%
- 货物运输总量 万吨 5142.6 4.1
- 铁路 万吨 402.3 2.2
- 公路 万吨 4610.9 4.4
- 水路 万吨 126.5 1.0
- 民航 吨 29000 7.3
- 货物运输周转量 亿吨公里 812.4 3.0
- 铁路 亿吨公里 310.2 1.8
- 公路 亿吨公里 451.7 3.9
- 水路 亿吨公里 49.6 2.2
- 民航 亿吨公里 0.9 6.1
"""
PEOPLE = """| 指标 | 年末数（万人） | 比重（%） |
|---|---|---|
| 全市常住人口 | 412.63 | 100.0 |
| 其中：城镇 | 268.21 | 65.0 |
| 乡村 | 144.42 | 35.0 |
| 其中：男性 | 210.44 | 51.0 |
| 女性 | 202.19 | 49.0 |
"""
TRADE = """| 指标 | 金额（亿元） | 比上年增长（%） |
|---|---|---|
| 货物进出口总额 | 3862 | 5.1 |
| 货物出口额 | 2417 | 6.4 |
| 货物进口额 | 1445 | 3.0 |
| 货物进出口顺差 | 972 | — |

| 国家和地区 | 出口额（亿元） | 比上年增长（%） | 占全部出口比重（%） |
|---|---|---|---|
| 东盟 | 402 | 8.1 | 16.6 |
| 欧盟 | 377 | 2.9 | 15.6 |
| 美国 | 355 | -3.2 | 14.7 |
| 韩国 | 118 | 1.0 | 4.9 |
| 日本 | 96 | -2.1 | 4.0 |
"""
POWER = """| 产品 | 单位 | 产量 |
|---|---|---|
| 原煤 | 万吨 | 1204.5 |
| 发电量 | 亿千瓦时 | 8126.4 |
| 其中：火电 | 亿千瓦时 | 5110.2 |
| 水电 | 亿千瓦时 | 1544.8 |
| 风电 | 亿千瓦时 | 1471.4 |
| 粗钢 | 万吨 | 310.7 |
"""


def _said(text: str) -> list[tuple[str, str]]:
    report = lint(Document(text), Options(select=("FZ1",)))
    return [(finding.code, finding.quote) for finding in report.findings if str(finding.severity) != "info"]


def _formulas(text: str, verdict: str = "verified") -> list[str]:
    return [relation.formula for relation in relations(Document(text)) if relation.verdict == verdict]


def test_blocks_are_added_up_in_the_unit_of_their_whole() -> None:
    assert "402.3 + 4610.9 + 126.5 + 29000吨 = 5142.6" in _formulas(FREIGHT)
    assert "310.2 + 451.7 + 49.6 + 0.9 = 812.4" in _formulas(FREIGHT)
    assert _said(FREIGHT) == []


@pytest.mark.parametrize(
    ("old", "new"), [("5142.6", "5742.6"), ("4610.9", "4810.9"), ("812.4", "822.4"), ("310.2", "370.2")]
)
def test_a_block_whose_twin_comes_out_may_not_fail(old: str, new: str) -> None:
    assert [code for code, _ in _said(FREIGHT.replace(old, new))] == ["FZ111"]


def test_a_block_without_one_of_its_parts_is_no_error() -> None:
    assert _said("".join(line for line in FREIGHT.splitlines(keepends=True) if "水路 亿" not in line)) == []


@pytest.mark.parametrize(("old", "new"), [("412.63", "472.63"), ("268.21", "248.21"), ("202.19", "222.19")])
def test_a_whole_split_several_times(old: str, new: str) -> None:
    assert {"268.21 + 144.42 = 412.63", "210.44 + 202.19 = 412.63"} <= set(_formulas(PEOPLE))
    assert _said(PEOPLE) == []
    assert "FZ111" in {code for code, _ in _said(PEOPLE.replace(old, new))}


@pytest.mark.parametrize(("old", "new"), [("3862", "3362"), ("2417", "2477"), ("972", "912")])
def test_trade_is_exports_and_imports(old: str, new: str) -> None:
    assert {"2417 + 1445 = 3862", "1445 + 972 = 2417"} <= set(_formulas(TRADE))
    assert _said(TRADE) == []
    assert "FZ111" in {code for code, _ in _said(TRADE.replace(old, new))}


@pytest.mark.parametrize(("old", "new"), [("15.6", "18.6"), ("355", "395")])
def test_shares_of_a_total_in_another_table(old: str, new: str) -> None:
    assert "377 / 2417 = 15.60%" in _formulas(TRADE)
    assert [code for code, _ in _said(TRADE.replace(old, new))] == ["FZ103"]


@pytest.mark.parametrize(("old", "new"), [("8126.4", "8726.4"), ("1544.8", "1944.8")])
def test_a_list_begun_by_among_them_that_ends_with_its_unit(old: str, new: str) -> None:
    assert "5110.2 + 1544.8 + 1471.4 = 8126.4" in _formulas(POWER)
    assert _said(POWER) == []
    assert [code for code, _ in _said(POWER.replace(old, new))] == ["FZ111"]


@pytest.mark.parametrize(
    "prose",
    [
        "全年原煤产量1204.5万吨，比上年增长3.6%。",
        "全年生产原煤1204.5万吨，同比增长3.6%；粗钢310.7万吨，下降2.4%。",
        "其中，原煤0.12亿吨，增长3.6%。",
    ],
)
def test_a_figure_with_its_growth_is_found_in_the_table_below(prose: str) -> None:
    table = (
        "\n\n| 产品名称 | 单位 | 产量 | 比上年增长（%） |\n|---|---|---|---|\n| 原煤 | 万吨 | 1204.5 | 3.6 |\n"
        "| 粗钢 | 万吨 | 310.7 | -2.4 |\n| 水泥 | 万吨 | 518.2 | 0.8 |\n"
    )
    assert "3.6% = 3.6（表中）" in _formulas(prose + table)
    assert _said(prose + table) == []
    assert [code for code, _ in _said(prose.replace("3.6%", "3.9%") + table)] == ["FZ110"]


@pytest.mark.parametrize(
    "lines",
    [
        "- 指标 全市\n- 城市 农村\n- 居民消费价格 2.5 2.3 3.0\n- 其中：食品烟酒 8.3 7.8 9.6\n- 衣 着 -0.2 -0.2 -0.3\n",
        "单位：%\n\n- 类别 全市 城市 农村\n- 居民消费价格 2.5 2.3 3.0\n- 其中：食品烟酒 8.3 7.8 9.6\n- 衣着 0.2 0.2 0.3\n",
    ],
)
def test_rates_of_change_are_no_parts(lines: str) -> None:
    assert len(tables(Document(lines))) == 1
    assert _said(lines) == []


def test_lines_that_end_in_a_figure_are_no_table_by_that_alone() -> None:
    prose = "联系电话 0512 6231\n本报告一式 3\n共有工作人员 25 12，其中 8\n全年共受理案件 30\n"
    assert not tables(Document(prose))
