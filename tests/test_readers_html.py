"""Saved web pages give the report and leave the site behind."""
# ruff: noqa: E501 (lines of markup are easier to read whole)

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.readers import UnreadableError, read_document

pytest.importorskip("lxml")

TITLE = "某某区2020年法治政府建设情况报告"
BODY = [
    "2020年，我区深入推进依法行政，现将有关情况报告如下：",
    "一、主要工作",
    "（一）完善制度。全年制定规范性文件12件，清理28件。",
    "（二）办理复议。收到申请56件，受理52件，审结49件。",
    "二、存在问题",
    "执法力量还不够强，培训还不够多，下一步要继续改进。",
    "某某区人民政府",
    "2021年3月18日",
]


def _read(page: str | bytes, name: str = "page.html") -> Document:
    return read_document(page.encode() if isinstance(page, str) else page, name)


def _site(content: str, head: str = "", title: str = "") -> str:
    """A page as the systems of government sites make them."""
    links = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(12))
    return f"""<!DOCTYPE html><html><head>{head}<title>{TITLE}-某某区人民政府门户网站</title>
<script>var 脚本 = "全年办理100件。";</script><style>.a{{color:red}}</style></head><body>
<div class="top"><span>今天是2024年5月6日 星期一</span><a href="/">设为首页</a><a>加入收藏</a><ul class="nav">{links}</ul></div>
<div class="wrap"><div class="crumb">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>法治政府建设年度报告</a></div>
{title}
<div class="info">发布日期：2021-03-25　来源：区司法局　浏览次数：<span id="hits">33</span> 字号：[<a>大</a> <a>中</a> <a>小</a>]</div>
{content}
<div class="share">分享到：<a>微信</a><a>微博</a></div><p>【打印本页】 【关闭窗口】</p><p>责任编辑：张三</p>
<div class="related"><h3>相关链接</h3><ul>{links}</ul></div></div>
<div class="footer">主办：某某区人民政府　承办：区政府办公室<br>网站标识码：1234567890　京ICP备12345678号</div></body></html>"""


PARAGRAPHS = "".join(f"<p>　　{line}</p>" for line in BODY)


@pytest.mark.parametrize(
    "content",
    [
        f'<div class="TRS_Editor">{PARAGRAPHS}</div>',
        f'<div id="zoom"><div><div><span>{PARAGRAPHS}</span></div></div></div>',
        f"<table><tr><td><div>{PARAGRAPHS}</div></td></tr></table>",
        f"<form action='x'><section><article>{PARAGRAPHS}</article></section></form>",
        "<div>" + "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in BODY) + "</div>",
        "<UCAPCONTENT>" + "".join(f"<P>{line}" for line in BODY) + "</UCAPCONTENT>",
        "".join(f"<div>{line}</div>" for line in BODY),
    ],
)
def test_the_text_is_found_and_the_site_is_dropped(content: str) -> None:
    document = _read(_site(content, title=f'<div class="tit"><h1>{TITLE}</h1></div>'))
    lines = [line.strip("　 \xa0") for line in document.text.split("\n")]
    assert lines[0] == TITLE
    assert lines[1].startswith("发布日期：2021-03-25")
    assert lines[2:] == BODY


HEADLINES = [f"我县召开第{n}次会议安排部署下一阶段工作" for n in range(5)]


@pytest.mark.parametrize(
    "around",
    [
        "<dl>{}</dl>@".format("".join(f"<dt><a href=x>{n}</a><dd>近日，{n}，取得成效。" for n in HEADLINES)),
        "@<div>{}</div>".format(
            "".join(f"<div><a href=x>{n}</a><p>近日，{n}。会议指出，要抓好落实。</p></div>" for n in HEADLINES)
        ),
        "@<ul>{}</ul>".format("".join(f"<li><a href=x>{n}</a><span>04-01</span>" for n in HEADLINES)),
        "@<p><a href=x>1</a> <a href=x>2</a> <a href=x>下一页</a></p>",
        "@<p>建议使用IE9以上浏览器浏览本站</p>",
    ],
)
def test_other_articles_named_beside_the_text_are_dropped(around: str) -> None:
    text = "".join(
        f"<p>{line}</p>" for line in [*BODY[:5], *(f"第{n}项。" + BODY[5] for n in range(30)), *BODY[5:]]
    )
    document = _read(
        f"<html><body><div>{around.replace('@', f'<div><h1>{TITLE}</h1>{text}</div>')}</div></body></html>"
    )
    lines = document.text.split("\n")
    assert [line for line in lines if not line.startswith("第")] == [TITLE, *BODY]
    assert len(lines) == 39


@pytest.mark.parametrize(
    "line",
    [
        "（三）推进无障碍环境建设",
        "（二）推行“扫一扫”执法亮码",
        "全年网站访问量120万次；",
        "（一）落实责任编辑制度",
        "整治企业12家（关闭3家、整改9家）；",
        "（四）落实救助政策（大病救助）",
        "（五）将经验分享到各乡镇",
        "主要负责人定期阅读量化考核结果，",
    ],
)
def test_a_line_of_the_text_is_not_taken_for_the_site(line: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1><div>{PARAGRAPHS}<p>{line}</p></div></body></html>"
    assert line in _read(page).text.split("\n")


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<div style='visibility: hidden; opacity: 0'>{PARAGRAPHS}</div>",
        "".join(f"<p><a name='_Toc{n}'></a><a name='x{n}'>{line}</a></p>" for n, line in enumerate(BODY)),
        "".join(f"<p>{line}</p>" for line in BODY[:5])
        + "<p><a href=x>《某某区行政规范性文件管理办法》</a></p><p><a href=x>《某某区重大行政决策目录》</a></p>"
        "<p><a href=x>《某某区行政执法事项清单》</a></p>" + "".join(f"<p>{line}</p>" for line in BODY[5:]),
    ],
)
def test_text_is_kept_though_it_looks_like_something_else(wrapped: str) -> None:
    lines = _read(_site(f"<h1>{TITLE}</h1>{wrapped}")).text.replace("　", "").split("\n")
    assert [line for line in lines if line in BODY] == BODY


def test_the_title_of_the_page_stands_in_where_none_is_printed() -> None:
    head = '<meta name="ArticleTitle" content="关于2020年工作的报告"><meta name="PubDate" content="2021-03-25 10:00">'
    page = f"<html><head>{head}</head><body><div>{PARAGRAPHS}</div></body></html>"
    assert _read(page).text.split("\n")[:2] == ["关于2020年工作的报告", "发布日期：2021-03-25"]


def test_dates_in_a_table_of_metadata_are_kept() -> None:
    meta = "<table><tr><td>索引号：</td><td>000/2021-1</td></tr><tr><td>成文日期：</td><td>2021-03-18</td></tr></table>"
    document = _read(_site(f"<div id='zoom'>{PARAGRAPHS}</div>", title=meta))
    assert "成文日期：2021-03-18" in document.text.split("\n")


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8-sig", ""),
        ("utf-8", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("utf-16", ""),
    ],
)
def test_encodings_declared_or_not(encoding: str, head: str) -> None:
    data = _site(f"<div>{PARAGRAPHS}</div>", head, f"<h1>{TITLE}</h1>").encode(encoding)
    assert _read(data).text.split("\n")[-2] == "　　" + BODY[-2]


def test_tables_of_data_are_kept_with_their_spans() -> None:
    table = (
        "<table border=1><caption>单位：件</caption><tr><th rowspan=2>事项</th><th colspan=2>办理情况</th></tr>"
        "<tr><th>收到<th>办结<tr><td>复议<td>56<td><p>49</p></table>"
    )
    document = _read(_site(f"<div>{PARAGRAPHS}{table}</div>"))
    (found,) = document.tables
    assert [(c.row, c.column, c.rows, c.columns, c.text) for c in found.cells] == [
        (0, 0, 2, 1, "事项"), (0, 1, 1, 2, "办理情况"), (1, 1, 1, 1, "收到"), (1, 2, 1, 1, "办结"),
        (2, 0, 1, 1, "复议"), (2, 1, 1, 1, "56"), (2, 2, 1, 1, "49"),
    ]  # fmt: skip
    cell = found.at(2, 2)
    assert cell is not None and dict(document.origin_of(cell.span.start) or {}) == {
        "table": 1,
        "row": 3,
        "cell": 3,
    }


def test_words_are_not_torn_by_inline_marks_and_line_ends_of_the_source() -> None:
    page = "<html><body><p>全年受<b>理</b>行政\n    复议<span>52</span>件，<!-- 注 -->审结&nbsp;49件。</p></body></html>"
    assert _read(page).text == "全年受理行政复议52件，审结\xa049件。"


@pytest.mark.parametrize("name", ["print", "nav-content", "share_box", "side", "code"])
def test_a_container_with_an_unlucky_name_is_kept_for_its_text(name: str) -> None:
    rows = "".join(f"<tr><td>第{n}项指标名称</td><td>{n}</td></tr>" for n in range(60))
    document = _read(
        _site(f'<div class="{name}">{PARAGRAPHS}</div><div id="{name}"><table>{rows}</table></div>')
    )
    assert BODY[2] in document.text and len(document.tables) == 1


def test_old_pages_of_nested_tables_give_their_text() -> None:
    page = (
        "<html><head><title>关于2020年工作的报告</title></head><body><table><tr><td><table><tr><td><a href=/>首页</a></td>"
        "<td><a href=/>公开</a></td></tr></table></td></tr><tr><td width=160><a>链接一</a><br><a>链接二</a></td><td>"
        f"<center><b>关于2020年工作的报告</b></center><font size=3>{'<br><br>'.join(BODY)}</font></td></tr>"
        "<tr><td colspan=2>主办：区政府办公室　京ICP备1号</td></tr></table></body></html>"
    )
    assert _read(page).text.split("\n") == ["关于2020年工作的报告", *BODY]


def test_hidden_words_are_not_read() -> None:
    page = f"<html><body><div>{PARAGRAPHS}<p style='display: none'>隐藏。</p><p hidden>也隐藏。</p></div></body></html>"
    assert "隐藏" not in _read(page).text


@pytest.mark.parametrize("code", ["gb", "x-none", "hex", "idna", "undefined"])
def test_an_encoding_nobody_knows_is_taken_for_gb18030(code: str) -> None:
    page = f"<html><head><meta charset={code}></head><body><p>完善制度。</p></body></html>"
    assert read_document(page.encode("gbk"), "a.html").text == "完善制度。"


def test_ordered_lists_show_their_numbers() -> None:
    assert (
        _read("<html><body><ol><li>完善制度。<li>加强培训。</ol></body></html>").text
        == "1.完善制度。\n2.加强培训。"
    )


def test_the_number_of_an_item_stands_before_its_first_words() -> None:
    items = "<li><p>完善制度。</p><p>续写。</p><ol start=0><li><div>甲。</div></li><li></li></ol><li>2024年培训。<li><p>督察。</p>"
    page = f"<html><body><ol>{items}</ol><ul><li><p>其他。</p></li></ul><p>末段。</p></body></html>"
    lines = ["1.完善制度。", "续写。", "0.甲。", "2024年培训。", "3.督察。", "其他。", "末段。"]
    assert _read(page).text.split("\n") == lines


def test_text_outside_the_heaviest_part_is_not_lost() -> None:
    page = f"<html><body><div class=a>{PARAGRAPHS}</div><div class=b><p>附件中另有一句话，写在正文之外。</p></div></body></html>"
    assert "附件中另有一句话，写在正文之外。" in _read(page).text


@pytest.mark.parametrize("wrap", ["{}", "<div>{}</div>"])
def test_a_table_of_figures_keeps_its_unit_and_its_cells(wrap: str) -> None:
    rows = (
        "<tr><td>单位名称</td><td>警告</td><td>罚款</td></tr>",
        "<tr><td>公安局</td><td>320</td><td>815</td></tr>",
    )
    table = wrap.format(f"<table>{rows[0]}{rows[1] * 3}</table>")
    document = _read(f"<html><body><div><p>处罚情况表</p><p>单位：件</p>{table}</div></body></html>")
    assert len(document.tables) == 1 and document.tables[0].width == 3
    assert "单位：件" in document.text


def test_a_page_named_doc_is_a_page() -> None:
    assert _read("<html><head></head><body><p>正文。</p></body></html>", "report.doc").text == "正文。"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body>" + "<div>" * 50_000 + "深", "嵌套过深"),
        ("<html><body><script>1</script></body></html>", "没有可检查的文字"),
    ],
)
def test_what_cannot_be_read_gets_one_clear_line(page: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        _read(page)
    assert "\n" not in str(caught.value)
