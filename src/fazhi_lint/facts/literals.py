"""The fixed strings that rules look for: one scan of a document tells which of them it holds.

Rules look for hundreds of words letter by letter, and a report holds a dozen of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from ..document import Document
from ..kept import scanner
from ..knowledge import knowledge
from ..values import value

# Where the words stand: table, list, key.
_WORDS = (
    ("template", "entries", "cues"),
    ("wording", "entries", "cues"),
    ("punctuation", "entries", "cues"),
    ("meetings", "meeting", "names"),
    ("terms", "term", "names"),
    ("offices", "office", "names"),
    ("rates", "ratio", "names"),
    ("partitions", "bound", "word"),
)
# What tells of relations that few reports state, or of another way to say them: figures/ asks for these.
_OF_RELATIONS = (
    "预算", "总计", "单位:", "主要原因", "实际", "价格", "物价", "番", "出生", "人均", "人口", "财产", "衣着",
    "年均", "年平均", "),比", "),较", "),同比", "亩)", "公顷)", "斤)", "吨)", "万人中", "万人口中", "百分点",
    "千分点", "比重", "比例", "分别", "依次", "占到", "占了", "院工作报告", "审计", "五年", "生产总值", "持平",
    "相同", "一致", "机械调整", "四舍五入", "单位取舍", "计)", "计算", "测算)", "以上", "事故", "火灾",
)  # fmt: skip
# The words of figures/sums/equations.py and knowledge/equations.toml.
OF_EQUATIONS = frozenset({
    "存贷差", "审定", "核定", "盈亏相抵", "盈亏互抵", "余额", "剩余", "尚余", "结余", "节余", "现行有效",
    "年终结转", "结转下年", "年末结转", "未结", "未审结", "未办结", "未执结", "旧存", "在册", "在矫", "在库",
    "尚有", "还有", "仍有", "现存", "滚存", "滚存结余", "结转", "年终结余", "办理总数", "年初", "年末", "期末",
    "调整预算", "调整后预算", "尚欠", "尚未支付", "空编", "公用经费", "净值", "不重复", "重复计算",
})  # fmt: skip
# Those of figures/lists/heads.py.
OF_HEADS = frozenset(
    {"个新", "大攻坚战", "大战役", "大工程", "大行动", "个阶段", "面实现新", "域实现新", "面取得新"}
)
# The last of kinds that figures/sums/divided.py knows.
OF_KINDS = frozenset({
    "第三产业", "乡村", "农村", "女", "少数民族", "集体户", "人工林", "内河", "进口", "禽肉", "非税", "重工业",
    "餐饮", "不批", "岁及以上",
})  # fmt: skip
# The first word of every total of knowledge/identities.toml.
OF_TOTALS = frozenset({"二产", "三产", "轻工业", "工农业总产值", "顺差"})
# What stands in tables whose form is prescribed, and in few other texts.
OF_FORMS = frozenset({"公益组织", "转政府信息", "结果维持", "未经复议", "申请办结数"})
_TAIL, _SHORT = 4, 2  # characters at the end of longer words that are looked for first


@value
class _Watched:
    """The words of the tables: those of one character, and the others by what they end in.

    That is as many characters as they have, but no more than four, or two where they are few. A pattern finds
    each so many characters that may be such an end: of hundreds of words, the scans for two, for three and for
    four together are faster than one.
    """

    single: list[str]
    longer: list[tuple[dict[str, tuple[str, ...]], re.Pattern[str]]]


def flows(document: Document) -> str:
    """The flows of all paragraphs as one text, a line each."""
    return document.once(_flows)


def words_of(document: Document, raw: bool = False) -> frozenset[str]:
    """The words of the tables that stand in the flows, or those for the ``raw`` text that stand there."""
    return document.once(_raw_words if raw else _words)


def _flows(document: Document) -> str:
    return "\n".join(paragraph.flow for paragraph in document.paragraphs)


def _words(document: Document) -> frozenset[str]:
    return _found(flows(document), _watched(False))


def _raw_words(document: Document) -> frozenset[str]:
    return _found(document.text, _watched(True))


def _found(text: str, watched: _Watched) -> frozenset[str]:
    found = {word for word in watched.single if word in text}
    lead = "\n" * _TAIL
    for ending, ends in watched.longer:
        for end in ending.keys() & ends.findall(lead + text):
            found.update(word for word in ending[end] if word == end or word in text)
    return frozenset(found)


@cache
def _watched(raw: bool) -> _Watched:
    by_size: list[dict[str, tuple[str, ...]]] = [defaultdict(tuple) for _ in range(_TAIL + 1)]
    for word in dict.fromkeys(_listed(raw)):
        end = word[-_SHORT if raw else -_TAIL :]
        by_size[len(end)][end] += (word,)
    return _Watched([*by_size[1]], [(dict(ending), _ends(ending)) for ending in by_size[2:] if ending])


def _ends(ending: Iterable[str]) -> re.Pattern[str]:
    """Finds each so many characters of which every one stands at its place in some of the ends."""
    places = [*zip(*ending, strict=True)]
    last, *others = (f"[{re.escape(''.join(sorted(set(chars))))}]" for chars in reversed(places))
    # A character that stands further to the front is looked back for only where all behind it fit.
    before = "".join(f"(?<={one}{'.' * place})" for place, one in enumerate(others[:-1], 1))
    return scanner(f"(?s){last}{before}(?<=({others[-1]}{'.' * len(others)}))")


def _listed(raw: bool) -> Iterator[str]:
    if not raw:
        yield from _OF_RELATIONS
        yield from OF_EQUATIONS
        yield from OF_TOTALS
        yield from OF_HEADS
        yield from OF_KINDS
        yield from OF_FORMS
    for table, entries, key in _WORDS:
        listed: list[dict[str, Any]] = knowledge(table)[entries]
        for entry in listed:
            if entry.get("raw", False) == raw:
                words = entry.get(key, ())
                yield from (words,) if isinstance(words, str) else words
