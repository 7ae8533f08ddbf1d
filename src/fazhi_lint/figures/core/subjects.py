"""What a figure is said of: the name of what is counted, and whose it is and when.

Two figures are of one subject only where their names are alike to the word and nothing in their sentences
speaks of another office, place, time or plan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from ...document import Document
from ...facts.kinds import profile_of
from ...facts.metadata import report_year
from ...kept import regex, scanner
from ...knowledge import knowledge
from ...outline import headings
from ...values import value
from .scene import Quantity, Scene

_WORDS = regex.compile(r"[^\p{Han}A-Z]+")
_TAIL = regex.compile(
    r"(?:为|是|达到?|[共总合]计|[共有已约了]|累计|完成|现有|分别|先后|均|全部|金额|数量?|总[数量额])+$"
)
_ADVERB = regex.compile(r"(公共)|先后|累计|专题|[共的]")
_LEAD = regex.compile(
    r"^(?:截[至止]|目前|[年月日底末]|以来|全[年国省市县区州镇乡院局]|一年来|今年|本[年院局市县区机关]+|年内"
    r"|我[国省市县区州局院办委]|[省市县区州]委?政府|已经?|先后|现[有已]?|[一二三四五六七八]是|首先|同时|并|[共总合]计?"
    r"|本次(?:审计|检查|评查|调查|统计)?|累计|组织|开展|举办|完成|实现|进行|召开|[的了共有]|依法|各类|及时|年度|期间)+"
)
_GOES_ON = scanner(r"(?:[,。;:、!?)的已]|均|全部|都|较|比|同比|占|左右|$)")
_OFFICE = regex.compile(
    r"\p{Han}{2}(?:局|厅|院|所|站|委员会|[改健纪工教宗]委|大队|支队|中心|街道|村|社区|公司|学校|企业|法庭|集团|园区|分局|科室)"
    r"|\p{Han}(?<![全城集个])[镇乡]|(?:府|[省市县区州局])办(?![结理公好])|常委会|常务会|党组|党委|领导小组|人大|政协"
    r"|第[一二三四]|[省市县区州乡镇][级直]|本级|部门|镇办|基层"
)
_NO_OFFICE = ("格局", "布局", "大局", "全局", "开局", "场所", "厕所", "网站", "车站")
_TOPIC = regex.compile(r"(?:^|[,。;:、])(\p{Han}{2,12}?)(?:工作)?(?:方面|领域|环节|系统|条线)")
# What is done for one end or with one group is not all that was done: 聚焦食品安全，开展检查35次.
_FOCUS = regex.compile(
    r"(?:聚焦|围绕|针对|紧盯|结合|面向|利用|依托|借助|通过|立足|紧扣|突出)([^,。;、]{2,16})"
    r"|[在对向为]([^,。;]{2,16})(?:中|上|时|开展|进行)"
)
_ACTIVITY = regex.compile(
    r"(?:检查|培训班?|宣传|活动|讲座|会议?|演练|整治|行动|督[查察导]|评查|走访|服务|咨询|解读|宣讲|课|案例|线索|隐患"
    r"|问题|信息|稿件?|资料|文书|人[次员]?|群众|企业|项目|资金)$"
)
_AREA = regex.compile(r"[全我]([国省市县区州镇乡])")
_TIME = regex.compile(
    r"上年|去年|同期|往年|前年|末|底|上半年|下半年|季度|累计|以来|历年|五年|三年|任期|\d{1,2}月|新增|净增|当年"
)
_NOT_SAID = regex.compile(
    r"(?P<part>其中|例如|比如|包括)|以上|超|至少|年均|平均|每|同比|增加|减少|增长|下降|到\d|占|原有|原来|由"
)
_TO_COME = regex.compile(r"(?<!绩效)目标|力争|预计|计划|将|确保|拟")
_NEAR_PLAN = scanner(
    r"(?:下一步|今年|明年|今后|未来|下阶段|下步|19\d\d年|20\d\d年)[^。]{0,20}"
    r"(?:工作|目标|任务|安排|打算|计划|思路|要点|重点|要求|建议|措施)"
    r"|总体要求|奋斗目标|预期目标|主要目标|发展目标|主要任务|重点任务|工作安排|工作打算|工作计划|努力方向"
)
_PLAN_OPENS = scanner(r"(?:下一步|下一阶段|今后|新的一年|(?:19|20)\d\d年是|今年是|做好今年)")
_REVIEW = regex.compile(r"回顾|情况|总结|成效|完成|落实|进展")
_YEAR = regex.compile(r"(?:19|20)\d\d(?=年)")
_SPELL = regex.compile(r"[五四三]年(?:来|间|里)|过去[五四三]年|“?十.五”?(?:时期|期间|以来)|本届|任期")
_REACH = 100
_SHORT = 4
_FEW = 40
_OPENING = 16  # characters of a paragraph that name its subject
_HEAD = 3  # paragraphs of a title


@value
class Setting:
    """What surrounds a figure: offices, topics, areas and times named in its sentence up to it or over it.

    ``plain`` says that the sentence states what there was: no plan, no part, no change.
    """

    plain: bool
    offices: frozenset[str]
    topics: frozenset[str]
    areas: frozenset[str]
    times: frozenset[str]
    years: frozenset[str]


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """A name without what opens it (全年, 组织, 共) and the verbs that lead to the figure (达到, 共)."""
    # A template such as \1 would have the whole library loaded, which costs a check 6 ms.
    return _ADVERB.sub(lambda found: found[1] or "", _LEAD.sub("", _TAIL.sub("", _WORDS.sub("", words))))


def core(words: str) -> str:
    """A name without what opens it: 收入总计 in 2022年度收入总计."""
    return _LEAD.sub("", _WORDS.sub("", words))


def name(quantity: Quantity) -> str:
    """The name of what is counted: its words in front, and those behind that belong to it.

    受理复议案件12件 and 受理12件复议案件 go by one name.
    """
    front = bare(quantity.before)
    if len(front) < _SHORT or not _GOES_ON.match(quantity.after):
        return front + bare(quantity.after)
    return front


def setting(document: Document, scene: Scene, quantity: Quantity, near: bool = False) -> Setting:
    """What surrounds a figure; with ``near`` only the offices of its own clause and of the heading count."""
    begin = max(0, quantity.start - _REACH)
    words = scene.text[begin : quantity.start].rpartition("。")[2]
    opening = "" if near or quantity.start < _OPENING else scene.text[:_OPENING]
    clause = words.rpartition(",")[2] if near else words
    year = document.once(_own_year)
    planned = scene.paragraph.index >= plans_from(document)
    return Setting(
        quantity.depth == 0 and not _is_aside(clause, near) and (planned or _TO_COME.search(words) is None),
        _offices(f"{heading_over(document, scene)};{opening};{clause}") | _ends(clause),
        frozenset(_TOPIC.findall(f"{opening},{words}")),
        frozenset(_AREA.findall(words)),
        frozenset(_times(words + quantity.after, near)),
        frozenset(_YEAR.findall(words)) - {year},
    )


def _own_year(document: Document) -> str:
    """The year a document is of, else the one that it names first: nothing and 2018年末 are the same then."""
    found = _YEAR.search(document.folded)
    return str(report_year(document) or (found.group() if found else ""))


def _times(words: str, near: bool) -> Iterator[str]:
    """The times that words speak of; the end of the year is where a report stands anyway."""
    for found in _TIME.findall(words):
        if found not in ("末", "底"):
            yield found
        elif not near:
            yield "末"


def _is_aside(words: str, near: bool) -> bool:
    """Whether words say that a figure is no level of its own; a part is one where its name tells enough."""
    return any(not near or not found["part"] for found in _NOT_SAID.finditer(words))


def _offices(words: str) -> frozenset[str]:
    found = _OFFICE.findall(words.replace("本部门", "").replace("本单位", ""))
    return frozenset(office for office in found if not office.endswith(_NO_OFFICE))


def _ends(words: str) -> frozenset[str]:
    return frozenset(found[1] or found[2] for found in _FOCUS.finditer(words))


def is_total(name: str) -> bool:
    """Whether a name counts what a report states once: 受理行政复议案件, not 开展专项检查 or 查处案件."""
    topics: list[str] = knowledge("cases")["topics"]
    if name.endswith("案件"):
        return any(topic in name for topic in topics)
    return _ACTIVITY.search(name) is None


def heading_over(document: Document, scene: Scene) -> str:
    """The words of the numbered heading right over a paragraph, "" if there is none."""
    found = headings(document)
    row = bisect_left(found, scene.paragraph.index, key=lambda heading: heading.paragraph)
    return found[row - 1].text if row and found[row - 1].mark else ""


def one_subject(first: Setting, second: Setting) -> bool:
    """Whether both figures say what there was, of one time and area and of no other office or topic."""
    return (
        first.plain
        and second.plain
        and first.offices == second.offices
        and (not first.topics or not second.topics or first.topics == second.topics)
        and agree(first, second)
    )


def agree(first: Setting, second: Setting) -> bool:
    """Whether two figures are of one time and area: 全市 and nothing are the same, 全市 and 全省 are not."""
    return (
        first.times == second.times
        and first.years == second.years
        and (not first.areas or not second.areas or first.areas == second.areas)
    )


def plans_from(document: Document) -> int:
    """The index of the paragraph from which a report speaks of what is to come; past the last if none."""
    return document.once(_plans_from)


def _plans_from(document: Document) -> int:
    own = {heading.paragraph: heading for heading in headings(document)}
    year = report_year(document)
    review = ""  # the style of the heading over what was done
    for paragraph in document.paragraphs[_HEAD:]:
        words = paragraph.flow[:_FEW]
        heading = own.get(paragraph.index)
        style = heading.mark.style if heading and heading.mark else ""
        if style and style == review:
            return paragraph.index
        if style and not review and "回顾" in words:
            review = style
        plan = _PLAN_OPENS.match(words) or (heading and _NEAR_PLAN.search(words))
        if plan and not _REVIEW.search(words) and not _is_past(words, year):
            return paragraph.index
    return len(document.paragraphs)


def _is_past(words: str, year: int | None) -> bool:
    """Whether the years that words name are not later than the year reported on: 2023年是……的一年."""
    stated = [int(one) for one in _YEAR.findall(words)]
    return bool(stated) and year is not None and max(stated) <= year


def is_yearly(document: Document) -> bool:
    """Whether the figures of a report are those of one year: not where it looks back on five."""
    return document.once(_is_yearly)


def _is_yearly(document: Document) -> bool:
    return profile_of(document) != "general" or _SPELL.search(document.folded) is None
