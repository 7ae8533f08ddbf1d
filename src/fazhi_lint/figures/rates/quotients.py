"""Named quotients of two amounts: 存贷比, 收入比 and others that ``rules/knowledge/rates.toml`` lists."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from ...document import Document
from ...facts.literals import words_of
from ...facts.numbers import Number
from ...kept import regex
from ...knowledge import knowledge
from ...model import Relation
from ...values import value
from ..core.conflicts import rate_of
from ..core.interval import Interval, show
from ..core.levels import is_level, levels
from ..core.moves import comes_from, reaches
from ..core.ratios import cut_or_rounded, slipped_quotient
from ..core.scene import Quantity, Scene, scenes
from ..core.units import family

_LINK = regex.compile(
    r"[值率]?(?:[(][^()]*[)])?(?:仅|只|约|已|均|也)?(?:由[^,;]{0,8})?(?:缩小|扩大|降低?|下降|提高|上升|调整|控制|保持|稳定|达|降)?[到至在为是]{0,2}约?"
)
_CLAUSE, _FRONTS = regex.compile(r"[^,;。()]*$"), 30  # characters
_FROM = regex.compile(r"[值率]?[从由][^,;。()%]{0,20}")
_MEASURED = regex.compile(
    r"\(以?\p{Han}{1,6}(?:为|=)\d+[^()]{0,20}\)"
)  # 性别比(以女性为100,男性对女性的比例), 性别比(女性=100)
_FRONT = regex.compile(r"[^,;。:、()\d%]*$")
_OTHER = regex.compile(r"中位数|[高低中]收入|净资产")
_WIDE = regex.compile(
    r"全[国省市县区州]|城乡|居民|人均|可支配|常住|户籍|金融机构|本外币|平均|综合|总体|整体|总?人口|年末|其中|[\d年的与,]"
)
_LOANS = ("存贷比", "贷存比")
_TOLD_IN_ONE = regex.compile(r"存[、款]*(?:和|与)?贷款(?:总?余额|总?额)?")
_TWO = regex.compile(
    r"[,;。](?P<upper>\p{Han}{2,8}?)[与和同](?P<lower>\p{Han}{2,8}?)之比(?:值)?(?:约)?(?:为|是|达)?"
)
Place = tuple[Scene, Quantity]
Sized = tuple[Place, float]
_HEAD, _PAIR = 2, 2  # characters of a name, and amounts of a quotient
_BACK = 40
_NEXT = 3  # up to two figures in brackets behind a quotient
_HUNDRED = 100


@value
class Quotient:
    """A named quotient: the words beside the amount above and below, and how many times it is printed.

    ``unit`` is its own measure (个月); ``apart`` says that the two are measured differently (医护比), in the
    ``units`` where these are given, ``far`` that they may stand anywhere in the document. ``pair`` is one word
    for both: 城乡居民收入分别为A和B.
    """

    name: str
    upper: tuple[tuple[str, ...], ...]
    lower: tuple[tuple[str, ...], ...]
    times: int
    unit: str = ""
    apart: bool = False
    far: bool = False
    pair: str = ""
    units: tuple[str, ...] = ()
    loose: bool = False

    def measures(self, above: Quantity, below: Quantity) -> bool:
        """Whether two amounts are in the measures of the quotient."""
        if self.units:
            return (above.unit, below.unit) == self.units
        return self.apart or family(above.unit) == family(below.unit)


def quotients(document: Document) -> Iterator[Relation]:
    """The relations of the named quotients of a document."""
    ordered = scenes(document)
    there = words_of(document)
    named = [quotient for quotient in _quotients() if quotient.name in there]
    for row, scene in enumerate(ordered):
        if "之比" in scene.text:
            yield from _between(scene)
        for quotient in named:
            if quotient.name in scene.text:
                yield from _named(document, ordered, row, quotient)


def _named(document: Document, ordered: Sequence[Scene], row: int, quotient: Quotient) -> Iterator[Relation]:
    scene = ordered[row]
    for name, quantity in _stated(scene, quotient.name):
        upper, lower = quotient.upper, quotient.lower
        if second := _second(scene, quantity):  # 医护比1:0.63
            quantity, upper, lower = second, lower, upper
        number = quantity.number
        if number.kind not in ("number", "percent") or number.high is None or number.unit != quotient.unit:
            continue
        above = _last(ordered, row, quantity, upper)
        below = _last(ordered, row, quantity, lower, above)
        above, below = _risen(above), _risen(below)
        if quotient.name in _LOANS and (both := _both(scene, quantity)):
            below, above = both
        elif quotient.pair and (both := _pair(scene, quantity, quotient)):
            above, below = both
        if above and below and not _given(above, below, number, quotient.times):
            above, below = _fitting(scene, quantity, quotient, upper, lower) or (above, below)
        if quotient.far and not (above and below and _given(above, below, number, quotient.times)):
            yield from _anywhere(document, scene, quantity, quotient)
        if not above or not below or not below[1].number.value:
            continue
        if not quotient.measures(above[1], below[1]):
            continue
        times = _HUNDRED if number.kind == "percent" else quotient.times
        wanted = cut_or_rounded(number)
        bounds = above[1].interval.over(below[1].interval)
        if bounds is None:
            continue
        if bounds.scaled(times).meets(wanted):
            yield _verified(scene, quantity, above, below, quotient)
            continue
        if quotient.loose:
            continue
        front = _WIDE.sub("", name)[-_HEAD:]
        if not any(_WIDE.sub("", one.before).startswith(front) for one in (above[1], below[1])):
            continue  # 小学生师比 is not taken of 中小学在校生
        exact = not any(one.approximate for one in (number, above[1].number, below[1].number))
        close = above[0] is scene and below[0] is scene
        if _of_another(scene, quantity, above[1], below[1], times):
            continue  # 编制床位1200张，实际开放1368张，床护比1:0.62
        if exact and close and slipped_quotient(number, wanted, above[1].number, below[1].number, times):
            shown, formula = _shown(number, above, below, quotient)
            yield broken(scene, quantity, above[1], below[1], quotient.name, shown, formula)


def _between(scene: Scene) -> Iterator[Relation]:
    """A quotient of two amounts that it names itself: 注销与新设之比为0.63:1."""
    for said in _TWO.finditer(scene.text):
        row = scene.quantities[bisect_left(scene.starts, said.end()) :][:1]
        if not row or row[0].start != said.end() or row[0].number.kind != "number" or row[0].unit:
            continue
        near = [one for one in scene.quantities[max(0, row[0].index - _BACK) : row[0].index] if is_level(one)]
        above, below = ([one for one in near if said[name] in one.before] for name in ("upper", "lower"))
        if not above or not below or family(above[-1].unit) != family(below[-1].unit):
            continue
        first, second = (scene, above[-1]), (scene, below[-1])
        if row[0].number.decimals and _given(first, second, row[0].number, 1):
            yield _verified(scene, row[0], first, second, Quotient("", (), (), 1))


def _shown(number: Number, above: Place, below: Place, quotient: Quotient) -> tuple[str, str]:
    """What two amounts make, and how."""
    times = _HUNDRED if number.kind == "percent" else quotient.times
    result = above[1].number.value * times / below[1].number.value
    sign = "%" if number.kind == "percent" else quotient.unit
    shown = f"{show(result, max(2, number.decimals))}{sign}"
    many = f" × {times}" if times > 1 and sign != "%" else ""
    return shown, f"{above[1].number.literal} / {below[1].number.literal}{many} = {shown}"


def _verified(scene: Scene, stated: Quantity, above: Place, below: Place, quotient: Quotient) -> Relation:
    spans = {above[0].span(above[1]), below[0].span(below[1]), scene.span(stated)}
    formula = _shown(stated.number, above, below, quotient)[1]
    return Relation("rate", "verified", scene.span(stated), tuple(sorted(spans)), formula)


def _stated(scene: Scene, name: str) -> Iterator[tuple[str, Quantity]]:
    """The figures of a quotient of that name, with the words in front of it in its clause."""
    for found in regex.finditer(regex.escape(name), scene.text):
        aside = _MEASURED.match(scene.text, found.end())
        end = aside.end() if aside else found.end()
        ahead = scene.quantities[bisect_left(scene.starts, end) :][: _PAIR + 1]
        if not ahead:
            return
        said = ahead[0]
        if _FROM.fullmatch(scene.text, end, said.start):  # 存贷比从2010年的50%提高到86%
            risen = said.unit == "升" and ahead[1:] and ahead[1].before == "为"  # 由2010年的108.23升为110.63
            if ahead[2:] and ahead[1].number.value == 1 and ahead[1].start - said.end == 1:
                ahead = (said, ahead[2])  # 从2.05:1缩小到1.88:1
            if len(ahead) == 1 or (reaches(ahead[1]) is None and not risen):
                continue
            said = ahead[1]
        elif not _LINK.fullmatch(scene.text, end, said.start):
            continue
        front = _FRONT.search(scene.text, 0, found.start())
        yield front.group() if front else "", said


def _risen(place: Place | None) -> Place | None:
    """What a level came to where it is told where it came from: 农村由11648元提高到17963元."""
    if place is None or not comes_from(place[1]):
        return place
    scene, level = place
    behind = scene.quantities[level.index + 1 : level.index + 2]
    return (scene, behind[0]) if behind and reaches(behind[0]) is not None else place


def _of_another(scene: Scene, stated: Quantity, above: Quantity, below: Quantity, times: int) -> bool:
    """Whether another amount before a quotient, in the measure of one of the two, makes it with the other."""
    others = [one for one in scene.quantities[max(0, stated.index - _BACK) : stated.index] if one.is_amount]
    return any(
        (one.unit == below.unit and _given((scene, above), (scene, one), stated.number, times))
        or (one.unit == above.unit and _given((scene, one), (scene, below), stated.number, times))
        for one in others
        if one not in (above, below)
    )


def _both(scene: Scene, stated: Quantity) -> tuple[Place, Place] | None:
    """Deposits and loans told in one: 存贷款余额达到564亿元、486亿元."""
    for one in reversed(scene.quantities[max(0, stated.index - _BACK) : stated.index]):
        row = scene.row(one) if _TOLD_IN_ONE.search(one.before) and one.sentence == stated.sentence else ()
        if len(row) == _PAIR and all(is_level(other) for other in row):
            return (scene, row[0]), (scene, row[1])
    return None


def _pair(scene: Scene, stated: Quantity, quotient: Quotient) -> tuple[Place, Place] | None:
    """The two amounts told in one word for both: 城乡居民人均可支配收入分别为60134元和33633元."""
    thing = quotient.upper[0][-1]
    for one in reversed(scene.quantities[max(0, stated.index - _BACK) : stated.index]):
        joined = quotient.pair in one.before and thing in one.before
        both = not joined and one.lead == "、" and _names_both(scene, one, quotient)
        if (joined or both) and is_level(one):
            row = scene.row(one)
            if comes_from(one):  # 由57380元、31550元提高到60134元、33633元
                behind = scene.quantities[row[-1].index + 1 : row[-1].index + 2]
                row = scene.row(behind[0]) if behind and reaches(behind[0]) is not None else ()
            if both and len(row) == _PAIR:  # the ratio may be of another year
                given = _given((scene, row[0]), (scene, row[1]), stated.number, quotient.times)
                row = row if given else ()
            if len(row) == _PAIR and not one.is_rate and (not row[0].unit or row[0].unit == row[1].unit):
                return (scene, row[0]), (scene, row[1])
    return None


def _names_both(scene: Scene, one: Quantity, quotient: Quotient) -> bool:
    """Whether the clause in front of an amount has the words of both: 城镇、农村居民人均可支配收入."""
    clause = _CLAUSE.search(scene.text, max(0, one.start - _FRONTS), one.start)
    words = clause.group() if clause else ""
    return all(
        any(all(word in words for word in each) for each in side) for side in (quotient.upper, quotient.lower)
    )


def _second(scene: Scene, first: Quantity) -> Quantity | None:
    """What one stands to: 0.63 of 1:0.63."""
    following = scene.quantities[first.index + 1 : first.index + 2]
    if first.number.value != 1 or not following or scene.between(first, following[0]) not in (":", "∶"):
        return None
    return following[0]


def _fitting(
    scene: Scene,
    stated: Quantity,
    quotient: Quotient,
    upper: Sequence[Sequence[str]],
    lower: Sequence[Sequence[str]],
) -> tuple[Place, Place] | None:
    """Two amounts of the paragraph, before a quotient or right behind it, that have its words and make it."""
    number = stated.number
    near = scene.quantities[max(0, stated.index - _BACK) : stated.index + _NEXT]
    told = [
        one
        for one in near
        if one is not stated and one.number.kind == "number" and not one.number.vague and is_level(one)
    ]
    for above in [one for one in told if _has(one, upper)]:
        for below in [one for one in told if one is not above and _has(one, lower)]:
            alike = quotient.measures(above, below)
            if alike and number.decimals and _given((scene, above), (scene, below), number, quotient.times):
                return (scene, above), (scene, below)
    return None


def _given(above: Place, below: Place, number: Number, times: int) -> bool:
    """Whether two amounts make a quotient."""
    times = _HUNDRED if number.kind == "percent" else times
    bounds = above[1].interval.over(below[1].interval)
    half = number.place / 2
    return bounds is not None and bounds.scaled(times).meets(Interval(number.value - half, number.value + half))


def _anywhere(document: Document, scene: Scene, stated: Quantity, quotient: Quotient) -> Iterator[Relation]:
    """The first two amounts of the document with the words of a quotient that make it."""
    number = stated.number
    if not number.decimals:
        return
    uppers, lowers = _named_anywhere(document, quotient)
    times = _HUNDRED if number.kind == "percent" else quotient.times
    wanted = float(number.value)
    room = float(number.place) + wanted / 10
    for above, upper in uppers:
        for below, lower in lowers:
            # To divide roughly first is many times faster than to divide intervals.
            if abs(upper * times - wanted * lower) > room * lower or above[1] is below[1]:
                continue
            if quotient.measures(above[1], below[1]) and _given(above, below, number, quotient.times):
                yield _verified(scene, stated, above, below, quotient)
                return


def _named_anywhere(document: Document, quotient: Quotient) -> tuple[Sequence[Sized], Sequence[Sized]]:
    """The amounts of a document with the words of a quotient, above and below, looked for once."""
    known = document.once(_by_quotient)
    if quotient not in known:
        every = [place for place in chain.from_iterable(levels(document).values()) if is_level(place[1])]
        known[quotient] = _sized(every, quotient.upper), _sized(every, quotient.lower)
    return known[quotient]


def _sized(places: Sequence[Place], words: Sequence[Sequence[str]]) -> Sequence[Sized]:
    """The first of some amounts that have words, each with its size."""
    named = [place for place in places if _has(place[1], words)]
    return [(place, float(place[1].number.value)) for place in named[:_BACK]]


def _by_quotient(_: Document) -> dict[Quotient, tuple[Sequence[Sized], Sequence[Sized]]]:
    """The amounts looked up so far."""
    return {}


def _has(one: Quantity, words: Sequence[Sequence[str]]) -> bool:
    before = one.before
    for each in words:
        for word in each:
            if word not in before:
                break
        else:
            return True
    return False


def broken(
    scene: Scene, focus: Quantity, above: Quantity, below: Quantity, name: str, result: str, formula: str
) -> Relation:
    """The relation of a figure that two amounts of its paragraph do not give: a warning."""
    used = [(scene.span(one), one.number.literal) for one in (above, below)]
    return rate_of(scene.span(focus), used, formula, (name, focus.number.literal, f"算得{result}"))


def _last(
    ordered: Sequence[Scene],
    row: int,
    quantity: Quantity,
    words: Sequence[Sequence[str]],
    other: Place | None = None,
) -> Place | None:
    """The last level before a quantity with all words of a set beside it, here or in the paragraph before.

    What stands behind it in its sentence comes after those before it in the paragraph; ``other`` is taken only
    if there is nothing else.
    """
    scene = ordered[row]
    behind = [one for one in scene.quantities[quantity.index + 1 :][:2] if one.sentence == quantity.sentence]
    own = scene.quantities[max(0, quantity.index - _BACK) : quantity.index]
    here = [one for one in own if one.sentence == quantity.sentence]
    before = [one for one in own if one.sentence != quantity.sentence]
    last = ordered[row - 1] if row else None
    for place, found in (
        (scene, here),
        (scene, before),
        (scene, behind[::-1]),
        (last, last.quantities[-_BACK:] if last else []),
    ):
        for one in reversed(found):
            if not one.is_amount:
                continue
            if _OTHER.search(one.before) or not is_level(one) or (other and other[1] is one):
                continue
            if place is not None and _has(one, words):
                return place, one
    return other if other and _has(other[1], words) else None


@cache
def _quotients() -> tuple[Quotient, ...]:
    return tuple(
        Quotient(
            name,
            _sets(entry["upper"]),
            _sets(entry["lower"]),
            entry.get("times", 1),
            entry.get("unit", ""),
            bool(entry.get("apart")),
            bool(entry.get("far")),
            entry.get("pair", ""),
            tuple(entry.get("units", ())),
            bool(entry.get("loose")),
        )
        for entry in knowledge("rates")["ratio"]
        for name in entry["names"]
    )


def _sets(entries: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in entries)
