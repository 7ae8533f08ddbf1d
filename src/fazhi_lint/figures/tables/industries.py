"""The sections of the industrial classification of the national economy (GB/T 4754) by their names.

The editions of 1994 to 2017 name some of them differently; what does not change is how a name begins.
"""

from __future__ import annotations

from ...kept import regex

_SECTION = regex.compile(
    r"(?P<first>农、?林、?牧、?渔、?(?:服务)?业)"
    r"|(?P<second>采[矿掘]业|制造业|电力、\p{Han}{2}[、及和]\p{Han}{0,8}的?生产[和及与]供应业|建筑业)"
    r"|(?P<third>交通运输、?仓储[和及、]邮[政电]\p{Han}{0,3}业|信息传输、\p{Han}{2,12}[和及]\p{Han}{2,8}业"
    r"|批发[和、及]零售\p{Han}{0,6}业|住宿[和、及]餐饮业|金融(?:、?保险)?业|房地产业|租赁[和及]商务服务业"
    r"|科学研究[、和]\p{Han}{0,4}技术\p{Han}{0,3}服务(?:[和及]地质勘[查探])?业|水利、环境[和及]公共设施管理业"
    r"|居民服务(?:、修理)?[和及]其他服务业|教育|卫生(?:、社会保障)?[和及、]社会(?:福利业?|工作|保障业?)(?:[和及]社会福利业)?"
    r"|文化、体育[和及]娱乐业|公共管理(?:、社会保障)?[和及]社会(?:组织|保障)|国际组织)"
)
STAGES = {"第一产业": "first", "第二产业": "second", "第三产业": "third"}


def stage(name: str) -> str:
    """Which of the three industries a section belongs to: first, second or third; "" for any other name."""
    if name[-1:] not in "业育作织障":
        return ""
    found = _SECTION.fullmatch(name)
    return found.lastgroup or "" if found else ""


def is_industry(name: str) -> bool:
    """Whether a name is that of a section."""
    return bool(stage(name))
