"""FZ112: a count beside another in the same words, or in the same list, that lost its measure word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document
from ..figures.core.scene import Quantity, Scene, scenes
from ..kept import regex
from ..model import Edit, Fix, Hit, Related, Span
from ..values import value

_RANKED = regex.compile(r"(?:[前第居约至到名]|排名|[率指得均比]\w?)$")
_PERCENT = regex.compile(
    r"(?:合格|通过|办结|满意|覆盖|出庭|纠错|败诉|化解|达标|完成|普及|就业|入学|绿化|破案|结案|审结|优良|公开|答复|办复|成功)率"
    r"(?:均|都|已|也)?(?:分别)?(?:为|是|达到?|有)?$"
)


@value
class MissingUnit:
    """Find counts without a measure word. ``verbs`` are what people and cases are counted doing."""

    verbs: tuple[str, ...]

    def __call__(self, document: Document) -> Iterator[Hit]:
        for scene in scenes(document):
            for quantity in scene.quantities:
                if quantity.unit or quantity.number.kind != "number" or quantity.number.scale != 1:
                    continue
                if _PERCENT.search(quantity.before) and _ends(scene, quantity) and quantity.number.value <= 100:
                    yield _hit(scene, quantity, "%", None)
                elif not quantity.number.decimals and quantity.number.digits.isdigit():
                    twin = self._twin(scene, quantity) or _neighbour(scene, quantity)
                    if twin:
                        yield _hit(scene, quantity, twin.unit, twin)

    def _twin(self, scene: Scene, quantity: Quantity) -> Quantity | None:
        """A count nearby that is followed by the same verb: 269人参加培训，206参加考试."""
        verb = next((verb for verb in self.verbs if scene.text.startswith(verb, quantity.stop)), None)
        if verb is None or len(quantity.before) > len("其中有"):
            return None
        for other in _around(scene, quantity, 3):
            if (
                other.unit
                and abs(other.clause - quantity.clause) <= 2
                and scene.text.startswith(verb, other.stop)
            ):
                return other
        return None


def _around(scene: Scene, quantity: Quantity, reach: int) -> Sequence[Quantity]:
    near = scene.quantities[max(0, quantity.index - reach) : quantity.index + reach + 1]
    return [
        other
        for other in near
        if other is not quantity and other.sentence == quantity.sentence and other.number.kind == "number"
    ]


def _neighbour(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The count before it, where one of the same unit follows too: 优秀10件，合格15，漏评1件."""
    around = _around(scene, quantity, 1)
    if len(around) < 2 or not quantity.before or quantity.after or _RANKED.search(quantity.before):
        return None
    left, right = around
    alike = left.unit and left.unit == right.unit and not left.after and not right.after
    beside = (
        left.depth == quantity.depth == right.depth
        and quantity.number.value
        and not quantity.number.approximate
    )
    return (
        left if alike and beside and right.lead == quantity.lead and quantity.lead in (",", "、", ";") else None
    )


def _ends(scene: Scene, quantity: Quantity) -> bool:
    return scene.text[quantity.stop : quantity.stop + 1] in (",", ";", "。", "、")


def _hit(scene: Scene, quantity: Quantity, unit: str, twin: Quantity | None) -> Hit:
    span = scene.span(quantity)
    literal = quantity.number.literal
    return Hit(
        span,
        {"found": literal, "expected": literal + unit},
        related=(Related(scene.span(twin), "并列的数量"),) if twin else (),
        fix=Fix("unsafe", (Edit(Span(span.end, span.end), unit),)),
    )
