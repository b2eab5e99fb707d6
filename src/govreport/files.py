"""Writing files: the whole new content or the old one, never something between."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from govreport.errors import MachineError
from govreport.messages import Message


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file so that it holds, at every moment, either its old content or all of the new one.

    The folder must exist. A link is not written through.

    Raises:
        MachineError: If the system refuses: no folder, no permission, no space.
    """
    if path.is_symlink():
        raise MachineError.of(
            Message("目标是一个链接，不写", "the target is a link and is not written through"),
            where=str(path),
            remedy=Message("删去链接，或换一个文件名", "remove the link, or choose another name"),
        )
    temporary = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".govreport-", suffix=".part")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode_of(path))
        Path(temporary).replace(path)
    except OSError as exc:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        raise MachineError.of(
            Message("文件写不进去", "the file cannot be written"),
            where=str(path),
            found=exc.strerror or str(exc),
            remedy=Message(
                "检查文件夹、权限和磁盘空间", "check the folder, its permissions and the disk space"
            ),
        ) from exc


def _mode_of(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those a new file would get."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
