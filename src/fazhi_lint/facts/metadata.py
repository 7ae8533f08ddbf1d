"""What a document says of itself: title, kind of report, its year, when it was signed and published.

Pages come with breadcrumbs, tables of metadata and furniture around the text. The title is looked for
above the body, the dates of publication and issue beside their labels, the sign-off at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..document import Document, Paragraph
from ..kept import regex, scanner
from ..model import Span
from ..outline import title
from ..values import value
from .dates import DateMention, dates, mentions_between, read_dates
from .kinds import GENERAL, profile_of

_HEAD = 60
_REVIEW_HEAD = 40
_CONGRESS = 12
_SESSION = 4  # congresses sit until April
_TAIL = 30
_LONG_LINE = 60

_MARKUP = regex.compile(r"^[#*>\s•·—-]+|[*\s]+$|\[\d+\]\**$")
_PUBLISH_LABEL = regex.compile(r"(?:发布|公开|发表|发稿|公布)(?:日期|时间)[:|\t]*")
_BARE_LABEL = regex.compile(r"(?<!\p{Han})(?:日期|时间)[:|\t]+")
_ISSUE_LABEL = regex.compile(r"成文(?:日期|时间)[:|\t]*")
_PAGE_LINE = regex.compile(r"来源|浏览|点击|阅读|字号|字体|作者|打印")
_ABOUT = regex.compile(r"现将[^。;]{0,20}?((?:19|20)\d\d)年[^。;]{0,60}如下")
_FOUR = r"[12一二][\d一二三四五六七八九〇○零]{3}"
_REVIEW = regex.compile(
    rf"(?:回顾|总结)(?P<year>{_FOUR})|(?<![-—~至到])(?P<year>{_FOUR})年[^\d。;]{{0,24}}?(?:回顾|总结)|过去的(?P<year>{_FOUR})年"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_AT_CONGRESS = regex.compile(r"(?:代表大会|委员会).{0,16}会议上")
_FIVE = regex.compile(r"过去五年|五年来|[的这]五年|五年工作|时期(?:的?主要)?(?:工作|发展|经济)|本届政府")
_OPENS = regex.compile(r"((?:19|20)\d\d)年度?(?:以来)?,")
_HEADING = scanner(
    r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章节部]|各位"
)
_ORGANISATION = regex.compile(
    r"[^。,;:!?]*(?:政府|[局委办厅院会部署处站所队室]|中心|街道|[镇乡县市区州省])(?:\([^()]{1,12}\))?\t*"
)
_AFTER_SIGNATURE = regex.compile(r"[)。\t_年月日]{0,12}")
_LINKS = frozenset("-—~至到")
_CITED = regex.compile(r"《[^《》]*》")


@value
class Dated:
    """A date that has an office: where it stands in the document, and what it says."""

    span: Span
    mention: DateMention

    @property
    def day(self) -> date | None:
        """The day, where year, month and day are all printed and the calendar has it."""
        return self.mention.first() if set("ymd") <= set(self.mention.printed) else None


def title_text(document: Document) -> str:
    """The words of the title, folded; empty if there is none."""
    found = title(document)
    return found.text if found else ""


def report_year(document: Document) -> int | None:
    """The year the report is about: that of the title, else the one its first words name."""
    return document.once(_report_year)


def published_on(document: Document) -> date | None:
    """The day of publication: what the user stated, else what the page says, else the signature."""
    found = publication_of(document)
    return found[1] if found else None


def publication_of(document: Document) -> tuple[str, date] | None:
    """The day of publication and what the page calls it, 公开日期, 落款日期 or 题注日期.

    A speech or bulletin that is dated between its title and its body counts as signed there.
    """
    return document.once(_publication)


def _publication(document: Document) -> tuple[str, date] | None:
    if document.published:
        return "公开日期", document.published
    for name, stated in (
        ("公开日期", published_mention(document)),
        ("落款日期", signature_of(document)),
        ("题注日期", _dateline_of(document)),
    ):
        if stated is not None and stated.day is not None:
            return name, stated.day
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


def _dateline_of(document: Document) -> Dated | None:
    """The date between title and body: a bulletin's, or that of the speech a report was."""
    return document.once(_dateline)


def body_start(document: Document) -> int:
    """The index of the first paragraph of the body: the first sentence, or the first heading."""
    return document.once(_body_start)


def _body_start(document: Document) -> int:
    for paragraph in document.paragraphs[:_HEAD]:
        words = _MARKUP.sub("", paragraph.flow)
        prose = words.endswith("。") or "。" in words[_LONG_LINE:] or "现将" in words
        if prose or _HEADING.match(words):
            return paragraph.index
    return min(len(document.paragraphs), _HEAD)


def _report_year(document: Document) -> int | None:
    stated = title_years(document)
    if stated:
        return stated[0]
    return _opened_year(document) or _reviewed_year(document)


def _opened_year(document: Document) -> int | None:
    """The year with which the text begins; speeches begin with many another."""
    first = body_start(document)
    general = profile_of(document) == GENERAL
    for paragraph in document.paragraphs[first : first + 3]:
        found = _ABOUT.search(paragraph.flow) or (None if general else _OPENS.match(paragraph.flow))
        if found:
            return int(found[1])
    return None


def _reviewed_year(document: Document) -> int | None:
    """The year that a heading looks back on, else the one before a congress that the report was made to.

    It must be the year of publication or the one before, where the text is dated.
    """
    published = published_on(document)
    years = (published.year - 1, published.year) if published else range(1949, 2100)
    for paragraph in document.paragraphs[:_REVIEW_HEAD]:
        words = paragraph.flow[:_LONG_LINE]
        if "回顾" in words or "总结" in words or "过去的" in words:
            found = _REVIEW.search(words)
            if found and (year := int(found["year"].translate(_DIGITS))) in years:
                return year
    return _before_congress(document, published) if published and published.month <= _SESSION else None


def _before_congress(document: Document, published: date) -> int | None:
    """The year before a congress, where the report opens with it and not with the five years before."""
    opening = "\n".join(paragraph.flow for paragraph in document.paragraphs[:_CONGRESS])
    given = title_text(document).endswith("工作报告") or _AT_CONGRESS.search(opening)
    if not given or _FIVE.search(opening) or f"{published.year - 1}年" not in opening:
        return None
    return published.year - 1


def title_years(document: Document) -> tuple[int, ...]:
    """The years of the title, those of ranges (2016—2020年) left out.

    Years within a cited title count only where the title has no other: 关于印发《…2022年度…报告》的通知.
    """
    return document.once(_title_years)


def _title_years(document: Document) -> tuple[int, ...]:
    text = title_text(document)
    return _single_years(_CITED.sub(lambda match: "□" * len(match[0]), text)) or _single_years(text)


def _single_years(text: str) -> tuple[int, ...]:
    return tuple(
        mention.year
        for mention in read_dates(text)
        if "y" in mention.printed and mention.year is not None and not _in_range(text, mention)
    )


def _in_range(text: str, mention: DateMention) -> bool:
    before, after = text[max(mention.start - 1, 0) : mention.start], text[mention.end : mention.end + 1]
    return before in _LINKS or after in _LINKS


def _published(document: Document) -> Dated | None:
    above = document.paragraphs[: body_start(document)]
    for found in (
        _labelled(document, _PUBLISH_LABEL, _outer(document)),
        _labelled(document, _BARE_LABEL, above),
        _page_line(document),
    ):
        stated = next(found, None)
        if stated is not None:
            return stated
    return None


def _issued(document: Document) -> Dated | None:
    return next(_labelled(document, _ISSUE_LABEL, _outer(document)), None)


def _outer(document: Document) -> tuple[Paragraph, ...]:
    """The head and the tail of the page, where its metadata stand."""
    paragraphs = document.paragraphs
    return (*paragraphs[:_HEAD], *paragraphs[max(len(paragraphs) - _TAIL, _HEAD) :])


def _labelled(document: Document, label: regex.Pattern[str], where: tuple[Paragraph, ...]) -> Iterator[Dated]:
    """Dates behind a label, in its line or alone in the next."""
    paragraphs = document.paragraphs
    for paragraph in where:
        if "日期" not in paragraph.flow and "时间" not in paragraph.flow:
            continue
        for match in label.finditer(paragraph.flow + "\t"):
            holder, at = paragraph, match.end()
            if at >= len(paragraph.flow) and paragraph.index + 1 < len(paragraphs):
                holder, at = paragraphs[paragraph.index + 1], 0
            for mention in mentions_between(dates(document)[holder.index], at, at + 1):
                if "y" in mention.printed and "d" in mention.printed:
                    yield Dated(holder.span(mention.start, mention.end), mention)


def _page_line(document: Document) -> Iterator[Dated]:
    """The unlabelled date in a line of page furniture: 2020-03-11 10:17 来源：…"""
    for paragraph in document.paragraphs[: body_start(document)]:
        if _PAGE_LINE.search(paragraph.flow):
            for mention in dates(document)[paragraph.index]:
                if "y" in mention.printed and "d" in mention.printed:
                    yield Dated(paragraph.span(mention.start, mention.end), mention)


def _dateline(document: Document) -> Dated | None:
    for paragraph in document.paragraphs[: body_start(document)]:
        if len(_MARKUP.sub("", paragraph.flow)) > _LONG_LINE:
            continue
        for mention in dates(document)[paragraph.index]:
            lead = paragraph.flow[: mention.start].strip("#*>•·—- (")
            if not lead and "y" in mention.printed and "d" in mention.printed:
                return Dated(paragraph.span(mention.start, mention.end), mention)
    return None


def _signature(document: Document) -> Dated | None:
    """The first date line near the end: alone under the text or an organisation, or behind its name."""
    paragraphs = document.paragraphs
    for paragraph in paragraphs[max(len(paragraphs) - _TAIL, body_start(document), 1) :]:
        found = _signed(document, paragraph)
        if found is not None:
            return found
    return None


def _signed(document: Document, paragraph: Paragraph) -> Dated | None:
    flow = paragraph.flow
    if len(flow) > _LONG_LINE or not any(unit in flow for unit in "年月-./"):
        return None
    for mention in dates(document)[paragraph.index]:
        lead, rest = flow[: mention.start].strip("(\t"), flow[mention.end :]
        if _AFTER_SIGNATURE.fullmatch(rest) is None or not ("m" in mention.printed or "月" in rest):
            continue
        if lead:
            signed = _ORGANISATION.fullmatch(lead) is not None
        else:
            signed = _stands_alone(document, paragraph, mention, rest)
        if signed:
            end = mention.end + len(rest.rstrip(")。\t_"))
            return Dated(paragraph.span(mention.start, end), mention)
    return None


def _stands_alone(document: Document, paragraph: Paragraph, mention: DateMention, rest: str) -> bool:
    """Whether a line that holds only a date is a signature: cells of tables look the same."""
    above = document.paragraphs[paragraph.index - 1].flow
    if _ORGANISATION.fullmatch(above):
        return True
    if mention.numeric or above[-1] not in "。!)":
        return False
    if set("ymd") <= set(mention.printed) or "日" in rest:
        return True
    below = document.paragraphs[paragraph.index + 1 : paragraph.index + 2]
    return bool(below and _ORGANISATION.fullmatch(below[0].flow))
