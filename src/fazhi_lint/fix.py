"""The room of fixes: edits of findings applied to a text until none is left."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable
from io import StringIO
from itertools import pairwise

from .model import Edit, Finding, Fix, Report, UserError
from .values import value

# Every round applies all fixes that do not overlap; real texts are done after one or two.
_MAX_ROUNDS = 50


class FixError(UserError):
    """A text that cannot be fixed; the message is without the file's name."""


@value
class Fixed:
    """A text after its fixes, how many were applied, and what is still found in it."""

    text: str
    applied: int
    report: Report


def fix_text(text: str, lint: Callable[[str], Report], wanted: Callable[[Finding], bool]) -> Fixed:
    """Apply the fixes of the wanted findings until there are none: fixing the result changes nothing.

    Raises FixError where the fixes of two rules undo each other.
    """
    seen = {text}
    applied = 0
    for _ in range(_MAX_ROUNDS):
        report = lint(text)
        fixes = compatible({f.raw_fix for f in report.findings if f.raw_fix and wanted(f)})
        fixed = apply_edits(text, [edit for fix in fixes for edit in fix.edits])
        if fixed == text:
            return Fixed(text, applied, report)
        if fixed in seen:
            codes = sorted({f.code for f in report.findings if f.raw_fix in fixes})
            raise FixError(f"规则 {'、'.join(codes)} 的修改互相抵消，文件未改动")
        seen.add(fixed)
        text, applied = fixed, applied + len(fixes)
    raise FixError(f"修改{_MAX_ROUNDS}遍后仍有可改之处，文件未改动")


def compatible(fixes: Collection[Fix]) -> list[Fix]:
    """The fixes, in reading order, that overlap no other; the rest waits for the next round."""
    taken: list[Edit] = []
    chosen = []
    for fix in sorted(fixes, key=lambda fix: sorted(fix.edits)):
        edits = sorted(set(fix.edits))
        if any(_overlap(*pair) for pair in pairwise(edits)) or not all(_fits(edit, taken) for edit in edits):
            continue
        for edit in edits:
            if edit not in taken[bisect_left(taken, edit) :][:1]:
                insort(taken, edit)
        chosen.append(fix)
    return chosen


def _fits(edit: Edit, taken: list[Edit]) -> bool:
    """Whether the edit is one of those taken, which are sorted, or overlaps none of them."""
    row = bisect_left(taken, edit)
    return all(edit == other or not _overlap(edit, other) for other in taken[max(row - 1, 0) : row + 1])


def _overlap(one: Edit, other: Edit) -> bool:
    if one.span.start == other.span.start:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made once; the edits must not overlap."""
    pieces: list[str] = []
    done = 0
    for span, words in sorted(set(edits)):
        pieces += (text[done : span.start], words)
        done = span.end
    return "".join(pieces) + text[done:]


def unified_diff(name: str, before: str, after: str) -> str:
    """The change as a patch; empty if there is none."""
    from difflib import unified_diff as compare

    lines = compare(_lines(before), _lines(after), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    return list(StringIO(text, newline="\n"))
