"""Totals told far from the figures that make them: sentences or paragraphs away, with others between.

年末全省人口3480.48万人。…… 甲市539.10万人、乙市309.87万人……; 第一轮抽查90卷，第二轮抽查75卷，两轮共评查165卷.
The figures are those of sentences and items, of a name (基金收入), or the first of items and of paragraphs in a
row. That they make a total is no chance where it is long, they are many, or their names show that they are
kinds. What they do not make is never said.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise, product

from ...document import Document
from ...facts.list_rows import counted
from ...facts.literals import words_of
from ...facts.numbers import Number
from ...kept import regex
from ...model import Relation, Span
from ..core.labels import label
from ..core.levels import is_level
from ..core.naming import named_items
from ..core.partitions import is_usual
from ..core.terms import Scaled, Term, Terms, falls, item_of, items_of, terms
from ..core.verdicts import Broken, holds_closely, settled, sum_of, verified
from .again import opens_a_part
from .balances import weighed
from .closing import is_closed
from .divided import KINDS, divided

_BACK = 6  # paragraphs before the parts in which their total mostly stands
_FAR = 2  # what one further back counts less
_MOST = 14  # parts
OPENING = 24  # characters of a paragraph in which its first figure stands
_TAIL = 2  # characters in which names end
_LEAST = 100 * 10_000  # figures that make less do so by chance
_SURE = 5  # what tells together that a sum is meant
_LONG = 5  # digits of a total that need not be told of this year
_TOTAL = regex.compile(
    r"(?P<n>[两二三四五六七八九])[个大]?\p{Han}{1,4}?[^两二三四五六七八九]{0,12}$|共|合计|总"
)
_HOLDS = ("含", "其中", "包括")
SUMS = ("共", "共计", "合计", "总计", "累计")
CALLED = regex.compile(
    r"(?:^|[,;。:(])(?P<names>[\p{Han}、]{4,36}?)(?:[两三四五][项类者种]\p{Han}{0,4})?(?:共计?|合计|总计|累计)$"
)
_TWO_NAMES = regex.compile(r"^(?P<names>\p{Han}{2,8}(?:、\p{Han}{2,8})*[和与及]\p{Han}{2,8})$")
FIRST = regex.compile(
    r"(?:前|上述|以上|这)(?P<n>[两二三四五六七八九十])[个大项类位名家种]\p{Han}{0,8}?(?:共计?|合计|总计|累计)\p{Han}{0,4}$"
)
_POINTS = ("前", "上述", "以上", "这")
_TOTAL_OF = regex.compile(r"(?P<names>[\p{Han}、]{4,24})总(?:数|量|额)(?:达到?|为|是|约|共)*$")
_YEAR = regex.compile("^(?:年末|全[年国省市县区]|本年)*")
_IN_BRACKETS = regex.compile(r"\((?P<names>\p{Han}{2,8}(?:、\p{Han}{2,8}){1,5})\)$")  # 直接纠错(撤销、变更)65件
_CALLS = ("共", "计", "总数", "总量", "总额")
AND = regex.compile("以及|[、和与及]")
_JOINED = frozenset("和与及")
CLAUSE = 40  # characters of the words of such a total
_CALLED_SO = 4  # characters at the end of a total's name that its parts are told under
_NAMED = 3  # what it binds that a total names its parts
_BESIDE = 2  # what it binds that another column makes a total
_TRIED = 60  # figures before it that are looked through
_WIDTHS = (2, 3)  # figures of an item
_NAMES, _FEW = 5, 3  # names, and figures of each that are tried
_NO_LIMIT = 10**30
VERBS = "为是达到约共有"

# A total, its parts, and how much binds them besides their values.
Made = Iterator[tuple[Term, Sequence[Term], int]]


def distant(document: Document, found: Iterable[Relation]) -> Iterator[Relation]:
    """The sums that are not among the relations ``found``."""
    known: defaultdict[Span, list[frozenset[Span]]] = defaultdict(list)  # the sums that a figure stands in
    for one in found:
        for span in one.numbers if one.kind == "sum" else ():
            known[span].append(frozenset(one.numbers))
    told = set(known)
    for whole, made, bound in _made(document):
        parts = sorted(made, key=lambda part: part.span)
        spans = {part.span for part in ((whole, *parts) if bound == _NAMED else parts)}
        if not any(spans <= numbers for numbers in known.get(parts[0].span, ())) and _tells(
            whole, parts, bound
        ):
            for one in _said(whole, parts):
                known[parts[0].span].append(frozenset(one.numbers))
                told.update(one.numbers)
                yield one
    if there := [*filter(words_of(document).__contains__, KINDS)]:
        history: list[Terms] = []
        broken: list[Relation | Broken] = []
        for own in document.once(terms):
            history.append(own)
            broken += divided(history, told, there)
        yield from settled(broken)


def _said(whole: Term, parts: Sequence[Term]) -> Iterator[Relation]:
    if all(falls(part) == falls(whole) for part in parts) or not whole.change:
        yield verified(whole, parts)
    else:
        yield from weighed(whole, [(1 if falls(part) == falls(whole) else -1, part) for part in parts])


def _made(document: Document) -> Made:
    """The totals of a document and the figures behind or before them that make these."""
    wholes: defaultdict[str, dict[int, Term]] = defaultdict(dict)  # the last figure of each value, by units
    changed: defaultdict[str, dict[int, Term]] = defaultdict(dict)
    left: defaultdict[str, dict[int, tuple[Term, Term]]] = defaultdict(dict)  # what asides leave of figures
    largest: dict[str, int] = {}
    past: deque[Terms] = deque(maxlen=_MOST)
    for own in document.once(terms):
        past.append(own)
        if len(own.levels) > 1 and len(own.all) >= 2 * _WIDTHS[0]:
            yield from _of_columns(own, wholes)
        for family, row in own.levels.items():
            told = wholes[family]
            values = [value for value, _ in row]
            items = own.items[family]
            largest[family] = max(largest.get(family, 0), *values)
            if len(row) > 1 and sum(values) >= _LEAST:
                yield from _of_items(items, told, largest[family])
                yield from _of_sentences(row, told)
                yield from _of_names(row, told)
                yield from _before(row)
            else:
                told.update(row)
            if ")" in own.scene.text or any(map(own.scene.text.__contains__, _CALLS)):
                yield from _of_called(row, past, family)
            if any(map(own.scene.text.__contains__, _POINTS)):
                yield from _of_first(row)
            if left[family] or "(" in own.scene.text:
                yield from _of_rests(row, left[family])
        for family, row in own.changes.items():
            yield from _of_items(items_of(row), changed[family], _NO_LIMIT)


def _of_items(items: Sequence[Scaled], wholes: dict[int, Term], most: int) -> Made:
    """The sums of items between semicolons or full stops, and of the first figures of these.

    What they may make are the figures before them, at ``most`` so much; their own are added to the ``wholes``.
    """
    totals = [(sum([value for value, _ in item]), item[0][0], len(item)) for item in items]
    for at, first in enumerate(items):
        made = head = count = 0
        for end, (more, lead, many) in enumerate(totals[at : at + _MOST], at + 1):
            made, head, count = made + more, head + lead, count + many
            if head > most:
                break
            if made in wholes and 1 < count <= _MOST:
                yield wholes[made], [term for one in items[at:end] for _, term in one], 0
            if head in wholes and 1 < end - at < count:
                yield wholes[head], [one[0][1] for one in items[at:end]], 0
        for value, term in first:
            wholes[value] = term
            if step := _step(term.number):
                wholes.setdefault(value + step, term)  # as rounded figures add up
                wholes.setdefault(value - step, term)


def _step(number: Number) -> int:
    """The last place of a rounded number in ten-thousandths, 0 of a count."""
    return number.scale * 10_000 // 10**number.decimals if number.decimals or number.scale > 1 else 0


def _of_sentences(row: Scaled, wholes: Mapping[int, Term]) -> Made:
    """The sums of what a sentence opens with and all of the next: 支出90万元，其中…。结转8万元，分配2万元."""
    told = [item_of(list(members)) for _, members in groupby(row, key=_sentence)]
    for one, following in pairwise(told):
        made = one[0][0] + sum([value for value, _ in following])
        if len(one) > 1 and made in wholes and len(following) < _MOST:
            yield wholes[made], [one[0][1], *(term for _, term in following)], -_FAR


def _sentence(one: tuple[int, Term]) -> int:
    return one[1].quantity.sentence


def _of_names(row: Scaled, wholes: Mapping[int, Term]) -> Made:
    """The sums of the figures of a paragraph whose names end alike."""
    if len(row) <= _TAIL + 1:
        return
    named: dict[str, Scaled] = {}
    for value, term in row:
        named.setdefault(_name(term), []).append((value, term))
    for members in named.values():
        if 1 < len(members) < len(row):
            made = sum([value for value, _ in members])
            parts = [term for _, term in members]
            if made in wholes and wholes[made] not in parts:
                yield wholes[made], parts, 0


def _name(term: Term) -> str:
    return term.quantity.before.rstrip(VERBS)[-_TAIL:]


def _of_rests(row: Scaled, left: dict[int, tuple[Term, Term]]) -> Made:
    """The sums of an aside and of what is told of the rest: 受理3881件(含执行1568件)，…。受理审判类2313件."""
    for at, (value, term) in enumerate(row):
        if value in left and value >= _LEAST:
            whole, part = left[value]
            yield whole, (part, term), 1
        quantity = term.quantity
        if at and quantity.lead == "(" and quantity.before.startswith(_HOLDS):
            more, whole = row[at - 1]
            if whole.quantity.index + 1 == quantity.index:
                left[more - value] = (whole, term)


def _of_columns(own: Terms, wholes: Mapping[str, Mapping[int, Term]]) -> Made:
    """The sums of items told one after another in the same units, where two or more columns make a total.

    重点项目72宗，完成投资88.4亿元。市级29宗，投资69.9亿元；县级43宗，投资18.5亿元.
    """
    row = sorted((term.quantity.index, value, term) for level in own.levels.values() for value, term in level)
    units = [term.family for _, _, term in row]
    for width in _WIDTHS:
        at = 0
        while at + 2 * width <= len(row):
            first, many = units[at : at + width], 1
            while len(set(first)) == width and units[at + many * width : at + (many + 1) * width] == first:
                many += 1
            if many == 1:
                at += 1
                continue
            columns = [row[at + shift : at + many * width : width] for shift in range(width)]
            near = row[max(0, at - _TRIED) : at]
            made = [_total_of(column, near, wholes) for column in columns if many <= _MOST]
            held = [one for one in made if one]
            if len(held) > 1 and sum(whole.quantity.digits for whole, _ in held) >= _SURE:
                yield from ((whole, parts, _BESIDE) for whole, parts in held)
            at += width * many if len(held) == width or many > _MOST else 1


def _total_of(
    column: Sequence[tuple[int, int, Term]],
    before: Sequence[tuple[int, int, Term]],
    wholes: Mapping[str, Mapping[int, Term]],
) -> tuple[Term, list[Term]] | None:
    """The figure that a column makes, in front of its items or in another paragraph."""
    made = sum([value for _, value, _ in column])
    family = column[0][2].family
    near = (
        term
        for _, value, term in reversed(before)
        if term.family == family and abs(value - made) <= _step(term.number)
    )
    whole = next(near, wholes[family].get(made) if family in wholes else None)
    return (whole, [term for _, _, term in column]) if whole else None


def _before(row: Scaled) -> Made:
    """The sums of the figures right before one that calls itself a total, or on both sides of a long one."""
    for (one, first), (made, whole), (other, last) in zip(row, row[1:], row[2:], strict=False):
        if one + other == made and first.quantity.sentence == last.quantity.sentence:
            yield whole, (first, last), 1
    for at in range(2, len(row)):
        left, whole = row[at]
        parts: list[Term] = []
        for value, term in reversed(row[max(0, at - _MOST) : at]):
            left -= value
            parts.append(term)
            if left <= 0:
                break
        end, own = row[at - 1][1].quantity, whole.quantity
        words = whole.scene.text[max(end.stop, own.start - CLAUSE) : own.start]
        beside = end.sentence == own.sentence and own.index - end.index <= _WIDTHS[0] < own.digits - 1
        if not left and (beside or _TOTAL.search(words)):
            yield whole, parts, int(beside)


def _of_called(row: Scaled, past: Sequence[Terms], family: str) -> Made:
    """The sums of the figures that a total names: 予以公开62件……部分公开17件……予以公开和部分公开共79件."""
    for at, (_, whole) in enumerate(row):
        text, start = whole.scene.text, whole.quantity.start
        if whole.quantity.lead == ")" or text.endswith(")", 0, start):
            called, heads = _IN_BRACKETS.search(text, max(0, start - CLAUSE), start), False
        elif whole.quantity.before.endswith(SUMS):
            called, heads = CALLED.search(text, max(0, start - CLAUSE), start), False
        elif "总" in whole.quantity.before:
            called, heads = _TOTAL_OF.search(whole.quantity.before), True
        elif at > 1 and not _JOINED.isdisjoint(whole.quantity.before):
            called, heads = _TWO_NAMES.match(whole.quantity.before), False
        else:
            continue
        names = AND.split(_YEAR.sub("", called["names"])) if called else []
        named = _of_items_named(row[max(0, at - _TRIED) : at], whole, called["names"]) if called else None
        if named:
            yield whole, named, _NAMED
            continue
        if not 1 < len(names) <= _NAMES or min(map(len, names)) < _TAIL:
            continue
        rows = (
            row[max(0, at - _TRIED) : at],
            *(own.levels.get(family, ()) for own in list(reversed(past))[1:]),
        )
        before = list(islice((term for one in rows for _, term in reversed(one)), _TRIED))
        pools = [[term for term in before if _is_called(term, name, heads)][:_FEW] for name in names]
        for parts in product(*pools):
            if len({part.span for part in parts}) == len(names) and sum_of(parts) == whole.number.value:
                yield whole, parts, _NAMED
                break


def _of_first(row: Scaled) -> Made:
    """The sums of so many figures that they point to: 前三个税种合计1376.0亿元; 上述四类案件共4962件."""
    for at, (made, whole) in enumerate(row):
        text, start = whole.scene.text, whole.quantity.start
        said = FIRST.search(text, max(0, start - OPENING), start)
        size = (said and counted(said["n"])) or 0
        for end in range(at, max(size - 1, at - _TRIED), -1) if size else ():
            parts = row[end - size : end]
            if sum([value for value, _ in parts]) == made:
                yield whole, [term for _, term in parts], _NAMED
                break


def _of_items_named(before: Scaled, whole: Term, words: str) -> list[Term] | None:
    """The figures of a paragraph that bear the names told in front of a total and make it."""
    terms_of = {term.quantity.index: term for _, term in before}
    for named in named_items([term.quantity for _, term in before], _YEAR.sub("", words)):
        parts = [terms_of[one.index] for one in named.items]
        if len(parts) > 1 and sum_of(parts) == whole.number.value:
            return parts
    return None


def _is_called(term: Term, name: str, heads: bool) -> bool:
    """Whether a figure bears a name's last characters, or its sentence names the first of them (``heads``)."""
    if not heads:
        return name[-_TAIL:] in term.quantity.before
    text, start = term.scene.text, term.quantity.start
    begin = max(text.rfind("。", 0, start), start - CLAUSE, 0)
    return name[:_TAIL] in text[begin:start]


def _tells(whole: Term, parts: Sequence[Term], bound: int) -> bool:
    """Whether a total is long enough, for as many parts and such names, not to be made by chance."""
    values = [int(term.number.value * 10_000) for term in (whole, *parts)]
    if not values[0] or (values[0] <= max(values[1:]) and not whole.change):
        return False
    if any(opens_a_part(part.scene.text, part.quantity.start, OPENING) for part in parts[1:]):
        return False  # 肉类86万吨。其中，猪肉54万吨
    while all(value % 10 == 0 for value in values):
        values = [value // 10 for value in values]
    size = len(str(values[0]))
    if size < _LONG and not whole.change and not is_level(whole.quantity):
        return False
    labels = [part.quantity.before or part.quantity.after for part in parts]
    if size >= _LONG and whole.span < parts[0].span and whole.scene is not parts[0].scene:
        name = label(whole.scene, whole.quantity)[-_CALLED_SO:]
        opening = parts[0].scene.text[: parts[0].quantity.start]
        bound += 2 * (len(name) == _CALLED_SO and name in opening[-CLAUSE:])
    told = size + (len(parts) > 2) + (len(parts) > 4) - all(value % 5 == 0 for value in values)
    told += bound + _is_alike(labels) + is_closed(parts)
    if whole.change:
        told += whole.scene is parts[0].scene
    elif sum_of(parts) != whole.number.value:
        if not holds_closely(whole, parts):
            return False
        told -= 1
    told -= _FAR * (parts[0].scene.paragraph.index - whole.scene.paragraph.index > _BACK)
    words = whole.scene.text[max(0, whole.quantity.start - CLAUSE) : whole.quantity.start]
    words = words[max(map(words.rfind, ",;。:(")) + 1 :]
    if whole.span > parts[-1].span and (total := _TOTAL.search(words)):
        told += 2 if total["n"] and counted(total["n"]) == len(parts) else 1
    return told >= _SURE or (told + 2 >= _SURE and is_usual(labels))


def _is_alike(labels: Sequence[str]) -> bool:
    return len({label[-_TAIL:] for label in labels}) == 1
