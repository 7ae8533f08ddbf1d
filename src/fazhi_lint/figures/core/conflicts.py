"""The relations of two prints of one figure that differ, and of a rate to the figures that make it."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Hit, Related, Relation, Severity, Span


def conflict(
    focus: Span, other: Span, words: tuple[str, str, str], formula: str, elsewhere: str, evidence: str = ""
) -> Relation:
    """A figure, at ``focus``, that is not what stands elsewhere for the same.

    ``words`` are what the figure is of and the two prints, ``elsewhere`` tells of the other place; ``evidence``
    is the formula where nothing else is given.
    """
    fields = dict(zip(("what", "first", "second"), words, strict=True))
    hit = Hit(focus, fields, evidence=(evidence or formula,), related=(Related(other, elsewhere),))
    spans = tuple(sorted((focus, other)))
    return Relation("repeat", "contradicted", focus, spans, formula, "conflicting-figures", hit)


def rate_of(
    focus: Span,
    used: Sequence[tuple[Span, str]],
    formula: str,
    wrong: tuple[str, str, str] | None = None,
    unit: str = "",
) -> Relation:
    """A rate or mean, at ``focus``, of two figures: verified or, where something is ``wrong``, a warning.

    ``used`` are where the figures stand and what they are called; ``wrong`` are the name of the rate, its print
    without its ``unit``, and what to say that the figures give.
    """
    spans = tuple(sorted({focus, *(span for span, _ in used)}))
    if wrong is None:
        return Relation("rate", "verified", focus, spans, formula)
    name, stated, result = wrong
    text = f"{formula} ≠ {stated}"
    fields = {"rate": name, "stated": stated + unit, "result": result}
    hit = Hit(focus, fields, Severity.WARNING, (text,), tuple(Related(*one) for one in used))
    return Relation("rate", "contradicted", focus, spans, text, "rate-mismatch", hit)
