"""The growth of a whole is made by the growths of all its parts, or lies among them."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from fazhi_lint.model import Relation
from marked import assert_read_and_defended

# [growth of the whole | a misprint of it]
LINES = [
    "全市进出口总额201.0亿元，同比增长[2.0|7.0]%。其中，出口114.6亿元，增长3.7%；进口86.4亿元，下降0.1%。",
    "完成货运量1166.3万吨,比上年增长[7.8|1.8]%。其中,铁路258.1万吨,增长9.2%;公路908.2万吨,增长7.4%。",
    "全年粮食总产量46695吨，同比增长[0.98|2.98]%。其中，夏粮产量7327吨，增长2.1%；秋粮产量39368吨，增长0.78%。",
    "受理案件4863件，同比上升[5.6|9.6]%，其中民事3217件，上升8.0%；刑事1646件，上升1.2%。",
    "全市进出口201.0亿元，同比增长[2.0|7.0]%，其中出口、进口分别为114.6亿元和86.4亿元，分别增长3.7%、下降0.1%。",
    "全年接待游客5300.3万人次，增长[16.5|18.5]%；其中国内游客5193.9万人次，增长16.3%，入境游客106.4万人次，增长29.5%。",
    "财政收入16.2亿元，同比下降[2.6|5.6]%，其中国税3.9亿元，下降1.9%，地税5.6亿元，下降4.8%，财政6.7亿元，下降1.1%。",
    "人均可支配收入35128元，增长[9.1|4.1]%。其中：工资性收入19629元，增长9.6%；经营净收入5893元，增长11.0%；"
    "财产净收入3076元，增长10.2%；转移净收入6531元，增长5.8%。",
    "在岗职工30.84万人，比上年下降[4.9|]%。其中，国有19.79万人，下降7.9%；集体6.22万人，下降7.5%；其他4.83万人，增长[14.3|34.3]%。",
    # at constant prices only the bounds are known
    "地区生产总值32.13亿元，比上年增长[15.3|18.3]%。其中，第一产业增加值2.78亿元，增长7.0%；"
    "第二产业增加值16.37亿元，增长15.0%；第三产业增加值12.98亿元，增长16.8%。",
    "农林牧渔业增加值788.0亿元，按可比价格增长[2.2|7.2]%。其中，农业510.1亿元，增长2.0%；林业45.8亿元，增长5.1%；"
    "牧业180.9亿元，增长2.7%；渔业3.8亿元，下降1.3%；服务业47.4亿元，增长4.0%。",
]


@pytest.mark.parametrize("line", LINES)
def test_it_is_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        # what was before is often revised by a little
        "水产品产量6172吨，增长4.5%。其中，养殖4547吨，增长6.0%；捕捞1625吨，增长3.5%。",
        # what is left of one year is counted again in the next
        "受理863件，增长6.3%；办结851件，增长5.9%；未结12件，减少3件，下降20%。",
        # growth of other times, of other bases, and no growth of a part at all
        "产量300吨，比上年增长9.0%。其中，甲类200吨，比上月增长2.0%；乙类100吨，比上月增长1.0%。",
        "收入300万元，增长9.0%。其中，甲类200万元，同口径增长2.0%；乙类100万元，同口径增长1.0%。",
        "收入300万元，增长9.0%。其中，甲类约200万元，增长2.0%；乙类约100万元，增长1.0%。",
        "收入300万元，增长9.0%。其中，甲类200万元，增长2.0%；乙类100万元。",
        "收入310万元，增长9.0%。其中，甲类200万元，增长2.0%；乙类100万元，增长1.0%；丙类10万元，为上年没有。",
    ],
)
def test_what_proves_nothing_is_silent(text: str) -> None:
    assert not [one for one in relations(Document(text)) if one.verdict == "contradicted"]


def test_what_three_parts_make_by_chance_is_no_sum() -> None:
    text = "办结建议128件：已经解决的64件，正在解决的38件，列入规划的21件，留作参考的5件。"
    found: list[Relation] = [one for one in relations(Document(text)) if one.kind == "sum"]
    assert [one.formula for one in found] == ["64 + 38 + 21 + 5 = 128"]
