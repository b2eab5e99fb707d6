"""Files under the ending of another kind, and names that hold what a terminal obeys."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from govreport.sheet import report_row, roster_text, roster_workbook
from samples import load_report

HUAIAN = load_report("huaian_2024.json")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_WORD = OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(512)
OLD_EXCEL = OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(512)
VERBS = ["read", "check", "build"]


def tried(govreport: Callable, verb: str, path: Path) -> SimpleNamespace:
    out = ["-o", path.with_name("out.docx" if verb == "build" else "out.json")] if verb != "check" else []
    named = ["--agency", path] if verb == "sum" else []
    return govreport("--lang", "en", verb, path, *out, *named)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_under_the_ending_of_the_other_kind_is_read(
    govreport: Callable, tmp_path: Path, verb: str, ending: str
) -> None:
    path, rows = tmp_path / f"a.{ending}", [report_row(HUAIAN)]
    make = roster_workbook if ending == "csv" else roster_text
    path.write_bytes(make(type(HUAIAN), rows))
    ran = tried(govreport, verb, path)
    assert ran.code == 0, ran.err
    assert verb == "check" or list(tmp_path.glob("out.*")) != []


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "old",
    [
        ("a.docx", OLD_WORD, "an old Word document (.doc, .wps)"),
        ("a.xlsx", OLD_EXCEL, "open it in Excel or WPS and save it as .xlsx"),
        ("a.xls", OLD_EXCEL, "open it in Excel or WPS and save it as .xlsx"),
    ],
)
def test_an_old_document_is_refused_with_what_it_is_and_what_to_do(
    govreport: Callable, tmp_path: Path, verb: str, old: tuple[str, bytes, str]
) -> None:
    name, content, told = old
    path = tmp_path / name
    path.write_bytes(content)
    ran = tried(govreport, verb, path)
    assert ran.code == 2, ran.err
    assert told in ran.err + ran.out
    assert [each.name for each in tmp_path.iterdir()] == [name]


ODD = "甲\x1b[31m\x9b2J\u202e乙"


def raw_in(text: str) -> set[str]:
    """Return what a terminal would obey: controls other than line ends, and marks of direction."""
    kinds = {each: unicodedata.category(each) for each in set(text) - set("\n\t")}
    return {each for each, kind in kinds.items() if kind in ("Cc", "Cf", "Zl", "Zp")}


@pytest.mark.parametrize("verb", [*VERBS, "sum"])
def test_what_a_terminal_obeys_is_never_printed_of_a_file_name(
    govreport: Callable, tmp_path: Path, verb: str
) -> None:
    path = tmp_path / f"{ODD}.json"
    path.write_text('{"year": 2024', encoding="utf-8")
    ran = tried(govreport, verb, path)
    assert ran.code == 2
    assert "甲" in ran.err + ran.out
    assert raw_in(ran.out + ran.err) == set()


@pytest.mark.parametrize("verb", ["check", "build", "sum"])
@pytest.mark.parametrize("name", [ODD, "甲\u202e\u2066乙"])
def test_what_a_terminal_obeys_is_never_printed_of_an_agency(
    govreport: Callable, tmp_path: Path, verb: str, name: str
) -> None:
    data = json.loads(json.dumps(HUAIAN.to_data()))
    data["agency"]["name"] = name
    data["applications"]["received"]["total"] += 1
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = tried(govreport, verb, path)
    assert ran.code != 0
    assert raw_in(ran.out + ran.err) == set()
