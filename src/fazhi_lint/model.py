"""The room of plain values: what every other room hands on. Frozen, standard library only.

All offsets are 0-based Unicode code points into ``Document.text``; ends are exclusive. Lines and
columns exist only in :class:`Finding` and :class:`LedgerEntry` and are 1-based.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from .values import field, frozen_value, value

Safety = Literal["safe", "unsafe"]
Verdict = Literal["verified", "contradicted", "unverifiable"]
RelationKind = Literal["sum", "part", "rate", "grim", "change", "share", "list", "announced", "repeat", "table"]


class UserError(Exception):
    """Something the user can put right; the message is one line in Chinese that says what and how."""


class Severity(StrEnum):
    """How sure a finding is: the words of the reports, ordered, so that thresholds compare."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @classmethod
    def parse(cls, word: str) -> Severity:
        """Turn ``info``, ``warning`` or ``error`` into a severity; ValueError otherwise."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"严重级别应为 info、warning 或 error，而不是“{word}”") from None

    def __lt__(self, other: str) -> bool:
        return _RANKS[self] < _RANKS[other]

    def __le__(self, other: str) -> bool:
        return _RANKS[self] <= _RANKS[other]

    def __gt__(self, other: str) -> bool:
        return _RANKS[self] > _RANKS[other]

    def __ge__(self, other: str) -> bool:
        return _RANKS[self] >= _RANKS[other]


_RANKS: dict[str, int] = {level: rank for rank, level in enumerate(Severity)}


class Span(NamedTuple):
    """A stretch of the text: code-point offsets, end exclusive."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the text of ``span`` by ``text``."""

    span: Span
    text: str


@value
class Fix:
    """Edits that belong together: all of them are applied or none."""

    safety: Safety
    edits: tuple[Edit, ...]


@value
class Related:
    """Another place that matters to a hit, with a word on why."""

    span: Span
    message: str


@value
class Hit:
    """What a checker found: where, the words for the rule's message, and the proof.

    ``severity`` may lower the rule's severity, never raise it; ``None`` keeps it.
    """

    span: Span
    fields: Mapping[str, object] = field(factory=dict)
    severity: Severity | None = None
    evidence: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


@value
class Relation:
    """One claim of the text about its numbers, and what came of recomputing it.

    ``cause`` is the name of the rule a contradiction belongs to (``sum-mismatch``); it is empty for
    relations no rule reports. ``numbers`` are in reading order. ``hit`` is present where a rule should
    speak, which is the case for every contradicted relation.
    """

    kind: RelationKind
    verdict: Verdict
    focus: Span
    numbers: tuple[Span, ...]
    formula: str
    cause: str = ""
    hit: Hit | None = None


class Place(NamedTuple):
    """Line and column, both 1-based; columns count code points."""

    line: int
    column: int


@frozen_value
class PlacedEdit:
    """An edit as the reports print it."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@frozen_value
class PlacedFix:
    """A fix as the reports print it."""

    safety: Safety
    edits: tuple[PlacedEdit, ...]


@frozen_value
class PlacedRelated:
    """A related place as the reports print it."""

    line: int
    column: int
    end_line: int
    end_column: int
    message: str


@frozen_value
class Finding:
    """A hit of a rule at its place in a file; the fields are those of the JSON report."""

    code: str
    name: str
    severity: Severity
    message: str
    evidence: tuple[str, ...]
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    place: Mapping[str, int] | None
    related: tuple[PlacedRelated, ...]
    fix: PlacedFix | None
    fingerprint: str
    span: Span
    raw_fix: Fix | None = None


@frozen_value
class LedgerEntry:
    """A relation as the ledger prints it: the literal tokens in reading order, and where they stand."""

    kind: RelationKind
    verdict: Verdict
    line: int
    column: int
    numbers: tuple[str, ...]
    formula: str
    spans: tuple[Span, ...] = ()


@value
class View:
    """The text of a report for formats that show it: where its numbers stand, and where its tables do.

    A table is its span and its cells: row, column, how many rows and columns it reaches over, and its span.
    """

    text: str
    numbers: tuple[Span, ...]
    tables: tuple[tuple[Span, tuple[tuple[int, int, int, int, Span], ...]], ...] = ()


@frozen_value
class Checked:
    """How much of a document was checked."""

    numbers: int
    relations: int
    verified: int
    contradicted: int
    unverifiable: int


@frozen_value
class Report:
    """Everything said of one document.

    ``notes`` tell the user what is no finding; ``view`` is there only where it was asked for. ``below`` is how
    severe the findings are that are left out because less was asked for.
    """

    path: str
    profile: str
    report_year: int | None
    published: str | None
    findings: tuple[Finding, ...]
    relations: tuple[LedgerEntry, ...]
    checked: Checked
    notes: tuple[str, ...] = ()
    view: View | None = None
    below: tuple[Severity, ...] = ()


Json = dict[str, Any]
