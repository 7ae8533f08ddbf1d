"""Whatever stands in a text, its figures are read without an error and its relations are well formed."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fazhi_lint.document import Document
from fazhi_lint.figures import relations

WORDS = (  # noqa: SIM905
    "受理 审结 办结率 合格率 通过率 纠错率为 占 占总数的 其中 由 从 增加到 下降到 增长 减少 比上年 同比 分别 "
    "年均增长 翻一番 2倍 5% 99.4% 0 0件 12件 100人 3.5万元 1.2万亿元 近200户 10以上 个百分点 7个百分点 2019年 "
    "年初预算为 支出决算为 预算安排 预算执行数为 持平 主要原因是 生产总值 ， 。 ； 、 （ ） ： \n | 和 "
    "扣除价格因素，实际增长 参加考试 参加培训 出生率 死亡率 自然增长率 ∶ …… 《 》 “ ”"
).split(" ")

SHAPES = Path(__file__).with_name("figure_shapes.txt").read_text("utf-8").splitlines()
ROWS = (
    "转派工单18113件\n市级|15390|84.97%\n县级|2013|11.11%\n流转|710|3.92%\n总计|18113|50%",
    "| 指标 | 本年 | 上年 | 增长% |\n|---|---|---|---|\n| 合计 | 42 | 40 | 5.0 |\n| 甲类 | 42 | 40 | 5.0 |",
)
SENTENCES = [re.sub(r"\[([^\[\]|]+)\|[^\[\]|]*\]", r"\1", line) for line in SHAPES if "[" in line]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=12))
def test_relations_of_any_text_are_well_formed(words: list[str], earlier: list[str]) -> None:
    text = "".join(words)
    document = Document(text, previous=Document("".join(earlier)))
    for relation in relations(document):
        assert relation.formula
        assert (relation.verdict == "contradicted") <= (relation.hit is not None)
        for start, end in (relation.focus, *relation.numbers):
            assert 0 <= start <= end <= len(text)
        assert list(relation.numbers) == sorted(relation.numbers)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*SENTENCES, *ROWS]), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from("0123456789")), max_size=6),
)
@example([ROWS[0]], [])
def test_changed_digits_raise_nothing(told: list[str], edits: list[tuple[int, str]]) -> None:
    text = list("\n".join(told))
    places = [at for at, character in enumerate(text) if character in "0123456789"]
    for row, digit in edits:
        text[places[row % len(places)]] = digit
    assert all(one.formula for one in relations(Document("".join(text))))
