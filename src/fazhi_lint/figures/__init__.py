"""The room of relations: which numbers claim something about each other, and whether it holds."""

from __future__ import annotations

from ..document import Document
from ..model import Relation


def relations(document: Document) -> tuple[Relation, ...]:
    """Every relation found in the document, in reading order of its focus."""
    return document.once(_relations)


def _relations(document: Document) -> tuple[Relation, ...]:
    del document
    return ()
