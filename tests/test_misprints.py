"""Sums that no word announces, and one wrong digit in them that the digits behind it give away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import figures, speaks

# A text that is right, and a figure with what one wrong digit makes of it.
TEXTS = (
    ("全县户籍人口65585人，分为4300户。男性40653人，女性24932人。", "40653", "60653"),
    ("全县户籍人口65585人，分为4300户。男性40653人，女性24932人。", "65585", "85585"),
    (
        "3月办理工单2495件。交办二级单位2388件，直办107件。按类型，求决1878件、咨询267件、揭发87件、建议53件、其他210件。",
        "1878",
        "3878",
    ),
    (
        "登记户数884775户，增长20.22%。注册资本16424.44亿元。分布在一、二、三产业的户数分别是18250户、70648户、795877户，"
        "占总户数的2%、8%和90%。",
        "18250",
        "48250",
    ),
    (
        "义务教育校舍57.74万平方米，增加0.56万平方米；设备值17919.79万元，较上年增加463.26万元。\n"
        "小学校舍25.48万平方米；设备值9010.34万元，比上年增加272.90万元。\n"
        "初中校舍32.26万平方米；设备值8909.45万元，比上年增加190.36万元。",
        "463.26",
        "663.26",
    ),
    (
        "在校生156928人。\n小学学生91635人，教师6012人。\n初中学生44949人，教师3309人。\n高中学生20344人，教师1507人。",
        "44949",
        "84949",
    ),
    ("孤儿1126人，其中集中养育238人；无人抚养儿童3047人，1126名孤儿与无人抚养儿童合计4173人。", "4173", "7173"),
    ("市属医院收治男病人20653人，全部病人35585人，女病人14932人。", "20653", "50653"),
)


@pytest.mark.parametrize(("text", "right", "wrong"), TEXTS)
def test_one_wrong_digit_is_a_warning(text: str, right: str, wrong: str) -> None:
    assert not speaks(figures(text))
    report = figures(text.replace(right, wrong))
    assert [one.severity.value for one in report.findings if one.code.startswith("FZ1")] == ["warning"]


# Texts of which nothing is said: the gap is told, digits agree by chance, or more than one is wrong.
SILENT = (
    # what was there before is taken off
    "产生废物18642.37吨，其中利用8642.18吨、处置9446.07吨，年末贮存854.12吨，上年末结存300.00吨。",
    # what the parts leave out stands beside
    "全市户籍65585人，男性30653人，女性24932人，性别待核10000人。",
    # three digits agree, but of sentences far apart
    "全市实现产值4682亿元。外贸稳定。民生改善。完成投资1210亿元。财政收支平衡。税收472亿元。",
    # two wrong digits
    "全县户籍人口65585人，分为4300户。男性60753人，女性24932人。",
    # round figures
    "安排资金35000万元，惠及群众。修路2000万元，建校13000万元。",
    # each figure stands in another sum that holds
    "甲区65585人，其中男33000人、女32585人。乙区40653人，其中男20000人、女20653人。丙区44932人，其中男22000人、女22932人。",
)


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_where_chance_or_another_figure_explains_it(text: str) -> None:
    assert not speaks(figures(text))


def test_figures_with_many_decimals_raise_nothing() -> None:
    assert not speaks(figures("登记65585.12345人，其中甲组0.12345人，乙组0.12346人。"))


_DIGIT = st.sampled_from("123456789")
_COUNTS = st.lists(st.tuples(*[_DIGIT] * 5).map("".join).map(int), min_size=2, max_size=5)


@given(_COUNTS)
def test_a_sum_that_holds_is_no_misprint(counts: list[int]) -> None:
    parts = "，".join(f"{name}组{count}人" for name, count in zip("甲乙丙丁戊", counts, strict=False))
    assert not speaks(figures(f"登记{sum(counts)}人，比去年多一些。{parts}。"))


@given(_COUNTS, st.integers(1, 9))
def test_a_wrong_first_digit_is_found(counts: list[int], digit: int) -> None:
    first = str(counts[0])
    if first[0] == str(digit):
        return
    total = sum(counts)
    counts = [int(f"{digit}{first[1:]}"), *counts[1:]]
    parts = "，".join(f"{name}组{count}人" for name, count in zip("甲乙丙丁戊", counts, strict=False))
    assert speaks(figures(f"登记{total}人，比去年多一些。{parts}。"))
