"""What every rule must say of itself: code and name as others know them, why, on whose word, near misses."""

from __future__ import annotations

import pytest
import regex

from fazhi_lint.checks import CHECKERS
from fazhi_lint.explain import explain_rule
from fazhi_lint.rulebook import Rule, load_rules, read_examples

# Codes and names are what configurations, comments and other programs rely on: they never change.
NAMES = {
    "FZ101": "sum-mismatch",
    "FZ102": "part-exceeds-total",
    "FZ103": "rate-mismatch",
    "FZ104": "rate-impossible",
    "FZ105": "rate-base-unclear",
    "FZ106": "change-mismatch",
    "FZ107": "share-total",
    "FZ108": "list-count",
    "FZ109": "announced-count",
    "FZ110": "conflicting-figures",
    "FZ111": "table-total",
    "FZ112": "missing-unit",
    "FZ113": "across-years",
    "FZ201": "docnumber-bracket",
    "FZ202": "docnumber-year",
    "FZ203": "docnumber-serial",
    "FZ204": "docnumber-incomplete",
    "FZ205": "order-number",
    "FZ206": "known-number",
    "FZ301": "missing-section",
    "FZ302": "heading-sequence",
    "FZ303": "list-sequence",
    "FZ304": "heading-level",
    "FZ305": "unseparated-item",
    "FZ306": "template-residue",
    "FZ401": "impossible-date",
    "FZ402": "glued-year-range",
    "FZ403": "reversed-range",
    "FZ404": "conflicting-dates",
    "FZ405": "incomplete-date",
    "FZ406": "date-after-publication",
    "FZ407": "late-publication",
    "FZ408": "wrong-report-year",
    "FZ409": "weekday-mismatch",
    "FZ410": "relative-year",
    "FZ411": "anachronism",
    "FZ412": "self-comparison",
    "FZ413": "known-date",
    "FZ501": "unbalanced-marks",
    "FZ502": "miscited-title",
    "FZ503": "inconsistent-title",
    "FZ504": "superseded-law",
    "FZ601": "wording",
    "FZ602": "punctuation",
    "FZ603": "repeated-text",
}
FAMILIES = {"1": "figures", "2": "docnumbers", "3": "structure", "4": "dates", "5": "citations", "6": "wording"}
# One edit may replace as much as the title of a law.
NEAR = 16

RULES = load_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


@each_rule
def test_code_name_and_folder_are_those_agreed_on(rule: Rule) -> None:
    assert NAMES[rule.code] == rule.name
    assert rule.path.parent.name == FAMILIES[rule.code[2]]


@each_rule
def test_it_says_what_why_and_on_whose_word(rule: Rule) -> None:
    assert regex.search(r"\p{Han}", rule.summary) and regex.search(r"\p{Han}", rule.rationale)
    assert rule.source.strip() and rule.message.strip()
    assert "\n" not in rule.summary + rule.source + rule.message
    assert len(rule.summary) <= 40
    assert not regex.search(r"[。！]$", rule.summary + "\n" + rule.message, regex.MULTILINE)
    assert len(rule.rationale.strip()) > 20


@each_rule
def test_examples_show_it_and_a_near_miss(rule: Rule) -> None:
    bad, good = read_examples(rule.path)
    assert any(not example.todo for example in bad)
    texts = [example.text.replace("⟦", "").replace("⟧", "") for example in bad]
    near = min(_edit(one, other.text) for one in texts for other in good)
    assert near <= NEAR, f"no good example is one edit from a bad one: {near} characters"


@each_rule
def test_an_example_shows_each_fix_that_is_promised(rule: Rule) -> None:
    bad, _ = read_examples(rule.path)
    assert (rule.fix == "none") == all(example.fixed is None for example in bad)


def test_every_checker_is_used_by_a_rule() -> None:
    assert {rule.check for rule in RULES} == set(CHECKERS)


def test_no_example_stands_twice() -> None:
    for rule in RULES:
        texts = [example.text for examples in read_examples(rule.path) for example in examples]
        assert len(set(texts)) == len(texts), rule.code


def _edit(one: str, other: str) -> int:
    """How long the one stretch is, in the longer text, that must be replaced to make one text of the other."""
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    return max(len(one), len(other)) - start - end


def _shared(one: str, other: str) -> int:
    """The length of what both begin with."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_every_rule_says_how_to_put_it_right(rule: Rule) -> None:
    assert rule.advice.strip()
    page = list(explain_rule(rule))
    assert f"修改  {rule.advice.strip().splitlines()[0]}" in page
    assert not any(".toml" in line for line in page), "names of files mean nothing to a reader"
