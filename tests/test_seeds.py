"""The sample reports: each gives exactly the findings written beside it, the clean one none.

A line of an ``.expect`` file is ``line:column severity code quote``; columns and quotes are those of the
report, every severity counts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_lint.api import lint_file

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def found(path: Path) -> list[str]:
    return [f"{f.line}:{f.column} {f.severity} {f.code} {f.quote}".rstrip() for f in lint_file(path).findings]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_sample_report_gives_what_is_expected_of_it(path: Path) -> None:
    expected = path.with_suffix(".expect").read_text(encoding="utf-8").splitlines()
    assert found(path) == [line for line in expected if line and not line.startswith("#")]


def test_there_are_six_reports_and_one_is_clean() -> None:
    assert len(SEEDS) == 6
    assert found(SEEDS[0].with_name("clean-2022.txt")) == []
