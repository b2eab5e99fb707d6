"""Five typos by hand: each is caught and located, in at most six lines, with the right exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.errors import DataError
from govreport.forms import ogi2021
from wordparts import replaced

FIRST = "applications.results.granted.natural_person"


def lines(text: str) -> int:
    return len(text.strip().splitlines())


def test_a_field_in_a_data_file(govreport: Callable, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(
        "year: 2021\nagency: {name: 甲局}\napplications:\n  received:\n    natural_persn: 3\n",
        encoding="utf-8",
    )
    ran = govreport("check", source)
    assert (ran.code, ran.out) == (2, "")
    assert lines(ran.err) <= 6
    assert f"{source}:5" in ran.err
    assert "natural_persn" in ran.err
    assert "natural_person（自然人）" in ran.err


def test_a_column_in_python() -> None:
    with pytest.raises(DataError) as caught:
        ogi2021.Applicants(natural_persn=3)  # type: ignore[call-arg]
    assert lines(str(caught.value)) <= 6
    assert "natural_person（自然人）" in str(caught.value)


def test_a_placeholder_in_a_template(govreport: Callable, tmp_path: Path) -> None:
    template = tmp_path / "own.docx"
    template.write_bytes(replaced(f"{{{{ {FIRST} }}}}", f"{{{{ {FIRST}s }}}}"))
    ran = govreport("template", "check", template, "--form", "ogi2021")
    assert ran.code == 3
    assert lines(ran.out) <= 6
    assert "正文表 2 第 6 行第 4 列" in ran.out
    assert f"{FIRST}s" in ran.out


def test_the_name_of_a_form(govreport: Callable, good: Path) -> None:
    ran = govreport("check", good, "--form", "ogi2012")
    assert (ran.code, ran.out) == (2, "")
    assert lines(ran.err) <= 6
    assert "ogi2012" in ran.err
    assert "ogi2021" in ran.err


def test_a_path(govreport: Callable, good: Path) -> None:
    ran = govreport("check", good.with_name("god.json"))
    assert (ran.code, ran.out) == (2, "")
    assert lines(ran.err) <= 6
    assert str(good.with_name("god.json")) in ran.err
    assert "good.json" in ran.err


@pytest.mark.parametrize(
    ("arguments", "found", "expected"),
    [
        (("buld",), "buld", "build"),
        (("build", "x", "-o", "y", "--tempate", "z"), "--tempate", "--template"),
        (("build", "x", "-o", "y", "--blank", "nought"), "--blank", "zero"),
    ],
)
def test_verbs_options_and_choices(
    govreport: Callable, arguments: tuple[str, ...], found: str, expected: str
) -> None:
    for language in ("zh", "en"):
        ran = govreport("--lang", language, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert lines(ran.err) <= 6
        assert found in ran.err
        assert expected in ran.err
