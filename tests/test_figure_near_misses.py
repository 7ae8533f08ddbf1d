"""Sentences a character or a word away from a relation: what is read in them, and what is not."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations

# Text, kind of relation, the formulas of that kind in order.
READ = [
    ("应参保3000人以上，已参保930人，参保率31%。", "rate", ["930 / 3000 = 31%"]),
    ("共查处80件，分别由甲局30件、乙局50件办理。", "sum", []),
    ("共查处80件，分别为甲局30件、乙局50件。", "sum", ["30 + 50 = 80"]),
    ("甲由16家增加到20家，乙由4家增加到10家，共设16家。", "sum", []),
    ("共受理10件(其中甲3件、乙5件)。", "sum", ["3 + 5 = 8 ≠ 10"]),
    ("共开发项目790个，其中235个纳入省库，占全省项目总数的10%，14个开工。", "part", ["235 + 14 = 249 ≤ 790"]),
    ("甲镇3个、乙镇5个，累计达8个。", "sum", []),
    ("甲镇3个、乙镇5个，累计8个。", "sum", ["3 + 5 = 8"]),
    ("审查文件12件，通过7件，未9件。", "sum", []),
    ("周转期由上年的108天缩短到102天。可比产品成本比上年上升1.3%。", "change", ["108 > 102"]),
    ("办理提案254件，办结和满意率分别为100%、99%。", "grim", ["254 / 254 = 100%"]),
    ("批发站1254个，中心站753个。", "part", []),
    ("基站1083万个，其中4G基站603万个，5G基站231万个。", "part", ["603 + 231 = 834 ≤ 1083"]),
    ("新增托位8897个，人口达峰，新增学位2.4万个。", "part", []),
    ("有9个医院,医护比1:4,5个。", "sum", []),
    ("全年就业100人。其中城镇30人，新增加10人，净增加5人。", "part", ["30 + 10 = 40 ≤ 100", "5 ≤ 10"]),
    ("受理10件，其中甲至少4件、乙6件。", "sum", ["4 + 6 = 10"]),
    ("共130件，其中甲90件以上、乙40件以上。", "sum", ["90 + 40 = 130"]),
    ("上年末100件，今年120件，增长10%。", "change", []),
    ("去年100件，今年120件，增长10%。", "change", ["(120 - 100) / 100 = 20%"]),
    ("去年100件，今年增加到120件，增长10%。", "change", ["(120 - 100) / 100 = 20%"]),
    ("上年结转案件120件，增加20件，增长30%。", "change", ["20 / (120 - 20) = 20%"]),
    ("由30个新增到50个，增长50%。", "change", []),
    ("项目\t金额\t增长比例\n甲\t20\t20%\n乙\t30\t30%\n丙\t50\t40%\n合计\t100\t100%", "rate", []),
    (
        "某局2024年收入支出总计307.82万元。与2023年度相比，收入支出总计增加7万元。\n"
        "某局2024年财政拨款收入支出总计300.82万元。本年支出合计307.82万元，其中：基本支出105.58万元；项目支出202.24万元。",
        "part", ["307.82 = 307.82", "202.24 < 307.82"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "formulas"), READ)
def test_what_is_read_in_a_near_miss(text: str, kind: str, formulas: list[str]) -> None:
    found = [relation.formula for relation in relations(Document(text)) if relation.kind == kind]
    assert found == formulas
