"""What is no list with a stated number, though it nearly looks like one."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.facts.enumerations import enumerations

LISTS = [
    "推行甲制度、乙制度、丙制度3项。",
    "推行甲制度、乙制度、丙制度三项。",
    "共3项包括:甲制度、乙制度、丙制度。",
    "共三项包括:甲制度、乙制度、丙制度。",
]

NO_LISTS = [
    "推行甲制度、乙制度、丙制度第3项。",
    "建设甲医院、乙医院、丙医院三级医院。",
    "推行甲制度、乙制度、丙制度第三项。",
    "推行甲制度、乙制度、丙制度三百项。",
    "推行甲制度、乙制度、丙制度3年。",
    "推行甲制度、乙制度、丙制度三年。",
    "推行甲制度、乙制度、丙制度3.",
    "推行甲制度、乙制度、3项制度。",
    "推行甲制度、乙制度、丙制度3,",
    "第3项包括:甲制度、乙制度、丙制度。",
    "第三项包括:甲制度、乙制度、丙制度。",
    "三百项包括:甲制度、乙制度、丙制度。",
    "3年包括:甲制度、乙制度、丙制度。",
    "表3:甲制度、乙制度、丙制度。",
    "完成3项指标甲、乙、丙的任务。",
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_read_with_its_number(text: str) -> None:
    (found,) = enumerations(Document(text))
    assert found.value == 3 and set(found.counts) == {3}


@pytest.mark.parametrize("text", NO_LISTS)
def test_other_numbers_count_no_list(text: str) -> None:
    assert enumerations(Document(text)) == ()


def test_half_a_month_is_not_counted_in_offices() -> None:
    assert not enumerations(Document("组织甲单位、乙单位、丙单位、丁单位等3个半月。"))
    (found,) = enumerations(Document("组织甲单位、乙单位、丙单位、丁单位等3个。"))
    assert found.flat


def test_a_number_that_opens_an_item_does_not_cut_the_list() -> None:
    (found,) = enumerations(Document("建成甲桥、乙路、三座丙厂、丁站等10个项目。"))
    assert found.value == 10 and set(found.counts) == {4}


def test_the_joint_before_the_last_item_is_the_last_one() -> None:
    (found,) = enumerations(Document("对甲县和乙县、丙县和丁县三个县开展检查。"))
    assert set(found.counts) == {3}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("用好行政与市场两种手段。", {2}),
        ("推进改革,用好行政与市场两种手段。", {2}),
        ("完善甲制度、乙制度,用好行政与市场两种手段。", {2}),
        ("完善甲制度、乙制度,实施污染物及排放口整治等20个行动。", None),
        ("实施污染物及排放口整治等20个行动。", None),
    ],
)
def test_how_a_clause_is_read_does_not_hang_on_the_others(text: str, counts: set[int] | None) -> None:
    assert [set(found.counts) for found in enumerations(Document(text))] == ([counts] if counts else [])
