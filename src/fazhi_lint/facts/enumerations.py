"""Lists that state how many things they name: "A、B、C三项制度", "6件，分别是《》《》", "四级（省、市、县）".

Titles, quotes and brackets are opaque: what stands inside them is no item of its own. Where the joints of a
list are not certain (和 inside an item or before the last one), the number of items is a set.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Paragraph
from ..kept import regex, scanner
from ..values import changed, value
from .list_rows import (
    ASIDE,
    FILL,
    MEASURED,
    QUOTE,
    TITLE,
    counted,
    counts_items,
    counts_otherwise,
    ends_alike,
    evened,
    figured,
    hide,
    hide_words,
    inside,
    items,
    items_by_any_mark,
    joints,
    leading_titles,
    named,
    near,
    row,
)

_NUMERAL = (
    r"(?P<n>(?<![\d.第A-Za-z/-])\d{1,2}"
    r"|(?<![一二两三四五六七八九十百千万零第几数])(?:两|[二三四五六七八九十][一二三四五六七八九十]{0,2}))"
)
_NOT_COUNTED = r"(?![年月日号时点分秒天周岁元万亿倍度])"
_BEHIND = regex.compile(
    rf"(?<=[\p{{Han}}》”)A-Za-z])(?:(?P<open>等)?(?P<lead>(?:共|这)?“?){_NUMERAL}{_NOT_COUNTED}(?=\p{{Han}})"
    r"|(?P<open>等)(?P<lead>)(?P<n>[1-9]\d{2,4})(?=[个家项类名位种条处座所件]))"
)
_STATED = regex.compile(rf"{_NUMERAL}(?![一二三四五六七八九十百千万亿分]){_NOT_COUNTED}(?=[\p{{Han}}”])")
_AHEAD = regex.compile(
    r"(?:分别(?:[是为]|(?P<done>负责|承担|涉及))|依次[是为]|包括|涵盖|包含|(?<![立随当])即|是?指(?![标导定示挥明数控引南]))(?:的是)?:?|:"
)
_MAY_LEAD = (":", "包", "分别", "即", "指", "涵盖", "依次")  # what each of these holds
_KINDS = tuple("个家项类种条处")
_LOOSE = ("包括", "包含", "涵盖", "指", "是指")
_FAR = ("包含", "涵盖")  # what stands far from a number is no list of it
_LEADS = regex.compile(r"(?:分别[是为]|包括|包含|具体[是为]|如下|名单如下):$")
_COUNTING = scanner(r"[个家项类名位部条种处件所份篇本届支册章](?!半)")
_FLAT = regex.compile(
    r"(?:^|[了对由向从]|组织|抽取|抽查)(?:[^\P{Han}和及与暨等]{2,8}、){2,}[^\P{Han}和及与暨等]{2,8}$"
)
_DOCUMENTS = regex.compile(
    r"[个部项件份篇](?:\p{Han}{0,8})?(?:文件|制度|办法|规定|意见|法规|规章|方案|条例|措施|规则|细则|标准)"
)
_PROSE = regex.compile(r"[,;:。\d]|等|是|以及其他|其他")
# An item that is a count itself makes the number behind the last one its count: 甲2件、乙3件.
_COUNTED = regex.compile(
    r"(?r)(?:\d|(?P<word>[一二两三四五六七八九十]))[^\P{Han}号上下致体起]?(?:以[上内下]|左右|余)?\p{Han}?、"
)
# 新技术、新模式、新业态“三新”; 玉米、果蔬和肉牛“三大产业”: a name in quotes right behind its list.
_NAMED = regex.compile(r"(?:个|大|项|张|类|条|种)?(?P<word>\p{Han}{1,8})”")
# A measure word with no noun behind it: 甲、乙2件 are two of each or of both, and not those two.
_QUANTITY = regex.compile(r"[件起辆宗例份次所处套台只座元](?:$|[^\p{Han}“《])")
_NO_LIST = regex.compile(r"^[不除另含如其]|[^第][两二三四五六七八九十\d][个大]?[类项种条个]\p{Han}{0,4}$")
_HIDDEN = frozenset((TITLE, QUOTE, ASIDE))
_STOPS = r",;。:!?()\t"
_LAST_STOP = regex.compile(rf"(?r)[{_STOPS}]")
# The rest of a clause from a joint or something hidden on, if a number or a quote stands behind that.
_FIRST = rf"、和与{TITLE}{QUOTE}{ASIDE}"
_LISTED = scanner(
    rf"[{_FIRST}]{FILL}*+[^{_FIRST}{_STOPS}\d两二三四五六七八九十]*+[{QUOTE}\d两二三四五六七八九十][^{_STOPS}]*"
)
_JOINTS = frozenset("、和及与")
_ONE = rf"[{TITLE}{QUOTE}]{FILL}*(?:{ASIDE}{FILL}*)?"
_RUN = scanner(rf"{_ONE}(?:(?:[、,]|和|及|以及|与)?{_ONE})*$")
# Words that end in a quote each, right before their number: 现场“直办”、干部“领办”两种办法.
_TAGGED = regex.compile(
    rf"(?r)[^{_FIRST}{_STOPS}{FILL}]{{1,8}}{QUOTE}{FILL}*(?:[、和与][^{_FIRST}{_STOPS}{FILL}]{{1,8}}{QUOTE}{FILL}*)+"
)
# Quoted names alone, to the next stop: 分别为“甲案”“乙案”和“丙案”。
_QUOTES = scanner(rf"{QUOTE}{FILL}*(?:(?:[、,和及与]|以及)?{QUOTE}{FILL}*)+(?:(?P<open>等)|[。;,]|$)")
# Between a number and its titles stands what it counts, and nothing else: 召开2次会议，审议的事项包括.
_LEADING = scanner(r"[^,;:]*(?:[,:](?:主要|具体|其中|它们|这些?|名单|名称|文件|项目|题目|依次|内容)*)?")
_THINGS = regex.compile(r"[个大项类场次]\p{Han}{0,4}?(?:活动|行动|专项|制度|机制|平台|系统)")
_BESIDE = scanner(r"[个家项类名位部条种件处所],?")
# An item that holds no figure and no other name, and is no joint before the number.
_PLAIN = regex.compile(rf"[^\d{TITLE}{QUOTE}]{{1,19}}[^\d{TITLE}{QUOTE}和及与的]")
_COUNTED_BY = MEASURED - {"级", "大"} | {"大", "网", "只", "城", "轮"}
_LEAST, _FEW = 3, 12
_WINDOW = 300
_NEAR = 16  # how far a list may stand from its number where it must be the list meant
_CLAUSE = 60
_ITEM = 20
_SLIP = 3  # a list that is further from its number than this is another list
_TOGETHER = 3  # 五个十大项目: two numbers in one name
_MOST = 99


@value
class Enumeration:
    """A list and its stated number; offsets are indices into the flow of the paragraph with that index.

    ``counts`` are the numbers of items it may have. ``open`` is True where 等 leaves it unfinished,
    ``bounded`` where marks of the text say where it begins and ends, and nothing but the list stands there;
    ``flat`` where it is a run of short words from a stop or a verb on to 等, which says so less surely.
    """

    paragraph: int
    start: int
    end: int
    value: int
    counts: frozenset[int]
    open: bool
    bounded: bool
    flat: bool = False


def enumerations(document: Document) -> tuple[Enumeration, ...]:
    """The lists with a stated number, in reading order."""
    return document.once(_enumerations)


def _enumerations(document: Document) -> tuple[Enumeration, ...]:
    found: list[Enumeration] = []
    lead: Paragraph | None = None
    for paragraph in document.paragraphs:
        flow = paragraph.flow
        if lead is not None and "、" in flow:
            found += _below(lead, flow)
        lead = paragraph if flow.endswith(":") else None
        joined = "、" in flow or "和" in flow or "与" in flow or "》《" in flow or "”“" in flow
        if not joined and ":" in flow and "," in flow and not flow.startswith("|"):
            found += (one for one in _ahead(paragraph, hide(flow)) if one.flat)
        elif joined and not flow.startswith("|"):
            masked = hide(flow)
            found += _behind(paragraph, hide_words(masked))
            # Nearly all other paragraphs hold nothing that _AHEAD finds.
            if any(map(masked.__contains__, _MAY_LEAD)):
                found += _ahead(paragraph, masked)
            if ASIDE in masked:
                found += _inside(paragraph, masked)
    return tuple(found)


def _made(
    paragraph: Paragraph,
    number: regex.Match[str],
    counts: set[int],
    *,
    open_: bool = False,
    bounded: bool = False,
    flat: bool = False,
    least: int = 2,
) -> tuple[Enumeration, ...]:
    """The list of a number, or none where the number or the list cannot be meant."""
    value = counted(number["n"])
    if not (least if bounded else 2) <= value or (value > _MOST and not open_) or max(counts, default=0) < 2:
        return ()
    start, end = number.span("n")
    if not value and not number["n"].isdigit():
        return ()
    held = value in counts or (open_ and min(counts) < value)
    if not held and counts_otherwise(paragraph.flow, start):
        return ()
    return (Enumeration(paragraph.index, start, end, value, frozenset(counts), open_, bounded, flat),)


def _behind(paragraph: Paragraph, masked: str) -> Iterator[Enumeration]:
    """Lists whose number follows: A、B和C等三项制度."""
    for clause in _LISTED.finditer(masked):
        stop = _LAST_STOP.search(masked, 0, clause.start())
        begin, close = stop.end() if stop else 0, clause.end()
        numbers: list[regex.Match[str]] = []
        found = tuple(_in_clause(paragraph, masked, begin, close, numbers))
        yield from found
        known = {one.start for one in found}
        for number in numbers:
            if number.start("n") not in known:
                yield from _agreeing(paragraph, masked, begin, number)


def _in_clause(
    paragraph: Paragraph, masked: str, begin: int, close: int, numbers: list[regex.Match[str]]
) -> Iterator[Enumeration]:
    """The lists of a clause, each of which begins behind the number of the one before it; notes the numbers."""
    flow = paragraph.flow
    last = 0
    for match in _BEHIND.finditer(flow, begin, close):
        at = match.start("n")
        quoted = flow[at - 1] == "“"
        if masked[at] == FILL and not quoted:
            continue
        numbers.append(match)
        end, before, last = match.start(), last, match.end()
        start = max(begin, end - _WINDOW)
        low = max(start, before)
        open_ = bool(match["open"])
        if quoted and (slogan := _NAMED.match(flow, last)):
            found = _named(paragraph, masked[low:end], match, slogan["word"])
            if found:
                yield from found
                continue
        lettered = flow[end - 1] == "”" and flow.startswith("字", last)
        if not open_ and not lettered and not counts_items(flow, match):
            last = before
            continue
        if masked[end - 1] == FILL:
            hidden = _hidden(paragraph, masked, max(before, end - _WINDOW), match, lettered)
            if hidden is not None:
                yield from hidden
                continue
        listed = masked[low:end]
        if "、" not in listed and "和" not in listed and "与" not in listed:
            continue
        several = _COUNTED.match(masked, start, masked.rfind("、", start, end) + 1)
        if several and not (several["word"] and (open_ or "等" in masked[several.start() : end])):
            last = before
            continue
        if open_ or not match["n"].isdigit() or not _QUANTITY.match(flow, last):
            yield from _words(paragraph, listed, match, cut=low > start)


def _agreeing(
    paragraph: Paragraph, masked: str, begin: int, number: regex.Match[str]
) -> tuple[Enumeration, ...]:
    """The words before a number, from a stop on, where they are as many as it says; else they tell nothing."""
    flow, behind = paragraph.flow, number.end()
    if (flow[behind] not in _COUNTED_BY and "“" not in number["lead"]) or number["open"]:
        return ()
    value, words = counted(number["n"]), masked[max(begin, number.start() - _WINDOW) : number.start()]
    if not _LEAST <= value <= _FEW or value not in items(words):
        return ()
    if number["n"].isdigit() and _QUANTITY.match(flow, behind):
        return ()
    return _made(paragraph, number, {value}) if all(map(_PLAIN.fullmatch, words.split("、")[1:])) else ()


def _hidden(
    paragraph: Paragraph, masked: str, low: int, number: regex.Match[str], lettered: bool
) -> tuple[Enumeration, ...] | None:
    """Titles or quotes in a row right before their number, or what one quote lists; None if there are none."""
    flow, end, open_ = paragraph.flow, number.start(), bool(number["open"])
    run = _RUN.search(masked, low, end)
    if run is None or (run.start() > low and masked[run.start() - 1] in _JOINTS):
        return None
    titles, quotes = run.group().count(TITLE), run.group().count(QUOTE)
    if titles + quotes > 1:
        bounded = open_ or (titles > 1 and not quotes and _DOCUMENTS.match(flow, number.end("n")) is not None)
        names = not titles and masked[number.start("n")] != FILL
        if number["n"].isdigit():
            names = names and quotes > 2 and _THINGS.match(flow, number.end("n")) is not None
        counts, least = {titles + quotes}, 0 if titles > 1 else 2
        return _made(paragraph, number, counts, open_=open_, bounded=bounded, flat=names, least=least)
    if flow[end - 1] != "”":
        return None
    tagged = _TAGGED.match(masked, low, end) if run.start() > low else None
    if tagged:
        return _made(paragraph, number, {tagged.group().count(QUOTE)}, open_=open_)
    quote = flow[flow.rfind("“", low, end) + 1 : end - 1]
    held, sure = inside(quote, counted(number["n"]), characters=lettered)
    return _made(paragraph, number, set(held) or items(quote), open_=open_, flat=sure and not open_)


def _words(
    paragraph: Paragraph, listed: str, number: regex.Match[str], *, cut: bool
) -> tuple[Enumeration, ...]:
    """A list of words right before its number; ``cut`` says that it begins behind another number."""
    flow, open_ = paragraph.flow, bool(number["open"])
    region, etc, rest = listed.rpartition("等")
    if etc and len(rest) <= _ITEM:
        return _made(paragraph, number, items(region), open_=True)
    if not rest or rest[-1] in "、和及与" or (etc and not open_):
        return ()
    words = evened(listed)
    whole = open_ and not cut and _COUNTING.match(flow, number.end("n")) is not None
    flat = _FLAT.search(words) if whole else None
    behind, digits = flow[number.end() : number.end() + _ITEM], number["n"].isdigit()
    even = 0 if open_ or number["lead"] else row(listed, counted(number["n"]), behind, digits=digits)
    counts = {even} if even else items(flat.group() if flat else words)
    return _made(paragraph, number, counts, open_=open_, flat=flat is not None)


def _named(paragraph: Paragraph, words: str, number: regex.Match[str], word: str) -> tuple[Enumeration, ...]:
    """ "众创、众包、众扶、众筹“四众”": a list and the name in quotes that counts it."""
    if word[0] == "不" or _JOINTS.isdisjoint(words) or not _HIDDEN.isdisjoint(words):
        return ()
    value, open_ = counted(number["n"]), bool(number["open"])
    behind = paragraph.flow[number.end() : number.end() + _ITEM]
    if not open_ and (found := row(words, value, behind, quoted=True, digits=number["n"].isdigit())):
        return _made(paragraph, number, {found})
    held, shared = named(words, word, value)
    return _made(paragraph, number, {held}, open_=open_, flat=shared)


def _ahead(paragraph: Paragraph, masked: str) -> Iterator[Enumeration]:
    """Lists whose number stands before: 6件，分别是…；六大组团即…；四大战役：…."""
    flow = paragraph.flow
    for cue in _AHEAD.finditer(masked):
        number = None if flow[cue.start() - 1 : cue.start()] == "、" else _stated(flow, cue.start(), _CLAUSE)
        if number is None or (cue.group() in _FAR and cue.start() - number.end() > _NEAR):
            continue
        region = masked[cue.end() : cue.end() + 2 * _WINDOW]
        for stop in "。!?":
            region = region.partition(stop)[0]
        titles, open_ = (0, False) if region.startswith("一是") else leading_titles(region)
        outside = masked[number.start()] != FILL
        quotes = None if titles else _QUOTES.match(region)
        count = quotes.group().count(QUOTE) if quotes else 0
        sure = titles > 1 if titles else cue.group().startswith("分别")
        bounded = outside and sure and _LEADING.fullmatch(flow, number.end(), cue.start()) is not None
        if quotes and (bounded or count == counted(number["n"])):
            yield from _made(paragraph, number, {count}, open_=quotes["open"] is not None, bounded=bounded)
        elif titles:
            yield from _made(paragraph, number, {titles}, open_=open_, bounded=bounded, least=0)
        elif not region[:1].isdigit():
            firm = cue.group() not in _LOOSE and outside
            for found in _plain(paragraph, number, region, flow[number.end() : cue.start()], firm=firm):
                # One of 四个小组，分别负责… may do two things.
                yield changed(found, bounded=False, flat=found.bounded) if cue["done"] else found


def _below(lead: Paragraph, flow: str) -> Iterator[Enumeration]:
    """A list in the paragraph below the words that lead to it: 单位共3个，包括： above 甲局、乙院、丙站."""
    cue = _LEADS.search(lead.flow)
    number = _stated(lead.flow, cue.start(), _CLAUSE) if cue else None
    if cue and number and flow.find("。") in (-1, len(flow) - 1):
        region = hide(flow.removesuffix("。"))
        between = lead.flow[number.end() : cue.start()]
        for found in _plain(lead, number, region, between, firm=True):
            yield changed(found, bounded=False, flat=found.bounded)  # less sure than within a paragraph


def _plain(
    paragraph: Paragraph, number: regex.Match[str], region: str, between: str, *, firm: bool
) -> tuple[Enumeration, ...]:
    """A list of words behind its number; bounded where 、 alone divides it and its number stands close by."""
    clause = region.partition(",")[0]
    if clause != region and ends_alike(clause.split("、")):
        region = clause  # 分别是甲审判点、乙审判点，化解纠纷264件
    shown, alike = figured(region) if firm and between.endswith(_KINDS, 0, 1) else (0, False)
    if shown > 1 and (shown == counted(number["n"]) or (alike and near(shown, counted(number["n"])))):
        return _made(paragraph, number, {shown}, flat=len(between) <= _NEAR)
    region = evened(region)
    choices = items_by_any_mark(region)
    pieces = region.split("、")
    bounded = (
        firm
        and len(between) <= _NEAR
        and _COUNTING.match(between) is not None
        and not _PROSE.search(region)
        and "以上" not in between
        and not _STATED.search(between)
        and len(pieces) > 2
        and all(2 <= len(piece) <= _ITEM for piece in pieces)
    )
    beside = _BESIDE.fullmatch(between) is not None  # 3个，分别为…
    if bounded and (beside or abs(counted(number["n"]) - len(pieces)) <= _SLIP):
        choices |= set(range(len(pieces), len(pieces) + joints(region) + 1))
        return _made(paragraph, number, choices, bounded=True)
    return _made(paragraph, number, choices)


def _stated(flow: str, end: int, reach: int) -> regex.Match[str] | None:
    """The last number that is stated before ``end`` in its sentence; None also where two stand together."""
    low = max(0, end - reach)
    low = max(low, 1 + max(flow.rfind(stop, low, end) for stop in "。!?;"))
    while low and flow[low - 1] in "0123456789第":  # no window begins within 第31部分
        low -= 1
    found = list(_STATED.finditer(flow, low, min(len(flow), end + 1)))
    if not found or (len(found) > 1 and found[-1].start() - found[-2].end() < _TOGETHER):
        return None
    return found[-1]


def _inside(paragraph: Paragraph, masked: str) -> Iterator[Enumeration]:
    """Lists in a bracket behind their number: 四级（省、市、县、乡）, “三统一”（…）; not 90件（甲、乙两类）."""
    flow = paragraph.flow
    at = masked.find(ASIDE)
    while at >= 0:
        close = flow.find(")", at, at + _WINDOW)
        content = flow[at + 1 : max(close, 0)]  # none where the text itself holds the character of ASIDE
        number = None if "、" not in content or _NO_LIST.search(content) else _stated(flow, at, _NEAR)
        if number is not None:
            inner = hide(content)
            titles, open_ = leading_titles(inner)
            if titles:
                yield from _made(paragraph, number, {titles}, open_=open_, bounded=titles > 1)
            elif inner.endswith("等"):
                yield from _made(paragraph, number, items_by_any_mark(inner), open_=True)
            else:
                yield from _plain(paragraph, number, inner, flow[number.end() : at], firm=True)
        at = masked.find(ASIDE, at + 1)
