"""Without the library of a format one line says what to install, and nothing else breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from making import docx, ofd, p, pdf, set_text

# What a user without the extras has: the libraries cannot be imported.
RUN = """
import sys
sys.modules["lxml"] = sys.modules["pypdfium2"] = None
from fazhi_lint.cli import main
main()
"""
LINES = ["某县情况", "2022年2月30日开会。"]


def test_a_format_without_its_library_says_what_to_install(tmp_path: Path) -> None:
    files = {
        "a.docx": docx("".join(map(p, LINES))),
        "a.html": "".join(f"<p>{line}</p>" for line in LINES).encode(),
        "a.ofd": ofd([(set_text(LINES), [])]),
        "a.pdf": pdf([(set_text(LINES), [])]),
        "a.rtf": b"{\\rtf1 }",
        "a.txt": "\n".join(LINES).encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", RUN, *files],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout.startswith("a.txt:2:1: error FZ401")
    assert [line.partition("：")[::2] for line in done.stderr.splitlines()[:5]] == [
        ("a.docx", '读取 Word 文档需要 lxml，请运行：pip install "fazhi-lint[docx]"'),
        ("a.html", '读取网页需要 lxml，请运行：pip install "fazhi-lint[html]"'),
        ("a.ofd", '读取 OFD 文件需要 lxml，请运行：pip install "fazhi-lint[ofd]"'),
        ("a.pdf", '读取 PDF 需要 pypdfium2，请运行：pip install "fazhi-lint[pdf]"'),
        ("a.rtf", '读取旧式 Word 文档需要 lxml，请运行：pip install "fazhi-lint[docx]"'),
    ]
