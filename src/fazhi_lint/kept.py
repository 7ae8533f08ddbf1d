"""The room of what is kept from one run of the command to the next: compiled patterns, parsed tables.

Compiling the patterns and parsing the rule files takes longer than everything else in the check of one
report; reading the results back takes a twentieth of that. They lie in the user's folder for such files.
Where that cannot be written or is not the user's own, everything is done anew as ever.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import regex

from .values import field, record

try:
    # The module in Python around it takes a millisecond to load, and nothing of that is needed here.
    from _pickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

Patterns = dict[tuple[Any, int], Any]
Tables = dict[str, bytes]


@record
class _Store:
    """``patterns`` and ``tables`` are what this run has used, ``earlier`` what there was before it."""

    patterns: Patterns = field(factory=dict)
    tables: Tables = field(factory=dict)
    earlier: tuple[Patterns, Tables] = ({}, {})


_store = _Store()


def parse_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text, the caller's own. Raises tomllib.TOMLDecodeError, a ValueError."""
    if text not in _store.tables:
        if text in _store.earlier[1]:
            _store.tables[text] = _store.earlier[1][text]
        else:
            import tomllib

            _store.tables[text] = dumps(tomllib.loads(text))
    table: dict[str, Any] = loads(_store.tables[text])
    return table


@contextmanager
def kept_between_runs() -> Iterator[None]:
    """Within this, ``regex.compile`` and :func:`parse_toml` know what earlier runs did, and later runs will."""
    path = _path()
    patterns, tables = _store.earlier = _read(path)
    really_compile: Any = regex.compile

    def compile(pattern: Any, flags: int = 0, **further: Any) -> Any:
        if further:
            return really_compile(pattern, flags, **further)
        key = (pattern, int(flags))
        if key not in _store.patterns:
            _store.patterns[key] = patterns[key] if key in patterns else really_compile(pattern, flags)
        return _store.patterns[key]

    regex.compile = compile  # type: ignore[assignment]
    try:
        yield
    finally:
        regex.compile = really_compile
        if not (_store.patterns.keys() <= patterns.keys() and _store.tables.keys() <= tables.keys()):
            _write(path)


def _path() -> Path:
    """Where things are kept; /dev/null, which keeps nothing, for a user without a home."""
    try:
        folder = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    except RuntimeError:
        folder = os.devnull
    made_by = f"{sys.implementation.cache_tag}-{sys.platform}-regex-{regex.__version__}"
    return Path(folder, "fazhi-lint", f"kept-2-{made_by}")


def _read(path: Path) -> tuple[Patterns, Tables]:
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return {}, {}
        patterns, tables = loads(path.read_bytes())
        return patterns, tables
    except Exception:
        # Nothing here, or nothing that can be understood: it will be written again.
        return {}, {}


def _write(path: Path) -> None:
    """Keep what there was together with what is new, unless much of it seems to be no longer in use."""
    from .files import replace_file

    patterns, tables = _store.patterns, _store.tables
    stale = len(_store.earlier[0].keys() - patterns.keys()) + len(_store.earlier[1].keys() - tables.keys())
    if stale < (len(patterns) + len(tables)) / 4:
        patterns, tables = _store.earlier[0] | patterns, _store.earlier[1] | tables
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(str(path), dumps((patterns, tables)))
    except OSError:
        return
