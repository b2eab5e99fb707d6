"""Writing files: the whole new content or the old one, never something between, never over what is read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias

from govreport.errors import MachineError, UsageError
from govreport.messages import Message
from govreport.refusals import REFUSALS, reason_of

FilePlace: TypeAlias = str | os.PathLike[str] | int
"""A path, or the descriptor of an open file, such as 0 for standard input."""
Identity: TypeAlias = frozenset[Path | tuple[int, int]]
"""What tells files apart: where their paths lead, and the numbers the system has for those that are there."""

DATA_ENDINGS: Final = frozenset({".json", ".yaml", ".yml", ".toml"})
"""What data files are called."""


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a name no file system takes is none."""
    try:
        return path.is_dir()
    except REFUSALS:
        return False


def real_path(path: str | os.PathLike[str]) -> Path:
    """Return where a path leads, links followed; a name no file system takes leads nowhere else."""
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
        return Path(path)


def identity(*places: FilePlace) -> Identity:
    """Return what files are known by, under whatever names: links, hard links, another case, another path."""
    return frozenset(key for place in places for key in _iter_keys(place))


def refuse_replacing(output: Path, read: Identity) -> None:
    """Refuse to write a file over one that is read.

    Raises:
        UsageError: If the output is one of those files, under this name or another.
    """
    if identity(output) & read:
        raise UsageError.of(
            Message("输出会盖掉读入的文件", "the output would replace a file that is read"),
            where=str(output),
            remedy=Message("换一个文件名或文件夹", "choose another name or folder"),
        )


def refuse_existing(output: Path) -> None:
    """Refuse to write a file that is there already: somebody may have filled it in.

    Links, folders and names no file system takes are left to `write_atomic`.

    Raises:
        UsageError: If there is such a file.
    """
    try:
        is_there = output.is_file() and not output.is_symlink()
    except REFUSALS:
        return
    if is_there:
        raise UsageError.of(
            Message("文件已经存在，不覆盖", "the file exists and is not overwritten"),
            where=str(output),
            remedy=Message("换一个文件名，或先移走这个文件", "choose another name, or move this file away"),
        )


def write_atomic(path: Path, content: bytes, *, staging: Path | None = None) -> None:
    """Write a file so that it holds, at every moment, either its old content or all of the new one.

    The folder must exist. A link is not written through, and what is no file is not replaced. What is not
    finished yet stands in `staging`, a folder on the same disk; beside the file where none is given.

    Raises:
        MachineError: If the system refuses: no folder, no permission, no space, no such name.
    """
    try:
        refuse_no_file(path)
        _replace(path, content, staging or path.parent)
    except REFUSALS as exc:
        what = Message("文件写不进去", "the file cannot be written")
        remedy = Message("检查文件夹、权限和磁盘空间", "check folder, permissions and disk space")
        raise refused(what, path, exc, remedy) from exc


def refused(what: Message, path: Path, exc: Exception, remedy: Message) -> MachineError:
    """Make the error for what the system refuses to do with a path, from one of `REFUSALS`."""
    return MachineError.of(what, where=str(path), found=reason_of(exc), remedy=remedy)


def _iter_keys(place: FilePlace) -> Iterable[Path | tuple[int, int]]:
    if not isinstance(place, int):
        yield real_path(place)
    with suppress(OSError, ValueError):
        found = os.fstat(place) if isinstance(place, int) else Path(place).stat()
        if found.st_ino:  # 0 where a file system has no such numbers
            yield found.st_dev, found.st_ino


def refuse_no_file(path: Path) -> None:
    """Refuse to write where something is that is no file: a link, a folder, a pipe, a device.

    Raises:
        MachineError: If there is.
    """
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


def _replace(path: Path, content: bytes, staging: Path) -> None:
    temporary = staging / f".{path.name[:40]}.{secrets.token_hex(4)}.part"
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
