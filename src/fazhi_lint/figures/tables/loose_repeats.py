"""Amounts of the running text against tables out of a PDF: “…（项）”87.36万元, and 873,617 in a table in 元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ...document import Document
from ...kept import scanner
from ...model import Relation
from ...values import record
from ..core.conflicts import conflict
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import bare_digits, single_edit
from .loose import Panel, Shown, current, named, panels
from .loose_slips import loose_slips

_LEVEL = scanner(r"\((?:类|款|项)\)")
_STOP = scanner(r"[“”《》。,;:\t]")
_CLAUSE = scanner(r"[。;:,、!?\t]|元")
_ITEM = scanner(r"\d{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)")
_DIRECT = scanner(r"”?(?:科目)?(?:(?:支出)?(?:预算|决算)|预算安排|安排|支出|金额)?数?[为是]?")
_DASHED = scanner(r"“([^“”]{2,80})”(?:科目)?(?:预算|支出|安排|金额)?数?[为是]?$")
_DASH = scanner(r"[-—/]")
_SPENT = scanner(r"决算数?[为是]?$")
_PLANNED = scanner(r"(?:预算|决算)?(?:数|总额|金额)?[为是达]$")
_YEAR = scanner(r"((?:19|20)\d\d)年度?")
_EARLIER = scanner(r"[上去]年|同期|往年|历年")
_HEAD = 90  # characters before an amount in which its head stands
_FAR = 300  # characters between the head of an account and what was spent
_NAME = 4  # characters of a name
_FULL_NAME = 6  # of one that may be the end of another
_LONGEST = 24  # characters of a name at most
_DIGITS = 3  # digits that do not agree by chance
_FEW = 12  # figures of a table so small that two will do
_TWICE = 2  # digits that do in a small table; times a figure is printed that others are held against
_AMOUNTS = 1_000  # of a text; a budget has a hundred
_LOST = 60  # amounts whose like is looked for
_ROUNDED = 2  # units of the last place by which two sums of rounded figures may differ
_UNITS = {100: "元", 10_000: "百元", 100_000: "千元", 1_000_000: "万元"}


@record
class _Said:
    """An amount of the text: the head of the budget it is for, else the names that its clause may give it.

    ``item`` is all that names it in quotes directly before it; its value and its last printed place are in 分.
    """

    scene: Scene
    quantity: Quantity
    head: str
    item: str
    names: tuple[str, ...]
    value: int
    step: int

    @property
    def literal(self) -> str:
        """The amount as printed, with its unit."""
        return f"{self.quantity.number.literal}元"

    @property
    def digits(self) -> str:
        """Its digits without marks."""
        return bare_digits(self.quantity.number)

    def agrees(self, figure: Shown) -> bool:
        """Whether two prints may be one amount: within rounding, or the shorter one cut off."""
        gap = figure.value - self.value
        if 2 * abs(gap) <= max(self.step, figure.step):
            return True
        return 0 < gap < self.step and self.quantity.number.decimals > 0

    def slipped(self, figure: Shown) -> bool:
        """Whether one wrong digit, or two exchanged, part it from a figure, and no rounding does."""
        old, step = self.digits, self.step
        if not old.isdecimal() or len(old.strip("0")) < _DIGITS or step < figure.step:
            return False
        if (
            abs(figure.value - self.value) <= _ROUNDED * step
            or not self.value < 20 * figure.value < 400 * self.value
        ):
            return False
        rounded = {figure.value // step, (2 * figure.value + step) // (2 * step)}
        places = self.quantity.number.decimals + 1
        return any(single_edit(old, str(value).rjust(places, "0")) for value in rounded)

    def called(self, panel: Panel) -> bool:
        """Whether a table has its name, as a cell or in the title."""
        if self.head:
            return self.head in panel.words
        if any(name in panel.words or f"{name}合计" in panel.words for name in self.names):
            return True
        return self.entitles(panel)

    def entitles(self, panel: Panel) -> bool:
        """Whether its name stands in the title of a table."""
        return any(name in panel.title for name in self.names[-1:])

    def of_other_years(self, years: set[str]) -> bool:
        """Whether the words before it, in its sentence, tell of another year than the tables do."""
        flow, at = self.scene.text, self.quantity.start
        begin = max(flow.rfind("。", 0, at), at - _HEAD, 0)
        return bool(_EARLIER.search(flow, begin, at)) or bool(set(_YEAR.findall(flow, begin, at)) - years)

    @property
    def rows(self) -> tuple[str, ...]:
        """The names that a row with its figure may have."""
        if self.head:
            return (self.head,)
        return tuple(row for name in self.names for row in (name, f"{name}合计"))


def loose_repeats(document: Document) -> Iterator[Relation]:
    """The amounts of the text whose name a panel has: equal to a figure there, or one slip from its row's."""
    tables = panels(document)
    printed = Counter(figure.value for panel in tables for figure in panel.figures)
    said = list(islice(_said(document), _AMOUNTS))
    claimed: set[int] = set()
    items: dict[str, _Said] = {}
    lost: list[_Said] = []
    for one in said:
        found = _same(tables, one)
        if found is None:
            lost.append(one)
        else:
            claimed.add(found.value)
            yield _relation(one, found)
        first = items.setdefault(one.item, one) if one.item else one
        if first is not one and first.literal == one.literal:
            spans = (first.scene.span(first.quantity), one.scene.span(one.quantity))
            yield Relation("repeat", "verified", spans[1], spans, f"{first.literal} = {one.literal}")
    tables = current(document)
    years = {year for panel in tables for year in _YEAR.findall(panel.title)}
    told = {relation.focus for relation in loose_slips(document)}
    alone = {name: figure for name, figure in _alone(tables, printed).items() if figure.span not in told}
    held: list[_Said] = []
    for one in said:
        if one.of_other_years(years):
            continue
        figure = next((alone[name] for name in one.rows if name in alone and one.slipped(alone[name])), None)
        if figure is not None:
            alone = {name: other for name, other in alone.items() if other is not figure}
            held.append(one)
            yield _conflict(one, figure, in_table=True)
    left = (one for one in lost if any(map(one.called, tables)) and not one.of_other_years(years))
    for one in islice(left, _LOST):
        figure = None if one in held else _slip(tables, one, printed, claimed)
        if figure is not None:
            yield _conflict(one, figure, in_table=False)


def _said(document: Document) -> Iterator[_Said]:
    """The amounts of the text that have a head or a name."""
    for scene in scenes(document):
        if "元" not in scene.text:
            continue
        row = scene.paragraph.index
        above = document.paragraphs[row - 1].flow.rstrip("。") if row else ""
        for quantity in scene.quantities:
            number = quantity.number
            if quantity.unit != "元" or number.kind != "number" or number.approximate or not number.value:
                continue
            head, item = _head(scene, quantity, above)
            names = () if head else _names(scene.text, quantity.start)
            step, finer = divmod(100 * number.scale, 10**number.decimals)
            if (head or names) and not finer and step:
                yield _Said(scene, quantity, head, item, names, int(number.value * 100), step)


def _same(tables: Sequence[Panel], one: _Said) -> Shown | None:
    """The first figure that agrees with an amount in a table that has its name."""
    digits = len(one.digits.strip("0"))
    for panel in tables:
        least = 1 if one.head else _TWICE if len(panel.figures) <= _FEW else _DIGITS
        if digits >= least and one.called(panel):
            around = max(one.step, panel.step)
            for figure in panel.between(one.value - around, one.value + around):
                if one.agrees(figure):
                    return figure
    return None


def _alone(tables: Sequence[Panel], printed: Counter[int]) -> dict[str, Shown]:
    """The figures that are printed once and are all that stands behind their name."""
    return {
        name: run.figures[0]
        for panel in tables
        for run in panel.runs
        if len(run.figures) == 1 == printed[run.figures[0].value]
        for name in run.names
        if name is run.names[0] or len(name) >= _FULL_NAME
    }


def _slip(tables: Sequence[Panel], one: _Said, printed: Counter[int], claimed: set[int]) -> Shown | None:
    """The figure that an amount without its like should be, where one slip leads there.

    That is one in a row of its head; one that is often printed in a table that has the head, and that no other
    amount of the text says; the total of a table entitled with the name; one in a small table of that name.
    """
    long = len(one.digits.lstrip("0")) > _DIGITS
    for panel in tables:
        figures: list[Shown] = []
        if not one.called(panel):
            continue
        if one.head:
            figures = [
                figure
                for run in panel.runs
                for figure in run.figures
                if printed[figure.value] >= _TWICE
                and (one.head in run.names or (long and figure.value not in claimed))
            ]
        elif long and len(panel.figures) <= _FEW:
            figures = [figure for figure in panel.figures if figure.value not in claimed]
        elif long and one.entitles(panel):
            most = max(panel.figures, key=lambda figure: figure.value)
            figures = [most] if printed[most.value] > _TWICE else []
        near = {figure.value: figure for figure in figures if one.slipped(figure)}
        if len(near) == 1:
            return next(iter(near.values()))
    return None


def _relation(one: _Said, found: Shown) -> Relation:
    span = one.scene.span(one.quantity)
    spans = tuple(sorted((found.span, span)))
    return Relation("repeat", "verified", span, spans, f"{one.literal} = {_amount(found)}")


def _conflict(one: _Said, figure: Shown, in_table: bool) -> Relation:
    span = one.scene.span(one.quantity)
    text = f"{one.literal} ≠ {_amount(figure)}"
    name = one.head or next((name for name in one.names if len(name) <= _LONGEST // 2), one.names[-1])
    first, second = f"文中{one.literal}", f"表中{_amount(figure)}"
    focus, other = (figure.span, span) if in_table else (span, figure.span)
    if not in_table:
        first, second = second, first
    return conflict(focus, other, (f"“{name}”", first, second), text, f"另一处：{first}")


def _amount(figure: Shown) -> str:
    """A figure of a table with the unit of the table."""
    return figure.literal + _UNITS.get(figure.step * 10**figure.decimals, "")


def _names(flow: str, at: int) -> tuple[str, ...]:
    """The ends of the words before an amount that may be its name, the longest first."""
    words = flow[max(0, at - _HEAD) : at]
    stops = [stop.end() for stop in _CLAUSE.finditer(_YEAR.sub("", words))]
    words = _YEAR.sub("", words)[stops[-1] if stops else 0 :]
    words = _PLANNED.sub("", words)
    least = max(0, len(words) - _LONGEST)
    return tuple(words[start:] for start in range(least, len(words) - _NAME + 1))


def _head(scene: Scene, quantity: Quantity, above: str) -> tuple[str, str]:
    """The head of the budget that an amount is for, and the words in quotes that hold it; "" for none.

    “甲支出（类）乙（款）丙（项）”X万元, “甲-乙-丙”科目X万元, and in accounts 丙（项）。…支出决算为X万元, whose
    head may be the paragraph ``above``.
    """
    flow, at = scene.text, quantity.start
    if above.endswith("(项)") and _SPENT.search(quantity.before):
        flow, at = above + flow, len(above) + at
    quoted = flow.rfind("“", max(0, at - _HEAD), at)
    item = flow[quoted:at] if quoted >= 0 else ""
    levels = list(_LEVEL.finditer(flow, max(0, at - _FAR), at))
    if levels:
        between = flow[levels[-1].end() : at]
        spent = _SPENT.search(quantity.before) and between.count("决算") == 1
        if not _DIRECT.fullmatch(between) and not (spent and levels[-1].group() == "(项)"):
            return "", ""
        begin = levels[-2].end() if len(levels) > 1 else max(0, levels[-1].start() - _HEAD)
        words = flow[begin : levels[-1].start()]
        stops = [stop.end() for stop in _STOP.finditer(words)]
        words = words[stops[-1] :] if stops else words
        return named(_ITEM.sub("", words, 1) if _ITEM.match(words) else words), item if not spent else ""
    dashed = _DASHED.search(flow, max(0, at - _HEAD), at)
    parts = _DASH.split(dashed[1]) if dashed else []
    return (named(parts[-1]), item) if len(parts) > 1 else ("", "")
