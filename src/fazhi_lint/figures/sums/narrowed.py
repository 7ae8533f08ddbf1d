"""Figures that narrow one told before, in its paragraph or a few further on: all of this only confirms.

全部工业增加值335亿元……轻工业增加值89亿元: the later name ends in that of a total, or has one of its kinds in
its place (谷物产量 after 粮食产量); 5亿元以上项目53个、10亿元以上项目35个 has a higher bar. What some accidents
did is of what those told first did: 发生火灾900起，死亡9人。……重大火灾2起，死亡3人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain

from ...document import Document
from ...facts.literals import words_of
from ...kept import regex, scanner
from ...knowledge import knowledge
from ...model import Relation
from ...values import value
from ..core.labels import label
from ..core.levels import is_level
from ..core.subjects import core, plans_from
from ..core.terms import Term, Terms, terms
from ..core.verdicts import included

_LINKS = "为是达到共约有计完成实现了"
_TAIL = 2
_TOTAL = r"总[^数计值]|各[级类种项]|全部|所有|全[国省市县区州]|存款余额"
_GENERAL = regex.compile(r"各[级类种项]|所有|全部|总|余额")
_AREA = scanner(r"全([国省市县区州])")
_OFFICE = r"(?:\p{Han}{0,8}?(?:法院|检察院|检察机关|公安机关|机关|部门|办公室))?"
_TAKEN = "新收|受理|接收?|收到|收案?|立案|登记"
_CLOSED = "审执结|审结|办结|结案|执结"
_VERB = regex.compile(
    rf"{_OFFICE}(?:(?P<taken>{_TAKEN})|(?P<closed>{_CLOSED})|(?P<other>发生|查处|破获|起诉|批捕|侦办|办理|审查|移送|完成|实现))?[了的]?"
)
_STAGE = regex.compile(rf"(?P<taken>{_TAKEN})|(?P<closed>{_CLOSED})")
_NOT = regex.compile(
    r"[未不无没除均每占上]|其[他余]|去年|同期|预计|拟|\d{4}年|普查|万元|单位|新增|净|年末|以下|出生|死亡|审判|旧存|诉前"
)
_PLAIN = frozenset(
    {"投资", "里程", "收入", "支出", "产量", "面积", "金额", "资金", "产值", "数量", "规模", "申请", "事项"}
)
_ALL = scanner("累计|以来|历年|五年|均|都")
_FAR = 8  # paragraphs behind a total in which its parts may stand
_ABOVE = regex.compile(
    r"(?:(?P<sum>百万|千万|[十百]?亿)元|(?P<grade>[特一二三四五])级)及?以上(?P<noun>\p{Han}{0,16})"
    r"|(?:^(?P<over>及?以上)|^的)(?P<noun>\p{Han}{0,16})"
)
_OVER = ("超", "过", "逾", "突破", "高于")  # 人口过10万的县城
_LEADS = "的有共为达到了"
_GRADE = "级"
_BARS = 40  # that are looked back at
_SUMS = {"百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10}
_SENTENCE = 200  # characters in which a sentence begins
_OPENING = 12
_NAME = 28  # characters in front of a figure that tell what it is
_TIMES = 5000  # every thousand people have 2.6 nurses, which are no part of all of them
_OTHER = scanner("[上去前往]年|同期")
_HARM = regex.compile(
    r"(?P<killed>亡了?\||\|死亡)|(?P<hurt>伤\||\|受伤)|(?P<lost>损失\|)|(?P<happened>(?:事故|火灾)\|)"
)
_NOT_SOME = regex.compile(r"上年|去年|同期|同比|\d{4}年|[万亿吨]\p{Han}{0,6}死亡|每|率")
_YEAR = regex.compile(r"(?:19|20)\d\d年|[上去]年")
_SPELL = regex.compile(r"\d[年月]|今年|全年|上半年")
_ACCIDENT = regex.compile("事故|火灾|肇事")
_FIRES = {"火灾", "森林"}  # what is no kind of other accidents
_SORT = regex.compile("交通|火灾|森林|矿|建筑|水上|铁路|农机|渔业|危险化学品|特种设备")


@value
class _Head:
    """A total that later figures may narrow: its row, its noun, what was done with it, the area it is of."""

    own: Terms
    row: int
    noun: str
    verb: str
    area: str

    @property
    def term(self) -> Term:
        """The figure itself."""
        return self.own.all[self.row]


def narrowed(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The parts of a document that are told behind their wholes, but for those among ``found``."""
    read = [*_of_names(document)]
    there = words_of(document)
    if "以上" in there or "超" in document.folded or "过" in document.folded:
        for own in document.once(terms):
            read += _of_bars(own)
    for word in filter(there.__contains__, _bound_words()):
        read += chain.from_iterable(bound.held(document.once(terms)) for bound in _bounds(word))
    if "亡" in document.folded and not there.isdisjoint(("事故", "火灾")):
        read += _of_accidents(document)
    known = [set(one.numbers) for one in found if one.kind in ("part", "sum")] if read else []
    once = {one.numbers: one for one in read}
    return [one for one in once.values() if not any(map(set(one.numbers).issubset, known))]


def _of_names(document: Document) -> Iterator[Relation]:
    marks, total, _ = _kinds()
    heads: dict[str, list[_Head]] = {}
    families: set[str] = set()
    for own in document.once(terms):
        marked = total.search(own.scene.text)
        for row, term in enumerate(own.all):
            if not marked and term.family not in families:
                continue
            quantity = term.quantity
            words = quantity.before.rstrip(_LINKS) or quantity.after
            if words[-1:] == "]":  # 常住人口[3]为561万人
                words = label(own.scene, quantity)
            key = words[-_TAIL:].replace("余额", "存款") + term.family
            known = heads.get(key, [])
            if (not known and marks.isdisjoint(words)) or term.change or not is_level(quantity):
                continue
            full = label(own.scene, quantity) or quantity.after.partition("全")[0]
            if _ALL.search(full):
                continue
            verb, noun = _read(full)
            area = _AREA.search(full)
            one = _Head(own, row, noun, verb, area[1] if area else "")
            head = _whole(known, one) if known else None
            if head and own.scene.paragraph.index < plans_from(document):
                yield included(head.term, term)
                yield from _beside(head, one)
            if total.search(full) and _names(noun):
                heads[key] = [one, *(head for head in known if (head.noun, head.verb) != (noun, verb))]
                families.add(term.family)


def _names(noun: str) -> bool:
    """Whether a noun says of what a total is."""
    return len(noun) >= _TAIL and noun not in _PLAIN and "全" not in noun and not _NOT.search(noun)


def _whole(known: Sequence[_Head], part: _Head) -> _Head | None:
    """The most general total of which a figure may be a part."""
    term, names = part.term, _wider(part.noun)
    for head in sorted(known, key=_length):
        narrower = part.noun.removesuffix(head.noun)
        within = head.noun.endswith(names) or (narrower not in ("", part.noun) and not _NOT.search(narrower))
        if (
            within
            and term.scene.paragraph.index - head.term.scene.paragraph.index <= _FAR
            and part.area in ("", head.area)
            and term.number.value < head.term.number.value
            and head.verb in ("", part.verb or _stage(part.term))
        ):
            return head
    return None


def _length(head: _Head) -> int:
    return len(head.noun)


def _stage(term: Term) -> str:
    """What was done with the things that the text before a figure speaks of."""
    told = [one.lastgroup or "" for one in _STAGE.finditer(term.scene.text, 0, term.quantity.start)]
    return told[-1] if told else "taken"


@lru_cache(maxsize=1024)
def _read(words: str) -> tuple[str, str]:
    """What was done with a thing, and its noun without what makes it general."""
    words = core(words)
    found = _VERB.match(words)
    verb, rest = (found.lastgroup or "", words[found.end() :]) if found else ("", words)
    return verb, core(_GENERAL.sub("", rest))


@lru_cache(maxsize=1024)
def _wider(noun: str) -> tuple[str, ...]:
    """The names that a name has with what its kind is of: 粮食产量 of 谷物产量."""
    return tuple(noun.replace(kind, whole) for kind, whole in _kinds()[2] if kind in noun)


@cache
def _kinds() -> tuple[frozenset[str], re.Pattern[str], Sequence[tuple[str, str]]]:
    """A character of each word of a total, these words, and the kinds with what they are of."""
    entries = knowledge("partitions")["narrower"]
    wholes = [entry["whole"] for entry in entries]
    firsts = frozenset("总各全所存").union(whole[0] for whole in wholes)
    pairs = [(kind, entry["whole"]) for entry in entries for kind in entry["kinds"]]
    return firsts, scanner("|".join((_TOTAL, *wholes))), pairs


def _beside(head: _Head, part: _Head) -> Iterator[Relation]:
    """The figures right behind both, told in another measure: 334件471人 and 26件58人."""
    rows = [(one.own.all[one.row], one.own.all[one.row + 1 : one.row + 2]) for one in (head, part)]
    if all(behind for _, behind in rows):
        (one, (more,)), (other, (less,)) = rows
        gaps = {
            one.scene.between(one.quantity, more.quantity),
            other.scene.between(other.quantity, less.quantity),
        }
        alike = len(gaps) == 1 and gaps <= {"", "("} and more.family == less.family
        if alike and less.number.value < more.number.value:
            yield included(more, less)


def _of_bars(own: Terms) -> Iterator[Relation]:
    """The things over one bar of those over a lower one; of grades, the fewer are over the higher."""
    text = own.scene.text
    if "以上" not in text and not any(map(text.__contains__, _OVER)):
        return
    bars: list[tuple[str, Fraction, str, str, Term]] = []
    for term in own.all:
        quantity = term.quantity
        before = quantity.before
        if term.change or not ("以上" in before or before[:1] == "的"):
            continue
        above = _ABOVE.search(before)
        if above is None or above.end() < len(before):
            continue
        unit, bar, front = _GRADE, Fraction(_SUMS.get(above["sum"], 0)), before[: above.start()]
        if not bar and not above["grade"]:
            told = own.scene.quantities[quantity.index - 1]
            adjoined = quantity.index and told.stop == quantity.start - len(before)
            if not adjoined or not (above["over"] or told.before.endswith(_OVER)):
                continue
            unit, bar, front = told.unit, told.number.value, told.before
        elif bar:
            unit = "元"
        front = front.removeprefix("其中")
        noun = above["noun"].strip(_LEADS)
        for kind, lower, lead, name, whole in reversed(bars[-_BARS:]):
            near = bool(noun and name) or whole.quantity.sentence == quantity.sentence
            alike = _is_end(front, lead) and _is_end(noun, name)
            if (kind, whole.family) != (unit, term.family) or not (near and alike):
                continue
            more, less = (term, whole) if bar < lower else (whole, term)
            if (bar != lower or unit == _GRADE) and less.number.value < more.number.value:
                yield included(more, less)
                break
        bars.append((unit, bar, front, noun, term))


@value
class _Bound:
    """The names of a figure and of what cannot be more than it, a word of this, and how far it may stand."""

    whole: regex.Pattern[str]
    part: regex.Pattern[str]
    word: str
    far: int

    def held(self, document: Sequence[Terms]) -> Iterator[Relation]:
        """The parts behind the nearest figure of which they are."""
        heads: dict[str, Term] = {}
        for own in document:
            text = own.scene.text
            for term in own.all if self.word in text or self.far > 1 else ():
                start, head = term.quantity.start, heads.get(term.family)
                if term.change or not term.family or _OTHER.search(term.quantity.before):
                    continue
                low = max(0, start - _NAME)
                if head and self._is_near(head, term) and self.part.search(text, low, start):
                    if term.number.value < head.number.value < _TIMES * term.number.value:
                        yield included(head, term)
                elif self.whole.search(text, low, start):
                    inner = (
                        head and head.scene is own.scene and head.quantity.sentence == term.quantity.sentence
                    )
                    if not (inner and head and head.number.value > term.number.value):
                        heads[term.family] = term

    def _is_near(self, head: Term, term: Term) -> bool:
        if head.scene is term.scene:
            return term.quantity.sentence - head.quantity.sentence <= self.far
        return term.scene.paragraph.index - head.scene.paragraph.index < self.far


@cache
def _bound_words() -> Sequence[str]:
    return tuple(dict.fromkeys(one["word"] for one in knowledge("partitions")["bound"]))


@cache
def _bounds(word: str) -> Sequence[_Bound]:
    """The bounds of ``knowledge/partitions.toml`` for texts that hold a word."""
    return [
        _Bound(regex.compile(one["whole"]), regex.compile(one["part"]), word, one.get("far", 1))
        for one in knowledge("partitions")["bound"]
        if one["word"] == word
    ]


def _is_end(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _of_accidents(document: Document) -> Iterator[Relation]:
    heads: dict[str, tuple[Term, set[str]]] = {}
    for own in document.once(terms):
        text = own.scene.text
        for term in own.all if _ACCIDENT.search(text) else ():
            quantity = term.quantity
            harm = _HARM.search(f"{quantity.before}|{quantity.after}|")
            if harm is None or term.change or _NOT_SOME.search(quantity.before):
                continue
            key = f"{harm.lastgroup}{term.family}"
            begin = text.rfind("。", max(0, quantity.start - _SENTENCE), quantity.start) + 1
            if _YEAR.search(text, begin, begin + _OPENING):
                heads = {key: one for key, one in heads.items() if _one_sentence(one[0], term)}
            words = text[begin : quantity.start] + quantity.after
            sorts = {*_SORT.findall(words)}
            head, others = heads.get(key, (None, sorts))
            if head is None:
                if _ACCIDENT.search(words):
                    heads[key] = term, sorts
            elif not _one_sentence(head, term):
                if term.number.value < head.number.value:
                    if not sorts or (others <= sorts and not _FIRES & (sorts - others)):
                        yield included(head, term)
                elif _SPELL.search(text, begin, quantity.start):
                    heads = {one: told for one, told in heads.items() if not _one_sentence(told[0], head)}
                    heads[key] = term, sorts


def _one_sentence(one: Term, other: Term) -> bool:
    return one.scene is other.scene and one.quantity.sentence == other.quantity.sentence
