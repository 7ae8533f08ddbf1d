"""Means per day, week, month or year, over the period that the text names."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks


@pytest.mark.parametrize(
    "line",
    [
        "2024年第20周（5月13日—5月19日），热线受理诉求[7014|7024]件，日均[1002|1092]件。",
        "2023年第一季度，热线话务总量[18000|19000]个，日均[200|210]个，办结率98.2%。",
        "上半年新登记企业[10860|]户，平均每天新登记[60|]户。",
        "1—7月，平台共接听来电[212000|272000]个，日均接听来电[1000|]个。",
        "2022年，全市法院受理案件[36500|38500]件，日均[100|130]件。",
        "2022年，全市法院受理案件[37200|38200]件,月均[3100|3700]件。",
        "前三季度快递业务量[8.19|]亿件，日均[300|380]万件。",
        "五年来累计完成投资[1860|1880]亿元，年均[372|379]亿元。",
        "一季度接访[450|]批次，月均[150|190]批次。",
        "全年门户网站访问量[2924|]万次，每天[8.01|8.71]万次。",
        "3月共受理工单[2480|]件，日均[80.0|]件。",
    ],
)
def test_a_mean_is_held_against_the_days_of_its_period(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        "日处理能力20万吨，全年处理污水5110万吨，日均处理15万吨，高峰日达18万吨。",
        "年末轨道运营里程142公里，全年客运量2.37亿人次，工作日均客运量78.2万人次。",
        "2022年受理案件36500件，日均146件。",  # of 250 working days
        "截至10月底受理案件3040件，日均11件。",
        "去年同期日均受理诉求1200件，今年全年受理诉求36500件。",
        "项目自8月投运以来，日均发电300万千瓦时，全年发电4.6亿千瓦时。",
        "2022年底共有从业人员36500人，全年日均参加活动900人。",
        "2022年受理案件36500件，开庭4200次，日均12次。",
    ],
)
def test_means_of_other_days_are_left_alone(text: str) -> None:
    assert not speaks(figures(text))
