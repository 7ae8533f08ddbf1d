"""What came in less what went out, and levels that stayed as they were."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.knowledge import knowledge
from fazhi_lint.model import Finding, Severity
from marked import right_and_wrong


def findings(text: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in lint_text(text).findings if finding.code in ("FZ101", "FZ106"))


# The text, with a misprint that must be found behind the bar, and what is verified in it.
READ = [
    ("出生人口1.86万人，死亡人口2.41万人，自然减少⟦0.55|0.75⟧万人。", "2.41 - 1.86 = 0.55"),
    ("出生2860人，死亡⟦2140|2440⟧人，人口自然增长720人。", "2860 - 2140 = 720"),
    ("新设企业3620户，注销1285户，净增⟦2335|2325⟧户。", "3620 - 1285 = 2335"),
    ("新发展党员186名，退出⟦104|109⟧名，净增加82名。", "186 - 104 = 82"),
    ("迁入人口3620人，迁出人口2285人，净迁入⟦1335|1385⟧人。", "3620 - 2285 = 1335"),
    ("引进教师132人，退休145人、新招聘28人，净增15人。", ""),
    ("筹集资金7285万元，分别为2140万元、5145万元；支出6912万元，结余⟦373|473⟧万元。", "7285 - 6912 = 373"),
    ("全年收入863.2万元，支出⟦812.5|817.5⟧万元，当年结余50.7万元。", "863.2 - 812.5 = 50.7"),
    ("总收入4862万元，其中：上级补助收入3187万元；总支出4739万元，其中：上解支出98万元；收支相抵，年终结余⟦123|128⟧万元。",
     "4862 - 4739 = 123"),
    ("基金收入35.42亿元，支出36.64亿元，当期收支缺口⟦1.22|1.72⟧亿元。", "36.64 - 35.42 = 1.22"),
    ("预算收入总计86.42亿元，支出总计78.95亿元，结转下年⟦7.47|7.97⟧亿元；基金收入总计24.73亿元，支出总计⟦17.28|17.58⟧亿元，"
     "结转下年7.45亿元。", "86.42 - 78.95 = 7.47"),
    ("收入总计96666万元。支出82635万元，加上解支出8214万元，支出总计90849万元。收支相抵，结转下年支出⟦5817|5317⟧万元。",
     "96666 - 90849 = 5817"),
    ("收入总量5513万元。支出总量5364万元，年终结转⟦149|169⟧万元。", "5513 - 5364 = 149"),
    ("3家企业资产总额642.8亿元，负债总额⟦413.5|418.5⟧亿元，净资产229.3亿元。", "642.8 - 413.5 = 229.3"),
    ("总资产1642.8万元，总负债413.5万元，所有者权益⟦1229.3|1259.3⟧万元。", "1642.8 - 413.5 = 1229.3"),
    ("外汇收入66.1亿美元，支出⟦27.2|37.2⟧亿美元，收大于支38.9亿美元。", "66.1 - 27.2 = 38.9"),
    ("送审金额42360.18万元，审定金额38975.60万元，审减⟦3384.58|3334.58⟧万元。",
     "42360.18 - 38975.60 = 3384.58"),
    ("采购预算1263万元，共12个项目，成交金额1187万元，节约资金⟦76|96⟧万元。", "1187 + 76 = 1263"),
    ("出口152.7亿元，占69.9%；进口65.9亿元。货物贸易顺差（出口减进口）⟦86.8|56.8⟧亿元。",
     "152.7 - 65.9 = 86.8"),
    ("2024年预算数为196.85万元，上年执行数为⟦196.85|191.85⟧万元，与上年持平。", "196.85 = 196.85"),
    ("公务接待费⟦28.50|26.50⟧万元，2023年预算数28.50万元，与2023年预算数一致。", "28.50 = 28.50"),
    ("受理案件312件，与上年的⟦312|342⟧件持平。", "312 = 312"),
    ("受理案件312件（上年⟦312|342⟧件），与上年持平。", "312 = 312"),
    ("受理案件312件，与去年(⟦312|382⟧件)相比无变化。", "312 = 312"),
    ("登记失业率4.1%，上年⟦4.1|4.7⟧%，同比持平。", "4.1 = 4.1"),
    ("培训班35期，上年35期，与上年保持不变。", "35 = 35"),
    ("受理案件312件，与2022年同期317件基本持平。", "312 ≈ 317"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "formula"), READ)
def test_what_is_left_and_what_stayed_is_verified_and_misprints_are_found(text: str, formula: str) -> None:
    right, wrong = right_and_wrong(text)
    known = [entry.formula for entry in lint_text(right).relations if entry.verdict == "verified"]
    assert not formula or formula in known
    assert findings(right) == ()
    if wrong != right:
        assert {finding.severity for finding in findings(wrong)} == {Severity.WARNING}


@pytest.mark.parametrize("net", knowledge("nets")["net"], ids=lambda net: net["result"][0])
def test_every_word_for_what_is_left_is_read(net: dict[str, list[str]]) -> None:
    for result in net["result"]:
        text = f"{net['plus'][0]}5086万元，{net['minus'][0]}3811万元，{result}1275万元。"
        known = [entry.formula for entry in lint_text(text).relations if entry.verdict == "verified"]
        assert "5086 - 3811 = 1275" in known, text


@pytest.mark.parametrize(
    "text",
    [
        "收入863万元，支出812万元，上缴31万元，合计结余20万元。",
        "收入8634万元，支出8217万元，上年结余213万元，年末结余630万元。",
        "收支相抵，加上上级补助5183万元，减去上解支出1092万元，年终滚存结余762万元。",
        "收入12.6亿元，支出31.2亿元，结余1.2亿元。",
        "新设企业3620户，注销1285户，净增企业2435家。",
        "2024年预算数为9万元，上年执行数为7万元，与上年预算持平。",
        "收入12.6亿元，上年为11.2亿元，与支出持平。",
        "在校学生147.9万人，上年为148.6万人，与上年持平。",
        "发生事故3起，同比减少2起，死亡1人，与上年持平。",
    ],
)
def test_what_may_be_left_out_of_a_sentence_is_not_held_against_it(text: str) -> None:
    assert findings(text) == ()
