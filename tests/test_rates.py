"""Named rates: binding by words, rounding allowances, official bases, silence in doubt."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.model import Finding, LedgerEntry, Severity
from marked import assert_read_and_defended

CODES = ("FZ103", "FZ104", "FZ105")


def findings(text: str) -> tuple[Finding, ...]:
    return lint_text(text, select=CODES).findings


def ledger(text: str, kind: str = "rate") -> list[LedgerEntry]:
    return [entry for entry in lint_text(text, select=CODES).relations if entry.kind == kind]


def test_a_rate_that_follows_is_verified_with_its_formula() -> None:
    (entry,) = ledger("全年代办各类诉求5117件，解决5086件，办结率达99.39%。")
    assert (entry.verdict, entry.formula) == ("verified", "5086 / 5117 = 99.39%")
    assert entry.numbers == ("5117", "5086", "99.39%")


def test_evidence_names_every_candidate_base() -> None:
    (finding,) = findings("新收50件，不予受理4件，立案46件，已审结45件，其中直接纠错12件，纠错率为24.5%。")
    assert finding.severity is Severity.ERROR
    assert finding.message == "纠错率24.5%与所列数字不符：算得26.67%"
    assert "12/45 = 26.67%（审结45）" in finding.evidence
    assert "12/46 = 26.09%（立案46）" in finding.evidence
    assert "12/49 = 24.49%（审结45＋不予受理4）" in finding.evidence
    assert [related.message for related in finding.related] == ["分子：直接纠错12", "分母：审结45"]


@pytest.mark.parametrize(
    "text",
    [
        "全年受理诉讼案件879件（含旧存343件），结案700件，结案率79.64%。",
        "新收案件800件，旧存79件，结案700件，结案率79.6%。",
        "批准逮捕158件196人，不批准逮捕33件40人，不捕率为16.95%。",
        "2623名应届毕业生实现就业2571人，就业率达98.02%。",
        "3846个重建项目已开工3643个，开工率94.7%；已建成2966个，竣工率77.1%。",
        "共排查隐患10.9万条，完成整改10.8万条，整改完成率达99.1%。",
        "审结复议案件60件，其中撤销5件、变更1件、确认违法2件、责令履行1件，纠错率15%。",
        "精简证明材料1868项，精简率约92%，保留166项。",
        "将原有证明事项86项压减至31项，压减率64.0%。",
        "原有审批环节52个，现压缩至18个，压缩率65.4%。",
        "受理案件200件、办结190件，办结率95%。",
        "上级交办的22项任务，已完成21项，剩余1项按计划推进，完成率95.5%。",
        "已完成任务21项，剩余1项按计划推进，完成率95.45%。",
        "全年办理应诉案件9件，已判决的8件均胜诉，胜诉率100%。",
        "在审结的1579人中，适用该制度办理1502人，适用率95.1%。",
        "审结民事案件500件，其中调解120件、撤诉80件，调撤率40%。",
        "现有在编执法人员120人，持证118人，持证率98.3%。",
    ],
)
def test_official_bases_are_found(text: str) -> None:
    assert {entry.verdict for entry in ledger(text)} == {"verified"}
    assert findings(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "行政诉讼案件170件，结案135件，败诉15件，负责人出庭率100%。",
        "办复代表建议216件、政协提案186件，办复率100%。",
        "法院新收案件1512.5万件，结案1238.9万件，结案率68.17%。",
        "不捕11.5万人，不捕率48.5%。",
        "城镇新增就业17.6万人，扶持创业1.9万人，应届毕业生就业率达到98.7%。",
        "签约项目3000个以上，开工项目930个以上，当年开工率达到60%以上。",
        "受理案件120件，审结100件，法定审限内结案率99%。",
        "受理案件120件，审结100件，办结率提高5%。",
        "完成投资546.97亿元，300个重点项目投资完成率106.18%。",
    ],
)
def test_other_subjects_are_left_alone(text: str) -> None:
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("上级交办的22项任务，已完成21项，剩余1项按计划推进，完成率96.5%。", "21/22 = 95.45%"),
        ("排查隐患50处，已整改45处，尚有5处未整改到位，整改率80%。", "45/50 = 90%"),
        ("在审结的1579人中，适用该制度办理1502人，适用率93.1%。", "1502/1579 = 95.12%"),
        ("在走访的200家单位中，联网190家，联网率93%。", "190/200 = 95%"),
    ],
)
def test_what_is_left_is_no_base_and_what_others_are_among_is(text: str, formula: str) -> None:
    (finding,) = findings(text)
    assert finding.severity is Severity.ERROR
    assert finding.evidence[0].startswith(formula)


def test_a_list_of_names_shares_out_its_rates() -> None:
    text = "全年受理500件，审结450件，执结200件，受理执行案件250件，审结率、执结率分别为90%和80%。"
    assert [(entry.formula, entry.verdict) for entry in ledger(text)] == [
        ("450 / 500 = 90%", "verified"),
        ("200 / 250 = 80%", "verified"),
    ]


def test_reached_allows_a_higher_true_value_with_a_warning() -> None:
    (higher,) = findings("共调解纠纷1000件，化解979件，化解率达96%。")
    (lower,) = findings("共调解纠纷1000件，化解949件，化解率达96%。")
    assert (higher.severity, lower.severity) == (Severity.WARNING, Severity.ERROR)


def test_all_is_not_nearly_all() -> None:
    (finding,) = findings("共受理诉求5117件，解决5116件，办结率100%。")
    assert finding.severity is Severity.WARNING


def _printed(numerator: int, base: int, decimals: int, how: str) -> str:
    scaled = Fraction(100 * numerator, base) * 10**decimals
    floor = scaled.numerator // scaled.denominator
    rest = scaled - floor
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (how == "up" or floor % 2 == 1))
    digits = str(floor + (up and how != "cut")).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}%" if decimals else f"{digits}%"


@given(
    base=st.integers(10, 50_000),
    share=st.integers(1, 999),
    decimals=st.integers(0, 2),
    how=st.sampled_from(["up", "even", "cut"]),
)
def test_every_rounding_in_use_is_accepted(base: int, share: int, decimals: int, how: str) -> None:
    numerator = max(1, base * share // 1000)
    if how == "cut" and not decimals:
        how = "up"
    printed = _printed(numerator, base, decimals, how)
    if printed.startswith("100") and numerator != base:
        return
    text = f"共受理诉求{base}件，办结{numerator}件，办结率{printed}。"
    assert findings(text) == ()
    assert [entry.verdict for entry in ledger(text)] == ["verified"]


@given(base=st.integers(200, 50_000), share=st.integers(100, 900), off=st.sampled_from([-90, -40, 30, 70]))
def test_a_rate_beyond_rounding_is_an_error(base: int, share: int, off: int) -> None:
    numerator = base * share // 1000
    printed = show(Fraction(1000 * numerator, base) + off)
    (finding,) = findings(f"共受理诉求{base}件，办结{numerator}件，办结率{printed}%。")
    assert (finding.code, finding.severity) == ("FZ103", Severity.ERROR)


def show(tenths: Fraction) -> str:
    return f"{int(tenths) // 10}.{int(tenths) % 10}"


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("应出庭1,214件、实际出庭1,187件，出庭应诉率由上年的94.85%升至97.78%。", "1187 / 1214 = 97.78%"),
        ("满意的275件、基本满意的7件、不满意的2件，满意率为96.8%。", "275 / (275 + 7 + 2) = 96.83%"),
        (
            "常住人口263.4万人，减少1.2万人。其中城镇人口128.7万人、乡村人口134.7万人，常住人口城镇化率48.86%。",
            "128.7 / 263.4 = 48.86%",
        ),
        ("现有人员41人，其中持证执法人员26人、辅助人员15人，持证率63.4%。", "26 / 41 = 63.41%"),
        ("债务限额486.30亿元，年末债务余额472.58亿元，使用率97.2%。", "472.58 / 486.30 = 97.18%"),
        ("筛查儿童86,412人，确诊1,057人，检出率1.22％。", "1057 / 86412 = 1.22%"),
        (
            "支付赔款31.26亿元，受益农户163.8万户次，简单赔付率80.28%（保费38.94亿元）。",
            "31.26 / 38.94 = 80.28%",
        ),
        ("反映的129个问题，已整改121个，部分整改6个，尚未整改2个，整改到位率93.8%。", "121 / 129 = 93.80%"),
    ],
)
def test_a_rate_that_agrees_with_loosely_bound_counts_is_verified(text: str, formula: str) -> None:
    assert (formula, "verified") in {(entry.formula, entry.verdict) for entry in ledger(text)}
    assert not findings(text)


@pytest.mark.parametrize(
    "text",
    [
        "已开工721个、竣工423个，开工率、竣工率和资金到位率分别达97.3%、57.1%和69%。",
        "整合86项业务，网上办理率由38.5%提升至52.9%。",
        "发放问卷600份，回收587份，满意率98.8%。",
    ],
)
def test_a_rate_that_disagrees_with_loosely_bound_counts_is_left_alone(text: str) -> None:
    assert not findings(text)


@pytest.mark.parametrize(
    ("rate", "codes"), [("93.75%", []), ("83.75%", ["FZ103"]), ("60.2%", [])], ids=["held", "slip", "other"]
)
def test_a_rate_is_of_all_that_are_told_together(rate: str, codes: list[str]) -> None:
    text = f"全年收案160件，审结民事案件112件、行政案件38件，结案率{rate}。"
    assert [finding.code for finding in findings(text)] == codes


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("审计领导干部31名，其中县处级27名、乡科级4名，任中审计18名，任中审计比例为58.1%。", "57.1%"),
        ("全年抽查企业62,714户，抽查比例7.5%（年末在册企业83.76万户）。", "6.5%"),
        ("空气质量优良天数338天，优良率92.6%（有效监测天数365天）。", "82.6%"),
        ("下岗职工3.82万人，当年再就业2.06万人，进入服务中心的3.61万人，进中心率94.5%。", "96.5%"),
        ("活产数78,264人，产妇死亡16人；住院分娩77,465人，住院分娩率98.98％。", "78.98％"),
    ],
)
def test_a_rate_is_held_against_the_only_count_of_its_name(text: str, wrong: str) -> None:
    assert not findings(text)
    right = next(literal for literal in ("58.1%", "7.5%", "92.6%", "94.5%", "98.98％") if literal in text)
    assert [finding.code for finding in findings(text.replace(right, wrong))] == ["FZ103"]


def test_a_whole_named_by_what_it_is_not_is_a_whole() -> None:
    (entry,) = ledger("非国有工业企业486个，完成产值126.53亿元。上述企业中，亏损企业137个，亏损面28.2%。")
    assert (entry.verdict, entry.formula) == ("verified", "137 / 486 = 28.19%")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("受理投诉1.3万件，办结1.1万件，办结率85.0%。", "verified"),
        ("受理投诉1.3万件，办结1.1万件，办结率86.5%。", "verified"),
        ("受理投诉1.3万件，办结1.1万件，办结率88.0%。", "unverifiable"),
        ("应检企业1.4万户，实检1.3万户，检查率达90.3％。", "unverifiable"),
        ("受理投诉13200件，办结11614件，办结率88.0%。", "verified"),
        ("应出庭120余件，实际出庭110余件，出庭率达95%以上。", "unverifiable"),
        ("应出庭120余件，实际出庭110余件，出庭率达90%以上。", "verified"),
    ],
)
def test_round_counts_bear_a_rate_out_only_if_they_come_near_it(text: str, verdict: str) -> None:
    assert not findings(text)
    assert [entry.verdict for entry in ledger(text)] == [verdict]


@pytest.mark.parametrize(
    "line",
    [
        "收回测评表[400|]份，其中对服务态度满意[396|]份，对办理结果满意[388|]份，满意率分别为[99.0%|95.0%]和[97.0%|97.8%]。",
        "收回反馈表[527|]份，其中对过程满意[526|]件，对结果满意[519|]件，满意率分别为[99.8%|]和[98.5%|]。",
        "抽查企业[640|]家，安全合格[624|]家、环保合格[608|]家、消防合格[592|552]家，合格率分别为[97.5%|]、[95.0%|93.0%]和[92.5%|]。",
        "共有村[320|]个，通光纤[312|]个，通公交[288|]个，通达率分别达[97.5%|]和[90.0%|80.0%]。",
    ],
)
def test_rates_in_a_row_may_be_of_one_count(line: str) -> None:
    assert_read_and_defended(line)
