"""The laws and documents of ``rules/knowledge/laws.toml``, looked up by a cited title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from ..document import fold
from ..kept import regex, scanner
from ..knowledge import knowledge
from ..values import value
from .titles import title_key

_DRAFT = scanner(r"\((?:[^()]*(?:草案|征求意见稿|送审稿|讨论稿|修订|修正|试行|暂行|审议稿|释义)[^()]*)\)$")
_KINDS = (
    "条例", "规定", "办法", "细则", "规则", "纲要", "规划", "方案", "意见",
    "决定", "通知", "计划", "要点", "准则", "法",
)  # fmt: skip
_LOCAL = regex.compile(r"[省市县区州盟旗镇乡村]")
# Words by which one document differs from another that is named like it.
_TELLING = frozenset(("实施", "暂行", "试行", "补充", "若干", "管理", "监督", "工作", "新"))
# Kinds of which every office issues its own on the same matter.
_COMMON = frozenset(("意见", "决定", "通知", "方案", "计划", "要点"))
_REMEMBERED = 4096  # titles
_SHORTEST_LAW, _SHORTEST, _LONG, _UNMISTAKABLE, _VERY_LONG = 5, 8, 12, 15, 20
_WIDEST_MOVE = 8
_FIGURE = regex.compile(r"[\d〇零一二三四五六七八九十百]")
# What is wrong in every title; 法制 stands in the names of offices and of older documents.
_MISSPELT = (("条列", "条例"), ("法制政府", "法治政府"), ("法制社会", "法治社会"), ("法制中国", "法治中国"))
_HEAD, _TAIL = 3, 4


@value
class Law:
    """A law or document that reports cite; ``title`` is folded and without 中华人民共和国."""

    title: str
    number: str = ""
    first: date | None = None
    ended: date | None = None
    replaced_by: str = ""
    in_force: date | None = None


@value
class Change:
    """One stretch in which two titles differ: ``a[start:start + len(was)]`` against ``b``'s ``other``."""

    start: int
    was: str
    other: str


def change_between(a: str, b: str) -> Change:
    """The shortest stretch of ``a`` whose replacement makes it ``b``."""
    head = _alike(a, b)
    tail = _alike(reversed(a[head:]), reversed(b[head:]))
    return Change(head, a[head : len(a) - tail], b[head : len(b) - tail])


def _alike(a: Iterable[str], b: Iterable[str]) -> int:
    """With how many equal characters two texts begin."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


@value
class LawBook:
    """The table, ready for looking up. Keys are those of :func:`titles.title_key`.

    ``short`` are the short ones, ``mixed`` the same by their characters in whatever order.
    """

    known: Mapping[str, Law]
    miswritten: Mapping[str, Law]
    beginnings: Mapping[str, Sequence[str]]
    endings: Mapping[str, Sequence[str]]
    short: Sequence[str]
    mixed: Mapping[str, Sequence[str]]

    def find(self, key: str) -> Law | None:
        """The law behind a title that is written right; drafts and amendments count as their law."""
        law = self.known.get(key)
        return law if law or key[-1:] != ")" else self.known.get(_DRAFT.sub("", key))

    def miswriting_of(self, key: str, national: bool = False) -> tuple[Law, bool] | None:
        """The law meant by a title that is written wrong, and whether that is certain; None in doubt.

        ``national`` is whether 中华人民共和国 stands before it: then it is none of the many local titles.
        """
        return _meant(key, national)

    def search(self, key: str, national: bool) -> tuple[Law, bool] | None:
        """What :meth:`miswriting_of` remembers, looked for."""
        if self.find(key):
            return None
        if key in self.miswritten:
            return self.miswritten[key], True
        spelt = next((key.replace(wrong, right) for wrong, right in _MISSPELT if wrong in key), key)
        if spelt in self.known:
            return self.known[spelt], True
        if national and key.endswith("条例") and (act := key.removesuffix("条例") + "法") in self.known:
            return self.known.get(f"{act}实施条例", self.known[act]), False
        # Nobody but the legislature of the state gives a law the name of 法.
        national = national or (key.endswith("法") and not key.endswith("办法"))
        if _SHORTEST_LAW - 1 <= len(key) < _SHORTEST:
            alike = self.short if national else self.mixed.get(_mixed(key), ())
            short = [name for name in alike if _is_short_slip(name, key, national)]
            if len(short) == 1:
                return self.known[short[0]], False
        if len(key) < _SHORTEST - 1:
            return None
        near = {*self.beginnings.get(key[:_HEAD], ()), *self.endings.get(key[-_TAIL:], ())}
        meant = [name for name in near if len(name) >= _SHORTEST and _is_slip(name, key)]
        if len(meant) != 1:
            return None
        return self.known[meant[0]], _is_certain(change_between(key, meant[0]), len(meant[0]))


@lru_cache(maxsize=_REMEMBERED)
def _meant(key: str, national: bool) -> tuple[Law, bool] | None:
    """The same titles come again and again, within a report and from one to the next."""
    return law_book().search(key, national)


def _is_short_slip(name: str, cited: str, national: bool) -> bool:
    """Whether a short title is a known one with two characters exchanged or, of national laws, one wrong."""
    if abs(len(name) - len(cited)) > 1:
        return False
    change = change_between(name, cited)
    if _is_moved(change):
        return True
    return national and max(len(change.was), len(change.other)) == 1


def _is_certain(change: Change, size: int) -> bool:
    """Whether a slip can be mended unseen: one character of a long title, no figure among what differs."""
    both = change.was + change.other
    if both == "年" or _is_moved(change):
        return True
    return size >= _LONG and max(len(change.was), len(change.other)) == 1 and not _FIGURE.search(both)


def _is_moved(change: Change) -> bool:
    """Whether two words have changed places: 暂行程序 for 程序暂行."""
    was, other = change.was, change.other
    return 1 < len(was) == len(other) <= _WIDEST_MOVE and other in was + was


def _is_slip(name: str, cited: str) -> bool:
    """Whether the cited title is the known one with a slip of the pen, not a document of its own."""
    if not -2 <= len(name) - len(cited) <= 2:
        return False
    change = change_between(name, cited)
    lost, added = len(change.was), len(change.other)
    kind, other_kind = _kind(name), _kind(cited)
    if (change.was, change.other, kind) == ("", "工作", "条例"):
        return not _LOCAL.search(cited)
    if _is_moved(change) and other_kind in (kind, ""):
        return True
    # 条例 are made by the party's centre, the State Council and the congresses: no office has its own.
    if kind in ("规定", "办法") and cited == name.removesuffix(kind) + "条例":
        return len(name) >= _UNMISTAKABLE
    if len(cited) - len(name) > 1:
        return False
    swapped = lost == 2 and change.other == change.was[::-1]
    if max(lost, added) > 1 and not swapped and not (lost == 2 and not added and len(name) >= _LONG):
        return False
    if _LOCAL.search(change.other) or {change.was, change.other} & _TELLING:
        return False
    at_start, at_end = change.start == 0, change.start + lost == len(name)
    if (at_start and added >= lost) or (at_end and added > lost):
        return False
    if kind != other_kind and (
        other_kind or not (swapped or max(lost, added) == 1)
    ):  # 条列 and 条 are no kinds of document
        return False
    return kind not in _COMMON or (
        len(name) >= _VERY_LONG and (swapped or lost < 2 or (change.was, change.other) == ("指导", ""))
    )


def _kind(title: str) -> str:
    plain = title.partition("(")[0]
    return next((kind for kind in _KINDS if plain.endswith(kind)), "")


@cache
def law_book() -> LawBook:
    """The table of laws; read when first asked for."""
    table = knowledge("laws")
    known = {title_key(title): Law(title) for entry in table["titles"] for title in _folded(entry["items"])}
    miswritten: dict[str, Law] = {}
    for entry in table["law"]:
        title, later = _folded((entry["title"], entry.get("replaced_by", "")))
        first, ended, in_force = map(entry.get, ("first", "ended", "in_force"))
        law = Law(title, entry.get("number", ""), first, ended, later, in_force)
        known[title_key(title)] = law
        if "also" in entry:
            known |= {title_key(name): Law(name, law.number) for name in _folded(entry["also"])}
        if "miswritings" in entry:
            miswritten |= {title_key(name): law for name in _folded(entry["miswritings"])}
    beginnings: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    for key in known:
        beginnings.setdefault(key[:_HEAD], []).append(key)
        endings.setdefault(key[-_TAIL:], []).append(key)
    short = [key for key in known if _SHORTEST_LAW <= len(key) < _SHORTEST]
    mixed: dict[str, list[str]] = {}
    for key in short:
        mixed.setdefault(_mixed(key), []).append(key)
    return LawBook(known, miswritten, beginnings, endings, short, mixed)


def _folded(names: Iterable[str]) -> list[str]:
    return fold("\n".join(names)).split("\n")


def _mixed(key: str) -> str:
    return "".join(sorted(key))
