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
from dataclasses import dataclass, replace
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
Call = Callable[[], None]
Question = tuple[str, tuple[Any, ...], tuple[tuple[str, Any], ...]]


@dataclass(frozen=True)
class Lookaround:
    """Where it stands, what drops it there and, if a module holds it, the pattern with and without it."""

    name: str
    drop: Drop
    patterns: tuple[Any, Any] | None = None


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


def _held() -> list[tuple[Any, list[tuple[Any, str]]]]:
    """Each pattern that is an attribute of modules, or in a tuple that is, with the modules and names."""
    held: dict[int, tuple[Any, list[tuple[Any, str]]]] = {}
    for module in _modules():
        for name, thing in vars(module).items():
            for pattern in thing if isinstance(thing, tuple) else (thing,):
                if isinstance(pattern, regex.Pattern):
                    held.setdefault(id(pattern), (pattern, []))[1].append((module, name))
    return list(held.values())


def _put(patch: pytest.MonkeyPatch, other: Any, pattern: Any, places: list[tuple[Any, str]]) -> None:
    """``other`` in the places of a pattern."""
    for module, name in places:
        held = getattr(module, name)
        if isinstance(held, tuple):
            patch.setattr(module, name, tuple(other if one is pattern else one for one in held))
        else:
            patch.setattr(module, name, other)


def _in_modules() -> Iterator[Lookaround]:
    for pattern, places in _held():
        for start, end in lookarounds(pattern.pattern):
            without = regex.compile(pattern.pattern[:start] + pattern.pattern[end:], pattern.flags)

            def drop(
                patch: pytest.MonkeyPatch, without: Any = without, pattern: Any = pattern, places: Any = places
            ) -> None:
                _put(patch, without, pattern, places)

            module, name = places[0]
            yield Lookaround(f"{module.__name__}.{name} {pattern.pattern[start:end]}", drop, (pattern, without))


def _in_tables() -> Iterator[Lookaround]:
    """The patterns in TOML files are found as they are written there.

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

                def drop(patch: pytest.MonkeyPatch, path: Path = path, without: Any = without) -> None:
                    patch.setitem(kept._store.tables, kept.key_of(path), without)

                yield Lookaround(f"{path.stem} {head[start:end]}", drop)


def _told_apart(found: Iterator[Lookaround]) -> Iterator[Lookaround]:
    """The same, with a number behind a name met before."""
    met: Counter[str] = Counter()
    for one in found:
        met[one.name] += 1
        yield replace(one, name=f"{one.name} {met[one.name]}") if met[one.name] > 1 else one


FOUND = [*_told_apart(_in_modules()), *_told_apart(_in_tables())]
NEEDED: list[Call] = []  # the calls that needed a pattern of a table


class Asked:
    """A pattern in its module's place that notes what is asked of it, and by which call."""

    def __init__(self, pattern: Any) -> None:
        self.pattern = pattern
        self.by: Call | None = None
        self.questions: dict[Question, list[Call]] = defaultdict(list)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.pattern, name)
        if not callable(method):
            return method

        def ask(*given: Any, **named: Any) -> Any:
            calls = self.questions[name, given, tuple(named.items())]
            if self.by and self.by not in calls[-1:]:
                calls.append(self.by)
            return method(*given, **named)

        return ask

    def otherwise(self, without: Any) -> Iterator[Call]:
        """The calls that get another answer from the pattern ``without`` something."""
        for question, calls in self.questions.items():
            if _answer(self.pattern, question) != _answer(without, question):
                yield from calls


def _answer(pattern: Any, question: Question) -> Any:
    name, given, named = question
    answer = getattr(pattern, name)(*given, **dict(named))
    if name == "finditer":
        return [(match.span(), match.groups()) for match in answer]
    return (answer.span(), answer.groups()) if hasattr(answer, "span") else answer


def _calls() -> list[Call]:
    """The plain tests of the rooms and the rule files, as calls; the examples of the rules come first."""
    found: list[Call] = []
    for path in sorted(TESTS.glob("test_*.py"), key=lambda path: path.stem != "test_rule_files"):
        if _OTHER_TESTS.match(path.stem):
            continue
        for name, test in vars(importlib.import_module(path.stem)).items():
            if name.startswith("test_") and inspect.isfunction(test) and not hasattr(test, "hypothesis"):
                found += _expanded(test)
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
def asked() -> dict[int, Asked]:
    """What the calls ask of each pattern, by its identity."""
    return {id(pattern): Asked(pattern) for pattern, _ in _held() if any(lookarounds(pattern.pattern))}


@pytest.fixture(scope="module")
def calls(asked: dict[int, Asked]) -> dict[Call, None]:
    """Calls that pass, and fast."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for pattern, places in _held():
            if id(pattern) in asked:
                _put(patch, asked[id(pattern)], pattern, places)
        for call in _calls():
            for one in asked.values():
                one.by = call
            start = time.perf_counter()
            if not _fails(call) and time.perf_counter() - start < _SLOW:
                found.append(call)
    assert len(found) > 1000
    return dict.fromkeys(found)


def _likely_first(lookaround: Lookaround, calls: dict[Call, None], asked: dict[int, Asked]) -> Iterator[Call]:
    """The calls one of which may need it: first those that get another answer without it."""
    if lookaround.patterns:
        pattern, without = lookaround.patterns
        yield from (call for call in asked[id(pattern)].otherwise(without) if call in calls)
    yield from NEEDED
    yield from calls


def _fails(call: Callable[[], None]) -> bool:
    try:
        call()
    except (Exception, pytest.fail.Exception):
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("lookaround", [pytest.param(one, id=one.name) for one in FOUND])
def test_without_the_lookaround_something_fails(
    lookaround: Lookaround, calls: dict[Call, None], asked: dict[int, Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    lookaround.drop(monkeypatch)
    _forget()
    try:
        needs = next((one for one in _likely_first(lookaround, calls, asked) if _fails(one)), None)
        assert needs is not None, "no example needs it"
        if not lookaround.patterns:
            NEEDED.append(needs)
    finally:
        monkeypatch.undo()
        _forget()
