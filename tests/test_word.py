"""Findings become comments in a copy of the Word file; fixes change runs and keep their formatting."""
# ruff: noqa: E501 (lines of markup are easier to read whole)

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fazhi_lint.engine import Options, lint
from fazhi_lint.model import Checked, Edit, Finding, Fix, Report, Severity, Span
from fazhi_lint.readers import read_document
from fazhi_lint.word import annotate, fix_docx
from making import docx, p, r, table, tc, zipped
from toys import Run

pytest.importorskip("lxml")

BODY = (
    p("关于2020年工作情况的报告")
    + f"<w:p>{r('依据某政发', '<w:b/>')}{r('〔201632号', '<w:i/>')}{r('和某区2020年有关文件。')}</w:p>"
    + table(tc("事项") + tc("某政发〔2017年〕7号"))
)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _finding(text: str, quote: str, message: str = "有问题", fix: Fix | None = None) -> Finding:
    start = text.index(quote)
    span = Span(start, start + len(quote))
    return Finding(
        "FZ201",
        "docnumber-bracket",
        Severity.ERROR,
        message,
        ("证据一", "证据二"),
        1,
        1,
        1,
        2,
        quote,
        None,
        (),
        None,
        "",
        span,
        fix,
    )


def _annotated(body: str, *quotes: str, **parts: str) -> tuple[bytes, bytes]:
    data = docx(body, **parts)
    text = read_document(data, "x.docx").text
    return data, annotate(data, [_finding(text, quote) for quote in quotes])


def test_each_finding_gets_a_comment_around_its_very_words() -> None:
    pytest.importorskip("docx")
    from docx import Document

    _, copy = _annotated(BODY, "政发〔2016", "2017年")
    comments = list(Document(io.BytesIO(copy)).comments)
    assert [comment.author for comment in comments] == ["fazhi-lint"] * 2
    assert comments[0].text.split("\n") == ["错误 FZ201 docnumber-bracket", "有问题", "证据一", "证据二"]
    inside = _parts(copy)["word/document.xml"].decode()
    begin, end = inside.index('<w:commentRangeStart w:id="0"/>'), inside.index('<w:commentRangeEnd w:id="0"/>')
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", inside[begin:end])) == "政发〔2016"


def test_the_text_and_every_other_part_stay_as_they_were() -> None:
    data, copy = _annotated(BODY, "〔201632号", "报告", styles="<w:style w:styleId='x'/>")
    assert read_document(copy, "x.docx").text == read_document(data, "x.docx").text
    before, after = _parts(data), _parts(copy)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert list(after)[: len(before)] == list(before)


def test_the_comment_shows_the_words_as_they_should_be() -> None:
    data = docx(BODY)
    text = read_document(data, "x.docx").text
    at = text.index("〔2016") + 5
    finding = _finding(text, "政发〔201632号", fix=Fix("safe", (Edit(Span(at, at), "〕"),)))
    assert "建议改为：政发〔2016〕32号" in _parts(annotate(data, [finding]))["word/comments.xml"].decode()


@pytest.mark.parametrize(
    "words", ["某政发[2023]第5号", "依据法释〔2020〕03号", "国务院628号令", "其它部门要求"]
)
def test_a_comment_never_gives_two_suggestions(words: str) -> None:
    data = docx(p("工作报告") + p(f"按照{words}开展工作。"))
    findings = lint(read_document(data, "x.docx"), Options()).findings
    comments = _parts(annotate(data, findings))["word/comments.xml"].decode().split("<w:comment ")[1:]
    assert comments
    for comment in comments:
        said = "".join(re.findall(r"<w:t[^>]*>([^<]*)", comment))
        assert ("应为" in said) + ("宜写作" in said) + ("建议改为" in said) <= 1, said


@pytest.mark.parametrize(
    "words", ["[2023]第5号", "(2023)05号", "〔2023]第05号", "〔2023第5号", "[2023]5号号", "[ 2023 ] 5号"]
)
def test_two_comments_on_a_document_number_say_the_same(words: str) -> None:
    findings = lint(read_document(docx(p(f"按照国办发{words}文件开展工作。")), "x.docx"), Options()).findings
    assert [finding.code for finding in findings] == ["FZ201", "FZ203"]
    assert all("应为“国办发〔2023〕5号”" in finding.message for finding in findings)


def test_runs_keep_their_formatting_when_cut() -> None:
    _, copy = _annotated(BODY, "发〔20")
    inside = _parts(copy)["word/document.xml"].decode()
    assert inside.count("<w:b/>") == 2 and inside.count("<w:i/>") == 2


def test_comments_that_are_there_stay_and_numbers_go_on() -> None:
    own = "<w:comment w:id='4' w:author='张三'><w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment>"
    _, copy = _annotated(BODY, "报告", comments=own)
    comments = _parts(copy)["word/comments.xml"].decode()
    assert "旧批注" in comments and 'w:id="5"' in comments and comments.count("<w:comment ") == 2


def test_a_copy_can_be_annotated_again() -> None:
    _, copy = _annotated(BODY, "报告")
    text = read_document(copy, "x.docx").text
    assert _parts(annotate(copy, [_finding(text, "事项")]))["word/comments.xml"].count(b"<w:comment ") == 2


def test_words_where_word_allows_no_comment_are_marked_in_the_body() -> None:
    notes = f"<w:footnote w:id='2'>{p('按〔201632号文。')}</w:footnote>"
    box = f"<w:r><w:pict><w:txbxContent>{p('框内〔20177号')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p>{r('正文')}<w:r><w:footnoteReference w:id='2'/></w:r>{box}</w:p>"
    data, copy = _annotated(body, "〔201632号", "〔20177号", footnotes=notes)
    inside = _parts(copy)["word/document.xml"].decode()
    assert _parts(copy)["word/footnotes.xml"] == _parts(data)["word/footnotes.xml"]
    assert "commentRange" not in inside[inside.index("<w:txbxContent>") : inside.index("</w:txbxContent>")]
    assert inside.count("commentReference") == 2


def test_a_finding_on_an_automatic_number_is_marked_at_its_paragraph() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/>"
        "<w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    )
    body = p("前") + p("主要工作", "<w:numPr><w:numId w:val='1'/></w:numPr>")
    _, copy = _annotated(body, "一、", numbering=numbering)
    inside = _parts(copy)["word/document.xml"].decode()
    assert (
        inside.index(">前<")
        < inside.index("commentRangeStart")
        < inside.index(">主要工作<")
        < inside.index("commentRangeEnd")
    )


def _strict(data: bytes) -> bytes:
    """The file with its names in the strict way."""
    pairs = (
        (
            b"schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/"),
    )
    parts = _parts(data)
    for usual, strict in pairs:
        parts = {name: part.replace(usual, strict) for name, part in parts.items()}
    return zipped(parts)


def test_a_strict_file_stays_strict() -> None:
    data = _strict(docx(BODY))
    text = read_document(data, "x.docx").text
    copy = annotate(data, [_finding(text, "政发〔2016")])
    again = annotate(copy, [_finding(text, "2017年")])
    for changed in (copy, again):
        assert read_document(changed, "x.docx").text == text
        assert not any(b"/2006/main" in part or b"Document/2006" in part for part in _parts(changed).values())
    assert re.findall(r'comment w:id="(\d+)"', _parts(again)["word/comments.xml"].decode()) == ["0", "1"]


def _fixed(body: str, edits: dict[str, str]) -> tuple[str, str, int]:
    """The text after every ``old: new`` was applied, the XML, and how many were."""
    data = docx(body)

    def find(text: str) -> Report:
        found = []
        for old, new in edits.items():
            start = text.find(old)
            if start >= 0 and old != new:
                fix = Fix("safe", (Edit(Span(start, start + len(old)), new),))
                found.append(_finding(text, old, fix=fix))
        return Report("x", "general", None, None, tuple(found), (), Checked(0, 0, 0, 0, 0))

    done = fix_docx(data, "x.docx", lambda document: find(document.text), lambda _: True)
    return done.fixed.text, _parts(done.data)["word/document.xml"].decode(), done.fixed.applied


def test_a_fix_changes_only_the_run_it_must() -> None:
    text, inside, applied = _fixed(BODY, {"〔201632号": "〔2016〕32号"})
    assert "依据某政发〔2016〕32号和" in text and applied == 1
    assert '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">〔2016〕32号</w:t></w:r>' in inside
    assert ">依据某政发<" in inside


def test_a_fix_over_several_runs_keeps_each_formatting() -> None:
    text, inside, _ = _fixed(
        f"<w:p>{r('甲乙', '<w:b/>')}{r('丙', '<w:i/>')}{r('丁戊')}</w:p>", {"乙丙丁": "子"}
    )
    assert text == "甲子戊"
    assert '<w:b/></w:rPr><w:t xml:space="preserve">甲子<' in inside and ">戊<" in inside


def test_several_fixes_in_one_run_do_not_disturb_each_other() -> None:
    assert _fixed(p("一二三四五六七八"), {"二三": "贰叁叁", "五": "", "七": "柒柒"})[0] == "一贰叁叁四六柒柒八"


def test_what_word_makes_itself_is_left() -> None:
    body = f"<w:p>{r('甲')}<w:r><w:tab/></w:r>{r('乙')}</w:p>"
    data = docx(body)
    text = read_document(data, "x.docx").text
    assert text == "甲\t乙"
    text, _, applied = _fixed(body, {"甲\t乙": "丙"})
    assert (text, applied) == ("甲\t乙", 0)


def test_real_rules_fix_a_word_file() -> None:
    data = docx(BODY)
    done = fix_docx(data, "x.docx", lambda document: lint(document, Options()), lambda f: f.raw_fix is not None)
    assert "〔2016〕32号" in done.fixed.text and "〔2017〕7号" in done.fixed.text
    assert {f.code for f in done.fixed.report.findings} & {"FZ201"} == set()


@pytest.mark.slow
def test_libreoffice_reads_the_annotated_copy(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    _, copy = _annotated(BODY, "政发〔2016", "2017年")
    (tmp_path / "copy.docx").write_bytes(copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "odt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "copy.docx"),
    ]
    subprocess.run(words, check=True, timeout=120, capture_output=True)
    content = _parts((tmp_path / "copy.odt").read_bytes())["content.xml"].decode()
    assert content.count("<office:annotation ") == 2 and "证据二" in content


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "fazhi_lint", *words]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        program, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60
    )


def test_annotate_fix_and_check_again_on_the_command_line(tmp_path: Path) -> None:
    report, copy = tmp_path / "报告.docx", tmp_path / "批注.docx"
    data = docx(BODY)
    report.write_bytes(data)
    done = _run("check", "--isolated", "--select", "FZ2", str(report), "--annotate", str(copy))
    assert done.returncode == 1 and "位于第2段" in done.stdout and "位于表1第1行第2格" in done.stdout
    assert _parts(copy.read_bytes())["word/comments.xml"].count(b"<w:comment ") == 2
    shown = _run("fix", "--isolated", "--select", "FZ2", "--diff", str(report))
    assert "+依据某政发〔2016〕32号" in shown.stdout and report.read_bytes() == data
    done = _run("fix", "--isolated", "--select", "FZ2", str(report))
    assert "〔2016〕32号" in read_document(report.read_bytes(), "x.docx").text, done.stderr
    assert done.returncode == _run("check", "--isolated", "--select", "FZ2", str(report)).returncode


def test_standard_input_is_not_annotated(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "fazhi_lint", "-", "--annotate", str(tmp_path / "out.docx")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(program, input=docx(BODY), capture_output=True, env=environment, timeout=60)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("<stdin>：--annotate 不能用于标准输入")


@pytest.mark.parametrize(
    ("name", "out", "line"),
    [
        ("报告.txt", "出.docx", "报告.txt：不是 .docx 文件，不能加批注；去掉 --annotate 即可照常检查"),
        ("报告.docx", "报告.docx", "报告.docx：--annotate 写的是另一份文件，不能就是原件"),
        ("报告.docx", "批注.txt", "批注.txt：--annotate 写的是 Word 文件，文件名应以 .docx 结尾"),
        ("无.docx", "出.docx", "无.docx：文件不存在，请检查路径"),
        ("报告.docx 报告.txt", "出.docx", "--annotate 一次只能用于一个 .docx 文件"),
    ],
)
def test_what_cannot_be_annotated_is_told_before_anything_is_checked(
    run: Run, here: Path, name: str, out: str, line: str
) -> None:
    (here / "报告.docx").write_bytes(docx(BODY))
    (here / "报告.txt").write_text("按某政发〔201632号文，全年办理12件。", encoding="utf-8")
    done = run("check", "--isolated", *name.split(), "--annotate", out)
    assert (done.status, done.out, done.err) == (2, "", line + "\n")
    assert not (here / "批注.txt").exists() and not (here / "出.docx").exists()


def test_comments_that_cannot_be_stored_do_not_make_the_file_unchecked(run: Run, here: Path) -> None:
    (here / "报告.docx").write_bytes(docx(BODY))
    done = run("check", "--isolated", "报告.docx", "--annotate", "无/出.docx")
    assert done.status == 2 and "FZ201" in done.out
    first, *summary = done.err.splitlines()
    assert first == "无/出.docx：写不进去（文件或文件夹不存在），请检查文件夹与权限"
    assert len(summary) == 2 and "没能检查" not in done.err


def test_fix_leaves_formats_it_cannot_write(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>某政发〔201632号</p></body></html>", encoding="utf-8")
    done = _run("fix", "--isolated", str(page))
    assert (
        done.returncode == 2
        and "请改它的原件" in done.stderr
        and "〔201632号" in page.read_text(encoding="utf-8")
    )
