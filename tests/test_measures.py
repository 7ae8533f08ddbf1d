"""Shares told in several measures at once are of what one sentence before tells in the same measures."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

HEAD = "上半年共发生道路交通事故2546起，造成495人死亡、2115人受伤，直接财产损失131.4万元，同比下降2.9%。"

LINES = [
    HEAD
    + "违法行为导致事故2216起，死亡411人、受伤1845人，分别占总数的[87.0|81.0]%、[83.0|33.0]%和[87.2|87.7]%。",
    HEAD + "\n从区域看，农村地区发生事故1216起、亡304人，占总数的[47.8|41.8]%和[61.4|61.9]%。",
    HEAD
    + "\n一、城区事故多。\n城区发生事故1330起，死亡191人，起数占总数的[52.2|]%，死亡人数占总数的[38.6|]%。",
    "共接报火灾2810起，亡139人，伤88人，财产损失360.2万元。非重点单位火灾2581起，亡132人，伤81人，财产损失315.3万元，"
    "分别占总数的[91.9|91.4]%、[95.0|91.0]%、[92.0|98.0]%和[87.5|81.5]%。",
    "全年受理刑事案件3862件5127人。其中，毒品犯罪386件463人，分别占总数的[10.0|]%和[9.0|]%。",
    "招商引资到位资金563.2亿元，签约项目1037个。制造业项目到位资金163.5亿元、签约412个，分别占全市的[29.0|25.0]%和[39.7|39.1]%。",
]


@pytest.mark.parametrize("line", LINES)
def test_it_is_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        # of another year, of something else that is not told, of what only one of the shares follows from
        HEAD + "去年同期事故2786起，亡513人，分别占前两年总数的47.3%和51.2%。",
        HEAD + "其中，货车肇事312起，死亡102人，分别占较大事故的72.3%和81.2%。",
        HEAD + "货车肇事312起，死亡102人，占总数的12.3%和35.9%。",
        "火灾66起，亡24人。住宅火灾21起，亡19人，虽然起数只占总数的31.8%，但亡人数占总数的75%以上。",
    ],
)
def test_what_is_of_something_else_is_silent(text: str) -> None:
    assert not speaks(figures(text))
