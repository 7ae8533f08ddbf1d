"""A figure told again in other words: read where what is counted agrees, never held against another."""

from __future__ import annotations

import pytest

from marked import figures, speaks

READ = [
    "审执结案件3651件，未结211件。\n\n法官38名，人均结案96.1件（按全年结案3651件计）。",
    "列入计划的40个老旧小区有37个如期完工。\n\n不足之处是，40个计划改造小区中尚有3个未能完工。",
    "排查出历史遗留“办证难”项目52个，化解45个。\n\n52个历史遗留项目中个别项目成因复杂。",
    "现有在编在职人员132人，离休2人。\n\n公用经费按在职人员测算（在职132人）。",
    "保有车辆15辆，车均2.77万元。\n\n截至年底，本单位共有车辆15辆，均为业务用车。",
    "327个老旧小区改建项目全部开工。\n\n今年，完成327个老旧小区改造，持续开展排查。",
    "80所新改扩建学校加快施工。\n\n推进80所新改扩建学校装修。",
    "12个州级中心集镇建设加快实施。\n\n推动12个中心集镇扩容。",
    "43个农村环境整治示范县任务过半。\n\n搞好43个农村环境整治示范县区验收。",
    "本市登记失业率控制在4.35%以内。\n\n保持物价平稳，登记失业率控制在4.35%以内。",
    "全年实际利用外资2.93亿美元，增长16.8%。\n\n开放步伐加快，实际利用外资增长16.8%。",
    "办理行政应诉案件45件，审结40件。\n\n人均办理案件较多（复议31件、应诉45件）。",
    "农民人均纯收入5836元，增长16.2%。\n\n今年，农民人均纯收入力争达到6770元，净增934元（上年5836元）。",
    "规模以上工业企业从1486户发展到1723户。\n\n下行压力大，1723户规模以上工业企业有的停产。",
    "行政复议机构收到申请34件，受理31件。\n\n人均办案较多（复议受理31件、应诉5件）。",
]
# The same digits beside other things, or beside what is done anew: nothing says that they are one figure.
APART = [
    "建成停车场12个。\n\n新建口袋公园12个。",
    "列入计划的40个老旧小区如期完工。\n\n推进40个农贸市场改造。",
    "营业收入超100亿元的企业5家。\n\n推动100亿元以上产业园扩容。",
    "地区生产总值增长5%。\n\n完成道路改造12条。\n\n调整优化12条城乡道路公交。",
    "城镇居民人均收入增长8.35%。\n\n农村居民人均收入增长8.35%。",
    "全市生产总值年均增长7.35%。\n\n全市生产总值增长7.35%。",
]


@pytest.mark.parametrize("text", READ)
def test_told_again(text: str) -> None:
    report = figures(text)
    assert not speaks(report)
    assert any(one.kind == "repeat" and one.verdict == "verified" for one in report.relations)


@pytest.mark.parametrize("text", APART)
def test_other_things(text: str) -> None:
    assert not any(one.kind == "repeat" for one in figures(text).relations)


@pytest.mark.parametrize("text", READ[1:8])
def test_another_digit_is_not_enough(text: str) -> None:
    head, mark, tail = text.rpartition("\n\n")
    wrong = head + mark + tail.translate(str.maketrans("1", "9"))
    assert not speaks(figures(wrong))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年共审执结3651件，未结211件。\n\n一线法官38名，办案较多（按全年结案3651件计）。", "3451"),
        ("全年受理案件1186件，办结率高。\n\n检察官办案较多，以受理1186件计算。", "1286"),
        ("现有在职人员1326人，离休2人。\n\n公用经费从严（按在职人员1326人测算）。", "1526"),
    ],
)
def test_what_a_mean_is_reckoned_from(text: str, wrong: str) -> None:
    head, right, tail = text.rpartition(next(number for number in ("3651", "1186", "1326") if number in text))
    assert right
    assert not speaks(figures(text))
    assert speaks(figures(head + wrong + tail))


def test_what_is_reckoned_from_something_else() -> None:
    assert not speaks(figures("全年审结3651件。\n\n办案较多（按全年受理3751件计）。"))
