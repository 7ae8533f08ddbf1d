"""FZ301: the contents that a kind of report must have, looked for over the body and not in headings alone.

What is required, how it is recognised and which article demands it stands in ``rules/profiles``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from ..document import Document, Paragraph
from ..facts.kinds import profile_of
from ..facts.metadata import published_on, report_year
from ..facts.sentences import is_inside
from ..kept import read_toml, scanner
from ..knowledge import rules_folder
from ..model import Hit, Severity, Span
from ..outline import RANKS, Heading, body, headings, title
from ..values import value

_SENTENCE_STOPS = "。;!?"
_LONGEST_SENTENCE = 400
_UNHEADED_PARAGRAPHS = 4
_YEAR = "20[0-9][0-9]"


@value
class Content:
    """One content a profile requires; the keys are explained in ``rules/profiles/fazhi.toml``."""

    id: str
    name: str
    article: str
    since: int
    absent: str
    unheaded: str
    heading: str
    heads: tuple[str, ...]
    cues: tuple[str, ...]
    about: str = ""
    not_about: str = ""
    not_heading: str = ""
    within: str = ""
    beyond: int = 0
    cited: bool = True
    in_force: date | None = None


@value
class Profile:
    """A kind of report and what it must contain."""

    name: str
    title: str
    when: str
    source: str
    contents: tuple[Content, ...]


@value
class RequiredContents:
    """Report the contents that the document's profile requires and its text lacks, or gives no heading."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        profile = load_profile(profile_of(document))
        if not profile.contents or not body(document):
            return
        year, published = report_year(document), published_on(document)
        reader = _Reader(document, str(year + 1) if year else _YEAR)
        for content in profile.contents:
            if content.in_force and published and published < content.in_force:
                continue
            if year is None or year >= content.since:
                yield from reader.judge(content)


@cache
def load_profile(name: str) -> Profile:
    """The profile of that name. Raises FileNotFoundError if there is none, TypeError for a wrong key."""
    table = read_toml(rules_folder() / "profiles" / f"{name}.toml")
    entries: list[dict[str, Any]] = table.pop("contents", [])
    table.pop("known_by", None)
    contents = tuple(
        Content(**{**entry, "heads": tuple(entry["heads"]), "cues": tuple(entry["cues"])}) for entry in entries
    )
    return Profile(**table, contents=contents)


class _Reader:
    """Looks for contents in one document and remembers where each was found."""

    def __init__(self, document: Document, next_year: str) -> None:
        self.document = document
        self.next_year = next_year
        found = title(document)
        self.title = found.span if found else None
        begin = found.span.end if found else 0
        self.paragraphs = [paragraph for paragraph in body(document) if paragraph.start >= begin]
        self.headings = [one for one in headings(document) if document.paragraphs[one.paragraph].start >= begin]
        self.heading_words = "\n".join(heading.text for heading in self.headings)
        self.sections: dict[str, tuple[int, int]] = {}

    def judge(self, content: Content) -> Iterator[Hit]:
        if content.within and content.within not in self.sections:
            return
        heading = self._heading(content)
        if heading is not None:
            self.sections[content.id] = self._extent(heading)
            return
        found = self._mention(content)
        if found is None:
            if content.absent != "none":
                yield self._hit(content, self._where(), "缺少必备内容", content.absent)
            return
        paragraph, start, end = found
        self.sections[content.id] = (paragraph.index, paragraph.index + _UNHEADED_PARAGRAPHS)
        if content.unheaded != "none":
            yield self._hit(content, paragraph.span(start, end), "没有单独标题的必备内容", content.unheaded)

    def _hit(self, content: Content, span: Span, problem: str, severity: str) -> Hit:
        words = "、".join(f"“{cue}”" for cue in content.cues[:4])
        evidence = (f"查找：标题，以及正文中的{words}等词",) if span == self._where() else ()
        fields = {"problem": problem, "content": content.name, "article": content.article}
        return Hit(span, fields, severity=Severity.parse(severity), evidence=evidence)

    def _where(self) -> Span:
        if self.title is not None:
            return self.title
        first = (self.paragraphs or list(body(self.document)))[0]
        return Span(first.start, first.end)

    def _heading(self, content: Content) -> Heading | None:
        wanted = _compiled(content.heading.replace("{next}", self.next_year))
        unwanted = _compiled(content.not_heading) if content.not_heading else None
        first, last = self.sections.get(content.within, (0, len(self.document.paragraphs)))
        heads = [word for word in content.heads if word in self.heading_words]
        doubtful: list[Heading] = []
        for heading in self.headings:
            text = heading.text
            if not first <= heading.paragraph < last:
                continue
            found = wanted.search(text)
            if not (found or (heads and any(map(text.__contains__, heads)))):
                continue
            if unwanted and unwanted.search(text):
                continue
            if found:
                return heading
            doubtful.append(heading)
        if not doubtful:
            return None
        from ..words import head

        return next((one for one in doubtful if head(one.text) in content.heads), None)

    def _extent(self, heading: Heading) -> tuple[int, int]:
        """The paragraphs of a section: up to the next heading of its level or above."""
        rank = _rank(heading)
        after = (
            one.paragraph for one in self.headings if one.paragraph > heading.paragraph and _rank(one) <= rank
        )
        return heading.paragraph, next(after, len(self.document.paragraphs))

    def _mention(self, content: Content) -> tuple[Paragraph, int, int] | None:
        """The first sentence of the body that holds a cue and is about the content."""
        about = _compiled(content.about.replace("{next}", self.next_year))
        not_about = _compiled(content.not_about or r"(?!)")
        first, last = self.sections.get(content.within, (0, len(self.document.paragraphs)))
        if not self.paragraphs:
            return None
        begin, end = self.paragraphs[0].start, self.paragraphs[-1].end
        for paragraph in self.paragraphs:
            early = (paragraph.end - begin) * 100 < content.beyond * (end - begin)
            if early or not first <= paragraph.index < last:
                continue
            for start, end in _sentences_with(paragraph.flow, content.cues, content.cited):
                if about.search(paragraph.flow, start, end) and not not_about.search(
                    paragraph.flow, start, end
                ):
                    return paragraph, start, end
        return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return scanner(pattern)


def _rank(heading: Heading) -> int:
    return RANKS[heading.mark.style] if heading.mark else -1


def _sentences_with(flow: str, cues: tuple[str, ...], cited: bool) -> Iterator[tuple[int, int]]:
    """The bounds of the sentences of a paragraph that hold one of the cues, each once a cue.

    Without ``cited`` a cue inside 《》 is none: the title of a document tells nothing of the content.
    """
    for cue in cues:
        at = flow.find(cue)
        while at >= 0:
            start = max(flow.rfind(stop, 0, at) for stop in _SENTENCE_STOPS) + 1
            if not cited and is_inside(flow, start, at, "《"):
                at = flow.find(cue, at + len(cue))
                continue
            ends = [
                end for stop in _SENTENCE_STOPS if (end := flow.find(stop, at, at + _LONGEST_SENTENCE)) >= 0
            ]
            end = min(ends, default=min(len(flow), at + _LONGEST_SENTENCE))
            yield max(start, at - _LONGEST_SENTENCE), end
            at = flow.find(cue, end)
