"""The format for programs, schema 1: every field of the reports, in the order of the documentation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from .. import __version__
from ..model import Finding, Json, LedgerEntry, PlacedFix, Report, Severity

_RANGE = "line column end_line end_column"


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """One JSON object with all reports and the number of findings of each severity."""
    listed = tuple(reports)
    severities = [finding.severity for report in listed for finding in report.findings]
    table = {
        "schema": 1,
        "tool": {"name": "fazhi-lint", "version": __version__},
        "files": [_file(report, ledger) for report in listed],
        "summary": {
            "files": len(listed),
            **{str(level): severities.count(level) for level in sorted(Severity, reverse=True)},
        },
    }
    yield json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _file(report: Report, ledger: bool) -> Json:
    return {
        "path": report.path,
        "profile": report.profile,
        "report_year": report.report_year,
        "published": report.published,
        "findings": [_finding(finding) for finding in report.findings],
        **({"relations": [_entry(entry) for entry in report.relations]} if ledger else {}),
        "checked": _fields(report.checked, "numbers relations verified contradicted unverifiable"),
    }


def _finding(finding: Finding) -> Json:
    return {
        **_fields(finding, "code name"),
        "severity": str(finding.severity),
        "message": finding.message,
        "evidence": list(finding.evidence),
        **_fields(finding, f"{_RANGE} quote"),
        "place": None if finding.place is None else dict(finding.place),
        "related": [_fields(item, f"{_RANGE} message") for item in finding.related],
        "fix": _fix(finding.fix),
        "fingerprint": finding.fingerprint,
    }


def _fix(fix: PlacedFix | None) -> Json | None:
    if fix is None:
        return None
    return {"safety": fix.safety, "edits": [_fields(edit, f"{_RANGE} text") for edit in fix.edits]}


def _entry(entry: LedgerEntry) -> Json:
    return {
        **_fields(entry, "kind verdict line column"),
        "numbers": list(entry.numbers),
        "formula": entry.formula,
    }


def _fields(value: object, names: str) -> Json:
    return {name: getattr(value, name) for name in names.split()}
