"""Lists that state how many things they name: "A、B、C三项制度", "6件，分别是《》《》", "四级（省、市、县）".

Titles, quotes and brackets are opaque: what stands inside them is no item of its own. Where the joints of a
list are not certain (和 inside an item or before the last one), the number of items is a set.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Paragraph
from ..kept import regex
from ..outline import chinese_number
from ..values import changed, value
from .list_rows import ends_alike, inside, named, row

_NUMERAL = (
    r"(?P<n>(?<![\d.第])\d{1,2}"
    r"|(?<![一二两三四五六七八九十百千万零第几数])(?:两|[二三四五六七八九十][一二三四五六七八九十]{0,2}))"
)
_NOT_COUNTED = r"(?![年月日号时点分秒天周岁元万亿倍度])"
_BEHIND = regex.compile(
    rf"(?<=[\p{{Han}}》”)A-Za-z])(?P<open>等)?(?P<lead>(?:共|这)?“?){_NUMERAL}{_NOT_COUNTED}(?=\p{{Han}})"
)
_STATED = regex.compile(rf"{_NUMERAL}(?![一二三四五六七八九十百千万亿分]){_NOT_COUNTED}(?=[\p{{Han}}”])")
_AHEAD = regex.compile(r"(?:分别[是为]|包括|即|是?指(?![标导定示挥明数控引南]))(?:的是)?:?|:")
_LEADS = regex.compile(r"(?:分别[是为]|包括|包含|具体[是为]|如下|名单如下):$")
_AHEADS = (":", "即", "指", "包括", "分别")
_COUNTING = regex.compile(r"[个家项类名位部条种处件所份篇本届支册章](?!半)")
_FLAT = regex.compile(
    r"(?:^|[了对由向从]|组织|抽取|抽查)(?:[^\P{Han}和及与暨等]{2,8}、){2,}[^\P{Han}和及与暨等]{2,8}$"
)
_DOCUMENTS = regex.compile(
    r"[个部项件份篇](?:\p{Han}{0,8})?(?:文件|制度|办法|规定|意见|法规|规章|方案|条例|措施|规则|细则|标准)"
)
_PROSE = regex.compile(r"[,;:。\d]|等|是|以及其他|其他")
# A 等 that ends no list: 中等职业学校, 一等奖, 等级. Lists that end in a word before 等 are passed over first.
_WORD = regex.compile(
    r"[水公和]平等|[合协共相]同等"
    r"|(?P<word>中等[职专收教学规城发水技]|高等[教院学职法级人]|初等教|[优一二三四五特头]等[奖功品舱座]|[平同]等|等[级候待额效])"
)
# One of these stands in whatever _WORD finds; most paragraphs hold none.
_WORDS = ("平等", "同等", "中等", "高等", "初等教", *map("等".__add__, "奖功品舱座级候待额效"))
_PAUSE = "\ue004"
# An item that is a count itself makes the number behind the last one its count: 甲2件、乙3件.
_COUNTED = regex.compile(
    r"(?:\d|(?P<word>[一二两三四五六七八九十]))[^\P{Han}号上下致体起]?(?:以[上内下]|左右|余)?\p{Han}?、[^、]*$"
)
# What stands behind a numeral that counts the items before it: 三项, 两级, but not 二期, 两手, 三农.
_MEASURED = regex.compile(r"[个家项类名位部条种处件所份篇届支册章大县区市省地镇乡街校院方者国岗站座级村]")
_GRADE = ("级医", "级甲", "级公", "级资", "级防", "级等")  # 三级医院 is one of a grade
_SLOGAN = regex.compile(r"[个不]")  # behind a numeral in quotes: 两个维护
# 新技术、新模式、新业态“三新”; 玉米、果蔬和肉牛“三大产业”: a name in quotes right behind its list.
_NAMED = regex.compile(r"(?:个|大|项|张|类|条|种)?(?P<word>\p{Han}{1,8})”")
# A measure word with no noun behind it: 甲、乙2件 are two of each or of both, and not those two.
_QUANTITY = regex.compile(r"[件起辆宗例份次所处套台只座元](?:$|[^\p{Han}“《])")
_TITLE, _QUOTE, _ASIDE, _FILL = "\ue001", "\ue002", "\ue003", "\ue000"
_OPAQUE = regex.compile(
    r"《[^《》]{1,120}(?:《[^《》]{1,120}》[^《》]{0,80}){0,3}》|“[^“”]{1,80}”|\([^()]{0,160}\)"
)
_HIDDEN = frozenset((_TITLE, _QUOTE, _ASIDE))
_MARKS = {"《": _TITLE, "“": _QUOTE, "(": _ASIDE}
_ITEMS_END = regex.compile("[、,;]")
_LAST_STOP = regex.compile(r"(?r)[,;。:!?()\t]")
_JOINTS = frozenset("、和及与")
_JOINT = regex.compile(r"和|以及|及|与|暨")
_LAST_JOINT = regex.compile(r"[和及与](?P<last>[^、,;和及与]{2,8})$")
_ONE = rf"[{_TITLE}{_QUOTE}]{_FILL}*(?:{_ASIDE}{_FILL}*)?"
_RUN = regex.compile(rf"{_ONE}(?:(?:[、,]|和|及|以及|与)?{_ONE})*$")
# Quoted names alone, to the next stop: 分别为“甲案”“乙案”和“丙案”。
_QUOTES = regex.compile(rf"{_QUOTE}{_FILL}*(?:(?:[、,和及与]|以及)?{_QUOTE}{_FILL}*)+(?:(?P<open>等)|[。;,]|$)")
_BEGUN = regex.compile(r"[、和及与]$")
# Between a number and its titles stands what it counts, and nothing else: 召开2次会议，审议的事项包括.
_LEADING = regex.compile(r"[^,;:]*(?:[,:](?:主要|具体|其中|它们|这些?|名单|名称|文件|项目|题目|依次|内容)*)?")
_RECOUNTED = regex.compile(r"[\d一二两三四五六七八九十][件部项个份篇]|^(?:另|还|并|同时|以及另)")
_THINGS = regex.compile(r"[个大项类场次]\p{Han}{0,4}?(?:活动|行动|专项|制度|机制|平台|系统)")
_BESIDE = regex.compile(r"[个家项类名位部条种件处所],?")
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
        if ("、" in flow or "》《" in flow or "”“" in flow or "和" in flow) and not flow.startswith("|"):
            hides = "“" in flow or "《" in flow or "(" in flow
            masked = _OPAQUE.sub(_masked, flow) if hides else flow
            worded = "等" in masked and any(map(masked.__contains__, _WORDS))
            found += _behind(paragraph, _WORD.sub(_worded, masked) if worded else masked)
            found += _ahead(paragraph, masked)
            found += _inside(paragraph, masked)
    return tuple(found)


def _masked(match: regex.Match[str]) -> str:
    """A title, quote or bracket as one mark and filling of the same length."""
    return _MARKS[match.group()[0]] + _FILL * (len(match.group()) - 1)


def _worded(match: regex.Match[str]) -> str:
    """A word with its 等 put out of sight."""
    return match.group().replace("等", _PAUSE) if match["word"] else match.group()


def counted(numeral: str) -> int:
    """The value of a short numeral in Arabic or Chinese figures; 0 where it is none."""
    if numeral.isdigit():
        return int(numeral)
    return 2 if numeral == "两" else chinese_number(numeral)


def _made(
    paragraph: Paragraph,
    number: regex.Match[str],
    counts: set[int],
    *,
    open_: bool = False,
    bounded: bool = False,
    flat: bool = False,
    least: int = 2,
) -> Iterator[Enumeration]:
    value = counted(number["n"])
    if (least if bounded else 2) <= value <= _MOST and max(counts, default=0) > 1:
        yield Enumeration(
            paragraph.index, number.start("n"), number.end("n"), value, frozenset(counts), open_, bounded, flat
        )


def _behind(paragraph: Paragraph, masked: str) -> Iterator[Enumeration]:
    """Lists whose number follows: A、B和C等三项制度."""
    flow = paragraph.flow
    last = 0
    for match in _BEHIND.finditer(flow):
        if masked[match.start("n")] == _FILL and "“" not in match["lead"]:
            continue
        end, begin = match.start(), last
        last = match.end()
        low = max(begin, end - _WINDOW)
        open_ = bool(match["open"])
        if "“" in match["lead"] and (slogan := _NAMED.match(flow, match.end())):
            found = list(_named(paragraph, masked, low, match, slogan["word"]))
            yield from found
            if found:
                continue
        lettered = flow[end - 1] == "”" and flow.startswith("字", match.end())
        if not open_ and not lettered and not _counts_items(flow, match):
            last = begin
            continue
        run = _RUN.search(masked, low, end) if masked[end - 1] == _FILL else None
        if run and not _BEGUN.search(masked, low, run.start()):
            titles, quotes = run.group().count(_TITLE), run.group().count(_QUOTE)
            if titles + quotes > 1:
                documents = titles > 1 and not quotes and _DOCUMENTS.match(flow, match.end("n")) is not None
                bounded = open_ or documents
                names = not titles and masked[match.start("n")] != _FILL
                if match["n"].isdigit():
                    names = names and quotes > 2 and _THINGS.match(flow, match.end("n")) is not None
                counts, least = {titles + quotes}, 0 if titles > 1 else 2
                yield from _made(
                    paragraph, match, counts, open_=open_, bounded=bounded, flat=names, least=least
                )
                continue
            if flow[end - 1] == "”":
                quote = flow[flow.rfind("“", low, end) + 1 : end - 1]
                held, sure = inside(quote, counted(match["n"]), characters=lettered)
                counts = set(held) or _counts(quote)
                yield from _made(paragraph, match, counts, open_=open_, flat=sure and not open_)
                continue
        if masked.find("、", low, end) < 0 and masked.find("和", low, end) < 0:
            continue
        stop = _LAST_STOP.search(masked, max(0, end - _WINDOW), end)
        start = stop.end() if stop else max(0, end - _WINDOW)
        several = _COUNTED.search(masked, start, end)
        if several and not (several["word"] and (open_ or "等" in several.group())):
            last = begin
            continue
        if not open_ and match["n"].isdigit() and _QUANTITY.match(flow, match.end()):
            continue
        cut, start = start < low, max(low, start)
        listed = masked[start:end]
        region, etc, rest = listed.rpartition("等")
        if etc and len(rest) <= _ITEM:
            yield from _made(paragraph, match, _counts(region), open_=True)
        elif rest and rest[-1] not in "、和及与" and (not etc or open_):
            words = _even(listed)
            whole = open_ and not cut and _COUNTING.match(flow, match.end("n")) is not None
            flat = _FLAT.search(words) if whole else None
            behind, digits = flow[match.end() : match.end() + _ITEM], match["n"].isdigit()
            even = 0 if open_ or match["lead"] else row(listed, counted(match["n"]), behind, digits=digits)
            counts = {even} if even else _counts(flat.group() if flat else words)
            yield from _made(paragraph, match, counts, open_=open_, flat=flat is not None)


def _named(
    paragraph: Paragraph, masked: str, low: int, number: regex.Match[str], word: str
) -> Iterator[Enumeration]:
    """ "众创、众包、众扶、众筹“四众”": a list and the name in quotes that counts it."""
    if word[0] == "不":
        return
    stop = _LAST_STOP.search(masked, low, number.start())
    words = masked[stop.end() if stop else low : number.start()]
    if not _JOINTS.isdisjoint(words) and _HIDDEN.isdisjoint(words):
        yield from _counted_by(paragraph, words, number, word)


def _counted_by(paragraph: Paragraph, words: str, number: regex.Match[str], word: str) -> Iterator[Enumeration]:
    value, open_ = counted(number["n"]), bool(number["open"])
    behind = paragraph.flow[number.end() : number.end() + _ITEM]
    if not open_ and (found := row(words, value, behind, quoted=True, digits=number["n"].isdigit())):
        yield from _made(paragraph, number, {found})
        return
    items, shared = named(words, word, value)
    if items:
        yield from _made(paragraph, number, {items}, open_=open_, flat=shared)


def _counts_items(flow: str, number: regex.Match[str]) -> bool:
    """Whether a numeral may count what stands before it, and is no part of a name: 二期, 两手, “两个维护”."""
    if "“" in number["lead"] and _SLOGAN.match(flow, number.end()):
        return False
    if number["n"].isdigit():
        return True
    named = number["n"] == "二" or flow.startswith(_GRADE, number.end())
    return not named and _MEASURED.match(flow, number.end()) is not None


def _even(region: str) -> str:
    """A list with the 和 before its last item as one more 、, where all items end alike: 甲县、乙县和丙县."""
    last = _LAST_JOINT.search(region)
    if last is None:
        return region
    items = [*region[: last.start()].split("、"), last["last"]]
    if len(items) < 3 or len({item[-1:] for item in items}) > 1 or not items[-1]:
        return region
    return f"{region[: last.start()]}、{last['last']}"


def _counts(region: str) -> set[int]:
    """The numbers of items a stretch between two stops may hold, joined by 、 and before the last by 和."""
    commas = region.count("、") + region.count(_FILL + _TITLE)
    tail = region[region.rfind("、") + 1 :]
    joints = len(_JOINT.findall(tail))
    if not commas:
        return {2} if joints == 1 and len(region) <= _NEAR else set()
    return {commas + 1 + extra for extra in range(min(joints, 2) + 1)}


def _ahead(paragraph: Paragraph, masked: str) -> Iterator[Enumeration]:
    """Lists whose number stands before: 6件，分别是…；六大组团即…；四大战役：…."""
    flow = paragraph.flow
    for cue in _AHEAD.finditer(masked) if any(map(masked.__contains__, _AHEADS)) else ():
        number = _stated(flow, cue.start(), _CLAUSE)
        if number is None:
            continue
        region = masked[cue.end() : cue.end() + 2 * _WINDOW]
        for stop in "。!?":
            region = region.partition(stop)[0]
        titles, open_ = _titles(region)
        outside = masked[number.start()] != _FILL
        quotes = None if titles else _QUOTES.match(region)
        count = quotes.group().count(_QUOTE) if quotes else 0
        named = outside and cue.group().startswith("分别")
        named = named and _LEADING.fullmatch(flow, number.end(), cue.start()) is not None
        if quotes and (named or count == counted(number["n"])):
            yield from _made(paragraph, number, {count}, open_=quotes["open"] is not None, bounded=named)
        elif titles:
            bounded = outside and titles > 1 and _LEADING.fullmatch(flow, number.end(), cue.start()) is not None
            yield from _made(paragraph, number, {titles}, open_=open_, bounded=bounded, least=0)
        elif not region[:1].isdigit():
            firm = cue.group() not in ("包括", "指", "是指") and outside
            yield from _plain(paragraph, number, region, flow[number.end() : cue.start()], firm=firm)


def _below(lead: Paragraph, flow: str) -> Iterator[Enumeration]:
    """A list in the paragraph below the words that lead to it: 单位共3个，包括： above 甲局、乙院、丙站."""
    cue = _LEADS.search(lead.flow)
    number = _stated(lead.flow, cue.start(), _CLAUSE) if cue else None
    if cue and number and flow.find("。") in (-1, len(flow) - 1):
        region = _OPAQUE.sub(_masked, flow.removesuffix("。"))
        between = lead.flow[number.end() : cue.start()]
        for found in _plain(lead, number, region, between, firm=True):
            yield changed(found, bounded=False, flat=found.bounded)  # less sure than within a paragraph


def _plain(
    paragraph: Paragraph, number: regex.Match[str], region: str, between: str, *, firm: bool
) -> Iterator[Enumeration]:
    """A list of words behind its number; bounded where 、 alone divides it and its number stands close by."""
    clause = region.partition(",")[0]
    if clause != region and ends_alike(clause.split("、")):
        region = clause  # 分别是甲审判点、乙审判点，化解纠纷264件
    region = _even(region)
    choices = _choices(region)
    pieces = region.split("、")
    joints = len(_JOINT.findall(region))
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
        choices |= set(range(len(pieces), len(pieces) + joints + 1))
        yield from _made(paragraph, number, choices, bounded=True)
    else:
        yield from _made(paragraph, number, choices)


def _stated(flow: str, end: int, reach: int) -> regex.Match[str] | None:
    """The last number that is stated before ``end`` in its sentence; None also where two stand together."""
    low = max(0, end - reach)
    low = max(low, 1 + max(flow.rfind(stop, low, end) for stop in "。!?;"))
    found = list(_STATED.finditer(flow, low, min(len(flow), end + 1)))
    if not found or (len(found) > 1 and found[-1].start() - found[-2].end() < _TOGETHER):
        return None
    return found[-1]


def _titles(region: str) -> tuple[int, bool]:
    """How many titles the items from the start of a region on hold, one each at least; whether 等 follows."""
    count = 0
    for piece in _ITEMS_END.split(region):
        marks = piece.count(_TITLE)
        if not marks or (count and _RECOUNTED.search(piece.partition(_TITLE)[0])):
            break
        count += marks
    if not count:
        return 0, False
    behind = region[region.rfind(_TITLE) :].lstrip(_TITLE + _FILL)
    return count, "等" in behind[:_NEAR]


def _choices(region: str) -> set[int]:
    """The numbers of items a region may hold, whichever of ； ， 、 divides it."""
    found = set()
    first = region.partition(";")[0]
    clause = first.partition(",")[0]
    for text, mark in ((region, ";"), (first, ","), (first, "、"), (clause, "、")):
        number = text.count(mark) + 1
        if number > 1:
            joints = len(_JOINT.findall(text[text.rfind(mark) + 1 :]))
            found |= {number, number + 1} if joints else {number}
    return found or ({2} if len(_JOINT.findall(clause)) == 1 else set())


def _inside(paragraph: Paragraph, masked: str) -> Iterator[Enumeration]:
    """Lists in a bracket behind their number: 四级（省、市、县、乡）, “三统一”（…）."""
    flow = paragraph.flow
    at = masked.find(_ASIDE)
    while at >= 0:
        close = at + 1
        while masked.startswith(_FILL, close):
            close += 1
        content = flow[at + 1 : close - 1]
        if "、" in content:
            number = _stated(flow, at, _NEAR)
            if number is not None:
                inner = _OPAQUE.sub(_masked, content)
                titles, open_ = _titles(inner)
                if titles:
                    yield from _made(paragraph, number, {titles}, open_=open_, bounded=titles > 1)
                elif inner.endswith("等"):
                    yield from _made(paragraph, number, _choices(inner), open_=True)
                else:
                    yield from _plain(paragraph, number, inner, flow[number.end() : at], firm=True)
        at = masked.find(_ASIDE, close)
