"""Findings FZ501: brackets and quotes without a partner, and where the partner belongs."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Paragraph
from ..facts.docnumbers import DocNumber, docnumbers
from ..facts.laws import law_book
from ..facts.marks import CLOSING, OPENING, Loose, loose_marks
from ..facts.titles import title_key
from ..kept import regex
from ..model import Edit, Fix, Hit, Related, Safety, Severity, Span
from ..values import changed, value

_CERTAIN_KINDS = frozenset("《》〈〉〔〕")
_FINAL = frozenset("。!?;:…》”’)】")
_DOCUMENT = (
    r"(?:办法|方案|条例|规定|规划|纲要|细则|规则|制度|计划|要点|清单|目录|标准|规范|规程|指南|指引|措施|章程|准则|预案|法|决议"
    r"|(?:的|实施|指导|若干|工作)(?:通知|意见|决定|批复|公告|通告|报告))(?:\([^()《》〔\[]{1,12}\))?"
)
# Where a title without 》 ends: after the name of a kind of document, before what cannot go on with it.
_TITLE_END = regex.compile(
    rf"《(?:[^《》“”。;!?]|“[^“”]{{1,20}}”){{2,80}}?{_DOCUMENT}(?P<end>)"
    r"(?:(?P<sure>等(?![级效同于待候])|精神|(?:、|,|和|及|以及|与)?《|\([^()]{2,14}[〔\[])|[,。;:]|$)"
)
# 《关于印发〈某办法的通知》: the inner title ends before 的通知, where a mark of either kind is lost.
_INNER_END = regex.compile(
    rf"[《〈][^《》〈〉“”。;!?]{{2,80}}?{_DOCUMENT}(?P<end>)的(?:通知|意见|决定|公告|函|批复)》"
)
_OUTER = regex.compile(r"《[^《》〈〉。]{0,40}(?:印发|转发|批转|发布|公布|废止|修改|下发|颁布)(?P<inner>)《")
# A title that is known ends where what follows cannot belong to it.
_AFTER_KNOWN = regex.compile(
    r"[,。;:、!?和与及等]|\((?![^()]{0,12}(?:试行|暂行|草案|修订|修正|意见稿|\d年?[—~-][^()]*)\))"
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
_LONGEST_TITLE = 70
_LONGEST_PAIR = 40
_QUOTE = regex.compile("[“”]")
_WORD = regex.compile(r"[^〔\[(]+")
_LAST_WORDS = regex.compile(r"(?:[\p{Han}\w]{0,6}(?:\([^()]*\)|〔[^〔〕]*〕))?[\p{Han}\w—-]{0,6}$")
_LONGEST_WORDS = 40
_BLANKS = regex.compile(r"\s+")
_STOP = regex.compile(r"[。;!?]")
# What a quote is written as when the input method is in the wrong mode: 1236″ "
_WRONG_QUOTES = regex.compile(r"[\"″〃‟]")


@value
class MarksCheck:
    """Brackets and quotes that are not closed or not opened within their paragraph."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        last: tuple[Loose, Hit] | None = None
        for mark in loose_marks(document):
            hit = _twin(mark) or _wrong_quote(mark) or _hit(document, mark)
            if last is not None and _is_mispaired(last, mark, hit):
                yield _mispaired(document, last[0], mark, last[1].severity or Severity.ERROR)
                last = None
                continue
            if last is not None:
                yield last[1]
            last = mark, hit
        if last is not None:
            yield last[1]


def _is_mispaired(before: tuple[Loose, Hit], mark: Loose, hit: Hit) -> bool:
    """Whether two marks of different kinds were meant as a pair: 《某办法”."""
    first, earlier = before
    alone = all(one.crossed is None and one.twin is None for one in (first, mark))
    return (
        (alone and first.opens and not mark.opens and first.paragraph is mark.paragraph)
        and (earlier.fix is None and hit.fix is None)
        and mark.index - first.index <= _LONGEST_PAIR
        and not _STOP.search(mark.paragraph.flow, first.index, mark.index)
    )


def _mispaired(document: Document, first: Loose, mark: Loose, severity: Severity) -> Hit:
    left, span = (one.paragraph.span(one.index, one.index + 1) for one in (first, mark))
    names = _named(first.char, document.text[left.start]), _named(mark.char, document.text[span.start])
    related = (Related(left, "与之不成对的标点"),)
    return Hit(span, {"problem": f"{names[1]}与前面的{names[0]}不成对"}, severity=severity, related=related)


def _hit(document: Document, mark: Loose) -> Hit:
    inner = _OUTER.match(mark.paragraph.flow, mark.index)
    if inner and _INNER_END.match(mark.paragraph.flow, inner.start("inner")):
        mark = changed(mark, index=inner.start("inner"))
    paragraph, partner = mark.paragraph, _partner(mark.char)
    span = paragraph.span(mark.index, mark.index + 1)
    if document.text[span.start] in "（）［］":
        partner = _shown(partner)
    severity = _severity(document, mark)
    named = _named(mark.char, document.text[span.start]), _named(_partner(mark.char), partner)
    if mark.crossed is not None:
        other = Related(paragraph.span(mark.crossed, mark.crossed + 1), "与之成对的标点")
        problem = f"{named[0]}和{named[1]}与另一对标点交叉"
        return Hit(span, {"problem": problem}, severity=Severity.WARNING, related=(other,))
    problem = f"{named[0]}没有与之成对的{named[1]}"
    repair = _closing_place(document, mark) if mark.opens else _opening_place(document, mark)
    if repair is None:
        return Hit(span, {"problem": problem}, severity=severity)
    index, safety = repair
    place = paragraph.span(index - 1, index).end if mark.opens else paragraph.at(index)
    fix = Fix(safety, (Edit(Span(place, place), partner),))
    if mark.opens:
        problem += f"，应补在“{_words_before(document, paragraph, index)}”之后"
    else:
        beside = _WORD.match(paragraph.flow, index, index + 6)
        problem += f"，应补在“{_original(document, paragraph, *beside.span()) if beside else ''}”之前"
    return Hit(span, {"problem": problem}, severity=severity, fix=fix)


def _original(document: Document, paragraph: Paragraph, start: int, end: int) -> str:
    """The words at indices of the flow as the text has them, line breaks and blanks left out."""
    return _BLANKS.sub("", document.text[slice(*paragraph.span(start, end))])


def _words_before(document: Document, paragraph: Paragraph, end: int) -> str:
    """The last words before an index, from the last mark on, not cut within a pair of brackets."""
    found = _LAST_WORDS.search(paragraph.flow, max(0, end - _LONGEST_WORDS), end)
    return _original(document, paragraph, *(found.span() if found and found[0] else (max(0, end - 6), end)))


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
    problem = f"{_named(mark.char, mark.char)}方向不对，应为{_named(partner, partner)}"
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
    if mark.char in "《〈" and (inner := _INNER_END.match(flow, index)):
        return inner.start("end"), "safe"
    if mark.char == "《":
        known = _known_title_end(flow, index + 1)
        if known is not None:
            return known, "safe"
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


def _known_title_end(flow: str, start: int) -> int | None:
    """Where a title of the table of laws that begins at ``start`` ends; None if none does."""
    stop = min(len(flow), start + _LONGEST_TITLE)
    ends = (match.start() for match in _AFTER_KNOWN.finditer(flow, start + 2, stop))
    found = [end for end in ends if title_key(flow[start:end]) in law_book().known]
    return max(found, default=None)


def _opening_place(document: Document, mark: Loose) -> tuple[int, Safety] | None:
    """The index in the flow before which the opening mark belongs, and how sure that is."""
    flow, end = mark.paragraph.flow, mark.index + 1
    if mark.char == ")":
        number = document.once(_edges).get((mark.paragraph.index, mark.index))
        if number and number.end == mark.index:
            return (number.start, "safe") if number.follows_title else None
    pattern = _TITLE_START if mark.char == "》" else _ROUND_START if mark.char == ")" else None
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


def _named(mark: str, written: str) -> str:
    """The name of a mark, with the mark as it is written."""
    side, opening = ("左", mark) if mark in CLOSING else ("右", OPENING[mark])
    return f"{side}{_NAMES[opening]}“{written}”" if opening in _NAMES else f"{side}引号"
