"""Counts that the heads of the paragraphs or sentences behind them bear out."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks

STEPS = "\n经济实力跃上新台阶。全县增长。\n基础设施跃上新台阶。五年来。\n人民生活跃上新台阶。投入。\n"
BREAKS = (
    "结构调整取得新突破。优化。\n城乡协调取得新突破。加快。\n改革开放取得新突破。深化。\n其他工作继续推进。"
)
RAISED = "".join(f"\n——{one}实现新提升。坚持不懈。" for one in ("项目", "产业", "乡村", "生态", "创新"))
BATTLES = "\n坚决打赢防范风险攻坚战。\n坚决打赢脱贫攻坚战。坚持。\n坚决打赢污染防治攻坚战。坚持。\n（三）其他"
WORKS = "实施道路畅通工程，建成路。实施管廊建设工程，启动。实施山体增绿工程。实施碧水绕城工程，依托。"
ACTS = (
    "\n（一）实施“产业升级”行动计划，加快。\n（二）实施“项目带动”行动，增强。\n（三）实施“开放”行动计划，迸发。"
)

COUNTS = [
    f"集中体现在跃上了“[三|四]个新台阶”。{STEPS}{BREAKS}",
    f"我们跃上“三个新台阶”，实现“[三|]个新突破”。{STEPS}{BREAKS}",
    f"一年来，[五|六]个方面实现新提升。{RAISED}",
    f"守正创新、聚力攻坚，[五|四]个领域实现新提升：{RAISED}",
    f"（二）坚决打好[三|四]大攻坚战{BATTLES}",
    f"全力打好[三|二]大攻坚战。{BATTLES}".replace("|二", "|五"),
    f"推进“[四|五]大工程”建设，提升品位。{WORKS}",
    f"聚焦[四|六]大工程。{WORKS}",
    f"全面实施“[三|四]大行动计划”。{ACTS}",
    "步骤分为[三|四]个阶段。第一阶段，从1991至1995年。第二阶段，再用五年。第三阶段，建成。",
    "整治分[两|三]个阶段：\n第一阶段自查自纠。\n第二阶段集中整治。",
]


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_borne_out_by_heads(text: str) -> None:
    assert_read_and_defended(text)


@pytest.mark.parametrize(
    "text",
    [
        f"去年跃上四个新台阶，今年又有新的成绩，各项工作都有起色，全县上下团结一心，干群关系更加融洽，社会和谐。{STEPS}",
        f"工作迈上九个新台阶。{STEPS}",
        f"这是第四个新台阶。{STEPS}",
        f"扎实开展“四大行动”。\n推动企业做强，行动迅速。\n推动企业进场。\n推动行动计划落实。{BATTLES}",
        f"统筹四大工程，{WORKS}其他各项工作同步推进，成效明显。另有五项。",
        "进入三个阶段中的第一阶段，任务繁重。",
    ],
)
def test_what_counts_something_else_is_left_alone(text: str) -> None:
    assert not speaks(figures(text))
