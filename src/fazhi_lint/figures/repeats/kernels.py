"""What a figure counts and what was done with it, so that two wordings of one statement are known for one.

"新收执行案件4038件" and "执行案件4038件" in a list of new cases; "全院47名员额法官" and "员额法官47人".
"""

from __future__ import annotations

from functools import lru_cache

from ...kept import regex, scanner
from ...values import value
from ..core.labels import front
from ..core.scene import Quantity, Scene
from ..core.subjects import bare

_WORDS = regex.compile(r"[^\p{Han}A-Z]+")
# Verbs that mean one thing; what is received is not what is accepted, and that is not what is closed.
_VERBS = {
    verb: verbs[0]
    for verbs in (
        ("受理", "新收", "新受理", "立案", "登记立案"),
        ("收到", "接收", "接到", "新收到"),
        ("审结", "办结", "结案", "执结", "审执结"),
        ("调解", "调处", "化解", "排查调处", "排查化解"),
        ("批准逮捕", "批捕", "决定逮捕"),
        ("提起公诉", "起诉"),
        ("排查",),
        ("整治", "整改"),
        ("审查", "审核", "合法性审查", "合法性审核"),
        ("查处", "查办", "侦办"),
        ("公开", "主动公开", "发布"),
        ("取消", "清理取消"),
        ("制定", "出台", "印发"),
        ("审理",),
        ("废止",),
        ("修改",),
        ("新增",),
    )
    for verb in verbs
}
_PLAIN = (
    r"办理|聘请|选聘|聘任|配备|选配|建成|建立|设立|作出|做出|承办|承接|处理|组织|开展|举办|举行|进行|完成|实现|实施|提供|落实"
    r"|抽查|检查|指导|推动|推进|带领|安排|主动|依法|积极|全面|大力|深入|扎实|加快|抓好|查出|发现|争取|拨付|下达|投入|发放|确保|力争"
    r"|排查整治|审计|制发|发出|提出|接待|挽回|追回|破获|侦破|抓获|募集|群众|[有相]关(?:单位|部门|方面)?|年?度|本(?:部门|单位)|[为向]"
    r"|累计|先后|共计?|已经?|各类|涉及?|全部|所有|[的了在对]|其中|合计|总计"
    r"|(?:全|我|本)[国省市县区州镇乡街院局校系]|[市县区州省]"
)
_HEAD = regex.compile(f"(?:(?P<verb>{'|'.join(sorted(_VERBS, key=len, reverse=True))})|{_PLAIN})")
_TAIL = regex.compile(
    r"(?P<verb>合法性审[查核]|审[查核]|受理|审结|办结|立案|查处|调解|公开)量?数?$"
    r"|(?:办理|完成|达到?|总|数)?量$|(?:办理|完成|实现|总?数|人数|工作|活动|[为达是共有约])$"
)
# Who did it stands in front of the verb: 人民调解组织调解矛盾纠纷, 审计查出主要问题.
_DONE = regex.compile(
    r"受理|新收|收到|审结|办结|执结|调解|化解|审查|查[处办出]|发现|办理|承办|制定|出台|聘请|选聘|挽回|追回|破获|抓获|制发"
)
_GENERIC = regex.compile(r"(?:监督)?案件$|检察监督$|监督$|申请$|决定$")
# The two sides of an account are one figure: 收入总预算 and 支出总预算, of an office or of no one named.
BALANCE = "收支"
_SIDE = scanner(
    r"(?:.*[局院委办校会厅部位门心])?(?:年度?)?(?:收入|支出)(总预算|总计|总决算|预算总[计额])"
    r"|.*[局院委办校会厅部位门心](?:年度?)?(?:收入|支出)(预算)"
)
_LEAST = 4  # characters of a name that goes without 案件, 申请
# Where the noun behind a figure ends: 15个乡镇全部建成, 47名员额法官人均结案.
_END = regex.compile(
    r"全部|全覆盖|均|都|人均|[中的已正也在将被向为由]|实现|开展|参加|参与|建成|建立|完成|达标|达到|通过|进行|组织|以上|左右|分别|获评|成为|仅|只|占"
)
_LONGEST = 14  # characters of a noun behind a figure
_REACH = 28  # characters in which it ends
_FAR = 60  # characters before a figure that may name it
_BRACKET = regex.compile(r"\([^()]{1,6}\)")
_STOP = regex.compile(r"[,;。:!?、()\d]")


@value
class Kernel:
    """The noun that is counted, "" if none is named beside the figure, and the kind of verb that goes with it.

    ``behind`` is the noun behind the figure; where none stands in front it is the ``noun``. ``doer`` is who did
    it, where that is said before the verb.
    """

    noun: str
    verb: str
    behind: str
    doer: str


def kernel(scene: Scene, quantity: Quantity) -> Kernel:
    """What a figure counts, named in front of it, or behind where nothing in front does."""
    words = _WORDS.sub("", front(scene, quantity) if quantity.lead in ("、", ")") else quantity.before[-_FAR:])
    noun, verb, doer = _read(words)
    behind = _WORDS.sub("", _behind(scene, quantity))
    behind = _plain(behind) if 1 < len(behind) <= _LONGEST else ""
    return Kernel(noun if len(noun) > 1 else behind, verb, behind, doer)


def _behind(scene: Scene, quantity: Quantity) -> str:
    """The words behind a figure up to what ends its noun, short brackets left out: 村(居)法律顾问."""
    words = quantity.after
    if scene.text[quantity.stop + len(words) : quantity.stop + len(words) + 1] == "(":
        words = _STOP.split(_BRACKET.sub("", scene.text[quantity.stop : quantity.stop + _REACH]))[0]
    found = _END.search(words)
    return words[: found.start()] if found else words


@lru_cache(maxsize=4096)
def _read(words: str) -> tuple[str, str, str]:
    words, verb = bare(words), ""
    while found := _HEAD.match(words):
        verb = verb or _VERBS.get(found["verb"] or "", "")
        words = bare(words[found.end() :])
    while found := _TAIL.search(words):
        verb = verb or _VERBS.get(found["verb"] or "", "")
        words = words[: found.start()]
    doer = ""
    for found in _DONE.finditer(words):
        if found.start() > 1 and found.end() + _LEAST <= len(words):
            doer = words[: found.start()]
            noun, verb = words[found.end() :], verb or _VERBS.get(found.group(), "")
    return _plain(noun if doer else words), verb, doer


def _plain(noun: str) -> str:
    """A noun without 案件, 申请, 决定 behind a name that tells enough."""
    if side := _SIDE.fullmatch(noun):
        return BALANCE + (side[1] or side[2])
    short = _GENERIC.sub("", noun)
    return short if len(short) >= _LEAST else noun
