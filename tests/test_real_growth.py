"""Growth at constant prices, held against the prices of its own subject where the text states them."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.model import Finding
from marked import assert_read_and_defended, right_and_wrong

PRICES = """
2022年居民消费价格比上年涨跌幅度
指标 全国 城市 农村
居民消费价格 2.0 2.5 1.0
"""


def findings(text: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in lint_text(text).findings if finding.code.startswith("FZ1"))


# The text, with a misprint that must be found behind the bar, and what is verified in it.
TOLD = [
    (
        f"全国居民人均可支配收入30000元，比上年增长5.0%，扣除价格因素，实际增长⟦2.9%|4.9%⟧。\n{PRICES}",
        "(1 + 5%) / (1 + 2%) - 1 = 2.94%",
    ),
    (
        f"城镇居民人均可支配收入40000元，比上年增长5.0%，剔除物价因素，实际增长⟦2.4%|4.2%⟧。\n{PRICES}",
        "(1 + 5%) / (1 + 2.5%) - 1 = 2.44%",
    ),
    (
        f"农村居民人均消费支出12000元，比上年增长6.1％，扣除价格因素，实际增长⟦5.0％|6.0％⟧。\n{PRICES}",
        "(1 + 6.1%) / (1 + 1%) - 1 = 5.05%",
    ),
    (
        "全年全社会固定资产投资5000亿元，比上年增长12.0%，扣除价格因素，实际增长⟦9.8%|8.9%⟧。"
        "固定资产投资价格上涨2.0%。",
        "(1 + 12%) / (1 + 2%) - 1 = 9.80%",
    ),
]


@pytest.mark.parametrize(("told", "formula"), TOLD)
def test_real_growth_is_what_its_own_prices_leave(told: str, formula: str) -> None:
    right, wrong = right_and_wrong(told)
    assert formula in [entry.formula for entry in lint_text(right).relations if entry.verdict == "verified"]
    assert not findings(right)
    (finding,) = findings(wrong)
    assert finding.code == "FZ106"
    assert finding.severity.name == "WARNING"
    assert finding.evidence == (formula,)


@pytest.mark.parametrize(
    "line",
    [
        "商品零售价格上涨[6.0|8.0]%。\n社会消费品零售总额2140亿元，增长[18.9|16.9]%，扣除零售物价上升的因素，实际增长[12.2|14.2]%。",
        "零售物价总水平上升6.0%，居民消费价格上升2.3%。\n零售额2140亿元，比上年增长[18.9|28.9]%，剔除零售价格因素，实际增长[12.2|16.2]%。",
        "职工平均工资762元，增长[14.1|17.1]%，扣除生活费用价格上升[7.5|9.5]%因素后，实际增长[6.1|5.1]%。"
        "其中：国有职工803元，增长[13.9|33.9]%，实际增长[6.0|8.0]%；集体职工624元，增长[15.1|18.1]%，实际增长[7.1|6.1]%。",
        "居民消费价格上涨8.6%。\n职工平均工资1826元，比上年增长[18.2|38.2]%，扣除价格因素，实际增长[8.8|28.8]%。",
    ],
)
def test_a_named_index_or_a_far_growth_is_held(line: str) -> None:
    assert_read_and_defended(line)


SILENT = [
    "居民消费价格上涨2.3%。进出口总额772亿元，比上年增长39.7%，扣除价格和汇率变动因素，实际增长19.6%。",
    "居民消费价格上涨8.6%。职工平均工资1826元，比上年增长18.2%，扣除价格因素，实际增长9.8%。",
    "全市居民可支配收入30000元，比上年增长5.0%，扣除价格因素，实际增长4.9%。\n" + PRICES,
    "全国居民人均可支配收入30000元，比上年增长5.0%，扣除价格因素，实际增长4.9%。\n商品零售价格 2.0 2.5 1.0",
    "全年工业投资5000亿元，比上年增长12.0%，扣除价格因素，实际增长8.9%。固定资产投资价格上涨2.0%。",
    "居民消费价格比上年上涨1.4%。居民收入21966元，比上年增长8.9%，扣除价格因素，实际增长8.7%。",
]


@pytest.mark.parametrize("text", SILENT)
def test_prices_of_something_else_are_not_held_against_real_growth(text: str) -> None:
    assert not findings(text)
