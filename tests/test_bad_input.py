"""Whatever cannot be read is named in one clear line, the rest is checked, and the exit status is 2."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_lint.model import Hit, Span
from toys import Run, Toy

GOOD = "全年甲乙1件。\n"
BAD = "全年甲乙丙1件。\n"

pytestmark = pytest.mark.usefixtures("toy_rules")


def check_beside_a_bad_report(run: Run, here: Path, *names: str) -> str:
    """Check the names with a bad report after them; returns what standard error says of the names."""
    (here / "坏.txt").write_text(BAD, encoding="utf-8")
    done = run("check", *names, "坏.txt")
    assert done.status == 2
    assert done.out.startswith("坏.txt:1:3: error FZ901")
    *said, summary, checked = done.err.splitlines()
    assert "个文件没能检查" in summary
    assert checked.startswith("核对数字")
    return "\n".join(said)


def test_a_missing_file(run: Run, here: Path) -> None:
    assert check_beside_a_bad_report(run, here, "没有.txt") == "没有.txt：文件不存在，请检查路径"


def test_a_path_without_a_name(run: Run, here: Path) -> None:
    assert check_beside_a_bad_report(run, here, "") == "“”：路径是空的"


def test_a_folder_without_reports(run: Run, here: Path) -> None:
    (here / "空").mkdir()
    (here / "空" / "表.csv").write_text("1,2\n", encoding="utf-8")
    said = check_beside_a_bad_report(run, here, "空")
    assert said.startswith("空：文件夹里没有可检查的报告")
    assert "\n" not in said


@pytest.mark.parametrize("name", ["报告.rtf", "报告.ODT", "报告.doc"])
def test_what_libreoffice_reads_is_found_in_a_folder(run: Run, here: Path, name: str) -> None:
    (here / "夹").mkdir()
    (here / "夹" / name).write_bytes(b"{\\rtf1 broken")
    said = check_beside_a_bad_report(run, here, "夹")
    assert said.startswith(f"夹/{name}：")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空文件"),
        (b"\xef\xbb\xbf\n", "空文件"),
        (b"\x7fELF\0\0\1", "不是文本文件"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.encode() + b"\xff\xff", "编码"),
    ],
)
def test_a_file_that_is_no_text(run: Run, here: Path, data: bytes, reason: str) -> None:
    (here / "x.txt").write_bytes(data)
    said = check_beside_a_bad_report(run, here, "x.txt")
    assert said.startswith("x.txt：")
    assert reason in said
    assert "\n" not in said


def test_gb18030_is_read_and_its_columns_count_characters(run: Run, here: Path) -> None:
    (here / "国标.txt").write_bytes("一二三四甲乙丙，某政发〔2016〕32号。\n".encode("gb18030"))
    assert run("国标.txt").out.startswith("国标.txt:1:5: error FZ901")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission(run: Run, here: Path) -> None:
    (here / "密.txt").write_text(GOOD, encoding="utf-8")
    (here / "密.txt").chmod(0)
    (here / "密").mkdir(mode=0)
    try:
        said = check_beside_a_bad_report(run, here, "密.txt", "密")
    finally:
        (here / "密").chmod(0o700)
    assert said.splitlines() == [f"{name}：没有权限，请检查文件的权限" for name in ("密.txt", "密")]


def test_an_unreadable_file_whoever_runs_this(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "密.txt").write_text(GOOD, encoding="utf-8")
    opening = open

    def refuse(path: str, mode: str) -> object:
        if path == "密.txt":
            raise PermissionError(13, "Permission denied")
        return opening(path, mode)

    monkeypatch.setattr("builtins.open", refuse)
    assert check_beside_a_bad_report(run, here, "密.txt") == "密.txt：没有权限，请检查文件的权限"


def test_loops_of_links_end(run: Run, here: Path) -> None:
    (here / "圈").mkdir()
    (here / "圈" / "回").symlink_to(here / "圈")
    (here / "圈" / "自.txt").symlink_to("自.txt")
    (here / "圈" / "断.txt").symlink_to("无.txt")
    said = check_beside_a_bad_report(run, here, "圈")
    assert sorted(line.split("：")[0] for line in said.splitlines()) == ["圈/断.txt", "圈/自.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_passed_by(run: Run, here: Path) -> None:
    os.mkfifo(here / "管.txt")
    (here / "好.txt").write_text(GOOD, encoding="utf-8")
    assert run(".").status == 0


def test_the_reason_is_told_in_chinese(run: Run, here: Path) -> None:
    (here / "圈.txt").symlink_to("圈.txt")
    (here / "空.docx").write_bytes(b"")
    said = check_beside_a_bad_report(run, here, "圈.txt", "空.docx", "坏.txt/里.txt")
    assert said.splitlines() == [
        "圈.txt：读不出（链接绕成了圈），请检查文件或链接",
        "空.docx：是空文件，没有可检查的内容",
        "坏.txt/里.txt：读不出（路径中有一段不是文件夹），请检查文件或链接",
    ]
    assert "（文件或文件夹不存在）" in run("坏.txt", "--output", "无/出.txt").err


def test_an_odd_path_is_refused(run: Run, here: Path) -> None:
    said = check_beside_a_bad_report(run, here, "a\0b")
    assert "路径不合法" in said


def test_a_name_too_long_for_the_file_system(run: Run, here: Path) -> None:
    assert "读不出" in check_beside_a_bad_report(run, here, "长" * 300)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_rule_that_breaks_is_told_and_the_other_files_are_checked(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    (here / "坏.txt").write_text(BAD, encoding="utf-8")
    (here / "怪.txt").write_text("怪\n", encoding="utf-8")
    finding = Toy.__call__

    def broken(self: Toy, document: object) -> object:
        if document.text == "怪\n":  # type: ignore[attr-defined]
            raise ZeroDivisionError("division by zero")
        return finding(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Toy, "__call__", broken)
    done = run("--jobs", jobs, "怪.txt", "坏.txt")
    assert done.status == 2
    assert done.out.startswith("坏.txt:1:3: error FZ901")
    assert "怪.txt：内部错误" in done.err and "ZeroDivisionError" in done.err
    assert "Traceback" not in done.err


def test_a_message_that_asks_for_what_its_checker_does_not_say_is_named(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "坏.txt").write_text(BAD, encoding="utf-8")
    monkeypatch.setattr(Toy, "__call__", lambda *_: [Hit(Span(0, 1))])
    done = run("坏.txt")
    assert done.status == 2
    assert "FZ901-toy-error.toml：message 中的 {found} 不在 Hit.fields 之中" in done.err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the broken rule is not known to other processes")
def test_a_file_that_ends_its_process_does_not_take_the_others_along(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (here / f"{number}.txt").write_text("怪\n" if number == 2 else BAD, encoding="utf-8")
    finding = Toy.__call__

    def broken(self: Toy, document: object) -> object:
        if document.text == "怪\n":  # type: ignore[attr-defined]
            os._exit(9)
        return finding(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Toy, "__call__", broken)
    done = run("--jobs", 2, ".")
    assert done.status == 2
    assert [line[2] for line in done.out.splitlines() if "FZ901" in line] == ["0", "1", "3", "4", "5"]
    assert done.err.startswith("./2.txt：检查进程意外终止")


def test_empty_standard_input(here: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    command = [sys.executable, "-m", "fazhi_lint", "-"]
    done = subprocess.run(command, input=b"", capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert "<stdin>：是空文件" in done.stderr.decode()


def test_output_that_cannot_be_stored(run: Run, here: Path) -> None:
    (here / "好.txt").write_text(GOOD, encoding="utf-8")
    (here / "夹").mkdir()
    for target in ("无/出.txt", "夹"):
        done = run("--output", target, "好.txt")
        assert done.status == 2
        assert f"{target}：写不进去" in done.err
