"""Prose that speaks of the rows of a table: shares of its total, and parts of their names."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

FOREIGN = """

| 行业 | 企业数（家） | 比上年增长（%） | 实际使用金额（亿美元） |
|---|---|---|---|
| 总计 | 2751 | 3.1 | 92.46 |
| 制造业 | 1156 | 2.7 | 49.87 |
| 房地产业 | 452 | -8.1 | 18.59 |
| 租赁和商务服务业 | 314 | 1.3 | 5.06 |
| 交通运输、仓储和邮政业 | 52 | 0.5 | 2.85 |
"""


@pytest.mark.parametrize(
    "prose",
    [
        "实际使用外资中，制造业占[53.9%|58.9%]，房地产业占[20.1%|29.1%]，租赁和商务服务业占[5.5%|5.9%]。",
        "其中，制造业所占比重为[53.9%|58.9%]；房地产业为[20.1%|29.1%]；交通运输、仓储和邮政业为[3.1%|8.1%]。",
        "从行业看，制造业占比[53.94％|53.24％]；房地产业占比[20.11％|20.71％]；租赁和商务服务业占比[5.47％|5.97％]。",
        "制造业占全部的比重为[53.9%|52.9%]、房地产业占[20.1%|21.1%]、租赁和商务服务业占[5.5%|5.7%].",
        "实际使用外资92.46亿美元。其中制造业占[53.9%|57.9%],房地产业占[20.1%|22.1%],租赁和商务服务业占[5.5%|6.5%]。",
    ],
)
def test_shares_of_the_rows_of_a_table(prose: str) -> None:
    assert_read_and_defended(prose + FOREIGN)


@pytest.mark.parametrize(
    "prose",
    [
        "规模以上工业利润中，制造业占82.4%，房地产业占1.9%，租赁和商务服务业占7.1%。",  # of something else
        "制造业占58.9%。",  # nothing else agrees
        "实际使用外资中，制造业占53.9%，房地产业占27.4%，租赁和商务服务业占9.3%。",  # one of three
        "上年制造业占51.2%，房地产业占22.6%；今年制造业占53.9%，房地产业占20.1%。",
    ],
)
def test_shares_of_something_else_are_left_alone(prose: str) -> None:
    assert not speaks(figures(prose + FOREIGN))


@pytest.mark.parametrize(
    "prose",
    [
        "全年粮食产量[49746|49246]万吨，比上年增加1344万吨。",
        "全年粮食总产量4.9746亿吨，油料产量[3062|3072]万吨。",
        "年内，棉花产量[673|633]万吨。",
    ],
)
def test_a_short_name_is_that_of_a_row_where_the_table_measures_the_same(prose: str) -> None:
    caption = "\n\n表2 主要农产品产量及其增长速度\n\n单位：万吨\n\n"
    rows = (
        "- 产品名称 产量 比上年增长%\n- 粮 食 49746 2.8\n- 油 料 3062 -0.5\n- 棉 花 673 17.8\n- 烤 烟 247 1.3\n"
    )
    assert_read_and_defended(prose + caption + rows)
    assert not speaks(figures("全年粮食种植面积51746万吨，油料库存3072万吨。" + caption + rows))
