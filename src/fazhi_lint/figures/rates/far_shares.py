"""Shares whose whole stands in another sentence or paragraph, under a name of its own or as the last total.

"占全院办案总数的23.4%", "分别占总数的29.63%和35.58%", "予以公开99件、部分公开16件，两项合计占办结总数的59.0%".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...facts.numbers import Number
from ...kept import regex
from ...model import Relation
from ..core.labels import Labelled
from ..core.levels import is_level, levels
from ..core.moves import move
from ..core.ratios import Ratio, gives, printed, slipped
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .far import Amount, amounts, head_of, only
from .given import measures
from .loose_shares import pairs, words
from .portion import ACCOUNT, FIRST_OF, Carried, Given, Portion, contradicted, verified

_PLAN = regex.compile(r"计划|预算|目标|任务|限额|上年|去年|同期|应")
_SUM = regex.compile(r"[共合总]计?|[全各]")
_PLANNED_TOTAL = ("预算总计", "预算合计", "预算总额")
_BACK = 40  # amounts looked through for a total
_PARAGRAPHS = 4
_WORDS = 2
_NEAR = 24
_CLOSE = 2
_FORMER = ("上年", "去年", "前年", "同期")
_QUESTIONS = 100
_SIZES = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_LISTED = 12
_FRONT = 120  # characters of a list whose first ones are told
# 刑事、民商事、执行三类合计占: the amounts that have these names
_NAMED = regex.compile(
    r"(?:^|[,;])(?P<names>(?:\p{Han}{2,8}?[、和及与])+\p{Han}{2,8}?)(?:[两二三四五][项者类种个]\p{Han}{0,2})?"
    r"合计占(?P<whole>[^,;。\d]{0,16}?)的?(?:比重|比例)?(?:达到?|为|约)*$"
)
_JOINED = regex.compile("[、和及与]")
_PAIR, _CLAUSE = 2, 48  # characters of a name, and of names told together
_TOGETHER = regex.compile(
    r"(?:(?P<size>[两二三四五])[项者类种个]\p{Han}{0,3}?|[项者类]|^\p{Han}{0,4})(?:[合共总累]计|之和|加起来|相加|共|一共|一并)?"
    r"(?:约|已|就)?占(?:到|全部)?(?P<whole>[^,;。]{0,16}?)的?(?:比重|比例|比)?(?:达到?|为|约)*$"
)
_OF = regex.compile(
    r"(?:约|共|合计|总计|累计|[三五两四]者)*占(?:到|全部)?(?P<whole>[^,;。]{0,16}?)的?(?:比重|比例)?(?:达到?|为|约)*"
)
_MOST = regex.compile(r"最[多大高]|居前|靠前|前[列几]")
_ITEM = regex.compile(r"\s*(?:\(?[\d一二三四五六七八九十]{1,3}[).、.]|[①-⑳])")


def far_share(document: Document, portion: Portion, whole: str, carried: Carried) -> Relation | None:
    """The relation of a portion to a whole of that name, else to the last total of its unit; None if none fits.

    That it holds is said of any whole of the name; that it does not, of the only one alone.
    """
    part = portion.part
    if part is None or portion.quantity.number.high is None or _PLAN.search(ACCOUNT.sub("", whole)):
        return None
    wanted = printed(portion.quantity.number)
    own = Labelled(portion.scene, part, "")
    known = carried.get(whole)  # what another share of that name was of
    named = [Amount(known.scene, known.quantity, 3, True)] if known and measures(known.quantity, part) else []
    called = [*named, *amounts(document, whole, part.unit)]
    found = [one for one in called if _may_hold(one.quantity, part)]
    before = [] if found else _item_before(carried, portion, part)
    under = [] if found or before else _listed_under(document, portion, part)
    near = [] if found or not portion.quantity.number.decimals else list(_totals(document, portion, part))
    for one in (*found, *before, *under, *near):
        ratio = Ratio((part,), (one.quantity,))
        if ratio.gives(wanted):
            wholes = (Labelled(one.scene, one.quantity, ""),)
            keep(carried, portion, wholes, whole)
            return verified(portion, Given(ratio, own, wholes))
    if head := _head(portion.scene, part) if whole else None:
        listed = Labelled(portion.scene, head, "")
        for one in amounts(document, whole, head.unit):
            ratio = Ratio((head,), (one.quantity,))
            if _may_hold(one.quantity, head) and ratio.gives(wanted):
                return verified(portion, Given(ratio, listed, (Labelled(one.scene, one.quantity, ""),)))
        part, own = head, listed
        found = [one for one in found if _may_hold(one.quantity, head)]
    base = only(found or before or (near if _of_all(portion) else _heads(portion, part, whole)))
    # The part may be larger than what has that name: 503所，占幼儿园总数的87.3%.
    base = base or only([one for one in called if one.quantity is not part])
    if base is None or "GDP" in whole:  # often of another year's, before it was revised
        return None
    if move(portion.quantity) is not None or is_of_another(
        document, portion.scene, part, portion.quantity, whole
    ):
        return None
    ratio = Ratio((part,), (base.quantity,))
    if portion.quantity.number.decimals and slipped(portion.quantity.number, ratio):
        return contradicted(portion, Given(ratio, own, (Labelled(base.scene, base.quantity, ""),)), False)
    return None


def is_of_another(document: Document, scene: Scene, part: Quantity, share: Quantity, called: str = "") -> bool:
    """Whether some amount is what a part is that share of: any of its paragraph, and which others may be meant.

    Those are what shares a word with what the whole is ``called``; of a share that names none, what stands
    in the paragraphs right before. Asked too often of one document, it says yes: then nothing is contradicted.
    So it says of last year's figure: 支出108954万元，上年103615万元，占全部支出的22.4%.
    """
    if any(map(part.before.__contains__, _FORMER)):
        return True
    known = document.once(_asked)
    own = scene.paragraph.index
    key = own, part.number, share.number, called
    if key not in known:
        told = pairs(called)
        same = levels(document).get(family(part.unit), ()) if len(known) < _QUESTIONS else None
        known[key] = same is None or any(
            one is not part
            and gives(part.number, one.number, share.interval)
            and (
                there is scene
                or not told.isdisjoint(pairs(words(there, one)))
                or (not told and 0 <= own - there.paragraph.index <= _PARAGRAPHS)
            )
            for there, one in same
        )
    return known[key]


def _asked(_: Document) -> dict[tuple[int, Number, Number, str], bool]:
    """What was asked so far."""
    return {}


def _head(scene: Scene, last: Quantity) -> Quantity | None:
    """What a list that ends in an amount adds up to: 发布2864条，其中甲1834条、乙1030条，占…."""
    sums = last.number.value
    for one in reversed(scene.quantities[max(0, last.index - _LISTED) : last.index]):
        alike = one.sentence == last.sentence and family(one.unit) == family(last.unit)
        if not alike or one.number.kind != "number":
            return None
        if one.number.value == sums and one.index < last.index - 1:
            return one if "其中" in scene.text[one.stop : last.start] else None
        sums += one.number.value
    return None


def keep(carried: Carried, portion: Portion, wholes: Sequence[Labelled], name: str) -> None:
    """Carry what a share was of to the next paragraph, and to shares of that name, if that is one amount."""
    if len(wholes) == 1:
        carried[portion.scene.paragraph.index] = wholes[0]
        if name and portion.quantity.digits > _CLOSE:
            carried[name] = wholes[0]


def _item_before(carried: Carried, portion: Portion, part: Quantity) -> list[Amount]:
    """What the share of the paragraph before was of, where this one is an item of the same list."""
    found = carried.get(portion.scene.paragraph.index - 1)
    if found is None or portion.whole or part.index > 1 or portion.scene is found.scene:
        return []
    whole = found.quantity
    same = family(whole.unit) == family(part.unit) and _may_hold(whole, part)
    return [Amount(found.scene, whole, 3, True)] if same and _ITEM.match(portion.scene.text) else []


def _listed_under(document: Document, portion: Portion, part: Quantity) -> list[Amount]:
    """What the paragraph above a list tells: 决算36.42万元。具体如下。… 2.公务用车31.26万元，占85.83%."""
    scene, rows = portion.scene, scenes(document)
    item = _ITEM.match(scene.text)
    if portion.whole or part.index > 1 or item is None:
        return []
    at = bisect_left(rows, scene.paragraph.index, key=lambda one: one.paragraph.index)
    for above in reversed(rows[max(0, at - _PARAGRAPHS) : at]):
        own = _ITEM.match(above.text)
        if own is None or own[0][0].isdecimal() != item[0][0].isdecimal():
            same = [one for one in above.quantities if one.is_amount and measures(one, part)]
            return [Amount(above, one, 3, True) for one in same if _may_hold(one, part) and is_level(one)]
    return []


def _of_all(portion: Portion) -> bool:
    """Whether a share is said to be one of the total: 分别占总数的29.63%和35.58%."""
    text, end = portion.scene.text, portion.quantity.start
    at = text.rfind("占", max(0, end - _NEAR), end)
    return at >= 0 and text.startswith(("占总", "占全部"), at)


def _may_hold(whole: Quantity, part: Quantity) -> bool:
    return whole is not part and whole.number.value >= part.number.value > 0


def _totals(document: Document, portion: Portion, part: Quantity) -> Iterator[Amount]:
    """The totals before a part: those that call themselves so and those that are named like it."""
    known = levels(document).get(family(part.unit), [])
    here = portion.scene.paragraph.index, part.index
    row = bisect_left(known, here, key=lambda one: (one[0].paragraph.index, one[1].index))
    for scene, quantity in reversed(known[max(0, row - _BACK) : row]):
        if here[0] - scene.paragraph.index > _PARAGRAPHS:
            return
        planned = quantity.before.endswith(_PLANNED_TOTAL)  # 收入预算总计: of a budget
        if not _may_hold(quantity, part) or not (is_level(quantity) or planned):
            continue
        if _SUM.search(quantity.before) or _alike(quantity, part):
            yield Amount(scene, quantity, 3 if _alike(quantity, part) else 1, False)


def _heads(portion: Portion, part: Quantity, whole: str) -> list[Amount]:
    """The amounts of a sentence and the one before that the name of the whole ends in: 事项742项."""
    head = head_of(whole)[-_WORDS:]
    if len(head) < _WORDS:
        return []
    return [
        Amount(portion.scene, one, 3, False)
        for one in portion.scene.quantities[max(0, part.index - _BACK) : part.index]
        if part.sentence - one.sentence < _CLOSE
        and one.before.endswith(head)
        and family(one.unit) == family(part.unit)
        and _may_hold(one, part)
        if one.number.kind == "number" and not one.number.vague and is_level(one)
    ]


def _alike(whole: Quantity, part: Quantity) -> bool:
    """Whether two amounts end in one word, before or behind: 死亡58人, 163人死亡."""
    word = head_of(part.before)[-_WORDS:] or part.after[:_WORDS]
    return len(word) == _WORDS and word in whole.before + whole.after[:4]


def together(document: Document, scene: Scene, quantity: Quantity, words: str) -> Relation | None:
    """The share that several amounts have together: 公开99件、部分公开16件，两项合计占办结总数的59.0%.

    ``words`` are those in front of the percentage.
    """
    row = quantity.index
    counted = 0
    if row and scene.quantities[row - 1].number.literal in _SIZES:  # 两项 is a quantity of its own
        row -= 1
        counted = _SIZES[scene.quantities[row].number.literal]
    named = _NAMED.search(scene.text, max(0, quantity.start - _CLAUSE), quantity.start)
    found = _TOGETHER.search(words[words.rfind("占") :] if counted else words) or named
    if found is None or quantity.number.high is None or move(quantity) is not None:
        return None
    size = counted or _SIZES.get(found.groupdict().get("size") or "", 0)
    listed = [
        one
        for one in scene.quantities[max(0, row - _LISTED) : row]
        if one.sentence == quantity.sentence
        and one.number.kind == "number"
        and one.number.unit
        and is_level(one)
    ]
    listed = [one for one in listed if family(one.unit) == family(listed[-1].unit)]
    if named:  # 刑事、民商事、执行三类合计占
        names = _JOINED.split(named["names"])
        own = [[one for one in listed if name[:_PAIR] in one.before] for name in names]
        if counted and not any(own):
            return None  # 农业产值9亿元，渔业产值6亿元；种植业和畜牧业两项合计占: the list has other names
        if all(len(each) == 1 for each in own) and len(own) == (size or len(own)):
            listed, size = sorted((each[0] for each in own), key=lambda one: one.index), len(own)
    groups = [listed[-many:] for many in ((size,) if size else range(2, len(listed) + 1))]
    if counted and scene.quantities[row].before.endswith("前") and len(listed) > size:
        groups = [listed[:size]]
    elif size and _MOST.search(words):
        single = [one for one in listed if not one.before.startswith(("其余", "其他", "其它"))]
        most = sorted(single, key=lambda one: -one.number.value)[:size]
        groups = [sorted(most, key=lambda one: one.index)]
    for group in groups:
        parts = tuple(group)
        if len(parts) < max(size, _WORDS) or any(one.number.high is None for one in parts):
            continue
        relation = of_sum(
            document, Portion(scene, quantity, parts[-1], "", found["whole"] or ""), parts, size > 0
        )
        if relation:
            return relation
    return None


def first_ones(document: Document, scene: Scene, quantity: Quantity, words: str) -> Relation | None:
    """The share of the first of a list together: 居前三位的为甲783件、乙579件、丙562件，占工单总量的77%."""
    told, of = (
        FIRST_OF.search(scene.text, max(0, quantity.start - _FRONT), quantity.start),
        _OF.fullmatch(words),
    )
    if told is None or of is None or quantity.number.high is None or move(quantity) is not None:
        return None
    row = scene.within(told.start("size") + 2, quantity.start)
    last = row[-1] if row else None
    if last is None or any(one.is_rate for one in row) or last.number.kind != "number" or not last.unit:
        return None
    parts = tuple(one for one in row if family(one.unit) == family(last.unit) and is_level(one))
    if len(parts) != _SIZES[told["size"]] or not all(one.is_amount for one in parts):
        return None
    return of_sum(document, Portion(scene, quantity, parts[-1], "", of["whole"]), parts, True)


def in_rows(scene: Scene, first: Quantity) -> Iterator[tuple[Quantity, Relation]]:
    """The shares that a row of amounts has in one of the same measures, all or all but one; or in its plans.

    发生254682起，死亡49528人、受伤211572人。其中违法221632起，死亡41163人、受伤184542人，分别占87.0%、83.1%和87.2%.
    """
    shares, rows = scene.row(first), scene.quantities
    size, start = len(shares), first.index - len(shares)
    parts = rows[max(0, start) : first.index]
    if size < _WORDS or len(parts) < size or not all(one.is_amount and is_level(one) for one in parts):
        return
    behind = first.index + size
    aside = rows[behind : behind + 1]
    heads = [behind] if aside and aside[0].lead == "(" else []
    planned = "完成" in first.before
    for at in (*heads, *range(start - size, max(-1, start - size - _LISTED), -1)):
        wholes = rows[at : at + size]
        if len(wholes) < size:
            continue
        pairs = list(zip(shares, parts, wholes, strict=True))
        if not all(one.is_amount and one.unit == part.unit for _, part, one in pairs):
            continue
        if not planned and not all(_may_hold(one, part) for _, part, one in pairs):
            continue
        ratios = [Ratio((part,), (one,)) for _, part, one in pairs]
        wrong = [not ratio.gives(printed(share.number)) for share, ratio in zip(shares, ratios, strict=True)]
        if sum(wrong) > 1 or (any(wrong) and size == _WORDS) or parts[0].sentence - wholes[0].sentence > 1:
            continue
        for (share, part, one), ratio, failed in zip(pairs, ratios, wrong, strict=True):
            portion = Portion(scene, share, part, "", "")
            given = Given(ratio, Labelled(scene, part, ""), (Labelled(scene, one, ""),))
            if not failed:
                yield share, verified(portion, given)
            elif slipped(share.number, ratio) and not planned:
                yield share, contradicted(portion, given, False)
        return


def _only_total(portion: Portion, parts: Sequence[Quantity], sums: Fraction) -> Amount | None:
    """The one amount before a list that can be the total of it, in its sentence or the one before."""
    row, first = parts[0].index, parts[0]
    found = [
        Amount(portion.scene, one, 1, False)
        for one in portion.scene.quantities[max(0, row - _LISTED) : row]
        if first.sentence - one.sentence < _CLOSE
        and one.number.kind == "number"
        and family(one.unit) == family(first.unit)
        and one.depth <= first.depth
        and one.number.value > sums
        and is_level(one)
    ]
    for one in found:
        rest = [
            other.number.value
            for other in portion.scene.quantities[one.quantity.index + 1 : parts[-1].index + 1]
            if family(other.unit) == family(first.unit)
        ]
        if sum(rest, Fraction(0)) == one.quantity.number.value:
            return one
    return found[-1] if len({one.quantity.number.value for one in found}) == 1 else None


def of_sum(document: Document, portion: Portion, parts: Sequence[Quantity], sure: bool) -> Relation | None:
    """The share of several amounts in a whole of its name or near them; None if none gives it.

    Where they are ``sure`` to be meant, one wrong digit in the share of the only whole is told.
    """
    sums = sum((one.number.value for one in parts), Fraction(0))
    named = [
        one for one in amounts(document, portion.whole, parts[0].unit) if one.quantity.number.value >= sums
    ]
    near = [one for one in _totals(document, portion, parts[0]) if one.quantity.number.value >= sums]
    own = tuple(Labelled(portion.scene, one, "") for one in parts)
    if portion.quantity.number.decimals:
        rows = portion.scene.quantities[max(0, parts[0].index - _LISTED) : parts[0].index]
        same = [one for one in rows if family(one.unit) == family(parts[0].unit) and is_level(one)]
        near += [Amount(portion.scene, one, 1, False) for one in same if one.number.value >= sums]
    for one in (*named, *near):
        if one.quantity in parts:
            continue
        ratio = Ratio(tuple(parts), (one.quantity,))
        if ratio.gives(printed(portion.quantity.number)):
            return verified(portion, Given(ratio, own[0], (*own[1:], Labelled(one.scene, one.quantity, ""))))
    base = only(named) or _only_total(portion, parts, sums) if sure else None
    if base is None or not portion.quantity.number.decimals:
        return None
    ratio = Ratio(tuple(parts), (base.quantity,))
    if not slipped(portion.quantity.number, ratio):
        return None
    whole = Labelled(base.scene, base.quantity, "")
    return contradicted(portion, Given(ratio, own[0], (*own[1:], whole)), False)
