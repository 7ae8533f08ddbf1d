"""Sentences in many shapes: consistent ones are verified and silent, one wrong number in them is found.

A line of ``figure_shapes.txt`` is a sentence whose numbers agree; ``[12|17]`` stands for a number and for what
makes it wrong, ``[12|]`` for one that must only be read. Lines that begin with # are remarks.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from fazhi_lint.api import lint_text
from fazhi_lint.model import Report, Severity

LINES = [
    line
    for line in (Path(__file__).parent / "figure_shapes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_MARKED = regex.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


def figures(text: str) -> Report:
    return lint_text(text, select=("FZ1",))


def speaks(report: Report) -> bool:
    return any(finding.severity >= Severity.WARNING for finding in report.findings)


@pytest.mark.parametrize("line", LINES)
def test_a_consistent_sentence_is_verified_and_a_wrong_number_in_it_found(line: str) -> None:
    text = _MARKED.sub(r"\1", line)
    report = figures(text)
    assert not speaks(report), report.findings
    verified = "".join(n for entry in report.relations if entry.verdict == "verified" for n in entry.numbers)
    marked = list(_MARKED.finditer(line))
    assert not [found[1] for found in marked if found[1] not in verified]
    for found in marked:
        if found[2]:
            wrong = (
                _MARKED.sub(r"\1", line[: found.start()]) + found[2] + _MARKED.sub(r"\1", line[found.end() :])
            )
            assert speaks(figures(wrong)), wrong
