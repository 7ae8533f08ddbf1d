"""Every example of every rule file runs: bad ones hit exactly where marked, good ones stay silent."""

from __future__ import annotations

from datetime import date

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.explain import severity_in_words
from fazhi_lint.model import Report, Severity
from fazhi_lint.rulebook import Example, Rule, load_rules, read_examples
from marked import unmarked


def _cases(bad: bool) -> list[object]:
    cases: list[object] = []
    for rule in load_rules():
        for number, example in enumerate(read_examples(rule.path)[0 if bad else 1], start=1):
            marks = [pytest.mark.xfail(reason=example.todo, strict=True)] if example.todo else []
            cases.append(pytest.param(rule, example, id=f"{rule.code}-{number}", marks=marks))
    return cases


def _report(rule: Rule, example: Example, text: str) -> Report:
    options = Options(
        select=(rule.code,),
        profile=example.profile,
        published=date.fromisoformat(example.published) if example.published else None,
        previous=Document(example.previous) if example.previous else None,
    )
    return lint(Document(text), options)


def _lint(rule: Rule, example: Example, text: str) -> list[tuple[int, int]]:
    report = _report(rule, example, text)
    if example.severity:
        assert {f.severity for f in report.findings} == {Severity.parse(example.severity)}
    return sorted((f.span.start, f.span.end) for f in report.findings)


@pytest.mark.parametrize(("rule", "example"), _cases(bad=True))
def test_bad_example_is_found_where_marked(rule: Rule, example: Example) -> None:
    text, spans = unmarked(example.text)
    assert _lint(rule, example, text) == spans


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_every_severity_of_the_examples_is_told(rule: Rule) -> None:
    bad, _ = read_examples(rule.path)
    told = severity_in_words(rule, bad)
    for example in bad:
        for finding in _report(rule, example, unmarked(example.text)[0]).findings:
            assert str(finding.severity) in told


@pytest.mark.parametrize(("rule", "example"), _cases(bad=False))
def test_good_example_stays_silent(rule: Rule, example: Example) -> None:
    assert _lint(rule, example, example.text) == []


@pytest.mark.parametrize(("rule", "example"), _cases(bad=True))
def test_fix_gives_the_text_shown_and_is_then_clean(rule: Rule, example: Example) -> None:
    if example.todo:
        pytest.skip(example.todo)
    text, _ = unmarked(example.text)
    report = _report(rule, example, text)
    edits = sorted(
        (edit for f in report.findings if f.raw_fix for edit in f.raw_fix.edits), key=lambda e: e.span
    )
    if example.fixed is None:
        assert rule.fix == "none" or not edits, "an example with a fix must show the fixed text"
        return
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == example.fixed
    assert _report(rule, example, text).findings == ()
