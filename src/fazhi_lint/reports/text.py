"""The format for people: a line a finding, the evidence indented under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model import Finding, LedgerEntry, Report

# Line ends and blanks of the quoted text become blanks, other control characters visible escapes: a
# finding stays one line, and no report can write to the terminal of its reader.
_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_VISIBLE |= dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")


def one_line(text: str) -> str:
    """The text without line ends and control characters."""
    return text.translate(_VISIBLE)


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """The findings of each report, then, if asked for, its relations."""
    for report in reports:
        for finding in report.findings:
            yield _finding(report.path, finding)
        if ledger:
            for entry in report.relations:
                yield _entry(report.path, entry)


def _finding(path: str, finding: Finding) -> str:
    head = f"{path}:{finding.line}:{finding.column}: {finding.severity} {finding.code} {finding.name}"
    lines = [one_line(f"{head} {finding.message}"), *("    " + one_line(proof) for proof in finding.evidence)]
    if finding.place:
        lines.append(f"    位于{place_in_words(finding.place)}")
    return "\n".join(lines) + "\n"


_PARTS = {
    "page": "第{}页",
    "paragraph": "第{}段",
    "table": "表{}",
    "row": "第{}行",
    "cell": "第{}格",
    "footnote": "脚注{}",
    "endnote": "尾注{}",
}


def place_in_words(place: Mapping[str, int]) -> str:
    """Where in its original a finding stands: 第3页, 表1第4行第2格."""
    return "".join(words.format(place[part]) for part, words in _PARTS.items() if part in place)


def _entry(path: str, entry: LedgerEntry) -> str:
    return one_line(f"{path}:{entry.line}:{entry.column}: {entry.verdict} {entry.kind} {entry.formula}") + "\n"
