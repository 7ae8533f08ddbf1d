"""A portion as the text states it, the amounts that give it, and its relation."""

from __future__ import annotations

from ...kept import regex
from ...model import Hit, Related, Relation, Severity, Verdict
from ...values import value
from ..core.labels import Labelled
from ..core.ratios import Ratio, mended
from ..core.scene import Quantity, Scene

ACCOUNT = regex.compile(r"(?:公共|基金|经营)预算|一般预算(?:收入|支出)")
"""The name of an account, which is no plan."""
# 居前三位的为甲783件、乙579件、丙562件，占总量的77%
FIRST_OF = regex.compile(
    r"前(?P<size>[两二三四五])(?:[位名项类个大种的])[^,;。%]{0,12}(?:[为是有:]|分别|依次)[^;。%]*$"
)

COUNTS = frozenset("两二三四五")
"""Numerals that count items told before: 三项合计占."""
SPREAD_OUT = regex.compile(r"分别|依次|各占")
"""What says that there is a share for each of several amounts."""
AGAINST = regex.compile(r"(?:与|相当于)(?P<whole>[^,;。]{2,20}?)(?:之比|的比[例重值])?的?(?:为|是|达到?)?$")
# 为党员总数的26.7%; what words do not say to be a share is held against nothing, but where it is of a total.
_IS = regex.compile(r"(?:[为是合]|达到?)(?P<whole>[^,;。为是\d]{2,20}?)的$")
_OTHER_TIME = regex.compile(r"预算|计划|目标|任务|[上去前]年|同期|时期|[初末底]")
_SUM = regex.compile(r"总|全部|全体|合计")


@value
class Portion:
    """A percentage of a whole.

    ``part`` is the amount it follows; where it follows none, ``subject`` names the part. ``whole`` names the
    whole, "" where that is the total of the list. ``bare`` marks one that no word says to be a portion.
    """

    scene: Scene
    quantity: Quantity
    part: Quantity | None
    subject: str
    whole: str
    bare: bool = False


# The whole that the last share of a paragraph was of, by the index of the paragraph. Filled in reading order,
# it tells what the next item of a list is of: (2)卫生支出418万元，占12.47%. And, by the name of a whole, the
# amount that it was found to mean.
Carried = dict[int | str, Labelled]


@value
class Given:
    """Stated amounts that give a portion, each where it stands."""

    ratio: Ratio
    part: Labelled
    wholes: tuple[Labelled, ...]


def contradicted(portion: Portion, fit: Given, sure: bool) -> Relation:
    """The relation of a portion that the amounts it must rest on do not give; an error only if ``sure``."""
    quantity, ratio = portion.quantity, fit.ratio
    used = (*ratio.quantities, quantity)
    severity = None if sure and not any(one.number.approximate for one in used) else Severity.WARNING
    places = quantity.number.decimals
    formula = f"{ratio.show(places)} ≠ {quantity.number.literal}"
    focus = portion.scene.span(quantity)
    part = fit.part.scene.span(fit.part.quantity)
    wholes = [(item.scene.span(item.quantity), item.quantity.number.literal) for item in fit.wholes]
    related = [Related(part, f"部分：{fit.part.quantity.number.literal}")]
    name = "总数" if len(wholes) == 1 else "各部分"
    related += [Related(span, f"{name}：{literal}") for span, literal in wholes if span != part]
    fields = {"rate": "占比", "stated": quantity.number.literal, "result": f"算得{ratio.result(places)}"}
    fix = mended(focus, quantity.number, ratio)
    hit = Hit(focus, fields, severity, (formula,), tuple(related), fix)
    spans = tuple(sorted({part, focus, *(span for span, _ in wholes)}))
    return Relation("share", "contradicted", focus, spans, formula, "rate-mismatch", hit)


def verified(portion: Portion, fit: Given) -> Relation:
    """The relation of a portion that stated amounts give: verified, unless only round ones let it agree."""
    spans = {item.scene.span(item.quantity) for item in (fit.part, *fit.wholes)}
    focus = portion.scene.span(portion.quantity)
    number = portion.quantity.number
    formula = fit.ratio.show(number.decimals)
    beside = fit.ratio.is_beside(number)
    formula = formula if beside else f"{formula} ≠ {number.literal}"
    verdict: Verdict = "verified" if beside else "unverifiable"
    return Relation("share", verdict, focus, tuple(sorted({*spans, focus})), formula)


def is_of(words: str) -> regex.Match[str] | None:
    """The words of "为党员总数的26.7%", unless they tell of another time or of a plan."""
    found = _IS.search(words) if words[-1:] == "的" else None
    return found if found and not _OTHER_TIME.search(found["whole"]) else None


def is_quotient(portion: Portion) -> bool:
    """Whether no word says that a percentage is a share: 农村标准为城镇标准的90%, but 为党员总数的90%."""
    words = portion.quantity.before
    found = is_of(words) if "占" not in words else None
    return found is not None and not _SUM.search(found["whole"]) and not AGAINST.search(words)
