"""Make the pages of the rules and profiles from their files: python docs/make_pages.py [--check].

Nothing in docs/rules/ and docs/profiles/ is written by hand. ``--check`` writes nothing and exits 1 if a
page is missing, stale or left over.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from fazhi_lint.explain import FIXES, example_note, severity_in_words
from fazhi_lint.rulebook import Example, Rule, load_rules, read_examples, rules_folder

DOCS = Path(__file__).parent
FAMILIES = {"1": "数字", "2": "发文字号", "3": "结构", "4": "日期", "5": "引用", "6": "用字与标点"}
_CONTENT_KEYS = ("name", "since", "absent", "unheaded", "article")
MADE = "<!-- 本页由 docs/make_pages.py 从规则文件生成，请勿手改。 -->"


def rule_page(rule: Rule) -> str:
    """The page of one rule, as Markdown."""
    bad, good = read_examples(rule.path)
    lines = [
        MADE,
        f"# {rule.code} {rule.name}",
        "",
        rule.summary,
        "",
        f"- 级别：{severity_in_words(rule, bad)}",
        f"- 依据：{rule.source}",
        f"- 修改：{FIXES[rule.fix]}",
        f'- 停用：`--ignore {rule.code}`，或在配置中写 `ignore = ["{rule.code}"]`',
        "",
        "## 为什么",
        "",
        rule.rationale.strip(),
    ]
    if rule.advice:
        lines += ["", "## 怎么改", "", rule.advice.strip()]
    lines += ["", "## 有问题的写法", "", "⟦⟧ 标出指出的位置。", "", *_examples(bad)]
    lines += ["## 没有问题的写法", "", *_examples(good)]
    return "\n".join(lines).rstrip() + "\n"


def _examples(examples: tuple[Example, ...]) -> Iterator[str]:
    for example in examples:
        if example.todo:
            continue
        note = example_note(example)
        yield from ([note, ""] if note else [])
        yield from ("```text", *example.text.strip("\n").splitlines(), "```", "")
        if example.fixed is not None:
            yield from ("改为：", "", "```text", *example.fixed.strip("\n").splitlines(), "```", "")


def rule_index(rules: tuple[Rule, ...]) -> str:
    """The list of all rules, as Markdown."""
    lines = [MADE, "# 规则", ""]
    for digit, family in FAMILIES.items():
        members = [rule for rule in rules if rule.code[2] == digit]
        if members:
            lines += [f"## {family}", "", "| 代码 | 名称 | 内容 | 最高级别 |", "|---|---|---|---|"]
            lines += [f"| [{r.code}]({r.code}.md) | `{r.name}` | {r.summary} | {r.severity} |" for r in members]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def profile_page(path: Path) -> str:
    """The page of one profile, as Markdown."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = [MADE, f"# {table['name']}：{table['title']}", "", f"- 何时采用：{table['when']}"]
    lines.append(f"- 依据：{table['source']}")
    contents = table.get("contents", [])
    if contents:
        lines += ["", "## 应有的内容", "", "| 内容 | 从哪一年度起 | 全文没有时 | 没有单独标题时 | 依据 |"]
        lines.append("|---|---|---|---|---|")
        lines += [
            f"| {c['name']} | {c['since']} | {c['absent']} | {c['unheaded']} | {c['article']} |"
            for c in contents
        ]
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[Path, str]:
    """Every page by its path."""
    rules = load_rules()
    made = {DOCS / "rules" / f"{rule.code}.md": rule_page(rule) for rule in rules}
    made[DOCS / "rules" / "README.md"] = rule_index(rules)
    for path in sorted((rules_folder() / "profiles").glob("*.toml")):
        made[DOCS / "profiles" / f"{path.stem}.md"] = profile_page(path)
    return made


def stale(made: dict[Path, str]) -> list[Path]:
    """The paths whose page is missing, differs or should not be there."""
    present = {*(DOCS / "rules").glob("*.md"), *(DOCS / "profiles").glob("*.md")}
    wrong = [path for path, text in made.items() if path not in present or path.read_text("utf-8") != text]
    return sorted([*wrong, *(present - set(made))])


def main() -> int:
    """Write the pages, or with ``--check`` only say which are stale."""
    made = pages()
    outdated = stale(made)
    if "--check" in sys.argv[1:]:
        print(*outdated, sep="\n")
        return 1 if outdated else 0
    for path in outdated:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
    print(f"{len(made)} pages, {len(outdated)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
