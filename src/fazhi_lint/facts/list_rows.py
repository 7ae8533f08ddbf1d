"""Lists whose items are alike enough to be counted without a mark that says where they begin.

"X、Y、Z三大产业" is a list of three where X, Y and Z are of like length: what is hidden in an item, a second
list or another count, would make it longer. Names in quotes right behind their list, "众创、众包“四众”",
count the items that share their character.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..kept import regex

_SPLIT = regex.compile("[、和及与]")
_WHOLE = regex.compile(r"[^\P{Han}和及与暨或等各]+")
_NO_NOUN = regex.compile(
    r"(?:做到|落实|践行|坚[持定]|实[现施行]|推[进动行]|开展|深化|完善|打好|抓好|达到|建设|打造|构建|增强|树牢|拥护|[各的])$"
)
_KINDS = tuple("大项条类种个")
_PLACES = tuple("家所座县市区镇乡张省村处")
_DURATIONS = ("个半", "个工作日", "个月", "个小时", "个百分点")
_LEAST, _MOST = 3, 9  # 两 and 十 stand in set phrases
_SLIP = 2  # a number that is further off counts something else
_EVEN = 2
_BROAD = 4
_PAIR = 2
_TAIL = 2


def ends_alike(pieces: Sequence[str]) -> bool:
    """Whether three or more items end in the same two characters."""
    return len(pieces) > 2 and len({piece[-_TAIL:] for piece in pieces}) == 1 and len(pieces[0]) > _TAIL


def near(items: int, value: int) -> bool:
    """Whether a stated number may be a slip of the number of items."""
    return abs(items - value) <= _SLIP


def row(words: str, value: int, behind: str, *, digits: bool, quoted: bool = False) -> int:
    """The items of a list without 等 that is a run of words of like length right before its number; 0 if none.

    ``behind`` is the text from the measure word on; ``quoted`` says that a quote opens before the number,
    ``digits`` that it is written in Arabic figures. Of some 330 such lists in real reports none had another
    number; longer and uneven items hold lists of their own.
    """
    items = words.lstrip("与同和及").split("、")
    before, joined, last = items[-1].partition("和")
    if joined:
        items[-1:] = [before, last]
    if len(items) <= _PAIR or not _LEAST <= value <= _MOST or not near(len(items), value):
        return 0
    kinds = behind.startswith(_KINDS)
    if not (kinds or behind.startswith(_PLACES)) or behind.startswith(_DURATIONS):
        return 0
    if not all(map(_WHOLE.fullmatch, items)) or _NO_NOUN.search(items[-1]):
        return 0
    sizes = [len(item) for item in items[1:]]
    if min(sizes) < _PAIR or len(items[0]) < min(sizes) or (joined and not kinds):
        return 0
    if len({item[-1] for item in items}) == 1:
        return len(items)
    spread = 0 if quoted else 1 if joined or digits else _BROAD if kinds else _EVEN
    return len(items) if max(sizes) - min(sizes) <= spread else 0


def named(words: str, word: str, value: int) -> tuple[int, bool]:
    """The items that a name in quotes behind them counts, and whether all share its first character.

    Where they share none, the number is only given where it agrees: the name may be the object of a verb
    before it. 0 where nothing can be said.
    """
    items = _SPLIT.split(words)
    if len(items) < _PAIR or min(map(len, items)) < _PAIR or _NO_NOUN.search(words):
        return 0, False
    held = [word[0] in item for item in items]
    if all(held) and near(len(items), value):
        return len(items), len(items) > _PAIR
    tail = next((at for at, one in enumerate(reversed(held)) if not one), len(items))
    return (value if value in (tail, len(items)) else 0), False


def inside(content: str, value: int, *, characters: bool) -> tuple[Collection[int], bool]:
    """The numbers of items that a quote right before a number holds, and whether its marks make them certain.

    ``characters`` says that characters are counted: “巩固、增强、提升、畅通”八字方针.
    """
    items = content.split("、")
    if characters:
        size = sum(map(len, items))
        return ({size}, True) if near(size, value) else ((), False)
    if len(items) == 1:  # “加减乘除”四篇文章
        return ({value}, False) if len(content) == value and _WHOLE.fullmatch(content) else ((), False)
    if len(items) > _PAIR and near(len(items), value) and all(map(_WHOLE.fullmatch, items)):
        return {len(items)}, True
    return (), False
