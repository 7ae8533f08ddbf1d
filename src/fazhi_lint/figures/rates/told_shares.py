"""Shares whose part is told by name and stands anywhere but right before them.

"其中猪肉25.18万吨，牛肉6.74万吨，…，猪肉所占比重59.1%"; "废止数量占25.4%" of what was gone through. That
two amounts give a share of three digits is evidence even where the words fit loosely; that they do not is said
only where the names leave no choice and one wrong digit explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ..core.interval import Interval
from ..core.labels import Labelled, front, spells
from ..core.levels import is_level, levels
from ..core.moves import is_reference
from ..core.ratios import Ratio, printed, slipped
from ..core.scene import Quantity, Scene
from ..core.units import family
from .far import Amount, amounts, head_of, only
from .far_shares import is_of_another
from .heads import divided_by
from .portion import ACCOUNT, Given, Portion, contradicted, verified

_LEAD = regex.compile(r"^(?:其中|但|而|且|同时|目前|[今当本]年|全[国省市县区年]|使|,|、|和|与|\(|的)+")
_TWO = {"前者": 2, "后者": 1}
_ADVERBS = regex.compile(r"(?:所|约|仅|只|已|均|各|共|也|还|则|就|又|其)+$")
_THINGS = regex.compile(
    r"(?:的|总[数量额]|总?[人件批户]次|数量|发布量|金额|人数|件数|案件|资金|投资|收入|支出|人员|产量|产值|出口额?|费用|数|量|额)+$"
)
_OFFICE = regex.compile(r"(?:机关|部门|系统|领域)?(?:办理?|查处|处理|承办)?(?:案件?|业务|工作)?(?:数|量|数量)?")
_NOT_NOW = regex.compile(r"上年|去年|预计|预期|目标|计划|预算|力争|任务|规划|争取|确保|应")
_WIDER = regex.compile(r"全[国省市县区]")  # a share of what others have
_OF_MEAN = regex.compile(r"(?:是|为|相当于)其?平均(?:数|水平)的$")
_ALL = regex.compile("[合共总]计|共有?$|总[数量额]")
_LEAST, _TELLING = 2, 3  # characters of a name; digits of a share that agree by no chance
_BACK, _AFTER, _SENTENCES = 24, 8, 2
_WIDE = 5  # characters that may stand between those of a name


def told(document: Document, portion: Portion) -> Relation | None:
    """The relation of a share whose part has only a name; None if no amounts are surely meant."""
    scene, quantity, number = portion.scene, portion.quantity, portion.quantity.number
    name = _ADVERBS.sub("", _LEAD.sub("", portion.subject.rpartition("其中")[2]))
    words = ACCOUNT.sub("", portion.subject + portion.whole)
    if len(name) < _LEAST or number.high is None or _NOT_NOW.search(words):
        return None
    wanted = printed(number)
    sure: list[tuple[Labelled, Labelled]] = []
    parts = _parts(scene, quantity, name)
    for near, part in parts:
        wholes, firm = _wholes(document, portion, part)
        own = Labelled(scene, part, "")
        for whole in wholes:
            ratio = Ratio((part,), (whole.quantity,))
            if ratio.gives(wanted) and (quantity.digits >= _TELLING or (near >= _TELLING and firm)):
                return verified(portion, Given(ratio, own, (whole,)))
        if near >= _TELLING and firm:
            sure += [(own, whole) for whole in wholes[:1]]
    if portion.whole and quantity.digits >= _TELLING and (far := _far(document, portion, name, wanted)):
        return far
    pairs = {(part.quantity.number.value, whole.quantity.number.value) for part, whole in sure}
    if number.decimals and (divided := _divided(portion, parts)):
        return contradicted(portion, divided, False)
    if len(pairs) != 1 or not number.decimals or _WIDER.search(portion.subject):
        return None
    first, whole = sure[0]
    ratio = Ratio((first.quantity,), (whole.quantity,))
    if (
        quantity.digits < _TELLING
        or not slipped(number, ratio)
        or is_of_another(document, portion.scene, first.quantity, quantity, portion.whole)
    ):
        return None
    return contradicted(portion, Given(ratio, first, (whole,)), False)


def of_means(document: Document, scene: Scene) -> Iterator[tuple[Quantity, Relation]]:
    """What medians are of their means: 人均收入中位数29975元，增长8.8%，中位数是平均数的85.3%."""
    middle: Quantity | None = None
    for share in scene.quantities:
        if share.is_amount and "中位数" in share.before:
            middle = share
        if middle is None or not share.is_rate or not _OF_MEAN.search(share.before):
            continue
        name = middle.before.partition("中位数")[0]
        found = [one for one in amounts(document, name, middle.unit) if "中位数" not in one.quantity.before]
        base = only(found)
        for one in found:
            ratio = Ratio((middle,), (one.quantity,))
            fit = Given(ratio, Labelled(scene, middle, ""), (Labelled(one.scene, one.quantity, ""),))
            portion = Portion(scene, share, middle, "", name)
            if ratio.gives(printed(share.number)):
                yield share, verified(portion, fit)
                break
        else:
            if base and slipped(share.number, ratio):
                yield share, contradicted(portion, fit, False)


def _divided(portion: Portion, parts: Sequence[tuple[int, Quantity]]) -> Given | None:
    """The one part of a name that makes a whole with others, and the whole, where a wrong digit parts them."""
    scene, share = portion.scene, portion.quantity
    named = [one for near, one in parts if near >= _TELLING and one.index < share.index]
    if len(named) != 1 or _WIDER.search(portion.whole):
        return None
    (part,) = named
    row = [one for one in scene.quantities[max(0, share.index - _BACK) : share.index] if one.is_amount]
    alike = [one for one in row if family(one.unit) == family(part.unit) and is_level(one)]
    whole = divided_by(alike, part)
    ratio = Ratio((part,), (whole,)) if whole else None
    if whole is None or ratio is None or share.sentence - whole.sentence > 1:
        return None
    called, words = head_of(portion.whole), front(scene, whole) + whole.after
    of_it = not called or any(called[at : at + _LEAST] in words for at in range(len(called) - 1))
    fails = not ratio.gives(printed(share.number)) and slipped(share.number, ratio)
    return Given(ratio, Labelled(scene, part, ""), (Labelled(scene, whole, ""),)) if of_it and fails else None


def _far(document: Document, portion: Portion, name: str, wanted: Interval) -> Relation | None:
    """The share of two amounts that stand anywhere in the document under the names of part and whole."""
    for unit in levels(document):
        wholes = [one for one in amounts(document, portion.whole, unit) if one.near >= _LEAST]
        parts = [*amounts(document, name, unit)] if wholes else []
        if (
            wholes
            and portion.quantity.digits > _TELLING
            and len(short := name.removesuffix("产业").removesuffix("业")) >= _LEAST
        ):
            parts += amounts(document, short, unit)  # 旅游业占生产总值的17.65%: 旅游总收入
        for part in parts:
            for whole in wholes:
                ratio = Ratio((part.quantity,), (whole.quantity,))
                if part.near >= _LEAST and part.quantity is not whole.quantity and ratio.gives(wanted):
                    own = Labelled(part.scene, part.quantity, "")
                    return verified(portion, Given(ratio, own, (Labelled(whole.scene, whole.quantity, ""),)))
    return None


def _parts(scene: Scene, share: Quantity, name: str) -> list[tuple[int, Quantity]]:
    """The levels of a paragraph that a name may mean, the surest and nearest first."""
    found = []
    if name in _TWO:
        row = scene.quantities[: share.index]
        row = tuple(one for one in row if one.is_amount and one.sentence == share.sentence)
        row = tuple(one for one in row if "占" not in one.before)
        return [(3, row[-_TWO[name]])] if len(row) > 1 else []
    for one in scene.quantities[max(0, share.index - _BACK) : share.index + 2]:
        near = _says(name, front(scene, one), one.after) if one.is_amount and is_level(one) else 0
        if near:
            found.append((near, one))
    return sorted(found, key=lambda pair: (-pair[0], abs(share.index - pair[1].index)))


def _says(name: str, words: str, after: str) -> int:
    """How surely words around an amount say a name: 3 where they are it, 2 where they hold it, 1 loosely.

    规上工业增加值 is less than 工业增加值.
    """
    words = _LEAD.sub("", words.rpartition("其中")[2])
    core = _THINGS.sub("", name)
    said = _THINGS.sub("", words)
    if "非" + core in words:
        return 0
    if words == name or (len(core) >= _LEAST and core.removesuffix("类") == said.removesuffix("类")):
        return 3
    if len(core) >= _LEAST and (core in words or after[:_AFTER].startswith(core)):
        return 2
    if len(said) >= _LEAST and name.startswith(said):
        return 3 if _OFFICE.fullmatch(name, len(said)) else 2
    if len(said) >= _LEAST and core.endswith(said):
        return 2
    return int(len(core) >= _LEAST and spells(words, core, _WIDE))


def _total_behind(scene: Scene, part: Quantity, share: Quantity) -> Quantity | None:
    """The total right before a share that follows its part."""
    last = scene.quantities[share.index - 1]
    total = last.is_amount and last.index > part.index and _ALL.search(last.before)
    alike = total and family(last.unit) == family(part.unit) and last.number.value > part.number.value
    return last if alike else None


def _wholes(document: Document, portion: Portion, part: Quantity) -> tuple[Sequence[Labelled], bool]:
    """What a part may be a share of, and whether the first is surely meant: what is named, else totals."""
    scene = portion.scene
    last = scene.quantities[portion.quantity.index - 1] if portion.quantity.index else part
    if "占" in last.before and last.is_amount and family(last.unit) == family(part.unit):
        return [Labelled(scene, last, "")], True  # 前者占支出11297.84万元的91.91%
    found: list[Amount] = []
    if portion.whole:
        found = [
            one
            for one in amounts(document, portion.whole, part.unit)
            if one.quantity is not part and one.quantity.number.value >= part.number.value
        ]
    before = [
        one
        for one in scene.quantities[max(0, part.index - _BACK) : part.index]
        if part.sentence - one.sentence < _SENTENCES
        and one.is_amount
        and one.depth <= part.depth
        and family(one.unit) == family(part.unit)
        and one.number.value >= part.number.value
        and is_level(one)
        and not is_reference(one)
    ]
    own = [one for one in before if one.sentence == part.sentence]
    behind = _total_behind(scene, part, portion.quantity)
    before += [behind] if behind else []  # 许可38427件、处罚7264件，合计45691件，其中许可占84.1%
    values = {one.number.value for one in own or before}
    near = [Labelled(scene, one, "") for one in before]
    if not found:
        return near, len(values) == 1 and _WIDER.search(portion.whole) is None
    base = only(found)
    ordered = [base, *found] if base else found
    return [*(Labelled(one.scene, one.quantity, "") for one in ordered), *near], base is not None
