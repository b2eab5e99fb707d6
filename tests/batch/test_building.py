"""From inputs to Word files: what becomes of each, and that none stops the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govreport import read
from govreport.batch import Built, Settings, build, iter_built
from govreport.errors import DataError, FindingsError, MachineError, SourceError, UsageError
from govreport.findings import has_errors
from govreport.forms import ogi2019, ogi2021
from govreport.forms._registry import report_from_data
from govreport.html import fragment, page
from govreport.report import Report
from govreport.word import Template
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
WRONG = changed(HUAIAN, {"applications.received.total": 3120})
TITLE = "淮安市人民政府2024年政府信息公开工作年度报告"


def blank(name: str) -> Report:
    return report_from_data({"year": 2021, "agency": {"name": name}, "blank": "zero"})


def built_all(sources: list, output: Path | str, **settings: object) -> list[Built]:
    return list(iter_built(sources, str(output), Settings(**settings)))  # type: ignore[arg-type]


def written(folder: Path) -> list[Path]:
    """The reports in a folder."""
    return sorted(path for path in folder.iterdir() if path.name != "manifest.jsonl")


def test_a_report_a_file_and_bytes_give_the_same_word_file(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text(json.dumps(HUAIAN.to_data(), ensure_ascii=False), encoding="utf-8")
    outputs = [tmp_path / f"{number}.docx" for number in range(3)]
    built = [
        build(input_, output)
        for input_, output in zip((HUAIAN, source, source.read_bytes()), outputs, strict=True)
    ]
    assert [one.source for one in built] == [TITLE, str(source), "-"]
    assert [one.path for one in built] == outputs
    assert len({output.read_bytes() for output in outputs}) == 1
    assert read(outputs[0]).report.published() == HUAIAN.published()


def test_a_report_with_errors_is_refused_with_its_findings(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        build(WRONG, tmp_path / "a.docx")
    assert len(caught.value.problems) == 2
    assert "总计" in str(caught.value.problems[0].where)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_has_both_file_and_findings(tmp_path: Path) -> None:
    built = build(WRONG, tmp_path / "a.docx", draft=True)
    assert [finding.code for finding in built.findings] == ["row-total", "balance"]
    assert built.path == tmp_path / "a.docx"
    assert built.path.is_file()


def test_a_missing_input_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到文件"):
        build(tmp_path / "none.json", tmp_path / "a.docx")


def test_the_form_and_the_blanks_can_be_chosen(tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text("year: 2019\nagency: {name: 甲局}\n", encoding="utf-8")
    built = build(source, tmp_path / "a.docx", form=ogi2019.Report, blank="zero")
    assert isinstance(built.report, ogi2019.Report)
    assert set(built.report.figures().values()) == {0}
    assert build(source, tmp_path / "b.docx").findings != ()


def test_one_template_serves_all_reports(tmp_path: Path) -> None:
    template = Template.stock(ogi2021.Report)
    built = built_all([blank("甲局"), blank("乙局")], tmp_path / "out", template=template)
    assert [one.failure for one in built] == [None, None]
    assert len(written(tmp_path / "out")) == 2


def test_each_input_has_its_own_result_in_order(tmp_path: Path) -> None:
    sources = [tmp_path / "none.json", WRONG, blank("甲局"), b"[1]"]
    missing, refused, good, damaged = built_all(sources, tmp_path / "out")
    assert isinstance(missing.error, SourceError)
    assert (refused.path, refused.error) == (None, None)
    assert [finding.code for finding in refused.findings] == ["row-total", "balance"]
    assert good.path == tmp_path / "out" / "甲局2021年政府信息公开工作年度报告.docx"
    assert (damaged.source, damaged.report) == ("-", None)
    assert written(tmp_path / "out") == [good.path]


def test_a_bug_met_with_one_input_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from govreport.batch import work  # noqa: PLC0415

    def broken(report: Report, *, last_year: Report | None) -> tuple[()]:
        assert last_year is None
        if report.agency.name == "甲局":
            raise RuntimeError("boom")
        return ()

    monkeypatch.setattr(work, "check", broken)
    first, second = built_all([blank("甲局"), blank("乙局")], tmp_path)
    assert (str(first.bug), first.error, first.path) == ("boom", None, None)
    assert first.failure is first.bug
    assert second.failure is None
    with pytest.raises(RuntimeError, match="boom"):
        build(blank("甲局"), tmp_path / "a.docx")


@pytest.mark.parametrize("other", ["甲局", "甲/局|甲:局", "A局|a局", "Ａ局|A局"])
def test_two_reports_of_one_name_are_refused_and_named(tmp_path: Path, other: str) -> None:
    one, two = other.split("|") if "|" in other else ("甲局", other)
    first, second = built_all([blank(one), blank(two)], tmp_path / "out")
    for built, twin in ((first, second), (second, first)):
        assert isinstance(built.error, DataError)
        problem = built.error.problems[0]
        assert (problem.what.zh, problem.where) == ("两份报告的文件名相同，都不写出", built.source)
        assert twin.source in str(problem.expected)
    assert written(tmp_path / "out") == []


def test_a_report_with_errors_shares_its_name_with_no_other(tmp_path: Path) -> None:
    wrong, good, third = built_all([WRONG, HUAIAN, blank("甲局")], tmp_path / "out")
    assert (has_errors(wrong.findings), wrong.path, wrong.error) == (True, None, None)
    assert isinstance(good.error, DataError)
    assert [third.path] == written(tmp_path / "out")


def test_what_cannot_be_read_is_told_when_its_turn_comes(tmp_path: Path) -> None:
    none, good = built_all([tmp_path / "none.json", HUAIAN], tmp_path / "out")
    assert isinstance(none.error, SourceError)
    assert good.path is not None


@pytest.mark.parametrize("ending", ["", "/"])
def test_one_input_goes_into_a_folder_that_is_there_or_asked_for(tmp_path: Path, ending: str) -> None:
    output = f"{tmp_path}/out{ending}"
    if not ending:
        Path(output).mkdir()
    (built,) = built_all([HUAIAN], output)
    assert built.path == tmp_path / "out" / f"{TITLE}.docx"


def test_the_folder_of_a_single_file_is_made(tmp_path: Path) -> None:
    (built,) = built_all([HUAIAN], tmp_path / "a" / "b" / "c.docx")
    assert built.path == tmp_path / "a" / "b" / "c.docx"
    assert built.path.is_file()


@pytest.mark.parametrize("output", ["file/out/", "a\0b/", "x" * 300 + "/"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(MachineError, match="输出文件夹建不了"):
        built_all([HUAIAN], f"{tmp_path}/{output}")


def test_a_target_that_is_no_file_fails_alone(tmp_path: Path) -> None:
    (tmp_path / f"{TITLE}.docx").mkdir()
    taken, good = built_all([HUAIAN, blank("甲局")], tmp_path)
    assert isinstance(taken.error, MachineError)
    assert good.path is not None


def test_a_web_page_is_written_beside_the_word_file_when_asked(tmp_path: Path) -> None:
    (built,) = built_all([HUAIAN], tmp_path / "a.docx", html=True)
    assert built.files == (tmp_path / "a.docx", tmp_path / "a.html", tmp_path / "a.fragment.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == page(HUAIAN)
    assert (tmp_path / "a.fragment.html").read_text(encoding="utf-8") == fragment(HUAIAN)
    (plain,) = built_all([HUAIAN], tmp_path / "b.docx")
    assert plain.page is None
    assert not (tmp_path / "b.html").exists()


def test_the_web_page_of_a_draft_says_so_and_a_refused_report_has_none(tmp_path: Path) -> None:
    (refused,) = built_all([WRONG], tmp_path / "a.docx", html=True)
    assert (refused.page, list(tmp_path.iterdir())) == (None, [])
    (built,) = built_all([WRONG], tmp_path / "a.docx", html=True, draft=True)
    assert built.page is not None
    assert "草稿" in built.page.read_text(encoding="utf-8")


def test_a_web_page_replaces_no_file_that_is_read(tmp_path: Path) -> None:
    read_too = tmp_path / "a.html"
    read_too.write_text("<p>甲", encoding="utf-8")
    (built,) = built_all([HUAIAN], tmp_path / "a.docx", html=True, also_read=(read_too,))
    assert isinstance(built.error, UsageError)
    assert (built.path, built.page) == (None, None)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert read_too.read_text(encoding="utf-8") == "<p>甲"
