"""The room of relations: which numbers claim something about each other, and whether it holds.

Each module reads one kind of relation from the scenes of a document; here they are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from ..document import Document
from ..facts.literals import OF_EQUATIONS, OF_HEADS, words_of
from ..facts.tables import tables as read_tables  # the name tables is this package's own module
from ..knowledge import knowledge
from ..model import Relation
from .changes.changes import changes
from .changes.looking_back import looking_back
from .changes.nets import nets
from .changes.stated import stated_wholes
from .changes.tracks import tracks
from .core.scene import scenes
from .lists.announced import announced
from .lists.lists import lists
from .rates.means import means
from .rates.portions import portions
from .rates.shares import shares
from .repeats.recounted import recounted
from .repeats.repeats import repeats
from .sums.distant import distant
from .sums.identities import identities
from .sums.sums import sums

_FEWEST = _GROWTHS = 3  # a whole and two parts
_TITLE = 200  # characters in which a report says what it is
# What stands in texts that tell of a whole before a part of it.
_WHOLES = (
    "总", "各类", "各项", "全部", "全市", "全县", "全省", "全区", "全国", "以上", "粮食", "汽车", "森林",
    "事故", "火灾",
)  # fmt: skip
Reader = Callable[[Document], Iterable[Relation]]
# What most documents have: asking for the words of each would cost more than to read on.
_COMMON: tuple[Reader, ...] = (
    sums, changes, portions, stated_wholes, identities, shares, lists, announced, repeats, recounted,
    nets, looking_back, means,
)  # fmt: skip

# What stands at the head of tables whose rows have names that prose may tell in other words.
_HEADS_OF_ROWS = ("指标", "指 标", "单位:", "单 位", "绝对数", "年末数", "产量", "产 量")


def relations(document: Document) -> tuple[Relation, ...]:
    """Every relation found in the document, in reading order of its focus."""
    return document.once(_relations)


def _relations(document: Document) -> tuple[Relation, ...]:
    readers = (*_of_rates(document), *_COMMON, *_rare(document))
    found = [relation for reader in readers for relation in reader(document)]
    found.extend(_of_plans(document, found))
    found = _of_measures(document, found)
    found.extend(_of_heads(document, found))
    found.extend(_of_shares(document, found))
    found.extend(distant(document, found))
    if any(map(document.folded.__contains__, _WHOLES)):
        from .sums.narrowed import narrowed

        found.extend(narrowed(document, found))
    found = _without_chance(found)
    found.extend(_of_growth(document, found))
    if "百分点" in document.folded and any(one.kind in ("share", "rate") for one in found):
        from .changes.weights import weights

        found.extend(weights(document, found))
    # 利润率 is a named rate and a named quotient, 结转下年 a stock and what is left: it is said once.
    once: dict[object, Relation] = {}
    for row, one in enumerate(found):
        once.setdefault((one.kind, one.numbers, one.verdict) if one.kind in ("rate", "sum") else row, one)
    found = list(once.values())
    wrong = {one.numbers for one in found if one.kind == "sum" and one.verdict == "contradicted"}
    if wrong:  # what is left of two figures is also their sum read backwards: it is said once
        found = [one for one in found if one.kind != "change" or one.numbers not in wrong]
    if any(one.verdict == "contradicted" for one in found):
        from .second_look import second_look

        found = second_look(document, found)
    found.sort(key=lambda relation: (relation.focus, relation.kind))
    return tuple(found)


def _without_chance(found: list[Relation]) -> list[Relation]:
    """The relations, but for sums whose figures are all parts of another: 38 + 21 + 5 = 64 in 64 + 38 + 21 + 5.

    That one part is what some others make is chance.
    """
    sums = [
        one for one in found if one.kind == "sum" and one.verdict == "verified" and len(one.numbers) > _FEWEST
    ]
    parts = [set(one.numbers) - {one.focus} for one in sums]
    if not parts:
        return found
    return [
        one
        for one in found
        if one.kind != "sum" or one.verdict != "verified" or not any(map(set(one.numbers).issubset, parts))
    ]


def _of_rates(document: Document) -> Iterator[Reader]:
    """The readers of rates of counted things, by the characters that none is stated without."""
    text = document.folded
    if any(map(text.__contains__, "率例损")) or "满意度" in text:
        from .rates.rates import rates

        yield rates
    if "%" in text and "中" in text:
        from .rates.among import among

        yield among


def _of_plans(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """What is said of plans, but for the percentages that another reader has read."""
    words = ("预算", "计划", "目标", "任务")
    if not any("%" in scene.text and any(map(scene.text.__contains__, words)) for scene in scenes(document)):
        return []
    from .rates.plans import plans

    known = {one.focus for one in found if one.kind in ("rate", "share", "change")}
    return [one for one in plans(document) if one.focus not in known]


def _of_measures(document: Document, found: list[Relation]) -> list[Relation]:
    """The relations, with the shares of several measures in the place of what else was read of them."""
    if "占" not in document.folded or ("分别" not in document.folded and "亡" not in document.folded):
        return found
    from .rates.measures import measures

    held = {one.focus for one in found if one.kind == "share" and one.verdict == "verified"}
    told = [one for one in measures(document) if one.verdict == "verified" or one.focus not in held]
    spoken = {one.focus for one in told}
    others = (one for one in found if one.focus not in spoken or one.kind != "share" or "/" not in one.formula)
    return [*others, *told]


def _of_heads(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The counts that heads bear out, but for those that another reader has read."""
    if words_of(document).isdisjoint(OF_HEADS):
        return []
    from .lists.heads import heads

    known = {one.focus for one in found if one.kind in ("announced", "list")}
    return [one for one in heads(document) if one.focus not in known]


def _of_shares(document: Document, found: Sequence[Relation]) -> list[Relation]:
    """The sums of the amounts whose shares make 100 %, but for those that another reader has read."""
    if not any(one.kind == "share" and "/" not in one.formula for one in found):
        return []
    from .sums.by_shares import by_shares

    return by_shares(document, found)


def _of_growth(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The growths of wholes against those of their parts, where there are several growths."""
    told = (stated for _, read in tracks(document) for track in read for stated in track.moves)
    if sum(stated.quantity.number.kind == "percent" for stated in told) < _GROWTHS:
        return
    from .sums.grown import grown

    yield from grown(document, found)


def _rare(document: Document) -> Iterator[Reader]:
    """The readers of what few documents have, whose modules are loaded where there is something to read."""
    words = words_of(document)
    if "预算" in words or "总计" in words:
        from .changes.budgets import budgets

        yield budgets
    if not words.isdisjoint(OF_EQUATIONS):
        from .sums.equations import equations

        yield equations
    if "单位:" in words and "元" in document.folded:
        from .tables.loose import panels

        if panels(document):
            from .tables.loose_repeats import loose_repeats
            from .tables.loose_slips import loose_slips
            from .tables.loose_sums import loose_sums

            yield from (loose_sums, loose_repeats, loose_slips)
    if "主要原因" in words:
        from .changes.causes import causes

        yield causes
    if "实际" in words and ("价格" in words or "物价" in words):
        from .changes.real import real_growth

        yield real_growth
    if any(map(document.folded.__contains__, ("),比", "),较", "),同比"))):
        from .changes.doubled import doubled

        yield doubled
    if "番" in words:
        from .changes.real import doublings

        yield doublings
    title = document.folded[:_TITLE]
    of_five = "五年" in document.folded and "生产总值" in document.folded
    if of_five or "院工作报告" in title or "审计" in title:
        from .sums.some_of import some_of

        yield some_of
    if "出生" in words and "率" in document.folded:
        from .rates.vital import vital

        yield vital
    if "万人中" in document.folded or "万人口中" in document.folded:
        from .rates.per_many import per_many

        yield per_many
    if "人均" in words and "人口" in words:
        from .rates.per_head import per_head

        yield per_head
    if "人均" in words and ("财产" in document.folded or "衣着" in document.folded):
        from .sums.per_person import per_person

        yield per_person
    if "年均" in words or "年平均" in words:
        from .changes.compound import compounds

        yield compounds
    if not words.isdisjoint(_names_of_quotients()):
        from .rates.quotients import quotients

        yield quotients
    if document.previous is not None:
        from .changes.across import across

        yield across
    if read_tables(document):
        from .tables.beside import beside
        from .tables.risen import risen
        from .tables.table_rates import table_rates
        from .tables.table_shares import table_shares
        from .tables.tables import table_relations

        yield beside
        yield risen
        yield table_relations
        yield table_shares
        if "占" in document.folded or "比重" in document.folded:
            from .tables.said_shares import said_shares

            yield said_shares
        yield table_rates
        if any(map(document.folded.__contains__, _HEADS_OF_ROWS)):
            from .tables.alike import alike

            yield alike
        if "增长" in document.folded:
            from .changes.tabled import tabled

            yield tabled


@cache
def _names_of_quotients() -> frozenset[str]:
    return frozenset(name for entry in knowledge("rates")["ratio"] for name in entry["names"])
