"""The room of sequences: numbered headings and items, 一是…二是…, followed from one number to the next.

Lists stand inside lists, restart in every section, go on over page breaks and run side by side in tables.
So a few lists of each style are kept open, and a number that continues any of them is in order; what
continues none is a break. Whether a break is a mistake is for the checks to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document, Paragraph
from .kept import regex, scanner
from .mark_slips import Slip, mark_slips
from .outline import NUMERAL, RANKS, Mark, body, chinese_number, leading_marks
from .values import field, record, value

PROSE_STYLES = ("一是", "一要", "第一", "其一")
_PROSE_RANK = 9
_OPEN_LISTS = 4

_STOPS = "。;:,!?…—"
_CLOSERS = "”’)》〉]"
# 统一是, 唯一是, 第二是, 周五是, 张三是: the numeral belongs to the word before it.
_WORD_BEFORE = frozenset("第其统唯之同专单万某周初老十百零〇廿双再张李王赵逐划归无不连暮倒")
_LEAD = regex.compile(r"(?:[#>*_\-]|<br>)*")
# The library looks for the first characters fast where they stand alone.
_MARKS = scanner(r"[一二第其(1①](?:(?<=[一二])[是要]|(?<=[第其(])[一二]|(?<=\()1|(?<=1)[.、]|(?<=①))")
_IS = scanner(rf"({NUMERAL}{NUMERAL}?)(?:(是)|(要)(?![素件]))")
# Without a stop before it, 三是非 and 二要点 are other words.
_WORD_AFTER = {"一是": frozenset("否非"), "一要": frozenset("点务闻道津害塞地员领求紧")}
# “三是三非” is a name.
_NAME = regex.compile(rf"“{NUMERAL}[是要]{NUMERAL}[\p{{Han}}]{{1,4}}”")
# 5.6大行业: a numbered note on 六大行业, but only where the list stands at 4.
_DOUBTFUL = scanner(rf"{_LEAD.pattern}(?P<num>\d{{1,2}})[.、]")
_ORDER = regex.compile(
    rf"(?:(?<=[。;:!?*])|^)(?:(第)({NUMERAL}{{1,2}})(?:[,:]|是|、(?!第?{NUMERAL}))|(其)({NUMERAL})(?:[,:、]|是))"
)
_RANKED = scanner(rf"第({NUMERAL})是")
# The stop before the mark belongs to the match; a year may begin the item: 1.2013年及以后.
_INLINE = scanner(
    rf"[。;:,!?”](?:\((?P<paren>{NUMERAL}{{1,3}})\)|\((?P<nparen>\d{{1,2}})\)"
    r"|(?P<num>\d{1,2})(?:[.、])(?!\d(?!\d{3}年))|(?P<circle>[①-⑳]))"
)
# 附件:1.2025年度…: what is attached may have a name that begins with a figure.
_ATTACHED = scanner(r"附[件表录]:(?P<num>1)[.、]")
_UNUSUAL = frozenset("附#>*_-<0123456789")  # what the two begin with
_CELL = "0123456789.,%-— \t"
_INLINE_STYLES = {"paren": "（一）", "nparen": "（1）", "num": "1.", "circle": "①"}


@value
class Chain:
    """A list: marks of one style, each continuing the one before."""

    style: str
    marks: tuple[Mark, ...]


@value
class Break:
    """A mark that continues no list. ``before`` is the mark it stands after; None where no list was open."""

    before: Mark | None
    mark: Mark


@value
class Sequences:
    """All lists of a document and where they break.

    ``numbered`` are the marks that open paragraphs, in reading order, ``slips`` those among them that are read
    in another style than they are written. ``unseparated`` are items such as
    二是 that no stop separates from what precedes, each with its list.
    """

    chains: tuple[Chain, ...]
    breaks: tuple[Break, ...]
    unseparated: tuple[tuple[Mark, Chain], ...]
    numbered: tuple[Mark, ...]
    slips: tuple[Slip, ...]


def sequences(document: Document) -> Sequences:
    """The sequences of the document's text, page furniture left out."""
    return document.once(_sequences)


def in_table(document: Document, mark: Mark) -> bool:
    """Whether a mark stands in a cell or a table of contents: text out of a PDF has one cell a line."""
    paragraphs = document.paragraphs
    flow = paragraphs[mark.paragraph].flow
    if RANKS.get(mark.style, _PROSE_RANK) < RANKS["一、"]:
        return "\t" in flow or flow.endswith("……")  # the figure beside 第二部分 is a page number
    near = range(mark.paragraph - 2, mark.paragraph + 3)
    return mark.leads and ("\t" in flow or flow.endswith("……") or not document.once(_cells).isdisjoint(near))


def _cells(document: Document) -> frozenset[int]:
    """The paragraphs that hold figures and nothing else, by index."""
    return frozenset(one.index for one in document.paragraphs if not one.flow.strip(_CELL))


@record
class _List:
    """A list being followed. After a slip the list may go on from either count, or have begun anew."""

    style: str
    marks: list[Mark]
    next: tuple[int, ...]
    closed: bool = False

    @property
    def last(self) -> Mark:
        return self.marks[-1]

    def chain(self) -> Chain:
        return Chain(self.style, tuple(self.marks))


@record
class _Follower:
    """Feeds marks in reading order to the lists they continue."""

    open: dict[str, list[_List]] = field(factory=dict)
    lists: list[_List] = field(factory=list)
    breaks: list[Break] = field(factory=list)
    unseparated: list[tuple[Mark, _List]] = field(factory=list)
    numbered: list[Mark] = field(factory=list)

    def feed(self, mark: Mark) -> None:
        if mark.leads and mark.style in RANKS:
            self.numbered.append(mark)
            self._close_below(RANKS[mark.style])
        lists = self.open.setdefault(mark.style, [])
        # In prose, items in mid-paragraph belong to one passage.
        first = 0 if mark.leads or mark.style in RANKS else mark.paragraph - 1
        live = [one for one in lists if not one.closed and one.last.paragraph >= first]
        home = self._home(live, mark)
        if home is None and mark.number == 1:
            self._start(mark)
            return
        if home is None and not live and mark.style in RANKS:
            # Numbering may run on through the sections of a report.
            home = next((one for one in reversed(lists) if mark.number in one.next), None)
        if home is not None:
            home.next = (mark.number + 1,)
        else:
            alike = [one for one in live if one.last.leads == mark.leads] or live
            if alike and self._replaces_guess(alike[-1], mark):
                return
            self.breaks.append(Break(alike[-1].last if alike else None, mark))
            if not alike:
                self._start(mark, missed=True)
                return
            home = alike[-1]
            home.next = (mark.number + 1, home.next[0] + 1, 2)
        home.marks.append(mark)
        home.closed = False
        lists.remove(home)
        lists.append(home)

    def feed_unseparated(self, mark: Mark) -> None:
        """Take a 二是 without a stop before it for an item only if it is the very next of its paragraph."""
        lists = self.open.get(mark.style)
        if not lists or lists[-1].closed:
            return
        last = lists[-1].last
        if last.paragraph == mark.paragraph and mark.number in lists[-1].next:
            lists[-1].marks.append(mark)
            lists[-1].next = (mark.number + 1,)
            self.unseparated.append((mark, lists[-1]))

    def feed_doubtful(self, mark: Mark) -> None:
        """Take 5.6… for item 5 only if item 4 is the last one seen."""
        lists = self.open.get(mark.style, ())
        if any(not one.closed and one.last.leads and mark.number in one.next for one in lists):
            self.feed(mark)

    def _home(self, live: list[_List], mark: Mark) -> _List | None:
        fitting: _List | None = None
        for one in reversed(live):
            if mark.number in one.next and self._may_follow(one, live, mark):
                if one.last.leads == mark.leads:
                    return one
                fitting = fitting or one
        return fitting

    @staticmethod
    def _may_follow(one: _List, live: list[_List], mark: Mark) -> bool:
        last = one.last
        return one is live[-1] or (last.leads and mark.leads) or last.paragraph == mark.paragraph

    def _replaces_guess(self, one: _List, mark: Mark) -> bool:
        """A stop before 二是 shows that the 二是 found before it without one was no item."""
        last = one.last
        if last.number != mark.number or not self.unseparated or self.unseparated[-1][0] is not last:
            return False
        self.unseparated.pop()
        one.marks[-1] = mark
        return True

    def _start(self, mark: Mark, missed: bool = False) -> None:
        started = _List(mark.style, [mark], (mark.number + 1, 2) if missed else (mark.number + 1,))
        lists = self.open.setdefault(mark.style, [])
        lists.append(started)
        del lists[:-_OPEN_LISTS]
        self.lists.append(started)

    def _close_below(self, rank: int) -> None:
        for style, lists in self.open.items():
            if RANKS.get(style, _PROSE_RANK) > rank:
                for one in lists:
                    one.closed = True


def _sequences(document: Document) -> Sequences:
    follower = _Follower()
    leads = leading_marks(document)
    lines = body(document)
    slips = mark_slips([lead for line in lines if (lead := leads[line.index]) is not None])
    meant = {slip.meant.paragraph: slip.meant for slip in slips}
    for paragraph in lines:
        lead = meant.get(paragraph.index) or leads[paragraph.index]
        if lead is not None:
            follower.feed(lead)
        elif paragraph.flow[0] in _UNUSUAL:
            _feed_unusual(follower, paragraph)
        for mark, separated in _inner_marks(paragraph, lead.end if lead else 0):
            if separated:
                follower.feed(mark)
            else:
                follower.feed_unseparated(mark)
    return Sequences(
        tuple(one.chain() for one in follower.lists),
        tuple(follower.breaks),
        tuple((mark, one.chain()) for mark, one in follower.unseparated),
        tuple(follower.numbered),
        slips,
    )


def _feed_unusual(follower: _Follower, paragraph: Paragraph) -> None:
    """A first item behind 附件：, or one glued to the figure behind it."""
    if (attached := _ATTACHED.match(paragraph.flow)) is not None:
        follower.feed(Mark(paragraph.index, attached.start("num"), attached.end(), "1.", 1))
    elif (doubtful := _DOUBTFUL.match(paragraph.flow)) is not None:
        start, number = doubtful.start("num"), int(doubtful["num"])
        follower.feed_doubtful(Mark(paragraph.index, start, doubtful.end(), "1.", number))


def _inner_marks(paragraph: Paragraph, begin: int) -> list[tuple[Mark, bool]]:
    """Marks behind the leading one, in order, with whether a stop or the paragraph's head precedes them."""
    flow = paragraph.flow
    found: list[tuple[Mark, bool]] = []
    lead = _LEAD.match(flow) if flow[0] in "#>*_-<" else None
    head = lead.end() if lead else 0
    # Most paragraphs hold no such items, which a few words tell.
    if not (flow[head + 1 : head + 2] in "是要" or flow[head : head + 1] in "第其" or _MARKS.search(flow)):
        return found
    if flow[head + 1 : head + 2] in "是要" or (
        "一是" in flow or "二是" in flow or "一要" in flow or "二要" in flow
    ):
        found += _said(paragraph, max(head, begin))
    if flow[head : head + 1] in "第其" or (
        "第一" in flow or "第二" in flow or "其一" in flow or "其二" in flow
    ):
        for match in _ORDER.finditer(flow):
            style, numeral = ("第一", match[2]) if match[1] else ("其一", match[4])
            leads = match.start() <= head
            mark = Mark(paragraph.index, match.start(), match.end(), style, chinese_number(numeral), leads)
            if mark.number:
                found.append((mark, True))
        found += _ranked(paragraph, found)
    bracketed = "(" in flow and ("(一)" in flow or "(二)" in flow or "(1)" in flow or "(2)" in flow)
    if bracketed or "1." in flow or "1、" in flow or "①" in flow:
        found += _numbered(paragraph, begin)
    if len(found) > 1:
        found.sort(key=lambda pair: pair[0].start)
    return found


def _ranked(paragraph: Paragraph, found: list[tuple[Mark, bool]]) -> list[tuple[Mark, bool]]:
    """第一是…，第二是…，第四是…: three such words, from the first on, are a list without stops before them."""
    matches = list(_RANKED.finditer(paragraph.flow))
    numbers = [chinese_number(match[1]) for match in matches]
    if len(numbers) < 3 or numbers[:2] != [1, 2] or numbers != sorted(numbers):
        return []
    known = {mark.start for mark, _ in found}
    return [
        (Mark(paragraph.index, match.start(), match.end(), "第一", number, leads=False), True)
        for match, number in zip(matches, numbers, strict=True)
        if match.start() not in known
    ]


def _said(paragraph: Paragraph, head: int) -> Iterator[tuple[Mark, bool]]:
    flow = paragraph.flow
    for match in _IS.finditer(flow):
        number = chinese_number(match[1])
        start = match.start()
        before = flow[start - 1 : start]
        if not number or (before and (before in _WORD_BEFORE or before in NUMERAL)):
            continue
        if flow.endswith(("星期", "礼拜"), 0, start) or (before == "“" and _NAME.match(flow, start - 1)):
            continue
        leads = start <= head
        mark = Mark(paragraph.index, start, match.end(), "一是" if match[2] else "一要", number, leads)
        separated = leads or _stopped(flow, start)
        if separated or flow[mark.end : mark.end + 1] not in _WORD_AFTER[mark.style]:
            yield mark, separated


def _stopped(flow: str, start: int) -> bool:
    """Whether only closing marks stand between a stop and ``start``, as in ……。”二是."""
    while start and flow[start - 1] in _CLOSERS + "*":
        start -= 1
    return not start or flow[start - 1] in _STOPS


def _numbered(paragraph: Paragraph, begin: int) -> Iterator[tuple[Mark, bool]]:
    for match in _INLINE.finditer(paragraph.flow, begin):
        kind = match.lastgroup or ""
        literal = match[kind]
        if kind == "paren":
            number = chinese_number(literal)
        elif kind == "circle":
            number = ord(literal) - ord("①") + 1
        else:
            number = int(literal)
        if number:
            style = _INLINE_STYLES[kind]
            yield Mark(paragraph.index, match.start() + 1, match.end(), style, number, leads=False), True
