"""The room of mentions: numbers, dates, document numbers, titles, each recognised once per document."""

from __future__ import annotations

from ..document import Document
from .numbers import numbers


def count_numbers(document: Document) -> int:
    """How many numbers the document mentions."""
    return sum(len(mentions) for mentions in numbers(document))
