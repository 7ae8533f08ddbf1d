"""Settings come from the nearest file, give way to the command line, and are refused where not understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fazhi_lint.config import ConfigError, parse_day
from toys import Run

pytestmark = pytest.mark.usefixtures("toy_rules")

BAD = "甲乙丙、子丑、寅卯。\n"


@pytest.fixture
def report(here: Path) -> Path:
    """A bad report two folders down."""
    path = here / "a" / "b" / "坏.txt"
    path.parent.mkdir(parents=True)
    path.write_text(BAD, encoding="utf-8")
    return path


def codes(out: str) -> list[str]:
    return [line.split()[2] for line in out.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize("file", ["pyproject.toml", "fazhi-lint.toml"])
def test_settings_are_read_from_either_file(run: Run, report: Path, here: Path, file: str) -> None:
    head = "[tool.fazhi-lint]\n" if file == "pyproject.toml" else ""
    settings = 'ignore = ["FZ901"]\nmin-severity = "info"\nfail-on = "error"\n'
    (here / file).write_text(head + settings, encoding="utf-8")
    done = run(report)
    assert codes(done.out) == ["FZ902", "FZ911"]
    assert done.status == 0
    assert file in done.err


def test_the_nearest_file_with_a_table_counts(run: Run, report: Path, here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.fazhi-lint]\nselect = ["FZ901"]\n', encoding="utf-8")
    (here / "a" / "pyproject.toml").write_text('[tool.ruff]\nselect = ["E"]\n', encoding="utf-8")
    assert codes(run(report).out) == ["FZ901"]
    (here / "a" / "fazhi-lint.toml").write_text('select = ["FZ902"]\n', encoding="utf-8")
    assert codes(run(report).out) == ["FZ902"]
    (here / "好.txt").write_text("好。\n", encoding="utf-8")
    assert codes(run(report, here / "好.txt").out) == ["FZ901"]


def test_the_command_line_takes_the_place_of_the_file(run: Run, report: Path, here: Path) -> None:
    (here / "fazhi-lint.toml").write_text('select = ["FZ901"]\nfail-on = "never"\n', encoding="utf-8")
    assert run(report).status == 0
    done = run("--select", "FZ902", "--fail-on", "warning", report)
    assert (codes(done.out), done.status) == (["FZ902"], 1)
    assert codes(run("--isolated", report).out) == ["FZ901", "FZ902"]
    (here / "other.toml").write_text('min-severity = "error"\n', encoding="utf-8")
    assert codes(run("--config", "other.toml", report).out) == ["FZ901"]


def test_rules_are_left_out_by_file(run: Run, report: Path, here: Path) -> None:
    (here / "好.txt").write_text(BAD, encoding="utf-8")
    (here / "fazhi-lint.toml").write_text(
        '[per-file-ignores]\n"a/*" = ["FZ901"]\n"好.txt" = ["toy-warning"]\n', encoding="utf-8"
    )
    done = run(here)
    places = [(Path(line.split(":")[0]).name, line.split()[2]) for line in done.out.splitlines()[::2]]
    assert places == [("好.txt", "FZ901"), ("坏.txt", "FZ902")]


def test_a_baseline_is_found_beside_the_configuration(
    run: Run, report: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--format", "json", "--output", "old.json", report)
    (here / "fazhi-lint.toml").write_text('baseline = "old.json"\n', encoding="utf-8")
    monkeypatch.chdir(here / "a")
    assert (run(report).status, run(report).out) == (0, "")


def test_json_carries_every_severity_whatever_the_file_says(run: Run, report: Path, here: Path) -> None:
    (here / "fazhi-lint.toml").write_text('min-severity = "error"\n', encoding="utf-8")
    assert run("--format", "json", report).out.count('"code"') == 3
    assert run("--format", "json", "--min-severity", "warning", report).out.count('"code"') == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('selekt = ["FZ101"]', ["selekt", "per-file-ignores"]),
        ('select = "FZ101"', ["select", "列表"]),
        ("ignore = [1]", ["ignore", "列表"]),
        ('min-severity = "never"', ["min-severity", "warning"]),
        ('fail-on = "often"', ["fail-on", "never"]),
        ("fail-on = 1", ["fail-on"]),
        ('profile = "novel"', ["profile", "fazhi"]),
        ("per-file-ignores = []", ["per-file-ignores"]),
        ('per-file-ignores = {"x" = "FZ1"}', ["per-file-ignores", "x"]),
        ('ignore = ["FZ998"]', ["fazhi-lint.toml：ignore：", "FZ998"]),
        ('per-file-ignores = {"x" = ["FZ998"]}', ["fazhi-lint.toml：per-file-ignores 中的 x：", "FZ998"]),
        ('select = ["FZ901", "no-such-rule"]', ["fazhi-lint.toml：select：", "no-such-rule"]),
        ('baseline = "none.json"', ["none.json"]),
        ("select = [", ["TOML"]),
    ],
)
def test_a_setting_not_understood_is_refused_in_one_line(
    run: Run, report: Path, here: Path, text: str, words: list[str]
) -> None:
    (here / "fazhi-lint.toml").write_text(text, encoding="utf-8")
    done = run(report)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    for word in words:
        assert word in done.err


def test_a_broken_file_is_named(run: Run, report: Path, here: Path) -> None:
    (here / "fazhi-lint.toml").write_bytes("ignore = []  # 配置".encode("gbk"))
    done = run(report)
    assert done.status == 2
    assert str(here / "fazhi-lint.toml") in done.err


def test_a_byte_order_mark_is_no_setting(run: Run, report: Path, here: Path) -> None:
    (here / "fazhi-lint.toml").write_bytes(b"\xef\xbb\xbf" + b'ignore = ["FZ"]\n')
    assert run(report).status == 0


def test_config_and_isolated_exclude_each_other(run: Run, report: Path, here: Path) -> None:
    (here / "fazhi-lint.toml").write_text("", encoding="utf-8")
    assert run("--config", "fazhi-lint.toml", "--isolated", report).status == 2


@pytest.mark.parametrize("word", ["2024-03-09", "2024-3-9", "2024/3/9", "2024.3.9", "2024年3月9日", "20240309"])
def test_a_day_may_be_written_as_people_write_it(word: str) -> None:
    assert parse_day(word) == date(2024, 3, 9)


@pytest.mark.parametrize("word", ["2024-13-01", "2024年3月", "明天", "", "3月9日", "2023-02-29"])
def test_what_is_no_day_is_refused_in_the_words_of_the_asker(word: str) -> None:
    with pytest.raises(ConfigError, match=r"^--published 应为 2024-03-29 或 2024年3月29日 这样的日期，不能是"):
        parse_day(word, "--published")
