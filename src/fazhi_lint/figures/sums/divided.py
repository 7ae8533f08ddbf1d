"""Totals afar that are divided into kinds which are all there are: 第一产业, 第二产业, 第三产业; 城镇, 乡村.

常住人口751389人。……汉族703095人，占93.6%；少数民族48294人: what one wrong digit keeps from agreeing with the
one total it explains is a warning, whatever stands between; what does not agree otherwise is never said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...kept import regex
from ...model import Relation, Severity, Span
from ..core.levels import is_level
from ..core.slips import LONG, digits, slips
from ..core.terms import Term, Terms
from ..core.verdicts import Broken, holds_closely, sum_of, verified

# The last of the kinds, a literal, and patterns of those before it.
KINDS = {
    "三产": ("二产", "一产"),
    "乡村": ("城镇",),
    "农村": ("城镇|城市",),
    "女": ("男",),
    "少数民族": ("汉族",),
    "集体户": ("家庭户",),
    "人工林": ("天然林",),
    "内河": ("沿海",),
    "进口": ("(?:^|[^进])出口",),
    "禽肉": ("羊肉", "牛肉", "猪肉"),
    "非税": ("税收",),
    "重工业": ("轻工业",),
    "餐饮": ("商品",),
    "不批": ("批准逮捕|批捕|批准和决定逮捕",),
    "岁及以上": (r"\d岁?[-—~至]\d+(?:周?岁)", r"岁及?以下|(?:^|\D)0岁?[-—~至]"),
}
_WHOLES = {"禽肉": "猪牛羊禽", "进口": "进出口", "不批": "捕"}  # what a total of some kinds is called
_FIRM = ("不批",)  # kinds whose total may be short, in their paragraph
_OTHERS = {last: tuple(map(regex.compile, kinds)) for last, kinds in KINDS.items()}
# 一、二、三产业分别实现增加值2049.42亿元、6762.4亿元和3652.27亿元
_ABREAST = regex.compile(r"(?:[一二]、第?[二三](?:、第?三)?|三次)产业[^,;。%\d]{0,14}$")
_INDUSTRIES = 3
_VERBS, _TAIL = "为是达到约共有完成实现", 2  # what leads to a figure, and characters of what it measures
_NOT = regex.compile("上年|去年|同期|前年|计划|预算")
_REACH = 40  # characters before a figure that may name it
_BACK = 14  # figures before the last kind among which the others are told
_SENTENCES = 3  # in which they stand
_PARAGRAPHS = 3  # before the kinds in which their total stands
_FIGURES = 40  # of each that may be it


def divided(
    history: Sequence[Terms], told: Collection[Span], there: Collection[str]
) -> Iterator[Relation | Broken]:
    """The totals in the last paragraph, or before it, of kinds that stand in no sum that is ``told``.

    ``there`` are the words of kinds that stand in the document.
    """
    own = history[-1]
    text = own.scene.text
    words = [word for word in there if word in text and _OTHERS[word][-1].search(text)]
    for row in range(1, len(own.all) if words else 0):
        last, name = own.all[row], _name(own, row)
        word = next((word for word in words if word in name), "")
        if word and _is_plain(last) and "其中" not in name:
            tail = None if word in _FIRM else _tail(name, name.rindex(word) + len(word))
            parts = _kinds(own, row, _OTHERS[word], tail)
            summed = any(part.span in told for part in parts)
            if parts and (word in _WHOLES or not summed):
                yield from _judge(history, [*parts, last], word, firm=not summed)
    for row in range(len(own.all) - _INDUSTRIES + 1 if "三产业" in text or "三次产业" in text else 0):
        abreast = own.all[row : row + _INDUSTRIES]
        summed = any(part.span in told for part in abreast)
        if not summed and _ABREAST.search(_name(own, row)) and _are_abreast(own, abreast):
            yield from _judge(history, abreast, "三产", firm=True)


def _are_abreast(own: Terms, parts: Sequence[Term]) -> bool:
    """Whether figures are the whole of a row in one measure."""
    row = own.scene.row(parts[0].quantity)
    same = all(part.family == parts[0].family and _is_plain(part) for part in parts)
    return same and [part.quantity for part in parts] == [*row]


def _name(own: Terms, row: int) -> str:
    """The words between a figure and the one before it."""
    start = own.all[row].quantity.start
    return own.scene.text[max(own.all[row - 1].quantity.stop if row else 0, start - _REACH) : start]


def _is_plain(term: Term) -> bool:
    plain = not (term.change or term.number.approximate or _NOT.search(term.quantity.before))
    return plain and is_level(term.quantity)


def _kinds(own: Terms, row: int, others: Sequence[regex.Pattern[str]], tail: str | None) -> list[Term]:
    """The nearest figure before the last of each other kind, whose name has the ``tail`` of the last."""
    last = own.all[row]
    found: list[Term] = []
    for at in range(row - 1, max(-1, row - _BACK), -1):
        term = own.all[at]
        if last.quantity.sentence - term.quantity.sentence > _SENTENCES or len(found) == len(others):
            break
        if term.family != last.family or term.quantity.depth != last.quantity.depth or not _is_plain(term):
            continue
        name = _name(own, at)
        if kind := others[len(found)].search(name):
            if tail not in (None, _tail(name, kind.end())):
                break
            found.insert(0, term)
    return found if len(found) == len(others) else []


def _tail(name: str, end: int) -> str:
    """What is measured by the words behind the name of a kind: 天然林蓄积."""
    return name[end:].rstrip(_VERBS)[-_TAIL:]


def _judge(
    history: Sequence[Terms], parts: Sequence[Term], word: str, *, firm: bool
) -> Iterator[Relation | Broken]:
    """The total nearest before the kinds that they make, or the only one that a wrong digit keeps from that.

    The latter only if ``firm``: 出口 and 进口 make the balance of trade, too.
    """
    first = parts[0]
    largest = max(part.number.value for part in parts)
    least = min(largest, sum_of(parts) - largest)  # what a wrong digit may make more than its total
    wholes = [
        term
        for own in reversed(history[-_PARAGRAPHS - 1 :])
        for term in reversed(own.all[-_FIGURES:])
        if term.family == first.family
        and term.span < first.span
        and term.number.value > least
        and (digits(term) >= LONG or (word in _WHOLES and (word not in _FIRM or own is history[-1])))
        and _WHOLES.get(word, "") in term.quantity.before
        and not any(kind.search(term.quantity.before) for kind in _OTHERS[word])
        and _is_plain(term)
    ]
    held = next((whole for whole in wholes if holds_closely(whole, parts)), None)
    if held:
        yield verified(held, parts)
    elif firm:
        slipped = [whole for whole in wholes if digits(whole) >= LONG and slips(whole, parts)]
        if len(slipped) == 1 and (slipped[0] is wholes[0] or digits(slipped[0]) > LONG):
            yield Broken(slipped[0], tuple(parts), Severity.WARNING)
