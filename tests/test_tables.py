"""Tables are added up: by rows, columns, levels and prescribed forms; what is not established stays silent."""
# ruff: noqa: E501 (rows of tables are easier to read whole)

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_lint.api import lint_text
from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.figures import relations
from fazhi_lint.model import Relation, Report, Severity
from fazhi_lint.readers import read_document
from making import docx, p, table, tc

pytest.importorskip("lxml")


def _drawn(*rows: str, before: str = "") -> Document:
    lines = [f"| {' | '.join(row.split())} |".replace("_", "") for row in rows]
    return Document(before + "\n" + "\n".join([lines[0], "|---|", *lines[1:]]) + "\n", "x.md")


def _tables(document: Document) -> list[Relation]:
    return [relation for relation in relations(document) if relation.kind == "table"]


def _verdicts(document: Document) -> dict[str, str]:
    return {relation.formula: relation.verdict for relation in _tables(document)}


def _findings(document: Document) -> list[tuple[str, str]]:
    report = lint(document, Options(select=("FZ111",)))
    return [(finding.quote, str(finding.severity)) for finding in report.findings]


def test_total_rows_and_columns_are_added_up() -> None:
    document = _drawn("事项 收到 办结 合计", "复议 56 49 105", "诉讼 23 20 43", "合计 79 69 148")
    assert set(_verdicts(document).values()) == {"verified"}
    assert "56 + 23 = 79" in _verdicts(document) and "56 + 49 = 105" in _verdicts(document)


def test_a_total_may_stand_under_one_head_with_its_parts() -> None:
    rows = [("甲区", 1230, 720, 510), ("乙区", 2345, 1345, 1000), ("丙区", 3000, 1600, 1400)]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    heads = "<tr><th rowspan=2>地区</th><th colspan=3>合计</th></tr><tr><th></th><th>男</th><th>女</th></tr>"
    html = f"<html><body><table>{heads}{cells}</table></body></html>"
    found = _verdicts(read_document(html.encode(), "x.html", 10**6))
    assert found["720 + 510 = 1230"] == "verified"


def test_the_suspect_is_where_a_failing_row_and_column_cross() -> None:
    document = _drawn("事项 收到 办结 合计", "复议 56 94 105", "诉讼 23 20 43", "合计 79 69 148")
    (finding,) = lint(document, Options(select=("FZ111",))).findings
    assert finding.quote == "94" and finding.severity == Severity.ERROR
    assert "“复议”行“办结”列的94（应为49）" in finding.message and len(finding.evidence) == 2
    assert finding.raw_fix is not None and finding.raw_fix.edits[0].text == "49"


@pytest.mark.parametrize("bar", ["\t", " | ", "|"])
def test_rows_of_a_page_pasted_as_text_are_a_table(bar: str) -> None:
    rows = [
        "事项 收到 办结 合计",
        "复议 （一）县级 40 35 75",
        "（二）市级 16 14 30",
        "诉讼 23 20 43",
        "合计 79 69 148",
    ]
    text = "全年情况如下\n" + "\n".join(bar.join(row.split()) for row in rows) + "\n以上。\n"
    assert {"40 + 35 = 75", "40 + 16 + 23 = 79", "75 + 30 + 43 = 148"} <= _verdicts(
        Document(text, "x.txt")
    ).keys()
    assert not lint(Document(text, "x.txt"), Options()).findings
    wrong = Document(text.replace("16", "61"), "x.txt")
    assert _findings(wrong) == [("61", "warning")]


def test_a_table_of_contents_is_no_table() -> None:
    text = "目录\n一、总体情况\t1\n二、主要做法\t3\n三、工作打算\t4\n合计\t9\n"
    assert not _tables(Document(text, "x.txt"))


@pytest.mark.parametrize("blank", ["—", "_", "-", "/", "0"])
def test_blank_and_dashed_cells_count_as_nothing(blank: str) -> None:
    document = _drawn("事项 收到 办结", f"复议 56 {blank}", f"诉讼 {blank} 20", "调解 4 7", "合计 60 27")
    assert _verdicts(document) == {"56 + 4 = 60": "verified", "20 + 7 = 27": "verified"}


def test_a_total_above_its_parts_and_subtotals_are_understood() -> None:
    document = _drawn("地区 一季度 二季度", "总计 100 110", "城区 60 70", "乡镇 40 40")
    assert set(_verdicts(document)) == {"60 + 40 = 100", "70 + 40 = 110"}
    rows = ("甲 1 2", "乙 3 4", "小计 4 6", "丙 5 6", "丁 7 8", "小计 12 14", "总计 16 20")
    document = _drawn("地区 收到 办结", *rows)
    assert "4 + 12 = 16" in _verdicts(document) and set(_verdicts(document).values()) == {"verified"}


def test_levels_of_a_classification_are_added_up() -> None:
    document = _drawn(
        "科目编码 科目名称 合计 基本支出 项目支出",
        "201 公共服务 264.87 62.63 202.24", "20139 社会事务 264.87 62.63 202.24",
        "2013901 行政运行 51.32 51.32 _", "2013950 事业运行 11.31 11.31 _", "2013999 其他 202.24 _ 202.24",
        "208 社会保障 10.82 10.82 _", "20805 养老 10.82 10.82 _",
        "2080505 基本养老 6.18 6.18 _", "2080506 职业年金 4.64 4.64 _",
        "_ 合计 275.69 73.45 202.24",
        before="单位：万元",
    )  # fmt: skip
    verdicts = _verdicts(document)
    assert verdicts["51.32 + 11.31 + 202.24 = 264.87"] == "verified"
    assert verdicts["264.87 + 10.82 = 275.69"] == "verified"
    assert set(verdicts.values()) == {"verified"}


def test_numbered_rows_belong_to_the_mark_above_them() -> None:
    document = _drawn(
        "项目 预算 决算", "一、财政拨款 90 80", "1.一般公共预算 60 50", "2.政府性基金 30 30", "二、事业收入 10 5",
        "收入合计 100 85",
    )  # fmt: skip
    assert set(_verdicts(document)) == {"60 + 30 = 90", "50 + 30 = 80", "90 + 10 = 100", "80 + 5 = 85"}


def test_strips_side_by_side_are_added_up_apart_and_must_balance() -> None:
    rows = ("项目 预算数 项目 预算数", "一、拨款 91016 一、公共服务 82096", "二、事业 1200 二、社会保障 10120")
    verdicts = _verdicts(_drawn(*rows, "收入总计 92216 支出总计 92216"))
    assert set(verdicts.values()) == {"verified"} and "92216 = 92216" in verdicts
    assert ("92316", "warning") in _findings(_drawn(*rows, "收入总计 92316 支出总计 92216"))


def test_rates_and_growth_are_not_added_up() -> None:
    document = _drawn("事项 件数 占比 同比增长", "复议 56 70.9% 3", "诉讼 23 29.1% 5", "合计 79 100% 9")
    assert set(_verdicts(document)) == {"56 + 23 = 79"}


def test_rounded_figures_may_miss_by_their_rounding_and_counts_may_not() -> None:
    rows = ("行业 企业 金额", "农业 100.1 1.4", "工业 200.1 1.4", "其他 300.1 1.4")
    assert _findings(_drawn(*rows, "合计 600.3 4.3", before="单位：万元")) == []
    counts = ("单位：件 收到 办结", "复议 56 49", "诉讼 23 20")
    assert _findings(_drawn(*counts, "合计 79 70")) == [("20", "warning")]


def test_a_kind_that_overlaps_the_others_is_no_part_though_mostly_zero() -> None:
    rows = (
        "单位：户 合计 城镇 农村 {}",
        "东街道 30 12 18 0",
        "西街道 21 15 6 0",
        "南街道 44 20 24 5",
        "北街道 50 25 25 0",
    )
    for head in ("低保户", "其中：低保户"):
        assert _findings(_drawn(*[row.format(head) for row in rows])) == []


def test_a_table_that_lists_only_some_kinds_says_nothing() -> None:
    document = _drawn(
        "行业 企业数 金额", "总计 38497 1168.5", "农业 416 50.1", "制造业 3570 216.0", "建筑业 631 35.2"
    )
    assert _tables(document) == []


def test_a_single_total_is_doubted_only_where_one_digit_explains_it() -> None:
    rows = ("项目 预算数", "一、公共服务 82096.42", "二、社会保障 14213.28", "三、卫生健康 21097.43")
    assert _findings(_drawn(*rows, "合计 117407.13", before="单位：元")) == []
    assert _findings(_drawn(*rows, "合计 117507.13", before="单位：元")) == [("117507.13", "warning")]
    assert _findings(_drawn(*rows, "合计 230871.90", before="单位：元")) == []


def test_a_part_named_among_them_is_not_larger_than_its_row() -> None:
    rows = ("事项 收到 办结", "复议 56 49", "其中：涉土地 12 {}", "诉讼 23 20", "合计 79 69")
    document = _drawn(*[row.format(51) for row in rows])
    found = [r for r in relations(document) if r.kind == "part"]
    assert {r.formula: r.verdict for r in found} == {"12 ≤ 56": "verified", "51 > 49": "contradicted"}


# The form of the disclosure report, with merged cells as the official form has them.

_LEAVES = (
    [("（三）不予公开", name) for name in ("1.国家秘密", "2.法律禁止", "3.三安全一稳定", "4.第三方权益", "5.三类内部",
     "6.四类过程性", "7.行政执法案卷", "8.行政查询")]
    + [("（四）无法提供", name) for name in ("1.不掌握", "2.没有现成信息", "3.补正后不明确")]
    + [("（五）不予处理", name) for name in ("1.信访举报", "2.重复申请", "3.公开出版物", "4.大量反复", "5.要求确认")]
    + [("（六）其他处理", name) for name in ("1.逾期不补正", "2.逾期不缴费", "3.其他")]
)  # fmt: skip


def _merged(words: str, rows: int = 1, columns: int = 1, goes_on: bool = False) -> str:
    span = f"<w:gridSpan w:val='{columns}'/>" if columns > 1 else ""
    merge = "<w:vMerge/>" if goes_on else "<w:vMerge w:val='restart'/>" if rows > 1 else ""
    return tc(words, span + merge)


def _form(numbers: dict[str, list[int]]) -> str:
    """The table of section 三: ``numbers`` by row, seven columns each."""

    def cells(name: str) -> str:
        return "".join(tc(str(number)) for number in numbers[name])

    organisations = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    rows = [
        _merged("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3) + _merged("申请人情况", 1, 7),
        _merged("", goes_on=True, columns=3) + _merged("自然人", 2) + _merged("法人或其他组织", 1, 5) + _merged("总计", 2),
        _merged("", goes_on=True, columns=3) + _merged("", goes_on=True) + "".join(map(tc, organisations))
        + _merged("", goes_on=True),
        _merged("一、本年新收政府信息公开申请数量", 1, 3) + cells("new"),
        _merged("二、上年结转政府信息公开申请数量", 1, 3) + cells("carried"),
        _merged("三、本年度办理结果", 2) + _merged("（一）予以公开", 1, 2) + cells("granted"),
        _merged("", goes_on=True) + _merged("（二）部分公开", 1, 2) + cells("partly"),
    ]  # fmt: skip
    before = ""
    for group, name in _LEAVES:
        rows.append(
            _merged("", goes_on=True) + _merged("" if group == before else group, 2, 1, group == before) + tc(name)
            + cells(name)
        )  # fmt: skip
        before = group
    rows.append(_merged("", goes_on=True) + _merged("（七）总计", 1, 2) + cells("handled"))
    rows.append(_merged("四、结转下年度继续办理", 1, 3) + cells("left"))
    return table(*rows)


def _disclosure(chance: random.Random) -> dict[str, list[int]]:
    """Numbers that fulfil every identity of the form."""
    names = ["granted", "partly", *(name for _, name in _LEAVES)]
    numbers = {name: [chance.choice([0, 0, 3, 17, 250]) for _ in range(6)] for name in names}
    numbers["handled"] = [sum(numbers[name][at] for name in names) for at in range(6)]
    numbers["left"] = [chance.randrange(9) for _ in range(6)]
    both = [a + b for a, b in zip(numbers["handled"], numbers["left"], strict=True)]
    numbers["carried"] = [min(both[at], chance.randrange(5)) for at in range(6)]
    numbers["new"] = [a - b for a, b in zip(both, numbers["carried"], strict=True)]
    return {name: [*row, sum(row)] for name, row in numbers.items()}


def _report(numbers: dict[str, list[int]], prose: str = "") -> Document:
    title = p("某某区2021年政府信息公开工作年度报告") + (p(prose) if prose else "")
    return read_document(docx(title + p("三、收到和处理政府信息公开申请情况") + _form(numbers)), "x.docx")


def _linted(document: Document) -> Report:
    return lint(document, Options(select=("FZ110", "FZ111", "FZ102")))


@pytest.mark.parametrize("seed", range(5))
def test_the_identities_of_the_disclosure_form_hold_and_are_shown(seed: int) -> None:
    report = _linted(_report(_disclosure(random.Random(seed))))
    assert report.profile == "xxgk" and report.findings == ()
    assert len([entry for entry in report.relations if entry.kind == "table"]) > 20


@pytest.mark.parametrize("seed", range(25))
def test_any_changed_number_of_the_disclosure_form_is_found(seed: int) -> None:
    chance = random.Random(seed)
    numbers = _disclosure(chance)
    name, at = chance.choice(sorted(numbers)), chance.randrange(7)
    right = numbers[name][at]
    numbers[name][at] = right + chance.choice([1, 2, 30])
    report = _linted(_report(numbers))
    assert report.findings and all(finding.code == "FZ111" for finding in report.findings)
    assert {finding.severity for finding in report.findings} == {Severity.ERROR}
    assert any(
        finding.quote == str(numbers[name][at]) or f"应为{right}" in finding.message
        for finding in report.findings
    )


def test_the_prose_repeats_the_numbers_of_the_form() -> None:
    numbers = _disclosure(random.Random(1))
    new, carried, left = (numbers[name][-1] for name in ("new", "carried", "left"))
    prose = "2021年共收到政府信息公开申请{}件，上年结转{}件，结转下年度继续办理{}件。其中收到自然人申请3件。"
    assert _linted(_report(numbers, prose.format(new, carried, left))).findings == ()
    (finding,) = _linted(_report(numbers, prose.format(new, carried, left + 1))).findings
    assert finding.code == "FZ110" and finding.quote == str(left + 1)


def test_what_was_carried_over_is_what_last_year_left() -> None:
    numbers = _disclosure(random.Random(2))
    last = _disclosure(random.Random(3))
    last["left"] = list(numbers["carried"])
    assert any(numbers["carried"])

    def findings() -> list[tuple[str, str]]:
        options = Options(select=("FZ113",), previous=_report(last))
        report = lint(_report(numbers), options)
        return [
            (finding.quote, finding.evidence[0]) for finding in report.findings if "上年结转" in finding.message
        ]

    assert findings() == []
    last["left"][6] += 4
    total = numbers["carried"][6]
    assert findings() == [(str(total), f"{total} ≠ {total + 4}（上一年度）")]


def _disputes(numbers: Sequence[int]) -> Document:
    block = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    rows = [
        _merged("行政复议", 1, 5) + _merged("行政诉讼", 1, 10),
        "".join(_merged(word, 2) for word in block)
        + _merged("未经复议直接起诉", 1, 5)
        + _merged("复议后起诉", 1, 5),
        "".join(_merged("", goes_on=True) for _ in block) + "".join(tc(word) for word in block * 2),
        "".join(tc(str(number)) for number in numbers),
    ]
    return read_document(docx(p("四、行政复议、行政诉讼情况") + table(*rows)), "x.docx")


def test_the_blocks_of_the_table_of_disputes_are_added_up() -> None:
    right = [16, 1, 12, 27, 56, 376, 97, 196, 121, 790, 74, 1, 30, 51, 156]
    assert list(_verdicts(_disputes(right)).values()) == ["verified"] * 3
    for at in range(15):
        wrong = [number + (7 if index == at else 0) for index, number in enumerate(right)]
        assert [level for _, level in _findings(_disputes(wrong))] == ["error"]


@given(st.lists(st.lists(st.integers(0, 9999), min_size=3, max_size=3), min_size=2, max_size=6), st.data())
@settings(max_examples=60, deadline=None)
def test_consistent_tables_are_never_contradicted_and_changed_digits_are(
    body: list[list[int]], data: st.DataObject
) -> None:
    grid = [[*row, sum(row)] for row in body]
    grid.append([sum(column) for column in zip(*grid, strict=True)])

    def drawn() -> Document:
        rows = [f"{'第甲乙丙丁戊己'[at]}项 {' '.join(map(str, row))}" for at, row in enumerate(grid[:-1])]
        return _drawn("单位：件 收到 受理 办结 合计", *rows, f"合计 {' '.join(map(str, grid[-1]))}")

    assert not [relation for relation in _tables(drawn()) if relation.verdict == "contradicted"]
    row, column = data.draw(st.integers(0, len(grid) - 1)), data.draw(st.integers(0, 3))
    if sum(1 for number in grid[-1] if number) == 4 and all(sum(1 for n in line if n) > 2 for line in grid):
        grid[row][column] += data.draw(st.integers(1, 5000))
        assert [relation for relation in _tables(drawn()) if relation.verdict == "contradicted"]


_PASTED = """某区2021年政府信息公开工作年度报告
2021年共收到政府信息公开申请{}。
三、收到和处理政府信息公开申请情况
申请人情况\t自然人\t法人或其他组织\t总计
一、本年新收政府信息公开申请数量\t5\t4\t9
二、上年结转政府信息公开申请数量\t1\t0\t1
三、本年度办理结果（一）予以公开\t6\t3\t9
（七）总计\t6\t3\t9
四、结转下年度继续办理\t0\t1\t1
"""


_SUBTOTALS = """某区2024年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
项目\t自然人\t商业企业\t总计
一、本年新收政府信息公开申请数量\t38\t14\t52
二、上年结转政府信息公开申请数量\t3\t1\t4
三、本年度办理结果（一）予以公开\t21\t6\t27
（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t5\t2\t7
（三）不予公开 1.属于国家秘密\t1\t0\t1
2.其他法律行政法规禁止公开\t3\t1\t4
小计（不予公开）\t4\t1\t5
（四）无法提供 1.本机关不掌握相关政府信息\t6\t2\t8
2.没有现成信息需要另行制作\t2\t1\t3
小计（无法提供）\t8\t3\t11
（五）不予处理 1.信访举报投诉类申请\t1\t0\t1
（六）其他处理 3.其他\t0\t1\t1
（七）总计\t39\t13\t52
四、结转下年度继续办理\t2\t2\t4
"""


def test_a_subtotal_that_an_office_adds_to_the_form_is_counted_once() -> None:
    assert not lint_text(_SUBTOTALS, select=("FZ111",)).findings
    assert lint_text(_SUBTOTALS.replace("提供）\t8\t3\t11", "提供）\t8\t3\t12"), select=("FZ111",)).findings
    blank = _SUBTOTALS.replace("\t1\t0\t1\n2.其他", "\t见附件\t0\t1\n2.其他").replace(
        "开\t4\t1", "开\t见附件\t1"
    )
    assert lint_text(blank.replace("公开\t3\t", "公开\t见附件\t"), select=("FZ111",))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("9件", False),
        ("8件", True),
        ("10件（含上年结转1件）", False),
        ("9件。其中收到自然人申请3件", False),
        ("9件，通过网上平台收到公开申请4件", False),
    ],
)
def test_the_prose_is_held_against_the_totals_alone(words: str, said: bool) -> None:
    found = lint_text(_PASTED.format(words), select=("FZ110",)).findings
    assert bool(found) is said


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("129件，办结129件，其中予以公开129件", ["verified", "verified", "verified"]),
        ("129件，均已答复，共答复申请129件", ["verified", "verified"]),
        ("129件，办结128件", ["verified", "contradicted"]),
        ("129件，予以公开192件", ["verified", "contradicted"]),
        ("129件，部分公开5件", ["verified"]),
        ("129件，办结行政复议案件128件", ["verified"]),
        ("129件，按期答复群众留言1260件", ["verified"]),
        ("129件，办结1200件", ["verified"]),
    ],
)
def test_the_prose_may_repeat_what_became_of_the_applications(words: str, verdicts: list[str]) -> None:
    table = _PASTED.replace("\t5\t4\t9", "\t85\t44\t129").replace("\t6\t3\t9", "\t86\t43\t129")
    relations = lint_text(table.format(words)).relations
    assert [relation.verdict for relation in relations if relation.kind == "repeat"] == verdicts
