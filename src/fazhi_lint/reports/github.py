"""The format of GitHub Actions: a workflow command a finding, shown beside the line in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Finding, Report, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """One command a finding; the relations have no place here."""
    del ledger
    for report in reports:
        for finding in report.findings:
            yield _command(report.path, finding)


def _command(path: str, finding: Finding) -> str:
    properties = {
        "file": path,
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "endColumn": finding.end_column,
        "title": f"{finding.code} {finding.name}",
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = _data("\n".join((finding.message, *finding.evidence)))
    return f"::{_LEVELS[finding.severity]} {listed}::{message}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
