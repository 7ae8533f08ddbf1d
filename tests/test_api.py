"""The Python door takes the options of the command and says what the command says."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

import fazhi_lint
from fazhi_lint.model import Severity, UserError
from fazhi_lint.readers import UnreadableError
from toys import Run

BAD = "某县年度报告\n\n全年甲乙丙1件。\n\n又有子丑2件，寅卯3件。\n"

toys = pytest.mark.usefixtures("toy_rules")


@pytest.fixture(autouse=True)
def _report(here: Path) -> None:
    (here / "a.txt").write_text(BAD, encoding="utf-8")


@toys
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"select": "FZ901,toy-info"},
        {"select": ["FZ90", "FZ911"], "ignore": "FZ902"},
        {"ignore": ("fz901", "toy-warning")},
        {"min_severity": "error"},
        {"published": "2024-03-29", "profile": "xxgk"},
        {"baseline": "known.json"},
    ],
)
def test_an_option_means_what_it_means_to_the_command(run: Run, options: dict[str, object]) -> None:
    run("a.txt", "--format", "json", "--select", "FZ902", "--output", "known.json")
    words = [
        str(word)
        for name, value in options.items()
        for one in ([value] if isinstance(value, str) else value)  # type: ignore[attr-defined]
        for word in (f"--{name.replace('_', '-')}", one)
    ]
    said = json.loads(run("a.txt", "--format", "json", *words).out)["files"][0]
    for report in (
        fazhi_lint.lint_file("a.txt", **options),  # type: ignore[arg-type]
        fazhi_lint.lint_text(BAD, name="a.txt", **options),  # type: ignore[arg-type]
    ):
        assert [one.fingerprint for one in report.findings] == [one["fingerprint"] for one in said["findings"]]
        assert (report.profile, report.published) == (said["profile"], said["published"])
        for one, other in zip(report.findings, said["findings"], strict=True):
            fields = json.loads(json.dumps(asdict(one)))
            assert {key: fields[key] for key in other} == other


def test_severities_are_the_words_of_the_reports_in_order() -> None:
    assert sorted([Severity.WARNING, Severity.ERROR, Severity.INFO]) == ["info", "warning", "error"]
    assert max(Severity.INFO, Severity.ERROR, Severity.WARNING) is Severity.ERROR
    assert Severity.WARNING >= Severity.WARNING > Severity.INFO


@pytest.mark.parametrize(
    "options",
    [{"select": "FZ999"}, {"profile": "novel"}, {"min_severity": "never"}, {"published": "2024年3月"}],
)
def test_what_means_nothing_is_a_value_error(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        fazhi_lint.lint_text("甲。", **options)  # type: ignore[arg-type]


def test_what_cannot_be_read_is_told_apart(here: Path) -> None:
    with pytest.raises(OSError, match="none"):
        fazhi_lint.lint_file("none.txt")
    (here / "big.txt").write_text("全年甲乙1件。\n" * 60_000, encoding="utf-8")
    with pytest.raises(UnreadableError):
        fazhi_lint.lint_file(here / "big.txt", max_size=1)
    with pytest.raises(UserError):
        fazhi_lint.lint_text("甲。", baseline="a.txt")


def test_a_date_may_be_a_date() -> None:
    assert fazhi_lint.lint_text("甲。", published=date(2024, 3, 29)).published == "2024-03-29"
