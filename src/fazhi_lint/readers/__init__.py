"""The room of readers: from the bytes of a file to a Document. One file a format, loaded when it is met.

Lines are whole paragraphs and table cells in reading order, and each knows where it stands in the original.
Nothing here opens the network or any other file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ..model import UserError

if TYPE_CHECKING:
    from ..document import Document

# What is picked up in a folder; a file named on the command line is read whatever its name.
SUFFIXES = (".txt", ".md", ".docx", ".html", ".htm", ".pdf", ".ofd", ".doc", ".wps", ".rtf", ".odt")
MAX_SIZE = 50_000_000
# A full page holds 3 KB of text.
_PAGE = 25_000
_MANY_PAGES = 2_000

# Format: what it is called, the extra that brings its library.
_FORMATS = {
    "text": ("纯文本", ""),
    "docx": (" Word 文档", "docx"),
    "html": ("网页", "html"),
    "pdf": (" PDF ", "pdf"),
    "ofd": (" OFD 文件", "ofd"),
    "office": ("旧式 Word 文档", "docx"),
}
_LIBRARIES = ("lxml", "pypdfium2")


class UnreadableError(UserError):
    """A file that cannot be read; the message is without the file's name."""


def too_large(what: str, limit: int) -> UnreadableError:
    """The complaint that something is larger than ``limit`` bytes."""
    return UnreadableError(f"{what}超过 {limit / 1_000_000:g} MB，未予读取（可用 --max-size 放宽）")


def refuse_too_many_pages(called: str, count: int, max_size: int) -> None:
    """Raise UnreadableError for a file of more pages than a text of ``max_size`` bytes could need."""
    most = max(_MANY_PAGES, max_size // _PAGE)
    if count > most:
        raise UnreadableError(f"{called} 共 {count} 页，超过 {most} 页，未予读取（可用 --max-size 放宽）")


def read_document(data: bytes, name: str, max_size: int = MAX_SIZE) -> Document:
    """The Document in ``data``, whose format is told by its content before its name.

    ``name`` is what reports call it. ``max_size`` bounds the text (bytes of UTF-8) and what may be unpacked
    on the way to it. Raises UnreadableError.
    """
    from .detect import detect

    kind = detect(data, name)
    called, extra = _FORMATS[kind]
    try:
        document: Document = import_module(f".{kind}", __name__).read(data, name, max_size)
    except ModuleNotFoundError as error:
        if error.name not in _LIBRARIES:
            raise
        raise UnreadableError(
            f'读取{called}需要 {error.name}，请运行：pip install "fazhi-lint[{extra}]"'
        ) from None
    return document
