"""What the income of a person is made of, and what he spends, item by item: the only means that add up.

农村居民人均可支配收入6748元，增长19.1%。其中工资性收入3156元，经营净收入2987元，财产净收入142元，转移净收入463元.
The four kinds of income and the eight of spending are all there are, so that one wrong digit in them or in
the total nearest before them is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document
from ...kept import regex
from ...model import Relation
from ...values import value
from ..core.moves import move
from ..core.scene import Quantity, Scene, scenes
from ..core.slips import LONG, digits
from ..core.terms import Term
from ..core.units import family
from ..core.verdicts import Broken, judged, settled

_BACK = 3  # paragraphs before the parts in which their total may stand


@value
class _Whole:
    """A total by its name, with a literal ``word`` of it, and its kinds, with a literal of the ``first``."""

    word: str
    first: str
    total: regex.Pattern[str]
    kinds: tuple[regex.Pattern[str], ...]


_WHOLES = (
    _Whole(
        "收入",
        "工资",
        regex.compile(r"(?:可支配|纯)收入(?:首次)?(?:达到?|为|是|实现|完成)?$"),
        tuple(
            map(
                regex.compile,
                (
                    "工资性?(?:纯|净)?收入",
                    "经营性?(?:纯|净)?收入",
                    "财产性?(?:纯|净)?收入",
                    "转移性?(?:纯|净)?收入",
                ),
            )
        ),
    ),
    _Whole(
        "支出",
        "食品",
        regex.compile(r"(?:消费|生活)(?:性)?支出(?:达到?|为|是)?$"),
        tuple(
            map(
                regex.compile,
                ("食品", "衣着", "居住", "生活用品|家庭设备|日用品", "交通", "教育", "医疗", "其[他它]|杂项"),
            )
        ),
    ),
)


def per_person(document: Document) -> list[Relation]:
    """The sums of the incomes and of the spending of a person."""
    return list(settled([one for whole in _WHOLES for one in _read(document, whole)]))


def _read(document: Document, whole: _Whole) -> Iterator[Relation | Broken]:
    known: list[tuple[Scene, Quantity]] = []
    for scene in scenes(document):
        lists = whole.first in scene.text
        if not (lists or whole.word in scene.text):
            continue
        totals = [one for one in scene.quantities if whole.total.search(one.before) and _is_amount(one)]
        if lists:
            money = [one for one in scene.quantities if _is_amount(one)]
            yield from _lists(scene, money, totals, known, whole)
        known += [(scene, one) for one in totals]


def _is_amount(quantity: Quantity) -> bool:
    number = quantity.number
    plain = number.kind == "number" and number.high is not None and not number.approximate
    return plain and family(quantity.unit) == "元" and move(quantity) is None


def _lists(
    scene: Scene,
    money: Sequence[Quantity],
    totals: Sequence[Quantity],
    known: Sequence[tuple[Scene, Quantity]],
    whole: _Whole,
) -> Iterator[Relation | Broken]:
    parts: list[Term] = []
    left = list(whole.kinds)
    for one in money:
        kind = next((kind for kind in left if kind.search(one.before)), None)
        if kind is None or (not parts and whole.first not in one.before):
            parts, left = [], list(whole.kinds)
            continue
        left.remove(kind)
        parts.append(Term(scene, one, "元", False))
        if not left:
            near = [(scene, total) for total in totals if total.index < parts[0].quantity.index]
            far = [
                (other, total)
                for other, total in known
                if scene.paragraph.index - other.paragraph.index <= _BACK
            ]
            stated = [Term(other, total, "元", False) for other, total in (*reversed(near), *reversed(far))]
            yield from judged(parts, stated, [one for one in stated[:1] if digits(one) >= LONG])
            parts, left = [], list(whole.kinds)
