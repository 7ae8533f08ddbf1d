"""What is kept between runs changes nothing but the time they take."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi_lint import kept
from fazhi_lint.kept import regex
from toys import Run

TOML = 'since = 2019-04-15\n[[contents]]\ntitle = "甲"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for what is kept, and a process that has used nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_store", kept._Store())
    yield tmp_path / "cache" / "fazhi-lint"


def begin_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a new process knows: nothing."""
    monkeypatch.setattr(kept, "_store", kept._Store())


def test_a_pattern_of_an_earlier_run_matches_as_it_did(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    with kept.kept_between_runs():
        first = regex.compile(r"(?P<year>\d{4})\p{Han}", regex.VERBOSE)
    begin_again(monkeypatch)
    with kept.kept_between_runs():
        second = regex.compile(r"(?P<year>\d{4})\p{Han}", regex.VERBOSE)
    assert second is not first
    found = second.search("在2019年")
    assert found is not None and found["year"] == "2019"
    assert (second.pattern, second.flags) == (first.pattern, first.flags)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("pattern", [r"[年月日号季半]", r"(?s)(?P<year>\d{4})年.(?P<mark>[、,])?", r"(a)|(b)"])
def test_a_scanner_of_an_earlier_run_matches_as_it_did(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept.kept_between_runs():
        first = kept.scanner(pattern)
    begin_again(monkeypatch)
    with monkeypatch.context() as patched, kept.kept_between_runs():
        patched.setattr(re, "compile", None)
        second = kept.scanner(pattern)
    assert second is not first
    text = "在2019年、2020年\n,ab"
    matches = [
        [(one.span(), one.groups(), one.groupdict()) for one in each.finditer(text)] for each in (first, second)
    ]
    assert matches[0] == matches[1] != []
    assert (second.pattern, second.flags, second.groupindex) == (first.pattern, first.flags, first.groupindex)


def test_a_table_of_an_earlier_run_is_whole_whatever_was_done_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with kept.kept_between_runs():
        table = kept.parse_toml(TOML)
        table.pop("contents")
    begin_again(monkeypatch)
    with kept.kept_between_runs():
        assert [item["title"] for item in kept.parse_toml(TOML)["contents"]] == ["甲"]
    assert kept.parse_toml(TOML)["contents"]


def test_a_file_is_read_again_only_where_it_was_written_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "rule.toml"
    file.write_text("a = 1\n[[bad]]", encoding="utf-8")

    def cut(text: str) -> str:
        return text.partition("[[")[0]

    with kept.kept_between_runs():
        assert kept.read_toml(file, cut) == {"a": 1}
    begin_again(monkeypatch)
    with monkeypatch.context() as patched, kept.kept_between_runs():
        patched.setattr(Path, "read_text", None)
        assert kept.read_toml(file, cut) == {"a": 1}
    file.unlink()
    file.write_text("a = 2\n[[bad]]", encoding="utf-8")
    begin_again(monkeypatch)
    with kept.kept_between_runs():
        assert kept.read_toml(file, cut) == {"a": 2}


def test_what_is_broken_or_not_ones_own_is_not_used(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    with kept.kept_between_runs():
        kept.parse_toml(TOML)
    (path,) = folder.iterdir()
    for data in (b"", b"\x80\x04garbage", pickle.dumps("something else"), path.read_bytes()[:-9]):
        path.write_bytes(data)
        begin_again(monkeypatch)
        with kept.kept_between_runs():
            assert kept.parse_toml(TOML)["since"].year == 2019
    if hasattr(os, "getuid"):
        path.write_bytes(pickle.dumps(({}, {TOML: pickle.dumps({"since": "somebody else's"})})))
        begin_again(monkeypatch)
        monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
        with kept.kept_between_runs():
            assert kept.parse_toml(TOML)["since"].year == 2019


def test_a_folder_that_cannot_be_written_is_no_matter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with kept.kept_between_runs():
        assert kept.parse_toml(TOML)


def test_what_another_kind_of_report_needs_is_not_let_go(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for first in (0, 6):
        begin_again(monkeypatch)
        with kept.kept_between_runs():
            for number in range(first, first + 10):
                kept.parse_toml(f"a = {number}")
    (path,) = folder.iterdir()
    _, tables = pickle.loads(path.read_bytes())
    assert len(tables) == 16


def test_what_is_no_longer_used_is_let_go(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    with kept.kept_between_runs():
        for number in range(40):
            kept.parse_toml(f"a = {number}")
    (path,) = folder.iterdir()
    begin_again(monkeypatch)
    with kept.kept_between_runs():
        kept.parse_toml("a = 40")
    _, tables = pickle.loads(path.read_bytes())
    assert list(tables) == ["a = 40"]


@pytest.mark.usefixtures("toy_rules")
def test_two_runs_say_the_same(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.txt").write_text("甲乙丙\n", encoding="utf-8")
    first = run("a.txt")
    begin_again(monkeypatch)
    assert run("a.txt") == first


def test_a_user_without_a_home_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    with kept.kept_between_runs():
        assert kept.parse_toml(TOML)


def test_no_scanner_takes_a_group_possessively() -> None:
    """The standard library of Python 3.11.0 to 3.11.3 keeps what such a group took in vain: 1. of 1.强."""
    program = (
        "from pathlib import Path\nimport fazhi_lint\nfrom fazhi_lint import kept\n"
        "for file in Path('seeds').glob('*.txt'): fazhi_lint.lint_text(file.read_text(encoding='utf-8'))\n"
        "print(*(text for text, flags in kept._store.patterns if flags == kept._SCANNER), sep='\\n')"
    )
    root = Path(__file__).parents[1]
    environment = os.environ | {"PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert "[0-9]" in run.stdout
    assert not re.search(r"\)[*+?]\+", run.stdout)


@pytest.mark.slow
def test_a_second_run_says_of_the_samples_what_the_first_did(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONUTF8": "1", "PYTHONPATH": "src"}
    command = [
        sys.executable,
        "-m",
        "fazhi_lint",
        "check",
        "--isolated",
        "--ledger",
        "--fail-on",
        "never",
        "seeds",
    ]
    root = Path(__file__).parents[1]
    first, second = (
        subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True).stdout
        for _ in range(2)
    )
    assert first == second != b""


def test_no_match_is_told_by_the_identity_of_its_pattern() -> None:
    """What a kept pattern finds names as its pattern the one that it was made into."""
    package = Path(kept.__file__).parent
    assert not [
        path for path in package.rglob("*.py") if re.search(r"\.re (?:is|==|in)\b", path.read_text("utf-8"))
    ]
