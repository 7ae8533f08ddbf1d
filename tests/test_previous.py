"""--previous: last year's report of any format, named where it cannot be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _run(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fazhi_lint", "check", "--isolated", "--select", "FZ113", *words]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=here, check=False
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "2018.txt").write_text("2018年，受理行政复议案件60件，未审结8件。\n", encoding="utf-8")
    (tmp_path / "2019.txt").write_text("2019年，上年结转行政复议案件5件，新收50件。\n", encoding="utf-8")
    return tmp_path


def test_this_year_is_held_against_last_year(here: Path) -> None:
    done = _run(here, "2019.txt", "--previous", "2018.txt")
    assert done.returncode == 1 and "FZ113 across-years" in done.stdout, done.stderr
    assert _run(here, "2019.txt").returncode == 0


def test_a_previous_report_that_cannot_be_read_is_named(here: Path) -> None:
    done = _run(here, "2019.txt", "--previous", "none.txt")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "none.txt" in done.stderr
