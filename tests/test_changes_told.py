"""Changes whose level or base stands farther away: in brackets, in the sentence before, in the plan."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.kept import regex
from fazhi_lint.model import Finding


def findings(text: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in lint_text(text).findings if finding.code.startswith("FZ1"))


def verified(text: str) -> list[str]:
    return [entry.formula for entry in lint_text(text).relations if entry.verdict == "verified"]


_MISPRINT = regex.compile(r"⟦([^|]+)\|([^⟧]+)⟧")

# The text, with a misprint that must be found behind the bar, and what is verified in it.
TOLD = [
    ("查办案件450件，罚款23万元，案件数较上年（400件）上升⟦12.5%|22.5%⟧。", "(450 - 400) / 400 = 12.5%"),
    ("查办案件450件，罚款23万元，案件总量比去年同期(400件)多⟦50|60⟧件。", "450 - 400 = 50"),
    ("查办案件450件，涉及23人，案件数量比2022年（400件）增加了⟦50|70⟧件。", "450 - 400 = 50"),
    ("共办理各类案件450件。其中甲类300件、乙类150件。案件总量比2022年（400件）多⟦50|80⟧件。", "450 - 400 = 50"),
    ("2023年共办理案件450件，同比上升⟦12.5%|19.5%⟧。人均结案20件。案件总数较2022年（400件）多50件。",
     "(450 - 400) / 400 = 12.5%"),
    ("纯电动车4.86万辆，是2021年末（2.43万辆）的⟦2倍|3倍⟧。", "4.86 / 2.43 = 2.00"),
    ("寄递快件9600件，为去年同期(3200件)的⟦3倍|4倍⟧。", "9600 / 3200 = 3.00"),
    ("供水862.5万吨，相当于上年（575万吨）的⟦1.5倍|1.8倍⟧。", "862.5 / 575 = 1.50"),
    ("基金收入65832万元，比预算72000万元短收⟦6168|6368⟧万元。", "72000 - 65832 = 6168"),
    ("基金收入82168万元，较年初预算72000万元超收⟦10168|10268⟧万元。", "82168 - 72000 = 10168"),
    ("支出863万元，比预算800万元超支⟦63|53⟧万元。", "863 - 800 = 63"),
    ("造林126亩（计划120亩），超额完成⟦5.0%|8.0%⟧。", "(126 - 120) / 120 = 5%"),
    ("造林126亩，增长3.1%，超计划⟦6|9⟧亩（计划120亩）。", "126 - 120 = 6"),
    ("税收114万元（任务120万元），欠收⟦6|8⟧万元。", "120 - 114 = 6"),
    ("全体居民收入27846元，增长5.8%；城镇居民收入400元，农村居民收入300元，分别比上年增加20元和12元，增长⟦5.3%|8.3%⟧和4.2%。",
     "20 / (400 - 20) = 5.26%"),
    ("本级收入924万元、本级支出428万元。本级收入完成预算905万元的⟦102.1%|106.1%⟧。", "924 / 905 = 102.10%"),
    ("本级收入924万元、本级支出428万元。本级收入为预算905万元的102.1%；本级支出完成调整预算441万元的⟦97.1%|97.6%⟧。",
     "428 / 441 = 97.05%"),
    ("本级收入924万元、本级支出428万元。本级收入完成预算的102.1%，同比增长⟦6.3%|7.3%⟧（上年为869万元）。",
     "(924 - 869) / 869 = 6.33%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "formula"), TOLD)
def test_what_was_told_before_is_compared(text: str, formula: str) -> None:
    right, wrong = (_MISPRINT.sub(group, text) for group in (r"\1", r"\2"))
    assert formula in verified(right)
    assert findings(right) == ()
    assert wrong == right or findings(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "到位12.6亿元，比计划多0.6亿元，增长9.7%，超额5.0%（计划12亿元）。",
        "收入924万元，比预算超收19万元，增长6.3%。",
        "收入924万元，比年初预算905万元超收19万元，增长6.3%。",
        "办结甲类案件450件、乙类案件30件，案件数较上年（400件）上升22.5%。",
        "查办案件450件，罚款23万元，罚款数较上年（400件）上升22.5%。",
        "2023年共办理案件450件，同比上升11.5%。案件总数较2019年（400件）多50件。",
        "签约资金26.3亿元，超额完成23%的目标。",
        "甲收入924万元，增长6.3%；乙支出完成预算441万元的97.1%，同比增长3.5%（上年414万元）。",
        "收入924万元、支出428万元。收入完成预算800万元的102.1%。",
    ],
)
def test_what_may_speak_of_something_else_is_left_alone(text: str) -> None:
    assert findings(text) == ()
