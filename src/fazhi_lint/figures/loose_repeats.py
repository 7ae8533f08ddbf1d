"""Amounts of the running text against tables out of a PDF: “…（项）”87.36万元, and 873,617 in a table in 元."""

from __future__ import annotations

# The standard library's re scans for characters several times faster than regex does.
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..document import Document
from ..model import Hit, Related, Relation
from .loose import Panel, Shown, named, panels
from .scene import Quantity, Scene, scenes
from .slips import single_edit

_LEVEL = re.compile(r"\((?:类|款|项)\)")
_STOP = re.compile(r"[“”《》。,;:\t]")
_ITEM = re.compile(r"\d{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)")
_DIRECT = re.compile(r"”?(?:科目)?(?:(?:支出)?(?:预算|决算)|预算安排|安排|支出|金额)?数?[为是]?")
_DASHED = re.compile(r"“([^“”]{2,80})”(?:科目)?(?:预算|支出|安排|金额)?数?[为是]?$")
_DASH = re.compile(r"[-—/]")
_SPENT = re.compile(r"决算数?[为是]?$")
_PLANNED = re.compile(r"(?:预算|决算)?(?:数|总额|金额)?[为是达]?$")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_HEAD = 90  # characters before an amount in which its head stands
_FAR = 300  # characters between the head of an account and what was spent
_NAME = 4  # characters of a name
_LONGEST = 24
_DIGITS = 3  # digits that do not agree by chance
_FEW = 12  # figures of a table so small that two will do
_SIMPLE = 2


def loose_repeats(document: Document) -> Iterator[Relation]:
    """The amounts of the text whose name a panel has: equal to a figure there, or one slip from its row's."""
    tables = panels(document)
    if not tables:
        return
    printed = Counter(figure.value for panel in tables for figure in panel.figures)
    for scene in scenes(document):
        row = scene.paragraph.index
        above = document.paragraphs[row - 1].flow.rstrip("。") if row else ""
        for quantity in scene.quantities:
            number = quantity.number
            if quantity.unit != "元" or number.kind != "number" or number.approximate or not number.value:
                continue
            head = _head(scene, quantity, above)
            found = _same(tables, scene, quantity, head)
            if found is not None:
                span = scene.span(quantity)
                formula = f"{number.literal}元 = {_amount(found, quantity)}"
                yield Relation("repeat", "verified", span, tuple(sorted((found.span, span))), formula)
            elif head:
                yield from _slip(tables, scene, quantity, head, printed)


def _same(tables: Sequence[Panel], scene: Scene, quantity: Quantity, head: str) -> Shown | None:
    """The figure of a table with the quantity's name that agrees with it."""
    digits = len(quantity.number.digits.replace(",", "").replace(".", "").strip("0"))
    names = None if head else _names(quantity)
    for panel in tables:
        if head:
            if head not in panel.words:
                continue
        elif digits < (_SIMPLE if len(panel.figures) <= _FEW else _DIGITS) or not _called(panel, names or ()):
            continue
        found = next((figure for figure in panel.figures if _agree(quantity, figure)), None)
        if found is not None:
            return found
    return None


def _called(panel: Panel, names: Sequence[str]) -> bool:
    words = panel.words
    return any(name in words or f"{name}合计" in words for name in names) or any(
        name in panel.title for name in names[-1:]
    )


def _names(quantity: Quantity) -> tuple[str, ...]:
    """The ends of the words before an amount that may be its name, the longest first."""
    words = _YEAR.sub("", quantity.before)
    words = words[: _PLANNED.search(words).start()] if words.endswith(("为", "是", "达")) else words  # type: ignore[union-attr]
    least = max(0, len(words) - _LONGEST)
    return tuple(words[at:] for at in range(least, len(words) - _NAME + 1))


def _slip(
    tables: Sequence[Panel], scene: Scene, quantity: Quantity, head: str, printed: Counter[int]
) -> Iterator[Relation]:
    """An amount that differs by one slip from what the rows of its name print, at least twice."""
    for panel in tables:
        for run in panel.runs:
            if head not in run.names:
                continue
            for figure in run.figures:
                if printed[figure.value] >= _SIMPLE and _slipped(quantity, figure):
                    yield _conflict(scene, quantity, head, figure)
                    return


def _slipped(quantity: Quantity, figure: Shown) -> bool:
    number = quantity.number
    old = number.digits.replace(",", "").replace(".", "")
    step = _step(quantity)
    if not old.isdecimal() or len(old.strip("0")) < _DIGITS or not step or step < figure.step:
        return False
    rounded = {figure.value // step, (2 * figure.value + step) // (2 * step)}
    return any(single_edit(old, str(value).rjust(number.decimals + 1, "0")) for value in rounded)


def _step(quantity: Quantity) -> int:
    """The last printed place in 分, 0 where that is finer than it."""
    step, left = divmod(100 * quantity.number.scale, 10**quantity.number.decimals)
    return 0 if left else step


def _agree(quantity: Quantity, figure: Shown) -> bool:
    """Whether two prints may be one amount: within rounding, or the shorter one cut off."""
    step = _step(quantity)
    value = quantity.number.value * 100
    gap = figure.value - value
    return 2 * abs(gap) <= max(step, figure.step) or (0 < gap < step and quantity.number.decimals > 0)


def _amount(figure: Shown, quantity: Quantity) -> str:
    unit = {100: "元", 10_000: "百元", 100_000: "千元", 1_000_000: "万元"}
    decimals = len(figure.literal.rpartition(".")[2]) if "." in figure.literal else 0
    return figure.literal + unit.get(figure.step * 10**decimals, "")


def _conflict(scene: Scene, quantity: Quantity, head: str, figure: Shown) -> Relation:
    span = scene.span(quantity)
    stated, other = f"{quantity.number.literal}元", _amount(figure, quantity)
    hit = Hit(
        span,
        {"what": f"“{head}”", "first": f"表中{other}", "second": f"文中{stated}"},
        evidence=(f"{stated} ≠ {other}",),
        related=(Related(figure.span, f"另一处：{other}"),),
    )
    numbers = tuple(sorted((figure.span, span)))
    return Relation(
        "repeat", "contradicted", span, numbers, f"{stated} ≠ {other}", "conflicting-figures", hit
    )


def _head(scene: Scene, quantity: Quantity, above: str) -> str:
    """The head of the budget that an amount is for; "" where none stands before it.

    “甲支出（类）乙（款）丙（项）”X万元, “甲-乙-丙”科目X万元, and in accounts 丙（项）。…支出决算为X万元, where the
    head may be the paragraph ``above``.
    """
    flow, at = scene.text, quantity.start
    if above.endswith("(项)") and _SPENT.search(quantity.before):
        flow, at = above + flow, len(above) + at
    levels = list(_LEVEL.finditer(flow, max(0, at - _FAR), at))
    if levels:
        between = flow[levels[-1].end() : at]
        if _DIRECT.fullmatch(between) or (
            _SPENT.search(quantity.before) and between.count("决算") == 1 and levels[-1].group() == "(项)"
        ):
            begin = levels[-2].end() if len(levels) > 1 else max(0, levels[-1].start() - _HEAD)
            words = flow[begin : levels[-1].start()]
            stops = [stop.end() for stop in _STOP.finditer(words)]
            words = words[stops[-1] :] if stops else words
            return named(_ITEM.sub("", words, 1) if _ITEM.match(words) else words)
        return ""
    dashed = _DASHED.search(flow, max(0, at - _HEAD), at)
    parts = _DASH.split(dashed[1]) if dashed else []
    return named(parts[-1]) if len(parts) > 1 else ""
