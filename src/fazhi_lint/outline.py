"""The room of a report's shape: page furniture, title, headings. It imports the document and the model only.

Real pages carry a table of metadata and a breadcrumb above the text, a footer below it, and headings in
a dozen shapes. Everything is decided a paragraph at a time, so that a page of any length costs the same a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .document import Document, Paragraph
from .kept import regex, scanner
from .model import Span
from .values import value

NUMERAL = "[一二三四五六七八九十]"
_CHINESE = ("", *"一二三四五六七八九")
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}

_BREADCRUMB = regex.compile(
    r"[^\p{Han}(]*(?:您?的?(?:现在|当前|目前)(?:所?在)?的?位置|(?:您?所在)?的?位置:|首页$)|.{0,20}首页[>》/|-]"
)
_FURNITURE = scanner(
    r"浏览(?:次数|量|数)|点击(?:次数|量|数)|阅读(?:次数|量|数)|访问(?:次数|量|数)|字号[:\[(]|字体[:\[(]|【字体"
    r"|大\s*中\s*小|责任编辑|扫一扫|版权所有|网站标识码|ICP备|公网安备|技术支持|联系我们|网站地图|上一篇|下一篇"
    r"|Produced By|无障碍|长者模式|分享到|分享:|朗读"
)
_FURNITURE_BEGINS = (
    "打印", "收藏", "返回", "来源:", "信息来源", "作者:", "日期:", "发布时间", "发布日期", "发布机构",
    "发布单位", "索引号", "主题分类", "体裁分类", "服务对象", "公开方式", "公开日期", "成文日期",
    "生成日期", "关键字", "关键词", "文件编号", "主题词",
)  # fmt: skip
_PAGE_NUMBER = scanner(r"[-—·]*(?:第?\d{1,4}页?(?:[,/]?共\d{1,4}页)?)[-—·]*")
_PAGE_FIRST = frozenset("-—·第0123456789")
_DECORATION = regex.compile(r"^(?:[#>*_\-·\s]|<br>)+|(?:[#*_\s]|<br>)+$")

_STATED_TITLE = scanner(r"[·*\s]*(?:文件|信息|公文)?(?:名称|标题|题名|题目)[:\s]+")
_METADATA = regex.compile(r"[·*\s]*[\p{Han}\s]{2,8}:")
_TITLE_END = scanner(
    r"(?:报告|情况|总结|公报|通报|汇报|年报|预算|决算|说明|意见|通知|方案|办法|规划|纲要|要点|计划|成效|公告|通告"
    r"|规定|条例|决定|讲话|批复|函|清单|公开|书)(?:[(\[].{1,20}[)\]])?$"
)
_TITLE_OPEN = regex.compile(
    r"(?:关于.*|的|和|与|及|共和国|政府|委员会|办公室|[省市县区局厅委办部院]|\d{4}年度?)$"
)
_NAMES_ITSELF = regex.compile(r"^(?!.*关于).*(?:政府|委员会|办公室|[局厅委院])$")
_PLACE = regex.compile(r"\p{Han}{2,3}")
_NO_TITLE = scanner(r"[(—]|.{0,12}(?:市长|省长|州长|区长|县长|镇长|主席|局长)|.*会议上$|.*\d日$")
_TITLE_YEAR = regex.compile(r"(?:19|20)\d\d|[一二][九〇○零]{1,2}[〇○零一二三四五六七八九]{1,2}年")
_TITLE_LINES = 60
_TITLE_LENGTH = 90

_MARK = scanner(
    rf"(?P<lead>(?:[#>*_\-]|<br>)*)(?:"
    rf"第(?P<part>{NUMERAL}{{1,3}})(?P<of>部分|[章篇编]|节(?![能约点奏日目水电])|条(?![件款第之]))"
    rf"|(?P<cn>{NUMERAL}{{1,3}})[、.](?!{NUMERAL}{{1,2}}、)"
    rf"|\(\**(?P<paren>{NUMERAL}{{1,3}})\**\)[、.]?"
    r"|(?P<num>\d{1,3})(?:[、.](?!\d)|\.(?=(?:19|20)\d\d年))"
    r"|\((?P<nparen>\d{1,2})\)"
    r"|(?P<half>\d{1,2})\)"
    r"|(?P<circle>[①-⑳])"
    r")"
)
_MARK_FIRST = frozenset("#>*_-<第一二三四五六七八九十(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# 一、二季度 are two quarters, 二、一季度 is the second heading.
_NEXT_OF_RANGE = scanner(rf"({NUMERAL}{{1,2}})(?:[季级类产是]|等)")
_STYLES = {"cn": "一、", "paren": "（一）", "num": "1.", "nparen": "（1）", "half": "1）", "circle": "①"}
RANKS = {
    "第一部分": 0,
    "第一章": 1,
    "第一节": 2,
    "第一条": 3,
    "一、": 4,
    "（一）": 5,
    "1.": 6,
    "（1）": 7,
    "1）": 7,
    "①": 8,
}
"""The styles of numbered marks and their depth by GB/T 9704—2012, 7.3.3; chapters stand above them."""

_RUN_IN = regex.compile(r"[。:;!?]|\*\*|(?<=\p{Han}{4})\t")
_HEADING_LENGTH = 60


@value
class Title:
    """The title of a report: its words (folded, undecorated) and where they stand."""

    text: str
    span: Span


@value
class Mark:
    """A number that opens a heading or an item, such as 一、 or （3）.

    ``start`` and ``end`` are indices into the flow of the paragraph with that index. ``style`` is a key of
    ``RANKS`` or, for sequences in prose, 一是, 一要, 第一 or 其一. ``leads`` is True at a paragraph's head.
    """

    paragraph: int
    start: int
    end: int
    style: str
    number: int
    leads: bool = True


@value
class Heading:
    """A heading: its mark (None for one without number) and its words.

    ``start`` and ``end`` are indices of the words in the flow of the paragraph. ``alone`` is True where
    nothing but the heading stands in the paragraph.
    """

    paragraph: int
    start: int
    end: int
    text: str
    mark: Mark | None
    alone: bool


@lru_cache(maxsize=256)
def chinese_number(numeral: str) -> int:
    """The value of a Chinese numeral below 100 (二十三 → 23); 0 where it is none."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral, 0)
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return 0
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def chinese_numeral(number: int) -> str:
    """A number below 100 in Chinese numerals: 23 → 二十三."""
    tens, ones = divmod(number, 10)
    lead = "" if tens < 2 else _CHINESE[tens]
    return f"{lead}{'十' if tens else ''}{_CHINESE[ones]}"


def is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph belongs to the page and not to the text: breadcrumb, counter, footer, page number."""
    flow = paragraph.flow
    if len(flow) > 120 or flow[-1] in "。!;":
        return False
    if flow[0] in _PAGE_FIRST and _PAGE_NUMBER.fullmatch(flow):
        return True
    if ("位置" in flow or "首页" in flow) and _BREADCRUMB.match(flow):
        return True
    if len(flow) > 60:
        return False
    return flow.startswith(_FURNITURE_BEGINS) or flow.endswith("关闭") or _FURNITURE.search(flow) is not None


def body(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of the text, page furniture left out."""
    return document.once(_body)


def title(document: Document) -> Title | None:
    """The title: what the page's metadata call it, else the first line that reads like one, or None."""
    return document.once(_title)


def headings(document: Document) -> tuple[Heading, ...]:
    """The headings in reading order, numbered or not, run into their paragraph or alone."""
    return document.once(_headings)


def leading_marks(document: Document) -> tuple[Mark | None, ...]:
    """The numbers that open the paragraphs, by their index; None where one opens with words or a quantity."""
    return document.once(_leading_marks)


def _leading_marks(document: Document) -> tuple[Mark | None, ...]:
    return tuple(_leading_mark(paragraph) for paragraph in document.paragraphs)


def _leading_mark(paragraph: Paragraph) -> Mark | None:
    first = paragraph.flow[:1]
    found = _MARK.match(paragraph.flow) if first in _MARK_FIRST or first.isdecimal() else None
    if found is None:
        return None
    kind = found.lastgroup or ""
    if kind == "of":
        style, number = f"第一{found['of']}", chinese_number(found["part"])
        style = {"第一篇": "第一部分", "第一编": "第一部分"}.get(style, style)
    elif kind in ("cn", "paren"):
        style, number = _STYLES[kind], chinese_number(found[kind])
    elif kind == "circle":
        style, number = _STYLES[kind], ord(found[kind]) - ord("①") + 1
    else:
        style, number = _STYLES[kind], int(found[kind])
    if not number or (kind == "cn" and _is_range(found, number)):
        return None
    return Mark(paragraph.index, found.end("lead"), found.end(), style, number)


def _is_range(mark: re.Match[str], number: int) -> bool:
    following = _NEXT_OF_RANGE.match(mark.string, mark.end())
    return following is not None and chinese_number(following[1]) > number


def plain(flow: str) -> tuple[int, int]:
    """The bounds of a line without markdown marks and blanks at its ends."""
    start, end = 0, len(flow)
    first, last = flow[:1], flow[-1:]
    if not (first in "#>*_-·<" or first.isspace() or last in "#>*_" or last.isspace()):
        return start, end  # what nearly every line is, told without a search through it
    for found in _DECORATION.finditer(flow):
        if found.start() == 0:
            start = found.end()
        else:
            end = found.start()
    return min(start, end), end


def _body(document: Document) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in document.paragraphs if not is_furniture(paragraph))


def _title(document: Document) -> Title | None:
    lines = list(_title_lines(document))
    if not lines:
        return None
    stated = next((line for line in lines if line[2]), None)
    if stated:
        return _joined(lines, lines.index(stated), lines.index(stated))
    ended = [index for index, (_, text, _, _) in enumerate(lines) if _TITLE_END.search(text)]
    dated = [index for index in ended if _TITLE_YEAR.search(_before(lines, index) + lines[index][1])]
    other = [
        index for index, (_, text, _, _) in enumerate(lines) if len(text) >= 8 and not _NO_TITLE.match(text)
    ]
    if not (dated or ended or other):
        return None
    last = first = (dated or ended or other)[0]
    while first > 0 and last - first < 3 and _goes_on(lines, first):
        first -= 1
    return _joined(lines, first, last)


_Line = tuple[Span, str, bool, int]


def _title_lines(document: Document) -> Iterator[_Line]:
    """Lines that could be a title, with whether the page's metadata say that they are, and their paragraphs."""
    stated = False
    for paragraph in document.paragraphs[:_TITLE_LINES]:
        flow = paragraph.flow
        named = _STATED_TITLE.match(flow)
        if named:
            stated = named.end() == len(flow)
            if not stated and "\t" not in flow[named.end() :]:
                yield paragraph.span(named.end(), len(flow)), flow[named.end() :], True, paragraph.index
                return
            continue
        start, end = plain(flow)
        text = flow[start:end]
        if stated and text:
            yield paragraph.span(start, end), text, True, paragraph.index
            return
        if not text or is_furniture(paragraph) or flow.startswith(("——", "<!--", "|")):
            continue
        if len(text) > _TITLE_LENGTH or "。" in text:
            return
        if (
            text[-1] not in ";!?:,、"
            and not leading_marks(document)[paragraph.index]
            and not _METADATA.match(flow)
        ):
            yield paragraph.span(start, end), text, False, paragraph.index


def _before(lines: list[_Line], index: int) -> str:
    return lines[index - 1][1] if index and _goes_on(lines, index) else ""


def _goes_on(lines: list[_Line], index: int) -> bool:
    """Whether line ``index`` goes on with the title that the line before it began."""
    earlier, text = lines[index - 1][1], lines[index][1]
    if lines[index][3] - lines[index - 1][3] > 1:
        return False
    place = _PLACE.match(text)
    if place and place[0] in earlier and _NAMES_ITSELF.search(earlier):
        return False  # 某县人民政府 over 某县2021年度报告 is the letterhead
    if _TITLE_END.search(earlier) or earlier == text or len(earlier) + len(text) > _TITLE_LENGTH:
        return False
    return _TITLE_OPEN.search(earlier) is not None


def _joined(lines: list[_Line], first: int, last: int) -> Title:
    text = "".join(line[1] for line in lines[first : last + 1])
    return Title(text, Span(lines[first][0].start, lines[last][0].end))


def _headings(document: Document) -> tuple[Heading, ...]:
    marks = leading_marks(document)
    found = (_heading(paragraph, marks[paragraph.index]) for paragraph in body(document))
    return tuple(heading for heading in found if heading is not None)


def _heading(paragraph: Paragraph, mark: Mark | None) -> Heading | None:
    flow = paragraph.flow
    start, end = plain(flow)
    if mark is not None:
        start = mark.end
        while flow[start : start + 1] == "*":
            start += 1
        stop = _RUN_IN.search(flow, start, end)
        alone = stop is None
        if stop is not None:
            alone = stop.end() >= end
            end = stop.start()
    else:
        marked = flow.startswith("#") or (flow.startswith("**") and flow.endswith("**"))
        alone = True
        if not marked and (end - start > 30 or flow[end - 1] in "。,;:!?、)>|" or flow.startswith("——")):
            return None
        if flow[start:end].isascii():
            return None
    if end <= start or end - start > _HEADING_LENGTH:
        return None
    return Heading(paragraph.index, start, end, flow[start:end], mark, alone)
