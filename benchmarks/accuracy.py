"""How many planted errors are found, how many false findings untouched text gets, how much is read.

Three materials: sentences made by ``shapes.py``; the sample reports; and, where they are present, the labelled
real reports in ../shared with their gold tables. One digit of one number is changed at a time, and only
changes beyond every rounding count. Printed per kind of relation; the last figures are in docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import regex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from fazhi_lint.document import Document, fold  # noqa: E402
from fazhi_lint.engine import Options, lint  # noqa: E402
from fazhi_lint.model import Report, Severity  # noqa: E402
from shapes import cases, change  # noqa: E402

SHARED = ROOT.parent / "shared"
FIGURES = Options(select=("FZ1",))
SEED_KINDS = {"sum": "sum", "rate": "rate", "grim": "grim", "growth": "change", "enum-count": "list"}
DIRECTION = ("direction", "/", "->")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--each", type=int, default=40, help="generated sentences of each shape")
    parser.add_argument("--per-row", type=int, default=3, help="changes tried on each labelled row")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--missed", action="store_true", help="print what was missed")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    generated(chance, arguments.each, arguments.missed)
    labelled = sorted({row["file"] for row in gold()})
    if labelled:
        ledger(arguments.missed)
        mutated(chance, arguments.per_row, arguments.missed)
    untouched(labelled)


def check(text: str) -> Report:
    """The figures rules over a text."""
    return lint(Document(text), FIGURES)


def speaks(report: Report) -> bool:
    """Whether an error or a warning was found."""
    return any(finding.severity >= Severity.WARNING for finding in report.findings)


def generated(chance: random.Random, each: int, show: bool) -> None:
    """Sentences made for this: all agree; then one digit each is changed."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases(chance, each):
        report = check(case.text)
        row = found[case.kind]
        row["sentences"] += 1
        row["verified"] += any(entry.verdict == "verified" for entry in report.relations)
        row["false errors"] += sum(finding.severity is Severity.ERROR for finding in report.findings)
        row["false warnings"] += sum(finding.severity is Severity.WARNING for finding in report.findings)
        if speaks(report) and show:
            print("FALSE", case.text, report.findings[0].message)
        changed = case.with_change(chance)
        if changed is not None:
            row["changed"] += 1
            row["found"] += speaks(check(changed))
            if show and not speaks(check(changed)):
                print("MISSED", case.kind, case.text, "→", changed)
    table(
        "generated sentences",
        found,
        ("sentences", "verified", "false errors", "false warnings", "changed", "found"),
    )


def gold() -> Iterator[dict[str, str]]:
    """The labelled rows of the real reports, with their text's path under ``file``."""
    for name in ("work_gold", "budget_gold"):
        path = SHARED / "gold" / f"{name}.tsv"
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for row in csv.DictReader(lines, delimiter="\t"):
                    yield row | {"file": f"reports/{row['file']}"}
    path = SHARED / "gold" / "seeds_gold.tsv"
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                yield {
                    "file": f"seeds/{row['file']}",
                    "line": row["line"],
                    "end_line": row["line"],
                    "kind": SEED_KINDS.get(row["class"], row["class"]),
                    "verdict": row["verdict"],
                    "severity": row["severity"],
                    "numbers": " ".join(regex.findall(r"\d[\d.]*", fold(row["quoted_fragment"]))),
                    "quote": row["quoted_fragment"],
                    "recomputation": row["explanation"],
                }


_TEXTS: dict[str, tuple[str, Report]] = {}


def real(name: str) -> tuple[str, Report]:
    """A labelled report and what is found in it, remembered."""
    if name not in _TEXTS:
        text = (SHARED / name).read_text(encoding="utf-8")
        _TEXTS[name] = (text, check(text))
    return _TEXTS[name]


def bare(token: str) -> str:
    """A number's digits alone."""
    return "".join(char for char in fold(token) if char.isdigit() or char == ".")


def ledger(show: bool) -> None:
    """The share of labelled relations that are in the ledger, and with the label's verdict."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold():
        if row["kind"] not in ("sum", "part", "rate", "grim", "change", "share", "list", "announced", "repeat"):
            continue
        _, report = real(row["file"])
        first, last = int(row["line"]), int(row["end_line"])
        wanted = [bare(token) for token in row["numbers"].split() if bare(token)]
        near = [
            entry
            for entry in report.relations
            if first - 2 <= entry.line <= last + 2 and (not wanted or wanted[-1] in map(bare, entry.numbers))
        ]
        verdicts = {entry.verdict for entry in near}
        line = found[f"{row['kind']} {row['verdict']}"]
        line["labelled"] += 1
        line["in ledger"] += bool(near)
        for verdict in ("verified", "contradicted", "unverifiable"):
            line[verdict] += verdict in verdicts
        expected = {"consistent": "verified", "defect": "contradicted"}.get(row["verdict"])
        if show and expected and expected not in verdicts:
            print("UNREAD", row["file"], row["line"], row["kind"], row["verdict"], row["quote"][:50], verdicts)
    columns = ("labelled", "in ledger", "verified", "contradicted", "unverifiable")
    table("labelled relations of real reports", found, columns)


def mutated(chance: random.Random, per_row: int, show: bool) -> None:
    """One leading digit of one number of a labelled consistent relation changed, in the real text."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold():
        if row["verdict"] != "consistent" or row["kind"] not in ("sum", "rate", "change", "share", "list"):
            continue
        numbers = row["numbers"].split()
        if len(numbers) < 2 or row["recomputation"].startswith("direction"):
            continue
        text, before = real(row["file"])
        at = text.find(row["quote"], line_start(text, int(row["line"])))
        if at < 0:
            continue
        for _ in range(per_row):
            changed = changed_text(text, at, len(row["quote"]), set(map(bare, numbers)), chance)
            if changed is None:
                break
            place, new = changed
            after = check(new)
            line = found[row["kind"]]
            line["changed"] += 1
            hit = count(after, place) > count(before, place)
            line["found"] += hit
            if show and not hit:
                print("MISSED", row["kind"], row["quote"][:60], "→", new[at : at + len(row["quote"])][:60])
    table("labelled relations of real reports, one digit changed", found, ("changed", "found"))


def line_start(text: str, line: int) -> int:
    """The offset at which a 1-based line begins."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def changed_text(
    text: str, at: int, length: int, known: set[str], chance: random.Random
) -> tuple[int, str] | None:
    """The text with one of the leading two digits of a labelled number changed; None if there is none."""
    quote = text[at : at + length]
    numbers = [m for m in regex.finditer(r"\d[\d,]*(?:\.\d+)?", quote) if bare(m.group()) in known]
    numbers = [m for m in numbers if len(m.group()) >= 2]
    if not numbers:
        return None
    chosen = chance.choice(numbers)
    head = change(chosen.group()[:2].rstrip("."), chance)
    new = quote[: chosen.start()] + head + quote[chosen.start() + len(head) :]
    return at, text[:at] + new + text[at + length :]


def count(report: Report, place: int) -> int:
    """The errors and warnings within reach of a place."""
    return sum(
        finding.severity >= Severity.WARNING and abs(finding.span.start - place) < 600
        for finding in report.findings
    )


def untouched(labelled: list[str]) -> None:
    """Findings on text nobody changed, those on labelled defects left out, per 1 000 relations."""
    found: dict[str, Counter[str]] = {}
    defects = defaultdict(set)
    for row in gold():
        if row["verdict"] != "consistent":
            defects[row["file"]].update(range(int(row["line"]) - 1, int(row["end_line"]) + 2))
    groups = {"labelled real reports": [SHARED / name for name in labelled]}
    for name, paths in groups.items():
        line = Counter[str]()
        for path in paths:
            report = real(str(path.relative_to(SHARED)))[1]
            known = defects[str(path.relative_to(SHARED))]
            line["relations"] += len(report.relations)
            for finding in report.findings:
                if finding.line not in known and finding.severity >= Severity.WARNING:
                    line[f"unlabelled {finding.severity}s"] += 1
                    print(f"  {path.name}:{finding.line} {finding.severity} {finding.code} {finding.message}")
        found[name] = line
    table("untouched text", found, ("relations", "unlabelled errors", "unlabelled warnings"))


def table(title: str, rows: dict[str, Counter[str]], columns: tuple[str, ...]) -> None:
    """Print counts in columns, a total last."""
    print(f"\n{title}\n{'':<26}" + "".join(f"{column:>20}" for column in columns))
    total = Counter[str]()
    for name, row in sorted(rows.items()):
        total.update(row)
        print(f"{name:<26}" + "".join(f"{row[column]:>20}" for column in columns))
    if len(rows) > 1:
        print(f"{'all':<26}" + "".join(f"{total[column]:>20}" for column in columns))


if __name__ == "__main__":
    main()
