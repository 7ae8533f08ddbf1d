"""The room that tells about rules, in words made from their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .engine import SelectionError
from .model import Json, Severity
from .rulebook import Example, Rule, load_rules, read_examples

FIXES = {
    "none": "需人工核改",
    "safe": "fazhi-lint fix 可自动改",
    "unsafe": "fazhi-lint fix --unsafe 可试改，改后须人工核对",
}
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


def find_rules(word: str) -> list[Rule]:
    """The rules of that name, code or prefix of a code. Raises SelectionError, which names the nearest ones."""
    found = [rule for rule in load_rules() if rule.answers_to(word)]
    if found:
        return found
    from difflib import get_close_matches

    words = [name for rule in load_rules() for name in (rule.code, rule.name)]
    near = get_close_matches(word, words, n=3, cutoff=0.5)
    hint = f"；相近的有 {'、'.join(near)}" if near else "；用 fazhi-lint rules 查看全部规则"
    raise SelectionError(f"没有代码或名称为“{word}”的规则{hint}")


def explain_rule(rule: Rule) -> Iterator[str]:
    """The lines of a page on a rule: what, why, on what authority, examples, how to fix and to switch off."""
    bad, good = read_examples(rule.path)
    yield f"{rule.code} {rule.name}"
    yield f"  {rule.summary}"
    yield ""
    yield f"级别  {severity_in_words(rule, bad)}"
    yield f"依据  {rule.source}"
    yield ""
    yield from rule.rationale.strip().splitlines()
    yield ""
    yield "有问题的写法（⟦⟧ 标出位置）"
    for example in bad:
        if not example.todo:
            yield from _example("✗", example)
    yield "没有问题的写法"
    for example in good:
        yield from _example("✓", example)
    yield ""
    for at, line in enumerate((*rule.advice.strip().splitlines(), FIXES[rule.fix])):
        yield f"{'    ' if at else '修改'}  {line}"
    yield f'停用  命令行 --ignore {rule.code}；配置文件 ignore = ["{rule.code}"]；'
    yield f"      文中该段之前写一行 <!-- fazhi-lint: ignore {rule.code} -->"


def severity_in_words(rule: Rule, bad: Iterable[Example]) -> str:
    """The severity of a rule, and the lower ones its examples show."""
    shown = {Severity.parse(example.severity) for example in bad if example.severity}
    lower = [f"{level}（{SEVERITIES[str(level)]}）" for level in sorted(shown) if level < rule.severity]
    some = f"，有的情形为 {'、'.join(lower)}" if lower else ""
    return f"{rule.severity}（{SEVERITIES[str(rule.severity)]}）{some}"


def _example(mark: str, example: Example) -> Iterator[str]:
    lines = example.text.strip("\n").splitlines()
    yield f"  {mark} {lines[0] if lines else ''}"
    yield from (f"    {line}" for line in lines[1:])
    if example.fixed is not None:
        fixed = example.fixed.strip("\n").splitlines()
        yield f"    → {fixed[0] if fixed else ''}"
        yield from (f"      {line}" for line in fixed[1:])
    note = example_note(example)
    if note:
        yield f"    （{note}）"


def example_note(example: Example) -> str:
    """With which options an example is checked, and what else there is to say of it."""
    options = [f"公布日期 {example.published}"] if example.published else []
    options += [f"类别 {example.profile}"] if example.profile != "auto" else []
    return "；".join([*options, *([example.note] if example.note else [])])


def rule_lines(rules: Iterable[Rule]) -> Iterator[str]:
    """A line a rule: code, name, highest severity, what it says."""
    listed = list(rules)
    width = max(len(rule.name) for rule in listed)
    for rule in listed:
        yield f"{rule.code}  {rule.name:<{width}}  {rule.severity!s:<7}  {rule.summary}"


def rule_object(rule: Rule) -> Json:
    """What ``rules --format json`` says of a rule."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "source": rule.source,
        "fix": rule.fix,
    }
