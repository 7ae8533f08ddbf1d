"""Totals told sentences or paragraphs away from the figures that make them."""

from __future__ import annotations

import pytest

import fazhi_lint

READ = (
    "年末全省常住人口3480.48万人。\n各地常住人口分别为：甲市1539.10万人、乙市1309.87万人、丙市631.51万人。\n",
    "全年地区生产总值1403.24亿元，增长11.3%。\n按区域划分，甲、乙、丙三个区的生产总值分别为863.48亿元、351.27亿元和188.49亿元。\n",
    "年末总人口141260万人，比上年末增加48万人。全年出生1062万人，死亡1014万人。男性72311万人，女性68949万人。\n",
    "基金总收入30922.17亿元，总支出24597.24亿元。\n职工医保参保36243万人，基金收入20793.27亿元，支出15243.80亿元。"
    "居民医保参保98349万人，基金收入10128.90亿元，支出9353.44亿元。\n",
    "全年受理诉求78599件，增长5.5%。\n平台受理41601件，占52.9%，其中网页14510件、小程序27091件；专线28470件；"
    "来信4676件；电话3703件；来访149件。\n",
    "审结一审刑事案件338.5万件，判处罪犯418.4万人。审结暴力犯罪案件120万件，占35.5%；审结经济犯罪案件22万件；"
    "审结盗窃案件196.5万件。\n",
    "一般公共预算支出完成58.36亿元。主要项目如下\n教育支出23.85亿元，增长8.7%。\n卫生支出15.47亿元，增长3.1%。\n"
    "城乡社区支出14.26亿元。\n其他支出4.78亿元。\n",
    "许可类作出处理决定52314件；目录上一年412项，现有397项，服务类处理决定28467件。两类处理决定合计80781件。\n",
    "第一轮抽查191卷，得分82分，第二轮抽查174卷，得分86分，两轮共评查365卷。\n",
    "年末各类学校147所，在校生104326人。幼儿园72所、在园幼儿22835人；小学41所、在校生47162人；初中24所；高中7所；中职3所。\n",
)
SILENT = (
    # another figure, or no list of parts
    "年末全省常住人口3480.48万人。\n各地常住人口分别为：甲市1539.10万人、乙市1309.87万人、丙市631.52万人。\n",
    "夏粮产量14349万吨。\n全年肉类产量8862万吨。其中，猪肉产量5487万吨。秋粮产量1349万吨。\n",
    "建成项目8个。\n开工3个，竣工5个。\n",
    "投资230亿元。\n新建道路10亿元，改造管网200亿元，修缮校舍20亿元。\n",
)


def _sums(text: str) -> list[str]:
    report = fazhi_lint.lint_text(text, name="report.txt")
    assert not [one for one in report.findings if one.code.startswith("FZ10") and str(one.severity) != "info"]
    return [one.formula for one in report.relations if one.kind == "sum"]


@pytest.mark.parametrize("text", READ)
def test_a_distant_total_is_read(text: str) -> None:
    assert _sums(text)
    assert _sums(text.replace("，", ",").replace("；", ";").replace("：", ":"))


@pytest.mark.parametrize("text", SILENT)
def test_what_adds_up_to_nothing_told_is_no_sum(text: str) -> None:
    assert not _sums(text)


def test_time_is_linear() -> None:
    fazhi_lint.lint_text("甲8123.4万元；乙9134.7万元。\n" * 20_000, name="long.txt")
