"""Cited titles, as data: miswritten ones and those that only look so, and laws that are no longer in force."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.facts.laws import law_book
from fazhi_lint.knowledge import knowledge

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"

MISWRITTEN = [
    (
        "党政主要负责人履行推进法治政府建设第一责任人职责规定",
        "党政主要负责人履行推进法治建设第一责任人职责规定",
    ),
    ("党政主要负责人履行推进法治建设第一责任人职责的规定", "党政主要负责人履行推进法治建设第一责任人职责规定"),
    ("党政主要负责人履行推进法治建设第一责任职责规定", "党政主要负责人履行推进法治建设第一责任人职责规定"),
    ("政主要负责人履行推进法治建设第一责任人职责规定", "党政主要负责人履行推进法治建设第一责任人职责规定"),
    ("法治政府建设实施纲要（2015-2020）", "法治政府建设实施纲要（2015-2020年）"),
    ("法治政府建设实施纲要（2015—2025年）", "法治政府建设实施纲要（2015—2020年）"),
    ("法治政府建设实施纲要（2020—2025年）", "法治政府建设实施纲要（2021—2025年）"),
    ("法治社会建设实施纲要（2021—2025年）", "法治社会建设实施纲要（2020—2025年）"),
    ("法治中国建设规划(2021—2025年)", "法治中国建设规划(2020—2025年)"),
    ("法治政府建设纲要（2021—2025年）", "法治政府建设实施纲要（2021—2025年）"),
    ("法制政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要（2021—2025年）"),
    ("法治政府建设与责任落实督查工作规定", "法治政府建设与责任落实督察工作规定"),
    ("法治政府建设实施纲(2015-2020年)", "法治政府建设实施纲要(2015-2020年)"),
    ("重大行政决策程序条例", "重大行政决策程序暂行条例"),
    ("中华人民共和国政务信息公开条例", "中华人民共和国政府信息公开条例"),
    ("规章制订程序条例", "规章制定程序条例"),
    ("保障农民工工资支付条列", "保障农民工工资支付条例"),
    ("国有土地上房屋征收补偿条例", "国有土地上房屋征收与补偿条例"),
    ("生产安全事故报告与调查处理条例", "生产安全事故报告和调查处理条例"),
    ("行政执法机关移送涉嫌犯罪案件规定", "行政执法机关移送涉嫌犯罪案件的规定"),
    ("提升行政执法质量三年行动计划（2023-2025）", "提升行政执法质量三年行动计划（2023-2025年）"),
    ("反电信网络诈编法", "反电信网络诈骗法"),
    ("行政讼诉法", "行政诉讼法"),
    ("中华人民共和国行政处法", "中华人民共和国行政处罚法"),
    ("中华人民共和国行政复意法", "中华人民共和国行政复议法"),
    ("中华人民共和国政府信息公开工作条例", "中华人民共和国政府信息公开条例"),
    ("政府信息公开工作条例", "政府信息公开条例"),
    ("信访工作条列", "信访工作条例"),
    ("优化营商环境条列", "优化营商环境条例"),
    ("重大行政决策暂行程序条例", "重大行政决策程序暂行条例"),
    ("优化营商条例环境", "优化营商环境条例"),
    ("中华人民共和国土地管理条例", "中华人民共和国土地管理法实施条例"),
    ("中华人民共和国行政许可条例", "中华人民共和国行政许可法"),
    ("信访条例工作", "信访工作条例"),
    (
        "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的意见",
        "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
    ),
    ("突发事件应急法", "突发事件应对法"),
    ("妇女权益保护法", "妇女权益保障法"),
    ("国务院关于加强法制政府建设的意见", "国务院关于加强法治政府建设的意见"),
    ("法制社会建设实施纲要（2020—2025年）", "法治社会建设实施纲要（2020—2025年）"),
    ("法治政府建设与责任落实督察工作条例", "法治政府建设与责任落实督察工作规定"),
]
# What differs in these is certain, so their fixes are safe; the others want a look.
CERTAIN = {
    *("法制政府建设实施纲要（2021—2025年）", "法治政府建设与责任落实督查工作规定", "信访工作条列"),
    *("国务院关于加强法制政府建设的意见", "重大行政决策暂行程序条例", "国有土地上房屋征收补偿条例"),
}
UNCERTAIN = {"突发事件应急法", "法治政府建设与责任落实督察工作条例"}

RIGHT = [
    "党政主要负责人履行推进法治建设第一责任人职责规定",
    "某县2021年度党政主要负责人履行推进法治建设第一责任人职责工作清单",
    "法治政府建设实施纲要（2015—2020年）",
    "法治政府建设实施纲要(2015-2020年)",
    "法治政府建设实施纲要（2015年－2020年）",
    "法治政府建设实施纲要",
    "纲要",
    "某省法治政府建设实施纲要（2016—2020年）",
    "法治政府建设实施方案（2021—2025年）",
    "关于推进法治政府建设的意见",
    "关于进一步加强法治政府建设的意见",
    "中华人民共和国行政处罚法（修订草案）",
    "行政处罚法(2021年修订)",
    "某省重大行政决策程序暂行办法",
    "重大行政决策程序规定",
    "某市重大行政决策程序条例",
    "中华人民共和国外商投资法",
    "某省实施〈中华人民共和国消费者权益保护法〉办法",
    "人力资源市场条例",
    "行政复议法实施条例",
    "社会组织登记管理条例",
    "关于实行国家机关‘谁执法谁普法’普法责任制的意见",
    "信访条例",
    "中华人民共和国监察官法",
    "中华人民共和国检察官法",
    "中华人民共和国农村土地法",
    "行政许可条例",
    "行政处罚办法",
    "长江保护条例",
    "政府投资项目管理办法",
    "城镇燃气安全管理条例",
    "某省实施〈中华人民共和国土地管理法〉办法",
    "生产安全事故应急办法",
    "志愿服务办法",
    "重大行政决策程序暂行规定",
    "重大行政决策程序暂行办法",
    "某市政府信息公开工作条例",
    "行政许可工作条例",
    "行政执法",
    "家庭教育法",
    "浙江省消费者权益保护条例",
]


@pytest.mark.parametrize(("cited", "expected"), MISWRITTEN)
def test_miswritten_title_and_its_fix(cited: str, expected: str) -> None:
    text = f"学习《{cited}》的要求"
    (finding,) = lint_text(text, select=("FZ502",)).findings
    if cited in CERTAIN | UNCERTAIN:
        assert finding.fix is not None and finding.fix.safety == ("safe" if cited in CERTAIN else "unsafe")
    assert finding.quote == f"《{cited}》"
    assert finding.raw_fix is not None
    (edit,) = finding.raw_fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == f"学习《{expected}》的要求"


@pytest.mark.parametrize("title", RIGHT)
def test_right_title(title: str) -> None:
    assert lint_text(f"学习《{title}》的要求", select=("FZ502", "FZ503")).findings == ()


@given(st.sampled_from(sorted(law_book().known)), st.sampled_from(["", "中华人民共和国"]))
def test_no_known_title_is_a_slip_of_another(title: str, prefix: str) -> None:
    assert lint_text(f"依照《{prefix}{title}》执行", select=("FZ502",)).findings == ()


def test_every_law_has_its_source_and_every_successor_is_known() -> None:
    table = knowledge("laws")
    for entry in (*table["law"], *table["titles"]):
        assert entry["source"][:3] in ("[s]", "[l]", "[m]")
    for entry in table["law"]:
        assert set(entry) <= {
            *("title", "also", "number", "first", "promulgated", "in_force", "ended", "replaced_by"),
            *("miswritings", "source"),
        }
        assert ("ended" in entry) == ("replaced_by" in entry)
        dates = [entry[key] for key in ("first", "promulgated", "in_force", "ended") if key in entry]
        assert dates == sorted(dates)
    book = law_book()
    for law in book.known.values():
        assert not law.replaced_by or book.find(law.replaced_by)
    assert not set(book.miswritten) & set(book.known)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("执法记录设备的配备方案", "执法记录设备配备方案", True),
        ("村务公开与民主管理办法", "村务公开民主管理办法", True),
        ("关于加强行政规范性文件监督管理的意见", "关于加强行政规范性文件监察管理的意见", True),
        ("关于加强行政规范性文件监督管理的意见", "关于加强行政规范性文监督管理的意见", True),
        ("街道法治建设规划实施情况评估办法", "街道法治建设规划实施评估办法", True),
        ("关于加强基层执法监督的意见", "关于加强基层执法监督工作的意见", True),
        ("生产安全事故应急条例", "生产安全事故应急管理条例", True),
        ("中华人民共和国档案法", "档案管理条例", False),
        ("重点领域执法监督办法", "重点领域执法监督实施办法", False),
        ("免罚清单》（某政办发〔2024〕12号", "免罚事项清单》（某政办发〔2024〕12号", True),
        ("免罚清单》（某政办发〔2024〕12号", "免罚事项清单》（某政办发〔2024〕13号", False),
        ("关于印发〈免罚清单〉的通知》（某政办发〔2024〕12号", "免罚清单》（某政办发〔2024〕12号", False),
        ("某市免罚清单》（某政办发〔2024〕12号", "免罚清单》（某政办发〔2024〕12号", False),
        ("免罚清单》（某政办发〔2024〕12号", "执法装备配备标准》（某政办发〔2024〕12号", False),
        ("某市2018年法治政府建设工作要点", "某市2019年法治政府建设工作要点", False),
        ("某市国土空间总体规划纲要文本", "某县国土空间总体规划纲要文本", False),
        ("行政执法人员资格管理办法", "行政执法人员资格管理规定", False),
        ("某市第一批行政许可事项目录清单", "某市第二批行政许可事项目录清单", False),
        ("中华人民共和国行政处罚法", "行政处罚法", False),
    ],
)
def test_one_document_under_two_titles(one: str, other: str, said: bool) -> None:
    one, other = (title + ("）" if "（" in title else "》") for title in (one, other))
    found = lint_text(f"印发《{one}。\n按照《{other}执行。", select=("FZ503",)).findings
    assert bool(found) is said
    assert all(finding.related for finding in found)


@pytest.mark.parametrize(
    ("year", "sentence", "said"),
    [
        (2023, "依照《信访条例》办理。", True),
        (2022, "依照《信访条例》办理。", False),
        (2021, "依照《信访条例》办理。", False),
        (2023, "依照《信访工作条例》办理。", False),
        (2023, "依照《某省信访条例》办理。", False),
        (2023, "原《合同法》的规定。", False),
        (2023, "《合同法》已经废止。", False),
        (2023, "依据当时的《合同法》签订。", False),
        (2023, "宣传《中华人民共和国合同法》。", True),
        (2022, "完成与《合同法》《物权法》不一致文件的清理。", False),
        (2022, "修改同《物权法》规定不相符的条款。", False),
        (2022, "2005年订立的合同适用《合同法》。", False),
        (2022, "全年宣传《物权法》的规定八次。", True),
        (2021, "依照《合同法》办理。", True),
        (2020, "依照《合同法》办理。", False),
        (2023, "2019年签订的合同，依照《合同法》办理。", False),
        (2023, "《婚姻法》修订为《民法典》婚姻家庭编。", False),
        (2022, "依照《中华人民共和国契税暂行条例》征收。", True),
        (2021, "依照《契税暂行条例》征收。", False),
        (2020, "依照《国务院关于行政区划管理的规定》办理。", True),
        (2023, "办理《某市契税暂行条例》事项。", False),
        (2023, "贯彻《法治政府建设实施纲要（2015-2020年）》。", True),
    ],
)
def test_superseded_law(year: int, sentence: str, said: bool) -> None:
    text = f"某县{year}年法治政府建设情况报告\n{sentence}"
    assert bool(lint_text(text, select=("FZ504",)).findings) is said


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not here")
def test_the_real_reports() -> None:
    found = {
        (path.name[:3], f.line, f.code)
        for path in sorted(SEEDS.glob("*.txt"))
        for f in lint_text(path.read_text(encoding="utf-8"), select=("FZ502", "FZ503", "FZ504")).findings
    }
    assert found == {("002", 15, "FZ503"), ("002", 27, "FZ502"), ("003", 151, "FZ502")}


def test_the_message_quotes_the_title_as_it_is() -> None:
    text = "贯彻《法治政府建设实施纲要（２０１５-2020）》和《中华人民共和国行政处法》。"
    messages = [finding.message for finding in lint_text(text, select=("FZ502",)).findings]
    assert messages == [
        "《法治政府建设实施纲要（２０１５-2020）》应为《法治政府建设实施纲要（2015-2020年）》",
        "《中华人民共和国行政处法》应为《中华人民共和国行政处罚法》",
    ]
