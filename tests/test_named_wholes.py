"""Shares and totals that say what they are of: the whole before, its name, names or number of the parts."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

READ = (
    "全年民生支出41.63亿元，占一般公共预算支出51.28亿元的[81.2|83.7]%。",
    "取得法律职业资格的仅37人，占全县持证执法人员1528人的[2.4|4.2]%。",
    # the same name stands elsewhere for another amount
    "一般公共预算收入386520万元，增长5.5%。其中：税收收入301486万元，占一般公共预算收入的比重为[78.0|18.0]%。\n"
    "财力来源为：一般公共预算收入403900万元，上级补助收入226700万元。",
    # totals that name their parts or say how many there are
    "增值税完成118764万元，增长5.7%（上年112385万元）；企业所得税52318万元；个人所得税14827万元。"
    "增值税和企业所得税两项合计[171082|171802]万元。",
    "审结继承案件1763件，发出保护令29份；审结劳动争议案件824件，追回报酬4586万元；审结侵权案件1128件；"
    "审结涉房产案件1247件。上述四类案件共[4962|4926]件。",
)
SILENT = (
    # the share is of this year's figure, and last year's gives it with nothing
    "一般公共预算支出486327万元。\n教育支出108954万元，上年103615万元，增长5.2%，占全部支出的22.4%。",
    # two figures bear the name
    "增值税118764万元。乙县增值税20000万元，企业所得税52318万元。增值税和企业所得税两项合计171802万元。",
    # of those above, some stand in brackets
    "审结继承案件1763件（离婚案件824件）；审结侵权案件1128件；审结涉房产案件1247件。上述四类案件共4926件。",
    # what is far off is not called so
    "税收收入301486万元，占一般公共预算收入的18.0%。\n全市一般公共预算收入1674922万元。",
)


@pytest.mark.parametrize("text", READ)
def test_what_says_its_whole_is_read_and_defended(text: str) -> None:
    assert_read_and_defended(text)


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_of_others_is_not_held_against_the_text(text: str) -> None:
    assert not speaks(figures(text))
