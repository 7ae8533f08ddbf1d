"""Every lookaround is needed: without it, some example of a rule or some test of a reader fails.

The patterns are those held by modules and those in the TOML files of knowledge and profiles.
"""

from __future__ import annotations

import importlib
import inspect
import pickle
import pkgutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

import fazhi_lint
from fazhi_lint import kept
from fazhi_lint.knowledge import rules_folder

TESTS = Path(__file__).parent
_OPENS = regex.compile(r"\(\?<?[=!]")
# Of no use here: they start programs, read other formats or know no pattern.
_OTHER_TESTS = regex.compile(
    r"test_(?:lookarounds|imports|wheel|cli|config|fix|bad_input|word|readers|readme|pages|report)"
)
_OTHER_ROOMS = ("readers", "reports", "cli", "__main__", "word")
_QUOTED = regex.compile(r"^[^#\n']*'([^'\n]*)'", regex.MULTILINE)
_SLOW = 0.03

Drop = Callable[[pytest.MonkeyPatch], None]
Call = tuple[str, Callable[[], None]]


def lookarounds(pattern: str) -> Iterator[tuple[int, int]]:
    """Where the lookarounds of a pattern stand, parentheses included."""
    stack: list[int | None] = []
    index = depth = 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 1
        elif depth:
            depth += {"[": 1, "]": -1}.get(char, 0)
        elif char == "[":
            depth = 1
            index += pattern.startswith("^", index + 1)
            index += pattern.startswith("]", index + 1)
        elif char == "(":
            stack.append(index if _OPENS.match(pattern, index) else None)
        elif char == ")":
            start = stack.pop()
            if start is not None:
                yield start, index + 1
        index += 1


def _modules() -> list[Any]:
    names = [item.name for item in pkgutil.walk_packages(fazhi_lint.__path__, "fazhi_lint.")]
    return [importlib.import_module(name) for name in names if name.split(".")[1] not in _OTHER_ROOMS]


def _forget() -> None:
    """Empty what the functions of the package remember of rule files and patterns."""
    for module in _modules():
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


def _in_modules() -> Iterator[tuple[str, Drop]]:
    """A name and a way to drop it, for each lookaround of each pattern that is an attribute of a module."""
    held: dict[int, tuple[Any, list[tuple[Any, str]]]] = {}
    for module in _modules():
        for name, thing in vars(module).items():
            if isinstance(thing, regex.Pattern):
                held.setdefault(id(thing), (thing, []))[1].append((module, name))
    for pattern, places in held.values():
        for start, end in lookarounds(pattern.pattern):
            without = pattern.pattern[:start] + pattern.pattern[end:]

            def drop(
                patch: pytest.MonkeyPatch, without: str = without, pattern: Any = pattern, places: Any = places
            ) -> None:
                for module, name in places:
                    patch.setattr(module, name, regex.compile(without, pattern.flags))

            module, name = places[0]
            yield f"{module.__name__}.{name} {pattern.pattern[start:end]}", drop


def _in_tables() -> Iterator[tuple[str, Drop]]:
    """The same for the patterns in TOML files, which are found as they are written there.

    Tables whose entries have examples of their own are left to the test of those.
    """
    for path in sorted(rules_folder().rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if "\nbad = " in text:
            continue
        head = text.partition("\n[[bad]]")[0]
        for written in _QUOTED.finditer(head):
            for start, end in lookarounds(written[1]):
                start, end = written.start(1) + start, written.start(1) + end
                without = pickle.dumps(kept.parse_toml(head[:start] + head[end:]))

                def drop(patch: pytest.MonkeyPatch, head: str = head, without: Any = without) -> None:
                    patch.setitem(kept._store.tables, head, without)

                yield f"{path.stem} {head[start:end]}", drop


def _told_apart(pairs: Iterator[tuple[str, Drop]]) -> Iterator[tuple[str, Drop]]:
    """The pairs, with a number behind a name met before."""
    met: Counter[str] = Counter()
    for name, drop in pairs:
        met[name] += 1
        yield (f"{name} {met[name]}" if met[name] > 1 else name), drop


NEEDED: dict[str, list[Call]] = defaultdict(list)  # the calls that needed a pattern, by its module
FOUND = [*_told_apart(_in_modules()), *_told_apart(_in_tables())]


def _calls() -> list[Call]:
    """The plain tests of the rooms and the rule files, as calls; the examples of the rules come first."""
    found: list[Call] = []
    for path in sorted(TESTS.glob("test_*.py"), key=lambda path: path.stem != "test_rule_files"):
        if _OTHER_TESTS.match(path.stem):
            continue
        for name, test in vars(importlib.import_module(path.stem)).items():
            if name.startswith("test_") and inspect.isfunction(test) and not hasattr(test, "hypothesis"):
                found += [(path.stem, call) for call in _expanded(test)]
    return found


def _expanded(test: Callable[..., None]) -> list[Callable[[], None]]:
    """A test with each of its sets of parameters; none if it needs fixtures or is marked otherwise."""
    marks = getattr(test, "pytestmark", [])
    if any(mark.name != "parametrize" for mark in marks):
        return []
    rows: list[dict[str, Any]] = [{}]
    for mark in marks:
        names, values = mark.args[:2]
        names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        sets = [
            value.values if hasattr(value, "marks") else value if len(names) > 1 else (value,)
            for value in values
        ]
        plain = [row for row, value in zip(sets, values, strict=True) if not getattr(value, "marks", ())]
        rows = [{**row, **dict(zip(names, chosen, strict=True))} for row in rows for chosen in plain]
    if not rows or set(inspect.signature(test).parameters) - set(rows[0]):
        return []
    return [lambda row=row: test(**row) for row in rows]  # type: ignore[misc]


@pytest.fixture(scope="module")
def calls() -> list[Call]:
    """Calls that pass, and fast, each with the file it is from."""
    found = []
    for stem, call in _calls():
        start = time.perf_counter()
        if not _fails(call) and time.perf_counter() - start < _SLOW:
            found.append((stem, call))
    assert len(found) > 1000
    return found


def _likely_first(calls: list[Call], name: str) -> list[Call]:
    """The calls in an order that soon finds one that needs a pattern of that name.

    What needed another pattern of the same module comes first, then the tests that are called like it.
    """
    module = name.partition(" ")[0].rpartition(".")[0]
    told = NEEDED[module]
    stem = f"test_{module.rpartition('.')[2]}"
    return [*told, *sorted(calls, key=lambda one: one[0] != stem)]


def _fails(call: Callable[[], None]) -> bool:
    try:
        call()
    except (Exception, pytest.fail.Exception):
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize(("name", "drop"), [pytest.param(*found, id=found[0]) for found in FOUND])
def test_without_the_lookaround_something_fails(
    name: str, drop: Drop, calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(monkeypatch)
    _forget()
    try:
        needs = next((one for one in _likely_first(calls, name) if _fails(one[1])), None)
        assert needs is not None, "no example needs it"
        NEEDED[name.partition(" ")[0].rpartition(".")[0]].append(needs)
    finally:
        monkeypatch.undo()
        _forget()
