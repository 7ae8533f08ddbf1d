"""Findings FZ101–FZ113 as a view of the relations: the same facts the ledger shows."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..figures import relations
from ..model import Hit
from ..values import value


@value
class RelationCheck:
    """Yield the hits of the relations whose ``cause`` is the given rule name."""

    cause: str

    def __call__(self, document: Document) -> Iterator[Hit]:
        return iter(document.once(_by_cause).get(self.cause, ()))


def _by_cause(document: Document) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for relation in relations(document):
        if relation.hit is not None:
            found.setdefault(relation.cause, []).append(relation.hit)
    return found
