"""The command as its users meet it: what is printed where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fazhi_lint import __version__, lint_file
from fazhi_lint.document import Document
from fazhi_lint.model import Hit, Span
from fazhi_lint.rulebook import load_rules
from fazhi_lint.suppress import without_suppressed
from toys import Run

ROOT = Path(__file__).parents[1]
BAD = "某县年度报告\n\n全年甲乙丙1件。\n\n又有子丑2件，寅卯3件。\n"
GOOD = "某县年度报告\n\n全年甲乙1件。\n"

pytestmark = pytest.mark.usefixtures("toy_rules", "here")


@pytest.fixture
def reports(here: Path) -> Path:
    """A folder with a bad and a good report."""
    (here / "reports").mkdir()
    (here / "reports" / "坏.txt").write_text(BAD, encoding="utf-8")
    (here / "reports" / "好.md").write_text(GOOD, encoding="utf-8")
    return here / "reports"


def shell(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")} | options.pop("env", {})  # type: ignore[operator]
    command = [sys.executable, "-m", "fazhi_lint", *words]
    return subprocess.run(command, capture_output=True, env=environment, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_a_finding_is_a_line_and_its_evidence_indented(run: Run, reports: Path) -> None:
    done = run("reports")
    assert done.out.splitlines() == [
        "reports/坏.txt:3:3: error FZ901 toy-error 不应写“甲乙丙”",
        "    “甲乙丙”不是“甲乙”",
        "reports/坏.txt:5:3: warning FZ902 toy-warning 不应写“子丑”",
        "    “子丑”不是“子”",
    ]
    assert done.status == 1
    assert done.err.splitlines()[-1] == "核对数字 4 处、关系 0 条：0 相符，0 矛盾，0 无法核验"


def test_a_file_without_findings_says_how_much_was_checked(run: Run, reports: Path) -> None:
    done = run("check", "reports/好.md")
    assert (done.status, done.out) == (0, "")
    assert "0 处错误，0 处警告" in done.err
    assert done.err.endswith("核对数字 1 处、关系 0 条：0 相符，0 矛盾，0 无法核验\n")


def test_no_argument_at_all_is_a_usage_error(run: Run) -> None:
    done = run()
    assert (done.status, done.out) == (2, "")
    assert "--help" in done.err


def test_a_command_beats_a_path_of_its_name(run: Run, here: Path) -> None:
    (here / "rules").mkdir()
    (here / "rules" / "x.txt").write_text(BAD, encoding="utf-8")
    assert "FZ901" in run("rules").out
    assert "rules/x.txt:3:3" in run("./rules").out
    assert "rules/x.txt:3:3" in run("check", "rules").out


def test_standard_input_is_called_what_the_user_says(run: Run) -> None:
    done = shell("-", "--stdin-filename", "草稿.txt", "--format", "json", input=GOOD.encode())
    assert json.loads(done.stdout)["files"][0]["path"] == "草稿.txt"


def test_a_folder_is_walked_in_order_without_what_is_hidden(run: Run, here: Path) -> None:
    beside = ("网页.htm", "网页_files/saved_resource.html", "无页_files/1.txt", "~$报告.docx")
    for name in ("b/2.txt", "b/1.txt", "a.md", ".git/x.txt", ".x.txt", "c.log", *beside):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(GOOD, encoding="utf-8")
    files = json.loads(run("--format", "json", ".").out)["files"]
    found = ["./a.md", "./网页.htm", "./b/1.txt", "./b/2.txt", "./无页_files/1.txt"]
    assert [file["path"] for file in files] == found


def test_a_file_given_twice_is_checked_once(run: Run, reports: Path) -> None:
    files = json.loads(run("--format", "json", "reports/坏.txt", "reports", "./reports/坏.txt").out)["files"]
    assert [file["path"] for file in files] == ["reports/坏.txt", "reports/好.md"]


def test_json_has_every_severity_and_every_field(run: Run, reports: Path) -> None:
    done = run("--format", "json", "reports/坏.txt")
    report = json.loads(done.out)
    assert list(report) == ["schema", "tool", "files", "summary"]
    assert report["tool"] == {"name": "fazhi-lint", "version": __version__}
    assert report["summary"] == {"files": 1, "error": 1, "warning": 1, "info": 1}
    file = report["files"][0]
    assert list(file) == ["path", "profile", "report_year", "published", "findings", "checked"]
    first = file["findings"][0]
    assert first.pop("fingerprint")
    assert first == {
        "code": "FZ901",
        "name": "toy-error",
        "severity": "error",
        "message": "不应写“甲乙丙”",
        "evidence": ["“甲乙丙”不是“甲乙”"],
        "line": 3,
        "column": 3,
        "end_line": 3,
        "end_column": 6,
        "quote": "甲乙丙",
        "place": None,
        "related": [],
        "fix": {
            "safety": "safe",
            "edits": [{"line": 3, "column": 3, "end_line": 3, "end_column": 6, "text": "甲乙"}],
        },
    }
    assert file["findings"][2]["fix"] is None
    assert done.err == ""


def test_json_says_what_the_python_interface_says(run: Run, reports: Path) -> None:
    file = json.loads(run("--format", "json", "--ledger", "reports/坏.txt").out)["files"][0]
    report = lint_file("reports/坏.txt")
    assert [item["fingerprint"] for item in file["findings"]] == [item.fingerprint for item in report.findings]
    assert len(file["relations"]) == len(report.relations)
    assert file["checked"]["numbers"] == report.checked.numbers


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ([], ["FZ901", "FZ902"]),
        (["--min-severity", "info"], ["FZ901", "FZ902", "FZ911"]),
        (["--min-severity", "error"], ["FZ901"]),
        (["--select", "FZ902"], ["FZ902"]),
        (["--select", "toy-error,FZ902"], ["FZ901", "FZ902"]),
        (["--select", "FZ901", "--select", "FZ902"], ["FZ901", "FZ902"]),
        (["--select", "FZ90", "--ignore", "fz901"], ["FZ902"]),
        (["--ignore", "toy-error"], ["FZ902"]),
    ],
)
def test_rules_and_severities_are_chosen(run: Run, reports: Path, words: list[str], codes: list[str]) -> None:
    lines = run(*words, "reports").out.splitlines()
    assert [line.split()[2] for line in lines if not line.startswith(" ")] == codes


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "error", "--ignore", "FZ901"], 0),
        (["--select", "FZ911"], 0),
        (["--select", "FZ911", "--fail-on", "info"], 1),
    ],
)
def test_fail_on_decides_the_exit_status(run: Run, reports: Path, words: list[str], status: int) -> None:
    assert run(*words, "reports").status == status


@pytest.mark.parametrize(
    "words",
    [
        ["--bogus", "reports"],
        ["--format", "html5", "reports"],
        ["--select", "FZ999", "reports"],
        ["--ignore", "no-such-rule", "reports"],
        ["--min-severity", "never", "reports"],
        ["--fail-on", "fatal", "reports"],
        ["--profile", "novel", "reports"],
        ["--published", "2024-13-01", "reports"],
        ["--jobs", "0", "reports"],
        ["--config", "none.toml", "reports"],
        ["--baseline", "none.json", "reports"],
        ["--output", "none/out.txt", "reports"],
        ["check"],
        ["fix"],
        ["explain"],
        ["explain", "FZ999"],
        ["rules", "--format", "yaml"],
    ],
)
def test_what_is_not_understood_is_refused_with_status_2(run: Run, reports: Path, words: list[str]) -> None:
    done = run(*words)
    assert done.status == 2
    assert done.out == ""
    assert done.err
    assert "Traceback" not in done.err and "内部错误" not in done.err


def test_help_lists_only_formats_that_are_built(run: Run) -> None:
    text = run("check", "--help").out
    listed = text[text.index("--format") : text.index("--output")]
    for name in ("text", "json", "html", "github", "gitlab", "junit", "sarif"):
        assert name in listed
        assert run("--format", name, "-h").status == 0


@pytest.mark.parametrize("words", [[], ["check"], ["fix"], ["explain"], ["rules"]])
def test_help_speaks_chinese(run: Run, words: list[str]) -> None:
    done = run(*words, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("用法：fazhi-lint ")
    for english in ("Usage", "Options", "Arguments", "Commands", "required", "default", "Show", ">="):
        assert english not in done.out


def test_the_summary_says_what_can_be_fixed(run: Run, reports: Path) -> None:
    assert "；1 处可用 fix 修改，另 1 处须加 --unsafe" in run("reports").err
    assert "；1 处可用 fix --unsafe 修改" in run("reports", "--ignore", "FZ901").err
    assert "fix" not in run("reports/好.md").err


def test_nothing_is_summed_up_where_nothing_was_read(run: Run, here: Path) -> None:
    for words in (["没有.txt"], ["fix", "没有.txt"]):
        done = run(*words)
        assert (done.status, done.err) == (2, "没有.txt：文件不存在，请检查路径\n")


def test_the_summary_names_the_kinds_of_reports_in_chinese(run: Run, here: Path) -> None:
    title = "某县政府信息公开工作2022年度报告"
    (here / "公开.txt").write_text(f"{title}\n\n全年公开12件。\n", encoding="utf-8")
    (here / "总结.txt").write_text(GOOD, encoding="utf-8")
    assert "（类别 general 一般公文 1、xxgk 政府信息公开工作年度报告 1）" in run(".").err


@pytest.mark.parametrize("command", ["check", "fix"])
def test_help_says_what_makes_the_exit_status_1(run: Run, command: str) -> None:
    help_ = run(command, "--help").out
    assert "--fail-on" in help_[help_.index("退出状态") : help_.index("参数")]


def test_output_is_written_whole_to_a_file(run: Run, reports: Path, here: Path) -> None:
    done = run("--format", "json", "--output", "out.json", "reports")
    assert (done.status, done.out) == (1, "")
    assert json.loads((here / "out.json").read_text(encoding="utf-8"))["summary"]["error"] == 1
    assert sorted(path.name for path in here.iterdir()) == ["out.json", "reports"]


def test_results_are_not_written_over_a_report_nor_checked(run: Run, reports: Path) -> None:
    before = (reports / "坏.txt").read_bytes()
    for name in ("reports/坏.txt", "reports/../reports/坏.txt"):
        done = run("reports/坏.txt", "--output", name)
        assert (done.status, done.err) == (2, f"{name}：结果不能写到要检查的文件里\n")
    assert (reports / "坏.txt").read_bytes() == before
    for _ in range(2):
        assert run("reports", "--format", "html", "--output", "reports/all.html").status == 1


def test_several_processes_say_the_same_as_one(run: Run, here: Path) -> None:
    for number in range(12):
        (here / f"{number:02}.txt").write_text(BAD * (number + 1), encoding="utf-8")
    one = run("--format", "json", "--jobs", 1, ".", "missing.txt")
    many = run("--format", "json", "--jobs", 3, ".", "missing.txt")
    assert (one.out, one.err, one.status) == (many.out, many.err, many.status)
    assert one.status == 2


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals to groups of processes")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_every_process(here: Path, jobs: str) -> None:
    for number in range(4):
        (here / f"{number}.txt").write_text("全年办案12件，其中甲类3件、乙类9件。" * 100_000, encoding="utf-8")
    command = [sys.executable, "-m", "fazhi_lint", "--jobs", jobs, "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # What runs in the background of a shell leaves interrupts to be ignored by all it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        time.sleep(2)
        os.killpg(process.pid, signal.SIGINT)
        # Standard error is closed when the last process has ended.
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"")


def test_a_baseline_leaves_out_what_was_known(run: Run, reports: Path) -> None:
    run("--format", "json", "--output", "baseline.json", "reports")
    done = run("--baseline", "baseline.json", "reports")
    assert (done.status, done.out) == (0, "")
    assert "3 处在基线之中" in done.err
    bad = reports / "坏.txt"
    bad.write_text("新的一段。\n\n" + BAD + "\n新的甲乙丙。\n", encoding="utf-8")
    done = run("--baseline", "baseline.json", "reports")
    assert [line.split()[0] for line in done.out.splitlines()[::2]] == ["reports/坏.txt:9:3:"]


def test_a_baseline_named_in_the_configuration_is_made_and_made_anew(
    run: Run, reports: Path, here: Path
) -> None:
    (here / "fazhi-lint.toml").write_text('baseline = "known.json"', encoding="utf-8")
    missing = run("reports")
    assert missing.status == 2
    assert "--output" in missing.err
    for _ in range(2):
        assert run("check", "--format", "json", "--output", "known.json", "reports").status == 1
        assert json.loads((here / "known.json").read_text(encoding="utf-8"))["summary"]["error"] == 1
        assert (run("reports").status, run("reports").out) == (0, "")


def test_only_a_json_run_makes_a_baseline(run: Run, reports: Path, here: Path) -> None:
    done = run("--baseline", "known.json", "--output", "known.json", "reports")
    assert (done.status, (here / "known.json").exists()) == (2, False)


def test_a_baseline_is_good_in_every_folder(
    run: Run, reports: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--format", "json", "--output", "known.json", "reports")
    (here / "fazhi-lint.toml").write_text('baseline = "known.json"', encoding="utf-8")
    monkeypatch.chdir(reports)
    for name in ("坏.txt", ".", "../reports/坏.txt", str(reports)):
        assert run(name).out == ""


def test_github_commands_point_at_the_place(run: Run, reports: Path) -> None:
    first = run("--format", "github", "reports").out.splitlines()[0]
    assert first == (
        "::error file=reports/坏.txt,line=3,endLine=3,col=3,endColumn=6,title=FZ901 toy-error"
        "::不应写“甲乙丙”%0A“甲乙丙”不是“甲乙”"
    )


def test_gitlab_gives_each_finding_a_fingerprint_of_its_own(run: Run, reports: Path) -> None:
    (reports / "又坏.txt").write_text(BAD, encoding="utf-8")
    issues = json.loads(run("--format", "gitlab", "reports").out)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 4
    assert issues[0]["location"] == {"path": "reports/又坏.txt", "lines": {"begin": 3, "end": 3}}


def test_sarif_names_rule_place_and_level(run: Run, reports: Path) -> None:
    log = json.loads(run("--format", "sarif", "reports").out)["runs"][0]
    assert log["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["FZ901", "FZ902"]
    place = log["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "reports/%E5%9D%8F.txt"
    assert place["region"] == {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 6}


def test_junit_counts_failures_and_passes(run: Run, reports: Path) -> None:
    suites = ElementTree.fromstring(run("--format", "junit", "reports").out)
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in suites] == [
        ("reports/坏.txt", "2", "2"),
        ("reports/好.md", "1", "0"),
    ]


def test_explain_takes_code_and_name(run: Run) -> None:
    page = run("explain", "FZ901").out
    assert page == run("explain", "toy-error").out == run("explain", "fz901").out
    for words in ("玩具", "有⟦甲乙丙⟧", "没有", "--ignore FZ901", "fazhi-lint fix"):
        assert words in page


def test_explain_lists_the_rules_a_prefix_means(run: Run) -> None:
    done = run("explain", "fz90")
    assert done.status == 0
    assert [line.split()[0] for line in done.out.splitlines()] == ["FZ901", "FZ902"]
    assert run("explain", "FZ91").out == run("explain", "FZ911").out


def test_explain_offers_the_nearest_names(run: Run) -> None:
    assert "toy-error" in run("explain", "toy-eror").err


def test_rules_are_listed_a_line_each(run: Run) -> None:
    assert [line.split()[:3] for line in run("rules").out.splitlines()] == [
        ["FZ901", "toy-error", "error"],
        ["FZ902", "toy-warning", "warning"],
        ["FZ911", "toy-info", "info"],
    ]
    assert [rule["fix"] for rule in json.loads(run("rules", "--format", "json").out)] == [
        "safe",
        "unsafe",
        "none",
    ]


def test_a_comment_switches_a_rule_off_in_its_paragraph(run: Run, here: Path) -> None:
    text = (
        "<!-- fazhi-lint: ignore FZ901 -->\n甲乙丙一。\n\n"
        "甲乙丙二。<!-- fazhi-lint: ignore toy-error, FZ902 -->\n\n甲乙丙三。\n"
    )
    (here / "a.md").write_text(text, encoding="utf-8")
    done = run("a.md")
    assert [line.split()[0] for line in done.out.splitlines()[::2]] == ["a.md:6:1:"]
    assert "第4行的注释要忽略 FZ902，那里没有这样的问题，可以从注释中去掉 FZ902\n" in done.err


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("FZ902", "第1行的注释要忽略 FZ902，那里没有这样的问题，注释可以删去"),
        ("FZ902、FZ911", "第1行的注释要忽略 FZ902、FZ911，那里没有这样的问题，注释可以删去"),
        (
            "FZ901 FZ902,FZ911",
            "第1行的注释要忽略 FZ902、FZ911，那里没有这样的问题，可以从注释中去掉 FZ902、FZ911",
        ),
        ("FZ901, FZ901", ""),
        ("", "第1行的注释没有写明忽略哪些规则，不起作用；请写上代码，如 ignore FZ101"),
    ],
)
def test_what_is_useless_in_a_comment_is_told(run: Run, here: Path, words: str, note: str) -> None:
    (here / "a.md").write_text(f"<!-- fazhi-lint: ignore {words} -->\n甲乙丙一。\n", encoding="utf-8")
    done = run("a.md")
    assert done.err.split("\n检查")[0] == f"a.md：{note}" if note else "注释" not in done.err
    assert bool(done.out) is ("FZ901" not in words)


@pytest.mark.parametrize("verb", ["ignroe", "ignore-file", "disable", "ignoreFZ901"])
def test_a_comment_that_is_misspelt_is_told_and_switches_nothing_off(run: Run, here: Path, verb: str) -> None:
    (here / "a.md").write_text(f"<!-- fazhi-lint: {verb} FZ901 -->\n甲乙丙一。\n", encoding="utf-8")
    done = run("a.md")
    assert f"a.md：第1行的注释写的是“{verb}”，不起作用" in done.err and "FZ901" in done.out


@pytest.mark.parametrize(
    "word", ["fazhi-lint：ignore", "Fazhi-Lint: Ignore", "fazhi-lint ignore", "FAZHI-LINT :ignore"]
)
def test_a_comment_may_be_typed_by_hand(run: Run, here: Path, word: str) -> None:
    (here / "a.md").write_text(f"<!-- {word} FZ901 -->\n甲乙丙一。\n", encoding="utf-8")
    assert (run("a.md").out, run("a.md").status) == ("", 0)


def test_a_comment_without_codes_and_blanks_is_told(run: Run, here: Path) -> None:
    (here / "a.md").write_text("甲乙。<!--fazhi-lint:ignore-->\n", encoding="utf-8")
    assert "没有写明忽略哪些规则" in run("a.md").err
    (here / "a.md").write_text("甲乙丙。<!--fazhi-lint:ignore\tFZ901-->\n", encoding="utf-8")
    assert (run("a.md").out, run("a.md").status) == ("", 0)


def test_comments_that_are_never_closed_are_read_to_the_end() -> None:
    # Anything but linear time would keep this test from ending.
    text = "甲乙。" + "<!-- fazhi-lint: ignore " * 100_000
    assert without_suppressed(Document(text), [], []) == ([], ())


@pytest.mark.parametrize("between", ["\n", ""])
def test_many_comments_and_findings_are_matched_in_linear_time(between: str) -> None:
    # Anything but linear time would keep this test from ending.
    document = Document(f"甲乙丙一。<!-- fazhi-lint: ignore FZ901 -->{between}" * 30_000)
    rule = next(rule for rule in load_rules() if rule.code == "FZ901")
    found = [(rule, Hit(Span(match.start(), match.end()))) for match in re.finditer("甲乙丙", document.text)]
    assert without_suppressed(document, found, [rule]) == ([], ())


def test_a_comment_is_kept_where_another_of_its_rules_was_not_asked_for(run: Run, here: Path) -> None:
    (here / "a.md").write_text("<!-- fazhi-lint: ignore FZ901, FZ902 -->\n甲乙丙一。\n", encoding="utf-8")
    assert "可以从注释中去掉 FZ902" in run("--ignore", "FZ901", "a.md").err


def test_a_comment_about_an_unknown_rule_is_told(run: Run, here: Path) -> None:
    (here / "a.md").write_text("甲乙。<!-- fazhi-lint: ignore FZ999 -->\n", encoding="utf-8")
    done = run("a.md")
    assert done.status == 0
    assert "FZ999" in done.err


def test_a_quote_with_line_ends_or_escapes_stays_one_safe_line(run: Run, here: Path) -> None:
    name = "a\x1b[31m.txt"
    (here / name).write_text(BAD, encoding="utf-8")
    assert "\x1b" not in run(name).out
    assert "\x1b" not in run(name, "missing\x1b").err


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}]
)
def test_a_poor_locale_prints_escapes_and_does_not_crash(here: Path, environment: dict[str, str]) -> None:
    (here / "坏.txt").write_text(GOOD, encoding="utf-8")
    done = shell("坏.txt", "没有.txt", "--format", "json", env=environment)
    assert done.returncode == 2
    assert json.loads(done.stdout.decode("utf-8"))["summary"]["files"] == 1
    assert b"Traceback" not in done.stderr
    assert shell("rules", env=environment).returncode == 0


def test_a_file_name_that_is_no_text_is_printed_safely(here: Path) -> None:
    try:
        Path(os.fsdecode(b"\xff\xfe.txt")).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    done = shell(".", "--format", "json")
    assert json.loads(done.stdout)["files"][0]["path"] == "./\udcff\udcfe.txt"
    assert shell(".").returncode == 0


def test_a_reader_that_goes_away_is_no_crash(here: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "fazhi_lint", "rules"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_output_is_no_crash(here: Path) -> None:
    (here / "a.txt").write_text(GOOD, encoding="utf-8")
    command = f'"{sys.executable}" -m fazhi_lint a.txt >&-'
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_version(run: Run) -> None:
    assert run("--version").out == f"fazhi-lint {__version__}\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["check", "--formt", "json", "x"], "没有选项 --formt，相近的有 --format"),
        (["check"], "缺少 PATH..."),
        (["check", "x", "--output"], "选项 --output 后面缺少值"),
        (["check", "x", "--jobs", "0"], "--jobs 应为不小于 1 的整数"),
        (["explain"], "缺少 CODE|NAME"),
        (["rules", "x"], "多出了参数 x"),
        (["check", "x", "--ledger=1"], "选项 --ledger 不带值"),
        (["--unsafe", "x"], "--unsafe 是 fix 的选项，check 没有"),
        (["check", "x", "--diff"], "--diff 是 fix 的选项，check 没有"),
        (["fix", "--ledger", "x"], "--ledger 是 check 的选项，fix 没有"),
        (["rules", "--select", "FZ1"], "--select 是 check、fix 的选项，rules 没有"),
    ],
)
def test_misuse_is_told_in_a_line(run: Run, words: list[str], line: str) -> None:
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{line}；详见 fazhi-lint --help\n"


@pytest.mark.parametrize(
    ("word", "meant"), [("chek", "check"), ("fxi", "fix"), ("explian", "explain"), ("Rule", "rules")]
)
def test_a_word_near_a_command_is_asked_about(run: Run, reports: Path, word: str, meant: str) -> None:
    done = run(word, "reports/坏.txt")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{word}：文件不存在，也不是命令；是否想用 {meant}？\n"


@pytest.mark.parametrize("word", ["没有", "check.txt", "./chek", "report"])
def test_a_missing_file_is_not_taken_for_a_command(run: Run, reports: Path, word: str) -> None:
    done = run(word, "reports/坏.txt")
    assert (done.status, done.out.count("FZ901")) == (2, 1)
    assert f"{word}：文件不存在，请检查路径" in done.err


def test_a_file_called_nearly_like_a_command_is_checked(run: Run, here: Path) -> None:
    (here / "chek").write_text(BAD, encoding="utf-8")
    assert run("chek").out.startswith("chek:3:3: error FZ901")
