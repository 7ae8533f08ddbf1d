"""A bar that was passed, and the figure that passed it: 突破2000亿元，达2085亿元.

What passed a bar is no less than it (《民法典》第一千二百五十九条: 超过 does not include the number itself). A
figure of the same name elsewhere only confirms: it may be of another year.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.conflicts import conflict
from ..core.labels import label, named
from ..core.scene import Quantity, Scene, scenes
from ..core.subjects import plans_from
from ..core.units import family
from .counts import said

_PASSED = regex.compile(r"(?P<verb>突破|冲破|跨[过越上]|越[过上]|迈[过上]|站[上稳])(?:了)?$")
_CHANGE = regex.compile(r"[比较][上去前同]|同比|增[加长]|减少|下降|上升|提高|其中|力争|确保|计划|预期|目标")
_BAR = regex.compile(r"(?:整数)?(?:大关|关口|关|门槛|台阶)?")
_PASSING = regex.compile(
    r"(?:首次|年末|年底|全年|当年|预计|实际|最终|总[量额数]|共|已)*(?:达成|达到?|完成|实现|为)(?:了)?"
)
# Less of these is better, and what is passed is passed downwards.
_DOWNWARDS = regex.compile(
    r"排名|名次|位次|前$|负债|债务|赤字|亏损|不良|成本|能耗|浓度|排放|系数|死亡|事故|发案|投诉|时[间限]|零下|气温"
)
_UPWARDS = frozenset({"元", "美元", "人", "人次", "户", "家", "辆", "吨", "件", "标箱", "平方米"})
_FIRST = regex.compile(r"(?:首次|历史性|成功|一举|率先|连续|[跨站迈]上)+$")
_SCOPE = regex.compile(r"全[国省市县区州]|本[省市县区]")
_LEAD = regex.compile(r"^(?:实现|完成|地区|国内|预计|年末|全[国省市县区州]|本[省市区县]|我[国省市县区州])+")
_PLANNED = regex.compile(r"力争|确保|目标|将|预期|争取|计划|有望|努力")
_JOINTS = (",", "、", "(")
_REACH, _SHOWN, _NAME = 40, 20, 4
_HALF_MORE, _NEAR = Fraction(3, 2), Fraction(4, 5)


def passed(document: Document) -> Iterator[Relation]:
    """The bars with the figures that passed them; a figure right behind and below its bar contradicts it."""
    for scene in scenes(document):
        for bar in scene.quantities:
            if bar.number.vague or not _PASSED.search(bar.before) or _CHANGE.search(bar.before):
                continue
            behind = next(scene.behind(bar), None)
            if behind and _is_told_at_once(bar, behind):
                yield from _judged(scene, bar, behind)
            else:
                yield from _elsewhere(document, scene, bar)


def _is_told_at_once(bar: Quantity, figure: Quantity) -> bool:
    """Whether a figure is told right behind a bar to be what was reached, and of nothing else."""
    beside = figure.sentence == bar.sentence and figure.lead in _JOINTS and _BAR.fullmatch(bar.after)
    if not beside or figure.after or not _PASSING.fullmatch(figure.before) or figure.is_rate != bar.is_rate:
        return False
    return family(figure.unit) == family(bar.unit) and not figure.number.vague


def _elsewhere(document: Document, scene: Scene, bar: Quantity) -> Iterator[Relation]:
    """The one level of the bar's name that the document tells, if it has passed it, and by less than half."""
    name, plans = _bare(label(scene, bar)), plans_from(document)
    planned = _PLANNED.search(scene.text, max(0, bar.start - _REACH), bar.start)
    if planned or len(name) < _NAME or scene.paragraph.index >= plans:
        return
    told = {
        one.quantity.number.value: one
        for one in named(document, name)
        if one.scene.paragraph.index < plans
        and _bare(one.label) == name
        and len({*_SCOPE.findall(one.label), *_SCOPE.findall(bar.before)}) < 2
        and family(one.quantity.unit) == family(bar.unit)
        and one.quantity.tells
        and bar.number.value <= one.quantity.number.value < bar.number.value * _HALF_MORE
        and not _PASSED.search(one.quantity.before)
    }
    if len(told) == 1:
        (one,) = told.values()
        spans = tuple(sorted((scene.span(bar), one.scene.span(one.quantity))))
        yield Relation("repeat", "verified", scene.span(bar), spans, f"{said(one.quantity)} ≥ {said(bar)}")


def _judged(scene: Scene, bar: Quantity, figure: Quantity) -> Iterator[Relation]:
    """The relation of a bar and the figure told right behind it; nothing where less may be better."""
    told, least = said(figure), said(bar)
    if figure.number.value >= bar.number.value:
        yield scene.relation("repeat", "verified", figure, (bar, figure), f"{told} ≥ {least}")
        return
    upwards = "达" in figure.before and bar.unit in _UPWARDS and not _DOWNWARDS.search(bar.before)
    if upwards and _is_close(figure, bar) and (found := _PASSED.search(bar.before)):
        name = _FIRST.sub("", label(scene, bar))[-_SHOWN:]
        words = f"“{name}”", f"{found['verb']}{least}", told
        yield conflict(scene.span(figure), scene.span(bar), words, f"{told} < {least}", words[1])


def _is_close(figure: Quantity, bar: Quantity) -> bool:
    """Whether a figure is below a bar for sure, and not so far that it must be one of something else."""
    high = figure.interval.high
    return high is not None and _NEAR * bar.number.value < high < bar.number.value


def _bare(name: str) -> str:
    """A name without words of scope and verbs: 生产总值 of 全市生产总值首次 and 实现地区生产总值."""
    return _LEAD.sub("", _FIRST.sub("", name))
