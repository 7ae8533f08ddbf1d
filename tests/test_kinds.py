"""Which kind of report a document is: told by its title, else by how it opens or by its headings."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.document import Document
from fazhi_lint.facts.kinds import profile_of

BODY = "\n2021年，全县坚持依法行政，各项工作有新进展。\n一、主要工作\n办理案件12件。\n"

TITLES = {
    "fazhi": [
        "清河县2021年度法治政府建设情况报告",
        "清河县人民政府关于2021年度法治政府建设工作情况的报告",
        "清河县司法局2021年法治政府建设工作总结",
        "清河县2021年推进依法行政工作报告",
        "2021年清河县法治政府建设年度报告公示",
        "清河县法治政府建设年度报告（2021年）",
        "清河县教育局2021年度法治政府建设工作情况",
        "关于印发《清河县2021年度法治政府建设情况报告》的通知",
        "2021年度法治政府建设年报",
        "清河镇2021年法治政府建设工作总结及2022年工作计划",
        "清河县2021年依法行政工作总结和2022年工作安排",
        "清河县农业农村局关于报送2021年法治政府建设工作情况的报告",
    ],
    "xxgk": [
        "清河县2021年政府信息公开工作年度报告",
        "清河县财政局2021年政府信息公开年报",
        "2021年度政务公开工作年度报告",
        "清河县政府信息公开工作报告（2021年）",
    ],
    "general": [
        "清河县法治政府建设实施方案（2021—2025年）",
        "清河县关于推进法治政府建设的意见",
        "关于做好2021年法治政府建设年度报告工作的通知",
        "关于报送2021年度法治政府建设情况报告的通知",
        "关于印发清河县法治政府建设情况报告制度的通知",
        "清河县2021年法治政府建设工作要点",
        "清河县2021年法治政府建设情况年度工作计划",
        "2021年政府工作报告",
        "清河县人民法院工作报告",
        "法治政府建设与责任落实督察工作情况报告",
        "县政府召开常务会议听取法治政府建设情况汇报",
        "清河县法治政府建设示范创建工作情况报告",
        "2021年上半年法治政府建设工作情况",
        "关于法治政府建设情况审议意见研究处理情况的报告",
        "清河县依法行政考核结果通报",
        "政府信息公开指南",
        "关于印发政府信息公开工作年度报告格式的通知",
        "清河县2021年部门决算",
        "2021年国民经济和社会发展统计公报",
    ],
}

TEXTS = {
    "fazhi": [
        "首页>政务公开>法治政府建设\n字号：[大]\n现将我县2021年度法治政府建设情况报告如下：\n一、主要工作\n",
        "根据有关规定，现将清河县教育局2021年法治政府建设工作情况公布如下。\n一、工作情况\n",
        "2021年工作总结\n2021年，我局推进法治政府建设，现就法治政府建设工作情况汇报如下：\n一、工作情况\n",
        "清河县农业农村局\n2021年度工作报告\n按照要求，现将本局2021年依法行政工作情况报告如下：\n",
        "2021年，本县推进法治政府建设，坚持依法行政，加快法治建设。\n一、健全政府机构职能体系\n甲。\n"
        "二、健全依法行政制度体系\n乙。\n三、健全行政执法工作体系\n丙。\n四、存在的问题\n丁。\n五、下一步工作打算\n戊。",
    ],
    "xxgk": [
        "首页>政务公开\n根据《中华人民共和国政府信息公开条例》规定，现编制公布2021年度政府信息公开工作年度报告。\n",
        "一、总体情况\n做好信息公开。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无信息公开事项。",
        "本报告由清河县税务局按照《政府信息公开条例》（以下简称《条例》）第五十条规定编制。全文包括总体情况等。\n",
    ],
    "general": [
        "各位代表：\n现在，我代表县人民政府报告政府工作。\n一、2021年工作回顾\n加快法治政府建设，坚持依法行政，法治政府再上台阶。\n"
        "二、存在的问题\n三、2022年工作安排\n四、加强政府自身建设\n",
        "各乡镇人民政府：\n现将2021年法治政府建设年度报告有关事项通知如下：\n一、报送内容\n",
        "清河县法院\n现将2021年工作报告如下，请审议。\n一、执法办案\n二、存在问题\n三、下一步打算",
        "为坚持依法行政，推进法治政府、法治建设，制定本方案。\n一、总体要求\n二、健全依法行政制度体系\n"
        "三、健全行政决策制度体系\n四、健全行政执法工作体系\n五、组织保障\n",
        "现将法治政府建设督察情况报告如下：\n一、总体情况",
        "2021年政府工作报告\n加强自身建设，现将法治政府建设情况报告如下：\n一、总体情况",
        "2021年公安局工作总结\n坚持依法行政。\n一、规范执法\n二、化解矛盾\n三、优化营商环境\n四、存在问题\n五、下一步打算",
    ],
}


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, row in TITLES.items() for title in row])
def test_a_title_tells_the_kind(kind: str, title: str) -> None:
    assert profile_of(Document(title + BODY)) == kind
    assert profile_of(Document("首页 > 政务公开\n字号：[大 中 小]\n" + title + BODY)) == kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, row in TEXTS.items() for text in row])
def test_the_text_tells_the_kind_where_the_title_does_not(kind: str, text: str) -> None:
    report = lint_text(text)
    assert report.profile == kind
    assert [note for note in report.notes if kind in note and "--profile" in note] == list(report.notes)
    assert bool(report.notes) == (kind != "general")


def test_who_asks_for_a_profile_gets_it_without_a_note() -> None:
    report = lint_text(TEXTS["fazhi"][0], profile="general")
    assert (report.profile, report.notes) == ("general", ())
