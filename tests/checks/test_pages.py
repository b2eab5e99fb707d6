"""What a published document lacks or has altered."""

from __future__ import annotations

import pytest

from govreport.checks import check
from govreport.findings import Finding
from govreport.report import Report
from govreport.sources.reading import Heading, Provenance, Reading, Seen, TableSeen, Variant
from samples import changed, told

PARTS = ("overview", "disclosure", "applications", "disputes", "problems", "other")
IN_FORCE = "disclosure.normative_documents.in_force"


def page(
    *,
    report: Report | None = None,
    missing: tuple[str, ...] = (),
    raw: str | None = None,
    parts: tuple[str, ...] = PARTS,
    labels: tuple[tuple[str, str], ...] = (),
    met: tuple[str, ...] = (),
) -> Reading:
    report = report or told()
    absent = tuple(path for path in report.cells() if f"{path}.".startswith(missing)) if missing else ()
    shown = {path: "" if value is None else str(value) for path, value in report.cells().items()}
    cells = {path: Provenance(text) for path, text in shown.items() if path not in absent}
    if raw is not None:
        cells[IN_FORCE] = Provenance(raw)
    variants = tuple(Variant(Provenance(printed), own, "applications") for printed, own in labels)
    seen = Seen(
        headings=tuple(Heading(Provenance(part), part) for part in parts),
        tables=(TableSeen("applications", rows=met, variants=variants),),
    )
    return Reading(report, cells, missing=absent, seen=seen)


def found(reading: Reading, *, excerpt: bool = False) -> list[Finding]:
    return list(check(reading.report, page=reading, excerpt=excerpt))


def codes(reading: Reading, *, excerpt: bool = False) -> list[str]:
    return [finding.code for finding in found(reading, excerpt=excerpt)]


@pytest.mark.parametrize(("missing", "is_told"), [((), True), (("disputes.litigation_direct.",), False)])
def test_a_figure_of_the_text_is_not_compared_with_rows_that_were_not_found(
    missing: tuple[str, ...], *, is_told: bool
) -> None:
    report = told(overview="（一）依申请公开。因政府信息公开发生行政诉讼999件。")
    assert ("text-table" in codes(page(report=report, missing=missing), excerpt=True)) is is_told


@pytest.mark.parametrize(
    ("missing", "code", "where"),
    [
        (("disputes.",), "table-missing", "四、政府信息公开行政复议、行政诉讼情况"),
        (("applications.results.denied.",), "row-missing", "（三）不予公开"),
        (
            ("applications.results.denied.repeated.", "applications.carried_over."),
            "row-missing",
            "二、上年结转",
        ),
        (("applications.results.other.",), "form-hybrid", "（六）其他处理"),
        (("disputes.reconsideration.",), "row-missing", "行政复议"),
    ],
)
def test_what_is_missing_is_told_once_and_as_a_whole(missing: tuple[str, ...], code: str, where: str) -> None:
    (finding,) = found(page(missing=missing))
    assert finding.code == code
    assert where in finding.where


@pytest.mark.parametrize(
    ("missing", "met", "expected"),
    [
        ("applications.results.total.", ("applications.results.total",), [("row-torn", "（七）总计")]),
        (
            "applications.results.total.natural_person.",
            ("applications.results.total",),
            [("row-missing", "")],
        ),
        ("disputes.", ("disputes",), [("row-torn", "四、政府信息公开行政复议、行政诉讼情况")]),
        (
            "applications.results.unavailable.",
            (
                "applications.results.unavailable.not_held",
                "applications.results.unavailable.needs_creation",
            ),
            [
                ("row-torn", "1.本机关不掌握相关政府信息"),
                ("row-torn", "2.没有现成信息需要另行制作"),
                ("row-missing", "3.补正后申请内容仍不明确"),
            ],
        ),
    ],
)
def test_a_row_that_was_met_is_torn_if_none_of_its_cells_has_a_place(
    missing: str, met: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    findings = found(page(missing=(missing,), met=met))
    assert [finding.code for finding in findings] == [code for code, _ in expected]
    assert all(label in finding.where for finding, (_, label) in zip(findings, expected, strict=True))


def test_a_single_row_is_told_with_the_edition_that_has_it() -> None:
    (finding,) = found(page(missing=("applications.results.other.",)))
    assert "ogi2019" in finding.message.zh
    assert "3 行" in finding.message.zh


def test_an_excerpt_is_not_asked_for_what_is_not_there() -> None:
    assert codes(page(missing=("disputes.",), parts=("overview",)), excerpt=True) == []


def test_cells_that_are_not_there_are_not_blank_besides() -> None:
    report = changed(told(), {"disputes.reconsideration.total": None})
    assert codes(page(report=report, missing=("disputes.",))) == ["table-missing"]
    assert codes(page(report=report)) == ["blank-cell"]


@pytest.mark.parametrize("raw", ["66", " 66 ", "６６", "/", "—", ""])
def test_a_figure_or_a_blank_passes_as_a_cell(raw: str) -> None:
    assert codes(page(raw=raw)) == []


@pytest.mark.parametrize("raw", ["66件", "66（其中修订16件）", "066", "--66", "减66", "六十六"])
def test_anything_else_in_a_cell_is_told_with_what_it_was_read_as(raw: str) -> None:
    (finding,) = found(page(raw=raw))
    assert (finding.code, finding.cells, finding.value) == ("cell-note", (IN_FORCE,), raw)
    assert "66" in finding.message.zh


@pytest.mark.parametrize(
    ("printed", "own", "expected"),
    [
        ("1、属于国家秘密", "1.属于国家秘密", []),
        ("3.危及三安全一稳定", "3.危及“三安全一稳定”", []),
        ("其他法律行政止公开", "其他法律行政法规禁止公开", ["label-altered"]),
        ("逾期不补正", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", []),
    ],
)
def test_labels_may_differ_in_marks_and_long_ones_may_be_short(
    printed: str, own: str, expected: list[str]
) -> None:
    assert codes(page(labels=((printed, own),))) == expected


def test_missing_sections_are_notes_for_the_year_the_form_was_new() -> None:
    from govreport.forms import ogi2019  # noqa: PLC0415

    texts = {name: text for name, text in told().texts().items() if name != "lead"}
    data = {"year": 2019, "agency": {"name": "甲县人民政府"}, **texts}
    report = ogi2019.Report.from_data(data, blank="zero")
    sections = [
        each for each in found(page(report=report, parts=PARTS[:5])) if each.code == "section-missing"
    ]
    assert [(each.severity.value, each.where) for each in sections] == [("note", "六、其他需要报告的事项")]


@pytest.mark.parametrize(
    ("printed", "severity"),
    [("法提供", "note"), ("无法提", "note"), ("无法供", "warning"), ("无发提供", "warning")],
)
def test_a_label_cut_at_its_end_is_a_note(printed: str, severity: str) -> None:
    (finding,) = found(page(labels=((printed, "无法提供"),)))
    assert (finding.code, str(finding.severity)) == ("label-altered", severity)
