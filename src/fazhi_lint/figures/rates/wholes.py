"""What a portion is a portion of, and whether it is: see :mod:`.portions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import changed
from ..core.labels import Labelled, named, same_name
from ..core.levels import is_level
from ..core.moves import move
from ..core.ratios import Ratio, is_likely, moved, printed, slipped, slipped_apart
from ..core.scene import Quantity, Scene
from .far_shares import far_share, is_of_another, keep
from .given import ENDINGS, full_lists, given_by, measures, totals_behind, wholes_named
from .portion import Carried, Given, Portion, contradicted, verified

_PLANNED = regex.compile(r"力争|目标|确保|争取|预期|计划|规划|到20\d\d年")
_PLAN = regex.compile(r"计划|预算|目标|任务|限额|上年|去年|同期|应")
_AMONG = regex.compile(r"[其当]中[,:]?[^\d,;。]{0,30}$")
_OF = regex.compile(r"中[,:]?(?:仅|只|已|目前)?有$")  # 全县15个乡镇中仅有6个
_ASIDE = regex.compile(r"\([^()%]{0,16}\d")  # (同期起诉691人)
_SCOPE = regex.compile(r"全[国省市县区]")
_CLAUSE = 40
_FAR, _FOUR, _NEAR = 12, 4, 3
_FEW = 2  # shares that are no list


def judge(
    document: Document, scene: Scene, listed: Sequence[Portion], carried: Carried
) -> Iterator[tuple[Portion, Relation]]:
    """The portions of one sentence, each with its relation if it has one."""
    names = [portion.whole for portion in listed]
    listed = [_unnamed(document, portion) for portion in listed]
    sums = full_lists(scene, listed)
    parts = {portion.part.index for portion in listed if portion.part}
    given = [(portion, given_by(document, portion, sums, parts)) for portion in listed]
    proved = {
        tuple(whole.quantity.index for whole in fit.wholes): fit.wholes
        for portion, fit in given
        if fit and not portion.whole and portion.quantity.number.value
        if all(whole.scene is scene for whole in fit.wholes)
    }
    only = next(iter(proved.values())) if len(proved) == 1 else ()
    called = {name for (portion, fit), name in zip(given, names, strict=True) if fit and not portion.whole}
    complete = sums[0] if sums else ()
    doubtful = _doubtful(given)
    unread: list[Portion] = []
    for (portion, fit), name in zip(given, names, strict=True):
        if fit:
            keep(carried, portion, fit.wholes, name)
            yield portion, verified(portion, fit)
            continue
        if _ASIDE.match(scene.text, portion.quantity.stop):
            from .told_wholes import aside, inner_parts

            if relation := aside(portion) or inner_parts(portion):
                yield portion, relation
                continue
        far = far_share(document, portion, name, carried)
        if far and far.verdict == "verified":
            yield portion, far
        elif relation := _against(
            document, portion, only, listed, strange=not name and bool(called - {""}) and "" not in called
        ) or (_of_all(portion, complete)):
            if not (doubtful and portion.bare):
                yield portion, relation
        elif far:
            yield portion, far
        else:
            from .bound_shares import bound_share
            from .loose_shares import loose_share
            from .told_shares import told

            relation = told(document, portion) if portion.subject else None
            relation = relation or bound_share(document, portion, name)
            if relation := relation or loose_share(document, portion, name, carried):
                yield portion, relation
            else:
                unread.append(portion)
    if unread and len(listed) > _FEW:
        from .bound_shares import common_whole, implied_whole

        found = [pair for pair in common_whole(document, listed) if pair[0] in unread]
        yield from found or implied_whole(unread)
    if complete and only == complete:
        yield from _beside_total(scene, listed, complete)


def _doubtful(given: Sequence[tuple[Portion, Given | None]]) -> bool:
    """Whether no word says that percentages are shares, and more than one of them is not of what stands before.

    甲县600万元，50%；乙县300万元，60%；丙县200万元，67% may tell how much of a plan was done.
    """
    bare = [(portion, fit) for portion, fit in given if portion.bare]
    parts = {portion.part.index for portion, _ in bare if portion.part}
    fits = [
        fit
        for _, fit in bare
        if fit and (len(fit.wholes) > 1 or parts.isdisjoint(one.quantity.index for one in fit.wholes))
    ]
    return len(fits) < max(1, len(bare) - 1)


def _unnamed(document: Document, portion: Portion) -> Portion:
    """A portion without the name of its whole, where nothing in the document has that name."""
    if portion.part is None or not portion.whole or _PLAN.search(portion.whole):
        return portion
    if wholes_named(document, portion, portion.part):
        return portion
    return changed(portion, whole="")


def _against(
    document: Document,
    portion: Portion,
    proved: Sequence[Labelled],
    listed: Sequence[Portion],
    *,
    strange: bool,
) -> Relation | None:
    """The portion held against the one whole it can mean; None where that is not certain.

    ``proved`` is the whole that gives other portions of the same sentence; it is ``strange`` where those tell
    its name and this one does not: 占经济圈的46.5%；进出口4126亿元、占58.4%. Shares of a list are often moved
    by one in the last place so that they make 100.
    """
    scene, quantity = portion.scene, portion.quantity
    if quantity.number.high is None or move(quantity) is not None:
        return None
    if portion.part is None:
        return _elsewhere(document, portion)
    part = Labelled(scene, portion.part, "")
    if portion.part.number.high is None:
        return None
    found = _only_whole(document, portion, portion.part, proved)
    if found is None:
        return _slip(portion, part)
    wholes, sure = found
    if any(whole.quantity.number.high is None for whole in wholes):
        return None
    ratio = Ratio((portion.part,), tuple(whole.quantity for whole in wholes))
    if ratio.percent is None or _is_nested(scene, portion, wholes):
        return None
    near = abs(quantity.number.value - ratio.value) <= quantity.number.step * 3 / 2
    if len(listed) > 1 and near:
        return None
    apart = any(
        whole.scene is not scene or whole.quantity.sentence != portion.part.sentence for whole in wholes
    )
    loose = apart or _shares_out(scene, wholes[0].quantity, portion.part)
    far = apart or strange or (not portion.whole and not proved and loose)
    if far and not slipped(quantity.number, ratio):
        return None  # 完成工业总产值80.67亿元 of three parks is not that of 占全区工业总产值的22.3%
    if apart and is_of_another(document, scene, portion.part, quantity, portion.whole):
        return None
    sure = sure and not portion.bare and is_likely(quantity.number, ratio)
    return contradicted(portion, Given(ratio, part, tuple(wholes)), sure)


def _shares_out(scene: Scene, whole: Quantity, part: Quantity) -> bool:
    """Whether a whole is itself a share of something: 税收92亿元，占收入的73%，其中市级28亿元，占68%."""
    if whole.index + 1 >= part.index:
        return False
    share = scene.quantities[whole.index + 1]
    return share.is_rate and "占" in share.before and share.before.endswith("的")


def _slip(portion: Portion, part: Labelled) -> Relation | None:
    """A portion and the total before it that one wrong digit keeps from agreeing, where no word binds them."""
    row = part.quantity.index
    among = _OF.search(part.scene.text, max(0, part.quantity.start - _FAR), part.quantity.start)
    if portion.bare or not (portion.quantity.number.decimals or among):
        return None
    for quantity in reversed(part.scene.quantities[max(0, row - _NEAR) : row]):
        if quantity.sentence != part.quantity.sentence:
            return None
        if not measures(quantity, part.quantity):
            continue
        if _is_item(part.scene, quantity, part.quantity) or _is_wider(portion, quantity):
            return None
        whole = Labelled(part.scene, quantity, "")
        ratio = Ratio((part.quantity,), (quantity,))
        if ratio.gives(printed(portion.quantity.number)):
            return verified(portion, Given(ratio, part, (whole,)))
        if slipped(portion.quantity.number, ratio):
            return contradicted(portion, Given(ratio, part, (whole,)), False)
        return None
    return None


def _is_wider(portion: Portion, whole: Quantity) -> bool:
    """Whether a share is told to be of another scope: 全市受理512件，其中网上214件，占全省总量的43.8%."""
    scope = _SCOPE.search(portion.quantity.before)
    own = _SCOPE.search(whole.before) if scope else None
    return bool(scope and own and scope[0] != own[0])


def _is_item(scene: Scene, other: Quantity, part: Quantity) -> bool:
    """Whether an amount before a part is an item of the same list: A 652个，占40.4%；B 218个，占13.5%."""
    between = scene.text[other.stop : part.start]
    own = scene.quantities[other.index + 1]
    return "其中" not in between and (part.lead == "、" or (own.is_rate and "占" in own.before))


def _is_nested(scene: Scene, portion: Portion, wholes: Sequence[Labelled]) -> bool:
    """Whether a portion is one of the whole of its whole: A 500公里，占80%，其中B 100公里，占16%."""
    (whole,) = wholes if len(wholes) == 1 else (None,)
    if whole is None or portion.part is None or whole.scene is not scene:
        return False
    if whole.quantity.index > portion.part.index or not whole.quantity.number.value:
        return False
    above = scene.quantities[whole.quantity.index + 1]
    if not above.is_rate or "占" not in above.before or above.index == portion.quantity.index:
        return False
    of_all = portion.part.number.value / whole.quantity.number.value * above.number.value
    slack = portion.quantity.number.step + above.number.step
    return abs(of_all - portion.quantity.number.value) <= slack


def _of_all(portion: Portion, complete: Sequence[Labelled]) -> Relation | None:
    """A portion of a list whose shares make 100%, where one wrong digit in its amount keeps them apart."""
    part = portion.part
    if part is None or not complete or not portion.quantity.number.decimals:
        return None
    rest = tuple(one.quantity for one in complete if one.quantity is not part)
    if not slipped_apart(portion.quantity.number, part, rest):
        return None
    ratio = Ratio((part,), tuple(one.quantity for one in complete))
    return contradicted(portion, Given(ratio, Labelled(portion.scene, part, ""), tuple(complete)), False)


def _beside_total(
    scene: Scene, listed: Sequence[Portion], complete: Sequence[Labelled]
) -> Iterator[tuple[Portion, Relation]]:
    """A total beside a list whose shares follow from its parts alone, where one wrong digit parts them."""
    first = next(portion for portion in listed if portion.part is complete[0].quantity)
    totals = totals_behind(scene, complete[-1].quantity)
    row, sentence = complete[0].quantity.index, complete[0].quantity.sentence
    before = [q for q in scene.quantities[max(0, row - _FOUR) : row] if measures(q, complete[0].quantity)]
    totals += [
        Labelled(scene, one, "") for one in before if not one.depth and sentence - one.sentence < _NEAR - 1
    ]
    for total in totals:
        ratio = Ratio((complete[0].quantity,), (total.quantity,))
        if ratio.gives(printed(first.quantity.number)) or total.quantity.number.approximate:
            continue
        sums = sum((part.quantity.number.value for part in complete), Fraction(0))
        gap, slack = sums - total.quantity.number.value, sum(part.quantity.number.step for part in complete)
        if moved(total.quantity.number, gap - slack, gap + slack):
            yield first, contradicted(first, Given(ratio, complete[0], (total,)), False)


def _elsewhere(document: Document, portion: Portion) -> Relation | None:
    """Part and whole named, each stated once in the paragraph, and one wrong digit in what is said of them."""
    if not portion.quantity.number.decimals or _is_plan(portion, portion.quantity):
        return None
    parts = _by_value(named(document, portion.subject), portion.subject)
    wholes = _by_value(named(document, portion.whole), portion.whole)
    if len(parts) != 1 or len(wholes) != 1 or not measures(wholes[0].quantity, parts[0].quantity):
        return None
    if {parts[0].scene, wholes[0].scene} != {portion.scene}:
        return None
    ratio = Ratio((parts[0].quantity,), (wholes[0].quantity,))
    if any(map(move, ratio.quantities)):
        return None
    if ratio.percent is None or not slipped(portion.quantity.number, ratio):
        return None
    return contradicted(portion, Given(ratio, parts[0], (wholes[0],)), False)


def _by_value(found: Sequence[Labelled], name: str) -> list[Labelled]:
    """The amounts of exactly that name, one of each value."""
    names = [name + ending for ending in ENDINGS]
    same = [item for item in found if any(same_name(item.label, one) for one in names)]
    return list({item.quantity.number.value: item for item in same}.values())


def _is_plan(portion: Portion, part: Quantity) -> bool:
    if _PLANNED.search(portion.whole):
        return True
    clause = portion.scene.text[max(0, part.start - _CLAUSE) : portion.quantity.start]
    return _PLANNED.search(clause) is not None


def _only_whole(
    document: Document, portion: Portion, part: Quantity, proved: Sequence[Labelled]
) -> tuple[Sequence[Labelled], bool] | None:
    """The whole that a portion must mean, and whether nothing else can excuse it."""
    scene = portion.scene
    if portion.whole:
        candidates = wholes_named(document, portion, part)
        wholes = _by_value(candidates, portion.whole)
        here = [one for one in candidates if one.scene is scene and one.quantity.index < part.index]
        firm = len(here) == 1 < len(wholes) and is_level(part)
        if firm and slipped(portion.quantity.number, Ratio((part,), (here[0].quantity,))):
            wholes = here  # and what has that name afar is told of something else
        if len(wholes) == 1:
            (whole,) = wholes
            cut = whole.quantity.index > 0 and not whole.quantity.lead  # "三县实现GDP": the name begins earlier
            if cut or _is_plan(portion, part) or _another(scene, whole.quantity, part):
                return None
            return wholes, whole.scene is scene and whole.quantity.sentence == part.sentence
        if candidates:
            return _alone(portion, part, candidates)
    elif (
        proved
        and not portion.whole
        and all(whole.quantity is not part and measures(whole.quantity, part) for whole in proved)
    ):
        return proved, True
    total = _among(scene, part)
    if total is None or _is_plan(portion, part) or len(scene.together(total)) > 1:
        return None
    if _is_wider(portion, total):
        return None
    adjacent = portion.quantity.index == part.index + 1 and total.index + 1 == part.index
    return (Labelled(scene, total, ""),), adjacent and not portion.whole


def _alone(
    portion: Portion, part: Quantity, candidates: Sequence[Labelled]
) -> tuple[Sequence[Labelled], bool] | None:
    """The one amount whose longer name ends in that of the whole, where one wrong digit parts the three."""
    first = candidates[0]
    if any(one.quantity.number.value != first.quantity.number.value for one in candidates):
        return None
    if _is_plan(portion, part) or not slipped(portion.quantity.number, Ratio((part,), (first.quantity,))):
        return None
    return (first,), False


def _another(scene: Scene, whole: Quantity, part: Quantity) -> bool:
    """Whether 其中 and a count of its own lead to a part: 完成97亿元，占p%，其中省重点21个，完成38亿元."""
    if whole.index + 1 >= part.index:
        return False
    between = scene.text[whole.stop : part.start]
    counted = scene.quantities[part.index - 1]
    if scene.text.startswith(("合计", "共"), counted.stop):
        return False  # 两项合计
    return "其中" in between and counted.start > whole.stop + between.rfind("其中") and not counted.is_rate


def _among(scene: Scene, part: Quantity) -> Quantity | None:
    """The total before "其中" where the part is the first after it; a remark on it may stand between."""
    if not _AMONG.search(scene.text, max(0, part.start - _CLAUSE), part.start):
        return None
    for row in range(part.index - 1, max(-1, part.index - 1 - 4), -1):
        before = scene.quantities[row]
        if part.sentence - before.sentence > 1:
            return None
        if before.depth > part.depth:
            continue
        if measures(before, part):
            return before if before.number.value >= part.number.value else None
    return None
