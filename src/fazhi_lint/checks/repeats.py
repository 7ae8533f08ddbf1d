"""FZ603: a clause, sentence or passage that stands twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..document import Document, Paragraph, unbroken
from ..kept import regex, scanner
from ..model import Hit, Related, Span
from ..outline import body
from ..values import record, value

_CLAUSE = scanner(r"[^,。;!?:\t|]{6,}")
_CITED = scanner(r"《[^》]*》?")
_HAN = regex.compile(r"\p{Han}")
_NUMBERING = "#*()一二三四五六七八九十0123456789、.是"
# "与上年相比," sets the scene for what follows and says nothing yet.
_SETTINGS = ("相比", "以来", "期间", "来看", "方面", "过程中", "基础上", "比赛中", "之后", "如下")
_ENOUGH = 200  # the beginning of a long passage tells
_SHOWN = 16  # characters of the repeated words in the message
_SENTENCE_END = frozenset("。!?;”)")


@value
class _Clause:
    paragraph: Paragraph
    start: int
    end: int


class _Clauses:
    """The clauses of the running text in order; headings, table cells and lines of a contents table have none.

    Nearly all of them are met once: what they say is at hand, where they stand is looked up when asked for.
    """

    def __init__(self, document: Document) -> None:
        self.words: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._firsts: list[int] = []
        self._found: dict[int, list[re.Match[str]]] = {}
        for paragraph in body(document):
            flow = paragraph.flow
            if flow[-1] in _SENTENCE_END or "。" in flow:
                self._paragraphs.append(paragraph)
                self._firsts.append(len(self.words))
                self.words += [words.lstrip(_NUMBERING) for words in _CLAUSE.findall(flow)]

    def row(self, number: int) -> int:
        """The paragraph of a clause, by its place among those of the running text."""
        return bisect_right(self._firsts, number) - 1

    def __getitem__(self, number: int) -> _Clause:
        row = self.row(number)
        paragraph = self._paragraphs[row]
        if row not in self._found:
            self._found[row] = list(_CLAUSE.finditer(paragraph.flow))
        end = self._found[row][number - self._firsts[row]].end()
        return _Clause(paragraph, end - len(self.words[number]), end)


@record
class _Run:
    """Clauses in a row that stand, in the same order, earlier in the text."""

    first: int
    earlier: int
    length: int = 1


@value
class RepeatedText:
    """Report repeated clauses with at least so many Han characters outside cited titles.

    ``nearby`` counts within one paragraph, ``anywhere`` between paragraphs. ``excused`` are words of set
    phrases, which may stand in a report as often as it likes.
    """

    nearby: int
    anywhere: int
    excused: tuple[str, ...]

    def __call__(self, document: Document) -> Iterator[Hit]:
        clauses = _Clauses(document)
        before: _Run | None = None
        for run in _runs(clauses):
            if self._excused(clauses, run):
                continue
            if before is None or not _goes_on(before, run):
                yield _hit(document, clauses, run)
            before = run

    def _excused(self, clauses: _Clauses, run: _Run) -> bool:
        if run.length == 1 and len(clauses.words[run.first]) < min(self.nearby, self.anywhere):
            return True
        here, there = clauses[run.first], clauses[run.earlier]
        words = _words(clauses, run)
        least = self.nearby if here.paragraph is there.paragraph else self.anywhere
        if not any(len(_HAN.findall(_CITED.sub("", part))) >= least for part in (words[:_ENOUGH], words)):
            return True
        if run.first == run.earlier + run.length:
            return False  # what follows upon itself is no set phrase used again
        if any(word in words for word in self.excused) or words.count("、") >= 3 * run.length:
            return True
        return run.length == 1 and words.endswith(_SETTINGS)


def _runs(clauses: _Clauses) -> Iterator[_Run]:
    seen: dict[str, int] = {}
    firsts = map(seen.setdefault, clauses.words, range(len(clauses.words)))
    run: _Run | None = None
    for number, earlier in [(number, first) for number, first in enumerate(firsts) if first != number]:
        if run is not None:
            together = number == run.first + run.length and earlier == run.earlier + run.length
            if together and earlier < run.first and clauses.row(number) == clauses.row(run.first):
                run.length += 1
                continue
            yield run
        run = _Run(number, earlier)
    if run is not None:
        yield run


def _goes_on(before: _Run, run: _Run) -> bool:
    """Whether a run continues, in the next paragraph, the passage that the run before it began."""
    return run.first == before.first + before.length and run.earlier == before.earlier + before.length


def _words(clauses: _Clauses, run: _Run) -> str:
    first, last = clauses[run.first], clauses[run.first + run.length - 1]
    return first.paragraph.flow[first.start : last.end]


def _hit(document: Document, clauses: _Clauses, run: _Run) -> Hit:
    span = _span(clauses, run.first, run.length)
    words = unbroken(document.text[span.start : span.end])
    there = _span(clauses, run.earlier, run.length)
    near = clauses[run.first].paragraph is clauses[run.earlier].paragraph
    return Hit(
        span,
        {
            "words": words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……",
            "place": "本段" if near else "前文",
        },
        related=(Related(there, "前一处"),),
    )


def _span(clauses: _Clauses, first: int, length: int) -> Span:
    start, last = clauses[first], clauses[first + length - 1]
    return Span(start.paragraph.at(start.start), last.paragraph.span(last.start, last.end).end)
