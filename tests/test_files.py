"""Writing a file wholly or not at all."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from govreport.errors import MachineError
from govreport.files import write_atomic

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_content_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_atomic(tmp_path / "报告.docx", b"new")
    assert (tmp_path / "报告.docx").read_bytes() == b"new"
    assert names(tmp_path) == ["报告.docx"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"a much longer old content")
    write_atomic(path, b"")
    assert path.read_bytes() == b""
    assert names(tmp_path) == ["a.docx"]


@needs_posix
def test_the_permissions_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    path, other = tmp_path / "a.docx", tmp_path / "b.txt"
    other.write_bytes(b"")
    write_atomic(path, b"1")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    path.chmod(0o640)
    write_atomic(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@needs_posix
def test_the_mask_of_the_process_is_not_touched(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        threads = [
            threading.Thread(target=write_atomic, args=(tmp_path / f"{number}.docx", b"x"))
            for number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert os.umask(0o027) == 0o027
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o640}
    finally:
        os.umask(before)


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError) as caught:
        write_atomic(path, b"new")
    (problem,) = caught.value.problems
    assert (problem.where, problem.found) == (str(path), "No space left on device")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


def test_an_interruption_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link.docx"
    victim.write_bytes(b"old")
    link.symlink_to(victim)
    with pytest.raises(MachineError, match="目标是一个链接"):
        write_atomic(link, b"new")
    assert victim.read_bytes() == b"old"
    assert link.is_symlink()


def test_a_link_to_nothing_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "link.docx").symlink_to(tmp_path / "nothing")
    with pytest.raises(MachineError, match="目标是一个链接"):
        write_atomic(tmp_path / "link.docx", b"new")
    assert names(tmp_path) == ["link.docx"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(MachineError, match="目标不是文件"):
        write_atomic(tmp_path / "a.docx", b"new")


@needs_posix
def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MachineError, match="目标不是文件"):
        write_atomic(tmp_path / "pipe", b"new")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    with pytest.raises(MachineError, match="目标不是文件"):
        write_atomic(Path(os.devnull), b"new")


@pytest.mark.parametrize("name", ["none/a.docx", "甲" * 200 + ".docx", "a\0b.docx", "\ud800.docx", "."])
def test_a_name_that_cannot_be_is_told_with_its_path(name: str, tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        write_atomic(tmp_path / name, b"new")
    assert caught.value.exit_code == 4
    assert len(str(caught.value).splitlines()) <= 6
    assert names(tmp_path) == []


def test_a_long_chinese_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("甲" * 83 + ".docx")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
