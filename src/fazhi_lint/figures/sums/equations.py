"""Figures of which one is made of others by what they are called, in whatever order they stand.

Stocks and flows: 新收163件、旧存97件，共办结178件，未结82件; 在册37人，新接收21人、解除18人，年初34人. And the
equations of ``rules/knowledge/equations.toml``: 送审58万元，审减6万元，审定52万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from ...document import Document
from ...facts.literals import words_of
from ...kept import regex, scanner
from ...knowledge import knowledge
from ...model import Relation
from ..core.slips import TELLING, digits
from ..core.terms import Term, Terms, terms
from .balances import weighed

Flows = list[tuple[int, Term]]

# What a figure of a stock is: what is left at the end, what there was at the start, came in, went out.
_ROLE = regex.compile(
    r"(?P<total>(?:办理|受理|处理|收办|应办|审理)总[数量]|共(?:需|应)?(?:办理|处理|承办)|应(?:当)?(?:办|审|处)理?|总计|合计)"
    r"|(?P<net>[当本][年期]\p{Han}{0,4}(?:收支)?结余)"
    r"|(?P<end>未审?结|未办结|未执结|结转(?:至|到|入)?(?:下年|次年|明年|下一年)|滚存结余|[尚还仍]有|现存|存案|期末|年[末底]|在册|在矫|在库|[现共实]有|现行有效)"
    r"|(?P<start>旧存|(?:上年|去年|上一年度?|往年|历年|上期|期初|年初)(?:度|末|底)?(?:结转|遗留|转入|结存|未结|在册|在矫|在库|滚存结余|现行有效|为)?)"
    r"|(?P<plus>新收|新增|新受理|受理|收到|新接收|接收|新列管|新入|转入|入库|收入|新设|新登记|新注册|新发展|新制定|新出台|制发|举借)"
    r"|(?P<minus>审结|审执结|办结|执结|结案|办理答复|答复|解除|转出|出库|注销|退出|支出|调出|上解|出栏|偿还|归还|吊销|撤销|核销|兑付|废止|失效)"
)
_PAST = scanner(r"(?:上年|去年|上一年度?|往年|期初|年初)")
_FILL = 8  # characters that may follow the word of a role: 受理各类案件
_ANY = (
    "结转", "未结", "未审结", "未办结", "未执结", "滚存", "在册", "在矫", "在库", "尚有", "还有", "仍有",
    "现存", "现行有效", "旧存", "办理总数", "年初", "年末", "期末",
)  # fmt: skip
_LAST = scanner(
    "未[审办执]?结|结转|滚存|[尚还仍现共实]有|现存|现行有效|期末|年[末底]|在[册矫库]|总[数量计]|合计|共(?:需|应)?(?:办|处|承)|应"
)
_ROLES = ("start", "plus", "minus", "end", "net", "total")
_REACH, _FAR = 3, 2  # sentences between the figures, and between those of the file
_NEAR = 14  # figures on either side that may be meant
_FEW = 3  # figures tried for each role
_LONG = 3  # digits of figures that do not come out by chance


def equations(document: Document) -> Iterator[Relation]:
    """The relations of a document."""
    words = words_of(document)
    known = [word for word in _ANY if word in words]
    entries = [
        (found, entry) for entry in _entries() if (found := [one for one in entry["words"] if one in words])
    ]
    earlier: Terms | None = None
    for own in document.once(terms):
        text = own.scene.text
        if len(own.all) > 2 and any(map(text.__contains__, known)):
            yield from _stocks(own)
        if own.all:
            for found, entry in entries:
                if any(map(text.__contains__, found)):
                    yield from _equation(own, earlier, entry)
        earlier = own


def _entries() -> Sequence[Mapping[str, Any]]:
    entries: Sequence[Mapping[str, Any]] = knowledge("equations")["equation"]
    return entries


@cache
def _pattern(words: str) -> regex.Pattern[str]:
    return regex.compile(words)


def _is_level(term: Term) -> bool:
    return not (term.change or term.number.approximate) and "其中" not in term.quantity.before


def _is_old(term: Term) -> bool:
    """Whether a part is what was there at the start: 案件9件，其中旧存2件、新收7件."""
    return "旧存" in term.quantity.before and not term.number.approximate


def _equation(own: Terms, earlier: Terms | None, entry: Mapping[str, Any]) -> Iterator[Relation]:
    """One equation of the file in a paragraph: what comes out first, else what is told but once."""
    for row, result in enumerate(own.all):
        if not _pattern(entry["result"]).search(result.quantity.before) or not _is_level(result):
            continue
        around = [
            term
            for term in own.all[max(0, row - _NEAR) : row + _NEAR]
            if abs(term.quantity.sentence - result.quantity.sentence) <= _FAR
        ]
        if "cross" in entry and earlier is not None:
            around = [*earlier.all[:_NEAR], *around]
        known = [
            term
            for term in around
            if term.family == result.family and term is not result and not term.number.approximate
        ]
        plus, minus = ([_called(known, words) for words in entry[side]] for side in ("plus", "minus"))
        signs = [1] * len(plus) + [-1] * len(minus)
        yield from _first(result, signs, [*plus, *minus], either="either" in entry, firm=True)


def _called(known: Sequence[Term], words: str) -> list[Term]:
    """The figures of that name, parts of another left out where there are more."""
    named = _pattern(words).search
    found = [term for term in known if named(term.quantity.before)]
    return ([term for term in found if "其中" not in term.quantity.before] or found)[-_FEW:]


def _first(
    result: Term, signs: Sequence[int], roles: Sequence[Sequence[Term]], *, either: bool = False, firm: bool
) -> Iterator[Relation]:
    """The first choice of a figure for each role that comes out; if each has but one, what does not."""
    if not all(roles):
        return
    for chosen in product(*roles):
        flows = list(zip(signs, chosen, strict=True))
        for one in (flows, [(-sign, term) for sign, term in flows]) if either else (flows,):
            if (_value(one) == result.number.value and any(term.number.value for term in chosen)) or _comes_out(
                result, one
            ):
                yield from weighed(result, one)
                return
    if firm and all(len(role) == 1 for role in roles):
        flows = [(sign, role[0]) for sign, role in zip(signs, roles, strict=True)]
        if either and _value(flows) < 0:
            flows = [(-sign, term) for sign, term in flows]
        if _value(flows) and max(digits(term) for _, term in flows) >= TELLING:
            yield from weighed(result, flows)


def _value(flows: Flows) -> Fraction:
    return sum((sign * term.number.value for sign, term in flows), Fraction(0))


def _comes_out(result: Term, flows: Flows) -> bool:
    """Whether the figures agree within the rounding of them all."""
    slack = sum((term.number.step for term in (result, *(term for _, term in flows))), Fraction(0)) / 2
    return abs(_value(flows) - result.number.value) <= slack < result.number.value


def _role(term: Term) -> str:
    """The role that the words in front of a figure give it; those nearest to it decide."""
    before = term.quantity.before
    *_, last = None, *_ROLE.finditer(before)
    if last is None or len(before) - last.end() > _FILL:
        return ""
    role = str(last.lastgroup)
    return "start" if role == "end" and _PAST.search(before) else role


def _stocks(own: Terms) -> Iterator[Relation]:
    """The stocks and flows of a paragraph."""
    if not any(_LAST.search(term.quantity.before) for term in own.all):
        return
    roles = [_role(term) if _is_level(term) or _is_old(term) else "" for term in own.all]
    for row, end in enumerate(own.all):
        if roles[row] not in ("end", "total"):
            continue
        found: dict[str, list[Term]] = {role: [] for role in (*_ROLES, "taken")}
        low = max(0, row - _NEAR)
        rows = [row]
        for at, term in enumerate(own.all[low : row + _NEAR], low):
            near = abs(term.quantity.sentence - end.quantity.sentence) <= _REACH
            if roles[at] and near and at != row and term.family == end.family:
                rows.append(at)
                found[roles[at]].append(term)
                if roles[at] == "minus" and at and _beside(own.all[at - 1], term):
                    found["taken"].append(own.all[at - 1])
        if roles[row] == "total":
            yield from _of_total(end, found)
        else:
            between = range(min(rows), max(rows))
            strange = [
                at
                for at in between
                if not roles[at] and own.all[at].family == end.family and _is_level(own.all[at])
            ]
            yield from _of_end(end, found, not strange)


def _nearest(end: Term, flow: Term) -> bool:
    """Whether a flow is told before what is left, in the same sentence and not behind a mark of an aside."""
    return flow.quantity.sentence == end.quantity.sentence and flow.quantity.index < end.quantity.index


def _beside(taken: Term, done: Term) -> bool:
    """Whether a figure stands right in front of what was dealt with: 提出抗诉163件，法院审结138件."""
    one, other = taken.quantity, done.quantity
    alike = taken.family == done.family and one.depth == other.depth and one.sentence == other.sentence
    return alike and one.index + 1 == other.index and _is_level(taken)


def _of_total(whole: Term, found: Mapping[str, Sequence[Term]]) -> Iterator[Relation]:
    start, plus = found["start"][-_FEW:], found["plus"][-_FEW:]
    same = bool(start and plus) and start[0].quantity.sentence == whole.quantity.sentence
    yield from _first(whole, (1, 1), (start, plus), firm=same and len(found["total"]) == 0)


def _of_end(end: Term, found: Mapping[str, Sequence[Term]], whole: bool) -> Iterator[Relation]:
    """What is left; ``whole`` says that no figure without a role stands between the others."""
    start, plus, minus = (found[role][-_FEW:] for role in ("start", "plus", "minus"))
    near = [[one for one in role if _nearest(end, one)] for role in (start, plus, minus)]
    told = all(len(role) == 1 for role in near)
    if told:
        start, plus, minus = near
    together = {one.quantity.sentence for one in (*start, *plus, *minus, end)}
    alone = len(together) == 1 and (told or len(found["end"]) == 0)
    if start and plus and minus:
        held = list(_first(end, (1, 1, -1), (start, plus, minus), firm=alone and whole))
        yield from held
        if held:
            return
    if start and found["net"]:
        yield from _first(end, (1, 1), (start, found["net"]), firm=whole and len(found["end"]) == 0)
    elif minus and (plus or found["total"]):
        taken = [*plus, *found["total"]]
        spent = [(-1, one) for one in minus]
        wholes = [one for one in taken if len(minus) > 1 and _value([(1, one), *spent]) == end.number.value]
        if wholes and digits(wholes[-1]) >= _LONG:
            yield from weighed(end, [(1, wholes[-1]), *spent])
            return
        yield from _first(end, (1, -1), (taken, minus), firm=False)
    elif len(minus) == 1 and found["taken"]:
        firm = alone and digits(found["taken"][0]) >= _LONG
        yield from _first(end, (1, -1), (found["taken"], minus), firm=firm)
