"""Mentions of document numbers (发文字号, 云政发〔2016〕32号), well-formed and broken.

The anatomy follows GB/T 9704—2012 7.2.5: agency code, year in six-corner brackets, serial, 号. Each part
keeps its place, so that a check can name and mend exactly what is wrong. Court cases, orders,
announcements, standards and index numbers are not document numbers and are not mentioned here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Document, Paragraph
from ..kept import regex, scanner
from ..knowledge import knowledge
from ..model import Span
from ..values import value

HEXAGONAL = "〔〕"
_HEXAGONAL, _SQUARE = frozenset(HEXAGONAL), frozenset("[]【】〖〗")
_LEFTS = r"〔〕\[【〖(「『《〈<{"
_RIGHTS = r"〔〕\]】〗)」』》〉>}"
# The unit twice (6号号) and letters for figures (O6号) are slips; 6号号召 and I号 are none.
_SERIAL = (
    r"(?P<ordinal>第?)(?P<serial>(?:\d{1,4}[OoIl]|[OoIl]\d)[\dOoIl]{0,4}|\d+|[一二三四五六七八九十百]+|)"
    r"(?P<unit>(?:号(?:号(?![召令称码角]))?)?)"
)
# 〔2016〕32号 and all that begins like it.
_OPENED = regex.compile(
    rf"(?P<left>〔〔|[{_LEFTS}])(?P<year>\d[\dOoIl]{{0,8}}|[〇零○一二三四五六七八九]{{4}})(?P<nian>年?)"
    rf"(?P<right>〕〕|[{_RIGHTS}]?)(?P<gap>[ .—-]?){_SERIAL}"
)
# 云发2016〕32号: the opening bracket is lost.
_UNOPENED = regex.compile(
    rf"(?<!\d)(?P<left>)(?P<year>(?:19|20)\d\d)(?P<nian>年?)(?P<right>[〕〔\]】〗)])(?P<gap>){_SERIAL}"
)
# 云政办发201632号: both are lost.
_BARE = regex.compile(rf"(?P<left>)(?P<year>(?:19|20)\d\d)(?P<nian>年?)(?P<right>)(?P<gap>[ .—-]?){_SERIAL}")
# Hardly any year has a serial behind it.
_MAY_BE_BARE = scanner(
    r"(?:19|20)\d\d(?:[\dOoIl一二三四五六七八九十百]|年?[ .—-]?第?[\dOoIl一二三四五六七八九十百]+号)"
)
# 云政发〔〕32号: the year is lost.
_YEARLESS = regex.compile(rf"(?P<left>〔)(?P<year>)(?P<nian>)(?P<right>〕)(?P<gap>){_SERIAL}")
_RUN = regex.compile(r"\p{Han}+$")
_AFTER_TITLE = regex.compile(r"》\(?$")
_ENDS_HERE = regex.compile(r"[)》」”、,。;:和及与等文的要规精通明提执印]|$")
_OTHER_UNIT = regex.compile(r"[\d.—～~\-×X*A-Za-z次期条款项个件份页卷集辑批]")
_THINGS = frozenset("楼线院馆门井路机坑洞桥矿站库")
_LONGEST_RUN = 14
_LONGEST_CODE = 9
_LONGEST_SERIAL = 5
FIRST_YEAR, LAST_YEAR = 1949, 2099


class Agency:
    """What stands before the year: how sure it is that it is an agency code.

    Plain numbers: to make an enumeration of them takes longer at every start than the patterns of this module.
    """

    OTHER = 0  # the name of another kind of series: 公告, 令, 会议纪要
    NONE = 1
    LIKELY = 2
    KNOWN = 3


class Part:
    """The parts of a document number in their order; a part that is missing is empty. Plain numbers as well."""

    CODE = 0
    LEFT = 1
    YEAR = 2
    NIAN = 3  # 年, which does not belong inside the brackets
    RIGHT = 4
    GAP = 5
    ORDINAL = 6  # 第, which does not belong before the serial
    SERIAL = 7
    STRAY = 8  # a right bracket after the serial: 〔201632〕号
    UNIT = 9


@value
class DocNumber:
    """One document number as it stands.

    ``bounds`` are eleven ascending indices into ``paragraph.flow``; part n lies between the n-th and the next.
    """

    paragraph: Paragraph
    agency: int
    bounds: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.bounds[0]

    @property
    def end(self) -> int:
        return self.bounds[-1]

    @property
    def words(self) -> str:
        """The number as it stands, agency code included."""
        return self.paragraph.flow[self.start : self.end]

    @property
    def follows_title(self) -> bool:
        """Whether 》 or 》( stands directly before the number."""
        return _AFTER_TITLE.search(self.paragraph.flow, max(0, self.start - 2), self.start) is not None

    @property
    def ends_here(self) -> bool:
        """Whether what follows could not be a part of the number: a stop, a bracket, the end."""
        return _ENDS_HERE.match(self.paragraph.flow, self.end) is not None

    @property
    def has_other_unit(self) -> bool:
        """Whether the serial goes on, or counts something other than documents: 12次, 3—5, 第4期."""
        return _OTHER_UNIT.match(self.paragraph.flow, self.end) is not None

    @property
    def is_glued(self) -> bool:
        """Whether nothing stands between the year and the serial: 201632."""
        return self.bounds[Part.NIAN] == self.bounds[Part.SERIAL]

    @property
    def counts_things(self) -> bool:
        """Whether 号 goes on to name a building, a line, a well: 12号楼."""
        return self.paragraph.flow[self.end : self.end + 1] in _THINGS

    def part(self, part: int) -> str:
        return self.paragraph.flow[self.bounds[part] : self.bounds[part + 1]]

    def span(self, first: int, last: int) -> Span:
        """The document span from the start of one part to the end of another."""
        return self.paragraph.span(self.bounds[first], self.bounds[last + 1])


def docnumbers(document: Document) -> tuple[DocNumber, ...]:
    """Every document number of the document in reading order; read once."""
    return document.once(_read)


def _read(document: Document) -> tuple[DocNumber, ...]:
    found: list[DocNumber] = []
    for paragraph in document.paragraphs:
        if matches := _matches(paragraph.flow):
            found += _in_paragraph(paragraph, matches)
    return tuple(found)


def _matches(flow: str) -> list[regex.Match[str]]:
    matches: list[regex.Match[str]] = []
    if ("20" in flow or "19" in flow) and _MAY_BE_BARE.search(flow):
        for match in _BARE.finditer(flow):
            if match["serial"] and (match["unit"] or match.end("year") == match.start("serial")):
                matches.append(match)
    if "号" in flow or "〔" in flow or "〕" in flow:
        matches += [*_OPENED.finditer(flow), *_UNOPENED.finditer(flow)]
        if "〔〕" in flow:
            matches += _YEARLESS.finditer(flow)
    return matches


def _in_paragraph(paragraph: Paragraph, matches: Sequence[regex.Match[str]]) -> Iterator[DocNumber]:
    found = [number for match in matches if (number := _number(paragraph, match)) is not None]
    found.sort(key=lambda number: number.bounds)
    done = 0
    for number in found:
        if number.bounds[Part.LEFT] >= done:
            done = number.end
            yield number


def _number(paragraph: Paragraph, match: regex.Match[str]) -> DocNumber | None:
    """The mention behind a match, None where it is a range of years, a footnote, a case number …"""
    left, right = match["left"], match["right"]
    cuts = _cuts(match)
    start, agency = _agency(paragraph.flow, cuts[0])
    number = DocNumber(paragraph, agency, (start, *cuts))
    if left[:1] in _HEXAGONAL or right[:1] in _HEXAGONAL:
        return number if _is_hexagonal(number) else None
    year, serial, unit = (number.part(part) for part in (Part.YEAR, Part.SERIAL, Part.UNIT))
    plausible = year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR
    if not plausible or not serial or number.counts_things:
        return None
    if not (left or right):
        ended = bool(unit) or number.ends_here
        sure = agency == Agency.KNOWN and len(serial) <= _LONGEST_SERIAL and ended
    elif left in _SQUARE and right in _SQUARE:
        sure = agency >= Agency.LIKELY and bool(unit)
    else:  # (2016), (2016〕, 《2016》, or a bracket lost on one side
        sure = agency == Agency.KNOWN and bool(unit)
    return number if sure else None


def _cuts(match: regex.Match[str]) -> list[int]:
    """Where the parts from LEFT to UNIT begin, and the end of the last."""
    cuts = [
        match.start("left"),
        *(end for _, end in match.regs[1:]),
    ]  # in every pattern the parts stand in order
    closed = match["right"][:1] in _HEXAGONAL
    if match["left"] == "〔" and len(match["year"]) == 4 and not (closed or match["serial"] or match["unit"]):
        return [*cuts[:4], *[cuts[3]] * (Part.UNIT - 3)]  # 厅字〔2019): it breaks off, the bracket is another's
    between = match["nian"] or match["gap"] or match["ordinal"] or match["serial"]
    if len(match["year"]) <= 4 or between:
        return [*cuts[:-1], cuts[-2], cuts[-1]]
    # 〔201632号 and 〔201632〕号: the year is always the first four digits.
    cut, serial_end = match.start("year") + 4, match.end("year")
    stray_end = match.end("right") if match["unit"] or match["right"] in _HEXAGONAL else serial_end
    end = match.end("unit") if match["unit"] else stray_end
    return [*cuts[:2], cut, cut, cut, cut, cut, serial_end, stray_end, end]


def _is_hexagonal(number: DocNumber) -> bool:
    """Whether what holds 〔 or 〕 is a document number."""
    year, serial = number.part(Part.YEAR), number.part(Part.SERIAL)
    named = number.agency >= Agency.LIKELY
    unit = bool(number.part(Part.UNIT))
    if not year:
        return named and unit and bool(serial)
    if not serial:
        lost = number.agency == Agency.KNOWN and not unit
        ended = (number.part(Part.RIGHT) == "〕" or lost) and (unit or number.ends_here)
        return named and len(year) == 4 and ended
    if not unit:
        # 号 is lost also where the sentence goes on; but 32次, 32期 count other things.
        goes_on = number.agency == Agency.KNOWN and number.part(Part.RIGHT) and not number.has_other_unit
        return bool(named and (number.ends_here or goes_on))
    return named or number.is_glued or len(year) == 4


def _agency(flow: str, end: int) -> tuple[int, int]:
    """Where the agency code before ``flow[end]`` begins, and how sure it is one."""
    found = _RUN.search(flow, max(0, end - _LONGEST_RUN), end)
    if found is None:
        return end, Agency.NONE
    run = found.group()
    table = _codes()
    lead = max((place + len(word) for word in table.leads if (place := run.rfind(word)) >= 0), default=0)
    code = run[lead:]
    if len(code) > 2:
        code = code.removeprefix("和")
    bounded = 2 <= len(code) <= _LONGEST_CODE and (lead > 0 or found.start() > end - _LONGEST_RUN)
    start = end - len(code)
    known = table.known(code)
    if known:
        return start if bounded else end - known, Agency.KNOWN
    if code.endswith(table.series):
        return start if bounded else end, Agency.OTHER
    if not bounded or code.endswith(table.words):
        return end, Agency.NONE
    opened = flow[start - 1 : start] in ("(", "》")
    if code[-1] in table.letters:
        sure = opened or (len(code) == 2 and code[0] in table.provinces)
        return start, Agency.KNOWN if sure else Agency.LIKELY
    if opened or lead:
        return start, Agency.LIKELY
    return end, Agency.NONE


@value
class _Codes:
    """The table of agency codes, ready for looking up."""

    whole: frozenset[str]
    series: tuple[str, ...]
    words: tuple[str, ...]
    leads: tuple[str, ...]
    letters: frozenset[str]
    provinces: frozenset[str]

    def known(self, run: str) -> int:
        """How many characters at the end of ``run`` are a known code or ending; 0 if none."""
        return next((size for size in range(min(len(run), 8), 1, -1) if run[-size:] in self.whole), 0)


@cache
def _codes() -> _Codes:
    table = knowledge("agency-codes")
    return _Codes(
        whole=frozenset(item for entry in (*table["codes"], *table["endings"]) for item in entry["items"]),
        series=tuple(table["other_series"]["items"]),
        words=tuple(table["words"]["items"]),
        leads=tuple(table["lead_words"]["items"]),
        letters=frozenset(table["letters"]["items"]),
        provinces=frozenset(table["provinces"]["items"]),
    )
