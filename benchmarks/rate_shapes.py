"""Sentences with changes, rates, shares and means, and the arithmetic that says whether their figures agree.

A line of ``rate_shapes.txt`` is a template and how its figures are drawn: ``<a>`` prints a figure, ``<b/a:1>``
what follows from others, with one decimal. ``a=50..300`` draws a whole number, ``a=5.00..9.00`` one with two
decimals, ``b=a*1.6..5`` a multiple of another, ``b=a+2.0..9.0`` one that is larger, ``t=a+b`` a sum.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

FILE = Path(__file__).with_name("rate_shapes.txt")
_PLACE = re.compile(r"<([^<>]+)>")
_NAME = re.compile(r"[a-z]\b")
_DRAWN = re.compile(r"(?:(?P<of>[a-z(][a-z+()]*)(?P<op>[*+]))?(?P<low>[\d.]+)\.\.(?P<high>[\d.]+)")

Values = dict[str, str]


@dataclass(frozen=True)
class Figure:
    """One printed figure of a template: a name, or a formula with its decimals."""

    formula: str
    decimals: int | None

    @property
    def names(self) -> list[str]:
        """The figures that it follows from."""
        return sorted(set(_NAME.findall(self.formula)))


@dataclass(frozen=True)
class Shape:
    """A template, its figures in the order of the text, and how they are drawn."""

    kind: str
    template: str
    figures: tuple[Figure, ...]
    draws: tuple[str, ...]

    @property
    def determined(self) -> tuple[str, ...]:
        """The places of the figures that others of the text determine."""
        stated = {figure.formula for figure in self.figures if figure.decimals is None}
        told = [
            figure for figure in self.figures if figure.decimals is not None and stated >= set(figure.names)
        ]
        names = [name for figure in told for name in figure.names]
        bare = [figure.formula for figure in self.figures if figure.decimals is None]
        return tuple(
            f"f{at}"
            for at, figure in enumerate(self.figures)
            if figure in told or figure.formula in names or bare.count(figure.formula) > 1
        )

    def values(self, chance: random.Random) -> Values:
        """A set of prints that agree; every figure of the text has its place as name."""
        drawn: dict[str, str] = {}
        for draw in self.draws:
            name, _, how = draw.partition("=")
            drawn[name] = _drawn(how, drawn, chance)
        exact = {name: Fraction(print_) for name, print_ in drawn.items()}
        prints = {}
        for at, figure in enumerate(self.figures):
            if figure.decimals is None:
                prints[f"f{at}"] = drawn[figure.formula]
            else:
                prints[f"f{at}"] = rounded(compute(figure.formula, exact), figure.decimals)
        return prints

    def holds(self, values: Values) -> bool:
        """Whether a set of prints agrees, within the rounding of every one; rates may also be cut off."""
        stated: Values = {}
        for at, figure in enumerate(self.figures):
            if (
                figure.decimals is None
                and stated.setdefault(figure.formula, values[f"f{at}"]) != values[f"f{at}"]
            ):
                return False
        return all(
            _fits(figure, values[f"f{at}"], stated)
            for at, figure in enumerate(self.figures)
            if figure.decimals is not None
        )


def shapes() -> Iterator[Shape]:
    """The shapes of the file, each of the kind that the heading above it names."""
    kind = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            kind = line.removeprefix("# ")
        elif line:
            text, _, draws = line.partition(" | ")
            figures = tuple(_figure(match[1]) for match in _PLACE.finditer(text))
            names = (f"{{f{at}}}" for at in itertools.count())
            template = _PLACE.sub(lambda _, names=names: next(names), text)  # type: ignore[misc]
            yield Shape(f"shapes: {kind}", template, figures, tuple(draws.split()))


def _figure(text: str) -> Figure:
    formula, _, decimals = text.partition(":")
    return Figure(formula, int(decimals) if decimals else None)


def _drawn(how: str, drawn: Values, chance: random.Random) -> str:
    match = _DRAWN.fullmatch(how)
    if match is None:  # t=a+b, t=a+b+30..90
        fixed, _, more = how.rpartition("+") if ".." in how else (how, "", "")
        exact = {name: Fraction(print_) for name, print_ in drawn.items()}
        places = max(decimals(drawn[name]) for name in _NAME.findall(fixed))
        extra = Fraction(_drawn(more, drawn, chance)) if more else Fraction(0)
        return rounded(compute(fixed, exact) + extra, places)
    low, high = match["low"], match["high"]
    if not match["of"]:
        places = decimals(low)
        unit = 10**places
        return rounded(
            Fraction(chance.randint(int(Fraction(low) * unit), int(Fraction(high) * unit)), unit), places
        )
    base = compute(match["of"], {name: Fraction(print_) for name, print_ in drawn.items()})
    if match["op"] == "+":
        return rounded(base + Fraction(_drawn(f"{low}..{high}", drawn, chance)), decimals(low))
    between = Fraction(low) + Fraction(chance.randint(0, 1000), 1000) * (Fraction(high) - Fraction(low))
    places = max(decimals(drawn[name]) for name in _NAME.findall(match["of"]))
    return rounded(base * between, places)


def compute(formula: str, values: dict[str, Fraction]) -> Fraction:
    """A formula of names, digits, brackets and the four operations."""
    exact = _NAME.sub(lambda name: f"V['{name[0]}']", formula)
    exact = re.sub(r"(?<![\w'])\d+", lambda number: f"F({number[0]})", exact)
    result: Fraction = eval(exact, {"__builtins__": {}}, {"V": values, "F": Fraction})
    return result


def _fits(figure: Figure, print_: str, stated: Values) -> bool:
    names = [name for name in figure.names if name in stated]
    if len(names) < len(figure.names) or figure.decimals is None:
        return True  # what the text does not print can't be told
    results = []
    for signs in itertools.product((-1, 1), repeat=len(names)):
        exact = {
            name: Fraction(stated[name]) + sign * _half(stated[name])
            for name, sign in zip(names, signs, strict=True)
        }
        try:
            results.append(compute(figure.formula, exact))
        except ZeroDivisionError:
            return False
    last = Fraction(1, 10 ** decimals(print_))
    below = last if figure.decimals else last / 2
    return min(results) - below <= Fraction(print_) <= max(results) + last / 2


def _half(print_: str) -> Fraction:
    return Fraction(1, 2 * 10 ** decimals(print_)) if decimals(print_) else Fraction(0)


def decimals(print_: str) -> int:
    """The decimals of a print."""
    return len(print_.partition(".")[2])


def rounded(value: Fraction, places: int) -> str:
    """A value as offices print it, half up."""
    sign = "-" if value < 0 else ""
    digits = str(int(abs(value) * 10**places + Fraction(1, 2))).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
