"""What the READMEs show is what the command prints: every ``console`` block is run from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from fazhi_lint.config import read_config
from fazhi_lint.readers import SUFFIXES
from making import docx, p
from toys import Run

ROOT = Path(__file__).parents[1]
BLOCK = regex.compile(r"^```console\n\$ (.+)\n((?:.*\n)*?)```$", regex.MULTILINE)
NAMES = ("README.md", "README.zh-CN.md")
SHOWN = [
    pytest.param(command, shown, id=f"{name}: {command}")
    for name in NAMES
    for command, shown in BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
]


def test_both_readmes_show_output() -> None:
    assert len(SHOWN) >= 4


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_a_command_prints_what_the_readme_shows(command: str, shown: str) -> None:
    words = command.split()
    assert words[0] == "fazhi-lint"
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_lint", *words[1:]],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == shown


def _blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    every = regex.findall(r"^```(\w*)\n(.*?)^```$", text, regex.MULTILINE | regex.DOTALL)
    return [block for marked, block in every if marked == language]


@pytest.mark.parametrize("name", NAMES)
def test_the_options_listed_are_those_of_the_command(run: Run, name: str) -> None:
    listed = "".join(
        regex.findall(r"^\| (`--.*?) \|", (ROOT / name).read_text(encoding="utf-8"), regex.MULTILINE)
    )
    known = set(regex.findall(r"^  (--[a-z-]+)", run("check", "--help").out, regex.MULTILINE))
    assert set(regex.findall(r"--[a-z-]+", listed)) == known


@pytest.mark.parametrize("name", NAMES)
def test_every_ending_picked_up_in_a_folder_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [ending for ending in SUFFIXES if f"`{ending}`" not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_configuration_shown_is_understood(name: str, tmp_path: Path) -> None:
    (block,) = _blocks(name, "toml")
    (tmp_path / "fazhi-lint.toml").write_text(block, encoding="utf-8")
    assert read_config(tmp_path / "fazhi-lint.toml").settings.profile == "fazhi"


@pytest.mark.parametrize("name", NAMES)
def test_the_python_shown_runs(name: str, here: Path) -> None:
    (block,) = _blocks(name, "python")
    for report in ("report.txt", "报告.txt"):
        (here / report).write_text("某县2022年工作报告\n全年办理12件。\n", encoding="utf-8")
    exec(block, {})


@pytest.mark.parametrize("name", NAMES)
def test_the_commands_shown_run(run: Run, name: str, here: Path) -> None:
    pytest.importorskip("lxml")
    lines = ["某县2022年工作报告", "截止2022年底，办理12件。"]
    for stem in ("report", "报告", "reports"):
        (here / f"{stem}.txt").write_text("\n".join(lines), encoding="utf-8")
        (here / f"{stem}.docx").write_bytes(docx("".join(map(p, lines))))
        (here / stem).mkdir()
        (here / stem / "1.txt").write_text("\n".join(lines), encoding="utf-8")
    shown = [line.partition("#")[0].split() for block in _blocks(name, "") for line in block.splitlines()]
    commands = [words[1:] for words in shown if words and words[0] == "fazhi-lint" and "<" not in words]
    assert len(commands) >= 9
    for words in commands:
        assert run(*words).status < 2, words
    assert {path.suffix for path in here.iterdir()} == {"", ".txt", ".docx", ".html"}
