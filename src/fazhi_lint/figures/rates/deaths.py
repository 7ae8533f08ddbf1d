"""Rates of deaths and diseases per 100 000 or per 1 000: 孕产妇死亡率20.44/10万, 婴儿死亡率11.00‰ (FZ103).

Deaths of mothers and children are counted over live births (活产), cases of a disease over the population.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...document import Document
from ...kept import regex
from ...model import Relation, Span
from ..core.conflicts import rate_of
from ..core.interval import Interval, show
from ..core.labels import front
from ..core.levels import is_level
from ..core.ratios import moved
from ..core.scene import Quantity, Scene, scenes
from .free_means import people

_RATE = regex.compile(
    r"(?P<what>死亡|发病|患病|检出|起诉|犯罪)率(?:为|是|达到?|约|[降升]至|下降到|上升到|[降升]到)?"
    r"(?P<figure>\d[\d,]*(?:\.(?P<decimals>\d+))?)(?:(?P<mille>‰)|/(?P<scale>10万|十万|万|千))"
)
_SCALES = {"10万": 10**5, "十万": 10**5, "万": 10**4, "千": 1000}
_BIRTHS = regex.compile(r"活产(?:婴儿|儿)?(?:总)?数?(?:为|共)?$")
_YOUNG = regex.compile(r"婴儿|新生儿|儿童|孕产妇|产妇")
_BACK = 6
_DIGITS = 3


def deaths(document: Document) -> Iterator[Relation]:
    """The relations of the rates of deaths and diseases of a document."""
    for scene in scenes(document):
        text = scene.text
        if "率" not in text or ("‰" not in text and "/" not in text):
            continue
        for found in _RATE.finditer(text):
            relation = _judge(document, scene, found)
            if relation:
                yield relation


def _judge(document: Document, scene: Scene, found: regex.Match[str]) -> Relation | None:
    cases = _cases(scene, found)
    if cases is None:
        return None
    births = [one for one in scene.quantities if _BIRTHS.search(one.before) and one.number.value]
    young = _YOUNG.search(scene.text[max(0, found.start() - 12) : found.start()] + front(scene, cases))
    bases = [(scene, one) for one in births] if young else list(people(document))
    if found["what"] == "死亡" and not young:
        return None  # over the mean population of the year: figures/vital.py
    unit = 1000 if found["mille"] else _SCALES[found["scale"]]
    stated = Fraction(found["figure"].replace(",", ""))
    step = Fraction(1, 10 ** len(found["decimals"] or ""))
    wanted = Interval(stated - step / 2, stated + step)
    digits = len(found["figure"].replace(".", "").replace(",", "").lstrip("0"))
    for place, base in bases:
        if cases.number.value * unit / base.number.value in wanted:
            sure = digits >= _DIGITS or place is scene
            return _relation(scene, found, cases, place, base, unit, wrong=False) if sure else None
    if len(bases) != 1 or stated <= step or not is_level(bases[0][1]):
        return None
    if not young and bases[0][0] is not scene:
        return None
    above, below = cases.number, bases[0][1].number
    result = above.value * unit / below.value
    low, high = wanted.low or Fraction(0), wanted.high or Fraction(0)
    slip = (
        moved(above, low * below.value / unit - above.value, high * below.value / unit - above.value)
        or moved(below, above.value * unit / high - below.value, above.value * unit / low - below.value)
        or _misprinted(found["figure"], result, step)
    )
    return _relation(scene, found, cases, *bases[0], unit, wrong=True) if slip else None


def _misprinted(figure: str, result: Fraction, step: Fraction) -> bool:
    """Whether one wrong digit makes a printed figure of a result."""
    plain = figure.replace(",", "")
    decimals = len(plain.partition(".")[2])
    below = result // step * step
    shown = {show(value, decimals) for value in (below, below + step)}
    return any(
        len(one) == len(plain) and sum(a != b for a, b in zip(one, plain, strict=True)) == 1 for one in shown
    )


def _cases(scene: Scene, found: regex.Match[str]) -> Quantity | None:
    """The count of deaths or cases before a rate, in its sentence."""
    last = scene.before(found.start())
    if last is None or "。" in scene.text[last.stop : found.start()]:
        return None
    for one in reversed(scene.quantities[max(0, last.index + 1 - _BACK) : last.index + 1]):
        if one.sentence != last.sentence:
            return None
        number = one.number
        plain = number.kind == "number" and not number.approximate and number.value.denominator == 1
        if plain and one.unit in ("人", "例", "名", "件") and found["what"] in one.before:
            return one
    return None


def _relation(
    scene: Scene,
    found: regex.Match[str],
    cases: Quantity,
    place: Scene,
    base: Quantity,
    unit: int,
    wrong: bool,
) -> Relation:
    sign = found["mille"] or f"/{found['scale']}"
    focus: Span = scene.paragraph.span(found.start("figure"), found.end())
    result = (
        f"{show(cases.number.value * unit / base.number.value, max(2, len(found['decimals'] or '')))}{sign}"
    )
    formula = f"{cases.number.literal} / {base.number.literal} × {unit} = {result}"
    used = ((scene.span(cases), cases.number.literal), (place.span(base), base.number.literal))
    failed = (f"{found['what']}率", found["figure"] + sign, f"算得{result}")
    return rate_of(focus, used, formula, failed if wrong else None)
