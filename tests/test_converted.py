"""A figure told again in brackets in another measure is the same figure."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

READ = [
    "早稻播种面积[4734|4634]千公顷([7101|7201]万亩)，比上年减少[16.6|19.6]千公顷([24.9|29.9]万亩)，下降0.4%。",
    "粮食总产量[41185|43185]万吨([8237|8337]亿斤)，比上年增加[1475|1675]万吨([295|395]亿斤)，增长3.7%。",
    "粮食播种面积[109872|129872]千公顷([16.48|16.58]亿亩)。",
    "单产每公顷[5845|5645]公斤/公顷([390|360]公斤/亩)，比上年增加[43.6|45.6]公斤/公顷([2.9|3.9]公斤/亩)。",
    "流转土地[15.2|]平方公里(约[2.28|]万亩)。",
    "造林[2.28|3.28]万亩(折合[1520|1720]公顷)。",
    "收购稻谷[360|390]吨(即[72|78]万斤)。",
]


@pytest.mark.parametrize("line", READ)
@pytest.mark.parametrize("wide", [False, True])
def test_both_prints_are_one_figure(line: str, wide: bool) -> None:
    assert_read_and_defended(line.translate(str.maketrans("(),", "（），")) if wide else line)


@pytest.mark.parametrize(
    "line",
    [
        "产量减少39万吨（8亿斤）。",  # both are rounded
        "耕地4734公顷（其中水田2101亩）。",
        "耕地4734公顷（水田2101亩）。",
        "粮食4734吨（2101亩）。",
        "建成4734公顷（2101亩、2345户）。",
        "耕地4734公顷（8101亩）。",  # no one wrong digit
        "补贴每吨50元（每亩80公斤）。",
        "面积约4700公顷（7.1万亩）。",
    ],
)
def test_another_figure_is_left_alone(line: str) -> None:
    assert not speaks(figures(line)), figures(line).findings
