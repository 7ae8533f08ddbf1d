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


POINTED = (
    "全年收寄包裹8462万件，比上年增长6.6%，其中县内4310万件，增长5.2%；县外4152万件，增长8.1%。",
    "救灾支出1004万元，其中衣被308万元；帐篷和炊具129万元；口粮、饮水及药品567万元。全年没有人员死亡。",
    "湖区318个水样中，一、二类占61.6%，比上年提高2.3个百分点；三类占25.2%，下降1.1个百分点；"
    "四类、劣四类占13.2%，下降1.2个百分点。",
    "基建项目中，用于校舍612万元，比重由51.0%上升到61.2%；用于道路388万元，比重由49.0%下降到38.8%。",
    "全年旅客9462万人次。分方式看，公路5210万人次，增长3.1%；铁路3190万人次，增长4.4%；水运1062万人次，下降0.8%。",
    "旅游外汇收入66.1亿元，增长9.9%；支出28.2亿元，增长12.9%，收大于支37.9亿元。",
    "居民消费价格上涨2.0%。工资总额1660万元，增长15.0%；扣除消费价格上涨因素，实际增长12.7%。",
    "存款293.3亿元，增长37.1%，其中企业114.7亿元；贷款316.0亿元，增长19.5%，其中短期234.2亿元；中长期71.7亿元。",
    "受理投诉412件，其中咨询205件，占49.8%。",
)


@pytest.mark.parametrize("marks", [("；", "。"), ("，其中", "。其中")], ids="→".join)
@pytest.mark.parametrize("text", POINTED)
def test_a_full_stop_takes_nothing_away(text: str, marks: tuple[str, str]) -> None:
    assert read(text) <= read(text.replace(*marks))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("育林318亩，其中杉树96亩，占总面积的比重为30.2%；松树222亩，所占比重为69.8%。", ("比重", "比例")),
        ("基建投资612亿元，水利94亿元，比重由5.1%上升到15.4%。", ("比重", "比例")),
        ("县内、县外和境外客源的比重分别为11.8%、48.7%和39.5%。", ("分别为", "分别达")),
        ("第二产业增加值102.0亿元。全部工业增加值90.3亿元。建筑业增加值11.7亿元。", ("第二产业", "二产")),
        (
            "生产总值344.1亿元。第一产业增加值21.4亿元。第二产业增加值180.3亿元。第三产业增加值142.4亿元。",
            ("第三产业", "三产"),
        ),
    ],
)
def test_names_and_verbs_of_shares(text: str, words: tuple[str, str]) -> None:
    assert read(text) and read(text) <= read(text.replace(*words))


@pytest.mark.parametrize(
    "text",
    [
        # What a parallel sentence tells is no part of what the one before tells.
        "年末汽车28087辆，增加937辆。其中私人汽车24393辆，增加758辆。轿车15640辆，增加996辆。",
        "存款余额155.5亿元，增加15.7亿元，其中定期150.6亿元。贷款余额112.1亿元，增加12.7亿元。",
        # Nor is the work of another bureau, whatever it adds up to.
        "改造住房4.19万户，其中城镇3.15万户。整修厕所1万座。",
    ],
)
def test_what_another_sentence_tells_is_no_part(text: str) -> None:
    assert all(len(formula.split("≤")[0].split("+")) == 1 for formula in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "全年收寄包裹8462万件，其中县内4310万件，增长5.2%。县外4952万件，增长8.1%。",
        "湖区318个水样中，一、二类占61.6%。三类占25.2%。四类占23.2%。",
        # Rounded parts, and what is none of them behind the semicolon.
        "医疗机构95.0万个。其中卫生院3.6万个，服务中心3.5万个，门诊部24.8万个，卫生室63.0万个；专业机构1.9万个。",
        # One verb for two objects, each of which is done.
        "全年办复市人大代表建议216件，政协提案186件，办复率100%。",
        "办结人大代表建议46件，政协提案153件，办复率100%。",
        # The whole is the one of its name.
        "新签协议金额685亿元，增长2.5倍。实际利用外资188亿元，增长62.7%。其中外商协议金额575亿元。",
        # What is taken off is no price.
        "出口475.4亿元，增长20.6%，进口552.5亿元，增长27.9%。扣除来料加工的货物后，逆差30.9亿元。",
    ],
)
def test_a_list_that_may_have_ended_gives_no_alarm(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text", ["收到建议216件，办复186件，办复率100%。", "办复建议186件，应办复216件，办复率100%。"]
)
def test_a_rate_of_all_is_held_against_what_was_due(text: str) -> None:
    report = fazhi_lint.lint_text(text, name="report.txt")
    assert "FZ103" in {finding.code for finding in report.findings}
