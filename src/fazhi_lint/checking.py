"""The room between files and reports: each source read, linted and answered for, in parallel where it pays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from .config import Config
from .document import Document
from .engine import Options, chosen_rules, lint
from .model import Report, UserError
from .readers import MAX_SIZE, read_document
from .sources import Problem, Source, read_source
from .values import changed, field, value

# A process more costs about 0.1 s; below this many bytes a second one does not earn that back.
_WORTH_SHARING = 1_000_000


@value
class Plan:
    """What is asked of every source. ``max_size`` bounds the text of a file, in bytes of UTF-8."""

    options: Options = field(factory=Options)
    config: Config = field(factory=Config)
    max_size: int = MAX_SIZE

    def options_for(self, source: Source) -> Options:
        """The options with what the configuration leaves out in this file."""
        left_out = self.config.ignored_in(source.path or source.name)
        return changed(self.options, ignore=(*self.options.ignore, *left_out)) if left_out else self.options

    def verify(self) -> None:
        """Load the rules. Raises SelectionError on a word that means none, RuleError on a broken rule file."""
        chosen_rules(self.options)


def read(source: Source, plan: Plan) -> Document:
    """The document in a source. Raises UnreadableError."""
    return read_document(read_source(source, plan.max_size), source.name, plan.max_size)


def against(plan: Plan, path: str) -> Plan:
    """The plan with last year's report to compare with. Raises UserError, which names the file."""
    try:
        previous = read(Source(path, path), plan)
    except UserError as error:
        raise UserError(f"{path}：{error}") from None
    return changed(plan, options=changed(plan.options, previous=previous))


def check_source(source: Source, plan: Plan) -> Report | Problem:
    """Read and lint one source; whatever goes wrong becomes a Problem."""
    try:
        return lint(read(source, plan), plan.options_for(source))
    except UserError as error:
        return Problem(source.name, str(error))
    except Exception as error:
        return internal_error(source, error)


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
            # One of the files ended its process, and the others with it: each of the rest gets its own.
            yield from (_apart(source, plan) for source in sources[done:])
        except BaseException:
            # The user broke off: nothing more is begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _apart(source: Source | Problem, plan: Plan) -> Report | Problem:
    """The answer for a source from a process of its own."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(1, initializer=_remember, initargs=(plan,)) as pool:
        try:
            return pool.submit(_answer, source).result()
        except BrokenProcessPool:
            return Problem(source.name, "检查进程意外终止（可能内存不足），未能检查")


_plan = Plan()


def _remember(plan: Plan) -> None:
    import signal

    global _plan
    _plan = plan
    # The user's interrupt reaches this process as well and ends it at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _answer(source: Source | Problem) -> Report | Problem:
    return source if isinstance(source, Problem) else check_source(source, _plan)


def internal_error(source: Source, error: Exception) -> Problem:
    """A fault of the program itself, as the user is told of it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return Problem(source.name, f"内部错误，请报告给开发者（{type(error).__name__}: {error}，{place}）")
