"""Lists of several columns: every item gives a number and an amount, or an amount and its increase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...model import Relation, Severity
from ..core.scene import Quantity
from ..core.slips import digits, repairs, slips
from ..core.terms import Term, falls
from ..core.verdicts import Broken
from .balances import weighed
from .closing import is_round, may_be_all

_SHORT = 2  # digits
_VERB = 2  # characters in front of a figure that tell its column


def increases(parts: list[Term], wholes: Sequence[Term]) -> Broken | None:
    """The increases of parts that do add up: they must make the increase of the whole."""
    if not wholes or not may_be_all(wholes[0], parts):
        return None
    whole = wholes[0]
    slipped = any(fix.digit for fix in repairs(whole, parts)) and not is_round(whole, parts)
    return Broken(whole, tuple(parts), Severity.WARNING) if slipped and digits(whole) > _SHORT else None


def signed(parts: Sequence[Term], wholes: Sequence[Term], *, sure: bool) -> list[Relation] | None:
    """Increases and decreases of parts against the change of the whole, nothing if all of them go one way.

    Only where the parts are ``sure`` to be all is a slip held against the text. A semicolon may stand between
    two lists of all.
    """
    if len(parts) < 2 or not wholes:
        return None
    whole = wholes[0]
    flows = [(1 if falls(part) == falls(whole) else -1, part) for part in parts]
    if all(sign > 0 for sign, _ in flows):
        return None
    found = list(weighed(whole, flows))
    if not any(one.verdict == "verified" for one in found):
        lists = [list(row) for _, row in groupby(flows, key=lambda flow: flow[1].quantity.segment)]
        rows = [weighed(whole, row) for row in lists if 1 < len(row) < len(flows)]
        found = [one for row in rows for one in row if one.verdict == "verified"] or found
    return [one for one in found if sure or one.verdict == "verified"]


def completed(
    columns: Sequence[tuple[Sequence[Term], Sequence[Term], list[Relation | Broken]]],
) -> Iterator[Relation | Broken]:
    """What was found for each unit of a list: its parts, the figures that may be their whole, the relations.

    Where one column is all of its whole, so is the column beside it: 其中甲2家214.8万元，乙5家86.9万元.
    """
    full = [first for parts, _, found in columns for one in found if (first := _adding(one, parts))]
    for parts, wholes, found in columns:
        told = any(one.kind == "sum" for one in found)
        beside = (_slip(wholes[0], parts[: len(one)], one) for one in full if not told and wholes)
        slip = next(beside, None)
        yield from [slip] if slip else found


def _adding(one: Relation | Broken, parts: Sequence[Term]) -> Sequence[Term]:
    """The first parts of a column, where these are what a sum that holds adds up."""
    if not isinstance(one, Relation) or one.kind != "sum" or one.verdict != "verified":
        return ()
    first = parts[: len(one.numbers) - 1]
    return first if all(part.span in one.numbers for part in first) else ()


def by_kind(parts: Sequence[Term], wholes: Sequence[Term]) -> list[tuple[Term, list[Term]]]:
    """The parts of each of several wholes side by side: 死亡9人、受伤8人，其中甲类死亡4人、受伤3人."""
    kinds = {_kind(whole): whole for whole in reversed(wholes)}
    columns: dict[str, list[Term]] = {}
    for part in parts:
        columns.setdefault(_kind(part), []).append(part)
    if (
        len(columns) < 2
        or not kinds.keys() >= columns.keys()
        or not all(len(kind) == _VERB for kind in columns)
    ):
        return []
    return [(kinds[kind], column) for kind, column in columns.items()]


def _kind(term: Term) -> str:
    """What a figure counts, by the words behind or in front of it: 9人死亡, 死亡9人, 退查5件9人."""
    quantity = term.quantity
    return quantity.after if len(quantity.after) == _VERB else named(term).before[-_VERB:]


def named(term: Term) -> Quantity:
    """The figure whose words name this one, itself or that right before it: 退查5件9人."""
    quantity = term.quantity
    adjoined = not quantity.before and quantity.index and quantity.lead == ""
    return term.scene.quantities[quantity.index - 1] if adjoined else quantity


def _slip(whole: Term, parts: Sequence[Term], full: Sequence[Term]) -> Broken | None:
    """A column beside one that adds up, where one wrong digit keeps it from doing so."""
    beside = len(parts) == len(full) and all(
        abs(part.quantity.index - other.quantity.index) == 1 for part, other in zip(parts, full, strict=True)
    )
    exact = not any(term.number.approximate or term.change for term in (whole, *parts))
    if beside and exact and slips(whole, parts, sure=True):
        return Broken(whole, tuple(parts), Severity.WARNING)
    return None
