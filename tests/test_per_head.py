"""Amounts per head are taken over the mean population of the year, wherever the two figures stand."""

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.figures import relations

BULLETIN = (
    "全年实现地区生产总值1286.7亿元，按可比价格计算增长5.3%。人均地区生产总值{}元，增长5.6%。\n\n"
    "全年水资源总量46.2亿立方米，全年总用水量{}亿立方米，人均综合用水量{}立方米。\n\n"
    "年末全市常住人口213.6万人，比上年末减少0.9万人。\n"
)
RIGHT = ("60112", "9.4", "439")


def _said(*figures: str) -> list[tuple[str, str]]:
    report = lint(Document(BULLETIN.format(*figures)), Options(select=("FZ103",)))
    return [(finding.quote, str(finding.severity)) for finding in report.findings]


def test_the_amounts_agree() -> None:
    found = [relation for relation in relations(Document(BULLETIN.format(*RIGHT))) if relation.kind == "rate"]
    assert [relation.verdict for relation in found] == ["verified", "verified"]
    assert _said(*RIGHT) == []


@pytest.mark.parametrize(
    ("figures", "quote"), [(("90112", "9.4", "439"), "90112"), (("60112", "7.4", "439"), "439")]
)
def test_a_wrong_digit_is_found(figures: tuple[str, str, str], quote: str) -> None:
    assert _said(*figures) == [(quote, "warning")]


def test_nothing_is_said_where_the_population_meant_is_open() -> None:
    text = BULLETIN.format("90112", *RIGHT[1:]) + "\n年末户籍总人口142.7万人。\n"
    assert not lint(Document(text), Options(select=("FZ103",))).findings
