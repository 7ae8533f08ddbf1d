"""What several tests share: rules of a toy domain, and the command run in this process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi_lint import checks, cli, rulebook
from toys import TOYS, Outcome, Run, Toy, rule_file


@pytest.fixture(autouse=True)
def _folder_of_what_is_kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command keeps between runs goes to a folder of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process: ``run("check", path)``."""

    def command(*words: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["fazhi-lint", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)

    return command


@pytest.fixture
def toy_rules(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three rules that say 甲乙丙 is an error (safe fix 甲乙), 子丑 a warning (unsafe fix 子), 寅卯 an info."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "toys").mkdir()
    for (code, name, severity), params in TOYS.items():
        text = rule_file(code, name, severity, params)
        (folder / "toys" / f"{code}-{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setitem(checks.CHECKERS, "toy", "toys.Toy")
    monkeypatch.setattr(rulebook, "load_checker", lambda _: Toy)
    monkeypatch.setattr(rulebook, "rules_folder", lambda: folder)
    rulebook.load_rules.cache_clear()
    yield
    rulebook.load_rules.cache_clear()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
