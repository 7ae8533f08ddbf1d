"""A change in the words of the text, what it should be, and the relation of one that does not follow."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Fix, Hit, Related, Relation, Severity
from ..core.interval import show
from ..core.moves import Move
from ..core.scene import Quantity, Scene
from .growth import Outcome, figure_of, percent

_WITH_UNIT = ("number", "point", "multiple")


def quoted(scene: Scene, move: Move) -> str:
    """A change in the words of the text, from the verb to the measure word."""
    stated = move.quantity
    end = stated.stop if stated.number.kind in _WITH_UNIT else stated.end
    return scene.text[stated.start - len(move.words) : end]


def recomputed(move: Move, outcome: Outcome) -> str:
    """The change as it was recomputed, for the message: 算得14.4个百分点, 算得下降15.13%."""
    number, found = move.quantity.number, outcome.found
    if found is None:
        return "增减方向不一" if outcome.holds is None or not outcome.below else "基数为负"
    if number.kind == "multiple":
        return f"算得{show(found, max(2, number.decimals))}倍"
    turned = "" if found >= 0 else "下降" if move.sign > 0 else "增长"
    if number.kind in ("number", "point"):
        return f"算得{turned}{figure_of(abs(found), number)}{number.unit}"
    return f"算得{turned}{percent(abs(found), number)}"


def judged(
    scene: Scene, start: Quantity, level: Quantity, stated: Move, outcome: Outcome, firm: bool, claim: str = ""
) -> Relation | None:
    """The relation of a change to the levels before and after it; one that does not follow only if ``firm``."""
    used = (level, start, stated.quantity)
    if outcome.holds:
        return scene.relation("change", "verified", stated.quantity, used, outcome.formula)
    if not firm or outcome.holds is None or stated.soft or any(one.number.approximate for one in used):
        return None
    from .another import is_another

    if is_another(start, level, stated):
        return None
    claim = quoted(scene, stated) if stated.words else claim or stated.quantity.number.literal
    result = recomputed(stated, outcome)
    return contradicted(scene, stated.quantity, used, claim, result, outcome.formula, False)


def told_apart(
    scene: Scene, stated: Move, used: Sequence[tuple[Scene, Quantity]], outcome: Outcome, *, wrong: bool = False
) -> Relation:
    """The relation of a change to figures of which some stand in other paragraphs; ``wrong`` is a warning."""
    return made_apart(scene, stated, used, outcome.formula, recomputed(stated, outcome) if wrong else "")


def made_apart(
    scene: Scene, stated: Move, used: Sequence[tuple[Scene, Quantity]], formula: str, result: str = ""
) -> Relation:
    """The same with its formula; a warning where there is a ``result`` that the change is not."""
    focus = scene.span(stated.quantity)
    places = [(place.span(one), one) for place, one in used]
    spans = tuple(sorted((focus, *(span for span, _ in places))))
    if not result:
        return Relation("change", "verified", focus, spans, formula)
    related = tuple(Related(span, one.number.literal) for span, one in places)
    fields = {"claim": quoted(scene, stated), "result": result}
    hit = Hit(focus, fields, Severity.WARNING, (formula,), related)
    return Relation("change", "contradicted", focus, spans, formula, "change-mismatch", hit)


def contradicted(
    scene: Scene,
    focus: Quantity,
    used: Sequence[Quantity],
    claim: str,
    result: str,
    formula: str,
    sure: bool,
    fix: Fix | None = None,
    others: tuple[str, ...] = (),
) -> Relation:
    """The relation of a change that does not follow, with its hit; ``sure`` makes it an error."""
    related = tuple(
        Related(scene.span(quantity), quantity.number.literal) for quantity in used if quantity is not focus
    )
    fields = {"claim": claim, "result": result}
    severity = None if sure else Severity.WARNING
    hit = Hit(scene.span(focus), fields, severity, (formula, *others), related, fix)
    return scene.relation("change", "contradicted", focus, used, formula, "change-mismatch", hit)
