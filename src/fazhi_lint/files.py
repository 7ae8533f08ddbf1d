"""The room of files: stored whole or not at all; what is wrong with one, in Chinese."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

_REASONS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名称过长",
}


def reason(error: OSError) -> str:
    """What is wrong with a file, in a word or two."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def replace_file(path: str, data: bytes) -> None:
    """Put ``data`` in the place of a file, whole or not at all; permissions and links stay. Raises OSError."""
    import tempfile

    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        # A pipe or a device cannot be replaced, only written to.
        target.write_bytes(data)
        return
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        Path(temporary).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
