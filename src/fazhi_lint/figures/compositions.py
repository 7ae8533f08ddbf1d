"""What is divided, beside the amounts it is divided into, and named quotients of two amounts.

"刑事1103件、民事214件、行政168件…，办案占比为65.9∶12.8∶10.0∶11.3"; "三次产业比重分别为7.7%、41.0%和51.3%"
over the amounts of the clauses before; 存贷比, 收入比 and others that ``rules/knowledge/rates.toml`` lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..document import Document
from ..kept import regex
from ..knowledge import knowledge
from ..model import Hit, Related, Relation, Severity
from ..values import value
from .far import is_level
from .interval import Interval, show
from .portions import proved
from .ratios import Ratio, printed, slipped, slipped_quotient
from .scene import Quantity, Scene, scenes
from .units import family

_DIVIDED = regex.compile(r"\d{1,3}(?:\.\d+)?(?::\d{1,3}(?:\.\d+)?){1,6}")
_CUE = regex.compile(r"(?:比例|比重|占比|之比|结构|构成|产业比)[^,;。:\d]{0,8}$")
_EACH = regex.compile(r"(?:比重|占比|比例|结构)[^,;。:\d]{0,6}(?:分别|依次)(?:为|是|占|达到?)*$")
_BECAME = regex.compile(
    r"(?:(?:调整|优化|变化|转变|演变|提升|改善|变|升级)(?:为|到|至|成)?|到|至|为)(?:今年|本年|\d{4}年)?的?"
)
_LINK = regex.compile(
    r"[值率]?(?:[(][^()]*[)])?(?:仅|只|约|已|均|也)?(?:由[^,;]{0,8})?(?:缩小|扩大|降低?|下降|提高|上升|调整|控制|保持|稳定|达|降)?[到至在为是]{0,2}约?"
)
_OTHER = regex.compile(r"中位数|[高低中]收入|净资产")
_WIDE = regex.compile(
    r"全[国省市县区州]|城乡|居民|人均|可支配|常住|户籍|金融机构|本外币|平均|综合|总体|整体|人口|年末|其中|[\d年的与,]"
)
_HEAD = 2
_BACK = 40
_NEAR = 24
_HUNDRED = 100
_SURE = 2
_MARKS = ("比", "构", "率", "自给", "倍差")


@value
class Quotient:
    """A named quotient: the words beside the amount above and below, and how many times it is printed."""

    name: str
    upper: tuple[tuple[str, ...], ...]
    lower: tuple[tuple[str, ...], ...]
    times: int


def compositions(document: Document) -> Iterator[Relation]:
    """The relations of what is divided to the amounts beside it, and of the named quotients."""
    ordered = scenes(document)
    done = None
    for row, scene in enumerate(ordered):
        text = scene.text
        if not any(map(text.__contains__, _MARKS)):
            continue
        for quotient in _quotients():
            if quotient.name in text:
                yield from _named(ordered, row, quotient)
        if ":" in text:
            last = -1  # where the composition ends that the next may be compared with
            for match in _DIVIDED.finditer(text):
                shares = scene.within(match.start(), match.end())
                if len(shares) < 2 or len(shares) != match.group().count(":") + 1:
                    continue
                cue = _CUE.search(text, max(0, match.start() - _NEAR), match.start()) is not None
                if cue or (last >= 0 and _BECAME.fullmatch(text, last, match.start())):
                    last = match.end()
                    to_one = shares[0].number.literal == "1"
                    yield from _to_one(scene, shares) if to_one else _divided(scene, shares)
        if "%" in text and ("分别" in text or "依次" in text):
            for quantity in scene.quantities:
                words = quantity.before
                if quantity.is_rate and ("分别" in words or "依次" in words) and _EACH.search(words):
                    done = proved(document) if done is None else done
                    if (scene.paragraph.index, quantity.index) not in done:
                        yield from _divided(scene, scene.row(quantity))


def _divided(scene: Scene, shares: Sequence[Quantity]) -> Iterator[Relation]:
    """Shares of one whole against as many amounts in a row, before them, that make one."""
    size, first = len(shares), shares[0].index
    if size < 2 or any(share.number.high is None for share in shares):
        return
    kinds: dict[str, list[Quantity]] = defaultdict(list)
    for one in scene.quantities[max(0, first - _BACK) : first]:
        number = one.number
        plain = number.kind == "number" and number.unit and not number.vague and number.high is not None
        if plain and is_level(one):
            kinds[family(number.unit)].append(one)
    best: list[tuple[int, list[Quantity], tuple[Quantity, ...]]] = []
    for amounts in kinds.values():
        for start in range(len(amounts) - size, -1, -1):
            parts = amounts[start : start + size]
            whole = _whole(amounts[start - 1], parts) if start else None
            base = (whole,) if whole else tuple(parts)
            best.append((_fits(parts, base, shares), parts, base))
            if not whole:  # of the kinds that a total has, the first: 2417件、163件…、其他302件
                sums = sum((part.number.value for part in parts), Fraction(0))
                larger = [one for one in amounts[max(0, start - 2) : start] if one.number.value > sums]
                best += [(_fits(parts, (one,), shares), parts, (one,)) for one in larger]
    fits, parts, base = max(best, key=lambda one: (one[0], len(one[2]) == 1), default=(0, [], ()))
    if fits < size - 1 or (fits < size and len(base) > 1) or not base:
        return
    if fits < _SURE and _whole(base[0], parts) is None:
        return  # one amount over any larger one
    for part, share in zip(parts, shares, strict=True):
        ratio = Ratio((part,), base)
        used = (*ratio.quantities, share)
        places = share.number.decimals
        if ratio.gives(printed(share.number)):
            yield scene.relation("share", "verified", share, tuple(dict.fromkeys(used)), ratio.show(places))
        elif slipped(share.number, ratio) and not share.number.approximate:
            formula = f"{ratio.show(places)} ≠ {share.number.literal}"
            yield _broken(scene, share, part, base[0], "占比", ratio.result(places), formula)


def _to_one(scene: Scene, shares: Sequence[Quantity]) -> Iterator[Relation]:
    """As many amounts before them, each so many times the first: 412人、286人、517人，比例为1:0.69:1.25."""
    kinds: dict[str, list[Quantity]] = defaultdict(list)
    for one in scene.quantities[max(0, shares[0].index - _NEAR // 2) : shares[0].index]:
        number = one.number
        if one.sentence == shares[0].sentence and number.kind == "number" and number.unit and number.value:
            kinds[family(number.unit)].append(one)
    size = len(shares)
    for amounts in kinds.values():
        for start in range(len(amounts) - size, -1, -1):
            first, *rest = amounts[start : start + size]
            pairs = [
                (one, share, one.number.value / first.number.value, _to_print(share))
                for one, share in zip(rest, shares[1:], strict=True)
            ]
            fits = [result in wanted for _, _, result, wanted in pairs]
            if sum(fits) < max(1, len(fits) - 1) or any(share.number.decimals == 0 for share in shares[1:]):
                continue
            for (one, share, result, wanted), fit in zip(pairs, fits, strict=True):
                shown = show(result, share.number.decimals + 1)
                formula = f"{one.number.literal} / {first.number.literal} = {shown}"
                if fit:
                    yield scene.relation("rate", "verified", share, (first, one, share), formula)
                elif slipped_quotient(share.number, wanted, one.number, first.number, 1):
                    formula = f"{formula} ≠ {share.number.literal}"
                    yield _broken(scene, share, one, first, "之比", shown, formula)
            return


def _to_print(share: Quantity) -> Interval:
    step = Fraction(1, 10**share.number.decimals)
    return Interval(share.number.value - step / 2, share.number.value + step)


def _fits(parts: Sequence[Quantity], base: tuple[Quantity, ...], shares: Sequence[Quantity]) -> int:
    """How many of the shares are those of the parts."""
    pairs = zip(parts, shares, strict=True)
    return sum(Ratio((part,), base).gives(printed(share.number)) for part, share in pairs)


def _whole(whole: Quantity, parts: Sequence[Quantity]) -> Quantity | None:
    """An amount that its parts add up to."""
    gap = abs(whole.number.value - sum((part.number.value for part in parts), Fraction(0)))
    return whole if gap <= sum((one.number.step for one in (whole, *parts)), Fraction(0)) / 2 else None


def _named(ordered: Sequence[Scene], row: int, quotient: Quotient) -> Iterator[Relation]:
    scene = ordered[row]
    for quantity in scene.quantities:
        at = quantity.before.rfind(quotient.name)
        if at < 0 or not _LINK.fullmatch(quantity.before, at + len(quotient.name)):
            continue
        number = quantity.number
        if number.kind not in ("number", "percent") or number.unit or number.high is None:
            continue
        above = _last(ordered, row, quantity, quotient.upper)
        below = _last(ordered, row, quantity, quotient.lower)
        if above and below and above == below and above[1].index + 1 < len(above[0].quantities):
            # 城镇、农村居民人均可支配收入分别达到41230元、20306元
            second = above[0].quantities[above[1].index + 1]
            below = (below[0], second) if not second.before.strip("和与及") else None
        if not above or not below or not below[1].number.value:
            continue
        if family(above[1].unit) != family(below[1].unit):
            continue
        times = _HUNDRED if number.kind == "percent" else quotient.times
        step = Fraction(number.scale, 10**number.decimals)
        wanted = Interval(number.value - step / 2, number.value + step)
        bounds = above[1].interval.over(below[1].interval)
        if bounds is None:
            continue
        result = above[1].number.value * times / below[1].number.value
        sign = "%" if number.kind == "percent" else ""
        shown = f"{show(result, max(2, number.decimals))}{sign}"
        many = f" × {times}" if times > 1 and not sign else ""
        formula = f"{above[1].number.literal} / {below[1].number.literal}{many} = {shown}"
        spans = {above[0].span(above[1]), below[0].span(below[1]), scene.span(quantity)}
        if bounds.scaled(times).meets(wanted):
            yield Relation("rate", "verified", scene.span(quantity), tuple(sorted(spans)), formula)
            continue
        front = _WIDE.sub("", quantity.before[:at])[-_HEAD:]
        if not any(_WIDE.sub("", one.before).startswith(front) for one in (above[1], below[1])):
            continue  # 小学生师比 is not taken of 中小学在校生
        exact = not any(one.approximate for one in (number, above[1].number, below[1].number))
        close = above[0] is scene and below[0] is scene
        if exact and close and slipped_quotient(number, wanted, above[1].number, below[1].number, times):
            formula = f"{formula} ≠ {number.literal}"
            yield _broken(scene, quantity, above[1], below[1], quotient.name, shown, formula)


def _broken(
    scene: Scene, focus: Quantity, above: Quantity, below: Quantity, name: str, result: str, formula: str
) -> Relation:
    """The relation of a figure that two amounts of its paragraph do not give: a warning."""
    related = tuple(Related(scene.span(one), one.number.literal) for one in (above, below))
    fields = {"rate": name, "stated": focus.number.literal, "result": f"算得{result}"}
    hit = Hit(scene.span(focus), fields, Severity.WARNING, (formula,), related)
    return scene.relation("rate", "contradicted", focus, (above, below, focus), formula, "rate-mismatch", hit)


def _last(
    ordered: Sequence[Scene], row: int, quantity: Quantity, words: Sequence[Sequence[str]]
) -> tuple[Scene, Quantity] | None:
    """The last level before a quantity with all words of a set beside it, here or in the paragraph before."""
    for scene in (ordered[row], *ordered[max(0, row - 1) : row]):
        end = quantity.index if scene is ordered[row] else len(scene.quantities)
        for one in reversed(scene.quantities[max(0, end - _BACK) : end]):
            number = one.number
            if number.kind != "number" or number.vague or number.high is None or not number.unit:
                continue
            if _OTHER.search(one.before) or not is_level(one):
                continue
            if any(all(word in one.before for word in each) for each in words):
                return scene, one
    return None


@cache
def _quotients() -> tuple[Quotient, ...]:
    return tuple(
        Quotient(name, _sets(entry["upper"]), _sets(entry["lower"]), entry.get("times", 1))
        for entry in knowledge("rates")["ratio"]
        for name in entry["names"]
    )


def _sets(entries: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in entries)
