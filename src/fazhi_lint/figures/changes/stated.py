"""A percentage of a figure printed right before it: "占总支出2940.05万元的50%", "完成预算2.95万元的69.49%"."""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Document
from ...kept import regex
from ...model import Hit, Related, Relation, RelationKind, Severity
from ..core.moves import move
from ..core.ratios import Ratio, mended, printed, slipped
from ..core.recall import recalled, topic
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family

_OF = regex.compile(
    r"(?P<share>占到?|相当于|恢复[到至])[^,;。]{0,24}\(?$|(?:完成|实现)了?[^,;。]{0,16}(?:预算|计划|目标|任务)[^,;。]{0,6}\(?$"
    r"|(?:为|是|达到?)[^,;。]{0,10}(?:预算|计划|目标|任务)[^,;。]{0,6}\(?$"
)
_WORDS = regex.compile(
    r"\p{Han}{0,6}?的(?:(?:比重|比例|份额)(?:均|已)?(?:达到?|为|是)?(?:约)?)?"
)  # 占应建11个院的
_ASIDE = regex.compile(r"\([^()\d]*\)")  # 占全部12个镇(街道)的
_DIVIDED = regex.compile(r"\([^()]*\)")  # 占总数214件(建议87件、提案127件)的
_OVER = regex.compile(r"超[出过]?[^,;。]{0,10}(?:预算|计划|目标|任务)[^,;。]{0,6}$")
_REACH = 40  # characters before a whole that say what is taken of it
_BACK = 4  # quantities looked through for a part
_FEW = 5  # amounts that are added up at most
_FAR = 24  # characters of what is done with a part
_TIMES = frozenset("年月日天") | {"个月"}
# What is said of a part before the words that lead to its whole: (含甲类158万人), 比预算短收64万元,.
_SAID = regex.compile(
    r"\([^()]*\)|,?(?:占|同?比|较|超收?|短收|[增减]收)[^,;。]*|(?:[仅只已均就也共约还]|大约|超额)+$"
)
_COMPARED = ("比", "较", "同比", "超", "短收", "增收", "减收")
_SUBJECT = regex.compile(r"[,;。:](\p{Han}{2,12})$")
_TELLING = 3  # digits of a share that no other amount gives by chance, and characters of a name
_SHORT = 2  # a name of so few characters may be anything: 收入


def stated_wholes(document: Document) -> Iterator[Relation]:
    """The relations of the percentages whose whole is printed right before them."""
    for scene in scenes(document):
        if "的" not in scene.text or "%" not in scene.text:
            continue
        for quantity in scene.quantities:
            if "的" not in quantity.before or quantity.index < 2 or quantity.number.kind != "percent":
                continue
            if quantity.before == "的" or _WORDS.fullmatch(quantity.before):
                whole = _before(scene, quantity)
                between = scene.text[whole.stop : quantity.start]
                between = (_DIVIDED.sub("", between) if "(" in between else between).removeprefix(")")
                if between != quantity.before and not _WORDS.fullmatch(_ASIDE.sub("", between)):
                    continue
                pairs = list(_pairs(scene, whole, quantity))
                for share, part, own in pairs:
                    relation = _judge(scene, share, own, part, len(pairs) > 1)
                    if relation:
                        yield relation


def _before(scene: Scene, share: Quantity) -> Quantity:
    """The amount before a share, also where brackets divide it: 占214件(建议87件、提案127件)的91.6%."""
    last = scene.quantities[share.index - 1]
    if last.depth > share.depth:
        for one in reversed(scene.quantities[max(0, share.index - _FEW) : share.index - 1]):
            if one.depth <= share.depth:
                return one if scene.text.startswith("(", one.stop) else last
    return last


def _pairs(scene: Scene, whole: Quantity, first: Quantity) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """Every percentage with its part and whole: "分别受理40件、35件，占全市100件的40%、35%" has several.

    So has "改造112个、惠及2.38万户，分别占计划(120个、2.5万户)的93.3%、95.2%", each with a whole of its own.
    """
    shares = scene.row(first)
    size = len(shares)
    if size == 1:
        part = _told(scene, whole) or _named(scene, whole, first) or _part(scene, whole)
        if part:
            yield first, part, whole
        return
    for wholes in ((whole,) * size, scene.quantities[max(0, whole.index + 1 - size) : whole.index + 1]):
        parts = scene.quantities[max(0, wholes[0].index - size) : wholes[0].index]
        if len(parts) == len(wholes) == size and all(
            part.sentence == one.sentence
            and family(part.unit) == family(one.unit)
            and part.number.kind == "number"
            for part, one in zip(parts, wholes, strict=True)
        ):
            yield from zip(shares, parts, wholes, strict=True)
            return


def _judge(scene: Scene, quantity: Quantity, whole: Quantity, part: Quantity, listed: bool) -> Relation | None:
    """A percentage against its part and whole; ``listed`` says that it is one of several shared out."""
    words = _OF.search(scene.text, max(0, whole.start - _REACH), whole.start)
    if not whole.number.value:
        return None
    if words is None:
        more = Ratio((part,), (whole,), off=(whole,))  # 689亿元，超过计划650亿元的6%
        over = _OVER.search(scene.text, max(0, whole.start - _REACH), whole.start)
        if over is None or part.number.value <= whole.number.value or not more.gives(printed(quantity.number)):
            return None
        shown = more.show(quantity.number.decimals)
        return scene.relation("rate", "verified", quantity, (part, whole, quantity), shown)
    ratio = Ratio((part,), (whole,))
    if ratio.percent is None or whole.number.high is None:
        return None
    used: tuple[Quantity, ...] = (part, whole, quantity)
    places = quantity.number.decimals
    kind: RelationKind = "share" if words["share"] else "rate"
    if ratio.gives(printed(quantity.number)):
        return scene.relation(kind, "verified", quantity, used, ratio.show(places))
    row = [] if listed else _row(scene, part)
    for start in range(len(row) - 1):
        together = Ratio(tuple(row[start:]), (whole,))
        if together.gives(printed(quantity.number)):
            used = (*row[start:], whole, quantity)
            return scene.relation(kind, "verified", quantity, used, together.show(places))
    formula = f"{ratio.show(places)} ≠ {quantity.number.literal}"
    # Only what follows the part at once, with no subject of its own, is surely said of it.
    between = scene.text[part.stop : max(part.stop, words.start())]
    told = part.segment != whole.segment and part is _told(scene, whole)
    tight = listed or told or (part.index == whole.index - 1 and between in ("", ","))
    if len(row) > 1 and not told:  # 新建31座、改建12座，完成任务50座的86% speaks of both
        tight = False
    if not tight and not (_may_be(scene, part, whole, between) and slipped(quantity.number, ratio)):
        return None
    clause = max(scene.text.rfind("。", 0, part.start), scene.text.rfind(";", 0, part.start)) + 1
    among = scene.text.rfind("其中", clause, part.start)
    head = scene.before(among) if among >= 0 else None
    if head and family(head.unit) == family(part.unit) and not told:
        return None  # 新建31座，其中城区22座、乡镇9座，完成任务50座的62% speaks of the whole
    sure = tight and not told and not any(one.number.approximate for one in used)
    name = "恢复比例" if "恢复" in words.group() else "占比" if words["share"] else "完成比例"
    fields = {"rate": name, "stated": quantity.number.literal, "result": f"算得{ratio.result(places)}"}
    related = tuple(Related(scene.span(one), one.number.literal) for one in (part, whole))
    focus = scene.span(quantity)
    fix = mended(focus, quantity.number, ratio)
    hit = Hit(focus, fields, None if sure else Severity.WARNING, (formula,), related, fix)
    return scene.relation(kind, "contradicted", quantity, used, formula, "rate-mismatch", hit)


def _row(scene: Scene, part: Quantity) -> list[Quantity]:
    """The levels of one unit that stand in a row before an amount in its sentence, that one last."""
    found = [part]
    for quantity in reversed(scene.quantities[max(0, part.index - _FEW) : part.index]):
        alike = quantity.sentence == part.sentence and family(quantity.unit) == family(part.unit)
        if not alike or quantity.number.kind != "number" or quantity.number.vague or move(quantity) is not None:
            break
        found.insert(0, quantity)
    return found


def _may_be(scene: Scene, part: Quantity, whole: Quantity, between: str) -> bool:
    """Whether what is done goes on in the next clause: 推动512户升级为企业，完成任务480户的106.7%."""
    between = _SAID.sub("", between)
    clauses = between in ("", ",") or between.find(",") == len(between) - 1 <= _FAR
    return clauses and not any(
        one.number.kind == "number"
        and one.unit not in _TIMES
        and one.depth <= part.depth
        and not one.before.startswith(_COMPARED)
        for one in scene.quantities[part.index + 1 : whole.index]
    )


def _told(scene: Scene, whole: Quantity) -> Quantity | None:
    """The amount told before of what a segment begins with: 本级收入完成预算80万元的112.5%."""
    before = scene.quantities[whole.index - 1]
    if before.segment == whole.segment and not before.depth:
        return None
    name = topic(scene, whole.start)
    found = recalled(scene, name, whole.index) if len(name) > _SHORT else None
    return found if found and family(found.unit) == family(whole.unit) else None


def _named(scene: Scene, whole: Quantity, share: Quantity) -> Quantity | None:
    """The amount whose name leads to a share of another, where it gives it: 到位金额占标的105亿元的50.08%."""
    text = scene.text
    at = text.rfind("占", max(0, whole.start - _FAR), whole.start)
    subject = _SUBJECT.search(text, max(0, at - _FAR), at) if at > 0 and share.digits >= _TELLING else None
    if subject is None or len(subject[1]) < _SHORT:
        return None
    for one in reversed(scene.quantities[max(0, whole.index - _FAR) : whole.index]):
        if (
            subject[1][-_TELLING:] in one.before
            and one.is_amount
            and family(one.unit) == family(whole.unit)
            and Ratio((one,), (whole,)).gives(printed(share.number))
        ):
            return one
    return None


def _is_whole(scene: Scene, one: Quantity) -> bool:
    """Whether a share of an amount stands behind it: 超过计划650亿元的6%，为调整计划706亿元的97.6%."""
    share = scene.quantities[one.index + 1]
    said = scene.text[max(0, one.start - _REACH) : one.start]
    return share.is_rate and share.before == "的" and (_OF.search(said) or _OVER.search(said)) is not None


def _part(scene: Scene, whole: Quantity) -> Quantity | None:
    """The amount that is compared with the whole: the last one before it that is no increase."""
    for row in range(whole.index - 1, max(-1, whole.index - 1 - _BACK), -1):
        found = scene.quantities[row]
        if found.sentence != whole.sentence or whole.clause - found.clause > 2:
            return None
        if found.depth > whole.depth or move(found) is not None or found.number.kind != "number":
            continue
        if _is_whole(scene, found):
            continue
        if found.unit in _TIMES and whole.unit not in _TIMES:  # 2381套建成后空置超过一年
            continue
        return found if family(found.unit) == family(whole.unit) and not found.number.vague else None
    return None
