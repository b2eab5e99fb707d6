"""Records as plain data: what a data file holds of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from govreport.agency import Agency, Level
from govreport.forms import Amount, Columns, Count, column, fact, ogi2021, total
from govreport.forms._figures import Line
from govreport.forms._plain import plain_record
from govreport.forms._record import Record


class Fees(Columns):
    cases: Count = column("件数")
    amount: Amount = column("金额")
    total: Amount = total("总计")


class Sign(Record):
    """A record with a fact that follows from another."""

    name: Line = fact("名称", required=True)
    initial: Line | None = fact("首字", derived=True)
    default: Line | None = fact("默认", default="无")

    def _complete(self) -> None:
        if self.initial is None:
            self._set("initial", self.name[0])


def test_amounts_become_texts_and_blank_cells_stay() -> None:
    assert plain_record(Fees(amount=Decimal("1.50"))) == {"cases": None, "amount": "1.50", "total": None}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"name": "甲", "default": "无"}),
        ({"initial": "乙"}, {"name": "甲", "initial": "乙", "default": "无"}),
    ],
)
def test_what_follows_from_other_facts_is_written_only_if_it_was_given(
    given: dict[str, str], expected: dict[str, str]
) -> None:
    sign = Sign(name="甲", **given)
    assert sign.initial == given.get("initial", "甲")
    assert plain_record(sign) == expected


def test_facts_become_what_a_data_file_can_hold() -> None:
    report = ogi2021.Report(
        year=2023,
        agency=Agency(name="甲县人民政府", level=Level.COUNTY),
        published_on=date(2024, 1, 9),
        notes={"disclosure": "注"},
        signature=True,
    )
    plain = plain_record(report)
    assert {name: plain[name] for name in ("agency", "published", "notes", "signature")} == {
        "agency": {"name": "甲县人民政府", "level": "county"},
        "published": "2024-01-09",
        "notes": {"disclosure": "注"},
        "signature": {"name": "甲县人民政府", "date": "2024-01-09", "seal": False},
    }
    assert [type(plain["agency"]["level"]), type(plain["notes"])] == [str, dict]  # type: ignore[index]  # a mapping, as seen above
