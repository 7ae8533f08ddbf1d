"""Next year's plan, against what was reached this year: "安排21500万元，比上年完成数增长15.3%".

This year's figure stands in a part of the report of its own, and is known by its name and its measure. It is
evidence where it gives the growth; where it does not, that is a warning only if the document has one amount of
that name and one wrong digit explains the difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...facts.metadata import report_year
from ...kept import regex
from ...model import Relation
from ..core.labels import label, named, same_name
from ..core.levels import is_level
from ..core.moves import Move
from ..core.scene import Quantity, Scene
from ..core.units import family
from .another import is_slip
from .growth import REAL, growth
from .said import told_apart
from .track import Track

_YEAR = regex.compile(r"(?:(?:19|20)\d\d|[今明来上去])年(?:底|末)?度?")
_ARRANGED = regex.compile(
    r"(?:(?:年?初?预算|计划|预期|预计|建议|初步|拟|力争|确保|目标|达到?|实现|完成|数)*(?:安排|确定|下达)?(?:到|为|是)?)$"
)
_WILL = regex.compile(r"^(?:要|将|计划|力争|确保|争取|其中|年内|当年|[市区县]里)+")
_LAST = ("上年", "去年", "同期")
_SHORT, _LONG = 2, 4  # characters of a name that tells something, and of one that tells a figure alone
_ROUNDED = 3  # points that a plan in whole percent may be off what it makes of this year's figure
_TELLING = 3  # digits of a figure that does not agree by chance


def ahead(document: Document, scene: Scene, track: Track) -> Iterator[Relation]:
    """The relations of a planned level with what the report says was reached."""
    level = track.level
    if level.number.kind != "number" or not level.unit:
        return
    for stated in track.moves:
        if stated.quantity.number.kind != "percent" or stated.mean or stated.planned or stated.each:
            continue
        if stated.quantity.number.approximate or not _is_yearly(document, scene, level, stated):
            continue
        name = _bare(label(scene, level)) or _bare(stated.subject)
        if len(name) > _SHORT and (relation := _held(document, scene, level, stated, name)):
            yield relation


def _is_yearly(document: Document, scene: Scene, level: Quantity, stated: Move) -> bool:
    """Whether a change is one from the year before: 比上年, 比2010年 in the plan of 2011, and nothing named."""
    if not stated.against or stated.against.startswith(_LAST):
        return True
    if not stated.against[:4].isdecimal():
        return False
    since, planned = int(stated.against[:4]), _YEAR.search(scene.text, 0, level.start)
    if planned and planned[0][:4].isdecimal():
        return int(planned[0][:4]) == since + 1
    return report_year(document) in (since, since + 1)


def _bare(words: str) -> str:
    return _ARRANGED.sub("", _WILL.sub("", _YEAR.sub("", words))).strip("的")


def _held(document: Document, scene: Scene, level: Quantity, stated: Move, name: str) -> Relation | None:
    known = [
        one
        for one in named(document, name)
        if (one.scene.paragraph.index, one.quantity.sentence) < (scene.paragraph.index, level.sentence)
        and family(one.quantity.unit) == family(level.unit)
        and not one.quantity.number.approximate
        and is_level(one.quantity)
        and same_name(_bare(one.label), name)
    ]
    alone = len({one.quantity.number.value for one in known}) == 1
    for one in known:
        told = alone or min(one.quantity.digits, level.digits) >= _TELLING
        outcome = growth(one.quantity, level, stated.quantity, stated.sign)
        near = outcome.found is not None and abs(outcome.found - stated.quantity.number.value) < 1
        if told and outcome.holds and (near or not level.number.approximate):
            return told_apart(scene, stated, [(one.scene, one.quantity), (scene, level)], outcome)
    if level.number.approximate or not alone or len(name) < _LONG or stated.soft or REAL.search(name):
        return None
    start = known[0].quantity
    if min(start.digits, level.digits) < _TELLING or not is_slip(start, level, stated):
        return None
    outcome, by = growth(start, level, stated.quantity, stated.sign), stated.quantity.number
    if outcome.found is None or abs(outcome.found - by.value) <= (1 if by.decimals else _ROUNDED):
        return None
    return told_apart(scene, stated, [(known[0].scene, start), (scene, level)], outcome, wrong=True)
