"""No file of any kind does more than fail with one line: bounded time and memory, nothing fetched."""
# ruff: noqa: E501 (lines of markup are easier to read whole)

from __future__ import annotations

import io
import random
import socket
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fazhi_lint.readers import UnreadableError, read_document
from fazhi_lint.readers.pdf import read as read_pdf
from making import docx, grid, ofd, p, pdf, set_text, table, tc, zipped
from test_readers_html import PARAGRAPHS as HTML_PARAGRAPHS
from test_readers_html import _site
from test_readers_pdf import PARAGRAPHS, WORDS, XS, YS

pytest.importorskip("lxml")
pytest.importorskip("pypdfium2")
pdf_pages = pytest.importorskip("fazhi_lint.readers.pdf_pages")
_DOCX = docx(p("一、主要工作") + table(tc("收到") + tc("办结"), tc("12") + tc("9")) + p("全年办理12件。"))
_PAGES = [(set_text(PARAGRAPHS), []), (WORDS, grid(XS, YS))]
CORPUS = {
    "docx": _DOCX,
    "html": _site(
        f"<div>{HTML_PARAGRAPHS}<table border=1><tr><td>甲<td>乙<tr><td>1<td>2</table></div>"
    ).encode(),
    "pdf": pdf(_PAGES),
    "ofd": ofd(_PAGES),
    "txt": "一、主要工作\r\n全年办理12件。\n".encode("gb18030"),
}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a connection")

    # In this process, so that the refusal holds there too, and hundreds of files take no hundreds of starts.
    monkeypatch.setattr("fazhi_lint.readers.pdf.read", pdf_pages.read)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _complaint(data: bytes, name: str, max_size: int = 50_000_000) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_document(data, name, max_size)
    line = str(caught.value)
    assert line and "\n" not in line
    return line


def _broken_bytes(data: bytes, chance: random.Random) -> bytes:
    mutated = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(max(len(mutated), 1))
        kind = chance.randrange(4)
        if kind == 0 and mutated:
            mutated[at] = chance.randrange(256)
        elif kind == 1:
            del mutated[at : at + chance.randint(1, 80)]
        elif kind == 2:
            mutated[at:at] = mutated[at : at + chance.randint(1, 200)]
        else:
            mutated[at:at] = chance.choice(
                [b"\0" * 9, b"\xff" * 9, b"99999999999", b"<", b">", b"-1", b"&#x0;"]
            )
    if chance.random() < 0.1:
        del mutated[chance.randrange(1, max(len(mutated), 2)) :]
    return bytes(mutated)


def _broken_parts(data: bytes, chance: random.Random) -> bytes:
    """The zip sound, one of its parts broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = chance.choice(sorted(parts))
    return zipped(parts | {name: _broken_bytes(parts[name], chance)})


def _mutations(count: int) -> Iterator[object]:
    for kind, data in CORPUS.items():
        for breaker in (_broken_bytes, _broken_parts):
            if breaker is _broken_bytes or kind in ("docx", "ofd"):
                yield pytest.param(kind, data, breaker, count, id=f"{kind}-{breaker.__name__}")


def _survives(kind: str, data: bytes, breaker: Callable[[bytes, random.Random], bytes], count: int) -> None:
    for seed in range(count):
        mutated = breaker(data, random.Random(seed))
        try:
            assert read_document(mutated, f"report.{kind}").text.strip()
        except UnreadableError as error:
            assert str(error) and "\n" not in str(error)


@pytest.mark.parametrize(("kind", "data", "breaker", "count"), list(_mutations(60)))
def test_broken_files_are_read_or_refused(
    kind: str, data: bytes, breaker: Callable[[bytes, random.Random], bytes], count: int
) -> None:
    _survives(kind, data, breaker, count)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "data", "breaker", "count"), list(_mutations(1_500)))
def test_many_broken_files_are_read_or_refused(
    kind: str, data: bytes, breaker: Callable[[bytes, random.Random], bytes], count: int
) -> None:
    _survives(kind, data, breaker, count)


def test_a_zip_bomb_is_refused_before_it_unfolds() -> None:
    bomb = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": b"0" * 200_000_000})
    assert len(bomb) < 300_000
    tracemalloc.start()
    try:
        assert "--max-size" in _complaint(bomb, "report.docx")
        assert tracemalloc.get_traced_memory()[1] < 120_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": b"0" * 1_000_000}))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert _complaint(bytes(data), "report.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_and_external_references_are_refused(head: str, encoding: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'{head}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body.encode(encoding)})
    assert "文档类型声明" in _complaint(data, "report.docx")


def test_links_to_outside_are_never_followed() -> None:
    link = '<Relationship Id="rId9" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
    with zipfile.ZipFile(io.BytesIO(_DOCX)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", link.encode() + b"</Relationships>"
    )
    assert read_document(zipped(parts), "report.docx").text
    page = "<html><head><link rel=stylesheet href='http://127.0.0.1:9/a.css'></head><body><p>正文。<img src='http://127.0.0.1:9/a.png'></body></html>"
    assert read_document(page.encode(), "page.html").text == "正文。"


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 3_000 + p("深") + "</w:sdtContent></w:sdt>" * 3_000,
        "<w:tbl><w:tr><w:tc>" * 90 + p("深") + "</w:tc></w:tr></w:tbl>" * 90,
        table(tc("宽", "<w:gridSpan w:val='999999999'/>")),
        "<w:p>" + "<w:r>" * 240 + "</w:r>" * 240 + "</w:p>",
    ],
)
def test_deep_or_wide_structures_are_refused(body: str) -> None:
    assert _complaint(docx(body), "report.docx")


def test_nested_tables_as_deep_as_word_makes_them_are_read() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 40 + p("深") + "</w:tc></w:tr></w:tbl>" * 40
    assert read_document(docx(deep), "report.docx").text == "深"


def test_wide_spans_in_pages_do_not_cost_memory() -> None:
    page = "<table border=1><tr><td colspan=1000 rowspan=65534>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    assert _complaint(f"<html><body>{page}</body></html>".encode(), "page.html")


@pytest.mark.parametrize("kind", ["docx", "html", "pdf", "ofd", "txt"])
def test_text_beyond_the_limit_is_refused(kind: str) -> None:
    assert "--max-size" in _complaint(CORPUS[kind], f"report.{kind}", 20)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "report.docx", "损坏或不完整"),
        (zipped({"a.txt": "x"}), "report.docx", "压缩包"),
        (
            zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
            "table.xlsx",
            "没有 Word 正文",
        ),
        ("全年办理12件。".encode(), "report.docx", "不是该格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "report.docx", "密码"),
        (b"\x89PNG\r\n\x1a\n\0\0", "report.pdf", "图片"),
        (b"Rar!\x1a\x07\0", "report.rar", "压缩包"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "report.mhtml", "网页"),
        (b"%PDF-1.7\n%broken", "report.pdf", "损坏"),
    ],
)
def test_what_is_no_report_is_named(data: bytes, name: str, words: str) -> None:
    assert words in _complaint(data, name)


def test_a_zip_with_a_password_is_named() -> None:
    data = bytearray(_DOCX)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert "密码" in _complaint(bytes(data), "report.docx")


def _pages_of(count: int) -> bytes:
    """A PDF that names its one page many times."""
    return pdf([([(90.0, 740.0, "全年办理12件。")], [])]).replace(
        b"[6 0 R] /Count 1", b"[%s] /Count %d" % (b"6 0 R " * count, count)
    )


def test_a_pdf_of_more_pages_than_its_text_may_need_is_refused() -> None:
    assert "3000 页" in (line := _complaint(_pages_of(3_000), "report.pdf")) and "--max-size" in line
    assert len(read_document(_pages_of(3_000), "report.pdf", 75_000_000).text.split("\n")) == 3_000


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("import os; os.abort()", "无法读出"),
        ("raise MemoryError", "内存"),
        ("import time; time.sleep(9)", "秒"),
    ],
)
def test_a_pdf_that_ends_its_reader_is_one_line(
    monkeypatch: pytest.MonkeyPatch, start: str, words: str
) -> None:
    monkeypatch.setattr("fazhi_lint.readers.pdf._START", start)
    monkeypatch.setattr("fazhi_lint.readers.pdf._SECONDS", 1)
    with pytest.raises(UnreadableError, match=words):
        read_pdf(CORPUS["pdf"], "report.pdf", 1_000_000)


@pytest.mark.slow
def test_a_pdf_that_asks_for_more_memory_than_there_is_is_refused() -> None:
    pytest.importorskip("resource")
    content = zlib.compress(b"q\n" * 40_000_000, 9)
    bomb = pdf([([], [])]).replace(b"<< /Length 14 >>\nstream\n1 0 0 1 0 0 cm\nendstream", b"@")
    assert b"@" in bomb
    bomb = bomb.replace(
        b"@", b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)
    )
    with pytest.raises(UnreadableError, match="内存"):
        read_pdf(bomb, "report.pdf", 1_000_000)


def test_a_fault_of_the_program_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi_lint.readers.pdf._START", "1 / 0")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        read_pdf(CORPUS["pdf"], "report.pdf", 1_000_000)


def test_a_module_beside_the_user_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_pdf(CORPUS["pdf"], "report.pdf", 1_000_000).text


def test_a_page_of_too_many_tags_is_refused() -> None:
    assert "标签" in _complaint(b"<html><body>" + b"<p>a" * 500_001, "page.html")
