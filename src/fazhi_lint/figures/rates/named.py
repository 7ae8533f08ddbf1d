"""Where a text states a named rate: which name belongs to which percentage.

"办结率99.4%", "审结率、执结率分别为91.2%和88.5%", "合格率达100%".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex, scanner
from ...model import Hit, Related, Relation, RelationKind, Severity, Verdict
from ...values import value
from ..core.interval import Interval
from ..core.ratios import Ratio, mended, printed
from ..core.scene import Quantity, Scene
from .bases import RateName, named, narrowing

_LINK = scanner(
    r"(?:按[^,;。%]{1,8}(?:计算?|统计))?"
    r"(?:也|已|均|都|全|仅|就|还|分别|平均|总体|一直|持续|连续|继续|始终)*"
    r"(?:(?:达到?|提高|提升|上升|增加|增长|下降|降低|降|升|保持|稳定|维持|控制|回升)(?:了|到|至|在|为)*|为|是|在|至|有)?"
    r"(?:大约|约|近|逾|超过?|突破|高达|不低于|接近|将近|仅)?"
)
_CHANGED = scanner(r"(?:提高|提升|上升|增加|增长|下降|降低|降|升|回升)了?(?:大约|约|近|逾|超过?)?$")
_OTHER_NAMES = ("亏损面", "增长面", "盈利面", "招投标面", "投标面", "覆盖面", "满意度")  # that do not end in 率
_OTHERS = "|".join(_OTHER_NAMES)
_HELD = ("率", "比例", *_OTHER_NAMES)
_NAME = scanner(rf"[\u4e00-\u9fff“”]{{1,16}}(?:率|比例|{_OTHERS})$|(?:比例|{_OTHERS})$")
_NO_NAME = regex.compile(r"占|按|同比|[升降增减]|提高|各|其|[所总之的]比例|分别|男女|结构")
# 出庭应诉率由上年的94.85%升至97.78%: the name is that of both.
_FROM = regex.compile(r"[由从][^,;。%]{0,14}$")
_TO = regex.compile(
    r"(?:大幅|逐步|稳步|明显|进一步)*(?:提高|提升|上升|增加|增长|下降|降低|回升|[升降增])[到至为]了?(?:约|近)?$"
)
_ASIDE = regex.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{1,16}率)\([^()\d]{1,10}\)(?:为|是|达到?)?$"
)  # 起诉率(按人数)为
_CHAIN = regex.compile(r"(?:[\u4e00-\u9fff“”]{1,16}率、){1,5}$")
_LIKE_RATE = scanner(r"(?:比例|度)$")
_AND = scanner(r"(?<=率)(?:以及|和|与|及)")
AND = frozenset({"", "、", "和", "与", "及", "以及"})
_NO_RATE = (
    "增长率", "下降率", "上升率", "减少率", "利率", "汇率", "税率", "费率", "效率", "频率", "概率", "速率",
    "比率", "功率", "倍率", "贡献率", "出生率", "死亡率", "失业率", "准备金率",
)  # fmt: skip


@value
class Rate:
    """A rate as the text states it.

    ``wanted`` is what it may stand for, in percent. ``front`` are the words before the name proper (考试 in
    考试通过率), ``narrowed`` is the one among them that narrows its numerator (按期). ``reached`` is True after
    达: the true value may lie above.
    """

    scene: Scene
    quantity: Quantity
    wanted: Interval
    name: str
    known: RateName
    front: str
    narrowed: str
    reached: bool

    @property
    def stated(self) -> str:
        """The rate as printed."""
        return self.quantity.number.literal

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return self.quantity.number.decimals

    def verified_by(self, ratio: Ratio) -> Relation:
        """The relation to a ratio that gives it: verified, unless round counts alone let it agree."""
        if ratio.is_beside(self.quantity.number):
            return self.relation("rate", "verified", ratio.quantities, ratio.show(self.decimals))
        formula = f"{ratio.show(self.decimals)} ≠ {self.stated}"
        return self.relation("rate", "unverifiable", ratio.quantities, formula)

    def relation(
        self,
        kind: RelationKind,
        verdict: Verdict,
        used: Sequence[Quantity],
        formula: str,
        cause: str = "",
        hit: Hit | None = None,
    ) -> Relation:
        """A relation of this rate with the quantities it was recomputed from."""
        unique = {quantity.index: quantity for quantity in (*used, self.quantity)}
        return self.scene.relation(kind, verdict, self.quantity, list(unique.values()), formula, cause, hit)


def mismatch(
    rate: Rate,
    ratio: Ratio,
    evidence: tuple[str, ...] = (),
    related: tuple[Related, ...] = (),
    severity: Severity | None = Severity.WARNING,
) -> Relation:
    """The relation of a rate that a ratio which may be meant does not give: a warning unless said otherwise."""
    scene, focus = rate.scene, rate.scene.span(rate.quantity)
    if not related:
        ends = {one.index: one for one in (ratio.upper[0], ratio.lower[-1])}
        related = tuple(Related(scene.span(one), one.number.literal) for one in ends.values())
    fields = {"rate": rate.name, "stated": rate.stated, "result": f"算得{ratio.result(rate.decimals)}"}
    fix = mended(focus, rate.quantity.number, ratio)
    hit = Hit(focus, fields, severity, evidence or (ratio.brief(rate.decimals),), related, fix)
    formula = f"{ratio.show(rate.decimals)} ≠ {rate.stated}"
    return rate.relation("rate", "contradicted", ratio.quantities, formula, "rate-mismatch", hit)


def named_rates(scene: Scene) -> Iterator[Rate]:
    """The named rates of a scene in reading order; increases of rates are none."""
    text = scene.text
    if not any(map(text.__contains__, _HELD)):
        return
    waiting: list[str] = []
    came: list[str] = []  # the name of last year's rate, if this year's follows
    reached = False
    for quantity in scene.quantities:
        if not quantity.is_rate:
            continue
        at = quantity.before.rfind("率") + 1
        if not at and (other := next(filter(quantity.before.__contains__, _OTHER_NAMES), "")):
            at = quantity.before.rfind(other) + len(other)
        if not at and "比例" in quantity.before:
            at = quantity.before.rfind("比例") + 2
            at = 0 if _NO_NAME.search(quantity.before, 0, at) else at
        if at:
            waiting = _names(scene, quantity, at)
            reached = "达" in quantity.before[at:]
            came = [] if waiting else _came_from(scene, quantity, at)
        elif quantity.lead == ")" and (
            aside := _ASIDE.search(text, max(0, quantity.start - 40), quantity.start)
        ):
            waiting, came, reached = [aside["name"]], [], False
        elif came and _TO.match(quantity.before):
            waiting, came, reached = came, [], False
        elif quantity.lead == "," and _FROM.fullmatch(quantity.before):
            waiting, came = [], _came_from(scene, quantity, 0)
        elif quantity.before.strip("和与及") or quantity.lead not in ("、", ")", ""):
            waiting = []
        if not waiting:
            continue
        name = waiting.pop(0)
        known, front = named(_LIKE_RATE.sub("率", name))
        if known.known or not name.endswith(_NO_RATE):
            yield Rate(
                scene,
                quantity,
                printed(quantity.number),
                name,
                known,
                front,
                narrowing(front, of_rate=True),
                reached,
            )


def run_of_rates(scene: Scene, rate: Quantity) -> tuple[Quantity, ...]:
    """The rates joined to one by 、, 和 or a comma and no other word, itself among them: 96.9%、97.5%和98%."""
    rows, first, end = scene.quantities, rate.index, rate.index + 1
    while first and rows[first].before in AND and rows[first - 1].is_rate:
        first -= 1
    while end < len(rows) and rows[end].before in AND and rows[end].is_rate:
        end += 1
    return rows[first:end]


def _came_from(scene: Scene, quantity: Quantity, at: int) -> list[str]:
    """The name of a rate that is only where another begins: 率由上年的94.85%升至97.78%."""
    if not _FROM.fullmatch(quantity.before, at):
        return []
    front = quantity.start - len(quantity.before) + at
    end = front if at else front - 1
    name = _NAME.search(scene.text, max(0, end - 20), end)
    return [name.group()] if name else []


def _names(scene: Scene, quantity: Quantity, at: int) -> list[str]:
    """The names that share out the rates from ``quantity`` on: one, or several before 分别."""
    before = quantity.before
    name = _NAME.search(before, 0, at)
    if not name or not _LINK.fullmatch(before, at) or _CHANGED.search(before, at):
        return []
    names = _AND.split(name.group())
    if quantity.lead == "、":
        front = quantity.start - len(before)
        chain = _CHAIN.search(scene.text, max(0, front - 100), front)
        if chain:
            names = chain.group().rstrip("、").split("、") + names
    return names if "分别" in before[at:] else names[-1:]
