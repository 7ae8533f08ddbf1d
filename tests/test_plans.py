"""What was done in percent of a plan that is told beside it, behind it, or in the paragraph before."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks


@pytest.mark.parametrize(
    "line",
    [
        "公共安全支出[96,272|86,272]万元，调整预算为[98,146|96,146]万元，完成[98.1%|97.1%]；",
        "支出完成[96.43|]亿元，为调整预算的[96.7%|76.7%]，增长5.2%；调整预算为[99.75|89.75]亿元。",
        "完成投资[63.2|65.2]亿元，占年度计划的[108.0%|118.0%]（计划投资[58.5|]亿元）。",
        "本级支出[742,183|]万元，补助支出768,504万元。\n市级本级支出为调整预算数[781,240|]万元的[95.0%|93.0%]。",
        "支出完成[5.62|5.82]亿元,年度预算为[6.01|]亿元,完成预算的[93.5%|83.5%]。",
        "收入[12.36|]亿元，完成年初预算的[103.0%|113.0%]（年初预算[12.00|]亿元）。",
    ],
)
def test_percentages_of_plans_are_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "line",
    [
        "支出96.43亿元，为年初预算的96.7%，增长5.2%；调整预算为89.75亿元。",
        "收入完成15.2亿元，其中税收9.8亿元，为预算的98.5%；支出预算21.3亿元。",
        "一般公共预算收入12.3亿元，完成目标的98.7%。",
    ],
)
def test_percentages_of_other_plans_are_left_alone(line: str) -> None:
    assert not speaks(figures(line))


@pytest.mark.parametrize(
    "line",
    [
        "人均消费支出[25146|35146]元，其中食品烟酒支出[8726|]元，恩格尔系数为[34.7%|35.7%]。",
        "人均生活消费支出[1362|]元，恩格尔系数[55.2%|]，由此推算人均食品支出[752|]元。",
        "执业医师[11,436|]人，注册护士[7,154|]人，医护比为1:[0.63|0.53]。",
        "实际开放床位[1,250|]张，注册护士[575|]人，床护比1:[0.46|0.56]。",
        "专任教师[1,250|]人，在校学生[20,125|]人，师生比1:[16.1|18.1]。",
        "支出完成[117.28|]亿元，年末滚存结余[144.29|]亿元，可支付[14.8|17.8]个月。",
        "存款余额[146.83|]亿元，其中储蓄存款余额112.47亿元；贷款余额[161.29|]亿元，贷款余额为存款余额的[109.8%|]。",
        "一般公共预算收入[182.74|]亿元。\n一般公共预算支出[437.68|]亿元。\n农业支出3亿元。\n财政自给率仅为[41.8%|]。",
    ],
)
def test_named_quotients_are_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)
