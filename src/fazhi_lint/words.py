"""The room of words: the only import of jieba, loaded when first asked, silent.

The dictionary is our own, ``rules/knowledge/words.txt``: a word, its weight and its class a line (n noun,
v verb, a modifier, x particle). It is small, so that the first question costs milliseconds, and nothing is
cached on disk.
"""

from __future__ import annotations

import sys
import warnings
from functools import cache
from typing import TYPE_CHECKING

from .knowledge import rules_folder

if TYPE_CHECKING:
    from jieba import Tokenizer


def cut(text: str) -> tuple[str, ...]:
    """The words of a text in order; joined they are the text. Unknown words fall into characters."""
    tokenizer, _ = _loaded()
    return tuple(tokenizer.lcut(text, HMM=False))


def head(label: str) -> str:
    """The last noun of a label, which says what it labels (存在的主要问题 → 问题); empty if there is none."""
    _, kinds = _loaded()
    return next((word for word in reversed(cut(label)) if kinds.get(word) == "n"), "")


@cache
def _loaded() -> tuple[Tokenizer, dict[str, str]]:
    tokenizer = _import_tokenizer()
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}
    lines = (rules_folder() / "knowledge" / "words.txt").read_text(encoding="utf-8").splitlines()
    for word, weight, kind_ in (line.split(" ") for line in lines):
        kinds[word] = kind_
        weights[word] = int(weight)
        for end in range(1, len(word)):
            # jieba wants the beginnings of words with weight 0.
            weights.setdefault(word[:end], 0)
    # Set directly: initialize() would print, and write a cache into the folder for temporary files.
    tokenizer.FREQ, tokenizer.total = weights, sum(weights.values())
    tokenizer.initialized = True
    return tokenizer, kinds


def _import_tokenizer() -> Tokenizer:
    """A fresh tokenizer, imported without pkg_resources, which is slow, deprecated and not needed."""
    hidden = "pkg_resources" not in sys.modules
    if hidden:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its source has invalid escapes
            from jieba import Tokenizer
    finally:
        if hidden:
            del sys.modules["pkg_resources"]
    return Tokenizer()
