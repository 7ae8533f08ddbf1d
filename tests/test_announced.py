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
