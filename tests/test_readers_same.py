"""The same report gives the same findings in every format."""

from __future__ import annotations

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
