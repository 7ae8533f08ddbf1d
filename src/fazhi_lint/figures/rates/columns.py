"""Shares of one whole over the clauses and sentences of a paragraph, which together make 100 % (FZ107).

"税收占财政收入的77.1%。…非税收入占财政收入的22.9%"; each of several measures makes its own: "甲占总数的59.1%和
48.7%；乙占总数的38.3%和46.8%；…". Where all measures but one make 100, that one is a warning if a wrong digit
explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kept import regex
from ...model import Relation, Severity
from ..core.moves import move
from ..core.scene import Quantity, Scene
from .hundred import MOST, makes_all, misses_by_a_digit, relation_of

_WHOLE = regex.compile(r"占([^,;。:\d占]{1,24}?)(?:的(?:比[重例])?|比[重例])(?:只|仅)?(?:达到?|为|约)*$")
_ANY = ("总数", "总量", "总额")  # of what was named last

Row = tuple[Quantity, ...]


def over_sentences(scene: Scene) -> Iterator[Relation]:
    """The relations of the shares of one named whole in a paragraph, but for lists of one sentence."""
    rows: dict[tuple[str, int], list[tuple[str, Row]]] = {}
    last = ""
    for share in scene.quantities:
        named = _WHOLE.search(share.before) if share.number.kind == "percent" else None
        if named is None or share.number.approximate or move(share) is not None:
            continue
        name = last if named[1] in _ANY and last.endswith(named[1]) else named[1]
        row, last = scene.row(share), name
        rows.setdefault((name, len(row)), []).append((named[1], row))
    for (_, size), found in rows.items():
        start = 0
        for end in range(2, len(found[:MOST]) + 1):
            group = found[start:end]
            columns = list(zip(*(row for _, row in group), strict=True))
            whole = [makes_all(column) for column in columns]
            wrong = [column for column, fits in zip(columns, whole, strict=True) if not fits]
            if len(group) < 2 or len(wrong) > (size > 1) or not all(map(misses_by_a_digit, wrong)):
                continue
            start = end
            if size == 1 and (_is_one_list(group) or not all(share.number.decimals for share in columns[0])):
                continue
            for column, fits in zip(columns, whole, strict=True):
                yield relation_of(scene, column, None if fits else Severity.WARNING)


def _is_one_list(group: Sequence[tuple[str, Row]]) -> bool:
    """Whether shares are a list that is read as one: of one name in one sentence."""
    (name, (first, *_)), (_, (last, *_)) = group[0], group[-1]
    return first.sentence == last.sentence and all(other == name for other, _ in group)
