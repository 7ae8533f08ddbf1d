"""OFD pages are read like those of PDF."""
# ruff: noqa: E501 (lines of markup are easier to read whole)

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.readers import UnreadableError, read_document
from making import grid, ofd, set_text, zipped
from test_readers_pdf import PARAGRAPHS, WORDS, XS, YS

pytest.importorskip("lxml")


def _read(data: bytes) -> Document:
    return read_document(data, "report.ofd")


def _page(*objects: str) -> bytes:
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": "<Document><CommonData><TemplatePage ID='3' BaseLoc='Tpls/T.xml'/></CommonData>"
        "<Pages><Page ID='1' BaseLoc='Pages/P.xml'/></Pages></Document>",
        "Doc_0/Pages/P.xml": f"<Page>{''.join(objects)}</Page>",
        "Doc_0/Tpls/T.xml": "<Page><TextObject Boundary='20 20 60 5' Size='4'><TextCode X='0' Y='4'>模板文字"
        "</TextCode></TextObject></Page>",
    }
    return zipped(parts)


def test_rows_become_paragraphs_with_their_page() -> None:
    rows = set_text(PARAGRAPHS)
    second = [(x, y + 60, words) for x, y, words in rows[3:]]
    document = _read(ofd([(rows[:3], []), ([*second, (290.0, 40.0, "2")], [])]))
    assert document.text.split("\n") == PARAGRAPHS
    assert [place["page"] for place in document.places or ()] == [1, 1, 2, 2]


def test_drawn_lines_make_tables() -> None:
    document = _read(ofd([(WORDS, grid(XS, YS))]))
    assert [cell.text for cell in document.tables[0].cells] == [words for _, _, words in WORDS]


def test_characters_stand_where_their_distances_put_them() -> None:
    text = "<TextObject Boundary='20 50 100 5' Size='4'><TextCode X='0' Y='4' DeltaX='g 2 4 40 4'>甲乙丙丁戊</TextCode></TextObject>"
    assert _read(_page(text)).text == "甲乙丙    丁戊"


def test_scaled_text_and_templates_are_read() -> None:
    text = (
        "<Template TemplateID='3'/><TextObject Boundary='20 50 100 5' CTM='0.5 0 0 0.5 0 0' Size='8'>"
        "<TextCode X='0' Y='8' DeltaX='8'>正文</TextCode></TextObject>"
    )
    assert _read(_page(text)).text == "模板文字\n正文"


def test_watermarks_and_invisible_text_are_not_read() -> None:
    def text(words: str, more: str) -> str:
        return (
            f"<TextObject Boundary='20 50 100 5' Size='4' {more}><TextCode X='0' Y='4' DeltaX='4'>{words}"
            "</TextCode></TextObject>"
        )

    objects = text("正文", ""), text("水印", "CTM='0.7 0.7 -0.7 0.7 0 9'"), text("隐去", "Visible='false'")
    assert _read(_page(*objects)).text == "正文"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"OFD.xml": "<OFD/>"}), "没有写明文档所在"),
        (zipped({"OFD.xml": "<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>"}), "缺少 Doc_0/Document.xml"),
        (ofd([(set_text(PARAGRAPHS), [])])[:-40], "不完整"),
        (ofd([]), "没有可检查的文字"),
        (ofd([([], [])] * 2001), "2001 页"),
    ],
)
def test_what_cannot_be_read_gets_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        _read(data)
    assert "\n" not in str(caught.value)
