from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from govreport.errors import DataError
from govreport.forms import ogi2019, ogi2021, website2018
from govreport.report import Report
from govreport.sources.typed import NoDay, understand

COUNT = ogi2021.Documents._fields["issued"]
AMOUNT = ogi2021.Fees._fields["amount"]
CHANGE = ogi2019.Items._fields["change"]
PRINTED = ogi2019.Purchases._fields["amount"]
FLAG = website2018.Services._fields["directory"]
CHOICE = website2018.Site._fields["kind"]
CHOICES = website2018.Site._fields["innovation"]
WORDS = website2018.Foot._fields["date"]
YEAR = Report._fields["year"]
TEXT = ogi2021.Report._fields["overview"]
PLAIN = "  处理：把单元格改为常规格式（号码改为文本格式）后重新填写"
NO_DAY = "单元格设为日期或时间格式，里面却不是日历上的日子"
POSTCODE = Report._fields["title"]
SIGNATURE = Report._fields["signature"]


@pytest.mark.parametrize(
    ("raw", "field", "value", "remark"),
    [
        (12, COUNT, 12, ""),
        (12.0, COUNT, 12, ""),
        ("12", COUNT, 12, ""),
        ("１２", COUNT, 12, "“１２”读作 12"),
        (" 1,234 ", COUNT, 1234, "“1,234”读作 1234"),
        ("3件", COUNT, 3, "“3件”读作 3"),
        ("—", COUNT, None, "“—”读作空白；没有发生请写 0"),
        ("无", COUNT, None, "“无”读作空白；没有发生请写 0"),
        ("/", AMOUNT, None, "“/”读作空白；没有发生请写 0"),
        ("", COUNT, None, ""),
        ("  ", COUNT, None, ""),
        (None, COUNT, None, ""),
        ("减4", CHANGE, -4, "“减4”读作 -4"),
        ("-4", CHANGE, -4, ""),
        (0.1 + 0.2, AMOUNT, Decimal("0.3"), ""),
        (96171.6, AMOUNT, Decimal("96171.6"), ""),
        ("96171.60", AMOUNT, Decimal("96171.60"), ""),
        ("24000元", AMOUNT, Decimal("2.4000"), "“24000元”读作 2.4000"),
        (251000.0, PRINTED, "251000", ""),
        ("25.1万元", PRINTED, "25.1万元", ""),
        ("是", FLAG, True, ""),
        (False, FLAG, False, ""),
        ("√", FLAG, True, "“√”读作 是"),
        ("部门网站", CHOICE, "部门网站", ""),
        ("多语言版本、其他", CHOICES, ["多语言版本", "其他"], ""),
        (datetime.fromisoformat("2025-01-09"), WORDS, "2025年1月9日", ""),
        (2024.0, YEAR, 2024, ""),
        ("２０２４年", YEAR, 2024, ""),
        (223001.0, POSTCODE, "223001", ""),
        (datetime.fromisoformat("2025-01-09T08:00"), POSTCODE, date(2025, 1, 9), ""),
        ("是", SIGNATURE, True, ""),
        ("否", SIGNATURE, False, ""),
    ],
)
def test_what_can_only_mean_one_thing_is_understood_and_said(
    raw: object, field: object, value: object, remark: str
) -> None:
    typed = understand(raw, field)  # type: ignore[arg-type]
    assert (typed.value, str(typed.remark or "")) == (value, remark)
    assert type(typed.value) is type(value)


@pytest.mark.parametrize(
    ("raw", "field", "message"),
    [
        ("约三件", COUNT, '这里应填整数\n  实为："约三件"\n  应为：整数'),
        (1.5, COUNT, "这里应填整数\n  实为：1.5\n  应为：整数"),
        (True, COUNT, "这里应填整数\n  实为：True\n  应为：整数"),
        (date(2024, 3, 5), COUNT, "这里应填数字，却是日期\n  实为：2024年3月5日\n  应为：整数\n" + PLAIN),
        (date(2024, 3, 5), YEAR, "这里应填数字，却是日期\n  实为：2024年3月5日\n  应为：整数\n" + PLAIN),
        (date(2024, 3, 5), TEXT, "这里应填文字，却是日期\n  实为：2024年3月5日\n" + PLAIN),
        (time(8, 30), POSTCODE, f"{NO_DAY}\n  实为：08:30:00\n{PLAIN}"),
        (NoDay("-1"), COUNT, f"{NO_DAY}\n  实为：-1\n{PLAIN}"),
        (NoDay("1E10"), TEXT, f"{NO_DAY}\n  实为：1E10\n{PLAIN}"),
        ("很多", AMOUNT, '这里应填数字\n  实为："很多"\n  应为：十进制小数，例如 96171.6'),
        ("大概", FLAG, "没有这一选项\n  实为：大概\n  应为：是 / 否"),
        ("个人网站", CHOICE, "没有这一选项\n  实为：个人网站\n  应为：政府门户网站 / 部门网站 / 专项网站"),
        (
            1e17,
            COUNT,
            (
                "数字超过 15 位，表格软件会改掉后面的位数\n  实为：100000000000000000\n"
                "  处理：单元格设为文本格式后重新填写"
            ),
        ),
    ],
)
def test_what_can_mean_nothing_is_refused_with_what_belongs_there(
    raw: object, field: object, message: str
) -> None:
    with pytest.raises(DataError) as refused:
        understand(raw, field)  # type: ignore[arg-type]
    assert str(refused.value) == message
