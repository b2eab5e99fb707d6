"""What stands at the end of a report: the sign-off, notes under tables, the handling fee."""

from __future__ import annotations

import copy
import datetime
import pickle
from decimal import Decimal
from typing import Any

import pytest

from govreport import HandlingFee, Signature
from govreport.closing import Notes, signature_lines
from govreport.errors import DataError
from govreport.forms import ogi2021, website2018

BASE: dict[str, Any] = {"year": 2022, "agency": {"name": "甲局"}}
DAY = datetime.date(2023, 1, 9)
NAME = "甲乙丙丁县人民政府"


def made(**data: object) -> ogi2021.Report:
    return ogi2021.Report.from_data({**BASE, **data})


def refused(**data: object) -> list[str]:
    with pytest.raises(DataError) as caught:
        made(**data)
    return caught.value.to_text("en").splitlines()


@pytest.mark.parametrize("value", ["2023-01-09", "2023年1月9日", "2023/1/9", " ２０２３年０１月０９日 ", DAY])
def test_a_day_is_read_as_people_write_it(value: object) -> None:
    assert made(published=value).published_on == DAY
    assert made(公布日期=value).to_data()["published"] == "2023-01-09"


@pytest.mark.parametrize(
    "value",
    ["2023-02-30", "甲", "", 20230109, True, 1673222400.0, datetime.datetime(2023, 1, 9, 8, 0), [2023, 1, 9]],  # noqa: DTZ001
)
def test_what_is_no_day_is_refused(value: object) -> None:
    lines = refused(published=value)
    assert lines[0] == "a date belongs here"
    assert lines[1] == "  where: published（公布日期）"
    assert lines[3] == "  expected: 2026-01-09"


def test_a_handling_fee_has_cases_and_an_amount_with_its_digits() -> None:
    fee = made(handling_fee={"cases": 2, "amount": "120.50"}).handling_fee
    assert fee == made(信息处理费={"件数": 2, "金额": "120.50"}).handling_fee
    assert fee == HandlingFee(cases=2, amount=Decimal("120.50"))
    assert str(fee.amount) == "120.50"
    assert made().handling_fee == HandlingFee()
    assert made(handling_fee={"cases": 2, "amount": "120.50"}).to_data()["handling_fee"] == {
        "cases": 2,
        "amount": "120.50",
    }
    assert "handling_fee" not in made().to_data()


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        (
            {"amount": 1.5},
            ["an amount cannot be a binary float", "  where: handling_fee.amount（信息处理费 › 金额）"],
        ),
        ({"件数": "2"}, ["a whole number belongs here", "  where: handling_fee.cases（信息处理费 › 件数）"]),
        ({"case": 1}, ["no such field", "  where: handling_fee（信息处理费）", "  found: case"]),
        (120, ["fields belong here", "  where: handling_fee（信息处理费）", "  found: 120"]),
        ([1], ["fields belong here", "  where: handling_fee（信息处理费）", "  found: [1]"]),
    ],
)
def test_a_wrong_handling_fee_is_told(fee: object, expected: list[str]) -> None:
    assert refused(handling_fee=fee)[: len(expected)] == expected


def test_notes_are_texts_by_table_under_any_of_its_names() -> None:
    notes = {
        "disclosure": "甲。",
        "三、收到和处理政府信息公开申请情况": " 乙。\r\n\r\n丙。",
        "复议诉讼情况": "",
    }
    found = made(notes=notes).notes
    assert dict(found) == {"applications": "乙。\n丙。", "disclosure": "甲。", "disputes": ""}
    assert made(表注=notes).notes == found
    assert made(notes=None).notes == {}
    assert "notes" not in made().to_data()


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ({"disclosre": "甲"}, ["no such field", "  where: notes", "  found: disclosre"]),
        ({"overview": "甲"}, ["no such field", "  where: notes", "  found: overview"]),
        ({"disclosure": 3}, ["the notes of tables belong here", "  where: notes（表注）"]),
        ("甲", ["the notes of tables belong here", "  where: notes（表注）", '  found: "甲"']),
        (["甲"], ["the notes of tables belong here", "  where: notes（表注）"]),
    ],
)
def test_wrong_notes_are_told(notes: object, expected: list[str]) -> None:
    assert refused(notes=notes)[: len(expected)] == expected


def test_notes_are_a_mapping_that_cannot_change_and_can_be_hashed() -> None:
    notes = Notes({"b": "乙", "a": "甲"})
    assert list(notes) == ["a", "b"]
    assert (len(notes), notes["b"], notes.get("c")) == (2, "乙", None)
    assert notes == {"a": "甲", "b": "乙"}
    assert notes != {"a": "甲"}
    assert notes != "ab"
    same = [notes, Notes({"a": "甲", "b": "乙"}), copy.deepcopy(notes), pickle.loads(pickle.dumps(notes))]  # noqa: S301
    assert len(set(same)) == 1
    assert repr(notes) == "Notes({'a': '甲', 'b': '乙'})"
    with pytest.raises(TypeError):
        notes["a"] = "丙"  # type: ignore[index]


@pytest.mark.parametrize(
    ("given", "name", "day", "seal"),
    [
        (True, "甲局", None, False),
        ({}, "甲局", None, False),
        ({"name": "乙办"}, "乙办", None, False),
        ({"署名": "乙办", "日期": "2023年1月9日", "盖章": True}, "乙办", DAY, True),
        ({"date": DAY}, "甲局", DAY, False),
        (Signature(seal=True), "甲局", None, True),
    ],
)
def test_a_sign_off_is_completed_from_the_report(
    given: object, name: str, day: datetime.date | None, *, seal: bool
) -> None:
    report = made(signature=given)
    assert report.signature == Signature(name=name, date=day, seal=seal)
    assert made(落款=given) == report
    assert report.published()["signature"] == (name, day)


def test_the_day_of_a_sign_off_is_that_of_publication_unless_given() -> None:
    assert made(published=DAY, signature=True).signature == Signature(name="甲局", date=DAY)
    other = made(published=DAY, signature={"date": "2023-01-20"}).signature
    assert other == Signature(name="甲局", date=datetime.date(2023, 1, 20))


@pytest.mark.parametrize("given", [None, False])
def test_without_a_sign_off_there_is_none(given: object) -> None:
    report = made(signature=given, published=DAY)
    assert report.signature is None
    assert report.published()["signature"] is None
    assert "signature" not in report.to_data()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"nmae": "甲"}, ["no such field", "  where: signature", "  found: nmae"]),
        (
            {"date": "2023-13-01"},
            ["a date belongs here", "  where: signature.date（落款）", '  found: "2023-13-01"'],
        ),
        ({"name": "甲\n乙"}, ["this text must stand on one line", "  where: signature.name（落款）"]),
        ({"署名": 3}, ["a text belongs here", "  where: signature.name（落款）", "  found: 3"]),
        ({"seal": 1}, ["yes or no belongs here", "  where: signature.seal（落款）", "  found: 1"]),
        ("甲局", ["fields belong here", "  where: signature（落款）", '  found: "甲局"']),
        (1, ["fields belong here", "  where: signature（落款）", "  found: 1"]),
    ],
)
def test_a_wrong_sign_off_is_told(given: object, expected: list[str]) -> None:
    assert refused(signature=given)[: len(expected)] == expected


def test_what_is_wrong_at_the_end_is_told_with_the_rest() -> None:
    lines = refused(yeer=1, signature={"name": 3, "seal": "甲"}, published="甲", handling_fee={"cases": "1"})
    assert lines[0] == "5 problems"


@pytest.mark.parametrize(("given", "seal"), [("是", True), ("否", False), (True, True), (False, False)])
def test_a_seal_is_yes_or_no(given: object, *, seal: bool) -> None:
    assert made(signature={"盖章": given}).signature == Signature(name="甲局", seal=seal)


def test_every_form_may_be_signed() -> None:
    report = website2018.Report.from_data({**BASE, "signature": {"name": "乙"}, "notes": {"site": "甲"}})
    assert report.signature == Signature(name="乙")
    assert report.notes == {"site": "甲"}


def test_closing_facts_come_back_from_plain_data() -> None:
    report = made(
        published=DAY,
        signature={"name": "乙办", "seal": True},
        notes={"disputes": "甲。"},
        handling_fee={"cases": 0, "amount": "0.00"},
    )
    data = report.to_data()
    assert data["signature"] == {"name": "乙办", "date": "2023-01-09", "seal": True}
    assert ogi2021.Report.from_data(data) == report


@pytest.mark.parametrize(
    ("name", "day", "seal", "expected"),
    [
        # 28 characters a line; _ is a whole blank, . half of one. Printed, the date is 7½ characters wide:
        # four digits and two, three characters, and five gaps of a quarter between them.
        (NAME, None, False, ["_" * 17 + NAME]),
        (NAME, DAY, False, ["_" * 17 + NAME, "_" * 19 + "2023年1月9日"]),
        ("甲局", DAY, False, ["_" * 16 + ".甲局", "_" * 18 + ".2023年1月9日"]),
        ("甲乙县人民政府", DAY, False, ["_" * 16 + ".甲乙县人民政府", "_" * 18 + ".2023年1月9日"]),
        (NAME, DAY, True, ["_" * 15 + "." + NAME, "_" * 16 + ".2023年1月9日"]),
        ("甲局", DAY, True, ["_" * 19 + "甲局", "_" * 16 + ".2023年1月9日"]),
        ("甲" * 30, None, False, ["甲" * 30]),
    ],
)
def test_a_sign_off_is_moved_to_its_place_by_blanks(
    name: str, day: datetime.date | None, *, seal: bool, expected: list[str]
) -> None:
    first, *lines = signature_lines(name, day, seal=seal)
    assert first == ""
    assert [line.replace("\u3000", "_").replace("\u2002", ".") for line in lines] == expected
