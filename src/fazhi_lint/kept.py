"""The room of what is kept from one run of the command to the next: compiled patterns and code, parsed tables.

Compiling the patterns and parsing the rule files takes longer than everything else in the check of one
report; reading the results back takes a twentieth of that. They lie in the user's folder for such files.
Where that cannot be written or is not the user's own, everything is done anew as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

try:
    # The module in Python around it takes a millisecond to load, and nothing of that is needed here.
    from _pickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

Key = tuple[str | bytes, int]
Kept = dict[Key, bytes]
Tables = dict[str, bytes]


class _Store:
    """``patterns`` and ``tables`` are what this run has asked for, ``earlier`` what there was before it.

    A pattern of an earlier run lies there as the arguments, pickled, of the function that makes it.
    """

    def __init__(self) -> None:
        self.patterns: dict[Key, Any] = {}
        self.tables: Tables = {}
        self.earlier: tuple[Kept, Tables] = ({}, {})


_store = _Store()


class _Regex:
    """The library regex as far as this program asks for it.

    What an earlier run has compiled is not compiled again. A run that has nothing to compile needs the part of
    the library that is written in C alone: loading the other takes 5 ms.
    """

    IGNORECASE, MULTILINE, DOTALL, VERBOSE = 2, 8, 16, 64

    def compile(self, pattern: str | bytes, flags: int = 0) -> Any:
        """As ``regex.compile``."""
        key = pattern, flags
        if key not in _store.patterns:
            kept = _store.earlier[0].get(key)
            _store.patterns[key] = _Later(_library_in_c, kept) if kept else _library().compile(*key)
        return _store.patterns[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(_library(), name)


class _Later:
    """A pattern of an earlier run, made of its arguments when something is first looked for with it.

    A report needs two in five of the patterns of the modules it needs. What has been asked of a pattern lies
    in the instance, where Python finds it without coming here.
    """

    def __init__(self, library: Callable[[], Any], kept: bytes) -> None:
        self._library = library
        self._kept = kept
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._library().compile(*loads(self._kept))
        asked = getattr(self._made, name)
        setattr(self, name, asked)
        return asked


def _library() -> Any:
    import regex

    return regex


_IN_C = "regex._regex"


def _library_in_c() -> Any:
    if _IN_C not in sys.modules:
        from importlib.util import module_from_spec

        spec = _spec_in_c()
        sys.modules[_IN_C] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[_IN_C])  # type: ignore[union-attr]
    return sys.modules[_IN_C]


def _spec_in_c() -> ModuleSpec:
    """Where that part is, found without loading the other. Raises ImportError."""
    package = PathFinder.find_spec("regex")
    spec = PathFinder.find_spec(_IN_C, package.submodule_search_locations) if package else None
    if spec is None or spec.origin is None:
        raise ImportError(_IN_C)
    return spec


if TYPE_CHECKING:
    import regex as regex
else:
    regex = _Regex()


_SCANNER = -1  # stands in a key for the flags, which no pattern of the standard library has here


def scanner(pattern: str) -> re.Pattern[str]:
    """As ``re.compile``, for patterns that look for characters or are asked for often: the standard library
    finds characters several times faster than regex does, and asking it costs half as much. It compiles them
    slowly, and so they are kept too.
    """
    key = pattern, _SCANNER
    if key not in _store.patterns:
        kept = _store.earlier[0].get(key)
        _store.patterns[key] = _Later(_scanners_in_c, kept) if kept else re.compile(pattern)
    found: re.Pattern[str] = _store.patterns[key]
    return found


def _scanners_in_c() -> Any:
    return import_module("_sre")


def compiled(source: str) -> CodeType:
    """The code of this source, which is compiled once."""
    if source not in _store.tables:
        _store.tables[source] = _store.earlier[1].get(source) or marshal.dumps(
            compile(source, "<made>", "exec")
        )
    code: CodeType = marshal.loads(_store.tables[source])
    return code


def parse_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text, the caller's own. Raises tomllib.TOMLDecodeError, a ValueError."""
    return _table(text, lambda: text)


def read_toml(path: Path, cut: Callable[[str], str] = str) -> dict[str, Any]:
    """The table of a TOML file, or of what ``cut`` leaves of its text, the caller's own.

    A file that is as an earlier run found it is not read again. All callers must cut a file alike. Raises
    OSError, and what :func:`parse_toml` raises.
    """
    return _table(key_of(path), lambda: cut(path.read_text(encoding="utf-8")))


def key_of(path: Path) -> str:
    """What tells a file from what it was before: writing it again changes one of these. Raises OSError."""
    told = path.stat()
    return f"{path} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"


def _table(key: str, text: Callable[[], str]) -> dict[str, Any]:
    if key not in _store.tables:
        if key in _store.earlier[1]:
            _store.tables[key] = _store.earlier[1][key]
        else:
            import tomllib

            _store.tables[key] = dumps(tomllib.loads(text()))
    table: dict[str, Any] = loads(_store.tables[key])
    return table


@contextmanager
def kept_between_runs() -> Iterator[None]:
    """Within this, ``regex.compile``, :func:`scanner` and the readers of TOML know what earlier runs did.

    And later runs will know what is done here.
    """
    path = _path()
    patterns, tables = _store.earlier = _read(path)
    try:
        yield
    finally:
        if not (_store.patterns.keys() <= patterns.keys() and _store.tables.keys() <= tables.keys()):
            _write(path)


def _path() -> Path:
    """Where things are kept; /dev/null, which keeps nothing, for a user without a home."""
    try:
        folder = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
        # Patterns are for the build of regex that made them, which is told by its file without loading it.
        build = Path(str(_spec_in_c().origin)).stat()
    except (RuntimeError, ImportError, OSError):
        return Path(os.devnull)
    magic = import_module("_sre").MAGIC
    made_by = f"{sys.implementation.cache_tag}-{sys.platform}-{magic}-{build.st_size:x}-{build.st_mtime_ns:x}"
    return Path(folder, "fazhi-lint", f"kept-4-{made_by}")


def _read(path: Path) -> tuple[Kept, Tables]:
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return {}, {}
        patterns, tables = loads(path.read_bytes())
        return patterns, tables
    except Exception:
        # Nothing here, or nothing that can be understood: it will be written again.
        return {}, {}


def _write(path: Path) -> None:
    """Keep what there was together with what is new, unless most of it seems to be no longer in use.

    What one report needs is down to half of what all kinds of reports need together.
    """
    from .files import replace_file

    patterns = {
        key: _store.earlier[0].get(key) or _arguments(pattern) for key, pattern in _store.patterns.items()
    }
    tables = _store.tables
    stale = len(_store.earlier[0].keys() - patterns.keys()) + len(_store.earlier[1].keys() - tables.keys())
    if stale <= len(patterns) + len(tables):
        patterns, tables = _store.earlier[0] | patterns, _store.earlier[1] | tables
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(str(path), dumps((patterns, tables)))
    except OSError:
        return


def _arguments(pattern: Any) -> bytes:
    """What the pattern can be made of again, as regex itself pickles it; nothing where that is not known."""
    if isinstance(pattern, _Later):
        return pattern._kept
    if isinstance(pattern, re.Pattern):
        return _code(pattern)
    import copyreg

    made_by = copyreg.dispatch_table[type(pattern)](pattern)
    return dumps(made_by[1])


def _code(pattern: re.Pattern[str]) -> bytes:
    """What the standard library makes a pattern of, which itself pickles no more than its text."""
    try:
        parsed = import_module("re._parser").parse(pattern.pattern)
        code = import_module("re._compiler")._code(parsed, 0)
    except (ImportError, AttributeError):
        return b""
    names: list[str | None] = [None] * (pattern.groups + 1)
    for name, number in pattern.groupindex.items():
        names[number] = name
    groups = pattern.groups, dict(pattern.groupindex), tuple(names)
    return dumps((pattern.pattern, pattern.flags, [int(word) for word in code], *groups))
