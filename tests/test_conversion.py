"""Reports put into another form: what goes over, what is lost, what stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.agency import Agency
from govreport.conversion import Conversion, convert
from govreport.forms import (
    Choice,
    Count,
    Rows,
    Words,
    group,
    ogi2014,
    ogi2019,
    ogi2021,
    row,
    section,
    table,
    total,
    website2018,
)
from govreport.forms._figures import Figure, Text
from govreport.report import Report
from govreport.sources import load
from samples import changed, load_report

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
HUAIAN = load_report("huaian_2024.json")
OTHER = "applications.results.other"


def old_report(figures: dict[str, Figure], **facts: object) -> Report:
    blank = ogi2019.Report.from_data({"year": 2020, "agency": {"name": "甲局"}}, blank="zero")
    return changed(blank, figures, **facts)


def lost(conversion: Conversion) -> dict[str, object]:
    return {entry.path: entry.value for entry in conversion.lost}


def left_open(conversion: Conversion) -> list[str]:
    return [entry.path for entry in conversion.open]


def test_every_cell_of_equal_path_goes_over() -> None:
    figures = convert(HUAIAN, ogi2019.Report).report.figures()
    before = HUAIAN.figures()
    shared = set(before) & set(figures)
    assert len(shared) == 172
    assert {path: figures[path] for path in shared} == {path: before[path] for path in shared}


def test_a_group_of_rows_becomes_a_single_row_by_its_sums() -> None:
    figures = convert(HUAIAN, ogi2019.Report).report.figures()
    assert figures[f"{OTHER}.natural_person"] == 67 + 6 + 108
    assert figures[f"{OTHER}.organisation.business"] == 5
    assert figures[f"{OTHER}.total"] == 187


def test_the_columns_of_documents_have_no_counterpart_and_are_told() -> None:
    conversion = convert(HUAIAN, ogi2019.Report)
    assert lost(conversion) == {
        path: value
        for path, value in HUAIAN.figures().items()
        if path.startswith(("disclosure.regulations", "disclosure.normative", "disclosure.fees"))
    }
    entry = conversion.lost[2]
    assert (entry.path, entry.labels, entry.value) == (
        "disclosure.regulations.in_force",
        ("二、主动公开政府信息情况", "规章", "现行有效件数"),
        11,
    )


def test_what_the_old_report_cannot_say_is_open_and_blank() -> None:
    conversion = convert(HUAIAN, ogi2019.Report)
    cells = conversion.report.cells()
    assert len(conversion.open) == 19
    assert left_open(conversion) == [path for path, value in cells.items() if value is None]


def test_a_single_row_of_zeros_becomes_a_group_of_zeros() -> None:
    conversion = convert(old_report({}), ogi2021.Report)
    figures = conversion.report.figures()
    assert {value for path, value in figures.items() if path.startswith(OTHER)} == {0}
    assert OTHER not in " ".join([*lost(conversion), *left_open(conversion)])


def test_a_figure_of_a_single_row_cannot_be_divided() -> None:
    report = old_report({f"{OTHER}.natural_person": 5, f"{OTHER}.total": 5})
    conversion = convert(report, ogi2021.Report)
    figures = conversion.report.figures()
    assert [figures[f"{OTHER}.{kind}.natural_person"] for kind in ogi2021.Other._fields] == [None] * 3
    assert figures[f"{OTHER}.fee_unpaid.organisation.business"] == 0
    assert {path: value for path, value in lost(conversion).items() if path.startswith(OTHER)} == {
        f"{OTHER}.natural_person": 5,
        f"{OTHER}.total": 5,
    }
    assert [path for path in left_open(conversion) if path.startswith(OTHER)] == [
        f"{OTHER}.{kind}.{column}" for kind in ogi2021.Other._fields for column in ("natural_person", "total")
    ]


def test_a_sum_with_a_blank_part_is_blank_and_its_parts_are_told() -> None:
    report = changed(HUAIAN, {f"{OTHER}.fee_unpaid.natural_person": None})
    conversion = convert(report, ogi2019.Report)
    assert conversion.report.figures()[f"{OTHER}.natural_person"] is None
    assert f"{OTHER}.natural_person" in left_open(conversion)
    assert {path: value for path, value in lost(conversion).items() if path.startswith(OTHER)} == {
        f"{OTHER}.correction_overdue.natural_person": 67,
        f"{OTHER}.other.natural_person": 108,
    }


def test_a_wrong_total_stays_wrong_and_a_blank_one_blank() -> None:
    wrong: dict[str, Figure] = {"applications.received.total": 9999, "applications.carried_over.total": None}
    conversion = convert(changed(HUAIAN, wrong), ogi2019.Report)
    figures = conversion.report.figures()
    assert (figures["applications.received.total"], figures["applications.carried_over.total"]) == (
        9999,
        None,
    )
    assert not set(wrong) & set(left_open(conversion))


def test_the_blank_cells_of_a_published_report_are_neither_lost_nor_open() -> None:
    conversion = convert(load(EXAMPLES / "shanghai-2019.yaml"), ogi2021.Report)
    assert {path for path in left_open(conversion) if not path.startswith("disclosure.")} == set()
    assert {value for path, value in conversion.report.figures().items() if path.startswith(OTHER)} == {None}
    assert lost(conversion)["disclosure.procurement.amount"] == "251000元"


@pytest.mark.parametrize("report", [HUAIAN, load(EXAMPLES / "hejixiang-2021.yaml")], ids=["2024", "2021"])
def test_a_form_converted_to_itself_is_the_same_report(report: Report) -> None:
    conversion = convert(report, type(report))
    assert conversion.report.published() == report.published()
    assert (conversion.lost, conversion.open) == ((), ())


def test_title_and_lead_of_the_library_are_made_anew_for_the_form() -> None:
    converted = convert(HUAIAN, ogi2019.Report).report
    assert "国办公开办函〔2019〕60号" in converted.texts()["lead"]
    site = convert(HUAIAN, website2018.Report).report
    assert (converted.title, site.title) == (HUAIAN.title, "淮安市人民政府2024年政府网站工作年度报表")


def test_facts_and_texts_of_ones_own_are_kept() -> None:
    facts = {"title": "甲局工作报告", "lead": "本报告。", "overview": "甲。", "published": "2021-01-20"}
    closing = {"notes": {"applications": "含电话。"}, "handling_fee": {"cases": 1, "amount": "30"}}
    report = old_report({}, **facts, **closing, signature=True)
    converted = convert(report, ogi2021.Report).report
    assert {key: converted.to_data()[key] for key in (*facts, *closing, "signature")} == {
        **facts,
        **closing,
        "signature": {"name": "甲局", "date": "2021-01-20", "seal": False},
    }


def test_a_form_of_another_kind_takes_nothing_and_everything_is_told() -> None:
    report = old_report({}, overview="甲。", notes={"disputes": "乙。"})
    conversion = convert(report, website2018.Report)
    cells = conversion.report.cells()
    assert {path: value for path, value in cells.items() if value is not None} == {
        "site.reporting.body": report.agency.name,
        "site.reporting.year": str(report.year),
    }
    assert len(conversion.open) == len(cells) - 2
    filled = {path for path, value in report.cells().items() if value is not None}
    assert filled < set(lost(conversion))
    assert lost(conversion)["overview"] == "甲。"
    assert lost(conversion)["notes.disputes"] == "乙。"


def test_sections_go_by_their_names_between_the_editions() -> None:
    report = ogi2014.Report(year=2016, agency=Agency(name="甲局"), overview="甲。", charges="乙。")
    conversion = convert(report, ogi2021.Report)
    assert conversion.report.texts()["overview"] == "甲。"
    assert lost(conversion) == {"charges": "乙。"}
    assert conversion.lost[0].labels == ("四、政府信息公开的收费及减免情况",)


class Ways(Rows):
    total: Count = total("来件数")
    letters: Count = row("1.来信")
    visits: Count = row("2.来访")


class Apart(Rows):
    received: Ways = group()
    handled: Count = row("办结", unit="件")
    kind: Choice = row("种类", choices=("甲", "乙"))
    name: Words = row("名称")


class Together(Rows):
    received: Count = row("来件数")
    handled: Count = row("办结", unit="次")
    kind: Choice = row("种类", choices=("甲", "丙"))
    name: Count = row("名称")


class ApartReport(Report, kind="post"):
    work: Apart = table("一、来件")
    plans: Text = section("二、打算")


class TogetherReport(Report, kind="post"):
    work: Together = table("一、来件")


def apart(**work: object) -> Report:
    return ApartReport.from_data({"year": 2024, "agency": {"name": "甲局"}, "work": work})


def test_a_printed_total_is_what_a_single_row_takes_even_when_it_is_wrong() -> None:
    conversion = convert(apart(received={"total": 9, "letters": 1, "visits": 2}), TogetherReport)
    assert conversion.report.cells()["work.received"] == 9
    assert lost(conversion) == {}


def test_a_single_row_gives_the_total_of_a_group_but_not_its_parts() -> None:
    data = {"year": 2024, "agency": {"name": "甲局"}, "work": {"received": 9}}
    conversion = convert(TogetherReport.from_data(data), ApartReport)
    assert list(conversion.report.cells().values())[:3] == [9, None, None]
    assert lost(conversion) == {}
    assert left_open(conversion)[:2] == ["work.received.letters", "work.received.visits"]


def test_contents_that_do_not_fit_are_lost_though_the_paths_are_equal() -> None:
    conversion = convert(apart(handled=3, kind="乙", name="甲乙"), TogetherReport)
    assert set(conversion.report.cells().values()) == {None}
    assert lost(conversion) == {"work.handled": 3, "work.kind": "乙", "work.name": "甲乙"}


def test_a_choice_both_forms_have_goes_over() -> None:
    assert convert(apart(kind="甲"), TogetherReport).report.cells()["work.kind"] == "甲"
