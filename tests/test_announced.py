"""Announced counts against the items that follow: which numerals announce any."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from marked import assert_read_and_defended, figures, speaks

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


TEN = "一是甲事。二是乙事。三是丙事。四是丁事。五是戊事。六是己事。七是庚事。八是辛事。九是壬事。十是癸事。"
SPLIT = "解决甲；完成乙；完成丙；完成丁；完成戊；完成己；完成庚；完成辛；完成壬；完成癸。"


@pytest.mark.parametrize(
    "line",
    [
        "任务繁重。主要抓好[四|五]项:一抓源头,建立制度;二抓包案,做到到位;三抓处置,规范秩序;四抓基层,力争达标。",
        "工作中，突出[三|四]点：强化培训；规范执法；严格监督。",
        "全年把握[三|两]项：抓源头；抓过程；抓结果。",
        "工作中，强化[三|四]个导向：\n一是牢记嘱托。\n二是保持定力。\n三是奋勇争先。",
        "坚持[三|五]个原则：一是依法。二是公开。三是便民。",
        "统筹[两|三]大目标：一是稳增长。二是防风险。",
        f"今年继续办好[10|30]件实事：{TEN}",
        f"重点抓好以下[10|16]项工作：{TEN}",
        f"去年承诺的[10|20]件实事基本完成：{SPLIT}",
        f"确定[10|40]项任务：{SPLIT}",
    ],
)
def test_more_ways_of_announcing(line: str) -> None:
    assert_read_and_defended(line)


@pytest.mark.parametrize(
    "text",
    [
        "工作中落实“两个维护”：一是甲事。二是乙事。三是丙事。",
        f"全市30件实事之外，本局办实事如下：{TEN}",
        f"全年办理建议26件，主要内容：{SPLIT}",
    ],
)
def test_what_announces_no_list_is_left_alone(text: str) -> None:
    assert not speaks(figures(text))
