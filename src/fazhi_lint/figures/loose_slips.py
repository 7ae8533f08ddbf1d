"""A figure in the lost tables of a PDF that is one slip away from what the other tables print for it.

A budget prints the figure of a head again and again: in each row as the total and as a part of it, and in
several tables. A figure that stands there once, adds up with nothing and is one wrong digit away from one that
stands often is held against that one, unless the text has the difference between the two as a figure.
"""

from __future__ import annotations

# The standard library's re scans for characters several times faster than regex does.
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..document import Document
from ..model import Hit, Related, Relation
from .loose import Panel, Shown, panels
from .loose_sums import sums_of
from .scene import scenes
from .slips import single_edit

_SEVERAL = re.compile(r"年初预算|预算数.*决算数|决算数.*预算数|上年|增减|执行数|比[上去]年|同期")
_OFTEN = 3  # times a figure is printed that others are held against; in a row of the same name, twice
_LONG = 8  # digits with which no two figures are one slip apart by chance, whatever their names
_MIDDLE = 6
_SHORT = 4
_KEPT = 6  # digits that are left without the zeros at the ends
_NAME = 3  # characters of a name
_BESIDE = 2


def loose_slips(document: Document) -> Iterator[Relation]:
    """The figures that one slip parts from another of their name, or from one too long to differ by chance."""
    tables = panels(document)
    if len(tables) < _BESIDE:
        return
    printed = Counter(figure.value for panel in tables for figure in panel.figures)
    settled = {one.span for total, parts in sums_of(document) for one in (total, *parts)}
    amounts = {int(q.number.value * 100) for scene in scenes(document) for q in scene.quantities if q.unit == "元"}
    stated = amounts | set(printed)
    same: dict[str, list[Shown]] = defaultdict(list)
    names: dict[object, str] = {}
    for panel in tables:
        for run in panel.runs:
            for figure in run.figures:
                names[figure.span] = run.names[-1] if run.names else ""
            if run.names:
                same[run.names[0]].extend(run.figures)
    often = _patterns(tables, printed)
    for panel in tables:
        if _SEVERAL.search("\n".join(panel.words)):
            continue
        for run in panel.runs:
            for figure in run.figures:
                if printed[figure.value] > 1 or figure.span in settled or figure.significant < _SHORT:
                    continue
                near = [*same.get(run.names[0] if run.names else "", ()), *run.figures]
                other = _named(figure, near, printed) or _anywhere(figure, often)
                if other and abs(other.value - figure.value) not in stated:
                    yield _conflict(figure, other, names.get(figure.span, ""))


def _named(figure: Shown, near: list[Shown], printed: Counter[int]) -> Shown | None:
    """The figure of the same name, or beside it, that this one should be."""
    counted = Counter(other.value for other in near)
    for other in near:
        often = printed[other.value]
        if len(figure.digits) < _MIDDLE and (often < _OFTEN or counted[other.value] < _BESIDE):
            continue
        if often >= _BESIDE and _slip(figure, other):
            return other
    return None


def _patterns(tables: tuple[Panel, ...], printed: Counter[int]) -> dict[str, Shown]:
    """The long figures that stand often, each by its digits with one left open."""
    return {
        open_: figure
        for panel in tables
        for figure in panel.figures
        if printed[figure.value] >= _OFTEN and len(figure.digits) >= _LONG and figure.significant >= _KEPT
        for open_ in _opened(figure)
    }


def _opened(figure: Shown) -> Iterator[str]:
    digits = figure.digits
    for at in range(len(digits)):
        yield f"{figure.step}:{digits[:at]}*{digits[at + 1 :]}"


def _anywhere(figure: Shown, often: dict[str, Shown]) -> Shown | None:
    if len(figure.digits) < _LONG or figure.significant < _KEPT:
        return None
    return next((often[open_] for open_ in _opened(figure) if open_ in often), None)


def _slip(figure: Shown, other: Shown) -> bool:
    if figure.step != other.step or figure.value == other.value:
        return False
    return single_edit(figure.digits, other.digits) in ("digit", "swap")


def _conflict(figure: Shown, other: Shown, name: str) -> Relation:
    text = f"{figure.literal} ≠ {other.literal}"
    what = f"“{name}”" if len(name) >= _NAME else "表中同一金额"
    hit = Hit(
        figure.span,
        {"what": what, "first": f"别处的{other.literal}", "second": figure.literal},
        evidence=(text,),
        related=(Related(other.span, f"另一处：{other.literal}"),),
    )
    spans = tuple(sorted((figure.span, other.span)))
    return Relation("repeat", "contradicted", figure.span, spans, text, "conflicting-figures", hit)
