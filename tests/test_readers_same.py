"""The same report gives the same findings in every format."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from fazhi_lint.engine import Options, lint
from fazhi_lint.readers import read_document
from making import docx, ofd, p, pdf, set_text
from test_readers_pdf import Page

pytest.importorskip("lxml")
pytest.importorskip("pypdfium2")
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def _paragraphs(path: Path) -> list[str]:
    return [line.strip("　 ") for line in path.read_text(encoding="utf-8").split("\n") if line.strip("　 ")]


def _paged(paragraphs: list[str]) -> list[Page]:
    """Pages of 28 rows each, numbered, with paragraphs that go on from one to the next."""
    rows = [(x, words) for x, _, words in set_text(paragraphs)]
    pages: list[Page] = []
    for number, at in enumerate(range(0, len(rows), 28), start=1):
        page = [(x, 740 - 22 * row, words) for row, (x, words) in enumerate(rows[at : at + 28])]
        pages.append(([*page, (280.0, 45.0, f"— {number} —")], []))
    return pages


def _written(kind: str, paragraphs: list[str]) -> bytes:
    if kind == "docx":
        return docx("".join(p(escape(line)) for line in paragraphs))
    if kind == "html":
        lines = "".join(f"<p>　　{escape(line)}</p>" for line in paragraphs)
        return f"<html><head><title>网页</title></head><body><div>{lines}</div></body></html>".encode("gb18030")
    if kind == "pdf":
        return pdf(_paged(paragraphs))
    if kind == "ofd":
        return ofd(_paged(paragraphs))
    return "\n\n".join(paragraphs).encode()


@pytest.mark.parametrize("kind", ["md", "html", "docx", "pdf", "ofd"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_format_gives_the_same_findings(path: Path, kind: str) -> None:
    paragraphs = _paragraphs(path)
    plain = lint(read_document("\n".join(paragraphs).encode(), "report.txt"), Options())
    other = lint(read_document(_written(kind, paragraphs), f"report.{kind}"), Options())
    expected = [(finding.code, finding.quote) for finding in plain.findings]
    assert [(finding.code, finding.quote) for finding in other.findings] == expected
    if kind not in ("md",):
        assert all(finding.place for finding in other.findings)
    assert other.report_year == plain.report_year and other.profile == plain.profile


@pytest.mark.slow
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_pdf_made_by_libreoffice_gives_the_same_findings(path: Path, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    indent = "<w:ind w:firstLine='640'/>"
    body = "".join(p(escape(line), indent) for line in _paragraphs(path))
    (tmp_path / "report.docx").write_bytes(docx(body))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*words, str(tmp_path / "report.docx")], check=True, timeout=120, capture_output=True)
    whole = lint(read_document((tmp_path / "report.docx").read_bytes(), "report.docx"), Options())
    paged = lint(read_document((tmp_path / "report.pdf").read_bytes(), "report.pdf"), Options())
    assert [(f.code, f.quote) for f in paged.findings] == [(f.code, f.quote) for f in whole.findings]
