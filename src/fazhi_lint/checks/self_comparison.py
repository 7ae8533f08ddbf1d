"""FZ412: a year compared with itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document, Paragraph
from ..facts.dates import DateMention, dates, mentions_between
from ..facts.kinds import profile_of
from ..facts.literals import flows
from ..facts.metadata import report_year, title_text, title_years
from ..facts.plans import planned
from ..facts.sentences import is_inside, sentence_around
from ..kept import regex, scanner
from ..model import Hit
from ..values import value

_YEAR = r"(?P<year>(?:19|20)\d\d)年"
_VERB = (
    r"(?:增加|增长|减少|下降|降低|提高|上升|持平|相同|一致|多|少|缩短|压缩|压减|精简|缩减|节约|节省|提升|扩大|回升"
    r"|回落|上涨|下跌|净增|翻|提前|高|低)"
)
_COMPARED = regex.compile(
    rf"(?:比|较|同比|与|和|同){_YEAR}(?P<budget>(?:年初|部门|单位)?预算数?)?"
    rf"(?:的\d[\d.]*[万亿]?\p{{Han}}{{0,2}}?|相比|同期)?,?(?:均|都|有所|基本|大幅|各|分别|明显|显著|略有|稳步|进一步)*{_VERB}"
    # 与2022年相比，2022年投诉量减少
    rf"|(?:与|和|同|比|较){_YEAR}(?:同期)?(?:相比)?,(?P=year)年(?![末底初])[^,。;]{{0,20}}?{_VERB}"
)
_MAY_COMPARE = scanner(r"(?:19|20)\d\d年(?<=[比较与和同].{5})")
_OTHER_BASIS = regex.compile(r"执行|决算|调整|追加|完成|实际")
_TO_COME = regex.compile(r"将|力争|目标|预计|计划|拟|确保")
# What stands at the time of writing may well be compared with the year that is over.
_NOW = regex.compile(r"目前|当前|现在|至今|以来|截[至止]|近期")
_BASE = regex.compile(r"(?:比|较|与|和|同|从|自|由|以|至|到|是|为|截至|截止)$")
_WHOSE = regex.compile(r"(?:^|[,;:]|[全我本各][国省市县区州旗镇乡局院厅]|法院|检察院|政府)$")
_GOES_ON = regex.compile(r"以来|起|[年]?[前底末初]|至|到|[—~-]|度?(?:计划|预算|工作要点)|版")
_REACH = 4
_LONGEST = 800  # characters from a paragraph's head on in which its first year is still what it is about


@value
class SelfComparison:
    """A year compared with itself: 2026年预算比2026年预算增加."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        if not _MAY_COMPARE.search(flows(document)):
            return
        subject = _Subject(document)
        for paragraph, mentions in zip(document.paragraphs, dates(document), strict=True):
            if not mentions or "年" not in paragraph.flow:
                continue
            for match in _COMPARED.finditer(paragraph.flow):
                if subject.is_itself(paragraph, mentions, match):
                    bounds = match.start("year"), match.end("year") + 1
                    yield Hit(paragraph.span(*bounds), {"found": f"{match['year']}年"})


class _Subject:
    """Knows which year the sentences of a document are about."""

    def __init__(self, document: Document) -> None:
        years, name = title_years(document), title_text(document)
        self.is_budget = "预算" in name or "决算" in name
        # Final accounts may be compared with the year's own budget.
        self.budget_year = years[0] if len(years) == 1 and "预算" in name and "决算" not in name else None
        self.year = report_year(document) if profile_of(document) != "general" and years else None
        self.planned = planned(document) if self.year is not None else frozenset()

    def is_itself(
        self, paragraph: Paragraph, mentions: tuple[DateMention, ...], match: regex.Match[str]
    ) -> bool:
        """Whether the year compared with is the one that is compared."""
        flow, year = paragraph.flow, int(match["year"])
        start, _ = sentence_around(flow, match.start(), match.end(), "。")
        if match["budget"] or self.is_budget:
            if _OTHER_BASIS.search(flow, start, match.end()):
                return False
            if match["budget"] and "预算" not in flow[start : match.start()]:
                return False
        if f"{year}年" in match[0][match.end("year") - match.start() + 1 :]:
            return True
        inside = _years(mentions_between(mentions, start, match.start()))
        subjects = [mention for mention in inside if _is_subject(flow, start, mention)]
        if subjects:
            return all(_is_year(mention, year) for mention in subjects)
        if match["budget"]:
            return self.budget_year == year
        if inside or self.is_budget or _TO_COME.search(flow, start, match.start()) or match.start() > _LONGEST:
            return False
        named = _years(mentions_between(mentions, 0, start))
        if named:
            return self._opens_with(flow, named, year)
        told = _NOW.search(flow, start, match.start()) is None and paragraph.index not in self.planned
        return told and self.year is not None and self.year <= year

    @staticmethod
    def _opens_with(flow: str, named: list[DateMention], year: int) -> bool:
        """Whether the paragraph opens with the year and names no other before the comparison."""
        others = [mention for mention in named[1:] if not is_inside(flow, 0, mention.start, "《(")]
        return _is_subject(flow, 0, named[0]) and all(
            _is_year(mention, year) for mention in (named[0], *others)
        )


def _years(mentions: Sequence[DateMention]) -> list[DateMention]:
    return [mention for mention in mentions if "y" in mention.printed]


def _is_year(mention: DateMention, year: int) -> bool:
    return (mention.printed, mention.year) == ("y", year)


def _is_subject(flow: str, start: int, mention: DateMention) -> bool:
    """Whether a sentence that begins at ``start`` is about a year, which opens a clause or follows a place."""
    before = flow[max(start, mention.start - _REACH) : mention.start]
    return (
        not _BASE.search(before) and _WHOSE.search(before) is not None and not _GOES_ON.match(flow, mention.end)
    )
