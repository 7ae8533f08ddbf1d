"""A toy domain for tests of everything but the rules: three words, each wrong in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fazhi_lint.document import Document
from fazhi_lint.model import Edit, Fix, Hit, Safety, Severity, Span

Run = Callable[..., "Outcome"]

TOYS = {
    ("FZ901", "toy-error", Severity.ERROR): {"word": "甲乙丙", "right": "甲乙"},
    ("FZ902", "toy-warning", Severity.WARNING): {"word": "子丑", "right": "子", "safety": "unsafe"},
    ("FZ911", "toy-info", Severity.INFO): {"word": "寅卯"},
}


@dataclass(frozen=True)
class Outcome:
    """How a run of the command ended and what it printed."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Toy:
    """Finds a word; ``right`` is what it should be, empty for no fix."""

    word: str
    right: str = ""
    safety: Safety = "safe"

    def __call__(self, document: Document) -> Iterator[Hit]:
        start = document.text.find(self.word)
        while start >= 0:
            span = Span(start, start + len(self.word))
            fix = Fix(self.safety, (Edit(span, self.right),)) if self.right else None
            yield Hit(span, {"found": self.word}, evidence=(f"“{self.word}”不是“{self.right}”",), fix=fix)
            start = document.text.find(self.word, span.end)


def rule_file(code: str, name: str, severity: Severity, params: dict[str, str]) -> str:
    """The rule file of a toy."""
    fix = params.get("safety", "safe") if "right" in params else "none"
    lines = [
        f'code="{code}"\nname="{name}"\nsummary="不写{params["word"]}"\nseverity="{severity}"',
        f'source="玩具"\nrationale="玩具"\nmessage="不应写“{{found}}”"\ncheck="toy"\nfix="{fix}"\n[params]',
        *(f'{key}="{value}"' for key, value in params.items()),
        f'[[bad]]\ntext="有⟦{params["word"]}⟧"\n[[good]]\ntext="没有"\n',
    ]
    return "\n".join(lines)
