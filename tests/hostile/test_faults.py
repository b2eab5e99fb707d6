"""Real faults of the machine: a full disk, a killed process, a file that changes while it is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from govreport.errors import DamagedFileError, MachineError
from govreport.files import write_atomic
from govreport.gate.filebytes import read_bytes

_WRITE = """
import sys
from pathlib import Path
from govreport.files import write_atomic
contents = [bytes([65 + number]) * 3_000_000 for number in range(2)]
number = 0
print("ready", flush=True)
while True:
    number += 1
    write_atomic(Path(sys.argv[1]), contents[number % 2])
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_old_file_and_no_other(small_disk: Path) -> None:
    path = small_disk / "a.docx"
    write_atomic(path, b"old")
    with pytest.raises(MachineError) as caught:
        write_atomic(path, bytes(200_000))
    assert caught.value.exit_code == 4
    assert str(path) in caught.value.to_text("en")
    assert (path.read_bytes(), [each.name for each in small_disk.iterdir()]) == (b"old", ["a.docx"])


@pytest.mark.skipif(sys.platform == "win32", reason="killed by a signal")
def test_a_killed_process_leaves_one_whole_content_or_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for number in range(10):
        with subprocess.Popen([sys.executable, "-c", _WRITE, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.007 * number)
            process.send_signal(signal.SIGKILL)
        if path.exists():
            content = path.read_bytes()
            assert (len(content), len(set(content))) == (3_000_000, 1)


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    looked = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        found = looked(descriptor)
        with path.open("ab") as file:
            file.write(b" ")
        return found

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(DamagedFileError) as caught:
        read_bytes(path)
    assert caught.value.to_text("en").startswith("the file was changed while it was read")
