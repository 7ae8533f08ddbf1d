"""Reads .docx: what the page shows, with tracked changes read as accepted.

The walk gives every piece of text together with the element it stands in, so that findings can be written
back as comments or corrections (:class:`DocxText.pieces`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from ..kept import regex
from ..tables import Cell
from . import UnreadableError
from .lines import MAX_COLUMNS, Lines, soft_breaks
from .numbering import Numbering, W
from .package import Package

if TYPE_CHECKING:
    from ..document import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _MATH[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
# What only wraps what it holds, and the changes that take a paragraph's mark away.
_WRAPS = {
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "fldSimple",
        "ruby", "rubyBase",
    )
} | {_MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"}  # fmt: skip
_MARK_GONE = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")
_SYMBOLS = {
    0xF0FE: "☑",
    0xF052: "☑",
    0xF0FD: "☒",
    0xF0A8: "□",
    0xF0A3: "□",
    0xF06F: "□",
    0xF06E: "■",
    0xF0FC: "✓",
}
_TOC = regex.compile(r"\s*TOC\b", regex.IGNORECASE)
_BLANKS = str.maketrans("\n\r", "  ")


class Piece(NamedTuple):
    """``text[start:end]`` of the document is the text of ``element``.

    ``anchor`` is what stands for it in the body where Word allows no comment on the words themselves: the
    run that holds a text box or refers to a note, a formula.
    """

    start: int
    end: int
    element: etree._Element
    anchor: etree._Element | None = None


@dataclass
class DocxText:
    """A .docx as read: its document, the element behind every piece of it, and the parts these stand in.

    ``main`` names the part that holds the body; ``strict`` says that the file names things in the strict way,
    which is turned into the usual one for everything here.
    """

    document: Document
    pieces: list[Piece]
    package: Package
    parts: dict[str, etree._Element]
    main: str
    strict: bool


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in a .docx file. Raises UnreadableError with a line in Chinese."""
    return read_text(data, name, max_size).document


def read_text(file: bytes, name: str, max_size: int) -> DocxText:
    """The document in a .docx file together with the elements it came from."""
    package = Package(file, max_size)
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    data = package.read(main)
    parts = {main: parse_part(data, main)}
    for part in (f"{folder}/{name}.xml" for name in ("numbering", "styles", "footnotes", "endnotes")):
        if part in package.names:
            parts[part] = parse_part(package.read(part), part)
    body = parts[main].find(f"{W}body")
    if body is None:
        raise UnreadableError("Word 文件中没有正文")
    numbering = Numbering.of(parts.get(f"{folder}/numbering.xml"), parts.get(f"{folder}/styles.xml"))
    walk = _Walk(Lines(max_size), numbering)
    walk.blocks(body, {})
    walk.notes(parts.get(f"{folder}/footnotes.xml"), "footnote")
    walk.notes(parts.get(f"{folder}/endnotes.xml"), "endnote")
    return DocxText(walk.lines.document(name), walk.pieces, package, parts, main, _STRICT in data)


def _main_part(package: Package) -> str:
    """The name of the part that holds the body, as the package's relationships give it."""
    if "_rels/.rels" in package.names:
        for relation in package.xml("_rels/.rels").iter(_RELATION):
            if relation.get("Type", "").endswith(_MAIN):
                target = relation.get("Target", "").lstrip("/")
                if target in package.names:
                    return target
    return "word/document.xml"


def parse_part(data: bytes, part: str) -> etree._Element:
    """The root of a part, strict names turned into the usual ones. Raises UnreadableError naming the part."""
    if _STRICT in data:
        for strict, plain in _TRANSITIONAL:
            data = data.replace(strict, plain)
    from .package import parse_xml

    return parse_xml(data, part)


def strictly(data: bytes) -> bytes:
    """The bytes of a part with the usual names turned into the strict ones."""
    for strict, plain in _TRANSITIONAL:
        data = data.replace(plain, strict)
    return data


@dataclass
class _Walk:
    """Goes through the body once, in reading order."""

    lines: Lines
    numbering: Numbering
    pieces: list[Piece] = field(default_factory=list)
    _paragraphs: int = 0
    _notes: dict[str, list[tuple[str, etree._Element]]] = field(
        default_factory=lambda: {"footnote": [], "endnote": []}
    )
    # A field: begun ("code", not shown), then separated ("result", shown); they nest.
    _fields: list[list[str]] = field(default_factory=list)
    _line: list[tuple[str, etree._Element | None, etree._Element | None]] = field(default_factory=list)
    _boxes: list[tuple[etree._Element, etree._Element]] = field(default_factory=list)
    _anchor: etree._Element | None = None

    def blocks(self, parent: etree._Element, place: dict[str, int]) -> None:
        """Paragraphs and tables; ``place`` is empty in the body, where paragraphs are counted."""
        pending = False
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                self._table(block)
                continue
            here = place
            if not place:
                self._paragraphs += 1
                here = {"paragraph": self._paragraphs}
            pending = self._paragraph(block, here)
        if pending:
            self._flush("", place or {"paragraph": self._paragraphs})

    def notes(self, root: etree._Element | None, kind: str) -> None:
        """The foot- or endnotes that were referred to, in the order of their references."""
        if root is None or not self._notes[kind]:
            return
        found = {note.get(f"{W}id"): note for note in root.iterfind(f"{W}{kind}")}
        for number, (name, reference) in enumerate(self._notes[kind], start=1):
            if name in found:
                self._apart(found[name], {kind: number}, reference)

    def _apart(self, parent: etree._Element, place: dict[str, int], anchor: etree._Element) -> None:
        """Blocks that stand outside of the body; ``anchor`` is the run in the body that calls them."""
        before = self._anchor
        self._anchor = before if before is not None else anchor
        self.blocks(parent, place)
        self._anchor = before

    def _paragraph(self, paragraph: etree._Element, place: dict[str, int]) -> bool:
        """Read one; True if its mark is deleted, so that the next one goes on with its line."""
        self._inline(paragraph)
        if any(paragraph.find(path) is not None for path in _MARK_GONE):
            return True
        if _is_contents(paragraph):
            self._line.clear()
        label = self.numbering.label(paragraph)
        self._flush(label, place)
        return False

    def _flush(self, label: str, place: dict[str, int]) -> None:
        boxes, self._boxes = self._boxes, []
        atoms, self._line = self._line, []
        text = label + "".join(piece for piece, _, _ in atoms)
        if text.strip():
            text = soft_breaks(text)
            start = self.lines.add(text, place).start + len(label)
            for piece, element, anchor in atoms:
                if element is not None:
                    self.pieces.append(Piece(start, start + len(piece), element, anchor))
                start += len(piece)
        for box, run in boxes:
            self._apart(box, place, run)

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{_MC}AlternateContent":
                self._inline(_alternative(child))
            elif tag in _WRAPS:
                self._inline(child)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                for text in child.iter(f"{_MATH}t"):
                    self._say(text.text or "", text, child)

    def _run(self, run: etree._Element) -> None:
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off"):
            # Field marks may stand in hidden runs; only the words are not shown.
            for mark in run.iterfind(f"{W}fldChar"):
                self._field(mark)
            return
        self._run_content(run, run)

    def _run_content(self, parent: etree._Element, run: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}t":
                self._say(child.text or "", child)
            elif tag in (f"{W}tab", f"{W}ptab"):
                self._say("\t", None)
            elif tag in (f"{W}br", f"{W}cr"):
                if child.get(f"{W}type", "textWrapping") == "textWrapping":
                    self._say("\n", None)
            elif tag == f"{W}noBreakHyphen":
                self._say("-", None)
            elif tag == f"{W}sym":
                self._say(_symbol(child.get(f"{W}char", "")), None)
            elif tag == f"{W}fldChar":
                self._field(child)
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1][1] += child.text or ""
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._notes[tag[len(W) : -len("Reference")]].append((child.get(f"{W}id", ""), run))
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._boxes.extend((box, run) for box in _boxes(child))
            elif tag == f"{_MC}AlternateContent":
                self._run_content(_alternative(child), run)
            elif tag == f"{W}ruby":
                self._inline(child)

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(["code", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _say(self, text: str, element: etree._Element | None, anchor: etree._Element | None = None) -> None:
        if text and all(state == "result" and not _TOC.match(code) for state, code in self._fields):
            words = text.translate(_BLANKS) if element is not None else text
            self._line.append((words, element, self._anchor if self._anchor is not None else anchor))

    def _table(self, table: etree._Element) -> None:
        number = self.lines.open_table()
        cells: list[Cell] = []
        above: dict[int, int] = {}  # grid column: index in ``cells`` of the cell that may reach down
        for row, line in enumerate(_parts(table, "tr", "del")):
            column = min(_whole(line.find(f"{W}trPr/{W}gridBefore")), MAX_COLUMNS)
            still: dict[int, int] = {}
            for ordinal, cell in enumerate(_parts(line, "tc", "cellDel"), start=1):
                width = max(_whole(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
                if column + width > MAX_COLUMNS:
                    raise UnreadableError("表格的列数过多，未予读取")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                    at = above[column]
                    old = cells[at]
                    cells[at] = Cell(old.row, old.column, old.text, old.span, row - old.row + 1, old.columns)
                    still[column] = at
                else:
                    since = self.lines.offset
                    self.blocks(cell, {"table": number, "row": row + 1, "cell": ordinal})
                    cells.append(self.lines.cell(row, column, since, 1, width))
                    if merge is not None:
                        still[column] = len(cells) - 1
                column += width
            above = still
        self.lines.close_table(number, cells)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        tag = child.tag
        if tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif tag == f"{_MC}AlternateContent":
            yield from _blocks(_alternative(child))
        elif tag in _WRAPS and not _holds_contents(child):
            yield from _blocks(child)


def _parts(parent: etree._Element, tag: str, removed: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, but for those that a tracked change has ``removed``."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            if child.find(f"{W}{tag}Pr/{W}{removed}") is None:
                yield child
        elif child.tag in _WRAPS:
            yield from _parts(child, tag, removed)


def _alternative(choices: etree._Element) -> etree._Element:
    """The branch Word shows: the first choice; the fallback where there is none."""
    found = choices.find(f"{_MC}Choice")
    if found is None:
        found = choices.find(f"{_MC}Fallback")
    return choices if found is None else found


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in a drawing."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _boxes(_alternative(child))
        else:
            yield from _boxes(child)


def _holds_contents(control: etree._Element) -> bool:
    """Whether a content control is a table of contents made by Word."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _is_contents(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and regex.fullmatch(r"TOC\d", style.get(f"{W}val", "")) is not None


def _whole(element: etree._Element | None) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
        return _SYMBOLS.get(value, chr(value))
    except (ValueError, OverflowError):
        return ""
