"""Growth over several years beside its yearly mean."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from fazhi_lint.model import Relation, Severity
from marked import assert_read_and_defended, figures, speaks


def read(text: str) -> list[Relation]:
    return [one for one in relations(Document(text)) if one.kind == "change" and "^(1/" in one.formula]


# Each holds {}, the yearly mean that the text states, and that mean; the years are said.
CERTAIN = [
    ("财政总收入1862.9亿元，是2005年的2.5倍，五年年均增长{}%。", "20"),
    ("财政总收入1862.9亿元，是2005年的2.5倍、5年年均增长{}%。", "20"),
    ("游客1505万人次，较“十一五”末增长1.5倍，年均增长{}%。", "20.1"),
    ("税收比“十二五”期末增长61.1%，年均增长{}%。", "10.0"),
    ("完成投资357亿元，较2019年同期增长8.2%，两年平均增长{}%。", "4.0"),
    ("出口额比2019年增长31.7%，两年平均增速{}%。", "14.7"),
    ("进出口总额，较2019年同期增长21%，两年平均增长{}％。", "10.0"),
    ("用电量比2019年增长33.1%，三年平均增长{}%。", "10.0"),
    ("存款、贷款分别是2010年的2.5倍、2.5倍，五年年均增长20%、{}%。", "20"),
    ("从业人数较2019年下降19%，两年平均下降{}%。", "10.0"),
    ("过去五年，一般公共预算收入由100亿元增加到200亿元，年均增长{}%。", "14.9"),
    ("“十二五”期间，税收由100亿元增加到200亿元、年均增长{}%。", "14.9"),
    ("人口411560人，同第五次普查2000年的365240人相比，十年共增加46320人，年平均增长率为{}%。", "1.20"),
    ("人口363663人，与六普时的402318人相比，10年累计减少38655人，下降9.61%，年平均下降{}%。", "1.01"),
]


@pytest.mark.parametrize(("text", "mean"), CERTAIN)
def test_the_yearly_mean_of_known_years(text: str, mean: str) -> None:
    assert {one.verdict for one in read(text.format(mean))} == {"verified"}
    wrong = [one.hit for one in read(text.format(f"{float(mean) + 3:g}")) if one.verdict == "contradicted"]
    assert [hit.severity for hit in wrong if hit] == [Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "居民收入是2010年的1.71倍，年均增长11.3%。",
        "居民收入分别是2010年的1.71倍、1.77倍，年均增长11.3%和12.1%。",
        "居民收入分别由29400元、10700元提高到40200元、16400元，年均增长6.4%、8.8%。",
    ],
)
def test_years_that_nobody_names_may_be_five(text: str) -> None:
    assert {one.verdict for one in read(text)} == {"verified"}


@pytest.mark.parametrize(
    "text",
    [
        "进出口总额是2008年的1.9倍，年均增长14.6%。",
        "地区生产总值是2005年的2.5倍，五年年均增长13%。",
        "地区生产总值是2010年的1.9倍，年均增长10%。",
        "累计投资1140亿元，比“十一五”增长1.6倍，年均增长20%。",
        "居民收入由2万元提高到4万元，年均增长9%。",
        "产值比2019年增长8.2%，利润两年平均增长14.7%。",
        "过去五年，地区生产总值由100亿元增加到200亿元，年均增长9%。",
        "居民收入分别由29400元、10700元提高到40200元、16400元，年均增长5.4%、7.8%。",
    ],
)
def test_a_mean_of_other_years_prices_or_things_is_no_mistake(text: str) -> None:
    assert "contradicted" not in {one.verdict for one in read(text)}


@pytest.mark.parametrize("times", ["1.37番", "１.37番"])
def test_doublings_follow_from_levels_elsewhere(times: str) -> None:
    text = f"2010年比2005年财政收入翻{times}。\n财政收入由2005年的475亿元增加到2010年的1228.75亿元。"
    found = [one.formula for one in relations(Document(text)) if one.verdict == "verified"]
    assert "log2(1228.75亿 / 475亿) ≈ 1.37" in found


@pytest.mark.parametrize(
    "line",
    [
        "财政总收入达到342.2亿元，五年增加[197.1|]亿元，年均增长[18.7|]%。",
        "城镇居民人均可支配收入13342元，比2005年增加[5924|]元，年均增长[12.5|]%。",
        "登记企业1830户，三年净增[550|]户，三年年均增长[12.7|]%。",
        "单位能耗降至0.82吨标准煤，比2005年减少[0.20|]吨标准煤，年均下降[4.3|]%。",
    ],
)
def test_the_mean_of_what_a_level_grew_by_is_read(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        "生产总值达到18000亿元，比2000年增加9400亿元，年均增长13%。",
        "财政总收入达到342.2亿元，增加197.1亿元，年均增长8.7%。",
        "收入9亿元，增加9亿元，年均增长8.7%。",
    ],
)
def test_the_mean_of_what_a_level_grew_by_is_not_held_against_it(text: str) -> None:
    assert not speaks(figures(text))
