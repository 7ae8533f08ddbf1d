"""The totals of a final account over its sections."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.model import Severity

ACCOUNT = """2023年度{totals}。与上年相比均增加。

三、收入决算情况说明
2023年度本年收入合计3397.53万元，其中：财政拨款收入3360.26万元，其他收入37.27万元。{more}年初结转和结余{opening}万元。

四、支出决算情况说明
2023年度本年支出合计为3360.61万元。年末结转和结余95.06万元。
"""


def found(totals: str, opening: str = "58.14", more: str = "") -> tuple[list[str], bool]:
    report = lint(
        Document(ACCOUNT.format(totals=totals, opening=opening, more=more)), Options(select=("FZ101",))
    )
    sums = [one.formula for one in report.relations if one.kind == "sum" and one.verdict == "verified"]
    return sums, any(one.severity >= Severity.WARNING for one in report.findings)


@pytest.mark.parametrize(
    "totals",
    [
        "收、支总计均为3455.67万元",
        "收支总计3455.67万元",
        "收入总计3455.67万元，支出总计3455.67万元",
        "收入总计为3455.67万元、支出总计为3455.67万元",
        "收入、支出总计均为3455.67万元",
    ],
)
def test_the_grand_totals_are_added_up_over_the_sections(totals: str) -> None:
    sums, speaks = found(totals)
    assert "3397.53 + 58.14 = 3455.67" in sums
    assert "3360.61 + 95.06 = 3455.67" in sums
    assert not speaks
    assert found(totals.replace("3455.67", "3465.67"))[1]


def test_what_else_the_year_used_is_added_or_else_nothing_is_said() -> None:
    assert (
        "3397.53 + 48.14 + 10.00 = 3455.67"
        in found("收、支总计均为3455.67万元", "48.14", "使用非财政拨款结余10.00万元，")[0]
    )
    assert not found("财政拨款收、支总计均为3465.67万元")[1]
    assert not found("收、支总计均为3999.11万元")[1]


def test_the_balance_of_another_fund_is_not_that_of_the_account() -> None:
    fund = "\n政府性基金年初结转和结余26.4万元，本年收入80万元，本年支出74.35万元，年末结转和结余32.05万元。"
    for spent, speaks in (("3360.61", False), ("3390.61", True)):
        text = (
            "2023年度收、支总计3455.67万元。本年收入合计3397.53万元，年初结转和结余58.14万元；"
            f"本年支出合计{spent}万元，年末结转和结余95.06万元。{fund}"
        )
        report = lint(Document(text), Options(select=("FZ101",)))
        assert bool(report.findings) == speaks
