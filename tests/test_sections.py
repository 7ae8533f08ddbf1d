"""Contents that reports must have are recognised however an office writes them, and missed when absent."""

from __future__ import annotations

import tomllib

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.checks.sections import load_profile
from fazhi_lint.knowledge import rules_folder

RESULTS = "一、主要举措和成效\n全年审查行政规范性文件十二件,评查执法案卷三十卷,对发现的问题要求限期整改。\n"
DUTY = "二、党政主要负责人履行推进法治建设第一责任人职责情况\n主持召开常务会议四次。\n"
LACKS = "三、存在的不足及原因\n执法力量不足,主要原因是编制紧张。\n"
PLANS = "四、下一步工作打算\n继续完善制度。\n"
TITLE = "某县2021年度法治政府建设情况报告\n"


def _missing(text: str, profile: str = "auto") -> dict[str, str]:
    """The contents reported, with their severity, keyed by the first words of their name."""
    report = lint_text(text, select=("FZ301",), profile=profile)
    return {finding.message.split("“")[1][:4]: str(finding.severity) for finding in report.findings}


def test_a_complete_report_lacks_nothing() -> None:
    assert _missing(TITLE + RESULTS + DUTY + LACKS + PLANS) == {}


@pytest.mark.parametrize(
    "section",
    [
        "三、存在的问题\n{}",
        "三、存在问题和困难\n{}",
        "三、工作中存在的短板弱项\n{}",
        "三、当前法治政府建设面临的困难与挑战\n{}",
        "三、主要问题及下步打算\n{}",
        "三、不足之处\n{}",
        "三、差距与不足\n{}",
        "三、法治政府建设的薄弱环节\n{}",
        "**三、问题与不足**\n{}",
        "存在的主要问题\n{}",
        "第三部分 存在的主要问题\n{}",
    ],
)
def test_headings_of_shortcomings(section: str) -> None:
    reason = "执法力量不足,究其原因,主要是编制紧张。\n"
    assert _missing(TITLE + RESULTS + DUTY + section.format(reason) + PLANS) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "虽然取得了一定成绩,但也存在一些不足:一是力量薄弱;二是培训不够。",
        "与上级要求和群众期盼相比,我县工作仍有不小差距。",
        "同时,我们清醒地看到,工作中还面临不少困难。",
        "存在的主要问题是执法力量薄弱。",
        "执法人员的能力有待进一步提高。",
        "行政复议的规范化水平还需进一步提升。",
        "我局法治建设尚有短板。",
        "我们也清醒地认识到,执法规范化水平不高,执法队伍力量薄弱。",
        "个别单位重视程度不够,法治意识不强。",
        "一些干部运用法治思维的能力还不强。",
        "工作上仍有许多不完善的地方。",
        "同时,我们也看到工作中的不足。",
    ],
)
def test_shortcomings_without_a_heading_are_only_advice(sentence: str) -> None:
    found = _missing(TITLE + RESULTS + DUTY + sentence + "\n" + PLANS)
    assert found.pop("存在不足", "info") == "info"
    assert found == {"上一年度": "info"}


@pytest.mark.parametrize(
    "sentence",
    [
        "着力解决群众反映强烈的突出问题。",
        "对督察发现的问题逐项整改到位。",
        "梳理排查执法中存在的问题八项,全部整改完毕。",
        "有效化解土地、拆迁等领域的困难和矛盾。",
        "对个别单位执法不到位的情况及时予以纠正。",
        "三、聚焦突出问题,补齐监管短板\n开展专项整治三次。",
        "三、问题整改落实情况\n完成整改八项。",
    ],
)
def test_solved_problems_are_no_shortcomings(sentence: str) -> None:
    assert _missing(TITLE + RESULTS + DUTY + sentence + "\n" + PLANS)["上一年度"] == "warning"


@pytest.mark.parametrize(
    "section",
    [
        "四、2022年工作思路\n",
        "四、下步工作计划\n",
        "四、下一阶段重点任务\n",
        "四、今后努力方向\n",
        "四、2022年法治政府建设工作安排\n",
        "四、工作打算\n",
        "四、新一年的打算和要求\n",
        "四、明年工作展望\n",
        "四、2022年工作目标和措施\n",
        "四、2022年推进法治政府建设的主要任务\n",
        "四、2022年推进法治政府建设的主要举措\n",
        "四、2022年度工作谋划\n",
    ],
)
def test_headings_of_plans(section: str) -> None:
    assert _missing(TITLE + RESULTS + DUTY + LACKS + section + "完善制度。\n") == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "下一步,我县将继续完善制度。",
        "2022年,我局将围绕中心工作完善制度。",
        "在今后的工作中,我们要继续完善制度。",
        "2022年度,我局将继续加强普法。",
        "2022年全县工作的总体思路是依法行政。",
        "面对新形势,我局将进一步加强法治建设。",
        "新的一年,全县将进一步完善执法监督制度。",
    ],
)
def test_plans_without_a_heading_are_only_advice(sentence: str) -> None:
    assert _missing(TITLE + RESULTS + DUTY + LACKS + sentence + "\n") == {"下一年度": "info"}


def test_what_is_to_come_in_the_middle_of_the_results_is_no_plan() -> None:
    results = RESULTS + "在今后的管理中,将按季度更新人员信息。\n" + "全年组织培训六次,参加人员三百名。\n" * 3
    assert _missing(TITLE + results + DUTY + LACKS) == {"下一年度": "warning"}


def test_measures_of_the_year_itself_are_no_plan() -> None:
    measures = "四、2021年推进法治政府建设的主要举措\n完善制度。\n"
    assert _missing(TITLE + RESULTS + DUTY + LACKS + measures) == {"下一年度": "warning"}


@pytest.mark.parametrize("sentence", ["会议部署了下一步工作。", "为今后开展执法监督打下基础。", ""])
def test_plans_that_are_absent(sentence: str) -> None:
    assert _missing(TITLE + RESULTS + DUTY + LACKS + sentence + "\n") == {"下一年度": "warning"}


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("二、主要负责人履行推进法治建设职责情况\n主持会议四次。\n", {}),
        ("二、第一责任人职责履行情况\n主持会议四次。\n", {}),
        ("二、压实第一责任人责任\n主持会议四次。\n", {}),
        ("局党组书记认真履行法治建设第一责任人职责。\n", {"党政主要": "info"}),
        ("县委、县政府主要负责同志带头学习,亲自部署法治政府建设重点任务。\n", {"党政主要": "info"}),
        ("落实“一把手”负总责的依法行政责任制,主要领导亲自抓法治。\n", {"党政主要": "info"}),
        ("县长履行法治建设第一责任人职责,也对安全生产负总责。\n", {"党政主要": "info"}),
        ("县长多次主持召开常务会议研究法治政府建设。\n", {"党政主要": "info"}),
        ("局党委书记、局长担任领导小组组长,亲自部署依法行政工作。\n", {"党政主要": "info"}),
        ("党政主要负责人带头学法,年终述法。\n", {"党政主要": "info"}),
        ("二、党政主要负责人履职尽责情况\n主持会议四次。\n", {}),
        ("二、党政负责人推进法治建设情况\n主持会议四次。\n", {}),
        ("项目法人代表是质量第一责任人。\n", {"党政主要": "warning"}),
        ("县长赴乡镇调研农业生产。\n", {"党政主要": "warning"}),
        ("企业主要负责人是安全生产第一责任人。\n", {"党政主要": "warning"}),
        ("各部门主要负责人出庭应诉六次。\n", {"党政主要": "warning"}),
        ("", {"党政主要": "warning"}),
    ],
)
def test_duty_of_the_first_responsible_person(section: str, expected: dict[str, str]) -> None:
    assert _missing(TITLE + RESULTS + section + LACKS + PLANS) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2019-03-20", {}), ("2019-04-15", {"党政主要": "warning"}), ("2019-05-20", {"党政主要": "warning"})],
)
def test_nothing_is_asked_of_a_report_older_than_what_asks(day: str, expected: dict[str, str]) -> None:
    text = f"某县2018年度法治政府建设情况报告\n发布日期：{day}\n"
    assert _missing(text + RESULTS + LACKS + PLANS) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("印发《行政复议咨询委员会工作规则》。", {"因政府信": "warning"}),
        ("印发《甲办法》，因信息公开被申请行政复议1件。", {"因政府信": "info"}),
    ],
)
def test_a_cited_title_tells_nothing_of_disputes(sentence: str, expected: dict[str, str]) -> None:
    sections = [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "存在的主要问题",
        "其他事项",
    ]
    text = "".join(f"{number}、{name}\n无。\n" for number, name in zip("一二三四五", sections, strict=True))
    assert _missing(f"某县2022年政府信息公开工作年度报告\n{text}{sentence}\n") == expected


@pytest.mark.parametrize(
    "title",
    ["某市采取五项措施推进法治政府建设", "2021年政府工作报告", "某县2021年国民经济和社会发展统计公报"],
)
def test_other_texts_are_held_to_nothing(title: str) -> None:
    assert _missing(f"{title}\n一、工作\n全年制定办法三件。\n") == {}


def test_a_title_alone_lacks_everything() -> None:
    assert set(_missing(TITLE).values()) == {"warning"}
    assert _missing("", profile="fazhi") == {}


def test_a_profile_asked_for_is_obeyed() -> None:
    text = "某县2021年工作总结\n一、工作\n全年制定办法三件。\n"
    assert set(_missing(text, profile="fazhi").values()) == {"warning"}


@pytest.mark.parametrize("name", ["fazhi", "xxgk", "general"])
def test_every_profile_names_its_sources(name: str) -> None:
    table = tomllib.loads((rules_folder() / "profiles" / f"{name}.toml").read_text(encoding="utf-8"))
    profile = load_profile(name)
    assert profile.name == name
    assert profile.title and profile.when and profile.source
    for content in profile.contents:
        assert content.article and content.name and content.since >= 2008
        assert {content.absent, content.unheaded} <= {"warning", "info", "none"}
        assert not content.within or content.within in {other.id for other in profile.contents}
    assert len(profile.contents) == len(table.get("contents", ()))
    assert bool(profile.contents) == (name != "general")
