"""The wheel holds all that is needed: built, installed in a new environment, run away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def _run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an installed wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    built = _run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    installed = _run(programs / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder)
    assert installed.returncode == 0, installed.stderr
    return programs / "fazhi-lint"


def test_the_installed_command_knows_the_rules_of_the_checkout(tool: Path, tmp_path: Path) -> None:
    here = _run(sys.executable, "-m", "fazhi_lint", "rules", "--format", "json", folder=ROOT / "src")
    there = _run(tool, "rules", "--format", "json", folder=tmp_path)
    assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_the_installed_command_finds_what_the_checkout_finds(tool: Path, tmp_path: Path) -> None:
    for report in (ROOT / "seeds").glob("*.txt"):
        (tmp_path / report.name).write_bytes(report.read_bytes())
    here = _run(
        sys.executable, "-m", "fazhi_lint", "--format", "json", "--ledger", tmp_path, folder=ROOT / "src"
    )
    there = _run(tool, "--format", "json", "--ledger", tmp_path, folder=tmp_path)
    assert there.stdout == here.stdout
    assert json.loads(there.stdout)["summary"]["error"] > 0


def test_the_installed_command_explains_and_tells_its_version(tool: Path, tmp_path: Path) -> None:
    assert "FZ201" in _run(tool, "explain", "FZ201", folder=tmp_path).stdout
    assert _run(tool, "--version", folder=tmp_path).stdout.startswith("fazhi-lint ")
