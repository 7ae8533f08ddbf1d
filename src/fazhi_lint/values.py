"""The room of how plain values are made: frozen dataclasses at a third of the cost.

A frozen dataclass with slots writes and compiles six functions when its module is imported; seventy of them
were a fifth of the time a check of one report takes. Only ``__init__`` differs from class to class, so here
only that is written, and everything else is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[T]) -> type[T]:
    """A dataclass with slots, and equality, hash and repr by its fields.

    That it is frozen is the type checker's to hold, not the interpreter's.
    """
    return _made(kind, frozen=False)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_value(kind: type[T]) -> type[T]:
    """The same, which the interpreter holds to be frozen too: for what is handed to other programs."""
    return _made(kind, frozen=True)


def _made(kind: type[T], frozen: bool) -> type[T]:
    # Without a docstring the signature would be worked out to make one.
    kind.__doc__ = kind.__doc__ or kind.__name__
    made: Any = dataclass(slots=True, eq=False, repr=False, frozen=frozen)(kind)
    names = tuple(made.__dataclass_fields__)
    fields: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: object) -> bool:
        return fields(self) == fields(other) if type(other) is made else NotImplemented

    made.__eq__ = equal
    made.__hash__ = lambda self: hash(fields(self))
    made.__repr__ = _represent
    return made  # type: ignore[no-any-return]


def _represent(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({', '.join(parts)})"
