"""Which measure words name the same thing, so that their figures may be added.

件, 起 and 宗 count the same cases, 人 and 名 the same people; 个, 家 and 户 may count different things and
are kept apart. Scales (万, 亿) are already part of a number's value.
"""

from __future__ import annotations

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
