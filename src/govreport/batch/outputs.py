"""Where reports are written: into one file, or into a folder under names of their own."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from govreport.errors import MachineError, UsageError
from govreport.files import is_folder, refused
from govreport.messages import Message
from govreport.refusals import REFUSALS

ENDING: Final = ".docx"
_LIKE_A_FILE: Final = re.compile(r"\.[a-z][a-z0-9]{1,5}", re.IGNORECASE)


def is_output_folder(output: str, reports: int) -> bool:
    """Tell whether an output is a folder: it is one already, ends with ``/``, or has no ending of a file.

    Raises:
        UsageError: If it is a file and there are several reports, or a file that is no Word file.
    """
    path = Path(output)
    if is_folder(path) or output.endswith(("/", os.sep)) or not _LIKE_A_FILE.fullmatch(path.suffix):
        return True
    require_word_file(output)
    if reports > 1:
        raise UsageError.of(
            Message("多份报告写不进一个文件", "several reports do not go into one file"),
            where=f"-o {output}",
            expected=Message("一个文件夹", "a folder"),
            remedy=Message("写文件夹的名称：-o {name}/", "name a folder: -o {name}/").format(name=path.stem),
        )
    return False


def require_word_file(output: str, *, place: str = "-o {name}") -> None:
    """Refuse an output that is not called like a Word file; `place` is where that name is given.

    Raises:
        UsageError: If it has another ending, or none.
    """
    path = Path(output)
    if path.suffix.lower() == ENDING:
        return
    raise UsageError.of(
        Message("这里写出的是 Word 文件", "what is written here is a Word file"),
        where=place.format(name=output),
        found=path.suffix,
        expected=ENDING,
        remedy=Message("改写成 {name}", "write {name} instead").format(name=path.stem + ENDING),
    )


def make_folder(folder: Path, remedy: Message) -> None:
    """Make a folder, and those it stands in, where it is missing.

    Raises:
        MachineError: If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except REFUSALS as exc:
        what = Message("输出文件夹建不了", "the output folder cannot be made")
        raise refused(what, folder, exc, remedy) from exc


def refuse_link(folder: Path) -> None:
    """Refuse to write a run of reports through a link: somebody else may have put it there.

    Raises:
        MachineError: If the folder is a link.
    """
    if folder.is_symlink():
        raise MachineError.of(
            Message("输出文件夹是一个链接，不写", "the output folder is a link and is not written through"),
            where=str(folder),
            remedy=Message("写出它所指的文件夹", "name the folder it leads to"),
        )
