"""Limits have names; other ones hold inside a block, in one thread, and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pytest

from govreport.errors import LimitError, UsageError
from govreport.gate.limits import LIMITS, Limits, limits, over_limit, with_limits
from govreport.messages import Message


def test_other_limits_hold_inside_a_block_only() -> None:
    with with_limits(xml_depth=10, file_bytes=5) as inner:
        assert limits() is inner
        assert (inner.xml_depth, inner.file_bytes, inner.archive_parts) == (10, 5, LIMITS.archive_parts)
        with with_limits(xml_depth=20):
            assert (limits().xml_depth, limits().file_bytes) == (20, 5)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(limits).result() is LIMITS
    assert limits() is LIMITS


def test_limits_end_with_the_block_when_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), with_limits(xml_depth=10):
        raise ZeroDivisionError
    assert limits() is LIMITS


def test_a_misspelt_limit_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as caught, with_limits(file_byte=5):
        pass
    assert caught.value.to_text("en") == "no such limit\n  found: file_byte\n  expected: file_bytes"


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "5"])
def test_a_limit_is_a_whole_number_above_0(value: int) -> None:
    with pytest.raises(UsageError) as caught, with_limits(xml_depth=value):
        pass
    assert caught.value.to_text("zh") == f"限制应为正整数\n  位置：xml_depth\n  实为：{value!r}"


def test_what_is_over_a_limit_is_told_with_its_name_and_value() -> None:
    with with_limits(part_bytes=3_000_000):
        what, remedy = Message("太大", "too large"), Message("改", "mend")
        error = over_limit(what, "part_bytes", where="a", remedy=remedy)
    assert isinstance(error, LimitError)
    assert error.to_text("en") == (
        "too large\n  where: a\n  expected: at most 3 MB (part_bytes)\n  to do: mend"
    )


def test_every_limit_is_explained() -> None:
    said = str(Limits.__doc__)
    assert [each.name for each in fields(Limits) if f" {each.name}: " not in said] == []
