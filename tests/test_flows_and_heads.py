"""Totals and balances of budgets, heads between rows of tables, shares of known parts, levels in brackets."""

from __future__ import annotations

import pytest

from fazhi_lint import lint_text
from marked import assert_read_and_defended, figures, speaks

READ = (
    # what is added to stands behind what it is held against, or behind parts of it
    "基金收入12846万元，完成预算12500万元的102.8%，加上级补助214万元、上年结转1073万元，收入总计[14133|14333]万元。",
    "基金收入386472万元，为调整预算415000万元的93.1%，较上年452138万元下降14.5%。其中，出让收入341865万元，下降16.6%，"
    "上年409726万元；配套费收入44607万元。加上级补助收入12846万元、转贷收入218300万元，收入总计[617618|671618]万元。",
    # what is left of the income that the paragraph before tells
    "基金收入386472万元。加上级补助收入267673万元，收入总计654145万元。\n"
    "基金支出428694万元，加上补助下级支出186336万元，支出合计615030万元；收支相抵，结转下年[39115|]万元。",
    # changes side by side, with both years in brackets, or with a rate between the levels
    "事故起数、死亡人数分别下降[17.6|]%、15.4%（2025年发生61起、死亡44人，上年分别为74起、52人）。",
    "受理执行案件26840件，执结24363件，执结率90.8%，执行到位金额43.7亿元，同比分别上升6.9%、5.8%、[8.7|]%"
    "（上年分别为25106件、23018件和40.2亿元）。",
    # two incomes told in one clause
    "城镇、农村居民人均可支配收入分别达到44620元和23875元，城乡居民收入比缩小到[1.87|]∶1。",
    # of the gross product, wherever that stands
    "地区生产总值1864.27亿元，增长5.8%。\n研究与试验发展经费支出41.76亿元，投入强度为[2.24|]%。",
    "地区生产总值1864.27亿元。\n生产安全事故死亡48人。亿元地区生产总值生产安全事故死亡率为[0.026|]人。",
    # shares of a part whose whole is known, and of a whole smaller than its part by a slip
    "全县1862项政务服务事项中，可网上办理1821项，网上可办率97.8%；即办件973项，占比[52.3|82.3]%。",
    "全县共有幼儿园118所。普惠性幼儿园[103|503]所，占幼儿园总数的87.3%。",
    # parts of a list with a remark behind one of them; a mean over the whole of a list
    "基金收入96437万元。其中：出让收入88215万元，占91.5%；配套费收入[5104|7104]万元；污水费收入1986万元；其他收入1132万元。",
    "组织60名乡镇（街道）和县直部门主要负责人开展年度述法，其中现场述法16名、书面述法[44|64]名。",
    "向132名被害人发放救助金264.8万元，其中未成年人41人、妇女58人、残疾人33人，人均[2.01|2.61]万元。",
    "安排2025年预算8.94亿元。\n6个单位未缴收入4.92亿元，其中行政收费[1.87|5.87]亿元、资产收入2.63亿元、罚没收入0.42亿元。",
    # names told in front of the whole, and of those who have more than one of them
    "争取中央投资、超长期国债、地方政府专项债券[78.9|87.9]亿元，其中中央投资13.6亿元、超长期国债21.8亿元、专项债券43.5亿元。",
    "评查160卷，评定优秀52卷、合格101卷、不合格7卷，优秀率32.5%、合格以上案卷占[95.6|]%。",
    "发布解读材料312篇，其中文字148篇、图解121篇、音视频43篇，图解和音视频等多样化解读占[52.6|]%。",
    "移送线索46条，成案31件，成案率[67.4|57.4]%。",
    "快递业务量8.53亿件。\n快递业务中，同城业务量0.62亿件；异地业务量7.84亿件；国际业务量累计完成[0.07|]亿件。",
)
SILENT = (
    # what 均 and 满意度 stand in is no mean there
    "全年安排教育经费8600万元，其中校舍改造4600万元、生均公用经费补助3000万元、其他1000万元。",
    "全年开展各类测评86次，其中干部测评36次、群众满意度测评30次、其他20次。",
    "新增就业8600人，其中城镇失业人员再就业4600人，高校毕业生均按政策落实就业3000人，其他人员1000人。",
    "全年引进人才186人，其中博士26人、硕士研究生均为紧缺专业共60人、其他100人。",
    "共实施项目120个，其中基础设施类60个、教育卫生均等化类40个、其他20个。",
    # short round amounts, with parts of a smaller scale
    "全县发放补贴3亿元，其中地力补贴1.2亿元，农机补贴3500万元，公益林补偿3500万元，其他补贴1.1亿元。",
    "全县种植中药材3万亩，其中黄精1.2万亩、白及3000亩、天麻4000亩、其他1.1万亩。",
    # a bracket may tell of some of it, or of another year
    "事故起数、死亡人数较2020年分别下降37.6%、25.4%（2025年61起、44人，2024年分别为74起、52人）。",
    "事故起数、死亡人数分别下降22.5%、18.3%（其中较大事故2起、7人，去年同期分别为3起、10人）。",
    "地区生产总值1580.3亿元。全年道路交通事故死亡86人；亿元地区生产总值生产安全事故死亡人数为0.024人，下降14%。",
    "生产总值1580.3亿元。研发经费支出增长12.5%，投入强度达2.17%，基础研究经费支出2.6亿元。",
    "预计全年城镇、农村居民人均可支配收入43500元、22200元，2024年城乡居民收入比为1.98。",
    "保险基金收入合计35.4亿元。\n保险基金支出合计32.1亿元，收支相抵，年末滚存结余8.3亿元。",
    "移动电话用户132.6万户，其中5G用户61.2万户，占46.2%；固定电话用户11.3万户；宽带用户52.1万户，其他用户3.2万户。",
    # means are no parts of what they stand beside
    "医药费用57.64亿元，其中住院费用41.27亿元，次均住院费用7600元。",
    "总体满意度92.36分，其中家长93.14分、学生91.87分。",
    # a level of others, which a difference is held against
    "农村居民收入16842元，增长8.3%，比全县平均水平（17365元）低523元。",
    # a rate of all, and some of it behind
    "查处隐患1.73万项，整改率98.6%，其中重大隐患382项，已销号371项。",
    # shares of two things, each with its own amount
    "服务用户138.6万户，其中一户一表占98.4%；来电31.7万件，投诉件占1.8%。",
    # a share with a name of its own, which brackets hide
    "医疗收入5.83亿元，其中药品收入1.42亿元、检查收入1.69亿元，医疗服务收入（不含药品、检查）占33.6%。",
    "新增担保112.3亿元、1.48万户，户均75.9万元；代偿1.37亿元，代偿率1.26%。",
    # names that the list before them has not
    "总产值72.65亿元，其中农业35.28亿元，林业4.17亿元，牧业24.36亿元，渔业5.92亿元，服务2.92亿元；种植业和畜牧业两项合计占总产值的82.1%。",
    "企业自筹52.3亿元。移交48.36万人，档案移交47.92万份，占移交人数的99.1%。",
)


@pytest.mark.parametrize("marked", READ)
def test_it_is_read_and_a_slip_is_told(marked: str) -> None:
    assert_read_and_defended(marked)


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_of_what_belongs_apart(text: str) -> None:
    assert not speaks(figures(text))


def test_no_mean_is_added_to_amounts() -> None:
    text = (
        "校舍99.35万平方米，其中小学42.86万平方米、初中56.49万平方米，生均面积分别为11.10平方米和15.89平方米。"
    )
    sums = [one.formula for one in lint_text(text, name="r.txt").relations if one.kind == "sum"]
    assert sums == ["42.86 + 56.49 = 99.35"]


def test_heads_between_rows_begin_a_table_of_their_own() -> None:
    rows = (
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "| 规章 | 2 | 1 | 14 |",
        "| 信息内容 | 本年处理决定数量 | 上年处理决定数量 | 增减（%） |",
        "| 行政处罚 | 12846 | 13962 | -8.0 |",
        "| 行政强制 | 1573 | 1648 | -4.6 |",
    )
    found = lint_text("\n".join(rows), name="r.txt").relations
    assert [one.formula for one in found] == [
        "(12846 - 13962) / 13962 = -7.99%",
        "(1573 - 1648) / 1648 = -4.55%",
    ]


def test_a_sentence_over_a_table_states_no_unit() -> None:
    rows = (
        "1.事业单位离退休支出58.27万元，增长4.5%。",
        "| 科目 | 合计 | 基本支出 | 项目支出 |",
        "| 图书 | 968.72 | 528.46 | 440.26 |",
        "| 群众 | 1105.64 | 576.93 | 528.71 |",
        "| 其他 | 471.50 | 0.00 | 471.50 |",
        "| 文物 | 624.55 | 304.20 | {} |",
    )
    text = "\n".join(rows)
    assert not speaks(figures(text.format("320.35")))
    assert speaks(figures(text.format("302.35")))


def test_what_growth_leads_to_is_held_against_the_review() -> None:
    paragraphs = (
        "青岚县政府工作报告",
        "各位代表：",
        "现在，我代表县人民政府向大会报告工作，请予审议。",
        "一、2025年工作回顾",
        "地区生产总值198.64亿元，增长6.1%；公共预算收入10.87亿元，增长7.1%；进出口总额136.5亿元。",
        "二、2026年工作安排",
        "主要预期目标是：地区生产总值增长6.5%，公共预算收入达到11.52亿元、比上年预计完成数增长6.0%。",
        "力争进出口总额增长8%、达到147.4亿元。",
    )
    told = [one.formula for one in figures("\n".join(paragraphs)).relations if one.line > len(paragraphs) - 2]
    assert told == ["(11.52 - 10.87) / 10.87 = 5.98%", "(147.4 - 136.5) / 136.5 = 7.99%"]
