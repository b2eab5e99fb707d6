"""A disk that is full: told with its exit code, and nothing half-written is left."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from govreport.cli.program import run
from govreport.sources import read
from samples import load_report

HUAIAN = load_report("huaian_2024.json")
KILOBYTES = 150


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that holds ten reports."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={KILOBYTES}k", "tmpfs", str(place)]
    if not hasattr(os, "geteuid") or os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk can be made by root alone")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_told_and_nothing_is_half_written(
    small_disk: Path, tmp_path: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        data = {**HUAIAN.to_data(), "title": f"第{number + 1}份"}
        text = json.dumps(data, ensure_ascii=False, default=str)
        (folder / f"{number:02}.json").write_text(text, encoding="utf-8")
    assert run(["build", str(folder), "-o", f"{small_disk}/out/", "--jobs", jobs]) == 4
    assert "磁盘已满" in capsys.readouterr().err
    out = small_disk / "out"
    written = sorted(out.glob("*.docx"))
    assert 0 < len(written) < 20
    assert all(read(path).report.figures() == HUAIAN.figures() for path in written)
    assert {path.name for path in out.iterdir()} - {path.name for path in written} <= {"manifest.jsonl"}
