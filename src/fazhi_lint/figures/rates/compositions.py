"""What is divided, beside the amounts it is divided into.

"刑事1103件、民事214件、行政168件…，办案占比为65.9∶12.8∶10.0∶11.3"; "三次产业比重分别为7.7%、41.0%和51.3%"
over the amounts of the clauses before; "412人、286人、517人，比例为1:0.69:1.25".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...kept import regex
from ...model import Relation
from ..core.interval import show
from ..core.levels import is_level
from ..core.ratios import Ratio, cut_or_rounded, printed, slipped, slipped_quotient
from ..core.scene import Quantity, Scene
from ..core.units import family
from .quotients import broken

_Found = tuple[int, list[Quantity], tuple[Quantity, ...]]
_CUE = regex.compile(r"(?:比例|比重|占比|之比|结构|构成|产业比)[^,;。:\d]{0,8}(?:\d{4}年的?)?$")
_BECAME = regex.compile(
    r"(?:(?:调整|优化|变化|转变|演变|提升|改善|变|升级)(?:为|到|至|成)?|到|至|为)(?:今年|本年|\d{4}年)?的?"
)
_INNER = ("内含", "其中", "含", "内")
_ALL = 100
_BACK = 40
_NEAR = 24
_SURE = 2
_FIRST = 12  # quantities looked through for what is so many times the first


def ratios_of_amounts(
    scene: Scene, found: Sequence[tuple[int, int, tuple[Quantity, ...]]], before: Scene | None
) -> Iterator[Relation]:
    """The relations of the ratios of a scene to the amounts before them; each with its start and end.

    ``before`` is the paragraph before, where the amounts may stand.
    """
    last = -1  # where the ratio ends that the next may be compared with
    for start, end, shares in found:
        cue = _CUE.search(scene.text, max(0, start - _NEAR), start) is not None
        if cue or (last >= 0 and _BECAME.fullmatch(scene.text, last, start)):
            last = end
            yield from (
                _to_one(scene, shares) if shares[0].number.literal == "1" else divided(scene, shares, before)
            )


def divided(scene: Scene, shares: Sequence[Quantity], before: Scene | None) -> Iterator[Relation]:
    """Shares of one whole against as many amounts in a row, before them, that make one.

    Where their paragraph has none before them, those of the one ``before``; two shares must have three digits.
    """
    size, first = len(shares), shares[0].index
    if size < 2 or any(share.number.high is None for share in shares):
        return
    kinds = _kinds(scene.quantities[max(0, first - _BACK) : first])
    if before is None or any(len(row) >= size for row in kinds.values()):
        yield from _shared_out(scene, shares, _best(kinds, shares))
        return
    if sum(share.tells for share in shares) < min(size, _SURE) or not all(
        share.number.decimals for share in shares
    ):
        return
    fits, parts, base = _best(_kinds(before.quantities[-_BACK:]), shares)
    if fits == size and base:
        for part, share in zip(parts, shares, strict=True):
            ratio = Ratio((part,), base)
            spans = (before.span(part), *(before.span(one) for one in base))
            focus = scene.span(share)
            numbers = tuple(sorted({*spans, focus}))
            yield Relation("share", "verified", focus, numbers, ratio.show(share.number.decimals))


def _kinds(rows: Sequence[Quantity]) -> dict[str, list[Quantity]]:
    """The levels among some figures by what they are measured in."""
    kinds: dict[str, list[Quantity]] = defaultdict(list)
    for one in rows:
        if one.is_amount and is_level(one):
            kinds[family(one.unit)].append(one)
    return kinds


def _best(kinds: dict[str, list[Quantity]], shares: Sequence[Quantity]) -> _Found:
    """The amounts that most of the shares are of, with how many are, and what they are taken of."""
    size = len(shares)
    best: list[_Found] = []
    # 第二产业71.08亿元，内含工业60.24亿元，第三产业52.65亿元: also without what is of the one before.
    rows = list(kinds.values())
    outer = [(row, [one for one in row if not one.before.startswith(_INNER)]) for row in rows]
    outer += [(row, [one for one in row if "产业" in one.before]) for row in rows]
    rows += [own for row, own in outer if size <= len(own) < len(row)]
    for amounts in rows:
        for start in range(len(amounts) - size, -1, -1):
            parts = amounts[start : start + size]
            whole = _whole(amounts[start - 1], parts) if start else None
            base = (whole,) if whole else tuple(parts)
            best.append((_fits(parts, base, shares), parts, base))
            if not whole:  # of the kinds that a total has, the first: 2417件、163件…、其他302件
                sums = sum((part.number.value for part in parts), Fraction(0))
                larger = [one for one in amounts[max(0, start - 2) : start] if one.number.value > sums]
                best += [(_fits(parts, (one,), shares), parts, (one,)) for one in larger]
    return max(best, key=lambda one: (one[0], len(one[2]) == 1), default=(0, [], ()))


def _shared_out(scene: Scene, shares: Sequence[Quantity], found: _Found) -> Iterator[Relation]:
    """The relations of shares to the amounts found for them."""
    size = len(shares)
    fits, parts, base = found
    if fits < size - 1 or (fits < size and len(base) > 1) or not base:
        return
    told = [share for part, share in zip(parts, shares, strict=True) if _fits([part], base, [share])]
    if fits < _SURE and _whole(base[0], parts) is None and not all(one.tells for one in told):
        return  # one amount over any larger one
    whole = sum((share.number.value for share in shares), Fraction(0)) == _ALL
    for part, share in zip(parts, shares, strict=True):
        ratio = Ratio((part,), base)
        moved = whole and abs(ratio.value - share.number.value) <= share.number.step  # so that they make 100
        used = (*ratio.quantities, share)
        places = share.number.decimals
        if ratio.gives(printed(share.number)):
            yield scene.relation("share", "verified", share, tuple(dict.fromkeys(used)), ratio.show(places))
        elif moved:
            formula = f"{ratio.show(places)} ≠ {share.number.literal}"
            yield scene.relation("share", "unverifiable", share, tuple(dict.fromkeys(used)), formula)
        elif slipped(share.number, ratio):
            yield broken(scene, share, part, base[0], "占比", ratio.result(places), ratio.show(places))


def _to_one(scene: Scene, shares: Sequence[Quantity]) -> Iterator[Relation]:
    """As many amounts before them, each so many times the first: 412人、286人、517人，比例为1:0.69:1.25."""
    kinds: dict[str, list[Quantity]] = defaultdict(list)
    for one in scene.quantities[max(0, shares[0].index - _FIRST) : shares[0].index]:
        number = one.number
        if one.sentence == shares[0].sentence and number.kind == "number" and number.unit and number.value:
            kinds[family(number.unit)].append(one)
    size = len(shares)
    for amounts in kinds.values():
        for start in range(len(amounts) - size, -1, -1):
            first, *rest = amounts[start : start + size]
            pairs = [
                (one, share, one.number.value / first.number.value, cut_or_rounded(share.number))
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
                    yield broken(scene, share, one, first, "之比", shown, formula)
            return


def _fits(parts: Sequence[Quantity], base: tuple[Quantity, ...], shares: Sequence[Quantity]) -> int:
    """How many of the shares are those of the parts."""
    pairs = zip(parts, shares, strict=True)
    return sum(Ratio((part,), base).gives(printed(share.number)) for part, share in pairs)


def _whole(whole: Quantity, parts: Sequence[Quantity]) -> Quantity | None:
    """An amount that its parts add up to."""
    gap = abs(whole.number.value - sum((part.number.value for part in parts), Fraction(0)))
    return whole if gap <= sum((one.number.step for one in (whole, *parts)), Fraction(0)) / 2 else None
