"""Rows of a table that their names tell to make up the row above them (``partitions.toml``)."""

from __future__ import annotations

from functools import cache

from ...kept import regex
from ...knowledge import knowledge
from .table_levels import Level, Outcome, addition_of
from .table_lists import AMONG, own_name

_LONGEST = 12  # rows below a whole in which its kinds begin
_LONG = 2  # digits of a figure that may be off by one of them
Kinds = tuple["regex.Pattern[str]", ...]


@cache
def _entries() -> tuple[tuple[regex.Pattern[str], int, Kinds], ...]:
    return tuple(
        (
            regex.compile(entry["whole"]),
            entry["least"] or len(entry["kinds"]),
            tuple(regex.compile(kind) for kind in entry["kinds"]),
        )
        for entry in knowledge("partitions")["rows"]
    )


def known_rows(figures: dict[int, Level], names: dict[int, str], out: Outcome) -> None:
    """The wholes that are followed by all of their kinds, at once or behind another 其中."""
    for row in figures:
        whole = own_name(names[row])
        for words, least, kinds in _entries():
            if not words.search(whole):
                continue
            for start in _starts(figures, names, row):
                block = _block(figures, names, figures[row].unit, start, kinds)
                if len(block) >= least:
                    out.take(addition_of([figures[at] for at in block], figures[row]), _LONG)


def _starts(figures: dict[int, Level], names: dict[int, str], row: int) -> list[int]:
    """The row below a row, and those further down with which its list begins anew."""
    below = [row + 1]
    for other in range(row + 2, row + _LONGEST):
        if other not in figures or figures[other].unit != figures[row].unit:
            break
        if names[other].startswith(AMONG):
            below.append(other)
    return below


def _block(figures: dict[int, Level], names: dict[int, str], unit: str, start: int, kinds: Kinds) -> list[int]:
    """The rows from one on that are each of another kind, a single part of one left out; none before 其他."""
    free, block, row = list(kinds), list[int](), start
    while free and row in figures and figures[row].unit == unit:
        name = own_name(names[row])
        kind = next((kind for kind in free if kind.fullmatch(name)), None)
        if kind is not None:
            free.remove(kind)
            block.append(row)
        elif not (block and block[-1] == row - 1 and names[row].startswith(AMONG)):
            break
        row += 1
    return [] if own_name(names.get(row, "")).startswith("其他") else block
