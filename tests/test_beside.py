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


DEPOSITS = """
**表9 2022年末全部金融机构本外币存贷款情况（单位：亿元）**

- 指 标 年末数 比上年增长%
- 各项存款 26415 8.4
- 按部门分
- 住户存款 12108 11.3
- 企业存款 8904 6.2

年末企业存款余额8904亿元，增长6.2%。
"""
DEPOSITORS = (
    "年末全部金融机构本外币各项存款余额{}亿元，增长{}%。",
    "全部金融机构本外币各项存款余额达到{}亿元，比上年末增长{}%。",
    "年末全市金融机构本外币各项存款余额为{}亿元,同比增长{}%。",
)


@pytest.mark.parametrize("prose", DEPOSITORS)
def test_words_of_the_caption_may_stand_before_the_name_of_a_row(prose: str) -> None:
    report = lint_text(prose.format("26415", "8.4") + "\n" + DEPOSITS)
    assert [entry.formula for entry in report.relations if entry.formula.endswith("（表中）")] == [
        "26415亿 = 26415（表中）",
        "8.4% = 8.4（表中）",
        "8904亿 = 8904（表中）",  # under the table, whose rows go on behind 按部门分
        "6.2% = 6.2（表中）",
    ]
    assert not report.findings
    for level, growth, quote in (
        ("28415", "8.4", "28415亿"),
        ("26415", "6.4", "6.4%"),
        ("26451", "8.4", "26451亿"),
    ):
        (finding,) = lint_text(prose.format(level, growth) + "\n" + DEPOSITS).findings
        assert (finding.code, finding.quote, finding.severity) == ("FZ110", quote, Severity.WARNING)


INVESTORS = """
表12 2022年外商直接投资及其增长速度

| 行业 | 企业数（家） | 比上年增长（%） | 实际使用金额（亿美元） | 比上年增长（%） |
| --- | --- | --- | --- | --- |
| 总计 | 2397 | -9.2 | 123.7 | 6.3 |
| 制造业 | 357 | -19.9 | 32.7 | 46.1 |
"""


def test_the_total_of_a_table_is_what_its_caption_names() -> None:
    prose = "全年外商直接投资新设立企业{}家，比上年下降{}%。实际使用外商直接投资{}亿美元，增长{}%。\n"
    right = ("2397", "9.2", "123.7", "6.3")
    report = lint_text(prose.format(*right) + INVESTORS)
    assert [entry.formula for entry in report.relations if entry.formula.endswith("（表中）")] == [
        "2397 = 2397（表中）",
        "9.2% = -9.2（表中）",
        "123.7亿 = 123.7（表中）",
        "6.3% = 6.3（表中）",
    ]
    for place, wrong in enumerate(("3397", "8.2", "125.7", "6.8")):
        (finding,) = lint_text(prose.format(*right[:place], wrong, *right[place + 1 :]) + INVESTORS).findings
        assert (finding.code, finding.severity) == ("FZ110", Severity.WARNING)
        assert finding.quote.startswith(wrong)
    other = "全年新登记经营主体3397家，比上年下降9.2%。\n"
    assert not lint_text(other + INVESTORS).findings


def test_measure_words_may_stand_under_no_head() -> None:
    rows = (
        "指 标 单 位 绝对数 比上年增长%",
        "客运总量 亿 人 23.7 7.8",
        "公路 亿人 19.1 7.4",
        "民航 亿人 1.9 3.6",
    )
    table = "".join(f"- {row}\n" for row in rows)
    prose = "全年客运总量{}亿人，比上年增长7.8%。\n"
    assert [entry.formula for entry in lint_text(prose.format("23.7") + table).relations][:1] == [
        "23.7亿 = 23.7（表中）"
    ]
    (finding,) = lint_text(prose.format("25.7") + table).findings
    assert finding.quote == "25.7亿"


PRICES = """
**表2 2022年居民消费价格比上年涨跌幅度**

- 单位：%
- 指标 全国
- 城市 农村
- 居民消费价格 2.7 2.5 3.1
- 其中：食品 6.4 6.2 6.9
- 衣 着 -1.3 -1.2 -1.5
- 居 住 0.8 0.9 0.6
"""


@pytest.mark.parametrize(
    ("prose", "formulas"),
    [
        ("全年居民消费价格比上年上涨2.7%，其中食品价格上涨6.4%。", ["2.7% = 2.7", "6.4% = 6.4"]),
        (
            "全国居民消费价格上涨2.7%,食品价格上涨6.4%,衣着价格下降1.3%。",
            ["2.7% = 2.7", "6.4% = 6.4", "1.3% = -1.3"],
        ),
        ("2022年,全市居民消费价格同比上涨2.7%。", ["2.7% = 2.7"]),
        ("居民消费价格涨幅为2.7%；居住价格上涨0.8%。", ["2.7% = 2.7", "0.8% = 0.8"]),
    ],
)
def test_growths_without_a_level_are_held_against_their_row(prose: str, formulas: list[str]) -> None:
    report = lint_text(prose + "\n" + PRICES)
    told = [entry.formula for entry in report.relations if entry.formula.endswith("（表中）")]
    assert told == [f"{formula}（表中）" for formula in formulas]
    assert not report.findings


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("全年居民消费价格比上年上涨3.7%。", "3.7%"),
        ("全年居民消费价格比上年上涨2.7%，其中食品价格上涨4.6%。", "4.6%"),
        ("衣着价格下降1.8%。", "1.8%"),
        ("衣着价格上涨1.8%。", ""),  # neither its sign nor its digit: something else is meant
        ("12月份居民消费价格同比上涨3.7%。", ""),
        ("五年来居民消费价格年均上涨3.7%。", ""),
        ("食品上涨4.6%。", ""),  # what of it rose is not said
        ("食品产量上涨4.6%。", ""),
        ("全年居民消费价格上涨2.71%。", ""),
    ],
)
def test_growths_that_slipped_are_told_from_those_of_other_things(prose: str, quote: str) -> None:
    found = lint_text(prose + "\n" + PRICES).findings
    assert [(one.code, one.quote, one.severity) for one in found] == (
        [("FZ110", quote, Severity.WARNING)] if quote else []
    )


def test_growths_of_two_strips_of_rows_are_read() -> None:
    table = """
表6 2022年分行业固定资产投资增长速度

| 行业 | 比上年增长（%） | 行业 | 比上年增长（%） |
| --- | --- | --- | --- |
| 采矿业 | 4.5 | 金融业 | 10.5 |
| 制造业 | 9.1 | 教育 | 5.4 |
"""
    report = lint_text("制造业投资增长9.1%，教育投资增长5.4%。\n" + table)
    assert [entry.formula for entry in report.relations] == ["9.1% = 9.1（表中）", "5.4% = 5.4（表中）"]
    (finding,) = lint_text("制造业投资增长9.1%，教育投资增长8.4%。\n" + table).findings
    assert finding.quote == "8.4%"
    assert not lint_text("制造业增加值增长8.1%，教育支出增长8.4%。\n" + table).findings
