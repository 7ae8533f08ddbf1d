"""Tables whose form is prescribed: the identities that an official form fixes, as data with their source.

``rules/knowledge/forms.toml`` names the rows of a form by the words they hold, and what adds up to what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from ..knowledge import knowledge
from .additions import Addition
from .grids import Strip


@dataclass(frozen=True)
class Form:
    """A prescribed table: its rows by name, and the sides of its identities as names of rows.

    A name ``a..b`` means every row from ``a`` up to, but without, ``b``.
    """

    rows: dict[str, regex.Pattern[str]]
    identities: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    columns: tuple[regex.Pattern[str], ...]
    total: regex.Pattern[str] | None


def prescribed(own: Sequence[Strip]) -> list[Addition]:
    """The additions that its form prescribes for a table, given its strips; none if it has no such form."""
    return [
        addition for form in _forms() for strip in own for addition in _of(form, strip) if not addition.empty
    ]


@cache
def _forms() -> tuple[Form, ...]:
    return tuple(
        Form(
            {name: regex.compile(pattern) for name, pattern in form.get("rows", {}).items()},
            tuple((tuple(one["parts"]), tuple(one["wholes"])) for one in form.get("identities", ())),
            tuple(regex.compile(pattern) for pattern in form.get("columns", ())),
            regex.compile(form["total"]) if "total" in form else None,
        )
        for form in knowledge("forms")["forms"]
    )


def _of(form: Form, strip: Strip) -> Iterator[Addition]:
    if form.columns:
        yield from _by_columns(form, strip)
        return
    at: dict[str, int] = {}
    for name, pattern in form.rows.items():
        row = next((row for row in strip.rows if pattern.search(strip.names[row])), None)
        if row is None:
            return
        at[name] = row
    for parts, wholes in form.identities:
        for column in strip.columns:
            figures = [
                [strip.figures.get((row, column)) for name in side for row in _rows(name, at)]
                for side in (parts, wholes)
            ]
            if all(figure is not None for side in figures for figure in side):
                left, right = (tuple(figure for figure in side if figure) for side in figures)
                yield Addition(left, right, exact=True)


def _rows(name: str, at: dict[str, int]) -> Sequence[int]:
    first, dots, last = name.partition("..")
    return range(at[first], at[last]) if dots else (at[name],)


def _by_columns(form: Form, strip: Strip) -> Iterator[Addition]:
    """Blocks of neighbouring columns, the last of each their total."""
    heads = [strip.head(column) for column in strip.columns]
    width = len(form.columns)
    for start in range(len(heads) - width):
        block = heads[start : start + width]
        if form.total is None or not form.total.search(heads[start + width]):
            continue
        if all(pattern.search(head) for pattern, head in zip(form.columns, block, strict=True)):
            for row in strip.rows:
                figures = [
                    strip.figures.get((row, column)) for column in strip.columns[start : start + width + 1]
                ]
                if all(figure is not None for figure in figures):
                    *parts, whole = (figure for figure in figures if figure)
                    yield Addition(tuple(parts), (whole,), exact=True)
