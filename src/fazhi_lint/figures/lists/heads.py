"""Counts that the heads of what follows bear out: “四个新台阶” and four paragraphs that open with 跃上新台阶.

The heads are those of the paragraphs behind, or of the sentences behind in the paragraph; 三个阶段 is borne
out by 第一阶段 to 第三阶段.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...document import Document, Paragraph
from ...facts.list_rows import counted
from ...facts.literals import OF_HEADS, words_of
from ...kept import regex
from ...model import Relation
from .slogans import judged

_COUNT = regex.compile(
    r"(?P<n>[两三四五六七八九]|十[一二]?)(?:个|大)(?:(?:方面|领域|系统|环节)(?:实现|取得|迈[上出]|跃上|展现)?)?"
    r"(?P<word>新\p{Han}{2}|攻坚战|战役|工程|行动|阶段)"
)
_MARK = regex.compile(r"(?:[*—\-#>•]|\([一二三四五六七八九十]\)|[一二三四五六七八九十][、是]|\d{1,2}[.、])*")
_FEW = 3  # items; fewer are met by chance
_HEAD = 40  # characters of a paragraph within which its head ends
_NEAR, _MOST = 6, 60  # paragraphs in which the first item stands, and all of them
_SHORT = 2  # characters of a word that is said of anything: 行动
_LONG = 3000  # characters looked through for items in one paragraph
_NUMERALS = "一二三四五六七八九"


def heads(document: Document, found: Sequence[Relation]) -> Iterator[Relation]:
    """The counts of a document that what follows bears out or belies, but for those ``found`` by others."""
    known = {one.focus for one in found if one.kind in ("announced", "list")}
    there = OF_HEADS & words_of(document)
    for paragraph in document.paragraphs:
        if any(map(paragraph.flow.__contains__, there)):
            for match in _COUNT.finditer(paragraph.flow):
                relation = _judge(document, paragraph, match)
                if relation and relation.focus not in known:
                    yield relation


def _judge(document: Document, paragraph: Paragraph, match: regex.Match[str]) -> Relation | None:
    word, stated = match["word"], counted(match["n"])
    if match.start() and paragraph.flow[match.start() - 1] in "第十百":
        return None
    behind = document.paragraphs[paragraph.index + 1 : paragraph.index + 1 + _MOST]
    rest = paragraph.flow[match.end() : match.end() + _LONG]
    numbered = _numbered([rest, *(one.flow for one in behind[:_NEAR])], word)
    if numbered > 1:
        return judged(paragraph, match, numbered, sure=True)
    found, alike = _opened([one.flow for one in behind], word)
    closing = len(rest) <= _HEAD and "。" not in rest[:-1]
    if found >= _FEW and (found == stated or closing):
        return judged(paragraph, match, found, sure=alike)
    sentences = [one for one in rest.partition("。")[2].split("。") if one]
    held = [word in _head(one, word).partition(",")[0] for one in sentences]
    if sum(held) >= _FEW:
        return judged(paragraph, match, sum(held), sure=all(held) and len(held) > _FEW)
    return None


def _numbered(texts: Sequence[str], word: str) -> int:
    """How many of 第一阶段, 第二阶段, … come up in this order."""
    text, at = "".join(texts), 0
    for row, numeral in enumerate(_NUMERALS):
        at = text.find(f"第{numeral}{word}", at)
        if at < 0:
            return row
    return len(_NUMERALS)


def _opened(flows: Sequence[str], word: str) -> tuple[int, bool]:
    """How many paragraphs have a word in their head, and whether each of them ends its head in it.

    They stand in a row, in which one paragraph without such a head may go on with the one before it.
    """
    found, missed, alike = 0, 0, True
    for at, flow in enumerate(flows):
        mark = _MARK.match(flow) if word in flow else None
        head = _head(flow[mark.end() :], word) if mark else ""
        if word in head:
            alike = alike and head.endswith(word) and not (found and missed)
            found, missed = found + 1, 0
        else:
            missed += 1
        if missed > 1 and (found or at >= _NEAR):
            break
    return found, alike


def _head(flow: str, word: str) -> str:
    """What a text opens with; as a short word is said of anything, only what ends in it there."""
    head = flow[:_HEAD].partition("。")[0].partition(":")[0].rstrip("*")
    if len(word) > _SHORT:
        return head
    head = head.partition(",")[0].removesuffix("计划").rstrip("“”")
    return head if head.endswith(word) else ""
