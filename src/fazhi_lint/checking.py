"""The room between files and reports: each source read, linted and answered for, in parallel where it pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .config import Config
from .document import Document
from .engine import Options, chosen_rules, lint
from .model import Finding, Report, UserError
from .readers import MAX_SIZE, UnreadableError, read_document
from .readers.detect import detect
from .sources import Problem, Source, read_source
from .values import value

if TYPE_CHECKING:
    from .fix import Fixed

# A process more costs about 0.1 s; below this many bytes a second one does not earn that back.
_WORTH_SHARING = 1_000_000


@value
class Plan:
    """What is asked of every source. ``ledger`` False lets go of the relations once they are counted.

    ``max_size`` bounds the text of a file, in bytes of UTF-8.
    """

    options: Options = field(default_factory=Options)
    config: Config = field(default_factory=Config)
    ledger: bool = False
    max_size: int = MAX_SIZE

    def options_for(self, source: Source) -> Options:
        """The options with what the configuration leaves out in this file."""
        left_out = self.config.ignored_in(source.path or source.name)
        return replace(self.options, ignore=(*self.options.ignore, *left_out)) if left_out else self.options

    def verify(self) -> None:
        """Load the rules. Raises SelectionError on a word that means none, RuleError on a broken rule file."""
        left_out = (word for _, words in self.config.settings.per_file_ignores for word in words)
        chosen_rules(replace(self.options, ignore=(*self.options.ignore, *left_out)))


def read(source: Source, plan: Plan) -> Document:
    """The document in a source. Raises UnreadableError."""
    return read_document(read_source(source, plan.max_size), source.name, plan.max_size)


def check_source(source: Source, plan: Plan) -> Report | Problem:
    """Read and lint one source; whatever goes wrong becomes a Problem."""
    try:
        report = lint(read(source, plan), plan.options_for(source))
    except UserError as error:
        return Problem(source.name, str(error))
    except Exception as error:
        return _internal(source, error)
    return report if plan.ledger else replace(report, relations=())


def check_all(sources: Sequence[Source | Problem], plan: Plan, jobs: int | None) -> Iterator[Report | Problem]:
    """The answer for every source in its order; ``jobs`` None takes as many processes as the work pays for."""
    jobs = _jobs_worth(sources) if jobs is None else min(jobs, len(sources))
    if jobs <= 1 or any(isinstance(source, Source) and source.path is None for source in sources):
        for source in sources:
            yield source if isinstance(source, Problem) else check_source(source, plan)
        return
    yield from _in_parallel(sources, plan, jobs)


def _jobs_worth(sources: Sequence[Source | Problem]) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or len(sources) == 1:
        return 1
    return min(cores, len(sources)) if sum(map(_size, sources)) >= _WORTH_SHARING else 1


def _size(source: Source | Problem) -> int:
    try:
        return Path(source.path).stat().st_size if isinstance(source, Source) and source.path else 0
    except (OSError, ValueError):
        return 0


def _in_parallel(sources: Sequence[Source | Problem], plan: Plan, jobs: int) -> Iterator[Report | Problem]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    with ProcessPoolExecutor(jobs, initializer=_remember, initargs=(plan,)) as pool:
        try:
            for answer in pool.map(_answer, sources, chunksize=max(1, min(8, len(sources) // (4 * jobs)))):
                yield answer
                done += 1
        except BrokenProcessPool:
            for source in sources[done:]:
                yield Problem(source.name, "检查进程意外终止（可能内存不足），可用 --jobs 1 再试")


_plan = Plan()


def _remember(plan: Plan) -> None:
    global _plan
    _plan = plan


def _answer(source: Source | Problem) -> Report | Problem:
    return source if isinstance(source, Problem) else check_source(source, _plan)


@value
class FixedFile:
    """The text of a file before its fixes, and what became of it."""

    before: str
    fixed: Fixed


def fix_source(
    source: Source, plan: Plan, wanted: Callable[[Finding], bool], write: bool
) -> FixedFile | Problem:
    """Apply the wanted fixes to one file, which keeps its encoding; it is stored if ``write`` says so."""
    from .files import replace_file

    try:
        if source.path is None:
            raise UnreadableError("fix 改的是文件，不能是标准输入")
        data = read_source(source, plan.max_size)
        kind = detect(data, source.name)
        if kind not in _FIXERS:
            raise UnreadableError("fix 只改纯文本、Markdown 和 .docx，请改它的原件")
        changed, fixed = _FIXERS[kind](data, source, plan, wanted)
        if write and changed != data:
            if read_source(source, plan.max_size) != data:
                raise UnreadableError("检查期间文件已被别的程序改动，未作修改，请再运行一次")
            replace_file(source.path, changed)
        return fixed
    except UserError as error:
        return Problem(source.name, str(error))
    except UnicodeEncodeError as error:
        return Problem(source.name, f"改后的文字有 {error.encoding} 编码没有的字符，请先另存为 UTF-8")
    except OSError as error:
        return Problem(source.name, f"写不进去（{error.strerror or error}），文件未改动")
    except Exception as error:
        return _internal(source, error)


Wanted = Callable[[Finding], bool]


def _fix_text(data: bytes, source: Source, plan: Plan, wanted: Wanted) -> tuple[bytes, FixedFile]:
    from .fix import fix_text
    from .readers.text import decode

    plain = decode(data)
    if plain.encode(plain.text) != data:
        raise UnreadableError("重新编码后与原文件不同，为免损坏不作修改，请另存为 UTF-8")
    options = plan.options_for(source)
    fixed = fix_text(plain.text, lambda text: lint(Document(text, source.name), options), wanted)
    return plain.encode(fixed.text), FixedFile(plain.text, fixed)


def _fix_docx(data: bytes, source: Source, plan: Plan, wanted: Wanted) -> tuple[bytes, FixedFile]:
    from .word import fix_docx

    options = plan.options_for(source)
    done = fix_docx(data, source.name, lambda document: lint(document, options), wanted, plan.max_size)
    return done.data, FixedFile(done.before, done.fixed)


_FIXERS = {"text": _fix_text, "docx": _fix_docx}


def annotate_source(source: Source, findings: Sequence[Finding], plan: Plan, path: str) -> Problem | None:
    """Write a copy of a .docx with a comment at each finding to ``path``; whatever goes wrong is a Problem."""
    try:
        data = read_source(source, plan.max_size)
        if detect(data, source.name) != "docx":
            raise UnreadableError("--annotate 只能用于 .docx 文件")
        if source.path and os.path.realpath(source.path) == os.path.realpath(path):
            raise UnreadableError("--annotate 写的是另一份文件，不能就是原件")
        from .files import replace_file
        from .word import annotate

        replace_file(path, annotate(data, findings, plan.max_size))
    except UserError as error:
        return Problem(source.name, str(error))
    except OSError as error:
        return Problem(path, f"写不进去（{error.strerror or error}），请检查文件夹与权限")
    except Exception as error:
        return _internal(source, error)
    return None


def _internal(source: Source, error: Exception) -> Problem:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return Problem(source.name, f"内部错误，请报告给开发者（{type(error).__name__}: {error}，{place}）")
