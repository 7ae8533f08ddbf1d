"""Reads .ofd (GB/T 33190—2016): text objects and drawn lines of every page, in millimetres.

Only what is drawn is read: annotations, seals and attachments are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from ..kept import regex
from . import UnreadableError, refuse_too_many_pages
from .areas import Glyph, Sheet
from .grid import Rule
from .layout import lay_out
from .lines import Lines
from .package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ..document import Document

_MAX_GLYPHS = 100_000
_POINT = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_PATH = regex.compile(r"([MLBQACS])([^A-Z]*)")


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in an OFD file. Raises UnreadableError with a line in Chinese."""
    package = Package(data, max_size)
    roots = [(element.text or "").strip() for element in _all(package.xml("OFD.xml"), "DocRoot")]
    if not roots:
        raise UnreadableError("OFD 文件不完整：没有写明文档所在")
    lines = Lines(max_size)
    lay_out((sheet for root in roots for sheet in _sheets(package, _path("", root), max_size)), lines)
    return lines.document(name)


def _sheets(package: Package, document: str, max_size: int) -> Iterator[Sheet]:
    root = package.xml(document)
    templates = {
        element.get("ID", ""): _path(document, element.get("BaseLoc", ""))
        for element in _all(root, "TemplatePage")
    }
    common = next(_all(root, "PhysicalBox"), None)
    size = _numbers("" if common is None else common.text or "")
    pages = [page for parent in _all(root, "Pages") for page in _all(parent, "Page")]
    refuse_too_many_pages("OFD", len(pages), max_size)
    drawn: dict[str, tuple[list[Glyph], list[Rule]]] = {}
    for number, page in enumerate(pages, start=1):
        content = package.xml(_path(document, page.get("BaseLoc", "")))
        own = next(_all(content, "PhysicalBox"), None)
        box = _numbers("" if own is None else own.text or "") or size or _A4
        if len(box) != 4:
            box = _A4
        glyphs, rules = _draw(content)
        for used in dict.fromkeys(element.get("TemplateID", "") for element in _all(content, "Template")):
            part = templates.get(used)
            if part is None or part not in package.names:
                continue
            if part not in drawn:
                drawn[part] = _draw(package.xml(part))
            glyphs, rules = glyphs + drawn[part][0], rules + drawn[part][1]
        yield Sheet(number, box[2] * _POINT, box[3] * _POINT, glyphs, rules)


def _draw(page: _Element) -> tuple[list[Glyph], list[Rule]]:
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for element in page.iter():
        kind = _local(element)
        if element.get("Visible") == "false":
            continue
        if kind == "TextObject":
            glyphs.extend(_text(element))
            if len(glyphs) > _MAX_GLYPHS:
                raise UnreadableError("OFD 一页的字符过多，未予读取")
        elif kind == "PathObject":
            rules.extend(_strokes(element))
    return glyphs, rules


class _Frame(NamedTuple):
    """From the coordinates inside an object to points on the page."""

    x: float
    y: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(cls, element: _Element) -> _Frame | None:
        """The frame of an object; None if its attributes are no numbers."""
        boundary, matrix = _numbers(element.get("Boundary", "")), _numbers(element.get("CTM", ""))
        if len(boundary) != 4 or len(matrix) not in (0, 6):
            return None
        return cls(boundary[0], boundary[1], *matrix)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return (
            (self.x + self.a * x + self.c * y + self.e) * _POINT,
            (self.y + self.b * x + self.d * y + self.f) * _POINT,
        )

    def box(self, left: float, top: float, right: float, bottom: float) -> Rule:
        """A box on the page, its sides in order."""
        x0, y0 = self(left, top)
        x1, y1 = self(right, bottom)
        return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _text(element: _Element) -> Iterator[Glyph]:
    frame, sizes = _Frame.of(element), _numbers(element.get("Size", ""))
    if frame is None or len(sizes) != 1:
        return
    # Text that stands aslant is a watermark.
    turned = math.atan2(frame.b, frame.a) * 2 / math.pi
    if abs(turned - round(turned)) > 0.06:
        return
    size = sizes[0] * (_numbers(element.get("HScale", "")) or (1.0,))[0]
    x = y = 0.0
    for code in element:
        if _local(code) != "TextCode":
            continue
        x = (_numbers(code.get("X", "")) or (x,))[0]
        y = (_numbers(code.get("Y", "")) or (y,))[0]
        words = (code.text or "").strip("\r\n")
        right, down = _steps(code.get("DeltaX", ""), len(words)), _steps(code.get("DeltaY", ""), len(words))
        for index, char in enumerate(words):
            width = size * (0.5 if char.isascii() else 1.0)
            step = right[index] if index < len(right) else 0.0
            # Advance widths are not in the file; a letter reaches to the next one, if that is near.
            reach = step if 0 < step <= 1.3 * size else width
            yield Glyph(char, *frame.box(x, y - 0.85 * sizes[0], x + reach, y + 0.15 * sizes[0]))
            x += step if index < len(right) or down else width
            y += down[index] if index < len(down) else 0.0


def _steps(text: str, count: int) -> list[float]:
    """Distances between characters; ``g n d`` stands for n times d (GB/T 33190, 11.3)."""
    out: list[float] = []
    words = iter(text.split())
    try:
        for word in words:
            if word == "g":
                times, step = int(next(words)), float(next(words))
                out.extend([step] * min(times, count - len(out)))
            else:
                out.append(float(word))
    except (ValueError, StopIteration):
        pass
    return out[:count]


def _strokes(element: _Element) -> Iterator[Rule]:
    frame = _Frame.of(element)
    if frame is None:
        return
    data = next((child.text or "" for child in element if _local(child) == "AbbreviatedData"), "")
    stroked = element.get("Stroke", "true") != "false"
    filled = element.get("Fill", "false") == "true"
    points: list[tuple[float, float]] = []
    for kind, text in _PATH.findall(data[:20_000]):
        values = _numbers(text)
        if kind in "MSL" and len(values) == 2:
            if kind == "L" and points and stroked:
                yield frame.box(*points[-1], *values)
            points.append((values[0], values[1]))
        elif kind == "C" and points and stroked:
            yield frame.box(*points[-1], *points[0])
        elif values:
            points.append((values[-2], values[-1]) if len(values) > 1 else points[-1] if points else (0.0, 0.0))
    if filled and points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = frame.box(min(xs), min(ys), max(xs), max(ys))
        if min(box.right - box.left, box.bottom - box.top) <= 3:
            yield box


def _all(parent: _Element, name: str) -> Iterator[_Element]:
    return (element for element in parent.iter() if _local(element) == name)


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _numbers(text: str) -> tuple[float, ...]:
    try:
        values = tuple(float(word) for word in text.split())
    except ValueError:
        return ()
    return values if all(map(math.isfinite, values)) else ()


def _path(base: str, target: str) -> str:
    """The name of a part that ``target`` means inside the part ``base``."""
    return normpath(target.lstrip("/") if target.startswith("/") else join(dirname(base), target))
