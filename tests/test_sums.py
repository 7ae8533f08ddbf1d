"""Sums and parts: what is bound to what, what is verified, what is contradicted and how surely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint import lint_text
from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from fazhi_lint.model import Relation, Severity


def read(text: str, kind: str) -> list[Relation]:
    return [relation for relation in relations(Document(text)) if relation.kind == kind]


def formulas(text: str) -> list[tuple[str, str]]:
    return [(relation.verdict, relation.formula) for relation in read(text, "sum")]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("受理50件，其中不予受理4件，立案46件，已审结45件。", "4 + 46 = 50"),
        ("受理案件14件，均已办结。其中撤销2件、维持9件、驳回3件。", "2 + 9 + 3 = 14"),
        ("报送案卷26件，评查结果为：优秀10件，合格15件，漏评1件，没有不合格案卷。", "10 + 15 + 1 = 26"),
        ("抽查事项278项，其中，区级22个部门243项，5镇1街道共35项。", "243 + 35 = 278"),
        (
            "总收入676708亿元，比上年增长6.9%。其中，一季度60863亿元，增长3.9%；二季度615845亿元。",
            "60863 + 615845 = 676708",
        ),
        ("预算9.5万元，其中：车辆7.5万元（其中：购置3万元，运行4.5万元），接待2万元。", "7.5 + 2 = 9.5"),
        ("预算9.5万元，其中：车辆7.5万元（其中：购置3万元，运行4.5万元），接待2万元。", "3 + 4.5 = 7.5"),
        ("收入9628万元，其中：拨款9600万元，比上年增加793万元；其他28万元。", "9600 + 28 = 9628"),
        ("投资3.2亿元，其中A区1.2亿元，B区20000万元。", "1.2亿 + 20000万 = 3.2亿"),
        ("全年审理案件60件，民事、刑事、行政案件分别为30件、20件和10件。", "30 + 20 + 10 = 60"),
        ("收案6418件，结案6127件。其中，首次4803件，恢复1062件，其他553件。", "4803 + 1062 + 553 = 6418"),
        ("全年投入10.25亿元，其中甲类5.1亿元、乙类5.1亿元。", "5.1 + 5.1 = 10.2"),
        ("受理案件157件，其中甲类33件，乙类124件；丙类71件。", "33 + 124 = 157"),
        ("办理案件12件（民事5件，刑事7件），罚款（3件）。", "5 + 7 = 12"),
    ],
)
def test_a_sum_that_holds_is_verified(text: str, formula: str) -> None:
    assert ("verified", formula) in formulas(text)


def test_several_units_in_one_sentence_are_each_added() -> None:
    text = "办结案件50件，涉及80人，罚款30万元，其中甲区20件30人10万元，乙区30件50人20万元。"
    assert formulas(text) == [
        ("verified", "20 + 30 = 50"),
        ("verified", "30 + 50 = 80"),
        ("verified", "10 + 20 = 30"),
    ]


def test_rounded_figures_may_miss_by_their_slack() -> None:
    text = "业务总量28220亿元，其中，邮政5079亿元；电信23142亿元。"
    assert formulas(text) == [("verified", "5079 + 23142 = 28221")]


def test_rounded_parts_that_miss_by_more_than_rounding_does_are_left_to_the_reader() -> None:
    (relation,) = read("全年投入10.2亿元，其中甲类3.3亿元、乙类3.3亿元、丙类3.4亿元。", "sum")
    assert relation.verdict == "unverifiable"
    assert relation.hit is not None and relation.hit.severity is Severity.INFO


def test_what_is_owed_is_held_against_its_limit() -> None:
    (relation,) = read("政府债务限额100亿元，债务余额80亿元。", "part")
    assert (relation.verdict, relation.formula) == ("verified", "80 ≤ 100")


def test_a_broken_sum_shows_its_recomputation_and_every_number() -> None:
    (relation,) = read("取消事项38177件，其中甲4072件，乙15819件，丙8568件，丁9618件。", "sum")
    assert relation.verdict == "contradicted"
    assert relation.formula == "4072 + 15819 + 8568 + 9618 = 38077 ≠ 38177"
    assert relation.hit is not None
    assert relation.hit.severity is Severity.WARNING
    assert dict(relation.hit.fields) == {"sum": "38077件", "total": "“取消事项”38177件", "difference": "100件"}
    assert len(relation.hit.related) == 4


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "收案6418件，结案6127件。其中，首次4803件，恢复1026件，其他553件。",
            "4803 + 1026 + 553 = 6382 ≠ 6418",
        ),
        ("在职157人，其中行政人员33人、事业人员125人；退休71人。", "33 + 125 = 158 ≠ 157"),
        ("在职157人，其中行政人员33人，事业人员125人；退休71人。", "33 + 125 = 158 ≠ 157"),
        ("在职157人，其中行政人员33人、事业人员130人；其他71人。", "33 + 130 = 163 ≠ 157"),
        ("办理案件12件（民事5件，刑事8件），罚款（3件）。", "5 + 8 = 13 ≠ 12"),
        (
            "受理500件，比上年增加231件，其中民事300件，增加130件；刑事200件，增加111件。",
            "130 + 111 = 241 ≠ 231",
        ),
        (
            "评查问题共22个，分布如下：\n1.甲类问题：8个\n2.乙类问题：9个\n3.丙类问题：6个\n",
            "8 + 9 + 6 = 23 ≠ 22",
        ),
    ],
)
def test_the_whole_meant_is_the_one_a_slip_explains(text: str, formula: str) -> None:
    assert ("contradicted", formula) in formulas(text)


@pytest.mark.parametrize(
    "items",
    [
        "二、其他问题\n发现如下：\n（一）3个项目停工。\n（二）4个项目超期。\n（三）5个项目闲置。\n",
        "问题如下：\n1.3个部门少报收入。\n2.4个单位超标准。\n3.5个单位未招标。\n",
    ],
)
def test_items_of_another_section_or_of_other_things_are_no_parts(items: str) -> None:
    text = f"一、债券资金\n抽查的项目共22个。\n{items}"
    assert all(relation.verdict != "contradicted" for relation in relations(Document(text)))


def test_the_only_number_that_one_edit_repairs_is_offered() -> None:
    (relation,) = read("收到申请99件，其中甲类39件，乙类59件。", "sum")
    assert relation.hit is not None and relation.hit.fix is not None
    assert relation.hit.fix.safety == "unsafe"
    assert [edit.text for edit in relation.hit.fix.edits] == ["98"]


@pytest.mark.parametrize(
    "text",
    [
        "全市有机构993个，其中医院215个，诊所369个，卫生室32个。",
        "实施项目346个，其中续建258个、新开工130个、竣工87个。",
        "年末总人口84943万人，比上年增加467万人，其中城镇84843万人。",
        "新增企业80家、研发机构657家，总数分别达755家和1593家。",
        "协议金额685亿美元；实际使用188亿美元。其中直接投资协议金额575亿美元，实际使用111.6亿美元。",
        "低保标准提高到312元，城乡低保、孤儿养育标准分别提高至841元、1180元。",
        "财政收入341亿元，其中地方收入180亿元，增长12.4%；固定资产投资928亿元。",
        "国内居民出境12786万人次，其中因私出境12172万人次，增长10.6%；赴港澳台8588万人次。",
        "受理复议申请12件，其中受理9件，不予受理3件。代区政府参加复议1件。",
        "人均收入23330元，其中城镇居民人均31200元，农村居民人均13960元。",
    ],
)
def test_look_alikes_are_no_contradiction(text: str) -> None:
    assert all(relation.verdict != "contradicted" for relation in relations(Document(text)))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("受理申请120件，其中涉及征地的210件。", "210 > 120"),
        ("查出问题17.3亿元，其中甲类0.5亿元、乙类19.1亿元；整改5.2亿元。", "19.1 > 17.3"),
    ],
)
def test_a_part_larger_than_its_whole(text: str, formula: str) -> None:
    (relation,) = (found for found in relations(Document(text)) if found.verdict == "contradicted")
    assert relation.kind == "part"
    assert relation.formula == formula


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=9))
def test_consistent_lists_are_verified_and_never_reported(parts: list[int]) -> None:
    listed = "，".join(f"{name}类{part}件" for name, part in zip("甲乙丙丁戊己庚辛壬", parts, strict=False))
    text = f"全年受理{sum(parts)}件，其中{listed}。"
    # A part may be the sum of others by chance: 585 of 1, 1 and 583.
    assert {relation.verdict for relation in read(text, "sum")} == {"verified"}


@given(st.lists(st.integers(100, 99_999).filter(lambda n: n % 5), min_size=2, max_size=6), st.data())
def test_one_wrong_digit_is_always_found(parts: list[int], data: st.DataObject) -> None:
    digits = list(str(sum(parts)))
    at = data.draw(st.integers(0, len(digits) - 1))
    digits[at] = data.draw(st.sampled_from([d for d in "123456789" if d != digits[at]]))
    listed = "，".join(f"{name}类{part}件" for name, part in zip("甲乙丙丁戊己", parts, strict=False))
    text = f"全年受理{''.join(digits)}件，其中{listed}。"
    verdicts = [relation.verdict for relation in relations(Document(text))]
    prefixes = {sum(parts[:count]) for count in range(1, len(parts))}
    assert "contradicted" in verdicts or int("".join(digits)) in prefixes


def test_a_figure_in_a_message_has_its_name_and_unit() -> None:
    text = "查出主要问题金额17.3亿元，其中甲类0.5亿元、违规金额19.1亿元。"
    (relation,) = (found for found in relations(Document(text)) if found.hit)
    assert relation.hit is not None
    assert dict(relation.hit.fields) == {"part": "“违规金额”19.1亿元", "total": "“查出主要问题金额”17.3亿元"}


@pytest.mark.parametrize("word", ["合计", "共计", "总计"])
def test_a_total_behind_its_parts_binds_them(word: str) -> None:
    (finding,) = lint_text(f"制定规章12件、文件31件，{word}46件。").findings
    assert (finding.code, finding.severity) == ("FZ101", Severity.ERROR)
    assert not lint_text(f"制定规章12件、文件31件，{word}43件。").findings
