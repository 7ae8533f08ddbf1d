"""The same figure said twice in other words (FZ110): what agrees is verified, what is one slip off is found."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint

_TITLE = "某市2023年度法治政府建设情况报告\n\n一、主要工作\n\n"
_BETWEEN = "\n\n持续完善工作机制，加强组织领导。\n\n二、工作成效\n\n"

# Two statements of one figure, the second of which is printed last; a slip in it leaves nothing to agree with.
SAID_AGAIN = [
    ("新收执行案件4038件，执结3912件。", "其中，执行案件{}件，占全部案件的三分之一。", "4038", "4638"),
    ("全市共有行政执法人员2316人。", "组织全市{}名行政执法人员参加考试。", "2316", "2361"),
    ("年末全市常住人口612.4万人。", "截至年底，全市常住人口{}万人。", "612.4", "621.4"),
    ("全年办理法律援助案件1845件。", "法律援助案件办理量达{}件，群众满意率99%。", "1845", "1875"),
    ("全年受理民事检察监督案件214件。", "刑事检察1562件，民事检察{}件，行政检察98件。", "214", "244"),
    ("全年共作出行政处罚决定745件。", "行政处罚{}件，罚没款312万元。", "745", "475"),
    ("查处酒驾醉驾2846起。", "全年共查处酒驾、醉驾{}起。", "2846", "2876"),
    ("收入总预算1886.00万元，比上年增加32.10万元。", "2023年支出总预算{}万元。", "1886.00", "1889.00"),
    ("某局2023年收入预算9,628.22万元。", "某局2023年支出预算{}万元。", "9,628.22", "9,682.22"),
    ("地区生产总值达到3217.65亿元。", "全市实现地区生产总值{}亿元，增长5.6%。", "3217.65", "3271.65"),
    ("行政应诉案件164件，其中一审112件。", "全年办理行政应诉案件{}件。", "164", "146"),
    ("审计查出主要问题金额17.36亿元。", "本次审计共查出主要问题金额{}亿元，涉及单位42个。", "17.36", "17.63"),
    ("受理信访事项2316件次。", "全年共受理群众信访事项{}件次，办结率98%。", "2316", "2136"),
    ("批准逮捕各类犯罪嫌疑人1236人。", "全年批捕犯罪嫌疑人{}人。", "1236", "1263"),
    ("为群众挽回经济损失1286万元。", "挽回群众经济损失{}万元。", "1286", "1266"),
    ("全市登记在册经营主体31.26万户。", "截至年末，登记在册经营主体达{}万户。", "31.26", "32.16"),
    ("调解各类矛盾纠纷12873件。", "人民调解组织共调解矛盾纠纷{}件。", "12873", "12837"),
    ("财政拨款收入2940.05万元。", "2023年度财政拨款收入{}万元，占100%。", "2940.05", "2946.05"),
    ("排查整治安全隐患4126处。", "共排查各类安全隐患{}处，整改率99%。", "4126", "4216"),
    ("全县15个乡镇、38个部门实现法律顾问全覆盖。", "全县{}个乡镇中仅有6个配备了法制员。", "15", "11"),
    ("全市128个行政村均建成法治文化阵地。", "全市{}个行政村全部聘请法律顾问。", "128", "182"),
    ("全县32个行政执法单位均建立配套制度。", "全县{}个行政执法单位中5个未配备法制员。", "32", "37"),
    ("完成退耕还林3.45万亩。", "全年实施退耕还林{}万亩。", "3.45", "3.54"),
    (
        "政府采购支出总额216.48万元。",
        "2023年度本部门政府采购支出总额{}万元，其中货物支出91.32万元。",
        "216.48",
        "219.48",
    ),
    ("全市聘任人民陪审员1216名。", "{}名人民陪审员全部通过培训。", "1216", "1261"),
]

# Figures that agree, but too short, or in words too different, for a difference to say anything.
ONLY_AGREES = [
    ("现有员额法官47人，法官助理31人。", "全院47名员额法官人均结案302件。"),
    ("全县15个乡镇全部建成综合治理中心。", "指导15个乡镇开展法治政府建设示范创建。"),
    ("办理公益诉讼案件189件。", "公益诉讼检察稳步拓展。全年立案189件。"),
    ("全年完成固定资产投资1.2亿元。", "固定资产投资完成12000万元。"),
    ("全年审查规范性文件56件。", "规范性文件合法性审查56件，提出意见112条。"),
    ("开展普法宣传活动236场次。", "全年组织普法宣传236场，发放资料3万份。"),
    ("建成公共法律服务工作站21个。", "全市21个公共法律服务工作站全部达标。"),
    ("立案办理生态环境和资源保护领域公益诉讼173件。", "分领域看，生态环境和资源保护173件，食品药品安全31件。"),
    ("本年支出合计5123.87万元。", "2023年度支出决算5123.87万元。"),
    ("全年结案14206件，同比上升3.2%。", "审结各类案件14206件，结案率96.2%。"),
    ("取消证明事项47项。", "清理取消证明事项47项，实行告知承诺制31项。"),
    ("收到政府信息公开申请132件。", "受理政府信息公开申请共132件，均按时答复。"),
]

# Another scope, period, stage or thing: two figures.
APART = [
    ("全市共有行政执法人员2316人。", "我区共有行政执法人员2361人。"),
    ("上半年受理执行案件4038件。", "全年受理执行案件4638件。"),
    ("受理执行案件4038件。", "审结执行案件4083件。"),
    ("新增经营主体2316户。", "累计登记经营主体2361户。"),
    ("公开政府信息4521条。", "通过网站公开政府信息4321条。"),
    ("2022年末全市常住人口612.4万人。", "2023年末全市常住人口621.4万人。"),
    ("全市共有行政执法人员2316人。", "其中，持证行政执法人员2136人。"),
    ("某局收入总预算1886.00万元。", "财政拨款收入总预算1868.00万元。"),
    ("民事检察立案214件。", "民事检察办结241件。"),
    ("粮食总产量比上年增加1236吨。", "粮食总产量比上年增加1263吨。"),
    ("全年办理法律援助案件1845件。", "三、2024年工作安排\n\n办理法律援助案件1854件。"),
    ("审结执行案件4038件。", "民事执行案件4083件。"),
    ("全县15个乡镇、38个部门实现法律顾问全覆盖。", "在全县12个乡镇、30个部门开展试点。"),
    ("全县15个乡镇均建成综治中心。", "全县16个乡镇（街道）均通过验收。"),
    ("全市128个行政村均建成法治文化阵地。", "全市129个社区均建成法治文化阵地。"),
    ("全市128个行政村均建成法治文化阵地。", "全县182个行政村均建成法治文化阵地。"),
    ("科技城规划总面积113平方千米，创新基地。产业园规划总面积115平方千米。", "规划先行。"),
    ("A镇调解矛盾纠纷1286件。", "B镇调解矛盾纠纷1236件。"),
    ("查办食品领域违法案件1846件。", "查办药品领域违法案件1816件。"),
    ("全市法院审结案件12316件。", "市中院审结案件12346件。"),
    ("提起公诉2305人。", "职务犯罪提起公诉2335人。"),
    ("培训行政执法人员2316人次。", "培训村干部2366人次。"),
    ("基层司法所调解矛盾纠纷1286件。", "公安派出所调解矛盾纠纷1236件。"),
    ("查处交通违法12846起。", "查处交通违法12864起，查处交通违法15328起。"),
]

# They agree by chance.
CHANCE = [
    ("全面落实322项重点工业项目。", "全面落实322项“最多跑一次”改革。"),
    ("受理执行案件4038件。", "审结执行案件4038件。"),
    ("粮食总产量1236吨。", "粮食总产量增加1236吨。"),
    ("各项存款余额212.6亿元，增加19.6亿元。", "各项贷款余额172.7亿元，增加19.6亿元。"),
    ("全市在校学生86341人。", "全市实接种86341人。"),
    ("全市建成街道12个。", "全市组建队伍12个。"),
]


def _repeats(first: str, second: str) -> tuple[list[str], list[str]]:
    report = lint(Document(_TITLE + first + _BETWEEN + second + "\n"), Options())
    verdicts = [str(relation.verdict) for relation in report.relations if relation.kind == "repeat"]
    return verdicts, [finding.quote for finding in report.findings if finding.code == "FZ110"]


@pytest.mark.parametrize(("first", "second", "said", "slipped"), SAID_AGAIN)
def test_other_words_for_one_figure_are_held_together(first: str, second: str, said: str, slipped: str) -> None:
    assert _repeats(first, second.format(said)) == (["verified"], [])
    verdicts, quotes = _repeats(first, second.format(slipped))
    assert (verdicts, len(quotes)) == (["contradicted"], 1)
    assert quotes[0].startswith(slipped)


@pytest.mark.parametrize(("first", "second"), ONLY_AGREES)
def test_a_figure_said_again_is_verified(first: str, second: str) -> None:
    assert _repeats(first, second) == (["verified"], [])


@pytest.mark.parametrize(("first", "second"), APART)
def test_figures_of_two_things_may_be_one_slip_apart(first: str, second: str) -> None:
    assert _repeats(first, second)[1] == []


@pytest.mark.parametrize(("first", "second"), CHANCE)
def test_figures_of_two_things_may_be_equal(first: str, second: str) -> None:
    assert _repeats(first, second) == ([], [])


# A figure beside one that is the same, in other words for the same: 投入100.5亿元，其中省级50.5亿元.
PAIRS = [
    (
        "安排资金2346.2亿元，其中市级投入967.5亿元。",
        "民生投入2346.2亿元,其中市级财政投入{}亿元。",
        "967.5",
        "867.5",
    ),
    (
        "为民生实事投入1286.4亿元，其中市级投入316.5亿元。",
        "共投入{}亿元，其中市财政投入316.5亿元。",
        "1286.4",
        "1236.4",
    ),
    ("培训干部1846人，发证1728人。", "轮训干部1846人，为其中合格者发证{}人。", "1728", "1782"),
    ("新建泵站236座，改建水闸1845座。", "共新建泵站236座，先后改建水闸{}座。", "1845", "1945"),
]
PAIRS_APART = [
    ("全县32个行政执法单位均建立配套制度。", "对全县12个行政执法单位开展抽查，其中部分单位整改。"),
    ("全县32个项目单位均建立制度。", "全县37个项目单位均完成验收。"),
    ("本年收入12346.2万元，其中上级967.5万元。", "本年支出12346.2万元，其中上级947.5万元。"),
    ("培训干部1846人，发证1728人。", "2022年培训干部1846人，2022年同期发证1782人。"),
    ("全市培训干部1846人，发证1728人。", "全省培训干部1846人，发证1782人。"),
    ("培训干部1846人，比上年增加1728人。", "培训干部1846人，比前年增加1782人。"),
    ("培训干部1846人，发证1728人。", "培训干部1846人，走访企业1782家。"),
    ("培训干部18人，发证1728人。", "培训干部18人，送戏下乡惠及1782人。"),
]


@pytest.mark.parametrize(("first", "second", "said", "slipped"), PAIRS)
def test_one_of_two_figures_said_together_again_slips(first: str, second: str, said: str, slipped: str) -> None:
    assert "contradicted" not in _repeats(first, second.format(said))[0]
    verdicts, quotes = _repeats(first, second.format(slipped))
    assert (verdicts.count("contradicted"), len(quotes)) == (1, 1)
    assert quotes[0].startswith(slipped)


@pytest.mark.parametrize(("first", "second"), PAIRS_APART)
def test_one_of_two_figures_may_be_the_same_for_two_things(first: str, second: str) -> None:
    assert _repeats(first, second)[1] == []


@pytest.mark.parametrize("stated", ["32.66", "12.86", "13.66"])
def test_a_figure_in_yi_is_held_against_the_one_in_wan(stated: str) -> None:
    first = "全市一般公共预算收入126584万元，增长7.1%。"
    assert _repeats(first, "全市一般公共预算收入12.66亿元。") == (["verified"], [])
    assert _repeats(first, f"全市一般公共预算收入{stated}亿元。") == (["contradicted"], [f"{stated}亿"])
    assert _repeats(first, f"全市一般公共预算收入比上年增加{stated}亿元。")[1] == []
