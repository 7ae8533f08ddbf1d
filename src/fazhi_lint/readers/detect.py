"""Tells a file's format by its content, and by its name only where the content leaves it open."""

from __future__ import annotations

from ..kept import regex
from . import UnreadableError

_HTML = regex.compile(
    rb"^(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--.{0,4000}?-->\s*+)*+"
    rb"<(?:!doctype\s++html|html|head|body|meta|title|table|div|script|style|p|h[1-6])\b",
    regex.IGNORECASE | regex.DOTALL,
)
_TAGS = regex.compile(rb"</(?:html|body|div|p|td|span)>", regex.IGNORECASE)
_ARCHIVE = (b"From: <Saved by", b"MIME-Version:")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def detect(data: bytes, name: str) -> str:
    """``docx``, ``html``, ``pdf``, ``ofd``, ``office`` (by way of LibreOffice) or ``text``.

    Raises UnreadableError for what is certainly no document.
    """
    head = data[:8192]
    if not data:
        raise UnreadableError("是空文件，没有可检查的内容")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError("文档设有密码，请先去除密码再检查")
        return "office"
    if data.startswith(b"{\\rtf"):
        return "office"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(data)
    if data.startswith(_IMAGES) and b"\0" in head:
        raise UnreadableError("是图片，没有可检查的文字")
    if head.startswith((b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        raise UnreadableError("是压缩包，请先解压")
    if head.startswith(_ARCHIVE):
        raise UnreadableError("是单个文件的网页（.mht），请另存为网页（.html）或 .docx")
    ending = name.lower().rpartition(".")[2]
    if _HTML.match(_plain(head)) or (
        ending in {"html", "htm", "shtml"} and _TAGS.search(_plain(data[:200_000]))
    ):
        return "html"
    if ending in {"docx", "pdf", "ofd", "doc", "wps"}:
        raise UnreadableError(f"扩展名为 .{ending}，内容却不是该格式（文件可能已损坏）")
    return "text"


def _plain(head: bytes) -> bytes:
    """UTF-16 with its zeros taken out, so that tags can be seen."""
    return head.replace(b"\0", b"").lstrip(b"\xff\xfe") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _inside_zip(data: bytes) -> str:
    from .package import Package

    names = Package(data, 1).names
    if "word/document.xml" in names or any(
        name.startswith("word/document") and name.endswith(".xml") for name in names
    ):
        return "docx"
    if "OFD.xml" in names:
        return "ofd"
    if "mimetype" in names and "content.xml" in names:
        return "office"
    if "[Content_Types].xml" in names:
        raise UnreadableError("是 Office 文件，但其中没有 Word 正文")
    raise UnreadableError("是压缩包，不是 Word 或 OFD 文档，请先解压")
