"""Files are written wholly or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from govreport.errors import MachineError, UsageError
from govreport.files import identity, is_folder, real_path, refuse_existing, refuse_replacing, write_atomic
from govreport.messages import Message


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_content_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.docx", b"new")
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    assert names(tmp_path) == ["a.docx"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["a.docx"]


def test_a_new_file_gets_the_permissions_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.docx", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, full)
    with pytest.raises(MachineError) as caught:
        write_atomic(path, b"new")
    assert caught.value.problems[0].where == str(path)
    assert caught.value.problems[0].found == Message("磁盘已满", "No space left on device")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


def test_an_interrupt_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_not_written_through(tmp_path: Path, there: bool) -> None:
    victim, link = tmp_path / "victim", tmp_path / "a.docx"
    if there:
        victim.write_bytes(b"old")
    link.symlink_to(victim)
    with pytest.raises(MachineError, match="链接"):
        write_atomic(link, b"new")
    assert link.is_symlink()
    assert victim.exists() is there
    assert not there or victim.read_bytes() == b"old"


def test_a_folder_and_a_device_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    for path in (tmp_path / "a.docx", Path(os.devnull)):
        with pytest.raises(MachineError, match="不是文件"):
            write_atomic(path, b"new")
    assert names(tmp_path) == ["a.docx"]
    assert names(tmp_path / "a.docx") == []


@pytest.mark.parametrize("name", ["missing/a.docx", "x" * 300, "a\0b", "\ud800"])
def test_a_name_the_system_refuses_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(MachineError) as caught:
        write_atomic(tmp_path / name, b"new")
    assert caught.value.exit_code == 4
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "\ud800", "missing"])
def test_what_the_system_cannot_look_at_is_no_folder(tmp_path: Path, name: str) -> None:
    assert is_folder(tmp_path / name) is False
    assert is_folder(tmp_path) is True


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A file that also has a link, a hard link, and a folder that leads to it by a link."""
    path = tmp_path / "in" / "a.docx"
    path.parent.mkdir()
    path.write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(path)
    (tmp_path / "hard.docx").hardlink_to(path)
    (tmp_path / "folder").symlink_to(path.parent)
    return path


OTHER_NAMES = ["in/a.docx", "in/../in/./a.docx", "link.docx", "hard.docx", "folder/a.docx"]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_file_that_is_read_is_not_replaced_under_any_name(tmp_path: Path, named: Path, name: str) -> None:
    for read, written in ((named, tmp_path / name), (tmp_path / name, named)):
        with pytest.raises(UsageError) as caught:
            refuse_replacing(written, identity("other.docx", read))
        assert (caught.value.exit_code, caught.value.problems[0].where) == (2, str(written))


def test_a_relative_name_is_the_same_file(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(named.parent)
    with pytest.raises(UsageError, match="输出会盖掉读入的文件"):
        refuse_replacing(Path("a.docx"), identity(named))


def test_an_open_file_is_known_by_its_descriptor(named: Path) -> None:
    with named.open("rb") as file:
        assert identity(file.fileno()) < identity(named)


def test_another_file_may_be_written(tmp_path: Path, named: Path) -> None:
    (tmp_path / "in" / "b.docx").write_bytes(b"old")
    for output in ("in/b.docx", "new.docx", "folder/new.docx", "a\0b", "x" * 300):
        refuse_replacing(tmp_path / output, identity(named, "x" * 300 + "y", "a\0c"))


def test_a_file_that_is_there_is_told_from_a_name_that_is_free(tmp_path: Path, named: Path) -> None:
    with pytest.raises(UsageError, match="文件已经存在，不覆盖"):
        refuse_existing(named)
    for output in ("new.docx", "link.docx", "in", "x" * 300, "a\0b"):
        refuse_existing(tmp_path / output)
    assert named.read_bytes() == b"old"


def test_links_are_seen_through_and_circles_lead_nowhere(tmp_path: Path, named: Path) -> None:
    assert real_path(tmp_path / "link.docx") == real_path(named)
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert real_path(tmp_path / "one").name in ("one", "two")
    assert real_path("a\0b") == Path("a\0b")
