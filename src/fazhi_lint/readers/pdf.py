"""Reads .pdf in a process of its own: a few bytes of it can ask PDFium for more memory than there is."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from ..document import Document
from ..model import Span
from ..tables import Cell, Table
from . import UnreadableError

_SECONDS = 120
# The folders to import from come as they are here; nothing is imported from the folder the user is in.
_START = "import sys; sys.path[:] = sys.argv[2:]; from fazhi_lint.readers.pdf_pages import main; main()"


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in a PDF file. Raises UnreadableError with a line in Chinese."""
    if find_spec("pypdfium2") is None:
        raise ModuleNotFoundError(name="pypdfium2")
    words = [sys.executable, "-I", "-c", _START, str(max_size), *sys.path]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"PDF 在 {_SECONDS} 秒内没有读完，未予读取") from None
    except OSError as error:
        raise UnreadableError(f"读 PDF 的进程无法运行（{error.strerror}）") from None
    if done.returncode:
        fault = (done.stderr.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
        if done.returncode > 0 and fault and "MemoryError" not in fault:
            raise RuntimeError(fault)
        raise UnreadableError("PDF 无法读出：要占用的内存过多，或文件已损坏")
    said = json.loads(done.stdout)
    if "problem" in said:
        raise UnreadableError(said["problem"])
    return Document(
        said["text"],
        name,
        places=tuple(said["places"]),
        tables=tuple(_table(*table) for table in said["tables"]),
        whole_lines=True,
    )


def _table(number: int, cells: list[list[Any]], span: list[int]) -> Table:
    made = (
        Cell(row, column, text, Span(start, end), rows, columns)
        for row, column, text, start, end, rows, columns in cells
    )
    return Table(number, tuple(made), Span(*span))
