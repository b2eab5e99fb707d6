"""Records: what a class is refused for, and how its objects behave."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from definitions import defined
from govreport import Agency, report
from govreport.errors import DataError, FormError, GovReportError
from govreport.forms import Choice, Columns, Count, Rows, Text, column, group, ogi2021, row, section, spanner
from govreport.forms._record import aliases, given_fields, place_of
from govreport.forms.ogi2021 import Applicants, Outcomes


class One(Columns):
    only: Count = column("甲")


def said(error: pytest.ExceptionInfo[GovReportError]) -> list[str]:
    lines = error.value.to_text("en").splitlines()
    assert len(lines) <= 6
    return lines


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("Nothing", ["the annotated type is not defined", "  where: Mine", "  found: Nothing"]),
        ("int +", ["an annotation that cannot be read", "  where: Mine", "  found: SyntaxError"]),
        ("int.more", ["an annotation that cannot be read", "  where: Mine", "  found: AttributeError"]),
        ("1 / 0", ["an annotation that cannot be read", "  where: Mine", "  found: ZeroDivisionError"]),
        (
            "list[int]",
            ["the kind of the field does not fit its type", "  where: Mine: one", "  found: row: fact"],
        ),
    ],
)
def test_an_annotation_that_is_no_type_is_refused(annotation: str, expected: list[str]) -> None:
    with pytest.raises(FormError) as caught:
        defined(Rows, {"one": (annotation, row("甲"))})
    assert [line[: len(piece)] for line, piece in zip(said(caught), expected, strict=False)] == expected


@pytest.mark.parametrize(
    ("base", "options", "found", "expected"),
    [
        (Columns, {"balanc": "a = b"}, "balanc", "balance"),
        (Columns, {"headin": "甲"}, "headin", "heading"),
        (Rows, {"cornr": "甲"}, "cornr", "corner / corner_note"),
        (report.Report, {"nam": "x"}, "nam", "name"),
    ],
)
def test_a_misspelt_option_is_told(base: type, options: dict[str, str], found: str, expected: str) -> None:
    with pytest.raises(FormError) as caught:
        defined(base, {}, **options)
    assert said(caught) == [
        "no such option",
        "  where: Mine",
        f"  found: {found}",
        f"  expected: {expected}",
    ]


@pytest.mark.parametrize("name", ["info", "figures", "texts", "_private"])
def test_a_field_cannot_take_the_name_of_something_else(name: str) -> None:
    with pytest.raises(FormError) as caught:
        defined(report.Report, {name: (Text, section("一、甲"))})
    assert said(caught)[:2] == ["a field cannot have this name", f"  where: Mine.{name}"]


def test_a_field_of_an_official_form_may_be_declared_anew() -> None:
    class Mine(ogi2021.Report, name="mine", years=(2021, None)):
        overview: Text = section("一、概述")
        local: Text = section("七、本地情况")

    assert [field.label.text for field in Mine.parts()][1::6] == ["一、概述", "七、本地情况"]
    made = Mine.from_data({"year": 2022, "agency": {"name": "甲局"}, "概述": "乙。", "本地情况": "丙。"})
    assert (made.overview, made.local) == ("乙。", "丙。")
    assert isinstance(made, ogi2021.Report)
    assert Mine.from_data(made.to_data()) == made


@pytest.mark.parametrize(
    "fields",
    [
        {"a": (Count, column("甲")), "b": (Count, column("甲"))},
        {"a": (Count, column("1.甲")), "b": (Count, column("“甲”"))},
        {"a": (Count, column("甲", short="丙")), "b": (Count, column("乙", short="丙"))},
        {"a": (Count, column("甲", short="b")), "b": (Count, column("乙"))},
        {"a": (One, spanner("外", "内")), "b": (One, spanner("外", "内"))},
    ],
)
def test_keys_by_which_two_fields_could_be_meant_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(FormError) as caught:
        defined(Columns, fields)
    lines = said(caught)
    assert lines[:2] == ["the same label stands twice", "  where: Mine.b"]
    assert lines[3] == "  expected: another than that of a"


def test_equal_labels_under_different_spanners_are_no_keys() -> None:
    class Halves(Columns):
        first: One = spanner("上半年", "收到")
        second: One = spanner("下半年", "收到")

    assert dict(aliases(Halves)) == {"first": "first", "second": "second"}


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (column(3), "3"),  # type: ignore[arg-type]
        (column("甲\x07"), '"甲\\x07"'),
        (column("甲", short=b"x"), "b'x'"),  # type: ignore[arg-type]
        (column("甲", unit=1), "1"),  # type: ignore[arg-type]
    ],
)
def test_a_label_that_cannot_be_printed_is_refused(field: object, found: str) -> None:
    with pytest.raises(FormError) as caught:
        defined(Columns, {"a": (Count, field)})
    assert said(caught) == [
        "a label that is no printable text",
        "  where: Mine.a",
        f"  found: {found}",
        "  expected: a text",
    ]


@pytest.mark.parametrize("hint", [Choice, Count])
def test_a_choice_has_choices_and_nothing_else_has(hint: object) -> None:
    choices = () if hint is Choice else ("甲", "乙")
    with pytest.raises(FormError, match="choices 与类型不合"):
        defined(Rows, {"a": (hint, row("甲", choices=choices))})


def test_a_spanner_needs_a_label() -> None:
    with pytest.raises(FormError, match="没有标签"):
        defined(Columns, {"a": (One, spanner())})


def test_a_class_may_stand_in_a_function_and_name_types_of_it() -> None:
    class Inner(Rows):
        only: One = row("甲")

    class Outer(Rows):
        inner: Inner = group("乙")

    assert Outer(inner=Inner(only=One(only=3))).inner.only.only == 3


def test_methods_of_a_form_stay() -> None:
    class Doubled(Columns):
        only: Count = column("甲")

        def doubled(self) -> int | None:
            return None if self.only is None else 2 * self.only

    assert Doubled(only=2).doubled() == 4


def test_records_are_immutable_and_equal_by_value() -> None:
    one, other = Outcomes(upheld=1, corrected=2, other=3, pending=4), Outcomes(upheld=1)
    assert one != other
    assert one == Outcomes(upheld=1, corrected=2, other=3, pending=4, total=10)
    assert len({one, copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))}) == 1  # noqa: S301
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.upheld = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.upheld


def test_a_copy_still_knows_what_was_left_out() -> None:
    row = copy.deepcopy(Applicants(natural_person=3, total=None))
    assert given_fields(row) == {"natural_person": 3, "organisation": {}, "total": None}


def test_replaced_fields_leave_totals_as_they_were() -> None:
    row = Outcomes(upheld=1, corrected=0, other=0, pending=0)
    assert dataclasses.replace(row, upheld=5).total == 1


def test_a_record_shows_what_is_not_blank() -> None:
    assert repr(Applicants(natural_person=3)) == "Applicants(natural_person=3, organisation=Organisations())"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"natural_persons": 3},
            [
                "no such field",
                "  where: Applicants",
                "  found: natural_persons",
                "  expected: natural_person（自然人）",
            ],
        ),
        (
            {"organisation": {"busines": 3}},
            [
                "no such field",
                "  where: organisation（法人或其他组织）",
                "  found: busines",
                "  expected: business（商业企业）",
            ],
        ),
        (
            {"organisation": Outcomes()},
            [
                "fields belong here",
                "  where: organisation（法人或其他组织）",
                "  found: Outcomes()",
                "  expected: business, research, public_welfare, legal_service, other",
            ],
        ),
        (
            {"organisation": None},
            [
                "fields belong here",
                "  where: organisation（法人或其他组织）",
                "  found: None",
                "  expected: business, research, public_welfare, legal_service, other",
            ],
        ),
    ],
)
def test_what_python_gives_wrong_is_told(values: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(DataError) as caught:
        Applicants(**values)
    assert said(caught) == expected


def test_fields_are_given_by_name() -> None:
    with pytest.raises(DataError) as caught:
        Applicants(3)  # type: ignore[misc]
    assert said(caught) == [
        "fields are given by name",
        "  where: Applicants",
        "  found: 3",
        "  expected: name=value",
    ]


def test_places_are_told_in_the_words_of_the_form() -> None:
    assert place_of(ogi2021.Applications, ("results", "denied")) == (
        "results.denied（三、本年度办理结果 › （三）不予公开）"
    )
    assert place_of(ogi2021.Report, ("published_on",)) == "published_on（公布日期）"
    assert place_of(ogi2021.Report, ("published_on",), in_data=True) == "published（公布日期）"
    assert place_of(Agency, ("no", "such")) == "no.such"
