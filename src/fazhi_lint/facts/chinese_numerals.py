"""Chinese numerals as words: what 二十三, 三亿五千万, 二〇一八, 两万五 or 三十二点五 say.

Pure functions over a run of numeral characters; nothing here looks at the words around it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from ..values import value

_SHAPES = "零〇○0 一壹1 二贰两2 三叁3 四肆4 五伍5 六陆6 七柒7 八捌8 九玖9"
_DIGITS = {char: value for value, chars in enumerate(_SHAPES.split()) for char in chars}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SECTIONS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
DIGITS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
LONGEST = 40  # characters: a longer run is no number anybody writes


@value
class Numeral:
    """What a run of numeral characters says.

    ``low`` and ``high`` differ where two digits stand side by side (三四百, 十七八). ``unit`` is the size
    of the last magnitude printed (三万五千 → 1000), which is how exact it claims to be.
    """

    low: Fraction
    high: Fraction
    unit: int
    decimals: int = 0

    @property
    def is_span(self) -> bool:
        """Whether it says two numbers, from one to the other."""
        # Nearly always both are one object, and fractions are slow to compare.
        return self.low is not self.high and self.low != self.high


@lru_cache(maxsize=4096)
def read_numeral(run: str) -> Numeral | None:
    """The value of a run of Chinese numeral characters, None if it is no number (十三五, 三农)."""
    if not run or len(run) > LONGEST:
        return None
    whole, point, rest = run.partition("点")
    if point:
        return _decimal(whole, rest)
    if all(char in _DIGITS for char in run):
        return _digits(run)
    return _positional(run)


def _decimal(whole: str, rest: str) -> Numeral | None:
    tail = rest.lstrip("".join(_DIGITS).replace("两", ""))
    digits = rest[: len(rest) - len(tail)]
    base = read_numeral(whole)
    if base is None or base.is_span or not digits or any(char not in _SECTIONS for char in tail):
        return None
    scale = 1
    for char in tail:
        scale *= _SECTIONS[char]
    value = base.low + Fraction(int("".join(str(_DIGITS[char]) for char in digits)), 10 ** len(digits))
    value *= scale
    return Numeral(value, value, scale, len(digits))


def _digits(run: str) -> Numeral | None:
    """Digits without magnitudes: one digit, two neighbours (三四 = 3 to 4), or a string such as 二〇一八."""
    values = [_DIGITS[char] for char in run]
    if len(run) == 2 and 0 < values[0] < values[1] and (values[1] - values[0] == 1 or run == "三五"):
        return Numeral(Fraction(values[0]), Fraction(values[1]), 1)
    value = Fraction(int("".join(map(str, values))))
    return Numeral(value, value, 1)


def _positional(run: str) -> Numeral | None:
    """The usual way: sections of 亿 and 万, in each 千, 百, 十 in falling order."""
    if run[0] in "百千万亿" and any(char in _DIGITS for char in run):
        return None  # 万一, 百二
    total = section = 0
    spread = 0  # what 三四百 adds to its upper end
    pending: list[int] = []
    last_step, last_section, unit, zero = 10**4, 10**16, 1, False
    for char in run:
        if char in _DIGITS:
            digit = _DIGITS[char]
            if digit == 0:
                if pending or (not section and not total):
                    return None
                zero = True
                continue
            pending.append(digit)
            if len(pending) > 2 or (len(pending) == 2 and (pending[1] - pending[0] != 1 or spread)):
                return None
        elif char in _TENS:
            if pending or last_step <= 10:
                return None
            section, last_step, unit, zero = section + _TENS[char], 10, 10, False
        elif char in _STEPS:
            step = _STEPS[char]
            if step >= last_step:
                return None
            if not pending and step != 10 and (section or total):
                return None
            section += (pending[0] if pending else 1) * step
            spread += step if len(pending) == 2 else 0
            pending, last_step, unit, zero = [], step, step, False
        else:
            size = _SECTIONS.get(char, 0)
            if not size:
                return None
            if pending:
                section += pending[0]
                spread += 1 if len(pending) == 2 else 0
            if size >= last_section:  # 一万三千亿: what stands so far is itself counted in 亿
                total = (total + section) * size
            elif total and not section:
                return None
            else:
                total += (section or 1) * size
            spread *= size
            pending, section, last_step, last_section, unit, zero = [], 0, 10**4, size, size, False
    if pending:
        # 两万五 is 25 000, 两万零五 is 20 005; 二十五 has no such short form
        weight = 1 if zero or unit <= 10 else unit // 10
        section += pending[0] * weight
        spread += weight if len(pending) == 2 else 0
        unit = weight
    elif zero:
        return None
    value = Fraction(total + section)
    return Numeral(value, value + spread if spread else value, unit)
