"""The room that writes into Word files: findings as comments, fixes in the runs. The rest stays as it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from .fix import Fixed, FixError, apply_edits, compatible
from .model import Edit, Finding, Fix, Report, Span
from .readers import MAX_SIZE, UnreadableError
from .readers.docx import DocxText, Piece, parse_part, read_text, strictly
from .readers.numbering import W
from .readers.package import repack
from .values import value

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .document import Document

AUTHOR = "fazhi-lint"
_INITIALS = "fz"
_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
_SAYS_HOW = ("应为", "宜写作")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAX_ROUNDS = 50


def annotate(data: bytes, findings: Sequence[Finding], max_size: int = MAX_SIZE) -> bytes:
    """A copy of a .docx with a comment at each finding; ``findings`` are those of the same file.

    Parts that hold no comment mark keep their bytes. Raises UnreadableError, also where the findings are
    not of this text.
    """
    read = read_text(data, "", max_size)
    text = read.document.text
    if any(text[slice(*finding.span)] != finding.quote for finding in findings):
        raise UnreadableError("检查期间文件已被别的程序改动，请再运行一次")
    marked = [finding for finding in findings if read.pieces]
    _cut(read, {offset for finding in marked for offset in finding.span})
    comments, changed = _comments_part(read)
    free = max((int(i) for c in comments if (i := c.get(f"{W}id", "")).isdecimal()), default=-1) + 1
    for number, finding in enumerate(marked, start=free):
        _mark(read.pieces, finding, number)
        comments.append(_comment(text, finding, number))
    changed |= {read.main: read.parts[read.main], _beside(read, "comments.xml"): comments}
    return repack(data, {name: _bytes(part, read.strict) for name, part in changed.items()})


def _beside(read: DocxText, name: str) -> str:
    return f"{read.main.rpartition('/')[0]}/{name}"


def _comments_part(read: DocxText) -> tuple[_Element, dict[str, _Element]]:
    """The comments of the file, empty where it has none yet, and the parts that make them known."""
    from lxml import etree

    part = _beside(read, "comments.xml")
    if part in read.package.names:
        return parse_part(read.package.read(part), part), {}
    folder, _, name = read.main.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    relations = read.package.xml(links) if links in read.package.names else etree.fromstring(empty)
    taken = {relation.get("Id") for relation in relations}
    free = next(name for count in range(len(taken) + 1) if (name := f"rIdFazhi{count}") not in taken)
    etree.SubElement(
        relations, f"{{{_RELATIONS}}}Relationship", {"Id": free, "Type": _COMMENTS, "Target": "comments.xml"}
    )
    types = read.package.xml("[Content_Types].xml")
    etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE})
    root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    return root, {links: relations, "[Content_Types].xml": types}


def _comment(text: str, finding: Finding, number: int) -> _Element:
    from lxml import etree

    comment = etree.Element(
        f"{W}comment", {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}initials": _INITIALS}, {"w": W[1:-1]}
    )
    title = f"{_SEVERITIES[str(finding.severity)]} {finding.code} {finding.name}"
    lines = [title, finding.message, *finding.evidence]
    # A message that says how it is written speaks of the whole; the fix may mend only its rule's part of it.
    if finding.raw_fix is not None and not any(words in finding.message for words in _SAYS_HOW):
        lines.append(f"建议改为：{_fixed_quote(text, finding, finding.raw_fix)}")
    for line in lines:
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = _printable(line)
    return comment


def _fixed_quote(text: str, finding: Finding, fix: Fix) -> str:
    """The words of the finding as the fix would leave them."""
    spans = [finding.span, *(edit.span for edit in fix.edits)]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in fix.edits]
    return apply_edits(text[start:end], moved) or "（删去）"


def _printable(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(char for char in text if char >= " " or char == "\t")


def _mark(pieces: Sequence[Piece], finding: Finding, number: int) -> None:
    """Put the marks of a comment around the runs of a finding, which were cut at its ends."""
    first, last = _touched(pieces, *finding.span)
    begin, end = _run_of(pieces[first]), _run_of(pieces[last])
    reference = begin.makeelement(f"{W}r")
    reference.append(begin.makeelement(f"{W}commentReference", {f"{W}id": str(number)}))
    begin.addprevious(begin.makeelement(f"{W}commentRangeStart", {f"{W}id": str(number)}))
    end.addnext(reference)
    end.addnext(begin.makeelement(f"{W}commentRangeEnd", {f"{W}id": str(number)}))


def _touched(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """The first and the last piece of a span; the nearest one where it holds only what Word makes itself."""
    first = bisect_right(pieces, start, key=lambda piece: piece.end)
    last = bisect_left(pieces, max(end, start + 1), key=lambda piece: piece.start) - 1
    if first > last:
        first = last = min(first, len(pieces) - 1)
    return first, last


def _run_of(piece: Piece) -> _Element:
    parent = piece.element.getparent()
    found = piece.anchor if piece.anchor is not None else parent
    assert found is not None
    return found


def _cut(read: DocxText, offsets: Iterable[int]) -> None:
    """Split runs so that none reaches over one of the offsets; both halves keep the formatting."""
    cuts = sorted(offsets)
    pieces: list[Piece] = []
    for piece in read.pieces:
        inside = cuts[bisect_right(cuts, piece.start) : bisect_left(cuts, piece.end)]
        if piece.anchor is not None:
            inside = []
        element, start = piece.element, piece.start
        for cut in inside:
            after = _split(element, cut - start)
            pieces.append(Piece(start, cut, element))
            element, start = after, cut
        pieces.append(Piece(start, piece.end, element, piece.anchor))
    read.pieces[:] = pieces


def _split(text: _Element, at: int) -> _Element:
    """Split the run of a text element before the character ``at``; returns the text element of the new run."""
    run = text.getparent()
    assert run is not None
    words = text.text or ""
    new = run.makeelement(run.tag, {str(key): str(value) for key, value in run.attrib.items()})
    properties = run.find(f"{W}rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    rest = run.makeelement(text.tag)
    _say(text, words[:at])
    following = list(text.itersiblings())
    new.append(rest)
    new.extend(following)
    _say(rest, words[at:])
    run.addnext(new)
    return rest


def _say(element: _Element, words: str) -> None:
    element.text = words
    element.set(_SPACE, "preserve")


def _bytes(root: _Element, strict: bool) -> bytes:
    from lxml import etree

    data = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return strictly(data) if strict else data


@value
class FixedDocx:
    """A .docx after its fixes: its bytes, and the text before and after with what is still found."""

    data: bytes
    before: str
    fixed: Fixed


def fix_docx(
    data: bytes,
    name: str,
    lint: Callable[[Document], Report],
    wanted: Callable[[Finding], bool],
    max_size: int = MAX_SIZE,
) -> FixedDocx:
    """Apply the wanted fixes to the runs of a .docx, whose formatting stays, until there are none.

    A fix that would change what Word itself makes, such as an automatic number, is left. Raises
    UnreadableError, and FixError where the fixes of two rules undo each other.
    """
    before: str | None = None
    seen: set[str] = set()
    applied = 0
    for _ in range(_MAX_ROUNDS):
        read = read_text(data, name, max_size)
        text = read.document.text
        before = text if before is None else before
        report = lint(read.document)
        possible = {f.raw_fix for f in report.findings if f.raw_fix and wanted(f)}
        fixes = compatible({fix for fix in possible if _is_possible(read, fix)})
        if not fixes:
            return FixedDocx(data, before, Fixed(text, applied, report))
        if text in seen:
            raise FixError("两条规则的修改互相抵消，文件未改动")
        seen.add(text)
        for edit in sorted({edit for fix in fixes for edit in fix.edits}, reverse=True):
            _apply(read, _least(text, edit))
        touched = {
            name: part for name, part in read.parts.items() if name.endswith(("document.xml", "notes.xml"))
        }
        touched[read.main] = read.parts[read.main]
        data = repack(data, {name: _bytes(part, read.strict) for name, part in touched.items()})
        applied += len(fixes)
    raise FixError(f"修改{_MAX_ROUNDS}遍后仍有可改之处，文件未改动")


def _is_possible(read: DocxText, fix: Fix) -> bool:
    """Whether every character the fix takes away stands in a run, and every one it adds can stand in one."""
    for edit in fix.edits:
        span = _least(read.document.text, edit).span
        covered = sum(
            min(piece.end, span.end) - max(piece.start, span.start)
            for piece in _in_span(read.pieces, span.start, span.end)
        )
        if covered < span.end - span.start or _place_for(read.pieces, span.start) is None or "\n" in edit.text:
            return False
    return True


def _least(text: str, edit: Edit) -> Edit:
    """The edit without what stays the same at its ends, so that formatting changes nowhere else."""
    old, new = text[edit.span.start : edit.span.end], edit.text
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = edit.span.start + head, edit.span.end - tail
    return Edit(Span(start, end), new[head : len(new) - tail])


def _in_span(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    first = bisect_right(pieces, start, key=lambda piece: piece.end)
    last = bisect_left(pieces, end, key=lambda piece: piece.start)
    return pieces[first:last]


def _place_for(pieces: Sequence[Piece], offset: int) -> Piece | None:
    """The piece that takes what is inserted at the offset: the one before it, else the one after."""
    at = bisect_left(pieces, offset, key=lambda piece: piece.end)
    return pieces[at] if at < len(pieces) and pieces[at].start <= offset else None


def _apply(read: DocxText, edit: Edit) -> None:
    """Make one edit; edits come from the end of the text, so that the offsets before it stay true."""
    start, end = edit.span
    touched = _in_span(read.pieces, start, end)
    for piece in touched:
        words = piece.element.text or ""
        left, right = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
        _say(piece.element, words[:left] + (edit.text if piece is touched[0] else "") + words[right:])
    if not touched:
        piece_before = _place_for(read.pieces, start)
        assert piece_before is not None
        words = piece_before.element.text or ""
        at = start - piece_before.start
        _say(piece_before.element, words[:at] + edit.text + words[at:])
