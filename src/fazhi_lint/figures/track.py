"""A level with what is said of its change."""

from __future__ import annotations

from ..values import field, record
from .moves import Move
from .scene import Quantity


@record
class Track:
    """A level with what is said of its change.

    ``start`` is the level it came from; ``sign`` the direction its verb states, 0 if it states none.
    ``total`` is True where the start is a total of which the level is not said to be the new value:
    "新增15家，总量较上年的64家增长23.4%". ``planned`` marks a start that is the budget or the plan of the
    level: only what is said against the plan is measured from it; ``yearly`` one that is last year's by its
    place. ``weak`` says that the changes may be those of another level: they are evidence where they agree.
    ``plan`` is the budget of which the level is said to be so many percent: 完成预算90万元的101%.
    """

    level: Quantity
    start: Quantity | None = None
    sign: int = 0
    total: bool = False
    planned: bool = False
    yearly: bool = False
    weak: bool = False
    plan: Quantity | None = None
    moves: list[Move] = field(factory=list)
