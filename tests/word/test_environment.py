"""The sandbox: escaping, strict names, plain look-ups, and the check of all that is compiled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from govreport.word.environment import ALLOWED_FILTERS, Environment


def rendered(template: str, **data: object) -> str:
    return Environment().from_string(template).render(data)


def test_the_filters_are_these_and_no_others() -> None:
    assert sorted(ALLOWED_FILTERS) == [
        "date", "default", "hanzi", "join", "length", "list_zh", "money", "number", "percent", "share", "yoy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (Decimal("96171.60"), "96171.60"),
        (Decimal("1E+3"), "1000"),
        (date(2024, 1, 9), "2024-01-09"),
        ('5<10 & "甲"\'', "5&lt;10 &amp; &#34;甲&#34;&#39;"),
        ("{{ x }}", "{{ x }}"),
        ("{_{", "{_{"),
    ],
)
def test_each_kind_of_value_has_one_way_to_be_printed(value: object, printed: str) -> None:
    assert rendered("{{ a }}", a=value) == printed


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ a | number }}", "1,234,567"),
        ("{{ b | hanzi }}", "十二"),
        ("{{ none | number }}|{{ none | hanzi }}", "|"),
        ("{{ none | default('无', true) }}", "无"),
        ("{{ items | join('、') }}", "甲、乙"),
        ("{{ items | length }}", "2"),
    ],
)
def test_filters_print_as_they_do_in_texts(template: str, printed: str) -> None:
    assert rendered(template, a=1234567, b=12, none=None, items=["甲", "乙"]) == printed


@pytest.mark.parametrize("name", ["items", "keys", "values", "get", "pop", "copy", "update"])
def test_a_key_wins_over_the_method_of_that_name(name: str) -> None:
    assert rendered(f"{{{{ d.{name} }}}}", d={name: 7}) == "7"
    with pytest.raises(UndefinedError):
        rendered(f"{{{{ d.{name} }}}}", d={})


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ x | attr('__class__') }}",
    ],
)
def test_what_gets_past_the_check_still_meets_the_sandbox(attack: str) -> None:
    for environment in (Environment(), Environment(trusted=True)):
        with pytest.raises((SecurityError, UndefinedError)):
            environment.from_string(attack).render(x=1)


def test_data_cannot_be_changed_by_a_template() -> None:
    with pytest.raises(SecurityError):
        Environment(trusted=True).from_string("{{ xs.append(1) }}").render(xs=[])
