"""The room of old findings: an earlier JSON report says which findings were known and are left out."""

from __future__ import annotations

import os
from pathlib import Path

from .files import reason
from .model import Report, UserError
from .values import changed

# A finding is known by the file it stands in and its fingerprint: the same sentence in a new report is new.
Baseline = frozenset[tuple[str, str]]


class BaselineError(UserError):
    """A baseline that cannot be read; the message says how to make one."""


def read_baseline(path: str) -> Baseline:
    """The known findings in a file written by ``--format json``.

    Its paths are seen from this folder and from its own: it is made in one place and used in another.
    """
    import json

    try:
        report = json.loads(Path(path).read_bytes())
        return frozenset(
            (_key(file["path"], folder), finding["fingerprint"])
            for folder in (Path.cwd(), Path(path).absolute().parent)
            for file in report["files"]
            for finding in file["findings"]
        )
    except OSError as error:
        command = f"fazhi-lint check --format json --output {path} 报告"
        raise BaselineError(f"{path}：读不出基线（{reason(error)}）；先用 {command} 生成") from None
    except (ValueError, KeyError, TypeError):
        raise BaselineError(f"{path}：不是基线；基线是 fazhi-lint check --format json 的输出") from None


def without_known(report: Report, baseline: Baseline) -> Report:
    """The report without the findings the baseline knows."""
    path = _key(report.path, Path.cwd())
    new = tuple(finding for finding in report.findings if (path, finding.fingerprint) not in baseline)
    return changed(report, findings=new)


def _key(path: str, folder: Path) -> str:
    return os.path.normpath(folder / path)
