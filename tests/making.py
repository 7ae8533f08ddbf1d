"""Makes files of every format for the tests, from as little as shows what is tested."""
# ruff: noqa: E501 (lines of markup are easier to read whole)

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A table cell; plain words become a paragraph."""
    inside = content if content.startswith("<") else p(content) if content else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """A Word file; further parts by their names without .xml (``numbering``, ``styles``, ``footnotes``)."""
    override = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, start=1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{_KIND}.document.main+xml"/>{override}</Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{head}<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
            f"{relations}</Relationships>",
            **{
                f"word/{name}.xml": f"{head}<w:{name} {_NAMES}>{content}</w:{name}>"
                for name, content in parts.items()
            },
        }
    )


Row = tuple[float, float, str]
"""A row of text: its left end and the height of its baseline over the foot of the page, and its words."""


def pdf(
    pages: Sequence[tuple[Sequence[Row], Sequence[tuple[float, float, float, float]]]],
    rotate: int = 0,
    turned: str = "1 0 0 1 0 0",
) -> bytes:
    """A PDF of pages of rows of 12 pt and of ruled lines (x, y to x, y), set in a font every reader knows.

    ``rotate`` turns the pages in the viewer, ``turned`` draws the text of every page along its side.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    ]
    for number, (rows, rules) in enumerate(pages):
        drawn = [
            f"BT /F1 12 Tf 1 0 0 1 {x:g} {y:g} Tm <{words.encode('utf-16-be').hex()}> Tj ET"
            for x, y, words in rows
        ]
        drawn += [f"{x0:g} {y0:g} m {x1:g} {y1:g} l S" for x0, y0, x1, y1 in rules]
        content = "\n".join([f"{turned} cm", *drawn]).encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (rotate, 7 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(out),
        )
    )


def set_text(paragraphs: Sequence[str], width: int = 30, top: float = 740) -> list[Row]:
    """Paragraphs set in rows of ``width`` characters from the left margin, first rows indented by two."""
    rows: list[Row] = []
    for paragraph in paragraphs:
        pieces, at, room = [], 0, width - 2
        while at < len(paragraph):
            cut = at + room
            while cut < len(paragraph) and (
                paragraph[cut] in "，。、；：）》”%" or paragraph[cut - 1 : cut + 1].isdigit()
            ):
                cut -= 1
            pieces.append(paragraph[at:cut])
            at, room = cut, width
        for number, piece in enumerate(pieces):
            rows.append((90 + (24 if number == 0 else 0), top, piece))
            top -= 22
    return rows


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The ruled lines of a table."""
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def ofd(pages: Sequence[tuple[Sequence[Row], Sequence[tuple[float, float, float, float]]]]) -> bytes:
    """An OFD file of the same pages as :func:`pdf` takes: points, y upwards."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    point = 25.4 / 72
    parts = {
        "OFD.xml": f'{head}<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{head}<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
        "0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, (rows, rules) in enumerate(pages):
        drawn = [
            f'<ofd:TextObject ID="1" Boundary="{x * point:.3f} {(842 - y) * point - 4:.3f} 150 6" Font="2" '
            f'Size="{12 * point:.3f}"><ofd:TextCode X="0" Y="4" DeltaX="g {len(words) - 1} {12 * point:.3f}">{escape(words)}'
            "</ofd:TextCode></ofd:TextObject>"
            for x, y, words in rows
        ]
        drawn += [
            f'<ofd:PathObject ID="1" Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>M {x0 * point:.3f} '
            f"{(842 - y0) * point:.3f} L {x1 * point:.3f} {(842 - y1) * point:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
            for x0, y0, x1, y1 in rules
        ]
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'{head}<ofd:Page {space}><ofd:Content><ofd:Layer ID="9">{"".join(drawn)}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return zipped(parts)
