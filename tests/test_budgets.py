"""Budget items, accounts, causes and identities."""

from __future__ import annotations

import pytest

from fazhi_lint.api import lint_text
from fazhi_lint.model import Severity

ITEM = (
    "“住房改革支出（款）购房补贴（项）”{head}万元，主要用于发放补贴。上年预算执行数为241.76万元，"
    "本年预算安排{planned}万元，比上年预算执行数{word}{rate}%。主要原因是：支出{word}。"
)


def codes(text: str) -> list[str]:
    return [finding.code for finding in lint_text(text).findings if finding.code.startswith("FZ1")]


def test_a_budget_item_holds_in_three_ways() -> None:
    text = ITEM.format(head="207", planned="207.00", word="减少", rate="14.38")
    assert codes(text) == []
    kinds = {(entry.kind, entry.verdict) for entry in lint_text(text).relations}
    assert {("repeat", "verified"), ("change", "verified")} <= kinds


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"head": "207", "planned": "170.03", "word": "减少", "rate": "29.67"}, ["FZ110"]),
        ({"head": "207", "planned": "207", "word": "减少", "rate": "21.74"}, ["FZ106"]),
        ({"head": "207", "planned": "207", "word": "增加", "rate": "14.38"}, ["FZ106"]),
        ({"head": "207", "planned": "170.03", "word": "增加", "rate": "21.74"}, ["FZ110", "FZ106"]),
    ],
)
def test_each_slip_of_a_budget_item_is_named(item: dict[str, str], expected: list[str]) -> None:
    assert codes(ITEM.format(**item)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。决算数小于预算数。", []),
        ("年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。", []),
        ("年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的99.20%。", ["FZ103"]),
        ("年初预算为85.55万元，支出决算为84.65万元。决算数大于预算数的主要原因：据实支付。", ["FZ106"]),
        ("年初预算为85.55万元，支出决算为84.65万元。决算数与预算数基本持平。", []),
        ("年初预算为85.55万元，支出决算为60.65万元。\n决算数与预算数持平。", ["FZ106"]),
    ],
)
def test_accounts(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_total_of_the_accounts_holds_its_parts() -> None:
    text = (
        "某局2024年度财政拨款收入支出总计0.3万元。\n一般公共预算财政拨款支出2940.05万元，占本年支出合计的100%。"
    )
    (finding,) = lint_text(text, select=("FZ102",)).findings
    assert finding.quote == "0.3万"


def test_a_cause_must_not_contradict_no_change() -> None:
    (finding,) = lint_text("支出总计与上年持平。主要原因：人员变动等原因减少支付。").findings
    assert (finding.code, finding.severity) == ("FZ106", Severity.WARNING)
    assert codes("公务接待费与上年持平，主要原因是厉行节约，严格控制接待，减少支出。") == []
    assert codes("公务接待费与上年持平，主要原因是接待任务无变化。") == []


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("出生率为12.07‰；死亡率为7.11‰；自然增长率为4.96‰。", "12.07 - 7.11 = 4.96"),
        (
            "货物进出口总额245741亿元。其中，出口141255亿元；进口104485亿元。货物进出口差额36770亿元。",
            "141255 - 104485 = 36770",
        ),
        (
            "居民消费价格比上年上涨1.4%。居民收入21966元，比上年增长8.9%，扣除价格因素，实际增长7.4%。",
            "(1 + 8.9%) / (1 + 1.4%) - 1 = 7.40%",
        ),
    ],
)
def test_identities_are_verified(text: str, formula: str) -> None:
    entries = [entry for entry in lint_text(text).relations if entry.formula == formula]
    assert [(entry.kind, entry.verdict) for entry in entries] == [("change", "verified")]
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "收入预算为186.5亿元，执行中调整为181.2亿元，实际完成182.74亿元，为调整预算的100.9%。",
        "年初预算186.5亿元，经批准调减至181.2亿元，实际完成182.74亿元，完成调整预算的100.85%。",
    ],
)
def test_an_account_is_measured_by_the_budget_as_it_was_changed(text: str) -> None:
    assert codes(text) == []
    assert "182.74 / 181.2 = 100.85%" in [entry.formula for entry in lint_text(text).relations]


def test_a_whole_is_what_it_came_to_and_not_what_it_was() -> None:
    text = "园区规模以上企业32家，占全县规模以上工业企业总数的56.1%。全县规模以上工业企业由51家增至57家。"
    assert codes(text) == []
