"""A rate of which only the base is known: is there a whole number of things that gives it?

After GRIM (Brown and Heathers 2016): over a small base only some percentages are possible. Where two
counts stand beside the rate and its base is not said, that is said instead (FZ105).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...facts.numbers import Number
from ...kept import regex, scanner
from ...model import Hit, Related, Relation
from ...values import value
from ..core.interval import show
from ..core.ratios import Ratio, printed
from ..core.scene import Quantity, Scene
from .bases import Count, about, kin, nearest
from .named import Rate

_OCCASIONS = ("次", "场", "期", "轮", "场次")
_SPAN = scanner("个?(?:季度|月|年|天|学期|批)")
_PLACE = regex.compile(r"[测检][点站]|点位|断面|站点|水井|[设装]备")
_ALL = regex.compile(r"全部|全都|均|都|全数|悉数")


@value
class Whole:
    """What whole numerators over ``base`` say of a rate.

    ``found`` is the numerator whose rate is nearest to the printed one, None if no numerator gives it.
    ``neighbours`` are the numerators on both sides of an impossible rate.
    """

    base: int
    found: int | None
    neighbours: tuple[int, ...] = ()

    def formula(self, decimals: int) -> str:
        """The numerator found over the base: ``12 / 45 = 26.67%``, with at least two decimals but for 100%."""
        rate = Fraction(100 * (self.found or 0), self.base)
        return f"{self.found} / {self.base} = {show(rate, None if rate == 100 else max(2, decimals))}%"

    def show(self, decimals: int) -> str:
        """The neighbours with their rates: ``67→89.3%，68→90.7%``."""
        return "，".join(f"{k}→{show(Fraction(100 * k, self.base), decimals + 1)}%" for k in self.neighbours)


def whole(number: Number, base: int) -> Whole:
    """The whole numerators k (0 ≤ k ≤ base) for which k / base may print as the rate ``number``."""
    wanted = printed(number)
    least, below = (wanted.low or Fraction(0)).as_integer_ratio()
    low = max(0, -(-least * base // (100 * below)))
    high = (
        base
        if wanted.high is None
        else min(base, wanted.high.numerator * base // (100 * wanted.high.denominator))
    )
    stated, below = number.value.as_integer_ratio()
    if low > high:
        under = min(stated * base // (100 * below), base)
        return Whole(base, None, tuple(sorted({under, min(under + 1, base)})))
    closest = (2 * stated * base + 100 * below) // (200 * below)
    return Whole(base, min(max(closest, low), high))


def telling(number: Number, base: int) -> bool:
    """Whether a base is small enough for the test to fail: below 100 with no decimals, 1 000 with one …"""
    return base < 100 * int(10**number.decimals)


def base_unclear(rate: Rate, near: Sequence[Count], lower: Sequence[Count]) -> Relation | None:
    """Two counts that give another rate, the numerator not stated: 110人培训，106人考试，通过率100%."""
    if not lower or not rate.known.rival or rate.quantity.number.approximate:
        return None
    before = [count for count in near if count.quantity.start < rate.quantity.start]
    rivals = [count for count in before if count not in lower and count.says(rate.known.rival)]
    bases = [count for count in lower if count in before]
    if not rivals or not bases:
        return None
    rival, base = rivals[-1], bases[-1]
    if not kin(rival, base) or rival.quantity.number.value <= base.quantity.number.value:
        return None
    ratio = Ratio((base.quantity,), (rival.quantity,))
    shown = ratio.brief(rate.decimals)
    word = base.says(rate.known.base)
    unit = base.quantity.unit or rival.quantity.unit
    advice = f"若以{word}{base.quantity.number.literal}{unit}为基数，请写明{rate.known.numerator[0]}{unit}数"
    evidence = (f"{shown} ≠ {rate.stated}；{advice}",)
    related = tuple(Related(rate.scene.span(count.quantity), count.label) for count in (rival, base))
    fields = {"rate": rate.name, "stated": rate.stated, "formula": shown, "advice": advice}
    hit = Hit(rate.scene.span(rate.quantity), fields, None, evidence, related)
    return rate.relation(
        "rate",
        "unverifiable",
        ratio.quantities,
        f"{ratio.show(rate.decimals)} ≠ {rate.stated}",
        "rate-base-unclear",
        hit,
    )


def whole_numerator(rate: Rate, near: Sequence[Count], lower: Sequence[Count]) -> Relation | None:
    """The rate tested for a whole numerator over its base; None if its base is not in the sentence."""
    number = rate.quantity.number
    official = nearest([count for count in lower if count.exact], rate.quantity)
    base = official or _subject(rate, near)
    if base is None or number.approximate or number.kind != "percent":
        return None
    size = int(base.quantity.number.value)
    if base.quantity.unit in _OCCASIONS and any(base.quantity.index < one.quantity.index for one in near):
        return None  # 评查2次，抽取案卷340卷，合格率98.5%
    used = (base.quantity,)
    result = whole(number, size)
    others = [count for count in near if count is not base and kin(count, base)]
    if result.found is not None:
        certain = not others if base is not official else base.tells(rate.known.base) or not others
        certain = certain and (base is official or number.value == 100)
        listed = any(count.shared and count.quantity.segment == rate.quantity.segment for count in near)
        if number.value == 100:  # all of any number gives it: only what surely is the base tells
            sure = certain and not base.shared and _is_named(rate, base, base is official)
        else:
            sure = certain and telling(number, size) and not listed
        return rate.relation(
            "grim", "verified" if sure else "unverifiable", used, result.formula(rate.decimals)
        )
    # One of several rates of several bases, or one that last year's stands before.
    shared = "分别" in rate.quantity.before or rate.name[-2:] not in rate.quantity.before
    if base is not official or others or shared or not _certain(rate, base):
        return impossible(rate.scene, rate.quantity, base.quantity, result)
    return impossible(rate.scene, rate.quantity, base.quantity, result, rate.name, base.label)


def impossible(
    scene: Scene, rate: Quantity, base: Quantity, over: Whole, name: str = "", label: str = ""
) -> Relation:
    """The relation of a rate that no whole number over its base gives.

    It is held against the text under the ``name`` of the rate and the ``label`` of the base; without a name it
    is left open.
    """
    size, neighbours = f"{over.base}{base.unit}", over.show(rate.number.decimals)
    formula = f"{size}：{neighbours}"
    if not name:
        return scene.relation("grim", "unverifiable", rate, (base, rate), formula)
    fields = {"rate": name, "stated": rate.number.literal, "base": size, "neighbours": neighbours}
    related = (Related(scene.span(base), f"基数：{label}"),)
    hit = Hit(scene.span(rate), fields, None, (formula,), related)
    return scene.relation("grim", "contradicted", rate, (base, rate), formula, "rate-impossible", hit)


def _is_named(rate: Rate, base: Count, official: bool) -> bool:
    """Whether a rate of all begins with what it is of: 8个乡镇法律顾问覆盖率100%, 103家全部联网，激活率100%.

    ``official`` says that it is by the words of its name.
    """
    if _SPAN.match(base.quantity.unit + base.quantity.after):
        return False
    own = base.quantity.clause == rate.quantity.clause
    return official or own or _ALL.search(base.quantity.after) is not None


def _subject(rate: Rate, near: Sequence[Count]) -> Count | None:
    """The count that a rate speaks of though its words do not say so.

    "8个乡镇法律顾问覆盖率100%", "103家单位全部联网，激活率100%", "应用掌上执法39507户，掌上执法检查率99.6%".
    """
    base = nearest(near, rate.quantity)
    if base is None or not base.family or not base.exact or rate.quantity.clause - base.quantity.clause > 1:
        return None
    if rate.quantity.clause == base.quantity.clause:
        return base
    rest = rate.scene.text[base.quantity.stop : rate.quantity.start - len(rate.quantity.before)]
    if rate.quantity.number.value == 100:
        return base if _ALL.search(rest) else None
    possible = whole(rate.quantity.number, int(base.quantity.number.value)).found is not None
    return base if rate.front and possible and about(rate.front, rate.known, base) else None


def _certain(rate: Rate, base: Count) -> bool:
    """Whether the rate must count whole things out of exactly this base."""
    if _PLACE.search(base.label):
        return False  # 监测点126个，合格率99.6%: of what is measured there
    return rate.known.whole and not rate.narrowed and not rate.reached and about(rate.front, rate.known, base)
