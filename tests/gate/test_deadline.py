from __future__ import annotations

import time

import pytest

from govreport.errors import LimitError
from govreport.gate.deadline import reading_time, require_time, time_left
from govreport.gate.limits import with_limits


def test_without_a_file_there_is_always_time() -> None:
    require_time()
    assert time_left() == 60


def test_a_file_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with with_limits(file_seconds=5), reading_time("a.docx"):
        now = 1004.9
        require_time()
        now = 1005.1
        with pytest.raises(LimitError) as caught:
            require_time()
        assert time_left() == pytest.approx(0.1)
    assert caught.value.to_text("en").splitlines()[:3] == [
        "reading the file takes too long",
        "  where: a.docx",
        "  expected: at most 5 (file_seconds)",
    ]
    require_time()


def test_what_is_read_for_a_file_takes_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with reading_time("outer.mht"):
        now = 50.0
        with reading_time("inner.html"):
            assert time_left() == pytest.approx(10)
            now = 61.0
            with pytest.raises(LimitError, match=r"outer\.mht"):
                require_time()
