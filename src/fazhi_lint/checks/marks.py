"""Findings FZ501: brackets and quotes without a partner, and where the partner belongs."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..document import Document
from ..facts.docnumbers import DocNumber, docnumbers
from ..facts.marks import CLOSING, OPENING, Loose, loose_marks
from ..model import Edit, Fix, Hit, Related, Safety, Severity, Span
from ..values import value

_CERTAIN_KINDS = frozenset("《》〈〉〔〕")
_FINAL = frozenset("。!?;:…》”’)】")
_DOCUMENT = (
    r"(?:办法|方案|条例|规定|规划|纲要|细则|规则|制度|计划|要点|清单|目录|标准|规范|规程|指南|指引|措施|章程|准则|预案|法|决议"
    r"|(?:的|实施|指导|若干|工作)(?:通知|意见|决定|批复|公告|通告|报告))(?:\([^()《》〔\[]{1,12}\))?"
)
# Where a title without 》 ends: after the name of a kind of document, before what cannot go on with it.
_TITLE_END = regex.compile(
    rf"《[^《》“”。;!?]{{2,80}}?{_DOCUMENT}(?P<end>)"
    r"(?:(?P<sure>等(?![级效同于待候])|(?:、|,|和|及|以及|与)?《|\([^()]{2,14}[〔\[])|[,。;:]|$)"
)
# Where a title without 《 begins: after 、 that joins it to another title, or at 关于.
_TITLE_START = regex.compile(
    rf"(?:》、(?P<start>)[^《》“”、,。;:]{{2,40}}{_DOCUMENT}"
    r"|(?<=^|[、,和及了]|印发|下发|出台|制定|转发|发布)(?P<start>)关于[^《》“”,。;:]{4,60})》$"
)
_ROUND_END = regex.compile(
    r"\((?:以下(?:简称|统称|称)(?:《[^《》]{1,40}》|“[^“”]{1,20}”)|(?:19|20)\d\d[—~-](?:19|20)\d\d年?|试行|暂行|草案|修订草案)"
    r"(?P<end>)(?=[》,。;、])"
)
_ROUND_START = regex.compile(
    r"(?:^(?P<start>)[一二三四五六七八九十]{1,3}|(?P<start>)(?:试行|暂行|修订草案|草案))\)$"
)
_FOOTNOTE = regex.compile(r"\[\d{1,3}(?P<end>)(?=\p{Han})(?![年月日])")
_NAMES = {
    "《": "书名号",
    "〈": "单书名号",
    "〔": "六角括号",
    "‘": "单引号",
    "(": "圆括号",
    "[": "方括号",
    "【": "方头括号",
}
_STARTS = {"》": _TITLE_START, ")": _ROUND_START}
_LONGEST_TITLE = 70
_QUOTE = regex.compile("[“”]")
_WORD = regex.compile(r"[^〔\[(]+")
_STOP = regex.compile(r"[。;!?]")
# What a quote is written as when the input method is in the wrong mode: 1236″ "
_WRONG_QUOTES = regex.compile(r"[\"″〃‟]")


@value
class MarksCheck:
    """Brackets and quotes that are not closed or not opened within their paragraph."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for mark in loose_marks(document):
            yield _twin(mark) or _wrong_quote(mark) or _hit(document, mark)


def _hit(document: Document, mark: Loose) -> Hit:
    paragraph, partner = mark.paragraph, _partner(mark.char)
    span = paragraph.span(mark.index, mark.index + 1)
    if mark.crossed is not None:
        other = Related(paragraph.span(mark.crossed, mark.crossed + 1), "与之成对的标点")
        problem = f"{_named(mark.char)}和{_named(partner)}与另一对标点交叉"
        return Hit(span, {"problem": problem}, severity=Severity.WARNING, related=(other,))
    problem = f"{_named(mark.char)}没有与之成对的{_named(partner)}"
    repair = _closing_place(document, mark) if mark.opens else _opening_place(document, mark)
    if repair is None:
        return Hit(span, {"problem": problem}, severity=_severity(document, mark))
    index, safety = repair
    place = paragraph.span(index - 1, index).end if mark.opens else paragraph.at(index)
    wide = document.text[span.start] in "（）［］"
    fix = Fix(safety, (Edit(Span(place, place), _shown(partner) if wide else partner),))
    if mark.opens:
        problem += f"，应补在“{paragraph.flow[max(0, index - 6) : index]}”之后"
    else:
        beside = _WORD.match(paragraph.flow, index, index + 6)
        problem += f"，应补在“{beside[0] if beside else ''}”之前"
    return Hit(span, {"problem": problem}, severity=_severity(document, mark), fix=fix)


def _severity(document: Document, mark: Loose) -> Severity:
    """An error only if the partner cannot have been lost with a part of the paragraph."""
    if mark.char not in _CERTAIN_KINDS:
        return Severity.WARNING
    flow, row = mark.paragraph.flow, mark.paragraph.index
    if mark.opens:
        return Severity.ERROR if flow[-1] in _FINAL else Severity.WARNING
    torn = row > 0 and document.paragraphs[row - 1].flow[-1] not in _FINAL
    within = _STOP.search(flow, 0, mark.index) is not None
    return Severity.ERROR if within or not torn else Severity.WARNING


def _twin(mark: Loose) -> Hit | None:
    """“…“ and ”…”: two quotes of one direction."""
    if mark.twin is None:
        return None
    wrong = mark.twin if mark.opens else mark.index
    partner = _partner(mark.char)
    span = mark.paragraph.span(wrong, wrong + 1)
    problem = f"{_named(mark.char)}方向不对，应为{_named(partner)}"
    return Hit(span, {"problem": problem}, severity=Severity.WARNING, fix=Fix("unsafe", (Edit(span, partner),)))


def _wrong_quote(mark: Loose) -> Hit | None:
    """“1236″ and “四人帮": a quote closed by a sign that is none."""
    flow = mark.paragraph.flow
    if mark.char != "“":
        return None
    end = _QUOTE.search(flow, mark.index + 1)
    found = _WRONG_QUOTES.search(flow, mark.index + 1, min(mark.index + 40, end.start() if end else len(flow)))
    if found is None or flow.count(found.group()) % 2 == 0:
        return None
    span = mark.paragraph.span(*found.span())
    problem = f"{found.group()}不是引号，应为右引号”"
    return Hit(span, {"problem": problem}, severity=Severity.WARNING, fix=Fix("safe", (Edit(span, "”"),)))


def _closing_place(document: Document, mark: Loose) -> tuple[int, Safety] | None:
    """The index in the flow before which the closing mark belongs, and how sure that is."""
    flow, index = mark.paragraph.flow, mark.index
    if mark.char == "《":
        found = _TITLE_END.match(flow, index)
        return (found.start("end"), "safe" if found["sure"] else "unsafe") if found else None
    if mark.char == "(":
        found = _ROUND_END.match(flow, index)
        if found:
            return found.start("end"), "safe"
        number = document.once(_edges).get((mark.paragraph.index, index + 1))
        starts = number is not None and number.start == index + 1
        return (number.end, "safe") if number and starts and number.ends_here else None
    if mark.char == "[":
        found = _FOOTNOTE.match(flow, index) if index == 0 else None
        return (found.start("end"), "unsafe") if found else None
    return None


def _opening_place(document: Document, mark: Loose) -> tuple[int, Safety] | None:
    """The index in the flow before which the opening mark belongs, and how sure that is."""
    flow, end = mark.paragraph.flow, mark.index + 1
    if mark.char == ")":
        number = document.once(_edges).get((mark.paragraph.index, mark.index))
        if number and number.end == mark.index:
            return (number.start, "safe") if number.follows_title else None
    pattern = _STARTS.get(mark.char)
    found = pattern.search(flow, max(0, end - _LONGEST_TITLE), end) if pattern else None
    return (found.start("start"), "safe" if mark.char == ")" else "unsafe") if found else None


def _edges(document: Document) -> dict[tuple[int, int], DocNumber]:
    """The document numbers by the paragraph and index where they start and where they end."""
    found = {(number.paragraph.index, number.start): number for number in docnumbers(document)}
    return found | {(number.paragraph.index, number.end): number for number in docnumbers(document)}


def _partner(mark: str) -> str:
    return CLOSING.get(mark) or OPENING[mark]


def _shown(mark: str) -> str:
    """A mark as Chinese text writes it."""
    return {"(": "（", ")": "）", "[": "［", "]": "］"}.get(mark, mark)


def _named(mark: str) -> str:
    side, opening = ("左", mark) if mark in CLOSING else ("右", OPENING[mark])
    return f"{side}{_NAMES.get(opening, '引号')}{_shown(mark)}"
