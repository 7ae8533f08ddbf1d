"""How many figures are put together, "甲1.35万亩、乙0.82万亩、丙0.27万亩，三项合计2.44万亩", or told of each.

The figures that make up the total say how many there are. Where no total is stated they are counted back to
where their list begins, which is only told well enough to confirm the number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from ...chains import Chain
from ...document import Document
from ...facts.list_rows import counts_otherwise
from ...facts.literals import words_of
from ...kept import regex
from ...model import Hit, Relation, Severity
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import bare_digits
from ..core.terms import is_change
from ..core.units import family
from ..lists.announced import lists_in
from .counts import counts

_TOGETHER = regex.compile(r"\p{Han}{0,8}?(?:合计|总计|共计|总共|累计|总额|总量|总[人件户]?数|之和|相加|共|占)")
_EACH = regex.compile(r"[^,;:。、!?()\d]{0,12}?分别[^,;:。、!?()\d]{0,12}")
_AND = regex.compile(r"[和与及]")
_ENDS = regex.compile(r"[,;。)]|$")
_UNITS = frozenset("项类个家种者处县市区镇乡部分方面大类")
_POINTERS = ("", "以上", "上述", "前述", "这", "该", "前")
_BACK = ("以上", "上述", "前述")
_BEGINS = regex.compile(r"(?:[是为]|[:(]|其中|包括|分别|依次)")
_APART = regex.compile(r"[。:!?]|其中|包括|含")
_FEW, _MOST = 2, 9
_TELLING = 3  # digits of a total that several figures do not make up by chance


def recounted(document: Document) -> Iterator[Relation]:
    """The numbers of figures put together."""
    for scene, quantity in counts(document).pointed:
        value = quantity.number.value
        if not _FEW <= value <= _MOST or quantity.index < _FEW or quantity.unit not in _UNITS:
            continue
        if quantity.before not in _POINTERS:
            continue
        together = _TOGETHER.match(scene.text, quantity.stop)
        relation = _made_up(scene, quantity) if together else None
        if relation is None and quantity.before in _BACK:
            relation = _numbered(document, scene, quantity, sure=together is not None)
        if relation is None and together:
            relation = _listed(scene, quantity)
        if relation is not None:
            yield relation
    for scene in scenes(document) if "分别" in words_of(document) else ():
        if "分别" in scene.text:
            yield from _each(scene)


def _each(scene: Scene) -> Iterator[Relation]:
    """The numbers of things with a figure for each of them: 三项指标同比分别增长11.4%、9.7%和14.2%."""
    for stated in scene.quantities[:-_FEW]:
        if stated.unit not in _UNITS or not _FEW <= stated.number.value <= _MOST:
            continue
        each = _EACH.match(scene.text, stated.stop)
        row = scene.quantities[stated.index + 1 :]
        if each is None or row[0].start != each.end():
            continue
        figures = [row[0], *takewhile(lambda one: one.is_joined, row[1:])]
        count = len(figures)
        if count == stated.number.value:
            yield _relation(scene, stated, count)
            continue
        alike = stated.before in _POINTERS and len({(one.unit, one.number.kind) for one in figures}) == 1
        closed = count > 1 and _AND.search(scene.text, figures[-2].stop, figures[-1].start) is not None
        if counts_otherwise(scene.text, stated.start):
            continue  # 两县一市, 第三、四种
        if alike and closed and _ENDS.match(scene.text, figures[-1].stop):
            yield _relation(scene, stated, count)


def _made_up(scene: Scene, stated: Quantity) -> Relation | None:
    """The number of the last figures that make up the total behind the number."""
    total = next(scene.behind(stated), None)
    if total is None or total.clause != stated.clause or is_change(total.before) or "占" in total.before:
        return None
    known = [one for one in _figures(scene, stated, total) if not is_change(one.before)]
    value, kind = total.number.value, total.number.kind
    sums = [sum((one.number.value for one in known[-size:]), Fraction(0)) for size in range(len(known) + 1)]
    slack = total.number.step if total.number.decimals or total.number.scale > 1 else Fraction(0)
    held = [size for size, made in enumerate(sums) if size >= _FEW and abs(made - value) <= slack]
    count = int(stated.number.value)
    if count in held:
        return _relation(scene, stated, count)
    digits = len(bare_digits(total.number).strip("0"))
    if len(held) != 1 or digits < _TELLING or held[0] > _MOST or kind != "number":
        return None
    first = known[-held[0]]
    if _APART.search(scene.text, first.stop, stated.start):
        return None
    if inner := _divided(known, held[0]):  # 债券75亿元，其中专项52亿元、一般23亿元；投资31亿元，两项合计
        return _relation(scene, stated, count) if held[0] - inner + 1 == count else None
    return _relation(scene, stated, held[0])


def _divided(known: Sequence[Quantity], size: int) -> int:
    """How many of the last figures, so many of which make a total, divide the one before them; 0 if none do."""
    if len(known) == size:
        return 0
    left, row = known[-size - 1].number.value, known[-size:]
    for at, one in enumerate(row, 1):
        left -= one.number.value
        if left <= 0:
            return at if not left and at > 1 else 0
    return 0


def _listed(scene: Scene, stated: Quantity) -> Relation | None:
    """The number of figures from the beginning of their list on, where it is the one stated."""
    known = _figures(scene, stated, scene.quantities[stated.index - 1])
    count = int(stated.number.value)
    if len(known) < count:
        return None
    first = known[-count]
    named = all(len(one.before) > 1 for one in known[-count + 1 :])
    alone = len(known) == count or _BEGINS.search(first.before) or first.lead in ":;。("
    return _relation(scene, stated, count) if named and alone else None


def _numbered(document: Document, scene: Scene, stated: Quantity, *, sure: bool) -> Relation | None:
    """The number of the items 一是…；二是… that end where 上述五类问题合计 begins."""
    begins = stated.start
    lists = document.once(_by_paragraph).get(scene.paragraph.index, ())
    at = bisect_left(lists, begins, key=_last) - 1
    if at < 0:
        return None
    marks = lists[at].marks
    numbers = [mark.number for mark in marks]
    count, text = len(marks), scene.text
    if count < _FEW or numbers != list(range(1, count + 1)):
        return None
    if count == stated.number.value:
        return _relation(scene, stated, count)
    beside = text.count("。", marks[-1].end, stated.start) == 1
    return _relation(scene, stated, count) if sure and beside and count > _FEW else None


def _by_paragraph(document: Document) -> dict[int, list[Chain]]:
    """The lists that stand in one paragraph, by that and in the order in which they end."""
    return {
        at: sorted((one for one in found if one.marks[-1].paragraph == at), key=_last)
        for at, found in document.once(lists_in).items()
    }


def _last(chain: Chain) -> int:
    """Where the last mark of a list stands."""
    return chain.marks[-1].start


def _figures(scene: Scene, stated: Quantity, like: Quantity) -> Sequence[Quantity]:
    """The figures of one unit before a number, in its sentence or else the one before it."""
    row = scene.quantities[max(0, stated.index - 3 * _MOST) : stated.index]
    sentence = row[-1].sentence
    unit, kind = family(like.unit), like.number.kind
    return [
        one
        for one in row
        if one.sentence == sentence
        and one.depth == stated.depth
        and one.number.kind == kind
        and family(one.unit) == unit
        and not one.number.approximate
    ]


def _relation(scene: Scene, stated: Quantity, count: int) -> Relation:
    span, literal = scene.span(stated), stated.number.literal
    if count == stated.number.value:
        return Relation("list", "verified", span, (span,), f"列举{count}项 = {literal}")
    text = f"列举{count}项 ≠ {literal}"
    hit = Hit(span, {"listed": count, "stated": literal}, Severity.WARNING, evidence=(text,))
    return Relation("list", "contradicted", span, (span,), text, "list-count", hit)
