"""A small template cannot make much of some data: turns of loops and printed characters are counted."""

from __future__ import annotations

import time

import pytest

from durations import allowed
from govreport.errors import TemplateError
from govreport.gate.limits import with_limits
from govreport.word import Template
from govreport.word.budget import with_counted_loops
from govreport.word.environment import Environment
from govreport.word.soundness import Skeleton
from wordparts import own, paragraph, with_part

ROWS = [{"n": number} for number in range(1000)]
LONG = "字" * 100_000


def refusal(content: bytes, data: dict[str, object]) -> str:
    """Return what is said of a filling that is refused, within two seconds."""
    template = Template(content)
    started = time.process_time()
    with pytest.raises(TemplateError) as caught:
        template.render(data)
    assert time.process_time() - started < allowed(2)
    return caught.value.to_text("en")


@pytest.mark.parametrize("printed", ["", "x", "{% if a.n < 0 %}x{% endif %}"])
def test_loops_within_loops_have_a_million_turns(printed: str) -> None:
    loops = "{% for a in rows %}{% for b in rows %}{% for c in rows if c.n < 0 %}"
    body = f"{paragraph('first')}{paragraph(loops + printed + '{% endfor %}' * 3)}"
    what, where, *rest = refusal(own(body), {"rows": ROWS}).splitlines()
    assert what == "the loops of the template have too many turns"
    assert where.startswith("  where: body, paragraph 2, in ")
    assert rest == [
        "  found: 1001000",
        "  expected: at most 1000000 in all",
        "  to do: put fewer loops into each other, or shorten the data",
    ]


def test_the_turns_of_a_part_are_counted_anew_in_every_filling() -> None:
    template = Template(own(paragraph("{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}")))
    rows = ROWS[:700]
    assert template.render({"rows": rows}) == template.render({"rows": rows})


def test_a_long_text_in_thousands_of_places_is_refused() -> None:
    assert refusal(own(paragraph("{{ a }}" * 5000)), {"a": LONG}).splitlines() == [
        "what the template prints is too long",
        "  where: body",
        "  found: 500000000",
        "  expected: at most 50000000 characters in a part",
        "  to do: put fewer loops into each other, or shorten the data",
    ]


@pytest.mark.parametrize("printed", ["{{ a }}", "{{ a | default('') }}", "{{ lines | join('……') }}"])
def test_a_long_text_in_a_loop_is_refused(printed: str) -> None:
    data: dict[str, object] = {"a": LONG, "rows": ROWS, "lines": [LONG] * 9}
    assert "what the template prints is too long" in refusal(
        own(paragraph("{% for b in rows %}" + printed + "{% endfor %}")), data
    )


def test_a_header_has_a_budget_of_its_own_and_is_named() -> None:
    content = with_part("header9", "header", paragraph("{{ a }}" * 600), own(paragraph("x")))
    assert "  where: header\n" in refusal(content, {"a": LONG})


def test_the_length_is_that_which_the_gate_lets_in() -> None:
    template = Template(own(paragraph("{{ a }}{{ a }}")))
    with with_limits(part_bytes=10), pytest.raises(TemplateError, match="太长"):
        template.render({"a": "123456"})
    template.render({"a": "123456"})


def test_honest_tables_are_far_below() -> None:
    row = "{% for a in rows %}{% for b in a.cells %}{{ b }}{% endfor %}{% endfor %}"
    data = {"rows": [{"cells": list(range(20))} for _ in range(5000)]}
    assert len(Template(own(paragraph(row))).render(data)) > 1000


def test_a_part_with_counted_loops_needs_no_second_look() -> None:
    xml = "<a>{% for a in rows %}<b>{{ a }}</b>{% endfor %}</a>"
    assert Skeleton(with_counted_loops(Environment().parse(xml))).is_sound
