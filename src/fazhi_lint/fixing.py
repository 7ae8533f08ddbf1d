"""The room between fixes and files: what becomes of each file that is to be changed or annotated."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from .checking import Plan, internal_error
from .document import Document
from .engine import lint
from .files import reason, replace_file
from .fix import Fixed, fix_text
from .model import Finding, UserError
from .readers import UnreadableError
from .readers.detect import detect
from .sources import Problem, Source, read_source
from .values import value


@value
class FixedFile:
    """The text of a file before its fixes, and what became of it."""

    before: str
    fixed: Fixed


def fix_source(
    source: Source, plan: Plan, wanted: Callable[[Finding], bool], write: bool
) -> FixedFile | Problem:
    """Apply the wanted fixes to one file, which keeps its encoding; it is stored if ``write`` says so."""
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
        return Problem(source.name, f"写不进去（{reason(error)}），文件未改动")
    except Exception as error:
        return internal_error(source, error)


Wanted = Callable[[Finding], bool]


def _fix_text(data: bytes, source: Source, plan: Plan, wanted: Wanted) -> tuple[bytes, FixedFile]:
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


def refuse_to_annotate(sources: Sequence[Source | Problem], plan: Plan, path: str) -> Source:
    """The one .docx to annotate in ``path``. Raises UserError, before any work, where that cannot be done."""
    if len(sources) != 1:
        raise UserError("--annotate 一次只能用于一个 .docx 文件")
    source = sources[0]
    try:
        if isinstance(source, Problem):
            raise UnreadableError(source.reason)
        if source.path is None:
            raise UnreadableError("--annotate 不能用于标准输入")
        if detect(read_source(source, plan.max_size), source.name) != "docx":
            raise UnreadableError("不是 .docx 文件，不能加批注；去掉 --annotate 即可照常检查")
        if os.path.realpath(source.path) == os.path.realpath(path):
            raise UnreadableError("--annotate 写的是另一份文件，不能就是原件")
    except UnreadableError as error:
        raise UserError(f"{source.name}：{error}") from None
    if not path.lower().endswith(".docx"):
        raise UserError(f"{path}：--annotate 写的是 Word 文件，文件名应以 .docx 结尾")
    return source


def annotate_source(source: Source, findings: Sequence[Finding], plan: Plan, path: str) -> str | None:
    """Write a copy of a .docx with a comment at each finding to ``path``; what goes wrong is told in a line."""
    try:
        from .word import annotate

        replace_file(path, annotate(read_source(source, plan.max_size), findings, plan.max_size))
    except UserError as error:
        return f"{source.name}：没有写出批注：{error}"
    except OSError as error:
        return f"{path}：写不进去（{reason(error)}），请检查文件夹与权限"
    except Exception as error:
        return f"{source.name}：没有写出批注：{internal_error(source, error).reason}"
    return None
