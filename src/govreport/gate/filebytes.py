"""The bytes of a file, or one clear reason why they cannot be had."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from govreport.errors import DamagedFileError, EmptyFileError, FileKindError, LimitError, SourceError
from govreport.gate.limits import CHECK_FILE, limits, over_limit
from govreport.messages import Message
from govreport.refusals import REFUSALS, reason_of
from govreport.text.wording import join_list, nearest

_LISTED = 2000
"""Names of a folder that are looked at for a similar one."""


def read_bytes(path: Path) -> bytes:
    """Read a file within the limit of its size.

    Raises:
        SourceError: Missing (with similar names beside it), folder or pipe, no permission, empty, too large,
            or changed by somebody while it was read.
    """
    try:
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            raise _pipe(path)  # before it is opened: that waits for somebody to write
        with open(path, "rb", opener=_at_once) as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise _pipe(path)  # it has been put there since
            raw = bytes_of(file, str(path), before.st_size)
            after = os.fstat(file.fileno())
    except FileNotFoundError as exc:
        raise _missing(path) from exc
    except IsADirectoryError as exc:
        raise _folder(path) from exc
    except PermissionError as exc:
        raise (_folder(path) if _is_folder(path) else _forbidden(path)) from exc  # Windows: for a folder too
    except REFUSALS as exc:
        what = Message("文件无法读取", "the file cannot be read")
        raise SourceError.of(what, where=str(path), found=reason_of(exc)) from exc
    if len(raw) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise _changing(path)
    return raw


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder, as far as one may look."""
    with suppress(OSError):
        return path.is_dir()
    return False


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting, where it has become a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def bytes_of(file: BinaryIO, name: str, expected: int | None = None) -> bytes:
    """Return what is left of an open file, within the limit of its size.

    Args:
        file: The file.
        name: How messages call it.
        expected: How many bytes it has, as far as is known: no room is made for more than one beyond them.

    Raises:
        SourceError: Empty, too large; no more than the limit is ever held.
    """
    most = limits().file_bytes
    raw = file.read(1 + (most if expected is None else min(expected, most)))
    require_size(raw, name)
    return raw


def require_size(raw: bytes, name: str) -> None:
    """Refuse nothing at all, and more than the limit.

    Raises:
        SourceError: Empty, too large.
    """
    if not raw:
        raise empty_file(name)
    if len(raw) > limits().file_bytes:
        raise large_file(name)


def require_data_size(size: int, name: str, limit: str = "data_bytes") -> None:
    """Refuse a data file that is larger than any; the time to read one grows with its size.

    Raises:
        LimitError: It is.
    """
    most: int = getattr(limits(), limit)
    if size > most:
        raise large_file(name, limit)


def empty_file(name: str) -> EmptyFileError:
    """Make the error for a file that holds nothing."""
    return EmptyFileError.of(
        Message("文件是空的", "the file is empty"),
        where=name,
        remedy=Message("检查文件是否保存或下载完整", "check whether it was saved or downloaded completely"),
    )


def large_file(name: str, limit: str = "file_bytes") -> LimitError:
    """Make the error for a file over the limit."""
    return over_limit(
        Message("文件太大", "the file is too large"),
        limit,
        where=name,
        remedy=CHECK_FILE,
    )


def _missing(path: Path) -> SourceError:
    if path.is_symlink():
        return SourceError.of(
            Message("链接指向的文件不存在", "a link to a file that is not there"),
            where=str(path),
            remedy=Message("检查链接指向哪里", "check where the link leads"),
        )
    try:
        names = sorted(entry.name for entry in islice(path.parent.iterdir(), _LISTED))
    except OSError:
        return SourceError.of(
            Message("找不到文件夹", "no such folder"),
            where=str(path.parent),
            remedy=Message("检查路径", "check the path"),
        )
    similar = nearest(path.name, names)
    remedy = Message("检查文件名和路径", "check the name and the path")
    if similar:
        remedy = Message(f"是不是 {join_list(similar)}？", f"did you mean {', '.join(similar)}?")
    return SourceError.of(Message("找不到文件", "no such file"), where=str(path), remedy=remedy)


def _folder(path: Path) -> FileKindError:
    return FileKindError.of(
        Message("这是一个文件夹，不是文件", "this is a folder, not a file"),
        where=str(path),
        remedy=Message("写出文件夹中的文件名", "name a file inside it"),
    )


def _pipe(path: Path) -> FileKindError:
    return FileKindError.of(
        Message("这是管道或设备，不是文件", "this is a pipe or a device, not a file"),
        where=str(path),
        remedy=Message(
            "存成文件，或用 - 从标准输入读取", "save it as a file, or read it from standard input with -"
        ),
    )


def _forbidden(path: Path) -> SourceError:
    return SourceError.of(
        Message("没有读取权限", "no permission to read the file"),
        where=str(path),
        remedy=Message(
            "检查文件权限，或请文件的主人另存一份", "check its permissions, or ask its owner for a copy"
        ),
    )


def _changing(path: Path) -> DamagedFileError:
    return DamagedFileError.of(
        Message("读取时文件正在被改写", "the file was changed while it was read"),
        where=str(path),
        remedy=Message("等它保存完毕后再试一次", "try again when it has been saved"),
    )
