"""Which amounts of a list words name again: 公开和部分公开 of 予以公开84件、部分公开15件、不予公开12件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product

from ...kept import regex
from ...values import value
from .scene import Quantity
from .units import family

_JOINT = regex.compile("以及|[、和与及]")
_FRONT = regex.compile(r"^(?:其中|包括|分别为?|按?[从以由]|[和与及]|[为是有])+")
_TAIL = regex.compile(r"(?:[为是有共约达]|达到|收到|办理|完成)+$")
# What a name may have more or less.
_KIND = ("案件", "问题", "支出", "收入", "人员", "事项", "项目", "资金", "类")
_NOT = ("不", "未", "非", "无")
_LEAST = 2  # characters of a name
_HEAD = 4  # characters that tell a name by its beginning: 结转结余未清理 of 结转结余资金
_MOST = 6  # names, and ways to take those that several amounts may bear


@value
class Named:
    """The amounts that words name, in the order of the text; ``sure`` says that no others can be meant."""

    items: tuple[Quantity, ...]
    sure: bool


def named_items(near: Sequence[Quantity], words: str, count: int = 0) -> Iterator[Named]:
    """The amounts before them that words joined by 、 and 和 name, ``count`` of them if it is not 0.

    A name may hold a 和 of its own (社会保障和就业): then it is one amount's as a whole.
    """
    for names in _split(words, count):
        rows = [list(islice(_called(near, name), _LEAST)) for name in names]
        if not all(rows):
            continue
        for taken in islice(product(*rows), _MOST):
            items = [one for one, _ in taken]
            if (
                len({one.index for one in items}) == len(items)
                and len({family(one.unit) for one in items}) == 1
            ):
                sure = all(same or len(row) == 1 for row, (_, same) in zip(rows, taken, strict=True))
                yield Named(tuple(sorted(items, key=lambda one: one.index)), sure)


def _split(words: str, count: int) -> Iterator[list[str]]:
    """The ways to take words for names, that of the most names first."""
    cuts = [(found.start(), found.end()) for found in _JOINT.finditer(words)]
    if len(cuts) >= _MOST:
        return
    ways = []
    for kept in product((True, False), repeat=len(cuts)):
        edges = [(0, 0), *(cut for cut, keep in zip(cuts, kept, strict=True) if keep), (len(words), len(words))]
        ways.append([words[end:start] for (_, end), (start, _) in pairwise(edges)])
    for names in sorted(ways, key=len, reverse=True):
        if all(len(name) >= _LEAST for name in names) and count in (0, len(names)):
            yield names


def _called(near: Sequence[Quantity], name: str) -> Iterator[tuple[Quantity, bool]]:
    """The amounts that bear a name, those that bear no more than that before others, the last ones first."""
    name = _bare(name)
    labels = [(one, _bare(_TAIL.sub("", _FRONT.sub("", one.before)))) for one in reversed(near)]
    yield from ((one, True) for one, label in labels if label == name)
    for one, label in labels:
        if label == name or (label.startswith(_NOT) and not name.startswith(_NOT)):
            continue
        if (
            label.startswith(name)
            or label.endswith(name)
            or (len(name) > _HEAD and label[:_HEAD] == name[:_HEAD])
        ):
            yield one, False


def _bare(words: str) -> str:
    for kind in (*_KIND, *_KIND):
        words = words.removesuffix(kind) if len(words) >= len(kind) + _LEAST else words
    return words
