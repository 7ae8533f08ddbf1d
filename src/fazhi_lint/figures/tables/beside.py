"""_Prose against the table below it: "全年货物运输总量417亿吨" and the row 货物运输总量 (FZ110).

The words before a figure must be the name of the row and nothing else but a time or a place, and the
units the same; or the figure and its growth together must be those of a row (原煤19.56亿吨，增长17.3%).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from ...document import Document
from ...kept import regex
from ...model import Relation, Span
from ...tables import Cell, Table
from ...values import field, record, value
from ..core.conflicts import conflict
from ..core.interval import Interval
from ..core.labels import front
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import one_edit
from ..core.units import family
from ..repeats.counts import share
from .grids import is_blank, plain, read_cell
from .rows import GROWTH, Placed, Row, between, head, measure_over, rows_of

_OPENING = regex.compile(
    r"(?:截至|至|到|今年|本年|全年|年末|年底|末|底|20\d\d年|全社会|全[国省市县区州]|我[国省市县区州]|大陆|其中|共|完成|实现)*"
)
_CLOSING = regex.compile(r"(?:共计?|合计|总计|为|达到?|是|有|完成|实现)+$")
_MEASURED = regex.compile(r"(?:产量|总产量|余额|总[额量值]|[额量])$")
_TOTAL = frozenset({"总计", "合计", "总额"})
_WORDS = regex.compile(r"[^\p{Han}]+")
_KEY, _SHORT = 3, 2
_LATE = 12  # characters before a figure in which its name stands
_DIGITS = 3  # that do not agree by chance
_TELLING = 5  # that tell a figure without its name
_REACH = 60  # lines
_BELOW = 6  # lines under a table
_SHARED = 3  # characters of a caption that tell what its total counts
_SAME = 20  # rows of one name: the parts of a table are fewer
_MOST = 200  # figures of one ending near a table, 增加值 being the commonest
_CLAUSE = 30  # characters before a figure that say what it counts
_NEAR = 10  # a figure further off than a tenth, and by more than a slip, speaks of something else


@value
class _Said:
    """A figure of the prose with the words that name it, and the line its paragraph begins on.

    ``measured`` is what was cut from the end of a name so short that it says nothing by itself: 粮食产量.
    """

    line: int
    scene: Scene
    quantity: Quantity
    name: str
    measured: str = ""


@value
class _Grown:
    """A figure of the prose, the growth stated right behind it, and that growth with its sign."""

    line: int
    scene: Scene
    quantity: Quantity
    stated: Quantity
    growth: Fraction


@record
class _Prose:
    """The figures of the prose by what a row of a table may find them by.

    ``said`` has them by the last characters of their name, ``amounts`` those of many digits by value and unit.
    Those with a growth behind them are in ``grown`` by that growth, in ``named`` by the last two characters of
    their name, and in ``levels`` by their value.
    """

    said: dict[str, list[_Said]] = field(factory=lambda: defaultdict(list))
    amounts: dict[tuple[Fraction, str], list[_Said]] = field(factory=lambda: defaultdict(list))
    grown: dict[Fraction, list[_Grown]] = field(factory=lambda: defaultdict(list))
    named: dict[str, list[_Grown]] = field(factory=lambda: defaultdict(list))
    levels: dict[Fraction, list[_Grown]] = field(factory=lambda: defaultdict(list))


def beside(document: Document) -> tuple[Relation, ...]:
    """The relations between figures of the prose and the cells of a table near them that repeat them."""
    return document.once(_beside)


def _beside(document: Document) -> tuple[Relation, ...]:
    return tuple(_read(document))


def _read(document: Document) -> Iterator[Relation]:
    prose = _prose(document)
    for table, own in rows_of(document) if prose.said or prose.grown else ():
        lines = document.place(table.span.start).line, document.place(table.span.end).line
        known = set[Span]()
        named = Counter[tuple[str, int]]()
        amounts: list[tuple[Cell, tuple[Fraction, str]]] = []
        for row in own:
            named[row.name, row.level.column] += 1
            if named[row.name, row.level.column] > _SAME:
                continue
            for one in near(prose.said.get(row.name[-_KEY:], []), *lines) if row.first else ():
                if one.name.endswith(row.name) and not row.year and _counts(one.quantity, row):
                    sure = _is_whole(one.name[: len(one.name) - len(row.name)], row.caption)
                    sure = sure and one.measured in row.caption
                    if sure or len(one.quantity.number.digits) >= _DIGITS:
                        for relation in held(one.scene, one.quantity, row, sure):
                            known.add(one.scene.span(one.quantity))
                            yield relation
            yield from _grown(row, prose, lines, known)
            figure = read_cell(row.level)
            if figure and not is_blank(figure) and (figure.value * 10**row.power, row.unit) in prose.amounts:
                amounts.append((row.level, (figure.value * 10**row.power, row.unit)))
        for cell, amount in chain(amounts, _amounts(table)) if prose.amounts else ():
            for one in near(prose.amounts.get(amount, []), *lines):
                if one.scene.span(one.quantity) not in known:
                    known.add(one.scene.span(one.quantity))
                    yield relation_of(one.scene, one.quantity, cell, agrees=True)


def _prose(document: Document) -> _Prose:
    prose = _Prose()
    for scene in scenes(document):
        if "|" in scene.text:
            continue
        line = document.place(scene.paragraph.start).line
        for quantity in scene.quantities:
            if quantity.number.kind != "number":
                continue
            words = quantity.before
            if words[-1:] == "]" or (not words and quantity.lead == ")"):
                words = front(scene, quantity)
            name = _CLOSING.sub("", words)
            if len(name) >= _KEY:
                prose.said[name[-_KEY:]].append(_Said(line, scene, quantity, name))
                if (short := core(name)) != name:
                    if len(short) >= _KEY:
                        prose.said[short[-_KEY:]].append(_Said(line, scene, quantity, short))
                    own = unopened(short)
                    if len(own) == _SHORT:
                        cut = name[len(short) :]
                        prose.said[own].append(_Said(line, scene, quantity, own, cut))
            if (behind := _growth_behind(scene, quantity)) is not None:
                stated, growth = behind
                pair = _Grown(line, scene, quantity, stated, growth)
                prose.grown[growth].append(pair)
                prose.named[core(name)[-2:]].append(pair)
                if len(quantity.number.digits) > _DIGITS:
                    prose.levels[quantity.number.value].append(pair)
    for one in chain.from_iterable(prose.said.values()):
        if len(one.quantity.number.digits.replace(".", "").strip("0")) >= _TELLING:
            prose.amounts[one.quantity.number.value, family(one.quantity.unit)].append(one)
    return prose


def _is_whole(words: str, caption: str) -> bool:
    """Whether words before a name only say what its table says too: 全部金融机构本外币 of 各项存款余额."""
    rest = unopened(words)
    return not rest or (len(rest) >= _SHARED and rest in caption)


def _grown(row: Row, prose: _Prose, lines: tuple[int, int], known: set[Span]) -> Iterator[Relation]:
    """Figures that agree with a row as their growth does; those of its name also if one slipped.

    ``lines`` are the first and the last of the table, ``known`` the figures of which something is said already.
    """
    level, growth = read_cell(row.level), read_cell(row.growth) if row.growth else None
    if level is None or growth is None or row.growth is None or is_blank(level) or is_blank(growth):
        return
    own = core(row.name)
    by_growth = near(prose.grown.get(growth.value, []), *lines)
    shown = {level.value, Fraction(round(level.value))} if prose.levels else ()
    by_level = [one for value in shown for one in near(prose.levels.get(value * 10**row.power, []), *lines)]
    by_name = near(prose.named.get(own[-2:], []), *lines) if len(own) > 1 else []
    if not (by_growth or by_level or by_name):
        return
    printed, rise = level.interval(exact=False).scaled(10**row.power), growth.interval(exact=False)
    for one in by_growth:
        span = one.scene.span(one.quantity)
        if span in known or family(one.quantity.unit) != row.unit:
            continue
        agrees = one.quantity.interval.meets(printed)
        if agrees or (slipped(one.quantity, printed) and _is_named(one, row)):
            known.add(span)
            yield relation_of(one.scene, one.quantity, row.level, agrees)
            yield relation_of(one.scene, one.stated, row.growth, agrees=True)
    for one in by_level:
        span = one.scene.span(one.quantity)
        if span in known or family(one.quantity.unit) != row.unit:
            continue
        if len(one.quantity.number.digits) < _TELLING and not _is_named(one, row):
            continue
        if slipped(one.stated, rise if one.growth > 0 else -rise):
            known.add(span)
            yield relation_of(one.scene, one.quantity, row.level, agrees=True)
            yield relation_of(one.scene, one.stated, row.growth, agrees=False)
    for one in by_name:
        span = one.scene.span(one.quantity)
        if span in known or family(one.quantity.unit) != row.unit or not one.quantity.interval.meets(printed):
            continue
        if (
            core(_CLOSING.sub("", one.quantity.before)).endswith(own)
            and len(one.quantity.number.digits) >= _DIGITS
            and slipped(one.stated, rise if one.growth > 0 else -rise)
        ):
            known.add(span)
            yield relation_of(one.scene, one.quantity, row.level, agrees=True)
            yield relation_of(one.scene, one.stated, row.growth, agrees=False)


def unopened(name: str) -> str:
    """A name without the time and the place in front of it."""
    return _OPENING.sub("", name, count=1)


def core(name: str) -> str:
    """A name without what only says how it is measured: 原煤产量 is 原煤."""
    return _MEASURED.sub("", name)


def _is_named(one: _Grown, row: Row) -> bool:
    """Whether a figure of the prose is named as a row is, or as its table where the row is the total."""
    text, at = one.scene.text, one.quantity.start
    words = text[max(0, at - _CLAUSE) : at].rpartition("。")[2].rpartition(";")[2]
    if row.name not in _TOTAL:
        return _alike(one.quantity.before, row.name) or row.name in words
    return share(_WORDS.sub("|", words), row.caption, _SHARED)


def _alike(words: str, name: str) -> bool:
    """Whether words end in the name of a row, in some of its words, or in a name that it is made of."""
    own = _CLOSING.sub("", words)
    return own.endswith(name) or any(name[at : at + 2] in own[-_LATE:] for at in range(len(name) - 1))


def _growth_behind(scene: Scene, quantity: Quantity) -> tuple[Quantity, Fraction] | None:
    """The growth in percent that follows a figure at once, and its value, negative for a fall."""
    behind = scene.quantities[quantity.index + 1 : quantity.index + 2]
    if not behind or behind[0].number.kind != "percent" or behind[0].sentence != quantity.sentence:
        return None
    moved = move(behind[0])
    if moved is None or moved.subject:
        return None
    return behind[0], behind[0].number.value * moved.sign


def _counts(quantity: Quantity, row: Row) -> bool:
    """Whether a figure may be of what a row counts, which some tables do not say."""
    return family(quantity.unit) == row.unit or (not row.unit and quantity.number.scale == 1)


def near(found: list[Placed], line: int, last: int) -> list[Placed]:
    """Those within reach above the first line of a table, or right under its last."""
    return between(found, line - _REACH, last + _BELOW, _MOST)


def _amounts(table: Table) -> Iterator[tuple[Cell, tuple[Fraction, str]]]:
    """The cells of columns whose measure word stands over them, each with its value and that word."""
    for column in range(1, table.width):
        words = head(table, column)
        own = measure_over(words, "") if not GROWTH.search(words) else None
        for row in range(1, table.height) if own else ():
            cell = table.at(row, column)
            found = read_cell(cell) if cell and cell.row == row else None
            if cell and own and found and not is_blank(found):
                yield cell, (found.value * 10**own.power, own.unit)


def held(scene: Scene, quantity: Quantity, row: Row, sure: bool) -> Iterator[Relation]:
    """A figure and, if one follows at once, its growth against the cells of a row.

    Where more words than a time or a place stand before the name, only what agrees is said: the rest may
    speak of another thing.
    """
    found = read_cell(row.level)
    if found is None or is_blank(found) or quantity.number.vague:
        return
    printed = found.interval(exact=False).scaled(10**row.power)
    verdict = _agrees(quantity, printed)
    if verdict is None or not (verdict or sure):
        return
    if not (verdict or row.unit or slipped(quantity, printed)):
        return
    yield relation_of(scene, quantity, row.level, verdict)
    behind = _growth_behind(scene, quantity)
    growth = read_cell(row.growth) if row.growth else None
    if behind is None or growth is None or row.growth is None or is_blank(growth):
        return
    stated, value = behind
    signed = Interval(stated.number.low, stated.number.high)
    rise = growth.interval(exact=False)
    same = (signed if value == stated.number.value else -signed).meets(rise)
    long = len(quantity.number.digits) > _DIGITS and slipped(stated, rise if value > 0 else -rise)
    if same or sure or long:
        yield relation_of(scene, stated, row.growth, same)


def _agrees(quantity: Quantity, printed: Interval) -> bool | None:
    """Whether a figure may be the cell's; None where it is too far off to speak of the same thing."""
    said = quantity.interval
    if said.meets(printed):
        return True
    if printed.low is None or printed.high is None or quantity.number.approximate:
        return None
    room = max(abs(printed.low), abs(printed.high)) / _NEAR
    return False if said.meets(printed.widened(room)) or slipped(quantity, printed) else None


def slipped(quantity: Quantity, printed: Interval) -> bool:
    """Whether one edit would make a figure agree with what is printed."""
    if printed.low is None or printed.high is None or quantity.number.approximate:
        return False
    unit = quantity.number.place
    shown = int((printed.low + printed.high) / (2 * unit) + Fraction(1, 2)) * unit
    return one_edit(quantity.number, shown) is not None


def relation_of(scene: Scene, quantity: Quantity, cell: Cell, agrees: bool) -> Relation:
    span, spans = scene.span(quantity), tuple(sorted((scene.span(quantity), cell.span)))
    first, second = plain(cell.text), quantity.number.literal
    if agrees:
        return Relation("repeat", "verified", span, spans, f"{second} = {first}（表中）")
    text = f"{second} ≠ {first}（表中）"
    return conflict(span, cell.span, ("正文与表格", first, second), text, "表中的数")
