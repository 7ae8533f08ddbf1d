"""Findings FZ201–FZ205: what is wrong with a document number or the number of an order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from ..document import Document, Paragraph, unbroken
from ..facts.docnumbers import FIRST_YEAR, HEXAGONAL, LAST_YEAR, Agency, DocNumber, Part, docnumbers
from ..facts.laws import law_book
from ..facts.marks import loose_marks
from ..facts.metadata import published_on, report_year
from ..facts.titles import titles
from ..kept import regex, scanner
from ..model import Edit, Fix, Hit, Safety, Severity, Span
from ..outline import chinese_number
from ..values import value

# GB/T 9704—1999 fixed the six-corner brackets; documents before it are quoted with the brackets they bore.
_HEXAGONAL_SINCE = 2000
# 《党政机关公文处理工作条例》 and GB/T 9704—2012 fixed Arabic figures for the year.
_ARABIC_SINCE = 2012
# Registers of cases and permits number with padding: 〔2020〕第00600号.
_REGISTER_WIDTH = 4
_DIGITS = str.maketrans("〇零○一二三四五六七八九OolI", "0001234567890011")
_CHINESE = regex.compile(r"[〇零○一二三四五六七八九十百]+")
_BLANK = regex.compile(r"[^\S\r\n\f]+")
_ONE_OF_SEVERAL = regex.compile(r"(?:[、,和及至—-]第?\d+)+号")


@value
class DocumentNumberCheck:
    """Judge one ``aspect`` of every document number: bracket, year, serial or completeness."""

    aspect: Literal["bracket", "year", "serial", "completeness"]

    def __call__(self, document: Document) -> Iterator[Hit]:
        for number in docnumbers(document):
            hit = _JUDGES[self.aspect](document, number)
            if hit is not None:
                yield hit
        if self.aspect == "serial":
            yield from _padded_orders(document)


def _bracket(document: Document, number: DocNumber) -> Hit | None:
    left, right = number.part(Part.LEFT), number.part(Part.RIGHT)
    if left + right == HEXAGONAL:
        return None
    if not number.part(Part.SERIAL):
        return _broken_off(document, number) if not right and number.part(Part.YEAR) else None
    severity = _bracket_severity(number, left, right)
    if severity is None:
        return None
    edits = []
    if left != HEXAGONAL[0]:
        edits.append(Edit(number.span(Part.LEFT, Part.LEFT), HEXAGONAL[0]))
    if right:
        if right != HEXAGONAL[1]:
            edits.append(Edit(number.span(Part.RIGHT, Part.RIGHT), HEXAGONAL[1]))
    else:
        edits.append(Edit(_after_year(number), HEXAGONAL[1]))
    if number.part(Part.STRAY):
        edits.append(Edit(number.span(Part.STRAY, Part.STRAY), ""))
    year = number.part(Part.YEAR).translate(_DIGITS)
    certain = year.isdigit() and FIRST_YEAR <= int(year) <= (_latest_year(document) or LAST_YEAR)
    sure = number.agency == Agency.KNOWN or left[:1] in tuple(HEXAGONAL) or right[:1] in tuple(HEXAGONAL)
    code, serial = number.part(Part.CODE), number.part(Part.SERIAL).lstrip("0")
    expected = f"{code}〔{year}〕{serial}号" if certain else f"{code}〔四位年份〕序号"
    found, span = _written(document, number), number.span(Part.LEFT, Part.UNIT)
    if _lost_round_bracket(document, number):
        # 的通知》某发〔20177号): one more bracket is lost, and one finding says both.
        close = number.paragraph.span(number.end, number.end + 1)
        left, right = ("（", "）") if document.text[close.start] == "）" else ("(", ")")
        start = number.paragraph.at(number.start)
        edits.append(Edit(Span(start, start), left))
        expected, found = f"{left}{expected}{right}", f"{found}{right}"
        span = Span(span.start, close.end)
    fields = {"expected": expected, "found": found}
    fix = Fix("safe" if sure else "unsafe", tuple(sorted(edits))) if certain else None
    return Hit(span, fields, severity=severity, fix=fix)


def _broken_off(document: Document, number: DocNumber) -> Hit:
    """厅字〔2019）: the right bracket and all that follows it are lost."""
    expected = f"{number.part(Part.CODE)}〔{number.part(Part.YEAR)}〕序号"
    fields = {"expected": f"{expected}号", "found": _written(document, number)}
    return Hit(number.span(Part.LEFT, Part.YEAR), fields)


def _lost_round_bracket(document: Document, number: DocNumber) -> bool:
    """Whether the number follows a title and is followed by a round bracket that was never opened."""
    return number.follows_title and any(
        mark.char == ")" and mark.index == number.end and mark.paragraph is number.paragraph
        for mark in loose_marks(document)
    )


def _bracket_severity(number: DocNumber, left: str, right: str) -> Severity | None:
    """How sure it is that the brackets are wrong; None where they are to be left alone."""
    if left[:1] in tuple(HEXAGONAL) or right[:1] in tuple(HEXAGONAL):
        return Severity.ERROR
    old = int(number.part(Part.YEAR)) < _HEXAGONAL_SINCE
    if left == "(" and right == ")":
        return None if old else Severity.WARNING
    if old or number.agency != Agency.KNOWN:
        return Severity.WARNING
    prose = (
        not left
        and not right
        and (number.part(Part.NIAN) or number.part(Part.GAP) or not number.part(Part.UNIT))
    )
    return Severity.WARNING if prose else Severity.ERROR


def _after_year(number: DocNumber) -> Span:
    """Where the right bracket belongs: what stands between year and serial, else the point after the year."""
    end = number.span(Part.YEAR, Part.YEAR).end
    return Span(end, max(end, number.span(Part.NIAN, Part.GAP).end))


def _year(document: Document, number: DocNumber) -> Hit | None:
    year, span = number.part(Part.YEAR), number.span(Part.YEAR, Part.NIAN)
    if not number.part(Part.RIGHT):
        span = number.span(Part.YEAR, Part.YEAR)
    if not year:
        return None
    plain = year.translate(_DIGITS)
    if plain != year:
        if _CHINESE.fullmatch(year) and int(plain) < _ARABIC_SINCE:
            return None
        certain = len(plain) == 4 and FIRST_YEAR <= int(plain) <= LAST_YEAR
        return Hit(
            span,
            {"problem": "年份应当用阿拉伯数字", "found": _written(document, number)},
            severity=Severity.WARNING if _CHINESE.fullmatch(year) else Severity.ERROR,
            fix=_replace(span, plain) if certain else None,
        )
    if len(year) != 4:
        full = _four_digits(document, year)
        return Hit(
            span,
            {"problem": "年份应当写全四位数字", "found": _written(document, number)},
            fix=_replace(span, full, "unsafe") if full else None,
        )
    if number.part(Part.NIAN) and number.part(Part.RIGHT):
        return Hit(
            span,
            {"problem": "括号内只写年份数字，不写“年”字", "found": _written(document, number)},
            fix=_replace(span, year),
        )
    return _impossible_year(document, number, span)


def _impossible_year(document: Document, number: DocNumber, span: Span) -> Hit | None:
    year, published, reported = int(number.part(Part.YEAR)), published_on(document), report_year(document)
    if number.part(Part.RIGHT) and not 1900 <= year <= LAST_YEAR:
        return Hit(span, {"problem": f"不会有{year}年的文件", "found": _written(document, number)})
    if published and year > published.year:
        problem = f"年份晚于本文的发布日期{published.isoformat()}"
        return Hit(span, {"problem": problem, "found": _written(document, number)})
    if not published and reported and year > reported + 1:
        problem = f"年份比本文所述的{reported}年度晚两年以上，请核对"
        return Hit(span, {"problem": problem, "found": _written(document, number)}, severity=Severity.WARNING)
    return None


def _latest_year(document: Document) -> int | None:
    """The last year a document cited here can bear, None if the text does not tell."""
    published, reported = published_on(document), report_year(document)
    if published:
        return published.year
    return reported + 1 if reported else None


def _four_digits(document: Document, year: str) -> str | None:
    if len(year) != 2:
        return None
    full = int("20" + year)
    return str(full) if full <= (_latest_year(document) or full) else "19" + year


def _serial(document: Document, number: DocNumber) -> Hit | None:
    serial, span = number.part(Part.SERIAL), number.span(Part.GAP, Part.UNIT)
    if not serial:
        return None
    problems, edits = [], []
    if number.part(Part.GAP) and number.part(Part.RIGHT):
        problems.append("括号与序号之间不加符号")
        edits.append(Edit(number.span(Part.GAP, Part.GAP), ""))
    if number.agency != Agency.OTHER and not _is_case(number):
        if number.part(Part.ORDINAL):
            problems.append("序号前不加“第”字")
            edits.append(Edit(number.span(Part.ORDINAL, Part.ORDINAL), ""))
        register = number.agency != Agency.KNOWN and len(serial) >= _REGISTER_WIDTH
        if serial[0] == "0" and serial.strip("0") and not register:
            problems.append("序号不编虚位（不写成001）")
            edits.append(Edit(number.span(Part.SERIAL, Part.SERIAL), serial.lstrip("0")))
    if number.part(Part.UNIT) == "号号":
        problems.append("“号”字重复")
        edits.append(Edit(number.span(Part.UNIT, Part.UNIT), "号"))
    if problems:
        return _mended(document, number, span, "，".join(problems), tuple(edits))
    if not serial.isdigit():
        figures = chinese_number(serial) if _CHINESE.fullmatch(serial) else int(serial.translate(_DIGITS))
        mended = (Edit(number.span(Part.SERIAL, Part.SERIAL), str(figures)),) if figures else ()
        return _mended(document, number, span, "序号应当用阿拉伯数字", mended)
    if not number.part(Part.RIGHT):
        return None
    whole = number.span(Part.LEFT, Part.UNIT)
    blanks = [
        Edit(Span(whole.start + blank.start(), whole.start + blank.end()), "")
        for blank in _BLANK.finditer(document.text[whole.start : whole.end])
    ]
    if not blanks or any(char in "\r\n\f" for char in document.text[whole.start : whole.end]):
        return None
    return _mended(document, number, whole, "发文字号中间不留空格", tuple(blanks), Severity.INFO)


def _is_case(number: DocNumber) -> bool:
    """Whether the number is that of a penalty, a case, an award: their series number as they like."""
    return number.agency != Agency.KNOWN and number.part(Part.CODE).endswith("字")


def _mended(
    document: Document,
    number: DocNumber,
    span: Span,
    problem: str,
    edits: tuple[Edit, ...],
    severity: Severity | None = None,
) -> Hit:
    """A hit that says how the whole number is written with the edits made; without edits nobody can say.

    What it says has the right brackets too, which another finding asks for.
    """
    start, end = number.paragraph.span(number.start, number.end)
    text = document.text
    bracket = _bracket(document, number)
    beside = [
        edit
        for edit in (bracket.fix.edits if bracket and bracket.fix else ())
        if edit.span.start > start
        and all(edit.span.end <= own.span.start or own.span.end <= edit.span.start for own in edits)
    ]
    for edit in sorted([*edits, *beside], reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        end += len(edit.text) - (edit.span.end - edit.span.start)
    advice = f"应为“{unbroken(text[start:end])}”" if edits else "请核对"
    fields = {"problem": problem, "found": _written(document, number), "advice": advice}
    return Hit(span, fields, severity=severity, fix=Fix("safe", edits) if edits else None)


def _completeness(document: Document, number: DocNumber) -> Hit | None:
    span = number.span(Part.LEFT, Part.UNIT)
    if not number.part(Part.YEAR):
        return Hit(span, {"missing": "年份", "found": _written(document, number)})
    if not number.part(Part.SERIAL):
        if not number.part(Part.RIGHT):
            return None  # FZ201 says so
        return Hit(span, {"missing": "顺序号", "found": _written(document, number)})
    if not number.part(Part.UNIT):
        flow = number.paragraph.flow
        if _ONE_OF_SEVERAL.match(flow, number.end):
            return None
        closes = flow[number.end : number.end + 1] in tuple(")》”")
        clause = number.agency == Agency.KNOWN and flow[number.end : number.end + 1] in tuple(",。;、")
        safety: Safety = "safe" if closes or clause else "unsafe"
        return Hit(
            span,
            {"missing": "“号”字", "found": _written(document, number)},
            fix=_replace(Span(span.end, span.end), "号", safety),
        )
    if number.agency == Agency.NONE and (number.follows_title or _stands_first(number)):
        return Hit(span, {"missing": "发文机关代字", "found": _written(document, number)})
    return None


def _stands_first(number: DocNumber) -> bool:
    """Whether a round bracket opens before the number and no other before it could lend its agency code."""
    flow = number.paragraph.flow
    return flow[number.start - 1 : number.start] == "(" and "〕" not in flow[: number.start]


_JUDGES: dict[str, Callable[[Document, DocNumber], Hit | None]] = {
    "bracket": _bracket,
    "year": _year,
    "serial": _serial,
    "completeness": _completeness,
}


def _written(document: Document, number: DocNumber) -> str:
    """The number as the text has it, without line breaks."""
    return unbroken(document.text[slice(*number.paragraph.span(number.start, number.end))])


def _replace(span: Span, text: str, safety: Safety = "safe") -> Fix:
    return Fix(safety, (Edit(span, text),))


_ISSUER = r"(?P<body>国务院|主席|政府|部|委员?会?|总局|局|署|省长|市长|区长|县长|州长)"
_PADDED_ORDER = regex.compile(
    rf"{_ISSUER}(?P<number>令?第?(?P<zeros>0+)(?P<serial>[1-9]\d*)号(?:令|(?<=令第?0\d*号)))"
)
_ORDER = regex.compile(
    rf"{_ISSUER}"
    r"(?P<number>第?(?P<serial>\d{1,4})号令|令(?P<serial>\d{1,4})号)"
)
# Orders of command, not legislation: their own habit of numbering.
_COMMAND = regex.compile(r"(?:指挥|司令|作战|俱乐|支|总)部$")


@value
class OrderNumberCheck:
    """“省政府212号令” for “省政府令第212号”."""

    def __call__(self, document: Document) -> Iterator[Hit]:
        for paragraph, match in _orders(document, _ORDER):
            span, expected = paragraph.span(*match.span("number")), f"令第{match['serial']}号"
            fix = _replace(span, expected, "unsafe")
            yield Hit(span, {"expected": expected, "found": match["number"]}, fix=fix)


def _orders(document: Document, pattern: regex.Pattern[str]) -> Iterator[tuple[Paragraph, regex.Match[str]]]:
    for paragraph in document.paragraphs:
        if "号" in paragraph.flow and "令" in paragraph.flow:
            for match in pattern.finditer(paragraph.flow):
                end = match.end("body")
                if not _COMMAND.search(paragraph.flow, max(0, end - 3), end):
                    yield paragraph, match


def _padded_orders(document: Document) -> Iterator[Hit]:
    """令第037号, whose serial is written as those of all documents are."""
    for paragraph, match in _orders(document, _PADDED_ORDER):
        found = match["number"]
        expected = found.replace(match["zeros"], "", 1)
        fields = {"problem": "序号不编虚位（不写成001）", "found": found, "advice": f"应为“{expected}”"}
        fix = _replace(paragraph.span(*match.span("zeros")), "")
        yield Hit(paragraph.span(*match.span("number")), fields, fix=fix)


_CITED = scanner(
    r"[》〉](?:的通知》)?\((?P<number>(?:国务院令第|国发|国办发|中发|中办发|厅字)(?:〔\d{4}〕)?\d+号)\)"
)


@value
class KnownNumber:
    """The number behind the title of a document that is known to have another one.

    A law has had other orders before: there only one wrong digit is told.
    """

    def __call__(self, document: Document) -> Iterator[Hit]:
        for title in titles(document) if "号)" in document.folded else ():
            match = _CITED.match(title.paragraph.flow, title.end)
            law = law_book().find(title.key) if match else None
            if match is None or law is None or match["number"] == law.number or not law.number:
                continue
            found = match["number"]
            wrong = sum(one != other for one, other in zip(found, law.number, strict=False))
            if "令" not in found + law.number or (wrong == 1 and len(found) == len(law.number)):
                fields = {"found": found, "title": law.title, "expected": law.number}
                yield Hit(title.paragraph.span(*match.span("number")), fields)
