"""The room that keeps count over a run: what is shown, what was hidden, how much was checked, how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from .baseline import Baseline, without_known
from .engine import at_least
from .facts.kinds import profile_title
from .model import Finding, Report, Severity
from .reports.text import one_line
from .sources import Problem
from .values import changed

_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


class Tally:
    """Counts reports as they pass by.

    ``shown`` is the least severity to show, ``fail_on`` the one that makes the run fail (None: never).
    """

    def __init__(self, shown: Severity, fail_on: Severity | None, baseline: Baseline = frozenset()) -> None:
        self.shown, self.fail_on, self.baseline = shown, fail_on, baseline
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.profiles: Counter[str] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.checked: Counter[str] = Counter()
        self.fixable: Counter[str] = Counter()
        self.known = 0

    def over(self, answers: Iterable[Report | Problem]) -> Iterator[Report]:
        """The reports with the findings to show; problems are kept for :meth:`complaints`."""
        for answer in answers:
            if isinstance(answer, Problem):
                self.problems.append(answer)
            else:
                yield self.add(answer)

    def add(self, report: Report) -> Report:
        """Count a report; returns it with the findings to show."""
        new = without_known(report, self.baseline) if self.baseline else report
        self.known += len(report.findings) - len(new.findings)
        self.notes += (f"{report.path}：{note}" for note in report.notes)
        self.profiles[report.profile] += 1
        self.severities.update(finding.severity for finding in new.findings)
        self.severities.update(report.below)
        for name in ("numbers", "relations", "verified", "contradicted", "unverifiable"):
            self.checked[name] += getattr(report.checked, name)
        shown = at_least(new.findings, self.shown)
        self.fixable.update(
            finding.fix.safety for finding in shown if finding.fix and _is_open_to_fixes(report, finding)
        )
        return changed(new, findings=shown)

    def failed(self) -> bool:
        """Whether anything was found at or above ``fail_on``."""
        return self.fail_on is not None and any(level >= self.fail_on for level in self.severities)

    def status(self) -> int:
        """The exit status of the run."""
        return 2 if self.problems else int(self.failed())

    def complaints(self) -> Iterator[str]:
        """A line for each thing that could not be checked, and each note."""
        yield from (one_line(note) for note in self.notes)
        yield from (one_line(f"{problem.name}：{problem.reason}") for problem in self.problems)

    def what_was_fixed(self, files: int, places: int, written: bool, unsafe: bool) -> Iterator[str]:
        """What ``fix`` did, and what it would do if it were asked to; nothing where no file could be read."""
        if not self.profiles:
            return
        if places:
            done = f"{'已修改' if written else '可修改（未写入）'} {files} 个文件中的 {places} 处"
        else:
            done = "没有可修改之处" if unsafe else "没有可放心修改之处"
        more = 0 if unsafe else self.fixable["unsafe"]
        yield done + (f"；另有 {more} 处的改法须人工核对（--unsafe）" if more else "")

    def summary(self, config: Path | None, fixed: bool = False) -> Iterator[str]:
        """What was found and, last, how much was checked; nothing where no file could be read."""
        if not self.profiles:
            return
        kinds = "、".join(
            f"{name} {profile_title(name)} {count}" for name, count in sorted(self.profiles.items())
        )
        kinds = f"（类别 {kinds}）" if kinds else ""
        found = "，".join(
            f"{self.severities[level]} 处{name}" for level, name in _NAMES.items() if level >= self.shown
        )
        hidden = sum(count for level, count in self.severities.items() if level < self.shown)
        aside = [
            "" if fixed else self._offer(),
            f"{hidden} 处更低级别的未显示（--min-severity info）" if hidden else "",
            f"{self.known} 处在基线之中" if self.known else "",
            f"{len(self.problems)} 个文件没能检查" if self.problems else "",
            f"配置 {config}" if config else "",
        ]
        yield "；".join(
            (
                f"检查 {self.profiles.total()} 个文件{kinds}{'，改后余下' if fixed else ''}：{found}",
                *filter(None, aside),
            )
        )
        count = self.checked
        yield (
            f"核对数字 {count['numbers']} 处、关系 {count['relations']} 条："
            f"{count['verified']} 相符，{count['contradicted']} 矛盾，{count['unverifiable']} 无法核验"
        )

    def _offer(self) -> str:
        safe, unsafe = self.fixable["safe"], self.fixable["unsafe"]
        if not safe:
            return f"{unsafe} 处可用 fix --unsafe 修改" if unsafe else ""
        return f"{safe} 处可用 fix 修改" + (f"，另 {unsafe} 处须加 --unsafe" if unsafe else "")


def _is_open_to_fixes(report: Report, finding: Finding) -> bool:
    """Whether ``fix`` changes such a file: text, whose lines need no other place, and .docx."""
    return finding.place is None or report.path.lower().endswith(".docx")
