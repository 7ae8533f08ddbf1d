"""Foreign trade in tables: exports and imports make up the trade, and their difference is its balance."""

from __future__ import annotations

from ...kept import regex
from .additions import Addition
from .grids import Figure, Strip, is_blank
from .table_levels import Level, addition_of, digits_of
from .table_lists import AMONG, own_name

_TRADE = regex.compile(
    r"(货物|服务|对外)?(?:贸易)?((?:进出口)?(?:顺差|逆差|差额)|出口大于进口|进口大于出口|进出口|出口|进口)"
    r"(?:总?额|总值)?(?:\(出口减进口\))?"
)
_MORE = {"出口大于进口": "顺差", "进口大于出口": "逆差"}
_LEAST = 100  # printed digits of a figure that is a difference not by chance
_MOST = 8  # rows of the list under a balance


def trade(
    strip: Strip,
    column: int,
    figures: dict[int, Level],
    names: dict[int, str],
    held: list[Addition],
    failed: list[Addition],
) -> None:
    """进出口 = 出口 + 进口, and the surplus is what exports exceed imports by."""
    own: dict[str, dict[str, int]] = {}
    for row in figures:
        if match := _TRADE.fullmatch(names[row]):
            kind = _MORE.get(match[2], match[2].removeprefix("进出口") or match[2])
            own.setdefault(match[1] or "", {}).setdefault(kind, row)
    bare = own.pop("", {})
    if len(own) == 1:
        own = {name: bare | found for name, found in own.items()}  # 货物出口额, 货物进口额, 进出口差额
    else:
        own[""] = bare
    for found in own.values():
        at = {kind: figures[row] for kind, row in found.items()}
        out, back = at.get("出口"), at.get("进口")
        if out is None or back is None or out.unit != back.unit:
            continue
        tried = []
        if both := at.get("进出口"):
            tried.append(addition_of([out, back], both))
        if (more := at.get("顺差") or at.get("差额")) and out.value > back.value:
            tried.append(addition_of([back, more], out))
        if less := at.get("逆差"):
            tried.append(addition_of([out, less], back))
        for addition in tried:
            (held if addition.holds else failed).append(addition)
        balance = found.get("顺差") or found.get("差额")
        if balance is not None:
            _kinds(strip, column, names, found, balance, held, failed)


def _kinds(
    strip: Strip,
    column: int,
    names: dict[int, str],
    found: dict[str, int],
    balance: int,
    held: list[Addition],
    failed: list[Addition],
) -> None:
    """The balance of each kind of trade, and what they come to together."""
    rows = _under(strip, column, names, balance)
    out, back = (
        {own_name(names[row]): figure for row, figure in _under(strip, column, names, found[kind]).items()}
        for kind in ("出口", "进口")
    )
    came_out, missed = list[Addition](), list[Addition]()
    for row, less in rows.items():
        more, base = out.get(own_name(names[row])), back.get(own_name(names[row]))
        if more is not None and base is not None:
            addition = Addition((base, less), (more,), exact=False)
            (came_out if addition.holds else missed).append(addition)
    held += came_out
    if came_out:
        failed += missed
    whole = strip.figures.get((balance, column))
    if whole is not None and len(rows) > 1 and digits_of(whole) >= _LEAST:
        total = Addition(tuple(rows.values()), (whole,), exact=False)
        if total.holds:
            held.append(total)


def _under(strip: Strip, column: int, names: dict[int, str], row: int) -> dict[int, Figure]:
    """The figures of the first list under a row: from 其中 to the next 其中, or a row of trade."""
    found: dict[int, Figure] = {}
    for other in range(row + 1, row + 1 + _MOST):
        figure, name = strip.figures.get((other, column)), names.get(other, "")
        begins = name.startswith(AMONG)
        if figure is None or is_blank(figure) or begins != (not found) or _TRADE.fullmatch(name):
            break
        found[other] = figure
    return found
