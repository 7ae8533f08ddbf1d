"""Whatever stands in a text, its figures are read without an error and its relations are well formed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_lint.document import Document
from fazhi_lint.figures import relations

WORDS = (  # noqa: SIM905
    "受理 审结 办结率 合格率 通过率 纠错率为 占 占总数的 其中 由 从 增加到 下降到 增长 减少 比上年 同比 分别 "
    "年均增长 翻一番 2倍 5% 99.4% 0 0件 12件 100人 3.5万元 1.2万亿元 近200户 10以上 个百分点 7个百分点 2019年 "
    "年初预算为 支出决算为 预算安排 预算执行数为 持平 主要原因是 生产总值 ， 。 ； 、 （ ） ： \n | 和 "
    "扣除价格因素，实际增长 参加考试 参加培训 出生率 死亡率 自然增长率 ∶ …… 《 》 “ ”"
).split(" ")


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
