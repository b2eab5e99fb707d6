"""What a template sees of a report, and the shape of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from govreport.forms import ogi2021
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word.context import ANY, LEAF, Shape, form_shape, mapping_shape, report_context
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
PLAIN = (str, int, Decimal, bool, type(None))


def fits(value: object, shape: Shape) -> bool:
    """Tell whether data has a shape; a leaf may be anything that can be printed."""
    if isinstance(shape, dict):
        return (
            isinstance(value, Mapping)
            and set(value) == set(shape)
            and all(fits(value[name], inner) for name, inner in shape.items())
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    return type(value) in PLAIN or hasattr(value, "isoformat")


@pytest.mark.parametrize("name", list(official_forms()))
def test_the_context_of_a_report_has_the_shape_of_its_form(name: str) -> None:
    form = official_forms()[name]
    data = {"year": form.info().first_year, "agency": {"name": "甲局"}, "signature": True}
    report: Report = form.from_data(data, blank="zero")
    assert fits(report_context(report), form_shape(form))


def test_sections_become_paragraphs_with_their_headings() -> None:
    report = changed(HUAIAN, {}, overview="首段。\n（一）公开。后文。\n1.网站")
    assert report_context(report)["overview"] == [
        {"level": 0, "head": "", "text": "首段。"},
        {"level": 2, "head": "（一）公开。", "text": "后文。"},
        {"level": 3, "head": "1.网站", "text": ""},
    ]


def test_an_amount_keeps_its_digits_and_a_blank_stays_one() -> None:
    report = changed(
        HUAIAN, {"disclosure.fees.amount": Decimal("1.50"), "disclosure.penalties.decisions": None}
    )
    disclosure = report_context(report)["disclosure"]
    assert isinstance(disclosure, dict)
    assert str(disclosure["fees"]["amount"]) == "1.50"
    assert disclosure["penalties"]["decisions"] is None


def test_two_contexts_share_nothing() -> None:
    first, second = report_context(HUAIAN), report_context(HUAIAN)
    assert first == second
    assert first["disclosure"] is not second["disclosure"]


def test_the_shape_of_a_form_has_all_its_figures() -> None:
    shape = form_shape(ogi2021.Report)
    for path in HUAIAN.figures():
        inner: Shape = shape
        for name in path.split("."):
            assert isinstance(inner, dict)
            inner = inner[name]
        assert inner == LEAF


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        ({"a": 1, "b": None}, {"a": LEAF, "b": LEAF}),
        ({"a": []}, {"a": [ANY]}),
        ({"a": [1, 2]}, {"a": [LEAF]}),
        ({"a": [{"x": 1}, {"y": {"z": 2}}]}, {"a": [{"x": LEAF, "y": {"z": LEAF}}]}),
        ({"a": [{"b": {"x": 1}}, {"b": {"y": 1}}]}, {"a": [{"b": {"x": LEAF, "y": LEAF}}]}),
        ({"a": [{"b": []}, {"b": [1]}]}, {"a": [{"b": [LEAF]}]}),
        ({"a": [[1], []]}, {"a": [[LEAF]]}),
        ({"a": [None, {"x": 1}]}, {"a": [{"x": LEAF}]}),
    ],
)
def test_the_shape_of_a_list_has_every_name_any_of_its_items_has(
    data: dict[str, object], shape: dict[str, Shape]
) -> None:
    assert mapping_shape(data) == shape
