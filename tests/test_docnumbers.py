"""The forms of document numbers, as data: what is said of each, and what the fixes make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.document import Document
from fazhi_lint.facts.docnumbers import Part, docnumbers
from fazhi_lint.knowledge import knowledge
from fazhi_lint.model import Report

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
FAMILY = ("FZ201", "FZ202", "FZ203", "FZ204")

# As found; what all fixes together make of it (None: nothing certain to offer); what is said.
WRONG = [
    # the right bracket is lost
    ("云发〔201632号", "云发〔2016〕32号", "FZ201 error"),
    ("昆发〔20177号", "昆发〔2017〕7号", "FZ201 error"),
    ("东政办发〔201818号", "东政办发〔2018〕18号", "FZ201 error"),
    ("某政办发〔20161232号", "某政办发〔2016〕1232号", "FZ201 error"),
    ("国办公开办函〔202130", "国办公开办函〔2021〕30号", "FZ201 error, FZ204 warning"),
    ("国发〔2016 32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔2016-32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔2016年32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔2016第32号", "国发〔2016〕32号", "FZ201 error, FZ203 warning"),
    ("国发﹝201632号", "国发﹝2016〕32号", "FZ201 error"),
    ("国发〔121632号", None, "FZ201 error"),
    # the right bracket has strayed
    ("国发〔201632〕号", "国发〔2016〕32号", "FZ201 error"),
    # the left bracket is lost
    ("云发2016〕32号", "云发〔2016〕32号", "FZ201 error"),
    ("云政办规2016】3号", "云政办规〔2016〕3号", "FZ201 error"),
    # both are lost
    ("云政办发201632号", "云政办发〔2016〕32号", "FZ201 error"),
    ("国办公开办函202130", "国办公开办函〔2021〕30号", "FZ201 warning, FZ204 warning"),
    ("国发2016-32号", "国发〔2016〕32号", "FZ201 warning"),
    ("财税2016年36号", "财税〔2016〕36号", "FZ201 warning"),
    ("财税2016年第36号", "财税〔2016〕36号", "FZ201 warning, FZ203 warning"),
    # brackets of another kind
    ("国发[2016]32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发［2016］32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发【2016】32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〖2016〗32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发《2016》32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发(2016)32号", "国发〔2016〕32号", "FZ201 warning"),
    ("国发（2016）32号", "国发〔2016〕32号", "FZ201 warning"),
    ("国发〔2016)32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发（2016〕32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔2016]32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发[2016〕32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔2016〔32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〕2016〔32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发[201632号", "国发〔2016〕32号", "FZ201 error"),
    ("国发[1993]85号", "国发〔1993〕85号", "FZ201 warning"),
    ("某司调[2016]5号", "某司调〔2016〕5号", "FZ201 warning"),
    # the year
    ("国发〔16〕32号", "国发〔2016〕32号", "FZ202 error"),
    ("国发〔2016年〕32号", "国发〔2016〕32号", "FZ202 error"),
    ("国发〔2O16〕32号", "国发〔2016〕32号", "FZ202 error"),
    ("国发〔二〇一六〕32号", "国发〔2016〕32号", "FZ202 warning"),
    ("国发〔201〕32号", None, "FZ202 error"),
    ("国发〔20166〕32号", None, "FZ202 error"),
    ("国发〔2106〕32号", None, "FZ202 error"),
    ("国发[2016年]32号", "国发〔2016〕32号", "FZ201 error, FZ202 error"),
    # the serial
    ("国发〔2016〕第32号", "国发〔2016〕32号", "FZ203 warning"),
    ("国发〔2016〕032号", "国发〔2016〕32号", "FZ203 warning"),
    ("国发〔2016〕第032号", "国发〔2016〕32号", "FZ203 warning"),
    ("国发〔2016〕三十二号", "国发〔2016〕32号", "FZ203 warning"),
    ("国发〔2016〕一百二十号", None, "FZ203 warning"),
    ("国发〔 2016 〕 32 号", "国发〔2016〕32号", "FZ203 info"),
    ("国发〔2016〕　32号", "国发〔2016〕32号", "FZ203 info"),
    ("国发[2016]第032号", "国发〔2016〕32号", "FZ201 error, FZ203 warning"),
    ("国发〔2016〕32号号", "国发〔2016〕32号", "FZ203 warning"),
    ("国发〔2016〕O6号", "国发〔2016〕6号", "FZ203 warning"),
    ("国发〔2016〕l2号", "国发〔2016〕12号", "FZ203 warning"),
    ("国发〔2016〕1O号", "国发〔2016〕10号", "FZ203 warning"),
    ("国发〔〔2016〕32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔2016〕〕32号", "国发〔2016〕32号", "FZ201 error"),
    ("国发〔〔2016〕〕32号", "国发〔2016〕32号", "FZ201 error"),
    ("市政府令第037号", "市政府令第37号", "FZ203 warning"),
    # something is missing
    ("国发〔2016〕32", "国发〔2016〕32号", "FZ204 warning"),
    ("国发〔2016〕号", None, "FZ204 warning"),
    ("国发〔2016〕", None, "FZ204 warning"),
    ("厅字〔2019", None, "FZ201 error"),
    ("国发〔〕32号", None, "FZ204 warning"),
]
SURROUNDINGS = [
    "（{}）",
    "根据{}，",
    "《某办法》（{}）等",
    "落实《某意见》{}。",
    "《甲意见》（沪司规〔2015〕6号）、《乙意见》（{}）；",
]

RIGHT = [
    "国发〔2016〕32号",
    "云政办规﹝2016﹞3号",
    "法释〔２０１８〕１号",
    "达市府办发〔2021〕39号",
    "人社部发〔2016〕100号、财税〔2016〕36号",
    "国发〔2016〕32、33号",
    "国发〔2016〕32号、〔2017〕5号和〔2018〕6—8号",
    "国务院令第711号",
    "省人民政府令第212号",
    "主席令第70号",
    "国家税务总局公告2018年第28号",
    "市场监管总局公告2021年第5号",
    "市政府公告〔2021〕第5号",
    "（2020）浙07行初12号",
    "（2020）最高法行申1234号",
    "〔2020〕浙07行初12号",
    "京民初字（2006）第5号",
    "某劳仲字[2016]第0012号",
    "会议纪要[2016]15号",
    "某市监处罚〔2025〕00168号",
    "某综执罚〔2025〕第0016号",
    "某税稽处〔2022〕012号",
    "某劳人仲案〔2022〕第315号",
    "某劳人仲裁〔2022〕第031号",
    "某检民诉〔2022〕01号",
    "某复决字〔2022〕第08号",
    "某城执〔2022〕009号",
    "某林许〔2022〕第007号",
    "某林罚告〔2022〕007号",
    "某税通〔2022〕0123号",
    "GB/T 9704—2012",
    "11330702056851584G/2020-38020",
    "052224292-201902-125711",
    "字号:[ ]",
    "字号：[大 中 小]",
    "第25次常务会议",
    "市政府常务会议纪要〔2016〕12次",
    "0577-88123456号",
    "12345政务服务热线2016年受理32号来信",
    "国发2016—2020年规划",
    "《法治建设规划〔2016—2020年〕》",
    "研究[2016]、注释[12]、〔16〕32号楼",
    "两新一重[10]",
    "某政发〔2016〕X号",
    "某政发〔××××〕×号",
    "印发2016年1号文件",
    "开发（2016）12号地块",
    "国发（1987）58号",
    "云发12016〕32号",  # broken, but nobody can say how
]


# Beginnings of a sentence, with what is missing.
UNFINISHED = [
    ("依据国发〔2016〕32号号召全县。", ""),
    ("依据云发2016〕32号号召全县。", "FZ201 error"),
    ("依据云政办发201632号号召全县。", "FZ201 error"),
    ("依据国发〔〕32号号召全县。", "FZ204 warning"),
    ("依据国发〔2016〕32开展检查。", "FZ204 warning"),
    ("依据国办发〔2016]32开展检查。", "FZ201 error, FZ204 warning"),
    ("依据建质〔2014〕57的要求检查。", "FZ204 warning"),
    ("依据国发〔2016〕32次会议检查。", ""),
    ("依据国发〔2016〕32期简报检查。", ""),
    ("依据国发〔2016〕32—35号检查。", ""),
    ("依据某院〔2016〕32检查。", ""),
]


def _said(report: Report) -> str:
    return ", ".join(sorted(f"{f.code} {f.severity}" for f in report.findings))


def _mended(text: str, report: Report) -> str:
    edits = {edit for f in report.findings if f.raw_fix for edit in f.raw_fix.edits}
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("around", SURROUNDINGS)
@pytest.mark.parametrize(("found", "expected", "said"), WRONG, ids=[case[0] for case in WRONG])
def test_wrong_form(found: str, expected: str | None, said: str, around: str) -> None:
    text = around.format(found)
    report = lint_text(text, select=FAMILY)
    assert _said(report) == said
    if expected is not None:
        assert _mended(text, report) == around.format(expected)
        assert lint_text(_mended(text, report), select=FAMILY).findings == ()


@pytest.mark.parametrize(("text", "said"), UNFINISHED)
def test_a_lost_unit_in_mid_sentence(text: str, said: str) -> None:
    assert _said(lint_text(text, select=FAMILY)) == said


@pytest.mark.parametrize("around", SURROUNDINGS)
@pytest.mark.parametrize("text", RIGHT)
def test_right_form(text: str, around: str) -> None:
    assert lint_text(around.format(text), select=("FZ2",)).findings == ()


@given(
    code=st.sampled_from(["国发", "国办发", "财税", "云政办发", "昆府办规"]),
    year=st.integers(1949, 2026),
    serial=st.integers(1, 9999),
    marks=st.sampled_from(["〔〕", "﹝﹞", "〘〙"]),
)
def test_a_well_formed_number_is_read_whole_and_never_flagged(
    code: str, year: int, serial: int, marks: str
) -> None:
    text = f"（{code}{marks[0]}{year}{marks[1]}{serial}号）"
    (number,) = docnumbers(Document(text))
    assert [number.part(part) for part in (Part.CODE, Part.YEAR, Part.SERIAL)] == [code, str(year), str(serial)]
    assert lint_text(text, select=FAMILY).findings == ()


@given(year=st.integers(1949, 2026), serial=st.integers(1, 9999), lost=st.sampled_from("〔〕"))
def test_a_lost_bracket_is_an_error_and_comes_back(year: int, serial: int, lost: str) -> None:
    right = f"某政发〔{year}〕{serial}号"
    report = lint_text(right.replace(lost, ""), select=FAMILY)
    assert _said(report) == "FZ201 error"
    assert _mended(right.replace(lost, ""), report) == right


def test_every_code_of_the_table_is_known_and_has_its_source() -> None:
    table = knowledge("agency-codes")
    for entry in (*table["codes"], *table["endings"]):
        for code in entry["items"]:
            assert _said(lint_text(f"执行{code}[2016]5号。", select=FAMILY)) == "FZ201 error", code
    for entry in (*table["codes"], *table["endings"], table["letters"], table["words"], table["other_series"]):
        assert entry["source"][:3] in ("[s]", "[l]", "[m]")


def test_a_number_broken_over_a_line_is_no_number_with_blanks() -> None:
    first = "为贯彻上级文件精神，结合本市实际，现将《某某工作办法》（某政办发〔"
    lines = [first, "2016〕32号）转发给你们，请认真组织实施，并于每月的月底前报送情况"] * 6
    assert lint_text("\n".join(lines), select=FAMILY).findings == ()


def test_the_year_is_held_against_the_publication() -> None:
    text = "落实某政发〔2021〕32号文件。"
    assert _said(lint_text(text, select=FAMILY, published="2020-03-11")) == "FZ202 error"
    assert _said(lint_text(text, select=FAMILY, published="2021-03-11")) == ""


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not here")
def test_the_real_reports() -> None:
    found = {
        (path.name[:3], f.line): f.message
        for path in sorted(SEEDS.glob("*.txt"))
        for f in lint_text(path.read_text(encoding="utf-8"), select=FAMILY).findings
    }
    assert found.keys() == {("003", 23), ("003", 47)}
    assert "东政办发〔2018〕18号" in found["003", 47]
