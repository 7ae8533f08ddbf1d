"""Tables that go on without end are read in work that grows with them and no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from fazhi_lint.document import Document
from fazhi_lint.figures import relations
from fazhi_lint.figures.tables.table_shares import table_shares

ROWS = (
    "|甲{0}|{1}|{1}|\n|小计|{1}|3|",
    "|小计{0}|{1}|{1}|\n|其中：甲{0}|{1}|1|",
    "|甲{0}|{1}|{1}|\n|其中：乙{0}|{1}|1|",
    "|甲{0}|3|1|\n|乙{0}|4|2|\n|小计|7|3|",
    "|小计|{1}|3|",
    "|一、甲{0}|{1}|3|\n|(一)乙{0}|{1}|3|\n|丙{0}|{1}|3|",
    "|一、甲{0}|7|9|\n|乙|3|4|\n|丙|4|5|",
    "|全部{0}|3002|3|\n|其中：甲|1000|1|\n|丙|2002|2|",
    "|甲{0}|{1}|{2}|",
    "|全部|9000|9|\n|其中：甲|3000|3|\n|乙|3000|3|\n|丙{0}|300{2}|4|",
)
COLUMNS = ("列{0}", "小计", "单位", "增长%", "比重%")


def _steps(text: str, read: Callable[[Document], object] = relations) -> int:
    """How many lines are run through to read the relations of a text, each turn of a loop being one."""
    count = 0

    def tell(_: FrameType, event: str, __: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return tell

    document = Document(text)
    before = sys.gettrace()
    sys.settrace(tell)
    try:
        read(document)
    finally:
        sys.settrace(before)
    return count


def _long(row: str, size: int) -> str:
    return "\n".join(("|名称|数量|金额|", *(row.format(at, 10 + at % 90, at % 7) for at in range(size))))


def _wide(head: str, size: int) -> str:
    heads = "|".join(head.format(at) for at in range(size))
    return "\n".join((f"|名称|{heads}|", *(f"|甲{at}|{'|'.join([str(at)] * size)}|" for at in range(5))))


def _many(size: int) -> str:
    return "\n\n".join(f"|名称|数量|\n|甲{at}|3|\n|乙|4|\n|合计|7|" for at in range(size))


def _elsewhere(size: int) -> str:
    """Tables that each may state the total of all others."""
    rows = "\n".join(f"|出口{at}|{at}|{at}|" for at in range(1, 6))
    return "\n\n".join([f"|名称|出口|占全部出口比重%|\n{rows}"] * (size // 5))


def _repeated(size: int) -> str:
    """A figure of the prose and a row that repeats it, each told again and again."""
    rows = "|粮食产量|3.5|3.5|\n" * size
    return "粮食产量3.5万吨，增长3.5%。" * size + f"\n|名称|产量（万吨）|增长%|\n{rows}"


def _ragged(size: int) -> str:
    return "\n".join(("|名称|数量" + "|3" * size + "|", *(["|甲|3|"] * size)))


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(lambda size, row=row: _long(row, size), id=row) for row in ROWS),
        *(pytest.param(lambda size, head=head: _wide(head, size), id=head) for head in COLUMNS),
        pytest.param(_many, id="many"),
        pytest.param(_ragged, id="ragged"),
        pytest.param(_elsewhere, id="elsewhere"),
        pytest.param(_repeated, id="repeated"),
        pytest.param(lambda size: "完成12.3万元增长其余减少" * size, id="one sentence"),
    ],
)
def test_work_grows_with_the_table(text: Callable[[int], str]) -> None:
    relations(Document(text(8)))  # patterns and tables are made once
    assert _steps(text(240)) < 6 * _steps(text(60))


@pytest.mark.parametrize("row", ["|甲|1|2|", "|占甲比重|1|2|"])
def test_a_table_of_a_thousand_rows_is_turned_in_work_that_grows_with_it(row: str) -> None:
    def steps(size: int) -> int:
        return _steps("\n".join([row] * size), lambda document: list(table_shares(document)))

    steps(8)  # patterns are made once
    assert steps(1200) < 6 * steps(300)


@pytest.mark.parametrize(
    "words",
    [
        "人率2.5%、截至其他0",
        "重刑率9.66%，五年以上487人。",
        "医师1390人(全科25人)，",
        "办结31502件，回访26380件，",
        "其中城镇6.2万人，增长3%。",
        "比上年多287件，上升9.4%。",
        "优良309天，",
        "人口65585人，男60653人，女24932人，",
        "救助、养老占比分别为47.0%、19.9%，",
        "增加481万人（1.7%），共28652万人，",
    ],
)
def test_words_without_end_are_looked_through_in_work_that_grows_with_them(words: str) -> None:
    _steps(words * 8)  # patterns are made once
    assert _steps(words * 1600) < 6 * _steps(words * 400)
