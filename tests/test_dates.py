"""Dates as officials write them: what each form means, and what looks like one and is none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.document import Document, fold
from fazhi_lint.facts.dates import date_ranges, mentions_between, read_dates
from fazhi_lint.knowledge import knowledge
from fazhi_lint.model import Severity
from fazhi_lint.rulebook import load_rules

# form, first day, last day
FORMS = [
    ("2021年3月1日", "2021-03-01", "2021-03-01"),
    ("2021年03月01日", "2021-03-01", "2021-03-01"),
    ("２０２１年３月１日", "2021-03-01", "2021-03-01"),
    ("2021-03-01", "2021-03-01", "2021-03-01"),
    ("2021-3-1", "2021-03-01", "2021-03-01"),
    ("2021.3.1", "2021-03-01", "2021-03-01"),
    ("2021/03/01", "2021-03-01", "2021-03-01"),
    ("2021-03-01 10:17:59", "2021-03-01", "2021-03-01"),
    ("2021-03-01T10:17", "2021-03-01", "2021-03-01"),
    ("2021年3月1号", "2021-03-01", "2021-03-01"),
    ("二〇二一年三月一日", "2021-03-01", "2021-03-01"),
    ("二○二一年三月一日", "2021-03-01", "2021-03-01"),
    ("二零二一年三月一日", "2021-03-01", "2021-03-01"),
    ("二О二一年三月一日", "2021-03-01", "2021-03-01"),
    ("二〇二一年十二月二十一日", "2021-12-21", "2021-12-21"),
    ("二〇二一年元月卅一日", "2021-01-31", "2021-01-31"),
    ("一九八〇年十月十日", "1980-10-10", "1980-10-10"),
    ("98年5月1日", "1998-05-01", "1998-05-01"),
    ("21年5月1日", "2021-05-01", "2021-05-01"),
    ("2021年3月", "2021-03-01", "2021-03-31"),
    ("2021年3月份", "2021-03-01", "2021-03-31"),
    ("2020年2月", "2020-02-01", "2020-02-29"),
    ("2021年", "2021-01-01", "2021-12-31"),
    ("2021年度", "2021-01-01", "2021-12-31"),
    ("2021年第一季度", "2021-01-01", "2021-03-31"),
    ("2021年四季度", "2021-10-01", "2021-12-31"),
    ("2021年上半年", "2021-01-01", "2021-06-30"),
    ("2021年下半年", "2021-07-01", "2021-12-31"),
]


@pytest.mark.parametrize(("form", "first", "last"), FORMS)
def test_form_means_these_days(form: str, first: str, last: str) -> None:
    (mention,) = read_dates(fold(f"会议于{form}举行"))
    assert (mention.start, mention.end) == (3, 3 + len(form))
    assert (str(mention.first()), str(mention.last())) == (first, last)


RANGES = [
    ("2016—2020年", "2016-01-01", "2020-12-31"),
    ("2016-2020年", "2016-01-01", "2020-12-31"),
    ("2016年至2020年", "2016-01-01", "2020-12-31"),
    ("2016至2020年", "2016-01-01", "2020-12-31"),
    ("2016年到2020年", "2016-01-01", "2020-12-31"),
    ("2016～2020年", "2016-01-01", "2020-12-31"),
    ("(2016—2020)", "2016-01-01", "2020-12-31"),
    ("2016年底至2020年初", "2016-01-01", "2020-12-31"),
    ("2021年1—9月", "2021-01-01", "2021-09-30"),
    ("2021年1月至9月", "2021-01-01", "2021-09-30"),
    ("2021年3月1日至5日", "2021-03-01", "2021-03-05"),
    ("2021年3月1-5日", "2021-03-01", "2021-03-05"),
    ("2021年3月1日—4月2日", "2021-03-01", "2021-04-02"),
    ("2021年3月1日—2022年4月2日", "2021-03-01", "2022-04-02"),
    ("2021-03-01至2021-04-02", "2021-03-01", "2021-04-02"),
]


@pytest.mark.parametrize(("form", "first", "last"), RANGES)
def test_range_has_these_ends(form: str, first: str, last: str) -> None:
    ((_, span),) = date_ranges(Document(f"检查于{form}进行"))
    assert (str(span.first.first()), str(span.last.last())) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "版本2021.3.1.5",
        "V2021.3.1",
        "面积2.30亩",
        "http://www.example.gov.cn/2021-03-01/a.html",
        "http://www.example.gov.cn/art/2021/3/1/art_1.html",
        "t20210301_123",
        "索引号:11330702056851584G/2020-38020",
        "GB/T9704-2012",
        "电话0579-2021-03",
        "某政发〔2021〕3号",
        "国务院令第711号",
        "历时三年",
        "工期18个月",
        "18月龄幼儿",
        "刑期1年2个月",
        "农历八月十五日",
        "共2021件",
        "增长3.5月",
        "二三月间",
        "第5日",
        "编号一二〇二〇年",
        "满一百二十月",
        "(2016—2020件)",
        "2016—2020)",
        "星期日",
        "2021,3",
    ],
)
def test_not_a_date(text: str) -> None:
    assert read_dates(fold(text)) == ()


def test_year_comes_from_what_was_said_before() -> None:
    year, day, end, other = read_dates("2020年,3月1日至5日检查,4月2日总结")
    assert [mention.year for mention in (year, day, end, other)] == [2020] * 4
    assert (end.month, end.printed) == (3, "d")
    assert mentions_between((year, day, end, other), day.start, other.start) == (day, end)


def test_without_a_year_no_day_is_claimed() -> None:
    (mention,) = read_dates("3月1日")
    assert (mention.year, mention.first(), mention.impossible) == (None, None, False)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_real_day_is_read_in_every_form(day: date) -> None:
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        chinese(day),
    )
    for form in forms:
        (mention,) = read_dates(form)
        assert (mention.first(), mention.impossible, mention.end) == (day, False, len(form))


def chinese(day: date) -> str:
    """二〇二一年三月一日 of a date."""
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(char)] for char in str(day.year))

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
        return head + (digits[ones] if ones else "")

    return f"{year}年{small(day.month)}月{small(day.day)}日"


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)), st.integers(1, 6))
def test_weekday_rule_knows_the_calendar(day: date, off: int) -> None:
    words = "一二三四五六日"
    text = f"{day.year}年{day.month}月{day.day}日(星期%s)召开会议。"
    assert lint_text(text % words[day.weekday()], select=("FZ409",)).findings == ()
    wrong = (day + timedelta(days=off)).weekday()
    (finding,) = lint_text(text % words[wrong], select=("FZ409",)).findings
    assert finding.quote == f"星期{words[wrong]}"


@given(st.text(alphabet="0123456789年月日号至—-()〇一二十.: ", max_size=60))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    mentions = read_dates(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.start <= b.start for a, b in pairwise(mentions))
    lint_text(text, select=("FZ4",))


@pytest.mark.parametrize(
    ("table", "key"),
    [("deadlines", "deadline"), ("meetings", "meeting"), ("offices", "office"), ("terms", "term")],
)
def test_every_entry_of_knowledge_names_its_source(table: str, key: str) -> None:
    entries = knowledge(table)[key]
    assert entries
    assert all(entry["source"].strip() for entry in entries)
    names = [name for entry in entries for name in entry.get("names", ())]
    assert len(names) == len(set(names))


def test_common_knowledge_feeds_no_error() -> None:
    (rule,) = (rule for rule in load_rules() if rule.code == "FZ411")
    assert rule.severity < Severity.ERROR
