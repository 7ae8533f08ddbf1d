"""Shares beside one amount that no word names, of the head of what that was counted among."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

READ = [
    "起诉后判决[388|588]人，其中判处三年以下有期徒刑的[331|131]人，轻罪占比[85.31|65.31]％。",
    "被通报的[12|22]起事件中，因处置不当引发的占75%，计[9|8]起。",
    "一般预算收入完成[8283|]万元。分部门看：国税1268万元，地税4672万元，财政2343万元。税收收入[5836|]万元，占一般预算收入的[70.5|71.5]%；非税收入[2447|]万元，占29.5%。",
    "全年发放补贴[1,826|1,926]人，其中甲类713人、乙类[1113|1213]人，占比[61.0|51.0]%。",
    "检查经营主体[648|848]户次，发现问题[94|74]户次，问题占比[14.51|14.61]%。",
    "抽查案卷[212|312]卷,优秀案卷比重[38.7|28.7]%,即[82|72]卷。",
    "2021年度收入预算总计[24,186.50|]万元。按来源划分：\n（1）公共预算拨款[19,872.34|]万元，占[82.16|]%；\n（2）政府性基金[2,460.00|3,460.00]万元，占[10.17|11.17]%。",
    "支出预算合计[3,716.48|]万元，其中：\n（一）人员经费[3,281.22|]万元，占[88.29|]%。\n（二）公用经费[435.26|535.26]万元，占[11.71|12.71]%。",
]
SILENT = [
    "二审改判发回率2.1%，全年二审收案486件，改判、发回58件，占二审结案数的12.3%，占一审结案数的2.1%。",
    "全市受理申请512件，其中网上申请214件，占全省总量的43.8%。",
    "判决388人，其中判处缓刑的131人，初犯占比65.31%。",
    "甲镇受理86件，乙镇受理74件，丙镇受理41件，调解占比48.7%。",
    "检查企业648户，发现问题94个，重大问题占比14.6%。",
    "全年接待来访312批，力争集体访占比降到20.5%以内，集体访75批。",
]


@pytest.mark.parametrize("line", READ)
def test_a_share_is_of_the_head_of_the_amount_beside_it(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize("text", SILENT)
def test_a_share_that_may_be_of_something_else_is_left_alone(text: str) -> None:
    assert not speaks(figures(text)), figures(text).findings
