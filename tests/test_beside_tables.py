"""Prose that speaks of the rows of a table by a part of their names."""

from __future__ import annotations

import pytest

from marked import assert_read_and_defended, figures, speaks


@pytest.mark.parametrize(
    "prose",
    [
        "全年粮食产量[49746|49246]万吨，比上年增加1344万吨。",
        "全年粮食总产量4.9746亿吨，油料产量[3062|3072]万吨。",
        "年内，棉花产量[673|633]万吨。",
    ],
)
def test_a_short_name_is_that_of_a_row_where_the_table_measures_the_same(prose: str) -> None:
    caption = "\n\n表2 主要农产品产量及其增长速度\n\n单位：万吨\n\n"
    rows = (
        "- 产品名称 产量 比上年增长%\n- 粮 食 49746 2.8\n- 油 料 3062 -0.5\n- 棉 花 673 17.8\n- 烤 烟 247 1.3\n"
    )
    assert_read_and_defended(prose + caption + rows)
    assert not speaks(figures("全年粮食种植面积51746万吨，油料库存3072万吨。" + caption + rows))
