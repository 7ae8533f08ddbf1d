"""The room of what is kept from one run of the command to the next: compiled patterns, parsed tables.

Compiling the patterns and parsing the rule files takes longer than everything else in the check of one
report; reading the results back takes a twentieth of that. They lie in the user's folder for such files.
Where that cannot be written or is not the user's own, everything is done anew as ever.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex


@dataclass
class _Store:
    patterns: dict[tuple[Any, int], Any] = field(default_factory=dict)
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)

    def size(self) -> int:
        return len(self.patterns) + len(self.tables)


_store = _Store()


def parse_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text, which callers must not change. Raises tomllib.TOMLDecodeError, a ValueError."""
    if text not in _store.tables:
        import tomllib

        _store.tables[text] = tomllib.loads(text)
    return _store.tables[text]


@contextmanager
def kept_between_runs() -> Iterator[None]:
    """Within this, ``regex.compile`` and :func:`parse_toml` know what earlier runs did, and later runs will."""
    path = _path()
    _store.patterns, _store.tables = _read(path)
    size = _store.size()
    really_compile: Any = regex.compile

    def compile(pattern: Any, flags: int = 0, **further: Any) -> Any:
        key = (pattern, int(flags))
        if further:
            return really_compile(pattern, flags, **further)
        if key not in _store.patterns:
            _store.patterns[key] = really_compile(pattern, flags)
        return _store.patterns[key]

    regex.compile = compile  # type: ignore[assignment]
    try:
        yield
    finally:
        regex.compile = really_compile
        if _store.size() > size:
            _write(path)


def _path() -> Path:
    folder = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    made_by = f"{sys.implementation.cache_tag}-{sys.platform}-regex-{regex.__version__}"
    return Path(folder, "fazhi-lint", f"kept-{made_by}")


def _read(path: Path) -> tuple[dict[Any, Any], dict[str, Any]]:
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return {}, {}
        patterns, tables = pickle.loads(path.read_bytes())
        return patterns, tables
    except Exception:
        # Nothing here, or nothing that can be understood: it will be written again.
        return {}, {}


def _write(path: Path) -> None:
    from .files import replace_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(str(path), pickle.dumps((_store.patterns, _store.tables)))
    except OSError:
        return
