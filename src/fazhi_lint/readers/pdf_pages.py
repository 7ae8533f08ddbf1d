"""What stands on the pages of a .pdf, by way of PDFium: characters with their places, and ruled lines."""

from __future__ import annotations

import ctypes
import json
import math
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from . import UnreadableError, refuse_too_many_pages
from .areas import Glyph, Sheet
from .grid import Rule
from .layout import lay_out
from .lines import Lines

if TYPE_CHECKING:
    from ..document import Document

_Matrix = tuple[float, float, float, float, float, float]
_Box = tuple[float, float, float, float]

_MAX_GLYPHS = 100_000
_MAX_OBJECTS = 20_000
_MAX_DEPTH = 8
_HAIR = 0.1
_MEMORY = 1_000_000_000
# Radicals that some programs print for the characters they look like; only Kangxi radicals fold by NFKC.
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青页风飞食马骨鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


def main() -> None:
    """Read a PDF from standard input and put what is in it on standard output, as JSON.

    The first argument bounds the text in bytes; the memory is bounded where the system can do that.
    """
    max_size = int(sys.argv[1])
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = _MEMORY + 20 * max_size
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        said = _packed(read(sys.stdin.buffer.read(), "", max_size))
    except UnreadableError as error:
        said = {"problem": str(error)}
    sys.stdout.buffer.write(json.dumps(said).encode())


def _packed(document: Document) -> dict[str, Any]:
    tables = [
        (table.number, [(c.row, c.column, c.text, *c.span, c.rows, c.columns) for c in table.cells], table.span)
        for table in document.tables
    ]
    return {"text": document.text, "places": [dict(place) for place in document.places or ()], "tables": tables}


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in a PDF file. Raises UnreadableError with a line in Chinese."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError("PDF 设有密码，请先去除密码再检查") from None
        raise UnreadableError("PDF 已损坏或不完整，无法读出") from None
    try:
        refuse_too_many_pages("PDF", count, max_size)
        lines = Lines(max_size)
        lay_out(_sheets(document, count), lines)
        return lines.document(name)
    finally:
        document.close()


def _sheets(document: Any, count: int) -> Iterator[Sheet]:
    broken = 0
    for index in range(count):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            broken += 1
            continue
        try:
            yield _sheet(page, index + 1)
        finally:
            page.close()
    if broken:
        raise UnreadableError(f"PDF 已损坏：{broken} 页无法读出")


def _sheet(page: Any, number: int) -> Sheet:
    _outline(_objects(page), 0)
    drawn = _drawn(page, number)
    # The page is turned so that most of its text stands upright; the rest is a watermark or a stamp.
    turns = Counter(quarter for _, quarter, _ in drawn if quarter is not None)
    quarters = turns.most_common(1)[0][0] if turns else 0
    box = page.get_cropbox()
    if quarters:
        # What is drawn is turned, not what is read: not every PDFium knows the boxes of turned characters.
        for _ in range(quarters):
            box = (box[1], -box[2], box[3], -box[0])
            for item in _objects(page):
                raw.FPDFPageObj_Transform(item, 0, -1, 1, 0, 0, 0)
        drawn = _drawn(page, number)
    x0, y0, x1, y1 = box

    def place(left: float, bottom: float, right: float, top: float) -> Rule:
        return Rule(left - x0, y1 - top, right - x0, y1 - bottom)

    glyphs = [Glyph(char, *place(*at)) for char, quarter, at in drawn if quarter == 0]
    return Sheet(number, x1 - x0, y1 - y0, glyphs, [place(*at) for at in _rules(page)])


def _objects(page: Any) -> Iterator[Any]:
    return (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))


def _parts(form: Any) -> Iterator[Any]:
    count = min(raw.FPDFFormObj_CountObjects(form), _MAX_OBJECTS)
    return (raw.FPDFFormObj_GetObject(form, index) for index in range(count))


def _outline(items: Iterable[Any], depth: int) -> None:
    """Give text that leaves no mark an outline, for PDFium passes over text objects without any width.

    Where neither the file nor the system has a font for them, characters are such: a lone one, or a turned row.
    """
    box = [ctypes.c_float() for _ in range(4)]
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            _outline(_parts(item), depth + 1)
            continue
        found = kind == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(item, *box)
        if found and box[2].value - box[0].value < _HAIR:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(item, _HAIR)
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 0, 0)  # has its box measured anew


def _drawn(page: Any, number: int) -> list[tuple[str, int | None, _Box]]:
    """The characters of a page, how many quarters each is turned (None: aslant), and their boxes."""
    text = page.get_textpage()
    try:
        if text.count_chars() > _MAX_GLYPHS:
            raise UnreadableError(f"PDF 第 {number} 页的字符过多，未予读取")
        return list(_characters(text))
    finally:
        text.close()


def _characters(text: Any) -> Iterator[tuple[str, int | None, _Box]]:
    box = raw.FS_RECTF()
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 0xFFFE, 0xFFFF, 10, 13) or not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        if _character(code).isspace() and _is_alone(text, index):
            continue  # a blank drawn by itself: the gap tells as much
        turned = raw.FPDFText_GetCharAngle(text, index) * 2 / math.pi
        quarter = -round(turned) % 4 if abs(turned - round(turned)) < 0.06 else None
        yield _character(code), quarter, (box.left, box.bottom, box.right, box.top)


def _is_alone(text: Any, index: int) -> bool:
    """Whether a character was drawn by itself: those drawn together are placed by one matrix."""
    return _matrix(text, index) not in (_matrix(text, index - 1), _matrix(text, index + 1))


def _matrix(text: Any, index: int) -> _Matrix | None:
    own = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, own):
        return None
    return (own.a, own.b, own.c, own.d, own.e, own.f)


def _character(code: int) -> str:
    if code == 2:
        return "-"  # PDFium's mark for a hyphen at the end of a line
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    char = chr(code)
    if 0x2F00 <= code <= 0x2FD5:
        return unicodedata.normalize("NFKC", char)
    return _RADICALS.get(char, char)


def _rules(page: Any) -> Iterator[_Box]:
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if raw.FPDFPage_CountObjects(page) <= _MAX_OBJECTS:
        for item in _objects(page):
            yield from _paths(item, identity, 0)


def _paths(item: Any, outer: _Matrix, depth: int) -> Iterator[_Box]:
    """The straight level or upright lines that an object draws, as boxes on the page."""
    kind = raw.FPDFPageObj_GetType(item)
    if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
        return
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, own)
    matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        if depth < _MAX_DEPTH:
            for part in _parts(item):
                yield from _paths(part, matrix, depth + 1)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    points = list(_points(item, matrix))
    if not points:
        return
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if min(box[2] - box[0], box[3] - box[1]) <= 3:
        yield box
    elif stroke.value:
        for (x0, y0, _), (x1, y1, drawn) in pairwise(points):
            if drawn:
                yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _points(item: Any, matrix: _Matrix) -> Iterator[tuple[float, float, bool]]:
    """The corners of a path; True where a line leads to the corner."""
    a, b, c, d, e, f = matrix
    begin: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), 1_000)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        yield (*point, kind == raw.FPDF_SEGMENT_LINETO)
        if raw.FPDFPathSegment_GetClose(segment) and begin is not None:
            yield (*begin, True)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
