"""Every example of every rule file runs: bad ones hit exactly where marked, good ones stay silent."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.model import Severity
from fazhi_lint.rulebook import Example, Rule, load_rules, read_examples


def _cases(bad: bool) -> list[object]:
    cases: list[object] = []
    for rule in load_rules():
        for number, example in enumerate(read_examples(rule.path)[0 if bad else 1], start=1):
            marks = [pytest.mark.xfail(reason=example.todo, strict=True)] if example.todo else []
            cases.append(pytest.param(rule, example, id=f"{rule.code}-{number}", marks=marks))
    return cases


def _unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    spans, plain = [], ""
    for piece in text.replace("⟧", "⟦").split("⟦"):
        spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans[1::2]


def _lint(rule: Rule, example: Example, text: str) -> list[tuple[int, int]]:
    report = lint_text(text, select=(rule.code,), profile=example.profile, published=example.published)
    if example.severity:
        assert {f.severity for f in report.findings} == {Severity.parse(example.severity)}
    return sorted((f.span.start, f.span.end) for f in report.findings)


@pytest.mark.parametrize(("rule", "example"), _cases(bad=True))
def test_bad_example_is_found_where_marked(rule: Rule, example: Example) -> None:
    text, spans = _unmark(example.text)
    assert _lint(rule, example, text) == spans


@pytest.mark.parametrize(("rule", "example"), _cases(bad=False))
def test_good_example_stays_silent(rule: Rule, example: Example) -> None:
    assert _lint(rule, example, example.text) == []


@pytest.mark.parametrize(("rule", "example"), _cases(bad=True))
def test_fix_gives_the_text_shown_and_is_then_clean(rule: Rule, example: Example) -> None:
    if example.todo:
        pytest.skip(example.todo)
    text, _ = _unmark(example.text)
    report = lint_text(text, select=(rule.code,), profile=example.profile, published=example.published)
    edits = sorted(
        (edit for f in report.findings if f.raw_fix for edit in f.raw_fix.edits), key=lambda e: e.span
    )
    if example.fixed is None:
        assert rule.fix == "none" or not edits, "an example with a fix must show the fixed text"
        return
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == example.fixed
    again = lint_text(text, select=(rule.code,), profile=example.profile, published=example.published)
    assert again.findings == ()
