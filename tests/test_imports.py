"""Imports run one way, and starting the command loads nothing it does not need."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "fazhi_lint"

# The rooms from the ground up: a room may import those of the lines above it and its own.
LEVELS = (
    ("files",),
    ("kept",),
    ("values",),
    ("model",),
    ("tables", "knowledge"),
    ("document", "words"),
    ("outline",),
    ("mark_slips",),
    ("chains",),
    ("facts",),
    ("figures",),
    ("checks",),
    ("rulebook",),
    ("suppress",),
    ("engine",),
    ("readers", "fix", "baseline", "config", "explain"),
    ("reports", "sources", "api", "word"),
    ("checking", "tally"),
    ("fixing",),
    ("usage",),
    ("cli",),
    ("__main__",),
)
# The rooms of figures, in their order: one may import those before it and its own.
FIGURES = ("core", "lists", "repeats", "tables", "changes", "rates", "sums")
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
HEAVY = {"jieba", "rich", "pydantic", "lxml", "docx", "selectolax", "pypdfium2", "pdfplumber", "rapidfuzz"}
HEAVY |= {"multiprocessing", "concurrent", "asyncio", "zipfile", "email", "ssl"}


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """The rooms a module imports, wherever in it, types included."""
    inside = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            yield from (name[1] for name in names if name[0] == "fazhi_lint" and len(name) > 1)
        elif isinstance(node, ast.ImportFrom):
            base = list(inside[: len(inside) - node.level + 1]) if node.level else []
            module = (node.module or "").split(".") if node.module else []
            if not node.level:
                if module[0] != "fazhi_lint":
                    continue
                module = module[1:]
            whole = [*base, *module]
            yield from whole[:1] or [alias.name for alias in node.names]


def _modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_towards_the_model(path: Path) -> None:
    room = _room(path)
    assert room in LEVEL, f"{room} has no level yet: add it to LEVELS"
    for other in set(_imports(path)) - {"__version__", room}:
        assert LEVEL[other] < LEVEL[room], f"{room} may not import {other}"


@pytest.mark.parametrize("room", FIGURES)
def test_the_rooms_of_figures_import_one_way(room: str) -> None:
    for path in (PACKAGE / "figures" / room).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                other = str(node.module).partition(".")[0]
                assert FIGURES.index(other) < FIGURES.index(room), f"{path.name} may not import {other}"


def test_readers_import_the_text_alone() -> None:
    for path in (PACKAGE / "readers").glob("*.py"):
        assert set(_imports(path)) <= {"readers", "document", "model", "tables", "kept", "values"}, path.name


def test_only_the_command_line_prints_or_exits() -> None:
    for path in _modules():
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert path.name == "cli.py" or not calls & {"print", "exit", "quit", "sys.exit", "os._exit"}, path.name


def _loaded(*words: str) -> set[str]:
    """The modules loaded by a run of the command."""
    code = (
        "import sys; sys.argv = sys.argv[1:]\n"
        "from fazhi_lint.cli import main\n"
        "try: main()\n"
        "except SystemExit as ended: assert ended.code in (0, 1), ended.code\n"
        "print('\\n@', *sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code, "fazhi-lint", *words]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True
    )
    return set(done.stdout.rpartition("@")[2].split())


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["check", "--help"], ["explain", "FZ101"], ["rules"], ["seed"]]
)
def test_no_heavy_library_is_loaded(tmp_path: Path, words: list[str]) -> None:
    if words == ["seed"]:
        (tmp_path / "报告.txt").write_text("某县2020年法治政府建设年度报告\n全年3件。\n", encoding="utf-8")
        words = [str(tmp_path / "报告.txt")]
    assert not {name.partition(".")[0] for name in _loaded(*words)} & HEAVY


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["check", "--help"]])
def test_the_version_and_the_help_need_no_engine(words: list[str]) -> None:
    assert not _loaded(*words) & {"regex", "regex._regex", "tomllib"}


@pytest.mark.parametrize("report", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: str(path.stem))
def test_a_second_run_compiles_nothing(report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert {"regex", "tomllib"} <= _loaded("check", "--isolated", str(report))
    assert not _loaded("check", "--isolated", str(report)) & {"regex", "tomllib"}


def test_patterns_are_had_from_where_they_are_kept() -> None:
    for path in _modules():
        imported = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert "regex" not in imported or path.name == "kept.py", f"{path.name}: from .kept import regex"


def test_no_file_takes_more_than_a_sitting() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if path.read_text("utf-8").count("\n") > 400]
