"""How many figures are put together, or told one by one (FZ108)."""

from __future__ import annotations

import pytest

from marked import figures, right_and_wrong, speaks

# ⟦…|…⟧ is the number of the figures beside it and another one, which must be found.
TOLD_OF_EACH = [
    "受理34.8万件，执结31.7万件，到位624.3亿元，⟦三|四⟧项指标分别增长11.4%、9.7%和14.2%。",
    "受理案件较多，⟦两|三⟧类案件分别为412件和187件。",
    "评估结果显示,上述⟦3|5⟧个领域满意度分别达到91.2%、88.5%和79.4%,较为均衡。",
    "全年查办一批案件。⟦三|两⟧家企业分别罚款3.2万元、1.8万元和0.9万元。",
    "产业结构优化，⟦四|三⟧大产业分别实现产值36.6亿元、66亿元、113.7亿元和273.7亿元。",
    "以上⟦3|4⟧项工作得分分别提高2.1分、1.4分和0.8分；总体向好。",
]
ONLY_READ = [
    "粤东、粤西和山区五市增幅分别比全省高2.6、0.9和1.5个百分点。",  # three of five in one name
    "三家企业分别罚款3.2万元、1.8万元，另一家停业。",  # not all of them
    "两个县分别有3个镇、12个村和5万人。",
    "三个乡镇分别位于甲河、乙河。",
    "四类案件分别上升。全年受理12件、15件和18件。",
]
PUT_TOGETHER = [
    "参加职工保险263.47万人，比上年末增加14.52万人；参加居民保险132.86万人，⟦两|三⟧项保险参保人数合计396.33万人。",
    "起诉暴力犯罪418人，侵财犯罪1683人，涉毒犯罪247人，涉黑犯罪96人，⟦四|五⟧类犯罪起诉总人数2444人。",
]


@pytest.mark.parametrize("text", [*TOLD_OF_EACH, *PUT_TOGETHER])
def test_the_number_of_figures(text: str) -> None:
    right, wrong = right_and_wrong(text)
    report = figures(right)
    assert not speaks(report), report.findings
    assert "verified" in {one.verdict for one in report.relations if one.kind == "list"}
    assert "FZ108" in {finding.code for finding in figures(wrong).findings}


@pytest.mark.parametrize("text", ONLY_READ)
def test_figures_that_need_not_be_all(text: str) -> None:
    assert not speaks(figures(text))
