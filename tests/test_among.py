"""Shares of a set whose size is stated must come from whole numbers."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.figures import relations


def _grims(text: str) -> list[str]:
    return [relation.verdict for relation in relations(Document(text)) if relation.kind == "grim"]


@pytest.mark.parametrize(
    "text",
    [
        "全省62个监测断面中，Ⅰ～Ⅲ类水质断面比例占85.5%，比上年提高3.2个百分点；劣Ⅴ类占1.6%。",
        "在抽查的48个乡镇中,达标的占72.9%,基本达标的占20.8%。",
        "抽查的236家企业中，有97.9%的企业合格。",
        "纳入考核的31家单位中，优秀的占19.4%，良好的占64.5%。",
        "117个城市中，声环境质量好的城市占6.0%，较好的占70.9%，一般的占22.2%，较差的占0.9%。",
    ],
)
def test_possible_shares_are_verified(text: str) -> None:
    assert set(_grims(text)) == {"verified"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全省62个监测断面中，Ⅰ～Ⅲ类水质断面比例占86.5%，比上年提高3.2个百分点；劣Ⅴ类占1.6%。", "86.5%"),
        ("在抽查的48个乡镇中,达标的占73.9%,基本达标的占20.8%。", "73.9%"),
        ("抽查的236家企业中，有97.6%的企业合格。", "97.6%"),
    ],
)
def test_impossible_shares_are_warned_of(text: str, quote: str) -> None:
    findings = lint(Document(text), Options(select=("FZ104",))).findings
    assert [(finding.quote, str(finding.severity)) for finding in findings] == [(quote, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        # made to add to 100
        "全市43个断面中，优良的占60.4%，一般的占25.5%，较差的占14.1%。",
        # of days, not of cities
        "全市空气质量优良天数比例97.3%，在168个重点城市中，优良天数比例提高到91.3%。",
        # too many to tell
        "1940个国控断面中，优良的占83.4%。",
        # a change
        "39座污水处理厂中，处理水量比上年增长76.1%。",
    ],
)
def test_what_proves_nothing_is_no_finding(text: str) -> None:
    assert not lint(Document(text), Options(select=("FZ104",))).findings
