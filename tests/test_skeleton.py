"""Something to fill in: read back it is blank, and nothing of the form is missing."""

from __future__ import annotations

from typing import cast

import pytest

from govreport.agency import Agency, Level
from govreport.datatext import Ending, Keys, format_data
from govreport.forms import ogi2021
from govreport.forms._fields import Kind
from govreport.forms._registry import official_forms
from govreport.forms._repeated import repeated_cells
from govreport.report import Report
from govreport.skeleton import skeleton
from govreport.sources import load_text

FORMS = list(official_forms().values())
AGENCY = Agency(name="甲乙县人民政府", level=Level.COUNTY, phone="0370-8310022")


def read_back(form: type[Report], ending: Ending, keys: Keys) -> Report:
    data = skeleton(form, year=form.info().first_year, agency=AGENCY)
    return load_text(format_data(form, data, ending=ending, keys=keys).encode())


@pytest.mark.parametrize("form", FORMS, ids=official_forms())
@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json"])
@pytest.mark.parametrize("keys", ["en", "zh"])
def test_it_reads_back_as_the_blank_report(form: type[Report], ending: Ending, keys: Keys) -> None:
    report = read_back(form, ending, keys)
    assert type(report) is form
    assert report.published() == form(year=form.info().first_year, agency=AGENCY).published()
    assert report.agency.level is Level.COUNTY
    repeated = {".".join(path) for path, _ in repeated_cells(form)}
    assert {value for path, value in report.cells().items() if path not in repeated} == {None}


@pytest.mark.parametrize("form", FORMS, ids=official_forms())
def test_it_has_every_section_and_every_cell_that_is_to_be_filled_in(form: type[Report]) -> None:
    data = skeleton(form, year=2020)
    sections = [field.name for field in form.parts() if field.kind is Kind.SECTION and field.name != "lead"]
    assert [name for name in sections if data[name] != ""] == []
    for grid in form.grids().values():
        for cell in grid.figures():
            steps = cell.path.split(".")
            place: object = data
            while steps and isinstance(place, dict) and steps[0] in place:
                place = cast("dict[str, object]", place)[steps.pop(0)]
            follows = cell.field is not None and cell.field.follows
            assert (steps, place) == ([], None) or follows or steps[0] == "total", cell.path


def test_totals_are_computed_when_the_cells_are_filled_in() -> None:
    text = format_data(ogi2021.Report, skeleton(ogi2021.Report, year=2024), ending=".yaml")
    filled = text.replace("upheld: ", "upheld: 1").replace("corrected: ", "corrected: 2")
    filled = filled.replace("other: , pending: }", "other: 0, pending: 4}")
    assert load_text(filled.encode()).figures()["disputes.reconsideration.total"] == 7


def test_without_agency_the_name_is_an_empty_text() -> None:
    data = skeleton(ogi2021.Report, year=2024)
    assert ogi2021.Report.from_data({"year": 2024, "agency": data["agency"]}).agency.name == ""
