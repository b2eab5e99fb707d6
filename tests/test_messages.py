from __future__ import annotations

import pytest

from govreport.messages import Message


def test_a_message_has_both_languages() -> None:
    message = Message("合计", "total")
    assert (message.in_language("zh"), message.in_language("en")) == ("合计", "total")


def test_the_plain_text_is_chinese() -> None:
    assert str(Message("合计", "total")) == f"{Message('合计', 'total')}" == "合计"


def test_format_fills_both_languages() -> None:
    assert Message("第 {row} 行", "row {row}").format(row=3) == Message("第 3 行", "row 3")


def test_a_message_as_a_value_keeps_its_language() -> None:
    total = Message("合计", "total")
    assert Message("{what}有误", "wrong {what}").format(what=total) == Message("合计有误", "wrong total")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert Message("{text}", "{text}").format(text="{{ x }}{0}") == Message("{{ x }}{0}", "{{ x }}{0}")


def test_each_language_may_leave_a_value_out() -> None:
    assert Message("{zh}", "{en}").format(zh="甲", en="a") == Message("甲", "a")


def test_a_placeholder_without_a_value_is_refused() -> None:
    with pytest.raises(KeyError, match="'row'"):
        Message("第 {row} 行", "row {row}").format(line=3)


@pytest.mark.parametrize(("count", "told"), [(0, "0 cells"), (1, "1 cell"), (2, "2 cells")])
def test_a_number_names_what_it_counts_once_or_several_times(count: int, told: str) -> None:
    assert Message("{count} 格", "{count:cell|cells}").format(count=count) == Message(f"{count} 格", told)


def test_a_number_keeps_its_other_formats() -> None:
    assert Message("{n:04d}", "{n:04d}").format(n=7) == Message("0007", "0007")
