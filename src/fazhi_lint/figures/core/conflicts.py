"""The relation of two prints of one figure that differ."""

from __future__ import annotations

from ...model import Hit, Related, Relation, Span


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
