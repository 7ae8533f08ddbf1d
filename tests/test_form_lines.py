"""The lines of a disclosure form against the prose: each line that is named in full is read and defended."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

FORM = "\n\n附：政府信息公开情况统计表\n\n统计指标　单位　统计数\n\n{}"
PROSE = (
    "某市教育局政府信息公开工作年度报告\n\n全年累计主动公开政府信息1286条。其中通过政府网站发布1153条，通过政务微博发布742条，"
    "以其他方式公开88条。\n\n全年共收到政府信息公开申请57件。申请方式上，当面申请9件，网络申请31件，信函申请17件。"
    "按时办结54件，延期办结2件。\n\n因信息公开申请行政复议3件，其中维持具体行政行为2件，被依法纠错1件。"
)
LINES = [
    "（一）主动公开政府信息数　条　[1286|1386]",
    "1．政府网站公开政府信息数　条　[1153|1753]",
    "2.政务微博公开政府信息数（不同渠道公开的计1条）\t条\t[742|752]",
    "4. 其他方式公开政府信息数 条 [88|78]",
    "（一）收到申请数　件　[57|47]",
    "1. 当面申请数：件：[9|7]",
    "2、网络申请数　件　[31|41]",
    "其中：信函申请数　件　[17|]",
    "1. 按时办结数　件　[54|34]",
    "三、行政复议数量　件　[3|4]",
    "（一）维持具体行政行为数　件　[2|5]",
    "（二）被依法纠错数　件　[1|2]",
]
REST = "1. 传真申请数　件　0\n\n2. 口头申请数　件　0\n\n3. 举报数量　件　0\n\n"


@pytest.mark.parametrize("line", LINES)
def test_line_of_a_form(line: str) -> None:
    assert_read_and_defended(PROSE + FORM.format(REST + line))


@pytest.mark.parametrize(
    "line",
    [
        "1. 网上申请数　件　41",  # not named so in the prose
        "2. 网络申请数　条　41",  # another unit
        "4. 政务微信公开政府信息数　条　752",
        "收到举报数　件　47",
    ],
)
def test_what_the_prose_does_not_name(line: str) -> None:
    assert not speaks(figures(PROSE + FORM.format(REST + line)))


def test_a_single_line_is_no_form() -> None:
    assert not speaks(figures(PROSE + FORM.format("2. 网络申请数　件　41")))


def test_last_year_is_told_apart() -> None:
    prose = PROSE.replace("网络申请31件", "去年网络申请31件")
    assert not speaks(figures(prose + FORM.format(REST + "2. 网络申请数　件　41")))
