"""Real faults of the machine: a full disk, a killed process, a file that changes while it is read."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govreport.batch.claim import claimed
from govreport.cli.program import run
from govreport.errors import DamagedFileError, FileKindError, MachineError, SourceError
from govreport.files import write_atomic
from govreport.gate.filebytes import read_bytes
from govreport.office import convert
from govreport.pdf import Wanted, conversion, write_pdfs
from govreport.word import Subdocument
from samples import load_report

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


def grown(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" ")


def cut(path: Path) -> None:
    os.truncate(path, 1)


def rewritten(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[::-1])
    os.utime(path, ns=(1, 1))


def once_looked_at(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Let something happen each time an open file has been looked at."""
    looked = os.fstat

    def look(descriptor: int) -> os.stat_result:
        found = looked(descriptor)
        then()
        return found

    monkeypatch.setattr(os, "fstat", look)


@pytest.mark.parametrize("change", [grown, cut, rewritten])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    once_looked_at(monkeypatch, lambda: change(path))
    with pytest.raises(DamagedFileError) as caught:
        read_bytes(path)
    assert caught.value.to_text("en").startswith("the file was changed while it was read")


def test_a_file_that_another_takes_the_place_of_is_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    once_looked_at(monkeypatch, lambda: write_atomic(path, b"[1, 2, 3]"))
    assert read_bytes(path) == b"{}"


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def linked(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def foldered(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a thing of Unix")
@pytest.mark.parametrize("change", [piped, linked, foldered])
def test_what_takes_the_place_of_a_file_before_it_is_opened_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    looked = Path.stat

    def changed(self: Path, **options: bool) -> os.stat_result:
        found = looked(self, **options)
        monkeypatch.setattr(Path, "stat", looked)
        change(path)
        return found

    monkeypatch.setattr(Path, "stat", changed)
    with pytest.raises(FileKindError):
        read_bytes(path)


@pytest.fixture
def odd(data: Path) -> Path:
    """A folder with all that may stand under the name of a file, beside the data of a report."""
    folder = data.parent
    if not hasattr(os, "mkfifo"):
        pytest.skip("pipes in folders are a thing of Unix")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "device.yaml").symlink_to("/dev/zero")
    (folder / "dangling.yaml").symlink_to("nowhere")
    (folder / "round.yaml").symlink_to("round.yaml")
    with (folder / "sparse.yaml").open("wb") as file:
        file.truncate(20_000_000_000)
    return folder


ODD = {
    "pipe.yaml": "this is a pipe or a device, not a file",
    "device.yaml": "this is a pipe or a device, not a file",
    "dangling.yaml": "a link to a file that is not there",
    "round.yaml": "the file cannot be read",
    "sparse.yaml": "the file is too large",
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_refused_as_data_and_as_a_template(
    odd: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = str(odd / name), str(odd / "out.docx")
    assert run(["--lang", "en", "check", path]) == 2
    assert capsys.readouterr().err.splitlines()[0] == ODD[name]
    assert run(["--lang", "en", "build", str(odd / "huaian.json"), "-o", out, "--template", path]) == 3
    assert capsys.readouterr().err.splitlines()[:2] == [ODD[name], f"  where: {path}"]
    with pytest.raises(SourceError):
        Subdocument.open(path)


def test_what_is_no_file_stops_no_run(odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = [str(odd / name) for name in ("huaian.json", *ODD)]
    assert run(["--lang", "en", "build", *inputs, "-o", f"{odd}/out/"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line in ODD.values()] == list(ODD.values())
    lines = (odd / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["done", *["failed"] * len(ODD)]


@pytest.mark.parametrize("resume", [[], ["--resume"]])
@pytest.mark.parametrize("name", [".govreport/lock", "manifest.jsonl"])
def test_a_run_writes_its_own_files_through_no_link_and_into_no_pipe(
    odd: Path, name: str, resume: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    victim = odd / "victim"
    victim.write_text("precious", encoding="utf-8")
    place = odd / "out" / name
    place.parent.mkdir(parents=True)
    inputs = [str(odd / each) for each in ("huaian.json", "dangling.yaml")]
    for made, said in ((place.symlink_to, "link"), (lambda _: os.mkfifo(place), "no file")):
        made(victim)
        assert run(["--lang", "en", "build", *inputs, "-o", f"{odd}/out/", *resume]) == 4
        assert said in capsys.readouterr().err.splitlines()[0]
        place.unlink()
    assert victim.read_text(encoding="utf-8") == "precious"


_OVERSIZED = """
import resource, signal, sys
from pathlib import Path
from govreport.errors import MachineError
from govreport.files import write_atomic
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomic(Path(sys.argv[1]), bytes(200_000))
except MachineError as exc:
    print(exc.to_text("en"))
    sys.exit(exc.exit_code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sizes are limited by rlimits")
def test_a_file_larger_than_the_system_allows_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", _OVERSIZED, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 4, done.stderr
    assert done.stdout.splitlines()[0] == "the file cannot be written"
    assert f"  where: {path}" in done.stdout.splitlines()
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.docx"])


_PROGRAM = "import sys; from govreport.cli.program import run; sys.exit(run(sys.argv[1:]))"
_BOUND = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
"""What lets root write no more than a folder's mode allows (capabilities(7))."""


def as_bound(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody to whom a folder that is read-only is just that."""
    is_root = os.geteuid() == 0
    if is_root and shutil.which(_BOUND[0]) is None:
        pytest.skip("without setpriv, root may write everywhere")
    command = [*(_BOUND if is_root else ()), sys.executable, "-c", _PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that everybody can look into, with the data of a report in it."""
    with tempfile.TemporaryDirectory(prefix="govreport-faults-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        path = folder / "huaian.json"
        report = load_report("huaian_2024.json")
        path.write_text(json.dumps(report.to_data(), ensure_ascii=False, default=str), encoding="utf-8")
        path.chmod(0o644)
        yield path


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders are read-only to others on Unix only")
@pytest.mark.parametrize("output", ["out.docx", "out/", "new/"])
def test_a_folder_that_may_not_be_written_is_told(data: Path, output: str) -> None:
    folder = data.parent
    (folder / "out.docx").write_bytes(b"old")
    (folder / "out").mkdir()
    folder.chmod(0o555)
    (folder / "out").chmod(0o555)
    try:
        done = as_bound("--lang", "en", "build", str(data), "-o", f"{folder}/{output}")
    finally:
        folder.chmod(0o755)
    assert done.returncode == 4, done.stdout + done.stderr
    assert "Permission denied" in done.stderr or "permission" in done.stderr
    assert str(folder) in done.stderr
    assert done.stderr.count("\n") <= 7
    assert (folder / "out.docx").read_bytes() == b"old"
    assert names(folder) == ["huaian.json", "out", "out.docx"]
    assert names(folder / "out") == []


_SLEEPING = """#!/bin/sh
sleep 60 &
echo $! > "$PIDS/child"
echo $$ > "$PIDS/self"
echo $$ >> "$PIDS/calls"
wait
"""


def is_running(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that hangs, and notes who it is in the folder given."""
    if not Path("/proc/self/status").exists():
        pytest.skip("processes are looked at in /proc")
    program = tmp_path / "soffice"
    program.write_text(_SLEEPING, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PIDS", str(tmp_path))
    return tmp_path


def assert_ended(folder: Path) -> None:
    pids = [int((folder / name).read_text(encoding="utf-8")) for name in ("self", "child")]
    deadline = time.monotonic() + 10
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, pids))


def test_a_libreoffice_that_hangs_is_ended_with_what_it_started(hanging: Path) -> None:
    started = time.monotonic()
    with pytest.raises(MachineError) as caught:
        convert(b"{\\rtf1 text}", ".rtf", "docx", name="a.rtf", time_limit=1)
    assert time.monotonic() - started < 10
    assert caught.value.exit_code == 4
    said = caught.value.to_text("en").splitlines()
    assert said[:3] == [
        "LibreOffice took too long and was stopped",
        "  where: a.rtf",
        "  expected: at most 1 seconds",
    ]
    assert_ended(hanging)


def test_an_interrupt_ends_libreoffice_too(hanging: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background

    def interrupt() -> None:
        while not (hanging / "self").exists() or not (hanging / "self").read_text(encoding="utf-8"):
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    waiting = threading.Thread(target=interrupt)
    waiting.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            convert(b"{\\rtf1 text}", ".rtf", "docx", name="a.rtf", time_limit=60)
    finally:
        signal.signal(signal.SIGINT, before)
    waiting.join()
    assert_ended(hanging)


def test_a_libreoffice_that_hangs_with_every_file_is_not_tried_with_each(
    hanging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_BASE_SECONDS", 1.0)
    monkeypatch.setattr(conversion, "_SECONDS", 0.0)
    document = hanging / "a.docx"
    document.write_bytes(b"PK")
    wanted = [Wanted(document, hanging / f"{number}.pdf", "") for number in range(7)]
    failures = write_pdfs(wanted)
    assert [failure.problems[0].what.en for failure in failures if failure] == [
        "LibreOffice took too long and was stopped"
    ] * 7
    assert len((hanging / "calls").read_text(encoding="utf-8").splitlines()) == 3
    assert list(hanging.glob("*.pdf")) == []


def test_a_second_run_says_who_holds_the_folder(tmp_path: Path) -> None:
    with claimed(tmp_path), pytest.raises(MachineError) as caught, claimed(tmp_path):
        pass
    assert caught.value.exit_code == 4
    assert f"  found: process {os.getpid()} on " in caught.value.to_text("en")
    assert names(tmp_path) == []


@pytest.mark.parametrize("link", ["file", "folder"])
def test_nothing_is_written_through_a_link(data: Path, link: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = data.parent
    (folder / "real").mkdir()
    (folder / "real" / "victim.docx").write_bytes(b"old")
    if link == "file":
        (folder / "out.docx").symlink_to(folder / "real" / "victim.docx")
    else:
        (folder / "out").symlink_to(folder / "real")
    output = folder / ("out.docx" if link == "file" else "out/")
    assert run(["--lang", "en", "build", str(data), "-o", f"{output}{'' if link == 'file' else '/'}"]) == 4
    assert "link" in capsys.readouterr().err
    assert (folder / "real" / "victim.docx").read_bytes() == b"old"
    assert names(folder / "real") == ["victim.docx"]
