"""The change of natural growth is that of births less that of deaths."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

READ = [
    "全年出生率7.06‰，比上年下降[1.20|1.80]个千分点；死亡率7.32‰，上升[0.30|0.90]个千分点；自然增长率-0.26‰，下降[1.50|1.10]个千分点。",
    "出生人口2.1万人，出生率为9.53‰，比上年提高[0.42|0.92]个千分点；死亡人口1.2万人，死亡率为5.31‰，比上年下降[0.11|0.71]个千分点；"
    "人口自然增长率为4.22‰，比上年提高[0.53|0.83]个千分点。",
    "人口出生率8.2‰，较上年回落[0.35|0.75]个千分点，死亡率6.1‰，回落[0.12|0.62]个千分点，自然增长率2.1‰，回落[0.23|0.63]个千分点。",
]


@pytest.mark.parametrize("line", READ)
def test_is_read_and_defended(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        "出生率7.06‰，比上年下降1.20个千分点；死亡率7.32‰，比2015年上升0.90个千分点；自然增长率-0.26‰，下降1.50个千分点。",
        "出生率7.06‰，比上年下降1.20个千分点；死亡率7.32‰，上升0.30个千分点；自然增长率-0.26‰，比控制指标低1.10个千分点。",
        "城镇出生率7.06‰，下降1.20个千分点；农村出生率8.06‰，死亡率7.32‰，上升0.30个千分点；自然增长率-0.26‰，下降1.10个千分点。",
        "出生率、死亡率、自然增长率千分点0‰",
    ],
)
def test_is_left_alone(text: str) -> None:
    assert not speaks(figures(text))
