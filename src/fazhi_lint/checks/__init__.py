"""The room of named checkers: what rule files bind with ``check = "name"``.

A checker is a frozen dataclass of parameters, called with a Document, yielding hits. To add one, write
the class in a module of this folder and name it in the table below; it is imported when a rule asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from ..document import Document
from ..model import Hit

CHECKERS: dict[str, str] = {
    "document-number": "docnumbers.DocumentNumberCheck",
    "inconsistent-title": "citations.InconsistentTitleCheck",
    "marks": "marks.MarksCheck",
    "miscited-title": "citations.MiscitedTitleCheck",
    "superseded-law": "citations.SupersededLawCheck",
    "order-number": "docnumbers.OrderNumberCheck",
    "known-number": "docnumbers.KnownNumber",
    "missing-unit": "missing_unit.MissingUnit",
    "relation": "relations.RelationCheck",
    "heading-level": "headings.LevelCheck",
    "phrase": "wording.PhraseCheck",
    "repeated-text": "repeats.RepeatedText",
    "required-contents": "sections.RequiredContents",
    "sequence": "sequences.SequenceCheck",
    "unseparated-item": "sequences.UnseparatedCheck",
    "impossible-date": "dates.ImpossibleDate",
    "glued-year-range": "dates.GluedYearRange",
    "reversed-range": "dates.ReversedRange",
    "weekday-mismatch": "dates.WeekdayMismatch",
    "conflicting-dates": "signoff.ConflictingDates",
    "incomplete-date": "signoff.IncompleteDate",
    "date-after-publication": "signoff.DateAfterPublication",
    "late-publication": "signoff.LatePublication",
    "wrong-report-year": "report_year.WrongReportYear",
    "relative-year": "report_year.RelativeYear",
    "self-comparison": "self_comparison.SelfComparison",
    "anachronism": "anachronisms.Anachronism",
    "known-date": "known_dates.KnownDate",
}


class Checker(Protocol):
    """Called once per document; yields what it found, in any order."""

    def __call__(self, document: Document, /) -> Iterable[Hit]: ...


def load_checker(name: str) -> type[Checker]:
    """The class behind a checker's name; KeyError if the table does not have it."""
    module, _, attribute = CHECKERS[name].partition(".")
    return cast(type[Checker], getattr(import_module(f".{module}", __name__), attribute))
