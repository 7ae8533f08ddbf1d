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

_PASSED = regex.compile(r"(?:突破|冲破|跨[过越上]|越[过上]|迈[过上]|站[上稳])(?:了)?$")
_CHANGE = regex.compile(r"[比较][上去前同]|同比|增[加长]|减少|下降|上升|提高|其中|力争|确保|计划|预期|目标")
_BAR = regex.compile(r"(?:整数)?(?:大关|关口|关|门槛|台阶|以上)?")
_PASSING = regex.compile(
    r"(?:首次|年末|年底|全年|当年|预计|实际|最终|总[量额数]|共|已|完成|实现)*(?:达成|达到?|为|完成|实现)(?:了)?"
)
_RANK = regex.compile(r"[排位名]")  # a better rank is a smaller number
_FIRST = regex.compile(r"(?:首次|历史性|成功|一举|率先)+$")
_JOINTS = (",", "、", "(")
_PLANNED = regex.compile(r"力争|确保|目标|将|预期|争取|计划|有望|努力")
_REACH = 40
_SHOWN = 20
_NAME = 4
_HALF_MORE = Fraction(3, 2)


def passed(document: Document) -> Iterator[Relation]:
    """The bars with the figures that passed them; a figure below its bar contradicts it."""
    for scene in scenes(document):
        for bar in scene.quantities:
            if _PASSED.search(bar.before) and not _CHANGE.search(bar.before):
                behind = next(scene.behind(bar), None)
                if behind and _is_told_at_once(bar, behind):
                    yield from _judged(scene, bar, behind)
                else:
                    yield from _elsewhere(document, scene, bar)


def _is_told_at_once(bar: Quantity, figure: Quantity) -> bool:
    beside = figure.sentence == bar.sentence and figure.lead in _JOINTS and _BAR.fullmatch(bar.after)
    if not beside or not _PASSING.fullmatch(figure.before) or figure.is_rate != bar.is_rate:
        return False
    return family(figure.unit) == family(bar.unit)


def _elsewhere(document: Document, scene: Scene, bar: Quantity) -> Iterator[Relation]:
    """The one level of the bar's name that the document tells, if it has passed it, and by less than half."""
    name = _FIRST.sub("", label(scene, bar))
    planned = scene.paragraph.index >= plans_from(document)
    if planned or len(name) < _NAME or _PLANNED.search(scene.text, max(0, bar.start - _REACH), bar.start):
        return
    told = {
        one.quantity.number.value: one
        for one in named(document, name)
        if one.scene.paragraph.index < plans_from(document)
        and family(one.quantity.unit) == family(bar.unit)
        and one.quantity.tells
        and bar.number.value <= one.quantity.number.value < bar.number.value * _HALF_MORE
        and not _PASSED.search(one.quantity.before)
    }
    if len(told) == 1:
        (one,) = told.values()
        spans = tuple(sorted((scene.span(bar), one.scene.span(one.quantity))))
        least, figure = (f"{each.number.literal}{each.unit}" for each in (bar, one.quantity))
        yield Relation("repeat", "verified", scene.span(bar), spans, f"{figure} ≥ {least}")


def _judged(scene: Scene, bar: Quantity, figure: Quantity) -> Iterator[Relation]:
    told, least = (f"{one.number.literal}{one.unit}" for one in (figure, bar))
    if figure.number.value >= bar.number.value:
        yield scene.relation("repeat", "verified", figure, (bar, figure), f"{told} ≥ {least}")
    elif figure.interval.high is not None and figure.interval.high < bar.number.value:
        if _RANK.search(bar.before) or bar.unit in ("位", "名"):
            return
        name = _FIRST.sub("", label(scene, bar))[-_SHOWN:]
        words = f"“{name}”", f"突破{least}", told
        yield conflict(scene.span(figure), scene.span(bar), words, f"{told} < {least}", f"突破{least}")
