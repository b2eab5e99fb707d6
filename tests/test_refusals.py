"""What the system says, in both languages."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from govreport.errors import MachineError
from govreport.files import write_atomic
from govreport.messages import Message
from govreport.refusals import reason_of


def test_a_usual_reason_is_told_in_both_languages() -> None:
    exc = OSError(errno.EROFS, os.strerror(errno.EROFS))
    assert reason_of(exc) == Message("磁盘是只读的", "Read-only file system")


@pytest.mark.parametrize(
    ("exc", "said"),
    [
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (ValueError("embedded null byte"), "embedded null byte"),
        (OSError("broken"), "broken"),
    ],
)
def test_an_unusual_reason_stays_as_it_was_said(exc: Exception, said: str) -> None:
    assert reason_of(exc) == said


def test_a_file_without_a_folder_is_refused_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        write_atomic(tmp_path / "none" / "a.docx", b"")
    assert "  实为：没有这个文件或文件夹" in caught.value.to_text("zh").splitlines()
    assert "  found: No such file or directory" in caught.value.to_text("en").splitlines()
