"""Announced counts against the items that follow: which numerals announce any."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations

ITEMS = "一是甲事办妥。二是乙事办妥。"
HEADINGS = "\n一、甲事\n办妥。\n二、乙事\n办妥。"


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("抓好2项工作：" + ITEMS, ["其后2项 = 2"]),
        ("抓好3项工作：" + ITEMS, ["其后2项 ≠ 3"]),
        ("抓好两项工作：" + ITEMS, ["其后2项 = 两"]),
        ("抓好十二项工作：" + ITEMS, ["其后2项 ≠ 十二"]),
        ("抓好第3项工作：" + ITEMS, []),
        ("抓好第三项工作：" + ITEMS, []),
        ("抓好3.2项工作：" + ITEMS, []),
        ("共有第3类事项，包括：" + ITEMS, []),
        ("共有第三类事项，包括：" + ITEMS, []),
        ("实施4项行动推进依法行政工作。" + HEADINGS + "\n三、丙事\n四、丁事", ["其后4项 = 4"]),
        ("实施第4项行动推进依法行政工作。" + HEADINGS + "\n三、丙事\n四、丁事", []),
        ("实施第四项行动推进依法行政工作。" + HEADINGS + "\n三、丙事\n四、丁事", []),
        ("某局落实3项行动情况报告" + HEADINGS, ["其后2项 ≠ 3"]),
        ("某局落实十二项行动情况报告" + HEADINGS, ["其后2项 ≠ 十二"]),
        ("某局落实第3项行动情况报告" + HEADINGS, []),
        ("某局落实第三项行动情况报告" + HEADINGS, []),
        ("某局实施2012行动情况报告" + HEADINGS, []),
    ],
)
def test_what_announces_a_number_of_items(text: str, formulas: list[str]) -> None:
    found = [relation.formula for relation in relations(Document(text)) if relation.kind == "announced"]
    assert found == formulas


@pytest.mark.parametrize(
    "words",
    [
        "重点从以下2个方面深入推进法治政府建设：",
        "将从2个方面着力提升执法水平：",
        "围绕2个重点领域持续发力：",
        "抓好2项重点任务的落实见效：",
        "聚焦2大任务扎实推进依法治县：",
        "在如下2方面继续下功夫：",
        "从2个环节规范行政裁量权：",
        "下属单位共2个，包括：",
        "推出举措2条，分别是：",
        "公布典型案例2件，具体如下：",
    ],
)
def test_what_stands_between_a_count_and_its_items(words: str) -> None:
    def formulas(text: str) -> list[str]:
        return [relation.formula for relation in relations(Document(text)) if relation.kind == "announced"]

    assert formulas(words + ITEMS) == ["其后2项 = 2"]
    assert formulas(words.replace("2", "4") + ITEMS) == ["其后2项 ≠ 4"]
    assert formulas(words.replace("：", "：\n").replace("2", "3") + "1.甲事\n2.乙事\n3.丙事") == ["其后3项 = 3"]


@pytest.mark.parametrize(
    "text",
    [
        "存在三个问题：一是认识不高；二是投入不足，其中：一是人员少，二是经费缺；三是考核不严。",
        "下属单位共5个，包括：\n1.行政单位3个\n2.事业单位2个",
        "从2024年起推进工作：" + ITEMS,
    ],
)
def test_what_announces_other_things_is_left_alone(text: str) -> None:
    assert not [
        one for one in relations(Document(text)) if one.kind == "announced" and one.verdict != "verified"
    ]
