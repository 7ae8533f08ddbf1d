"""What the READMEs show is what the command prints: every ``console`` block is run from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parents[1]
BLOCK = regex.compile(r"^```console\n\$ (.+)\n((?:.*\n)*?)```$", regex.MULTILINE)
SHOWN = [
    pytest.param(command, shown, id=f"{name}: {command}")
    for name in ("README.md", "README.zh-CN.md")
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
