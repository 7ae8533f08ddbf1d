"""Figures that are part of one before them by where they stand.

执业医师1390人(全科25人): what brackets behind a figure tell in its measure; 预算8246万元，其中9个项目未支出，
涉及1128万元: what 其中 goes on to tell in another; 办结31502件，…，回访26380件 and 审结31件，决定赔偿12件: what
was done next. Only what is told to be most of something may not be more than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation, Severity, Span
from ..core.levels import is_level
from ..core.terms import Term, Terms, terms
from ..core.verdicts import exceeding, included, sum_of
from ..rates.far import amounts, only

_OF_ANOTHER = regex.compile(r"年|口径|同期|[上本]期|以[上下内外]|约合|折合|^[共即]|约$|不含|除|另")
_NEXT = regex.compile(
    r"(?P<after>回访|回复|公开答复|答复|评价|满意(?:及基本满意)?|反馈|采纳)(?:了)?"
    r"|(?P<judged>决定|判决|裁定|宣告|准予)(?:予以)?\p{Han}{2,6}"
)
_NEXT_FIRSTS = frozenset("回公答评满反采决判裁宣准")  # what that begins with
_DONE = regex.compile(r"(?:办结|答复|回复|回访|办理|处理)(?:了)?$")
_HEARD = regex.compile(r"(?:审结|办结|审查|审理)(?P<what>\p{Han}{2,12}?)案件$")
_MOST_OF = regex.compile(
    r"占(?:到|了)?(?P<whole>\p{Han}{2,16}?)的?(?:绝大多数|大多数|多数|绝大部分|大部分|半数以上|一半以上|七成以上|八成以上|九成以上)"
)
_CLOSE = 3  # characters between a figure and what is said of it
_STOP = frozenset("。;")
_BACK = 8
_REACH = 80  # characters behind 其中


def subsets(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The parts of figures of a document that are not in one of the relations ``found``."""
    known: defaultdict[Span, set[int]] = defaultdict(set)  # which sums and parts a figure stands in
    for row, one in enumerate(found):
        for span in one.numbers if one.kind in ("part", "sum") else ():
            known[span].add(row)
    for own in document.once(terms):
        if len(own.all) > 1:
            for whole, part in (*_asides(own), *_among(own), *_next(own)):
                if known[whole.span].isdisjoint(known[part.span]):
                    for span in (whole.span, part.span):
                        known[span].add(-1 - part.span.start)
                    yield included(whole, part)
        yield from _most_of(document, own)


def _most_of(document: Document, own: Terms) -> Iterator[Relation]:
    """What is told to be most of an amount that has a name: 未再诉讼181件，占审结案件的绝大多数."""
    for found in _MOST_OF.finditer(own.scene.text) if "占" in own.scene.text else ():
        row = own.row_at(found.start())
        part = own.all[row - 1] if row else None
        if (
            part is None
            or found.start() - part.quantity.stop > _CLOSE
            or part.change
            or part.number.approximate
        ):
            continue
        known = amounts(document, found["whole"], part.quantity.unit)
        base = only([one for one in known if one.quantity is not part.quantity])
        if base is None or base.quantity.number.approximate:
            continue
        whole = Term(base.scene, base.quantity, part.family, False)
        if part.number.value > whole.number.value:
            yield exceeding(whole, part, Severity.WARNING)
        elif part.number.value * 2 > whole.number.value:
            yield included(whole, part)


def _asides(own: Terms) -> Iterator[tuple[Term, Term]]:
    """The figures in brackets right behind another in its measure, together no more than it."""
    text = own.scene.text
    for row, whole in enumerate(own.all[:-1]):
        inside: list[Term] = []
        if not text.startswith("(", whole.quantity.stop):
            continue
        for part in own.all[row + 1 : row + 1 + _BACK]:
            if part.quantity.depth <= whole.quantity.depth:
                break
            if part.family != whole.family or part.change or _OF_ANOTHER.search(part.quantity.before):
                inside = []
                break
            inside.append(part)
        told = inside and inside[0].quantity.lead == "(" and all(one.quantity.before for one in inside)
        if told and sum_of(inside) < whole.number.value and not whole.change:
            yield from ((whole, part) for part in inside)


def _among(own: Terms) -> Iterator[tuple[Term, Term]]:
    """The first figure of each measure behind 其中, of the last one of it before."""
    text = own.scene.text
    at = text.find("其中")
    while at >= 0:
        row, seen = own.row_at(at), set[str]()
        for part in own.all[row : row + _BACK]:
            between = text[at : part.quantity.start]
            if len(between) > _REACH or not _STOP.isdisjoint(between) or "其中" in between[2:]:
                break
            if part.change or part.family in seen or not part.family or part.quantity.depth:
                continue
            if seen and (whole := _last(own, row, part)):
                yield whole, part
            seen.add(part.family)
        at = text.find("其中", at + 1)


def _last(own: Terms, row: int, part: Term) -> Term | None:
    """The last figure before a row in the measure of a part and its sentence, if it may hold that."""
    for whole in reversed(own.all[max(0, row - _BACK) : row]):
        if whole.quantity.sentence != part.quantity.sentence:
            return None
        if whole.family == part.family and not whole.change and whole.quantity.depth <= part.quantity.depth:
            holds = part.number.value < whole.number.value and is_level(part.quantity)
            return whole if holds and is_level(whole.quantity) else None
    return None


def _next(own: Terms) -> Iterator[tuple[Term, Term]]:
    """What was done next with the cases of the figure before: 办结31502件, 回访26380件."""
    for row, part in enumerate(own.all):
        words = part.quantity.before
        step = _NEXT.fullmatch(words) if row and words[:1] in _NEXT_FIRSTS and not part.change else None
        if step is None:
            continue
        for whole in reversed(own.all[max(0, row - _BACK) : row]):
            if whole.quantity.sentence != part.quantity.sentence:
                break
            if whole.family != part.family or whole.change:
                continue
            fits = (_DONE if step["after"] else _HEARD).search(whole.quantity.before)
            if fits and part.number.value <= whole.number.value:
                yield whole, part
            break
