"""The tables of wording, punctuation and template residue: every entry has a source and working examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import regex

from fazhi_lint.checks.wording import Entry, entry_hits, read_entry
from fazhi_lint.document import Document
from fazhi_lint.knowledge import knowledge
from fazhi_lint.model import Severity
from marked import unmarked

TABLES = ("wording", "punctuation", "template")
ENTRIES = [(table, entry) for table in TABLES for entry in knowledge(table)["entries"]]
KEYS = {
    "id", "cues", "ends", "raw", "pattern", "titles", "unless", "next", "doubt", "doubtful", "since",
    "replacement", "words", "fix", "severity", "reason", "source", "basis", "bad", "good",
}  # fmt: skip
_LOOKAROUND = regex.compile(r"\(\?(?:=|!|<=|<!)")


def _ids(pairs: list[tuple[str, dict[str, Any]]]) -> list[str]:
    return [f"{table}-{entry['id']}" for table, entry in pairs]


def _found(entry: Entry, text: str) -> list[tuple[int, int]]:
    return [(hit.span.start, hit.span.end) for hit in entry_hits(Document(text), entry)]


def _satisfied(entry: Entry, table: dict[str, Any]) -> bool:
    """Whether every example of the entry comes out as written."""
    bad = all(_found(entry, text) == spans for text, spans in (unmarked(case["text"]) for case in table["bad"]))
    return bad and not any(_found(entry, text) for text in table["good"])


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=_ids(ENTRIES))
def test_every_entry_says_what_why_and_on_whose_word(table: str, entry: dict[str, Any]) -> None:
    assert set(entry) <= KEYS, set(entry) - KEYS
    for key in ("id", "pattern", "reason", "source", "severity"):
        assert isinstance(entry[key], str) and entry[key].strip(), key
    assert entry["basis"] in "glsmt"
    assert ("cues" in entry) != ("ends" in entry), "either cues or ends"
    assert entry["bad"] and entry["good"]
    if Severity.parse(entry["severity"]) is Severity.ERROR:
        assert (table, entry["basis"]) == ("template", "t"), "an error must be provable from the text alone"


@pytest.mark.parametrize("table", TABLES)
def test_no_two_entries_share_an_id(table: str) -> None:
    names = [entry["id"] for entry in knowledge(table)["entries"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=_ids(ENTRIES))
def test_examples_come_out_as_written(table: str, entry: dict[str, Any]) -> None:
    del table
    read = read_entry(entry)
    for case in entry["bad"]:
        text, spans = unmarked(case["text"])
        assert _found(read, text) == spans, text
        edits = [edit for hit in entry_hits(Document(text), read) if hit.fix for edit in hit.fix.edits]
        if "fixed" in case:
            for edit in reversed(edits):
                text = text[: edit.span.start] + edit.text + text[edit.span.end :]
            assert text == case["fixed"]
            assert _found(read, text) == []
        else:
            assert not edits, "an example with a fix must show the fixed text"
    for text in entry["good"]:
        assert _found(read, text) == [], text


def _without_lookarounds(pattern: str) -> Iterator[str]:
    """The pattern with each of its lookarounds left out in turn."""
    for opened in _LOOKAROUND.finditer(pattern):
        depth, at, inside = 0, opened.start(), False
        while True:
            char = pattern[at]
            if char == "\\":
                at += 2
                continue
            if inside:
                inside = char != "]"
            elif char == "[":
                inside = True
            else:
                depth += (char == "(") - (char == ")")
            at += 1
            if depth == 0:
                break
        yield pattern[: opened.start()] + pattern[at:]


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=_ids(ENTRIES))
def test_every_lookaround_is_needed_by_an_example(table: str, entry: dict[str, Any]) -> None:
    del table
    for shorter in _without_lookarounds(entry["pattern"]):
        changed = read_entry({**entry, "pattern": shorter})
        assert not _satisfied(changed, entry), f"no example needs what was dropped to give {shorter}"


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=_ids(ENTRIES))
def test_exceptions_are_needed_by_an_example(table: str, entry: dict[str, Any]) -> None:
    del table
    for exception in {"unless", "next"} & set(entry):
        without = read_entry({key: value for key, value in entry.items() if key != exception})
        assert not _satisfied(without, entry), exception
    if "doubt" in entry:
        doubted = [
            hit
            for case in entry["bad"]
            for hit in entry_hits(Document(unmarked(case["text"])[0]), read_entry(entry))
        ]
        assert {hit.severity for hit in doubted} > {Severity.parse(entry["severity"])} or entry[
            "doubtful"
        ] == "info"
