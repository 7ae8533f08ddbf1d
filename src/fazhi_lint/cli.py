"""The command line: the only room that prints or exits. Importing it loads typer; a command, what it needs.

Annotations are no strings here as they are elsewhere: typer would evaluate each four times at every start.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

from . import __version__
from .usage import Command, Group, misuse, near_command

if TYPE_CHECKING:
    from .checking import Plan
    from .model import Report
    from .tally import Tally

P = ParamSpec("P")
Given = dict[str, str | list[str] | None]
FOUND, FAILED = 1, 2

app = typer.Typer(
    name="fazhi-lint",
    cls=Group,
    help="检查中文公文报告：数字是否自洽，文号、日期、结构、引用、用字是否合乎规范。",
    epilog="不写命令就是 check：fazhi-lint 报告.txt",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main(leave: Callable[[int], NoReturn] = sys.exit) -> NoReturn:
    """Run the command of ``sys.argv``; ``check`` may be left out. ``leave`` is called with the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A locale that lacks a character, or a file name that is no text, must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    status = _run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError):
            stream.flush()
    leave(status)


def _run(words: list[str]) -> int:
    if not words:
        return _complain("没有给出要检查的文件；用法：fazhi-lint 报告.txt，详见 fazhi-lint --help")
    if words[0] not in (*COMMANDS, "--version", "--help", "-h"):
        meant = near_command(words[0], COMMANDS)
        if meant is not None:
            return _complain(f"{words[0]}：文件不存在，也不是命令；是否想用 {meant}？")
        words = ["check", *words]
    # Making a command of a function costs a millisecond: help needs all, a run one.
    for name in [words[0]] if words[0] in COMMANDS else COMMANDS:
        app.command(name, cls=Command)(COMMANDS[name])
    try:
        return app(args=words, prog_name="fazhi-lint", standalone_mode=False) or 0
    except Exception as error:
        from .model import UserError

        if isinstance(error, UserError):
            return _complain(str(error))
        if isinstance(error, OSError):
            from .files import reason

            return _complain(f"结果写不出去（{reason(error)}）")
        if hasattr(error, "show"):
            return _complain(f"{misuse(error, COMMANDS)}；详见 fazhi-lint --help")
        return _complain(f"内部错误，请报告给开发者（{type(error).__name__}: {error}）")


def _with_what_was_kept(command: Callable[P, int]) -> Callable[P, int]:
    """The command, with the patterns and tables an earlier run has kept."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> int:
        from .kept import kept_between_runs

        with kept_between_runs():
            return command(*arguments, **options)

    return run


def _show_version(wanted: bool) -> None:
    if wanted:
        _write(f"fazhi-lint {__version__}\n")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="显示版本后退出。")
    ] = False,
) -> None:
    del version


Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="文件或文件夹。", show_default=False)]
Words = list[str] | None
Select = Annotated[
    Words, typer.Option(metavar="RULES", help="只用这些规则：代码、代码的前几位或名称，逗号分隔，可多次给出。")
]
Ignore = Annotated[Words, typer.Option(metavar="RULES", help="不用这些规则。")]
MinSeverity = Annotated[
    str | None, typer.Option(metavar="LEVEL", help="显示到哪一级：info、warning（默认）、error。")
]
FailOn = Annotated[
    str | None,
    typer.Option(metavar="LEVEL", help="有这一级的问题时退出状态为 1：error、warning（默认）、info、never。"),
]
Profile = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="报告的种类：auto（默认，按标题和内容判断）、fazhi、xxgk、general。"),
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="报告的公布日期，如 2024-03-29、2024年3月29日。")
]
ConfigFile = Annotated[str | None, typer.Option("--config", metavar="FILE", help="用这个配置文件。")]
MaxSize = Annotated[
    int, typer.Option(metavar="MB", min=1, help="文字超过这么多兆字节的文件不读，默认 50。", show_default=False)
]
Isolated = Annotated[bool, typer.Option("--isolated", help="不用任何配置文件。")]


@_with_what_was_kept
def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="文件、文件夹，- 为标准输入。", show_default=False)
    ],
    style: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="输出格式：text（默认）、json、html、github、gitlab、junit、sarif。",
            show_default=False,
        ),
    ] = "text",
    output: Annotated[str | None, typer.Option(metavar="FILE", help="结果写入文件，不写到标准输出。")] = None,
    select: Select = None,
    ignore: Ignore = None,
    min_severity: MinSeverity = None,
    fail_on: FailOn = None,
    profile: Profile = None,
    published: Published = None,
    previous: Annotated[
        str | None, typer.Option(metavar="FILE", help="上一年度的报告，用来核对前后两年的衔接。")
    ] = None,
    ledger: Annotated[bool, typer.Option("--ledger", help="列出核算过的每一条数字关系。")] = False,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="略去旧有的问题：先前 --format json 的输出。")
    ] = None,
    annotate: Annotated[
        str | None, typer.Option(metavar="FILE", help="另存一份 Word 文档，在每个问题处加上批注。")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="并行的进程数，默认视工作量而定。")
    ] = None,
    max_size: MaxSize = 50,
    config: ConfigFile = None,
    isolated: Isolated = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="标准输入在结果中的名称。", show_default=False)
    ] = "<stdin>",
) -> int:
    """检查文件，列出问题。

    退出状态：0 没有达到 --fail-on 的问题；1 有；2 用法或配置有误，或有文件没能检查。
    """
    from .checking import against, check_all
    from .reports import load_format
    from .sources import find_sources

    render = load_format(style)
    shown = "info" if style == "json" and min_severity is None else min_severity
    given = _given(select, ignore, shown, fail_on, profile) | {"baseline": baseline}
    made = output if style == "json" else None
    plan, tally = _prepare(paths, config, isolated, published, given, ledger, max_size, style == "html", made)
    if previous is not None:
        plan = against(plan, previous)
    sources = list(find_sources(paths, stdin_filename, output))
    reports: Iterable[Report] = tally.over(check_all(sources, plan, jobs))
    unwritten = None
    if annotate is not None:
        from .fixing import annotate_source, refuse_to_annotate

        source = refuse_to_annotate(sources, plan, annotate)
        reports = list(reports)
        for report in reports:
            unwritten = annotate_source(source, report.findings, plan, annotate)
    pieces = render(reports, ledger)
    if output is not None:
        from .files import reason, replace_file

        try:
            replace_file(output, "".join(pieces).encode("utf-8", "backslashreplace"))
        except OSError as error:
            return _complain(f"{output}：写不进去（{reason(error)}），请检查文件夹与权限")
    else:
        for piece in pieces:
            _write(piece, as_utf8=style != "text")
    _tell([*tally.complaints(), *([unwritten] if unwritten else [])])
    if style == "text":
        _tell(tally.summary(plan.config.path))
    return FAILED if unwritten else tally.status()


@_with_what_was_kept
def fix(
    paths: Paths,
    diff: Annotated[bool, typer.Option("--diff", help="只显示将作的修改，不写入文件。")] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="把须人工核对的修改也作了。")] = False,
    select: Select = None,
    ignore: Ignore = None,
    min_severity: MinSeverity = None,
    fail_on: FailOn = None,
    profile: Profile = None,
    published: Published = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """修改有把握改对的问题，列出余下的。改的是会显示的那些：info 一级的，加 --min-severity info 才改。

    退出状态：0 没有余下达到 --fail-on 的问题；1 有，或 --diff 显示了修改；2 用法或配置有误，或有文件没能修改。
    """
    from .fix import unified_diff
    from .fixing import fix_source
    from .model import Finding
    from .reports.text import render
    from .sources import Problem, find_sources

    given = _given(select, ignore, min_severity, fail_on, profile)
    plan, tally = _prepare(paths, config, isolated, published, given)

    def wanted(finding: Finding) -> bool:
        sure = finding.raw_fix is not None and finding.raw_fix.safety == "safe"
        return finding.severity >= tally.shown and (sure or unsafe)

    applied, changed = 0, 0
    for source in find_sources(paths):
        answer = source if isinstance(source, Problem) else fix_source(source, plan, wanted, write=not diff)
        if isinstance(answer, Problem):
            tally.problems.append(answer)
            continue
        report = tally.add(answer.fixed.report)
        applied += answer.fixed.applied
        changed += answer.fixed.text != answer.before
        _write(
            unified_diff(source.name, answer.before, answer.fixed.text)
            if diff
            else "".join(render([report], False))
        )
    _tell(tally.complaints())
    _tell(tally.what_was_fixed(changed, applied, written=not diff, unsafe=unsafe))
    _tell(tally.summary(plan.config.path, fixed=True))
    return max(tally.status(), FOUND if diff and changed and tally.fail_on is not None else 0)


@_with_what_was_kept
def explain(
    rule: Annotated[str, typer.Argument(metavar="CODE|NAME", help="规则的代码、代码的前几位或名称。")],
) -> int:
    """说明一条规则：查什么、为什么、依据、正反例、怎样改、怎样停用。给出代码的前几位，则列出这些规则。"""
    from .explain import explain_rule, find_rules, rule_lines

    found = find_rules(rule)
    _write("\n".join(explain_rule(found[0]) if len(found) == 1 else rule_lines(found)) + "\n")
    return 0


@_with_what_was_kept
def rules(
    style: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="输出格式：text（默认）、json。", show_default=False),
    ] = "text",
) -> int:
    """列出全部规则，一行一条。"""
    from .explain import rule_lines, rule_object
    from .rulebook import load_rules

    if style == "json":
        import json

        listed = [rule_object(rule) for rule in load_rules()]
        _write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", as_utf8=True)
    elif style == "text":
        _write("\n".join(rule_lines(load_rules())) + "\n")
    else:
        return _complain(f"rules 没有名为“{style}”的格式；可用的有 text、json")
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"check": check, "fix": fix, "explain": explain, "rules": rules}


def _given(
    select: Words, ignore: Words, min_severity: str | None, fail_on: str | None, profile: str | None
) -> Given:
    """The settings of the command line under the names they have in a configuration."""
    return {
        "select": select,
        "ignore": ignore,
        "min_severity": min_severity,
        "fail_on": fail_on,
        "profile": profile,
    }


def _prepare(
    paths: list[str],
    file: str | None,
    isolated: bool,
    published: str | None,
    given: Given,
    ledger: bool = False,
    max_size: int = 50,
    view: bool = False,
    made: str | None = None,
) -> "tuple[Plan, Tally]":
    """The plan of a run and its count, after the configuration and the rules were found to be in order.

    ``made`` is the file that the run writes as JSON: where that is the baseline, all belongs into it.
    """
    from .baseline import read_baseline
    from .checking import Plan
    from .config import configure, parse_day
    from .engine import Options
    from .model import Severity
    from .tally import Tally

    config = configure(paths, file, isolated, given)
    settings = config.settings
    day = parse_day(published, "--published")
    old = settings.baseline
    if old and made is not None and os.path.realpath(old) == os.path.realpath(made):
        old = None
    options = Options(
        settings.select,
        settings.ignore,
        settings.profile,
        day,
        ledger=ledger or view,
        view=view,
        least=Severity.INFO if old else settings.min_severity,  # how many of all are in the baseline is told
    )
    plan = Plan(options, config, max_size * 1_000_000)
    plan.verify()
    # What was loaded stays: nothing of it needs to be looked through again. What a check makes has no cycles
    # to speak of, and looking for them takes an eighth of the time a long report takes.
    gc.freeze()
    gc.set_threshold(1_000_000)
    gc.enable()
    return plan, Tally(settings.min_severity, settings.fail_on, read_baseline(old) if old else frozenset())


def _write(text: str, as_utf8: bool = False) -> None:
    """Put text on standard output; a reader that went away ends the printing, not the run."""
    if sys.stdout is None:
        return
    try:
        if as_utf8 and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(lines: Iterable[str]) -> None:
    """Put lines on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


def _complain(line: str) -> int:
    _tell([line])
    return FAILED
