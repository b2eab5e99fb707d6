"""The JSON Schema of every form accepts what the loader accepts, and no misspelt key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.forms import Columns, Count, Rows, column, ogi2021, row, table
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.schema import schema_of
from govreport.sources.datafile import parse_data
from random_reports import reports

ROOT = Path(__file__).resolve().parents[1]
FORMS = list(official_forms().values())
FIRST = {"year": 2024, "agency": {"name": "甲局"}}


def errors(form: type[Report], data: Mapping[str, object]) -> list[str]:
    """What a validator finds wrong; the dotted paths of the places."""
    validator = jsonschema.Draft202012Validator(schema_of(form))
    found = sorted(validator.iter_errors(data), key=lambda error: error.json_path)
    return [error.json_path.removeprefix("$").removeprefix(".") for error in found]


def form_of(data: Mapping[str, object]) -> type[Report]:
    name = data.get("form") or data.get("表样")
    if name is None:
        year = data.get("year") or data.get("年度")
        return next(
            form for form in FORMS if form.info().kind == "ogi" and form.info().serves(int(str(year)))
        )
    return official_forms()[str(name)]


@pytest.mark.parametrize("form", FORMS, ids=official_forms())
def test_the_schema_is_itself_valid(form: type[Report]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(form))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_are_valid(path: Path) -> None:
    data = parse_data(path.read_bytes(), path).data
    assert errors(form_of(data), data) == []


def test_a_published_report_is_valid_with_year_and_agency_and_not_without() -> None:
    data: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "huaian_2024.json").read_text("utf-8"))
    bare = {key: value for key, value in data.items() if key not in ("year", "agency")}
    assert errors(ogi2021.Report, {**bare, **FIRST}) == []
    assert errors(ogi2021.Report, bare) == ["", ""]


@pytest.mark.parametrize("form", FORMS, ids=official_forms())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_any_report_is_written_as_is_valid(form: type[Report], data: st.DataObject) -> None:
    written = json.loads(json.dumps(data.draw(reports(form)).to_data()))
    assert errors(form, written) == []


@pytest.mark.parametrize(
    ("form", "data", "place"),
    [
        ("ogi2021", {"overveiw": "甲"}, ""),
        ("ogi2021", {"总体情况况": "甲"}, ""),
        ("ogi2021", {"规章": None}, ""),
        ("ogi2021", {"disputes": {"litigation": {}}}, "disputes"),
        ("ogi2021", {"applications": {"received": {"natural_persons": 3}}}, "applications.received"),
        (
            "ogi2021",
            {"applications": {"received": {"natural_person": "3"}}},
            "applications.received.natural_person",
        ),
        (
            "ogi2021",
            {"applications": {"received": {"natural_person": 3.5}}},
            "applications.received.natural_person",
        ),
        ("ogi2021", {"applications": {"received": 3}}, "applications.received"),
        ("ogi2021", {"disclosure": {"licences": "许可"}}, "disclosure.licences"),
        ("ogi2021", {"disclosure": {"fees": "12万元"}}, "disclosure.fees"),
        ("ogi2021", {"disclosure": {"licences": {"decision": 1}}}, "disclosure.licences"),
        ("ogi2021", {"agency": {"name": "甲", "level": "镇级"}}, "agency.level"),
        ("ogi2021", {"agency": {"name": "甲", "organ": "departement"}}, "agency.organ"),
        ("ogi2021", {"agency": {"short_name": "甲"}}, "agency"),
        ("ogi2021", {"year": "2024"}, "year"),
        ("ogi2021", {"form": "ogi2019"}, "form"),
        ("ogi2021", {"schema": 2}, "schema"),
        ("ogi2021", {"blank": "none"}, "blank"),
        ("ogi2021", {"published": "一月九日"}, "published"),
        ("ogi2021", {"notes": {"overview": "甲"}}, "notes"),
        ("ogi2021", {"signature": {"nmae": "甲"}}, "signature"),
        ("ogi2021", {"handling_fee": {"case": 1}}, "handling_fee"),
        ("ogi2019", {"disclosure": {"licences": {"change": "-1"}}}, "disclosure.licences.change"),
        ("ogi2014", {"statistics": {"complaint": 1}}, "statistics"),
        ("website2018", {"site": {"kind": "门户网站"}}, "site.kind"),
        ("website2018", {"site": {"innovation": "其他"}}, "site.innovation"),
        ("website2018", {"site": {"innovation": ["其它"]}}, "site.innovation[0]"),
        ("website2018", {"site": {"services": {"directory": "有"}}}, "site.services.directory"),
    ],
)
def test_a_typo_is_found_at_its_place(form: str, data: dict[str, object], place: str) -> None:
    assert errors(official_forms()[form], {**FIRST, **data}) == [place]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("ogi2021", {"disclosure": {"licences": 12, "行政处罚": None, "fees": "96171.60"}}),
        ("ogi2021", {"主动公开政府信息情况": {"规范性文件": {"制发": 1, "本年废止件数": 0}}}),
        ("ogi2021", {"signature": True, "公布日期": "2025年1月9日", "notes": {"disputes": "甲"}}),
        ("ogi2021", {"信息处理费": {"件数": 2, "金额": "30.5"}, "schema": 1, "kind": "ogi", "blank": "zero"}),
        ("ogi2021", {"agency": {"名称": "甲县政府", "级别": "县级", "性质": "政府", "邮编": "223001"}}),
        ("ogi2019", {"disclosure": {"licences": {"增减": -3}, "procurement": {"采购金额": "251000元"}}}),
        ("ogi2014", {"statistics": {"行政复议数量": 3, "on_request": {"收到申请数": {"当面申请数": 1}}}}),
        (
            "website2018",
            {"site": {"kind": "部门网站", "innovation": ["其他"], "services": {"directory": "是"}}},
        ),
        ("website2018", {"site": {"releases": 12, "exchange": {"assistant": False}}}),
    ],
)
def test_names_and_chinese_keys_bare_figures_and_choices_are_valid(
    form: str, data: dict[str, object]
) -> None:
    complete = {**FIRST, **data}
    assert errors(official_forms()[form], complete) == []
    content = {key: value for key, value in complete.items() if key not in ("schema", "kind", "blank")}
    assert official_forms()[form].from_data(content).year == 2024


def test_editors_show_the_official_label_and_the_unit() -> None:
    schema = schema_of(ogi2021.Report)
    definitions: Any = schema["$defs"]
    assert definitions["Organisations"]["properties"]["商业企业"] == {
        "title": "商业企业",
        "description": "business；单位：件",
        "type": ["integer", "null"],
    }
    assert definitions["Applicants"]["properties"]["total"]["description"] == "total；不写就自动算出"
    assert (schema["title"], schema["description"]) == (
        "政府信息公开工作年度报告 ogi2021",
        ogi2021.Report.info().basis,
    )


def test_the_required_fields_may_have_any_of_their_keys() -> None:
    assert errors(ogi2021.Report, {"年份": 2024, "行政机关": {"机关名称": "甲局"}}) == []


class Documents(Columns):
    seen: Count = column("收文")


class Both(Rows):
    ours: Documents = row("甲", block="一")
    theirs: ogi2021.Documents = row("乙", block="二")


class BothReport(Report, kind="post"):
    both: Both = table("一、文件")


def test_classes_of_one_name_do_not_get_into_each_others_way() -> None:
    assert errors(BothReport, {**FIRST, "both": {"ours": {"seen": 1}, "theirs": {"issued": 1}}}) == []
    assert errors(BothReport, {**FIRST, "both": {"ours": {"issued": 1}}}) == ["both.ours"]
    assert errors(BothReport, {**FIRST, "both": {"theirs": {"seen": 1}}}) == ["both.theirs"]
