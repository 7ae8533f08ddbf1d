"""Fixes change what they should and nothing else: not the encoding, not the line ends, not a byte beside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint import fixing, lint_text
from fazhi_lint.fix import FixError, apply_edits, fix_text
from fazhi_lint.model import Edit, Finding, Fix, Report, Severity, Span
from fazhi_lint.sources import Source, read_source
from toys import Run

BAD = "某县年度报告\r\n全年甲乙丙1件。\n又有子丑2件，寅卯3件，甲乙丙。\r"
FIXED = "某县年度报告\r\n全年甲乙1件。\n又有子丑2件，寅卯3件，甲乙。\r"

toys = pytest.mark.usefixtures("toy_rules")


@toys
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encoding_mark_and_line_ends_stay(run: Run, here: Path, encoding: str) -> None:
    (here / "a.txt").write_bytes(BAD.encode(encoding))
    done = run("fix", "a.txt")
    assert (here / "a.txt").read_bytes() == FIXED.encode(encoding)
    assert [line.split()[2] for line in done.out.splitlines()[::2]] == ["FZ902"]
    assert done.err.splitlines()[:2] == [
        "已修改 1 个文件中的 2 处；另有 1 处的改法须人工核对（--unsafe）",
        "检查 1 个文件（类别 general 一般公文 1），改后余下：0 处错误，1 处警告；"
        "1 处更低级别的未显示（--min-severity info）",
    ]
    assert done.status == 1


@toys
def test_unsafe_fixes_are_made_when_asked_for(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(BAD, encoding="utf-8", newline="")
    done = run("fix", "--unsafe", "a.txt")
    assert "子2件" in (here / "a.txt").read_text(encoding="utf-8")
    assert (done.status, done.out) == (0, "")


@toys
def test_diff_shows_the_change_and_writes_nothing(run: Run, here: Path) -> None:
    (here / "a.txt").write_bytes(BAD.encode())
    done = run("fix", "--diff", "a.txt")
    assert (here / "a.txt").read_bytes() == BAD.encode()
    assert "\n-全年甲乙丙1件。\n" in done.out and "\n+全年甲乙1件。\n" in done.out
    assert done.out.startswith("--- a.txt\n+++ a.txt\n")
    assert done.status == 1


@toys
def test_diff_of_a_clean_file_is_empty(run: Run, here: Path) -> None:
    (here / "a.txt").write_text("甲乙。\n", encoding="utf-8")
    done = run("fix", "--diff", "a.txt")
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith("没有可放心修改之处\n")


@toys
def test_only_what_is_selected_and_shown_is_fixed(run: Run, here: Path) -> None:
    (here / "a.txt").write_bytes(BAD.encode())
    assert run("fix", "--ignore", "FZ901", "a.txt").status == 1
    assert (here / "a.txt").read_bytes() == BAD.encode()


@toys
def test_permissions_and_links_stay(run: Run, here: Path) -> None:
    (here / "a.txt").write_bytes(BAD.encode())
    (here / "a.txt").chmod(0o640)
    (here / "link.txt").symlink_to("a.txt")
    run("fix", "link.txt")
    assert (here / "link.txt").is_symlink()
    assert (here / "a.txt").read_bytes() == FIXED.encode()
    assert stat.S_IMODE((here / "a.txt").stat().st_mode) == 0o640
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "link.txt"]


@toys
def test_a_clean_file_is_not_touched(run: Run, here: Path) -> None:
    (here / "a.txt").write_text("甲乙。\n", encoding="utf-8")
    before = (here / "a.txt").stat()
    run("fix", ".")
    after = (here / "a.txt").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


@toys
def test_a_failed_write_leaves_the_file_whole(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.txt").write_bytes(BAD.encode())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run("fix", "a.txt")
    assert done.status == 2
    assert "a.txt：写不进去" in done.err
    assert [path.name for path in here.iterdir()] == ["a.txt"]
    assert (here / "a.txt").read_bytes() == BAD.encode()


@toys
def test_a_file_changed_meanwhile_is_left_alone(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.txt").write_bytes(BAD.encode())

    def then_change(source: Source, max_size: int) -> bytes:
        data = read_source(source, max_size)
        (here / "a.txt").write_text("别人写的\n", encoding="utf-8")
        return data

    monkeypatch.setattr(fixing, "read_source", then_change)
    done = run("fix", "a.txt")
    assert done.status == 2
    assert (here / "a.txt").read_text(encoding="utf-8") == "别人写的\n"


@toys
def test_what_is_no_text_file_is_refused(run: Run, here: Path) -> None:
    (here / "a.txt").write_bytes(b"\0\1")
    (here / "b.txt").write_bytes(BAD.encode())
    done = run("fix", "a.txt", "-", "b.txt")
    assert done.status == 2
    assert "a.txt" in done.err and "标准输入" in done.err
    assert (here / "b.txt").read_bytes() == FIXED.encode()


def _report(text: str, *fixes: Fix) -> Report:
    found = tuple(
        Finding(
            code="FZ901", name="toy", severity=Severity.ERROR, message="", evidence=(), line=1, column=1,
            end_line=1, end_column=1, quote="", place=None, related=(), fix=None, fingerprint="",
            span=fix.edits[0].span, raw_fix=fix,
        )
        for fix in fixes
    )  # fmt: skip
    plain = lint_text(text, select=("FZ101",))
    return Report(plain.path, plain.profile, None, None, found, (), plain.checked)


def _edit(start: int, end: int, text: str) -> Edit:
    return Edit(Span(start, end), text)


def _every(_: Finding) -> bool:
    return True


def test_fixes_that_undo_each_other_change_nothing() -> None:
    def lint(text: str) -> Report:
        return _report(text, Fix("safe", (_edit(0, 1, "乙" if text == "甲" else "甲"),)))

    with pytest.raises(FixError, match="FZ901"):
        fix_text("甲", lint, _every)


def test_edits_of_one_fix_are_made_together_or_not_at_all() -> None:
    both = Fix("safe", (_edit(0, 1, "〔"), _edit(4, 5, "〕")))
    across = Fix("safe", (_edit(3, 5, "X"),))

    def lint(text: str) -> Report:
        return _report(text, *([across, both] if text == "(234)" else []))

    assert fix_text("(234)", lint, _every).text == "〔234〕"


def test_the_same_edit_asked_for_twice_is_made_once() -> None:
    def lint(text: str) -> Report:
        one, two = Fix("safe", (_edit(0, 0, "《"),)), Fix("unsafe", (_edit(0, 0, "《"),))
        return _report(text, *([] if text.startswith("《") else [one, two]))

    assert fix_text("某法", lint, _every).text == "《某法"


_edits = st.builds(
    lambda start, length, text: _edit(start, start + length, text),
    st.integers(0, 12),
    st.integers(0, 3),
    st.text("甲乙丙丁", max_size=3),
)


@given(st.lists(st.lists(_edits, min_size=1, max_size=3), max_size=6))
def test_whatever_is_asked_for_the_words_between_stay_in_order(groups: list[list[Edit]]) -> None:
    text = "0123456789abcdef"

    def lint(now: str) -> Report:
        return _report(now, *(Fix("safe", tuple(group)) for group in groups if now == text))

    fixed = fix_text(text, lint, _every).text
    kept = "".join(char for char in fixed if char in text)
    assert list(kept) == sorted(kept, key=text.index)


@given(st.lists(st.sampled_from(["甲乙丙", "甲", "乙", "丙", "子丑", "\n", "，"]), max_size=12).map("".join))
def test_fixing_reaches_a_fixed_point(text: str) -> None:
    def lint(now: str) -> Report:
        found = [Fix("safe", (_edit(i, i + 3, "甲乙"),)) for i in range(len(now)) if now[i : i + 3] == "甲乙丙"]
        found += [Fix("safe", (_edit(i, i + 2, "甲"),)) for i in range(len(now)) if now[i : i + 2] == "甲甲"]
        return _report(now, *found)

    once = fix_text(text, lint, _every)
    again = fix_text(once.text, lint, _every)
    assert (again.text, again.applied) == (once.text, 0)
    assert not again.report.findings


@given(st.text(max_size=30), st.data())
def test_edits_replace_their_spans_and_nothing_else(text: str, data: st.DataObject) -> None:
    bounds = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    edits = [_edit(start, end, "※") for start, end in spans]
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], "※"]
        done = end
    assert apply_edits(text, edits) == "".join(pieces) + text[done:]
