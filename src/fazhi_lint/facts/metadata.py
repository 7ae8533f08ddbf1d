"""What a document says of itself: title, kind of report, the year it is about, when it was published.

Stub: the reading of pages comes next.
"""

from __future__ import annotations

from datetime import date

from ..document import Document


def profile_of(document: Document) -> str:
    """The profile in force: the one asked for, or the one its title suggests."""
    return "general" if document.profile == "auto" else document.profile


def report_year(document: Document) -> int | None:
    """The year the report is about; None if it does not say."""
    return document.once(lambda _: None)


def published_on(document: Document) -> date | None:
    """The day of publication: what the user stated, else what the page says."""
    return document.published
