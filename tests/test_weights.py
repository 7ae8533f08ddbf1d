"""Points that a share rose by follow from what its part and its whole grew by."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

READ = [
    "居住在城镇的人口为665575306人，占49.68%；居住在乡村的人口为674149546人，占50.32%。同2000年相比，城镇人口增加[207137093|237137093]人，"
    "乡村人口减少[133237289|153237289]人，城镇人口比重上升[13.46|15.46]个百分点。",
    "居住在城镇的人口为76750万人,占55.88%;居住在乡村的人口为60599万人,占44.12%。与2010年相比,城镇人口增加10193万人,乡村人口减少6816万人,"
    "城镇人口比重上升[6.20|8.20]个百分点。",
    "公路总里程469.63万公里，比2015年增加[11.90|31.90]万公里。二级及以上公路里程60.12万公里，比2015年增加[2.63|4.63]万公里，占公路总里程的12.8%，"
    "提高[0.2|0.7]个百分点。",
    "全省发电量812.4亿千瓦时，增长[4.2|9.2]%。其中，风电发电量126.5亿千瓦时，增长[18.6|38.6]%，占全省发电量的15.57%，比上年提高[1.89|2.89]个百分点。",
    "全市贷款余额2456.8亿元，比上年增长9.6%。其中小微企业贷款余额486.5亿元，同比增长[21.4|41.4]%，占贷款余额的19.80%，同比上升[1.93|3.93]个百分点。",
]


@pytest.mark.parametrize("line", READ)
def test_is_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        # growths at constant prices say nothing of shares at current ones
        "生产总值1286.8亿元，增长6.2%。其中第三产业增加值643.4亿元，增长7.5%，占生产总值的50.0%，提高3.6个百分点。",
        # of which part the points are told is not said
        "公路总里程469.63万公里，增加11.90万公里。等级公路60.12万公里，增加2.63万公里，占公路总里程的12.8%，其中高速公路比重提高0.7个百分点。",
        # against another year
        "公路总里程469.63万公里，比2015年增加11.90万公里。等级公路60.12万公里，比2015年增加2.63万公里，占公路总里程的12.8%，比2010年提高0.7个百分点。",
        # the print of the shares is rounded
        "居住在城镇的人口为599885人，占59.99%；居住在乡村的人口为400115人，占40.01%。同2000年相比，城镇人口增加148845人，乡村人口减少148845人，城镇人口比重上升14.89个百分点。",
    ],
)
def test_is_left_alone(text: str) -> None:
    assert not speaks(figures(text))
