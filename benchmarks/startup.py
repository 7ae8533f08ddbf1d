"""What starting costs: whole-process medians side by side, so that only the ratios speak.

The measure is a typer application with two commands that do nothing, on the same interpreter and the same
version of typer. Goals: ``--version`` at most 1.3 times that, a check of one 30 KB report at most 2 times.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTHING = """
import typer
app = typer.Typer()
@app.command()
def one() -> None: ...
@app.command()
def two() -> None: ...
app()
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=21, help="how often each command is started")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        nothing, report = Path(folder, "nothing.py"), Path(folder, "report.txt")
        nothing.write_text(NOTHING, encoding="utf-8")
        report.write_bytes(report_of(30_000))
        tool = str(Path(sys.executable).with_name("fazhi-lint"))
        check = [tool, "check", "--isolated", "--fail-on", "never", str(report)]
        commands = {
            "python -c pass": ([sys.executable, "-c", "pass"], None),
            "typer, two commands": ([sys.executable, str(nothing), "one"], None),
            "fazhi-lint --version": ([tool, "--version"], 1.3),
            "fazhi-lint explain FZ101": ([tool, "explain", "FZ101"], None),
            f"fazhi-lint, {report.stat().st_size / 1000:.0f} KB report": (check, 2.0),
        }
        times = measure([command for command, _ in commands.values()], rounds)
    print(f"Python {sys.version.split()[0]}, typer {version('typer')}, median of {rounds}")
    for (name, (_, goal)), seconds in zip(commands.items(), times, strict=True):
        ratio = seconds / times[1]
        wanted = f"   goal {goal:.1f}: {'met' if ratio <= goal else 'MISSED'}" if goal else ""
        print(f"{name:<28} {seconds * 1000:6.0f} ms  {ratio:5.2f} ×{wanted}")


def report_of(size: int) -> bytes:
    """About ``size`` bytes of real report if there is one, else of the sample reports."""
    real = sorted(ROOT.parent.glob("shared/seeds/*.txt"), key=lambda path: abs(path.stat().st_size - size))
    if real:
        return real[0].read_bytes()
    text = b"\n".join(path.read_bytes() for path in sorted(ROOT.glob("seeds/*.txt")))
    lines = (text * (size // len(text) + 1)).splitlines(keepends=True)
    while sum(map(len, lines)) > size:
        lines.pop()
    return b"".join(lines)


def measure(commands: list[list[str]], rounds: int) -> list[float]:
    """The median seconds of each command; the commands take turns, so that all meet the same machine."""
    times: list[list[float]] = [[] for _ in commands]
    # Installed packages have their bytecode; the checkout gets it in the first round, which is not counted.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for number in range(rounds + 1):
        for row, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, env=environment)
            if number:
                times[row].append(time.perf_counter() - start)
    return [statistics.median(row) for row in times]


if __name__ == "__main__":
    main()
