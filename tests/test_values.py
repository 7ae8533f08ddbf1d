"""Plain values behave as frozen dataclasses do."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from functools import cached_property

import pytest

from fazhi_lint.values import changed, field, frozen_value, record, value


@value
class Point:
    """A point."""

    x: int
    y: int = 0


@frozen_value
class Frozen:
    """A value for other programs."""

    x: int


@value
class Nothing:
    """No fields at all."""


@record
class Basket:
    """What changes."""

    owner: str
    apples: list[int] = field(factory=list)

    @cached_property
    def first(self) -> int:
        return self.apples[0]


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


def test_frozen_values_refuse_to_change() -> None:
    frozen = Frozen(1)
    with pytest.raises(FrozenInstanceError):
        frozen.x = 2  # type: ignore[misc]
    assert frozen == replace(frozen, x=1) != Frozen(2)


@pytest.mark.parametrize("some", [Point(1, 2), Frozen(1), Nothing()])
def test_values_go_to_other_processes(some: object) -> None:
    assert pickle.loads(pickle.dumps(some)) == some


def test_a_changed_value_is_another_one() -> None:
    point = Point(1, 2)
    assert (changed(point, y=3), point) == (Point(1, 3), Point(1, 2))
    with pytest.raises(TypeError):
        changed(point, z=3)


def test_records_change_and_are_equal_to_themselves_alone() -> None:
    one, other = Basket("甲"), Basket("甲")
    one.apples.append(7)
    assert (one.first, other.apples) == (7, [])
    assert one == one != other
    assert replace(one, owner="乙").apples == [7]
