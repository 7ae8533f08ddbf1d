"""Word documents are read as the page shows them."""
# ruff: noqa: E501 (lines of XML are easier to read whole)

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_lint.document import Document
from fazhi_lint.readers import UnreadableError, read_document
from fazhi_lint.readers.numbering import chinese, in_format
from making import docx, p, r, table, tc

pytest.importorskip("lxml")
REPORTS = Path(__file__).parents[1].parent / "shared" / "reports" / "docx"


def _read(body: str, **parts: str) -> Document:
    return read_document(docx(body, **parts), "report.docx")


def test_paragraphs_are_lines_and_know_their_number_in_word() -> None:
    document = _read(p("法治政府建设情况报告") + "<w:p/>" + p("一、主要工作"))
    assert document.text.split("\n") == ["法治政府建设情况报告", "一、主要工作"]
    assert [dict(place) for place in document.places or ()] == [{"paragraph": 1}, {"paragraph": 3}]


def test_each_line_is_a_paragraph_of_its_own() -> None:
    lines = [f"第{word}条内容写到这里没有句号也不另起一行的文字共计若干字" for word in "一二三四五六七"]
    assert len(_read("".join(map(p, lines))).paragraphs) == len(lines)


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p>{r('受理')}<w:del w:id='1' w:author='a'><w:r><w:delText>12</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='a'>{r('13')}</w:ins>{r('件')}"
        f"<w:moveFrom w:id='3' w:author='a'>{r('旧')}</w:moveFrom><w:moveTo w:id='4' w:author='a'>{r('新')}</w:moveTo></w:p>"
    )
    assert _read(body).text == "受理13件新"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    assert _read(p("全年办理案件", gone) + p("12件。")).text == "全年办理案件12件。"


def test_a_deleted_row_is_not_read() -> None:
    deleted = "<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>" + tc("旧") + "</w:tr>"
    document = _read(f"<w:tbl><w:tr>{tc('甲')}</w:tr>{deleted}<w:tr>{tc('乙')}</w:tr></w:tbl>")
    assert document.text == "甲\n乙"


def test_fields_show_their_result_only() -> None:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    code = "<w:r><w:instrText>DATE</w:instrText></w:r>" + r("不显示")
    body = f"<w:p>{r('截至')}{mark.format('begin')}{code}{mark.format('separate')}{r('2020年底')}{mark.format('end')}</w:p>"
    body += f"<w:p><w:fldSimple w:instr='PAGE'>{r('三')}</w:fldSimple></w:p>"
    assert _read(body).text == "截至2020年底\n三"


def test_the_table_of_contents_word_makes_is_left_out() -> None:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    body = (
        f"<w:p>{mark.format('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{mark.format('separate')}"
        f"{r('一、主要工作 1')}</w:p>{p('二、存在问题 5')}<w:p>{mark.format('end')}</w:p>{p('一、主要工作')}"
    )
    assert _read(body).text == "一、主要工作"


def test_hidden_words_links_and_special_characters() -> None:
    shown = "<w:vanish w:val='0'/>"
    body = (
        f"<w:p>{r('看不见', '<w:vanish/>')}{r('看得见', shown)}<w:hyperlink>{r('链接')}</w:hyperlink>"
        "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:t>后</w:t>"
        "<w:sym w:font='Wingdings' w:char='F0FE'/><w:br w:type='page'/></w:r></w:p>"
    )
    assert _read(body).text == "看得见链接-\t后☑"


def test_soft_breaks_end_a_line_where_a_sentence_ends_and_not_inside_one() -> None:
    body = "<w:p><w:r><w:t>某区法治政府</w:t><w:br/><w:t>建设情况的报告</w:t></w:r></w:p>"
    body += "<w:p><w:r><w:t>已办结。</w:t><w:br/><w:t>二是加强培训。</w:t></w:r></w:p>"
    document = _read(body)
    assert [paragraph.flow for paragraph in document.paragraphs] == [
        "某区法治政府建设情况的报告",
        "已办结。",
        "二是加强培训。",
    ]
    assert dict(document.places[2]) == {"paragraph": 2}  # type: ignore[index]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
    body = (
        f"<w:p>{r('正文')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{r('继续')}</w:p>"
    )
    assert _read(body).text == "正文继续\n框内文字"


def test_footnotes_come_last_and_are_named() -> None:
    notes = f"<w:footnote w:id='-1'>{p('分隔')}</w:footnote><w:footnote w:id='2'>{p('按户籍人口计算。')}</w:footnote>"
    document = _read(
        f"<w:p>{r('人均3件')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + p("完"), footnotes=notes
    )
    assert document.text == "人均3件\n完\n按户籍人口计算。"
    assert dict(document.places[-1]) == {"footnote": 1}  # type: ignore[index]


def _level(at: int, kind: str, text: str, more: str = "") -> str:
    return f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"


def _numbered(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


NUMBERING = (
    "<w:abstractNum w:abstractNumId='7'>"
    + _level(0, "chineseCountingThousand", "%1、")
    + _level(1, "chineseCounting", "（%2）")
    + _level(2, "decimal", "%3.")
    + "</w:abstractNum><w:abstractNum w:abstractNumId='8'>"
    + _level(0, "bullet", "•")
    + "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
)


def test_automatic_numbers_are_part_of_the_line() -> None:
    body = _numbered("主要工作") + _numbered("制度", 1) + _numbered("复议", 1) + _numbered("受理", 2)
    body += _numbered("存在问题") + _numbered("短板", 1) + _numbered("要点", 0, 2) + _numbered("附则", 0, 3)
    assert _read(body, numbering=NUMBERING).text.split("\n") == [
        "一、主要工作", "（一）制度", "（二）复议", "1.受理", "二、存在问题", "（一）短板", "要点", "一、附则",
    ]  # fmt: skip


def test_numbers_come_from_styles_too_and_numid_0_takes_them_away() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='a'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style>"
    )
    style = "<w:pStyle w:val='b'/>"
    body = (
        p("主要工作", style) + p("无号", style + "<w:numPr><w:numId w:val='0'/></w:numPr>") + p("问题", style)
    )
    assert _read(body, numbering=NUMBERING, styles=styles).text == "一、主要工作\n无号\n二、问题"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (10_001, "一万零一"),
    ],
)
def test_chinese_counting(count: int, words: str) -> None:
    assert chinese(count) == words


@pytest.mark.parametrize(
    ("kind", "printed"),
    [("decimalEnclosedCircle", "③"), ("upperRoman", "III"), ("lowerLetter", "c"), ("ideographTraditional", "丙"),
     ("decimalZero", "03"), ("chineseLegalSimplified", "叁"), ("unheardOf", "3")],
)  # fmt: skip
def test_formats_of_counters(kind: str, printed: str) -> None:
    assert in_format(3, kind) == printed


def test_tables_keep_their_merged_cells() -> None:
    body = p("表前") + table(
        tc("事项", "<w:vMerge w:val='restart'/>") + tc("办理情况", "<w:gridSpan w:val='2'/>"),
        tc("", "<w:vMerge/>") + tc("收到") + tc("办结"),
        tc("合计") + tc("12") + tc(""),
    )
    document = _read(body)
    (found,) = document.tables
    assert (found.height, found.width) == (3, 3)
    assert [(c.row, c.column, c.rows, c.columns, c.text) for c in found.cells] == [
        (0, 0, 2, 1, "事项"), (0, 1, 1, 2, "办理情况"), (1, 1, 1, 1, "收到"), (1, 2, 1, 1, "办结"),
        (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "12"), (2, 2, 1, 1, ""),
    ]  # fmt: skip
    twelve = found.at(2, 1)
    assert twelve is not None and document.text[twelve.span.start : twelve.span.end] == "12"
    assert dict(document.origin_of(twelve.span.start) or {}) == {"table": 1, "row": 3, "cell": 2}
    assert found.at(1, 0) is found.at(0, 0)


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    document = _read(table(tc("外") + tc(table(tc("内一") + tc("内二")) + p("内后"))))
    assert document.text == "外\n内一\n内二\n内后"
    assert [(t.number, len(t.cells)) for t in document.tables] == [(1, 2), (2, 2)]
    assert dict(document.places[2]) == {"table": 2, "row": 1, "cell": 2}  # type: ignore[index]


def test_strict_documents_are_read() -> None:
    from making import zipped

    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = (
        f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>严格格式</w:t></w:r></w:p></w:body></w:document>'
    )
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body})
    assert read_document(data, "x.docx").text == "严格格式"


@pytest.mark.parametrize("name", ["report.docx", "report.txt", "report"])
def test_the_content_tells_the_format_not_the_name(name: str) -> None:
    assert read_document(docx(p("报告")), name).text == "报告"


def test_real_reports_are_read_whole() -> None:
    if not REPORTS.is_dir():
        pytest.skip("the shared reports are not here")
    import zipfile
    from xml.etree import ElementTree

    for path in sorted(REPORTS.glob("*.docx")):
        with zipfile.ZipFile(path) as file:
            root = ElementTree.fromstring(file.read("word/document.xml"))
        space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        words = "".join(element.text or "" for element in root.iter(f"{space}t"))
        text = read_document(path.read_bytes(), path.name).text
        assert "".join(text.split()) == "".join(words.split()), path.name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx(p("报告"))[:-60], "不完整"),
        (docx("<w:p>"), "不是合法的 XML"),
        (docx(""), "没有可检查的文字"),
        (docx(p("报告")).replace(b"PK\x01\x02", b"PK\x01\x09", 1), "损坏"),
    ],
)
def test_broken_files_get_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        read_document(data, "report.docx")
    assert "\n" not in str(caught.value)
