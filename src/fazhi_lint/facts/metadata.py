"""What a document says of itself: title, kind of report, its year, when it was signed and published.

Pages come with breadcrumbs, tables of metadata and furniture around the text. The title is looked for
above the body, the dates of publication and issue beside their labels, the sign-off at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from ..document import Document, Paragraph
from ..model import Span
from .dates import DateMention, dates, read_dates

_HEAD = 60
_TAIL = 30
_LONGEST_TITLE = 90
_LONG_LINE = 60
_LEAST_SCORE = 3

_MARKUP = regex.compile(r"^[#*>\s•·—-]+|[*\s]+$|\[\d+\]\**$")
_KIND = regex.compile(r"(?:报告|情况|公报|决算|预算|总结|说明|通报|综述)(?:书|稿)?(?:\([^()]{1,20}\))?$")
_FURNITURE = regex.compile(
    r"位置:|首页|>|https?:|www\.|浏览|字号|字体|打印|关闭|分享|来源|索引|无障碍|长者|登录|注册|搜索|版权"
    r"|目录$|指南$|制度$|专栏$|网站地图|联系我们|上一篇|下一篇|责任编辑|Produced By|<!--"
)
_TITLE_LABEL = regex.compile(r"(?:文件名称|信息名称|(?<!\p{Han})名称|文件标题|(?<!\p{Han})标题)[:|]+\t?")
_PUBLISH_LABEL = regex.compile(
    r"(?:发布|公开|发表|发稿|公布)(?:日期|时间)[:|\t]*|(?<!\p{Han})(?:日期|时间)[:|\t]+"
)
_ISSUE_LABEL = regex.compile(r"成文(?:日期|时间)[:|\t]*")
_PAGE_LINE = regex.compile(r"来源|浏览|点击|阅读|字号|字体|作者|打印")
_ABOUT = regex.compile(r"现将[^。;]{0,20}?(?<!\d)((?:19|20)\d\d)年[^。;]{0,60}如下")
_OPENS = regex.compile(r"((?:19|20)\d\d)年度?(?:以来)?,")
_HEADING = regex.compile(
    r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章节部]|各位"
)
_ORGANISATION = regex.compile(
    r"[^。,;:!?]*(?:政府|委员会|[局委办厅院会部署处站所]|办公室|中心|大队|支队|总队|街道|街道办事处|[镇乡县市区州省])"
    r"(?:\([^()]{1,12}\))?[\t]*"
)
_CITED = regex.compile(r"《[^《》]*》")
_PART_OF_TITLE = regex.compile(r"[^。:,;!?]{2,40}(?<!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that has an office: where it stands in the document, and what it says."""

    span: Span
    mention: DateMention

    @property
    def day(self) -> date | None:
        """The day, where year, month and day are all printed and the calendar has it."""
        return self.mention.first() if set("ymd") <= set(self.mention.printed) else None


@dataclass(frozen=True, slots=True)
class Title:
    """The title as read (folded, its lines joined) and where its last line stands."""

    text: str = ""
    span: Span | None = None


def title_of(document: Document) -> Title:
    """The title of the document; its text is empty if there is none."""
    return document.once(_title)


def profile_of(document: Document) -> str:
    """The profile in force: the one asked for, or the one the title suggests."""
    if document.profile != "auto":
        return document.profile
    title = title_of(document).text
    if ("法治政府建设" in title or "依法行政" in title) and ("报告" in title or "情况" in title):
        return "fazhi"
    if "政府信息公开" in title and "年度报告" in title:
        return "xxgk"
    return "general"


def report_year(document: Document) -> int | None:
    """The year the report is about: that of the title, else the one its first words name."""
    return document.once(_report_year)


def published_on(document: Document) -> date | None:
    """The day of publication: what the user stated, else what the page says, else the signature.

    A speech or bulletin that is dated between its title and its body counts as signed there.
    """
    if document.published:
        return document.published
    for stated in (published_mention(document), signature_of(document), dateline_of(document)):
        if stated is not None and stated.day is not None:
            return stated.day
    return None


def published_mention(document: Document) -> Dated | None:
    """The date of publication that the page states."""
    return document.once(_published)


def issued_mention(document: Document) -> Dated | None:
    """The 成文日期 that the page states."""
    return document.once(_issued)


def signature_of(document: Document) -> Dated | None:
    """The date under the text, complete or not; None where the text is not dated."""
    return document.once(_signature)


def dateline_of(document: Document) -> Dated | None:
    """The date between title and body: a bulletin's, or that of the speech a report was."""
    return document.once(_dateline)


def body_start(document: Document) -> int:
    """The index of the first paragraph of the body: the first long sentence, or the first heading."""
    return document.once(_body_start)


def _body_start(document: Document) -> int:
    for paragraph in document.paragraphs[:_HEAD]:
        words = _MARKUP.sub("", paragraph.flow)
        if (len(words) >= _LONG_LINE and "。" in words) or _HEADING.match(words):
            return paragraph.index
    return min(len(document.paragraphs), _HEAD)


def _title(document: Document) -> Title:
    best, best_score = Title(), _LEAST_SCORE - 1
    head = document.paragraphs[: max(body_start(document), 1)]
    lines = [_MARKUP.sub("", paragraph.flow) for paragraph in head]
    for paragraph, line in zip(head, lines, strict=True):
        label = _TITLE_LABEL.search(paragraph.flow)
        words = paragraph.flow[label.end() :].partition("\t")[0] if label else line
        if not words or len(words) > _LONGEST_TITLE or regex.search(r"[。:]", words):
            continue
        if label is None and _FURNITURE.search(line):
            continue
        score = _title_score(words) + bool(label) + (lines.count(words) > 1)
        if score > best_score:
            start = paragraph.flow.index(words, label.end() if label else 0)
            text = words if label else _joined(lines, paragraph.index)
            best, best_score = Title(text, paragraph.span(start, start + len(words))), score
    return best


def _title_score(words: str) -> int:
    """How much a line looks like a title: its last word, its topic, its year; 0 for not at all."""
    mentions = read_dates(words)
    if any("d" in mention.printed for mention in mentions):
        return 0
    topic = any(topic in words for topic in ("关于", "法治政府", "依法行政", "政府信息公开"))
    return 5 * bool(_KIND.search(words)) + 2 * topic + 2 * bool(mentions) + (len(words) > 5)


def _joined(lines: list[str], index: int) -> str:
    """A title with the lines above it that belong to it: 某县人民政府 / 关于…情况的 / 报告."""
    text = lines[index]
    for above in reversed(lines[max(index - 3, 0) : index]):
        whole = "关于" in text if not text.startswith("关于") else False
        whole = whole or (len(text) > 8 and not text[0].isdigit() and text[0] not in "的关")
        if whole or not _PART_OF_TITLE.fullmatch(above) or _FURNITURE.search(above) or _KIND.search(above):
            break
        text = above + text
    return text


def _report_year(document: Document) -> int | None:
    stated = title_years(document)
    if stated:
        return stated[0]
    if profile_of(document) == "general":
        return None
    first = body_start(document)
    for paragraph in document.paragraphs[first : first + 3]:
        found = _ABOUT.search(paragraph.flow) or _OPENS.match(paragraph.flow)
        if found:
            return int(found[1])
    return None


def title_years(document: Document) -> tuple[int, ...]:
    """The years of the title, those of ranges (2016—2020年) and of titles within it left out."""
    text = regex.sub(
        r"《[^《》]*》", lambda match: "《" + "□" * (len(match[0]) - 2) + "》", title_of(document).text
    )
    years = []
    for mention in read_dates(text):
        before, after = text[max(mention.start - 1, 0) : mention.start], text[mention.end : mention.end + 1]
        in_range = (before and before in "-—~至到") or (after and after in "-—~至到")
        if "y" in mention.printed and mention.year is not None and not in_range:
            years.append(mention.year)
    return tuple(years)


def _published(document: Document) -> Dated | None:
    return next(_labelled(document, _PUBLISH_LABEL), None) or next(_page_line(document), None)


def _issued(document: Document) -> Dated | None:
    return next(_labelled(document, _ISSUE_LABEL), None)


def _labelled(document: Document, label: regex.Pattern[str]) -> Iterator[Dated]:
    """Dates behind a label, in its line or alone in the next; above the body and below it."""
    paragraphs = document.paragraphs
    outer = (*paragraphs[:_HEAD], *paragraphs[max(len(paragraphs) - _TAIL, _HEAD) :])
    for paragraph in outer:
        for match in label.finditer(paragraph.flow + "\t"):
            if match.end() >= len(paragraph.flow) and paragraph.index + 1 < len(paragraphs):
                paragraph, at = paragraphs[paragraph.index + 1], 0
            else:
                at = match.end()
            for mention in dates(document)[paragraph.index]:
                if mention.start == at and "y" in mention.printed and "d" in mention.printed:
                    yield Dated(paragraph.span(mention.start, mention.end), mention)


def _page_line(document: Document) -> Iterator[Dated]:
    """The unlabelled date in a line of page furniture: 2020-03-11 10:17 来源：…"""
    for paragraph in document.paragraphs[: body_start(document)]:
        if _PAGE_LINE.search(paragraph.flow):
            for mention in dates(document)[paragraph.index]:
                if "y" in mention.printed and "d" in mention.printed:
                    yield Dated(paragraph.span(mention.start, mention.end), mention)


def _dateline(document: Document) -> Dated | None:
    for paragraph in document.paragraphs[: body_start(document)]:
        words = _MARKUP.sub("", paragraph.flow)
        for mention in dates(document)[paragraph.index]:
            lead = paragraph.flow[: mention.start].strip("#*>•·—- (")
            if not lead and "y" in mention.printed and "d" in mention.printed and len(words) <= _LONG_LINE:
                return Dated(paragraph.span(mention.start, mention.end), mention)
    return None


def _signature(document: Document) -> Dated | None:
    """The first date line near the end: alone under the text or an organisation, or behind its name."""
    paragraphs = document.paragraphs
    for paragraph in paragraphs[max(len(paragraphs) - _TAIL, body_start(document)) :]:
        found = _signed(document, paragraph)
        if found is not None:
            return found
    return None


def _signed(document: Document, paragraph: Paragraph) -> Dated | None:
    flow = paragraph.flow
    if len(flow) > _LONG_LINE or not any(unit in flow for unit in "年月-./"):
        return None
    for mention in dates(document)[paragraph.index]:
        lead, rest = flow[: mention.start], flow[mention.end :]
        if regex.search(r"[^)。\t_年月日\d]", rest) or len(rest) > 12:
            continue
        above = document.paragraphs[paragraph.index - 1].flow if paragraph.index else ""
        alone = not lead.strip("(\t") and (_ORGANISATION.fullmatch(above) or not mention.numeric)
        if alone or (lead and _ORGANISATION.fullmatch(lead)):
            end = mention.end + len(rest.rstrip(")。\t_"))
            return Dated(paragraph.span(mention.start, end), mention)
    return None
