"""Sentences repeated without end are read in work that grows with the text and no faster."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations

SENTENCES = (
    """
占案件总数的23.4%，|占比23.4%，|占总数的29.63%和35.58%，|两项合计占办结总数的59.0%，|收支相抵结余3万元，|审减3万元，审减率5%，
出生人口3人，出生率5‰，总人口9人，|年末常住人口3万人，比上年末增加2万人，出生人口1万人，出生率5.1‰，|甲3起、乙4起、其他5起、
建议98件、提案121件，满意率分别为96.9%和97.5%，|建议98件，满意率97%，|不予起诉3人，起诉5人，不起诉率37.5%，|按时办结率100%，
413个监测断面中，达标的断面占41.6%，|甲12件、乙34件，合计占总数的50%，|三类共9件，|婚姻案件36件，教育案件12件，两类案件共48件，
开展培训12场次、惠及360人，平均每场30人，|三次产业比重分别为7.7%、41.0%和51.3%，|刑事3件、民事4件，占比为42.9∶57.1，
从车型看，小车3起、大车4起、其他5起，|优秀34卷、合格79卷，合格以上113卷，|上年结转12件，新收30件，审结40件，未结2件，
比上年增加3件，增长5%，上年60件，|分别增长26.1%和18.8%(上年为23人、35.2万元)，|完成预算3万元的101.5%，超收2万元，|与上年持平，3件，
人均用水量3立方米，用水总量4亿立方米，总人口5万人。|众创、众包“两众”、|“四个不摘”：不摘责任、不摘政策，|甲、乙、丙等三项制度，|全县15个乡镇均，|新增3家，总数达5家，|受理5件审结4件
""".strip()
    .replace("\n", "|")
    .split("|")
)


def _calls(text: str) -> int:
    """How many functions are called to read the relations of a text."""
    count = 0

    def tell(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    document = Document(text)
    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        relations(document)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("sentence", SENTENCES)
def test_work_grows_with_the_text(sentence: str) -> None:
    relations(Document(sentence * 4))  # patterns and tables are made once
    short, long = (_calls(sentence * (size // len(sentence))) for size in (1500, 6000))
    assert long < 6 * short
