"""Writing files: the whole new content or the old one, never something between."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from govreport.errors import MachineError
from govreport.messages import Message


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a name no file system takes is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file so that it holds, at every moment, either its old content or all of the new one.

    The folder must exist. A link is not written through, and what is no file is not replaced.

    Raises:
        MachineError: If the system refuses: no folder, no permission, no space, no such name.
    """
    try:
        _refuse_what_is_no_file(path)
        _replace(path, content)
    except (OSError, ValueError) as exc:  # ValueError: a NUL or half a character in the name
        raise MachineError.of(
            Message("文件写不进去", "the file cannot be written"),
            where=str(path),
            found=getattr(exc, "strerror", None) or str(exc),
            remedy=Message("检查文件夹、权限和磁盘空间", "check folder, permissions and disk space"),
        ) from exc


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_symlink():
        raise MachineError.of(
            Message("目标是一个链接，不写", "the target is a link and is not written through"),
            where=str(path),
            remedy=Message("删去链接，或换一个文件名", "remove the link, or choose another name"),
        )
    if path.exists() and not path.is_file():
        raise MachineError.of(
            Message("目标不是文件，不替换", "the target is no file and is not replaced"),
            where=str(path),
            remedy=Message("换一个文件名", "choose another name"),
        )


def _replace(path: Path, content: bytes) -> None:
    temporary = path.parent / f".{path.name[:40]}.{secrets.token_hex(4)}.part"
    # The system takes the umask off the mode itself; asking for the umask would change it for a moment,
    # and other threads write files, too.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
