"""FZ306, FZ601, FZ602: words and marks told by a table of entries under ``rules/knowledge``.

An entry is data: what to look for, what to say, what to put instead, where not to look, and examples that
a test runs. It is tried only on paragraphs that hold one of its literal ``cues``, so a long table costs
little more than a few searches for fixed strings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from ..document import Document, Paragraph
from ..facts.literals import words_of
from ..facts.metadata import report_year
from ..kept import regex, scanner
from ..knowledge import knowledge
from ..model import Edit, Fix, Hit, Severity, Span
from ..outline import body
from ..values import value

_APART, _ONCE = "\u3000", r"\1"
_YEAR = regex.compile(r"((?:19|20)\d\d|(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2})年")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_GROUP = scanner(r"\\(\d)")
_LONGEST_TITLE = 120


@value
class Entry:
    """One wrong word or mark.

    ``cues``: literal strings, at least one of which stands in whatever ``pattern`` finds; ``ends`` instead of
    them: the characters a paragraph must end in. ``unless``: no finding in a paragraph where it is found.
    ``doubt``: there the finding is only of severity ``doubtful``. ``titles``: look inside 《》 too.
    ``since``: the first report year it holds for. ``replacement`` may refer to groups as ``\\1``; ``words``
    maps what is found to its replacement. ``next``: no finding where the paragraph after it matches. Patterns
    are compiled when first tried: few ever are.
    """

    id: str
    pattern: str
    reason: str
    source: str
    severity: Severity
    cues: tuple[str, ...]
    ends: str
    replacement: str | None
    words: Mapping[str, str]
    fix: Literal["none", "unsafe", "safe"]
    unless: str
    doubt: str
    next: str
    doubtful: Severity | None
    titles: bool
    raw: bool
    since: int


@value
class PhraseCheck:
    """Report what the entries of ``rules/knowledge/<table>.toml`` describe."""

    table: Literal["template", "wording", "punctuation"]

    def __call__(self, document: Document) -> Iterator[Hit]:
        in_flows, in_text = words_of(document), words_of(document, raw=True)
        told_by, by_end = _entries_by_cue(self.table)
        rows = {row for word in told_by.keys() & (in_flows | in_text) for row in told_by[word]}
        for row in sorted(rows.union(by_end)):
            entry = _entry(self.table, row)
            there = in_text if entry.raw else in_flows
            cues = tuple([cue for cue in entry.cues if cue in there])
            if cues or entry.ends:
                yield from entry_hits(document, entry, cues)


@cache
def _entries_by_cue(table: str) -> tuple[dict[str, list[int]], list[int]]:
    """The places in a table of the entries with each cue, and of those that look at how a paragraph ends."""
    told_by: dict[str, list[int]] = defaultdict(list)
    by_end: list[int] = []
    for row, entry in enumerate(knowledge(table)["entries"]):
        if "ends" in entry:
            by_end.append(row)
        for cue in entry.get("cues", ()):
            told_by[cue].append(row)
    return told_by, by_end


@cache
def _entry(table: str, row: int) -> Entry:
    return read_entry(knowledge(table)["entries"][row])


def read_entry(entry: dict[str, Any]) -> Entry:
    """One entry of a table; see :class:`Entry` for its keys."""
    doubtful = entry.get("doubtful", "none")
    return Entry(
        id=entry["id"],
        pattern=entry["pattern"],
        reason=entry["reason"],
        source=entry["source"],
        severity=Severity.parse(entry["severity"]),
        cues=tuple(entry.get("cues", ())),
        ends=entry.get("ends", ""),
        replacement=entry.get("replacement"),
        words=entry.get("words", {}),
        fix=entry.get("fix", "none"),
        unless=entry.get("unless", ""),
        doubt=entry.get("doubt", ""),
        next=entry.get("next", ""),
        doubtful=None if doubtful == "none" else Severity.parse(doubtful),
        titles=entry.get("titles", False),
        raw=entry.get("raw", False),
        since=entry.get("since", 0),
    )


def entry_hits(document: Document, entry: Entry, cues: tuple[str, ...] | None = None) -> Iterator[Hit]:
    """What one entry finds in a document; ``cues`` are those of its cues that may stand there, None for all."""
    if entry.since and (document.once(_year) or entry.since) < entry.since:
        return
    for paragraph in _candidates(document, entry, entry.cues if cues is None else cues):
        yield from _hits(document, entry, paragraph)


def _year(document: Document) -> int | None:
    """The year of the report, else the first year the text names."""
    stated = report_year(document)
    first = None if stated else _YEAR.search(document.folded)
    return int(first[1].translate(_DIGITS)) if first else stated


def _candidates(document: Document, entry: Entry, cues: tuple[str, ...]) -> Iterator[Paragraph]:
    if entry.raw:
        yield from _raw_candidates(document, cues)
        return
    flows = document.once(_Flows)
    if entry.ends:
        yield from (paragraph for paragraph in flows.paragraphs if paragraph.flow[-1] in entry.ends)
    else:
        yield from (flows.paragraphs[row] for row in sorted(flows.rows_with(cues)))


def _raw_candidates(document: Document, cues: tuple[str, ...]) -> Iterator[Paragraph]:
    found: dict[int, Paragraph] = {}
    for cue in cues:
        at = document.text.find(cue)
        while at >= 0:
            paragraph = document.paragraph_at(at)
            if paragraph is not None:
                found[paragraph.index] = paragraph
            at = document.text.find(cue, max(at + 1, paragraph.end if paragraph else 0))
    yield from found.values()


class _Flows:
    """All flows of a document as one string, for searching fixed strings at the speed of ``str.find``."""

    def __init__(self, document: Document) -> None:
        self.paragraphs = body(document)
        self.text = "\n".join(paragraph.flow for paragraph in self.paragraphs)
        self.starts = [0]
        for paragraph in self.paragraphs:
            self.starts.append(self.starts[-1] + len(paragraph.flow) + 1)

    def rows_with(self, cues: tuple[str, ...]) -> set[int]:
        rows: set[int] = set()
        for cue in cues:
            at = self.text.find(cue)
            while at >= 0:
                row = bisect_right(self.starts, at) - 1
                rows.add(row)
                at = self.text.find(cue, self.starts[row + 1])
        return rows


def _hits(document: Document, entry: Entry, paragraph: Paragraph) -> Iterator[Hit]:
    text = document.text[paragraph.start : paragraph.end] if entry.raw else paragraph.flow
    matches = list(_compiled(entry.pattern).finditer(text))
    severity = _severity(document, entry, paragraph) if matches else None
    for match in matches:
        if severity is None or (not entry.titles and _in_title(text, match.start())):
            continue
        start, end = match.span()
        span = Span(paragraph.start + start, paragraph.start + end) if entry.raw else paragraph.span(start, end)
        found = document.text[span.start : span.end]
        if _APART in found and entry.replacement == _ONCE:
            continue  # the same word in two columns drawn with blanks
        fix = None
        fields = {"found": found, "reason": entry.reason}
        replacement = (
            _filled(entry.replacement, match) if entry.replacement is not None else entry.words.get(match[0])
        )
        if replacement is not None:
            fields["reason"] = entry.reason.replace("{replacement}", replacement)
            if entry.fix != "none":
                fix = Fix(entry.fix, (Edit(span, replacement),))
        yield Hit(span, fields, severity=severity, fix=fix)


def _filled(replacement: str, match: regex.Match[str]) -> str:
    """The replacement with the groups it refers to."""
    # Pattern.expand would have the whole library loaded, which costs a check 6 ms.
    return _GROUP.sub(lambda group: match[int(group[1])] or "", replacement)


def _severity(document: Document, entry: Entry, paragraph: Paragraph) -> Severity | None:
    """How grave a match in this paragraph is; None where the entry makes an exception of it."""
    if entry.unless and _compiled(entry.unless).search(paragraph.flow):
        return None
    if entry.next and paragraph.index + 1 < len(document.paragraphs):
        following = document.paragraphs[paragraph.index + 1].flow
        if _compiled(entry.next).match(following):
            return None
    if entry.doubt and _compiled(entry.doubt).search(paragraph.flow):
        return entry.doubtful
    return entry.severity


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _in_title(flow: str, at: int) -> bool:
    """Whether ``at`` stands inside 《》: a title is quoted as it is."""
    opened = flow.rfind("《", max(0, at - _LONGEST_TITLE), at)
    return opened >= 0 and flow.find("》", opened, at) < 0
