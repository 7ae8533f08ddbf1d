"""FZ603: a clause, sentence or passage that stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from ..document import Document, Paragraph
from ..model import Hit, Related, Span
from ..outline import body
from ..values import record, value

_CLAUSE = regex.compile(r"[^,。;!?:\t|]{6,}")
_CITED = regex.compile(r"《[^》]*》?")
_HAN = regex.compile(r"\p{Han}")
_NUMBERING = "#*()一二三四五六七八九十0123456789、.是"
# "与上年相比," sets the scene for what follows and says nothing yet.
_SETTINGS = ("相比", "以来", "期间", "来看", "方面", "过程中", "基础上", "比赛中", "之后", "如下")
_BREAKS = regex.compile(r"\s*[\r\n\f]\s*")
_SHOWN = 16  # characters of the repeated words in the message
_SENTENCE_END = frozenset("。!?;”)")


class _Clause(NamedTuple):
    paragraph: Paragraph
    start: int
    end: int
    words: str


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
        clauses = [clause for paragraph in body(document) for clause in _clauses(paragraph)]
        before: _Run | None = None
        for run in _runs(clauses):
            if self._excused(clauses, run):
                continue
            if before is None or not _goes_on(before, run):
                yield _hit(document, clauses, run)
            before = run

    def _excused(self, clauses: list[_Clause], run: _Run) -> bool:
        here, there = clauses[run.first], clauses[run.earlier]
        words = _words(clauses, run)
        least = self.nearby if here.paragraph is there.paragraph else self.anywhere
        if len(_HAN.findall(_CITED.sub("", words))) < least:
            return True
        if run.first == run.earlier + run.length:
            return False  # what follows upon itself is no set phrase used again
        if any(word in words for word in self.excused) or words.count("、") >= 3 * run.length:
            return True
        return run.length == 1 and words.endswith(_SETTINGS)


def _clauses(paragraph: Paragraph) -> Iterator[_Clause]:
    """The clauses of running text; headings, table cells and entries of a table of contents have none."""
    flow = paragraph.flow
    if flow[-1] not in _SENTENCE_END and "。" not in flow:
        return
    for match in _CLAUSE.finditer(flow):
        words = match[0].lstrip(_NUMBERING)
        yield _Clause(paragraph, match.end() - len(words), match.end(), words)


def _runs(clauses: list[_Clause]) -> Iterator[_Run]:
    seen: dict[str, int] = {}
    run: _Run | None = None
    for number, clause in enumerate(clauses):
        earlier = seen.setdefault(clause.words, number)
        if run is not None:
            together = clause.paragraph is clauses[run.first].paragraph and earlier == run.earlier + run.length
            if together and earlier < run.first:
                run.length += 1
                continue
            yield run
            run = None
        if earlier != number:
            run = _Run(number, earlier)
    if run is not None:
        yield run


def _goes_on(before: _Run, run: _Run) -> bool:
    """Whether a run continues, in the next paragraph, the passage that the run before it began."""
    return run.first == before.first + before.length and run.earlier == before.earlier + before.length


def _words(clauses: list[_Clause], run: _Run) -> str:
    first, last = clauses[run.first], clauses[run.first + run.length - 1]
    return first.paragraph.flow[first.start : last.end]


def _hit(document: Document, clauses: list[_Clause], run: _Run) -> Hit:
    span = _span(clauses, run.first, run.length)
    words = _BREAKS.sub("", document.text[span.start : span.end])
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


def _span(clauses: list[_Clause], first: int, length: int) -> Span:
    start, last = clauses[first], clauses[first + length - 1]
    return Span(start.paragraph.at(start.start), last.paragraph.span(last.start, last.end).end)
