"""Totals that name their parts, or count them, each told once before: 增值税和企业所得税两项合计171802万元.

That they hold is read in :mod:`.distant`. Here one wrong digit, or two exchanged in a long figure, is told:
审结继承案件1763件；审结劳动争议案件824件……上述四类案件共4926件.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...facts.list_rows import counted
from ...model import Relation, Severity
from ..core.levels import is_level
from ..core.slips import repairs
from ..core.terms import Scaled, Term, terms
from ..core.verdicts import Broken, settled, sum_of
from .distant import AND, CALLED, CLAUSE, FIRST, OPENING, SUMS, VERBS

_NAME = 3  # characters by which a figure is known again
_VERB = 2  # characters of the verb in front, or of the noun behind
_LEAD = 4  # others in front of the name: 其中, 完成


def called_totals(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The broken sums of totals that stand in none of the relations ``found``."""
    told = {span for one in found if one.kind == "sum" for span in one.numbers}
    broken: list[Relation | Broken] = []
    for own in document.once(terms):
        for row in own.levels.values():
            for at, (_, whole) in enumerate(row):
                if whole.span in told or not whole.quantity.before.endswith(SUMS):
                    continue
                parts = _parts(row[:at], whole) or _above(row[:at], whole)
                if parts and _is_slip(whole, parts):
                    broken.append(Broken(whole, tuple(parts), Severity.WARNING))
    yield from settled(broken)


def _parts(before: Scaled, whole: Term) -> list[Term]:
    """The one figure of each name in front of a total; none where a name is short, unknown or told twice."""
    text, start = whole.scene.text, whole.quantity.start
    called = CALLED.search(text, max(0, start - CLAUSE), start)
    names = AND.split(called["names"]) if called else []
    found: list[Term] = []
    for name in names if len(names) > 1 and min(map(len, names)) >= _NAME else ():
        same = [term for _, term in before if _is_called(term, name)]
        if len(same) != 1:
            return []
        found += same
    return found


def _above(before: Scaled, whole: Term) -> list[Term]:
    """The last so many figures before a total of "上述四类", where all are told with one verb or noun."""
    text, start = whole.scene.text, whole.quantity.start
    said = FIRST.search(text, max(0, start - OPENING), start)
    size = (said and counted(said["n"])) or 0
    parts = [term for _, term in before[-size:]]
    if not said or said[0].startswith("前") or len(parts) != size or not all(map(_is_plain, parts)):
        return []
    words = [part.quantity.before for part in parts]
    alike = {word[:_VERB] for word in words}, {word[-_VERB:] for word in words}
    return parts if all(words) and any(len(one) == 1 for one in alike) else []


def _is_plain(term: Term) -> bool:
    return not term.quantity.depth and not term.number.approximate and is_level(term.quantity)


def _is_called(term: Term, name: str) -> bool:
    words = term.quantity.before.rstrip(VERBS).removesuffix("完成")
    return _is_plain(term) and words.endswith(name) and len(words) <= len(name) + _LEAD


def _is_slip(whole: Term, parts: Sequence[Term]) -> bool:
    return sum_of(parts) != whole.number.value and any(fix.exact for fix in repairs(whole, parts))
