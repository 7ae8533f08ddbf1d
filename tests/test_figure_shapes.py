"""Sentences in many shapes: consistent ones are verified and silent, one wrong number in them is found.

A line of ``figure_shapes.txt`` is a sentence whose numbers agree, marked as ``marked.py`` says. Lines that
begin with # are remarks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from marked import assert_read_and_defended

LINES = [
    line
    for line in (Path(__file__).parent / "figure_shapes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_a_consistent_sentence_is_verified_and_a_wrong_number_in_it_found(line: str) -> None:
    assert_read_and_defended(line)
