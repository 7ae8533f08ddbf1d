"""PDF pages give paragraphs, tables and nothing of the page's furniture."""
# ruff: noqa: E501 (rows of text are easier to read whole)

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from fazhi_lint.document import Document
from fazhi_lint.readers import UnreadableError, read_document
from fazhi_lint.readers.areas import Glyph, Sheet
from fazhi_lint.readers.layout import lay_out
from fazhi_lint.readers.lines import Lines
from making import grid, pdf, set_text

pytest.importorskip("pypdfium2")
REPORTS = Path(__file__).parents[1].parent / "shared" / "reports" / "pdf"
Page = tuple[list[tuple[float, float, str]], list[tuple[float, float, float, float]]]
PARAGRAPHS = [
    "一、主要工作",
    "2020年，全区共收到行政复议申请156件，受理142件，审结139件，其中维持101件，撤销8件，终止30件，综合纠错率为5.8%，比上年下降1.2个百分点。",
    "（一）完善制度。全年制定规范性文件12件，清理128件，废止16件，宣布失效9件。",
    "（二）办理复议和应诉案件。行政机关负责人出庭应诉46人次，出庭应诉率达到百分之百，败诉率继续下降。",
]


def _read(data: bytes) -> Document:
    return read_document(data, "report.pdf")


def test_rows_broken_inside_sentences_are_joined_into_paragraphs() -> None:
    document = _read(pdf([(set_text(PARAGRAPHS), [])]))
    assert document.text.split("\n") == PARAGRAPHS
    assert {place["page"] for place in document.places or ()} == {1}


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_are_dropped() -> None:
    rows = set_text(PARAGRAPHS)
    first = [*rows[:3], (280.0, 40.0, "- 1 -")]
    second = [(90 + x - 90, y + 60, words) for x, y, words in rows[3:]] + [(280.0, 40.0, "- 2 -")]
    document = _read(pdf([(first, []), (second, [])]))
    assert document.text.split("\n") == PARAGRAPHS
    assert [place["page"] for place in document.places or ()] == [1, 1, 2, 2]


def test_running_heads_and_bare_page_numbers_are_dropped() -> None:
    pages: list[Page] = [
        ([(200.0, 810.0, "某某区人民政府文件"), *set_text(PARAGRAPHS), (290.0, 40.0, str(n))], [])
        for n in (1, 2, 3)
    ]
    assert _read(pdf(pages)).text.split("\n") == PARAGRAPHS * 3


def test_a_row_ended_early_by_what_may_not_be_parted_is_no_end_of_a_paragraph() -> None:
    rows = [
        (114.0, 740.0, "全年共办理各类案件若干件并且按时办结其中包括行政复议案件四"),
        (90.0, 718.0, "十九件和行政应诉案件一批，加强培训，办案能力，以落"),
        (90.0, 696.0, "实“1211”工作机制为抓手加强督促检查并且取得一定的成绩和成效"),
        (90.0, 674.0, "。"),
        (114.0, 652.0, "五、一般事项共有若干类别需要另行说明并且逐一列出后公开发布"),
        (90.0, 630.0, "供查阅。"),
    ]
    text = "".join(words for _, _, words in rows)
    cut = text.index("五、")
    assert _read(pdf([(rows, [])])).text.split("\n") == [text[:cut], text[cut:]]


def test_the_last_row_of_a_page_is_kept_where_it_is_no_page_number() -> None:
    document = _read(pdf([([*set_text(PARAGRAPHS), (114.0, 90.0, "2021"), (90.0, 70.0, "年3月18日")], [])]))
    assert "2021" in document.text


XS, YS = (90.0, 200.0, 300.0, 400.0), (700.0, 675.0, 650.0, 625.0)
WORDS = [(95.0, 682.0, "事项"), (205.0, 682.0, "收到"), (305.0, 682.0, "办结"), (95.0, 657.0, "行政复议"), (205.0, 657.0, "156"),
         (305.0, 657.0, "139"), (95.0, 632.0, "合计"), (205.0, 632.0, "1,156"), (305.0, 632.0, "—")]  # fmt: skip


def test_ruled_tables_are_tables() -> None:
    document = _read(
        pdf([([(90.0, 760.0, "办理情况表"), *WORDS, (90.0, 600.0, "注：单位为件。")], grid(XS, YS))])
    )
    (found,) = document.tables
    assert [(cell.row, cell.column, cell.text) for cell in found.cells] == [
        (0, 0, "事项"), (0, 1, "收到"), (0, 2, "办结"), (1, 0, "行政复议"), (1, 1, "156"), (1, 2, "139"),
        (2, 0, "合计"), (2, 1, "1,156"), (2, 2, "—"),
    ]  # fmt: skip
    lines = document.text.split("\n")
    assert (lines[0], lines[-1]) == ("办理情况表", "注：单位为件。")
    assert dict(document.places[5]) == {"page": 1, "table": 1, "row": 2, "cell": 2}  # type: ignore[index]


def test_cells_are_merged_where_no_line_parts_them() -> None:
    rules = [rule for rule in grid(XS, YS) if rule != (200.0, 700.0, 200.0, 625.0)]
    rules.append((200.0, 675.0, 200.0, 625.0))
    document = _read(pdf([([(95.0, 682.0, "办理情况"), *WORDS[2:]], rules)]))
    first = document.tables[0].cells[0]
    assert (first.text, first.columns) == ("办理情况", 2)


def test_words_broken_inside_a_cell_are_joined() -> None:
    words = [(95.0, 690.0, "行政复议和"), (95.0, 677.0, "行政应诉"), *WORDS[1:]]
    assert _read(pdf([(words, grid(XS, YS))])).tables[0].cells[0].text == "行政复议和行政应诉"


def test_a_table_goes_on_over_the_page_without_its_repeated_head() -> None:
    first = ([*WORDS[:6]], grid(XS, YS[:3]))
    second = ([*WORDS[:3], *[(x, y + 25, words) for x, y, words in WORDS[6:]]], grid(XS, YS[:3]))
    document = _read(pdf([first, second]))
    (found,) = document.tables
    assert [cell.text for cell in found.row(2)] == ["合计", "1,156", "—"]
    assert document.text.count("事项") == 1
    assert dict(document.places[-1]) == {"page": 2, "table": 1, "row": 3, "cell": 3}  # type: ignore[index]


@pytest.mark.parametrize("rotate", [0, 90, 270])
@pytest.mark.parametrize("turned", ["1 0 0 1 0 0", "0 1 -1 0 595 0", "0 -1 1 0 0 842", "-1 0 0 -1 595 842"])
def test_text_along_the_side_of_a_page_is_read_upright(rotate: int, turned: str) -> None:
    rows, rules = [(x, y - 250, words) for x, y, words in WORDS], grid(XS, [y - 250 for y in YS])
    document = _read(pdf([(rows, rules)], rotate, turned))
    assert [cell.text for cell in document.tables[0].cells] == [words for _, _, words in WORDS]


@pytest.mark.parametrize("turned", ["1 0 0 1 0 0", "0 1 -1 0 595 0", "0 -1 1 0 0 842", "-1 0 0 -1 595 842"])
def test_characters_drawn_one_by_one_are_read_and_blanks_so_drawn_are_not(turned: str) -> None:
    """The font is in no file, so a system without one for Chinese has no shapes for the characters."""
    words = "全区共受理申请十十二件，，审结139件。"
    rows = [(90.0 + 12 * n, 400.0, char) for n, char in enumerate(words)]
    blanks = [(95.0 + 12 * n, 400.0, " ") for n in range(len(words))]
    assert _read(pdf([([*rows, *blanks], [])], 0, turned)).text == words
    together = [(90.0, 400.0, "一共 "), (116.0, 400.0, "二件")]
    assert _read(pdf([(together, [])], 0, turned)).text == "一共 二件"


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = [(x, y, words) for x, y, words in set_text(PARAGRAPHS * 2, width=15)]
    half = len(rows) // 2
    left = [(x - 20, 700 - 22.0 * n, words) for n, (x, _, words) in enumerate(rows[:half])]
    right = [(x + 210, 700 - 22.0 * n, words) for n, (x, _, words) in enumerate(rows[half:])]
    title = (90.0, 760.0, "某某区人民政府关于二〇二〇年法治政府建设情况的公报第十二期")
    document = _read(pdf([([title, *left, *right], [])]))
    assert document.text.split("\n") == [title[2], *PARAGRAPHS * 2]


def _column(rows: list[tuple[float, float, str]], x: float, top: float = 700) -> list[tuple[float, float, str]]:
    return [(left + x, top - 22.0 * n, words) for n, (left, _, words) in enumerate(rows)]


def test_a_page_that_ends_in_its_first_column_is_read_as_the_page_before() -> None:
    rows = set_text(PARAGRAPHS * 3, width=15)
    third = len(rows) // 3
    first = [*_column(rows[:third], -20), *_column(rows[third : 2 * third], 210)]
    document = _read(pdf([(first, []), (_column(rows[2 * third :], -20), [])]))
    assert document.text.split("\n") == PARAGRAPHS * 3


def test_a_table_within_a_column_stays_there() -> None:
    rows = set_text(PARAGRAPHS * 2, width=15)
    cut, half = 5, len(rows) // 2
    left = [*_column(rows[:cut], -20), *_column(rows[cut:half], -20, 700 - 22 * (cut + 4))]
    xs, ys = [70.0, 124.0, 190.0, 252.0], [595.0, 570.0, 545.0, 520.0]
    cells = [(xs[n % 3] + 2, ys[n // 3] - 17, words) for n, (_, _, words) in enumerate(WORDS)]
    document = _read(pdf([([*left, *_column(rows[half:], 210), *cells], grid(xs, ys))]))
    assert [cell.text for cell in document.tables[0].cells] == [words for _, _, words in WORDS]
    lines = document.text.split("\n")
    assert lines[:1] == PARAGRAPHS[:1]
    assert lines[-len(PARAGRAPHS) :] == PARAGRAPHS


def test_running_heads_of_both_of_two_pages_are_dropped() -> None:
    head = (200.0, 810.0, "某某区人民政府文件")
    pages: list[Page] = [([head, *set_text(PARAGRAPHS)], []), ([head, *set_text(PARAGRAPHS)], [])]
    assert _read(pdf(pages)).text.split("\n") == PARAGRAPHS * 2


@pytest.mark.parametrize("lift", [0.0, 4.0, 7.0])
def test_raised_numbers_of_notes_are_dropped_and_units_are_kept(lift: float) -> None:
    base, size, x = 100.0, 16.0, 90.0
    glyphs = []
    for char in "优化¹，建成面积12m²，完成[³]3件。":
        raised = char in "¹²³" or (char in "[]")
        high = 8.0 if raised else size
        bottom = base - (size - high - 4 + lift if raised else 0.0)
        plain = str(unicodedata.digit(char)) if char in "¹²³" else char
        glyphs.append(Glyph(plain, x, bottom - high, x + high, bottom))
        x += high
    lines = Lines(1_000)
    lay_out([Sheet(1, 595, 842, glyphs)], lines)
    text = lines.document("x").text.replace(" ", "")
    assert text == "优化，建成面积12m2，完成3件。"


def test_words_outside_of_the_paper_are_not_read() -> None:
    assert _read(pdf([([(90.0, 700.0, "纸内"), (90.0, 900.0, "纸外")], [])])).text == "纸内"


def test_real_reports_are_read_whole() -> None:
    if not REPORTS.is_dir():
        pytest.skip("the shared reports are not here")
    for path in sorted(REPORTS.glob("*.pdf")):
        document = _read(path.read_bytes())
        assert len(document.tables) >= 9
        lines = [
            line
            for line, place in zip(document.text.split("\n"), document.places or (), strict=True)
            if "table" not in place
        ]
        broken = [line for line in lines if len(line) > 30 and line[-1] not in "。；：”）…" and "。" in line]
        assert broken == [], path.name


def test_a_broken_cross_reference_table_is_no_obstacle() -> None:
    data = pdf([(set_text(PARAGRAPHS), [])])
    assert _read(data.replace(b"startxref\n", b"startxref\n9")).text.split("\n") == PARAGRAPHS


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([]), "没有可检查的文字|已损坏"),
        (pdf([([], [])]), "没有可检查的文字"),
        (pdf([(set_text(PARAGRAPHS), [])])[:300], "已损坏或不完整"),
        (pdf([([], [])] * 2001), "2001 页"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        _read(data)
    assert "\n" not in str(caught.value)
