"""Tables added up: total rows, total columns, levels of a classification, prescribed forms (FZ111)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ...document import Document
from ...facts.tables import tables
from ...model import Edit, Fix, Hit, Related, Relation, Severity, Verdict
from ...tables import Cell
from ...values import changed, value
from ..core.conflicts import conflict
from ..core.interval import show
from .additions import Addition, balances, inclusions, literal, one_edit_to, readings
from .forms import Statement, carried_over, prescribed, statements
from .grids import Figure, Strip, is_blank, plain, strips
from .quotient_columns import adds_percentages, without_percentages
from .table_blocks import blocks
from .whole_growth import whole_growth

# A reading that holds this often is beyond doubt; where it holds less often a failure is a warning.
_SURE = 2
_MANY = 4
_NEAR = 20  # a gap of a twentieth
_ALIKE = 50  # mistakes around one figure that are told together; more come of a table that repeats itself


@value
class _Broken:
    """An addition that fails, and how sure it is that it should hold."""

    addition: Addition
    severity: Severity


@value
class _Known:
    """The additions of a table that fail, and how many hold, by the figures they take in."""

    broken: dict[Figure, list[_Broken]]
    held: Counter[Figure]

    @classmethod
    def of(cls, held: Sequence[Addition], broken: Sequence[_Broken]) -> _Known:
        """Both by figure; of a table that has no mistake there is nothing to know."""
        known = cls(defaultdict(list), Counter())
        for item in broken:
            for figure in set(_figures(item.addition)):
                if len(known.broken[figure]) < _ALIKE:
                    known.broken[figure].append(item)
        for addition in held if broken else ():
            known.held.update(set(_figures(addition)))
        return known


@value
class _Suspect:
    """The one figure whose change repairs the most; ``literal`` is what it should print."""

    figure: Figure
    literal: str
    slip: bool  # whether a single edit leads from one to the other


def table_relations(document: Document) -> Iterator[Relation]:
    """Every relation of every table of the document, each stated once."""
    for table in tables(document):
        own = strips(document, table)
        if own and "%" in document.folded:
            own = [without_percentages(document, table, strip) for strip in own]
        held, broken = [], []
        close: list[Addition] = []
        within: list[tuple[Figure, Figure]] = []
        fixed = False  # by a form that every table of its name must keep to
        for addition, sure in prescribed(own):
            fixed = fixed or sure
            if addition.holds:
                held.append(addition)
            else:
                broken.append(_Broken(addition, Severity.ERROR if sure else Severity.WARNING))
        for strip in own:
            # A prescribed form counts cases; so does a table whose sums nearly all come out to the last digit.
            counts = fixed or (strip.whole and _comes_out(strip))
            limit = Severity.ERROR if fixed or strip.exact or not counts else Severity.WARNING
            found = readings(changed(strip, exact=True) if counts else strip, columns_only=fixed)
            for reading in found:
                held += (addition for addition in reading.held if not (strip.whole and addition.gap))
                # Nothing says whether such a table counts or rounds.
                close += (addition for addition in reading.held if strip.whole and addition.gap)
                severity = limit if reading.strength >= _SURE else Severity.WARNING
                broken += (
                    _Broken(addition, severity if fixed or _is_near(addition) else Severity.WARNING)
                    for addition in reading.failed
                    if not adds_percentages(strip, addition)
                )
        if own:
            of_blocks, within = blocks(table, own[0])
            held += of_blocks.held
            broken += (_Broken(addition, Severity.WARNING) for addition in of_blocks.failed)
        for balance in balances(own):
            if balance.holds:
                held.append(balance)
            else:
                broken.append(_Broken(balance, Severity.WARNING))
        yield from _relations(own, held, broken)
        yield from whole_growth(table, dict.fromkeys(held))
        yield from (_relation(addition, "unverifiable") for addition in close)
        within = _apart(within, held)
        yield from (_part(part, whole) for part, whole in within)
        listed = {part.cell: whole.cell for part, whole in within}
        for strip in own:
            yield from _included(strip, listed)
        yield from (_stated(own, statement) for statement in statements(document, own))
        yield from (_carried(own, now, old) for now, old in carried_over(document, own))


def _is_near(addition: Addition) -> bool:
    """Whether the two sides differ by little, or one wrong digit is why: a part may be missing otherwise."""
    whole = sum((one.value for one in addition.wholes), Fraction(0))
    if _NEAR * abs(addition.gap) <= abs(whole):
        return True
    figures = (figure for figure in _figures(addition) if not is_blank(figure))
    return any(one_edit_to(figure, _needed(addition, figure)) for figure in figures)


def _comes_out(strip: Strip) -> bool:
    strong = [addition for reading in readings(strip) for addition in reading.held if addition.strong]
    return len(strong) > _MANY and sum(1 for addition in strong if addition.gap) * _MANY < len(strong)


def _stated(own: Sequence[Strip], statement: Statement) -> Relation:
    """A number of the prose against the cell it repeats, or the cells that it adds up."""
    said, side = show(statement.value), statement.side
    spans = tuple(sorted((statement.span, *(figure.cell.span for figure in side))))
    printed = " + ".join(plain(figure.cell.text) for figure in side if figure.value or len(side) == 1) or "0"
    if statement.holds:
        return Relation("repeat", "verified", statement.span, spans, f"{said} = {printed}")
    text, words = f"{said} ≠ {printed}", ("正文与表格", printed, said)
    evidence = f"{text}（表中{_where(own, side[0])}）"
    return conflict(statement.span, side[0].cell.span, words, text, "表中的数", evidence)


def _carried(own: Sequence[Strip], now: Figure, old: Figure) -> Relation:
    """A figure carried over from last year's report."""
    span, spans = now.cell.span, () if is_blank(now) else (now.cell.span,)
    printed, last = plain(now.cell.text) or "空白", plain(old.cell.text) or "空白"
    if now.value == old.value:
        return Relation("table", "verified", span, spans, f"{printed} = {last}（上一年度）")
    text = f"{printed} ≠ {last}（上一年度）"
    hit = Hit(span, {"what": f"表中{_where(own, now)}", "formula": text}, evidence=(text,))
    return Relation("table", "contradicted", span, spans, text, "across-years", hit)


def _apart(pairs: Sequence[tuple[Figure, Figure]], held: Sequence[Addition]) -> list[tuple[Figure, Figure]]:
    """The parts with their wholes that are not, both of them, parts of one total."""
    sums: dict[Cell, set[int]] = defaultdict(set)
    for number, addition in enumerate(held):
        for part in addition.parts:
            sums[part.cell].add(number)
    return [(part, whole) for part, whole in pairs if not sums[part.cell] & sums[whole.cell]]


def _part(part: Figure, whole: Figure) -> Relation:
    """A row of a list under the row it belongs to."""
    spans = tuple(sorted((part.cell.span, whole.cell.span)))
    formula = f"{plain(part.cell.text)}{part.unit} ≤ {plain(whole.cell.text)}{whole.unit}"
    return Relation("part", "verified", part.cell.span, spans, formula)


def _included(strip: Strip, listed: Mapping[Cell, Cell]) -> Iterator[Relation]:
    """Rows that begin with 其中 against the row they may belong to: none may be larger.

    Of those ``listed``, each with its whole, only what may be a part of a part right above is told.
    """
    for part, whole in inclusions(strip):
        if part.cell in listed and (whole.cell == listed[part.cell] or whole.cell.row != part.cell.row - 1):
            continue
        printed, limit = plain(part.cell.text), plain(whole.cell.text)
        spans = tuple(sorted((part.cell.span, whole.cell.span)))
        if part.value <= whole.value:
            yield _part(part, whole)
            continue
        related = (Related(whole.cell.span, "总数"),)
        text = f"{printed} > {limit}"
        hit = Hit(part.cell.span, {"part": printed, "total": limit}, Severity.WARNING, (text,), related)
        yield Relation("part", "contradicted", part.cell.span, spans, text, "part-exceeds-total", hit)


def _relations(own: Sequence[Strip], held: list[Addition], broken: list[_Broken]) -> Iterator[Relation]:
    seen: set[tuple[object, ...]] = set()
    known = _Known.of(held, broken)
    for addition in held:
        if _is_new(addition, seen):
            yield _relation(addition, "verified")
    for item in broken:
        if _is_new(item.addition, seen):
            hit = _hit(own, item, known)
            yield _relation(item.addition, "contradicted", hit)


def _is_new(addition: Addition, seen: set[tuple[object, ...]]) -> bool:
    key = tuple(sorted((f.cell.row, f.cell.column) for f in (*addition.parts, *addition.wholes) if f.value))
    if key in seen:
        return False
    seen.add(key)
    return True


def _relation(addition: Addition, verdict: Verdict, hit: Hit | None = None) -> Relation:
    spans = sorted(f.cell.span for f in (*addition.wholes, *addition.parts) if not is_blank(f))
    focus = addition.wholes[0].cell.span
    cause = "table-total" if hit else ""
    return Relation("table", verdict, focus, tuple(spans), addition.formula, cause, hit)


def _hit(own: Sequence[Strip], item: _Broken, known: _Known) -> Hit:
    suspect = _suspect(item.addition, known)
    whole = item.addition.wholes[0]
    items = known.broken[suspect.figure if suspect else whole]
    failing = [other.addition for other in items] if suspect else [item.addition]
    shown = suspect.figure if suspect else whole
    evidence = tuple(dict.fromkeys(f"{_where(own, f.wholes[0])}：{f.formula}" for f in failing))
    words = ""
    if suspect is not None:
        printed = plain(suspect.figure.cell.text)
        words = f"，疑为{_where(own, suspect.figure)}的{printed}（应为{suspect.literal}）"
    related = {
        f.cell.span: f for addition in failing for f in _figures(addition) if f is not shown and not is_blank(f)
    }
    fix = None
    if suspect is not None and suspect.slip:
        fix = Fix("unsafe", (Edit(suspect.figure.cell.span, suspect.literal),))
    return Hit(
        shown.cell.span,
        {"formula": failing[0].formula, "suspect": words},
        max([item.severity, *(one.severity for one in items if suspect or one.addition == item.addition)]),
        evidence,
        tuple(
            Related(span, "合计" if f in failing[0].wholes else "分项") for span, f in sorted(related.items())
        ),
        fix,
    )


def _figures(addition: Addition) -> tuple[Figure, ...]:
    return (*addition.wholes, *addition.parts)


def _suspect(addition: Addition, known: _Known) -> _Suspect | None:
    """The figure that repairs this and most other failures and breaks nothing that holds, if there is one."""
    scored: list[tuple[tuple[int, int, bool], _Suspect]] = []
    for figure in _figures(addition):
        if is_blank(figure):
            continue
        needed = _needed(addition, figure)
        repaired = sum(1 for other in known.broken[figure] if _needed(other.addition, figure) == needed)
        spoilt = known.held[figure]
        should = literal(figure, needed)
        slip = bool(one_edit_to(figure, needed))
        if should:
            scored.append(((repaired - spoilt, -spoilt, slip), _Suspect(figure, should, slip)))
    scored.sort(key=lambda pair: pair[0], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _needed(addition: Addition, figure: Figure) -> Fraction:
    """The value with which the figure would make the addition hold."""
    return figure.value + (addition.gap if figure in addition.wholes else -addition.gap)


def _where(own: Sequence[Strip], figure: Figure) -> str:
    """The names of a cell's row and column."""
    row, column = figure.cell.row, figure.cell.column
    for strip in own:
        if (row, column) in strip.figures:
            name, head = strip.names[row], strip.head(column)
            return (f"“{name}”行" if name else f"第{row + 1}行") + (
                f"“{head}”列" if head else f"第{column + 1}列"
            )
    return f"第{row + 1}行第{column + 1}列"
