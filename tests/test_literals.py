"""The words that readers wait for are among those that a document is looked through for."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

import fazhi_lint
from fazhi_lint.document import Document
from fazhi_lint.facts.literals import words_of
from fazhi_lint.figures.sums.divided import KINDS
from fazhi_lint.knowledge import knowledge

FIGURES = Path(fazhi_lint.__file__).with_name("figures")
SOURCES = [path.read_text(encoding="utf-8") for path in FIGURES.rglob("*.py")]
ASKED = regex.compile(
    r"""("[^"]+")\ in\ (?:words_of|there)  |  (?:_words|words_of\(document\)\.\w+)\(+(?:("[^"]+")(?:,\ )?)+""",
    regex.VERBOSE,
)
NAMED = [found.captures(1, 2) for source in SOURCES for found in ASKED.finditer(source)]
BOUNDS = [bound["word"] for bound in knowledge("partitions")["bound"]]
WAITED_FOR = {word.strip('"') for groups in NAMED for group in groups for word in group} | {*KINDS, *BOUNDS}


@pytest.mark.parametrize("word", sorted(WAITED_FOR))
def test_a_word_that_a_reader_waits_for_is_found(word: str) -> None:
    assert word in words_of(Document(f"全年{word}如下。"))


@pytest.mark.parametrize("name", [name for entry in knowledge("rates")["ratio"] for name in entry["names"]])
def test_the_name_of_a_quotient_is_found(name: str) -> None:
    assert name in words_of(Document(f"全年{name}为0.8。"))


def test_many_words_are_waited_for() -> None:
    assert len(WAITED_FOR) > 60
