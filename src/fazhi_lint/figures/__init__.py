"""The room of relations: which numbers claim something about each other, and whether it holds.

Each module reads one kind of relation from the scenes of a document; here stands which of them are asked.
To add one, name it in a table below with what a document must hold to have something for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import chain
from typing import cast

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
from .misprints import with_misprints
from .other_stops import repointed
from .rates.means import means
from .rates.portions import portions
from .rates.shares import shares
from .repeats.recounted import recounted
from .repeats.repeats import repeats
from .settled import amended, settled
from .sums.identities import identities
from .sums.sums import sums

_GROWTHS = 3  # a whole and two parts
_TITLE = 200  # characters in which a report says what it is
When = Callable[[Document], bool]
Reader = Callable[..., Iterable[Relation]]  # of a document and, where it asks for them, of relations


def relations(document: Document) -> tuple[Relation, ...]:
    """Every relation found in the document, in reading order of its focus."""
    return document.once(_relations)


def _relations(document: Document) -> tuple[Relation, ...]:
    found = _read(document)
    if any(one.verdict == "contradicted" for one in found):
        from .second_look import second_look

        found = second_look(document, found)
    found = with_misprints(document, found)
    if other := repointed(document, found):
        found = other.gained(found, _again(other.document))
    return tuple(sorted(_once_each(found), key=lambda relation: (relation.focus, relation.kind)))


def _once_each(found: Sequence[Relation]) -> Iterable[Relation]:
    """The relations without those that another reader has read, too: each counts once."""
    known: dict[tuple[object, ...], Relation] = {}
    for one in found:
        known.setdefault((one.focus, one.numbers, one.kind, one.verdict, one.formula), one)
    return known.values()


def _read(document: Document) -> list[Relation]:
    first = chain(_COMMON, _asked(document, _RARE))
    found = [relation for reader in first for relation in reader(document)]
    for reader in _asked(document, _LATER):
        found = amended(found, list(reader(document, found)))
    found = settled(found)
    for reader in _asked(document, _LAST):
        found.extend(reader(document, found))
    return found


def _again(document: Document) -> list[Relation]:
    found = [relation for reader in _OVER_STOPS for relation in reader(document)]
    if _has_growths(document):
        found = settled(found)
        found.extend(_reader("sums.grown.grown")(document, found))
    return found


def _asked(document: Document, table: Mapping[str, Sequence[When]]) -> Iterator[Reader]:
    """The readers of a table for which a document holds something; their modules are loaded by then."""
    for path, conditions in table.items():
        if all(holds(document) for holds in conditions):
            yield _reader(path)


@cache
def _reader(path: str) -> Reader:
    module, _, name = path.rpartition(".")
    return cast(Reader, getattr(import_module(f".{module}", __name__), name))


def _words(*words: str) -> When:
    """Whether one of some words stands in a document; each must be one that ``literals.py`` looks for."""
    return lambda document: not words_of(document).isdisjoint(words)


def _text(*texts: str) -> When:
    """Whether one of some texts stands in a document."""
    return lambda document: any(map(document.folded.__contains__, texts))


def _beside(mark: str, *texts: str) -> When:
    """Whether one of some texts stands in a paragraph with a mark."""
    return lambda document: any(
        mark in scene.text and any(map(scene.text.__contains__, texts)) for scene in scenes(document)
    )


def _has_tables(document: Document) -> bool:
    return bool(read_tables(document))


def _has_loose_tables(document: Document) -> bool:
    from .tables.loose import panels

    return bool(panels(document))


def _is_long_review(document: Document) -> bool:
    """Whether a report tells of five years, of courts and prosecutors, or of an audit."""
    title = document.folded[:_TITLE]
    years = words_of(document).issuperset(("五年", "生产总值"))
    return years or "院工作报告" in title or "审计" in title


def _names_quotients(document: Document) -> bool:
    return "之比" in document.folded or not words_of(document).isdisjoint(_quotients())


@cache
def _quotients() -> frozenset[str]:
    return frozenset(name for entry in knowledge("rates")["ratio"] for name in entry["names"])


def _has_previous(document: Document) -> bool:
    return document.previous is not None


def _has_growths(document: Document) -> bool:
    told = (stated for _, read in tracks(document) for track in read for stated in track.moves)
    return sum(stated.quantity.number.kind == "percent" for stated in told) >= _GROWTHS


# What most documents have something for: to ask first would cost more than to read on.
_COMMON: Sequence[Callable[[Document], Iterable[Relation]]] = (
    sums, changes, portions, stated_wholes, identities, shares, lists, announced, repeats, recounted,
    nets, looking_back, means,
)  # fmt: skip
# What a sentence may tell of the one before: figures/other_stops.py.
_OVER_STOPS: Sequence[Callable[[Document], Iterable[Relation]]] = (
    sums, changes, portions, shares, nets, looking_back
)  # fmt: skip
_RARE: dict[str, tuple[When, ...]] = {
    "rates.rates.rates": (_text("率", "例", "面", "满意度"),),
    "rates.among.among": (_text("%"), _text("中")),
    "changes.budgets.budgets": (_words("预算", "总计"),),
    "sums.equations.equations": (_words(*OF_EQUATIONS),),
    "sums.heads_afar.heads_afar": (_text("收入加", "支出加", "收入连同", "支出连同"), _text("总计", "总量")),
    "sums.balanced_afar.balanced_afar": (_text("收支相抵"), _text("收入总", "收入合计", "来源", "财力")),
    "tables.loose_sums.loose_sums": (_words("单位:"), _text("元"), _has_loose_tables),
    "tables.loose_repeats.loose_repeats": (_words("单位:"), _text("元"), _has_loose_tables),
    "tables.loose_slips.loose_slips": (_words("单位:"), _text("元"), _has_loose_tables),
    "changes.causes.causes": (_words("主要原因"),),
    "changes.real.real_growth": (_words("实际"), _words("价格", "物价")),
    "changes.doubled.doubled": (_words("),比", "),较", "),同比"),),
    "sums.stocks.stocks": (
        _text("新增", "新建", "净增", "增加", "新设", "新认定"),
        _text("达", "总", "突破", "增至"),
    ),
    "repeats.passed.passed": (_text("突破", "冲破", "跨过", "跨越", "跨上", "越过", "迈过", "迈上", "站上"),),
    "lists.compounds.compounds": (_text(":", "即", "指", "”"),),
    "changes.targets.targets": (_words("生产总值"), _text("目标", "确保", "力争", "预期")),
    "repeats.anniversaries.anniversaries": (_text("周年", "改革开放"),),
    "repeats.converted.converted": (_words("亩)", "公顷)", "斤)", "吨)"),),
    "changes.real.doublings": (_words("番"),),
    "sums.some_of.some_of": (_is_long_review,),
    "rates.vital.vital": (_words("出生"), _text("率")),
    "rates.per_many.per_many": (_words("万人中", "万人口中"),),
    "rates.per_head.per_head": (_words("人均"), _words("人口")),
    "sums.per_person.per_person": (_words("人均"), _words("财产", "衣着")),
    "changes.compound.compounds": (_words("年均", "年平均"),),
    "rates.quotients.quotients": (_names_quotients,),
    "changes.across.across": (_has_previous,),
    "tables.beside.beside": (_has_tables,),
    "tables.risen.risen": (_has_tables,),
    "tables.tables.table_relations": (_has_tables,),
    "tables.table_shares.table_shares": (_has_tables,),
    "tables.said_shares.said_shares": (_has_tables, _text("占", "比重")),
    "tables.table_rates.table_rates": (_has_tables,),
    "tables.flows.flows": (_has_tables, _text("结余", "结转", "结存", "旧存", "余额", "年末")),
    "tables.differences.differences": (_has_tables, _text("增", "减", "变动", "差", "±")),
    # Heads of tables whose rows have names that prose may tell in other words.
    "tables.alike.alike": (
        _has_tables,
        _text("指标", "指 标", "单位:", "单 位", "绝对数", "年末数", "产量", "产 量"),
    ),
    "changes.tabled.tabled": (_has_tables, _text("增长")),
}
# These look at what those before them have found, too.
_LATER: dict[str, tuple[When, ...]] = {
    "rates.plans.plans": (_beside("%", "预算", "计划", "目标", "任务"),),
    "changes.loose_changes.loose_changes": (),
    "rates.loose_rates.loose_rates": (_text("%"), _text("率", "强度", "比")),
    "rates.measures.measures": (_text("占"), _text("分别", "亡")),
    "lists.heads.heads": (_words(*OF_HEADS),),
    "sums.by_shares.by_shares": (_text("比重", "占", "比例"), _text("%")),
    "sums.distant.distant": (),
    "sums.tiers.tiers": (),
    "sums.item_columns.item_columns": (_text("合计", "共计", "总计", "小计"),),
    "sums.former.former": (_text("上年", "去年", "年为", "同期", "由", "从"),),
    "sums.subsets.subsets": (),
    # What stands in texts that tell of a whole before a part of it.
    "sums.narrowed.narrowed": (
        _text(
            "总", "各类", "各项", "全部", "全市", "全县", "全省", "全区", "全国", "以上", "粮食", "汽车",
            "森林", "事故", "火灾", "编制", "审计", "投资", "超", "税收", "公路", "产生量", "债务", "财政拨款",
        ),
    ),
}  # fmt: skip
# And these at what stays of that.
_LAST: dict[str, tuple[When, ...]] = {
    "rates.unworded.unworded": (
        _text("%", "百分点", "均", "每", "低于", "高于", "超过", "超出", "调整", "调减", "调增"),
    ),
    "rates.part_shares.part_shares": (_text("占"), _text("%")),
    "sums.called_totals.called_totals": (_text("合计", "共", "总计", "累计"),),
    "sums.grown.grown": (_has_growths,),
    "changes.weights.weights": (_words("百分点"),),
    "changes.quotients_ago.quotients_ago": (_names_quotients,),
}
