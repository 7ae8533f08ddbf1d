"""What is divided, told as shares or as a ratio in the paragraph behind the amounts or in theirs."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks


@pytest.mark.parametrize(
    "line",
    [
        "生产总值[244394|]万元。其中：第一产业增加值[62857|]万元；第二产业增加值[65585|]万元，其中工业40653万元，建筑业24932万元；"
        "第三产业增加值[115952|]万元。\n三次产业结构为[25.72|25.12]：[26.84|]：[47.44|]。",
        "第一产业增加值[62857|]万元，第二产业增加值[65585|]万元，其中工业40653万元，建筑业24932万元；第三产业增加值[115952|]万元。"
        "三次产业结构为[25.72|]:[26.84|]:[47.44|]。",
        "快递业务量408.2亿件。其中，同城[66.7|]亿件，异地[332.2|]亿件，国际[9.2|]亿件。\n"
        "同城、异地、国际业务量分别占[16.3%|]、[81.4%|]和[2.3%|]。",
        "受理案件中刑事[412|]件、民事[1286|]件、行政[95|]件。\n三类案件占比分别为[22.98%|]、[71.72%|]和[5.30%|]。",
    ],
)
def test_shares_of_amounts_told_before_are_read(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        "第一产业增加值62857万元，第二产业增加值65585万元，第三产业增加值115952万元。\n从业人员结构为41.20：22.30：36.50。",
        "同城66.7亿件，异地332.2亿件，国际9.2亿件。\n同城、异地、国际业务收入分别占9.4%、51.1%和12.1%。",
        "刑事412件、民事1286件、行政95件。\n上年三类案件占比分别为25.98%、68.72%和5.30%。",
    ],
)
def test_shares_of_other_amounts_are_left_alone(text: str) -> None:
    assert not speaks(figures(text))


def test_shares_of_one_budget_make_a_hundred() -> None:
    text = "基本支出128.63万元，占支出预算的33.20%；项目支出258.79万元，占支出预算的66.80%。"
    assert any("33.20 + 66.80 = 100" in entry.formula for entry in figures(text).relations)
    assert not speaks(figures("基本支出128.63万元，占支出预算的33.20%；增收28.79万元，占收入预算的66.90%。"))
    assert not speaks(figures("一季度完成128.63万元，占预算的33.20%；二季度完成158.79万元，占预算的56.90%。"))
