"""Columns of a table that say a stretch of time and add up the columns of its parts."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

# Five years, four quarters, twelve months by halves: the figures of each row and their sum.
FIVE = ("新修公路 412 388 501 467 503 [2271|2371]", "新增学位 1820 [2044|2144] 1967 2310 2259 10400",
        "改造旧房 96 [105|115] 88 121 134 544", "新建泵站 31 27 40 36 22 156")  # fmt: skip
FOUR = (
    "行政许可 [4120|4220] 3877 4015 3990 16002",
    "行政处罚 612 598 [640|646] 571 2421",
    "行政检查 1203 1377 1290 1341 5211",
)
HALVES = (
    "受理 2140 [2377|2577] 4517",
    "办结 2098 2301 [4399|4899]",
    "来访 603 588 1191",
    "来信 311 290 601",
)


def _table(heads: str, rows: tuple[str, ...], between: str = " | ") -> str:
    drawn = [f"| {between.join(line.split())} |" for line in (heads, *rows)]
    return "\n".join((drawn[0], "|---|", *drawn[1:]))


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("指标 2016 2017 2018 2019 2020 2016-2020", FIVE),
        ("指标 2016年 2017年 2018年 2019年 2020年 2016—2020年", FIVE),
        ("指标 2016年 2017年 2018年 2019年 2020年 2016-20年", FIVE),
        ("指标 2016年 2017年 2018年 2019年 2020年 “十三五”时期", FIVE),
        ("项目 2016 2017 2018 2019 2020 十三五期间", FIVE),
        ("项目 2016 2017 2018 2019 2020 五年合计", FIVE),
        ("项目 2016 2017 2018 2019 2020 五年累计", FIVE),
        ("项目 2016 2017 2018 2019 2020 累计", FIVE),
        ("项目 2020 2019 2018 2017 2016 五年来", FIVE),
        ("事项 一季度 二季度 三季度 四季度 全年", FOUR),
        ("事项 第一季度 第二季度 第三季度 第四季度 全年合计", FOUR),
        ("事项 1月 2月 3月 4月 1-4月", FOUR),
        ("事项 1月份 2月份 3月份 4月份 1～4月", FOUR),
        ("类别 上半年 下半年 全年", HALVES),
        ("类别 2021年 2022年 两年累计", HALVES),
    ],
)
def test_a_stretch_of_time_adds_up_its_parts(heads: str, rows: tuple[str, ...]) -> None:
    assert_read_and_defended(_table(heads, rows))


def test_blank_columns_between_are_nothing() -> None:
    assert_read_and_defended(_table("指标 2016 2017 2018 2019 2020 2016-2020", FIVE, " |  | "))


def test_a_total_before_its_parts() -> None:
    assert_read_and_defended(
        "| 指标 | “十二五”时期 | 2011 | 2012 | 2013 | 2014 | 2015 |\n|---|\n"
        "| 造林面积 | [1566|1866] | 301 | 322 | 298 | 330 | 315 |\n"
        "| 新建水库 | 205 | 41 | [38|58] | 44 | 40 | 42 |\n"
        "| 新增床位 | 9030 | 1702 | 1811 | 1799 | 1850 | 1868 |\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        # stocks, means and rates beside flows; years that are left out; the same years once more
        "| 指标 | 2018 | 2019 | 2020 | 2018-2020 |\n|---|\n| 新修公路 | 412 | 388 | 501 | 1301 |\n"
        "| 新增学位 | 182 | 204 | 196 | 582 |\n| 年末人口 | 310 | 312 | 315 | 315 |\n"
        "| 参保人数 | 288 | 291 | 297 | 297 |",
        "| 指标 | 2018 | 2019 | 2020 | 2018-2020 |\n|---|\n| 新修公路 | 412 | 388 | 501 | 434 |\n"
        "| 新增学位 | 182 | 204 | 196 | 194 |",
        "| 指标 | 2016 | 2019 | 2020 | 2016-2020 |\n|---|\n| 新修公路 | 412 | 388 | 501 | 2301 |\n"
        "| 新增学位 | 182 | 204 | 196 | 982 |",
        "| 月份 | 1-2月 | 1-3月 | 1-4月 |\n|---|\n| 收入 | 412 | 688 | 1100 |\n| 支出 | 382 | 604 | 986 |",
    ],
)
def test_what_adds_up_nothing_is_left_alone(text: str) -> None:
    assert not speaks(figures(text))
