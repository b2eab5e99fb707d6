"""Where the published reports are that accuracy is measured on."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from corpus import SHARED, add_folder


def folder_of(*arguments: str) -> Path:
    parser = argparse.ArgumentParser()
    add_folder(parser)
    return parser.parse_args(arguments).folder


def test_a_folder_with_json_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    assert folder_of(str(tmp_path)) == tmp_path


def test_without_one_it_is_the_reports_of_the_shared_folder(shared: Path) -> None:
    assert shared == SHARED
    assert folder_of() == SHARED / "reports"


def test_a_folder_without_reports_ends_the_program_with_a_line_that_says_what_belongs_there(
    tmp_path: Path,
) -> None:
    with pytest.raises(SystemExit) as end:
        folder_of(str(tmp_path))
    assert end.value.code == (
        f"no published reports in {tmp_path}: name a folder of reports with JSON beside each, as FOLDER or "
        "as `reports` in GOVREPORT_SHARED"
    )
