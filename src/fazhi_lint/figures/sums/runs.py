"""Where a list of parts ends: at its last 、, at 其他, before what was done with the whole next.

其中甲5件、乙3件、其他2件，办结8件 goes on to the end of its sentence, but the list does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from ...kept import regex, scanner
from ..core.terms import Term
from ..core.verdicts import sum_of
from .again import ADDED, shared_out
from .closing import is_closing

# What joins two parts: 、 behind a noun, a share or an aside, or 和 with what is counted next.
_JOINT = scanner(
    r"[^,;。、:\d()]{0,12}(?:\([^()]{0,40}\))?(?:,?占(?:比|总数的)?[\d.]+%)?(?P<mark>、|[和及与]|以及)"
)
_END = regex.compile(r"(?:\([^()]{0,40}\))?[,;。)]|$")
# The next stage of the work on the whole, and no further part of it: 受理50件，其中…，审结45件.
_STAGE = regex.compile(
    r"已|均|全部|共|审结|办结|结案|完成|化解|移送|整改|处罚|罚|发现|起诉|制发|追究|问责|实际|执行(?:[了完到款终]|$)"
)

_SHARE_OF = regex.compile(r"占(?:全部|其中)?(\p{Han}{2,10}?)(?:总数|总量|总额|死亡人数|人数|件数)?的$")
_DONE = scanner(r"(?:审结|办结|结案|执结)(?:了|各类|案件|申请)*$")
_MANY = 12  # parts of several units in one list
_LEFT = regex.compile(r"结转|转下|未审?结|尚未|剩余|在办|在审")


def run_of(parts: Sequence[Term]) -> tuple[list[Term], bool]:
    """The parts that stand in one run from the first on, and whether the text ends the run there for sure.

    A list that begins with 、 ends where 、 does, but for a last 其他 behind a comma; any list ends at 其他.
    """
    text = parts[0].scene.text
    joined = len(parts) > 1 and joint(text, parts[0], parts[1]) == "、"
    for at, (part, following) in enumerate(pairwise(parts), 1):
        mark = joint(text, part, following)
        if mark == "、":
            continue
        if is_closing(part) and at > 1:
            left = _LEFT.match(following.quantity.before) is not None  # 其他结果4件，尚未审结2件
            return list(parts[: at + left]), True
        if joined and not mark:
            stop = at + is_closing(following)
            return list(parts[:stop]), _ends(parts[:stop])
    closed = len(parts) > 2 and is_closing(parts[-1])
    return list(parts), (joined or closed) and _ends(parts)


def tail_of(parts: Sequence[Term]) -> Sequence[Term]:
    """The parts of a total behind them that 、 joins, where these are three or more, else all of them.

    All of them too where those joined are what is added to the first: 收入96万元。加甲4万元、乙2万元、丙1万元.
    """
    at = len(parts) - 1
    while at > 0 and joint(parts[0].scene.text, parts[at - 1], parts[at]) == "、":
        at -= 1
    return parts[at:] if len(parts) - at > 2 and not ADDED.match(parts[at].quantity.before) else parts


def across_units(wholes: Sequence[Term], parts: Sequence[Term]) -> tuple[Term, ...]:
    """The first parts, in several units, that make the nearest whole: 167名，其中6起、处罚92人、教育69人."""
    for size in range(2, min(len(parts), _MANY) + 1):
        made = parts[:size]
        if wholes and sum_of(made) == wholes[0].number.value and len({part.family for part in made}) > 1:
            return tuple(made)
    return ()


def joint(text: str, left: Term, right: Term) -> str:
    """The mark that joins two parts, "" if there is none."""
    match = _JOINT.match(text, left.quantity.stop, right.quantity.start)
    return match["mark"] if match else ""


def _ends(run: Sequence[Term]) -> bool:
    """Whether a stop follows a run at once, and no share of its parts together, so that it is all there is."""
    last = run[-1]
    return _END.match(last.scene.text, last.quantity.stop) is not None and not shared_out(run)


def own_parts(whole: Term, parts: list[Term]) -> list[Term]:
    """The parts but for shares of others: 建筑业32人，占63%；高处坠落13人，占建筑业的41%."""
    rows = whole.scene.quantities if whole.scene is parts[0].scene else ()
    found: list[Term] = []
    for part in parts:
        share = rows[part.quantity.index + 1] if part.quantity.index + 1 < len(rows) else None
        of = _SHARE_OF.search(share.before) if found and share and share.is_rate else None
        if (
            of is None
            or of[1] in whole.quantity.before
            or not any(of[1] in one.quantity.before for one in found)
        ):
            found.append(part)
    return found


def closed_alone(whole: Term, parts: list[Term]) -> list[Term]:
    """The parts of what is closed without what is left over: 审结34件，其中维持26件、撤销8件，结转下年4件."""
    if not _DONE.search(whole.quantity.before):
        return parts
    at = next((at for at, part in enumerate(parts) if _LEFT.match(part.quantity.before)), 0)
    return parts[:at] if at > 1 else parts


def before_stage(parts: list[Term]) -> list[Term]:
    """The parts without what was done next: 盗窃3件、诈骗5件，移送检察机关2件."""
    stages = [is_stage(part) for part in parts]
    if any(stages[:2]) or True not in stages:
        return parts
    return parts[: stages.index(True)]


def is_stage(part: Term) -> bool:
    """Whether a figure tells what was done next with the whole, behind a comma and no 、."""
    return part.quantity.lead != "、" and _STAGE.match(part.quantity.before) is not None


def heads(parts: Sequence[Term]) -> list[Term]:
    """The first figure of every item between semicolons where the others of each add up to it, or none."""
    items = [list(members) for _, members in groupby(parts, key=lambda part: part.quantity.segment)]
    if len(items) < 2 or not any(len(item) > 2 for item in items):
        return []
    sums = all(len(item) == 1 or sum_of(item[1:]) == item[0].number.value for item in items)
    return [item[0] for item in items] if sums else []
