"""The room that turns the paths of the command line into files to check, and files into bytes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from .files import reason
from .model import UserError
from .readers import MAX_SIZE, SUFFIXES, UnreadableError, too_large
from .values import value


@value
class Source:
    """Something to check: where its bytes are (None: standard input) and what reports call it."""

    name: str
    path: str | None


@value
class Problem:
    """Something that could not be checked, and why, in one line."""

    name: str
    reason: str


def find_sources(
    paths: Sequence[str], stdin_name: str = "<stdin>", output: str | None = None
) -> Iterator[Source | Problem]:
    """The files behind ``paths`` in the order given, each once; folders are walked in the order of names.

    Hidden files and folders are left out, what a browser saves beside a page and what Word keeps beside an open
    file too; links to folders are not followed, so that no loop is met.
    ``output``, where results go, is no source: left out of a folder; UserError where it is named as one.
    """
    seen: set[str] = set()
    if output is not None:
        if any(path != "-" and os.path.realpath(path) == os.path.realpath(output) for path in paths):
            raise UserError(f"{output}：结果不能写到要检查的文件里")
        seen.add(os.path.abspath(output))
    for path in paths:
        if path == "-":
            found: Iterable[Source | Problem] = (Source(stdin_name, None),)
        elif not path:
            found = (Problem("“”", "路径是空的"),)
        elif os.path.isdir(path):
            found = _walk(path)
        else:
            found = (Source(path, path),)
        for item in found:
            key = os.path.abspath(item.path or "") if isinstance(item, Source) else item.name
            if key not in seen:
                seen.add(key)
                yield item


def _walk(folder: str) -> Iterator[Source | Problem]:
    denied: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(folder, onerror=denied.append):
        while denied:
            error = denied.pop()
            yield Problem(str(error.filename), explain_os_error(error))
        pages = {name.rpartition(".")[0] for name in files if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs(name, pages))
        for name in sorted(files):
            path = os.path.join(parent, name)
            if name.startswith((".", "~$")) or not name.lower().endswith(SUFFIXES) or _is_special(path):
                continue
            empty = False
            yield Source(path, path)
    for error in denied:
        empty = False
        yield Problem(str(error.filename), explain_os_error(error))
    if empty:
        yield Problem(folder, f"文件夹里没有可检查的报告（{'、'.join(SUFFIXES)}）")


def _belongs(folder: str, pages: set[str]) -> bool:
    """Whether it is the folder a browser makes beside a page it saves."""
    return folder.endswith(("_files", ".files")) and folder[:-6] in pages


def _is_special(path: str) -> bool:
    """Whether reading could wait for ever (pipe, device); a broken link is no such thing and is reported."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def read_source(source: Source, max_size: int = MAX_SIZE) -> bytes:
    """The bytes of a source. Raises UnreadableError with the reason in one line.

    A file may hold four times as many bytes as its text: pictures and markup are not text.
    """
    limit = 4 * max_size
    try:
        if source.path is None:
            if sys.stdin is None:
                raise UnreadableError("标准输入已关闭")
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with open(source.path, "rb") as file:
                data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(explain_os_error(error)) from None
    if len(data) > limit:
        raise too_large("文件", limit)
    return data


def explain_os_error(error: OSError | ValueError) -> str:
    """What went wrong with a file, and what to do, in one line."""
    if isinstance(error, FileNotFoundError):
        return "文件不存在，请检查路径"
    if isinstance(error, PermissionError):
        return "没有权限，请检查文件的权限"
    if isinstance(error, IsADirectoryError):
        return "是文件夹，不是文件"
    if isinstance(error, OSError):
        return f"读不出（{reason(error)}），请检查文件或链接"
    return f"路径不合法（{error}）"
