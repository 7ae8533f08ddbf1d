"""Rates of deaths and diseases per 100 000 and per 1 000."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks


@pytest.mark.parametrize(
    "line",
    [
        "活产数[78,264|58,264]人，孕产妇死亡[16|26]人，孕产妇死亡率为[20.44/10万|30.44/10万]。",
        "活产[78264|]人，婴儿死亡[861|761]人，婴儿死亡率[11.00‰|12.00‰]，较上年的12.37‰下降1.37个千分点。",
        "活产数[78,264|]人；5岁以下儿童死亡[1,018|2,018]人，死亡率[13.01‰|14.01‰]。",
        "报告发病[14,628|14,028]例,报告发病率[210.75/10万|310.75/10万](发病率以年平均常住人口[694.1|674.1]万人计算)。",
    ],
)
def test_rates_of_deaths_are_read_and_defended(line: str) -> None:
    report_line = line.replace("/10万|", "|").replace("/10万]", "]/10万").replace("‰|", "|").replace("‰]", "]‰")
    assert_read_and_defended(report_line)


@pytest.mark.parametrize(
    "line",
    [
        "活产数78,264人，孕产妇死亡16人，力争将孕产妇死亡率控制在18/10万以内。",
        "年末常住人口300.2万人，死亡人口2.19万人，死亡率7.31‰。",
        "婴儿死亡12人，婴儿死亡率3.1‰。",
        "全年发病120例，发病率2.1/10万。\n年末户籍人口687.4万人。",
    ],
)
def test_rates_of_other_bases_are_left_alone(line: str) -> None:
    assert not speaks(figures(line))
