"""Word's automatic numbers as the reader of the page sees them: 一、 （一） 1. ①.

Follows ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level; a level has a format, a start
and a text in which %1 to %9 stand for the counters of the levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..kept import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_COUNTER = regex.compile(r"%([1-9])")
_MAX_COUNT = 32_767


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    spaced: bool = True
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document and how far each has counted; feed paragraphs in their order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, str | None, int]] = field(default_factory=dict)
    default_style: str | None = None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: _Element | None, styles: _Element | None) -> Numbering:
        """Read numbering.xml and styles.xml; either may be absent."""
        made = cls()
        if styles is not None:
            made._read_styles(styles)
        if numbering is not None:
            made._read_lists(numbering)
        return made

    def label(self, paragraph: _Element) -> str:
        """The number printed before a paragraph, counted on; empty if it has none or only a bullet."""
        list_id, level = self._list_of(paragraph)
        abstract = self.lists.get(list_id or "")
        if list_id is None or abstract is None:
            return ""
        levels = self.levels[abstract]
        # Lists made from one definition go on counting together, unless this one says where it starts.
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in self.starts.get(list_id, {}).items():
                counts[at] = start - 1
        mine = levels.get(level, _Level())
        counts[level] = min(counts.get(level, mine.start - 1) + 1, _MAX_COUNT)
        for deeper in [at for at in counts if at > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                del counts[deeper]
        return self._print(mine, levels, counts)

    @staticmethod
    def _print(mine: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        if mine.format in ("bullet", "none"):
            return ""

        def number(match: regex.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, _Level())
            kind = "decimal" if mine.legal else level.format
            return in_format(counts.get(at, level.start), kind)

        label = _COUNTER.sub(number, mine.text).strip()
        return label + " " if label and mine.spaced and label[-1].isalnum() else label

    def _list_of(self, paragraph: _Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        list_id, level = _number_of(properties)
        style = _value(properties, "pStyle") or self.default_style
        for _ in range(20):
            if list_id is not None or style not in self.styles:
                break
            parent, list_id, at = self.styles[style]
            level = at if level is None else level
            style = parent
        return (None if list_id == "0" else list_id), min(max(level or 0, 0), 8)

    def _read_styles(self, styles: _Element) -> None:
        for style in styles.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default_style = name
            list_id, level = _number_of(style.find(f"{W}pPr"))
            self.styles[name] = (_value(style, "basedOn"), list_id, level or 0)

    def _read_lists(self, numbering: _Element) -> None:
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            self.levels[name] = dict(_levels(abstract))
            if link := _value(abstract, "numStyleLink"):
                linked[name] = link
            if own := _value(abstract, "styleLink"):
                named[own] = name
            for level in abstract.iterfind(f"{W}lvl"):
                # A heading style names the list; the list names the level of that style.
                style = _value(level, "pStyle")
                if style in self.styles and self.styles[style][1] is not None:
                    parent, list_id, _ = self.styles[style]
                    self.styles[style] = (parent, list_id, _whole(level.get(f"{W}ilvl"), 0))
        for name, link in linked.items():
            if not self.levels[name] and link in named:
                self.levels[name] = self.levels[named[link]]
        for number in numbering.iterfind(f"{W}num"):
            list_id, target = number.get(f"{W}numId", ""), _value(number, "abstractNumId") or ""
            if target not in self.levels:
                continue
            self.lists[list_id] = target
            own_levels: dict[int, _Level] = {}
            for change in number.iterfind(f"{W}lvlOverride"):
                at = _whole(change.get(f"{W}ilvl"), 0)
                if (start := _value(change, "startOverride")) is not None:
                    self.starts.setdefault(list_id, {})[at] = _whole(start, 1)
                own_levels |= dict(_levels(change))
            if own_levels:
                self.lists[list_id] = f"{target}/{list_id}"
                self.levels[f"{target}/{list_id}"] = self.levels[target] | own_levels


def _levels(parent: _Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.iterfind(f"{W}lvl"):
        restart = _value(level, "lvlRestart")
        yield (
            _whole(level.get(f"{W}ilvl"), 0),
            _Level(
                format=_value(level, "numFmt") or "decimal",
                text=_value(level, "lvlText") or "",
                start=_whole(_value(level, "start"), 1),
                restart=None if restart is None else _whole(restart, 0),
                spaced=_value(level, "suff") != "nothing",
                legal=level.find(f"{W}isLgl") is not None,
            ),
        )


def _number_of(properties: _Element | None) -> tuple[str | None, int | None]:
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return None, None
    level = _value(numbered, "ilvl")
    return _value(numbered, "numId"), None if level is None else _whole(level, 0)


def _value(parent: _Element | None, name: str) -> str | None:
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else default


def in_format(count: int, kind: str) -> str:
    """A counter in one of Word's number formats (ECMA-376 17.18.59); unknown formats print as digits."""
    if kind in _CHINESE:
        return chinese(count, _DIGITS if kind != "chineseLegalSimplified" else _LEGAL)
    if kind in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if kind in _CYCLES:
        cycle = _CYCLES[kind]
        return cycle[(count - 1) % len(cycle)] if count > 0 else str(count)
    if kind in _RANGES:
        first, last = _RANGES[kind]
        return chr(ord(first) + count - 1) if 1 <= count <= ord(last) - ord(first) + 1 else str(count)
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 800 else str(count)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(count) if kind == "upperRoman" else _roman(count).lower()
    if kind == "decimalZero":
        return f"{count:02}"
    if kind == "decimalFullWidth":
        return str(count).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(count)


_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand", "ideographLegalTraditional", "koreanCounting",
})  # fmt: skip
_CYCLES = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_RANGES = {
    "decimalEnclosedCircle": ("①", "⑳"),
    "decimalEnclosedCircleChinese": ("①", "⑳"),
    "decimalEnclosedParen": ("⑴", "⒇"),
    "decimalEnclosedFullstop": ("⒈", "⒛"),
    "ideographEnclosedCircle": ("㊀", "㊉"),
}


def chinese(count: int, digits: str = _DIGITS) -> str:
    """A whole number below 100 000 000 in Chinese numerals: 十, 二十一, 一百零五."""
    if count <= 0:
        return "零" if count == 0 else str(count)
    units = ("", "十", "百", "千") if digits is _DIGITS else ("", "拾", "佰", "仟")
    if count >= 10_000:
        rest = count % 10_000
        gap = "零" if 0 < rest < 1_000 else ""
        return chinese(count // 10_000, digits) + "万" + (gap + chinese(rest, digits) if rest else "")
    out, zero = "", False
    for place in (3, 2, 1, 0):
        digit = count // 10**place % 10
        if digit:
            out += ("零" if zero and out else "") + digits[digit] + units[place]
        zero = digit == 0
    return out.removeprefix("一") if 10 <= count < 20 and digits is _DIGITS else out


def _roman(count: int) -> str:
    if not 0 < count < 4_000:
        return str(count)
    out = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        out += sign * (count // value)
        count %= value
    return out
