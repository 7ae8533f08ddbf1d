"""Tables of a document: those its reader saw and, in plain text, those drawn with |, tabs, blanks or tags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from ..document import Document
from ..kept import regex, scanner
from ..model import Span
from ..tables import Cell, Table
from ..values import changed, value
from .literals import OF_FORMS, words_of

_MARKUP = regex.compile(r"<br */?>|\*\*")
_BOXED, _TABBED = "||", "\t"
_WIDE = 3  # cells of a row; fewer are an entry of a table of contents, or a number and its words
_RULE = regex.compile(r"[ |:+-]*-[ |:+-]*")
_FIGURE = scanner(r"\**(?:[-+]?\d[\d,.]*%?|[-—]+|持平)\**")
_MEASURE = regex.compile(
    r"[十百千万亿]*(?:吨(?:标准煤|公里)?|人(?:公里|次)?|户|元|美元|[平立]?方?(?:公|厘|毫)?米|公里|公顷|亩|辆|台|套|艘|千?瓦(?:小?时)?"
    r"|度|门|线|部|箱|[标重]?标?准?箱|件|份|册|张|块|个|家|所|头|只|支|条|次|座|项|升|克|斤|担|马力|伏安)(?:/\p{Han}{1,3})?"
)
_WORD = scanner(r"\**[万亿] [吨人元辆台件户][^ ]*|[^ ]+")  # 亿 吨 is one word
_DIVISION = regex.compile(r"(?:- )?按[\p{Han}、 ]{1,12}分类?:? *")
_BEGUN = regex.compile(r"^[-#*]? ?按\p{Han}{1,10}?(?:分类?|分组)[:：] ?(\p{Han})")
_NAMING = regex.compile(r"(?:指 ?标|项 ?目|名 ?称|地 ?区|行 ?业|类 ?别|分 ?类|产 ?品|产品名称)")
_ALONE = scanner(r"\n[ \t|]*[-+]?\d[\d,]*(?:\.\d+)?%?[ \t|]*\n")  # a figure alone on its line
_IDEOGRAPHS = "\u3000"  # and their stops lie above
_PROSE = frozenset("。;,")
_CAPTION = regex.compile(r"[表图] ?\d+(?:[-—]\d+)?")
_SHOWN = regex.compile(r"(.+)及其?((?:比上年)?增长|构成|比重).*")  # the amounts, and what stands beside them
_LINE = 80  # characters of a caption
_NUMBERED = 2  # words of a caption with its number
_FEWEST = 3  # lines of a table without lines
_COLUMNS = 2  # figures in each
_SPARSE, _SMALL = 20, 500  # places of the grid for each cell, and besides: no table is emptier


def tables(document: Document) -> tuple[Table, ...]:
    """The tables in reading order."""
    return document.once(_tables)


def _tables(document: Document) -> tuple[Table, ...]:
    found = _cut(document.tables or _read(document))
    return tuple(map(_as_among, found)) if "按" in document.folded else tuple(found)


def _cut(found: Sequence[Table]) -> Sequence[Table]:
    """The tables, those that have heads between their rows cut in front of these."""
    pieces = [list(_pieces(table)) for table in found]
    if len(pieces) == sum(map(len, pieces)):
        return found
    return tuple(
        Table(number, piece.cells, piece.span) for number, piece in enumerate(chain.from_iterable(pieces), 1)
    )


def _pieces(table: Table) -> Iterator[Table]:
    kinds = [_kind(table.row(row), table.width) for row in range(table.height)]
    begins = [
        row
        for row in range(_FEWEST - 1, table.height - 1)
        if kinds[row - 1 : row + _FEWEST - 1] == ["figures", "words", "figures"]
    ]
    if not begins or kinds[0] != "words":
        yield table
        return
    for begin, end in pairwise((0, *begins, table.height)):
        cells = tuple(cell for cell in table.cells if begin <= cell.row < end)
        moved = tuple(changed(cell, row=cell.row - begin) for cell in cells)
        yield Table(table.number, moved, Span(cells[0].span.start, cells[-1].span.end))


def _kind(row: Sequence[Cell], width: int) -> str:
    """Whether a row has words in every column, or a name and figures; "" for others."""
    if len(row) != width or width <= _COLUMNS or not all(cell.text and cell.rows == 1 for cell in row):
        return ""
    figured = [_FIGURE.fullmatch(cell.text) is not None for cell in row]
    return "words" if not any(figured) else "figures" if all(figured[1:]) and not figured[0] else ""


def _as_among(table: Table) -> Table:
    """The table with 其中 for the words that begin another division of the same whole: 按城乡分：城镇."""
    cells = tuple(
        changed(cell, text=_BEGUN.sub(r"其中：\1", cell.text)) if "按" in cell.text else cell
        for cell in table.cells
    )
    return changed(table, cells=cells) if cells != table.cells else table


def _read(document: Document) -> Sequence[Table]:
    found = list(_spaced(document))
    if "|" in document.folded or "\t" in document.text:
        found += _drawn(document)
    if "</" in document.folded:
        from .html_tables import html_tables

        found += html_tables(document)
    if sum(1 for _ in islice(_ALONE.finditer(document.folded), _FEWEST)) == _FEWEST:
        from .pasted_rows import pasted_rows

        found += pasted_rows(document)
    if not words_of(document).isdisjoint(OF_FORMS):
        from .pasted_forms import pasted_forms

        found = _without(found, sorted(pasted_forms(document), key=lambda form: form.span))
    found = [rows for rows in found if rows.width * rows.height <= _SPARSE * len(rows.cells) + _SMALL]
    found.sort(key=lambda rows: rows.span)
    return tuple(Table(number, rows.cells, rows.span) for number, rows in enumerate(found, 1))


def _without(found: Sequence[Table], forms: Sequence[Table]) -> list[Table]:
    """Tables with those in place of which prescribed ones were read left out, and these."""
    ends = [form.span.end for form in forms]
    starts = [*(form.span.start for form in forms), max((one.span.end for one in found), default=0)]
    return [*(one for one in found if one.span.end <= starts[bisect_right(ends, one.span.start)]), *forms]


def _drawn(document: Document) -> Iterator[Table]:
    """Rows in a run, drawn with bars at both ends, or with bars or tabs between the cells alone."""
    rows: list[list[Span]] = []
    drawn = ""
    for start, end in (*document.lines(), Span(0, 0)):
        line = document.folded[start:end].strip(" ")
        mark = _TABBED if "\t" in document.text[start:end].strip() else _mark(line)
        if rows and mark != drawn:
            if len(rows) > 1 and (drawn == _BOXED or _is_wide(rows) or _is_list(document, rows)):
                yield _table(document, rows, boxed=drawn == _BOXED)
            rows = []
        if mark and not _RULE.fullmatch(line):
            drawn = mark
            rows.append(list(_fields(document, start, end, mark)))


def _is_wide(rows: Sequence[Sequence[Span]]) -> bool:
    return sum(1 for row in rows if len(row) >= _WIDE) > 1


def _is_list(document: Document, rows: Sequence[Sequence[Span]]) -> bool:
    """Whether rows of two cells are things with a figure each, under heads that are none, or a caption."""
    figured = [_FIGURE.fullmatch(document.folded, *row[-1]) is not None for row in rows if len(row) == _COLUMNS]
    if not len(figured) == len(rows) > _FEWEST or not all(figured[1:]):
        return False
    above = document.folded[max(0, rows[0][0].start - _LINE) : rows[0][0].start].rstrip("\n")
    return not figured[0] or _CAPTION.match(above.rpartition("\n")[2]) is not None


def _mark(line: str) -> str:
    """How a line is drawn as a row of a table; "" where it is none."""
    if len(line) > 1 and line[0] == line[-1] == "|":
        return _BOXED
    return "|" if "|" in line.strip("|") else ""


def _table(document: Document, rows: list[list[Span]], *, boxed: bool) -> Table:
    """The rows as a table. Without a box around them short rows lack names, and figures stand at the right."""
    width = max(len(spans) for spans in rows)
    cells = []
    for row, spans in enumerate(rows):
        gap = 0 if boxed else width - len(spans)
        for column, span in enumerate(spans):
            words = _MARKUP.sub(" ", document.text[span.start : span.end]).strip()
            place, reach = (column + gap, 1) if column else (0, gap + 1)
            cells.append(Cell(row, place, words, span, columns=reach))
    if boxed and any(not cell.text for cell in cells[: len(rows[0])]):
        cells = _over_figures(cells, len(rows[0]))
    return Table(0, tuple(cells), Span(rows[0][0].start, rows[-1][-1].end))


def _over_figures(cells: Sequence[Cell], width: int) -> list[Cell]:
    """The cells with the heads of blank columns moved over the headless columns that follow them.

    A head over two columns of which the first is only an indent comes as a head and a blank.
    """
    used = {cell.column for cell in cells[width:] if cell.text}
    moved = list(cells)
    for at in range(1, width - 1):
        head, blank = cells[at], cells[at + 1]
        if head.text and not blank.text and at not in used and at + 1 in used:
            moved[at] = Cell(0, at, "", blank.span)
            moved[at + 1] = Cell(0, at + 1, head.text, head.span)
    return moved


def _fields(document: Document, start: int, end: int, mark: str) -> Iterator[Span]:
    """The spans between the bars or tabs of a line, blanks at their ends left out."""
    folded = document.folded
    if mark == _BOXED:
        start, end = folded.index("|", start, end) + 1, folded.rindex("|", start, end)
    text, sign = (document.text, mark) if mark == _TABBED else (folded, "|")
    at = start
    while at <= end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        left, right = at, stop
        while left < right and folded[left] == " ":
            left += 1
        while right > left and folded[right - 1] == " ":
            right -= 1
        yield Span(left, right)
        at = stop + 1


@value
class _Heads:
    """The words on the line over rows and on the one over that, and the table whose last row stands there."""

    words: Sequence[Span] = ()
    above: Sequence[Span] = ()
    last: Table | None = None


def _spaced(document: Document) -> Iterator[Table]:
    """Runs of lines that name a thing and give as many figures each, with the line of heads above them."""
    rows: list[list[Span]] = []
    heads = _Heads()
    last: Table | None = None
    before = above = Span(0, 0)
    folded = document.folded
    for line in (*document.lines(), Span(0, 0)):
        start, end = line
        # Lines of prose end in 。 or in a word, but a growth may be 持平.
        figured = end > start and (folded[end - 1] < _IDEOGRAPHS or folded[end - 1] == "平")
        row = _row(document, start, end) if figured else []
        if not row and folded.startswith(("-", "按"), start) and _is_division(document, start, end):
            continue
        if rows and (not row or len(row) != len(rows[0])):
            if len(rows) >= _FEWEST:
                last = _headed(document, heads, rows)
                yield last
            rows = []
        if row:
            if not rows:
                words, over = _words(document, *before), _words(document, *above)
                if any(map(_FIGURE.fullmatch, (folded[span.start : span.end] for span in words))):
                    words, over = over, []  # a row that lacks a figure
                broken = last is not None and last.span.end >= above.start
                if broken and words and _is_cell(folded[words[-1].start : words[-1].end]):
                    words = []  # a row that lacks them all
                heads = _Heads(words, over, last if broken else None)
            rows.append(row)
        before, above = line, before


def _is_division(document: Document, start: int, end: int) -> bool:
    """Whether a line of a list names only how the rows below it divide those above: - 按城乡分."""
    folded = document.folded
    return folded.startswith(("- 按", "按"), start, end) and _DIVISION.fullmatch(folded, start, end) is not None


def _row(document: Document, start: int, end: int) -> list[Span]:
    """The spans of the name, the figures and their unit of a line that ends in a figure; empty for others."""
    folded = document.folded
    while end > start and folded[end - 1] in " *":
        end -= 1
    if end == start or not (folded[end - 1].isdecimal() or folded[end - 1] in "%-平—"):
        return []
    if "\t" in document.text[start:end]:
        return []  # drawn with tabs, and read so
    words = _words(document, start, end)
    at = len(words)
    while at > 1 and _is_cell(folded[words[at - 1].start : words[at - 1].end]):
        at -= 1
    cells = words[at:]
    ends = [folded[cell.start : cell.end].strip("*")[-1:] for cell in cells]
    if sum(1 for end in ends if end in "0123456789%-平—") < (
        1 if "".join(ends[:1]) > _IDEOGRAPHS else _COLUMNS
    ):
        return []
    name = Span(words[0].start, words[at - 1].end)
    text = folded[name.start : name.end]
    return [] if _PROSE.intersection(text.removeprefix("其中;")) else [name, *cells]


def _is_cell(word: str) -> bool:
    return (
        _FIGURE.fullmatch(word) is not None or _MEASURE.fullmatch(word.replace(" ", "").strip("*")) is not None
    )


def _words(document: Document, start: int, end: int) -> list[Span]:
    """What blanks set apart on a line, without the mark of a list."""
    found = [Span(*match.span()) for match in _WORD.finditer(document.folded, start, end)]
    return found[1:] if found and document.folded[found[0].start : found[0].end] == "-" else found


def _joined(words: Sequence[Span], width: int) -> list[Span]:
    """Words with those of one character each put together: 指 标 is one, 单 位 产 量 two where that fits."""
    runs: list[list[Span]] = []
    for word in words:
        if runs and word.end - word.start == 1 == runs[-1][-1].end - runs[-1][-1].start:
            runs[-1].append(word)
        else:
            runs.append([word])
    if len(runs) < width:
        pairs = [run[at : at + 2] for run in runs for at in range(0, len(run), 2)]
        runs = pairs if len(pairs) == width else runs
    return [Span(run[0].start, run[-1].end) for run in runs]


def _headed(document: Document, heads: _Heads, rows: Sequence[Sequence[Span]]) -> Table:
    """The rows as a table; heads stand over all columns, or the last of them over the figures."""
    folded = document.folded
    width = len(rows[0])
    columns = list(range(width))
    captioned = bool(heads.words) and _CAPTION.fullmatch(folded, *heads.words[0]) is not None
    own = heads.words[_NUMBERED:] if captioned else heads.words  # 表2 主要产品产量及其增长速度 单位:吨
    head = _joined([span for span in own if not folded.startswith("单位:", span.start)], width)
    if len(head) < width and heads.above:
        both = _joined((*heads.above, *heads.words), width)
        if len(both) == width and _NAMING.fullmatch(folded, *both[0]):
            head = both
    if any(_FIGURE.fullmatch(folded[span.start : span.end]) for span in head):
        head = []
    if len(head) != width:
        columns = [
            at
            for at in columns[1:]
            if all(_FIGURE.fullmatch(folded[row[at].start : row[at].end]) for row in rows)
        ]
        head = head[-len(columns) :] if len(head) >= len(columns) else []
    shown = _SHOWN.fullmatch(folded, *heads.words[1]) if captioned and len(heads.words) > 1 else None
    if not head and shown and width == _WIDE:
        nowhere = Span(rows[0][0].start, rows[0][0].start)
        cells = [Cell(0, 1, shown[1], nowhere), Cell(0, 2, f"{shown[2]}(%)", nowhere)]
    elif not head and heads.last is not None and heads.last.width == width:
        cells = [cell for cell in heads.last.cells if cell.row == 0]
    else:
        cells = [_cell(document, 0, at, span) for at, span in zip(columns, head, strict=False)]
    for row, spans in enumerate(rows, 1):
        cells += [_cell(document, row, at, span) for at, span in enumerate(spans)]
    return Table(0, tuple(cells), Span(rows[0][0].start, rows[-1][-1].end))


def _cell(document: Document, row: int, column: int, span: Span) -> Cell:
    return Cell(row, column, _MARKUP.sub(" ", document.text[span.start : span.end]).strip(), span)
