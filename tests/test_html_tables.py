"""Tables that stand in a text as HTML."""
# ruff: noqa: E501 (tables are easier to read whole)

from __future__ import annotations

import pytest

from fazhi_lint.document import Document
from fazhi_lint.engine import Options, lint
from fazhi_lint.facts.tables import tables

ROWS = [
    ["单位", "警告", "罚款", "没收", "合计"],
    ["市场监管局", "12", "86", "3", "101"],
    ["城管执法局", "40", "55", "0", "95"],
    ["交通运输局", "7", "61", "2", "70"],
    ["合计", "59", "202", "5", "266"],
]
SHAPES = {
    "a line for each row": lambda rows: _tagged(rows, "<td>{}</td>", "<tr>{}</tr>\n", "<table>\n{}</table>"),
    "one line": lambda rows: _tagged(rows, "<td>{}</td>", "<tr>{}</tr>", "<html><body><table>{}</table></body></html>"),
    "a line for each cell": lambda rows: _tagged(rows, "\n    <td>\n      {}\n    </td>", "\n  <tr>{}\n  </tr>", "<table>{}\n</table>"),
    "marks within cells": lambda rows: _tagged(
        rows, '<TD width="80"><p align="center"><b>{}</b>&nbsp;</p></TD>', "<TR>{}</TR>\n", '<TABLE border="1">{}</TABLE>'
    ),
    "no ends": lambda rows: _tagged(rows, "<td>{}", "<tr>{}\n", "<table>{}</table>"),
    "another one behind": lambda rows: _tagged(rows, "<td>{}</td>", "<tr>{}</tr>", "<table>{}</table><table><tr><td>注</td></tr></table>"),
}  # fmt: skip


def _tagged(rows: list[list[str]], cell: str, row: str, table: str) -> str:
    return table.format("".join(row.format("".join(map(cell.format, line))) for line in rows))


def _text(shape: str, old: str = "", new: str = "") -> str:
    rows = [[cell.replace(old, new) if cell == old else cell for cell in row] for row in ROWS]
    return f"某市行政执法统计报告\n\n全年工作平稳开展。\n\n{SHAPES[shape](rows)}\n\n继续努力。\n"


def _said(text: str) -> list[tuple[str, str]]:
    found = lint(Document(text), Options(select=("FZ1",))).findings
    return [(one.code, one.quote) for one in found if str(one.severity) != "info"]


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_and_columns_add_up(shape: str) -> None:
    text = _text(shape)
    assert _said(text) == []
    found = tables(Document(text))[0]
    assert [cell.text for cell in found.cells] == [cell for row in ROWS for cell in row]
    assert all(text[cell.span.start : cell.span.end] == cell.text for cell in found.cells)
    for old, new in (("86", "68"), ("266", "276"), ("70", "79")):
        assert _said(_text(shape, old, new)) == [("FZ111", new)]


def test_cells_that_reach_over_others() -> None:
    text = (
        '<table><tr><td rowspan="2">单位</td><td colspan="2">处罚</td><td rowspan=2>合计</td></tr><tr><td>警告</td><td>罚款</td></tr>'
        "<tr><td>甲局</td><td>112</td><td>86</td><td>198</td></tr><tr><td>乙局</td><td>40</td><td>55</td><td>95</td></tr>"
        "<tr><td>丙局</td><td>7</td><td>61</td><td>68</td></tr></table>\n"
    )
    (found,) = tables(Document(text))
    assert (found.width, found.height) == (4, 5)
    assert [found.at(1, column).text for column in range(4)] == ["单位", "警告", "罚款", "合计"]  # type: ignore[union-attr]
    assert _said(text) == []
    assert _said(text.replace("198", "189")) == [("FZ111", "189")]


@pytest.mark.parametrize(
    "text",
    [
        "<td>12</td>",
        "<table></table>",
        "<table><tr><td",
        "</td></tr></table>",
        "<p>共12件</p></t>",
        "a<b,c>d</tr>",
    ],
)
def test_tags_that_make_no_table(text: str) -> None:
    assert not tables(Document(f"某市报告\n\n{text}\n"))
