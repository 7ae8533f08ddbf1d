"""Shares in tables whose total stands elsewhere, or that make up 100 % without amounts beside them."""

from __future__ import annotations

import pytest

from fazhi_lint import lint_text


def _formulas(text: str) -> list[str]:
    return [one.formula for one in lint_text(text).relations if one.verdict == "verified"]


def _codes(text: str) -> list[tuple[str, str]]:
    found = lint_text(text).findings
    return [
        (one.code, one.quote) for one in found if one.code.startswith("FZ1") and str(one.severity) != "info"
    ]


LIST = (
    "1 维持 2406 73.5%\n2 终止 512 15.6%\n3 驳回 263 8.0%\n4 撤销 71 2.2%\n5 其他 22 0.7%\n6 合计 3274 100%\n"
)
ROWS = (
    "{0}\n| 事项 | 处罚 | 征收 | 公开 | 其他 |\n|---|---|---|---|---|\n"
    "| 数量 | 61{1} | 34{1} | 27{1} | 14{1} |\n"
    "| 占受理数比例 | 44.85% | 25.00% | 19.85% | 10.29% |\n"
)
AGES = (
    "| 指标 | 年末数（万人） | 比重（%） |\n|---|---|---|\n"
    "| 常住人口 | 61.24 | |\n| 其中：城镇 | 39.81 | 65.01 |\n"
    "| 乡村 | 21.43 | 34.99 |\n| 其中：男性 | 31.06 | 50.72 |\n"
    "| 女性 | 30.18 | 49.28 |\n"
)


@pytest.mark.parametrize(
    ("text", "formulas", "old", "new"),
    [
        (LIST, ["2406 / 3274 = 73.49%", "73.5 + 15.6 + 8.0 + 2.2 + 0.7 = 100"], "15.6", "15.1"),
        (LIST.replace("%", "％").replace(" ", "\t"), ["512 / 3274 = 15.64%"], "8.0", "3.0"),
        (
            "| 结果 | 件数 | 占比 |\n|---|---|---|\n"
            + "".join(f"| {line[2:].replace(' ', ' | ')} |\n" for line in LIST.splitlines()),
            ["263 / 3274 = 8.03%"],
            "15.6",
            "15.9",
        ),
        (
            ROWS.format("全年新受理136件。", "件"),
            ["61件 / 136 = 44.85%", "27件 / 136 = 19.85%"],
            "44.85",
            "41.85",
        ),
        (ROWS.format("全年新受理案件１３６件，办结１２０件。", ""), ["34 / 136 = 25.00%"], "19.85", "19.35"),
        (AGES, ["39.81 / 61.24 = 65.01%", "50.72 + 49.28 = 100"], "50.72", "56.72"),
    ],
)
def test_the_total_of_shares_is_found(text: str, formulas: list[str], old: str, new: str) -> None:
    assert set(formulas) <= set(_formulas(text))
    assert _codes(text) == []
    assert {code for code, _ in _codes(text.replace(old, new, 1))} == {"FZ103"}


@pytest.mark.parametrize(
    "text",
    [
        ROWS.format("全年新受理149件。", "件"),  # no total makes the shares
        ROWS.format("全年新受理149件。", "件").replace("44.85", "41.85"),
        "| 地区 | 户数 | 增幅 |\n|---|---|---|\n| 甲县 | 120 | 12.0% |\n| 乙县 | 80 | 8.1% |\n"
        "| 丙县 | 60 | 6.0% |\n| 丁县 | 1000 | 3.1% |\n",
    ],
)
def test_shares_of_an_unknown_total_say_nothing(text: str) -> None:
    assert not [formula for formula in _formulas(text) if " / " in formula]
    assert _codes(text) == []


SEXES = """地区 | 占常住人口比重 男 | 女 | 性别比
全市 | 51.24 | 48.76 | 105.09
甲区 | 50.63 | 49.37 | 102.55
乙区 | 52.11 | 47.89 | 108.81
丙县 | 51.02 | 48.98 | 104.17
"""
TURNED = (
    "比重（%）\n\n|区域|全市|甲区|乙区|\n|---|---|---|---|\n"
    "|0—14岁|18.2|17.9|18.8|\n|15—59岁|61.5|62.3|60.1|\n"
    "|60岁及以上|20.3|19.8|21.1|\n"
)
GROUPS = (
    "表3 从业人员结构 单位：%\n男 | 53.1\n女 | 46.9\n"
    "初中以下 | 35.5\n高中 | 30.2\n大专以上 | 34.3\n城镇 | 61.2\n乡村 | 38.8\n"
)


@pytest.mark.parametrize(
    ("text", "formula", "old", "new"),
    [
        (SEXES, "50.63 + 49.37 = 100", "47.89", "41.89"),
        (SEXES, "52.11 / 47.89 = 108.81%", "104.17", "109.17"),
        (SEXES.replace("|", "\t"), "51.02 + 48.98 = 100", "51.02", "57.02"),
        (TURNED, "18.2 + 61.5 + 20.3 = 100", "", ""),
        (GROUPS, "53.1 + 46.9 = 100", "", ""),
        (GROUPS, "35.5 + 30.2 + 34.3 = 100", "30.2", "39.2"),
    ],
)
def test_shares_without_amounts_make_a_hundred(text: str, formula: str, old: str, new: str) -> None:
    assert formula in _formulas(text)
    assert _codes(text) == []
    assert not old or {code for code, _ in _codes(text.replace(old, new))} & {"FZ107", "FZ103"}


@pytest.mark.parametrize(
    "text",
    [
        GROUPS.replace("%", "万人"),
        GROUPS.replace("46.9", "46.7"),  # the first group may be none
        SEXES.replace("49.37", "42.35"),  # two digits: something else is meant
    ],
)
def test_figures_that_make_a_hundred_by_chance_or_not_at_all(text: str) -> None:
    assert "FZ107" not in {code for code, _ in _codes(text)}
    assert "53.1 + 46.9 = 100" not in _formulas(text)


CROPS = (
    "全年粮食总产量31846吨，增长1.27%；水产品产量4163吨，增长2.6%。\n{0}\n"
    "粮食 31846 1.27\n其中：稻谷 28307 1.44\n水产品 4163 2.6\n"
)


@pytest.mark.parametrize(
    "caption",
    [
        "表2 主要农产品产量及其增长速度 单位：吨",
        "表2 农产品产量及增长情况 单位:吨",
        "图3-1 主要产品产量及其增长速度 单位：吨",
    ],
)
def test_a_growth_behind_an_amount_is_told_by_the_caption(caption: str) -> None:
    text = CROPS.format(caption)
    assert {"31846 = 31846（表中）", "1.27% = 1.27（表中）", "28307 ≤ 31846"} <= set(_formulas(text))
    assert _codes(text) == []  # 1.44 is no part of 1.27
    assert _codes(text.replace("4163吨", "4763吨"))


@pytest.mark.parametrize("head", ["预算数", "2021年预算", "年初预算（万元）"])
def test_amounts_of_a_budget_are_told_again(head: str) -> None:
    table = (
        f"单位：万元\n项目 | {head}\n合计 | 4681\n"
        "1.公务接待费 | 357\n2.公务用车购置费 | 1504\n3.公务用车运行维护费 | 2820\n"
    )
    prose = "预算安排公务接待费357万元，公务用车购置费1504万元。\n"
    assert {"357万 = 357（表中）", "1504万 = 1504（表中）"} <= set(_formulas(prose + table))
    assert _codes(prose + table) == []
    assert ("FZ110", "1804万") in _codes(prose.replace("1504", "1804") + table)


@pytest.mark.parametrize(
    ("total", "severity"), [("1250", "error"), ("1350", "error"), ("1251", "error"), ("9999", "warning")]
)
def test_a_total_that_is_far_off_may_lack_a_part(total: str, severity: str) -> None:
    rows = "| 甲所 | 412 | 206 | 31 |\n| 乙所 | 305 | 118 | 44 |\n| 丙所 | 533 | 284 | 52 |\n"
    heads = "| 单位 | 收案数（件） | 结案数（件） | 存案数（件） |\n|---|---|---|---|\n"
    text = f"{heads}{rows}| 合计 | {total} | 608 | 127 |\n"
    found = [str(one.severity) for one in lint_text(text).findings if one.code == "FZ111"]
    assert found == ([] if total == "1250" else [severity])


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_a_list_under_a_caption_needs_no_heads(mark: str) -> None:
    prose = "全市养殖户41826户，其中规模养殖户3715户；养殖单位1604个。\n\n"
    rows = "表1 养殖主体数量\n养殖户 | 41826\n#规模养殖户 | 3715\n养殖单位 | 1604\n#合作社 | 328\n"
    text = prose + rows.replace(" | ", mark)
    assert {f"{size} = {size}（表中）" for size in (41826, 3715, 1604)} <= set(_formulas(text))
    assert _codes(text) == []
    assert _codes(text.replace("3715户", "3115户")) == [("FZ110", "3115")]
    assert _codes(text.replace("3715户", "3701户")) == []  # no slip, and nothing says what the table counts


YEARS = (
    "年份 | 财政收入（万元） | {0}\n2015年 | 40318 | 9.6\n"
    "2016年 | 46245 | 14.7\n2017年 | 50083 | 8.3\n2018年 | 49132 | -1.9\n"
)


@pytest.mark.parametrize("head", ["比上年增长（%）", "增长%", "增速（％）", "比上年±%"])
@pytest.mark.parametrize("mark", [" | ", "\t", " "])
def test_growths_from_year_to_year(head: str, mark: str) -> None:
    text = YEARS.format(head).replace(" | ", mark)
    assert "(50083 - 46245) / 46245 = 8.30%" in _formulas(text)
    assert "(49132 - 50083) / 50083 = -1.90%" in _formulas(text)
    assert _codes(text) == []
    more = text + "2019年 | 51244 | 4.3\n".replace(" | ", mark)
    assert _codes(more.replace("8.3", "8.8")) == [("FZ106", "8.8")]
    assert _codes(more.replace("2017年", "2018年").replace("8.3", "8.8")) == []


GROWN = (
    "| 指标 | 单位 | 绝对数 | 比上年增长（%） |\n|---|---|---|---|\n| 货物周转量 | 亿吨公里 | 5231.6 | {0} |\n"
    "| 铁路 | 亿吨公里 | 1418.2 | -3.1 |\n| 公路 | 亿吨公里 | 2204.9 | {1} |\n"
    "| 水运 | 亿吨公里 | 1608.5 | 4.4 |\n"
)


def test_the_growth_of_a_whole_is_that_of_its_parts() -> None:
    text = GROWN.format("2.8", "5.8")
    assert "5231.6 / (1418.2/(1-3.1%) + 2204.9/(1+5.8%) + 1608.5/(1+4.4%)) - 1 = 2.82%" in _formulas(text)
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("whole", "part", "found"),
    [
        ("6.8", "5.8", True),
        ("2.8", "9.8", True),
        ("28", "5.8", False),
        ("3.1", "5.8", False),
        ("7.4", "5.8", False),
    ],
)
def test_a_growth_that_slipped_is_told(whole: str, part: str, found: bool) -> None:
    assert (("FZ106", whole) in _codes(GROWN.format(whole, part))) is found
