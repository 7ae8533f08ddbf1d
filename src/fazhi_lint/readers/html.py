"""Reads saved web pages: the report without the site around it, tables kept, any declared encoding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from ..kept import regex
from ..tables import Cell
from . import UnreadableError, too_large
from .lines import MAX_COLUMNS, Lines, soft_breaks
from .page import BLOCKS, find, trimmed, words

if TYPE_CHECKING:
    from ..document import Document

_DECLARED = regex.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", regex.IGNORECASE
)
_BLANKS = regex.compile(r"[ \t\r\n\f]+")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_BAD_SHARE = 200
_MAX_TAGS = 500_000
_LONG_CELL = 400


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in a web page. Raises UnreadableError with a line in Chinese."""
    if len(data) > max_size:
        raise too_large("网页", max_size)
    root = _parse(decode(data))
    page = find(root)
    walk = _Walk(Lines(max_size))
    for line in page.head:
        walk.emit(line)
    walk.blocks(page.main, None)
    return walk.lines.document(name)


def decode(data: bytes) -> str:
    """The page as text: UTF-8 where it is that, else the encoding it declares, else GB18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = [match.decode("ascii").lower() for match in _DECLARED.findall(data[:8192])]
    codes = [code for code in (*(_ALIASES.get(code, code) for code in declared), "gb18030") if _is_known(code)]
    for code in codes:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    # A page cut in the middle of a character, or with a few stray bytes, is still read.
    texts = [data.decode(code, "replace") for code in ("utf-8", *codes)]
    text = min(texts, key=lambda text: text.count("\ufffd") / len(text))
    if text.count("\ufffd") * _BAD_SHARE < len(text):
        return text
    raise UnreadableError("网页的编码既不是 UTF-8，也不是 GB18030 或其自称的编码，请另存为 UTF-8")


def _is_known(code: str) -> bool:
    try:
        b"  ".decode(code, "ignore")  # nothing at all is decoded without a look at the name
    except (LookupError, UnicodeError):
        return False
    return True


def _parse(text: str) -> etree._Element:
    if text.count("<") > _MAX_TAGS:
        # Every tag costs a hundred times its letters.
        raise UnreadableError(f"网页的标签超过 {_MAX_TAGS} 个，未予读取")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("网页的标签嵌套过深，未予读取")
    if root is None:
        raise UnreadableError("网页中没有可检查的文字")
    return root


class _Walk:
    """Goes through the text of the page once and makes lines of it."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._line: list[str] = []
        self._number = ""  # of an item of a list, until the first of its words is met
        self._paragraphs = 0
        self._place: dict[str, int] | None = None

    def emit(self, text: str) -> None:
        """Add a line (or several, broken by soft breaks) unless it is blank or belongs to the site."""
        lines = (trimmed(line) for line in soft_breaks(text).split("\n"))
        kept = [line.strip(" ") for line in lines if line.strip()]
        if not kept:
            return
        place = self._place
        if place is None:
            self._paragraphs += 1
            place = {"paragraph": self._paragraphs}
        self.lines.add("\n".join(kept), place)

    def blocks(self, parent: etree._Element, place: dict[str, int] | None) -> None:
        """The lines of an element; ``place`` is that of the table cell it is, None elsewhere."""
        before, self._place = self._place, place
        self._inside(parent)
        self._flush()
        self._place = before

    def _inside(self, parent: etree._Element) -> None:
        keep = parent.tag == "pre"
        self._say(parent.text, keep)
        counter = _start(parent)
        for child in parent:
            tag = child.tag
            if tag == "br":
                self._line.append("\n")
            elif tag == "table":
                self._flush()
                self._table(child)
            elif tag in BLOCKS:
                self._flush()
                if tag == "li" and counter is not None:
                    self._number = "" if words(child)[:1].isdigit() else f"{counter}."
                    counter += 1
                self._inside(child)
                self._flush()
                if tag == "li":
                    self._number = ""
            elif isinstance(tag, str):
                self._inside(child)
            self._say(child.tail, keep)

    def _say(self, text: str | None, keep: bool) -> None:
        if text:
            self._line.append(text if keep else _BLANKS.sub(_blank, text))

    def _flush(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if text.strip():
            self.emit(self._number + text.lstrip() if self._number else text)
            self._number = ""

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if not _is_data(table, rows):
            for cell in chain.from_iterable(rows):
                self._inside(cell)
                self._flush()
            return
        for caption in table.iterfind("caption"):
            self._inside(caption)
            self._flush()
        self._number = ""
        number = self.lines.open_table()
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        for row, in_row in enumerate(rows):
            column = 0
            for ordinal, cell in enumerate(in_row, start=1):
                while (row, column) in taken:
                    column += 1
                wide = min(_span(cell, "colspan"), MAX_COLUMNS)
                high = min(_span(cell, "rowspan") or len(rows), len(rows) - row)
                if column + wide > MAX_COLUMNS:
                    raise UnreadableError("表格的列数过多，未予读取")
                if high > 1:
                    taken.update(
                        (at, column + over) for at in range(row + 1, row + high) for over in range(wide)
                    )
                since = self.lines.offset
                self.blocks(cell, {"table": number, "row": row + 1, "cell": ordinal})
                cells.append(self.lines.cell(row, column, since, high, wide))
                column += wide
        self.lines.close_table(number, cells)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _is_data(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Whether a table holds data; many pages use tables to lay out their text."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    if any(words(inner) for inner in table.iter("table") if inner is not table):
        return False
    lengths = [len(words(cell)) for row in rows for cell in row]
    return max(lengths) <= _LONG_CELL or sum(lengths) < _LONG_CELL * len(rows)


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _start(parent: etree._Element) -> int | None:
    """The number before the first item of an ordered list as browsers print it; None elsewhere."""
    if parent.tag != "ol" or (parent.get("type") or "1") != "1" or "list-style" in (parent.get("style") or ""):
        return None
    start = parent.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _blank(match: regex.Match[str]) -> str:
    """A line end of the source between Chinese characters is no blank; any other run of blanks is one."""
    if "\n" not in match.group():
        return " "
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " if before.isascii() and after.isascii() and before and after else ""
