"""What is read from a page: title, profile, year, publication, 成文日期, signature."""

from __future__ import annotations

from datetime import date

import pytest

from fazhi_lint.document import Document
from fazhi_lint.facts.kinds import profile_of
from fazhi_lint.facts.metadata import (
    issued_mention,
    published_mention,
    published_on,
    report_year,
    signature_of,
    title_text,
)

BODY = (
    "\n2019年,全县各级各部门认真落实工作部署,扎实推进各项任务,依法行政水平有了新的提高,"
    "群众满意度稳步上升,全年没有发生重大案件,现报告如下。\n"
)

TITLES = [
    ("清河县2019年度法治政府建设情况报告", "fazhi", 2019),
    ("清河县关于2019年法治政府建设工作情况的报告", "fazhi", 2019),
    ("清河县2019年法治政府建设情况及2020年工作安排的报告", "fazhi", 2019),
    ("关于2019年度依法行政工作情况的报告", "fazhi", 2019),
    ("二〇一九年法治政府建设情况报告", "fazhi", 2019),
    ("**清河县2019年法治政府建设年度报告**", "fazhi", 2019),
    ("关于落实《法治政府建设实施纲要(2015—2020年)》2019年度情况的报告", "fazhi", 2019),
    ("清河县2019年政府信息公开工作年度报告", "xxgk", 2019),
    ("清河县政府信息公开年度报告(2019年)", "xxgk", 2019),
    ("2019年政府工作报告", "general", 2019),
    ("清河县采取五项措施深入推进法治政府建设成效", "general", None),
    ("清河县财政局2024年度部门决算", "general", 2024),
    ("2016—2020年法治政府建设情况报告", "fazhi", 2019),
]


@pytest.mark.parametrize(("title", "profile", "year"), TITLES)
def test_profile_and_year_come_from_the_title(title: str, profile: str, year: int | None) -> None:
    document = Document(title + BODY)
    assert (profile_of(document), report_year(document)) == (profile, year)


@pytest.mark.parametrize(
    "head",
    [
        "当前位置:首页>专题专栏>2018年专题>法治政府建设报告\n\n清河县2021年度法治政府建设情况报告\n",
        "• 文件名称:\n\n清河县2021年度法治政府建设情况报告\n\n• 发布机构:\n\n县政府办公室\n",
        "名 称: 清河县2021年度法治政府建设情况报告\n文号: 关键字:\n",
        "清河县人民政府\n关于2021年度法治政府建设情况的\n报告\n",
        "政府信息公开指南\n政府信息公开制度\n政府信息公开年度报告\n清河县2021年度法治政府建设情况报告\n",
    ],
)
def test_breadcrumbs_and_tables_do_not_hide_the_title(head: str) -> None:
    document = Document(head + BODY)
    assert profile_of(document) == "fazhi"
    assert report_year(document) == 2021
    assert title_text(document).replace("清河县人民政府", "清河县").startswith("清河县")


def test_year_from_the_first_words_where_the_title_has_none() -> None:
    document = Document("清河县法治政府建设情况报告" + BODY)
    assert report_year(document) == 2019


PUBLISHED = [
    "发布时间:2020-03-11 10:17:59",
    "发布日期：2020年3月11日",
    "发布日期:\n\n2020-03-11",
    "日期:2020-03-11 浏览次数",
    "公开日期: 2020/3/11",
    "索引号: 052224292-201902-125711 发布日期: 2020-03-11 15:13",
    "| 发布日期 | 2020-03-11 |",
    "2020-03-11 10:17 来源:县司法局",
    "来源:县司法局 时间:2020.03.11 点击:12",
]


@pytest.mark.parametrize("line", PUBLISHED)
def test_publication_is_read_from_the_page(line: str) -> None:
    document = Document(f"清河县2019年度法治政府建设情况报告\n{line}\n{BODY}")
    assert published_on(document) == date(2020, 3, 11)


def test_command_line_beats_page_and_page_beats_signature() -> None:
    text = f"2019年法治政府建设情况报告\n发布时间:2020-03-11\n{BODY}清河县人民政府\n2020年3月1日\n"
    assert published_on(Document(text)) == date(2020, 3, 11)
    assert published_on(Document(text, published=date(2020, 4, 2))) == date(2020, 4, 2)
    assert published_on(Document(text.replace("发布时间:2020-03-11\n", ""))) == date(2020, 3, 1)


def test_date_of_an_event_in_the_text_is_not_the_publication() -> None:
    text = f"2019年法治政府建设情况报告\n{BODY}培训安排\n时间:2020年5月1日\n"
    assert published_mention(Document(text)) is None


@pytest.mark.parametrize("label", ["失效日期", "施行日期", "截止时间", "索引日期"])
def test_other_dates_are_not_the_publication(label: str) -> None:
    assert published_mention(Document(f"2019年法治政府建设情况报告\n{label}:2020-03-11\n{BODY}")) is None


@pytest.mark.parametrize(
    "value", ["成文日期: 2020-03-11", "• 成文日期:\n\n    2020-03-11", "成文日期\t2020年3月11日"]
)
def test_issue_date_beside_or_under_its_label(value: str) -> None:
    issued = issued_mention(Document(f"2019年法治政府建设情况报告\n{value}\n{BODY}"))
    assert issued is not None
    assert issued.day == date(2020, 3, 11)


SIGNATURES = [
    ("清河县人民政府\n2020年3月10日", "2020年3月10日"),
    ("清河县人民政府    2020年3月10日", "2020年3月10日"),
    ("清河县人民政府2020年3月10日", "2020年3月10日"),
    ("清河县司法局\n\n二〇二〇年三月十日", "二〇二〇年三月十日"),
    ("中共清河县委       清河县人民政府\n\n3月1日", "3月1日"),
    ("清河县人民政府\n2020-03-10", "2020-03-10"),
    ("清河县人民政府办公室\n2020年3月", "2020年3月"),
    ("清河县人民政府\n2020年  月  日", "2020年  月  日"),
    ("清河县人民政府\n2020年3月  日", "2020年3月  日"),
    ("(2020年3月10日)", "2020年3月10日"),
    ("3月10日\n清河县人民政府", "3月10日"),
    ("清河县人民政府(盖章)\n二O二O年三月十日", "二O二O年三月十日"),
    ("清河县人民政府\n2020 年 3 月 10 日", "2020 年 3 月 10 日"),
    ("清河县人民政府\n2020年3月10日\n打印 关闭\n版权所有 清河县人民政府", "2020年3月10日"),
    ("清河县人民政府\n2020年3月10日\n(此件公开发布)\n清河县人民政府办公室 2020年3月12日印发", "2020年3月10日"),
]


@pytest.mark.parametrize(("ending", "expected"), SIGNATURES)
def test_signature_is_the_date_under_the_text(ending: str, expected: str) -> None:
    document = Document(f"清河县2019年法治政府建设情况报告\n{BODY}\n{ending}\n")
    signature = signature_of(document)
    assert signature is not None
    assert document.text[slice(*signature.span)] == expected


@pytest.mark.parametrize(
    "ending",
    [
        "下一步,全县将继续努力。",
        "相关链接\n清河县召开会议 2020-03-10\n打印 关闭",
        "清河县人民政府办公室 2020年3月12日印发",
        "该项工作于2020年3月10日完成。",
        "截至2020年3月10日",
        "单位 时间\n3月10日\n3月11日",
        "附表 时间\n2020年3月10日",
    ],
)
def test_no_signature_where_nothing_is_signed(ending: str) -> None:
    assert signature_of(Document(f"清河县2019年法治政府建设情况报告\n{BODY}\n{ending}\n")) is None


_SPEECH = "——2023年1月10日在某市第五届人民代表大会第二次会议上\n某市人民政府市长 王某\n各位代表：\n"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("政府工作报告\n" + _SPEECH + "一、2022年工作回顾\n全市上下团结奋斗。", 2022),
        ("政府工作报告\n" + _SPEECH + "一、回顾2022，砥砺前行谱新篇\n全市上下团结奋斗。", 2022),
        ("政府工作报告\n" + _SPEECH + "一、二〇二二年工作总结\n全市上下团结奋斗。", 2022),
        ("某市中级人民法院工作报告\n" + _SPEECH + "2022年，全市法院受理案件4523件。", 2022),
        ("某县人民检察院工作报告\n" + _SPEECH + "刚刚过去的2022年，全院忠诚履职。", 2022),
        (_SPEECH + "2022年，面对复杂形势，全市经济稳中有进。", 2022),
        ("关于某县2022年预算执行情况和2023年预算草案的报告\n" + _SPEECH + "收入1亿元。", 2022),
        ("某县教育局2023年部门预算\n一、部门职责\n主管教育。", 2023),
        ("某市2022年国民经济和社会发展统计公报\n初步核算，生产总值100亿元。", 2022),
        ("政府工作报告\n" + _SPEECH + "一、过去五年工作回顾\n2022年，生产总值100亿元。", None),
        ("政府工作报告\n" + _SPEECH + "一、2016年工作回顾\n全市上下团结奋斗。", None),
        ("政府工作报告\n各位代表：\n一、2018—2022年工作回顾\n全市上下团结奋斗。", None),
        ("政府工作报告\n各位代表：\n全市上下团结奋斗，谋划2023年工作。", None),
        ("某单位简介\n2012年，本单位成立。", None),
    ],
)
def test_reports_of_other_kinds_tell_their_year_by_what_they_look_back_on(text: str, year: int | None) -> None:
    assert report_year(Document(text)) == year
