"""The year a report is about: title, body and plan should speak of the same one, and name it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..document import Document
from ..facts.kinds import profile_of
from ..facts.metadata import (
    body_start,
    publication_of,
    published_on,
    report_year,
    signature_of,
    title_text,
    title_years,
)
from ..facts.plans import planned
from ..facts.sentences import is_inside
from ..kept import regex
from ..model import Hit, Related, Span
from ..outline import headings, title
from ..values import value

_ANY_YEAR = r"(?P<year>(?:19|20)\d\d)年"
_YEAR = rf"(?<![\d.—~至到-]){_ANY_YEAR}(?!以来|来|至|到|[—~-])度?"
_OPENS = regex.compile(rf"{_ANY_YEAR}度?,")
_A_YEAR = regex.compile(_ANY_YEAR)
_DIGIT = regex.compile(r"\d")
_STATES = regex.compile(rf"(?:现将|现就).{{0,20}}?{_YEAR}[^。;]{{0,60}}?(?:如下|公布)")
_REVIEW = regex.compile(
    rf"{_YEAR}[^,。;:]{{0,16}}?(?:(?:工作|建设|开展|进展|推进|完成)的?(?:主要)?(?:情况|回顾|总结|成效)"
    r"|主要(?:工作|举措|做法|成效)|存在的?(?:主要)?(?:问题|不足|困难|短板))"
)
_OUTLOOK = regex.compile(
    rf"{_YEAR}[^,。;:]{{0,12}}?(?:工作)?(?:计划|打算|思路|安排|重点|展望|谋划)"
    r"(?!.{0,4}(?:落实|执行|完成|进展|开展|推进)?情况)"
)
_STATISTICS = regex.compile(rf"(?:统计期限|统计时限|统计时间|数据).{{0,12}}?自{_ANY_YEAR}1月1日")
_INTENDS = regex.compile(
    rf"(?:[^。]{{2,30}}。)?{_ANY_YEAR}度?,?[^,。;:\d的]{{0,14}}?"
    r"(?:将|拟(?!定)|继续|着力|重点(?:抓好|做好|围绕)|打算|计划(?=[,:]|开展|重点)|要(?:继续|进一步|重点|着力|坚持|抓好|抓住|围绕|紧紧|以))"
)
_PART = regex.compile(r"半年|季度|\d月|[一二三四五六七八九十]月")
# 当今年轻一代, 失去年轻人, 今年代 hold the same characters.
_RELATIVE = regex.compile(r"(?:(?<![当如])今|(?<![过失除])去)年(?![轻龄纪]|代(?!表))")


def _year_in_force(document: Document) -> int | None:
    return report_year(document) if profile_of(document) != "general" and title_years(document) else None


@value
class WrongReportYear:
    """A year in the opening, a heading, a heading of plans or the page's metadata that is not the title's."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        year = _year_in_force(document)
        if year is None:
            return
        heading = title(document)
        related = (Related(heading.span, "标题"),) if heading else ()
        for span, found, expected, what in (
            *_opening(document, year),
            *_headings(document, year),
            *_same_title(document, year),
            *_plans(document, year),
        ):
            fields = {"what": what, "found": f"{found}年", "year": year, "expected": expected}
            yield Hit(span, fields, related=related)
        yield from _published_before(document, year)


_Wrong = tuple[Span, int, str, str]


def _opening(document: Document, year: int) -> Iterator[_Wrong]:
    alone = {heading.paragraph for heading in headings(document) if heading.alone}
    first = body_start(document)
    prose = (item for item in document.paragraphs[first : first + 5] if item.index not in alone)
    for paragraph in islice(prose, 1):
        found = _OPENS.match(paragraph.flow) or _STATES.search(paragraph.flow)
        if found is not None and int(found["year"]) != year and f"{year}年" not in paragraph.flow:
            yield paragraph.span(*_bounds(found)), int(found["year"]), f"{year}年", "开头"
    for paragraph in document.paragraphs:
        found = _STATISTICS.search(paragraph.flow) if "统计" in paragraph.flow else None
        if found is not None and int(found["year"]) != year:
            yield paragraph.span(*_bounds(found)), int(found["year"]), f"{year}年", "统计期限"


def _headings(document: Document, year: int) -> Iterator[_Wrong]:
    later = [stated for stated in title_years(document) if stated > year]
    for heading in headings(document):
        paragraph = document.paragraphs[heading.paragraph]
        if not heading.mark or "年" not in heading.text:
            continue
        plan = _OUTLOOK.search(paragraph.flow, heading.start, heading.end)
        review = None if plan else _REVIEW.search(paragraph.flow, heading.start, heading.end)
        if plan is not None and int(plan["year"]) not in (later or [year + 1]):
            yield paragraph.span(*_bounds(plan)), int(plan["year"]), f"{year + 1}年", "工作安排的标题"
        elif review is not None and int(review["year"]) != year:
            yield paragraph.span(*_bounds(review)), int(review["year"]), f"{year}年", "小标题"


def _plans(document: Document, year: int) -> Iterator[_Wrong]:
    """What is to come told of the year that is over, under a heading of plans: 2018年，全县将…"""
    for index in sorted(planned(document)):
        paragraph = document.paragraphs[index]
        found = _INTENDS.match(paragraph.flow) if f"{year}年" in paragraph.flow else None
        if found is not None and int(found["year"]) == year:
            yield paragraph.span(*_bounds(found)), year, f"{year + 1}年", "工作安排的开头"


def _bounds(found: regex.Match[str]) -> tuple[int, int]:
    return found.start("year"), found.end("year") + 1


def _same_title(document: Document, year: int) -> Iterator[_Wrong]:
    """The title printed a second time with another year."""
    bare = _DIGIT.sub("", title_text(document))
    for paragraph in document.paragraphs[: body_start(document)]:
        found = _A_YEAR.search(paragraph.flow)
        if found is not None and int(found["year"]) != year and bare in _DIGIT.sub("", paragraph.flow):
            yield paragraph.span(*_bounds(found)), int(found["year"]), f"{year}年", "另一处标题"


def _published_before(document: Document, year: int) -> Iterator[Hit]:
    """A report published before its year was half over is about another year, or says so in its title."""
    publication, heading = publication_of(document), title(document)
    if publication is None or heading is None or _PART.search(heading.text):
        return
    signed = signature_of(document)
    for what, day, span in (
        (*publication, heading.span),
        *([("落款日期", signed.day, signed.span)] if signed and signed.day != publication[1] else []),
    ):
        if day is not None and (day.year < year or (day.year == year and day.month <= 6)):
            fields = {"what": what, "found": day.isoformat(), "year": year, "expected": f"{year}年底以后"}
            yield Hit(span, fields)


@value
class RelativeYear:
    """今年 and 去年 in a report about a year that was over when it was published."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        year, published = report_year(document), published_on(document)
        if year is None or (
            profile_of(document) == "general" and not (published and len(title_years(document)) == 1)
        ):
            return  # a speech says 今年 of the year in which it is given
        if published is not None and published.year <= year:
            return
        for paragraph in document.paragraphs[body_start(document) :]:
            if "今年" in paragraph.flow or "去年" in paragraph.flow:
                for match in _RELATIVE.finditer(paragraph.flow):
                    if is_inside(paragraph.flow, max(match.start() - 200, 0), match.start()):
                        continue
                    yield Hit(paragraph.span(*match.span()), {"found": match[0], "year": year})
