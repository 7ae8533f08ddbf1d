"""Shares whose part is told by name and stands anywhere but right before them.

"其中猪肉25.18万吨，牛肉6.74万吨，…，猪肉所占比重59.1%"; "占出口总额的比重由上年的16.8%提高到20.4%", where the last
percentage is this year's. That amounts give a share of three digits is evidence even where the words fit
loosely; that they do not is said only where the names leave no choice and one wrong digit explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document
from ..kept import regex
from ..model import Relation
from ..values import value
from .far import amounts, only
from .far_shares import is_of_another
from .interval import Interval
from .labels import Labelled, front
from .levels import is_level, levels
from .moves import comes_from, reaches
from .portion import Given, Portion, contradicted, verified
from .ratios import Ratio, printed, slipped
from .scene import Quantity, Scene
from .units import family

_TAIL = regex.compile(
    r"(?:(?:由|从)[^占]{0,12})?(?:,?(?:最[高大多]|过半|居首|第一|较[高大]|偏[高低]))?,?"
    r"(?:[则已也均仅只就再又还]|分别)*(?:达到?了?|[为是至到]|[提升增下降][高升加降低]?[到至为])?(?:约|近|逾|超过?|高达)?$"
)
_END = regex.compile(r"的?(?:比重|比例|比率|份额|占比|百分比|百分之)$")
_BEGIN = regex.compile(r"^(?:到|了)*")
_ADVERBS = regex.compile(r"(?:所|约|仅|只|已|均|各|共|也|还|则|就|又|合|累计|合计|其)+$")
_OPENS = regex.compile(r"^(?:其中|但|而|且|同时|目前|[今当本]年|全[国省市县区年]|使|,|、|和|与|\()+")
_THINGS = regex.compile(
    r"(?:的|总[数量额]|数量|发布量|金额|人数|件数|案件|资金|投资|收入|支出|人员|产量|产值|出口额?|消费|费用|数|量|额)+$"
)
_IN = regex.compile(r"^(?:在)?(?P<whole>\p{Han}{2,12}?)[中里](?P<subject>\p{Han}{2,16})?$")
_NOT_NOW = regex.compile(r"上年|去年|预计|预期|目标|计划|预算|力争|任务|规划|达到?20\d\d|争取|确保|应")
_GENERIC = regex.compile(r"(?:[总全合]|本年|全部)?(?:数|量|额|计|部|体|件|案件|数量|总量|总数|人数|投资|面积)?")
_ELSEWHERE = regex.compile(r"(?:全|我)?(?:国|省|市|县|区|自治区|州|球|世界|年)|全行业")
_CUE = ("占", "比重", "份额")
_NEAR, _FAR = 40, 24  # characters before a percentage; amounts looked through
_NAMED, _TELLING = 2, 3  # characters of a name; digits of a share that agree by no chance
_LOOSE = 4
_PARTS, _WHOLES = 6, 12


@value
class Told:
    """A share as told: the names of its part and its whole, "" where none is said."""

    subject: str
    whole: str


def may_tell(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word of sharing stands close before a percentage."""
    words = scene.text[max(0, quantity.start - _NEAR) : quantity.start].rpartition("。")[2]
    return any(cue in words for cue in _CUE)


def told(document: Document, scene: Scene, quantity: Quantity) -> Relation | None:
    """The relation of a share that is told by names; None if no amounts are surely meant."""
    number = quantity.number
    if number.high is None or number.vague or comes_from(quantity):
        return None
    share = _read(scene, quantity)
    if share is None:
        return None
    wanted = printed(number)
    digits = len(number.digits.replace(".", "").lstrip("0"))
    best = 0
    found: list[Labelled] = []
    for near, part in _parts(document, scene, quantity, share):
        if near < best:
            break
        wholes = list(_wholes(document, share, part))
        for whole in wholes:
            ratio = Ratio((part.quantity,), (whole.quantity,))
            if ratio.gives(wanted) and (digits >= _TELLING or near >= _TELLING):
                portion = Portion(scene, quantity, part.quantity, share.subject, share.whole)
                return verified(portion, Given(ratio, part, (whole,)))
        if near >= _TELLING and wholes:
            best = near
            found.append(part)
    return _broken(document, Portion(scene, quantity, None, share.subject, share.whole), found, share, wanted)
