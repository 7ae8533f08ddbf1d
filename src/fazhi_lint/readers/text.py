"""The reader of plain text: UTF-8 with or without a byte-order mark, or GB18030 (GBK, GB 2312)."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ..document import Document
from ..values import value
from . import UnreadableError, too_large

# Of the Han text of real reports less than 1 % lies outside GB 2312; of UTF-8 or Big5 misread as
# GB18030 more than 35 % does.
_RARE_SHARE = 0.25


@value
class PlainText:
    """A text with what is needed to write it back byte for byte: line ends stay as stored."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """``text`` in the encoding it was read from. Raises UnicodeEncodeError where that lacks a character."""
        return self.mark + text.encode(self.encoding)


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in a text file. Raises UnreadableError."""
    if len(data) > max_size:
        raise too_large("文件", max_size)
    return Document(decode(data).text, name)


def decode(data: bytes) -> PlainText:
    """Read bytes as text. Raises UnreadableError, which says in one line what is wrong and what to do."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise UnreadableError("是 UTF-16 编码，请另存为 UTF-8")
    if b"\0" in data:
        raise UnreadableError("不是文本文件（含有空字节），请另存为 UTF-8 文本")
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    try:
        plain = PlainText(data[len(mark) :].decode("utf-8"), "utf-8", mark)
    except UnicodeDecodeError as error:
        plain = _gb18030(data, len(mark) + error.start)
    if not plain.text.strip():
        raise UnreadableError("是空文件，没有可检查的内容")
    return plain


def _gb18030(data: bytes, wrong: int) -> PlainText:
    """The data as GB18030; ``wrong`` is the offset of the first byte that is not UTF-8."""
    try:
        plain = PlainText(data.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        # Chinese before the wrong byte that reads well as UTF-8 shows which encoding was meant.
        meant = "UTF-8" if not data[:wrong].isascii() else "UTF-8 也不是 GB18030"
        wrong = wrong if meant == "UTF-8" else error.start
    else:
        if _rare_share(plain.text) <= _RARE_SHARE:
            return plain
        meant = "UTF-8 也不是 GB18030"
    line = data.count(b"\n", 0, wrong) + 1
    raise UnreadableError(f"编码不是 {meant}（第{line}行有读不出的字节），请另存为 UTF-8")


def _rare_share(text: str) -> float:
    """The share of the wide characters that GB 2312 lacks; dashes and dots, which it maps otherwise, aside."""
    text = text.replace("—", "").replace("·", "")
    plain = len(text.encode("ascii", "ignore"))
    wide = len(text) - plain
    known = (len(text.encode("gb2312", "ignore")) - plain) // 2
    return (wide - known) / wide if wide else 0.0
