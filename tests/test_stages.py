"""What was reached of what was begun, and what is new of what there is: parts without "其中"."""

from __future__ import annotations

import pytest

from marked import figures, speaks

# A text, its whole and its part.
READ = [
    ("全年报征土地64个批次，面积5842亩，获批57个批次。", "64", "57"),
    ("收到行政复议申请54件，受理49件，不予受理5件。", "54", "49"),
    ("以县政府为被告的应诉案件45件，已审结40件。", "45", "40"),
    ("受理刑事案件334件471人，审结326件458人。", "471", "458"),
    ("查出违规金额376.5万元，已纠正341.2万元。", "376.5万", "341.2万"),
    ("本地发生5级以上地震17次，成灾10次。", "17", "10"),
    ("实施亿元以上项目220个，开复工186个。", "220", "186"),
    ("全市引进飞地项目142个，总投资125亿元，竣工投产70个，开工建设31个。", "142", "31"),
    ("监督抽检产品520批次，合格487批次。", "520", "487"),
    ("组织5872人参加资格考试，通过4963人。", "5872", "4963"),
    ("高新技术企业138家，新认定39家。", "138", "39"),
    ("持证执法人员1174人，年内新增96人。", "1174", "96"),
    ("新增省级实验室6家、总数18家。", "18", "6"),
    ("招引顶尖人才15人、总数达96人。", "96", "15"),
    ("完成园区供电改造867个、累计2172个。", "2172", "867"),
    ("分两轮下放审批事项498项，各部门下放的事项总数达到2497项。", "2497", "498"),
    ("荆州等3个项目入围示范工程，总数达到8个。", "8", "3"),
    ("创建国家级景区2家，达到21家。", "21", "2"),
    ("发送司法建议64份，反馈57份。", "64", "57"),
    ("开工建设保障性住房1846套，其中廉租房620套、公租房1226套，竣工1214套。", "1846", "1214"),
    ("接收移送线索26条，涉及6个乡镇，立案15件，已移送9条。", "26", "9"),
    ("网上收到许可申请6174件，准予许可6098件。", "6174", "6098"),
    ("全年应收费用3860万元，实际收取2940万元。", "3860万", "2940万"),
    ("启动污水处理厂项目23个，总投资5亿元，建成20个。", "23", "20"),
    ("争取各类资金5.67亿元，到位1.64亿元。", "5.67亿", "1.64亿"),
    ("排查安全隐患4216处；逐项建立台账，按期销号4180处。", "4216", "4180"),
    ("执法证人员应考1582人，实际参加考试1547人。", "1582", "1547"),
    ("32个执法单位中仍有5个单位未建立制度。", "32", "5"),
]
FIVE = (
    "过去五年，五年来地区生产总值年均增长6.5%，{five}，各项事业全面进步。\n\n"
    "过去的2015年，我们攻坚克难，{last}，成效明显。\n\n今后五年的主要目标已经明确。"
)
OF_FIVE_YEARS = [
    ("五年新增城镇就业29.2万人", "全年新增城镇就业5.87万人", "29.2万", "5.87万"),
    ("累计到位外资31.8亿美元", "实际利用外资8亿美元", "31.8亿", "8亿"),
    ("承接产业转移项目2237个", "全年承接产业转移项目542个", "2237", "542"),
    ("新建农村公办幼儿园55所", "建成农村公办幼儿园23所", "55", "23"),
    ("累计压减地下水超采量33.1亿立方米", "压减地下水超采量7.4亿立方米", "33.1亿", "7.4亿"),
    ("改造农村危房8.75万户", "完成农村危房2.03万户", "8.75万", "2.03万"),
    ("对1123个老旧小区、292条街巷进行整修", "改造老旧小区325个", "1123", "325"),
    ("招商引资到位资金2200亿元", "招商引资到位资金577.6亿元", "2200亿", "577.6亿"),
]
NOT_OF_FIVE_YEARS = [
    ("在校学生达到29.2万人", "新增在校学生5.87万人"),
    ("新建农村公办幼儿园55所", "新建农村卫生院23所"),
    ("中心城区新增学位3.2万个", "中心城区实施项目148个"),
    ("企业从3174家增长到1.24万家", "新增企业1300家"),
    ("改造农村危房2.03万户", "改造农村危房8.75万户"),
]
OF_CASES = [
    "受理刑事案件412件，审结396件。依法惩治侵财犯罪，审结盗窃、诈骗案件[128]件。",
    "审结一审民商事案件25416件，标的额183亿元。审结劳动争议案件[1107]件，追回欠薪。",
    "审结的2094件民商事案件中，调解986件。审结劳动争议案件[43]件。",
    "执结2115件，执结率90%。开展集中行动9次，执结案件[376]件。",
    "全年审结各类案件5138件。常态化扫黑除恶，审结涉黑恶案件[14]件。",
]
OF_AUDITED = [
    "对6个部门及其所属31家单位进行了审计。发现的主要问题：一是[4]个部门预算不完整；二是[9]家单位超预算支出427万元。",
    "对21个政府投资项目进行了审计。发现的主要问题：[8]个项目超概算；[5]个项目应招标未招标。",
    "抽查17所学校。发现问题：其中[3]所学校账实不符。",
]
VIEWS = [
    "工业企业利润66351亿元，增长10.3%。分经济类型看，国有控股企业利润[18583]亿元，增长12.6%；股份制企业[46975]亿元，私营企业[17137]亿元。",
    "全年房地产投资30580亿元，增长20.9%。按工程用途分，住宅投资[22081]亿元，增长22.6%；办公楼投资[1112]亿元。",
    "入境旅游人数13003万人次。其中，外国人2433万人次；港澳台同胞10570万人次。在入境旅游者中，过夜旅游者[5305]万人次。",
]
APART = [
    "评查案卷优秀187卷、合格69卷。",
    "改造农村薄弱学校24所，新增1所示范高中。",
    "拆除存量271处，新增41处。",
    "注销企业30家，新增12家。",
    "投产项目20个以上、开工50个以上。",
    "新增机架9000个；各领域加密布局，累计建成3万个。",
    "投资20亿元，道路新增30公里。",
    "新增管网120公里，雨水管40公里，污水管90公里。",
]


@pytest.mark.parametrize(("text", "whole", "part"), READ)
def test_part_of_what_was_begun(text: str, whole: str, part: str) -> None:
    report = figures(text)
    assert not speaks(report)
    parts = [set(one.numbers) for one in report.relations if one.verdict == "verified"]
    assert any({whole, part} <= numbers for numbers in parts)


@pytest.mark.parametrize("text", APART)
def test_side_by_side(text: str) -> None:
    assert not any(one.kind == "part" for one in figures(text).relations)


def _verified_parts(text: str) -> list[set[str]]:
    report = figures(text)
    assert not speaks(report), report.findings
    return [set(one.numbers) for one in report.relations if (one.kind, one.verdict) == ("part", "verified")]


@pytest.mark.parametrize(("five", "last", "whole", "part"), OF_FIVE_YEARS)
def test_a_year_of_five(five: str, last: str, whole: str, part: str) -> None:
    assert {whole, part} in _verified_parts(FIVE.format(five=five, last=last))


@pytest.mark.parametrize(("five", "last"), NOT_OF_FIVE_YEARS)
def test_a_year_of_something_else(five: str, last: str) -> None:
    assert not _verified_parts(FIVE.format(five=five, last=last))


@pytest.mark.parametrize("line", OF_CASES)
def test_cases_of_one_kind(line: str) -> None:
    found = _verified_parts("某县人民法院工作报告\n\n" + line.replace("[", "").replace("]", ""))
    assert any(line.partition("[")[2].partition("]")[0] in numbers for numbers in found)


@pytest.mark.parametrize(
    "line",
    [
        "审结金融纠纷案件735件，增长13.4%。审结知识产权案件87件。",
        "审结刑事案件396件。审结行政案件58件。",
        "审结各类案件396件。受理破产案件14件，审结9件。",
    ],
)
def test_cases_of_another_kind(line: str) -> None:
    wholes = {"735", "396"}
    assert not any(wholes & numbers for numbers in _verified_parts("某县人民法院工作报告\n\n" + line))


@pytest.mark.parametrize("line", OF_AUDITED)
def test_some_of_the_audited(line: str) -> None:
    found = _verified_parts("某市审计工作报告\n\n" + line.replace("[", "").replace("]", ""))
    marked = {piece.partition("]")[0] for piece in line.split("[")[1:]}
    assert all(any(number in numbers for numbers in found) for number in marked)


@pytest.mark.parametrize("line", VIEWS)
def test_kinds_that_overlap(line: str) -> None:
    found = _verified_parts(line.replace("[", "").replace("]", ""))
    marked = {piece.partition("]")[0] for piece in line.split("[")[1:]}
    assert all(any(number in "".join(numbers) for numbers in found) for number in marked)
