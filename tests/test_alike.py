"""Prose that tells rows of a table in other words, and tables whose heads are broken."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

SCHOOLS = """
表3 五年来各类教育招生和毕业生情况 单位：万人

| 指标 | 2018 | 2019 | 2020 | 2021 |
|---|---|---|---|---|
| 招生数 | | | | |
| 研究生 | 3.21 | 3.48 | 3.96 | 4.12 |
| 普通本专科 | 41.6 | 43.3 | 47.2 | 52.8 |
| 中等职业教育 | 28.4 | 27.9 | 30.1 | 31.7 |
| 毕业生数 | | | | |
| 研究生 | 2.44 | 2.51 | 2.67 | 2.93 |
| 普通本专科 | 33.1 | 35.4 | 36.2 | 38.6 |
| 中等职业教育 | 24.7 | 23.8 | 25.2 | 26.9 |
"""
BOOKS = """
表4 文化发展情况

| 指标 | 单位 | 2019 | 2020 | 2021 |
|---|---|---|---|---|
| 报纸出版量 | 亿份 | 21.72 | 20.94 | 19.83 |
| 图书出版量 | 亿册（张） | 6.32 | 6.71 | 7.15 |
| 城镇居民人均可支配收入 | 元 | 42415 | 43816 | 47382 |
| 新增局用光缆长度 | 万公里 | 3.16 | 4.02 | 4.77 |
"""


@pytest.mark.parametrize(
    ("prose", "table"),
    [
        ("全省研究生教育招生[4.12|4.72]万人，普通本专科招生[52.8|57.8]万人。", SCHOOLS),
        (
            "普通本专科招生[52.8|32.8]万人；中等职业教育招生[31.7|31.2]万人。",
            SCHOOLS,
        ),
        ("全年研究生毕业生[2.93|2.98]万人；各类中等职业教育毕业生[26.9|20.9]万人。", SCHOOLS),
        ("2021年全省普通本专科共招生[52.8|53.8]万人,研究生招生[4.12|4.22]万人。", SCHOOLS),
        ("全年出版报纸[19.83|19.88]亿份，图书[7.15|7.75]亿册(张)。", BOOKS),
        ("出版各类报纸[19.8|18.8]亿份，各类图书[7.15|7.25]亿册。", BOOKS),
        ("城镇居民人均可支配收入[47382|47832]元，报纸出版[19.83|15.83]亿份。", BOOKS),
        ("全年新增局用光缆[4.77|4.17]万公里，出版图书[7.15|7.65]亿册。", BOOKS),
    ],
)
def test_rows_told_in_other_words(prose: str, table: str) -> None:
    assert_read_and_defended(f"2021年统计公报\n\n{prose}\n{table}")


@pytest.mark.parametrize(
    ("prose", "table"),
    [
        ("2020年研究生招生3.96万人，普通本专科招生47.2万人。", SCHOOLS),  # another year
        ("研究生招生4.12万人，其中博士研究生招生1.12万人。", SCHOOLS),
        ("研究生招生4.12万人，民办普通本专科招生12.8万人，高等职业教育招生31.2万人。", SCHOOLS),
        ("普通本专科招生52.8万人，在校普通本专科学生182.8万人，研究生4.72万人次获奖。", SCHOOLS),
        ("出版图书7.15亿册，报纸约19.8亿份，少儿图书7.75亿册。", BOOKS),
        ("农村居民人均可支配收入17382元，出版图书7.15亿册。", BOOKS),
    ],
)
def test_what_speaks_of_something_else_is_left_alone(prose: str, table: str) -> None:
    assert not speaks(figures(f"2021年统计公报\n\n{prose}\n{table}"))


LIST = """
- 产品名称 单 位 产 量 比上年增长（%）
- 纱 万吨 85.0 11.7
- 布 亿米 32.2 11.2
- 卷 烟 万箱 346.7 1.9
- 能源产量 万吨
- **原 煤** **万 吨** **1382.5** **18.9**
- 发电量 亿千瓦小时 1654.2 11.7
- 粗 钢 万吨 1815.5 19.7
"""
PRICES = """
表1 居民消费价格比上年涨跌幅度（%）

- 指 标 全 省
- 城 市 农 村
- 居民消费价格 1.8 1.6 2.3
- 食 品 3.6 3.5 3.7
- 衣 着 1.4 1.7 0.8
"""


@pytest.mark.parametrize(
    "text",
    [
        f"全年生产原煤[1382.5|1882.5]万吨，增长[18.9|16.9]%。\n{LIST}",
        f"全年发电量[1654.2|1554.2]亿千瓦小时，增长[11.7|17.7]%；粗钢产量[1815.5|1315.5]万吨。\n{LIST}",
        f"全年居民消费价格上涨[1.8|1.3]%。其中，食品价格上涨[3.6|3.1]%。\n{PRICES}",
    ],
)
def test_heads_in_single_characters_and_over_two_lines(text: str) -> None:
    assert_read_and_defended(text)


@pytest.mark.parametrize(
    "text",
    [
        f"全省居民消费价格上涨[1.8%|1.3%]。其中，城市上涨[1.6%|1.1%]，农村上涨[2.3%|2.8%]。\n{PRICES}",
        f"居民消费价格同比上涨[1.8%|1.2%]，城市上涨[1.6%|1.9%]，农村上涨[2.3%|2.9%]。\n{PRICES}",
        f"食品和衣着价格分别上涨[3.6%|]和[1.4%|]。\n{PRICES}",
    ],
)
def test_growths_by_place_and_of_several_rows_at_once(text: str) -> None:
    assert_read_and_defended(text)


def test_a_list_of_names_units_and_single_figures_is_a_table() -> None:
    text = (
        "- 指 标 单 位 绝对数\n- 新建铁路投产里程 公里 538\n- 其中：高速铁路 公里 272\n"
        "- 新建公路 公里 5867\n- 其中：高速公路 公里 991\n"
    )
    formulas = [one.formula for one in figures(text).relations if one.verdict == "verified"]
    assert {"272 ≤ 538", "991 ≤ 5867"} <= set(formulas)
    assert speaks(figures(text.replace("272", "722")))


LIVING = """
表5 城乡居民生活改善情况

| 指标 | 单位 | 2019 | 2020 | 2021 |
|---|---|---|---|---|
| 城镇居民家庭恩格尔系数 | % | 39.9 | 38.6 | 37.7 |
| 农村居民家庭恩格尔系数 | % | 49.1 | 47.8 | 46.2 |
| 电视综合人口覆盖率 | % | 97.12 | 98.05 | 98.94 |
"""
PEOPLE = """
表6 年末人口数及其构成
单位：万人

| 指标 | 年末数 | 比重% |
|---|---|---|
| 全省总人口 | 35404 | 100.0 |
| 其中：城镇 | 21182 | 59.8 |
| 乡村 | 14222 | 40.2 |
| 其中：0-14岁（含不满15周岁） | 5827 | 16.5 |
"""


@pytest.mark.parametrize(
    "prose",
    [
        "居民家庭恩格尔系数（即食品支出占消费支出的比重），城镇为[37.7|36.7]%，比上年降低[0.9|0.6]个百分点；"
        "农村为[46.2|42.2]%，降低[1.6|1.9]个百分点。",
        "城镇居民家庭恩格尔系数为[37.7|33.7]%，下降[0.9|0.5]个百分点。农村居民家庭恩格尔系数为[46.2|]%。",
        "农村居民家庭恩格尔系数[46.2|]％,比上年下降[1.6|1.1]个百分点;电视综合人口覆盖率[98.94|]％,提高[0.89|0.83]个百分点。",
    ],
)
def test_rates_and_their_change_against_columns_of_years(prose: str) -> None:
    assert_read_and_defended(f"2021年，{prose}\n{LIVING}")


@pytest.mark.parametrize(
    "prose",
    [
        "年末全省总人口为[35404|]万人，其中城镇人口为[21182|]万人，占总人口比重为[59.8|]%，比上年末提高1.3个百分点。",
        "年末城镇人口[21182|]万人，比上年增加312万人，占[59.8|]％；乡村人口[14222|]万人，所占比例为[40.2|]％。",
    ],
)
def test_levels_with_their_shares(prose: str) -> None:
    assert_read_and_defended(f"{prose}\n{PEOPLE}")


@pytest.mark.parametrize(
    "prose",
    [
        "全市城镇登记失业率为3.77%，城镇为39.7%，农村为46.2%，降低0.4个百分点。",
        "居民家庭恩格尔系数，城镇为37.7%，扣除价格因素后比2019年降低2.2个百分点；农村为46.2%，五年下降6.1个百分点。",
    ],
)
def test_rates_of_something_else_are_left_alone(prose: str) -> None:
    assert not speaks(figures(f"2021年，{prose}\n{LIVING}"))


def test_a_long_figure_of_the_very_name_far_below_its_table() -> None:
    table = (
        "| 指标 | 单位 | 绝对数 |\n|---|---|---|\n| 新增局用交换机容量 | 万门 | 3067 |\n"
        "| 新增光缆长度 | 万公里 | 82.4 |\n| 新增移动电话交换机容量 | 万户 | 12818 |\n"
    )
    between = "本节叙述其他情况。\n" * 90
    said = "局用交换机容量新增[3067|3967]万门；新增移动电话交换机容量[12818|]万户。"
    assert_read_and_defended(f"{table}\n{between}{said}")
