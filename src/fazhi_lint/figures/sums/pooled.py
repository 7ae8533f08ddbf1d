"""Totals behind figures that the words put together: 收入21万元，加补助3万元、结转2万元，总收入26万元.

So also 建议21件、提案14件，35件全部办结; 24个部门及67个单位(以下合称91个单位); 甲令6份、乙令2份，两令增至8份;
and 基本支出19万元由人员经费和公用经费两部分构成, wherever these two are told behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...document import Document
from ...facts.enumerations import counted
from ...facts.literals import words_of
from ...kept import regex
from ...model import Relation, Severity, Span
from ..core.slips import slips
from ..core.terms import Term, Terms, terms
from ..core.units import COUNTING
from ..core.verdicts import Broken, holds_closely, judged, sum_of, verified

_ADDED = regex.compile(r"^(?:再|另)?(?:加上?|加之|连同|计入)")
_POOL = regex.compile(
    r"(?:总收入|收入总[计量额]|总支出|支出总[计量额]|财力|(?:收入|支出)合计|总规模|总量)(?:总[计量额])?"
    r"(?:为|达到?|共|安排)?$"
)
_PUT = ("加上", "连同", ",加", ";加", "。加", "再加", "另加", "计入", "加之")
_FLOW = regex.compile(r"收入|支出|安排|财力")
_PAST = regex.compile(r"上年|去年|同期|其中|[较比]")
# Words by which figures are spoken of together, and how one stands to the figure of them all.
_WORDS = {
    "全部": "done", "均已": "done", "全都": "done", "全覆盖": "covered", "合称": "called", "统称": "called",
    "合计为": "called", "总数(": "count", "总量(": "count", "总额(": "count", "两": "both",
}  # fmt: skip
_NUMBERED = {f"{n}{kind}": "numbered" for n in "两三四五六" for kind in "项类者级地"}
_WORDS |= _NUMBERED
_ALL_OF = regex.compile(r"[,;。](?:上述|以上|这)?[两三四五六][项类者级地]\p{Han}{0,6}")
_FIGURE = {
    "done": regex.compile(r"[,;。(](?:这|上述|以上)?(\d[\d,]{0,12})\p{Han}{1,6}?(?:已|均|都|也)*$"),
    "covered": regex.compile(r"\p{Han}(\d[\d,]{0,12})\p{Han}{1,2}?的?$"),
}
_DONE = frozenset("按办答完落结审整")
_NO_TWO = frozenset("年个次天周地岸会级侧")  # 两会, 两年: no two of the figures before
_CLOSE = 24  # characters in front of a word in which its figure begins
_REACHED = regex.compile(r"(?:[增升减降]?[至到为]|达到?|共计?|合计|总[数量额]|数量)(?:为|达|共)?$")
_LINK = regex.compile(r"[^;。:()\d]{0,24}")
_MARK = regex.compile(r"[,、和及与]")
_MADE_OF = regex.compile(
    r"由(?P<names>[\p{Han}、]{4,50}?)(?:[两二三四五六]?(?:大|个)?(?:部分|类|块|方面|项))?(?:构成|组成)"
)
_NAMES = regex.compile(r"[、和及与]")
_MADE = ("构成", "组成")
_LEAST = 3  # figures of a sum
_BACK = 12  # figures looked through before a total
_BEHIND = 40  # figures behind it
_MOST = 5  # figures spoken of together
_NEXT = 3  # figures behind 两令 of which one is that of both


def pooled(document: Document, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """The sums of a document; what does not add up to ``told`` totals is left."""
    there = words_of(document)
    put, words, made = ([word for word in listed if word in there] for listed in (_PUT, _WORDS, _MADE))
    for own in document.once(terms):
        text = own.scene.text
        if len(own.all) < _LEAST:
            continue
        if any(map(text.__contains__, put)):
            yield from _added(own, told)
        for word in words:
            at = text.find(word, own.all[1].quantity.stop) if word in text else -1
            while at >= 0:
                row = _spoken(own, at, word)
                if word in _NUMBERED:
                    yield from _numbered(own, at, told)
                elif 1 < row < len(own.all):
                    yield from _joined(own, row, at, _WORDS[word], told)
                at = text.find(word, at + 1)
        if any(map(text.__contains__, made)):
            for match in _MADE_OF.finditer(text):
                yield from _made_of(own, match)


def _spoken(own: Terms, at: int, word: str) -> int:
    """The row of the first figure that may be that of all, of which a word speaks; -1 if it does not."""
    text = own.scene.text
    behind, way = at + len(word), _WORDS[word]
    if way == "numbered":
        return -1
    if way == "both":
        no_two = text[at - 1] not in ",;。、(" or text[behind : behind + 1] in _NO_TWO
        return -1 if no_two else own.row_at(behind)
    if way not in _FIGURE:
        return own.row_at(behind) if text[behind : behind + 1].isdigit() else -1
    if way == "done" and text[behind : behind + 1] not in _DONE:
        return -1
    found = _FIGURE[way].search(text, max(0, at - _CLOSE), at)
    return own.row_at(found.start(1)) if found else -1


def _added(own: Terms, told: Collection[Span]) -> Iterator[Relation | Broken]:
    for row, whole in enumerate(own.all):
        if row < 2 or whole.change or not _POOL.search(whole.quantity.before):
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
                    before = own.all[max(0, at - _BACK) : at]
                    yield from _with_head(before, parts, whole, sure=whole.span not in told)
                break


def _with_head(
    before: Sequence[Term], parts: Sequence[Term], whole: Term, *, sure: bool
) -> Iterator[Relation | Broken]:
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
    if sure and near and segment >= first.segment - 1:
        everything = [near[0], *parts]
        if slips(whole, everything):
            yield Broken(whole, tuple(everything), Severity.WARNING)


def _joined(own: Terms, row: int, at: int, way: str, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """A total of figures that stand right before it."""
    both = way == "both"
    wholes = [term for term in own.all[row : row + _NEXT] if not term.change]
    if both:
        wholes = [term for term in wholes if _REACHED.search(term.quantity.before)]
        wholes = [term for term in wholes if term.quantity.sentence == own.all[row].quantity.sentence]
    else:
        wholes = wholes[:1]
    for whole in wholes:
        if whole.number.approximate:
            continue
        parts = _run(own, row, whole, 2 if both else _MOST)
        for start in range(len(parts) - 1):
            if sum_of(parts[start:]) == whole.number.value:
                yield verified(whole, parts[start:])
                return
    if way == "count":
        yield from _counted(own, row, own.all[row])
    elif len(wholes) == 1 and wholes[0].span not in told:
        parts = _run(own, row, wholes[0], 2 if both else _MOST)
        if both and not all(part.quantity.before.endswith(own.scene.text[at + 1]) for part in parts):
            return  # 两令 of 安全令5份、教育令3份 are these two
        gap = sum_of(parts) - wholes[0].number.value
        if any(term.number.value == gap for term in own.all[row + 1 : row + _NEXT]):
            return  # 甲21家、乙14家，31家全部完成，4家正在推进
        if len(parts) > 1 and slips(wholes[0], parts, exact=True, sure=True):
            yield Broken(wholes[0], tuple(parts), Severity.WARNING)


def _numbered(own: Terms, at: int, told: Collection[Span]) -> Iterator[Relation | Broken]:
    """A total that says how many figures before it are its parts: 甲32万元、乙11万元，两项支出43万元."""
    row, last = own.row_at(at), own.row_at(at + 1)
    if row < 2 or last == len(own.all):
        return
    text, whole, most = own.scene.text, own.all[last], counted(own.scene.text[at])
    begin = max(text.rfind(stop, max(0, at - len("。上述")), at) for stop in ",;。")
    parts = _run(own, row, whole, most + 1)
    if begin < 0 or not _ALL_OF.fullmatch(text, begin, whole.quantity.start) or len(parts) != most:
        return
    if parts[-1].quantity.stop != begin or whole.span in told:
        return
    yield from judged(parts, [whole], [whole])


def _counted(own: Terms, row: int, whole: Term) -> Iterator[Relation | Broken]:
    """A total in brackets of figures further back: 甲类43项、乙类56项全部进驻，占总数(99项)的9成."""
    for at in range(row - 1, max(1, row - _BACK), -1):
        parts = _run(own, at, whole, _MOST)
        if len(parts) > 1 and parts[-1].quantity.sentence == whole.quantity.sentence:
            if sum_of(parts) == whole.number.value:
                yield verified(whole, parts)
                return
            rest = own.scene.text[parts[-1].quantity.stop :][:2]
            if rest in ("全部", "均已") and slips(whole, parts, exact=True, sure=True):
                yield Broken(whole, tuple(parts), Severity.WARNING)
                return


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
    parts: list[Term] = []
    for name in _NAMES.split(match["names"]):
        part = next((term for term in behind if name and term.quantity.before.startswith(name)), None)
        if part is None or part.family != whole.family or part.change:
            return
        parts.append(part)
    if len(parts) > 1:
        yield from judged(parts, [whole], [whole])
