"""Announced counts: 以下六方面工作, 五项措施, against the 一是…六是, headings or numbered items that follow.

Authors often go on with items elsewhere or add remarks as items, so a difference is a warning only where the
text points at the list (以下, a colon) and the list is in one piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ...chains import Chain, sequences
from ...document import Document, Paragraph
from ...facts.list_rows import counted
from ...kept import regex, scanner
from ...model import Related, Relation, Severity, Span
from ...outline import RANKS, Heading, Mark, Title, chinese_numeral, headings, title
from .slogans import agreeing, differing, slogans

_DIGITS, _WORDED = r"\d{1,2}", "(?:两|[二三四五六七八九十][一二三四五六七八九十]{0,2})"
_COUNT = rf"(?P<n>{_DIGITS}|{_WORDED})"
# The last numeral or mark of a text.
_LAST_SIGN = regex.compile(r"(?r)[\d两二三四五六七八九十,;。:、()]")
# The same where words before it may hold 第 or the beginning of a longer number.
_NUMERAL = rf"(?P<n>(?<![\d.第]){_DIGITS}|(?<![一二三四五六七八九十百千万零第]){_WORDED})"
_WORDS = (
    r"(?:方面|措施|举措|任务|工作|问题|重点|要求|特点|事项|[大要难好实]事|环节|行动|不足|原因|建议|攻坚|工程|项目|抓手|关系"
    r"|关键|目标|突破|转变|提升|意见|办法|做法|经验|成效|亮点|短板|差距|困难|优势|机制|体系|制度|战略|计划|战役|步骤|原则|层面|层次|阶段|途径|特征|变化|结合|维度|点|件事)"
)
_ANNOUNCED = regex.compile(
    rf"(?P<points>(?:以下|如下|下列|下述)|(?:抓[好了]|做[好到]|办[好成了]|打[好赢]|提出|明确|确定|把握|围绕|开展|实施|推进|推动|突出|采取|做了|有|存在|坚持|注重|聚焦)[^,;。:、\d]{{0,6}})?"
    rf"{_NUMERAL}(?:[个大项条件点类种](?:方面)?的?[^,;。:、()《》]{{0,12}}?)?{_WORDS}的?\p{{Han}}{{0,4}}”?(?P<end>[。:]|,?(?:这就是|就是|即|主要是|分别是|具体是):|$)"
)
# What the items are for stands between the count and the colon: 从以下三个方面深入推进法治建设：.
_DRIVEN = regex.compile(
    rf"(?P<points>以下|如下|下列|下述|从|在|围绕|聚焦|抓好|抓实|突出){_COUNT}(?:个?方面|[个大项条点类])的?"
    r"(?:\p{Han}{0,6}(?:方面|领域|环节|重点|关键|任务|工作|问题))?[^,;。:、()\d]{0,20}(?P<end>:)"
)
# What is counted are the items below: 单位共4个，包括：.
_COUNTED = regex.compile(
    rf"{_NUMERAL}(?P<things>[个家项名条件处所类种支][^,;。:、()\d]{{0,10}},?)"
    r"(?P<points>包括|包含|分别[是为]|具体[是为]|(?:名单|情况|具体)?如下)(?P<end>:)"
)
# 主要问题有三：, 原因有以下四点：.
_HAVING = regex.compile(
    rf"(?P<points>有|在于|以下|如下|(?:抓|做|办|把)[好实住到牢握]|突出|坚持)(?:以下|如下)?{_COUNT}(?:点|条|项|件|个?方面)?(?P<end>:)"
)
# 强化三个导向：一是….
_NAMED = regex.compile(
    rf"(?P<points>强化|坚持|树立|突出|聚焦|落实|把握|做到|实现|推进|守住|紧盯|围绕|注重|统筹){_COUNT}[个大项条种类]\p{{Han}}{{2,6}}(?P<end>:)"
)
# A heading that counts what stands below: 强化三个导向.
_OVER = regex.compile(
    rf"(?P<points>)[^\d.第一二三四五六七八九十百千万零]{_COUNT}[个大项条类种]\p{{Han}}{{2,8}}”?\**(?P<end>)$"
)
_FIGURE = regex.compile(r"\d")
_SLOGAN = regex.compile(rf"(?P<points>“){_COUNT}个(?P<word>\p{{Han}}{{2,6}})”\p{{Han}}{{0,8}}(?P<end>[。:]|$)")
_BESIDE = regex.compile(rf"(?P<points>){_COUNT}(?:个|大|项|条)(?:方面|类)?、(?P<end>)$")
# 2017年省十件民生实事, as a heading over its items.
_DEEDS = regex.compile(rf"(?:\*|#|\d{{4}}年|\p{{Han}}){{0,30}}?{_COUNT}件[^,;。:、\d]{{0,8}}实事\**")
_POINTED = scanner(
    rf"(?:以下|抓[好了]|做[好到]|办[好成了]|围绕|开展|实施|推进|突出|提出|明确|确定|坚持|聚焦)[^,;。:、\d“]{{0,8}}"
    rf"{_NUMERAL}[个大项条件](?:方面)?[^,;。:、()《》]{{0,8}}?{_WORDS}"
)
_GOALS = regex.compile(rf"“{_COUNT}(?P<kind>[大个项])\p{{Han}}{{0,4}}?(?P<word>\p{{Han}}{{2}})”")
_IN_TITLE = scanner(rf"{_NUMERAL}(?:个|大|项|条)?(?:方面|措施|举措|抓手|做法|行动|重点|突破|到位|强化)")
_NEXT = {"一、": "{0}、", "（一）": "({0})", "1.": "。{1}"}  # how the next item would stand in a text
_DONE = scanner(
    rf"(?:抓[好牢实]|办[好成实]|做[好实])[^,;。:、\d]{{0,8}}?{_COUNT}(?:个方面|件[^,;。:\d]{{0,6}}实事)[^。:]{{0,60}}[。:]"
)
_AT_COLONS = (_ANNOUNCED, _SLOGAN, _DRIVEN, _COUNTED, _HAVING, _NAMED)
_CLOSE = 8  # characters after a name that announces what follows
_HEAD = 12
_LONG = 4000
_SECTION = 400  # paragraphs that are searched for what goes on
_TAIL = 60
_FEW = 20
_OPENING = 24
_MANY = 4  # headings; fewer agree with some number before them by chance
_FEWEST = 3
_OWN_LISTS = ("“", "其中", "一是", "第一")
_ABOVE = 3
_LINE = 40
_SLIP = 2  # a count that is further off counts something else


def announced(document: Document) -> Iterator[Relation]:
    """Every announced count that a list of items answers."""
    answered: set[tuple[int, int]] = set()
    for chain in sequences(document).chains:
        if not _runs(chain):
            continue
        found = _announcement(document, chain)
        told = None
        if found is not None:
            answered.add((found[0], found[1].start("n")))
            told = _compared(document, chain, *found)
        told = told or _headed(document, chain)
        if told is not None:
            yield told
    for paragraph in document.paragraphs:
        if ":" in paragraph.flow:
            yield from _sentences(paragraph, answered)
        if "方面" in paragraph.flow or "实事" in paragraph.flow:
            yield from _run_in(paragraph, answered)
    yield from slogans(document, answered)
    head = title(document)
    if head is not None:
        yield from _title(document, head)


def _runs(chain: Chain) -> bool:
    """Whether a list counts 1, 2, 3… without a gap."""
    marks = chain.marks
    return len(marks) > 1 and marks[0].number == 1 and all(b.number - a.number == 1 for a, b in pairwise(marks))


def _announcement(document: Document, chain: Chain) -> tuple[int, regex.Match[str]] | None:
    """The count that the words directly before a list announce: paragraph index and match."""
    first = chain.marks[0]
    index, end = first.paragraph, first.start
    if end <= 2:
        index -= 1
        if index < 0:
            return None
        end = len(document.paragraphs[index].flow.rstrip("*"))
    flow = document.paragraphs[index].flow
    low = max(0, end - _TAIL)
    if not _may_announce(flow, low, end):
        return None
    patterns = _AT_COLONS if flow.endswith(":", 0, end) else (_ANNOUNCED, _SLOGAN)
    if index < first.paragraph and end <= _LINE and "。" not in flow:
        patterns = (*patterns, _OVER)
    for pattern in patterns:
        for match in pattern.finditer(flow, low, end):
            if match.end() < end:
                continue
            beside = _BESIDE.search(flow, low, match.start("n"))
            if beside and counted(beside["n"]) == len(chain.marks):
                return index, beside  # 五个方面、20项工作
            return index, match
    return None


def _may_announce(flow: str, low: int, end: int) -> bool:
    """Whether a count may be the last thing before ``end``: behind it stands no mark but that of ，包括：."""
    sign = _LAST_SIGN.search(flow, low, end - 1)
    return sign is not None and (sign[0] not in ",;。:、()" or (sign[0] == "," and flow[end - 1] == ":"))


def _headed(document: Document, chain: Chain) -> Relation | None:
    """The count that the heading of a list states, or the last sentence before it if it agrees."""
    first, count = chain.marks[0], len(chain.marks)
    if not first.leads or count < _MANY or chain.style not in RANKS:
        return None
    above = document.paragraphs[max(0, first.paragraph - _ABOVE) : first.paragraph][::-1]
    for paragraph in above:
        short = len(paragraph.flow) <= _LINE and "实事" in paragraph.flow
        deeds = _DEEDS.fullmatch(paragraph.flow) if short else None
        if deeds is not None and abs(counted(deeds["n"]) - count) <= _SLIP:
            return _stated_above(document, chain, paragraph, deeds)
    for paragraph in above:
        for match in _GOALS.finditer(paragraph.flow):
            value = counted(match["n"])
            # 着力 stands in most headings, “四大检察” may be named in passing: such words only confirm.
            leads = match["kind"] == "大" and len(paragraph.flow) - match.end() <= _CLOSE
            near = value == count or (leads and abs(value - count) <= _SLIP)
            if near and all(match["word"] in _heading(document, mark) for mark in chain.marks):
                return _stated_above(document, chain, paragraph, match)
    if not first.paragraph:
        return None
    paragraph = document.paragraphs[first.paragraph - 1]
    if first.paragraph > 1 and len(paragraph.flow) <= _LINE and "。" not in paragraph.flow:
        paragraph = document.paragraphs[first.paragraph - 2]  # a heading stands between
    begin = paragraph.flow.rfind("。", 0, -1) + 1
    for stated in _POINTED.finditer(paragraph.flow, begin):
        if counted(stated["n"]) == count:
            span = paragraph.span(stated.start("n"), stated.end("n"))
            return _relation(span, stated["n"], count, _spans(document, chain), sure=False)
    return None


def _stated_above(document: Document, chain: Chain, paragraph: Paragraph, match: regex.Match[str]) -> Relation:
    sure = _is_whole(document, chain) and not _glued(document, chain)
    span = paragraph.span(match.start("n"), match.end("n"))
    return _relation(span, match["n"], counted(match["n"]), _spans(document, chain), sure=sure)


def _spans(document: Document, chain: Chain) -> tuple[Span, ...]:
    """Where the marks of a list stand in the document."""
    return tuple(document.paragraphs[mark.paragraph].span(mark.start, mark.end) for mark in chain.marks)


def _compared(document: Document, chain: Chain, index: int, match: regex.Match[str]) -> Relation | None:
    number, count = counted(match["n"]), len(chain.marks)
    if not (2 <= number <= _FEW or _is_mistyped(match["n"], count)):
        return None
    paragraph = document.paragraphs[index]
    span = paragraph.span(match.start("n"), match.end("n"))
    compact = all(b.paragraph - a.paragraph <= 1 for a, b in pairwise(chain.marks))
    pointed = bool(match["points"]) or match["end"] == ":"
    if "word" in match.groupdict():
        pointed = all(_holds(document, mark, match["word"]) for mark in chain.marks)
    if not pointed and number != count:
        return None
    if number != count and (_goes_on(document, chain, number) or _counts_more(document, chain, match)):
        return None
    sure = (compact and match["end"] != "") or _is_whole(document, chain)
    sure = sure and (number == count or not _glued(document, chain))
    return _relation(span, match["n"], number, _spans(document, chain), sure=sure)


def _heading(document: Document, mark: Mark) -> str:
    return document.paragraphs[mark.paragraph].flow[mark.end : mark.end + _LINE].partition("。")[0]


def _holds(document: Document, mark: Mark, word: str) -> bool:
    """Whether an item begins with the word that a slogan counts: 一是坚持….“五个坚持”."""
    return word[:2] in document.paragraphs[mark.paragraph].flow[mark.end : mark.end + _OPENING]


def _is_whole(document: Document, chain: Chain) -> bool:
    """Whether a list of headings stands in one section, all of it."""
    if chain.style not in _NEXT or not all(mark.leads for mark in chain.marks):
        return False
    return _section_end(document, chain, chain.marks[0].paragraph) >= chain.marks[-1].paragraph


def _glued(document: Document, chain: Chain) -> bool:
    """Whether the number after the last one stands behind it in its section, glued to other words."""
    form, last = _NEXT.get(chain.style), chain.marks[-1]
    if form is None:
        return False
    wanted = form.format(chinese_numeral(last.number + 1), last.number + 1)
    end = min(_section_end(document, chain, last.paragraph), last.paragraph + _SECTION)
    return any(wanted in one.flow for one in document.paragraphs[last.paragraph : end])


def _section_end(document: Document, chain: Chain, begin: int) -> int:
    """The paragraph behind ``begin`` with the next mark of a level above a list's; the end if there is none."""
    higher = document.once(_levels)[RANKS[chain.style]]
    row = bisect_right(higher, begin)
    return higher[row] if row < len(higher) else len(document.paragraphs)


def _levels(document: Document) -> dict[int, list[int]]:
    """By rank, the paragraphs that open with a mark of a higher level, in reading order."""
    numbered = sequences(document).numbered
    return {
        rank: [mark.paragraph for mark in numbered if RANKS[mark.style] < rank] for rank in set(RANKS.values())
    }


def _goes_on(document: Document, chain: Chain, number: int) -> bool:
    """Whether a list goes on behind one that stands inside it: 一是…；二是…，其中：一是…，二是…；三是…."""
    last = chain.marks[-1]
    return any(
        other.style == chain.style
        and other.marks[0].start > last.start
        and any(mark.number == number for mark in other.marks)
        for other in document.once(lists_in).get(last.paragraph, ())
    )


def lists_in(document: Document) -> dict[int, list[Chain]]:
    """The lists by the paragraph in which they begin."""
    found: dict[int, list[Chain]] = {}
    for chain in sequences(document).chains:
        found.setdefault(chain.marks[0].paragraph, []).append(chain)
    return found


def _counts_more(document: Document, chain: Chain, match: regex.Match[str]) -> bool:
    """Whether the items count things themselves, so that they need not be the things counted: 1.行政单位3个."""
    if "things" not in match.groupdict():
        return False
    items = (document.paragraphs[mark.paragraph].flow[mark.end :] for mark in chain.marks)
    return any(_FIGURE.search(item) for item in items)


def _sentences(paragraph: Paragraph, answered: set[tuple[int, int]]) -> Iterator[Relation]:
    """A count with a colon that the sentences behind it answer, one an item."""
    flow = paragraph.flow
    found = list(_before_colons(flow))
    if not found:
        return
    whole = len(flow.rstrip("。;"))
    stops, semicolons = ([at for at, char in enumerate(flow) if char == mark] for mark in "。;")
    for match in found:
        value = counted(match["n"])
        place = (paragraph.index, match.start("n"))
        if place in answered or value < 2:
            continue
        first, last = (bisect_left(stops, place) for place in (match.end(), whole))
        sentence = stops[first] if first < last else whole
        items = bisect_left(semicolons, sentence) - bisect_left(semicolons, match.end()) + 1
        span = paragraph.span(match.start("n"), match.end("n"))
        wrong = _is_mistyped(match["n"], items)
        if not wrong and value > _FEW:
            continue
        if value in (last - first + 1, items):
            answered.add(place)
            yield agreeing(span, match["n"], value)
        elif wrong or (items >= _FEWEST and abs(items - value) <= _SLIP and match["points"]):
            inner = semicolons[bisect_left(semicolons, match.end()) :][: items - 1]
            starts = [match.end(), *(at + 1 for at in inner)]
            listed = flow[match.end() : sentence]
            alone = sentence == whole and not any(map(listed.__contains__, _OWN_LISTS))
            if starts[-1] < sentence and (
                alone or len({flow[at] for at in starts}) == 1
            ):  # 为甲…；为乙…；为丙…
                marks = tuple(paragraph.span(at, at + 1) for at in starts)
                answered.add(place)
                yield _relation(span, match["n"], value, marks, sure=True)


def _is_mistyped(literal: str, count: int) -> bool:
    """Whether one wrong digit makes a count of many items what is stated: 30件 and ten items."""
    listed = str(count)
    return (
        len(listed) == len(literal) == 2
        and literal.isdecimal()
        and ((literal[0] == listed[0]) != (literal[1] == listed[1]))
    )


def _run_in(paragraph: Paragraph, answered: set[tuple[int, int]]) -> Iterator[Relation]:
    """ "办好六件实事。危房改造。支持…。道路建设。新修…。": items whose heads are sentences of their own."""
    flow = paragraph.flow
    match = _DONE.search(flow)
    if match is None:
        return
    value, place = counted(match["n"]), (paragraph.index, match.start("n"))
    if place in answered or not _MANY <= value <= _FEW:
        return
    sentences = [sentence for sentence in flow[match.end() : match.end() + _LONG].split("。") if sentence]
    heads = [sentence for sentence in sentences if len(sentence) <= _HEAD]
    begun = [sentence for sentence in sentences if 0 < sentence.find(",") <= _HEAD]
    if value == len(heads) or value == len(begun) == len(sentences):
        span = paragraph.span(match.start("n"), match.end("n"))
        yield agreeing(span, match["n"], value)


def _before_colons(flow: str) -> Iterator[regex.Match[str]]:
    """The announcements that end in a colon."""
    begin = 0
    while (colon := flow.find(":", begin)) >= 0:
        begin, low = colon + 1, max(begin, colon - _TAIL)
        if _may_announce(flow, low, begin):
            for pattern in (_ANNOUNCED, _HAVING):
                yield from (match for match in pattern.finditer(flow, low, begin) if match["end"].endswith(":"))


def _title(document: Document, head: Title) -> Iterator[Relation]:
    """五项措施 in the title against the headings of the highest level."""
    match = _IN_TITLE.search(head.text)
    if match is None:
        return
    levels: dict[str, list[Heading]] = {}
    for heading in headings(document):
        if heading.mark is not None:
            levels.setdefault(heading.mark.style, []).append(heading)
    if not levels:
        return
    top = levels.get("一、") or next(iter(levels.values()))
    numbers = [heading.mark.number for heading in top if heading.mark is not None]
    value = counted(match["n"])
    if numbers != list(range(1, len(numbers) + 1)) or not 2 <= value <= _FEW or len(numbers) < 2:
        return
    at = document.folded.find(head.text, head.span.start)
    start = (at if at >= 0 else head.span.start) + match.start("n")
    span = Span(start, start + len(match["n"]))
    marks = tuple(document.paragraphs[heading.paragraph].span(heading.start, heading.end) for heading in top)
    yield _relation(span, match["n"], value, marks, sure=False)


def _relation(span: Span, literal: str, value: int, marks: tuple[Span, ...], *, sure: bool) -> Relation:
    count = len(marks)
    if count == value:
        return agreeing(span, literal, count)
    ends = (Related(mark, "第一项" if mark == marks[0] else "末项") for mark in (marks[0], marks[-1]))
    return differing(span, literal, count, Severity.WARNING if sure else Severity.INFO, tuple(ends))
