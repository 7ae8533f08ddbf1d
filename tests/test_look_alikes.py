"""Consistent sentences whose figures look as if they should add up or give a rate, and need not."""

from __future__ import annotations

import pytest

from fazhi_lint import lint_text
from fazhi_lint.model import Severity

SENTENCES = (
    "在社会商品零售总额中，国营9310万元，集体8620万元，个体5190万元，分别占40.3%、37.3%和22.4%。",
    "一般公共预算收入总计2316.74亿元，支出总计2298.05亿元，结转下年18.69亿元。",
    "全市收到复议申请937件，受理842件。加上上年结转61件，共审结815件，审结率90.25%。",
    "全区发生事故37起、死亡31人。分行业看：运输业19起、死亡17人，同比减少5起、4人；建筑业18起、死亡14人，同比减少1起、2人。",
    "发现隐患6417处，其中重大隐患23处，已整改6389处，整改率99.56%。",
    "森林火灾3起，过火面积6.2公顷，受害森林面积1.85公顷，受害率0.04‰。",
    "税收收入117283万元。分税种看：增值税48263万元，所得税57517万元，其他各税11503万元。分产业看，第一产业312万元，第二产业56814万元，第三产业60157万元。",
    "危险废物产生量18.64万吨，其中综合利用7.23万吨、处置10.98万吨、年末贮存0.71万吨（含上年贮存量0.28万吨）。",
    "签约项目8个，总投资14.3亿元，其中亿元以上项目5个、超5亿元项目1个。",
    "办结申请195件。办结的申请中，予以公开99件、部分公开16件，两项合计占办结总数的59.0%。",
    "评查案卷420卷，其中优秀137卷、良好218卷、合格58卷、不合格7卷，优良率84.5%。",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_nothing_is_said_of_what_is_consistent(text: str) -> None:
    findings = lint_text(text).findings
    assert [finding.message for finding in findings if finding.severity >= Severity.WARNING] == []
