"""What could be contradicted by the wrong figures is not, and what is bound tightly still is."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

SILENT = [
    # The part is of several wholes together.
    "26名法官和38名法官助理全部参训，其中42名取得优秀，占65.6%。",
    "接收建议86件和提案42件，其中主办件96件、协办件32件。",
    "4个县、3个区和2个开发区全部完成改革，其中6个单位提前完成，占66.7%。",
    "全县15个乡镇以及38个县直单位报送材料，其中42个单位按时报送，按时率79.2%。",
    "全年开设法治课程12门及专题讲座8场，其中线上10场。",
    # The share names another whole.
    "农业产值52.6亿元，其中种植业28.6亿元，占农林牧渔业总产值的30.2%。",
    "专利授权5120件，其中发明专利612件，占全省发明专利的3.2%。",
    "出口32.1亿元，其中机电产品18.6亿元，占全省机电产品出口的6.8%。",
    "全年收缴罚没收入1.2亿元，其中公安罚没0.5亿元，占非税收入的4.2%。",
    "研发经费6.8亿元，其中企业投入5.2亿元，占营业收入的比重为1.9%。",
    # The rate is of a part that is told after the whole and its own rate.
    "抽检食品2650批次，合格2605批次，合格率98.3%，其中农产品688批次，合格率98.5%，餐饮312批次，合格率98.7%。",
    "收到申请300件，办结291件，办结率97%；其中网上申请210件，办结率97.1%，现场申请90件，办结率96.7%。",
    "应诉案件62件，出庭58件，出庭应诉率93.5%，其中县直部门应诉40件，出庭应诉率95%。",
    # Brackets behind the rate say what is left out of it.
    "年内新收560件，审结520件，结案率96.3%（扣除中止的20件）。",
    "受理医疗纠纷56起，调解成功48起，调解成功率92.3%（不含正在调解的4起）。",
    # Another figure of the sentence gives what is stated.
    "年初预算安排支出56.2亿元，调整后预算为61.8亿元，实际支出60.9亿元，完成年初预算的108.4%。",
    "拨款收入22332.34万元，由一般预算拨款19872.34万元和基金拨款2460.00万元构成，比上年增加1285.40万元，增长6.11%。",
    "生产总值486.32亿元。其中第二产业173.15亿元，第三产业311.48亿元，第一产业仅1.69亿元，二、三产业占比分别为35.6%和64.0%。",
    "受理诉讼47件，审结45件。审查非诉案件113件。二者合计办结158件。",
    "收到申请57件，当面申请9件，网络申请31件，信函申请17件；申请人中，公民52件，法人5件。",
    # The list is not one of parts, or not of these alone.
    "公开信息2865条，其中网站1920条、微信612条、微博845条（同一信息分别计算）。",
    "全年交易项目562个，其中工程214个、采购318个、土地30宗。",
    "受理126件，不予受理8件，立案118件，审结110件（含上年结转10件），未结18件。",
    "签约项目86个，总投资328亿元，其中亿元以上项目52个302亿元，到位资金96亿元。",
    # Each share is of an amount, and the amounts are not all there are.
    "受理14290件次，排前四位的是:土地3128件次,占21.9%;拆迁2264件次,占15.8%;企业2087件次,占14.6%;涉诉1693件次,占11.8%。",
]  # fmt: skip

FOUND = [
    "应诉案件62件，出庭[58|56]件，出庭应诉率[93.5|83.5]%。",
    "全年办理建议86件、提案42件，其中主办件[96|]件、协办件[32|52]件，合计[128|168]件。",
    "农业产值[52.6|]亿元，其中种植业[28.6|]亿元，占农业产值的[54.4|34.4]%。",
    "支出预算61.8亿元，实际支出[60.9|]亿元，完成预算[61.8|]亿元的[98.5|88.5]%。",
    "收到申请[57|]件，其中当面申请[9|]件，网络申请[31|]件，信函申请[17|19]件。",
    "收入[438.72|]万元，比上年减少[29.36|]万元，下降[6.27|4.27]%。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_something_else_explains_is_not_contradicted(text: str) -> None:
    assert not speaks(figures(text)), figures(text).findings


@pytest.mark.parametrize("line", FOUND)
def test_what_is_bound_tightly_is(line: str) -> None:
    assert_read_and_defended(line)
