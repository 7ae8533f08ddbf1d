"""Totals behind their parts that say how many these are, or that count them by another word.

婚姻案件736件，教育案件412件，劳动案件258件，三类案件共1406件; 对5个市、12个县、8家部门督察，合计督察25家单位.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...facts.list_rows import counted
from ...kept import regex
from ...model import Relation, Severity, Span
from ..core.partitions import is_usual
from ..core.slips import single_edit
from ..core.terms import Term, Terms
from ..core.units import COUNTING
from ..core.verdicts import Broken, holds_closely, judged, sum_of, verified
from .closing import may_be_all
from .runs import joint

_WORDS = ("共", "合计", "总计", "累计", "之和", "构成", "组成")
_TOTAL = regex.compile(
    r"(?:其中)?(?:上述|以上|这|前述|此|(?P<first>前))?(?:(?P<n>[两二三四五六七八九几]|[2-9])(?:大?类|[大个]?方面|个?部分|[项者名位种级地批轮次]|个?片区))?"
    r"(?P<subject>[\p{Han}“”]{0,14}?)(?P<word>共计?|合计|总计|之和|构成|组成)\p{Han}{0,12}"
)
_STOPS = ",;。、:()"
_CLAUSE = 40  # characters before a total in which its clause begins
_REACH = 16  # characters between the word and its figure
_BEGINS = frozenset(("", *"。:;,"))
_FEW = 3  # parts, and digits of a total
_FAR = 30  # figures before a total that may be its parts


def gathered(own: Terms, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """The sums of a paragraph; ``told`` are the totals that are read already."""
    text = own.scene.text
    for row in sorted({row for word in _WORDS if word in text for row in _behind(own, word)}):
        whole = own.all[row]
        if row < 2 or whole.change or whole.span in told:
            continue
        start = whole.quantity.start
        words = text[max(0, start - _CLAUSE) : start]
        low = 1 + max(words.rfind(stop) for stop in _STOPS)
        if not low or words[low - 1] not in ",;。)":
            continue
        before = [
            term for term in own.all[max(0, row - _FAR) : row] if term.quantity.stop <= start - len(words) + low
        ]
        if total := _TOTAL.fullmatch(words, low):
            yield from _total(whole, before, total)
            beside = own.all[row + 1] if row + 1 < len(own.all) and total["n"] else None
            if beside and beside.quantity.start == whole.quantity.stop and beside.family != whole.family:
                # 甲46件61人、乙119件174人，两类共165件235人
                parts = _last(before, counted(total["n"]), beside)
                if len(parts) > 1 and holds_closely(beside, parts):  # people may be counted once
                    yield verified(beside, parts)


def _behind(own: Terms, word: str) -> Iterator[int]:
    """The rows of the figures that stand close behind a word."""
    text = own.scene.text
    at = text.find(word)
    while at >= 0:
        row = own.row_at(at)
        if row == len(own.all):
            return
        if own.all[row].quantity.start - at <= _REACH:
            yield row
        at = text.find(word, at + 1)


def _total(whole: Term, before: Sequence[Term], match: regex.Match[str]) -> Iterator[Relation | Broken]:
    if match["n"] == "几":
        listed = {term.quantity.segment for term in before if _is_near(term, before[-1])}
        yield from _judged(whole, _items(before, len(listed), whole), sure=True)
        return
    if match["n"]:
        count = counted(match["n"])
        if match["first"]:
            yield from _judged(whole, _first(before, count, whole), sure=True)
            return
        parts = _items(before, count, whole) or _last(before, count, whole)
        yield from _judged(whole, parts, sure=True)
        return
    parts = _run(before)
    if len(parts) > 1 and _near(whole, parts[-1]):
        mixed = any(part.family != whole.family for part in parts)
        firm = match["word"] != "共" if mixed else _same_words(whole, parts)
        usual = is_usual([part.quantity.before for part in parts])
        if len(parts) >= _FEW and _exchanged(whole, parts) and may_be_all(whole, parts, led=True):
            yield Broken(whole, tuple(parts), Severity.WARNING)
        else:  # 主办件共183件 counts another thing
            yield from _judged(whole, parts, sure=usual or (firm and not match["subject"]))


def _exchanged(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a total has the digits of what its parts make, two of them exchanged: 2744 for 2474."""
    made, value = sum_of(parts), whole.number.value
    if any(part.quantity.unit != whole.quantity.unit for part in parts):
        return False
    return made != value and single_edit(str(value), str(made)) == "swap" and len(str(made)) >= _FEW


def _first(before: Sequence[Term], count: int, whole: Term) -> list[Term]:
    """The first figures of a list that is longer than so many: 甲231件、乙174件、丙96件；前两类合计405件.

    Where the list begins is told by what it makes, or by the mark before it.
    """
    last = before[-1]
    listed = [
        term
        for term in before
        if term.family == whole.family and _is_near(term, last) and term.quantity.depth == last.quantity.depth
    ]
    if len(listed) > 2 and listed[0].number.value == sum(term.number.value for term in listed[1:]):
        listed.pop(0)
    begins = bool(listed) and listed[0].quantity.lead in _BEGINS
    return listed[:count] if begins and len(listed) > count else []


def _is_near(term: Term, last: Term) -> bool:
    return term.quantity.sentence == last.quantity.sentence


def _judged(whole: Term, parts: Sequence[Term], *, sure: bool) -> Iterator[Relation | Broken]:
    """The sum, where it holds or, if the list is ``sure`` to be all, where one wrong digit is in the way."""
    if len(parts) < 2 or any(part.change for part in parts):
        return
    all_of = sure and may_be_all(whole, parts, led=True)
    yield from judged(parts, [whole], [whole] if all_of else (), sure=True)


def _items(before: Sequence[Term], count: int, whole: Term) -> list[Term]:
    """The first figure of the total's unit in each of the last items between semicolons, ``count`` of them."""
    found: dict[int, Term] = {}
    for term in before:
        quantity = term.quantity
        if term.family == whole.family and quantity.depth == whole.quantity.depth:
            found.setdefault(quantity.segment, term)
    items = list(found.values())[-count:]
    rows = [term.quantity.segment for term in items]
    together = rows == list(range(rows[0], rows[0] + count)) if rows else False
    return items if together and before[-1].quantity.segment == rows[-1] else []


def _last(before: Sequence[Term], count: int, whole: Term) -> list[Term]:
    """The last figures of one unit, as many as are said to be; none where there seem to be more."""
    if not before:
        return []
    own = [term for term in before if term.family == whole.family]
    unit = whole.family if len(own) >= count else before[-1].family  # 46件61人、119件174人
    same = [term for term in before if term.family == unit and term.quantity.depth == before[-1].quantity.depth]
    parts = same[-count:]
    if len(parts) < count:
        return []
    more = len(same) > count and joint(same[0].scene.text, same[-count - 1], parts[0]) == "、"
    apart = parts[-1].quantity.sentence - parts[0].quantity.sentence > 0
    return [] if more or apart else parts


def _run(before: Sequence[Term]) -> list[Term]:
    """The figures joined by 、 that end in the last one: of one unit, or all counts of single things."""
    parts = list(before[-1:])
    for term in reversed(before[:-1]):
        if not joint(term.scene.text, term, parts[0]):
            break
        parts.insert(0, term)
    families = {part.family for part in parts}
    return parts if len(families) == 1 or families <= COUNTING else []


def _near(whole: Term, last: Term) -> bool:
    """Whether a total follows its parts at once, in a unit of theirs."""
    scene = whole.scene
    between = scene.text[last.quantity.stop : whole.quantity.start]
    others = scene.quantities[last.quantity.index + 1 : whole.quantity.index]  # “三张清单”
    fronts = (between[: one.start - last.quantity.stop] for one in others)
    quoted = all(front.rfind("“") > front.rfind("”") for front in fronts)
    return quoted and not any(mark in between for mark in ";。(")


def _same_words(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a total and its parts name one thing: 制定规章6件、废止4件，共涉及规章10件."""
    words = whole.quantity.before + "," + whole.quantity.after
    names = ",".join(part.quantity.before + "," + part.quantity.after for part in parts)
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    return any(
        pair.isalpha() and pair in names for pair in pairs if pair not in ("全年", "其中", "共计", "合计")
    )
