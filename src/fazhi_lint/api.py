"""The Python door: lint a text or a file without the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from .baseline import read_baseline, without_known
from .config import Settings, configure, parse_day
from .document import Document
from .engine import Options, lint
from .model import Report
from .readers import read_document, too_large


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
    baseline: str | Path | None = None,
    max_size: int = 50,
) -> Report:
    """Lint a text; the options are those of the command, no configuration file is looked for.

    ``published`` is a date or YYYY-MM-DD, ``previous`` the file of last year's report, ``max_size`` bounds
    that file in megabytes of text. Raises ValueError for an unknown rule, severity, profile or date;
    UserError for a baseline that cannot be read; for ``previous`` what :func:`lint_file` raises.
    """
    settings = _settings(select, ignore, min_severity, profile, baseline)
    return _lint(Document(text, name), settings, published, previous, max_size)


def lint_file(
    path: str | Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_severity: str = "info",
    profile: str = "auto",
    published: date | str | None = None,
    previous: str | Path | None = None,
    baseline: str | Path | None = None,
    max_size: int = 50,
) -> Report:
    """Lint a file of any format there is a reader for; see :func:`lint_text`.

    Raises OSError where the file cannot be opened, UnreadableError where it cannot be understood or holds
    more than ``max_size`` megabytes of text.
    """
    settings = _settings(select, ignore, min_severity, profile, baseline)
    return _lint(_read(path, max_size), settings, published, previous, max_size)


def _settings(
    select: Iterable[str],
    ignore: Iterable[str],
    min_severity: str,
    profile: str,
    baseline: str | Path | None,
) -> Settings:
    given = {
        "select": _words(select),
        "ignore": _words(ignore),
        "min_severity": min_severity,
        "profile": profile,
        "baseline": None if baseline is None else str(baseline),
    }
    return configure((), None, True, given).settings


def _lint(
    document: Document,
    settings: Settings,
    published: date | str | None,
    previous: str | Path | None,
    max_size: int,
) -> Report:
    day = parse_day(published) if isinstance(published, str) else published
    before = None if previous is None else _read(previous, max_size)
    options = Options(
        settings.select, settings.ignore, settings.profile, day, before, least=settings.min_severity
    )
    report = lint(document, options)
    if settings.baseline is not None:
        report = without_known(report, read_baseline(settings.baseline))
    return report


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _read(path: str | Path, max_size: int) -> Document:
    limit = max_size * 1_000_000
    with Path(path).open("rb") as file:
        data = file.read(4 * limit + 1)
    if len(data) > 4 * limit:
        raise too_large("文件", 4 * limit)
    return read_document(data, str(path), limit)
