"""Shares of which neither part nor whole stands where or as it should: what agrees to three digits is read.

"网络申请141件、信函申请69件…，网络渠道占63.2%"; "乡镇持证人员197人，占全县持证执法人员的17.1%" of what stands
paragraphs before. A part that is only named is one with a word of that name, anywhere in the document;
its whole has two words of its own name, or is what the list of the part adds up to or begins with. Nothing is
ever said of what does not agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.labels import Labelled
from ..core.levels import is_level
from ..core.moves import move
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family
from .far import amounts
from .portion import Carried, Given, Portion, verified

_NOT_NOW = regex.compile(r"上年|去年|预计|预期|目标|计划|预算|力争|任务|规划|争取|确保|应|同期")
_EMPTY = regex.compile(
    r"[^\p{Han}ⅠⅡⅢⅣⅤ]+|其中|占比|比重|比例|总[数量额值]|全[国省市县区院年部]|[本我][市省县区院]|各[类级项]|案件|工作|[的了]"
)
_MEANS = ("平均", "均")
_TELLING = 3  # digits of a share that do not agree by chance
_PAIR = 2
_BACK, _SENTENCES = 12, 2
_PARTS, _THIRD = 4, 3
_QUESTIONS = 60  # names that are looked for in one document
_REACH = 40  # characters that may name an amount
_STOPS = "。;!?"


def loose_share(document: Document, portion: Portion, called: str, carried: Carried) -> Relation | None:
    """The relation of a share to the first amounts that give it; ``called`` is what its whole is called."""
    share = portion.quantity
    if not share.tells or share.number.approximate or share.number.high is None or move(share) is not None:
        return None
    if _NOT_NOW.search(portion.subject + called):
        return None
    wanted = printed(share.number)
    for scene, part in _parts(document, portion):
        own = Labelled(scene, part, "")
        for wholes in _wholes(document, scene, part, called, carried):
            ratio = Ratio((part,), tuple(one.quantity for one in wholes))
            if part.number.value and ratio.gives(wanted) and ratio.is_beside(share.number):
                return verified(portion, Given(ratio, own, wholes))
    return None


def _parts(document: Document, portion: Portion) -> list[tuple[Scene, Quantity]]:
    """The amount of a share and the one before a mean of it; else those that its subject may name."""
    if portion.part is not None:
        row, rows = portion.part.index, portion.scene.quantities
        found = [portion.part]
        if portion.part.before.endswith(_MEANS) and row and rows[row - 1].is_amount:
            found.append(rows[row - 1])
        return [(portion.scene, one) for one in found]
    said = pairs(portion.subject)
    near: list[tuple[int, Scene, Quantity]] = []
    for common, scene, one in _called(document, said, portion.scene):
        least = 1 if scene is portion.scene else _TELLING
        if common >= least and common * _THIRD >= len(said) and one.digits > 1:
            near.append((common, scene, one))
    near.sort(key=lambda each: -each[0])
    return [(scene, one) for _, scene, one in near[:_PARTS]]


def _called(document: Document, said: set[str], own: Scene) -> Sequence[tuple[int, Scene, Quantity]]:
    """The levels of a document that some words may name, with how many of their pairs stand beside each."""
    asked = document.once(_asked)
    key = frozenset(said), own.paragraph.index
    if key in asked or len(asked) >= _QUESTIONS or not said:
        return asked.get(key, ())
    asked[key] = [
        (common, scene, one)
        for scene in scenes(document)
        if sum(map(scene.text.__contains__, said)) >= (1 if scene is own else _PAIR)
        for one in scene.quantities
        if one.is_amount and (common := sum(map(words(scene, one).__contains__, said))) and is_level(one)
    ]
    return asked[key]


def _asked(_: Document) -> dict[tuple[frozenset[str], int], Sequence[tuple[int, Scene, Quantity]]]:
    """What was looked for so far."""
    return {}


def _wholes(
    document: Document, scene: Scene, part: Quantity, called: str, carried: Carried
) -> Iterator[tuple[Labelled, ...]]:
    """What an amount may be a share of: what is called so, else its list or the figures before it."""
    alike = family(part.unit)
    if called:
        told = pairs(called)
        for one in amounts(document, called, part.unit):
            if _holds(one.quantity, part):
                yield (Labelled(one.scene, one.quantity, ""),)
        for common, other, whole in _called(document, told, scene):
            if common >= _PAIR and family(whole.unit) == alike and _holds(whole, part):
                yield (Labelled(other, whole, ""),)
        return
    run = _run(scene, part)
    if len(run) > 1:
        yield tuple(Labelled(scene, one, "") for one in run)
    for base in reversed(scene.quantities[max(0, part.index - _BACK) : part.index]):
        if part.sentence - base.sentence > _SENTENCES:
            break
        if family(base.unit) == alike and _holds(base, part) and is_level(base):
            yield (Labelled(scene, base, ""),)
    for name, known in carried.items():
        if isinstance(name, str) and family(known.quantity.unit) == alike and _holds(known.quantity, part):
            yield (known,)


def _run(scene: Scene, part: Quantity) -> Sequence[Quantity]:
    """The figures of one measure told one after another around a part."""
    rows, first, end = scene.quantities, part.index, part.index + 1
    while first and _goes_on(rows[first - 1], part) and not rows[first].before.startswith("其中"):
        first -= 1
    while end < len(rows) and _goes_on(rows[end], part) and not rows[end].before.startswith("其中"):
        end += 1
    return rows[first:end]


def _goes_on(one: Quantity, part: Quantity) -> bool:
    alike = family(one.unit) == family(part.unit) and one.sentence == part.sentence
    return alike and one.is_amount and one.depth == part.depth and is_level(one)


def _holds(whole: Quantity, part: Quantity) -> bool:
    return whole is not part and whole.is_amount and whole.number.value > part.number.value


def words(scene: Scene, quantity: Quantity) -> str:
    """The words of its segment in front of a figure, and those behind it."""
    text = scene.text[max(0, quantity.start - _REACH) : quantity.start]
    return text[max(map(text.rfind, _STOPS)) + 1 :] + "|" + quantity.after


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text that say something."""
    return {
        piece[at : at + _PAIR] for piece in _EMPTY.sub("|", text).split("|") for at in range(len(piece) - 1)
    }
