"""Which measure words name the same thing, so that their figures may be added.

件, 起 and 宗 count the same cases, 人 and 名 the same people; 个, 家 and 户 may count different things and
are kept apart. Scales (万, 亿) are already part of a number's value.
"""

from __future__ import annotations

from fractions import Fraction

SAME: dict[str, str] = {
    word: words[0]
    for words in (
        ("件", "起", "宗", "例", "案"),
        ("人", "名", "位", "人员"),
        ("人次", "人/次", "名次"),
        ("项", "項"),
        ("条", "條"),
        ("公里", "千米"),
        ("平方公里", "平方千米"),
        ("元", "元人民币", "圆"),
        ("个", "個"),
        ("户", "戶"),
        ("公斤", "千克"),
    )
    for word in words
}

# Words that count single things of any kind: 10个隐患 may be listed as 6处 and 4处. A lost one is "".
# So are 件 and 件次, 剂 and 剂次 where a text takes one for the other.
_TIMES = frozenset({"件次", "人次", "场次", "批次", "剂次"})
COUNTING = frozenset("件项条家户人个处所次座场期批份部种类只套辆台剂卷宗本篇") | _TIMES | {""}


def family(unit: str) -> str:
    """The word under which a measure word's figures are added; a bare number stays ""."""
    return SAME.get(unit, unit)


# How many of the first one of a kind the measures are.
_MEASURES: dict[str, tuple[str, Fraction | int]] = {
    "公斤": ("公斤", 1), "千克": ("公斤", 1), "斤": ("公斤", Fraction(1, 2)), "担": ("公斤", 50),
    "吨": ("公斤", 1000),
    "平方米": ("平方米", 1), "亩": ("平方米", Fraction(2000, 3)), "公顷": ("平方米", 10**4),
    "平方公里": ("平方米", 10**6), "平方千米": ("平方米", 10**6),
}  # fmt: skip


def measured(unit: str, wanted: str) -> Fraction | None:
    """How many of one measure make another; None if they measure different things."""
    if family(unit) == family(wanted):
        return Fraction(1)
    one, other = _MEASURES.get(unit), _MEASURES.get(wanted)
    return Fraction(one[1]) / Fraction(other[1]) if one and other and one[0] == other[0] else None
