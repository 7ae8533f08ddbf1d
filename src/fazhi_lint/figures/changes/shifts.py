"""What the shares of a whole rose or fell by, beside the ratio of this year and that of the year before.

三次产业比重由33.6:38.1:28.3调整为32.2:39.0:28.8，第一产业下降1.4个百分点，二产、三产分别上升0.9个和0.5个百分点;
比重分别为9.4%、42.0%和48.6%，与上年9.7∶42.5∶47.8的结构相比，第一产业下降0.3个百分点.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...kept import regex
from ...model import Relation
from ..core.matching import again, says_last_year
from ..core.moves import Move, move
from ..core.scene import Quantity, Scene
from .growth import difference
from .said import judged

_BECAME = regex.compile(r"(?:调整|优化|变化|转变|演变|改善|变|升级)(?:为|到|至|成)?|到|至")
_SECTOR = regex.compile(r"(?:第?([一二三])(?:次?产业?))|(服务业)")
_NEXT = regex.compile(rf"(?:[与同较比](?:上年|去年)(?:相比)?,?)?(?:{_SECTOR.pattern})")
_PLACES = {"一": 0, "二": 1, "三": 2}
_SECTORS = 3  # parts of a ratio that are the three sectors
_SHARE = regex.compile(r"比重|占比|比例|份额|所占")
# The sector itself moved, or its share: 第三产业提高, but not 第三产业增速提高.
_ITSELF = regex.compile(
    r"(?:、|和|增加值)*(?:所?占[^,;]{0,8})?(?:比重|占比|比例|份额)?(?:[较比与](?:上年|去年|同期|\d{4}年)|为|同比|相应|分别|均|各|又|则|略|继续|进一步)*"
    r"(?:提高|上升|提升|增加|增长|扩大|下降|降低|回落|减少)(?:了|约)?"
)
_NEAR = 40  # characters between two ratios
_LONGEST = 600  # characters of a sentence that tells of them
_CLAUSE = 40  # characters that name what moves


def shifted(scene: Scene, found: Sequence[tuple[int, int, tuple[Quantity, ...]]]) -> Iterator[Relation]:
    """The relations of percentage points to the two ratios before them, or rows of three percentages."""
    for (_, end, first), (start, stop, second) in pairwise(sorted((*found, *_percentages(scene)))):
        words = scene.text[end:start]
        if len(first) != len(second) or len(words) > _NEAR or "。" in words:
            continue
        if says_last_year(words):
            first, second = second, first
        elif not _BECAME.search(words):
            continue
        for row in _rows(scene, stop):
            yield from _judge(scene, first, second, row)


def _percentages(scene: Scene) -> Iterator[tuple[int, int, tuple[Quantity, ...]]]:
    """The percentages of the three sectors told in a row: 分别为9.4%、42.0%和48.6%."""
    for quantity in scene.quantities if "产业" in scene.text else ():
        row = scene.row(quantity) if quantity.is_rate and not quantity.is_joined else ()
        if len(row) == _SECTORS:
            yield row[0].start, row[-1].stop, row


def _rows(scene: Scene, begin: int) -> Iterator[list[Move]]:
    """The changes in percentage points of the sentence from there on, or of the next, each row together."""
    end = scene.text.find("。", begin)
    if _NEXT.match(scene.text, end + 1):
        end = scene.text.find("。", end + 1)  # 调整为0.9:51.7:47.4。第一产业比重下降0.2个百分点
    row: list[Move] = []
    for quantity in scene.within(begin, min(end if end >= 0 else len(scene.text), begin + _LONGEST)):
        joined = bool(row) and quantity.is_joined and quantity.index == row[-1].quantity.index + 1
        stated = again(row[-1], quantity) if joined else move(quantity)
        if row and not joined:
            yield row
            row = []
        if stated is not None and quantity.number.kind == "point":
            row.append(stated)
    if row:
        yield row


def _judge(
    scene: Scene, past: Sequence[Quantity], now: Sequence[Quantity], row: Sequence[Move]
) -> Iterator[Relation]:
    at = row[0].quantity.start
    clause = scene.text[max(0, at - _CLAUSE) : at]
    clause = clause[max(clause.rfind(mark) for mark in ",;:。") + 1 :]
    named = list(_SECTOR.finditer(clause)) if len(now) == _SECTORS else []
    places = [_PLACES[one[1]] if one[1] else 2 for one in named]
    sure = (
        _ITSELF.fullmatch(clause, named[-1].end()) is not None
        if named
        else len(now) == 2 and _SHARE.search(clause) is not None
    )
    for number, stated in enumerate(row):
        if len(places) == len(row):
            yield from _held(scene, past, now, stated, places[number], sure)
        elif not places and len(row) == 1:
            gaps = [b.number.value - a.number.value for a, b in zip(past, now, strict=True)]
            wanted = stated.sign * stated.quantity.number.value
            known = [place for place, gap in enumerate(gaps) if gap == wanted]
            if known:
                yield from _held(scene, past, now, stated, known[0], sure)
            elif len(gaps) == 2 and gaps[0] == -gaps[1]:
                place = 0 if _same_way(gaps[0], stated) else 1
                yield from _held(scene, past, now, stated, place, sure)


def _same_way(gap: Fraction, stated: Move) -> bool:
    return (gap > 0) == (stated.sign > 0)


def _held(
    scene: Scene, past: Sequence[Quantity], now: Sequence[Quantity], stated: Move, place: int, sure: bool
) -> Iterator[Relation]:
    start, end = past[place], now[place]
    outcome = difference(start, end, stated.quantity, stated.sign)
    if relation := judged(scene, start, end, stated, outcome, sure):
        yield relation
