"""The room of how plain values are made: frozen dataclasses at a third of the cost.

A frozen dataclass with slots writes and compiles six functions when its module is imported; seventy of them
were a fifth of the time a check of one report takes. Only ``__init__`` differs from class to class, so here
only that is written, and everything else is shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[T]) -> type[T]:
    """A dataclass with slots, and equality, hash and repr by its fields.

    That it is frozen is the type checker's to hold, not the interpreter's.
    """
    # Without a docstring the signature would be worked out to make one.
    kind.__doc__ = kind.__doc__ or kind.__name__
    made: Any = dataclass(slots=True, eq=False, repr=False)(kind)
    made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _represent
    return made  # type: ignore[no-any-return]


def _fields(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__dataclass_fields__])


def _equal(self: Any, other: object) -> bool:
    return _fields(self) == _fields(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_fields(self))


def _represent(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({', '.join(parts)})"
