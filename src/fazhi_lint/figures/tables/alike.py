"""Prose against rows of tables whose names it tells in other words: 普通高等教育招生321万人 (FZ110).

The table has 招生数 on a line of its own and 普通高等教育本专科 below it, or 杂志出版量 for 各类杂志. Units are
the same and one name is in the other; what is left of it stands over the table or says nothing. A figure
that does not agree is told only where others of the table do and one wrong digit is why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...document import Document
from ...kept import regex
from ...model import Hit, Related, Relation, Severity, Span
from ...tables import Cell
from ...values import value
from ..core.interval import Interval, show
from ..core.labels import front
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.terms import is_change
from ..core.units import family
from .beside import beside, core, held, relation_of, slipped, unopened
from .grids import is_blank, plain, read_cell
from .rows import Row, between, rows_of

_CLOSING = regex.compile(r"(?:共计?|合计|总计|新增|为|达到?|是|有|完成|实现|的|了)+$")
_FRONT = regex.compile(r"^(?:各[类种级项]|新增|新建|全部|总共|大约|约|生产|出版|发行)+")
_COUNTED = regex.compile(r"(?:人|总)?[数量额]$|情况$")
_FILLER = regex.compile(
    r"(?:各[类种级]|教育|事业|行业|总|人|口|产|出版|投产|里程|新增|容量|能力|投资|生产|长度|面积|规模|数|量|额)*"
)
_ALL = regex.compile(r"(?:共|总|合计|总计)$")
_EARLIER = regex.compile(r"上年|去年|上一?年度|同期|年初|近|超过|突破")
_YEAR = regex.compile(r"(20\d\d|19\d\d)年")
_HAN = regex.compile(r"[^\p{Han}、]+")
_REACH, _FAR = 60, 150  # lines over a table and under it; lines under it for long figures of its very names
_LONG = 4  # digits of these
_LONGEST = 14  # characters of a label
_KEY = 2
_FEW, _LOOSE = 2, 3  # digits that agree by no chance; where a name is only in another
_LEAST = (99, 3, 2)  # digits of a figure that fails, by how many of the same table agree
_MOST = 120  # figures of the prose that may speak of one row
_HEADING = regex.compile(r"(?:\d{4}年,?)?(\p{Han}+)")
_SHARE = regex.compile(r"占|比重|比例")
_PLACE = 4  # characters of a name that may be a place or a kind
_TELLING = 5  # digits that tell a figure without its name
_NEXT = 4  # figures behind one that may speak of it
_WORDS = 40  # characters before a figure in which a year stands


@value
class _Said:
    """A figure of the prose, the line its paragraph begins on, what names it, and the year it is said of."""

    line: int
    scene: Scene
    quantity: Quantity
    unit: str
    name: str
    year: str


@value
class _Sought:
    """A row with its bare name, and by what it is found: how that begins and ends, its value with its unit."""

    row: Row
    name: str
    ends: tuple[str, ...]
    amount: str

    @staticmethod
    def of(row: Row, name: str) -> _Sought:
        short, figure = core(name), read_cell(row.level)
        amount = f"{figure.value * 10**row.power}{row.unit}" if figure else ""
        return _Sought(row, name, tuple({short[:_KEY]: 0, short[-_KEY:]: 0}), amount)

    @property
    def keys(self) -> tuple[str, ...]:
        """All of these."""
        return *self.ends, self.amount


@value
class _Match:
    """A figure of the prose that may be that of a row; ``firm`` where nothing of either name is left."""

    said: _Said
    row: Row
    firm: bool


def alike(document: Document) -> Iterator[Relation]:
    """The relations between figures of the prose and rows near them whose names are alike."""
    tables = []
    for table, own in rows_of(document):
        sought = [
            _Sought.of(row, name) for row in own if row.first and len(core(name := _bare(row.name))) >= _KEY
        ]
        if sought:
            lines = document.place(table.span.start).line, document.place(table.span.end).line
            tables.append((sought, lines))
    if not tables:
        return
    said = _said(document, frozenset(key for own, _ in tables for one in own for key in one.keys))
    known = {relation.focus for relation in beside(document)}
    for sought, lines in tables:
        yield from _judged(_matches(sought, said, lines), known)


def _said(document: Document, keys: frozenset[str]) -> Mapping[str, list[_Said]]:
    """The figures of the prose by those ``keys`` that are in their names, or their value and unit."""
    known: dict[str, list[_Said]] = defaultdict(list)
    for scene in scenes(document):
        if scene.text.startswith("|"):
            continue
        line = document.place(scene.paragraph.start).line
        for quantity in scene.quantities:
            number = quantity.number
            if number.kind == "percent" and move(quantity) is None:
                unit = "%"
            elif number.kind == "number" and quantity.unit:
                unit = family(quantity.unit)
            else:
                continue
            if number.approximate or number.vague:
                continue
            words = quantity.before
            if words[-1:] in ("]", ")") or (not words and quantity.lead == ")"):
                words = front(scene, quantity)
            if _EARLIER.search(words) or is_change(words):
                continue
            name = _HAN.sub("", _bare(_CLOSING.sub("", words)))[-_LONGEST:]
            if unit == "%" and len(name) <= _PLACE:
                name += _topic(scene, quantity)
            found = keys.intersection([name[at : at + _KEY] for at in range(len(name) - 1)])
            if quantity.digits >= _TELLING and (amount := f"{number.value}{unit}") in keys:
                found |= {amount}
            if found:
                years = _YEAR.findall(scene.text, max(0, quantity.start - _WORDS), quantity.start)
                one = _Said(line, scene, quantity, unit, name, years[-1] if years else "")
                for key in found:
                    known[key].append(one)
    return known


def _matches(own: Sequence[_Sought], said: Mapping[str, list[_Said]], lines: tuple[int, int]) -> list[_Match]:
    found = []
    first, end = lines[0] - _REACH, lines[1] + _FAR
    for sought in own:
        row, name = sought.row, sought.name
        seen = set[Span]()
        for key in sought.ends:
            for one in between(said.get(key, []), first, end, _MOST):
                span = one.scene.span(one.quantity)
                if span in seen or one.unit != row.unit:
                    continue
                if row.year and one.year and one.year != row.year:
                    continue
                firm = _firm(one.name, name, row)
                far = one.line > lines[1] + _REACH
                if firm is not None and not (far and (not firm or one.quantity.digits < _LONG)):
                    seen.add(span)
                    found.append(_Match(one, row, firm))
        for one in between(said.get(sought.amount, []), first, end, _MOST):
            if one.scene.span(one.quantity) not in seen:
                found.append(_Match(one, row, firm=False))
    return found


def _topic(scene: Scene, quantity: Quantity) -> str:
    """What the sentence of a figure begins with: 恩格尔系数 of 恩格尔系数(…)，城镇为37.7%."""
    begin = scene.text.rfind("。", 0, quantity.start) + 1
    found = _HEADING.match(scene.text, begin, quantity.start)
    return _bare(found[1]) if found else ""


def _bare(name: str) -> str:
    """A name without the time, the place and the words of quantity in front of it."""
    return _FRONT.sub("", unopened(name))


def _firm(said: str, name: str, row: Row) -> bool | None:
    """Whether two names are surely those of one thing; None where they are not."""
    if row.section:
        topic = _COUNTED.sub("", row.section)
        if not said.endswith(topic) or len(topic) < _KEY:
            return None
        said = _ALL.sub("", said[: -len(topic)])
        if len(said) < _KEY:
            return None
        return True if _contains(name, said) or _contains(said, name) else None
    short = core(name)
    if said in (name, short) or core(said) == short:
        return True
    if said.endswith((name, short)):
        return None  # 其中, or of another place: read by its end
    if said.startswith(short):
        rest = said[len(short) :]
        return bool(_FILLER.fullmatch(rest)) or rest in row.caption or None
    if name.startswith(said) or name.endswith(said):
        rest = name[len(said) :] if name.startswith(said) else name[: -len(said)]
        return bool(_FILLER.fullmatch(rest))
    return None


def _contains(long: str, short: str) -> bool:
    """Whether a name is how a longer one begins, and what is left says nothing of its own kind."""
    return long.startswith(short) and len(short) > _KEY


def _judged(matches: Sequence[_Match], known: set[Span]) -> Iterator[Relation]:
    """What agrees; and what one slip parts from the only row of its name, where the table is spoken of."""
    agreed, failed = 0, list[tuple[int, _Match]]()
    of_row = Counter(id(match.row) for match in matches if match.firm)
    of_said = Counter(match.said.scene.span(match.said.quantity) for match in matches)
    for match in matches:
        one, row = match.said, match.row
        found = read_cell(row.level)
        span = one.scene.span(one.quantity)
        if found is None or is_blank(found):
            continue
        printed = found.interval(exact=False).scaled(10**row.power)
        told = one.quantity.digits
        if span in known:
            if one.quantity.interval.meets(printed):
                agreed += 1
                yield from _behind(one, row, match.firm)
        elif one.quantity.interval.meets(printed):
            if told >= (_FEW if match.firm else _LOOSE):
                agreed += 1
                known.add(span)
                yield from held(one.scene, one.quantity, row, match.firm)
                yield from _behind(one, row, match.firm)
        elif match.firm and of_row[id(row)] == of_said[span] == 1 and slipped(one.quantity, printed):
            failed.append((told, match))
    for told, match in failed:
        span = match.said.scene.span(match.said.quantity)
        if told >= _LEAST[min(agreed, len(_LEAST) - 1)] and span not in known:
            known.add(span)
            yield relation_of(match.said.scene, match.said.quantity, match.row.level, agrees=False)


def _behind(one: _Said, row: Row, firm: bool) -> Iterator[Relation]:
    """The share of a figure in its table, and how it changed since the column of the year before."""
    for quantity in one.scene.quantities[one.quantity.index + 1 :][:_NEXT]:
        if quantity.sentence != one.quantity.sentence:
            return
        moved = move(quantity)
        if quantity.number.kind == "percent" and moved is None:
            part = read_cell(row.share) if row.share else None
            if row.share and part and _SHARE.search(quantity.before) and not is_blank(part):
                if quantity.interval.meets(part.interval(exact=False)):
                    yield relation_of(one.scene, quantity, row.share, agrees=True)
                return
        elif moved is None:
            return
        elif row.prior is not None and not moved.subject and not moved.mean:
            yield from _since(one, quantity, moved.sign, row.prior, firm)
            return


def _since(one: _Said, quantity: Quantity, sign: int, prior: Cell, firm: bool) -> Iterator[Relation]:
    """A change in points against the figures of two years."""
    last = read_cell(prior)
    if last is None or is_blank(last) or quantity.number.kind != "point" or one.unit != "%":
        return
    gap = one.quantity.number.value - last.value
    span = one.scene.span(quantity)
    spans = tuple(sorted((prior.span, one.scene.span(one.quantity), span)))
    first, second = one.quantity.number.literal, plain(prior.text)
    text = f"{first} - {second}% = {show(gap)}个百分点"
    if sign * gap == quantity.number.value:
        yield Relation("change", "verified", span, spans, text)
    elif firm and sign * gap > 0 and slipped(quantity, Interval.point(sign * gap)):
        stated = quantity.number.literal
        fields = {"claim": f"{quantity.before}{stated}", "result": f"算得{show(sign * gap)}个百分点"}
        related = (Related(prior.span, second), Related(one.scene.span(one.quantity), first))
        text = f"{text} ≠ {stated}"
        hit = Hit(span, fields, Severity.WARNING, (text,), related)
        yield Relation("change", "contradicted", span, spans, text, "change-mismatch", hit)
