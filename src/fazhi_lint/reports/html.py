"""The format for reading: the text itself in one page that needs nothing else, findings and numbers marked.

No script runs in the page and nothing is loaded: what is shown is filtered by check boxes and style alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from .. import __version__
from ..facts.kinds import profile_title
from ..model import Finding, LedgerEntry, Report, Severity, Span, View
from .text import one_line, place_in_words

_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_VERDICTS = {"contradicted": "矛盾", "verified": "相符", "unverifiable": "无法核验"}
_FILTERS = {**{str(level): name for level, name in _SEVERITIES.items()}, **_VERDICTS}
_BREAK = re.compile(r"\r\n|\n|\r")
_Cells = tuple[tuple[int, int, int, int, Span], ...]
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(reports: Iterable[Report], ledger: bool) -> Iterator[str]:
    """One page with the text, the findings and the relations of every report."""
    del ledger  # the relations are what the page is for
    listed = tuple(reports)
    names = "、".join(Path(report.path).name for report in listed[:3]) + ("等" if len(listed) > 3 else "")
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    yield (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_shown(names)} — fazhi-lint</title>\n<style>\n{style}</style></head>\n<body>\n"
    )
    # The boxes stand before all they filter, so that style alone can follow them.
    for name in _FILTERS:
        yield f'<input type="checkbox" id="show-{name}" class="box" checked>\n'
    yield f'<header><h1>{_shown(names)}</h1>{_summary(listed)}<p class="filters">显示：'
    yield "".join(
        f'<label for="show-{name}" class="{name}">{words}</label>' for name, words in _FILTERS.items()
    )
    yield "</p></header>\n"
    for number, report in enumerate(listed, start=1):
        yield from _report(report, number, alone=len(listed) == 1)
    yield f"<footer>fazhi-lint {__version__}</footer>\n</body></html>\n"


def _summary(reports: Sequence[Report]) -> str:
    levels = [finding.severity for report in reports for finding in report.findings]
    counts = "，".join(
        f"{levels.count(level)} 处{name}" for level, name in _SEVERITIES.items() if level in levels
    )

    def total(name: str) -> int:
        return sum(getattr(report.checked, name) for report in reports)

    verdicts = "，".join(f"{total(name)} {words}" for name, words in _VERDICTS.items())
    return (
        f'<p class="summary">{counts or "没有发现问题"}。核对数字 {total("numbers")} 处、'
        f"关系 {total('relations')} 条：{verdicts}。</p>"
    )


def _report(report: Report, number: int, alone: bool) -> Iterator[str]:
    details = [profile_title(report.profile)]
    details += [f"{report.report_year}年"] if report.report_year else []
    details += [f"公布于{report.published}"] if report.published else []
    yield f'<section class="report">\n<div class="side"><h2>{"" if alone else _shown(report.path) + " "}'
    yield f"<small>{'，'.join(details)}</small></h2>\n"
    yield f'<ol class="findings">{"".join(_findings(report, number))}</ol>\n'
    if report.relations:
        yield f'<details open><summary>核对过的关系 {len(report.relations)} 条</summary><ol class="relations">'
        yield from _relations(report, number)
        yield "</ol></details>\n"
    yield '</div>\n<main class="text">\n'
    if report.view is not None:
        yield from _Page(report, report.view, number).lines()
    yield "</main></section>\n"


def _findings(report: Report, number: int) -> Iterator[str]:
    if not report.findings:
        yield '<li class="none">没有发现问题</li>'
    for index, finding in enumerate(report.findings):
        where = f"第{finding.line}行" + (f"，{place_in_words(finding.place)}" if finding.place else "")
        proof = "".join(f"<p>{_shown(line)}</p>" for line in finding.evidence)
        yield (
            f'<li class="{finding.severity}"><a href="#f{number}-{index}">'
            f"<b>{_SEVERITIES[finding.severity]}</b> {_shown(finding.message)}</a>{proof}"
            f"<small>{finding.code} {finding.name} · {where}</small></li>\n"
        )


def _relations(report: Report, number: int) -> Iterator[str]:
    for index, entry in enumerate(report.relations):
        yield (
            f'<li class="{entry.verdict}"><a href="#r{number}-{index}">{_shown(entry.formula)}</a> '
            f"<small>{_VERDICTS[entry.verdict]} · 第{entry.line}行</small></li>\n"
        )


@dataclass
class _Mark:
    """What stands over a stretch of text: the classes of its style, words on it, and where links lead."""

    span: Span
    classes: str
    tip: str
    anchor: str = ""


@dataclass
class _Page:
    """The text of one report as lines of marked-up pieces."""

    report: Report
    view: View
    number: int
    marks: list[_Mark] = field(init=False)
    cuts: list[int] = field(init=False)
    over: dict[int, list[_Mark]] = field(init=False)

    def __post_init__(self) -> None:
        self.marks = [*self._numbers(), *self._findings()]
        self.cuts = sorted({offset for mark in self.marks for offset in mark.span})
        self.over = defaultdict(list)
        for mark in self.marks:
            first, last = bisect_left(self.cuts, mark.span.start), bisect_left(self.cuts, mark.span.end)
            for at in range(first, max(last, first + 1)):
                self.over[self.cuts[at]].append(mark)

    def _findings(self) -> Iterator[_Mark]:
        for index, finding in enumerate(self.report.findings):
            # A finding on nothing at all, such as a missing content, is marked at the character after it.
            start, end = finding.span
            span = Span(start, max(end, min(start + 1, len(self.view.text))))
            yield _Mark(span, f"f {finding.severity}", _tip_of(finding), f"f{self.number}-{index}")

    def _numbers(self) -> Iterator[_Mark]:
        entries: dict[Span, list[tuple[int, LedgerEntry]]] = defaultdict(list)
        for index, entry in enumerate(self.report.relations):
            for span in dict.fromkeys(entry.spans):
                entries[span].append((index, entry))
        anchored: set[int] = set()
        for span in sorted({*self.view.numbers, *entries}):
            mine = entries.get(span, [])
            verdicts = {entry.verdict for _, entry in mine}
            verdict = next((name for name in _VERDICTS if name in verdicts), "unverifiable")
            first = next((index for index, _ in mine if index not in anchored), None)
            anchored |= {index for index, _ in mine[:1]} if first is None else {first}
            tip = "\n".join(f"{_VERDICTS[entry.verdict]}：{entry.formula}" for _, entry in mine)
            yield _Mark(
                span,
                f"n {verdict}",
                tip or "未与别的数字核对",
                "" if first is None else f"r{self.number}-{first}",
            )

    def lines(self) -> Iterator[str]:
        """The text, line by line, tables as tables."""
        starts = [0, *(found.end() for found in _BREAK.finditer(self.view.text))]
        tables: dict[int, tuple[Span, _Cells]] = {}
        for span, cells in self.view.tables:
            tables.setdefault(span.start, (span, cells))  # of two that begin together the outer one comes first
        line = 0
        while line < len(starts):
            start = starts[line]
            if start in tables:
                span, cells = tables[start]
                yield self._table(cells)
                line = bisect_left(starts, span.end)
                continue
            line += 1
            words = self._marked(start, starts[line] if line < len(starts) else len(self.view.text))
            if words.strip():
                yield f'<p><a class="at" id="l{self.number}-{line}">{line}</a>{words}</p>\n'

    def _table(self, cells: _Cells) -> str:
        rows: dict[int, list[str]] = defaultdict(list)
        for row, _, high, wide, span in cells:
            reach = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
            rows[row].append(f"<td{reach}>{self._marked(*span)}</td>")
        return "<table>" + "".join(f"<tr>{''.join(rows[row])}</tr>" for row in sorted(rows)) + "</table>\n"

    def _marked(self, start: int, end: int) -> str:
        """The text of a span with its marks; every mark begins and ends at a cut."""
        inside = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
        return "".join(self._piece(*pair) for pair in zip([start, *inside], [*inside, end], strict=True))

    def _piece(self, start: int, end: int) -> str:
        words = _shown(self.view.text[start:end])
        at = bisect_right(self.cuts, start) - 1
        marks = [mark for mark in self.over[self.cuts[at]] if mark.span.end > start] if at >= 0 else []
        if not marks:
            return words
        anchors = "".join(
            f'<a id="{mark.anchor}"></a>' for mark in marks if mark.anchor and mark.span.start == start
        )
        tip = escape("\n".join(dict.fromkeys(mark.tip for mark in reversed(marks))), quote=True)
        classes = " ".join(dict.fromkeys(" ".join(mark.classes for mark in marks).split()))
        return f'{anchors}<span class="m {classes}" data-tip="{tip}" tabindex="0">{words}</span>'


def _tip_of(finding: Finding) -> str:
    head = f"{_SEVERITIES[finding.severity]} {finding.code}：{finding.message}"
    return "\n".join(one_line(line) for line in (head, *finding.evidence))


def _shown(text: str) -> str:
    return escape(one_line(text))
