"""Sentences with figures that agree, in many shapes, and the arithmetic that says so.

Written for the benchmark and independent of the program: each case knows by its own rule whether a changed
number still agrees with the others, so that only changes beyond every rounding count as planted errors.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from rate_shapes import shapes as rate_shapes
from sum_shapes import side, sum_cases

Values = dict[str, str]
Holds = Callable[[Values], bool]


@dataclass(frozen=True)
class Case:
    """A text whose figures agree. ``holds`` judges a set of prints; ``changeable`` names those to change."""

    kind: str
    template: str
    values: Values
    holds: Holds
    changeable: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.template.format(**self.values)

    def with_change(self, chance: random.Random) -> str | None:
        """The sentence with one digit of one number changed so that it no longer agrees; None if luck fails."""
        for _ in range(40 if self.changeable else 0):
            name = chance.choice(self.changeable)
            changed = change(self.values[name], chance)
            values = self.values | {name: changed}
            if changed != self.values[name] and not self.holds(values):
                return self.template.format(**values)
        return None


def change(print_: str, chance: random.Random) -> str:
    """One digit replaced by another; a leading digit stays above zero."""
    places = [at for at, char in enumerate(print_) if char.isdigit()]
    at = chance.choice(places)
    digits = "123456789" if at == places[0] and len(places) > 1 else "0123456789"
    return print_[:at] + chance.choice(digits.replace(print_[at], "")) + print_[at + 1 :]


def number(print_: str) -> Fraction:
    """The value of a print."""
    return Fraction(print_.replace(",", ""))


def unit(print_: str) -> Fraction:
    """One unit of the last printed decimal; 0 for a whole number, which is a count."""
    return Fraction(1, 10 ** len(print_.partition(".")[2])) if "." in print_ else Fraction(0)


def ends(print_: str) -> tuple[Fraction, Fraction]:
    """The closed interval a print stands for."""
    half = unit(print_) / 2
    return number(print_) - half, number(print_) + half


def rate_fits(print_: str, low: Fraction, high: Fraction) -> bool:
    """Whether a percentage may be the print of something between two bounds, rounded or cut off."""
    last = unit(print_) or Fraction(1)
    return low - last < number(print_) < high + last


def ratio_holds(top: str, base: str, rate: str) -> Holds:
    """rate = top / base."""

    def holds(values: Values) -> bool:
        low, high = ends(values[top])
        floor, ceiling = ends(values[base])
        return floor > 0 and rate_fits(values[rate], 100 * low / ceiling, 100 * high / floor)

    return holds


def growth_holds(start: str, end: str, rate: str, sign: int) -> Holds:
    """rate = (end − start) / start."""

    def holds(values: Values) -> bool:
        low, high = ends(values[end])
        floor, ceiling = ends(values[start])
        if floor <= 0:
            return False
        bounds = sorted((sign * 100 * (low / ceiling - 1), sign * 100 * (high / floor - 1)))
        return rate_fits(values[rate], bounds[0], bounds[1])

    return holds


def base_holds(end: str, by: str, rate: str, sign: int) -> Holds:
    """rate = by / (end − by)."""

    def holds(values: Values) -> bool:
        low, high = ends(values[by])
        floor = ends(values[end])[0] - sign * (high if sign > 0 else low)
        ceiling = ends(values[end])[1] - sign * (low if sign > 0 else high)
        return floor > 0 and rate_fits(values[rate], 100 * low / ceiling, 100 * high / floor)

    return holds


def sum_holds(total: str, *parts: str) -> Holds:
    """total = the sum of the parts, within the rounding of every figure."""

    def holds(values: Values) -> bool:
        slack = sum((unit(values[name]) for name in (total, *parts)), Fraction(0)) / 2
        return abs(number(values[total]) - sum(number(values[name]) for name in parts)) <= slack

    return holds


def equations_hold(equations: list[str]) -> Holds:
    """Whether both sides of every equation agree within the rounding of their figures."""

    def holds(values: Values) -> bool:
        numbers = {name: number(print_) for name, print_ in values.items()}
        for equation in equations:
            left, right = equation.split("=")
            slack = sum((unit(values[name]) for name in values if name in equation), Fraction(0)) / 2
            if abs(side(left, numbers) - side(right, numbers)) > slack:
                return False
        return True

    return holds


def round_half_up(value: Fraction, decimals: int) -> str:
    """A value as offices print it."""
    scaled = int(value * 10**decimals + Fraction(1, 2))
    digits = str(scaled).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


RATES = (
    ("全年共受理群众诉求{d}件，办结{n}件，办结率{p}%。", 80, 99),
    ("全年代办各类事项{d}件，解决{n}件，办结率达{p}%，群众反映良好。", 80, 99),
    ("组织执法人员培训考试，共{d}人参加考试，其中{n}人考试合格，合格率为{p}%。", 50, 98),
    ("全市抽检食品{d}批次，合格{n}批次，合格率{p}%。", 90, 99),
    ("两级法院审结行政案件{d}件，行政机关败诉{n}件，败诉率{p}%。", 3, 30),
    ("今年{d}个重点项目已开工{n}个，开工率{p}%。", 40, 98),
    ("共制发检察建议{d}件，被采纳{n}件，采纳率{p}%。", 60, 99),
    ("行政机关负责人应出庭{d}件，实际出庭{n}件，出庭率{p}%。", 60, 99),
    ("排查安全隐患{d}处，完成整改{n}处，整改率{p}%。", 60, 99),
    ("全区人民调解组织受理矛盾纠纷{d}件，调解成功{n}件，调解成功率{p}%。", 80, 99),
    ("审结行政复议案件{d}件，其中直接纠错{n}件，纠错率{p}%。", 5, 30),
    ("承办代表建议{d}件，已办复{n}件，办复率{p}%，代表满意率98%。", 80, 99),
    ("上半年立案{d}起，破案{n}起，破案率为{p}%。", 30, 95),
    ("本院受理执行案件{d}件，执结{n}件，执结率{p}%，同比上升1.2个百分点。", 60, 98),
)
CHANGES = (
    ("持证人员由{a}人{up}到{b}人，增长{p}%。", "增加"),
    ("规范性文件从上年的{a}件{up}到{b}件，{up}{p}%。", "增加"),
    ("办理时限内的事项由{a}项{up}到{b}项，{up}了{p}%。", "减少"),
    ("上年预算执行数为{a}万元，本年预算安排{b}万元，比上年预算执行数{up}{p}%。", "增加"),
    ("2023年预算执行数为{a}万元，2024年预算安排{b}万元，比2023年预算执行数{up}{p}%。", "减少"),
    ("全年新收案件{b}件，比上年的{a}件{up}{p}%。", "增加"),
)
INCREASES = (
    ("全年审结案件{b}件，比上年{up}{d}件，{up}{p}%。", "增加"),
    ("收入总计{b}万元。与上年度相比，收入总计{up}{d}万元，下降{p}%。", "减少"),
    ("机关运行经费支出{b}万元，比上年{up}{d}万元，增长{p}%。", "增加"),
    ("税收收入{b}亿元（不含关税），比上年{up}{d}亿元，增长{p}%。", "增加"),
    ("受理行政诉讼案件{b}件，同比下降{p}%，同比{up}{d}件。", "减少"),
)
SHARES = (
    ("本年收入合计{t}万元，其中：财政拨款收入{n}万元，占{p}%。", 50, 99),
    ("受理行政复议申请{t}件，其中涉及征地补偿的{n}件，占{p}%。", 5, 60),
    ("全市实现生产总值{t}亿元。文化产业实现增加值{n}亿元，占生产总值的比重为{p}%。", 2, 20),
    ("年末总人口{t}万人，其中城镇人口{n}万人，占总人口的{p}%。", 30, 80),
)
SUMS = (
    "全年办理公证{t}件，其中国内公证{a}件，涉外公证{b}件，涉港澳台公证{c}件。",
    "共清理文件{t}件，其中保留{a}件、修改{b}件、废止{c}件。",
    "全年保留文件{a}件、修改{b}件、废止{c}件，合计{t}件。",
    "新增市场主体{t}户，包括：企业{a}户，个体工商户{b}户，合作社{c}户。",
    "三个县区分别受理{a}件、{b}件、{c}件，共{t}件。",
    "支出预算{t}万元，其中：人员经费{a}万元，公用经费{b}万元，项目经费{c}万元。",
)
TITLES = [
    "行政复议条例",
    "信访工作办法",
    "行政执法规程",
    "政务公开规定",
    "重大决策程序",
    "合同管理办法",
    "档案管理规定",
]


def cases(chance: random.Random, each: int) -> Iterator[Case]:
    """``each`` cases of every shape, numbers drawn at random."""
    for _ in range(max(1, each // 8)):
        for shape in rate_shapes():
            yield Case(shape.kind, shape.template, shape.values(chance), shape.holds, shape.determined)
    for _ in range(each):
        yield from _rates(chance)
        yield from _changes(chance)
        yield from _shares(chance)
        yield from _sums(chance)
        yield from _others(chance)


def _rates(chance: random.Random) -> Iterator[Case]:
    for template, low, high in RATES:
        base = chance.randint(120, 9000)
        top = base * chance.randint(10 * low, 10 * high) // 1000
        rate = round_half_up(Fraction(100 * top, base), chance.choice((1, 2)))
        values = {"d": str(base), "n": str(top), "p": rate}
        yield Case("rate", template, values, ratio_holds("n", "d", "p"), ("d", "n", "p"))


def _changes(chance: random.Random) -> Iterator[Case]:
    for template, word in CHANGES:
        sign = 1 if word == "增加" else -1
        money = "万元" in template
        start = chance.randint(2000, 90_000)
        end = start + sign * start * chance.randint(20, 700) // 1000
        a, b = (round_half_up(Fraction(n, 100), 2) if money else str(n) for n in (start, end))
        rate = round_half_up(sign * 100 * (number(b) / number(a) - 1), chance.choice((1, 2)))
        values = {"a": a, "b": b, "p": rate, "up": word}
        yield Case("change", template, values, growth_holds("a", "b", "p", sign), ("a", "b", "p"))
    for template, word in INCREASES:
        sign = 1 if word == "增加" else -1
        end = chance.randint(5000, 90_000)
        by = end * chance.randint(20, 300) // 1000
        b, d = (str(n) if "件" in template else round_half_up(Fraction(n, 100), 2) for n in (end, by))
        rate = round_half_up(100 * number(d) / (number(b) - sign * number(d)), chance.choice((1, 2)))
        values = {"b": b, "d": d, "p": rate, "up": word}
        yield Case("change", template, values, base_holds("b", "d", "p", sign), ("b", "d", "p"))


def _shares(chance: random.Random) -> Iterator[Case]:
    for template, low, high in SHARES:
        total = chance.randint(20_000, 900_000)
        part = total * chance.randint(10 * low, 10 * high) // 1000
        whole = "件" in template
        t, n = (str(m) if whole else round_half_up(Fraction(m, 100), 2) for m in (total, part))
        rate = round_half_up(100 * number(n) / number(t), chance.choice((1, 2)))
        yield Case("share", template, {"t": t, "n": n, "p": rate}, ratio_holds("n", "t", "p"), ("n", "p"))


def _sums(chance: random.Random) -> Iterator[Case]:
    for template in SUMS:
        parts = [chance.randint(100, 9000) for _ in range(3)]
        prints = [
            round_half_up(Fraction(n, 100), 2) if "万元" in template else str(n) for n in (sum(parts), *parts)
        ]
        values = dict(zip("tabc", prints, strict=True))
        yield Case("sum", template, values, sum_holds("t", "a", "b", "c"), ("t", "a", "b", "c"))
    for template, values, equations in sum_cases(chance):
        names = tuple(name for name in values if any(name in equation for equation in equations))
        yield Case("sum shapes", template, values, equations_hold(equations), names)


def _others(chance: random.Random) -> Iterator[Case]:
    names = chance.sample(TITLES, chance.randint(2, 6))
    count = str(len(names))
    listed = "、".join(f"《{name}》" for name in names)
    text = "出台了" + listed + "等{n}部文件。"
    yield Case("list", text, {"n": count}, lambda v: int(v["n"]) >= len(names) or v["n"] < "2", ("n",))
    text = "出台了" + listed + "{n}部文件。"
    yield Case("list", text, {"n": count}, lambda v: int(v["n"]) == len(names), ("n",))
    amount = round_half_up(Fraction(chance.randint(1000, 90_000), 100), 2)
    yield Case(
        "repeat",
        "“住房改革支出（款）住房公积金（项）”{x}万元，主要用于缴费。上年预算执行数为98.10万元，本年预算安排{y}万元。",
        {"x": amount, "y": amount},
        lambda v: number(v["x"]) == number(v["y"]),
        ("x", "y"),
    )
    base = chance.randint(12, 60)
    top = base * chance.randint(60, 95) // 100
    yield Case(
        "grim",
        "对{d}件信访积案逐一攻坚，化解率{p}%。",
        {"d": str(base), "p": round_half_up(Fraction(100 * top, base), 0)},
        lambda v: any(
            abs(Fraction(100 * k, int(v["d"]) or 1) - int(v["p"])) <= Fraction(1, 2)
            for k in range(int(v["d"]) + 1)
        ),
        ("d", "p"),
    )
