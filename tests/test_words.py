"""Words are asked for rarely, and only then is jieba loaded, without a word to the user or a file on disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_lint import words

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("存在的主要问题", "问题"),
        ("督察反馈问题整改落实情况", "情况"),
        ("下一步工作打算", "打算"),
        ("党政主要负责人履行推进法治建设第一责任人职责", "职责"),
        ("受理行政复议案件", "案件"),
        ("执法不规范问题依然存在", "问题"),
        ("", ""),
        ("甲乙丙", ""),
    ],
)
def test_the_head_of_a_label_is_its_last_noun(label: str, noun: str) -> None:
    assert words.head(label) == noun


@pytest.mark.parametrize("text", ["全县受理行政复议案件12件", "ABC 甲乙，丙。", "", "\n"])
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words.cut(text)) == text


def test_every_word_of_the_dictionary_is_cut_whole_and_stands_once() -> None:
    lines = (ROOT / "rules/knowledge/words.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.split(" ") for line in lines]
    assert all(len(entry) == 3 and entry[1].isdigit() and entry[2] in "nvax" for entry in entries)
    known = [entry[0] for entry in entries]
    assert len(known) == len(set(known))
    assert [word for word in known if words.cut(word) != (word,)] == []


_PLAIN = """某县2021年度法治政府建设情况报告
一、主要举措和成效
全年审查规范性文件十二件。
二、党政主要负责人履行推进法治建设第一责任人职责情况
主持召开常务会议四次。
三、存在的不足及原因
执法力量不足,主要原因是编制紧张。
四、{plan}
继续完善制度。
"""


@pytest.mark.parametrize(
    ("plan", "rules", "asked"),
    [
        ("下一步工作打算", "", False),
        ("新一年的打算和要求", "FZ302", False),
        ("新一年的打算和要求", "FZ301", True),
    ],
)
def test_jieba_is_loaded_only_when_a_rule_asks_for_words(
    plan: str, rules: str, asked: bool, tmp_path: Path
) -> None:
    code = (
        "import sys\n"
        "from fazhi_lint.api import lint_text\n"
        "text, rules = sys.argv[1:]\n"
        "report = lint_text(text, select=tuple(rules.split()))\n"
        "print('jieba' in sys.modules, 'pkg_resources' in sys.modules, [f.code for f in report.findings])\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "TMPDIR": str(tmp_path),
        "TEMP": str(tmp_path),
    }
    command = [sys.executable, "-W", "error", "-c", code, _PLAIN.format(plan=plan), rules]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == f"{asked} False []"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
