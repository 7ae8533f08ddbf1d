"""Shares of one whole that make 100 over a paragraph, and rates of what is so and what is not."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

READ = [
    "税收收入完成45.41亿元，占财政收入的[77.1|]%。其中增值税完成11.38亿元。非税收入完成较好，占财政收入的[22.9|]%。",
    "甲区火灾占火灾总数的[40.7|]％；乙区占总数的[55.4|]％；其它区域占总数的[3.9|]％。",
    "农村火灾较多，占总数的[59.1|54.1]%和[48.7|43.7]%；城市火灾占总数的[38.3|35.3]%和[46.8|42.8]%；其他火灾占总数的[2.6|8.6]%和[4.5|7.5]%。",
    "南部用水量分别占全省同类用水的[66.2|68.2]%、[75.9|71.9]%、45.0%，用水较多。北部分别占全省同类用水的[33.8|31.8]%、[24.1|21.1]%、55.0%。",
    "共批准和决定逮捕各类犯罪3702件[5022|5822]人，同比下降46.6%。不批准（决定）逮捕[2453|2853]人，不捕率为[32.8|38.8]%。",
    "共起诉各类犯罪257件[292|252]人。共不起诉67件[70|]人，不起诉率（按人数）为[19.34|13.34]%。",
    "共不起诉118人。共提起公诉[507|]人，起诉率（以人计）为[81.12|]%。",
    "批准逮捕[1285|1485]人，不批准逮捕[415|715]人，批捕率[75.59|73.59]%。",
    "审定金额[70.23|]亿元，净核减[7.33|]亿元，平均核减率[9.45|]%。",
]
SILENT = [
    "甲地税收占财政收入的77.1%。乙地税收占财政收入的28.4%。",
    "甲区火灾占总数的59.1%和48.7%；乙区占总数的28.3%和36.8%。",
    "受理审查起诉1806人，不起诉115人。不起诉率（按人数）为19.34%。",
]


@pytest.mark.parametrize("line", READ)
def test_what_makes_a_whole_together_is_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize("text", SILENT)
def test_what_may_leave_something_out_is_left_alone(text: str) -> None:
    assert not speaks(figures(text))
