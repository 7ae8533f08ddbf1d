"""Reads .doc, .wps, .rtf and .odt by having LibreOffice turn them into .docx, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from . import UnreadableError
from .docx import read as read_docx

if TYPE_CHECKING:
    from ..document import Document

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# Settings of a profile made for one run: no macros, nothing linked from elsewhere, no way to the network.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read(data: bytes, name: str, max_size: int) -> Document:
    """The document in an older word processor's file. Raises UnreadableError with a line in Chinese."""
    if data.startswith(b"{\\rtf"):
        ending = ".rtf"
    elif data.startswith(b"PK"):
        ending = ".odt"
    else:
        ending = ".wps" if name.lower().endswith(".wps") else ".doc"
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise UnreadableError(f"读 {ending} 文件需要 LibreOffice，请安装它，或用 Word、WPS 另存为 .docx")
    with tempfile.TemporaryDirectory(prefix="fazhi-lint-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"report{ending}")
        source.write_bytes(data)
        _convert(program, source)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise UnreadableError("LibreOffice 读不出这个文件（可能已损坏或设有密码）")
        return read_docx(made.read_bytes(), name, max_size)


def _convert(program: str, source: Path) -> None:
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    words = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    words += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source)]
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise UnreadableError(f"LibreOffice 无法运行（{error.strerror}）") from None
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"LibreOffice 在 {_SECONDS} 秒内没有读出这个文件") from None
    finally:
        # The program is a script that starts others: all of them end with it.
        with contextlib.suppress(OSError):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            process.wait(10)


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )
