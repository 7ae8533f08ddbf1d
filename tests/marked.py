"""How the texts of the tests mark places, and the law that several tests of figures share.

``⟦here⟧`` marks where a finding stands; ``⟦12|17⟧`` a number and its misprint, of which a text has one;
``[12|17]`` the same in a text with several, where ``[12|]`` is a number that must only be read.
"""

from __future__ import annotations

import regex

from fazhi_lint.api import lint_text
from fazhi_lint.model import Report, Severity

_MISPRINT = regex.compile(r"⟦([^|]+)\|([^⟧]+)⟧")
_MARKED = regex.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that were marked."""
    spans, plain = [], ""
    for piece in text.replace("⟧", "⟦").split("⟦"):
        spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans[1::2]


def right_and_wrong(text: str) -> tuple[str, str]:
    """A text as it should be and with its misprint; twice the same where none is marked."""
    return _MISPRINT.sub(r"\1", text), _MISPRINT.sub(r"\2", text)


def figures(text: str) -> Report:
    """What the rules on figures say of a text."""
    return lint_text(text, select=("FZ1",))


def speaks(report: Report) -> bool:
    """Whether there is a warning or an error."""
    return any(finding.severity >= Severity.WARNING for finding in report.findings)


def assert_read_and_defended(line: str) -> None:
    """Every marked number is verified in silence as it stands, and each misprint is found."""
    report = figures(_MARKED.sub(r"\1", line))
    assert not speaks(report), report.findings
    verified = "".join(n for entry in report.relations if entry.verdict == "verified" for n in entry.numbers)
    marked = list(_MARKED.finditer(line))
    unread = [found[1] for found in marked if found[1] not in verified]
    assert not unread, unread
    for found in marked:
        if found[2]:
            head, tail = line[: found.start()], line[found.end() :]
            wrong = _MARKED.sub(r"\1", head) + found[2] + _MARKED.sub(r"\1", tail)
            assert speaks(figures(wrong)), wrong
