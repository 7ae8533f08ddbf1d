"""The Python door: lint a text or a file without the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .document import Document
from .engine import Options, lint
from .model import Report


def lint_text(
    text: str,
    *,
    name: str = "<text>",
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    profile: str = "auto",
    published: date | str | None = None,
) -> Report:
    """Lint a text. ``published`` is a date or YYYY-MM-DD; raises ValueError for an unknown rule or date."""
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return lint(Document(text, name), Options(tuple(select), tuple(ignore), profile, day))


def lint_file(
    path: str | Path,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    profile: str = "auto",
    published: date | str | None = None,
) -> Report:
    """Lint a file; see :func:`lint_text`. Raises OSError or UnicodeDecodeError where it cannot be read."""
    text = Path(path).read_bytes().decode("utf-8-sig")
    return lint_text(text, name=str(path), select=select, ignore=ignore, profile=profile, published=published)
