"""Totals behind figures that the words put together: 收入21万元，加补助3万元、结转2万元，总收入26万元.

So also 建议21件、提案14件，35件全部办结; 24个部门及67个单位(以下合称91个单位); 甲令6份、乙令2份，两令增至8份;
and 基本支出19万元由人员经费和公用经费两部分构成, wherever these two are told behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..kept import regex
from ..model import Relation, Severity, Span
from .slips import one_digit, repairs
from .terms import Term, Terms
from .units import COUNTING
from .verdicts import Broken, holds_closely, sum_of, verified

_ADDED = regex.compile(r"^(?:再|另)?(?:加上?|加之|连同|计入)")
_POOL = regex.compile(
    r"(?:总收入|收入总[计量额]|总支出|支出总[计量额]|财力|(?:收入|支出)合计|总规模|总量)(?:总[计量额])?"
    r"(?:为|达到?|共|安排)?$"
)
_FLOW = regex.compile(r"收入|支出|安排|财力")
_PAST = regex.compile(r"上年|去年|同期|其中|[较比]")
# Where figures are spoken of together: the figure of both stands at the group's end.
_TOGETHER = regex.compile(
    r"[,;。(](?:这|上述|以上)?(?P<all>\d[\d,]{0,12}\p{Han}{1,2}?(?:已|均|都|也)*(?:全部|均已|全都)[按办答完落结审整])"
    r"|(?:合称|统称|合计为)(?P<called>\d)"
    r"|[,;。、(]两(?P<both>\p{Han})"
    r"|总[数量额]\((?P<count>\d)"
    r"|\p{Han}(?P<cover>\d[\d,]{0,12}\p{Han}{1,2}?的?全覆盖)"
)
_NO_TWO = "年个次天周地岸会级侧"  # 两会, 两年: no two of the figures before
_REACHED = regex.compile(r"(?:[增升减降]?[至到为]|达到?|共计?|合计|总[数量额]|数量)(?:为|达|共)?$")
_LINK = regex.compile(r"[^;。:()\d]{0,24}")
_MARK = regex.compile(r"[,、和及与]")
_MADE_OF = regex.compile(
    r"由(?P<names>\p{Han}{2,12}(?:[、和及与]\p{Han}{2,12}?){1,4}?)(?:[两二三四五六]?(?:大|个)?(?:部分|类|块|方面|项))?(?:构成|组成)"
)
_NAMES = regex.compile(r"[、和及与]")
_BACK = 12  # figures looked through before a total
_BEHIND = 40  # figures behind it
_MOST = 5  # figures spoken of together
_NEXT = 3  # figures behind 两令 of which one is that of both


def pooled(own: Terms, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """The sums of a paragraph; ``told`` are the totals that are read already."""
    text = own.scene.text
    if "加" in text or "连同" in text or "计入" in text:
        yield from _added(own, told)
    for match in _TOGETHER.finditer(text, own.all[1].quantity.stop):
        row = own.row_at(match.start(str(match.lastgroup)))
        if row == len(own.all):
            break
        if row > 1 and (match["both"] or "") not in tuple(_NO_TWO):
            yield from _joined(own, row, match, told)
    if "构成" in text or "组成" in text:
        for match in _MADE_OF.finditer(text):
            yield from _made_of(own, match)


def _added(own: Terms, told: Collection[Span]) -> Iterator[Relation | Broken]:
    for row, whole in enumerate(own.all):
        if row < 2 or whole.change or whole.span in told or not _POOL.search(whole.quantity.before):
            continue
        parts: list[Term] = []
        for at in range(row - 1, max(0, row - _BACK), -1):
            term = own.all[at]
            if term.quantity.sentence != whole.quantity.sentence:
                break
            if term.family == whole.family and not term.change and term.quantity.depth == whole.quantity.depth:
                parts.insert(0, term)
            if _ADDED.search(term.quantity.before):
                if parts and parts[0] is term:
                    yield from _with_head(own.all[max(0, at - _BACK) : at], parts, whole)
                break


def _with_head(before: Sequence[Term], parts: Sequence[Term], whole: Term) -> Iterator[Relation | Broken]:
    """The sum with what stands before the word 加: the figure that fits, else the one it is surely added to."""
    first = parts[0].quantity
    heads = [
        term
        for term in before
        if term.family == whole.family
        and not term.change
        and term.quantity.depth == first.depth
        and first.sentence - term.quantity.sentence < 2
        and not _PAST.search(term.quantity.before)
    ]
    for head in reversed(heads):
        if holds_closely(whole, [head, *parts]):
            yield verified(whole, [head, *parts])
            return
    near = [term for term in heads if _FLOW.search(term.quantity.before)]
    segment = near[-1].quantity.segment if near else 0
    near = [term for term in near if term.quantity.segment == segment]
    if near and segment >= first.segment - 1:
        everything = [near[0], *parts]
        if one_digit(whole, repairs(whole, everything)):
            yield Broken(whole, tuple(everything), Severity.WARNING)


def _joined(
    own: Terms, row: int, match: regex.Match[str], told: Collection[Span]
) -> Iterator[Relation | Broken]:
    """A total of figures that stand right before it."""
    both = match["both"] is not None
    wholes = [term for term in own.all[row : row + _NEXT] if not term.change]
    if both:
        wholes = [term for term in wholes if _REACHED.search(term.quantity.before)]
        wholes = [term for term in wholes if term.quantity.sentence == own.all[row].quantity.sentence]
    else:
        wholes = wholes[:1]
    for whole in wholes:
        if whole.span in told or whole.number.approximate:
            continue
        parts = _run(own, row, whole, 2 if both else _MOST)
        for start in range(len(parts) - 1):
            if sum_of(parts[start:]) == whole.number.value:
                yield verified(whole, parts[start:])
                return
    if len(wholes) == 1 and (match["all"] or match["called"] or match["cover"]) and wholes[0].span not in told:
        parts = _run(own, row, wholes[0], _MOST)
        if len(parts) > 1 and any(fix.digit and fix.exact for fix in repairs(wholes[0], parts)):
            yield Broken(wholes[0], tuple(parts), Severity.WARNING)


def _run(own: Terms, row: int, whole: Term, most: int) -> list[Term]:
    """The figures joined to each other that end in the one before ``row``, counted as the total is."""
    text = own.scene.text
    found: list[Term] = []
    for term in reversed(own.all[max(0, row - most) : row]):
        alike = term.family == whole.family or {term.family, whole.family} <= COUNTING
        if not alike or term.change or term.number.approximate:
            break
        if found:
            gap = text[term.quantity.stop : found[0].quantity.start]
            if term.quantity.index + 1 != found[0].quantity.index or not _LINK.fullmatch(gap):
                break
            if not _MARK.search(gap) or term.family != found[0].family:
                break
        elif text[term.quantity.stop : whole.quantity.start].count("。") > 0:
            break
        found.insert(0, term)
    return found


def _made_of(own: Terms, match: regex.Match[str]) -> Iterator[Relation | Broken]:
    """What a total is made of, named before the figures: 由甲和乙两部分构成。甲8万元，…；乙2万元."""
    row = own.row_at(match.start())
    if not row:
        return
    whole = own.all[row - 1]
    behind = own.all[row : row + _BEHIND]
    parts = []
    for name in _NAMES.split(match["names"]):
        part = next((term for term in behind if term.quantity.before.startswith(name)), None)
        if part is None or part.family != whole.family or part.change:
            return
        parts.append(part)
    if holds_closely(whole, parts):
        yield verified(whole, parts)
    elif one_digit(whole, repairs(whole, parts)):
        yield Broken(whole, tuple(parts), Severity.WARNING)
