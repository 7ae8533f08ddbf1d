"""Which kind of report a document is: by its title, else by how it opens and what its headings say.

What each kind is known by stands in ``rules/profiles`` under ``[known_by]``.
"""

from __future__ import annotations

from functools import cache

from ..document import Document
from ..kept import read_toml, regex
from ..knowledge import rules_folder
from ..outline import body, headings, title
from ..values import value

GENERAL = "general"
# A title that ends with a kind of document says what it is; 年度报告 and 工作总结 alone do not say of what.
_DECIDED = regex.compile(
    r"(?:报告|公报|通报|汇报|预算|决算|说明|意见|通知|方案|办法|规划|纲要|要点|计划|公告|通告|规定|条例|决定|讲话|批复|函"
    r"|细则|制度|清单|标准|指南|指引|纪要|解读)(?:[(\[].{1,20}[)\]])?$"
)
_UNSAID = regex.compile(r"(?<!政府)(?:年度|工作|情况|终)的?(?:报告|总结|汇报)(?:[(\[].{1,20}[)\]])?$")
_HEAD, _OPENING = 40, 8000  # paragraphs and characters in which a report opens


@value
class KnownBy:
    """What a kind of report is known by; the keys are explained in ``rules/profiles/fazhi.toml``."""

    profile: str
    title: regex.Pattern[str]
    not_title: regex.Pattern[str]
    opening: regex.Pattern[str]
    needs: tuple[regex.Pattern[str], ...]
    themes: tuple[regex.Pattern[str], ...]
    least: int
    words: tuple[str, ...]


def profile_of(document: Document) -> str:
    """The profile in force: the one asked for, or the one the document shows itself to need."""
    return document.profile if document.profile != "auto" else document.once(_recognised)[0]


def why_profile(document: Document) -> str | None:
    """A note to the user where the profile was told by the text and not by the title; else None."""
    if document.profile != "auto":
        return None
    name, why = document.once(_recognised)
    if not why:
        return None
    found = f"{profile_title(name)}（{name}）"
    return f"标题没有写明文种，按{why}认定为{found}；不对时请用 --profile 指定"


def profile_title(name: str) -> str:
    """What the reports of a profile are called: 法治政府建设年度报告 of ``fazhi``."""
    title_: str = read_toml(rules_folder() / "profiles" / f"{name}.toml")["title"]
    return title_


def _recognised(document: Document) -> tuple[str, str]:
    """The profile and, where the title does not tell, what does."""
    found = title(document)
    name = found.text if found else ""
    for kind in _kinds():
        if kind.title.search(name) and not kind.not_title.search(name):
            return kind.profile, ""
    if _DECIDED.search(name) and not _UNSAID.search(name):
        return GENERAL, ""
    opening = "\n".join(paragraph.flow for paragraph in body(document)[:_HEAD])[:_OPENING]
    for kind in _kinds():
        if kind.opening.search(opening):
            return kind.profile, "开头的话"
    said = [heading.text for heading in headings(document)]
    for kind in _kinds():
        if _is_about(document, kind) and _has_shape(kind, said):
            return kind.profile, "各部分的标题"
    return GENERAL, ""


def _is_about(document: Document, kind: KnownBy) -> bool:
    """Whether the text speaks of the kind's matter again and again."""
    return sum(map(document.folded.count, kind.words)) >= kind.least


def _has_shape(kind: KnownBy, said: list[str]) -> bool:
    if not all(any(pattern.search(text) for text in said) for pattern in kind.needs):
        return False
    return sum(any(pattern.search(text) for text in said) for pattern in kind.themes) >= kind.least


@cache
def _kinds() -> tuple[KnownBy, ...]:
    found: list[KnownBy] = []
    for path in sorted((rules_folder() / "profiles").glob("*.toml")):
        known = read_toml(path).get("known_by")
        if known:
            title_, not_title, opening = (
                regex.compile(known[key]) for key in ("title", "not_title", "opening")
            )
            needs, themes = (tuple(map(regex.compile, known[key])) for key in ("needs", "themes"))
            words = tuple(known["words"])
            found.append(KnownBy(path.stem, title_, not_title, opening, needs, themes, known["least"], words))
    return tuple(found)
