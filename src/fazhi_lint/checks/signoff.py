"""When a report was signed and published: against each other, against the law, against what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..document import Document
from ..facts.dates import DateMention, dates
from ..facts.kinds import profile_of
from ..facts.metadata import (
    Dated,
    issued_mention,
    publication_of,
    published_mention,
    published_on,
    report_year,
    signature_of,
    title_text,
)
from ..facts.plans import planned
from ..facts.sentences import is_inside, sentence_around
from ..kept import regex, scanner
from ..knowledge import knowledge
from ..model import Hit, Related, Severity, Span
from ..outline import title
from ..values import value

_SHORT_YEAR = regex.compile(r"\d{2}年")
_WHOLE = {"y": "年份", "m": "月份", "d": "日"}
_INTENT = regex.compile(r"将|拟|计划[于在]|预[计期测]|力争|争取|定于")
_PLAN = regex.compile(
    r"[年月日底末]前|之前|以前|届时|目标|规划|期限|有效期|起(?:施行|实施|执行|正式|生效)|确保|应[当于]|必须"
    r"|(?<![主重需首概纲])要(?![求点件素闻])|迎接|筹备|谋划|到期|截止|任期|打算|下一?步|今后|未来|如[果期]|建议|希望"
)
_DONE = regex.compile(r"已经?(?!知)|(?<![为除])了(?!解)|累计")
_TOTAL = regex.compile(r"共(?!同|享|建|有制)")
_EVENT = regex.compile(
    r",?[^,。;]{0,16}?(?:召开|举行|举办|组织|印发|出台|审议通过|表决通过|荣获|获评|被(?:评|授予|命名|确定)|签订|签署|揭牌|收到|查处|作出|办结|检查|抽查|调研|督[导查察]|视察|听取|走访|接待|慰问"
    r"|带队|率队|完成|通报|约谈|发布|公布|公示|启用|上线|开通|挂牌|成立|受理|处置|审结|宣判|发生|开展|培训|验收|赴)"
)
_DONE_BEFORE = regex.compile(r"(?:已经?|曾)[于在]$")
_AS_OF = scanner(r"截至$")
_DEPARTMENT = regex.compile(r"(?:[局厅]|(?<!管理)委员会)(?=\d{4}|关于|政府信息|信息公开)")


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@value
class ConflictingDates:
    """The date of signature against the stated 成文日期 and the day of publication."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        signed, issued = signature_of(document), issued_mention(document)
        issue_day = issued.day if issued else None
        if signed is not None and not signed.mention.impossible:
            if issued is not None and issue_day is not None and _differs(signed.mention, issue_day):
                yield _conflict(document, signed, "成文日期", issue_day, "不一致", issued)
                return
            published = _stated_publication(document)
            if published is not None and _after(document, signed.mention, published[0]):
                yield _conflict(document, signed, "公开日期", published[0], "矛盾：签署晚于公开", published[1])
        if issued is not None and issue_day is not None:
            published = _stated_publication(document)
            if published is not None and issue_day > published[0]:
                # Both stand in the page's own table: a clerk's slip more often than the report's.
                yield _conflict(
                    document,
                    issued,
                    "公开日期",
                    published[0],
                    "矛盾：成文晚于公开",
                    published[1],
                    Severity.WARNING,
                )


def _stated_publication(document: Document) -> tuple[date, Dated | None] | None:
    if document.published is not None:
        return document.published, None
    stated = published_mention(document)
    return (stated.day, stated) if stated and stated.day else None


def _differs(mention: DateMention, day: date) -> bool:
    """Whether what is printed of a date contradicts the day."""
    return (
        ("y" in mention.printed and mention.year != day.year)
        or ("m" in mention.printed and mention.month != day.month)
        or ("d" in mention.printed and mention.day != day.day)
    )


def _after(document: Document, mention: DateMention, published: date) -> bool:
    """Whether a signature lies after the publication under every reading of it."""
    if "y" in mention.printed:
        first = mention.first()
        return first is not None and "m" in mention.printed and first > published
    year = report_year(document)
    if year is None or published.year != year + 1 or mention.month is None or mention.day is None:
        return False
    # Without a year it is that of publication: a yearly report is not signed before the year's last quarter.
    return mention.month < 10 and (mention.month, mention.day) > (published.month, published.day)


def _conflict(
    document: Document,
    dated: Dated,
    what: str,
    other: date,
    relation: str,
    related: Dated | None,
    severity: Severity | None = None,
) -> Hit:
    found = document.folded[dated.span.start : dated.span.end]
    role = "成文日期" if dated is issued_mention(document) else "落款日期"
    return Hit(
        dated.span,
        {"role": role, "found": found, "what": what, "other": _written(other), "relation": relation},
        severity=severity,
        evidence=(f"{found} {'≠' if relation == '不一致' else '>'} {what}{_written(other)}",),
        related=(Related(related.span, what),) if related else (),
    )


@value
class IncompleteDate:
    """A date of signature that lacks its year, month or day."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        signed = signature_of(document)
        if signed is None:
            return
        found = document.folded[signed.span.start : signed.span.end]
        missing = [word for letter, word in _WHOLE.items() if letter not in signed.mention.printed]
        if not missing and _SHORT_YEAR.match(found):
            missing = ["年份的前两位"]
        if missing:
            yield Hit(signed.span, {"found": found, "missing": "、".join(missing)})


@value
class DateAfterPublication:
    """Something told as done on a day after the report was published."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        publication = publication_of(document)
        if publication is None:
            return
        what, published = publication
        plans = planned(document)
        for paragraph, mentions in zip(document.paragraphs, dates(document), strict=True):
            for mention in mentions:
                if "y" not in mention.printed:
                    continue
                done = _told_as_done(paragraph.flow, mention, published)
                if done or (
                    paragraph.index not in plans and _told_as_event(paragraph.flow, mention, published)
                ):
                    found = paragraph.flow[mention.start : mention.end]
                    yield Hit(
                        paragraph.span(mention.start, mention.end),
                        {"found": found, "what": what, "published": _written(published)},
                        severity=None if done else Severity.WARNING,
                    )


def _told_as_done(flow: str, mention: DateMention, published: date) -> bool:
    """Whether the sentence says of a day after publication that something was done then."""
    first, last = mention.first(), mention.last()
    if first is None or last is None or last <= published:
        return False
    as_of = _AS_OF.search(flow, max(mention.start - 2, 0), mention.start)
    closing = flow.startswith(("底", "末"), mention.end)
    if as_of and not (closing or mention.day):
        return False
    # A bare year names plans and events to come (2022年亚运会主办权) as often as what was done in it.
    if not as_of and (first <= published or "m" not in mention.printed):
        return False
    start, end = sentence_around(flow, mention.start, mention.end)
    if _INTENT.search(flow, start, end) or is_inside(flow, start, mention.start):
        return False
    if _DONE_BEFORE.search(flow, start, mention.start):
        return True
    # 2020年9月新生报名已完成 tells of an earlier day: the date must stand for itself.
    alone = flow.startswith(",", mention.end) or flow.endswith(("于", "在"), start, mention.start)
    if not as_of and not alone:
        return False
    reach = min(end, mention.end + 60)
    done = _DONE.search(flow, mention.end, reach)
    if done is None and as_of:
        done = _TOTAL.search(flow, mention.end, reach)
    return done is not None and not _PLAN.search(flow, start, done.start())


def _told_as_event(flow: str, mention: DateMention, published: date) -> bool:
    """Whether a clause opens with a day after publication and tells, in so many words, what took place then."""
    day = mention.first() if mention.day is not None else None
    if day is None or day <= published or flow.startswith(("至", "到", "—", "-"), mention.end):
        return False
    start, end = sentence_around(flow, mention.start, mention.end)
    opens = mention.start == 0 or flow[mention.start - 1] in ",。;:于在"
    if not opens or _INTENT.search(flow, start, end) or is_inside(flow, start, mention.start):
        return False
    return _EVENT.match(flow, mention.end, end) is not None and not _PLAN.search(flow, start, end)


@value
class LatePublication:
    """A report published after the day the law sets for its kind."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        year, published = report_year(document), published_on(document)
        if year is None or published is None:
            return
        entry = _deadline(profile_of(document), year, _DEPARTMENT.search(title_text(document)) is not None)
        if entry is None or published <= entry[0]:
            return
        stated = published_mention(document) if document.published is None else None
        heading = title(document)
        span = stated.span if stated else heading.span if heading else Span(0, 0)
        yield Hit(
            span,
            {"published": _written(published), "deadline": _written(entry[0]), "law": entry[1], "year": year},
        )


def _deadline(profile: str, year: int, department: bool) -> tuple[date, str] | None:
    """The last day for the report on a year, and the rule that sets it."""
    for entry in knowledge("deadlines")["deadline"]:
        day = date(year + 1, entry["month"], entry["day"])
        who = entry.get("publisher")
        if (
            entry["profile"] == profile
            and entry.get("since", date.min) <= day <= entry.get("until", date.max)
            and (who is None or (who == "department") == department)
        ):
            return day, entry["source"]
    return None
