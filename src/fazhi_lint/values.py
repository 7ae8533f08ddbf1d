"""The room of how plain values are made: what frozen dataclasses are, at a tenth of their cost.

A frozen dataclass with slots writes and compiles six functions when its module is imported; ninety of them
were a fifth of the time a check of one report takes. Only ``__init__`` differs from class to class, so here
only that is written, and everything else is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform

from .kept import compiled

T = TypeVar("T")


class _Fresh:
    """Stands in a signature for a value that is made anew each time."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, factory: Callable[[], T]) -> T:
    """The default of a field of which every instance gets its own: ``field(factory=list)``."""
    fresh: Any = _Fresh(factory)
    return fresh  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[T]) -> type[T]:
    """A class with slots for the annotated names, and equality, hash and repr by them.

    That it is frozen is the type checker's to hold, not the interpreter's.
    """
    return _made(kind)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_value(kind: type[T]) -> type[T]:
    """The same, which the interpreter holds to be frozen too: for what is handed to other programs."""
    return _made(kind, frozen=True)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """The same for what changes, or is too large to be compared: equal to itself alone."""
    return _made(kind, alike=False)


def changed(of: T, **new: Any) -> T:
    """The same value with some of its fields replaced."""
    kind: Any = type(of)
    made: T = kind(**{name: getattr(of, name) for name in kind.__match_args__} | new)
    return made


def field_names(kind: type) -> tuple[tuple[str, ...], int]:
    """The names of a class's fields in order, and how many of the first of them have no default."""
    names: tuple[str, ...] = getattr(kind, "__match_args__", ())
    return names, len(names) - len(getattr(kind.__init__, "__defaults__", None) or ())  # type: ignore[misc]


def _made(kind: type[T], frozen: bool = False, alike: bool = True) -> type[T]:
    names = tuple(getattr(kind, "__annotations__", ()))
    body = {name: item for name, item in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in names if name in body}
    roomy = any(isinstance(item, cached_property) for item in body.values())
    body |= {
        "__slots__": (*names, "__dict__") if roomy else names,
        "__match_args__": names,
        "__qualname__": kind.__qualname__,
        "__dataclass_fields__": _Fields(),
        "__repr__": _represent,
        "__replace__": changed,
        "__reduce__": _reduce,
    }
    if alike:
        fields: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()
        body["__eq__"] = lambda self, other: (
            fields(self) == fields(other) if type(other) is type(self) else NotImplemented
        )
        body["__hash__"] = lambda self: hash(fields(self))
    if frozen:
        body["__setattr__"] = body["__delattr__"] = _refuse
    made: Any = type(kind.__name__, kind.__bases__, body)
    made.__init__ = _init(made, names, defaults, frozen)
    return made  # type: ignore[no-any-return]


def _init(made: type, names: tuple[str, ...], defaults: dict[str, Any], frozen: bool) -> Any:
    if not frozen and not any(isinstance(default, _Fresh) for default in defaults.values()):
        code = _plain_init(len(names)).replace(co_varnames=("self", *names), co_names=names)
        return FunctionType(code, {}, "__init__", tuple(defaults[name] for name in names if name in defaults))
    words: dict[str, Any] = {f"default_{name}": default for name, default in defaults.items()}
    head, lines = "", []
    for name in names:
        given = name
        head += f", {name}=default_{name}" if name in defaults else f", {name}"
        if isinstance(defaults.get(name), _Fresh):
            given = f"default_{name}.make() if {name} is default_{name} else {name}"
        if frozen:
            words[f"set_{name}"] = getattr(made, name).__set__
        lines.append(f"set_{name}(self, {given})" if frozen else f"self.{name} = {given}")
    exec(compiled(f"def __init__(self{head}):\n " + ("\n ".join(lines) or "pass")), words)
    return words["__init__"]


@cache
def _plain_init(count: int) -> CodeType:
    """The code of an ``__init__`` with so many fields. From class to class only their names are others."""
    names = [f"field{number}" for number in range(count)]
    words: dict[str, Any] = {}
    lines = "".join(f"\n self.{name} = {name}" for name in names) or " pass"
    exec(compiled(f"def __init__({', '.join(['self', *names])}):{lines}"), words)
    code: CodeType = words["__init__"].__code__
    return code


def _represent(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__ if name[0] != "_")
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


def _refuse(_: object, name: str, *__: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r}")


class _Fields:
    """Makes :mod:`dataclasses` take the class for one of its own, at no cost before it is asked to."""

    def __get__(self, instance: object, kind: Any) -> Any:
        from dataclasses import dataclass, field

        names, required = field_names(kind)
        twin: Any = type(kind.__name__, (), {"__annotations__": dict(kind.__annotations__)})
        for name, default in zip(names[required:], kind.__init__.__defaults__ or (), strict=True):
            fresh = isinstance(default, _Fresh)
            setattr(twin, name, field(default_factory=default.make) if fresh else field(default=default))
        kind.__dataclass_fields__ = dataclass(twin).__dataclass_fields__
        return kind.__dataclass_fields__
