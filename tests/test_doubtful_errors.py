"""What contradicts is an error only where nothing but a slip explains it; else the figures may be another's."""

from __future__ import annotations

import pytest

from fazhi_lint.model import Severity
from marked import figures

# A slip, or nearly right: the figures are of one thing.
SLIPS = (
    "全年办结行政复议案件836件，其中直接纠错257件，占办结总数的32.7%。",
    "全年办结行政复议案件836件，其中直接纠错257件，占办结总数的37.7%。",
    "全年受理行政复议申请836件，审结512件，结案率63.2%。",
    "全年受理行政复议申请836件，审结512件，结案率91.2%。",
    "组织新办执法证考试，2934人参加考试，2101人成绩合格，合格率76.1%。",
    "参加考试110人，通过106人，通过率100%。",
    "参加考试110人，通过62人，通过率100%。",
    "财政收入48.36亿元，比上年41.23亿元增长29.8%。",
    "公务接待费5.21万元，比上年减少0.10万元，下降6.98%。",
    "全年实现税收收入3.18亿元，其中增值税收入4.46亿元。",
    "全年培训执法人员318人，其中女性446人。",
)
# As far off as the figures of two things are.
DOUBTFUL = (
    "全年办结行政复议案件836件，其中直接纠错257件，占办结总数的52.6%。",
    "全年审查工程312.6亿元，净减48.3亿元，下降21.9%。",
    "轧差后实现净额3.18亿元，其中甲类企业盈利4.46亿元。",
)


@pytest.mark.parametrize("text", SLIPS)
def test_what_a_slip_explains_is_an_error(text: str) -> None:
    assert [one.severity for one in figures(text).findings] == [Severity.ERROR]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_no_slip_explains_is_a_warning_at_most(text: str) -> None:
    assert all(one.severity <= Severity.WARNING for one in figures(text).findings)


def test_the_doubtful_are_still_told() -> None:
    assert sum(bool(figures(text).findings) for text in DOUBTFUL) >= len(DOUBTFUL) - 1
