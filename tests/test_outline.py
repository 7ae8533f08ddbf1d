"""The shape of a page: which line is its title, what is furniture, where the headings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.document import Document
from fazhi_lint.outline import body, chinese_number, headings, title

_PROSE = "这一段是正文，讲的是具体工作，句末有句号，长度也超过三十个字，不会是标题。"


def _title(text: str) -> str | None:
    document = Document(text)
    found = title(document)
    if found is None:
        return None
    assert document.text[found.span.start : found.span.end]
    return found.text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("某县2021年度法治政府建设情况的报告\n2021年,全县扎实推进。\n", "某县2021年度法治政府建设情况的报告"),
        ("# 某县２０２１年法治政府建设情况报告\n\n正文如下。", "某县2021年法治政府建设情况报告"),
        ("**政府工作报告**\n\n——2020年1月5日在某市人民代表大会上\n", "政府工作报告"),
        (
            "当前位置: 首页>专题>法治政府建设报告\n\n某县2021年度情况的报告\n发布时间:2022-03-29\n",
            "某县2021年度情况的报告",
        ),
        ("首页 > 政务公开\n打印 关闭\n某区普法工作总结\n", "某区普法工作总结"),
        (
            "名 称: 某区2018年度法治政府建设情况报告\n文号:\n政府信息公开制度\n",
            "某区2018年度法治政府建设情况报告",
        ),
        (
            "• 文件名称:\n\n    某区2019年度依法行政工作情况的报告\n• 发布机构:\n",
            "某区2019年度依法行政工作情况的报告",
        ),
        (
            "某某市人民政府\n关于2020年法治政府建设情况的报告\n一、工作开展情况\n",
            "某某市人民政府关于2020年法治政府建设情况的报告",
        ),
        ("某县人民政府\n某县2022年法治政府建设情况报告\n", "某县2022年法治政府建设情况报告"),
        (
            "某市某镇人民政府\n首页 > 公开\n浏览次数：12\n2022年法治政府建设情况报告\n",
            "2022年法治政府建设情况报告",
        ),
        (
            "某区人民政府办公室关于印发\n某区2020年工作要点的通知\n",
            "某区人民政府办公室关于印发某区2020年工作要点的通知",
        ),
        (
            "某市人民政府关于市生态环境局\n某市2021年工作情况的报告\n",
            "某市人民政府关于市生态环境局某市2021年工作情况的报告",
        ),
        ("政府信息公开指南\n某县2022年法治政府建设情况报告\n", "某县2022年法治政府建设情况报告"),
        ("市长 张三\n\n各位代表:\n\n现在,我代表市人民政府报告工作。\n", None),
        ("(2023年2月8日在某市人民代表大会上)\n各位代表:\n", None),
        ("一、总体情况\n全年公开信息20条。\n", None),
        ("", None),
    ],
)
def test_the_title_is_what_a_reader_would_call_it(page: str, expected: str | None) -> None:
    assert _title(page) == expected


@pytest.mark.parametrize(
    "line",
    [
        "当前位置: 首页>专题专栏>法治政府建设",
        "您现在所在的位置：首页 > 政务公开 > 部门文件",
        "日期:2017-10-30 浏览次数",
        "字号:[ 大 中 小 ]",
        "【打印】 【关闭】"[1:],
        "索引号: 052224292-201902-125711 主题分类: 政府工作报告",
        "Produced By 某网络 发布系统",
        "— 12 —",
        "第3页 共12页",
    ],
)
def test_page_furniture_is_not_text(line: str) -> None:
    assert [p.flow for p in body(Document(f"{line}\n正文第一段。\n"))] == ["正文第一段。"]


@pytest.mark.parametrize(
    ("line", "style", "number", "words", "alone"),
    [
        ("一、工作开展情况", "一、", 1, "工作开展情况", True),
        ("十二、其他事项", "一、", 12, "其他事项", True),
        ("**（三）完善制度。**认真执行有关规定。", "（一）", 3, "完善制度", False),
        ("(**三)完善制度。**认真执行有关规定。", "（一）", 3, "完善制度", False),
        ("(一)完善机制,提升水平。一是制定计划。", "（一）", 1, "完善机制,提升水平", False),
        ("## 二、存在问题", "一、", 2, "存在问题", True),
        ("２．高规格部署。召开会议。", "1.", 2, "高规格部署", False),
        ("1. 2026年部门收支总表", "1.", 1, "2026年部门收支总表", True),
        ("3、加强监督", "1.", 3, "加强监督", True),
        ("（4）落实责任", "（1）", 4, "落实责任", True),
        ("第二部分 部门决算表", "第一部分", 2, "部门决算表", True),
        ("第三章 附则", "第一章", 3, "附则", True),
        ("③完善台账", "①", 3, "完善台账", True),
        ("（1）2020年工作安排", "（1）", 1, "2020年工作安排", True),
        ("一、总      则", "一、", 1, "总\t则", True),
    ],
)
def test_headings_in_every_shape(line: str, style: str, number: int, words: str, alone: bool) -> None:
    (heading,) = headings(
        Document(f"{line}\n这一段是正文，讲的是具体工作，句末有句号，长度也超过三十个字，不会是标题。\n")
    )
    assert heading.mark is not None
    assert (heading.mark.style, heading.mark.number) == (style, number)
    assert (heading.text, heading.alone) == (words, alone)


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三产业增加值分别增长3%、5%和7%。",
        "2021.3.1起施行的办法共有三件,已经全部报送备案。",
        "1.5亿元资金已经全部到位,支持项目三十个以上。",
        "第一节能改造工程已经完成,节约标准煤三百吨以上。",
        "第一条件是守法,第二条件是诚信,两者缺一不可行。",
    ],
)
def test_quantities_open_no_heading(line: str) -> None:
    assert headings(Document(line)) == ()


def test_a_short_line_without_number_is_a_heading() -> None:
    (heading,) = headings(
        Document("下一步工作打算\n我们将继续推进各项工作，确保完成全年任务，努力让群众满意。\n")
    )
    assert (heading.text, heading.mark) == ("下一步工作打算", None)


@pytest.mark.parametrize(
    ("numeral", "value"), [("一", 1), ("十", 10), ("十三", 13), ("二十", 20), ("二十三", 23)]
)
def test_chinese_numerals(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value


@given(st.text(alphabet="一二十第章部分()（）、.1２ #*:>。首页\n\t 标题报告年", max_size=200))
def test_no_page_breaks_the_outline(text: str) -> None:
    document = Document(text)
    for heading in headings(document):
        paragraph = document.paragraphs[heading.paragraph]
        assert paragraph.flow[heading.start : heading.end] == heading.text
    found = title(document)
    assert found is None or found.text
