"""Totals that are by definition the sum of figures standing anywhere in the document."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks


@pytest.mark.parametrize(
    "text",
    [
        "第二产业增加值[5298.2|5598.2]亿元。\n全年工业增加值[4593.5|4193.5]亿元。\n全社会建筑业实现增加值[704.7|504.7]亿元。",
        "第二产业完成增加值[8120|8620]亿元。\n全市完成工业增加值[6915|6415]亿元，\n建筑业增加值[1205|1705]亿元。",
        "全年轻工业完成增加值[1193.8|1293.8]亿元。\n重工业完成增加值[1664.2|1864.2]亿元。\n全年工业增加值[2858.0|2658.0]亿元。",
        "2004年工业总产值[7015|9015]亿元。\n其中轻工业总产值[3374|3074]亿元，\n重工业总产值为[3641|3941]亿元。",
        "全年工农业总产值达到[1062.7|1862.7]亿元。\n工业总产值[701.5|791.5]亿元。\n农业总产值[361.2|301.2]亿元。",
        "工农业总产值[5940|5240]万元。\n全县农业总产值达[2310|2810]万元。\n全年工业总产值按不变价格计算为[3630|3930]万元。",
        "全年货物出口[3256|3556]亿美元。\n进口[2952|2152]亿美元。\n国际收支良好。全年对外贸易顺差[304|904]亿美元。",
        "出口总额完成[81.24|87.24]亿美元；\n进口总额[52.13|50.13]亿美元。\n实现贸易顺差[29.11|20.11]亿美元。",
    ],
)
def test_totals_by_definition(text: str) -> None:
    assert_read_and_defended(text)


def test_of_several_values_the_one_that_comes_out_counts() -> None:
    text = (
        "工农业总产值[1062.7|]亿元。\n农业总产值[361.2|]亿元；扣除村办工业，农业总产值306.2亿元。\n"
        "工业总产值[701.5|]亿元。"
    )
    assert_read_and_defended(text)


@pytest.mark.parametrize(
    "text",
    [
        "第二产业增加值5298.2亿元。\n规模以上工业增加值4193.5亿元。\n全社会建筑业增加值704.7亿元。",
        "工业总产值7015亿元。\n规模以上轻工业总产值2374亿元。\n规模以上重工业总产值3041亿元。",
        "农垦工农业总产值137亿元。\n工业总产值701.5亿元。\n农业总产值361.2亿元。",
        "机电产品出口3256亿美元。\n进口2952亿美元。\n服务贸易顺差104亿美元。",
        "对欧盟出口826亿美元。\n进口522亿美元。\n全年对外贸易顺差904亿美元。",
    ],
)
def test_parts_of_something_else_are_left_alone(text: str) -> None:
    assert not speaks(figures(text))
