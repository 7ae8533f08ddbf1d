"""The text room: folding, lines, paragraphs, and the way back from a flow to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.document import Document, fold

TEXTS = (
    st.text(alphabet=st.sampled_from("报告共12件，,。 \u3000\t\n\r\x0b\x0c\u2028（)〔％ａ—–“”"), max_size=60)
    | st.text()
)

WRAPPED = """\
2026年，某区司法局收入预算9628.22万元，其中：财政拨款收入9628.22万元，比上一年预算增加793.14万元；事业收入0万
元；事业单位经营收入0万元；其他收入0万元，收入预算与支出预算两项相等，按照规定全部在本部门网站上面向社会公开公
示。
支出预算9628.22万元，其中：财政拨款支出预算9628.22万元，比上一年预算增加793.14万元。财政拨款支出预算中，一般公
共预算拨款支出预算9628.22万元，比上一年预算增加793.14万元；政府性基金拨款支出预算0万元，与上一年预算完全持平。
一、部门主要职能
二、机构设置
"""


@given(TEXTS)
def test_folding_keeps_length_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(TEXTS)
def test_every_flow_character_leads_back_to_its_own_place(text: str) -> None:
    document = Document(text)
    for paragraph in document.paragraphs:
        assert 0 <= paragraph.start < paragraph.end <= len(text)
        for index, char in enumerate(paragraph.flow):
            offset = paragraph.at(index)
            assert paragraph.start <= offset < paragraph.end
            assert document.folded[offset] == char or char in " \t"
            assert paragraph.span(index, index + 1) == (offset, offset + 1)
            assert paragraph.index_of(offset) == index


@given(TEXTS)
def test_paragraphs_hold_everything_but_blanks(text: str) -> None:
    document = Document(text)
    kept = "".join(paragraph.flow for paragraph in document.paragraphs)
    solid = [char for char in document.folded if not char.isspace() and char not in "\ufeff\u200b"]
    assert [char for char in kept if not char.isspace() and char not in "\ufeff\u200b"] == solid


@pytest.mark.parametrize("blank", ["\x0b", "\u2028", "\ufeff\u2028", "\x0c\x0b \u200b"])
def test_a_line_of_blanks_of_any_kind_is_no_paragraph(blank: str) -> None:
    document = Document(f"甲\n{blank}\n{blank}乙{blank}")
    assert [paragraph.flow for paragraph in document.paragraphs] == ["甲", "乙"]
    assert [document.text[paragraph.start : paragraph.end] for paragraph in document.paragraphs] == ["甲", "乙"]


@given(TEXTS)
def test_places_count_lines_as_editors_do(text: str) -> None:
    document = Document(text)
    for offset in range(len(text) + 1):
        place = document.place(offset)
        assert document.line_starts[place.line - 1] + place.column - 1 == offset


def test_form_feed_and_u2028_end_no_line() -> None:
    document = Document("一\x0c二\u2028三\r\n四\r五\n六")
    assert [document.place(document.text.index(char)).line for char in "一二三四五六"] == [1, 1, 1, 2, 3, 4]


def test_lines_broken_inside_a_sentence_are_read_as_one() -> None:
    flows = [paragraph.flow for paragraph in Document(WRAPPED).paragraphs]
    assert len(flows) == 4
    assert "事业收入0万元;事业单位" in flows[0] and flows[0].endswith("公示。")
    assert "一般公共预算" in flows[1]
    assert flows[2:] == ["一、部门主要职能", "二、机构设置"]


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("2021年 7月，召开 3 次会议", "2021年7月,召开3次会议"),
        ("共 1 234 件", "共1 234件"),
        ("　　一、总体情况", "一、总体情况"),
        ("某某委员会        某某人民政府", "某某委员会\t某某人民政府"),
        ("PPP 项目 A B", "PPP项目A B"),
    ],
)
def test_blanks_inside_a_sentence_do_not_reach_the_patterns(text: str, flow: str) -> None:
    assert [paragraph.flow for paragraph in Document(text).paragraphs] == [flow]


def test_text_with_a_paragraph_a_line_is_never_joined() -> None:
    text = "第一段没有句号\n第二段也没有\n第三段还是没有\n第四段同样没有\n" * 3
    assert len(Document(text).paragraphs) == 12


def test_a_line_that_begins_with_a_quantity_goes_on_with_the_line_before() -> None:
    line = "全年共计投入资金，用于支持全区各项重点工程建设以及基础设施的改造提升，总额约为"
    rest = "3.5亿元，用于支持全区各项重点工程建设以及基础设施的改造提升，共计完成投资达到"
    document = Document("\n".join([line, rest] * 4 + ["1.完善机制", "2.加强监督"]))
    assert [paragraph.flow[:2] for paragraph in document.paragraphs] == ["全年", "1.", "2."]
