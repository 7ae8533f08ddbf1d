"""Lists that are known to be all of their whole, or known to leave something out (``partitions.toml``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from ...kept import regex
from ...knowledge import knowledge

_NEVER = r"(?!)"
Kinds = tuple["regex.Pattern[str]", ...]


@cache
def _partitions() -> tuple[tuple[int, Kinds], ...]:
    table = knowledge("partitions")["partition"]
    return tuple((entry["least"] or len(entry["kinds"]), _kinds(entry)) for entry in table)


@cache
def _closed() -> tuple[Kinds, ...]:
    return tuple(_kinds(entry) for entry in knowledge("partitions")["partition"] if entry.get("closed"))


@cache
def _partials() -> tuple[tuple[bool, Kinds], ...]:
    table = knowledge("partitions")["partial"]
    return tuple((entry.get("top", False), _kinds(entry)) for entry in table)


@cache
def _usual() -> tuple[tuple[int, Kinds, regex.Pattern[str]], ...]:
    tables = knowledge("partitions")
    entries = (*tables["partition"], *tables["usual"])
    return tuple(
        (entry["least"] or len(entry["kinds"]), _kinds(entry), regex.compile(entry.get("unless", _NEVER)))
        for entry in entries
    )


def _kinds(entry: dict[str, list[str]]) -> Kinds:
    return tuple(regex.compile(kind) for kind in entry["kinds"])


def is_partition(labels: Sequence[str]) -> bool:
    """Whether the labels are kinds of one partition, no two the same, and enough of them."""
    full = any(len(labels) >= least and _matched(labels, kinds) for least, kinds in _partitions())
    return full and not is_partial(labels)


def is_usual(labels: Sequence[str], whole: str = "", *, apart: bool = False) -> bool:
    """Whether the labels are kinds by which a total is usually divided, no two the same, and enough of them.

    ``whole`` are the words of the total; where it stands ``apart`` from its parts, it must be no such kind.
    """
    return any(
        len(labels) >= least
        and _matched(labels, kinds)
        and not (whole and (unless.search(whole) or (apart and any(kind.search(whole) for kind in kinds))))
        for least, kinds, unless in _usual_of(labels[0] if labels else "")
    )


@lru_cache(maxsize=4096)
def _usual_of(label: str) -> tuple[tuple[int, Kinds, regex.Pattern[str]], ...]:
    """The usual lists that a label may stand in: most labels stand in none, and are asked for many times."""
    return tuple(entry for entry in _usual() if any(kind.search(label) for kind in entry[1]))


def is_closed_partition(labels: Sequence[str]) -> bool:
    """Whether the labels are all kinds of a partition that has no others, whatever whole they are told of."""
    return any(len(labels) == len(kinds) and _matched(labels, kinds) for kinds in _closed())


def is_partial(labels: Sequence[str]) -> bool:
    """Whether the labels are those of a list that is known to leave something out."""
    return any(_matched(labels, kinds) for _, kinds in _partials())


def is_top(labels: Sequence[str]) -> bool:
    """Whether the labels are the highest grades or the chief kinds alone: 五星级, 四星级; 医师, 护士."""
    return any(top and _matched(labels, kinds) for top, kinds in _partials())


def _matched(labels: Sequence[str], kinds: Kinds) -> bool:
    free = list(kinds)
    for label in labels:
        for at, kind in enumerate(free):
            if kind.search(label):
                del free[at]
                break
        else:
            return False
    return True
