"""Filling: what each kind of value prints, and parts whose soundness depends on the data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from govreport.word.filling import NotPrintableError, encoded


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (True, "True"),
        (1, "1"),
        (Decimal("96171.60"), "96171.60"),
        (Decimal("1E+3"), "1000"),
        (date(2024, 1, 9), "2024-01-09"),
        ("甲", "甲"),
        ("{{ x }} {_{", "{{ x }} {_{"),
        (Markup("<w:br/>"), "<w:br/>"),
    ],
)
def test_each_kind_of_value_has_one_way_to_be_printed(value: object, printed: str) -> None:
    assert encoded([value]) == [printed.encode()]


@given(st.text(st.sampled_from("&<>\"'甲a 1𠮷〇😀\u3000")))
def test_a_text_read_back_is_the_text_given(text: str) -> None:
    (written,) = encoded([text])
    inside = etree.fromstring(b"<t>%s</t>" % written)
    assert (inside.text or "") == text
    quoted = etree.fromstring(b'<t a="%s"/>' % written)
    assert quoted.get("a") == text


@pytest.mark.parametrize("value", [{}, {"a": 1}, [], [1]])
def test_a_group_or_list_is_not_printed(value: object) -> None:
    with pytest.raises(NotPrintableError):
        encoded([value])
