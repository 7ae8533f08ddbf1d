"""The room of relations: which numbers claim something about each other, and whether it holds.

Each module reads one kind of relation from the scenes of a document; here they are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..document import Document
from ..facts.tables import tables as read_tables  # the name tables is this package's own module
from ..model import Relation
from .announced import announced
from .changes import changes
from .identities import identities
from .lists import lists
from .portions import portions
from .rates import rates
from .repeats import repeats
from .shares import shares
from .stated import stated_wholes
from .sums import sums

Reader = Callable[[Document], Iterable[Relation]]
_COMMON: tuple[Reader, ...] = (
    sums, rates, changes, portions, stated_wholes, identities, shares, lists, announced, repeats,
)  # fmt: skip
# Words without which a document holds nothing for a reader: what is left, what is divided, what is per head.
_LEFT = (
    "净", "结余", "自然", "节余", "结存", "盈余", "剩余", "差额", "缺口", "赤字", "审减", "核减", "节约",
    "节支", "节资", "收不抵支", "收大于支", "所有者权益", "结转",
)  # fmt: skip
_DIVIDED = (
    "比例", "结构", "比重", "占比", "构成", "之比", "收入比", "支出比", "消费比", "倍差", "存贷比", "产业比",
    "性别比", "生师比", "负债率", "自给", "利润率",
)  # fmt: skip
_PER = ("亩产", "/千人", "/万人", "/百人", "/十万人")


def relations(document: Document) -> tuple[Relation, ...]:
    """Every relation found in the document, in reading order of its focus."""
    return document.once(_relations)


def _relations(document: Document) -> tuple[Relation, ...]:
    readers = (*_COMMON, *_rare(document))
    found = [relation for reader in readers for relation in reader(document)]
    # 利润率 is a named rate and a named quotient: it is said once.
    rates_found = {(one.numbers, one.verdict): one for one in found if one.kind == "rate"}
    found = [*rates_found.values(), *(one for one in found if one.kind != "rate")]
    wrong = {one.numbers for one in found if one.kind == "sum" and one.verdict == "contradicted"}
    if wrong:  # what is left of two figures is also their sum read backwards: it is said once
        found = [one for one in found if one.kind != "change" or one.numbers not in wrong]
    found.sort(key=lambda relation: (relation.focus, relation.kind))
    return tuple(found)


def _rare(document: Document) -> Iterator[Reader]:
    """The readers of what few documents have, whose modules are loaded where there is something to read."""
    words = document.folded
    if "预算" in words or "总计" in words:
        from .budgets import budgets

        yield budgets
    if any(map(words.__contains__, _LEFT)):
        from .nets import nets

        yield nets
    if any(map(words.__contains__, ("一致", "变化", "持平", "相同", "不变", "相等", "无增减"))):
        from .steady import steady

        yield steady
    if "分别" in words or "上年" in words or "同期" in words:
        from .abreast import abreast

        yield abreast
    if "年" in words:
        from .hindsight import hindsight

        yield hindsight
    if "总计" in words and "结转和结余" in words:
        from .accounts import accounts

        yield accounts
    if "单位:" in words and "元" in words:
        from .loose import panels

        if panels(document):
            from .loose_repeats import loose_repeats
            from .loose_slips import loose_slips
            from .loose_sums import loose_sums

            yield from (loose_sums, loose_repeats, loose_slips)
    if "主要原因" in words:
        from .causes import causes

        yield causes
    if "番" in words or ("实际" in words and "价格" in words):
        from .real import doublings, real_growth

        yield real_growth
        yield doublings
    if "占" in words or "比例" in words or "%的" in words:
        from .among import among

        yield among
    if "出生" in words and "率" in words:
        from .vital import vital

        yield vital
    if "人均" in words and "人口" in words:
        from .per_head import per_head

        yield per_head
    if "年均" in words or "年平均" in words:
        from .compound import compounds

        yield compounds
    if "均" in words or "每" in words or any(map(words.__contains__, _PER)):
        from .means import means

        yield means
    if any(map(words.__contains__, _DIVIDED)):
        from .compositions import compositions

        yield compositions
    if document.previous is not None:
        from .across import across

        yield across
    if read_tables(document):
        from .beside import beside
        from .risen import risen
        from .table_rates import table_rates
        from .table_shares import table_shares
        from .tables import table_relations

        yield beside
        yield risen
        yield table_relations
        yield table_shares
        yield table_rates
