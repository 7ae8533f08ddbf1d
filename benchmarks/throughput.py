"""How fast reports are checked on one core, how that grows, and how much memory it takes.

The real reports in ../shared/seeds, else the sample reports, are repeated to 5, 10 and 20 MB, as many files
and as one. Goals: 2 MB/s, and four times the text in about four times the seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--megabytes", type=float, default=20, help="size of the largest input")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1 is what the goal is about)")
    arguments = parser.parse_args()
    real = sorted(ROOT.parent.glob("shared/seeds/*.txt"))
    reports = [path.read_bytes() for path in real or sorted(ROOT.glob("seeds/*.txt"))]
    print(f"{len(reports)} {'real' if real else 'sample'} reports, {arguments.jobs} process(es)")
    print(f"{'input':<22} {'seconds':>8} {'CPU':>8} {'MB/s':>6} {'peak':>9}  growth")
    for as_one in (False, True):
        first = 0.0
        for part in (4, 2, 1):
            size = arguments.megabytes * 1e6 / part
            with tempfile.TemporaryDirectory() as folder:
                files = lay_out(reports, size, Path(folder), as_one)
                wall, cpu, peak = run([folder], arguments.jobs)
            first = first or cpu
            name = f"{size / 1e6:g} MB, {files} file{'s' if files > 1 else ''}"
            growth = f"{4 // part}× text {cpu / first:.2f}× time"
            print(f"{name:<22} {wall:8.2f} {cpu:8.2f} {size / 1e6 / wall:6.2f} {peak / 1e6:6.0f} MB  {growth}")


def lay_out(reports: list[bytes], size: float, folder: Path, as_one: bool) -> int:
    """Write reports up to ``size`` bytes; returns the number of files."""
    pieces, done = [], 0
    for report in cycle(reports):
        if done + len(report) > size:
            break
        pieces.append(report)
        done += len(report)
    if as_one:
        pieces = [b"\n\n".join(pieces)]
    for number, piece in enumerate(pieces):
        (folder / f"{number:05}.txt").write_bytes(piece)
    return len(pieces)


def run(paths: list[str], jobs: int) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and peak bytes of one check."""
    tool = str(Path(sys.executable).with_name("fazhi-lint"))
    command = [tool, "check", "--isolated", "--fail-on", "never", "--jobs", str(jobs), *paths]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"the check ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
