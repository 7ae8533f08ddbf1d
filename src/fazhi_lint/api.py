"""The Python door: lint a text or a file without the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from .document import Document
from .engine import Options, at_least, lint
from .model import Report, Severity
from .readers import read_document


def lint_text(
    text: str,
    *,
    name: str = "<text>",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_severity: str = "info",
    profile: str = "auto",
    published: date | str | None = None,
    previous: str | Path | None = None,
) -> Report:
    """Lint a text; the options are those of the command.

    ``published`` is a date or YYYY-MM-DD, ``previous`` the file of last year's report. Raises ValueError for
    an unknown rule, severity or date; for ``previous`` what :func:`lint_file` raises.
    """
    return _lint(Document(text, name), select, ignore, min_severity, profile, published, previous)


def lint_file(
    path: str | Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_severity: str = "info",
    profile: str = "auto",
    published: date | str | None = None,
    previous: str | Path | None = None,
) -> Report:
    """Lint a file of any format there is a reader for; see :func:`lint_text`.

    Raises OSError where the file cannot be opened, UnreadableError where it cannot be understood.
    """
    return _lint(_read(path), select, ignore, min_severity, profile, published, previous)


def _lint(
    document: Document,
    select: Iterable[str],
    ignore: Iterable[str],
    min_severity: str,
    profile: str,
    published: date | str | None,
    previous: str | Path | None,
) -> Report:
    day = date.fromisoformat(published) if isinstance(published, str) else published
    before = None if previous is None else _read(previous)
    least = Severity.parse(min_severity)
    report = lint(document, Options(_words(select), _words(ignore), profile, day, before))
    return replace(report, findings=at_least(report.findings, least))


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _read(path: str | Path) -> Document:
    return read_document(Path(path).read_bytes(), str(path))
