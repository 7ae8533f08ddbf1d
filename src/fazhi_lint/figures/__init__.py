"""The room of relations: which numbers claim something about each other, and whether it holds.

Each module reads one kind of relation from the scenes of a document; here they are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..document import Document
from ..model import Relation
from .across import across
from .announced import announced
from .beside import beside
from .budgets import budgets
from .causes import causes
from .changes import changes
from .identities import identities
from .lists import lists
from .portions import portions
from .rates import rates
from .real import doublings, real_growth
from .repeats import repeats
from .shares import shares
from .stated import stated_wholes
from .sums import sums


def _tables(document: Document) -> Iterable[Relation]:
    """The relations of tables, whose modules are loaded when a document has one."""
    if not document.tables and "|" not in document.folded:
        return ()
    from .table_shares import table_shares
    from .tables import table_relations

    return (*table_relations(document), *table_shares(document))


Reader = Callable[[Document], Iterable[Relation]]
READERS: tuple[Reader, ...] = (
    sums, rates, changes, portions, stated_wholes, budgets, identities, causes, real_growth, doublings,
    shares, lists, announced, repeats, beside, across, _tables,
)  # fmt: skip


def relations(document: Document) -> tuple[Relation, ...]:
    """Every relation found in the document, in reading order of its focus."""
    return document.once(_relations)


def _relations(document: Document) -> tuple[Relation, ...]:
    found = [relation for reader in READERS for relation in reader(document)]
    found.sort(key=lambda relation: (relation.focus, relation.kind))
    return tuple(found)
