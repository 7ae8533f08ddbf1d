"""What a review tells twice, or of two spells: bars that were passed, years of five, anniversaries, targets."""

from __future__ import annotations

import pytest

from fazhi_lint import lint_text
from marked import assert_read_and_defended, figures, speaks

READ = (
    # a bar and the figure that passed it
    "预计全市生产总值突破2000亿元，达[2085|1985]亿元，提前实现规划目标。",
    "一般公共预算收入突破千亿元大关、达到[1011.2|911.2]亿元，占全省的三成。",
    "自营出口创汇突破10亿美元大关，达到[11.56|9.56]亿美元。",
    "全市常住人口首次突破900万人，年末达到[906.2|896.2]万人。",
    # what was added, of what there is
    "规上农产品加工企业增加[261|]家、总数达到2190家。",
    "新增经营主体[5000|]余户，总量突破3.4万户。",
    "新增高新技术企业[96|]家，增长12%，总数达到893家。",
    "公有小企业9402户，已转制[5406|]户。",
    # lists
    "亚岭硅业、新型隔膜等[122|]个新兴产业项目顺利推进。",
    "东江电商园、国机磨具等[482|]个、总投资2256.7亿元的产业项目落户。",
    "坚持甲城、乙城[两|]极带动。",
    "打造环节最简、材料最少、时限最短、费用最小、便利度最优、满意度最高的“[六|]最”营商环境。",
    "10. [三|]市两地一枢纽：甲示范市、乙示范市、丙示范市，红色旅游目的地、绿色产品供给地，北向门户枢纽。",
    "[六|]税两费：资源税、城建税、房产税、土地使用税、印花税、耕地占用税和教育费附加、地方教育附加。",
    "建设城区生活圈、近郊隔离圈、边界防护圈、黄河沿岸屏障带“[三|]圈一带”。",
    # rates, means and shares
    "选取80名行政相对人开展执法满意度回访，满意率[96.3|]%。",
    "批准和决定逮捕1847人，不批准逮捕1260人，不捕率40.6%；批准逮捕人数同比上升[4.8|]%（2024年1763人）。",
    "全年收到行政复议申请192件，其中受理146件、不予受理17件、撤回29件，收到申请数同比增长[22.3|]%（上年157件）。",
    "审结民商事案件52384件，比上年增加2976件，标的额286.7亿元，件均标的额[54.7|45.7]万元。",
    "改造城镇老旧小区128个，惠及居民2.46万户，平均每个小区[192|129]户。",
    "“三公”经费支出决算为25.10万元，比上年减少1.83万元。其中：车辆维护费支出22.74万元，占90.60%，车均2.53万元；"
    "公务接待费支出[2.36|2.63]万元，占9.40%。",
    "绿地面积2863.4公顷，常住人口186.2万人，人均绿地[15.38|]平方米。",
    "共有在校生38624人、教学班1026个，平均班额[37.6|36.7]人。",
    "职工医保参保人数132.64万人，比上年增长2.1%。\n参保人员享受待遇1486.5万人次，其中住院27.5万人次。住院率[20.7|]%。",
    "政府采购支出总额[1560.83|1233.25]万元，其中：货物支出46.85万元、工程支出1186.40万元、服务支出327.58万元。",
    "民办学校在校生11284人，占在校生总数的11.4%，其中幼儿园8888人、普通高中1642人、中等职业学校[754|954]人。",
)
SILENT = (
    # a better rank is a smaller number; what is passed in one place is not what is reached in another
    "全市综合竞争力排名突破前50位，达到第32位。",
    "营业收入突破100亿元，其中税收达到8.5亿元。",
    "力争生产总值突破5000亿元。\n2024年全市生产总值4618.1亿元。",
    "存款突破2000亿元，贷款达到1685亿元。",
    # the base of a rate stands elsewhere
    "立法公开征求意见2.3万余条，采纳1864条，基层立法联系点增至22个，提出意见2790条，采纳率21.3%。",
    "地方财政总收入1462.7亿元；公共财政预算收入894.6亿元，其中税收占69.2%。",
    # two of several, and what is told behind a ；
    "外贸出口供货中轻纺产品占58.7%，土畜产品占21.3%。",
    "A级景区总数47家，其中4A级及以上17家；星级饭店36家，客房出租率61.3%。",
    # one year of five is not what the five came from
    "招商引资五年累计到位市外资金764亿元，其中2010年231亿元，增长34.7%。",
)
UNCOUNTED = (
    "抓好打黑除恶、侦破命案、打击“两抢一盗”等专项行动。",
    "“三管三必须”：管行业必须管安全、管业务必须管安全、管生产经营必须管安全。",
    "改造东江路、西江路等3200米道路。",
    "建成东江、西江等122千伏安变压器。",
)
REVIEW = (
    "某市政府工作报告\n一、2015年工作回顾\n2015年，实现地区生产总值5618.1亿元。\n新增城镇就业14.9万人，建成保障房2.5万套。\n"
    "五是各项事业协调发展，空气质量位居全国74个重点城市第6位。\n"
    "过去的五年，是综合实力持续提升的五年。\n一是综合实力增强。全市生产总值突破5000亿元。\n"
    "二是民生改善。累计新增城镇就业73.95万人，累计建成保障房11.6万套。\n二、2016年工作安排\n"
    "全市经济社会发展的主要预期目标是：固定资产投资增长15%。\n保持空气质量位居全国74个重点城市前列。\n"
    "以优异成绩迎接新中国成立70周年，圆满办好新中国成立70周年庆祝活动。\n以优异成绩向中华人民共和国成立70周年献礼。\n"
)


@pytest.mark.parametrize("line", READ)
def test_it_is_read_and_a_wrong_figure_found(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_of_what_only_looks_like_it(text: str) -> None:
    assert not speaks(figures(text))


@pytest.mark.parametrize("text", UNCOUNTED)
def test_a_measure_is_no_number_of_items(text: str) -> None:
    assert not figures(text).relations


@pytest.mark.parametrize(
    "formula", ["14.9 ≤ 73.95", "2.5 ≤ 11.6", "5618.1亿元 ≥ 5000亿元", "74 = 74", "70 = 70"]
)
def test_a_review_is_read_over_its_paragraphs(formula: str) -> None:
    report = figures(REVIEW)
    assert not speaks(report)
    assert formula in {one.formula for one in report.relations if one.verdict == "verified"}


def test_a_target_is_what_was_reached_and_its_growth() -> None:
    text = (
        "某市政府工作报告\n一、2013年工作回顾\n全市生产总值2085亿元，固定资产投资完成3030亿元。\n二、2014年工作安排\n"
        "全市经济社会发展的主要预期目标是：固定资产投资增长15%，居民收入与经济同步增长。\n"
        "强化项目带动，确保完成固定资产投资3485亿元，其中重点项目1077亿元。\n"
    )
    formulas = {one.formula for one in figures(text).relations if one.verdict == "verified"}
    assert "(3485 - 3030) / 3030 = 15.02%" in formulas


TABLE = (
    "表1 主要畜产品产量\n指标|单位|2025年|2024年|比上年增长（%）\n肉类总产量|吨|39372|38104|3.3\n"
    "其中：猪肉|吨|27364|26518|3.2\n牛肉|吨|1835|1762|4.1\n羊肉|吨|1247|1283|-2.8\n禽肉|吨|8926|8541|4.5\n"
    "禽蛋产量|吨|7418|7205|3.0\n生猪出栏|万头|36.52|35.47|3.0\n"
)


@pytest.mark.parametrize(
    ("slips", "codes"),
    [
        ((), []),
        ((("8541|4.5", "8541|5.4"),), ["FZ106"]),
        # this year's column is held against last year's, and two slips do not hide each other
        ((("27364", "37364"),), ["FZ106", "FZ111"]),
        ((("8541|4.5", "8541|5.4"), ("7205", "9205")), ["FZ106", "FZ106"]),
    ],
)
def test_columns_of_two_years_bear_each_other_out(slips: list[tuple[str, str]], codes: list[str]) -> None:
    text = TABLE
    for right, wrong in slips:
        text = text.replace(right, wrong)
    assert sorted(one.code for one in lint_text(text, select=["FZ1"]).findings) == codes
