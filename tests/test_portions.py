"""Portions of a stated whole: the list's total, a whole named elsewhere, siblings that prove it."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.model import Finding, Severity


def findings(text: str) -> tuple[Finding, ...]:
    return lint_text(text, select=("FZ103",)).findings


def shares(text: str) -> list[tuple[str, str]]:
    return [
        (entry.verdict, entry.formula)
        for entry in lint_text(text).relations
        if entry.kind == "share" and "/" in entry.formula
    ]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("本年收入合计2946.25万元，其中：拨款收入2940.05万元，占99.79%。", ["2940.05 / 2946.25 = 99.79%"]),
        (
            "全国总人口137462万人，比上年末增加680万人，其中城镇人口77116万人，占总人口比重（城镇化率）为56.10%。",
            ["77116 / 137462 = 56.10%"],
        ),
        (
            "全市实现生产总值2445.7亿元，增长6.3%。\n文化产业增加值达到343亿元，增长12%，占生产总值的比重达到14%。",
            ["343 / 2445.7 = 14.02%"],
        ),
        (
            "全年生产总值676708亿元。第一产业增加值60863亿元，第二产业增加值274278亿元。"
            "第一产业增加值占生产总值的比重为9.0%，第二产业增加值比重为40.5%。",
            ["60863 / 676708 = 8.99%", "274278 / 676708 = 40.53%"],
        ),
        ("监测的339个城市中，有117个城市达到二级标准，占监测城市数的34.5%。", ["117 / 339 = 34.51%"]),
        ("生产总值900309亿元。\n研究经费支出19657亿元，与生产总值之比为2.18%。", ["19657 / 900309 = 2.18%"]),
    ],
)
def test_wholes_are_found(text: str, formulas: list[str]) -> None:
    assert shares(text) == [("verified", formula) for formula in formulas]
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("共有证明事项64项，其中实行告知承诺制的48项，占四分之三。", "占四分之一"),
        ("清理文件612件，其中保留408件，占三分之二；废止204件。", "占四分之三"),
        ("清理文件612件,其中保留204件,占3分之1;废止408件.", "占3分之2"),
        ("办理法律援助案件582件，其中农民工案件291件，占总数的一半。", "占总数的三分之一"),
        ("检查企业612家次，其中重点企业204家次，占三分之一。", "占五分之一"),
        ("收缴税款900万元，其中查补税款225万元，占四分之一。", "占三分之一"),
    ],
)
def test_a_share_may_be_a_fraction(text: str, right: str) -> None:
    assert [verdict for verdict, _ in shares(text)] == ["verified"]
    stated = text[text.index("占") :].split("；")[0].split(";")[0].rstrip("。.")
    assert [finding.code for finding in findings(text.replace(stated, right))] == ["FZ103"]


def test_exchanged_digits_of_a_share_of_a_whole_told_before_are_found() -> None:
    text = "全市收案1126件，受理1043件，审结985件。\n市本级收案418件，占全市收案总数的37.1%。"
    assert shares(text) == [("verified", "418 / 1126 = 37.12%")]
    assert [finding.quote for finding in findings(text.replace("37.1%", "31.7%"))] == ["31.7%"]


@pytest.mark.parametrize("words", ["约三分之一", "近三分之一", "三分之一左右", "三成"])
def test_a_round_fraction_is_let_pass(words: str) -> None:
    assert findings(f"检查企业612家次，其中重点企业196家次，占{words}。") == ()
    assert findings("组建7人领导小组，其中女性2人，占三分之一。") == ()


def test_siblings_prove_the_whole() -> None:
    text = (
        "一般公共预算拨款支出2940.05万元，主要用于以下方面：一般公共服务支出（类）2106.66万元，占71.73%；"
        "社会保障支出（类）326.72万元，占11.11%；住房保障支出（类）445.69万元，占15.16%。"
    )
    (finding,) = findings(text)
    assert (finding.quote, finding.severity) == ("71.73%", Severity.ERROR)
    assert finding.evidence == ("2106.66 / 2940.05 = 71.65% ≠ 71.73%",)


def test_a_whole_in_another_sentence_makes_a_warning() -> None:
    (finding,) = findings("全市实现生产总值2445.7亿元。非公经济增加值1115亿元，占生产总值的比重为45.7%。")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "高新技术企业2700家，中型企业1812家，分别占全省的30%、25%左右。",
        "进出口总值550.3亿美元，占全省的77.3%。",
        "现代服务业增加值1.52万亿元，占服务业增加值比重提高到76.3%。",
        "施工面积1.5亿平方米，占全部施工面积的80.3%。",
        "收入突破60亿元。税收收入36.9亿元，占收入的57%。",
        "煤炭消费量占能源消费总量的64.0%，清洁能源消费量占17.9%。",
        "受理案件500件，其中刑事案件占比不到三成，同比下降5%。",
        "年末两大园区投产企业40户，完成工业总产值52.30亿元。\n高新技术产品产值120.00亿元，占全市工业总产值的24.0%。",
        "两个重点镇农户900户，农业总产值3.10亿元。\n蔬菜产值4.20亿元，占全县农业总产值的18.0%。",
        "三个镇完成粮食总产量6.40万吨。\n全县优质稻产量9.10万吨，占粮食总产量的35.5%。",
        "表示满意4116件，占77.8%；基本满意1118件，占21.1%；理解49件，占0.9%；未反馈6件，占0.1%。",
        "平台接收16614件，占43.86%；窗口18561件，占49%；电话1530件，占4.04%；来信1143件，占3.02%；来访28件，占0.07%。",
    ],
)
def test_other_wholes_are_left_alone(text: str) -> None:
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("民生支出1470.03万元，占一般公共预算支出2940.05万元的50%。", "1470.03 / 2940.05 = 50.00%"),
        ("民生支出1470.03万元，占支出总额（2940.05万元）的50%。", "1470.03 / 2940.05 = 50.00%"),
        ("“三公”经费支出2.05万元，完成预算2.95万元的69.49%。", "2.05 / 2.95 = 69.49%"),
        ("完成投资546.97亿元，为年度计划515亿元的106.2%。", "546.97 / 515 = 106.21%"),
    ],
)
def test_a_whole_printed_beside_its_percentage(text: str, formula: str) -> None:
    entries = [entry for entry in lint_text(text).relations if entry.formula == formula]
    assert [entry.verdict for entry in entries] == ["verified"]
    assert findings(text) == ()


def test_a_percentage_of_a_whole_printed_beside_it_must_follow() -> None:
    (finding,) = findings("民生支出1470.03万元，占一般公共预算支出2940.05万元的58%。")
    assert (finding.quote, finding.severity) == ("58%", Severity.ERROR)
    assert findings("收入650亿元，增长5%，其中税收完成预算706亿元的97.6%。") == ()
