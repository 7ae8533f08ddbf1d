"""The room of the text itself: folding, lines, paragraphs. It knows nothing of numbers or rules.

A paragraph offers its words as a *flow*: the folded text without the blanks and line breaks that stand
inside a sentence, so that every pattern is written once for clean pages and for text copied out of a PDF.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from .kept import regex, scanner
from .model import Place, Span
from .values import field, record

if TYPE_CHECKING:
    from array import array

    from .tables import Table

T = TypeVar("T")

_FOLD: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {
    ord(variant): ord(plain)
    for plain, variants in {
        " ": "\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t",
        "〔": "﹝〘❲",
        "〕": "﹞〙❳",
        "《": "⟪«",
        "》": "⟫»",
        "〈": "⟨‹",
        "〉": "⟩›",
        "—": "–―─━",
        "-": "‐‑‒−﹣",
        "~": "〜∼˜",
        "%": "﹪",
        ":": "∶︰﹕",
        ",": "﹐",
        ";": "﹔",
        "(": "﹙",
        ")": "﹚",
        ".": "﹒",
        "·": "•・‧",
    }.items()
    for variant in variants
}
_FOLDED = scanner(f"[！-～{re.escape(''.join(chr(code) for code in _FOLD if not 0xFF01 <= code <= 0xFF5E))}]")
_BREAK = scanner(r"\r\n?|\n")
_BROKEN = scanner(r"\s*[\r\n\f]\s*")
_BLANK = " \u200b\ufeff\x0b\x0c\u2028\r\n"
_BLANKS = scanner(f"[{_BLANK}]+")
_WIDE = regex.compile(r"[\u2e80-\U0010ffff“”‘’…—]")
_SOLID = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SENTENCE_END = frozenset("。!?:…")
_NEVER_FIRST = frozenset("。,、;:!?)》〉”’%‰〕")
_NEW_ITEM = regex.compile(
    r"第?[一二三四五六七八九十]+[、章节部]|\([一二三四五六七八九十\d]+\)|\d{1,2}(?:[、.](?!\d))|[|#*]"
)
_WIDE_GAP = 4


def fold(text: str) -> str:
    """Map full-width ASCII and variant brackets, dashes and blanks one code point to one code point.

    The result has the length of ``text`` and the same offsets.
    """
    # A report uses a dozen of these characters: replacing those alone is many times as fast as translating.
    for variant in set(_FOLDED.findall(text)):
        text = text.replace(variant, chr(_FOLD[ord(variant)]))
    return text


def unbroken(text: str) -> str:
    """A text as it is quoted: without the line breaks inside."""
    return _BROKEN.sub("", text)


@record
class Paragraph:
    """A run of text that belongs together: a line, or the joined lines of a wrapped paragraph.

    ``start`` and ``end`` are offsets into the document's text, blanks at both ends excluded. ``flow`` is
    what patterns read; :meth:`at` and :meth:`span` lead from its indices back to the document.
    """

    index: int
    start: int
    end: int
    flow: str
    origin: array[int] | None = None

    def at(self, index: int) -> int:
        """The document offset of ``flow[index]``; for ``len(flow)`` the paragraph's end."""
        if self.origin is None:
            return self.start + index
        return self.origin[index] if index < len(self.origin) else self.end

    def span(self, start: int, end: int) -> Span:
        """The document span of ``flow[start:end]``."""
        if self.origin is None:
            # As Span(…), which takes twice as long: many are made here.
            return tuple.__new__(Span, (self.start + start, self.start + end))
        if end <= start:
            return Span(self.at(start), self.at(start))
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def index_of(self, offset: int) -> int:
        """The index in ``flow`` of the first character at or after the document offset."""
        if self.origin is None:
            return min(max(offset - self.start, 0), len(self.flow))
        return bisect_left(self.origin, offset)


@record
class Document:
    """A report as text, with everything that was recognised in it remembered once.

    ``published`` and ``profile`` are what the user stated on the command line; what the text itself says
    is found by ``facts.metadata``. ``places`` says for readers of other formats where the line at that
    0-based index came from, ``tables`` what they saw as tables, and ``whole_lines`` that each line is a whole
    paragraph. ``previous`` is last year's report.
    """

    text: str
    name: str = "<text>"
    published: date | None = None
    profile: str = "auto"
    previous: Document | None = None
    places: Sequence[Mapping[str, int]] | None = None
    tables: Sequence[Table] = ()
    whole_lines: bool = False
    _memory: dict[Hashable, Any] = field(factory=dict)

    def once(self, reader: Callable[[Document], T]) -> T:
        """``reader(self)``, computed the first time and remembered."""
        if reader not in self._memory:
            self._memory[reader] = reader(self)
        found: T = self._memory[reader]
        return found

    def told(self, reader: Callable[[Document], T], found: T) -> None:
        """Remember this as what ``reader(self)`` gives."""
        self._memory[reader] = found

    def made_of(self, paragraphs: Sequence[Paragraph]) -> Document:
        """The same text, of which these are the paragraphs."""
        other = Document(self.text, self.name, self.published, self.profile)
        vars(other).update(folded=self.folded, paragraphs=tuple(paragraphs))
        return other

    @cached_property
    def folded(self) -> str:
        """The text folded: same length, same offsets."""
        return fold(self.text)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        r"""Offsets at which lines begin; lines end at \n, \r\n or \r and nowhere else."""
        return (0, *[end for _, end in self._breaks])

    @cached_property
    def _breaks(self) -> list[tuple[int, int]]:
        if "\r" in self.text:
            return [match.span() for match in _BREAK.finditer(self.text)]
        ends = accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])
        return [(end - 1, end) for end in ends]

    def lines(self) -> Iterator[Span]:
        """The spans of the lines without their line ends."""
        return iter(self._lines)

    @cached_property
    def _lines(self) -> tuple[Span, ...]:
        ends = [start for start, _ in self._breaks]
        return tuple(map(Span, self.line_starts, (*ends, len(self.text))))

    def place(self, offset: int) -> Place:
        """Line and column (both 1-based, columns in code points) of an offset."""
        row = bisect_right(self.line_starts, offset) - 1
        return Place(row + 1, offset - self.line_starts[row] + 1)

    def origin_of(self, offset: int) -> Mapping[str, int] | None:
        """Where the line at ``offset`` stands in the original file; None for plain text."""
        if not self.places:
            return None
        row = min(self.place(offset).line, len(self.places)) - 1
        return self.places[row]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in reading order; blank lines are none."""
        return tuple(_paragraphs(self))

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the offset, None between paragraphs."""
        row = bisect_right(self._paragraph_starts, offset) - 1
        if row < 0 or offset > self.paragraphs[row].end:
            return None
        return self.paragraphs[row]


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    folded = document.folded
    blanks = [blank for blank in _BLANK if blank in folded]
    runs: list[list[int]] = []
    width = 0 if document.whole_lines else _wrap_width(document)
    last_line_width = 0
    for start, end in document.lines():
        line = folded[start:end]
        left = len(line) - len(line.lstrip(_BLANK))
        line = line.strip(_BLANK)
        if not line:
            continue
        begin, stop = start + left, start + left + len(line)
        if runs and width and _continues(folded[runs[-1][1] - 1], line, last_line_width, width):
            runs[-1][1] = stop
        else:
            runs.append([begin, stop])
        if width:
            # A stop that fell on a line of its own belongs to the full line before it.
            last_line_width = _display_width(line) + (last_line_width if line[0] in _NEVER_FIRST else 0)
    for index, (begin, stop) in enumerate(runs):
        raw = folded[begin:stop]
        if any(map(raw.__contains__, blanks)):
            yield _without_blanks(raw, index, begin, stop)
        else:
            yield Paragraph(index, begin, stop, raw)


def _without_blanks(raw: str, index: int, begin: int, stop: int) -> Paragraph:
    found = _BLANKS.search(raw)
    from array import array

    pieces: list[str] = []
    origin = array("Q")
    done = 0
    while found is not None:
        pieces.append(raw[done : found.start()])
        origin.extend(range(begin + done, begin + found.start()))
        before, after = raw[found.start() - 1 : found.start()], raw[found.end() : found.end() + 1]
        blank = found.group()
        broken = "\n" in blank or "\r" in blank
        if not broken and len(blank) >= _WIDE_GAP:
            pieces.append("\t")
            origin.append(begin + found.start())
        elif before in _SOLID and after in _SOLID and not (broken and before.isdigit() and after.isdigit()):
            pieces.append(" ")
            origin.append(begin + found.start())
        done = found.end()
        found = _BLANKS.search(raw, done)
    pieces.append(raw[done:])
    origin.extend(range(begin + done, stop))
    return Paragraph(index, begin, stop, "".join(pieces), origin)


def _display_width(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))


def _wrap_width(document: Document) -> int:
    """The column at which text out of a PDF was broken; 0 for text with one paragraph a line.

    Wrapped text shows itself by many long lines of nearly one width that end in mid-sentence.
    """
    folded = document.folded
    lines = []
    for start, end in document.lines():
        line = folded[start:end].strip(" \x0c")
        if len(line) > 200:
            return 0
        lines.append(line)
    if len(lines) < 4:
        return 0
    widths = [(_display_width(line), line[-1]) for line in lines if len(line) >= 20]
    if len(widths) < 4:
        return 0
    full = sorted(width for width, _ in widths)[int(len(widths) * 0.8)]
    near = [last for width, last in widths if abs(width - full) <= max(6, full // 16)]
    open_ended = [last for last in near if last not in _SENTENCE_END]
    return full if len(near) >= 4 and len(open_ended) * 2 > len(near) else 0


def _continues(last: str, line: str, last_width: int, width: int) -> bool:
    """Whether ``line`` goes on with the sentence of a line that ended in ``last``."""
    if line[0] in _NEVER_FIRST:
        return True
    if _NEW_ITEM.match(line):
        return False
    return last in ",、" or (last not in _SENTENCE_END and last_width >= width - max(12, width // 8))
