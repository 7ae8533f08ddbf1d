"""Totals and their parts in tables whose columns and rows are lost.

A total of a budget stands before its parts or behind them, and its parts may have parts of their own: so from
the end of the table on, figures that add up to the one before them are gathered under it. Only what comes out
to the last place is a relation; that parts are missing or a figure is wrong cannot be told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...model import Relation
from .loose import Panel, Run, Shown, panels

Sum = tuple[Shown, tuple[Shown, ...]]

_MOST = 40  # parts of a total
_WIDEST = 4  # columns that a row adds up
_SURE = 6  # digits with which a total does not come out by chance
_LONG = 8  # the same where its parts may stand anywhere
_FIGURES = 100  # of a table in which they are looked for
_ROW = 4  # the same within a row
_KNOWN = 200  # sums looked for in the other tables


def loose_sums(document: Document) -> Iterator[Relation]:
    """The sums of every panel."""
    for total, parts in sums_of(document):
        formula = f"{' + '.join(part.literal for part in parts)} = {total.literal}"
        spans = tuple(sorted(one.span for one in (total, *parts)))
        yield Relation("sum", "verified", total.span, spans, formula)


def sums_of(document: Document) -> tuple[Sum, ...]:
    """Every total that comes out, with its parts; the same figures once in a panel."""
    return document.once(_sums)


def _sums(document: Document) -> tuple[Sum, ...]:
    found: list[dict[tuple[int, ...], Sum]] = []
    for panel in panels(document):
        own: dict[tuple[int, ...], Sum] = {}
        for total, parts in _of(panel):
            own.setdefault(_values(total, parts), (total, parts))
        found.append(own)
    known = {key: None for own in found for key, one in own.items() if one[0].significant >= _SURE}
    for panel, own in zip(panels(document), found, strict=True):
        places = {figure.value: figure for figure in reversed(panel.figures)}
        for key in list(known)[:_KNOWN]:
            if key not in own and len(set(key)) == len(key) and all(value in places for value in key):
                own[key] = (places[key[0]], tuple(places[value] for value in key[1:]))
    return tuple(one for own in found for one in own.values())


def _values(total: Shown, parts: Sequence[Shown]) -> tuple[int, ...]:
    return (total.value, *(part.value for part in parts))


def _of(panel: Panel) -> Iterator[Sum]:
    rows: list[Shown] = []
    for run in panel.runs:
        for total, parts in _across(run):
            rows.append(total)
            if parts:
                yield total, parts
    yield from _three([figure for figure in panel.figures if figure.value])
    yield from _two(panel)
    columns = [[run.figures[at] for run in panel.runs if at < len(run.figures)] for at in range(_WIDEST - 1)]
    for column in (rows, *columns):
        amounts = [figure for figure in column if figure.value]
        yield from _nested(amounts, True)
        yield from _nested(amounts, False)


def _across(run: Run) -> Iterator[Sum]:
    """The rows of a run: a total with what stands behind it, where that adds up to it or says it again."""
    figures = [figure for figure in run.figures if figure.value]
    at = 0
    while at < len(figures):
        total, after = figures[at], 0
        step = 1
        for count in range(1, _WIDEST):
            if at + count >= len(figures):
                break
            after += figures[at + count].value
            if after == total.value and (count == 1 or total.significant >= _ROW):
                step = count + 1
                break
        yield total, tuple(figures[at + 1 : at + step]) if step > 2 else ()
        at += step


def _three(figures: Sequence[Shown]) -> Iterator[Sum]:
    """Three figures that follow each other, of which the first or the last is the sum of the others.

    That one is the double of another is no sum: two contributions at 16 % and 8 % of one base are.
    """
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        if first.value == second.value or second.value == third.value:
            continue
        if first.value == second.value + third.value and first.significant >= _SURE:
            yield first, (second, third)
        elif third.value == first.value + second.value and third.significant >= _SURE:
            yield third, (first, second)


def _two(panel: Panel) -> Iterator[Sum]:
    """Two figures that make up a long one, wherever they stand: the cells of a row come far apart."""
    places = {figure.value: figure for figure in reversed(panel.figures) if figure.value}
    if len(places) > _FIGURES:
        return
    long = {value for value, figure in places.items() if figure.significant >= _LONG}
    values = sorted(places)
    for at, first in enumerate(values):
        for second in values[:at]:
            if first + second in long:
                yield places[first + second], (places[first], places[second])


def _nested(figures: Sequence[Shown], merged: bool) -> list[Sum]:
    """The totals of a column with the figures behind each that add up to it, from the last one on.

    ``merged`` reads a figure that stands again as a part that is all of its whole. Short totals count where
    everything in the column has come under one total.
    """
    found: list[Sum] = []
    heap: list[Shown] = []  # the last figure first
    for figure in reversed(figures):
        if merged and heap and heap[-1].value == figure.value:
            heap[-1] = figure
            continue
        parts = _adding(heap, figure)
        if parts:
            found.append((figure, tuple(reversed(parts))))
            del heap[-len(parts) :]
        heap.append(figure)
    heap.reverse()
    closed = len({figure.value for figure in heap}) == 1
    for at, figure in enumerate(heap):
        parts = _adding(heap[max(0, at - _MOST) : at], figure)
        if parts:
            found.append((figure, tuple(parts)))
            closed = closed or at + 1 == len(heap) == len(parts) + 1
    return [one for one in found if closed or one[0].significant >= _SURE]


def _adding(heap: Sequence[Shown], total: Shown) -> list[Shown]:
    """The figures at the end of the heap that add up to a total, in its order; none if they do not."""
    added = 0
    for count in range(1, min(len(heap), _MOST) + 1):
        added += heap[-count].value
        if added >= total.value:
            return list(heap[-count:]) if added == total.value and count > 1 else []
    return []
