"""Means over the days, weeks, months or years of a stated period: 第28周受理71184件，日均10169件.

What was counted stands before the mean in its measure, or shares its words; the period is the nearest one that
the paragraph names, else the year that the document tells of. Three digits that agree are evidence, two where
the count stands right before the mean. That they disagree is said, as a warning, where the sentence names one
period and has one count before the mean, and one wrong digit keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from ...kept import regex
from ...model import Relation
from ..core.conflicts import rate_of
from ..core.interval import Interval
from ..core.labels import front
from ..core.moves import Move, move
from ..core.ratios import moved
from ..core.scene import Quantity, Scene
from ..core.slips import digit_off
from ..core.units import family
from .free_means import LIKE, TAIL, Said, figures_near, is_each, shares_word
from .means import PER_TIME, Mean, as_printed, mean_of

_OVER_TIME = regex.compile(
    r"(?:(?:平均)?每个?(?P<per>[天日周月年])(?:平均)?|(?P<per>[日周月年])平?均)(?P<rest>(?:[人户]均)?[^每均\d]*)$"
)
_PERIOD = regex.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日?[—\-~至到]+(?:(?P<until>\d{1,2})月)?(?P<last>\d{1,2})日"
    r"|(?P<first>\d{1,2})月?份?[—\-~至到]+(?P<final>\d{1,2})月"
    r"|前(?P<quarters>三)个?季度|(?P<quarter>[一二三四])季度|(?P<half>[上下])半年|第\d{1,2}(?P<week>周)"
    r"|(?P<years>[两二三四五六七八九十])年(?:来|间|累计|共|期间)|(?P<plan>“十\p{Han}五”)(?:期间|时期|五年)"
    r"|(?P<since>\d{4})年?[—\-~至到](?P<till>\d{4})年"
    r"|(?P<alone>\d{1,2})月(?P<date>\d{1,2}日|份?[底末初])?|(?P<year>全|本|\d{4})年(?P<end>[底末初])?"
)
_NOT_THEN = regex.compile(r"上年|去年|同期|目标|计划|力争|预计|能力|设计|工作日|历年|以来|高峰|运营|投运|开通")
_A_YEAR = regex.compile(r"((?:19|20)\d\d)年")
_DECADES = 20
_FAR = 1200  # characters in which a period is looked for
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SIZES = {"两": 2, **{mark: size for size, mark in enumerate("一二三四五六七八九十", 1)}}
_YEAR = range(1, 13)
_WEEK = 7
_FEBRUARY = 2
_TELLING, _FEW = 3, 2  # digits that do not agree by chance, and those that do not beside the count
_MOST = 10
_PERIODS = 3
_CLOSE = 3  # figures back to which an increase of several years is looked for
_SPOKEN = 12
_NOUN = 2  # characters at the end of a name that say what is counted
_WORKED = Fraction(3, 4)  # of the days of a period, at most
_EVERY = regex.compile(r"平?均?每|[日月年周]均|平均")  # what stands before it tells whose mean it is


def over_time(scene: Scene, quantity: Quantity) -> Relation | None:
    """The relation of a mean per day, week, month or year to what was counted in a period; None if unsure."""
    number = quantity.number
    if "年" in quantity.before and (risen := move(quantity)) is not None:
        return _risen(scene, risen) if risen.mean else None
    found = _OVER_TIME.search(TAIL.sub("", front(scene, quantity)))
    if found is None or number.kind != "number" or not number.low or number.high is None or not quantity.unit:
        return None
    said = Said(quantity, "均", found["per"], 1, found["rest"], "")
    clause = scene.text[max(0, quantity.start - len(quantity.before)) : quantity.start]
    if _NOT_THEN.search(clause) or "/" in quantity.unit:
        return None
    spans = list(dict.fromkeys(islice(_spans(scene, quantity, said), _PERIODS)))
    default = not spans
    if default and said.per != "年":
        spans = [_length(said.per, _YEAR)]
    tops = [one for one in figures_near(scene, said) if one.index < quantity.index and _is_counted(said, one)]
    digits = quantity.digits
    for above in tops:
        beside = above.index == quantity.index - 1 and above.sentence == quantity.sentence
        beside = beside or (len(said.rest) > 1 and shares_word(said.rest, above))
        for span in spans:
            if digits >= (_FEW if beside and not default else _TELLING):
                for days in span:
                    if _gives(said, above, days):
                        return _relation(scene, said, above, days)
    return None if default else _held(scene, said, spans[0])


def _risen(scene: Scene, risen: Move) -> Relation | None:
    """The relation of a yearly increase to that of several years.

    比2018年增加728人，年均增加145.6人; 同2000年相比，十年共增加604.3万人，增长44.5%。平均每年增加60.4万人.
    """
    quantity = risen.quantity
    back = scene.quantities[max(0, quantity.index - _CLOSE) : quantity.index]
    row = [one for one in back if one.number.kind == quantity.number.kind and one.unit == quantity.unit]
    total = row[-1] if row else quantity
    whole = move(total)
    if not whole or whole.sign != risen.sign or quantity.digits < _FEW or quantity.number.kind == "percent":
        return None
    begin = scene.text.rfind("。", 0, total.start) + 1
    told = list(_PERIOD.finditer(scene.text, max(begin, total.start - _SPOKEN), total.start))
    since = _A_YEAR.findall(whole.against) or _A_YEAR.findall(scene.text, begin, total.start)
    years = _A_YEAR.findall(scene.text, max(0, total.start - _FAR), total.start)
    size = _years(told[-1]) if told else 0
    size = size or (max(map(int, years)) - int(since[-1]) if since else 0)
    said = Said(quantity, "均", "年", 1, "", "")
    if not 1 < size <= _DECADES:
        return None
    if _gives(said, total, size):
        return _relation(scene, said, total, size)
    near = any(_gives(said, total, size + away) for away in (-1, 1))
    exact = quantity.digits >= _TELLING and not total.number.approximate and not quantity.number.approximate
    wrong = exact and not near and _slips(said, total, size)
    return _relation(scene, said, total, size, broken=True) if wrong else None


def _is_counted(said: Said, one: Quantity) -> bool:
    """Whether a mean may be of an amount: of its measure, in its sentence or of its words."""
    stated = said.quantity
    alike = family(one.unit) == family(stated.unit) or (one.unit, stated.unit) in LIKE
    close = one.sentence == stated.sentence or shares_word(said.rest, one)
    plain = move(one) is None and _NOT_THEN.search(one.before) is None
    whole = mean_of(one) is None and not is_each(one)
    beside = one.index == stated.index - 1 and one.sentence == stated.sentence
    each = beside and "均" in one.before and PER_TIME.search(one.before) is None  # 人均3956元，每月人均330元
    return alike and close and plain and (whole or each)


def _gives(said: Said, above: Quantity, days: int) -> bool:
    return _wanted(said).meets(above.interval.scaled(Fraction(1, days)))


def _wanted(said: Said) -> Interval:
    return Mean(said.quantity, said.per, 1, said.rest, "", said.quantity.unit).wanted


def _spans(scene: Scene, quantity: Quantity, said: Said) -> Iterator[tuple[int, ...]]:
    """How long the periods are that a paragraph names before a mean, in its measure, the nearest first."""
    for found in reversed(list(_PERIOD.finditer(scene.text, max(0, quantity.start - _FAR), quantity.start))):
        size = _years(found)
        if found["end"] or found["date"] or (found["since"] and not size):
            continue
        if found["day"]:
            months = int(found["month"]), int(found["until"] or found["month"])
            if said.per in "天日" and 0 < months[0] <= months[1] <= 12 and months[1] - months[0] < _FEBRUARY:
                between = int(found["last"]) - int(found["day"]) + 1
                between += _MONTHS[months[0] - 1] if months[1] > months[0] else 0
                if between > 1:
                    yield (between,)
        elif found["week"]:
            if said.per in "天日":
                yield (_WEEK,)
        elif size:
            days = tuple(365 * size + leap for leap in range(size // 4, size // 4 + 2))
            yield {"年": (size,), "月": (12 * size,), "周": ()}.get(said.per, days)
        elif said.per != "年":
            yield _length(said.per, _months(found))


def _years(found: regex.Match[str]) -> int:
    """How many years a period has that is told by them; 0 if it is not, or is not one."""
    if found["plan"]:
        return 5
    if found["since"]:
        size = int(found["till"]) - int(found["since"]) + 1
        return size if 1 < size <= _DECADES else 0
    return _SIZES[found["years"]] if found["years"] else 0


def _months(found: regex.Match[str]) -> range:
    """The months that a period has, in the order of the year; none if it is not one."""
    if found["quarters"]:
        return range(1, 10)
    if found["quarter"]:
        first = 3 * _SIZES[found["quarter"]] - 2
        return range(first, first + 3)
    if found["half"]:
        return range(1, 7) if found["half"] == "上" else range(7, 13)
    if found["year"]:
        return _YEAR
    first, last = int(found["first"] or found["alone"]), int(found["final"] or found["alone"])
    return range(first, last + 1) if 0 < first <= last <= 12 else range(0)


def _length(per: str, months: range) -> tuple[int, ...]:
    """How many days or months the months of a year are, in a leap year too."""
    if per == "月":
        return (len(months),) if len(months) > 1 else ()
    days = sum(_MONTHS[month - 1] for month in months)
    if per == "周":
        return (52,) if months == _YEAR else ()
    return () if not days else (days, days + 1) if _FEBRUARY in months else (days,)


def _held(scene: Scene, said: Said, span: tuple[int, ...]) -> Relation | None:
    """A mean held against the one count of its measure before it in its sentence, over the nearest period."""
    stated = said.quantity
    row = scene.quantities[max(0, stated.index - _MOST) : stated.index]
    row = tuple(one for one in row if one.sentence == stated.sentence)
    alike = [one for one in row if _is_counted(said, one)]
    if len(alike) != 1 or stated.number.approximate or (said.rest and not shares_word(said.rest, alike[0])):
        return None
    (above,) = alike
    who = _EVERY.split(stated.before, 1)[0]  # 全年客运量2.14亿人次，轨道交通日均客运量31万人次
    if said.rest[-_NOUN:] not in above.before or (who and who not in above.before):
        return None  # 新登记市场主体2908万户，日均新登记企业2.4万户
    begin = scene.text.rfind("。", 0, above.start) + 1
    periods = list(_PERIOD.finditer(scene.text, begin, stated.start))
    told = _NOT_THEN.search(scene.text, begin, stated.start) is None and bool(periods)
    if not told or above.index != stated.index - 1 or above.number.approximate:
        return None
    if any(_gives(said, above, days) for days in span):
        return None  # too few digits to tell
    if said.per in "天日" and any(above.number.value < stated.number.value * days * _WORKED for days in span):
        return None  # of working days
    days = next((days for days in span if _slips(said, above, days)), 0)
    return _relation(scene, said, above, days, broken=True) if days else None


def _slips(said: Said, above: Quantity, days: int) -> bool:
    """Whether one wrong digit, in a mean or in what was counted, keeps it from being that over the days."""
    number, wanted = said.quantity.number, _wanted(said)
    unit = number.place
    at = above.number.value / days // unit * unit
    if digit_off(number, at) or digit_off(number, at + unit):
        return True
    low, high = ((end or 0) * days - above.number.value for end in (wanted.low, wanted.high))
    return moved(above.number, low, high)


def _relation(scene: Scene, said: Said, above: Quantity, days: int, broken: bool = False) -> Relation:
    stated, number = said.quantity, said.quantity.number
    result = as_printed(above.number.value / days, number)
    formula = f"{above.number.literal} / {days} = {result}"
    used = ((scene.span(above), above.number.literal),)
    failed = (f"{said.per}均{said.rest}", number.literal, f"算得{result}{stated.unit}")
    return rate_of(scene.span(stated), used, formula, failed if broken else None, stated.unit)
