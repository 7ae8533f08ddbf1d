"""A zip of XML parts, opened with suspicion: what .docx and .ofd files are.

Nothing is unpacked to disk. Every part read is charged to one budget, so that a small file cannot grow
without bound; document types, entities and external references are refused before anything is parsed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from . import UnreadableError, too_large

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_PARTS = 20_000
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, OSError)


class Package:
    """The parts of a zip. ``budget`` is how many bytes may be unpacked in all; UnreadableError beyond it."""

    def __init__(self, data: bytes, budget: int) -> None:
        self._left = self._budget = budget
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise UnreadableError("文件已损坏或不完整（压缩结构无法读出）") from None
        if len(entries) > _MAX_PARTS:
            raise UnreadableError("压缩包内的文件过多，未予读取")
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableError("文件设有密码，请先去除密码再检查")
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self.names = frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises UnreadableError if it is absent, broken or beyond the budget."""
        if name not in self._entries:
            raise UnreadableError(f"文件不完整：缺少 {name}")
        try:
            with self._zip.open(self._entries[name]) as part:
                data = part.read(self._left + 1)
        except _BROKEN:
            raise UnreadableError(f"文件已损坏或不完整（{name} 无法读出）") from None
        self._left -= len(data)
        if self._left < 0:
            raise too_large("解压后的内容", self._budget)
        return data

    def xml(self, name: str) -> _Element:
        """The root element of a part. Raises UnreadableError if it is no sound XML."""
        return parse_xml(self.read(name), name)


def parse_xml(data: bytes, name: str) -> _Element:
    """Parse XML that refers to nothing outside itself. Raises UnreadableError naming the part."""
    from lxml import etree

    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableError(f"{name} 含有文档类型声明或实体，出于安全未予读取")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError(f"文件已损坏或不完整（{name} 不是合法的 XML）") from None


def repack(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The zip with some parts replaced or added; every other part keeps its bytes, place and date."""
    out = BytesIO()
    left = dict(changed)
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = old.comment
        for entry in old.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/")
            new.writestr(entry, left.pop(name) if name in left else old.read(entry))
        for name, content in left.items():
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
