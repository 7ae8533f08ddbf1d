"""Where a list of parts ends, and what else in its sentence belongs to it."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.model import Report, Severity

# A text whose figures agree | a figure in it > the same with one wrong digit, as often as there are figures.
SHAPES = """
办理处罚案件2873件，其中简易程序1905件、一般程序968件；罚没金额1268.4万元。 | 2873>2833 1905>1305 968>969
立案33件，其中盗窃18件、诈骗9件、其他6件，现场调解12件，移送3件。 | 33>34 18>13 9>7 6>8
发现隐患126处，其中消防58处、用电37处、燃气22处、其他9处，下发通知书41份，涉及单位88家。 | 126>136 58>53 37>31
共有公务用车9辆，其中：通信用车1辆、应急用车3辆、执法用车4辆、其他用车1辆。 | 3>4 4>6
共有公务用车9辆，其中：通信用车1辆、应急用车3辆、执法用车5辆、其他用车0辆。 | 5>6
查办案件46件，其中查封19件、停产5件、移送拘留14件、移送审判8件，没有计罚案件。 | 46>47 5>9 14>54 8>3
受理监督案件214件，其中裁判监督37件，程序监督62件，执行活动监督54件，支持起诉61件。 | 37>32 54>24 61>69
办理审查9件、审核31件（其中重大决策3件、规范性文件6件、协议22件）。 | 31>81 22>29
进驻部门38个、事项742项，其中即办件316项、承诺件426项，受理各类申请56832件。 | 742>792 426>446
评价项目25个，其中等次为“优”的14个、“良”的9个、“中”的2个，涉及资金841.3万元，占项目总额的76%。 | 25>35 9>1
8家医院违规收费336.5万元，其中县级2家227.7万元，乡镇5家84.9万元，民营1家23.9万元。 | 5家>3家 2家>4家
发现问题62个、金额5126万元。按性质分：预算18个、2017万元，资产14个、1463万元，采购30个、1646万元。 | 62>42 18>19
抽检三类产品415批次（食品233批次、药品107批次、其他75批次），不合格12批次，责令停业6家。 | 415>715 107>101
全市登记企业5320户，其中甲区2214户、乙区1806户、丙区1300户；个体工商户11208户。 | 5320>5920 1806>1506
""召开党组会、局务会研究法治工作7次，其中党组会4次、局务会3次，学习12次。 | 4>1 7>9
开展全面审计和专项审计16项，其中全面审计9项、专项审计7项，查出问题35个。 | 9>3 16>18
移送线索9起，其中移送纪检机关5起、公安机关1起、主管部门3起。 | 9>8 3>7
聘请顾问8人，其中律师5人、教师2人、工程师1人，参与审查合同83份。 | 2>1
召开党组会、局务会研究法治工作7次，其中党组会4次、局务会3次，学习12次。 | 4>1 7>9
开展全面审计和专项审计16项，其中全面审计9项、专项审计7项，查出问题35个。 | 9>3 16>18
移送线索9起，其中移送纪检机关5起、公安机关1起、主管部门3起。 | 9>8 3>7
聘请顾问8人，其中律师5人、教师2人、工程师1人，参与审查合同83份。 | 2>6
""".strip().splitlines()


def check(text: str) -> Report:
    return lint(Document(text), Options(select=("FZ101", "FZ102")))


def speaks(text: str) -> bool:
    return any(finding.severity >= Severity.WARNING for finding in check(text).findings)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_is_added_up_to_its_end_and_no_further(shape: str) -> None:
    text, _, changes = shape.rpartition(" | ")
    text = text.replace("\\n", "\n")
    report = check(text)
    assert not speaks(text), report.findings
    assert any(entry.kind == "sum" and entry.verdict == "verified" for entry in report.relations)
    for change in changes.split():
        old, new = change.split(">")
        assert text.count(old) == 1, old
        assert speaks(text.replace(old, new)), change


@pytest.mark.parametrize(
    "text",
    [
        "全市有医院31家，包括综合医院17家、中医院5家、专科医院6家等，另有卫生院163家。",
        "表彰集体12个、个人31名，其中基层29个（名）。",
        "接待来信312件、来访486批，其中初访612件（批）。",
        "全年查封3处、扣押12件，其中食品类9件、药品类6件。",
        "审查文件31件，其中市政府12件、部门19件，不予通过2件。",
        "全县有学校27所，其中小学13所、初中5所，占66.7%。",
        "星级饭店21家，其中五星级1家、四星级4家、三星级13家。",
        "自然保护区17个，其中国家级2个、省级14个。",
        "利用内资1.3万亿元，增加0.7万亿元，其中甲地6千亿元、增加0.2万亿元，乙地7千亿元、增加0.9万亿元。",
    ],
)
def test_a_list_that_is_not_all_is_left_alone(text: str) -> None:
    assert not speaks(text), check(text).findings
