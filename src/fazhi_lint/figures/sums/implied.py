"""Parts that no word announces but their own: 检查50家，合格45家，不合格5家；清单共90项，市级30项、县级60项.

Such a list is known by its labels (opposites, kinds by which a total is usually divided, 其余, 第一批 …) or by
a total that calls itself one. Side by side stand far more figures that have nothing to do with each other,
so all that is ever said is that one wrong digit keeps them from adding up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...kept import regex, scanner
from ...model import Span
from ..core.partitions import is_usual
from ..core.slips import LONG, digits
from ..core.terms import Scaled, Term, is_change
from ..core.units import COUNTING, family
from .again import ADDED
from .claims import Claim
from .runs import joint

_ANNOUNCED = scanner(r"其中|包括|包含|涵盖|分别|依次|[:(]|(?:案件|申请|项目|人员)中")
_JOINED = regex.compile(r"[^,;。、]{0,12}(?:、|[和及与][^,;。]*$)")
_REST = regex.compile(r"(?:[和及]|以及)?(?:其[余他它]|剩余|余下|尚[有欠余]|还有|仍[有欠]|另(?:有|外)?$)")
_NOT = regex.compile(r"(?:不予?|未(?:能|予|被)?|没有|尚未|非)(?=\p{Han})")
_ORDINAL = regex.compile(r"[和及与]?第?[一二三四五六七八九十\d]+(?:批|期|类|轮|阶段|季度|档|剂|项|组)")
_KINDS = regex.compile(r"[各三四五]类|各种")
_TOTAL = regex.compile(r"共|总|[各三四五]类|各种|现有|实有")
_ASIDE = scanner(r"\([^()]*\)")
_SPENT = regex.compile(r"涉及|(?:主要)?用于")
_BARE = regex.compile(r"共\p{Han}{0,3}$")
_YEAR = regex.compile(r"(?:全年|[今本]年度?|年度|年内|累计|共)*")
_STAGE = regex.compile(
    r"已|均|全部|审结|办结|结案|完成|化解|整改|移送|发现|新增|新建|建成|开工|实现|达|累计|(?<!行政)处罚|罚款|查处|排查|检查|立案|调解"
)
# What came in is spent, paid up, moved elsewhere or kept for the next year.
_INCOME = scanner(r"收入总[计量](?:为|达)?$")
_OUTLAY = regex.compile(r"(?:支出|上解|调出|还本|结[转余]|补充|安排|偿还)[^总计]*$")
_LONGEST = 12
_BESIDES = ("另有", "另外", "还有", "也有")
_NARROW = 4  # characters that narrow the word of a whole to one of its kinds
_SMALLEST = 3  # parts, and digits of their total, where labels say nothing


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
            runs = [
                (gap, run)
                for run in _runs(group, row)
                if _slip(gap := sum([value for value, _ in run]) - whole)
            ]
            for gap, run in sorted(runs, key=_preference):
                parts = [term for _, term in run]
                free = not gap or first.span not in divided
                if free and (cue := _cue(first, parts, gap)):
                    yield Claim(cue, (first,), (), tuple(parts), True, True, False)
                    gap = 0
                if not gap:
                    divided.update(part.span for part in parts)
                    break


def _runs(group: Scaled, row: int) -> Iterator[Scaled]:
    """The terms behind ``row``: to the end of its segment, to that of its sentence, or those of the next."""
    first = group[row][1].quantity
    follows = row > 0 and group[row - 1][1].quantity.segment == first.segment
    follows = follows and not _INCOME.search(first.before)
    run: Scaled = []
    for value, term in group[row + 1 : row + 1 + _LONGEST]:
        quantity = term.quantity
        if quantity.depth > first.depth:
            continue
        if quantity.depth < first.depth or quantity.sentence > first.sentence + 1:
            break
        if run and quantity.sentence != run[-1][1].quantity.sentence:
            break
        if not run and follows and quantity.segment != first.segment:
            break  # the whole is itself a part of something
        if len(run) == 1 and "其中" in quantity.before:
            break  # what divides the first part is no part beside it
        apart = run and quantity.segment != run[-1][1].quantity.segment
        apart = apart or (len(run) > 2 and _breaks(run, term))
        if len(run) > 1 and (apart or _ANNOUNCED.search(quantity.before)):
            yield run
        run = [*run, (value, term)]
    if len(run) > 1:
        yield run


def _breaks(run: Scaled, following: Term) -> bool:
    """Whether a list joined by 、 ends before a figure: 优秀34卷、合格79卷、不合格7卷，合格以上113卷."""
    if following.quantity.lead == "、":
        return False
    text = following.scene.text
    return all(joint(text, one, other) == "、" for (_, one), (_, other) in pairwise(run))


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


def _cue(whole: Term, parts: Sequence[Term], gap: int) -> str:
    """What tells that the parts are all of the whole: "kinds", less surely "implied", or nothing."""
    text = whole.scene.text
    quantity, first, last = whole.quantity, parts[0].quantity, parts[-1].quantity
    between = _ASIDE.sub("", text[quantity.stop : first.start])
    if (
        _ANNOUNCED.search(between)
        or _JOINED.match(between)
        or ADDED.match(first.before)
        or not _alone(whole, parts, 1)
    ):
        return ""
    labels = [(part.quantity.before or part.quantity.after).removesuffix("为") for part in parts]
    apart = first.segment != quantity.segment
    if (
        gap
        and not _opposite(labels)
        and (quantity.before.startswith("另") or any(label.startswith(_BESIDES) for label in labels))
    ):
        return ""  # 抽查29家，竟有21家超标，还有1家偷排; 另有鱼塘2处，狗舍1处
    if is_usual(labels, quantity.before, apart=apart) or _ordinal(labels):
        return "" if is_usual([quantity.before, *labels]) else "kinds"
    rest = _REST.match(labels[-1]) and not (apart and labels[-1].startswith("另"))
    denied = _opposite(labels) and not _NOT.search(quantity.before.replace("非诉", ""))
    if not _alone(whole, parts, 0) and not rest and not denied:
        return ""
    if _INCOME.search(quantity.before) and "支" in labels[0] and all(map(_OUTLAY.search, labels)):
        return "kinds"
    if first.sentence != quantity.sentence:
        return ""
    total = _TOTAL.search(quantity.before) is not None
    if rest and (total or not _alike([quantity.before, *labels[:-1]])):
        return "kinds"
    if denied:
        return "kinds"
    if whole.family in COUNTING and text[last.stop : last.stop + 1] in ",。;" and _same_kind(whole, labels):
        return "implied"  # 述法对象34名，书面述法26名，现场述法8名
    if any(_STAGE.search(label) for label in labels):
        return ""
    if total or (_SPENT.match(labels[0]) and not apart):
        return "implied" if _divided(quantity.before, labels, digits(whole)) else ""
    ends = text[last.stop : last.stop + 1] in "。;"
    if (
        ends
        and min(digits(whole), len(labels)) >= _SMALLEST
        and _alike(labels)
        and not _alike([quantity.before, *labels])
    ):
        return "implied"  # 立案573件，甲领域328件，乙领域172件，丙领域73件
    ends = text[last.stop : last.stop + 1] in "。" and not _is_one_of(whole, labels)
    return "implied" if gap and ends and digits(whole) >= LONG else ""


def _is_one_of(whole: Term, labels: Sequence[str]) -> bool:
    """Whether a figure is itself one of a list that goes on: 教育支出90万元；卫生支出60万元；文化支出40万元."""
    row = whole.quantity.index
    last = whole.scene.quantities[row - 1] if row else None
    while last is not None and last.is_rate and last.index:
        last = whole.scene.quantities[last.index - 1]
    if last is None or last.sentence != whole.quantity.sentence:
        return False
    return _alike([last.before, whole.quantity.before, *labels])


def _divided(whole: str, labels: Sequence[str], size: int) -> bool:
    """Whether labels seem to be the kinds of a total, and it is none of them; ``size`` are its digits."""
    if _alike([whole, *labels]) and not _same_noun(whole, labels):
        return False
    return _alike(labels) or _KINDS.search(whole) is not None or min(size, len(labels)) >= _SMALLEST


def _alone(whole: Term, parts: Sequence[Term], others: int) -> bool:
    """Whether nothing but rates and changes stands between the figures, and no more ``others`` of another unit.

    审查文件23件，提出意见137条，予以登记17件，退回6件.
    """
    quantities = whole.scene.quantities[whole.quantity.index + 1 : parts[-1].quantity.index]
    own = {part.quantity.index for part in parts}
    depth = whole.quantity.depth
    apart = [
        one
        for one in quantities
        if not (
            one.index in own
            or one.is_rate
            or one.number.kind == "point"
            or one.depth > depth
            or is_change(one.before)
        )
    ]
    return len(apart) <= others and all(family(one.unit) != whole.family for one in apart)


def _ordinal(labels: Sequence[str]) -> bool:
    return all(_ORDINAL.match(label) for label in labels)


def _affirms(label: str, tail: str) -> bool:
    """Whether a label begins with what another denies: 同意意见 to 不同意, not 受理后撤回 to 不予受理."""
    return len(tail) > 1 and label.startswith(tail) and label[len(tail) : len(tail) + 1] not in ("后", "前")


def _opposite(labels: Sequence[str]) -> bool:
    """Whether one label denies another: 通过, 未通过."""
    for label in labels:
        denied = _NOT.search(label)
        if denied:
            tail = label[denied.end() :].removesuffix("的")
            alike = (one for one in labels if one is not label and not _NOT.search(one))
            if any(one.endswith(tail) or _affirms(one, tail) for one in alike):
                return True
    return False


def _same_kind(whole: Term, labels: Sequence[str]) -> bool:
    """Whether all parts end in one word, narrowed in each, that their whole is called by: 按时办结."""
    noun, row = labels[0][-2:], whole.quantity.index
    if not noun or (row and noun in whole.scene.quantities[row - 1].before):
        return False  # without a name, or one of a list itself
    lead, of, more = whole.quantity.before.partition(noun)
    if not of or (not more and not _YEAR.fullmatch(lead)):
        return False  # 处罚信息74条，许可信息76条
    names = [label.removesuffix(noun) for label in labels]
    return noun.isalpha() and all(
        name + noun == label and 0 < len(name) <= _NARROW for name, label in zip(names, labels, strict=True)
    )


def _same_noun(whole: str, labels: Sequence[str]) -> bool:
    """Whether a total and its parts end in one noun that nothing narrows in the total: 共安排项目, 审议项目."""
    noun = whole[-2:]
    return _BARE.search(whole[:-2]) is not None and all(label.endswith(noun) for label in labels)


def _alike(labels: Sequence[str]) -> bool:
    """Whether the labels begin or end alike: 市场监管类, 交通运输类."""
    return len({label[-1:] for label in labels}) == 1 or len({label[:2] for label in labels}) == 1
