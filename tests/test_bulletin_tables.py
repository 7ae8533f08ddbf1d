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


def test_a_short_block_of_the_same_kinds_that_comes_out_is_told_as_one() -> None:
    rows = ("出口额 8765", "一般贸易 5432", "加工贸易 3333", "进口额 4765", "一般贸易 2432", "加工贸易 2333")
    text = "| 指标 | 数量 |\n|---|---|\n" + "".join(f"| {row.replace(' ', ' | ')} |\n" for row in rows)
    assert [one.verdict for one in relations(Document(text))] == ["verified", "verified"]
    assert _said(text.replace("4765", "4865"))


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


FOREIGN = """- **指 标** **绝对数** **比上年增长%**
- 出口额 8214 6.4
- 其中：一般贸易 3917 8.0
- 加工贸易 3105 2.2
- 其中：机电产品 4420 5.1
- 高新技术产品 2119 7.7
- 其中：国有企业 1720 3.0
- 外商投资企业 4581 6.2
- 其他企业 1913 9.9
- 进口额 6127 4.1
- 其中：一般贸易 2806 5.5
- 加工贸易 2011 1.8
- 其中：国有企业 1509 2.0
- 外商投资企业 3302 4.4
- 其他企业 1316 6.0
- 出口大于进口 2087 13.8
- 其中：一般贸易 1111 15.0
- 加工贸易 1094 3.0
- 其他贸易 -118 2.0
"""


def test_a_whole_is_divided_several_times() -> None:
    held = _formulas(FOREIGN)
    assert {"1720 + 4581 + 1913 = 8214", "1509 + 3302 + 1316 = 6127"} <= set(held)
    assert {"4420 ≤ 8214", "2119 ≤ 8214", "3302 ≤ 6127"} <= set(held)
    assert not {"6127 ≤ 8214", "2087 ≤ 6127"} & set(held)
    assert _said(FOREIGN) == []


@pytest.mark.parametrize(
    ("old", "new"), [("1720", "2720"), ("4581", "4381"), ("1316", "1816"), ("6127", "6427")]
)
def test_a_division_that_comes_out_elsewhere_may_not_fail(old: str, new: str) -> None:
    assert "FZ111" in {code for code, _ in _said(FOREIGN.replace(old, new))}


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ("粮食 44450 万吨 2.5\n其中：谷物 39397 万吨 2.8\n薯类 3025 万吨 1.0\n", "3025 ≤ 44450"),
        ("粮食 4，445 万吨 2．5\n其中；谷物 3，939 万吨 持平\n薯类 302 万吨 1．0\n", "302 ≤ 4,445"),
        ("- 贷款余额 188566 14.4\n- 其中：短期贷款 90808 7.4\n- 中长期贷款 81010 22.1\n", "81010 ≤ 188566"),
        (
            "| 发电量 | 亿千瓦时 | 614 |\n| 其中：火电 | 亿千瓦时 | 443 |\n| 水电 | 亿千瓦时 | 119 |\n",
            "119 ≤ 614",
        ),
        (
            "| <br>汽车 | <br>万辆 | <br>2811 |\n| <br>　其中：轿车 | <br>万辆 | <br>1211 |\n| <br>　客车 | <br>万辆 | <br>914 |\n",
            "914 ≤ 2811",
        ),
    ],
)
def test_rows_after_among_them_are_parts(rows: str, part: str) -> None:
    heads = "| 产品 | 单位 | 产量 |\n|---|---|---|\n" if rows.startswith("|") else "\n- 指标 绝对数 增长%\n"
    assert part in _formulas(heads + rows)
    assert _said(heads + rows) == []


@pytest.mark.parametrize(
    "row",
    [
        "- 棉花 20400 3.1\n",
        "- 小计 412 3.1\n",
        "- 进出口差额 412 3.1\n",
        "- 年末人口（万人） 412 3.1\n",
        "- 糖料 912 3.1\n- 其中：甘蔗 802 2.1\n- 甜菜 77 3.0\n",
    ],
)
def test_what_ends_a_list(row: str) -> None:
    heads = "- 指标 绝对数 增长%\n- 油料 19840 10.0\n- 其中：花生 9640 14.4\n- 油菜籽 7460 7.5\n"
    said = _formulas(heads + row)
    assert "7460 ≤ 19840" in said
    assert f"{row.split()[2]} ≤ 19840" not in said


def test_shares_of_each_division_make_a_hundred() -> None:
    held = _formulas(PEOPLE)
    assert {"65.0 + 35.0 = 100", "51.0 + 49.0 = 100"} <= set(held)
    assert not any("65.0 + 35.0 +" in formula for formula in held)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("货物周转量 33275 亿吨公里 9.1\n铁 路 12462 亿吨公里 4.4\n公 路 4481 亿吨公里 1.1\n水 运 15724 亿吨公里 0.3\n管 道 608 亿吨公里 持平\n", "12962"),
        ("旅客运输总量 5.59 亿人次 9.1\n其中：铁路 1.67 亿人次 4.4\n公路 3.55 亿人次 1.1\n民航 0.37 亿人次 0.3\n", "1.97"),
        ("客运量 559 万人次 9.1\n铁路 167 万人次 4.4\n公路 355 万人次 1.1\n水路 12 万人次 1.1\n航空 25 万人次 0.3\n", "855"),
        ("- 粮食 4974 2.8\n- 夏粮 1138 7.0\n- 早稻 318 0.0\n- 秋粮 3518 1.7\n", "4574"),
        ("- 糖 料 1098 2.8\n- 甘 蔗 992 7.0\n- 甜 菜 106 1.7\n", "972"),
        ("化肥 1，232 万吨 1．5\n其中：氮肥 999 万吨 1．3\n磷肥 231 万吨 2．6\n钾肥 2 万吨 2．5\n", "799"),
        ("- 猪牛羊肉 1205.5 1.5\n- 其中：猪肉 1134.1 1.3\n- 牛肉 26.9 2.6\n- 羊肉 44.5 2.5\n", "24.5"),
        ("- 规模以上工业 7975 1.5\n- 其中：国有企业 2839 1.3\n- 其中：轻工业 2431 2.6\n- 重工业 5544 2.5\n", "5844"),
        ("- 全社会固定资产投资 7007 2.8\n- 按城乡分\n- 城镇 5862 7.6\n- 其中：国有 3371 4.5\n- 农村 1145 7.4\n", "1945"),
        ("- 社会消费品零售总额 862 2.8\n- 商品零售 771 7.6\n- 餐饮收入 91 7.4\n", "171"),
    ],
)  # fmt: skip
def test_rows_known_by_their_names_make_up_a_whole(rows: str, wrong: str) -> None:
    text = "- 指标 绝对数 增长%\n" + rows
    right = next(
        number
        for number in rows.split()
        if len(number) == len(wrong) and sum(map(str.__ne__, number, wrong)) == 1
    )
    assert _said(text) == []
    assert "FZ111" in {code for code, _ in _said(text.replace(right, wrong))}


@pytest.mark.parametrize(
    "rows",
    [
        "- 货运量 33275 9.1\n- 铁路 12462 4.4\n- 公路 4481 1.1\n- 水运 15704 0.3\n",  # pipelines are left out
        "- 粮食 49746 2.8\n- 夏粮 11381 7.0\n- 玉米 3187 0.0\n- 秋粮 25178 1.7\n",
        "- 年末人口 4974 2.8\n- 城镇 2138 7.0\n- 乡村 1836 0.0\n- 其他 1000 1.7\n",
        "- 糖料 1098 2.8\n- 甘蔗 734 7.0\n- 甜菜 106 1.7\n",  # by more than one digit
    ],
)
def test_rows_that_are_not_all_kinds_say_nothing(rows: str) -> None:
    assert _said("- 指标 绝对数 增长%\n" + rows) == []


def test_a_head_over_an_indent_stands_over_the_figures() -> None:
    table = "| 指标 | 单位 | 绝对数 | 比上年增长（%） | |\n|---|---|---|---|---|\n| 旅客运输总量 | 亿人次 | 17.92 | | -3.1 |\n| 铁路 | 亿人次 | 3.37 | | 9.4 |\n"
    prose = "全年旅客运输总量17.9亿人次，比上年下降3.1%。\n\n"
    assert "3.1% = -3.1（表中）" in _formulas(prose + table)
    assert _said(prose + table) == []
    assert [code for code, _ in _said(prose.replace("3.1", "3.7") + table)] == ["FZ110"]
