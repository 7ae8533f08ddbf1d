"""The words that readers wait for are among those that a document is looked through for."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

import fazhi_lint
from fazhi_lint.document import Document
from fazhi_lint.facts.literals import words_of
from fazhi_lint.knowledge import knowledge

SOURCE = Path(fazhi_lint.__file__).with_name("figures") / "__init__.py"
WAITED_FOR = {*regex.findall(r'"([^"]+)" in words', SOURCE.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("word", sorted(WAITED_FOR))
def test_a_word_that_a_reader_waits_for_is_found(word: str) -> None:
    assert word in words_of(Document(f"全年{word}如下。"))


@pytest.mark.parametrize("name", [name for entry in knowledge("rates")["ratio"] for name in entry["names"]])
def test_the_name_of_a_quotient_is_found(name: str) -> None:
    assert name in words_of(Document(f"全年{name}为0.8。"))
