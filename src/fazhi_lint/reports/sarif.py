"""The format SARIF 2.1.0, read by code scanning services and editors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from .. import __version__
from ..model import Finding, Json, Report, Severity
from ..rulebook import load_rules

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """One log with one run; the relations have no place here."""
    del ledger
    listed = tuple(reports)
    used = {finding.code for report in listed for finding in report.findings}
    driver = {
        "name": "fazhi-lint",
        "version": __version__,
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": rule.summary},
                "fullDescription": {"text": rule.rationale.strip()},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            }
            for rule in load_rules()
            if rule.code in used
        ],
    }
    results = [_result(report.path, finding) for report in listed for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(path: str, finding: Finding) -> Json:
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join((finding.message, *finding.evidence))},
        "locations": [_location(path, finding)],
        "partialFingerprints": {"fazhiLint/v1": finding.fingerprint},
    }


def _location(path: str, finding: Finding) -> Json:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    uri = quote(path.replace("\\", "/"), errors="surrogateescape")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
