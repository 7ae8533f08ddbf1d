"""Parts that no word announces but their own: 检查50家，合格45家，不合格5家；清单共90项，市级30项、县级60项.

Such a list is known by its labels (opposites, kinds by which a total is usually divided, 其余, 第一批 …) or by
a total that calls itself one. Side by side stand far more figures that have nothing to do with each other,
so all that is ever said is that one wrong digit keeps them from adding up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from ..model import Span
from .claims import Claim
from .closing import LONG, digits
from .partitions import is_usual
from .terms import Term, is_change

Scaled = list[tuple[int, Term]]

_CUE = regex.compile(r"其中|包括|包含|涵盖|分别|依次|[:(]")
_JOINED = regex.compile(r"[^,;。、]{0,12}(?:、|[和及与][^,;。]*$)")
_REST = regex.compile(r"(?:[和及]|以及)?(?:其[余他它]|剩余|余下|尚有|还有|仍有)")
_NOT = regex.compile(r"(?:不予?|未(?:能|予|被)?|没有|尚未|非)(?P<stem>\p{Han}{1,4})")
_ORDINAL = regex.compile(r"[和及与]?第?[一二三四五六七八九十\d]+(?:批|期|类|轮|阶段|季度|档)")
_TOTAL = regex.compile(r"共|总|各类|各种")
_SPENT = regex.compile(r"涉及|(?:主要)?用于")
_STAGE = regex.compile(
    r"已|均|全部|审结|办结|结案|完成|化解|整改|移送|发现|新增|新建|建成|开工|实现|达|累计|(?<!行政)处罚|罚款|查处|排查|检查|立案|调解"
)
_LONGEST = 12
_SMALLEST = 3  # parts whose labels are merely alike


def implied_claims(groups: Sequence[Scaled], parts_already: Iterable[Span]) -> Iterator[Claim]:
    """The claims of a paragraph; ``groups`` are its exact terms by unit with their values as whole numbers.

    ``parts_already`` are the figures that a sum which holds has as parts: they divide no further.
    """
    divided = set(parts_already)
    for group in groups:
        for row in range(len(group) - 2):
            whole, first = group[row]
            if not whole or _in_list(group, row):
                continue
            runs = [(sum(value for value, _ in run) - whole, run) for run in _runs(group, row)]
            runs.sort(key=_preference)
            for gap, run in runs:
                parts = [term for _, term in run]
                if _slip(gap) and first.span not in divided and _meant(first, parts, gap):
                    yield Claim("implied", (first,), (), tuple(parts), True, True, False)
                    gap = 0
                if not gap:
                    divided.update(part.span for part in parts)
                    break


def _runs(group: Scaled, row: int) -> Iterator[Scaled]:
    """The terms behind ``row``: to the end of its segment, to that of its sentence, or those of the next."""
    first = group[row][1].quantity
    run: Scaled = []
    for value, term in group[row + 1 : row + 1 + _LONGEST]:
        quantity = term.quantity
        if quantity.depth > first.depth:
            continue
        if quantity.depth < first.depth or quantity.sentence > first.sentence + 1:
            break
        if run and quantity.sentence != run[-1][1].quantity.sentence:
            break
        follows = row > 0 and group[row - 1][1].quantity.segment == first.segment
        if not run and follows and quantity.segment != first.segment:
            break  # the whole is itself a part of something
        if len(run) > 1 and quantity.segment != run[-1][1].quantity.segment:
            yield run
        run = [*run, (value, term)]
    if len(run) > 1:
        yield run


def _in_list(group: Scaled, row: int) -> bool:
    """Whether a figure stands in a list itself: A 5件、B 3件."""
    quantity = group[row][1].quantity
    return quantity.lead == "、" and row > 0 and group[row - 1][1].quantity.segment == quantity.segment


def _preference(one: tuple[int, Scaled]) -> tuple[bool, int]:
    """What adds up comes first, then the longest."""
    return one[0] != 0, -len(one[1])


def _slip(gap: int) -> bool:
    """Whether one digit may explain a gap, or there is none."""
    gap = abs(gap)
    while gap >= 10 and not gap % 10:
        gap //= 10
    return gap < 10


def _meant(whole: Term, parts: Sequence[Term], gap: int) -> bool:
    """Whether words or figures tell that the parts are meant to be all of the whole."""
    text = whole.scene.text
    quantity, first, last = whole.quantity, parts[0].quantity, parts[-1].quantity
    if _CUE.search(text, quantity.stop, first.start) or _JOINED.match(text, quantity.stop, first.start):
        return False
    if not _alone(whole, parts):
        return False
    labels = [part.quantity.before or part.quantity.after for part in parts]
    together = first.segment == quantity.segment
    if is_usual(labels, "" if together else quantity.before) or _ordinal(labels):
        return not is_usual([quantity.before, *labels])
    if first.sentence != quantity.sentence:
        return False
    if _REST.match(labels[-1]) or _opposite(labels):
        return True
    if any(_STAGE.search(label) for label in labels):
        return False
    told = _TOTAL.search(quantity.before) or (together and _SPENT.match(labels[0]))
    if told and (len(parts) >= _SMALLEST or _alike(labels)):
        return (
            not _alike([quantity.before, *labels]) or len({one[-2:] for one in (quantity.before, *labels)}) == 1
        )
    return gap != 0 and digits(whole) >= LONG and text[last.stop : last.stop + 1] in "。"


def _alone(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether nothing but rates and changes stands between the figures."""
    quantities = whole.scene.quantities[whole.quantity.index + 1 : parts[-1].quantity.index]
    own = {part.quantity.index for part in parts}
    depth = whole.quantity.depth
    return all(
        one.index in own or one.is_rate or one.depth > depth or is_change(one.before) for one in quantities
    )


def _ordinal(labels: Sequence[str]) -> bool:
    return all(_ORDINAL.match(label) for label in labels)


def _opposite(labels: Sequence[str]) -> bool:
    """Whether one label denies another: 通过, 未通过."""
    for label in labels:
        denied = _NOT.search(label)
        if denied:
            stem = denied["stem"][:2]
            others = [one for one in labels if one is not label]
            if any(stem in one and not _NOT.search(one) for one in others):
                return True
    return False


def _alike(labels: Sequence[str]) -> bool:
    """Whether the labels begin or end alike: 市场监管类, 交通运输类."""
    return len({label[-1:] for label in labels}) == 1 or len({label[:2] for label in labels}) == 1
