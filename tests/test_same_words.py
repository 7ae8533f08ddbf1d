"""What is said in other words of the same meaning is read just as well."""

from __future__ import annotations

from collections import Counter

import pytest

import fazhi_lint

TEXT = (
    "全年立案1268件，其中刑事846件、民事207件、行政215件，分别占66.7%、16.3%和17.0%；结案1205件，占95.0%。",
    "收到建议318件，其中大会期间287件、闭会期间31件。经分类整理。城建环保类96件，占30.2%。",
    "出口完成38.4亿元、进口完成21.6亿元，比上年的32.0亿元、20.0亿元分别增长20.0%和8.0%。",
    "收入完成1006480万元，占预算的69.1%，比上年增收13475万元，增长1.4%。",
)
WORDS = (
    ("分别", "依次"),
    ("占66.7", "占到66.7"),
    ("，占", "，占了"),
    ("分别占", "分别占到"),
    ("分别占", "分别占比"),
    ("比上年", "较上年"),
    ("增长", "增长了"),
    ("，比上年增收", "，超时间进度2.4个百分点，比上年增收"),
    ("，比上年增收", "，增幅高于全省2.1个百分点，比上年增收"),
)


def read(text: str) -> Counter[str]:
    report = fazhi_lint.lint_text(text, name="report.txt")
    assert not [finding for finding in report.findings if finding.code.startswith("FZ1")]
    return Counter(one.formula for one in report.relations if one.verdict == "verified")


@pytest.mark.parametrize("words", WORDS, ids="→".join)
@pytest.mark.parametrize("text", TEXT)
def test_other_words_take_nothing_away(text: str, words: tuple[str, str]) -> None:
    assert read(text) <= read(text.replace(*words))


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算收入100.65亿元，其中税收收入71.42亿元，税收占一般公共预算收入的比重为70.96%。",
        "政府性基金预算收入80.00亿元，其中土地出让收入71.42亿元，土地出让占政府性基金预算收入的89.28%。",
    ],
)
def test_the_name_of_an_account_is_no_plan(text: str) -> None:
    assert any("/" in formula for formula in read(text))


def test_what_fell_within_the_last_year_is_not_held_against_the_years_before() -> None:
    read(
        "能耗由2005年的1.362吨降到2010年的1.086吨，累计下降20.26%，超目标0.26个百分点，其中2010年当年下降3.64%。"
    )
