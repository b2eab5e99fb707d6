"""An output folder claimed by one run: what is unfinished stands apart, and a second run is refused.

The system itself takes the lock away from a process that ends, however it ends.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from govreport.errors import MachineError
from govreport.files import refuse_no_file, refused
from govreport.messages import Message
from govreport.refusals import REFUSALS

if sys.platform == "win32":  # pragma: no cover  Windows
    import msvcrt
else:
    import fcntl

STAGING: Final = ".govreport"
"""What is not finished yet, inside the output folder; gone when the run ends."""
_LOCK: Final = "lock"
_TRIES: Final = 20


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """Claim a folder for this run; give the place for what is unfinished, empty, and remove it at the end.

    Raises:
        MachineError: If another run is writing there, or the system refuses.
    """
    staging = folder / STAGING
    lock = _locked(folder, staging)
    try:
        _clear(staging)
        yield staging
    finally:
        _clear(staging)
        with suppress(OSError):
            (staging / _LOCK).unlink()
            staging.rmdir()
        lock.close()


def _locked(folder: Path, staging: Path) -> IO[bytes]:
    for _ in range(_TRIES):
        try:
            _require_folder(staging)
            refuse_no_file(staging / _LOCK)
            lock = (staging / _LOCK).open("ab")
        except FileNotFoundError:
            continue  # the run before this one has just removed it
        except REFUSALS as exc:
            what = Message("输出文件夹写不进去", "nothing can be written to the output folder")
            raise refused(
                what, folder, exc, Message("检查权限和磁盘空间", "check permissions and space")
            ) from exc
        if not _is_free(lock):
            lock.close()
            break
        if _is_still_there(lock, staging / _LOCK):
            lock.truncate(0)
            lock.write(f"{os.getpid()} {platform.node()}".encode())
            lock.flush()
            return lock
        lock.close()
    raise MachineError.of(
        Message("另一次运行正在写这个文件夹", "another run is writing to this folder"),
        where=str(folder),
        found=_holder(staging / _LOCK),
        remedy=Message("等它结束，或换一个文件夹", "wait until it ends, or choose another folder"),
    )


def _holder(lock: Path) -> Message:
    """Return which process holds a lock, and on which machine, as far as that can be read."""
    with suppress(OSError, ValueError):
        process, machine = lock.read_text(encoding="utf-8", errors="replace").split(None, 1)
        return Message("进程 {process}（{machine}）", "process {process} on {machine}").format(
            process=process, machine=machine
        )
    return Message("别的进程", "another process")


def _require_folder(staging: Path) -> None:
    if staging.is_symlink():
        refuse_no_file(staging)
    staging.mkdir(exist_ok=True)


def _is_free(lock: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":  # pragma: no cover  Windows
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still_there(lock: IO[bytes], path: Path) -> bool:
    """Tell whether what is locked is what others would lock: the run before may have removed it."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _clear(staging: Path) -> None:
    """Remove what a run has left there, be it this one or one that was killed."""
    with suppress(OSError):
        for path in staging.iterdir():
            if path.name == _LOCK:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
