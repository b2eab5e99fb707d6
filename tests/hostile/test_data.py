"""Hostile values in data: formulas stay texts in every sheet we write, and no name leaves the folder."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.batch import Settings, iter_built
from govreport.errors import DataError, GovReportError, LimitError
from govreport.forms import ogi2021
from govreport.report import Report
from govreport.sheet import report_row, report_workbook, roster_text, roster_workbook
from govreport.sources import load, load_all
from govreport.sources.loading import open_file
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


def sheet_with(text: str, content: bytes) -> bytes:
    """Return a workbook with a text in place of the name "Office", as no spreadsheet would write it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(written, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, book.read(name).replace(b"Office", text.encode()))
    return written.getvalue()


def linked(content: bytes) -> bytes:
    """Return a workbook that refers to another one."""
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return written.getvalue()


def named(form: str, escape: str) -> bytes:
    """Return the data of a report as a file, with an escape of its format in the name of the agency."""
    texts = {
        "json": f'{{"year": 2024, "agency": {{"name": "甲{escape}乙"}}}}',
        "yaml": f'year: 2024\nagency:\n  name: "甲{escape}乙"\n',
        "toml": f'year = 2024\n[agency]\nname = "甲{escape}乙"\n',
    }
    return texts[form].encode()


def entry(text: str) -> bytes:
    report = report_of("Office")
    assert report is not None
    return sheet_with(text, report_workbook(report))


def roster(text: str) -> bytes:
    report = report_of("Office")
    assert report is not None
    return sheet_with(text, roster_workbook(ogi2021.Report, [report_row(report)]))


@pytest.mark.parametrize(
    ("ending", "content", "char", "places"),
    [
        ("json", lambda: named("json", r"\u0007"), "U+0007", ("agency.name", "a.json:1")),
        ("json", lambda: named("json", r"\ud800"), "U+D800", ("agency.name", "a.json:1")),
        ("json", lambda: named("json", "\x07"), "U+0007", ("a.json:1",)),
        ("yaml", lambda: named("yaml", r"\x07"), "U+0007", ("agency.name", "a.yaml:3")),
        ("yaml", lambda: named("yaml", r"\ud800"), r"\ud800", ("a.yaml:3",)),
        ("yaml", lambda: named("yaml", "\x1b"), "U+001B", ("a.yaml:3",)),
        ("toml", lambda: named("toml", r"\u0007"), "U+0007", ("agency.name", "a.toml:3")),
        ("toml", lambda: named("toml", r"\ud800"), r"\ud800", ("a.toml:3",)),
        ("toml", lambda: named("toml", "\x07"), "U+0007", ("a.toml:3",)),
        ("csv", "年度,机关名称\n2024,甲\x07乙\n".encode, "U+0007", ("a.csv:2",)),
        ("xlsx", lambda: roster("甲_x0007_乙"), "U+0007", ("!",)),
        ("xlsx", lambda: roster("甲_xD800_乙"), "U+D800", ("!",)),
        ("xlsx", lambda: entry("甲_x0007_乙"), "U+0007", ("!",)),
        ("xlsx", lambda: entry("甲_xD800_乙"), "U+D800", ("!",)),
    ],
)
def test_a_character_no_document_can_hold_is_refused_with_its_place(
    tmp_path: Path, ending: str, content: Callable[[], bytes], char: str, places: tuple[str, ...]
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content())
    with pytest.raises(GovReportError) as caught:
        assert [each.report for each in load_all(path)]
    said = caught.value.to_text("en")
    assert char in said
    assert [place for place in places if place not in said] == []
    assert said.isprintable() or all(each.isprintable() or each == "\n" for each in said)


@pytest.mark.parametrize(("text", "char"), [("甲\x07乙", "U+0007"), ("甲\ud800乙", "U+D800")])
def test_a_character_no_document_can_hold_is_refused_in_python_with_its_field(text: str, char: str) -> None:
    with pytest.raises(DataError) as caught:
        ogi2021.Report.from_data({"year": 2024, "agency": {"name": text}}, blank="zero")
    said = caught.value.to_text("en")
    assert char in said
    assert "agency.name" in said


@pytest.mark.parametrize("content", [entry, roster], ids=["entry", "roster"])
def test_a_workbook_that_refers_to_others_is_read_with_a_remark(
    tmp_path: Path, content: Callable[[str], bytes]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(linked(content("Office")))
    (loaded,) = open_file(path)
    assert loaded.report.agency.name == "Office"
    assert [each.en for each in loaded.remarks if "content elsewhere was not read" in each.en] != []


@pytest.mark.parametrize(
    ("ending", "content", "limit"),
    [
        ("json", '{"a": "' + "b" * 2_000_000 + '"}', "data_bytes"),
        ("yaml", "a: " + "b" * 2_000_000, "data_bytes"),
        ("toml", "#\n" * 1_000_001 + "a = 1", "data_bytes"),
        ("toml", "a = [" + "1," * 20_001 + "]", "data_entries"),
    ],
)
def test_data_over_a_limit_is_refused_with_the_limit(
    tmp_path: Path, ending: str, content: str, limit: str
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LimitError, match=limit):
        load(path)
