"""The format of GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..model import Finding, Json, Report, Severity

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """One JSON list of all findings; the relations have no place here."""
    del ledger
    issues = [_issue(report.path, finding) for report in reports for finding in report.findings]
    yield json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(path: str, finding: Finding) -> Json:
    return {
        "check_name": f"{finding.code} {finding.name}",
        "description": finding.message,
        "severity": _LEVELS[finding.severity],
        # GitLab wants a fingerprint that no other file has.
        "fingerprint": f"{path}:{finding.fingerprint}",
        "location": {
            "path": path.removeprefix("./"),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }
