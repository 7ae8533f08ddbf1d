"""What was added, within what there is now, where "其中" does not say so: 企业增加261家、总数达到2190家.

The later figure may be a bar that was passed: 新增经营主体5000余户，总量突破3.4万户. All of this only confirms.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.scene import Quantity, Scene, scenes
from ..core.terms import Term
from ..core.units import family
from ..core.verdicts import fits, included

_ADDED = regex.compile(r"(?:新[增建设添认引入]|净增|增[加设])(?:了|加)?\p{Han}{0,12}$")
_IN_ALL = regex.compile(
    r"(?P<all>总[数量额]|总规模|总户数|总人数|保有量|存量|累计)?(?:[已共均将累]|累计|历史性|首次)*"
    r"(?:达到?|突破|增[至到]|增加[至到]|扩大[至到]|超过|为|有)?(?:了)?"
)
_REACHED = regex.compile(r"(?:达到?|突破|增[至到]|增加[至到]|扩大[至到]|超过)(?:了)?$")
_JOINTS = (",", "、")


def stocks(document: Document) -> Iterator[Relation]:
    """The parts that were added, of the figure right behind them that tells what there is in all."""
    for scene in scenes(document):
        for added in scene.quantities[:-1]:
            if added.number.vague or not _ADDED.search(added.before):
                continue
            if held := _in_all(scene, added):
                part, whole = (Term(scene, one, family(one.unit), False) for one in (added, held))
                if fits(whole, part):
                    yield included(whole, part)


def _in_all(scene: Scene, added: Quantity) -> Quantity | None:
    """The figure that tells what there is in all; a growth may stand between: 新增9家，增长5%，总数达48家."""
    for one in scene.quantities[added.index + 1 : added.index + 3]:
        if one.segment != added.segment or one.depth != added.depth:
            return None
        if not one.is_rate:
            told = _IN_ALL.fullmatch(one.before) if one.lead in _JOINTS else None
            sure = told is not None and (told["all"] or _REACHED.search(one.before))
            alike = family(one.unit) == family(added.unit) and not one.number.vague
            return one if sure and alike and one.after in ("", added.after) else None
    return None
