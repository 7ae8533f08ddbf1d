"""The page shows the text as read, with findings and numbers marked, and needs nothing but itself."""

from __future__ import annotations

import re

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.readers import read_document
from fazhi_lint.reports.html import render
from making import docx, p, table, tc

TEXT = (
    "关于2020年工作的报告\n\n全年受理案件50件，其中不予受理4件、立案46件，审结45件，直接纠错12件，纠错率为24.5%。\r\n"
    "依据某政发〔201632号文件（甲<乙>丙）。另有8个单位。\n"
)


def _page(*documents: Document) -> str:
    return "".join(render([lint(document, Options(view=True)) for document in documents], False))


def _plain(page: str) -> str:
    """The words of the text column."""
    text = re.search(r'<main class="text">(.*)</main>', page, re.DOTALL)
    assert text
    lines = re.sub(r'<a class="at"[^>]*>\d+</a>', "", text[1])
    return re.sub(r"<[^>]+>", "", lines).replace("&lt;", "<").replace("&gt;", ">")


def test_the_whole_text_is_there_and_escaped() -> None:
    words = _plain(_page(Document(TEXT, "report.txt")))
    assert [line.strip() for line in words.split("\n") if line.strip()] == TEXT.replace("\r", "").split("\n")[
        :1
    ] + [line for line in TEXT.replace("\r", "").split("\n")[2:] if line]
    assert "<乙>" not in _page(Document(TEXT, "report.txt"))


def test_every_entry_of_the_list_leads_to_a_mark() -> None:
    page = _page(Document(TEXT, "report.txt"))
    targets = re.findall(r'href="#([^"]+)"', page)
    assert targets and all(f'id="{target}"' in page for target in targets)
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))


def test_numbers_carry_their_verdict_and_the_recomputation() -> None:
    page = _page(Document(TEXT, "report.txt"))
    wrong = re.search(r'<span class="m ([^"]*)" data-tip="([^"]*)"[^>]*>24.5%', page)
    assert wrong and "contradicted" in wrong[1] and "12/45 = 26.67%" in wrong[2]
    assert re.search(r'<span class="m n verified" data-tip="相符：4 \+ 46 = 50[^"]*"[^>]*>46', page)
    assert re.search(r'<span class="m n unverifiable" data-tip="未与别的数字核对"[^>]*>8', page)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = _page(Document("<script>alert(1)</script>全年办理12件。\n", "a<b>.txt"))
    assert "<script" not in page and "a<b>" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?!#)|url\(|@import|https?:""", page)
    assert "default-src 'none'" in page


def test_tables_are_tables_with_their_cells_marked() -> None:
    pytest.importorskip("lxml")
    body = p("情况表") + table(tc("事项", "<w:gridSpan w:val='2'/>"), tc("复议") + tc("56")) + p("注")
    page = _page(read_document(docx(body), "x.docx"))
    rows = re.search(r"<table>(.*?)</table>", page, re.DOTALL)
    assert rows and '<td colspan="2">事项</td>' in rows[1] and rows[1].count("<tr>") == 2
    assert _plain(page).split() == ["情况表", "事项复议56", "注"]


def test_several_reports_stand_one_below_the_other() -> None:
    page = _page(Document(TEXT, "one.txt"), Document(TEXT, "two.txt"))
    assert page.count('<section class="report">') == 2 and "two.txt" in page
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
