"""A count that is taken up again (FZ110): read where it agrees, found where it cannot be another."""

from __future__ import annotations

import pytest

from marked import figures, right_and_wrong, speaks

# Each is told once more in the same words; ⟦…|…⟧ is the count and a misprint of it that must be found.
TAKEN_UP = [
    "予以公开42件，不予公开17件，无法提供31件。不予公开的⟦17|15⟧件中，多数属于内部事务信息。",
    "予以公开42件,不予公开答复13件,无法提供31件。不予公开的⟦13|18⟧件,均已书面说明理由。",
    "评价为满意的275件、不满意的12件。对不满意的⟦12|19⟧件，已由分管领导牵头重新办理。",
    "检查加油站86座，其中不合格加油站14座。不合格的⟦14|11⟧座均已停业整改。",
    "抽检样品612批次，检出问题样品23批次。检出问题样品的⟦23|28⟧批次已全部下架。",
    "纳入清单管理63项，暂缓实施16项。暂缓实施的⟦16|36⟧项主要涉及林业审批。",
    "逾期未整改企业21家。\n逾期未整改的⟦21|27⟧家已移送综合执法部门。",
    "收到申请112件，办理总数117件。\n对上述⟦117|127⟧件申请，年内办结109件。",
    "排查在建工地163处，发现隐患。上述⟦163|168⟧处工地逐一建立台账。",
    "检查危化企业86家，查出隐患。上述⟦86|68⟧家企业全部建立台账。",
    "移送问题线索43件。这⟦43|48⟧件线索均已立案。",
    "征集意见建议27条。全部⟦27|29⟧条建议已逐一回复。",
    "审结46件，维持38件、撤销8件。已审结的⟦46|48⟧件中，调解结案占两成。",
    "组织863人参加考试，831人通过。通过的⟦831|881⟧人全部领证。",
    "经审查不合格企业14家。对不合格的⟦14|19⟧家企业，责令停业整改。",
    "下辖19个村（社区）。\n为19个村（社区）配备法律顾问。\n⟦19|29⟧个村（社区）全部建成法治文化阵地。",
    "全县32个行政执法单位建立了制度。\n⟦32|52⟧个执法单位中仍有5个未建成公示平台。",
    "对36家规上企业开展培训。\n走访36家规上企业。\n⟦36|38⟧家规上企业均建立合规制度。",
]

# Told again in words that fit less firmly, or so short that another count may be meant.
ONLY_READ = [
    ("发证目录由24类减为10类，保留的10类中，省级实施8类。", "10"),
    ("解决的（B类）68件，占23.9%。\n工作还有不足：68件B类建议中有9件滞后。", "68"),
    ("对16个街镇和28个部门开展督察。\n考试通过率96.5%。\n16个街镇共有执法人员458人。", "16"),
    ("对东江区、西坪县2个县（区）进行了审计。2个县（区）收入合计27.99亿元。", "2"),
    ("审计了甲集团、乙集团、丙集团3家市属国有企业。截至年底，3家企业资产总额642.8亿元。", "3"),
    ("承办代表建议284件。\n截至10月底，284件建议已全部办复。", "284"),
    ("收到政府信息公开申请63件。\n收到的63件申请均按期答复。", "63"),
    ("代表提出议案18件、建议263件。18件议案中，审议3件。", "18"),
    ("排查风险点47处,整治47处。这47处风险点均已销号。", "47"),
    ("承接行政权力事项83项，其中许可12项。\n面对下放的83项行政权力，人手不足。", "83"),
    ("完成预算执行审计11个、政府投资审计21个。\n对21个政府投资项目进行了竣工决算审计。", "21"),
    ("对3家企业进行了审计。这三家企业资产总额642.8亿元。", "3"),
    ("列入年度计划项目36个。列入计划的36个项目，已开工30个。", "36"),
    ("全年败诉17件。17件败诉案件中，行政处罚类占多数。", "17"),
    ("推进24个特色产业发展。\n24个特色产业尽快形成规模。", "24"),
]

# Another thing, a part, or a count of its own.
APART = [
    "予以公开42件，不予公开17件。其中不予公开的5件涉及商业秘密。",
    "不合格加油站14座。不合格的5座农村加油站已停业整改。",
    "不合格样品14批次，不合格冷库8座。新发现不合格的6批次中，多数为蔬菜。",
    "不合格农贸市场14家，已整改。不合格的5家企业均已停业。",
    "核桃2.5万亩，油茶3万亩，两项合计5.5万亩。\n养老120万元，医疗80万元，上述两项合计200万元。",
    "不予公开17件，上年不予公开13件。不予公开的12件中，多数属于内部信息。",
    "评查行政许可62宗、行政处罚124宗，90分以上127宗，80分以下8宗。",
    "受理甲类申请82件、乙类申请35件。上述117件申请均已办结，办结率100%。",
    "甲、乙、丙3家企业营收超过百亿元，另有5家企业超过50亿元，7家企业超过30亿元。",
    "下辖19个村（社区）。\n走访19个村（社区）。\n在29个村（社区）试点，12个村（社区）完成建设。",
]


@pytest.mark.parametrize("text", TAKEN_UP)
def test_a_count_that_is_taken_up_must_be_the_same(text: str) -> None:
    right, wrong = right_and_wrong(text)
    report = figures(right)
    assert not speaks(report), report.findings
    assert "verified" in {one.verdict for one in report.relations if one.kind == "repeat"}
    assert "FZ110" in {finding.code for finding in figures(wrong).findings}


@pytest.mark.parametrize(("text", "count"), ONLY_READ)
def test_what_is_said_again_in_other_words_is_read(text: str, count: str) -> None:
    report = figures(text)
    assert not speaks(report), report.findings
    read = [one.numbers for one in report.relations if one.kind == "repeat" and one.verdict == "verified"]
    assert any(count in numbers for numbers in read)


@pytest.mark.parametrize("text", APART)
def test_other_counts_are_no_repeats(text: str) -> None:
    report = figures(text)
    assert not speaks(report), report.findings
