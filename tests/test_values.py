"""Plain values behave as frozen dataclasses do."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

from fazhi_lint.values import value


@value
class Point:
    """A point."""

    x: int
    y: int = 0


@value
class Nothing:
    """No fields at all."""


def test_values_are_equal_by_their_fields_and_may_be_keys() -> None:
    assert Point(1) == Point(1, 0) != Point(1, 2)
    assert {Point(1): "a"}[Point(1, 0)] == "a"
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_values_are_dataclasses_that_take_no_other_attributes() -> None:
    kind: object = Point
    assert is_dataclass(kind)
    assert [item.name for item in fields(kind)] == ["x", "y"]
    assert replace(Point(1), y=3) == Point(1, 3)
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert not hasattr(Point(1), "__dict__")
