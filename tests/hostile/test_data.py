"""Hostile values in data: formulas stay texts in every sheet we write, and no name leaves the folder."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

from govreport.batch import Settings, iter_built
from govreport.errors import DataError
from govreport.forms import ogi2021
from govreport.report import Report
from govreport.sheet import report_row, report_workbook, roster_text, roster_workbook
from govreport.sources import load, load_all
from govreport.sources.sheets import read_separated, separated_text


def rows_of(path: Path) -> list[list[object]]:
    sheet = read_separated(separated_text(path.read_bytes(), path.name), ",", name=path.name)
    return [list(row) for row in sheet.rows]


def report_of(name: str, text: str = "") -> Report | None:
    """Return a report of an agency; None where its name is refused."""
    data = {"year": 2024, "agency": {"name": name}, "overview": text}
    try:
        return ogi2021.Report.from_data(data, blank="zero")
    except DataError:
        return None


def test_separated_values_from_chinese_windows_are_read(shared: Path) -> None:
    assert rows_of(shared / "hostile/data/c02_gb18030.csv") == [["名称", "值"], ["𠮷县", "1"]]


def test_values_like_formulas_are_texts_when_read_and_in_every_sheet_that_is_written(
    shared: Path, tmp_path: Path
) -> None:
    head, *rows = rows_of(shared / "hostile/data/c01_formula.csv")
    assert (head, rows) == (["名称", "值"], [["=1+1", "+1"], ["@SUM(1)", "-5"]])
    for name, text in rows:
        report = report_of(str(name), str(text))
        assert report is not None
        row = report_row(report)
        for ending, content in (
            ("entry.xlsx", report_workbook(report)),
            ("roster.xlsx", roster_workbook(ogi2021.Report, [row])),
            ("roster.csv", roster_text(ogi2021.Report, [row])),
        ):
            path = tmp_path / ending
            path.write_bytes(content)
            if ending.endswith(".csv"):
                written = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[2]
                live = [each for each in written if each.startswith(("=", "+", "-", "@"))]
                assert f"'{name}" in written
                assert [each for each in live if not re.fullmatch(r"[+-][0-9]+", each)] == []
            again = load(path) if ending == "entry.xlsx" else load_all(path)[0].report
            assert (again.agency.name, again.texts()["overview"]) == (name, text)
        with zipfile.ZipFile(tmp_path / "roster.xlsx") as book:
            sheets = [book.read(each) for each in book.namelist() if "worksheets/" in each]
        assert not any(b"<f>" in sheet for sheet in sheets)


def test_every_hostile_name_gives_a_file_of_its_own_in_the_folder_or_a_clear_error(
    shared: Path, tmp_path: Path
) -> None:
    names = json.loads((shared / "hostile/data/names_hostile.json").read_text(encoding="utf-8"))
    reports = [report for name in names if (report := report_of(name)) is not None]
    folder = tmp_path / "out"
    built = list(iter_built(reports, str(folder), Settings(draft=True)))
    written = [each.path for each in built if each.path is not None]
    assert len(set(written)) == len(written) > 0
    assert {path.name for path in written} == {each.name for each in folder.glob("*.docx")}
    assert all(path.parent == folder and len(path.name.encode()) <= 255 for path in written)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    untold = [each for each in built if each.path is None and each.error is None]
    assert [each.bug for each in untold] == [None] * len(untold)
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    listed = "\n".join(str(json.loads(line)) for line in lines)
    assert [path.name for path in written if path.name not in listed] == []
    assert all(char.isprintable() for path in written for char in path.name)
