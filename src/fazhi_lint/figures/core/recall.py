"""What a clause goes on to speak of: "本级收入完成预算90500万元的102.1%" where its amount was told before."""

from __future__ import annotations

from ...kept import regex
from .labels import label, same_name
from .scene import Quantity, Scene
from .units import family

_TOPIC = regex.compile(
    r"(?:其中|[,:])*(?P<name>\p{Han}{2,14}?)(?:的?(?:总?金额|总?数量?|总量|总额))?"
    r"(?:分别|均|已|共|实际|同比|环比|比|较|与|和|完成|实现|达到|占|为|增|减|上升|下降|提高|降低|超|短|多|少)"
)
_COUNTED = regex.compile(r"(?:人员|人数|总数|数量|总?量|案件|[件户家]数)+$")
_REACH = 80  # characters within which the name of a segment is looked for
_MOST = 40  # quantities looked through


def bare_name(name: str) -> str:
    """A name without what only says that it is a count: 提起公诉 of 提起公诉人数."""
    short = _COUNTED.sub("", name)
    return short if len(short) > 1 else name


def topic(scene: Scene, at: int) -> str:
    """The name that the segment which holds a flow index begins with, "" if it begins with none."""
    text = scene.text
    begin = max(text.rfind(mark, max(0, at - _REACH), at) for mark in "。;") + 1
    if not begin and at > _REACH:
        return ""
    found = _TOPIC.match(text, begin, at)
    return found["name"] if found else ""


def recalled(scene: Scene, name: str, row: int) -> Quantity | None:
    """The one amount of this name before the quantity of that row; None if there are several.

    That it counts people or cases its measure tells as well: 在职2987人 is what 在职人员 means.
    """
    bare = bare_name(name)
    known = [
        quantity
        for quantity in scene.quantities[max(0, row - _MOST) : row]
        if bare in quantity.before and quantity.number.kind == "number" and quantity.number.high is not None
    ]
    known = [quantity for quantity in known if same_name(bare_name(label(scene, quantity)), bare)]
    same = {(quantity.number.value, family(quantity.unit)) for quantity in known}
    return known[-1] if len(same) == 1 else None
