"""The room that runs rules over a document. It knows nothing of the domain: only hits, order, selection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate

from .document import Document
from .facts import count_numbers
from .facts.kinds import profile_of, why_profile
from .facts.metadata import published_on, report_year
from .facts.numbers import numbers
from .figures import relations
from .kept import scanner
from .model import (
    Checked,
    Finding,
    Fix,
    Hit,
    LedgerEntry,
    PlacedEdit,
    PlacedFix,
    PlacedRelated,
    Relation,
    Report,
    Severity,
    Span,
    UserError,
    View,
)
from .rulebook import Rule, RuleError, load_rules
from .suppress import without_suppressed
from .values import value

try:
    # hashlib loads OpenSSL first, which costs 2 ms at every start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

# Where two rules speak of the same place for the same cause, the more specific one (left) speaks.
_SILENCES = {"FZ201": ("FZ501",), "FZ402": ("FZ401", "FZ403")}

# GB/T 15834—2011 4.8.3.4: quotes inside of quotes are single ones.
_QUOTED = scanner(r"“\{(\w+)\}”")
_INNER_QUOTES = str.maketrans("“”‘’", "‘’“”")


class SelectionError(UserError, ValueError):
    """A word in --select or --ignore that means no rule."""


@value
class Options:
    """What the user asked for, apart from the text itself.

    ``select`` empty means every rule. Findings under ``least`` and, with ``ledger`` False, the relations are
    left out of the report and only counted; ``view`` asks for the text in it.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str = "auto"
    published: date | None = None
    previous: Document | None = None
    ledger: bool = True
    view: bool = False
    least: Severity = Severity.INFO


def chosen_rules(options: Options) -> tuple[Rule, ...]:
    """The rules that ``select`` names and ``ignore`` does not. Raises SelectionError on an unknown word."""
    rules = load_rules()
    if not (options.select or options.ignore):
        return rules
    for word in (*options.select, *options.ignore):
        if not any(rule.answers_to(word) for rule in rules):
            raise SelectionError(f"没有代码或名称为“{word}”的规则；用 fazhi-lint rules 查看全部规则")
    return tuple(
        rule
        for rule in rules
        if (not options.select or any(rule.answers_to(word) for word in options.select))
        and not any(rule.answers_to(word) for word in options.ignore)
    )


def lint(document: Document, options: Options | None = None) -> Report:
    """Run the chosen rules over a document; findings come in reading order.

    ``options.profile`` and ``options.published`` are set on the document before the first rule runs.
    """
    options = options or Options()
    document.profile = options.profile
    document.published = options.published
    document.previous = options.previous
    rules = chosen_rules(options)
    found = _without_silenced([(rule, hit) for rule in rules for hit in rule.checker(document)])
    found, notes = without_suppressed(document, found, rules)
    found.sort(key=lambda pair: (pair[1].span, pair[0].code))
    ledger = relations(document)
    published = published_on(document)
    below: list[Severity] = []
    return Report(
        path=document.name,
        profile=profile_of(document),
        report_year=report_year(document),
        published=published.isoformat() if published else None,
        findings=tuple(_findings(document, found, options.least, below)),
        relations=tuple(_entry(document, relation) for relation in ledger) if options.ledger else (),
        checked=_checked(document, ledger),
        notes=(*notes, *([why] if (why := why_profile(document)) else [])),
        view=_view(document) if options.view else None,
        below=tuple(below),
    )


def _without_silenced(found: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    louder: dict[str, list[Span]] = {}
    for rule, hit in found:
        for code in _SILENCES.get(rule.code, ()):
            louder.setdefault(code, []).append(hit.span)
    reaches = {code: _Reach(spans) for code, spans in louder.items()}
    return [
        (rule, hit) for rule, hit in found if rule.code not in reaches or not reaches[rule.code].meets(hit.span)
    ]


class _Reach:
    """Spans in order with how far they reach up to each: a million hits are asked without trying all pairs."""

    def __init__(self, spans: list[Span]) -> None:
        spans.sort()
        self.starts = [span.start for span in spans]
        self.ends = list(accumulate((span.end for span in spans), max))

    def meets(self, span: Span) -> bool:
        """Whether one of the spans shares a character with this one."""
        row = bisect_left(self.starts, span.end) - 1
        return row >= 0 and self.ends[row] > span.start


def _findings(
    document: Document, found: Sequence[tuple[Rule, Hit]], least: Severity, below: list[Severity]
) -> Iterable[Finding]:
    """The findings from ``least`` on; how severe the others are is noted in ``below``."""
    fingerprints = _Fingerprints(document)
    unique: set[tuple[str, Span, str]] = set()
    for rule, hit in found:
        try:
            message = _worded(rule.message, hit.fields)
        except KeyError as error:
            raise RuleError(f"{rule.path}：message 中的 {{{error.args[0]}}} 不在 Hit.fields 之中") from None
        if (rule.code, hit.span, message) in unique:
            continue
        unique.add((rule.code, hit.span, message))
        severity = min(rule.severity, hit.severity) if hit.severity else rule.severity
        key = fingerprints.count(rule, hit)
        if severity < least:
            below.append(severity)
            continue
        start, end = document.place(hit.span.start), document.place(hit.span.end)
        yield Finding(
            code=rule.code,
            name=rule.name,
            severity=severity,
            message=message,
            evidence=hit.evidence,
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            quote=document.text[hit.span.start : hit.span.end],
            place=document.origin_of(hit.span.start),
            related=tuple(
                PlacedRelated(*document.place(item.span.start), *document.place(item.span.end), item.message)
                for item in hit.related
            ),
            fix=_placed(document, hit.fix),
            fingerprint=fingerprints.of(key),
            span=hit.span,
            raw_fix=hit.fix,
        )


def _worded(message: str, fields: Mapping[str, object]) -> str:
    """The message of a rule; what it quotes has its own quotes turned into inner ones."""
    quoted = {
        key: value.translate(_INNER_QUOTES)
        for key in _quoted(message)
        if isinstance(value := fields.get(key), str)
    }
    return message.format(**{**fields, **quoted})


@cache
def _quoted(message: str) -> list[str]:
    """The names of the fields that a message puts into quotes."""
    return _QUOTED.findall(message)


def _placed(document: Document, fix: Fix | None) -> PlacedFix | None:
    if fix is None:
        return None
    edits = tuple(
        PlacedEdit(*document.place(edit.span.start), *document.place(edit.span.end), edit.text)
        for edit in fix.edits
    )
    return PlacedFix(fix.safety, edits)


class _Fingerprints:
    """Code, folded text of the paragraph, and the ordinal among equal ones: survives moved lines."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: dict[tuple[str, str], int] = {}
        # A paragraph may be long and hold many findings: each rule hashes it once.
        self.hashed: dict[tuple[str, str], str] = {}

    def count(self, rule: Rule, hit: Hit) -> tuple[str, str]:
        """Count a hit; returns what :meth:`of` makes its fingerprint of."""
        paragraph = self.document.paragraph_at(hit.span.start)
        key = rule.code, paragraph.flow if paragraph else ""
        self.seen[key] = self.seen.get(key, 0) + 1
        return key

    def of(self, key: tuple[str, str]) -> str:
        """The fingerprint of the hit counted last."""
        if key not in self.hashed:
            text = "\0".join(key).encode("utf-8", "surrogatepass")
            self.hashed[key] = blake2b(text, digest_size=12).hexdigest()
        return f"{self.hashed[key]}-{self.seen[key]}"


def _entry(document: Document, relation: Relation) -> LedgerEntry:
    tokens = tuple(document.text[start:end] for start, end in relation.numbers)
    return LedgerEntry(
        relation.kind,
        relation.verdict,
        *document.place(relation.focus.start),
        tokens,
        relation.formula,
        relation.numbers,
    )


def _view(document: Document) -> View:
    spans = (
        paragraph.span(number.start, number.end)
        for paragraph, mentions in zip(document.paragraphs, numbers(document), strict=True)
        for number in mentions
    )
    tables = (
        (table.span, tuple((cell.row, cell.column, cell.rows, cell.columns, cell.span) for cell in table.cells))
        for table in document.tables
    )
    return View(document.text, tuple(spans), tuple(tables))


def _checked(document: Document, ledger: Sequence[Relation]) -> Checked:
    verdicts = [relation.verdict for relation in ledger]
    return Checked(
        numbers=count_numbers(document),
        relations=len(ledger),
        verified=verdicts.count("verified"),
        contradicted=verdicts.count("contradicted"),
        unverifiable=verdicts.count("unverifiable"),
    )


def at_least(findings: Iterable[Finding], severity: Severity) -> tuple[Finding, ...]:
    """The findings at or above a severity, in their order."""
    return tuple(finding for finding in findings if finding.severity >= severity)
