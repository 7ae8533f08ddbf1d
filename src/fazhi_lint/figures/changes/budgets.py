"""Sentences of budgets and accounts: an item and its two years, a budget and what was spent of it.

"……（项）X万元。……预算执行数为A万元，预算安排B万元": X and B are one figure. "年初预算为A万元，支出决算为B万元，
完成年初预算的p%。决算数小于预算数": p is B / A, and the comparison must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from ...document import Document
from ...facts.literals import words_of
from ...kept import regex
from ...knowledge import knowledge
from ...model import Hit, Related, Relation, Severity
from ..core.conflicts import conflict
from ..core.labels import Labelled, front, named
from ..core.moves import move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import bare_digits, explained, mistyped
from ..core.terms import common_scale, figure
from ..core.units import family
from .growth import difference, figure_of
from .said import contradicted

_PLAN_OF = r"(?:当年|年初|全年|年度|本年|变动|调整后?的?)*"
_ADJUSTED = regex.compile(
    r"(?:调整|调增|调减|追加|核定|变更)(?:预算)?后?[为到至]$"
)  # the plan as it was changed
_PLANNED = regex.compile(rf"{_PLAN_OF}预算(?:安排)?(?:总?数|总?额|指标)?(?:安排)?(?:共|约)?(?:为|是|共)?$")
_SPENT = regex.compile(
    r"(?:支出|收入)?决算(?:总?数|总?额)?(?:为|是)?$|实际(?:支出|完成|执行|收入)(?:总?数|总?额)?(?:了|为)?$|"
    r"执行数(?:为|是)?$"
)
_LEFT = regex.compile(r"结转|结余|节余|滚存|赤字|缺口")
_BEHIND = 40
_DONE = regex.compile(
    rf"(?:完成|占|为|达到?|相当于|实现)了?{_PLAN_OF}(?:收入|支出)?(?:预算|计划)(?:安排)?(?:总?数|总?额|目标|任务)?的?$"
)
_WHEN = regex.compile(r"^、|(?:\d{4}|本|全)年度?")
_TOTAL = regex.compile(r"(?P<side>[收支])(?:入|出)?(?:预算|决算)?总计(?:为|是)?$")
_COMPARED = regex.compile(
    r"决算数?(?:(?P<more>大于|高于|多于|超过)|(?P<less>小于|低于|少于)|等于)(?:年初|全年|当年|调整后?)?预算|"
    r"决算数?(?:与|和)(?:年初|全年|当年|调整后?)?预算数?(?P<about>基本)?(?:一致|持平|相等|相同)"
)
_LESS_BY = regex.compile(r"决算数?(?:大于|高于|多于|超过|小于|低于|少于)(?:年初|全年|当年|调整后?)?预算数?$")
_STAGES = ("年初", "调整")
_NEAR = 6  # figures behind an account, and characters of what is said of it
_ITEM = regex.compile(r"[)”〕](?:预算|支出)?$")
_OFFICE = regex.compile(
    r"^.*(?:年度?|[部局委会院署办处室厅校所])(?=本年|财政|收入|一般|政府性|基本支出|项目支出)"
)
_REACH = 60
_ABOUT = 20  # 基本持平: within a twentieth


def budgets(document: Document) -> Iterator[Relation]:
    """The relations of the budget items and account items of a document."""
    earlier: Scene | None = None
    for scene in scenes(document):
        if "预算" in scene.text:
            yield from _items(scene, earlier)
            if "%" in scene.text:
                yield from _completions(scene)
            if "决算" in scene.text:
                yield from _accounts(document, scene)
        if "总计" in scene.text:
            yield from _balance(scene)
        earlier = scene
    if "总计" in words_of(document):
        yield from _totals(document)


def _items(scene: Scene, earlier: Scene | None) -> Iterator[Relation]:
    for last, planned in pairwise(scene.quantities):
        if "执行数" in last.before and "预算安排" in planned.before:
            head = _head(scene, last, earlier)
            if head and family(head.quantity.unit) == family(planned.unit):
                yield _repeat(head, Labelled(scene, planned, ""))


def _head(scene: Scene, last: Quantity, earlier: Scene | None) -> Labelled | None:
    """The amount of the item that last year's figure belongs to; a page may break between them."""
    near = [Labelled(scene, quantity, "") for quantity in scene.quantities[max(0, last.index - 2) : last.index]]
    if not last.index and earlier and earlier.paragraph.index + 1 == scene.paragraph.index:
        near = [Labelled(earlier, quantity, "") for quantity in earlier.quantities[-2:]]
    heads = [
        item
        for item in near
        if _ITEM.search(item.scene.text, max(0, item.quantity.start - 8), item.quantity.start)
    ]
    return heads[-1] if heads else None


def _repeat(
    head: Labelled, planned: Labelled, names: Sequence[str] = ("项目金额与预算安排数", "项目金额", "预算安排")
) -> Relation:
    """Two amounts that are one figure; ``names`` say of both, and of each, what they are."""
    what, one, other = names
    first, second = head.quantity.number.literal, planned.quantity.number.literal
    spans = (head.scene.span(head.quantity), planned.scene.span(planned.quantity))
    a, b = head.quantity.number, planned.quantity.number
    alike = a.value == b.value if a.step == b.step else head.quantity.interval.meets(planned.quantity.interval)
    if alike:
        return Relation("repeat", "verified", spans[1], spans, f"{first} = {second}")
    text, evidence = f"{first} ≠ {second}", f"{one}{first}，{other}{second}"
    return conflict(spans[1], spans[0], (what, first, second), text, f"{one}：{first}", evidence)


def _totals(document: Document) -> Iterator[Relation]:
    """The figures that a total of the accounts includes and that must not exceed it."""
    for entry in knowledge("accounts")["within"]:
        totals = [item for item in named(document, entry["total"]) if _called(item, entry["total"])]
        if len(totals) != 1:
            continue
        total = totals[0]
        found = []
        for name in entry["parts"]:
            parts = [item for item in named(document, name) if _called(item, name)]
            values = {item.quantity.number.value for item in parts}
            if len(values) == 1 and family(parts[0].quantity.unit) == family(total.quantity.unit):
                found.append((values.pop(), name, parts[0]))
        if found:
            _, name, largest = max(found, key=lambda row: row[0])
            yield _within(total, largest, name)


def _called(item: Labelled, name: str) -> bool:
    """Whether an amount has exactly this name, after the name of the office and the year."""
    return _OFFICE.sub("", item.label) == name


def _within(total: Labelled, part: Labelled, name: str) -> Relation:
    spans = (total.scene.span(total.quantity), part.scene.span(part.quantity))
    a, b = part.quantity, total.quantity
    scale = common_scale([a.number, b.number])
    mark = ">" if a.number.value > b.number.value else "<" if a.number.value < b.number.value else "="
    formula = f"{figure(a.number, scale)} {mark} {figure(b.number, scale)}"
    if mark != ">" or a.interval.meets(b.interval):
        return Relation("part", "verified", spans[1], tuple(sorted(spans)), formula)
    fields = {
        "part": f"“{name}”{a.number.literal}{a.number.unit}",
        "total": b.number.literal + b.number.unit,
    }
    hit = Hit(spans[0], fields, None, (formula,), (Related(spans[1], name),))
    return Relation("part", "contradicted", spans[0], tuple(sorted(spans)), formula, "part-exceeds-total", hit)


def _balance(scene: Scene) -> Iterator[Relation]:
    """ "收入总计X、支出总计X": the two sides of an account are one figure."""
    for a, b in pairwise(scene.quantities):
        sides = [_TOTAL.search(front(scene, side)) for side in (a, b)]
        if not sides[0] or not sides[1] or sides[0]["side"] == sides[1]["side"]:
            continue
        names = [_WHEN.sub("", side.string[: side.start()]) for side in sides if side]
        if names[1] not in ("", names[0]):
            continue  # of two funds
        if not a.interval.meets(b.interval) and _LEFT.search(scene.text, b.stop, b.stop + _BEHIND):
            continue  # they need not balance where something is left
        if a.sentence == b.sentence and a.number.kind == b.number.kind == "number" and a.unit == b.unit:
            pair = (Labelled(scene, a, ""), Labelled(scene, b, ""))
            yield _repeat(*pair, ("收入总计与支出总计", *(f"{side['side']}总计" for side in sides if side)))


def _completions(scene: Scene) -> Iterator[Relation]:
    """ "完成预算的p%" against the amount before it and the budget before that or right behind."""
    for rate in scene.quantities:
        if not rate.is_rate or "预算" not in rate.before or not _DONE.search(front(scene, rate)):
            continue
        spent = _last_amount(scene, rate)
        if spent is None:
            continue
        plans = _plan_behind(scene, spent, rate) or _plans(scene, spent)
        if plans:
            yield _completion(scene, plans, spent, rate)


def _last_amount(scene: Scene, rate: Quantity) -> Quantity | None:
    """What was spent: the last amount before a percentage that is no increase."""
    for row in range(rate.index - 1, max(-1, rate.index - 4), -1):
        found = scene.quantities[row]
        if found.sentence != rate.sentence or found.depth > rate.depth or found.number.kind != "number":
            return None
        if move(found) is None:
            return None if _PLANNED.search(front(scene, found)) else found
    return None


def _plan_behind(scene: Scene, spent: Quantity, rate: Quantity) -> list[Quantity]:
    """ "完成预算的p%，预算数为A万元", "完成预算的p%(预算数A万元)"."""
    if rate.index + 1 == len(scene.quantities):
        return []
    found = scene.quantities[rate.index + 1]
    if (
        found.sentence != rate.sentence
        or found.lead not in (",", "(")
        or family(found.unit) != family(spent.unit)
    ):
        return []
    words = front(scene, found).lstrip("(较比与")
    named = _PLANNED.search(words)
    return [found] if named and named.start() == 0 else []


def _accounts(document: Document, scene: Scene) -> Iterator[Relation]:
    for spent in scene.quantities:
        if spent.number.kind != "number" or not _SPENT.search(front(scene, spent)):
            continue
        plans = _plans(scene, spent)
        if not plans:
            continue
        following = scene.quantities[spent.index + 1] if spent.index + 1 < len(scene.quantities) else None
        rate = None
        if following and following.is_rate and following.sentence == spent.sentence:
            rate = following if _DONE.search(front(scene, following)) else None
        yield from _comparison(document, scene, plans, spent, rate or spent)
        if len(plans) == 1:
            yield from _gap(scene, plans[0], spent)
            yield from _explained(scene, plans[0], spent)


def _plans(scene: Scene, spent: Quantity) -> list[Quantity]:
    """The budgets that stand before an account, the nearest first."""
    found = []
    for row in range(spent.index - 1, max(-1, spent.index - 4), -1):
        quantity = scene.quantities[row]
        words = front(scene, quantity)
        if quantity.sentence != spent.sentence or _SPENT.search(words):
            break
        if quantity.depth > spent.depth and row and scene.quantities[row - 1].is_rate:
            continue  # 完成预算的84.33%(预算52万元)；接待费支出7.52万元
        same = family(quantity.unit) == family(spent.unit)
        if same and (_PLANNED.search(words) or _ADJUSTED.search(words)):
            found.append(quantity)
    return found


def _completion(scene: Scene, plans: Sequence[Quantity], spent: Quantity, rate: Quantity) -> Relation:
    """What was spent over what was planned."""
    places = rate.number.decimals
    possible = [Ratio((spent,), (plan,)) for plan in plans if plan.number.value]
    for ratio in possible:
        if ratio.gives(printed(rate.number)):
            return scene.relation("rate", "verified", rate, (*ratio.quantities, rate), ratio.show(places))
    if not possible:
        formula = f"{spent.number.literal} / 0"
        return scene.relation("rate", "unverifiable", rate, (*plans, spent, rate), formula)
    ratio = possible[0]
    formula = f"{ratio.show(places)} ≠ {rate.number.literal}"
    if all(_is_other(scene, plan, rate) for plan in plans):
        return scene.relation("rate", "unverifiable", rate, (*ratio.quantities, rate), formula)
    between = scene.quantities[plans[0].index + 1 : spent.index]
    sure = len(plans) == 1 and not any(q.number.approximate for q in (*ratio.quantities, rate))
    sure = sure and not any(family(q.unit) == family(spent.unit) and not move(q) for q in between)
    evidence = tuple(one.brief(places) for one in possible)
    related = tuple(Related(scene.span(q), q.number.literal) for q in (*plans, spent))
    fields = {"rate": "预算完成率", "stated": rate.number.literal, "result": f"算得{ratio.result(places)}"}
    hit = Hit(scene.span(rate), fields, None if sure else Severity.WARNING, evidence, related)
    used = (*ratio.quantities, rate)
    return scene.relation("rate", "contradicted", rate, used, formula, "rate-mismatch", hit)


def _is_other(scene: Scene, plan: Quantity, rate: Quantity) -> bool:
    """Whether a rate is of the budget of another stage than is told: 年初预算95万元，为调整预算的97%."""
    words = front(scene, plan)
    return any(
        one in rate.before and other in words and one not in words for one, other in permutations(_STAGES)
    )


def _gap(scene: Scene, plan: Quantity, spent: Quantity) -> Iterator[Relation]:
    """By how much the account is said to be less or more than the budget: 决算数小于年初预算数12.15万元."""
    behind = scene.quantities[spent.index + 1 : spent.index + 1 + _NEAR]
    gap = next((one for one in behind if _LESS_BY.search(one.before)), None)
    if gap is None or gap.number.kind != "number" or family(gap.unit) != family(spent.unit):
        return
    low, high = sorted((plan, spent), key=lambda one: one.number.value)
    outcome = difference(low, high, gap, 1)
    used, due = (plan, spent, gap), figure_of(high.number.value - low.number.value, gap.number)
    if outcome.holds:
        yield scene.relation("change", "verified", gap, used, outcome.formula)
    elif explained(high.number, low.number, gap.number) or mistyped(
        bare_digits(gap.number), "".join(filter(str.isdigit, due))
    ):
        claim = f"{gap.before[-_NEAR:]}{gap.number.literal}{gap.unit}"
        formula = f"{outcome.formula} ≠ {gap.number.literal}"
        yield contradicted(scene, gap, used, claim, f"算得{due}{gap.unit}", formula, False)


def _explained(scene: Scene, plan: Quantity, spent: Quantity) -> Iterator[Relation]:
    """The amount told as the reason of a gap between plan and account that is all of it: 原因是追加1320万元."""
    gap = abs(spent.number.value - plan.number.value)
    for one in scene.quantities[spent.index + 1 : spent.index + 1 + _NEAR]:
        same = one.is_amount and one.number.value == gap and family(one.unit) == family(spent.unit)
        reason = scene.text.find("原因", spent.stop, one.start)
        if same and one.tells and reason >= 0 and "。" not in scene.text[reason : one.start]:
            outcome = difference(plan, spent, one, 1 if spent.number.value > plan.number.value else -1)
            yield scene.relation("change", "verified", one, (plan, spent, one), outcome.formula)
            return


def _comparison(
    document: Document, scene: Scene, plans: Sequence[Quantity], spent: Quantity, last: Quantity
) -> Iterator[Relation]:
    """ "决算数小于预算数" against the two figures; it may begin the next paragraph."""
    following = scene.quantities[last.index + 1].start if last.index + 1 < len(scene.quantities) else None
    end = min(len(scene.text), last.stop + _REACH, following or len(scene.text))
    paragraph = scene.paragraph
    stated = _COMPARED.search(scene.text, last.stop, end)
    if stated is None and len(scene.text) - last.stop < 4 and paragraph.index + 1 < len(document.paragraphs):
        paragraph = document.paragraphs[paragraph.index + 1]
        stated = _COMPARED.match(paragraph.flow)
    if stated is None:
        return
    plan = plans[0]
    a, b = plan.number.value, spent.number.value
    if stated["more"]:
        holds = any(spent.number.value > one.number.value for one in plans)
    elif stated["less"]:
        holds = any(spent.number.value < one.number.value for one in plans)
    else:
        slack = a / _ABOUT if stated["about"] else 0
        holds = any(abs(spent.number.value - one.number.value) <= slack for one in plans)
    mark = "<" if b < a else ">" if b > a else "="
    scale = common_scale([plan.number, spent.number])
    formula = f"{figure(spent.number, scale)} {mark} {figure(plan.number, scale)}"
    used = (plan, spent)
    if holds:
        yield scene.relation("change", "verified", spent, used, formula)
        return
    claim = stated.group()
    word = {"<": "小于", ">": "大于", "=": "等于"}[mark]
    fields = {"claim": claim, "result": f"决算数{word}预算数"}
    related = tuple(Related(scene.span(quantity), quantity.number.literal) for quantity in used)
    severity = None if len(plans) == 1 and not stated["about"] else Severity.WARNING
    hit = Hit(paragraph.span(*stated.span()), fields, severity, (formula,), related)
    yield scene.relation("change", "contradicted", spent, used, formula, "change-mismatch", hit)
