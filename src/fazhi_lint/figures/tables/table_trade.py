"""Foreign trade in tables: exports and imports make up the trade, and their difference is its balance."""

from __future__ import annotations

from ...kept import regex
from .table_levels import Level, Outcome, addition_of

_TRADE = regex.compile(
    r"(货物|服务|对外)?(?:贸易)?((?:进出口)?(?:顺差|逆差|差额)|出口大于进口|进口大于出口|进出口|出口|进口)"
    r"(?:总?额|总值)?(?:\(出口减进口\))?"
)
_MORE = {"出口大于进口": "顺差", "进口大于出口": "逆差"}


def trade(figures: dict[int, Level], names: dict[int, str], out: Outcome) -> None:
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
        sold, bought = at.get("出口"), at.get("进口")
        if sold is None or bought is None or sold.unit != bought.unit:
            continue
        tried = []
        if both := at.get("进出口"):
            tried.append(addition_of([sold, bought], both))
        if (more := at.get("顺差") or at.get("差额")) and sold.value > bought.value:
            tried.append(addition_of([bought, more], sold))
        if less := at.get("逆差"):
            tried.append(addition_of([sold, less], bought))
        for addition in tried:
            (out.held if addition.holds else out.failed).append(addition)
