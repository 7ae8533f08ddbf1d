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
]
APART = [
    "评查案卷优秀187卷、合格69卷。",
    "改造农村薄弱学校24所，新增1所示范高中。",
    "拆除存量271处，新增41处。",
    "注销企业30家，新增12家。",
    "投产项目20个以上、开工50个以上。",
    "新增机架9000个；各领域加密布局，累计建成3万个。",
    "投资20亿元，道路新增30公里。",
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
