"""Portions of a stated whole: "其中A a件，占p%", "占生产总值的比重为p%", recomputed (FZ103).

The whole is the total that the list belongs to, or the amount of the name that follows 占, wherever in the
document it stands. Only a whole in the same sentence makes an error.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import regex

from ..document import Document
from ..model import Hit, Related, Relation, Severity
from ..values import value
from .labels import Labelled, front, named, same_name
from .moves import move
from .ratios import Ratio, gives, mended, printed
from .scene import Quantity, Scene, scenes
from .units import family

_REST = regex.compile(
    r"(?:到|了|全部|整个)*(?P<whole>.*?)(?:的|之)?(?:比重|比例|比率|份额|百分比|比)?"
    r"(?:均|都|分别|已|也|仅|只)*(?:达到?了?|为|是|至|到|提高到|上升到|下降到|降至|升至)?(?:约|近|超过?|高达|逾)?"
)
_AGAINST = regex.compile(r"(?:与|相当于)(?P<whole>[^,;。]{2,20}?)(?:之比|的比[例重值])?的?(?:为|是|达到?)?$")
_AGAIN = regex.compile(r"^(?P<subject>[^占]{3,})(?:所占)?(?:比重|比例|占比)(?:达到?|为|是)?$")
_GENERIC = regex.compile(r"(?:[总全合]|本年)?(?:数|量|额|计|部|体|件|案件|数量|总量|总数|人数|投资|面积)?")
_ELSEWHERE = regex.compile(r"(?:全|我)?(?:国|省|市|县|区|自治区|州|球|世界)|全行业")
_NO_SUBJECT = regex.compile(
    r"(?:其中|所|约|已|均|各|分别|也|又|共|总共|合计|其|、|和|只|仅|数量|总量|金额|人数)*"
)
_CUE = regex.compile(r"占|相当于|之比")
_PLANNED = regex.compile(r"力争|目标|确保|争取|预期|计划|规划|到20\d\d年")
_CLAUSE = 40
_FAR = 12


@value
class Portion:
    """A percentage of a whole.

    ``part`` is the amount it follows; where it follows none, ``subject`` names the part. ``whole`` names the
    whole, "" where that is the total of the list.
    """

    scene: Scene
    quantity: Quantity
    part: Quantity | None
    subject: str
    whole: str


@value
class Given:
    """Two stated amounts that give a portion."""

    ratio: Ratio
    part: Labelled
    whole: Labelled


def portions(document: Document) -> Iterator[Relation]:
    """The relations of the portions of a document."""
    for scene in scenes(document):
        if "%" not in scene.text or _CUE.search(scene.text) is None:
            continue
        found = list(_found(scene))
        given = [(portion, _given(document, portion)) for portion in found]
        in_sentence = Counter(portion.quantity.sentence for portion in found)
        proved: dict[int, set[int]] = defaultdict(set)
        for portion, fit in given:
            if fit and not portion.whole and fit.whole.scene is scene:
                proved[portion.quantity.sentence].add(fit.whole.quantity.index)
        for portion, fit in given:
            sentence = portion.quantity.sentence
            if fit:
                yield _relation(portion, fit)
            elif relation := _against(document, portion, proved[sentence], in_sentence[sentence] > 1):
                yield relation


def _found(scene: Scene) -> Iterator[Portion]:
    """The portions of a scene; "B比重为q%" has the whole of "A占W的比重为p%" before it."""
    last: Portion | None = None
    for quantity in scene.quantities:
        if not quantity.is_rate or quantity.number.vague:
            continue
        portion = _portion(scene, quantity)
        if portion is None and last and last.whole and last.quantity.sentence == quantity.sentence:
            again = _AGAIN.search(front(scene, quantity))
            if again:
                portion = Portion(scene, quantity, None, again["subject"], last.whole)
        if portion:
            last = portion
            yield portion


def _portion(scene: Scene, quantity: Quantity) -> Portion | None:
    words = front(scene, quantity)
    at = words.rfind("占")
    if at >= 0:
        rest = _REST.fullmatch(words, at + 1)
        if rest is None:
            return None
        subject, whole = words[:at], rest["whole"]
    else:
        against = _AGAINST.search(words)
        if against is None:
            return None
        subject, whole = words[: against.start()], against["whole"]
    if _ELSEWHERE.fullmatch(whole) or "分别" in words[at:]:
        return None
    whole = "" if _GENERIC.fullmatch(whole) else whole
    if _NO_SUBJECT.fullmatch(subject) is None:
        return Portion(scene, quantity, None, subject, whole) if whole else None
    part = _part(scene, quantity)
    return Portion(scene, quantity, part, "", whole) if part else None


def _part(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The amount a percentage follows: the last one before it that is no increase."""
    for row in range(quantity.index - 1, max(-1, quantity.index - 6), -1):
        before = scene.quantities[row]
        if before.sentence != quantity.sentence or quantity.clause - before.clause > 4:
            return None
        if before.depth > quantity.depth or move(before) is not None:
            continue
        if before.number.kind != "number" or before.number.vague:
            return None
        return before
    return None


def _given(document: Document, portion: Portion) -> Given | None:
    """Stated amounts that give the portion: the whole that it names, else the totals before the part."""
    wanted = printed(portion.quantity.number)
    for part in _parts(document, portion):
        for whole in (*_named(document, portion, part.quantity), *_before(part)):
            if whole.quantity is part.quantity or whole.quantity.number.high is None:
                continue
            if gives(part.quantity.number, whole.quantity.number, wanted):
                return Given(Ratio((part.quantity,), (whole.quantity,)), part, whole)
    return None


def _parts(document: Document, portion: Portion) -> list[Labelled]:
    if portion.part is not None:
        return [Labelled(portion.scene, portion.part, "")]
    return list(named(document, portion.subject))[:_FAR]


def _named(document: Document, portion: Portion, part: Quantity) -> list[Labelled]:
    if not portion.whole:
        return []
    found = [
        item
        for item in named(document, portion.whole)
        if item.quantity is not part and _measures(item.quantity, part)
    ]
    own = [item for item in found if item.scene is portion.scene]
    return (own + [item for item in found if item.scene is not portion.scene])[:_FAR]


def _before(part: Labelled) -> Iterator[Labelled]:
    """The totals before a part: in its sentence and the one before."""
    row = part.quantity.index
    for quantity in reversed(part.scene.quantities[max(0, row - _FAR) : row]):
        if part.quantity.sentence - quantity.sentence > 1:
            return
        if _measures(quantity, part.quantity) and quantity.number.value >= part.quantity.number.value:
            yield Labelled(part.scene, quantity, "")


def _measures(whole: Quantity, part: Quantity) -> bool:
    number = whole.number
    return (
        number.kind == "number"
        and not number.vague
        and family(whole.unit) == family(part.unit)
        and move(whole) is None
    )


def _against(document: Document, portion: Portion, proved: set[int], listed: bool) -> Relation | None:
    """The portion held against the one whole it can mean; None where that is not certain.

    ``proved`` are the rows of totals that give other portions of the same sentence; ``listed`` says that there
    are others. Shares of a list are often moved by one in the last place so that they make 100.
    """
    scene, quantity, part = portion.scene, portion.quantity, portion.part
    if part is None or quantity.number.high is None or move(quantity) is not None:
        return None
    found = _only_whole(document, portion, part, proved)
    if found is None or found[0].quantity.number.high is None or part.number.high is None:
        return None
    whole, sure = found
    ratio = Ratio((part,), (whole.quantity,))
    if ratio.percent is None:
        return None
    if listed and abs(quantity.number.value - ratio.value) <= quantity.number.step * 3 / 2:
        return None
    used = (part, whole.quantity, quantity)
    severity = None if sure and not any(one.number.approximate for one in used) else Severity.WARNING
    places = quantity.number.decimals
    formula = f"{ratio.show(places)} ≠ {quantity.number.literal}"
    spans = (scene.span(part), whole.scene.span(whole.quantity), scene.span(quantity))
    related = (
        Related(spans[0], f"部分：{part.number.literal}"),
        Related(spans[1], f"总数：{whole.quantity.number.literal}"),
    )
    fields = {"rate": "占比", "stated": quantity.number.literal, "result": f"算得{ratio.result(places)}"}
    fix = mended(spans[2], quantity.number, ratio)
    hit = Hit(spans[2], fields, severity, (formula,), related, fix)
    return Relation("share", "contradicted", spans[2], tuple(sorted(spans)), formula, "rate-mismatch", hit)


def _only_whole(
    document: Document, portion: Portion, part: Quantity, proved: set[int]
) -> tuple[Labelled, bool] | None:
    """The whole that a portion must mean, and whether nothing else can excuse it."""
    scene = portion.scene
    if portion.whole:
        wholes = {
            item.quantity.number.value: item
            for item in _named(document, portion, part)
            if same_name(item.label, portion.whole)
        }
        if len(wholes) != 1:
            return None
        (whole,) = wholes.values()
        cut = whole.quantity.index > 0 and not whole.quantity.lead  # "三县实现GDP": the name begins earlier
        clause = scene.text[max(0, part.start - _CLAUSE) : portion.quantity.start]
        if cut or _PLANNED.search(clause):
            return None
        return whole, whole.scene is scene and whole.quantity.sentence == part.sentence
    if len(proved) == 1:
        return Labelled(scene, scene.quantities[next(iter(proved))], ""), True
    total = _among(scene, part)
    return (Labelled(scene, total, ""), portion.quantity.index == part.index + 1) if total else None


def _among(scene: Scene, part: Quantity) -> Quantity | None:
    """The total right before "其中" where the part is the first after it."""
    if part.index == 0:
        return None
    before = scene.quantities[part.index - 1]
    between = scene.text[before.stop : part.start]
    if "其中" not in between or "。" in between or before.depth > part.depth or not _measures(before, part):
        return None
    return before


def _relation(portion: Portion, fit: Given) -> Relation:
    spans = [item.scene.span(item.quantity) for item in (fit.part, fit.whole)]
    focus = portion.scene.span(portion.quantity)
    formula = fit.ratio.show(portion.quantity.number.decimals)
    return Relation("share", "verified", focus, tuple(sorted({*spans, focus})), formula)
