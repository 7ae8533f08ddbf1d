"""Stocks and flows: what there was and what came in, less what went out, is what there is.

上年结转12件，新收30件，审结40件，未结2件；上年末132件，新增14件，注销9件，年末137件.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from ...kept import regex, scanner
from ...model import Hit, Related, Relation, Severity
from ..core.slips import digit_off, repairs
from ..core.terms import Term, Terms, amount, common_scale, figure
from ..core.verdicts import Broken, judged, spans, verified

_STARTS = ("结转", "旧存", "上年", "去年", "年初", "期初", "遗留")
_ROLE = scanner(
    r"(?P<end>年末结转和结余|未审?结|未办结|未执结|(?:结转|转)(?:至|到|入)?(?:下年|次年|明年|下一年)|年末|年底|期末|现有|尚有|剩余|仍有|尚存|现存|存量|目前|结存)"
    r"|(?P<start>年初结转和结余|旧存|(?:上年|去年|上一年度?|往年|历年|上期|期初|年初|\d{4}年)(?:度|末|底)?(?:结转|遗留|转入|结存|未结|共有|原有|有|为|存)?|结转)"
    r"|(?P<plus>新收|新增|新受理|受理|收到|新制定|新出台|新设|新立|增加|新注册|新登记|接收|转入|调入|引进|补充|制定|收)"
    r"|(?P<minus>注销|废止|减少|退出|退库|退规|摘牌|淘汰|吊销|失效|出库|销号|支出|审结|办结|执结|结案|结|化解|整改|转出|调出|取消|撤并|退休)"
)
_PAST = scanner(r"(?:上年|去年|上一年度?)(?:末|底)")
_YEAR_END = regex.compile(r"\d{4}年(?:年?末|年?底)")
_BRACKETS = ("(年初", "(上年", "(去年", "(期初")
_LEAST, _MOST = 4, 8
_LEAST_TOTAL, _BACK = 20, 40
_NEAR = 4  # sentences within which what came in is told
_LEFT = ("结转", "未结", "未办结", "未审结", "剩余")
_ALL = regex.compile(r"共|合计|总计|受理|收到|新收|接收|登记")
_DUE = scanner(r"应当?(?:办|审|处理|执行|答复|受理)")
_ROLLED = regex.compile(r"(?:年末|年终|期末|年底|累计)\p{Han}{0,4}滚存结[余存]")
_THIS_YEAR = regex.compile(r"[当本][年期]\p{Han}{0,4}结余")
_LAST_YEAR = regex.compile(r"(?:上年|年初|历年|期初)\p{Han}{0,4}结[余存]")
_REFUSED = regex.compile(r"不予?受理|未受理|不予立案")
_STATED = regex.compile(r"(?:共计?|合计|总计)\p{Han}{0,6}$")


def balances(own: Terms) -> Iterator[Relation]:
    """The balances of a paragraph, each within one sentence and one unit."""
    text = own.scene.text
    if len(own.all) < _LEAST or not (
        any(map(text.__contains__, _STARTS)) or (("末" in text or "底" in text) and _YEAR_END.search(text))
    ):
        return
    for _, members in groupby(own.all, key=lambda term: (term.quantity.sentence, term.family)):
        run = [term for term in members if not term.quantity.depth]
        if not _LEAST <= len(run) <= _MOST:
            continue
        roles = _roles(run)
        if roles[0] == "start" and _complete(roles):
            yield from _judge(run, roles)
        elif "start" in roles and "plus" in roles and "minus" in roles:
            yield from _turned_over(run, roles)


def in_brackets(own: Terms) -> Iterator[Relation]:
    """What there is, with what there was and the flows behind it: 账号3个(年初5个、注销2个)."""
    if not any(map(own.scene.text.__contains__, _BRACKETS)):
        return
    for row, whole in enumerate(own.all):
        run: list[Term] = []
        for term in own.all[row + 1 : row + _MOST]:
            if term.quantity.depth != whole.quantity.depth + 1:
                break
            run.append(term)
        roles = _roles(run) if len(run) > 1 and run[0].quantity.lead == "(" else [""]
        if roles[0] == "start" and set(roles[1:]) <= {"plus", "minus"}:
            flows = [(-1 if role == "minus" else 1, term) for role, term in zip(roles, run, strict=True)]
            if sum(sign * term.number.value for sign, term in flows) == whole.number.value:
                yield from weighed(whole, flows)


def _turned_over(run: Sequence[Term], roles: Sequence[str]) -> Iterator[Relation]:
    """What flows make of a former stock, told in any order: 企业118家，上年末105家，当年新增19家、退库6家."""
    others = [row for row, role in enumerate(roles) if role in ("", "end") and not run[row].change]
    if roles.count("start") == 1 and len(others) == 1:
        (row,) = others
        flows = [
            (-1 if role == "minus" else 1, term)
            for role, term in zip(roles, run, strict=True)
            if term is not run[row]
        ]
        if sum(sign * term.number.value for sign, term in flows) == run[row].number.value:
            yield from weighed(run[row], flows)


def carried(own: Terms) -> Iterator[Relation | Broken]:
    """What was closed and what is carried over, against the total in front of them.

    新收192件，上年结转6件，共计198件。…办结195件，结转下年度3件.
    """
    text = own.scene.text
    if ("结" not in text and "剩" not in text) or not any(map(text.__contains__, _LEFT)):
        return
    for row in range(2, len(own.all)):
        done, left = own.all[row - 1 : row + 1]
        beside = left.family == done.family and left.quantity.index == done.quantity.index + 1
        if not beside or left.quantity.sentence != done.quantity.sentence:
            continue
        if _role(left) != "end" or _role(done) != "minus" or left.change or done.change:
            continue
        if any(term.number.step or term.number.approximate for term in (done, left)):
            continue
        yield from _together(own.all[max(0, row - 1 - _BACK) : row - 1], done, left)


def dealt_with(own: Terms) -> Iterator[Relation]:
    """What came in and what was carried over, less all that was dealt with, is what is carried on.

    新收13件，上年结转4件。办理结果为：公开9件，不予公开5件，总计14件，结转下年3件. A list may be between.
    """
    if "结转下" not in own.scene.text:
        return
    for row in range(3, len(own.all)):
        done, end = own.all[row - 1 : row + 1]
        beside = end.quantity.index == done.quantity.index + 1 and end.family == done.family
        if not (beside and "结转下" in end.quantity.before and _STATED.search(done.quantity.before)):
            continue
        back = own.all[max(0, row - 1 - _BACK) : row - 1]
        near = [one for one in back if done.quantity.sentence - one.quantity.sentence < _NEAR]
        for new, old in pairwise(near):
            alike = new.family == old.family == done.family and _is_count(new) and _is_count(old)
            if alike and _role(new) == "plus" and _role(old) == "start" and "结转" in old.quantity.before:
                yield from weighed(end, [(1, new), (1, old), (-1, done)])
                break


def due(own: Terms) -> Iterator[Relation | Broken]:
    """What is to be dealt with: what is new and what was carried over, or what is closed and what is left.

    受理33件，加上上年结转5件，全年应审理38件，审结34件，结转下年4件. The figures may stand in two sentences.
    """
    text = own.scene.text
    if "应" not in text or not _DUE.search(text):
        return
    for row, whole in enumerate(own.all):
        if row and _DUE.search(whole.quantity.before) and _is_count(whole):
            around = own.all[max(0, row - _MOST) : row], own.all[row + 1 : row + 1 + 2 * _MOST]
            before, behind = ([one for one in side if _beside(whole, one)] for side in around)
            before.reverse()
            yield from _made(whole, _first(before, "start", "结转"), _first(before, "plus"))
            yield from _made(whole, _first(behind, "minus"), _first(behind, "end"))


def accumulated(own: Terms) -> Iterator[Relation | Broken]:
    """Surplus of this year and the last: 当年结余14万元，加上年滚存结余86万元，年末滚存结余100万元."""
    if "滚存" not in own.scene.text:
        return
    for row, whole in enumerate(own.all):
        if row < 2 or not _ROLLED.search(whole.quantity.before):
            continue
        new, old = sorted(own.all[row - 2 : row], key=lambda term: "滚存" in term.quantity.before)
        alike = new.family == old.family == whole.family and new.quantity.sentence == whole.quantity.sentence
        if alike and _THIS_YEAR.search(new.quantity.before) and _LAST_YEAR.search(old.quantity.before):
            yield from _made(whole, old, new)


def _is_count(term: Term) -> bool:
    number = term.number
    return not (term.change or number.step or number.approximate)


def _beside(whole: Term, other: Term) -> bool:
    return (
        other.family == whole.family
        and _is_count(other)
        and other.quantity.depth == whole.quantity.depth
        and abs(other.quantity.sentence - whole.quantity.sentence) < 2
    )


def _first(terms: Sequence[Term], role: str, word: str = "") -> Term | None:
    """The first figure of a role, if what is not taken on is passed over."""
    for term in terms:
        before = term.quantity.before
        if (_role(term) == role or (word and word in before)) and not _REFUSED.search(before):
            return term
    return None


def _made(whole: Term, one: Term | None, other: Term | None) -> Iterator[Relation | Broken]:
    if not one or not other:
        return
    parts = sorted((one, other), key=lambda part: part.quantity.start)
    yield from judged(parts, [whole], [whole], exact=True, sure=True)


def _together(before: Sequence[Term], done: Term, left: Term) -> Iterator[Relation | Broken]:
    stocks = [
        term
        for term in before
        if term.family == done.family
        and term.quantity.sentence <= done.quantity.sentence
        and _ALL.search(term.quantity.before)
        and not term.change
        and not term.quantity.depth
    ]
    needed = done.number.value + left.number.value
    held = next((term for term in reversed(stocks) if term.number.value == needed), None)
    if held:
        yield verified(held, (done, left))
    elif stocks and _STATED.search(stocks[-1].quantity.before):
        whole = stocks[-1]
        if whole.number.value > _LEAST_TOTAL and any(fix.digit for fix in repairs(whole, (done, left))):
            yield Broken(whole, (done, left), Severity.WARNING)


def _role(term: Term) -> str:
    before = term.quantity.before
    if _PAST.search(before):
        return "start"
    *_, last = None, *_ROLE.finditer(before)
    if last and last.group() in ("增加", "减少") and before.endswith(("到", "至")):
        return ""  # 由上年末的1157家增加到1284家
    return str(last.lastgroup) if last else ""


def _roles(run: Sequence[Term]) -> list[str]:
    """The role of every figure; what there is in a year is the end where it stands last."""
    roles = [_role(term) for term in run]
    if roles[-1] == "start" and _YEAR_END.search(run[-1].quantity.before):
        roles[-1] = "end"
    return roles


def _complete(roles: Sequence[str]) -> bool:
    """Whether every figure has its role: one at the start, one at the end, both flows between."""
    return (
        roles.count("start") == 1
        and roles.count("end") == 1
        and "plus" in roles
        and "minus" in roles
        and "" not in roles
    )


def _judge(run: Sequence[Term], roles: Sequence[str]) -> Iterator[Relation]:
    end = run[roles.index("end")]
    flows = [
        (-1 if role == "minus" else 1, term) for role, term in zip(roles, run, strict=True) if term is not end
    ]
    yield from weighed(end, flows)


def weighed(end: Term, flows: Sequence[tuple[int, Term]]) -> Iterator[Relation]:
    """Figures with their signs against what they should make, if they do or one wrong digit is in the way."""
    others = [term for _, term in flows]
    if any(term.number.approximate for term in (end, *others)):
        return
    result = sum((sign * term.number.value for sign, term in flows), Fraction(0))
    scale = common_scale([term.number for term in (end, *others)])
    text = "".join(f"{'−' if sign < 0 else '+'} {figure(term.number, scale)} " for sign, term in flows)
    text = f"{text.removeprefix('+ ')}= {amount(result, end.number, scale)}"
    gap = end.number.value - result
    if abs(gap) <= sum(term.number.step for term in (end, *others)) / 2:
        yield Relation("sum", "verified", end.span, spans(end, others), text)
    elif _is_slip(end, flows, gap):
        text = f"{text} ≠ {figure(end.number, scale)}"
        unit = end.quantity.unit
        fields = {
            "sum": f"{amount(result, end.number)}{unit}",
            "total": f"“{end.quantity.before}”{figure(end.number)}{unit}",
            "difference": f"{amount(abs(gap), end.number)}{unit}",
        }
        related = tuple(Related(term.span, "减项" if sign < 0 else "加项") for sign, term in flows)
        hit = Hit(end.span, fields, Severity.WARNING, (text,), related)
        yield Relation("sum", "contradicted", end.span, spans(end, others), text, "sum-mismatch", hit)


def _is_slip(end: Term, flows: Sequence[tuple[int, Term]], gap: Fraction) -> bool:
    """Whether one wrong digit in one figure explains the gap."""
    step = min(term.number.step for _, term in ((1, end), *flows))
    for away in (0, step, -step):
        off = gap + away
        needed = [
            (end, end.number.value - off),
            *((term, term.number.value + sign * off) for sign, term in flows),
        ]
        if any(digit_off(term.number, value) for term, value in needed):
            return True
    return False
