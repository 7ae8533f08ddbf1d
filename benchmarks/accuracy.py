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
from fractions import Fraction
from pathlib import Path

import regex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from fazhi_lint.document import Document, fold  # noqa: E402
from fazhi_lint.engine import Options, lint  # noqa: E402
from fazhi_lint.model import Report, Severity  # noqa: E402
from shapes import cases, change, number  # noqa: E402

SHARED = ROOT.parent / "shared"
FIGURES = Options(select=("FZ1",))
SEED_KINDS = {"sum": "sum", "rate": "rate", "grim": "grim", "growth": "change", "enum-count": "list"}
PLAIN = regex.compile(r"\d+(?:\.\d+)?")
RECOMPUTED = regex.compile(r"\d(?:%|\))?\s*[-/]\s*\(?\d|->|\)/\(|\^")


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
        told = set(wanted) if row["kind"] == "list" else set(wanted[-1:])  # a list states one of them
        near = [
            entry
            for entry in report.relations
            if first - 2 <= entry.line <= last + 2
            and (not wanted or told.intersection(map(bare, entry.numbers)))
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
    """A leading digit of a number of a labelled consistent relation changed, in the real text."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold():
        if row["verdict"] != "consistent" or not determined(row):
            continue
        numbers = row["numbers"].split()
        text, before = real(row["file"])
        at = text.find(row["quote"], line_start(text, int(row["line"])))
        if at < 0:
            continue
        for _ in range(per_row):
            new = changed_text(text, at, len(row["quote"]), set(map(bare, numbers)), chance)
            if new is None:
                break
            line = found[row["kind"]]
            line["changed"] += 1
            hit = count(check(new), at) > count(before, at)
            line["found"] += hit
            if show and not hit:
                print("MISSED", row["kind"], row["quote"][:60], "→", new[at : at + len(row["quote"])][:60])
    table(
        "labelled relations of real reports, one digit changed by a tenth or more", found, ("changed", "found")
    )


def determined(row: dict[str, str]) -> bool:
    """Whether a row's numbers determine each other: a total and its parts, or a recomputation that says how."""
    numbers = [Fraction(bare(token)) for token in row["numbers"].split() if PLAIN.fullmatch(bare(token))]
    if len(numbers) < 2:
        return False
    if row["kind"] == "sum":
        return len(numbers) > 2 and sum(numbers) in (2 * numbers[0], 2 * numbers[-1])
    direction = row["recomputation"].startswith("direction")
    return (
        row["kind"] in ("rate", "change", "share")
        and not direction
        and RECOMPUTED.search(row["recomputation"]) is not None
    )


def line_start(text: str, line: int) -> int:
    """The offset at which a 1-based line begins."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def changed_text(text: str, at: int, length: int, known: set[str], chance: random.Random) -> str | None:
    """The text with one digit of one labelled number changed so that it moves by a tenth; None if none can."""
    quote = text[at : at + length]
    numbers = [m for m in regex.finditer(r"\d[\d,]*(?:\.\d+)?", quote) if bare(m.group()) in known]
    for _ in range(40 if numbers else 0):
        chosen = chance.choice(numbers)
        new = change(chosen.group(), chance)
        old = number(chosen.group())
        if abs(number(new) - old) * 10 >= old > 0:
            return text[: at + chosen.start()] + new + text[at + chosen.end() :]
    return None


def count(report: Report, place: int) -> int:
    """The errors and warnings within reach of a place."""
    return sum(
        finding.severity >= Severity.WARNING and abs(finding.span.start - place) < 600
        for finding in report.findings
    )


def untouched(labelled: list[str]) -> None:
    """Findings on text nobody changed, those on labelled defects left out, per 1 000 relations."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    defects = defaultdict(set)
    for row in gold():
        if row["verdict"] != "consistent":
            defects[row["file"]].update(range(int(row["line"]) - 1, int(row["end_line"]) + 2))
    reports = [("labelled real reports", real(name)[1], defects[name]) for name in labelled]
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        expected = path.with_suffix(".expect")
        lines = expected.read_text(encoding="utf-8") if expected.exists() else ""
        known = {int(line) for line in regex.findall(r"^\D*(\d+):\d+", lines, regex.MULTILINE)}
        reports.append(("sample reports", check(path.read_text(encoding="utf-8")), known))
    for name, report, known in reports:
        row = found[name]
        row["relations"] += len(report.relations)
        for finding in report.findings:
            if finding.line not in known and finding.severity >= Severity.WARNING:
                row[f"false {finding.severity}s"] += 1
                print(f"  {name} {finding.line} {finding.severity} {finding.code} {finding.message}")
    for row in found.values():
        for kind in ("errors", "warnings"):
            row[f"{kind} per 1 000"] = round(1000 * row[f"false {kind}"] / max(1, row["relations"]))
    columns = ("relations", "false errors", "errors per 1 000", "false warnings", "warnings per 1 000")
    table("untouched text", found, columns)


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
