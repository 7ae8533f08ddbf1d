"""Which paragraphs speak of what is to come: those under a heading such as 下一步工作打算."""

from __future__ import annotations

from ..document import Document
from ..kept import regex, scanner
from ..outline import RANKS, headings

_PLANS = scanner("下一?步|下一?阶段|下一?年|今后|明年|来年|新的一年|努力方向|展望")
_PLANS_END = (
    "打算", "思路", "安排", "计划", "设想", "部署", "工作重点", "重点工作", "重点任务", "工作要点", "目标任务",
)  # fmt: skip
_DONE = regex.compile(r"完成|落实|执行|回顾|情况")


def planned(document: Document) -> frozenset[int]:
    """The indices of the paragraphs under headings of plans, the headings included; read once."""
    return document.once(_read)


def _read(document: Document) -> frozenset[int]:
    inside: set[int] = set()
    begin, level = None, 0
    marked = [heading for heading in headings(document) if heading.mark]
    for heading in marked:
        rank = RANKS[heading.mark.style] if heading.mark else 0
        if begin is not None and rank <= level:
            inside.update(range(begin, heading.paragraph))
            begin = None
        text = heading.text
        if begin is None and (text.endswith(_PLANS_END) or _PLANS.search(text)) and not _DONE.search(text):
            begin, level = heading.paragraph, rank
    if begin is not None:
        inside.update(range(begin, len(document.paragraphs)))
    return frozenset(inside)
