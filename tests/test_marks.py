"""Brackets and quotes without a partner, as data: where each is reported and what its fix makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.api import lint_text

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"

# ⟦⟧ marks what is reported; then the text after the fix, None where no fix is certain enough.
LOOSE = [
    # titles
    ("审议⟦《⟧某某办法等文件。", "审议《某某办法》等文件。"),
    ("审议⟦《⟧某某办法、《某某方案》。", "审议《某某办法》、《某某方案》。"),
    ("审议⟦《⟧某某办法和《某某方案》。", "审议《某某办法》和《某某方案》。"),
    ("审议⟦《⟧某某规划（2015—2020年）修改方案等。", "审议《某某规划（2015—2020年）修改方案》等。"),
    (
        "审议⟦《⟧关于规划、建设的实施意见（某发〔2016〕3号）。",
        "审议《关于规划、建设的实施意见》（某发〔2016〕3号）。",
    ),
    ("印发⟦《⟧关于加强监督的通知，要求整改。", "印发《关于加强监督的通知》，要求整改。"),
    ("印发关于加强监督的通知⟦》⟧，要求整改。", "印发《关于加强监督的通知》，要求整改。"),
    ("印发《某某办法》、某某实施细则⟦》⟧，要求整改。", "印发《某某办法》、《某某实施细则》，要求整改。"),
    ("印发《关于印发⟦〈⟧某某办法的通知》，要求整改。", "印发《关于印发〈某某办法〉的通知》，要求整改。"),
    ("印发《关于印发⟦《⟧某某办法的通知》，要求整改。", "印发《关于印发《某某办法》的通知》，要求整改。"),
    ("印发《关于印发⟦〈⟧某某的通知》，要求整改。", None),
    ("领会⟦《⟧关于加强监督的意见精神，要求整改。", "领会《关于加强监督的意见》精神，要求整改。"),
    (
        "印发⟦《⟧关于实行“三统一”制度的通知（某发〔2016〕3号）。",
        "印发《关于实行“三统一”制度的通知》（某发〔2016〕3号）。",
    ),
    # a title that is known ends where it ends
    ("宣传⟦《⟧民法典和相关知识，效果明显。", "宣传《民法典》和相关知识，效果明显。"),
    (
        "依据⟦《⟧中华人民共和国行政处罚法（2021年修订的文本）办案。",
        "依据《中华人民共和国行政处罚法》（2021年修订的文本）办案。",
    ),
    ("讨论⟦《⟧民法典（草案）的若干问题。", None),
    ("落实⟦《⟧法治政府建设实施纲要（2016—2019年）等。", "落实《法治政府建设实施纲要（2016—2019年）》等。"),
    # marks of two kinds
    ("审议《某某规程汇编⟦”⟧等。", None),
    ("推进“放管服⟦》⟧改革。", None),
    ("公开结果（见附件⟦〕⟧。", None),
    ("排演话剧《大山》、舞剧某某川⟦》⟧，反响热烈。", None),
    ("实行⟦《⟧某某办法等同于规章。", None),
    ("印发某某市人民政府关于加强监督的通知⟦》⟧，要求整改。", None),
    # brackets before and after document numbers
    ("印发《某某办法》⟦（⟧某政发〔2016〕3号，要求整改。", "印发《某某办法》（某政发〔2016〕3号），要求整改。"),
    ("印发《某某办法》某政发〔2016〕3号⟦）⟧，要求整改。", "印发《某某办法》（某政发〔2016〕3号），要求整改。"),
    ("印发《某某办法》某政发〔2016〕3号⟦)⟧,要求整改。", "印发《某某办法》(某政发〔2016〕3号),要求整改。"),
    ("印发某政发〔2016〕3号⟦）⟧，要求整改。", None),
    # other round brackets
    ("印发《某某办法》⟦（⟧以下简称《办法》，要求整改。", "印发《某某办法》（以下简称《办法》），要求整改。"),
    ("印发《某某规划⟦（⟧2015—2020年》，要求整改。", "印发《某某规划（2015—2020年）》，要求整改。"),
    ("印发《某某办法⟦（⟧试行》，要求整改。", "印发《某某办法（试行）》，要求整改。"),
    ("印发《某某办法试行⟦）⟧》，要求整改。", "印发《某某办法（试行）》，要求整改。"),
    ("开展培训⟦（⟧线上，参加200人。", None),
    ("（一）完善制度\n二⟦）⟧加强监督", "（一）完善制度\n（二）加强监督"),
    ("编制规划⟦（⟧2015—2020年各项工作，全面完成。", None),
    # quotes
    ("推行⟦“⟧三项制度，落实责任。", None),
    ("推行三项制度⟦”⟧，落实责任。", None),
    ("推行“三项制度⟦“⟧，落实责任。", "推行“三项制度”，落实责任。"),
    ("推行⟦”⟧三项制度”，落实责任。", "推行“三项制度”，落实责任。"),
    ("推行“1236⟦″⟧行动，落实责任。", "推行“1236”行动，落实责任。"),
    ('推行“三项⟦"⟧制度，落实责任。', "推行“三项”制度，落实责任。"),
    ("落实“⟦《⟧某某办法”》的要求。", None),
    # others
    ("某某⟦〔⟧〔2016〕3号。", None),
    ("⟦【⟧通知公告，注意查收。", None),
    ("⟦[⟧17粮食产量。", "[17]粮食产量。"),
    ("⟦[⟧17年粮食产量。", None),
    ("⟦[⟧17,粮食产量。", None),
]

BALANCED = [
    "印发《关于印发〈某某办法〉的通知》（某政发〔2016〕3号）。",
    "印发《关于印发《某某办法》的通知》。",
    "他说：“要落实‘三项制度’。”",
    "包括1）制度；2）人员；3）经费。",
    "（包括1）制度；2）人员；3）经费）。",
    "包括(1)制度;(2)人员;a)经费;①)其他。",
    "一）制度\n二）人员",
    "区间[0,5)、(5,10]、（10，100］。",
    "抓住’98机遇，’99活动，it’s，5’30以内",
    "“’99民俗旅游年”",
    "首页 » 政务公开 » 年度报告",
    "PM2.5〈35，增速〉3%",
    "字号:[ ] [大 中 小] 【打印】【关闭】",
    "“第一段。\n“第二段。\n“第三段。”",
    "机关（含参照\n公务员法管理的单位）的经费",
    "加快建设“两型\n社会”",
    "“A“B”C”",
    "",
]


def _unmark(text: str) -> tuple[str, int]:
    return text.replace("⟦", "").replace("⟧", ""), text.index("⟦")


@pytest.mark.parametrize(("text", "fixed"), LOOSE, ids=[case[0] for case in LOOSE])
def test_loose_mark(text: str, fixed: str | None) -> None:
    plain, place = _unmark(text)
    (finding,) = lint_text(plain, select=("FZ501",)).findings
    assert finding.span.start == place
    if fixed is None:
        assert finding.raw_fix is None
        return
    assert finding.raw_fix is not None
    (edit,) = finding.raw_fix.edits
    assert plain[: edit.span.start] + edit.text + plain[edit.span.end :] == fixed
    assert lint_text(fixed, select=("FZ501",)).findings == ()


@pytest.mark.parametrize("text", BALANCED)
def test_balanced_marks(text: str) -> None:
    assert lint_text(text, select=("FZ501",)).findings == ()


def test_two_lost_quotes_are_two() -> None:
    found = lint_text("推行“三项制度，落实责任。开展“五个一活动。", select=("FZ501",)).findings
    assert [finding.span.start for finding in found] == [2, 15]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("审议《某规划（2015—2020年）修改方案等。", "左书名号“《”没有与之成对的右书名号“》”，应补在“某规划（2015—2020年）修改方案”之后"),  # noqa: E501
        ("审议《某规划(2015-2020年)修改方案等。", "左书名号“《”没有与之成对的右书名号“》”，应补在“某规划(2015-2020年)修改方案”之后"),  # noqa: E501
        ("依据(某政发〔2016〕3号，执行。", "左圆括号“(”没有与之成对的右圆括号“)”，应补在“某政发〔2016〕3号”之后"),  # noqa: E501
        ("印发《某办法》某政发〔2016〕3号）。", "右圆括号“）”没有与之成对的左圆括号“（”，应补在“某政发”之前"),
        ("审议《某某规程汇编”等。", "右引号与前面的左书名号“《”不成对"),
    ],
)  # fmt: skip
def test_the_message_quotes_the_text_as_it_is(text: str, said: str) -> None:
    (finding,) = lint_text(text, select=("FZ501",)).findings
    assert finding.message == said


@pytest.mark.parametrize("marks", ["（）", "()"])
def test_a_broken_number_and_the_bracket_lost_before_it_are_one_finding(marks: str) -> None:
    text = f"印发《某办法》某政发〔20163号{marks[1]}，要求整改。"
    (finding,) = lint_text(text, select=("FZ2", "FZ5")).findings
    assert (finding.code, finding.quote) == ("FZ201", "〔20163号" + marks[1])
    assert finding.raw_fix is not None
    for edit in sorted(finding.raw_fix.edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == f"印发《某办法》{marks[0]}某政发〔2016〕3号{marks[1]}，要求整改。"


def test_how_sure_it_is() -> None:
    def severities(text: str) -> list[str]:
        return [str(finding.severity) for finding in lint_text(text, select=("FZ501",)).findings]

    assert severities("审议《某某办法等文件。") == ["error"]
    assert severities("审议《某某办法等文件") == ["warning"], "the rest of the paragraph may be lost"
    assert severities("推行“三项制度，落实（责任。") == ["warning", "warning"]


def test_a_bracket_lost_elsewhere_is_a_finding_of_its_own() -> None:
    found = lint_text("按昆发〔20177号要求），落实责任。", select=("FZ201", "FZ501")).findings
    assert [(f.code, f.quote) for f in found] == [("FZ201", "〔20177号"), ("FZ501", "）")]


_NESTED = st.recursive(
    st.text(alphabet="某制度，。、3", max_size=4),
    lambda inner: st.tuples(
        st.sampled_from(["《》", "〔〕", "“”", "（）", "()", "【】", "[]", "〈〉"]), inner, inner
    ).map(lambda parts: f"{parts[0][0]}某{parts[1]}某{parts[0][1]}某{parts[2]}"),
    max_leaves=12,
)


@given(_NESTED)
def test_nested_pairs_are_never_flagged(text: str) -> None:
    assert lint_text(text, select=("FZ501",)).findings == ()


@given(_NESTED, st.sampled_from("《》〔〕“”（）【】"))
def test_a_mark_too_many_is_said_once(text: str, mark: str) -> None:
    found = lint_text(f"{text}某{mark}某制度。", select=("FZ501",)).findings
    assert [finding.quote for finding in found] == [mark]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not here")
def test_the_real_reports() -> None:
    found = {
        (path.name[:3], f.line, f.quote): str(f.severity)
        for path in sorted(SEEDS.glob("*.txt"))
        for f in lint_text(path.read_text(encoding="utf-8"), select=("FZ201", "FZ501")).findings
        if f.code == "FZ501"
    }
    assert found == {("003", 61, "《"): "error"}
