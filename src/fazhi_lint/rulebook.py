"""The room where rule files become rules. It refuses what it does not understand, naming file and key.

A rule is data: a named checker, its parameters, a message and examples. Examples stand last in the file,
so that a check reads only the head; ``explain`` and the tests read all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from .checks import CHECKERS, Checker, load_checker
from .kept import parse_toml, read_toml, regex
from .knowledge import rules_folder as rules_folder
from .model import Severity, UserError
from .values import field_names, value

FixKind = Literal["none", "unsafe", "safe"]
_FIX_KINDS: tuple[FixKind, ...] = ("none", "unsafe", "safe")
_EXAMPLES = regex.compile(r"^\[\[(?:bad|good)\]\]", regex.MULTILINE)
_FILE = regex.compile(r"(FZ\d{3})-([a-z0-9-]+)\.toml")
_TEXT_KEYS = ("code", "name", "summary", "severity", "source", "rationale", "message", "check", "fix")
_OPTIONAL_KEYS = ("params", "advice", "bad", "good")
_EXAMPLE_KEYS = {"text", "fixed", "todo", "note", "published", "profile", "severity", "previous"}


class RuleError(UserError):
    """A rule file that cannot be understood; the message names the file and the key."""


@value
class Example:
    """A text on which a rule must speak (spans marked ⟦⟧) or stay silent.

    ``profile`` and ``published`` are the options of the check, ``previous`` is the text of last year's report;
    ``severity`` is what the hit must have.
    """

    text: str
    fixed: str | None = None
    todo: str | None = None
    note: str | None = None
    published: str | None = None
    previous: str | None = None
    profile: str = "auto"
    severity: str | None = None


@value
class Rule:
    """What is checked, why, and in which words it is said."""

    code: str
    name: str
    summary: str
    severity: Severity
    source: str
    rationale: str
    message: str
    check: str
    fix: FixKind
    checker: Checker
    path: Path
    advice: str = ""

    def answers_to(self, word: str) -> bool:
        """Whether a user's word (code, prefix of a code, or name) means this rule."""
        return word == self.name or (word.upper().startswith("FZ") and self.code.startswith(word.upper()))


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule, ordered by code. Raises RuleError on the first file that is not understood."""
    folders = (folder for folder in rules_folder().iterdir() if folder.is_dir())
    files = (path for folder in folders for path in folder.iterdir() if path.name.startswith("FZ"))
    rules = [read_rule(path) for path in sorted(files) if path.suffix == ".toml"]
    rules.sort(key=lambda rule: rule.code)
    if not rules:
        raise RuleError(f"{rules_folder()}：没有规则文件")
    for before, after in pairwise(rules):
        if before.code == after.code:
            raise RuleError(f"{after.path}：代码 {after.code} 与 {before.path.name} 重复")
    return tuple(rules)


def read_rule(path: Path) -> Rule:
    """Read the head of one rule file; examples are left unread."""
    return _rule(_parsed(path, lambda: read_toml(path, _head)), path)


def read_examples(path: Path) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """The bad and the good examples of a rule file, checked for their form."""
    table = _parsed(path, lambda: parse_toml(path.read_text(encoding="utf-8")))
    bad = tuple(_example(entry, path) for entry in table.get("bad", ()))
    good = tuple(_example(entry, path) for entry in table.get("good", ()))
    if not bad or not good:
        raise RuleError(f"{path}：至少要有一个 [[bad]] 和一个 [[good]]")
    for example in bad:
        if "⟦" not in example.text or "⟧" not in example.text:
            raise RuleError(f"{path}：反例没有用 ⟦⟧ 标出位置：{example.text[:40]}")
    return bad, good


def _head(text: str) -> str:
    """The text of a rule file without its examples."""
    examples = _EXAMPLES.search(text)
    return text[: examples.start()] if examples else text


def _parsed(path: Path, parse: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return parse()
    except ValueError as error:
        raise RuleError(f"{path}：不是合法的 TOML：{error}") from None


def _example(entry: dict[str, Any], path: Path) -> Example:
    unknown = set(entry) - _EXAMPLE_KEYS
    if unknown or "text" not in entry:
        raise RuleError(f"{path}：例子的键应为 {_words(_EXAMPLE_KEYS)}，至少有 text；现有 {_words(entry)}")
    return Example(**entry)


def _rule(table: dict[str, Any], path: Path) -> Rule:
    for key in _TEXT_KEYS:
        if not isinstance(table.get(key), str):
            raise RuleError(f"{path}：缺少键 {key}，或其值不是字符串")
    unknown = set(table) - set(_TEXT_KEYS) - set(_OPTIONAL_KEYS)
    if unknown:
        raise RuleError(f"{path}：不认识的键 {_words(unknown)}")
    named = _FILE.fullmatch(path.name)
    if not named or (named[1], named[2]) != (table["code"], table["name"]):
        raise RuleError(f"{path}：文件名应为 {table['code']}-{table['name']}.toml")
    try:
        severity = Severity.parse(table["severity"])
    except ValueError as error:
        raise RuleError(f"{path}：severity：{error}") from None
    if table["fix"] not in _FIX_KINDS:
        raise RuleError(f"{path}：fix 应为 {_words(_FIX_KINDS)} 之一")
    return Rule(
        **{key: table[key] for key in _TEXT_KEYS if key != "severity"},
        severity=severity,
        checker=_checker(table["check"], table.get("params", {}), path),
        path=path,
        advice=table.get("advice", ""),
    )


def _checker(name: str, params: dict[str, Any], path: Path) -> Checker:
    if name not in CHECKERS:
        raise RuleError(f"{path}：没有名为 {name} 的检查器；可用的有 {_words(CHECKERS)}")
    kind = load_checker(name)
    known, required = field_names(kind)
    unknown = set(params) - set(known)
    if unknown:
        raise RuleError(
            f"{path}：检查器 {name} 没有参数 {_words(unknown)}；可用的有 {_words(known) or '（无）'}"
        )
    for key in known[:required]:
        if key not in params:
            raise RuleError(f"{path}：检查器 {name} 缺少参数 {key}")
    # Lists become tuples: checkers are frozen and hashable.
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in params.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError, regex.error) as error:
        raise RuleError(f"{path}：检查器 {name} 的参数不对：{error}") from None


def _words(items: Iterable[str]) -> str:
    return "、".join(sorted(items))
