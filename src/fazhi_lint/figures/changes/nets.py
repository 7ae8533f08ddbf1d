"""What came in less what went out: 出生人口2万人，死亡人口1万人，自然增加1万人; 收入9元，支出7元，结余2元.

The words that tell inflow, outflow and what is left stand in ``rules/knowledge/nets.toml``. Figures may be left
out of a sentence, so what does not fit is held against it only where one wrong digit explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from ...document import Document
from ...kept import regex, scanner
from ...knowledge import knowledge
from ...model import Relation
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import explained
from ..core.units import family
from .growth import Outcome, difference, figure_of
from .said import contradicted

# One of these stands in every result of the file, which is loaded only where there is one.
_WORDS = (
    "净", "余", "结转", "所有者权益", "收大于支", "自然", "收支差", "缺口",
    "节约", "结存", "赤字", "不抵支", "审减", "核减", "节支", "节资",
)  # fmt: skip
_CUE = scanner("|".join(_WORDS))
_END = regex.compile(r"(?:资金|金额|人口|数额|额|数|了|为|是|达到?|共)+$")
# What is left of more than this year's: 年末滚存结余.
_OTHER = regex.compile(r"[上去]年|年初|年末|期初|期末|累计|滚存|历年|往年|预计|人均|每")
_FURTHER = regex.compile(
    r"加上|减去|扣除|动用|结转|调入|调出|上解|上缴|补助|其他|上年|年初|年末|历年|滚存|返还"
)
_LEAST = 3  # digits of figures that one wrong digit does not explain by chance
_BACK, _SPOKEN = 24, 400  # quantities and characters looked through
_APART = 2  # sentences that totals may stand before what is left of them
_MOST = 6  # figures tried for each role
_LONGEST = 8  # characters of a result's name in a message


def nets(document: Document) -> Iterator[Relation]:
    """The relations of what is left, each within a sentence."""
    for scene in scenes(document):
        if len(scene.quantities) > 2 and any(map(scene.text.__contains__, _WORDS)):
            for result in scene.quantities:
                found = _CUE.search(result.before) and _judge(scene, result)
                if found:
                    yield found


def _judge(scene: Scene, result: Quantity) -> Relation | None:
    if result.number.kind != "number" or result.number.vague:
        return None
    words = result.before if result.before.endswith("节约") else result.before.removesuffix("约")
    name = _END.sub("", words)
    for net in knowledge("nets")["net"]:
        if name.endswith(tuple(net["result"])):
            plus, minus = _flows(scene, result, net)
            found = _balance(scene, result, plus, minus, total="total" in net) if plus and minus else None
            if found or "total" not in net:
                return found
    return None


def _flows(
    scene: Scene, result: Quantity, net: Mapping[str, Sequence[str]]
) -> tuple[list[Quantity], list[Quantity]]:
    """What came in and what went out, before a result in its sentence and unit, parts of them left out."""
    plus: list[Quantity] = []
    minus: list[Quantity] = []
    begin = (
        scene.text.rfind("。", max(0, result.start - _SPOKEN), result.start) + 1 if "total" not in net else 0
    )
    for quantity in scene.quantities[max(0, result.index - _BACK) : result.index]:
        if quantity.sentence < result.sentence - (_APART if "total" in net else 0):
            continue
        if quantity.number.kind != "number" or quantity.number.vague:
            continue
        if family(quantity.unit) != family(result.unit) or quantity.depth > result.depth:
            continue
        words = quantity.before
        came, went = (max(map(words.rfind, net[role])) for role in ("plus", "minus"))
        if came == went or (move(quantity) is not None and not words.endswith((*net["plus"], *net["minus"]))):
            continue
        (plus if came > went else minus).append(quantity)
    for side in (plus, minus):
        whole = [one for one in side if "其中" not in _segment(scene.text, begin, one)]
        side[:] = (whole or side)[-_MOST:]
    own = [[one for one in side if one.segment == result.segment] for side in (plus, minus)]
    return (own[0], own[1]) if all(own) else (plus, minus)


def _segment(text: str, begin: int, quantity: Quantity) -> str:
    """The words of a quantity's segment in front of it."""
    begin = max(begin, quantity.start - _SPOKEN)
    return text[max(begin, text.rfind(";", begin, quantity.start)) : quantity.start]


def _balance(
    scene: Scene, result: Quantity, plus: Sequence[Quantity], minus: Sequence[Quantity], *, total: bool
) -> Relation | None:
    pairs = list(product(reversed(plus), reversed(minus)))
    for came, went in pairs:
        outcome = difference(went, came, result, 1)
        if outcome.holds and came.number.value:
            return scene.relation("change", "verified", result, (came, went, result), outcome.formula)
    if len(pairs) > 1 or _OTHER.search(result.before):
        return None
    came, went = pairs[0]
    outcome = difference(went, came, result, 1)
    first = min(came.start, went.start)
    between = scene.text[max(came.stop, went.stop) if total else first : result.start]
    between = between.removesuffix(result.before) if total else between
    between = between[max(0, between.rfind("相抵")) :]  # what came before is set off already
    if _FURTHER.search(between) or outcome.found is None or not _is_slip(came, went, result, outcome):
        return None
    return misfit(scene, result, came, went, outcome)


def misfit(scene: Scene, result: Quantity, came: Quantity, went: Quantity, outcome: Outcome) -> Relation:
    """The relation of what is left that is not ``outcome``, the one flow less the other."""
    stated = result.number
    claim = f"{result.before[-_LONGEST:]}{stated.literal}{result.unit}"
    shown = f"算得{figure_of(outcome.found or Fraction(0), stated)}{result.unit}"
    formula = f"{outcome.formula} ≠ {stated.literal}"
    return contradicted(scene, result, (came, went, result), claim, shown, formula, False)


def _is_slip(came: Quantity, went: Quantity, result: Quantity, outcome: Outcome) -> bool:
    """Whether one wrong digit in figures that are long enough explains what does not fit."""
    numbers = [one.number for one in (came, went, result)]
    if min(came.digits, went.digits) < _LEAST or any(number.approximate for number in numbers[:2]):
        return False
    return outcome.holds is False and explained(*numbers)
