"""By how much a level rose, against the growth that a table beside the prose prints."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

TABLE = """

**表1 全部金融机构本外币存贷款余额及其增长速度**

单位：亿元

| 指标 | 年末数 | 比上年末增长% |
| --- | --- | --- |
| 各项存款余额 | 733382 | 19.8 |
| 各项贷款余额 | 509226 | 19.7 |
| 货物进出口顺差 | 58630 | 35.4 |
| 房地产开发投资 | 8134 | -13.2 |
"""
SAID = [
    "年末全部金融机构本外币各项存款余额[73.3|]万亿元，比年初增加[12.1|32.1]万亿元。",
    "各项存款余额[733382|]亿元，比上年末增加[121206|181206]亿元。",
    "年末本外币各项贷款余额[50.9|]万亿元，增加[8.4|9.4]万亿元。",
    "各项贷款[509226|]亿元，较年初增加[83807|63807]亿元。",
    "货物进出口顺差[58630|]亿元，比上年增加[15330|25330]亿元。",
    "全年货物进出口顺差达[58630|]亿元,比上年增加了[15330|13330]亿元。",
    "货物进出口顺差为[5.863|]万亿元，扩大[1.533|1.833]万亿元。",
    "房地产开发投资[8134|]亿元，比上年减少[1237|1837]亿元。",
    "房地产开发投资完成[8134|]亿元，同比下降[1237|1437]亿元。",
    "其中，房地产开发投资[0.8134|]万亿元，较上年少[0.1237|0.3237]万亿元。",
]


@pytest.mark.parametrize("line", SAID)
def test_an_increase_is_held_against_the_growth_of_its_row(line: str) -> None:
    assert_read_and_defended(line + TABLE)


@pytest.mark.parametrize(
    "text",
    [
        "其中人民币各项存款余额71.8万亿元，增加12.0万亿元。",
        "货物进出口顺差58630亿元，比预期增加25330亿元。",
        "房地产开发投资8134亿元，其中新开工项目减少1837亿元。",
        "各项存款余额73.3万亿元，比2008年增加42.1万亿元。",
    ],
)
def test_what_rose_otherwise_is_left_alone(text: str) -> None:
    assert not speaks(figures(text + TABLE))
