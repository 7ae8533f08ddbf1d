"""What a year brought of five, and which of the cases closed or of the audited a text tells of.

五年新增城镇就业29.2万人 and, where the last of these years is told, 全年新增城镇就业5.87万人; 审结刑事案件396件
and further down 审结盗窃案件128件; 对21个项目进行了审计 and 8个项目超概算. All of this only confirms: a
year may well count otherwise than five did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.labels import front
from ..core.subjects import plans_from
from ..core.terms import Term, Terms, terms
from ..core.verdicts import included

_FIVE = regex.compile(
    r"(?:过去|这|近|回顾)?五年(?:来|间|里|是|,|中|累计|的发展)|“?十[一二三四]五”?(?:时期|期间|以来|五年)"
)
_LAST = regex.compile(
    r"刚刚过去的|过去的?一年|一年来|去年|(?:19|20)\d\d年(?:是|,|工作|主要|以来|,?我们|政府工作|重点)|今年以来"
)
_AHEAD = regex.compile(r"(?:今后|未来|下一个?)五年|主要(?:预期)?目标|指导思想|总体要求|五年来,")
_OPENING = 40
_LEVEL = regex.compile(r"[达至]到?$|为$|[由从]|保持|突破$|累计达")
_EMPTY = regex.compile(
    r"[^\p{Han}]+|新增|新建|新[改认解创]|完成|累计|实现|建设|组织|实施|改造|项目|[全五]年|全[省市县区]|[本我][省市县区]|以上|实际|总额?|年|亿|万|工程|达|共"
)
_LEAST = 3  # characters in which two names agree
_SHORT, _FUNDS = 2, ("外资", "内资")
_UNLIKE = regex.compile(r"合同|注销|淘汰|偿还|归还|慰问|关停|拆除|清退|办结|受理|化解")
_WORDS = 16  # characters that may name a figure
_MOST = 400  # figures of a review
_CLOSED = regex.compile(r"(?:共|全年|依法)*(?P<verb>审结|办结|执结|批准逮捕|提起公诉|查处)")
_ALL = regex.compile(
    r"(?:共|全年|依法)*(?:审结|办结|执结|批准逮捕|提起公诉|查处)(?:一审|各类|的)*(?:刑事|民商?事|商事|行政|执行)?(?:案件)?"
)
_AUDITED = regex.compile(
    r"(?P<kind>\p{Han}{0,6}?)(?P<noun>项目|部门|单位|企业|学校|医院|县区?|区县?|乡镇|街道)"
)
_LOOKED_AT = regex.compile("(?:抽查|抽审|审计|检查|延伸|调查|走访|核查)了?$")
_FOUND = regex.compile("(?:[一二三四五六七八九十]是|其中|[仅仍尚]?有|发现)?")
_KIND = regex.compile("刑事|民商?事|商事|行政|执行|赔偿|公益|信访|知识产权")


def some_of(document: Document) -> Iterator[Relation]:
    """The parts of what five years did, and of the cases closed that a paragraph opens with."""
    yield from _of_five_years(document)
    if "院工作报告" in document.folded:
        for own in document.once(terms):
            yield from _of_cases(own)
    if "审计" in document.folded:
        for own in document.once(terms):
            yield from _of_audited(own)


def _of_five_years(document: Document) -> Iterator[Relation]:
    five, last = _zones(document, year_first=False)
    if not last:
        five, last = _zones(document, year_first=True)
    kinds = {term.family for term in last if not term.change}
    known: dict[str, list[tuple[str, Term]]] = {}
    for term in five:
        level = _LEVEL.search(term.quantity.before) and "累计" not in term.quantity.before
        if term.family in kinds and not (term.change or level):
            known.setdefault(term.family, []).append((_name(term), term))
    for part in last:
        if part.change or part.family not in known:
            continue
        name = _name(part)
        fitting = [(_in_common(name, other), whole) for other, whole in known[part.family]]
        best = max(size for size, _ in fitting)
        wholes = [whole for size, whole in fitting if size == best]
        if best >= _LEAST and len(wholes) == 1 and part.number.value < wholes[0].number.value:
            yield included(wholes[0], part)


def _zones(document: Document, *, year_first: bool) -> tuple[Sequence[Term], Sequence[Term]]:
    """The figures told of five years, and those told of the last of them, which may come first.

    What is told of five years behind the last of them has 累计 or 五年 beside it.
    """
    zones: tuple[list[Term], list[Term], list[Term]] = [], [], []
    state = 0
    for own in document.once(terms):
        if own.scene.paragraph.index >= plans_from(document):
            break
        text = own.scene.text
        opening = text[:_OPENING]
        if state == 2 and _AHEAD.search(opening):
            break
        five, year = _FIVE.search(text), _LAST.search(opening)
        opens = _FIVE.search(opening) is not None
        if state == 0 and (year if year_first else five):
            state = 1
        elif state == 1 and (five if year_first else year and not opens):
            state = 2
        every = state < 2 or not year_first or opens
        zones[state].extend(term for term in own.all if every or _is_summed(term))
    _, first, then = (zone[:_MOST] for zone in zones)
    return (then, first) if year_first else (first, then)


def _is_summed(term: Term) -> bool:
    """Whether the sentence of a figure says that years were added up."""
    return "累计" in term.scene.text[: term.quantity.start].rpartition("。")[2]


def _name(term: Term) -> str:
    """The ends of what stands right in front of a figure, and of what follows it."""
    quantity = term.quantity
    # 城镇新增就业 and 新增城镇就业
    words = (front(term.scene, quantity)[-_WORDS:].replace("新增", ""), quantity.after[:_WORDS])
    before, behind = (_EMPTY.sub("|", part).strip("|").split("|") for part in words)
    return f"{before[-1]}|{behind[0]}"


def _in_common(name: str, other: str) -> int:
    """How many characters the ends of two names have in common: 农村公办幼儿园, 新增农村公办幼儿园."""
    if _UNLIKE.findall(name) != _UNLIKE.findall(other):
        return 0  # what was agreed on is not what came, nor what was closed what was opened
    return max(_ending(one, same) for one in name.split("|") for same in other.split("|"))


def _ending(one: str, other: str) -> int:
    size = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        size += 1
    return _LEAST if size == _SHORT and one.endswith(_FUNDS) else size


def _of_cases(own: Terms) -> Iterator[Relation]:
    """The cases of one kind that a paragraph tells of, behind all that were closed."""
    heads: dict[str, Term] = {}
    for row, term in enumerate(own.all):
        if term.change or term.family != "件":
            continue
        before, segment = front(term.scene, term.quantity), term.quantity.segment
        found = _CLOSED.match(before)
        if found is None:
            continue
        if found["verb"] not in heads:
            if _ALL.fullmatch(before):
                heads[found["verb"]] = term
            continue
        head = heads[found["verb"]]
        begun = row and own.all[row - 1].family == "件" and own.all[row - 1].quantity.segment == segment
        if (begun and before == found.group()) or head.quantity.segment == segment:
            continue  # 受理破产案件3件，审结1件 is one of these three
        kinds = [set(_KIND.findall(one.quantity.before)) for one in (head, term)]
        if term.number.value < head.number.value and (not kinds[1] or kinds[0] == kinds[1]):
            yield included(head, term)


def _of_audited(own: Terms) -> Iterator[Relation]:
    """Those of the audited in which a fault was found: 对21个项目进行了审计。发现的主要问题：8个项目超概算."""
    text = own.scene.text
    found = text.find("问题")
    heads: dict[tuple[str, str], Term] = {}
    for term in own.all:
        quantity = term.quantity
        noun = _AUDITED.match(quantity.after)
        if noun is None or term.change:
            continue
        key = noun["noun"], term.family
        if quantity.start < found or _LOOKED_AT.search(quantity.before):
            heads.setdefault(key, term)
            continue
        head = heads.get(key) if _FOUND.fullmatch(quantity.before) and not noun["kind"] else None
        if head and term.number.value <= head.number.value:
            yield included(head, term)
