"""Shares of one whole: a∶b∶c, or 占p% beside every part, which together make 100 %.

Lists of shares are often partial (two classes of water out of five) and printed shares are sometimes adjusted,
so a sum other than 100 counts only within reach of it, as an error only where the parts are known to be all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from operator import attrgetter

from ...document import Document
from ...kept import regex
from ...model import Hit, Related, Relation, Severity, Span
from ..core.interval import show
from ..core.moves import comes_from, move, reaches
from ..core.partitions import is_partition, is_usual
from ..core.scene import Quantity, Scene
from ..core.slips import one_edit
from ..core.terms import terms
from ..core.units import family
from ..core.verdicts import holds
from .portion import ACCOUNT
from .portions import proved

_COMPOSITION = regex.compile(r"结构|比例|比重|之比|构成|占比|产业?比|\p{Han}比(?:[由从为是达]|调整|$)")
_COMPOSED_WITHIN = 60
_BECAME = regex.compile(r"[^,;。\d]{0,4}(?:调整|优化|变化|转变|提升|提高|发展)(?:为|到|至)(?:\d{4}年的?)?")
_THREE = regex.compile(r"三次产业|一、?二、?三(?:次|大)?产业")
_INDUSTRIES = regex.compile(r"三[次大]产|一、?二、?三|一产.*三产")
_ALL = regex.compile(
    r"(?:结构|构成)(?:(?:中|看|上|为|是|比|如下|分析|情况|占比),?|:)(?:[^,:;%]{1,12}占)?[^,:;%]{0,8}$"
)
_OTHERS = regex.compile(r"其[他它余]")
_LEFT = regex.compile(r"[,;]?(?:其[他它余]|余下|剩余|另外)")  # a rest without a share
_WHOLE = regex.compile(r"占([^,;。:]{2,24}?)(?:的|的?比[例重](?:[约仅为是]|达到?)*)$")
_APART = regex.compile(r"计划|预算|任务|目标|上年|同期|^[全我本][国省市县区州]$")
# 学历构成: and nothing between; what stands behind is no list of parts if it is said to have changed.
_MADE_UP = regex.compile(r"(?:构成|结构)(?:情况|如下|[为是看上中]|依次|分别)*[:,]")
_SHARED = regex.compile(r"(?:分别)?(?:所?占(?:比|[^,;]*)?|比重|比例)(?:[为是]|达到?)?约?$")
_SAID = regex.compile(r"占|较|同比|增长|增加|下降|降低|上升|提高|率|达")
_OWN_NAME = regex.compile(r"(\p{Han}{1,10})(?:比例|比重|占比)(?:为|是|有|约|达到?)?")
_OF_THE_WHOLE = tuple("占的数量额积入出值金款费")  # 数量占比 is a part's share, 优良比例 one within the part
_OF_NOUN = regex.compile(r"的(?:受访)?(\p{Han}{2})")
_LABEL, _LIST = 14, 400  # characters of the name of a part, and of a list of parts
_ENDS = ("。", ";", "")
_AMONG = regex.compile(r"\p{Han}{2}中")
_FEW = 3
_BESIDE = 3  # figures of a part: its amount, its share, how that has changed
MOST = 40  # shares: more are no list that a reader would add up
_HUNDRED = Fraction(100)
_NEAR = 10  # a ratio further than this from 100 is no composition, unless one digit makes it one
_REST = 5  # less than this behind a full list belongs to it
_LEAST = 60  # shares that make less are a partial list


def ratio_of_all(scene: Scene, start: int, end: int, parts: Sequence[Quantity]) -> Iterator[Relation]:
    """The relation of ``text[start:end]``, a ratio a:b:c, to 100, where words tell that it divides a whole."""
    before = scene.text[max(0, start - _COMPOSED_WITHIN) : start]
    if not _COMPOSITION.search(before):
        return
    total = _sum(parts)
    if abs(total - _HUNDRED) <= _slack(parts):
        yield relation_of(scene, parts, None)
        return
    near = abs(total - _HUNDRED) <= _NEAR
    # Three industries are all there are; but a ratio may also start from 1 (1:3.5:4).
    three = len(parts) == _FEW and _THREE.search(before) and _LEAST <= total <= 2 * _HUNDRED
    near = near and len(parts) > 2  # two may also be so many to so many: 9:90
    if near or three or misses_by_a_digit(parts):
        severity = Severity.ERROR if near and _one_digit(parts) else Severity.WARNING
        yield relation_of(scene, parts, severity, scene.paragraph.span(start, end))


def ratio_that_was(scene: Scene, found: Sequence[tuple[int, int, Sequence[Quantity]]]) -> Iterator[Relation]:
    """The relations of ratios that one became of another which makes 100: 粮经比由63:37调整到51:49."""
    for (start, end, before), (first, last, after) in pairwise(found):
        if len(before) != len(after) or not _BECAME.fullmatch(scene.text, end, first):
            continue
        whole = [abs(_sum(parts) - _HUNDRED) <= _slack(parts) for parts in (before, after)]
        sides = ((start, end, before), (first, last, after))
        for (begin, stop, parts), right in zip(sides, whole, strict=True):
            if any(whole) and not right and _one_digit(parts):
                yield relation_of(scene, parts, Severity.WARNING, scene.paragraph.span(begin, stop))


def shares_of_all(document: Document, scene: Scene, row: list[Quantity]) -> Iterator[Relation]:
    """The relations of the shares of a sentence: of groups that make 100, or of one list that should.

    Where all the shares follow from amounts, a list that makes less is a partial one.
    """
    names = [name[1] for share in row if (name := _WHOLE.search(share.before))]
    whole = makes_all(row)
    apart = any(_APART.search(ACCOUNT.sub("", name)) for name in names)
    if len(set(names)) > 1 or (apart and not (whole and len(names) == len(row))):
        return  # of different wholes; but 占支出预算的33.20%, 占支出预算的66.80%
    groups, rest = ([row], []) if whole else _groups(row)
    if groups and not 0 < _sum(rest) < _REST:
        yield from (relation_of(scene, group, None) for group in groups)
        return
    if "贡献" in row[0].before:  # what else contributes may be left out, and one may take away
        if _is_of_industries(scene, row) and misses_by_a_digit(row):
            yield relation_of(scene, row, Severity.WARNING)
        return
    if all((scene.paragraph.index, share.index) in proved(document) for share in row) or _is_within_each(row):
        return
    if _amounts_agree(document, scene, row) or is_partition(_labels(scene, row)):
        yield relation_of(scene, row, Severity.ERROR)
    elif _is_whole(scene, row):
        sure = _sum(row) > _HUNDRED and _one_digit(row)
        yield relation_of(scene, row, Severity.ERROR if sure else Severity.WARNING)
    elif (
        misses_by_a_digit(row)
        and _is_even(scene.text[row[0].stop : row[-1].start], len(row))
        and _is_told(scene, row)
        and not _are_of_others(scene, row)
        and _are_beside(row)
        and not _is_some(scene, row)
        and not _is_of_one(row)
        and not _LEFT.match(scene.text, row[-1].stop)
    ):
        yield relation_of(scene, row, Severity.WARNING)


def composed(scene: Scene) -> Iterator[Relation]:
    """The relations of the lists of percentages behind what they make up: 学历构成:研究生2.8%，本科23.6%…."""
    for cue in _MADE_UP.finditer(scene.text):
        row: list[Quantity] = []
        for share in scene.within(cue.end(), cue.end() + _LIST):
            apart = row and (share.sentence != row[0].sentence or share.index > row[-1].index + 1)
            if apart or share.number.kind != "percent" or share.number.approximate:
                break
            if _SAID.search(share.before) or len(share.before) > _LABEL or not len(share.before) > 0:
                break
            row.append(share)
        if len(row) < _FEW:
            continue
        if makes_all(row):
            yield relation_of(scene, row, None)
        elif scene.text[row[-1].stop : row[-1].stop + 1] in _ENDS and misses_by_a_digit(row):
            yield relation_of(scene, row, Severity.WARNING)


def spread(scene: Scene) -> Iterator[Relation]:
    """The shares of one noun that make 100 in a sentence: 41.6%的断面…，30.5%的断面…，…断面占27.9%."""
    for _, sentence in groupby(scene.quantities, key=attrgetter("sentence")):
        rows: dict[str, list[Quantity]] = {}
        for share in sentence:
            if share.number.kind != "percent" or share.number.approximate or move(share) is not None:
                continue
            noun = _OF_NOUN.match(scene.text, share.stop)
            if noun and len(rows) < _FEW:
                rows.setdefault(noun[1], []).append(share)
            elif not noun:
                named = [row for name, row in rows.items() if name in share.before]
                for row in named:
                    row.append(share)
        for row in rows.values():
            if 1 < len(row) <= MOST and makes_all(row):
                yield relation_of(scene, row, None)


def exchanged(scene: Scene) -> Iterator[Relation]:
    """Two shares that were 100 before and are 100 now: A由50.4%上升到53.5%，B由49.6%下降到46.5%."""
    pairs = [
        (start, end)
        for start, end in pairwise(scene.quantities)
        if start.number.kind == end.number.kind == "percent" and comes_from(start) and reaches(end) is not None
    ]
    for first, second in pairwise(pairs):
        if second[0].sentence != first[0].sentence or second[0].index > first[1].index + 2:
            continue
        sides = list(zip(first, second, strict=True))
        whole = [makes_all(side) for side in sides]
        for side, right in zip(sides, whole, strict=True):
            if right and (all(whole) or misses_by_a_digit(sides[1 - sides.index(side)])):
                yield relation_of(scene, side, None)
            elif any(whole) and misses_by_a_digit(side):
                yield relation_of(scene, side, Severity.WARNING)


def _is_within_each(row: Sequence[Quantity]) -> bool:
    """Whether each share is one of something in its own item: 国控断面，优良比例90%；省控断面，优良比例82%."""
    names = {name[1] if (name := _OWN_NAME.fullmatch(share.before)) else "占" for share in row}
    far = "占" not in names and not misses_by_a_digit(row)  # 大型12家，研发投入占比6%；小型74家，研发投入占比3%
    return len(names) == 1 and (far or not names.pop().endswith(_OF_THE_WHOLE))


def _are_beside(row: Sequence[Quantity]) -> bool:
    """Whether shares stand as far from one another, or so close that nothing else is told between them.

    手术占57.9%；住院日由8.1天降到7.4天，费用7914元，药占比24.3%，耗占比18.7% are no list.
    """
    apart = {after.index - share.index for share, after in pairwise(row)}
    return len(apart) == 1 or max(apart) <= _BESIDE


def _is_even(between: str, count: int) -> bool:
    """Whether nothing divides a list of shares into several: a ； between all of them or none, no 其中."""
    return "其中" not in between and between.count(";") in (0, count - 1)


def _are_of_others(scene: Scene, row: Sequence[Quantity]) -> bool:
    """Whether every share stands in an item with an amount: 用户9万户，占98.4%；来电3万件，占1.8%."""
    heads = [scene.quantities[one.index - 1] if one.index else one for one in row]
    alone = all(head.is_amount and head.segment == one.segment for head, one in zip(heads, row, strict=True))
    return alone and len({family(head.unit) for head in heads}) == len({one.segment for one in row}) == len(row)


def _is_told(scene: Scene, row: Sequence[Quantity]) -> bool:
    """Whether shares are told as all there are: not 自驾占58%，铁路占22%, two of unlike names."""
    between = scene.quantities[row[0].index + 1 : row[-1].index]
    if len(row) == 2 and (
        row[0].depth != row[-1].depth or any(None in (one.number.low, one.number.high) for one in between)
    ):
        return False  # (一类12.86万箱，占33.3%)，省产占46.8%; …占18.63%，90人以下小班占81.27%
    told = (
        bool(between)
        and between[-1].is_amount
        and row[0].index
        and scene.quantities[row[0].index - 1].is_amount
    )
    if len(row) > 2 or told or "分别" in row[0].before:
        return True
    names = [label.partition("占")[0] for label in _labels(scene, row)]
    return is_usual(names) or len({name[-1:] for name in names}) == 1


def _is_some(scene: Scene, row: Sequence[Quantity]) -> bool:
    """Whether three shares that make far less than 100 may be the largest alone: 婚恋占31%，邻里占27%，….

    So may two of what is told to be among something: 出口供货中轻纺产品占58.7%，土畜产品占21.3%.
    """
    short = len(row) <= _FEW and _HUNDRED - _sum(row) > _FEW and "分别" not in row[0].before
    names = [label.partition("占")[0] for label in _labels(scene, row)]
    if len(row) < _FEW and not _AMONG.search(names[0]):
        return False
    return short and not is_usual(names) and not _OTHERS.search(names[-1])


def _is_whole(scene: Scene, row: Sequence[Quantity]) -> bool:
    """Whether words say that a few neighbouring shares are all there are: 三次产业占比, 支出构成, 其他占."""
    if len(row) < _FEW or row[-1].index - row[0].index > 2 * len(row) or abs(_sum(row) - _HUNDRED) > _NEAR:
        return False
    before = scene.text[max(0, row[0].start - _COMPOSED_WITHIN) : row[0].start].rpartition("。")[2]
    if _THREE.search(before):
        return len(row) == _FEW
    if _OTHERS.search(row[-1].before):
        return True
    return _ALL.search(before) is not None and (
        _sum(row) > _HUNDRED or _one_digit(row)
    )  # else some are left out


def _is_of_industries(scene: Scene, row: Sequence[Quantity]) -> bool:
    """Whether a sentence tells of the shares of all three industries and of nothing else."""
    words = scene.text[max(0, row[0].start - _COMPOSED_WITHIN) : row[-1].start].rpartition("。")[2]
    return len(row) == _FEW and _INDUSTRIES.search(words) is not None


def _groups(row: list[Quantity]) -> tuple[list[list[Quantity]], list[Quantity]]:
    """The groups of neighbours that make 100 each, and what is left over."""
    groups: list[list[Quantity]] = []
    group: list[Quantity] = []
    total = slack = Fraction(0)
    for quantity in row:
        group.append(quantity)
        total, slack = total + quantity.number.value, slack + _slack([quantity])
        if len(group) > 1 and abs(total - _HUNDRED) <= slack and makes_all(group):
            groups.append(group)
            group, total, slack = [], Fraction(0), Fraction(0)
    return groups, group


def _labels(scene: Scene, row: Sequence[Quantity]) -> list[str]:
    starts = [row[0].start - len(row[0].before), *(share.stop for share in row[:-1])]
    return [scene.text[start : share.start] for start, share in zip(starts, row, strict=True)]


def _is_of_one(row: Sequence[Quantity]) -> bool:
    """Whether shares are of the same item in two wholes: 工资性收入占55.9%，农村居民工资性收入占45.2%.

    Three are a list of kinds: 企业国有资产、金融企业国有资产、行政事业性国有资产.
    """
    names = [_SHARED.sub("", share.before).rpartition("中")[2] for share in row]
    if len(row) == _FEW and len(set(names)) == _FEW:
        return False
    return any(len(name) > 2 and other.endswith(name) for name in names for other in names if other != name)


def _amounts_agree(document: Document, scene: Scene, row: Sequence[Quantity]) -> bool:
    """Whether every share stands behind an amount, and these amounts are all of a whole before them."""
    own = next((own for own in document.once(terms) if own.scene is scene), None)
    at = {term.quantity.index: term for term in own.all} if own else {}
    amounts = [at.get(share.index - 1) for share in row]
    first = amounts[0]
    if own is None or first is None or not first.family:
        return False
    parts = [term for term in amounts if term is not None and term.family == first.family]
    if len(parts) < len(row):
        return False
    before = own.all[: own.row_at(first.quantity.start)]
    return any(holds(whole, parts) for whole in before[-_NEAR:] if whole.family == first.family)


def makes_all(parts: Sequence[Quantity]) -> bool:
    """Whether shares make 100 but for their rounding; two printed unlike, 54% and 46.5%, are of two wholes."""
    alike = len(parts) > 2 or len({part.number.decimals for part in parts}) == 1
    return abs(_sum(parts) - _HUNDRED) <= (_slack(parts) if alike else 0)


def _sum(parts: Sequence[Quantity]) -> Fraction:
    return sum((part.number.value for part in parts), Fraction(0))


def _slack(parts: Sequence[Quantity]) -> Fraction:
    """How far rounded shares may miss 100: half a unit of the last printed digit each."""
    return sum((Fraction(1, 2 * 10**part.number.decimals) for part in parts), Fraction(0))


def _one_digit(parts: Sequence[Quantity]) -> bool:
    """Whether one wrong digit in one share explains the sum."""
    if len(parts) > MOST:
        return False
    gap, slack = _HUNDRED - _sum(parts), _slack(parts)
    for part in parts:
        unit = Fraction(1, 10**part.number.decimals)
        reach = int(slack / unit)
        for away in range(-reach, reach + 1):
            repair = one_edit(part.number, part.number.value + gap + away * unit)
            if repair is not None and repair[1]:
                return True
    return False


def misses_by_a_digit(parts: Sequence[Quantity]) -> bool:
    """Whether one wrong digit keeps shares with decimals from making 100; whole percents do so by chance."""
    return _sum(parts) >= _LEAST and all(part.number.decimals for part in parts) and _one_digit(parts)


def relation_of(
    scene: Scene, parts: Sequence[Quantity], severity: Severity | None, span: Span | None = None
) -> Relation:
    text = " + ".join(_show(part) for part in parts) + f" = {show(_sum(parts))}"
    spans = tuple(scene.span(part) for part in parts)
    focus = span or spans[0]
    if severity is None:
        return Relation("share", "verified", focus, spans, text)
    hit = Hit(
        focus,
        {"sum": show(_sum(parts))},
        severity,
        evidence=(f"{text} ≠ 100", f"计入舍入，各数之和最多与100相差{show(_slack(parts))}"),
        related=tuple(Related(one, "占比") for one in spans if one != focus),
    )
    return Relation("share", "contradicted", focus, spans, f"{text} ≠ 100", "share-total", hit)


def _show(part: Quantity) -> str:
    return show(part.number.value, part.number.decimals) if part.number.decimals else show(part.number.value)
