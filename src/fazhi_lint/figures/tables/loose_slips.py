"""A figure in the lost tables of a PDF that is one slip away from what the table, or others, print for it.

A budget prints the figure of a head again and again: in each row as the total and as a part of it, and in
several tables. A figure that stands there once, adds up with nothing and is one wrong digit away from one that
stands often is held against that one. It is not where the table has the difference between the two as a figure:
then that is the cell that the row has lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import scanner
from ...model import Hit, Related, Relation, Severity, Span
from ..core.conflicts import conflict
from ..core.interval import show
from ..core.slips import mistyped
from .loose import Panel, Run, Shown, current, panels
from .loose_sums import sums_of

_SEVERAL = scanner(r"(?s)年初预算|上年|增减|执行数|比[上去]年|同期|预算数.*决算数|决算数.*预算数")
_TWICE, _OFTEN, _EVERYWHERE = 2, 3, 8  # times a figure is printed that others are held against
_ROWS = {2: 5, 3: 2}  # rows of so many figures that add up before one that does not is held against them
_LONG = 7  # digits with which no two figures are one slip apart by chance, whatever their names
_WHOLLY = 8  # the same without the zeros at the ends, where a figure is printed twice
_KEPT = 6  # the same without the zeros at the ends, where a figure is often printed
_FAIR = 5  # the same where a figure stands everywhere, as a grand total does
_MIDDLE = 6  # digits of a figure that two prints in rows of one name confirm
_SHORT = 4  # digits, without the zeros at the ends, of a figure that is held against its name
_ROUNDED = 2  # units of the last place by which two sums of rounded figures may differ
_FULL = 5  # rows
_RUN = 4  # figures of more than one row
_NAME = 3  # characters of a name
_MOST = 20  # figures of one name: more are a heading


def loose_slips(document: Document) -> tuple[Relation, ...]:
    """The figures that one slip parts from another of their name or row, or from one too long for chance."""
    return document.once(_slips)


def _slips(document: Document) -> tuple[Relation, ...]:
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Relation]:
    tables = [panel for panel in current(document) if not _SEVERAL.search("\n".join(sorted(panel.words)))]
    printed = Counter(figure.value for panel in panels(document) for figure in panel.figures)
    settled = {one.span for total, parts in sums_of(document) for one in (total, *parts)}
    same = _same(tables, printed)
    often = _patterns(tables, printed)
    for panel in tables:
        values = {figure.value for figure in panel.figures}
        flagged: set[Span] = set()
        for run in panel.runs:
            name = run.names[0] if run.names else ""
            for at, figure in enumerate(run.figures):
                if printed[figure.value] > 1 or figure.span in settled:
                    continue
                near = same.get(name, ()) if figure.significant >= _OFTEN else ()
                if figure.significant < _SHORT:  # round amounts are one digit apart by chance, but not so often
                    near = [one for one in near if printed[one.value] > _OFTEN]
                beside = [
                    other
                    for other in run.figures[max(0, at - 1) : at + 2]
                    if printed[other.value] > _OFTEN and other.significant >= _OFTEN
                ]
                other = next((one for one in (*near, *beside) if _slip(figure, one)), None)
                other = other or _anywhere(figure, often, printed)
                if other and abs(other.value - figure.value) not in values:
                    flagged.add(figure.span)
                    # Where rows have run together, the name is that of one of them.
                    yield _conflict(
                        figure, other, run.names[-1] if run.names and len(run.figures) < _RUN else ""
                    )
        yield from _broken_rows(panel, flagged, values, printed)


def _same(tables: Sequence[Panel], printed: Counter[int]) -> dict[str, list[Shown]]:
    """For each name the figures of its rows that are printed often enough, for their length, to be right."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for panel in tables:
        for run in panel.runs:
            for name in run.names[:1]:
                found[name].extend(run.figures)
    for name, figures in found.items():
        often = Counter(figure.value for figure in figures)
        kept = {
            figure.value: figure
            for figure in figures
            if printed[figure.value] >= _TWICE
            and (
                len(figure.digits) >= _MIDDLE
                or (printed[figure.value] >= _OFTEN and often[figure.value] >= _TWICE)
            )
        }
        found[name] = list(kept.values()) if len(kept) <= _MOST else []
    return found


def _patterns(tables: Sequence[Panel], printed: Counter[int]) -> dict[str, Shown]:
    """The long figures that stand often, each by its digits with one left open."""
    return {
        open_: figure
        for panel in tables
        for figure in panel.figures
        if len(figure.digits) >= _FAIR
        and figure.significant >= _FAIR
        and printed[figure.value] >= (_TWICE if figure.significant >= _WHOLLY else _OFTEN)
        for open_ in _opened(figure)
    }


def _opened(figure: Shown) -> Iterator[str]:
    digits = figure.digits
    for at in range(len(digits)):
        yield f"{figure.step}:{digits[:at]}*{digits[at + 1 :]}"


def _anywhere(figure: Shown, often: dict[str, Shown], printed: Counter[int]) -> Shown | None:
    """The figure that stands often and that this one should be, whatever their names."""
    if len(figure.digits) < _FAIR or figure.significant < _FAIR:
        return None
    other = next((often[open_] for open_ in _opened(figure) if open_ in often), None)
    if other is None or not _slip(figure, other):
        return None
    if len(figure.digits) >= _LONG and figure.significant >= _KEPT:
        return other
    return (
        other if printed[other.value] >= _EVERYWHERE and not printed[abs(other.value - figure.value)] else None
    )


def _slip(figure: Shown, other: Shown) -> bool:
    if figure.step != other.step or abs(figure.value - other.value) <= _ROUNDED * figure.step:
        return False
    return mistyped(figure.digits, other.digits)


def _broken_rows(
    panel: Panel, flagged: set[Span], values: set[int], printed: Counter[int]
) -> Iterator[Relation]:
    """The one row whose total is not what stands behind it, where all others of its width hold.

    A row that lacks just what another cell of the table holds has lost that cell.
    """
    for width, least in _ROWS.items():
        rows = [row for run in panel.runs for row in _split(run, width)]
        broken = [run for run in rows if _gap(run)]
        if len(rows) - len(broken) < least:
            continue
        # Where every blank cell is printed as 0.00, no row has lost one.
        full = (
            all(run.figures[-1].value == 0 or run.figures[1].value == 0 for run in rows) and len(rows) > _FULL
        )
        unexplained = [run for run in broken if full or abs(_gap(run)) not in values]
        if len(unexplained) != 1 or any(figure.span in flagged for figure in unexplained[0].figures):
            continue
        total, *parts = run = unexplained[0].figures
        gap = _gap(unexplained[0])
        needed = [total.value - gap, *(part.value + gap for part in parts)]
        slips = [
            figure
            for figure, value in zip(run, needed, strict=True)
            if mistyped(figure.digits, str(value // figure.step).rjust(len(figure.digits), "0"))
        ]
        if not slips or any(figure.step != total.step for figure in parts):
            continue
        name = unexplained[0].names[-1]
        if width == _TWICE:
            wrong = parts[0] if printed[total.value] > printed[parts[0].value] else total
            yield _conflict(wrong, parts[0] if wrong is total else total, name)
        else:
            yield _no_total(total, parts, name)


def _split(run: Run, width: int) -> Iterator[Run]:
    """The rows of one width in a run: itself, or the pairs where each but one says its figure twice."""
    figures = run.figures
    if run.names and len(figures) == width:
        yield run
    elif width == _TWICE < len(figures) and len(figures) % _TWICE == 0:
        rows = [Run(("",), figures[at : at + width]) for at in range(0, len(figures), width)]
        if sum(1 for row in rows if not _gap(row)) >= len(rows) - 1:
            yield from rows


def _gap(run: Run) -> int:
    """By how much the first figure of a row exceeds the sum of the others; 0 where any of them is that sum."""
    values = [figure.value for figure in run.figures]
    return 0 if 2 * max(values) == sum(values) else 2 * values[0] - sum(values)


def _no_total(total: Shown, parts: Sequence[Shown], name: str) -> Relation:
    unit = total.step * 10**total.decimals
    added = show(Fraction(sum(part.value for part in parts), unit), total.decimals)
    text = f"{' + '.join(part.literal for part in parts)} = {added} ≠ {total.literal}"
    related = tuple(Related(part.span, "分项") for part in parts)
    fields = {"formula": text, "suspect": ""}
    hit = Hit(total.span, fields, Severity.WARNING, (f"{name}：{text}",), related)
    spans = (total.span, *(part.span for part in parts))
    return Relation("table", "contradicted", total.span, spans, text, "table-total", hit)


def _conflict(figure: Shown, other: Shown, name: str) -> Relation:
    text = f"{figure.literal} ≠ {other.literal}"
    what = f"“{name}”" if len(name) >= _NAME else "表中同一金额"
    words = what, f"别处的{other.literal}", figure.literal
    return conflict(figure.span, other.span, words, text, f"另一处：{other.literal}")
