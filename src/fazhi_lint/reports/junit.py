"""The format of JUnit: a suite a file, a failed case a finding, for servers that show test results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from ..model import Finding, Report
from .text import one_line


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """One XML document; a file without findings is a suite with one passed case."""
    del ledger
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fazhi-lint">\n'
    for report in reports:
        count = len(report.findings)
        yield (f'  <testsuite name={_attribute(report.path)} tests="{count or 1}" failures="{count}">\n')
        if not report.findings:
            yield f'    <testcase name="fazhi-lint" classname={_attribute(report.path)}/>\n'
        for finding in report.findings:
            yield _case(report.path, finding)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _case(path: str, finding: Finding) -> str:
    name = f"{finding.code} {finding.name} {finding.line}:{finding.column}"
    proof = "\n".join(one_line(text) for text in (finding.message, *finding.evidence))
    return (
        f"    <testcase name={_attribute(name)} classname={_attribute(path)}>\n"
        f'      <failure type="{finding.severity}" message={_attribute(finding.message)}>'
        f"{_text(proof)}</failure>\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_allowed(one_line(text)))


def _text(text: str) -> str:
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """XML has no place for lone surrogates (odd file names) nor for U+FFFE and U+FFFF, even escaped."""
    return "".join(
        "\ufffd" if "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" else char for char in text
    )
